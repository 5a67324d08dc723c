import { exp, type NDArray } from 'strided';
import type { DType, Floating } from '../../lib/types/index.js';
import { type } from './expect.js';

declare const a: NDArray<'float64', [3, 4]>;
declare const i32: NDArray<'int32', [3, 4]>;
declare const c64: NDArray<'complex64', [3, 4]>;
declare const unknown: NDArray;

// ---- over everything: a plain value ----
type<number>().of(a.sum());
type<number>().of(i32.mean());
type<boolean>().of(a.any());
type<number>().of(a.argmax());
type<number>().of(c64.std());
type<number>().of(c64.std({ ddof: 1 }));
type<number>().of(i32.sum({ dtype: 'float32' }));
type<bigint>().of(i32.sum({ bigint: true }));
type<number>().of(a.sum(null));
type<number>().of(a.sum(undefined));
type<number>().of(a.sum({ axis: undefined, keepdims: undefined }));
type<NDArray<'float64', [1, 1]>>().of(a.sum({ keepdims: true }));
type<NDArray<'float64', [1, 1]>>().of(a.sum(null, { keepdims: true }));

// ---- along axes: an array ----
type<NDArray<'float64', [4]>>().of(a.sum(0));
type<NDArray<'float64', [3]>>().of(a.sum({ axis: -1 }));
type<NDArray<'float64', [3, 1]>>().of(a.sum(-1, { keepdims: true }));
type<NDArray<'float64', []>>().of(a.sum([0, 1]));
type<NDArray<'int64', [3]>>().of(i32.sum(1));
type<NDArray<'float32', [3]>>().of(c64.std({ axis: 1, ddof: 1 }));
type<NDArray<'float32', [3]>>().of(i32.sum(1, { dtype: 'float32' }));
type<NDArray<'int64', [4]>>().of(a.argmax(0));
declare const out: NDArray<'float32', [4]>;
type<typeof out>().of(a.sum(0, { out }));

// ---- an axis or an option the compiler does not know ----
declare const someAxis: number;
declare const maybeAxis: number | undefined;
declare const maybe: boolean;
type<NDArray<'float64', [number]>>().of(a.sum(someAxis));
type<number | NDArray>().of(a.sum(maybeAxis));
type<number | NDArray<'float64', [1, 1]>>().of(a.sum({ keepdims: maybe }));
export function forwardedInOptions(x: NDArray, axis?: number | number[], keepdims?: boolean) {
  return x.mean({ axis, keepdims });
}

// ---- the unknown is never in the way ----
type<NDArray>().of(unknown.sum(0));
type<NDArray>().of(unknown.mean({ axis: -3 }));

// ---- what must not compile ----
// @ts-expect-error axis 2 is out of bounds
a.sum(2);
// @ts-expect-error axis 2 is out of bounds
a.sum({ axis: 2 });
// @ts-expect-error no such option
a.sum({ axes: 1 });
// @ts-expect-error the result is float64: what the caller expects does not choose the dtype
export const chosen: NDArray<'float32', [4]> = a.sum(0);
// @ts-expect-error nor the shape
export const kept: NDArray<'float64', [1, 4]> = a.sum(0);

// ---- generic functions ----
export function softmax<D extends Floating>(x: NDArray<D>): NDArray<D> {
  const e = exp(x.sub(x.max(-1, { keepdims: true })));
  return e.div(e.sum(-1, { keepdims: true }));
}
export function standardized<D extends Floating>(x: NDArray<D>): NDArray<D> {
  return x.sub(x.mean()).div(x.std());
}
export function forwardedGeneric<D extends DType>(x: NDArray<D>, axis?: number) {
  return x.sum(axis);
}
