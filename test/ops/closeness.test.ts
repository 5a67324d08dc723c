/** Whole-array answers, scalars alone, and wrong calls of the exact functions. */
import * as nd from 'strided';
import { describe, expect, it } from 'vitest';

const c = (re: number, im: number): nd.Complex => new nd.Complex(re, im);

describe('arrayEqual, arrayEquiv, allclose', () => {
  it('arrayEqual compares shapes and elements', () => {
    expect(nd.arrayEqual([1, 2], [1, 2])).toBe(true);
    expect(nd.arrayEqual([1, 2], [1, 3])).toBe(false);
    expect(nd.arrayEqual([1, 2], [[1, 2]])).toBe(false);
    expect(nd.arrayEqual(nd.array([1, 2], 'int8'), [1, 2])).toBe(true);
    expect(nd.arrayEqual([], [])).toBe(true);
    expect(nd.arrayEqual(nd.zeros([0, 2]), nd.zeros([2, 0]))).toBe(false);
    expect(nd.arrayEqual(3, 3)).toBe(true);
  });

  it('nan equals nan where asked', () => {
    const a = nd.array([1, Number.NaN, Infinity]);
    expect(nd.arrayEqual(a, a)).toBe(false);
    expect(nd.arrayEqual(a, a, { equalNan: true })).toBe(true);
    expect(nd.arrayEqual(a, a.copy(), true)).toBe(true);
    expect(nd.arrayEqual(a, nd.array([Number.NaN, 1, Infinity]), true)).toBe(false);
    expect(nd.arrayEqual(nd.array([c(Number.NaN, 1)]), nd.array([c(0, Number.NaN)]), true)).toBe(true);
    const big = nd.array([2n ** 60n]);
    expect(nd.arrayEqual(big, nd.array([2n ** 60n + 1n]), true)).toBe(false);
  });

  it('arrayEquiv broadcasts', () => {
    expect(nd.arrayEquiv([1, 2], [[1, 2], [1, 2]])).toBe(true); // biome-ignore format: one line
    expect(nd.arrayEquiv([1, 2], [[1, 2], [1, 3]])).toBe(false); // biome-ignore format: one line
    expect(nd.arrayEquiv([1, 2], [1, 2, 3])).toBe(false);
  });

  it('allclose takes tolerances', () => {
    expect(nd.allclose([1e10, 1e-7], [1.00001e10, 1e-8])).toBe(false);
    expect(nd.allclose([1e10, 1e-8], [1.00001e10, 1e-9])).toBe(true);
    expect(nd.allclose([1, Number.NaN], [1, Number.NaN])).toBe(false);
    expect(nd.allclose([1, Number.NaN], [1, Number.NaN], { equalNan: true })).toBe(true);
    expect(nd.allclose([1, 2], [1.4, 2.9], 0.5)).toBe(true);
    expect(nd.allclose([1, 2], [1.4, 2.9], { rtol: 0, atol: [0.5, 0.5] })).toBe(false);
    expect(nd.allclose([Infinity], [-Infinity])).toBe(false);
  });
});

