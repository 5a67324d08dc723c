import { einsum, type NDArray } from 'strided';
import { type } from './expect.js';

declare const a: NDArray<'float64', [3, 4]>;
declare const b: NDArray<'float32', [4, 5]>;
declare const square: NDArray<'int32', [4, 4]>;
// biome-ignore lint/suspicious/noExplicitAny: what nothing is known of is what is tested
declare const unknown: NDArray<'float64', any>;
declare const text: string;

type<NDArray<'float64', [3, 5]>>().of(einsum('ij,jk->ik', a, b));
type<NDArray<'float64', [5, 3]>>().of(einsum('i j, j k -> k i', a, b));
type<NDArray<'float64', [4]>>().of(einsum('ij->j', a));
type<NDArray<'int32', []>>().of(einsum('ii->', square));
type<NDArray<'float32', [3, 5]>>().of(einsum('ij,jk->ik', a, b, { dtype: 'float32' }));
type<NDArray<'float64', [3, 4, 4]>>().of(einsum('ij,jk,kl->ijl', a, square, square));
// Without an arrow, with an ellipsis, or of unknown text or shapes: any shape.
const loose: NDArray<'float64', [9]> = einsum('ij,jk', a, b);
const dots: NDArray<'float64', [9]> = einsum('...j->...', a);
const dynamic: NDArray<'float64', [9]> = einsum(text, a);
const [rows]: readonly number[] = einsum('ij->i', unknown).shape;
export const all = [loose, dots, dynamic, rows];
