/** errstate: what is an error, what is done about it, and that nothing is left behind. */
import * as nd from 'strided';
import { afterEach, describe, expect, test, vi } from 'vitest';

const raises = (state: nd.ErrorState, fn: () => unknown): RegExp | string => {
  try {
    nd.errstate(state, fn);
  } catch (error) {
    expect(error).toBeInstanceOf(nd.FloatingPointError);
    expect((error as nd.FloatingPointError).code).toBe('ERR_FLOATING_POINT');
    return (error as Error).message;
  }
  return 'nothing';
};
const all = { all: 'raise' } as const;
const f32 = (...values: number[]) => nd.array(values).astype('float32');
const f16 = (...values: number[]) => nd.array(values).astype('float16');

/** As NumPy 2.4.6 tells them. */
const table: readonly (readonly [name: string, fn: () => unknown, message: string])[] = [
  ['1 / 0', () => nd.divide([1], [0]), 'divide: divide by zero encountered'],
  ['0 / 0', () => nd.divide([0], [0]), 'divide: invalid value encountered'],
  ['inf / 0', () => nd.divide([Infinity], [0]), 'nothing'],
  ['nan / 0', () => nd.divide([Number.NaN], [0]), 'nothing'],
  ['scalars', () => nd.divide(1, 0), 'divide: divide by zero encountered'],
  ['array by number', () => nd.array([1, 2]).div(0), 'divide: divide by zero encountered'],
  ['int // 0', () => nd.array([1n, 2n]).floorDivide(0), 'floorDivide: divide by zero encountered'],
  ['int % 0', () => nd.array([1n, 2n]).mod(0), 'remainder: divide by zero encountered'],
  ['int / 1', () => nd.array([1n, 2n]).floorDivide(1), 'nothing'],
  ['log 0', () => nd.log([0]), 'log: divide by zero encountered'],
  ['log -1', () => nd.log([-1]), 'log: invalid value encountered'],
  ['log1p -1', () => nd.log1p([-1]), 'log1p: divide by zero encountered'],
  ['arctanh 1', () => nd.arctanh([1]), 'arctanh: divide by zero encountered'],
  ['arctanh of complex -1', () => nd.arctanh([new nd.Complex(-1, 0)]), 'arctanh: divide by zero encountered'],
  ['arctan i', () => nd.arctan([new nd.Complex(0, 1)]), 'arctan: divide by zero encountered'],
  ['log1p of complex -1', () => nd.log1p([new nd.Complex(-1, 0)]), 'log1p: divide by zero encountered'],
  ['arctan of complex infinity', () => nd.arctan([new nd.Complex(Infinity, 1)]), 'nothing'],
  ['reciprocal 0', () => nd.reciprocal([0]), 'reciprocal: divide by zero encountered'],
  ['0 ** -1', () => nd.power([0], [-1]), 'power: divide by zero encountered'],
  ['10 ** 400', () => nd.power([10], [400]), 'power: overflow encountered'],
  ['exp 1000', () => nd.exp([1000]), 'exp: overflow encountered'],
  ['exp -1000', () => nd.exp([-1000]), 'exp: underflow encountered'],
  ['exp -inf', () => nd.exp([-Infinity]), 'nothing'],
  ['large + large', () => nd.add([1.7e308], [1.7e308]), 'add: overflow encountered'],
  ['inf - inf', () => nd.subtract([Infinity], [Infinity]), 'subtract: invalid value encountered'],
  ['inf * 0', () => nd.multiply([Infinity], [0]), 'multiply: invalid value encountered'],
  ['tiny * tiny', () => nd.multiply([1e-200], [1e-200]), 'multiply: underflow encountered'],
  ['exact subnormal', () => nd.multiply([2 ** -1060], [4]), 'nothing'],
  ['tiny / 3', () => nd.divide([1e-308], [3]), 'divide: underflow encountered'],
  ['float32 overflow', () => f32(1e30).mul(f32(1e30)), 'multiply: overflow encountered'],
  ['sqrt -1', () => nd.sqrt([-1]), 'sqrt: invalid value encountered'],
  ['arccos 2', () => nd.arccos([2]), 'arccos: invalid value encountered'],
  ['sin inf', () => nd.sin([Infinity]), 'sin: invalid value encountered'],
  ['sin 1', () => nd.sin([1]), 'nothing'],
  ['nan + 1', () => nd.add([Number.NaN], [1]), 'nothing'],
  ['nan < 1', () => nd.less([Number.NaN], [1]), 'nothing'],
  ['cast down', () => nd.array([1e300]).astype('float32'), 'astype: overflow encountered'],
  ['cast of nan', () => nd.array([Number.NaN]).astype('int32'), 'astype: invalid value encountered'],
  ['cast of 300', () => nd.array([300]).astype('uint8'), 'nothing'],
  ['cast of 3e9', () => nd.array([3e9]).astype('int32'), 'astype: invalid value encountered'],
  ['cast of 3.5', () => nd.array([3.5]).astype('uint8'), 'nothing'],
  ['sum of large', () => nd.sum([1.7e308, 1.7e308]), 'sum: overflow encountered'],
  ['sum of inf and -inf', () => nd.sum([Infinity, -Infinity]), 'sum: invalid value encountered'],
  ['prod', () => nd.prod([1e200, 1e200]), 'prod: overflow encountered'],
  ['prod of tiny', () => nd.prod([1e-200, 1e-200]), 'prod: underflow encountered'],
  ['prod that stays subnormal', () => nd.prod([1e-310, 1]), 'nothing'],
  ['prod of float32 that stays subnormal', () => nd.prod(f32(2 ** -140, 0.5)), 'nothing'],
  ['ptp of infinities', () => nd.ptp([Infinity, Infinity]), 'subtract: invalid value encountered'],
  ['var overflow', () => nd.var([1e200, -1e200]), 'var: overflow encountered'],
  ['std overflow', () => nd.std([1e200, -1e200]), 'std: overflow encountered'],
  ['var of inf', () => nd.var([Infinity, 1]), 'var: invalid value encountered'],
  ['var of nan', () => nd.var([Number.NaN, 1]), 'nothing'],
  ['var of one, ddof 1', () => nd.var([1], { ddof: 1 }), 'var: invalid value encountered'],
  ['var of two, ddof 2', () => nd.var([1, 2], { ddof: 2 }), 'var: divide by zero encountered'],
  ['var underflow', () => nd.var([1e-200, -1e-200]), 'var: underflow encountered'],
  ['var of a few', () => nd.var([1, 2, 4]), 'nothing'],
  ['nanvar overflow', () => nd.nanvar([1e200, Number.NaN, -1e200]), 'nanvar: overflow encountered'],
  ['nanstd of inf', () => nd.nanstd([Infinity, 1, Number.NaN]), 'nanstd: invalid value encountered'],
  ['nanvar underflow', () => nd.nanvar([1e-200, Number.NaN, -1e-200]), 'nanvar: underflow encountered'],
  ['nanvar of one, ddof 1', () => nd.nanvar([1, Number.NaN], { ddof: 1 }), 'nothing'],
  ['nanvar of nothing', () => nd.nanvar([Number.NaN]), 'nothing'],
  ['nanvar of a few', () => nd.nanvar([1, Number.NaN, 2, 4]), 'nothing'],
  ['mean of nothing', () => nd.mean(nd.zeros([0])), 'mean: invalid value encountered'],
  ['mean overflow', () => nd.mean([1e308, 1e308]), 'mean: overflow encountered'],
  [
    'mean of rows',
    () =>
      nd.mean(
        [
          [Number.NaN, 1],
          [1e308, 1e308],
        ],
        1,
      ),
    'mean: overflow encountered',
  ],
  ['cumsum overflow', () => nd.cumsum([1e308, 1e308]), 'cumsum: overflow encountered'],
  ['cumsum of inf, -inf', () => nd.cumsum([Infinity, -Infinity]), 'cumsum: invalid value encountered'],
  ['cumsum of inf, 1', () => nd.cumsum([Infinity, 1]), 'nothing'],
  ['cumprod overflow', () => nd.cumprod([1e200, 1e200]), 'cumprod: overflow encountered'],
  ['cumprod underflow', () => nd.cumprod([1e-200, 1e-200]), 'cumprod: underflow encountered'],
  ['cumprod of 0, inf', () => nd.cumprod([0, Infinity]), 'cumprod: invalid value encountered'],
  ['cumsum of int8', () => nd.cumsum(nd.array([127, 127]).astype('int8')), 'nothing'],
  ['prod underflow', () => nd.prod([1e-200, 1e-200]), 'prod: underflow encountered'],
  ['prod of zero', () => nd.prod([1e-200, 0]), 'nothing'],
  [
    'divide.accumulate',
    () => nd.divide.accumulate([1, 0, 2]),
    'divide.accumulate: divide by zero encountered',
  ],
  ['divide.reduce', () => nd.divide.reduce([1, 0, 2]), 'divide.reduce: divide by zero encountered'],
  [
    'divide.reduceat',
    () => nd.divide.reduceat([1, 0, 2], [0]),
    'divide.reduceat: divide by zero encountered',
  ],
  [
    'floorDivide.accumulate',
    () => nd.floorDivide.accumulate([1, 0, 2]),
    'floorDivide.accumulate: divide by zero encountered',
  ],
  [
    'floorDivide.reduce',
    () => nd.floorDivide.reduce([1, 0, 2]),
    'floorDivide.reduce: divide by zero encountered',
  ],
  ['floorDivide.reduce of 0, 1', () => nd.floorDivide.reduce([0, 1, 2]), 'nothing'],
  ['subtract.reduce', () => nd.subtract.reduce([-1e308, 1e308]), 'subtract.reduce: overflow encountered'],
  ['hypot.reduce', () => nd.hypot.reduce([1e308, 1.7e308]), 'hypot.reduce: overflow encountered'],
  ['add.reduceat', () => nd.add.reduceat([1e308, 1e308], [0]), 'add.reduceat: overflow encountered'],
  ['maximum.accumulate', () => nd.maximum.accumulate([Number.NaN, 1]), 'nothing'],
  ['power.accumulate', () => nd.power.accumulate([0, -1]), 'power.accumulate: divide by zero encountered'],
  ['add.at', () => nd.add.at(nd.array([1e308]), [0], 1e308), 'add.at: overflow encountered'],
  ['divide.at', () => nd.divide.at(nd.array([1.5, 2]), [0], 0), 'divide.at: divide by zero encountered'],
  ['log.at', () => nd.log.at(nd.array([0.5, 0]), [-1]), 'log.at: divide by zero encountered'],
  ['add.at twice', () => nd.add.at(nd.array([1.5, 2]), [0, 0], 1), 'nothing'],
  ['float16 cumsum', () => nd.cumsum(f16(60000, 60000)), 'cumsum: overflow encountered'],
  ['float16 mean', () => nd.mean(f16(60000, 60000)), 'nothing'],
  ['matmul', () => nd.matmul([[1e200]], [[1e200]]), 'matmul: overflow encountered'],
  ['matmul of inf', () => nd.matmul([[Infinity, 1]], [[0], [1]]), 'matmul: invalid value encountered'],
  ['complex', () => nd.divide([new nd.Complex(1, 1)], [0]), 'divide: invalid value encountered'],
];

