import { builtin } from './builtins.js';

/** The OpenBLAS core that answers to each forced ISA level, so that a test of a level tests its BLAS too. */
const openblasCores: Readonly<Record<string, string>> = { v2: 'Prescott', v3: 'Haswell', v4: 'SkylakeX' };

/**
 * Loads the native addon: a local build first, then the prebuilt binary of this platform and C library. The environment
 * variable STRIDED_PREBUILD names another folder to look in.
 */
export function loadBinding(): unknown {
  const core = openblasCores[process.env['STRIDED_ISA'] ?? ''];
  if (core !== undefined) process.env['OPENBLAS_CORETYPE'] ??= core;

  const { existsSync } = builtin('fs');
  const { join, resolve } = builtin('path');
  // lib/ and dist/ both lie directly below the package's root. In a program that a bundler wrote as CommonJS there is no
  // import.meta.
  const own: string | undefined = import.meta.url;
  const root = own === undefined ? undefined : builtin('url').fileURLToPath(new URL('..', own));
  const named = process.env['STRIDED_PREBUILD'] ?? root;
  if (named === undefined) throw loadError(root, 'its folder is not known');
  const folder = resolve(named);
  const candidates = [
    join('build', 'Release', 'strided.node'),
    join('prebuilds', `${process.platform}-${process.arch}`, prebuildName()),
  ];
  const found = candidates.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) {
    throw loadError(root, `no binary was found in ${folder}: looked for ${candidates.join(' and ')}`);
  }
  const module = { exports: {} as unknown };
  try {
    process.dlopen(module, found);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if ((cause as { code?: unknown }).code === 'ERR_DLOPEN_DISABLED') {
      throw loadError(root, `${found} may not be loaded: ${reason.replace(/\.+$/, '')}`, cause);
    }
    throw loadError(root, `${found} does not load: ${reason.replace(/\.+$/, '')}`, cause);
  }
  return module.exports;
}

function prebuildName(): string {
  return process.platform === 'linux' ? `strided.${libc()}.node` : 'strided.node';
}

/** The C library that Node was linked with, by the loader that its executable names in its first page. */
function libc(): 'glibc' | 'musl' {
  const { closeSync, openSync, readSync } = builtin('fs');
  const page = Buffer.alloc(4096);
  try {
    const file = openSync(process.execPath, 'r');
    try {
      readSync(file, page, 0, page.length, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    // Not ours to read, as under the permission model: the answer is the common one.
  }
  return page.includes('/ld-musl-') ? 'musl' : 'glibc';
}

function libcVersion(): string {
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  const version = report.header.glibcVersionRuntime;
  return version === undefined ? libc() : `glibc ${version}`;
}

function loadError(root: string | undefined, what: string, cause?: unknown): Error {
  const where = `${process.platform}-${process.arch}`;
  const system = process.platform === 'linux' ? ` (${libcVersion()})` : '';
  const message = `strided: the native addon is not available on ${where}${system}, Node ${process.versions.node}: ${what}. ${remedy(root, cause)}`;
  const error = cause === undefined ? new Error(message) : new Error(message, { cause });
  return Object.assign(error, { code: 'ERR_NATIVE_ADDON' });
}

function remedy(root: string | undefined, cause: unknown): string {
  if ((cause as { code?: unknown } | undefined)?.code === 'ERR_DLOPEN_DISABLED') {
    return (
      'Native addons are switched off in this process: start Node with --allow-addons beside --permission, and ' +
      'without --no-addons'
    );
  }
  const { existsSync } = builtin('fs');
  const { join } = builtin('path');
  if (root === undefined || !existsSync(join(root, 'tools', 'build_native.mjs'))) {
    return (
      'This code is not in the package strided: where a bundler has put it into another file, tell the bundler to ' +
      "leave the package out (esbuild: --external:strided; Rollup: external: ['strided']; webpack: externals: " +
      "{ strided: 'commonjs strided' }) and install it beside the program, or name the package's folder in STRIDED_PREBUILD"
    );
  }
  return (
    'To build it from source (it needs a C++20 compiler, cmake, OpenBLAS, oneTBB and Highway, and says what is ' +
    `missing), run: npm run build:native --prefix ${JSON.stringify(root.replace(/[\\/]$/, ''))}`
  );
}
