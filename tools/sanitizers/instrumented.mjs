// What the runs under a sanitizer share: an instrumented build, the environment that Node needs for it, and the reports.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNative, variantFolder } from '../build_native.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The value of --name=value on the command line. */
export function option(name) {
  return process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** Arguments that are no options: filters of test files. */
export function filters() {
  return process.argv.slice(2).filter((text) => !text.startsWith('--'));
}

/** The one ISA level that is built and run: kernels are the same source at each, so one level finds most of what is wrong. */
export const level = option('level') ?? (process.arch === 'x64' ? 'v3' : '');

/** Builds the variant, unless --no-build, and gives the variables under which tests load it. */
export async function build(variant, { levels = level, quiet = false } = {}) {
  if (!process.argv.includes('--no-build')) await buildNative({ variant, levels, quiet });
  const folder = variantFolder(variant);
  if (!existsSync(join(folder, 'build', 'Release', 'strided.node'))) {
    throw new Error(`there is no build in ${folder}: run without --no-build`);
  }
  return { STRIDED_PREBUILD: folder, ...(levels === '' ? {} : { STRIDED_ISA: levels }) };
}

/** The path of a library that comes with the compiler. */
export function compilerLibrary(name) {
  const path = execFileSync(process.env.CXX ?? 'c++', [`-print-file-name=${name}`], {
    encoding: 'utf8',
  }).trim();
  if (!existsSync(path)) {
    throw new Error(
      `the compiler has no ${name}: it comes with g++ on Debian, and as libasan, libubsan and libtsan on Fedora`,
    );
  }
  return path;
}

/** An empty folder for reports: processes that tests start say nothing on this one's stderr. */
export function reportFolder(variant) {
  const folder = join(variantFolder(variant), 'reports');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function reports(folder) {
  return readdirSync(folder)
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
    .filter(({ text }) => text.trim() !== '');
}

/**
 * Runs the test files that the filters name, all of them for none, without the tests of these full names; true where all
 * passed. --json=file gets vitest's report.
 */
export function vitest(names, env, exclude = []) {
  const args = ['run', ...names];
  if (exclude.length > 0) {
    const pattern = exclude.map((name) => name.replace(/[^\w\s]/g, '\\$&')).join('|');
    args.push(`--testNamePattern=^(?!(${pattern})$)`);
  }
  const json = option('json');
  if (json !== undefined) args.push('--reporter=default', '--reporter=json', `--outputFile.json=${json}`);
  // An instrumented test takes some ten times as long.
  args.push('--testTimeout=600000', '--hookTimeout=600000');
  const result = spawnSync(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { STRIDED_TEST_PATIENCE: '10', ...process.env, ...env },
  });
  return result.status === 0;
}
