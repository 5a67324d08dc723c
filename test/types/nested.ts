/** What iterating and nested lists are, as far as the compiler knows the shape. */
import * as nd from 'strided';
import { type } from './expect.js';

declare const size: number;
declare const anything: nd.NDArray;
declare const unknownShape: nd.NDArray<'float32'>;

type<number[]>().of(nd.zeros([3]).toArray());
type<number[][]>().of(nd.zeros([2, size]).toArray());
type<boolean[]>().of(nd.zeros(2, 'bool').tolist());
type<number[]>().of(nd.zeros(2, 'int64').toArray());
type<bigint[]>().of(nd.zeros(2, 'int64').toArray({ bigint: true }));
type<number>().of(nd.zeros([]).toArray());
const list: number[] = anything.toArray();
type<number[]>().of(list);

for (const value of nd.zeros([3])) type<number>().of(value);
for (const row of nd.zeros([2, 3], 'int8')) type<nd.NDArray<'int8', [3]>>().of(row);
for (const row of unknownShape) row.sum();
type<number[]>().of([...nd.zeros([2, 3])].map((row) => row.sum()));

// An array is not typed by where it goes.
// @ts-expect-error zeros makes float64
export const wrong: nd.NDArray<'float32'> = nd.zeros([3]);
// @ts-expect-error arange makes float64
export const wrongToo: nd.NDArray<'int8'> = nd.arange(3);
export const right: nd.NDArray<'float32'> = nd.zeros([3], 'float32');
export const plain: nd.NDArray = nd.zeros([3]);

declare const arrays: nd.NDArray[];
export const stacked: nd.NDArray = nd.array(arrays);
export const mixed: nd.NDArray = nd.array([nd.zeros([2]), [1, 2]]);
// The arrays' dtypes promote at run time.
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of the result
type<nd.NDArray<any, any>>().of(nd.array(arrays));
