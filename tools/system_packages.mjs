// The system packages that the native build needs, and how to get them: through apt when that is possible without
// asking, otherwise by one exact command for the user to run.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// Debian puts some headers and all libraries into a folder named after the architecture.
const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch] ?? process.arch;
const libraryFolders = ['/usr/lib', `/usr/lib/${triplet}`, '/usr/lib64', '/usr/local/lib'];
export const includeFolders = ['/usr/include', `/usr/include/${triplet}`, '/usr/local/include'];

/** @typedef {{ name: string, debian: string, fedora: string, present: () => boolean }} Package */
/** @type {Package[]} */
const required = [
  { name: 'a C++20 compiler', debian: 'g++', fedora: 'gcc-c++', present: () => hasProgram('c++') },
  { name: 'cmake', debian: 'cmake', fedora: 'cmake', present: () => hasProgram('cmake') },
  {
    name: 'make or ninja',
    debian: 'make',
    fedora: 'make',
    present: () => hasProgram('ninja') || hasProgram('make'),
  },
  {
    name: 'OpenBLAS (static)',
    debian: 'libopenblas-dev',
    fedora: 'openblas-static',
    present: () => hasLibrary('libopenblas.a'),
  },
  { name: 'oneTBB', debian: 'libtbb-dev', fedora: 'tbb-devel', present: () => hasHeader('tbb/task_arena.h') },
  {
    name: 'Highway',
    debian: 'libhwy-dev',
    fedora: 'highway-devel',
    present: () => hasHeader('hwy/highway.h'),
  },
];

/** Only the tests use it, and they say when they go without. */
const formatter = {
  name: 'clang-format',
  debian: 'clang-format',
  fedora: 'clang-tools-extra',
  present: () => hasProgram('clang-format'),
};

export function hasProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function hasHeader(name) {
  return includeFolders.some((folder) => existsSync(join(folder, name)));
}

function hasLibrary(name) {
  return libraryFolders.some((folder) => existsSync(join(folder, name)));
}

/** How apt-get can be run without a password being asked, or undefined. */
function aptPrefix() {
  if (!hasProgram('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  if (hasProgram('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0)
    return ['sudo', '-n'];
  return undefined;
}

function installCommand(packages) {
  if (hasProgram('dnf')) return `sudo dnf install -y ${packages.map((p) => p.fedora).join(' ')}`;
  return `sudo apt-get update && sudo apt-get install -y ${packages.map((p) => p.debian).join(' ')}`;
}

function aptInstall(prefix, packages) {
  const env = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  const apt = (...args) => {
    const [program, ...rest] = [...prefix, ...env, 'apt-get', ...args];
    execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  const install = () =>
    apt('install', '-y', '-q', '--no-install-recommends', ...packages.map((p) => p.debian));
  // The package lists of a fresh machine are empty or old.
  try {
    const known = packages.every(
      (p) => spawnSync('apt-cache', ['show', p.debian], { stdio: 'ignore' }).status === 0,
    );
    if (!known) apt('update', '-q');
    install();
  } catch {
    apt('update', '-q');
    install();
  }
}

/** What the build misses, with the command that installs it; undefined where nothing does. Installs nothing. */
export function missingSystemPackages() {
  const missing = required.filter((p) => !p.present());
  if (missing.length === 0) return undefined;
  return `missing: ${missing.map((p) => p.name).join(', ')}. Install with:\n    ${installCommand(missing)}`;
}

/**
 * Makes sure that what the build needs is installed; forTests adds what only the tests use.
 * Throws an error that holds the exact command where that cannot be done from here.
 */
export function ensureSystemPackages({ forTests = false } = {}) {
  let missing = required.filter((p) => !p.present());
  const prefix = aptPrefix();
  if (forTests && prefix !== undefined && !formatter.present()) missing.push(formatter);
  if (missing.length === 0) return;
  if (prefix !== undefined) {
    console.log(`installing ${missing.map((p) => p.debian).join(', ')} …`);
    try {
      aptInstall(prefix, missing);
    } catch (error) {
      console.error(error.message);
    }
    missing = required.filter((p) => !p.present());
    if (missing.length === 0) return;
  }
  throw new Error(missingSystemPackages());
}
