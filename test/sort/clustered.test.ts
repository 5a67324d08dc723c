/** Keys most of which agree in all leading bits that a word with their place has room for: the rest orders them. */
import { expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

/** Values a few units of the last place apart, each of them several times, between two that are far away. */
function clustered(n: number): nd.NDArray<'float64'> {
  const units = nd.arange(n, { dtype: 'int64' }).mul(7_919_777).mod(524_287);
  const x = units
    .astype('float64')
    .mul(2 ** -52)
    .add(1);
  x.set(1e300, 0);
  x.set(-1e300, n - 1);
  return x as nd.NDArray<'float64'>;
}

test.each([300, 5000, 2 ** 17, 2 ** 20, 2 ** 21 + 3])('argsort and sort of %i', (n) => {
  const x = clustered(n);
  const order = nd.argsort(x, { stable: true });
  const ordered = x.take(order);
  const steps = nd.diff(ordered);
  expect(steps.ge(0).all()).toBe(true);
  // Equal keys stay as they were, and every place is there once.
  const places = nd.diff(order);
  expect(nd.logicalOr(places.gt(0), steps.gt(0)).all()).toBe(true);
  expect(nd.bincount(order, { minlength: n }).eq(1).all()).toBe(true);
  expect(nd.arrayEqual(nd.sort(x), ordered)).toBe(true);
  const middle = n >> 1;
  expect(nd.partition(x, middle).at(middle)).toBe(ordered.at(middle));
});
