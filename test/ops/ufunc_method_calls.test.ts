/** Methods of universal functions: what they carry, forms of calls, in-place and aliased operands, and wrong calls. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { ufuncs } from '../../lib/ops/ufunc.js';

const { StridedError, ShapeError, AxisError, DTypeError, IndexError } = nd;

describe('what universal functions carry', () => {
  test('every one of them has methods, counts and types', () => {
    for (const ufunc of ufuncs.values()) {
      for (const name of ['reduce', 'accumulate', 'reduceat', 'outer', 'at'] as const) {
        expect(typeof ufunc[name]).toBe('function');
      }
      expect(ufunc.signature).toBeNull();
      expect(ufunc.types.length).toBeGreaterThan(0);
      for (const type of ufunc.types) {
        expect([type.indexOf('->'), type.length]).toEqual([ufunc.nin, ufunc.nin + 2 + ufunc.nout]);
      }
      if (ufunc.nin !== 2 || ufunc.nout !== 1) {
        expect(() => ufunc.reduce([1, 2])).toThrow(StridedError);
        expect(() => ufunc.accumulate([1, 2])).toThrow(StridedError);
        expect(() => ufunc.reduceat([1, 2], [0])).toThrow(StridedError);
      }
    }
    expect(ufuncs.size).toBeGreaterThan(80);
    expect([nd.add.nin, nd.add.nout, nd.add.identity, nd.add.reduce.name]).toEqual([2, 1, 0, 'add.reduce']);
    expect(nd.divide.types).toContain('dd->d');
  });

  test('methods are made once, of each function its own, and can be replaced', () => {
    const { reduce } = nd.multiply;
    expect(nd.multiply.reduce).toBe(reduce);
    expect(nd.multiply.reduce).not.toBe(nd.maximum.reduce);
    expect(Object.hasOwn(nd.multiply, 'reduce')).toBe(true);
    expect('accumulate' in nd.multiply).toBe(true);
    const own = nd.positive as unknown as { at: unknown };
    const { at } = own;
    own.at = 1;
    expect(own.at).toBe(1);
    own.at = at;
    expect(nd.multiply).toBeInstanceOf(Function);
    expect(Object.create(nd.multiply).reduce).toBe(reduce);
    expect(new Proxy(nd.maximum, {}).outer(1, 2)).toBe(2);
    Object.freeze(nd.minimum);
    expect(nd.minimum.reduce).toBe(nd.minimum.reduce);
    expect(nd.minimum.reduce([2, 1])).toBe(1);
    expect(() => Object.assign(nd.minimum, { reduce: 1 })).toThrow(TypeError);
    expect(Object.getPrototypeOf(nd.multiply).reduce).toBeUndefined();
  });
});

describe('what matrix products carry', () => {
  test('counts, types, a signature, and refusals', () => {
    const { matmul, matvec, vecmat, vecdot } = nd;
    expect([matmul.signature, matvec.signature, vecmat.signature, vecdot.signature]).toEqual([
      '(n?,k),(k,m?)->(n?,m?)',
      '(m,n),(n)->(m)',
      '(n),(n,m)->(m)',
      '(n),(n)->()',
    ]);
    for (const product of [matmul, matvec, vecmat, vecdot]) {
      expect([product.nin, product.nout, product.identity, product.types.length]).toEqual([2, 1, null, 14]);
      const { reduce } = product as unknown as { reduce: () => unknown };
      expect(reduce).toThrow(StridedError);
    }
  });
});

describe('forms of calls', () => {
  const a = nd.arange(6).reshape(2, 3);

  test('reduce: the first axis, a named one, several, all', () => {
    expect(nd.add.reduce([1, 2, 3])).toBe(6);
    expect(nd.add.reduce(a).toArray()).toEqual([3, 5, 7]);
    expect(nd.add.reduce(a, 1).toArray()).toEqual([3, 12]);
    expect(nd.add.reduce(a, { axis: 1, keepdims: true }).toArray()).toEqual([[3], [12]]);
    expect(nd.add.reduce(a, [0, 1]).item()).toBe(15);
    expect(nd.add.reduce(a, null)).toBe(15);
    expect(nd.subtract.reduce([1, 2], 0).item()).toBe(-1);
    expect(nd.gcd.reduce(nd.array([12n, 18n]), { bigint: true })).toBe(6n);
    expect(nd.maximum.reduce([1, 5], { dtype: 'int32' })).toBe(5);
    expect(nd.add.reduce([1, 2], { initial: null })).toBe(3);
    expect(nd.logicalAnd.reduce([2, 3], { initial: false })).toBe(false);
    expect(nd.hypot.reduce([])).toBe(0);
    expect(nd.logaddexp.reduce([])).toBe(-Infinity);
    expect(nd.bitwiseAnd.reduce(nd.zeros([0], 'uint64'), { bigint: true })).toBe(2n ** 64n - 1n);
  });

  test('out is returned, and may be the operand', () => {
    const x = nd.array([3, 1, 2]);
    expect(nd.add.accumulate(x, { out: x })).toBe(x);
    expect(x.toArray()).toEqual([3, 4, 6]);
    const shifted = nd.arange(6);
    nd.add.accumulate(shifted.slice('0:5'), { out: shifted.slice('1:6') });
    expect(shifted.toArray()).toEqual([0, 0, 1, 3, 6, 10]);
    const back = nd.arange(5);
    nd.cumsum(back.slice('::-1'), { out: back });
    expect(back.toArray()).toEqual([4, 7, 9, 10, 10]);
    const sums = nd.arange(4);
    nd.add.reduceat(sums, [0, 2], { out: sums.slice('2:4') });
    expect(sums.toArray()).toEqual([0, 1, 1, 5]);
    const total = nd.zeros([], 'int32');
    expect(nd.subtract.reduce([7, 2], { out: total })).toBe(total);
    expect(total.item()).toBe(5);
  });

  test('at: duplicates, operands that overlap, slices, masks, read-only arrays', () => {
    const x = nd.zeros([3]);
    nd.add.at(x, [0, 0, 2, -1], [1, 2, 3, 4]);
    expect(x.toArray()).toEqual([3, 0, 7]);
    nd.add.at(x, [0, 1, 2, 0, 1, 2], nd.array([3, 0, 7, 3, 0, 7]));
    expect(x.toArray()).toEqual([9, 0, 21]);
    const own = nd.array([1, 2, 3]);
    nd.add.at(own, [0, 1, 2], own.slice('::-1'));
    expect(own.toArray()).toEqual([4, 4, 4]);
    nd.add.at(own, '1:', 1);
    nd.add.at(own, -1, 1);
    nd.negative.at(own, own.gt(4));
    expect(own.toArray()).toEqual([4, -5, -6]);
    const index = nd.array([1n, 0n, 0n]);
    nd.add.at(index, index, 1);
    expect(index.toArray()).toEqual([3, 1, 0]);
    const table = nd.zeros([3, 4]);
    nd.add.at(table, ['1:', [0, 0, 3]], 1);
    nd.add.at(table, [[0], '::-2'], [[5, 7]]);
    expect(table.toArray()).toEqual([
      [0, 7, 0, 5],
      [2, 0, 0, 1],
      [2, 0, 0, 1],
    ]);
    const typed = new Float64Array(2);
    nd.add.at(typed, [1, 1], 1);
    expect([...typed]).toEqual([0, 2]);
    expect(() => nd.add.at(nd.broadcastTo(1, [3]), [0], 1)).toThrow(/read-only/);
  });

  test('outer: plain numbers are weak and add no axes', () => {
    expect(nd.multiply.outer([1, 2], [3, 4]).toArray()).toEqual([
      [3, 4],
      [6, 8],
    ]);
    expect(nd.multiply.outer(nd.ones([2], 'float32'), 2).dtype).toBe('float32');
    expect(nd.add.outer(1, 2)).toBe(3);
    expect(nd.add.outer(nd.zeros([2, 0]), nd.zeros([3])).shape).toEqual([2, 0, 3]);
  });
});

describe('running sums', () => {
  test('never fall where no element is negative, and end in what the next segment begins with', () => {
    const x = nd.sin(nd.arange(10_000)).abs();
    const sums = nd.cumsum(x);
    expect(nd.diff(sums).lt(0).any()).toBe(false);
    const zeros = x.copy();
    zeros.slice('::3').assign(0);
    const flat = nd.diff(nd.cumsum(zeros)).slice('2::3');
    expect(flat.ne(0).any()).toBe(false);
  });

  test('are the same for any number of threads', () => {
    const x = nd.sin(nd.arange(300_000));
    const threads = nd.getNumThreads();
    try {
      nd.setNumThreads(1);
      const one = nd.cumsum(x);
      nd.setNumThreads(3);
      expect(nd.cumsum(x).ne(one).any()).toBe(false);
      expect(nd.cumsum(x.astype('float32').slice('::2')).ne(0).any()).toBe(true);
    } finally {
      nd.setNumThreads(threads);
    }
  });

  test('of float32 stay near the exact sums', () => {
    const x = nd.full([1_000_000], 0.1, 'float32');
    const last = nd.cumsum(x).at(-1);
    expect(Math.abs(last - 100_000.0015) / 100_000).toBeLessThan(5e-4);
  });
});

describe('products', () => {
  test('that lanes would spoil are made in order', () => {
    const pairs = nd.array(Array.from({ length: 64 }, (_, i) => (i % 2 === 0 ? 1e200 : 1e-200)));
    expect(nd.prod(pairs)).toBeCloseTo(1);
    expect(
      nd
        .prod(pairs.reshape(2, 32), 1)
        .toArray()
        .every((x: number) => Math.abs(x - 1) < 1e-9),
    ).toBe(true);
    expect(nd.prod(pairs.astype('complex128')).re).toBeCloseTo(1);
    expect(nd.prod([0, 2, 3])).toBe(0);
    expect(nd.prod([Infinity, 0])).toBeNaN();
  });
});

describe('wrong calls', () => {
  const a = nd.arange(6).reshape(2, 3);
  const cases: readonly (readonly [string, () => unknown, new (...args: never[]) => Error, RegExp])[] = [
    [
      'reduce over several axes in an order that counts',
      () => nd.subtract.reduce(a, [0, 1]),
      StridedError,
      /order/,
    ],
    ['reduce of nothing', () => nd.maximum.reduce([]), ShapeError, /no elements/],
    ['reduce of nothing, no identity', () => nd.divide.reduce([]), ShapeError, /no elements/],
    ['reduce along an axis that is not there', () => nd.subtract.reduce(a, 2 as never), AxisError, /axis 2/],
    [
      'reduce with where, without initial',
      () => nd.subtract.reduce([1, 2], { where: [true, false] }),
      StridedError,
      /initial/,
    ],
    [
      'reduce with a mask of another shape',
      () => nd.subtract.reduce([1, 2], { where: [true, false, true], initial: 0 }),
      ShapeError,
      /where/,
    ],
    ['reduce to bool', () => nd.less.reduce([1, 2]), DTypeError, /dtype/],
    ['reduce of bools that are not subtracted', () => nd.subtract.reduce([true, false]), DTypeError, /bool/],
    ['reduce into another shape', () => nd.subtract.reduce(a, 0, { out: nd.zeros([2]) }), ShapeError, /out/],
    [
      'reduce in a dtype without kernel',
      () => nd.hypot.reduce([3, 4], { dtype: 'int32' }),
      DTypeError,
      /int32/,
    ],
    ['an unknown option', () => nd.subtract.reduce(a, { axes: 1 } as never), StridedError, /unknown option/],
    ['accumulate of a number', () => nd.add.accumulate(3), ShapeError, /0-d/],
    ['accumulate over several axes', () => nd.add.accumulate(a, [0, 1] as never), AxisError, /one axis/],
    ['accumulate into another shape', () => nd.add.accumulate(a, { out: nd.zeros([2]) }), ShapeError, /out/],
    [
      'accumulate into a list',
      () => nd.add.accumulate([1, 2], { out: [0, 0] as never }),
      StridedError,
      /NDArray/,
    ],
    ['accumulate of ldexp', () => nd.ldexp.accumulate([1, 2]), DTypeError, /ldexp/],
    ['negative integer powers', () => nd.power.accumulate(nd.array([2n, -1n])), DTypeError, /negative/],
    [
      'reduceat with an index outside',
      () => nd.add.reduceat([1, 2], [2]),
      IndexError,
      /index 2 is out of bounds/,
    ],
    ['reduceat with a negative index', () => nd.add.reduceat([1, 2], [-1]), IndexError, /index -1/],
    ['reduceat with a fraction', () => nd.add.reduceat([1, 2], [0.5]), IndexError, /fraction/],
    ['reduceat with a mask', () => nd.add.reduceat([1, 2], [true, false]), IndexError, /integers/],
    ['reduceat with a nested list', () => nd.add.reduceat([1, 2], [[0]]), ShapeError, /one axis/],
    ['outer of one operand', () => nd.add.outer([1], undefined as never), StridedError, /missing/],
    ['outer of a function of one operand', () => nd.sin.outer([1], [2]), StridedError, /two operands/],
    ['at outside', () => nd.add.at(nd.zeros([2]), [0, 2], 1), IndexError, /index 2/],
    ['at outside, several axes', () => nd.add.at(nd.zeros([2, 2]), [[0], [2]], 1), IndexError, /axis 1/],
    ['at with too many indices', () => nd.add.at(nd.zeros([2]), [[0], [0]], 1), IndexError, /2 indices/],
    ['at with a fraction', () => nd.add.at(nd.zeros([2]), [0.5], 1), IndexError, /fraction/],
    ['at with a mask of another length', () => nd.add.at(nd.zeros([2]), [true], 1), IndexError, /mask/],
    ['at in a list', () => nd.add.at([1, 2] as never, [0], 1), StridedError, /in place/],
    ['at without a second operand', () => nd.add.at(nd.zeros([2]), [0]), StridedError, /second operand/],
    [
      'at with a second operand too many',
      () => nd.negative.at(nd.zeros([2]), [0], 1),
      StridedError,
      /arguments/,
    ],
    [
      'at with an operand that does not stretch',
      () => nd.add.at(nd.zeros([2]), [0, 1], [1, 2, 3]),
      ShapeError,
      /broadcast/,
    ],
    ['at of two results', () => nd.divmod.at(nd.zeros([2]), [0], 1), StridedError, /one result/],
    ['cumsum along an axis that is not there', () => nd.cumsum(a, 2 as never), AxisError, /axis 2/],
    ['cumsum along two', () => nd.cumsum(a, [0] as never), AxisError, /one axis/],
    ['cumsum into another shape', () => nd.cumsum(a, { out: nd.zeros([2, 3]) }), ShapeError, /out/],
    ['cumulativeSum without axis', () => nd.cumulativeSum(a), AxisError, /axis/],
    ['diff of a number', () => nd.diff(3), ShapeError, /0-d/],
    ['diff, fewer than no times', () => nd.diff([1, 2], -1), StridedError, /n must/],
    ['diff with a piece of another shape', () => nd.diff(a, { prepend: [1, 2] }), ShapeError, /same but/],
    ['ediff1d of bools', () => nd.ediff1d([true, false]), DTypeError, /bool/],
    [
      'ediff1d with an end that does not cast',
      () => nd.ediff1d(nd.arange(3, { dtype: 'int32' }), nd.array([1.5])),
      DTypeError,
      /toEnd/,
    ],
    [
      'ediff1d with an end that has a fraction',
      () => nd.ediff1d(nd.arange(3, { dtype: 'int32' }), 1.5),
      DTypeError,
      /toEnd has a fraction/,
    ],
    ['gradient of one sample', () => nd.gradient([1]), ShapeError, /samples/],
    [
      'gradient, third order',
      () => nd.gradient([1, 2, 3], { edgeOrder: 3 as never }),
      StridedError,
      /edgeOrder/,
    ],
    ['gradient, too many spacings', () => nd.gradient(a, 1, 2, 3), StridedError, /spacings/],
    ['gradient, too few coordinates', () => nd.gradient([1, 2, 3], [0, 1]), ShapeError, /coordinates/],
    ['gradient of bools', () => nd.gradient([true, false]), DTypeError, /bool/],
    ['trapezoid of a number', () => nd.trapezoid(3), ShapeError, /0-d/],
    ['trapezoid with x and dx', () => nd.trapezoid([1, 2], { x: [0, 1], dx: 1 }), StridedError, /exclude/],
    [
      'trapezoid with another number of places',
      () => nd.trapezoid([1, 2, 3, 4], [0, 1, 2]),
      ShapeError,
      /broadcast/,
    ],
  ];

  test.each(cases)('%s', (_, call, kind, text) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(text);
  });

  test('none is lost', () => {
    expect(cases.length).toBe(52);
  });

  test('disposed operands', () => {
    const gone = nd.ones([3]);
    gone.dispose();
    for (const call of [
      () => nd.cumsum(gone),
      () => nd.add.accumulate(gone),
      () => nd.subtract.reduce(gone),
      () => nd.add.reduceat(gone, [0]),
      () => nd.add.at(gone, [0], 1),
      () => nd.diff(gone),
    ]) {
      expect(call).toThrow(nd.DisposedError);
    }
  });
});
