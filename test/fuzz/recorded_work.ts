/** Calls of the library that reach every function of the binding in many of its ways; all arrays are small. */
import { dtypeNames } from '../../lib/dtype.js';
import * as nd from '../../lib/index.js';
import names from '../api/names.json' with { type: 'json' };
import { sample } from '../api/samples.js';

type AnyFunction = (...args: unknown[]) => unknown;

let failures = 0;

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    failures++;
  }
}

const own = (dtype: nd.DType, shape: number[]): nd.NDArray => {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Array.from({ length: size }, (_, i) => ((i * 7) % 5) + 1);
  // Memory of the caller's: a buffer of exactly these bytes.
  const made = nd.array(values).astype(dtype).reshape(shape);
  return nd.frombuffer(new Uint8Array(made.toBuffer()).buffer, dtype).reshape(shape);
};

function layouts(dtype: nd.DType): nd.NDArray[] {
  return [own(dtype, [6]), own(dtype, [2, 3]).T, own(dtype, [2, 2, 3]).slice('...,::-2'), own(dtype, [])];
}

function namedFunctions(): void {
  const rng = nd.random.defaultRng(1) as unknown as Record<string, AnyFunction>;
  const member = (object: unknown, name: string): AnyFunction =>
    (object as Record<string, AnyFunction>)[name.slice(name.indexOf('.') + 1)] as AnyFunction;
  const groups: [readonly { name: string; required?: readonly string[] }[], unknown][] = [
    [names.functions, nd],
    [names.linalg, nd.linalg],
    [names.fft, nd.fft],
    [names.generator, rng],
  ];
  for (const [list, object] of groups) {
    for (const { name, required = [] } of list) {
      const f = member(object, name);
      if (typeof f !== 'function') continue;
      attempt(() =>
        f.apply(
          object,
          required.map((parameter) => sample(name, parameter)),
        ),
      );
      for (const dtype of ['float32', 'int16', 'complex128', 'bool'] as const) {
        attempt(() => f.call(object, own(dtype, [3, 3])));
        attempt(() => f.call(object, own(dtype, [3, 3]), own(dtype, [3, 3])));
      }
    }
  }
}

function universalFunctions(): void {
  for (const { name, nin } of names.ufuncs) {
    const f = (nd as unknown as Record<string, AnyFunction & Record<string, AnyFunction>>)[name];
    if (f === undefined) continue;
    const call = f as AnyFunction;
    for (const dtype of dtypeNames) {
      const operands = (a: nd.NDArray): nd.NDArray[] => (nin === 1 ? [a] : [a, a]);
      attempt(() => call(...operands(own(dtype, [6]))));
      attempt(() => call(...operands(own(dtype, [2, 3]).T), { where: own('bool', [3, 2]) }));
    }
    if (nin !== 2) continue;
    for (const dtype of ['float64', 'int32', 'bool'] as const) {
      const a = own(dtype, [3, 4]);
      for (const method of ['reduce', 'accumulate']) attempt(() => f[method]?.(a, { axis: 1 }));
      attempt(() => f['reduceat']?.(a, [0, 2, 1], { axis: 1 }));
      attempt(() => f['outer']?.(own(dtype, [2]), own(dtype, [3])));
      attempt(() => f['at']?.(own(dtype, [4]), [0, 1, 1], 2));
    }
  }
}

function reductions(): void {
  const folds = [
    'sum',
    'prod',
    'min',
    'max',
    'mean',
    'std',
    'var',
    'argmin',
    'argmax',
    'cumsum',
    'cumprod',
    'all',
  ];
  const more = [
    'any',
    'median',
    'sort',
    'argsort',
    'nansum',
    'nanmin',
    'nanmax',
    'nanmedian',
    'nanstd',
    'ptp',
    'unique',
  ];
  for (const name of [...folds, ...more]) {
    const f = (nd as unknown as Record<string, AnyFunction>)[name] as AnyFunction;
    for (const dtype of dtypeNames) {
      for (const a of layouts(dtype)) {
        attempt(() => f(a));
        attempt(() => f(a, { axis: 0 }));
        attempt(() => f(a, { axis: -1, keepdims: true, where: own('bool', [...a.shape]) }));
      }
    }
  }
}

function indexing(): void {
  for (const dtype of ['float64', 'int8', 'complex128'] as const) {
    const a = own(dtype, [3, 4]);
    attempt(() => a.index([0, 2, 1]));
    attempt(() => a.index([0, 2], [1, 3]));
    attempt(() => a.index(own('bool', [3, 4])));
    attempt(() => a.index(':', own('int64', [2])));
    attempt(() => a.indexAssign([own('bool', [3, 4])], 1));
    attempt(() => a.indexAssign([[0, 1]], own(dtype, [2, 4])));
    for (const mode of ['raise', 'wrap', 'clip'] as const)
      attempt(() => nd.take(a, [0, 1, 5], { mode, axis: 1 }));
    attempt(() => nd.put(a, [0, 1], [5, 6]));
    attempt(() => nd.where(own('bool', [3, 4]), a, a));
    attempt(() => nd.compress([true, false, true], a, 0));
    attempt(() => nd.searchsorted(own(dtype, [6]), own(dtype, [3]), { side: 'right' }));
    attempt(() => nd.partition(a, 1));
    attempt(() => nd.lexsort([own(dtype, [4]), own(dtype, [4])]));
    attempt(() => nd.repeat(a, [1, 2, 0], { axis: 0 }));
    attempt(() => nd.concatenate([a, a], 1));
    attempt(() => nd.isin(a, own(dtype, [3])));
    attempt(() => a.T.copy());
    attempt(() => a.astype('float16'));
  }
}

