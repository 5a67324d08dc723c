/** Indexing: the dtypes and shapes that index, take, nonzero and their kin are inferred to have. */
import * as nd from 'strided';
import { type } from './expect.js';

declare const a: nd.NDArray<'float32', [2, 3, 4]>;
declare const plain: nd.NDArray;
declare const places: nd.NDArray<'int64', [5]>;
declare const table: nd.NDArray<'int32', [5, 6]>;
declare const mask: nd.NDArray<'bool', [2, 3]>;
declare const i: number;

// biome-ignore lint/suspicious/noExplicitAny: the unknown shape is what is tested
type Unknown = any;

// An index array alone puts its axes in the place of the first; a mask one axis for all that it covers.
type<nd.NDArray<'float32', [5, 3, 4]>>().of(a.index(places));
type<nd.NDArray<'float32', [5, 6, 3, 4]>>().of(a.index(table));
type<nd.NDArray<'float32', [2, 3, 4]>>().of(a.index([1, 0]));
type<nd.NDArray<'float32', [number, 4]>>().of(a.index(mask));
type<nd.NDArray<'float32', [number]>>().of(a.index(a.gt(0)));
type<nd.NDArray<'float32', [number, 3, 4]>>().of(a.index([true, false]));

// Slices alone have a slice's shape; mixtures are not followed.
type<nd.NDArray<'float32', [3, 4]>>().of(a.index(0));
type<nd.NDArray<'float32', [2, 3, 1, 4]>>().of(a.index(':', ':', null));
type<nd.NDArray<'float32', Unknown>>().of(a.index(':', places));
type<nd.NDArray<'float32', Unknown>>().of(a.index(...nd.nonzero(mask)));
type<nd.NDArray<Unknown, Unknown>>().of(plain.index(places));
type<nd.NDArray<Unknown, Unknown>>().of(plain.index(plain));
type<nd.NDArray<'float32', [2, 3, 4]>>().of(a.indexAssign([mask], 0));

// take: the indices' shape in the place of the axis.
type<nd.NDArray<'float32', [5]>>().of(nd.take(a, places));
type<nd.NDArray<'float32', [2, 5, 6, 4]>>().of(a.take(table, 1));
type<nd.NDArray<'float32', [2, 3, 5]>>().of(a.take(places, -1));
type<nd.NDArray<'float32', [5, 3, 4]>>().of(nd.take(a, places, { axis: 0 }));
type<nd.NDArray<'float32', Unknown>>().of(nd.take(a, places, i));
type<nd.NDArray<'float32', []>>().of(a.take(3));
type<nd.NDArray<'float32', Unknown>>().of(nd.takeAlongAxis(a, table));

// Positions.
const [rows, columns] = mask.nonzero();
type<nd.NDArray<'int64', [number]>>().of(rows);
type<nd.NDArray<'int64', [number]>>().of(columns);
type<nd.NDArray<'int64', [number]>>().of(nd.where(mask)[1]);
type<nd.NDArray<'int64', [number, 2]>>().of(nd.argwhere(mask));
type<nd.NDArray<'int64', [number]>>().of(nd.flatnonzero(mask));
type<readonly nd.NDArray<'int64', [number]>[]>().of(plain.nonzero());
type<readonly [number, number]>().of(nd.unravelIndex(5, [2, 3]));
type<number>().of(nd.ravelMultiIndex([1, 2], [2, 3]));

// Selections.
type<nd.NDArray<'float32', [number]>>().of(nd.extract(mask, a));
type<nd.NDArray<'int32', Unknown>>().of(nd.choose(places, table));
type<nd.NDArray<'float32', Unknown>>().of(nd.choose(places, [a, a]));
type<nd.NDArray<'float64', Unknown>>().of(places.choose([table, [1, 2]]));
type<nd.NDArray<'float32', [2, 3, 4]>>().of(nd.piecewise(a, [a.gt(0)], [1, 2]));
let assigned = nd.zeros([3, 4]);
assigned = nd.real(assigned);
assigned = nd.imag(assigned);
type<number[]>().of(a.flat.toArray());
type<nd.NDArray<'int64', Unknown>>().of(nd.indices([2, 3]));
type<readonly nd.NDArray<'uint8', Unknown>[]>().of(nd.indices([2, 3], { dtype: 'uint8', sparse: true }));

// @ts-expect-error: a function is no index
a.index(() => 0);
// @ts-expect-error: no such mode
nd.take(a, places, { mode: 'up' });
