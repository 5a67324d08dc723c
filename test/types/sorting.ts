/** Sorting, searching and sets: the dtypes and shapes that are inferred. */
import * as nd from 'strided';
import { type } from './expect.js';

declare const a: nd.NDArray<'float32', [2, 3]>;
declare const small: nd.NDArray<'int8', [4]>;
declare const plain: nd.NDArray;
declare const flag: boolean;

// biome-ignore lint/suspicious/noExplicitAny: the unknown shape is what is tested
type Unknown = any;

type<nd.NDArray<'float32', [2, 3]>>().of(nd.sort(a));
type<nd.NDArray<'float32', [2, 3]>>().of(nd.sort(a, 0, { kind: 'stable' }));
type<nd.NDArray<'float32', [6]>>().of(nd.sort(a, null));
type<nd.NDArray<'float32', [6]>>().of(nd.sort(a, { axis: null }));
type<nd.NDArray<'int64', [2, 3]>>().of(nd.argsort(a));
type<nd.NDArray<'int64', [2, 3]>>().of(a.argsort(-1));
type<nd.NDArray<'int64', [6]>>().of(a.argsort(null));
type<void>().of(a.sort());
type<nd.NDArray<'float32', [2, 3]>>().of(nd.partition(a, 1));
type<nd.NDArray<'int64', [2, 3]>>().of(a.argpartition([0, 2]));
type<nd.NDArray<'complex64', [4]>>().of(nd.sortComplex(small));
type<nd.NDArray<'complex128', [2, 3]>>().of(nd.sortComplex(a));
type<nd.NDArray<Unknown, Unknown>>().of(nd.sort(plain));

type<number>().of(nd.searchsorted(small, 3));
type<nd.NDArray<'int64', [2, 3]>>().of(nd.searchsorted(small, a));
type<nd.NDArray<'int64', [2]>>().of(small.searchsorted([1, 2], 'right'));
type<nd.NDArray<'int64', [2]>>().of(
  nd.lexsort([
    [1, 2],
    [3, 4],
  ]),
);

type<nd.NDArray<'float32', [number]>>().of(nd.unique(a));
const [values, inverse, counts] = nd.unique(a, { returnInverse: true, returnCounts: true });
type<nd.NDArray<'float32', [number]>>().of(values);
type<nd.NDArray<'int64', [2, 3]>>().of(inverse);
type<nd.NDArray<'int64', [number]>>().of(counts);
type<nd.NDArray<'float32', Unknown>>().of(nd.unique(a, { axis: 0 }));
type<nd.NDArray<'int64', [2, 3]>>().of(nd.uniqueAll(a).inverseIndices);
type<nd.NDArray<'int8', [number]>>().of(nd.uniqueCounts(small)[0]);

type<nd.NDArray<'bool', [2, 3]>>().of(nd.isin(a, small, { invert: flag }));
type<nd.NDArray<'float32', [number]>>().of(nd.intersect1d(a, small));
type<nd.NDArray<'int64', [number]>>().of(nd.intersect1d(a, small, { returnIndices: true })[1]);
type<nd.NDArray<'float32', [number]>>().of(nd.union1d(a, small));
type<nd.NDArray<'int8', [number]>>().of(nd.setdiff1d(small, a));
type<nd.NDArray<'float32', [number]>>().of(nd.setxor1d(small, a));

// @ts-expect-error an axis is a number or null
nd.sort(a, 'last');
// @ts-expect-error in place there is no flattening
a.sort(null);
// @ts-expect-error a side is left or right
nd.searchsorted(small, 1, 'middle');
