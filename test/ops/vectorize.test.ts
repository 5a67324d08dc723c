/** vectorize and frompyfunc: what callbacks see, and what becomes of their values. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

describe('vectorize', () => {
  test('broadcasts, in C order, one call per element', () => {
    const seen: unknown[] = [];
    const f = nd.vectorize((a: number, b: number) => {
      seen.push([a, b]);
      return 10 * a + b;
    });
    const result = f([[1], [2]], [3, 4]);
    expect(result.toArray()).toEqual([
      [13, 14],
      [23, 24],
    ]);
    expect(result.dtype).toBe('float64');
    expect(seen).toEqual([
      [1, 3],
      [1, 4],
      [2, 3],
      [2, 4],
    ]);
  });

  test('reads any layout', () => {
    const a = nd.arange(6).reshape(2, 3).T.slice('::-1');
    expect(
      nd
        .vectorize((x: number) => x + 0.5)(a)
        .toArray(),
    ).toEqual(a.add(0.5).toArray());
  });

  test('takes the dtype from all values', () => {
    expect(nd.vectorize((x: number) => x > 1)([1, 2]).dtype).toBe('bool');
    expect(nd.vectorize((x: number) => BigInt(x))([1, 2]).dtype).toBe('int64');
    expect(nd.vectorize((x: number) => (x > 1 ? x : true))([1, 2]).dtype).toBe('float64');
    expect(nd.vectorize((x: number) => (x > 1 ? new nd.Complex(0, x) : x))([1, 2]).dtype).toBe('complex128');
  });

  test('otypes decide', () => {
    const f = nd.vectorize((x: number) => x * 1.5, 'int32');
    expect(f([1, 2, 3]).dtype).toBe('int32');
    expect(f([1, 2, 3]).toArray()).toEqual([1, 3, 4]);
    expect(f([]).shape).toEqual([0]);
    expect(f(nd.zeros([2, 0])).shape).toEqual([2, 0]);
    const [q, r] = nd.vectorize((x: number) => [Math.floor(x / 3), x % 3], { otypes: ['int8', 'uint8'] })([
      7, 8,
    ]);
    expect([q.dtype, r.dtype]).toEqual(['int8', 'uint8']);
    expect([q.toArray(), r.toArray()]).toEqual([
      [2, 2],
      [1, 2],
    ]);
  });

  test('scalars alone give plain values', () => {
    expect(nd.vectorize((a: number, b: number) => a + b)(1, 2)).toBe(3);
    expect(nd.vectorize((a: number) => a, 'float32')(nd.array(2)).ndim).toBe(0);
  });

  test('excluded arguments are passed on as they are', () => {
    const polynomial = nd.vectorize(
      (weights: number[], x: number) => weights.reduce((sum, w) => sum * x + w, 0),
      { excluded: [0] },
    );
    expect(polynomial([1, 2, 3], [0, 1]).toArray()).toEqual([3, 6]);
  });

  test('signature: subarrays in and out', () => {
    const dot = nd.vectorize((a: nd.NDArray, b: nd.NDArray) => a.mul(b).sum(), { signature: '(n),(n)->()' });
    expect(
      dot(
        [
          [1, 2],
          [3, 4],
        ],
        [10, 1],
      ).toArray(),
    ).toEqual([12, 34]);
    const pairs = nd.vectorize((a: nd.NDArray) => nd.add.outer(a, a), { signature: '(n)->(n,n)' });
    expect(
      pairs([
        [0, 1],
        [5, 7],
      ]).shape,
    ).toEqual([2, 2, 2]);
    const ends = nd.vectorize((a: nd.NDArray) => [a.at(0), a.at(-1)], { signature: '(n)->(k)' });
    expect(ends(nd.arange(6).reshape(2, 3)).toArray()).toEqual([
      [0, 2],
      [3, 5],
    ]);
    const two = nd.vectorize((a: nd.NDArray) => [a.min(), a], {
      signature: '(n)->(),(n)',
      otypes: ['int16', 'float32'],
    });
    const [least, same] = two([3, 1, 2]);
    expect([least.item(), least.dtype, same.toArray(), same.dtype]).toEqual([
      1,
      'int16',
      [3, 1, 2],
      'float32',
    ]);
  });

  test('wrong calls are typed errors', () => {
    expect(() => nd.vectorize(3 as never)).toThrow(nd.StridedError);
    expect(() => nd.vectorize((x: number) => x)([])).toThrow(/otypes/);
    expect(() => nd.vectorize((x: number, y: number) => x + y)([1, 2], [1, 2, 3])).toThrow(nd.ShapeError);
    expect(() => nd.vectorize(() => 'text')([1])).toThrow(nd.DTypeError);
    expect(() => nd.vectorize((x: number) => x, { otypes: 'float' as never })).toThrow(nd.DTypeError);
    expect(() => nd.vectorize((x: number) => x, { signature: '(n->' })).toThrow(/signature/);
    expect(() => nd.vectorize((x: unknown) => x, { signature: '(n),(n)->()' })([1])).toThrow(nd.StridedError);
    expect(() => nd.vectorize((x: unknown) => x, { signature: '(n),(n)->()' })([1, 2], [1])).toThrow(
      nd.ShapeError,
    );
    expect(() => nd.vectorize((x: unknown) => x, { signature: '(n)->()' })(nd.ones([2, 2]))).toThrow(
      nd.StridedError,
    );
    expect(() => nd.vectorize((x: number) => x, { otypes: ['int8', 'int8'] })([1])).toThrow(/list of 2/);
    expect(() =>
      nd.vectorize(() => {
        throw new RangeError('own');
      })([1]),
    ).toThrow(RangeError);
  });
});

describe('frompyfunc', () => {
  test('nin and nout', () => {
    const f = nd.frompyfunc((a: number, b: number) => a % b, 2, 1);
    expect([f.nin, f.nout]).toEqual([2, 1]);
    expect(f([7, 8], [[4], [5]]).toArray()).toEqual([
      [3, 0],
      [2, 3],
    ]);
    expect(() => f([1])).toThrow(/takes 2 arguments/);
    expect(() => nd.frompyfunc(Math.abs as never, 0, 1)).toThrow(nd.StridedError);
  });
});
