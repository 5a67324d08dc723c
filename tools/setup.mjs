// Makes a fresh clone ready: npm packages, system libraries, native build. Uses nothing but Node itself, and takes a
// fraction of a second where all is in place.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNative } from './build_native.mjs';
import { ensureSystemPackages } from './system_packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function ensureModules() {
  const stamp = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('installing npm packages …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
}

export async function setup({ forTests = false } = {}) {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Error(`strided needs Node 20 or newer; this is ${process.versions.node}`);
  ensureModules();
  ensureSystemPackages({ forTests });
  if (!existsSync(join(root, 'build', 'Release', 'strided.node'))) {
    console.log('building the native addon (some minutes, once) …');
  }
  await buildNative({ quiet: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await setup();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
