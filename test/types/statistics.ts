import {
  average,
  bincount,
  convolve,
  countNonzero,
  digitize,
  histogram,
  interp,
  median,
  type NDArray,
  nanmean,
  nanstd,
  nansum,
  packbits,
  percentile,
  quantile,
  sinc,
} from 'strided';
import { type } from './expect.js';

declare const a: NDArray<'float64', [3, 4]>;
declare const i32: NDArray<'int32', [3, 4]>;
declare const unknown: NDArray;

type<number>().of(nansum(a));
type<NDArray<'float64', [4]>>().of(nansum(a, 0));
type<NDArray<'float64', [3, 1]>>().of(nanmean(i32, 1, { keepdims: true }));
type<number>().of(nanstd(a, { ddof: 1, correction: undefined }));
type<number>().of(countNonzero(a));
type<number>().of(median(i32));
type<NDArray<'float64', [4]>>().of(median(i32, 0));
type<number>().of(average(a));
type<NDArray<'float64', [4]>>().of(average(i32, 0));
type<number>().of(quantile(a, 0.5));
type<NDArray<'float64', [3]>>().of(percentile(i32, 50, 1));
const levels: NDArray = quantile(a, [0.1, 0.9], 0);
type<NDArray<'int64', [number]>>().of(bincount([1, 2]));
type<NDArray<'float64', [number]>>().of(bincount([1, 2], { weights: [1, 2] }));
type<NDArray<'int64', [number]>>().of(bincount([1, 2], { minlength: 8 }));
type<NDArray<'int64', [number]>>().of(bincount([1, 2], null, { minlength: 8 }));
type<NDArray<'float64', [number]>>().of(bincount([1, 2], [1, 2], { minlength: 8 }));
type<NDArray<'float64', [number]>>().of(bincount([1, 2], { weights: i32.slice(0), minlength: 8 }));
type<NDArray<'int64', [3, 4]>>().of(digitize(a, [1, 2]));
type<NDArray<'int64', [number]>>().of(histogram(a).hist);
type<NDArray<'float64', [number]>>().of(histogram(a, { density: true }).hist);
type<number>().of(interp(2, [1, 2], [1, 2]));
type<NDArray<'float64', [3, 4]>>().of(interp(a, [1, 2], [1, 2]));
type<NDArray<'float64', [number]>>().of(convolve([1, 2], [1]));
type<NDArray<'float64', [3, 4]>>().of(sinc(i32));
const bits: NDArray<'uint8'> = packbits(i32, 0);

// Arrays of unknown dtype and shape pass everywhere.
const middle: number | NDArray = median(unknown, 0);
const counts: NDArray = histogram(unknown).hist;

// @ts-expect-error axis 2 is not there
median(a, 2);
// @ts-expect-error no such method
quantile(a, 0.5, { method: 'best' });

export { bits, counts, levels, middle };
