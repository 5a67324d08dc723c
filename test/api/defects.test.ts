/** Messages name what the user called; values of another copy of the package are what they are. */
import { afterEach, describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';

const any = (value: unknown): never => value as never;

describe('in-place methods', () => {
  const a: nd.NDArray = nd.zeros([2]);
  it.each<[string, () => unknown, string]>([
    ['shapes that do not broadcast', () => a.iadd(nd.zeros([3])), 'iadd: shapes (2) and (3)'],
    [
      'a result of another shape',
      () => a.isub(nd.zeros([3, 2])),
      'isub: the array has shape (2,), the result would have (3,2); use subtract',
    ],
    [
      'a dtype that does not cast',
      () => nd.zeros([2], 'int32').idiv(2),
      "idiv: the result cannot be cast from float64 to int32 by the rule 'same_kind'; use divide",
    ],
    ['a read-only array', () => nd.broadcastTo(1, [2]).imul(2), 'imul: the array is read-only'],
    ['no operand', () => (a as unknown as { isub(): unknown }).isub(), 'isub: the operand is missing'],
    [
      'too many operands',
      () => (a as unknown as { iadd(x: number, y: number): unknown }).iadd(1, 2),
      'iadd: too many arguments',
    ],
    [
      'matrices that do not fit',
      () => nd.zeros([2, 2]).imatmul(nd.zeros([3, 3]) as never),
      'imatmul: shapes (2,2) and (3,3)',
    ],
  ] as never)('name themselves: %s', (_, call, message) => {
    expect(call).toThrow(nd.StridedError);
    expect(call).toThrow(message);
  });
});

describe('the memory limit', () => {
  const { limitBytes } = nd.memory.stats();
  afterEach(() => nd.memory.setLimit(limitBytes));

  it.each<[string, () => unknown]>([
    ['zeros', () => nd.zeros([2 ** 36])],
    ['arange', () => nd.arange(2 ** 36)],
    ['tile', () => nd.tile(nd.zeros([1000]), 2 ** 26)],
    ['add', () => nd.broadcastTo(1, [2 ** 36]).add(1)],
    ['add', () => nd.add(nd.broadcastTo(1, [2 ** 36]), 1)],
    ['copy', () => nd.broadcastTo(1, [2 ** 36]).copy()],
  ])('is an error of %s', (name, call) => {
    expect(call).toThrow(nd.MemoryLimitError);
    expect(call).toThrow(new RegExp(`^(linalg\\.)?${name}: \\d+ bytes were asked for`));
  });
});

describe('another copy of the package', () => {
  /** As the class of another copy makes them: its own class, the common mark. */
  class ForeignComplex {
    readonly re: number;
    readonly im: number;
    constructor(re: number, im: number) {
      this.re = re;
      this.im = im;
      Object.freeze(this);
    }
  }
  Object.defineProperty(ForeignComplex.prototype, Symbol.for('strided.Complex'), { value: true });
  class ForeignSlice {
    readonly start: number | null = 0;
    readonly stop: number | null = 4;
    readonly step: number | null = 2;
  }
  Object.defineProperty(ForeignSlice.prototype, Symbol.for('strided.Slice'), { value: true });

  it('has complex numbers', () => {
    const z = any(new ForeignComplex(1, 2));
    expect(nd.array([z]).dtype).toBe('complex128');
    expect(String(nd.add(z, 1))).toBe('2+2j');
    expect(nd.zeros([1], 'complex64').add(z).dtype).toBe('complex64');
    expect(() => nd.zeros([1]).set(z, 0)).toThrow(nd.StridedError);
  });

  it('has slices', () => {
    const slice = any(new ForeignSlice());
    expect(nd.arange(6).slice(slice).toArray()).toEqual([0, 2]);
    expect(nd.arange(6).index(slice).toArray()).toEqual([0, 2]);
    expect(nd.delete(nd.arange(6), slice).toArray()).toEqual([1, 3, 4, 5]);
  });

  it('is not what only looks like it', () => {
    const tag = Symbol.for('strided.Complex');
    const getter = Object.freeze({
      get re(): number {
        throw new Error('ran');
      },
      im: 0,
      [tag]: true,
    });
    for (const value of [{ re: 1, im: 2, [tag]: true }, getter, new Proxy(new ForeignComplex(1, 2), {})]) {
      expect(nd.isscalar(any(value))).toBe(false);
      expect(() => nd.array([any(value)])).toThrow(nd.StridedError);
    }
    const halves = { start: 0.5, stop: null, step: null, [Symbol.for('strided.Slice')]: true };
    expect(() => nd.arange(3).slice(any(halves))).toThrow(nd.StridedError);
  });
});
