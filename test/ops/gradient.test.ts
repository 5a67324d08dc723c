/** Gradients over coordinates of every pair of dtypes: NumPy's bits, since the coordinates' dtype counts in each step. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

interface Case {
  readonly f: never;
  readonly samples: nd.DType;
  readonly x: never;
  readonly places: nd.DType;
  readonly axis: number;
  readonly edgeOrder: 1 | 2;
  readonly dtype: nd.DType;
  readonly bits: string;
}

const bytes = readFileSync(new URL('../golden/gradient.json.gz', import.meta.url));
const cases = JSON.parse(gunzipSync(bytes).toString()) as readonly Case[];

test('gradients over coordinates as NumPy', () => {
  expect(cases).toHaveLength(280);
  for (const { f, samples, x, places, axis, edgeOrder, dtype, bits } of cases) {
    const result = nd.gradient(nd.array(f, samples), nd.array(x, places), { axis, edgeOrder }) as nd.NDArray;
    const where = `${samples} over ${places}, axis ${axis}, edgeOrder ${edgeOrder}`;
    expect(result.dtype, where).toBe(dtype);
    expect(result.copy().toBuffer().toString('hex'), where).toBe(bits);
  }
});

test('the coordinates are left as they are', () => {
  for (const places of [
    [0, 1, 3, 7],
    [0, 2, 4, 6],
  ]) {
    const x = nd.array(places);
    nd.gradient(nd.array([1, 2, 4, 8]), x);
    expect(x.toArray()).toEqual(places);
    expect(x.disposed).toBe(false);
  }
});