describe('errstate', () => {
  afterEach(() => vi.restoreAllMocks());

  test('the table is all there', () => expect(table).toHaveLength(94));

  test.each(table.filter(([name]) => name !== 'complex'))('%s', (_name, fn, message) => {
    expect(raises(all, fn)).toBe(message);
    expect(() => fn()).not.toThrow();
  });

  test('a complex division by zero is an error of one kind or another', () => {
    expect(raises(all, () => nd.divide([new nd.Complex(1, 1)], [0]))).toMatch(/divide|invalid/);
  });

  test('each kind alone', () => {
    const divide = () => nd.divide([1], [0]);
    expect(raises({ divide: 'raise' }, divide)).toMatch(/divide by zero/);
    expect(raises({ over: 'raise', under: 'raise', invalid: 'raise' }, divide)).toBe('nothing');
    expect(raises({ all: 'raise', divide: 'ignore' }, divide)).toBe('nothing');
  });

  test('states nest and end, errors too', () => {
    const divide = () => nd.divide([1], [0]);
    expect(raises({ divide: 'raise' }, () => nd.errstate({ divide: 'ignore' }, divide))).toBe('nothing');
    expect(raises({ divide: 'raise' }, () => nd.errstate({ over: 'ignore' }, divide))).toMatch(/divide/);
    expect(() =>
      nd.errstate({ divide: 'raise' }, () => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
    expect(divide().toArray()).toEqual([Infinity]);
  });

  test('the result of the function is the result', () => {
    expect(nd.errstate({ all: 'ignore' }, () => 7)).toBe(7);
    expect(nd.errstate(all, () => nd.add([1], [2]).toArray())).toEqual([3]);
  });

  test('warnings, one per kind and operation', () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    nd.errstate({ all: 'warn' }, () => {
      nd.divide([1, 2], [0, 0]);
      nd.divide([1], [0]);
      nd.exp([1000]);
    });
    expect(warned.mock.calls.map(([text, type]) => `${type}: ${text}`)).toEqual([
      'RuntimeWarning: divide by zero encountered in divide',
      'RuntimeWarning: overflow encountered in exp',
    ]);
  });

  test('in place, strided, masked: operands are seen as they were', () => {
    const a = nd.array([1, 2, 3, 4]);
    expect(raises(all, () => a.idiv(nd.array([1, 1, 0, 1])))).toMatch(/divide by zero/);
    expect(raises(all, () => nd.arange(6).slice('::2').div(nd.arange(1, 4)))).toBe('nothing');
    expect(raises(all, () => nd.divide([1, 1], [0, 1], { where: [false, true], out: nd.zeros([2]) }))).toBe(
      'nothing',
    );
    const b = nd.array([2, 4]);
    nd.errstate(all, () => b.imul(b));
    expect(b.toArray()).toEqual([4, 16]);
  });

  test('wrong calls', () => {
    expect(() => nd.errstate({ divide: 'explode' as never }, () => 1)).toThrow(/^errstate: divide must be/);
    expect(() => nd.errstate({ overflow: 'raise' } as never, () => 1)).toThrow(/unknown option 'overflow'/);
    expect(() => nd.errstate({}, 1 as never)).toThrow(/^errstate: the second argument/);
    expect(() => nd.errstate('raise' as never, () => 1)).toThrow(/^errstate: the first argument/);
    expect(() => nd.errstate({}, async () => 1)).toThrow(/Promise/);
  });
});
