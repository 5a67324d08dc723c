/** Products under a mask meet their elements in NumPy's order, which shows where they overflow or vanish on the way. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const rows = 40;
const columns = 33;
const random = nd.random.defaultRng(11);

function wild(dtype: 'float32' | 'float64', limit: number): nd.NDArray {
  const huge = nd.full([rows, columns], limit ** 0.6, 'float64');
  const side = random.random([rows, columns]);
  const values = nd.where(nd.less(side, 0.5), huge, nd.reciprocal(huge)) as nd.NDArray;
  return nd.where(nd.less(random.random([rows, columns]), 0.4), 1, values).astype(dtype) as nd.NDArray;
}

/** One product after the other, column by column or row by row. */
function inOrder(a: nd.NDArray, mask: nd.NDArray, byColumns: boolean): number {
  const values = (byColumns ? a.T : a).toArray() as number[][];
  const takes = (byColumns ? mask.T : mask).toArray() as boolean[][];
  const round = a.dtype === 'float32' ? Math.fround : (x: number) => x;
  let product = 1;
  values.forEach((line, i) => {
    line.forEach((value, j) => {
      if (takes[i]?.[j] === true) product = round(product * value);
    });
  });
  return product;
}
const kind = (x: number): string =>
  Number.isNaN(x) ? 'nan' : x === 0 ? 'zero' : Number.isFinite(x) ? 'number' : 'infinite';

describe.each([
  ['float32', 3e38],
  ['float64', 1e308],
] as const)('masked products of %s', (dtype, limit) => {
  test('in C order where mask and operand lie differently, else as both lie', () => {
    const seen = new Set<string>();
    for (let round = 0; round < 60; round++) {
      const a = wild(dtype, limit);
      const mask = nd.less(random.random([rows, columns]), 0.5) as nd.NDArray;
      const aInColumns = a.copy({ order: 'F' });
      const maskInColumns = mask.copy({ order: 'F' });
      const byRows = kind(inOrder(a, mask, false));
      const byColumns = kind(inOrder(a, mask, true));
      seen.add(byRows);
      const of = (x: nd.NDArray, where: nd.NDArray): string => kind(nd.prod(x, { where }) as number);
      expect(of(a, mask)).toBe(byRows);
      expect(of(a, maskInColumns)).toBe(byRows);
      expect(of(aInColumns, mask)).toBe(byRows);
      expect(of(aInColumns, maskInColumns)).toBe(byColumns);
      expect(of(a.T as nd.NDArray, maskInColumns.T as nd.NDArray)).toBe(byColumns);
    }
    expect(seen.size).toBeGreaterThan(1);
  });
});
