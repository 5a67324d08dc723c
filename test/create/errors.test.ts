/** Wrong calls of the creating and converting functions: each has its typed error, and the message says what was met. */
import * as nd from 'strided';
import { expect, test } from 'vitest';

type ErrorClass = abstract new (...args: never[]) => Error;
const list = (value: unknown): number[] => value as number[];
const number = (value: unknown): number => value as number;
const detachedArray = (): Float64Array => {
  const array = new Float64Array(4);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
};
const disposed = (): nd.NDArray => {
  const a = nd.zeros([2, 3]);
  a.dispose();
  return a;
};
const readOnly = (): nd.NDArray => nd.broadcastTo([1, 2], [3, 2]);

const wrong: readonly [name: string, call: () => unknown, error: ErrorClass, message: string | RegExp][] = [
  ['no array', () => nd.array(list(null)), nd.StridedError, 'array: null is no array'],
  ['undefined', () => nd.array(list(undefined)), nd.StridedError, 'undefined is no array'],
  ['a string', () => nd.array(list('12')), nd.StridedError, "'12' is no array"],
  ['a symbol', () => nd.array(list(Symbol('x'))), nd.StridedError, 'Symbol(x)'],
  ['a function', () => nd.asarray(list(() => 1)), nd.StridedError, 'asarray: a function'],
  ['a plain object', () => nd.array(list({})), nd.StridedError, 'no array'],
  ['a Set', () => nd.array(list(new Set([1]))), nd.StridedError, 'fromiter'],
  ['a Promise', () => nd.array(list(Promise.resolve([1]))), nd.StridedError, 'await it'],
  ['an ArrayBuffer', () => nd.array(list(new ArrayBuffer(8))), nd.StridedError, 'nd.frombuffer'],
  ['a Date', () => nd.array(list(new Date())), nd.StridedError, 'a Date'],
  ['a string inside', () => nd.array(list([1, 'a'])), nd.DTypeError, "'a' at [1]"],
  ['null inside', () => nd.array(list([[1], [null]])), nd.DTypeError, 'null at [1][0]'],
  ['a hole inside', () => nd.array(list(new Array(3))), nd.DTypeError, 'undefined at [0]'],
  ['ragged', () => nd.array(list([[1, 2], [3]])), nd.ShapeError, 'ragged'],
  [
    'ragged and huge',
    () => nd.array(list([new Array(1e5).fill(0), ...new Array(1e5 - 1).fill([1])])),
    nd.ShapeError,
    '[1] is a list of 1',
  ],
  ['a scalar for a list', () => nd.array(list([[1], 2])), nd.ShapeError, '[1] is 2'],
  [
    'an endless list',
    () => {
      const self: unknown[] = [];
      self.push(self);
      return nd.array(list(self));
    },
    nd.ShapeError,
    'deeper than 64',
  ],
  ['a bigint too large', () => nd.array([2n ** 64n]), nd.DTypeError, 'neither int64 nor uint64'],
  ['a value too large', () => nd.array([1, 300], 'uint8'), nd.DTypeError, '300 is out of range for uint8'],
  ['nan as an integer', () => nd.array([Number.NaN], 'int32'), nd.DTypeError, 'NaN'],
  ['complex as real', () => nd.array([new nd.Complex(1, 2)], 'float64'), nd.DTypeError, 'complex'],
  ['unknown dtype', () => nd.zeros(2, 'float' as 'float64'), nd.DTypeError, "did you mean 'float64'"],
  [
    'dtype of another type',
    () => nd.zeros(2, number(7) as unknown as 'int8'),
    nd.DTypeError,
    '7 is no dtype',
  ],
  [
    'unknown option',
    () => nd.zeros(2, { dtyp: 'int8' } as object),
    nd.StridedError,
    "unknown option 'dtyp'; the options are dtype, order",
  ],
  [
    'two bare options',
    () => nd.zeros(2, 'int8', 'C' as unknown as object),
    nd.StridedError,
    'options object',
  ],
  [
    'dtype twice',
    () => nd.zeros(2, 'int8', { dtype: 'int8' } as object),
    nd.StridedError,
    'dtype is given twice',
  ],
  [
    'too many arguments',
    () => (nd.zeros as (...a: unknown[]) => unknown)(2, 'int8', {}, 4),
    nd.StridedError,
    'too many arguments',
  ],
  ['negative length', () => nd.zeros([2, -1]), nd.ShapeError, 'axis 1'],
  ['fractional length', () => nd.ones(1.5), nd.IndexError, '1.5'],
  ['nan length', () => nd.empty([Number.NaN]), nd.ShapeError, 'NaN'],
  ['huge length', () => nd.zeros(1e30), nd.ShapeError, 'too many elements'],
  ['huge product', () => nd.zeros([2 ** 30, 2 ** 30]), nd.ShapeError, 'too many elements'],
  ['more than there is', () => nd.empty(2 ** 48), nd.MemoryLimitError, 'bytes were asked for'],
  ['no shape', () => nd.zeros(list(undefined)), nd.ShapeError, 'undefined'],
  ['a string as shape', () => nd.zeros(list('23')), nd.ShapeError, "'23'"],
  ['65 axes', () => nd.zeros(new Array<number>(65).fill(1)), nd.ShapeError, 'the most is 64'],
  [
    'order K without an array',
    () => nd.zeros(2, { order: 'K' as 'C' }),
    nd.StridedError,
    "order must be 'C' or 'F'",
  ],
  [
    'order of nonsense',
    () => nd.zerosLike([1], { order: 'X' as 'C' }),
    nd.DTypeError,
    "'C', 'F', 'A' or 'K'",
  ],
  ['full out of range', () => nd.full(2, -1, 'uint16'), nd.DTypeError, '-1 is out of range for uint16'],
  ['full of a shape', () => nd.full(2, [1, 2, 3] as unknown as number), nd.ShapeError, 'does not broadcast'],
  ['full of nothing', () => nd.full(2, number(undefined)), nd.StridedError, 'undefined is no array'],
  ['fullLike of a shape', () => nd.fullLike([1, 2], [1, 2, 3]), nd.ShapeError, 'does not broadcast'],
  ['arange by 0', () => nd.arange(0, 3, 0), nd.StridedError, 'step must not be 0'],
  ['arange to nan', () => nd.arange(Number.NaN), nd.ShapeError, 'cannot be computed'],
  ['arange to infinity', () => nd.arange(Infinity), nd.ShapeError, 'too many elements'],
  ['arange of nothing', () => (nd.arange as () => unknown)(), nd.StridedError, 'a number to stop at'],
  ['arange of a string', () => nd.arange('5' as 'int8' & number), nd.StridedError, /no dtype|stop at/],
  ['arange of an array', () => nd.arange(number([3])), nd.StridedError, 'a list of 1'],
  ['arange out of range', () => nd.arange(-1, 3, 1, 'uint8'), nd.DTypeError, '-1 is out of range for uint8'],
  ['arange of bools', () => nd.arange(3, 'bool'), nd.DTypeError, 'at most 2'],
  ['arange stop twice', () => nd.arange(1, 2, { stop: 3 } as object), nd.StridedError, 'stop is given twice'],
  ['linspace of -1', () => nd.linspace(0, 1, -1), nd.StridedError, 'num must be 0 or more'],
  ['linspace of 2.5', () => nd.linspace(0, 1, 2.5), nd.StridedError, 'num must be an integer'],
  ['linspace axis', () => nd.linspace([0], [1], { axis: 3 }), nd.AxisError, 'linspace'],
  ['linspace ends', () => nd.linspace([0, 1], [1, 2, 3]), nd.ShapeError, 'do not broadcast'],
  ['linspace of strings', () => nd.linspace(number('a'), 1), nd.StridedError, "'a' is no array"],
  [
    'linspace endpoint',
    () => nd.linspace(0, 1, { endpoint: 1 as unknown as boolean }),
    nd.StridedError,
    'true or false',
  ],
  [
    'linspace complex to integer',
    () => nd.linspace(0, new nd.Complex(1, 1), 3, { dtype: 'int8' }),
    nd.DTypeError,
    'complex',
  ],
  ['geomspace from 0', () => nd.geomspace(0, 1), nd.StridedError, 'cannot include 0'],
  ['logspace bases', () => nd.logspace([0, 1], 1, { base: [1, 2, 3] }), nd.ShapeError, 'do not broadcast'],
  ['eye of -1', () => nd.eye(-1), nd.ShapeError, '-1'],
  ['eye of a fraction', () => nd.eye(2, { k: 0.5 }), nd.StridedError, 'k must be an integer'],
  [
    'frombuffer of a number',
    () => nd.frombuffer(number(8) as unknown as ArrayBuffer),
    nd.StridedError,
    'frombuffer: a Buffer',
  ],
  [
    'frombuffer of odd bytes',
    () => nd.frombuffer(new Uint8Array(7), 'int16'),
    nd.StridedError,
    '7 bytes are no whole number',
  ],
  [
    'frombuffer too short',
    () => nd.frombuffer(new Uint8Array(8), 'int16', { count: 5 }),
    nd.StridedError,
    '5 int16 elements take 10 bytes',
  ],
  [
    'frombuffer offset',
    () => nd.frombuffer(new Uint8Array(8), 'int8', { offset: 9 }),
    nd.StridedError,
    'offset 9',
  ],
  [
    'frombuffer negative offset',
    () => nd.frombuffer(new Uint8Array(8), 'int8', { offset: -1 }),
    nd.StridedError,
    'offset -1',
  ],
  [
    'frombuffer fractional count',
    () => nd.frombuffer(new Uint8Array(8), 'int8', { count: 1.5 }),
    nd.StridedError,
    'count must be an integer',
  ],
  ['frombuffer detached', () => nd.frombuffer(detachedArray()), nd.StridedError, 'detached'],
  [
    'frombuffer of a strided array',
    () => nd.frombuffer(nd.zeros([2, 2]).T),
    nd.StridedError,
    'not C-contiguous',
  ],
  ['asarray detached', () => nd.asarray(detachedArray()), nd.StridedError, 'detached'],
  [
    'detached later',
    () => {
      const array = new Float64Array(4);
      const a = nd.asarray(array);
      structuredClone(array.buffer, { transfer: [array.buffer] });
      return a.copy();
    },
    nd.StridedError,
    'detached',
  ],
  [
    'data too short',
    () => nd.asarray({ data: new Float64Array(3), shape: [2, 2] }),
    nd.ShapeError,
    'reach elements 0 to 3 of data that has 3',
  ],
  [
    'negative reach',
    () => nd.asarray({ data: new Float64Array(3), shape: [3], strides: [-1] }),
    nd.ShapeError,
    'reach',
  ],
  [
    'strides too few',
    () => nd.asarray({ data: [1], shape: [1, 1], strides: [1] }),
    nd.ShapeError,
    'differ in length',
  ],
  [
    'fractional strides',
    () => nd.asarray({ data: [1], shape: [1], strides: [0.5] }),
    nd.ShapeError,
    'list of integers',
  ],
  ['data not flat', () => nd.asarray({ data: list([[1]]), shape: [1] }), nd.ShapeError, 'must be flat'],
  ['copy: false of a list', () => nd.array([1], { copy: false }), nd.StridedError, 'lists have no memory'],
  [
    'copy: false of a scalar',
    () => nd.asarray(1, { copy: false }),
    nd.StridedError,
    'a scalar has no memory',
  ],
  [
    'copy: false with a cast',
    () => nd.asarray(nd.zeros(2), { dtype: 'int8', copy: false }),
    nd.StridedError,
    'float64 is not int8',
  ],
  [
    'copy: false with an order',
    () => nd.asarray(nd.zeros([2, 3]), { order: 'F', copy: false }),
    nd.StridedError,
    'not F-contiguous',
  ],
  [
    'astype copy: false',
    () => nd.zeros(2).astype('int8', { copy: false }),
    nd.StridedError,
    'float64 is not int8',
  ],
  [
    'copy of nonsense',
    () => nd.array([1], { copy: 1 as unknown as boolean }),
    nd.StridedError,
    'copy must be true, false or null',
  ],
  ['ndmin', () => nd.array([1], { ndmin: 65 }), nd.ShapeError, 'ndmin is 65'],
  ['fractional ndmin', () => nd.array([1], { ndmin: 1.5 }), nd.StridedError, 'ndmin must be an integer'],
  [
    'astype of nothing',
    () => (nd.zeros(2).astype as () => unknown)(),
    nd.DTypeError,
    'undefined is no dtype',
  ],
  [
    'astype not allowed',
    () => nd.zeros(2).astype('int8', { casting: 'safe' }),
    nd.DTypeError,
    "by the rule 'safe'",
  ],
  [
    'unknown casting',
    () => nd.zeros(2).astype('int8', { casting: 'loose' as 'safe' }),
    nd.DTypeError,
    'casting must be one of',
  ],
  ['view of odd bytes', () => nd.zeros(3).view('complex128'), nd.DTypeError, 'no multiple of 16'],
  [
    'view across strides',
    () => nd.zeros([2, 4]).T.view('float32'),
    nd.DTypeError,
    'last axis must be contiguous',
  ],
  ['view of a scalar', () => nd.array(1).view('int8'), nd.DTypeError, '0-d'],
  ['view as nonsense', () => nd.zeros(2).view('i4' as 'int32'), nd.DTypeError, "'i4' is no dtype"],
  ['fill out of range', () => nd.zeros(2, 'int8').fill(128), nd.DTypeError, '128 is out of range for int8'],
  [
    'fill with a list',
    () => nd.zeros(2).fill(list([1, 2]) as unknown as number),
    nd.StridedError,
    'use assign',
  ],
  ['fill a read-only view', () => readOnly().fill(1), nd.StridedError, 'read-only'],
  [
    'copyto a list',
    () => nd.copyto([1] as unknown as nd.NDArray, 1),
    nd.StridedError,
    'dst must be an NDArray',
  ],
  ['copyto a read-only view', () => nd.copyto(readOnly(), 1), nd.StridedError, 'read-only'],
  ['copyto a fraction', () => nd.copyto(nd.zeros(2, 'int8'), 2.5), nd.DTypeError, "by the rule 'same_kind'"],
  [
    'copyto out of range',
    () => nd.copyto(nd.zeros(2, 'uint8'), 300, 'unsafe'),
    nd.DTypeError,
    'out of range',
  ],
  [
    'copyto a float array',
    () => nd.copyto(nd.zeros(2, 'int8'), [1, 2]),
    nd.DTypeError,
    'float64 cannot be cast to int8',
  ],
  [
    'copyto a shape',
    () => nd.copyto(nd.zeros(2) as nd.NDArray, [1, 2, 3]),
    nd.ShapeError,
    'does not broadcast',
  ],
  [
    'copyto where of numbers',
    () => nd.copyto(nd.zeros(2), 1, { where: [1, 0] }),
    nd.DTypeError,
    'where must be a bool array',
  ],
  [
    'copyto where of a shape',
    () => nd.copyto(nd.zeros(2), 1, { where: [true, false, true] }),
    nd.ShapeError,
    'does not broadcast',
  ],
  [
    'require both orders',
    () => nd.require([1], { requirements: ['C', 'F'] }),
    nd.StridedError,
    "'C' and 'F'",
  ],
  [
    'require nonsense',
    () => nd.require([1], { requirements: ['Q' as 'C'] }),
    nd.StridedError,
    "'Q' is no requirement",
  ],
  [
    'fromfunction of no function',
    () => nd.fromfunction(number(3) as unknown as () => 1, [2]),
    nd.StridedError,
    'a function is needed',
  ],
  [
    'fromiter of a number',
    () => nd.fromiter(number(3) as unknown as number[], 'int8'),
    nd.StridedError,
    'cannot be iterated',
  ],
  ['fromiter of null', () => nd.fromiter(list(null), 'int8'), nd.StridedError, 'null cannot be iterated'],
  ['fromiter too short', () => nd.fromiter([1], 'int8', 3), nd.ShapeError, 'gave 1 elements, and 3'],
  ['fromiter of lists', () => nd.fromiter([[1]], 'int8'), nd.DTypeError, 'a list of 1 at [0]'],
  [
    'fromiter without a dtype',
    () => (nd.fromiter as unknown as (i: number[]) => unknown)([1]),
    nd.DTypeError,
    'undefined is no dtype',
  ],
  ['copy of the disposed', () => disposed().copy(), nd.DisposedError, 'copy'],
  ['astype of the disposed', () => disposed().astype('int8'), nd.DisposedError, 'astype'],
  ['view of the disposed', () => disposed().view('int8'), nd.DisposedError, 'view'],
  ['fill of the disposed', () => disposed().fill(1), nd.DisposedError, 'fill'],
  ['asarray of the disposed', () => nd.asarray(disposed()), nd.DisposedError, 'asarray'],
  ['zerosLike of the disposed', () => nd.zerosLike(disposed()), nd.DisposedError, 'zerosLike'],
  ['copyto from the disposed', () => nd.copyto(nd.zeros([2, 3]), disposed()), nd.DisposedError, 'copyto'],
  ['a list of the disposed', () => nd.array([disposed()] as unknown as number[]), nd.DisposedError, 'array'],
  ['linspace of the disposed', () => nd.linspace(disposed(), 1), nd.DisposedError, 'linspace'],
];

test.each(wrong)('%s', (_name, call, error, message) => {
  let thrown: unknown;
  try {
    call();
  } catch (caught) {
    thrown = caught;
  }
  expect(thrown).toBeInstanceOf(error);
  const text = (thrown as Error).message;
  if (typeof message === 'string') expect(text).toContain(message);
  else expect(text).toMatch(message);
  expect((thrown as nd.StridedError).code).toMatch(/^ERR_/);
});

test('at least 100 wrong calls', () => {
  expect(wrong.length).toBeGreaterThanOrEqual(100);
});
