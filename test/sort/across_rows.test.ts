/** Runs that lie across the rows are sorted as dense ones are: every axis, layout and dtype, at sizes about the limit. */
import * as nd from 'strided';
import { expect, test } from 'vitest';

const dtypes = [
  'bool',
  'int8',
  'uint16',
  'int32',
  'int64',
  'float16',
  'float32',
  'float64',
  'complex64',
] as const;
const shapes = [
  [40, 70, 2],
  [3, 2000],
  [2000, 2],
  [8, 16, 8],
] as const;
const rng = nd.random.defaultRng(11);

/** Sorted along an axis by way of a dense copy with that axis last. */
function densely(a: nd.NDArray, axis: number, run: (dense: nd.NDArray) => nd.NDArray): nd.NDArray {
  return nd.moveaxis(run(nd.moveaxis(a, axis, -1).copy()), -1, axis);
}

test.each(dtypes)('sort and partition of %s', (dtype) => {
  let cases = 0;
  for (const shape of shapes) {
    const drawn = rng
      .integers(-90, 90, [...shape])
      .astype('float64')
      .div(dtype === 'float64' ? 7 : 1) as nd.NDArray;
    if (dtype.startsWith('float')) drawn.indexAssign([drawn.gt(11)], Number.NaN);
    const plain = drawn.astype(dtype) as nd.NDArray;
    const reversed = plain.slice('::-1', '...', '::-1');
    for (const a of [plain, plain.T, reversed, nd.broadcastTo(plain.slice(0), plain.shape)] as nd.NDArray[]) {
      for (let axis = 0; axis < a.ndim; axis++) {
        const kth = Math.floor((a.shape[axis] as number) / 2);
        const before = a.copy();
        const sorted = nd.sort(a, axis);
        const expected = densely(a, axis, (dense) => nd.sort(dense, -1));
        expect(nd.arrayEqual(sorted, expected, { equalNan: true })).toBe(true);
        const parts = nd.partition(a, kth, axis);
        expect(
          nd.arrayEqual(nd.take(parts, kth, axis), nd.take(expected, kth, axis), { equalNan: true }),
        ).toBe(true);
        expect(nd.arrayEqual(nd.sort(parts, axis), expected, { equalNan: true })).toBe(true);
        expect(nd.arrayEqual(a, before, { equalNan: true })).toBe(true);
        before.sort(axis);
        expect(nd.arrayEqual(before, expected, { equalNan: true })).toBe(true);
        cases++;
      }
    }
  }
  expect(cases).toBe(40);
});
