/** What this build of the library is made of, and what it runs on. */
import { describe } from './describe.js';
import { StridedError } from './errors.js';
import { binding } from './native.js';
import { readOptions } from './options.js';
import { getNumThreads } from './threads.js';

/** What `showConfig` says, as an object. */
export interface Configuration {
  readonly 'Build Dependencies': {
    readonly blas: { readonly name: string; readonly 'integer bits': number };
    readonly lapack: { readonly name: string; readonly 'integer bits': number };
  };
  readonly 'Machine Information': {
    readonly cpu: string;
    readonly system: string;
  };
  readonly 'Node Information': {
    readonly version: string;
    readonly 'Node-API': number;
  };
  readonly 'SIMD Extensions': {
    /** The level of the kernels in use: v2, v3 or v4 of x86-64, or the baseline of the machine. */
    readonly level: string;
  };
  readonly Threads: { readonly kernels: number };
}

/** Options of `showConfig`. */
export interface ShowConfigOptions {
  /** 'stdout', which it is if not given, prints; 'dicts' returns an object. */
  mode?: 'stdout' | 'dicts' | undefined;
}

function configuration(): Configuration {
  const openblas = { name: 'OpenBLAS', 'integer bits': 32 };
  return {
    'Build Dependencies': { blas: openblas, lapack: openblas },
    'Machine Information': { cpu: process.arch, system: process.platform },
    'Node Information': { version: process.versions.node, 'Node-API': 8 },
    'SIMD Extensions': { level: binding.level },
    Threads: { kernels: getNumThreads() },
  };
}

function lines(value: object, indent: string): string[] {
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) =>
    typeof entry === 'object' && entry !== null
      ? [`${indent}${key}:`, ...lines(entry, `${indent}  `)]
      : [`${indent}${key}: ${String(entry)}`],
  );
}

/**
 * Says what the library was built with and what it uses on this machine: on the console, or with `mode: 'dicts'` as an object.
 * NumPy: `np.show_config`.
 *
 * @throws StridedError for another mode.
 * @example
 * nd.showConfig({ mode: 'dicts' })['Build Dependencies'].blas.name // 'OpenBLAS'
 */
export function showConfig(options: (ShowConfigOptions & { mode: 'dicts' }) | 'dicts'): Configuration;
export function showConfig(options?: ShowConfigOptions | 'stdout'): void;
export function showConfig(...rest: unknown[]): Configuration | undefined {
  const { mode = 'stdout' } = readOptions(rest, ['mode'], 'showConfig');
  if (mode === 'dicts') return configuration();
  if (mode !== 'stdout') {
    throw new StridedError(
      `showConfig: mode must be 'stdout' or 'dicts', not ${describe(mode)}`,
      'ERR_OPTION',
    );
  }
  console.log(lines(configuration(), '').join('\n'));
  return undefined;
}
