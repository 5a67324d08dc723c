/**
 * The library as it is published: one bundled file. The sources run through tsx carry a call per named inner function,
 * which users never pay for.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Binding } from '../binding.js';
import type { Library } from './types.js';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Directly below the root, where the loader looks for the addon from. */
export const bundlePath = join(root, 'build', 'bench_library.mjs');
/** The process of a memory case, without tsx in it: its resident memory would count. */
export const memoryChildPath = join(root, 'build', 'bench_memory_child.mjs');

export async function bundleLibrary(): Promise<void> {
  const shared = { format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' } as const;
  await build({
    ...shared,
    stdin: {
      contents: `export * from './lib/index.ts'; export { binding as benchBinding } from './lib/native.ts';`,
      resolveDir: root,
    },
    outfile: bundlePath,
    bundle: true,
    packages: 'external',
  });
  await build({
    ...shared,
    entryPoints: [join(root, 'bench', 'memory_child.ts')],
    outfile: memoryChildPath,
  });
}

/** The library, and the raw binding for what only a benchmark asks: the ISA level in use. */
export type BenchLibrary = Library & { readonly benchBinding: Binding };

export async function loadLibrary(): Promise<BenchLibrary> {
  return (await import(pathToFileURL(bundlePath).href)) as BenchLibrary;
}
