/** Joining, splitting, padding and editing: the dtypes and shapes that are inferred. */
import * as nd from 'strided';
import { type } from './expect.js';

declare const a: nd.NDArray<'float32', [2, 3]>;
declare const b: nd.NDArray<'int8', [2, 3]>;
declare const line: nd.NDArray<'int16', [4]>;
declare const plain: nd.NDArray;
declare const list: nd.NDArray[];
declare const many: nd.NDArray<'float32', [2, 3]>[];
declare const axis: number | undefined;

// Along an axis they have the rank stays; the dtype is what all promote to, scalars being weak.
type<nd.NDArray<'float32', [number, number]>>().of(nd.concatenate([a, a]));
type<nd.NDArray<'float32', [number, number]>>().of(nd.concatenate([a, b], 1));
type<nd.NDArray<'float32', [number]>>().of(nd.concatenate([a, b], { axis: null }));
type<nd.NDArray<'int8', [number, number]>>().of(nd.concatenate([a, b], { dtype: 'int8', casting: 'unsafe' }));
type<nd.NDArray<'float32', [number, number]>>().of(nd.concat(many));
type<nd.NDArray<'float64', [number]>>().of(nd.concatenate([[1, 2], [3]]));
type<nd.NDArray<'float32', [2, 3]>>().of(nd.concatenate([a, a], { out: a }));
type<nd.NDArray<'int8', [number]>>().of(nd.append(b, 3));

// A new axis: its length is the list's.
type<nd.NDArray<'float32', [2, 2, 3]>>().of(nd.stack([a, b]));
type<nd.NDArray<'float32', [number, 2, 3]>>().of(nd.stack(many));
type<nd.NDArray<'float32', [number, number, number]>>().of(nd.stack([a, b], -1));

// Views.
type<nd.NDArray<'float32', [2, 3]>>().of(nd.flip(a));
type<nd.NDArray<'float32', [number, number]>>().of(nd.rot90(a));
type<readonly nd.NDArray<'float32', [number, number]>[]>().of(nd.split(a, 2));

// New arrays.
type<nd.NDArray<'float32', [number]>>().of(nd.repeat(a, 2));
type<nd.NDArray<'float32', [number]>>().of(a.repeat(2));
type<nd.NDArray<'float32', [2, 3]>>().of(nd.roll(a, 1));
type<nd.NDArray<'float32', [4, 4]>>().of(nd.resize(a, [4, 4]));
type<nd.NDArray<'float32', [number, number]>>().of(nd.pad(a, 1));
type<nd.NDArray<'int8', [number, number]>>().of(nd.delete(b, 0, 0));
type<nd.NDArray<'int8', [number]>>().of(nd.insert(b, 0, 9));
type<nd.NDArray<'float32', [2, 3]>>().of(nd.tril(a));
type<nd.NDArray<'int16', [4, 4]>>().of(nd.triu(line));
type<nd.NDArray<'float64', [2, 3]>>().of(nd.tri(2, 3));
type<nd.NDArray<'int16', [number, number]>>().of(nd.diag(line));
type<nd.NDArray<'float32', [number]>>().of(nd.diag(a));
type<nd.NDArray<'int64', [number, number]>>().of(nd.vander(line));
type<nd.NDArray<'int16', [number, number]>>().of(nd.meshgrid(line, a)[0]);
type<nd.NDArray<'float32', [number, number]>>().of(nd.meshgrid(line, a, { indexing: 'ij' })[1]);

// Unknown shapes and dtypes do not get in the way.
export const unknown: nd.NDArray[] = [
  nd.concatenate(list),
  nd.concatenate([plain, a], axis),
  nd.stack(list, axis),
  nd.vstack([plain, a]),
  nd.hstack(list),
  nd.block([
    [plain, a],
    [1, 2],
  ]),
  nd.tile(plain, [2, 1]),
  nd.pad(plain, [[1, 2]], { mode: 'linear_ramp', endValues: [0, 1] }),
  nd.pad(plain, { 0: 1, [-1]: [2, 3] }, 'reflect'),
  nd.delete(plain, '1:2'),
  nd.roll(plain, [1, 2], [0, 1]),
  ...nd.unstack(plain),
];
export function joined(x: nd.NDArray<'float32', [2, 3]>): nd.NDArray<'float32'> {
  return nd.concatenate([x, nd.zeros([2, 3], 'float32')]);
}

// @ts-expect-error: no such mode
nd.pad(a, 1, 'nearest');
// @ts-expect-error: no such option
nd.stack([a, a], { axes: 1 });
// @ts-expect-error: no such indexing
nd.meshgrid(line, line, { indexing: 'yx' });
