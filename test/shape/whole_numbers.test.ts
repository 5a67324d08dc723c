/** Axes and shapes in all the forms in which integers come: arrays of any dtype count, as long as the values are whole. */
import * as nd from 'strided';
import { expect, test } from 'vitest';

const a = nd.arange(24).reshape(2, 3, 4);
const loose = nd as unknown as Record<string, (...args: unknown[]) => nd.NDArray>;

const cases: readonly (readonly [string, () => nd.NDArray, readonly number[]])[] = [
  ['shape as an array', () => loose['zeros']?.(nd.array([2, 3])) as nd.NDArray, [2, 3]],
  ['shape as int64', () => loose['zeros']?.(nd.array([2n, 3n])) as nd.NDArray, [2, 3]],
  ['shape as a 0-d array', () => loose['ones']?.(nd.array(3)) as nd.NDArray, [3]],
  ['shape as a TypedArray', () => loose['ones']?.(Int32Array.of(1, 2)) as nd.NDArray, [1, 2]],
  ['reshape to an array', () => loose['reshape']?.(a, nd.array([4, 6])) as nd.NDArray, [4, 6]],
  [
    'broadcastTo an array',
    () => loose['broadcastTo']?.(nd.zeros([4]), nd.array([2, 4])) as nd.NDArray,
    [2, 4],
  ],
  ['axis as a 0-d array', () => loose['sum']?.(a, nd.array(1)) as nd.NDArray, [2, 4]],
  ['axes as an array', () => loose['sum']?.(a, { axis: nd.array([0, 2]) }) as nd.NDArray, [3]],
  ['axes as bigints', () => loose['sum']?.(a, { axis: [0n, 2n] }) as nd.NDArray, [3]],
  ['transpose by an array', () => loose['transpose']?.(a, nd.array([2, 0, 1])) as nd.NDArray, [4, 2, 3]],
  ['squeeze by an array', () => loose['squeeze']?.(nd.zeros([1, 2, 1]), nd.array([0])) as nd.NDArray, [2, 1]],
  ['expandDims by an array', () => loose['expandDims']?.(a, nd.array([0, 1])) as nd.NDArray, [1, 1, 2, 3, 4]],
  ['moveaxis by arrays', () => loose['moveaxis']?.(a, nd.array([0]), nd.array([2])) as nd.NDArray, [3, 4, 2]],
];

const fractions: readonly (readonly [string, () => unknown])[] = [
  ['shape', () => loose['zeros']?.(nd.array([2.5]))],
  ['reshape', () => loose['reshape']?.(a, [4.5, 6])],
  ['axis', () => loose['sum']?.(a, 0.5)],
  ['axes', () => loose['sum']?.(a, { axis: nd.array([0, 1.5]) })],
];

test.each(cases)('%s', (_name, call, shape) => {
  expect(call().shape).toEqual(shape);
});

test.each(fractions)('a fraction in %s is an IndexError', (_name, call) => {
  expect(call).toThrow(nd.IndexError);
});

test('every form was tried', () => {
  expect([cases.length, fractions.length]).toEqual([13, 4]);
});
