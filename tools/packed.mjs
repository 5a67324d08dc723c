// Packs the package as it would be published and installs it elsewhere, for the checks that want to know what a stranger
// gets: with a PATH of node, npm and sh alone and an empty home.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The npm program that belongs to this Node, or the one of the PATH. */
function programs() {
  const find = (name) => execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
  return { node: process.execPath, npm: find('npm'), sh: '/bin/sh' };
}

/**
 * Packs into the folder; asBuilt takes dist/ and prebuilds/ as they lie there instead of making them anew.
 * @returns {{ path: string, bytes: number, files: string[] }}
 */
export function pack(folder, { asBuilt = false } = {}) {
  const args = ['pack', '--json', '--pack-destination', folder, ...(asBuilt ? ['--ignore-scripts'] : [])];
  execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const name = readdirSync(folder).find((entry) => entry.endsWith('.tgz'));
  const path = join(folder, name);
  const files = execFileSync('tar', ['-tzf', path], { encoding: 'utf8' }).trim().split('\n');
  return { path, bytes: statSync(path).size, files: files.map((file) => file.replace(/^package\//, '')) };
}

/** An environment with node, npm and sh on its PATH, and nothing at home. */
export function bareEnvironment(folder) {
  const bin = join(folder, 'bin');
  const home = join(folder, 'home');
  mkdirSync(bin, { recursive: true });
  mkdirSync(home, { recursive: true });
  for (const [name, path] of Object.entries(programs())) symlinkSync(path, join(bin, name));
  return { PATH: bin, HOME: home };
}

/** Installs the tarball into a project of its own below the folder; returns what npm said. */
export function install(project, tarball, env) {
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const npm = env.PATH.includes(':') ? 'npm' : join(env.PATH, 'npm');
  return execFileSync(npm, ['install', '--offline', '--no-audit', '--no-fund', tarball], {
    cwd: project,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