function linearAlgebra(): void {
  const { linalg } = nd as unknown as { linalg: Record<string, AnyFunction> };
  for (const dtype of ['float32', 'float64', 'complex64', 'complex128'] as const) {
    const square = nd.eye(3, { dtype }).add(own(dtype, [3, 3])) as nd.NDArray;
    const positive = nd.matmul(square, nd.conj(square.T)) as nd.NDArray;
    const stack = nd.stack([positive, positive]);
    for (const name of [
      'inv',
      'det',
      'slogdet',
      'cholesky',
      'qr',
      'svd',
      'eig',
      'eigh',
      'eigvals',
      'eigvalsh',
      'pinv',
    ]) {
      attempt(() => linalg[name]?.(positive));
      attempt(() => linalg[name]?.(stack));
      attempt(() => linalg[name]?.(own(dtype, [2, 3])));
    }
    attempt(() => linalg['solve']?.(square, own(dtype, [3])));
    attempt(() => linalg['solve']?.(stack, own(dtype, [3, 2])));
    attempt(() => linalg['lstsq']?.(own(dtype, [4, 2]), own(dtype, [4])));
    attempt(() => linalg['svd']?.(own(dtype, [2, 3]), { fullMatrices: false }));
    attempt(() => nd.matmul(own(dtype, [2, 3]), own(dtype, [3, 2])));
  }
  for (const dtype of dtypeNames) {
    attempt(() => nd.matmul(own(dtype, [2, 3]), own(dtype, [3, 2])));
    attempt(() => nd.dot(own(dtype, [3]), own(dtype, [3])));
  }
}

function transforms(): void {
  const { fft } = nd as unknown as { fft: Record<string, AnyFunction> };
  for (const n of [1, 5, 8, 12, 37, 64]) {
    for (const dtype of ['float32', 'float64', 'complex64', 'complex128'] as const) {
      for (const name of ['fft', 'ifft', 'rfft', 'irfft', 'hfft']) {
        attempt(() => fft[name]?.(own(dtype, [n])));
        attempt(() => fft[name]?.(own(dtype, [n, 3]), { axis: 0 }));
      }
    }
  }
}

function randomNumbers(): void {
  const kinds = [nd.random.PCG64, nd.random.PCG64DXSM, nd.random.MT19937, nd.random.Philox, nd.random.SFC64];
  for (const Kind of kinds) {
    const rng = new nd.random.Generator(new Kind(5)) as unknown as Record<string, AnyFunction>;
    for (const { name, required = [] } of names.generator) {
      const method = name.slice(name.indexOf('.') + 1);
      const values = required.map((parameter) => sample(name, parameter));
      attempt(() => rng[method]?.(...values));
      attempt(() => rng[method]?.(...values, [2, 2]));
    }
    attempt(() => rng['choice']?.(own('float64', [5]), 3, { replace: false }));
    attempt(() => rng['choice']?.(4, 3, { p: [0.1, 0.2, 0.3, 0.4] }));
    attempt(() => rng['choice']?.(4, 2, { p: [0.1, 0.2, 0.3, 0.4], replace: false }));
    attempt(() => rng['integers']?.(0, own('int64', [3])));
    attempt(() => rng['permuted']?.(own('int16', [3, 2]), { axis: 0 }));
  }
  attempt(() => new nd.random.RandomState(3).normal(0, 1, [3]));
}

function text(): void {
  const call = nd as unknown as Record<string, AnyFunction>;
  for (const dtype of dtypeNames) {
    attempt(() => call['fromstring']?.('1 2 3', dtype, { sep: ' ' }));
    attempt(() => call['loadtxt']?.(['1,2', '3,4'], dtype, { delimiter: ',' }));
    attempt(() => call['genfromtxt']?.(['1;x', '3;4 # c'], dtype, { delimiter: ';' }));
  }
  attempt(() => call['genfromtxt']?.(['1 2.5 x', '3 4 y'], { dtype: null }));
}

/** Does it all; returns how much of it was refused. */
export function recordedWork(): number {
  const parts = [
    namedFunctions,
    universalFunctions,
    reductions,
    indexing,
    linearAlgebra,
    transforms,
    randomNumbers,
    text,
  ];
  for (const part of parts) part();
  nd.memory.stats();
  nd.memory.trim();
  return failures;
}
