import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

type NodeGypBuild = ((root: string) => unknown) & { resolve(root: string): string };

/** The OpenBLAS core that answers to each forced ISA level, so that a test of a level tests its BLAS too. */
const openblasCores: Readonly<Record<string, string>> = { v2: 'Prescott', v3: 'Haswell', v4: 'SkylakeX' };

/**
 * Loads the native addon: a local build (build/Release) first, then the prebuilt binary of this platform (prebuilds/).
 * The environment variable STRIDED_PREBUILD names another folder to look in.
 */
export function loadBinding(): unknown {
  const core = openblasCores[process.env['STRIDED_ISA'] ?? ''];
  if (core !== undefined) process.env['OPENBLAS_CORETYPE'] ??= core;

  // lib/ and dist/ both lie directly below the package's root.
  const root = fileURLToPath(new URL('..', import.meta.url));
  const require = createRequire(import.meta.url);
  let found: string | undefined;
  try {
    const build = require('node-gyp-build') as NodeGypBuild;
    found = build.resolve(root);
    return require(found);
  } catch (cause) {
    throw loadError(root, found, cause);
  }
}

function loadError(root: string, found: string | undefined, cause: unknown): Error {
  const platform = `${process.platform}-${process.arch}`;
  const libc = process.platform === 'linux' ? ` (${libcName()})` : '';
  const what =
    found === undefined
      ? `no binary was found in ${process.env['STRIDED_PREBUILD'] ?? root}: looked for build/Release/*.node and ` +
        `prebuilds/${platform}/*.node`
      : `${found} does not load: ${cause instanceof Error ? cause.message : String(cause)}`;
  const message =
    `strided: the native addon is not available on ${platform}${libc}, Node ${process.versions.node}: ${what}. ` +
    `To build it from source (a C++20 compiler, cmake and the system libraries named in the README are needed), run: ` +
    `npm run build:native --prefix ${JSON.stringify(root.replace(/[\\/]$/, ''))}`;
  return Object.assign(new Error(message, { cause }), { code: 'ERR_NATIVE_ADDON' });
}

function libcName(): string {
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  const version = report.header.glibcVersionRuntime;
  return version === undefined ? 'musl' : `glibc ${version}`;
}
