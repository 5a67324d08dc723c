// Cross-builds the addon for linux-arm64 into build/aarch64/tree/Release. STRIDED_AARCH64_SYSROOT names a folder with the
// arm64 packages of OpenBLAS, oneTBB and Highway unpacked (dpkg-deb -x); the C and C++ runtimes are the cross compiler's.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const compiler = process.env.STRIDED_AARCH64_CXX ?? 'aarch64-linux-gnu-g++';
export const sysroot = process.env.STRIDED_AARCH64_SYSROOT;
/** The folder below which build/Release/strided.node is, as STRIDED_PREBUILD wants it. */
export const built = join(root, 'build', 'aarch64', 'tree');

const headers = ['tbb', 'oneapi', 'hwy', 'cblas.h', 'openblas_config.h'];

/**
 * A folder of links to the dependencies' headers and to nothing else: an include folder as a whole has a libc of its own.
 */
export function linkHeaders(folders) {
  const include = join(root, 'build', 'aarch64', 'include');
  rmSync(include, { recursive: true, force: true });
  mkdirSync(include, { recursive: true });
  for (const name of headers) {
    const found = folders.map((at) => join(at, name)).find((path) => existsSync(path));
    if (found === undefined) throw new Error(`the headers of ${name} are in none of ${folders.join(', ')}`);
    symlinkSync(found, join(include, name));
  }
  return include;
}

/** Configures and builds; cmake/finish.cmake then looks for undefined symbols and puts oneTBB beside the addon. */
export function buildAarch64() {
  if (sysroot === undefined) {
    throw new Error('STRIDED_AARCH64_SYSROOT must name a folder with the arm64 OpenBLAS, oneTBB and Highway');
  }
  const library = join(sysroot, 'usr', 'lib', 'aarch64-linux-gnu');
  const include = join(sysroot, 'usr', 'include');
  const ofTriplet = join(include, 'aarch64-linux-gnu');
  const links = linkHeaders([include, ofTriplet, join(ofTriplet, 'openblas-pthread')]);
  const out = join(built, 'build');
  mkdirSync(out, { recursive: true });
  const toolchain = join(built, 'toolchain.cmake');
  writeFileSync(
    toolchain,
    `set(CMAKE_SYSTEM_NAME Linux)\nset(CMAKE_SYSTEM_PROCESSOR aarch64)\nset(CMAKE_CXX_COMPILER ${compiler})\n`,
  );
  const modules = join(root, 'node_modules');
  const settings = {
    CMAKE_TOOLCHAIN_FILE: toolchain,
    CMAKE_BUILD_TYPE: 'Release',
    CMAKE_JS_INC: join(modules, 'node-api-headers', 'include'),
    NODE_ADDON_API_DIR: join(modules, 'node-addon-api'),
    OPENBLAS_LIBRARY: join(library, 'openblas-pthread', 'libopenblas.a'),
    TBB_LIBRARY: join(library, 'libtbb.so'),
    TBB_INCLUDE: links,
    HIGHWAY_INCLUDE: links,
  };
  const run = (...args) =>
    execFileSync('cmake', args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  run('-S', root, '-B', out, ...Object.entries(settings).map(([name, value]) => `-D${name}=${value}`));
  const jobs = String(process.env.STRIDED_BUILD_JOBS ?? availableParallelism());
  run('--build', out, '--parallel', jobs);
  return join(out, 'Release', 'strided.node');
}