describe('scalars alone give plain values', () => {
  it('numbers, bigints, booleans', () => {
    expect(nd.gcd(12, 18)).toBe(6);
    expect(nd.gcd(12n, 18n)).toBe(6n);
    expect(nd.leftShift(1, 40)).toBe(2 ** 40);
    expect(nd.invert(true)).toBe(false);
    expect(nd.bitwiseXor(true, false)).toBe(true);
    expect(nd.divmod(7, -2)).toEqual([-4, -1]);
    expect(nd.frexp(12)).toEqual([0.75, 4]);
    expect(nd.ldexp(0.75, 4)).toBe(12);
    expect(nd.modf(-2.5)).toEqual([-0.5, -2]);
    expect(nd.round(2.675, 1)).toBe(2.7);
    expect(nd.round(1255n, -1)).toBe(1260n);
    expect(nd.clip(7, 1, 5)).toBe(5);
    expect(nd.where(Number.NaN, 1, 2)).toBe(1);
    expect(nd.where(0n, true, false)).toBe(false);
    expect(nd.isclose(1, 1 + 1e-9)).toBe(true);
    expect(nd.isposinf(Infinity)).toBe(true);
    expect(nd.isneginf(3n)).toBe(false);
    expect(nd.nanToNum(Number.NaN)).toBe(0);
    expect(nd.sign(c(0, -3))).toEqual(c(0, -1));
    expect([nd.isreal(c(1, 0)), nd.iscomplex(1), nd.isrealobj(c(1, 0)), nd.iscomplexobj(c(1, 0))]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('angle', () => {
  it('of complex and real numbers', () => {
    expect(nd.angle([c(0, 1), c(-1, 0), c(0, -2)], { deg: true }).toArray()).toEqual([90, 180, -90]);
    expect(nd.angle(c(1, 1))).toBeCloseTo(Math.PI / 4, 15);
    expect(nd.angle(-2)).toBe(Math.PI);
    expect(nd.angle(nd.array([1, -1], 'int8')).dtype).toBe('float16');
    expect(nd.angle(nd.zeros([2, 3], 'complex64'), true).dtype).toBe('float32');
  });
});

describe('methods and options', () => {
  it('of bits and divisions', () => {
    const a = nd.array([12, 10, -7], 'int32');
    expect(a.and(6).toArray()).toEqual([4, 2, 0]);
    expect(a.or(nd.array([1], 'int8')).toArray()).toEqual([13, 11, -7]);
    expect(a.xor(a).toArray()).toEqual([0, 0, 0]);
    expect(a.invert().toArray()).toEqual([-13, -11, 6]);
    expect(a.leftShift(1).toArray()).toEqual([24, 20, -14]);
    expect(a.rightShift(1).toArray()).toEqual([6, 5, -4]);
    expect(a.divmod(5).map((part) => part.toArray())).toEqual([
      [2, 2, -2],
      [2, 0, 3],
    ]);
  });

  it('out of two results', () => {
    const outs = [nd.zeros([2], 'float32'), nd.zeros([2], 'int64')] as const;
    const results = nd.frexp(nd.array([8, 3], 'float32'), { out: outs });
    expect(results[0]).toBe(outs[0]);
    expect(results[1]).toBe(outs[1]);
    expect(outs.map((part) => part.toArray())).toEqual([
      [0.5, 0.75],
      [4, 2],
    ]);
    const [fraction, whole] = nd.modf([1.5, 2.25], { out: [null, nd.zeros([2])] });
    expect([fraction.toArray(), whole.toArray()]).toEqual([
      [0.5, 0.25],
      [1, 2],
    ]);
  });

  it('clip in its forms', () => {
    const a = nd.array([1, 5, 9], 'int16');
    expect(a.clip(2, 6).toArray()).toEqual([2, 5, 6]);
    expect(a.clip({ min: 4 }).toArray()).toEqual([4, 5, 9]);
    expect(a.clip(4, { max: 6 } as never).toArray()).toEqual([4, 5, 6]);
    expect(nd.clip(a, null, 6).toArray()).toEqual([1, 5, 6]);
    expect(nd.clip(a, -100000, 100000).dtype).toBe('int16');
    expect(nd.clip(a, nd.array([2, 2, 2]), 6).dtype).toBe('float64');
    expect(a.clip(2, 6, { out: a })).toBe(a);
    expect(a.toArray()).toEqual([2, 5, 6]);
    expect(() => nd.clip(a, 0, 2.5)).toThrow(nd.DTypeError);
    expect(() => nd.clip(a, 300000, 400000)).toThrow(nd.StridedError);
  });

  it('nanToNum in place', () => {
    const a = nd.array([Number.NaN, 1, -Infinity]);
    expect(nd.nanToNum(a, { copy: false, nan: 5 })).toBe(a);
    expect(a.toArray()).toEqual([5, 1, -Number.MAX_VALUE]);
    const frozen = nd.broadcastTo([Number.NaN], [3]);
    expect(() => nd.nanToNum(frozen, { copy: false })).toThrow(nd.StridedError);
  });

  it('wrong calls', () => {
    const a = nd.array([1.5]);
    expect(() => nd.bitwiseAnd(a, 1)).toThrow(nd.DTypeError);
    expect(() => nd.gcd(a, 2)).toThrow(nd.DTypeError);
    expect(() => nd.ldexp(a, 0.5)).toThrow(nd.DTypeError);
    expect(() => nd.floor(c(1, 2))).toThrow(nd.DTypeError);
    expect(() => nd.isposinf([c(1, 2)])).toThrow(nd.DTypeError);
    expect(() => nd.where([true, false], [1, 2, 3], 0)).toThrow(nd.ShapeError);
    expect(() => nd.where([true], nd.array([1], 'int8'), 0.5)).toThrow(nd.DTypeError);
    expect(() => nd.where(...([[true], 1] as unknown as [boolean, number, number]))).toThrow(nd.StridedError);
    expect(() => nd.round(a, 0.5)).toThrow(nd.StridedError);
    expect(() => nd.round(a, { digits: 1 } as never)).toThrow(nd.StridedError);
    expect(() => nd.divmod([1], [2], { out: nd.zeros([1]) } as never)).toThrow(nd.StridedError);
    expect(() => nd.leftShift(nd.array([1], 'uint8'), 300)).toThrow(nd.StridedError);
    const gone = nd.array([1.5]);
    gone.dispose();
    expect(() => gone.round()).toThrow(nd.DisposedError);
    expect(() => nd.isclose(gone, 1)).toThrow(nd.DisposedError);
    expect(() => nd.where(gone, 1, 2)).toThrow(nd.DisposedError);
    expect(() => nd.frexp(gone)).toThrow(nd.DisposedError);
  });
});
