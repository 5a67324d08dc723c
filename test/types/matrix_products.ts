import { matmul, type NDArray } from 'strided';
import type { Inexact, Shape } from '../../lib/types/index.js';
import { type } from './expect.js';

declare const images: NDArray<'float64', [32, 784]>;
declare const weights: NDArray<'float32', [784, 10]>;
declare const vector: NDArray<'float64', [784]>;
declare const batch: NDArray<'float64', [number, 784]>;
declare const unknown: NDArray;
declare const out: NDArray<'float32', [32, 10]>;

type<NDArray<'float64', [32, 10]>>().of(images.matmul(weights));
type<NDArray<'float64', [32, 10]>>().of(matmul(images, weights));
type<NDArray<'float64', [32]>>().of(images.matmul(vector));
type<NDArray<'float64', []>>().of(vector.matmul(vector));
type<NDArray<'float64', [number, 10]>>().of(batch.matmul(weights));
type<NDArray<'float64', [2, 1]>>().of(
  matmul(
    [
      [1, 2],
      [3, 4],
    ],
    [[1], [2]],
  ),
);
type<typeof out>().of(matmul(images, weights, out));
type<typeof out>().of(matmul(images, weights, { out }));
type<NDArray<'float32', [32, 10]>>().of(images.matmul(weights, { dtype: 'float32' }));

type<NDArray>().of(unknown.matmul(unknown));
type<NDArray>().of(images.matmul(unknown));
type<NDArray>().of(matmul(unknown, images));
let w = vector;
w = w.matmul(unknown);

export { w };

// @ts-expect-error inner lengths 784 and 32
images.matmul(images);
// @ts-expect-error inner lengths 784 and 32
matmul(images, images);
// @ts-expect-error inner lengths 784 and 32
matmul(images, images, out);
// @ts-expect-error a 0-d operand
matmul(images, 2);
// @ts-expect-error inner lengths 784 and 3
vector.matmul([1, 2, 3]);

export function project<D extends Inexact>(x: NDArray<D>, y: NDArray<D>): NDArray<D> {
  return x.matmul(y).add(y);
}
export function apply<D extends Inexact, S extends Shape>(x: NDArray<D, S>, y: NDArray<D, [3, 3]>): NDArray {
  return matmul(x, y);
}
