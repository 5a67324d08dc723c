/** Reductions over all elements and along one axis of a matrix, and per channel of a batch of images. */
import type { NDArray } from 'strided';
import { fresh } from '../javascript.js';
import type { BenchCase, Suite, Target } from '../types.js';
import { floats, itemSize, numpyFloat, numpyFloats } from './data.js';

type Axis = number | number[];

/** Over all elements, and along axes. */
const reductions = {
  sum: [(a: NDArray) => a.sum(), (a: NDArray, axis: Axis) => a.sum(axis)],
  mean: [(a: NDArray) => a.mean(), (a: NDArray, axis: Axis) => a.mean(axis)],
  max: [(a: NDArray) => a.max(), (a: NDArray, axis: Axis) => a.max(axis)],
  std: [(a: NDArray) => a.std(), (a: NDArray, axis: Axis) => a.std(axis)],
  argmax: [(a: NDArray) => a.argmax(), (a: NDArray, axis: Axis) => a.argmax(axis as number)],
} as const;
type Reduction = keyof typeof reductions;
const names = Object.keys(reductions) as Reduction[];
/** Those that the targets speak of. */
const TARGETED: readonly Reduction[] = ['sum', 'mean', 'max'];

function total(a: Float64Array | Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] as number;
  return sum;
}

function matrixCase(name: Reduction, axis: number | undefined): BenchCase {
  const target: Target = {
    kind: 'speedup',
    variant: axis === undefined ? 'value' : 'released',
    atLeast: 1.5,
  };
  const argument = axis === undefined ? '' : `axis=${axis}`;
  return {
    name: axis === undefined ? `a.${name}()` : `a.${name}(${axis})`,
    sizes: [1000],
    dtypes: ['float64', 'float32'],
    elements: ({ n }) => n * n,
    bytes: ({ n, dtype }) => n * n * itemSize(dtype),
    strided: (nd, { n, dtype }) => {
      const a: NDArray = nd.array(floats(dtype, n * n, 1)).reshape(n, n);
      const [whole, along] = reductions[name];
      return axis === undefined ? { value: () => whole(a) } : { result: () => along(a, axis) as NDArray };
    },
    numpy: {
      setup: `${numpyFloats}${numpyFloat('a', '({n}, {n})')}`,
      statements: { [axis === undefined ? 'value' : 'result']: `a.${name}(${argument})` },
    },
    javascript: ({ n, dtype }) => {
      if (name !== 'sum' || axis !== undefined) return {};
      return { 'js loop': fresh(total, floats(dtype, n * n, 1)) };
    },
    targets: () => (TARGETED.includes(name) ? [target] : []),
  };
}

function channelCase(name: 'mean' | 'std'): BenchCase {
  return {
    name: `images.${name}([0, 1, 2])`,
    sizes: [100],
    dtypes: ['float32', 'float64'],
    elements: ({ n }) => n * 32 * 32 * 3,
    bytes: ({ n, dtype }) => n * 32 * 32 * 3 * itemSize(dtype),
    strided: (nd, { n, dtype }) => {
      const images: NDArray = nd.array(floats(dtype, n * 3072, 1)).reshape(n, 32, 32, 3);
      const [, along] = reductions[name];
      return { result: () => along(images, [0, 1, 2]) as NDArray };
    },
    numpy: {
      setup: `${numpyFloats}${numpyFloat('images', '({n}, 32, 32, 3)')}`,
      statements: { result: `images.${name}(axis=(0, 1, 2))` },
    },
  };
}

export const reduceSuite: Suite = {
  name: 'reduce',
  about: 'reductions of 1000 × 1000 matrices and of 100 images of 32 × 32 × 3',
  cases: [
    ...names.flatMap((name) => [undefined, 0, 1].map((axis) => matrixCase(name, axis))),
    channelCase('mean'),
    channelCase('std'),
  ],
};
