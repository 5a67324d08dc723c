import { all, any, argmax, max, mean, type NDArray, std, sum } from 'strided';
import type { Accumulation, DType, Floating } from '../../lib/types/index.js';
import { type } from './expect.js';

declare const cumsum: Accumulation<'accumulate'>;

declare const a: NDArray<'float64', [3, 4]>;
declare const i32: NDArray<'int32', [3, 4]>;
declare const c64: NDArray<'complex64', [3, 4]>;
declare const unknown: NDArray;

// ---- over everything: a plain value ----
type<number>().of(sum(a));
type<number>().of(sum([1, 2, 3]));
type<number>().of(mean(i32));
type<boolean>().of(all(a));
type<boolean>().of(any(a));
type<number>().of(argmax(a));
type<number>().of(std(c64));
type<number>().of(std(c64, { ddof: 1 }));
type<number>().of(sum(i32, { initial: 1 }));
type<number>().of(sum(i32, { dtype: 'float32' }));
type<bigint>().of(sum(i32, { bigint: true }));
type<number>().of(sum(a, null));
type<number>().of(sum(a, undefined));
type<number>().of(sum(a, { axis: undefined, keepdims: undefined }));
type<NDArray<'float64', [1, 1]>>().of(sum(a, { keepdims: true }));
type<NDArray<'float64', [1, 1]>>().of(sum(a, null, { keepdims: true }));

// ---- along axes: an array ----
type<NDArray<'float64', [4]>>().of(sum(a, 0));
type<NDArray<'float64', [3]>>().of(sum(a, { axis: -1 }));
type<NDArray<'float64', [3, 1]>>().of(sum(a, -1, { keepdims: true }));
type<NDArray<'float64', [3, 1]>>().of(sum(a, { axis: 1, keepdims: true }));
type<NDArray<'float64', []>>().of(sum(a, [0, 1]));
type<NDArray<'float64', [1, 4]>>().of(sum(a, [0], { keepdims: true }));
type<NDArray<'int64', [3]>>().of(sum(i32, 1));
type<NDArray<'int32', [3]>>().of(max(i32, 1));
type<NDArray<'float64', [3]>>().of(mean(i32, 1));
type<NDArray<'float32', [3]>>().of(std(c64, 1, { ddof: 1 }));
type<NDArray<'float32', [3]>>().of(std(c64, { axis: 1, ddof: 1 }));
type<NDArray<'float32', [3]>>().of(sum(i32, 1, { dtype: 'float32' }));
type<NDArray<'bool', [3]>>().of(all(a, 1));
type<NDArray<'int64', [4]>>().of(argmax(a, 0));
type<NDArray<'float64', [2]>>().of(
  sum(
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    0,
  ),
);
declare const out: NDArray<'float32', [4]>;
type<typeof out>().of(sum(a, 0, { out }));
type<typeof out>().of(sum(a, { axis: 0, out }));

// ---- an axis or an option the compiler does not know ----
declare const someAxis: number;
declare const maybeAxis: number | undefined;
declare const maybe: boolean;
type<NDArray<'float64', [number]>>().of(sum(a, someAxis));
type<number | NDArray>().of(sum(a, maybeAxis));
type<number | NDArray>().of(sum(a, { axis: maybeAxis }));
type<number | NDArray<'float64', [1, 1]>>().of(sum(a, { keepdims: maybe }));
export function forwarded(x: NDArray<'float32', [number, number]>, axis?: number): number | NDArray {
  return sum(x, axis);
}
export function forwardedInOptions(x: NDArray, axis?: number | number[], keepdims?: boolean) {
  return mean(x, { axis, keepdims });
}

// ---- the unknown is never in the way ----
type<NDArray>().of(sum(unknown, 0));
type<NDArray>().of(sum(unknown, [0, 5], { keepdims: true }));
type<NDArray>().of(mean(unknown, { axis: -3 }));
export const total: number = sum(unknown);

// ---- running sums ----
type<NDArray<'float64', [12]>>().of(cumsum(a));
type<NDArray<'int64', [3, 4]>>().of(cumsum(i32, 0));
type<NDArray<'float32', [3, 4]>>().of(cumsum(i32, { axis: 0, dtype: 'float32' }));
type<NDArray<'int64', [12]>>().of(cumsum(i32, null));
type<NDArray>().of(cumsum(i32, maybeAxis));

// ---- what must not compile ----
// @ts-expect-error axis 2 is out of bounds
sum(a, 2);
// @ts-expect-error axis -3 is out of bounds
sum(a, [0, -3]);
// @ts-expect-error axis 2 is out of bounds
sum(a, { axis: 2 });
// @ts-expect-error axis 2 is out of bounds
cumsum(a, 2);
// @ts-expect-error no such option
sum(a, { axes: 1 });
// @ts-expect-error no such option
sum(a, 0, { keepdim: true });
// @ts-expect-error mean has no initial
mean(a, { initial: 0 });
// @ts-expect-error no string
sum('abc');
// @ts-expect-error the result is float64: what the caller expects does not choose the dtype
export const chosen: NDArray<'float32', [4]> = sum(a, 0);
// @ts-expect-error nor the shape
export const kept: NDArray<'float64', [1, 4]> = sum(a, 0);

// ---- generic functions ----
export function centred<D extends Floating>(x: NDArray<D>): NDArray<D> {
  return x.sub(mean(x, 0)).div(std(x, 0, { keepdims: true }));
}
export function scaled<D extends Floating>(x: NDArray<D>): NDArray<D> {
  return x.div(mean(x));
}
export function forwardedGeneric<D extends DType>(x: NDArray<D>, axis?: number) {
  return sum(x, axis);
}
