/** Methods of universal functions, running sums, differences, and functions of callbacks. */

import type { NDArray } from 'strided';
import * as nd from 'strided';
import { type } from './expect.js';

declare const a: NDArray<'float64', [3, 4]>;
declare const row: NDArray<'float32', [4]>;
declare const i32: NDArray<'int32', [3, 4]>;
declare const unknown: NDArray;

// ---- reduce: the first axis, or the given ones ----
type<NDArray<'float64', [4]>>().of(nd.add.reduce(a));
type<number>().of(nd.add.reduce(row));
type<number>().of(nd.subtract.reduce([1, 2]));
type<NDArray<'float64', [3]>>().of(nd.add.reduce(a, 1));
type<NDArray<'float64', [3, 1]>>().of(nd.add.reduce(a, { axis: 1, keepdims: true }));
type<NDArray<'float64', []>>().of(nd.maximum.reduce(a, [0, 1]));
type<number>().of(nd.maximum.reduce(a, null));
type<NDArray<'bool', [4]>>().of(nd.logicalAnd.reduce(i32));
type<NDArray<'int8', [4]>>().of(nd.add.reduce(i32, { dtype: 'int8' }));
type<NDArray<'float64', [4]>>().of(nd.subtract.reduce(a, { out: nd.zeros([4]) }));
const total: NDArray = nd.add.reduce(unknown);
const also: number = nd.add.reduce(unknown);
// @ts-expect-error there is no third axis
nd.add.reduce(a, 2);

// ---- accumulate, reduceat, outer, at ----
type<NDArray<'float64', [3, 4]>>().of(nd.maximum.accumulate(a));
type<NDArray<'float64', [3, 4]>>().of(nd.maximum.accumulate(a, 1));
type<NDArray<'float32', [4]>>().of(nd.add.accumulate(row, { dtype: 'float32' }));
const parts: NDArray<'float64'> = nd.add.reduceat(a, [0, 2], 1);
type<NDArray<'float32', [4, 4]>>().of(nd.multiply.outer(row, row));
type<NDArray<'float64', [2, 3]>>().of(nd.add.outer([1, 2], [1, 2, 3]));
type<NDArray<'bool', [4, 3, 4]>>().of(nd.less.outer(row, a));
nd.add.at(a, [[0, 1], '1:'], 1);
nd.negative.at(row, row.gt(0));

// ---- running sums ----
type<NDArray<'float64', [12]>>().of(nd.cumsum(a));
type<NDArray<'int64', [3, 4]>>().of(nd.cumsum(i32, 0));
type<NDArray<'int64', [12]>>().of(i32.cumprod());
type<NDArray<'float64', [3, 4]>>().of(a.cumsum(-1));
type<NDArray<'float64', [3, 4]>>().of(nd.cumulativeSum(a, 0));
type<NDArray<'float64', [number, number]>>().of(nd.cumulativeSum(a, { axis: 0, includeInitial: true }));

// ---- differences, gradients, integrals ----
type<NDArray<'float64', [number, number]>>().of(nd.diff(a));
type<NDArray<'int32', [number]>>().of(nd.ediff1d(i32));
type<NDArray<'float32', [4]>>().of(nd.gradient(row));
type<readonly NDArray<'float64', [3, 4]>[]>().of(nd.gradient(i32));
type<NDArray<'float64', [3, 4]>>().of(nd.gradient(a, { axis: 1 }));
type<number>().of(nd.trapezoid(row));
type<NDArray<'float64', [3]>>().of(nd.trapezoid(a));
type<NDArray<'float64', [4]>>().of(nd.trapezoid(a, { axis: 0 }));

// ---- functions of callbacks ----
const f = nd.vectorize((x: number) => x > 1, 'bool');
type<NDArray<'bool'>>().of(f([1, 2]));
type<boolean>().of(f(1));
const [q, r] = nd.vectorize((x: number) => [x, x], { otypes: ['int8', 'float32'] })([1]);
type<NDArray<'int8'>>().of(q);
type<NDArray<'float32'>>().of(r);
type<1>().of(nd.frompyfunc((x: number) => x, 1, 1).nout);

export { also, parts, total };
