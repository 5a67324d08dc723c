import { type Complex, dot, linalg, matvec, type NDArray, outer, tensordot, vecdot } from 'strided';
import type { Inexact } from '../../lib/types/index.js';
import { type } from './expect.js';

declare const a: NDArray<'float64', [4, 4]>;
declare const f: NDArray<'float32', [4, 4]>;
declare const z: NDArray<'complex64', [4, 4]>;
declare const i: NDArray<'int32', [4, 4]>;
declare const v: NDArray<'float64', [4]>;
declare const stack: NDArray<'float64', [10, 4, 4]>;
declare const unknown: NDArray;

type<NDArray<'float64', [4, 4]>>().of(linalg.inv(a));
type<NDArray<'float64', [4, 4]>>().of(linalg.inv(i));
type<NDArray<'float32', [4, 4]>>().of(linalg.inv(f));
type<NDArray<'float64', [4]>>().of(linalg.solve(a, v));
type<NDArray<'complex64', [4, 4]>>().of(linalg.solve(f, z));
type<number>().of(linalg.det(a));
type<Complex>().of(linalg.det(z));
type<NDArray<'float64'>>().of(linalg.det(stack));
type<number>().of(linalg.slogdet(a).logabsdet);
type<number>().of(linalg.matrixRank(a));
type<number>().of(linalg.matrixRank(v));
type<NDArray<'int64'>>().of(linalg.matrixRank(stack));
export const rankOfUnknown: number = linalg.matrixRank(unknown);
type<NDArray<'float32'>>().of(linalg.svd(z).S);
type<NDArray<'complex64'>>().of(linalg.svd(z).U);
type<NDArray<'float64'>>().of(linalg.svd(a, { computeUv: false }));
type<NDArray<'float64'>>().of(linalg.eigh(i).eigenvalues);
type<NDArray<'float64'>>().of(linalg.qr(a).Q);
type<NDArray<'float64'>>().of(linalg.qr(a, 'r'));
type<number>().of(linalg.norm(a));
type<NDArray<'float64', [4]>>().of(linalg.norm(a, { axis: 0 }));
type<NDArray<'float32', [4, 1]>>().of(linalg.norm(z, { axis: 1, keepdims: true }));
type<NDArray<'float64', [10]>>().of(linalg.norm(stack, 'fro', { axis: [1, 2] }));
type<number>().of(linalg.norm(a, 'nuc'));
type<number>().of(linalg.norm(a, 2, {}));
type<number>().of(linalg.vectorNorm(i));
type<NDArray<'float32', [4]>>().of(linalg.vectorNorm(f, 0));
type<NDArray<'float64', [10, 1, 4]>>().of(linalg.vectorNorm(stack, { axis: 1, keepdims: true }));
type<number>().of(linalg.matrixNorm(z));
type<NDArray<'float64'>>().of(linalg.matrixNorm(stack, { ord: 2 }));
type<number>().of(linalg.cond(f));
type<NDArray<'float64'>>().of(linalg.cond(stack, 1));
export const normOfUnknown: number = linalg.norm(unknown, 1);
export const condOfUnknown: number = linalg.cond(unknown);
// @ts-expect-error: there are two axes
linalg.norm(a, { axis: 2 });
type<NDArray<'float64', [4]>>().of(dot(a, v));
type<number>().of(dot(2, 3));
type<NDArray<'float64', [number, number]>>().of(outer(a, v));
type<NDArray<'float64'>>().of(vecdot(a, f));
type<NDArray<'float64'>>().of(tensordot(a, i, 1));
type<NDArray<'complex128'>>().of(matvec(a, z));

// What is not known gets in nobody's way.
type<NDArray>().of(linalg.inv(unknown));
type<NDArray>().of(linalg.solve(unknown, v));
type<NDArray>().of(dot(unknown, unknown));
const sum: number = linalg.det(unknown);
let w = v;
w = linalg.solve(unknown, unknown);
const { Q, R } = linalg.qr(unknown);
type<NDArray>().of(Q.matmul(R));

export function whitened<D extends Inexact>(x: NDArray<D>): NDArray {
  return linalg.solve(x, linalg.cholesky(x));
}
export { sum, w };
