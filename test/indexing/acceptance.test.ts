/** What NumPy 2.4 takes and refuses at the edges of indexing, choosing, padding, inserting and casting; by which error. */
import * as nd from 'strided';
import { expect, test } from 'vitest';

const { Complex, DTypeError, AxisError, IndexError, ShapeError, StridedError } = nd;
type ErrorClass = new (...args: never[]) => Error;

const five = (): nd.NDArray => nd.arange(5);
const bytes = (): nd.NDArray => nd.arange(3).astype('int8');
const two = (dtype: nd.DType): nd.NDArray => nd.zeros([2], dtype);
const written = (a: nd.NDArray, write: (a: nd.NDArray) => void): nd.NDArray => {
  write(a);
  return a;
};

const refused: readonly (readonly [name: string, call: () => unknown, type: ErrorClass, code: string])[] = [
  // A ValueError of NumPy's is no IndexError; a fraction is one here.
  ['partition beyond', () => nd.partition(five(), 5), StridedError, 'ERR_VALUE'],
  ['partition before', () => nd.partition(five(), -6), StridedError, 'ERR_VALUE'],
  ['argpartition beyond', () => nd.argpartition(five(), [1, 9]), StridedError, 'ERR_VALUE'],
  ['partition method', () => five().partition(7), StridedError, 'ERR_VALUE'],
  ['partition between', () => nd.partition(five(), 1.5), IndexError, 'ERR_INDEX'],
  ['partition nowhere', () => nd.partition(five(), []), IndexError, 'ERR_INDEX'],
  ['partition nowhere, floats', () => nd.partition(five(), nd.array([])), IndexError, 'ERR_INDEX'],
  ['choose beyond', () => nd.choose([5], [[1], [2]]), StridedError, 'ERR_VALUE'],
  ['choose below 0', () => nd.choose([-1], [[1], [2]]), StridedError, 'ERR_VALUE'],
  ['choose below 0, int8', () => nd.choose(nd.array([-1], 'int8'), [[1], [2]]), StridedError, 'ERR_VALUE'],
  ['choose below 0, int64', () => nd.choose(nd.array([-1n]), [[1], [2]]), StridedError, 'ERR_VALUE'],
  ['choose uint64', () => nd.choose(nd.array([2n ** 64n - 1n]), [[1], [2]]), StridedError, 'ERR_VALUE'],
  ['choose a fraction', () => nd.choose([0.5], [[1], [2]]), IndexError, 'ERR_INDEX'],
  ['ravelMultiIndex', () => nd.ravelMultiIndex([[2], [0]], [2, 3]), StridedError, 'ERR_VALUE'],
  ['ravelMultiIndex of numbers', () => nd.ravelMultiIndex([0, -1], [2, 3]), StridedError, 'ERR_VALUE'],
  ['ravelMultiIndex, a fraction', () => nd.ravelMultiIndex([[0.5], [0]], [2, 3]), IndexError, 'ERR_INDEX'],
  ['unravelIndex', () => nd.unravelIndex([6], [2, 3]), StridedError, 'ERR_VALUE'],
  ['unravelIndex of a number', () => nd.unravelIndex(-1, [2, 3]), StridedError, 'ERR_VALUE'],
  ['unravelIndex, a fraction', () => nd.unravelIndex(0.5, [2, 3]), IndexError, 'ERR_INDEX'],
  // An index that names one element takes one value.
  ['a[2] = array([5])', () => five().indexAssign([2], nd.array([5])), ShapeError, 'ERR_SHAPE_MISMATCH'],
  ['a[2] = [5]', () => five().indexAssign([2], [5]), ShapeError, 'ERR_SHAPE_MISMATCH'],
  ['a[2] = [[5]]', () => five().indexAssign([2], [[5]]), ShapeError, 'ERR_SHAPE_MISMATCH'],
  ['a[array(2)] = [5]', () => five().indexAssign([nd.array(2)], [5]), ShapeError, 'ERR_SHAPE_MISMATCH'],
  ['a[1, 1] = [5]', () => nd.zeros([2, 2]).indexAssign([1, 1], [5]), ShapeError, 'ERR_SHAPE_MISMATCH'],
  ['a[()] = [5]', () => nd.array(1).indexAssign([], [5]), ShapeError, 'ERR_SHAPE_MISMATCH'],
  // Lists hold numbers, which must be values of the dtype.
  ['a[1:] = [300, 2]', () => bytes().indexAssign(['1:'], [300, 2]), DTypeError, 'ERR_VALUE'],
  ['a[[1, 2]] = [300, 2]', () => bytes().indexAssign([[1, 2]], [300, 2]), DTypeError, 'ERR_VALUE'],
  ['assign([nan])', () => bytes().assign([Number.NaN]), DTypeError, 'ERR_VALUE'],
  ['put [300]', () => nd.put(bytes(), [0], [300]), DTypeError, 'ERR_VALUE'],
  // insert reads its values, places or not.
  ['insert 300', () => nd.insert(bytes(), 1, 300), DTypeError, 'ERR_VALUE'],
  ['insert [300] nowhere', () => nd.insert(bytes(), [], [300]), DTypeError, 'ERR_VALUE'],
  ['insert nan nowhere', () => nd.insert(bytes(), [], Number.NaN), DTypeError, 'ERR_VALUE'],
  ['insert complex', () => nd.insert(five(), 1, new Complex(0, 1)), DTypeError, 'ERR_VALUE'],
  ['insert two nowhere', () => nd.insert(bytes(), [], [1, 2]), ShapeError, 'ERR_SHAPE_MISMATCH'],
  ['insert columns', () => nd.insert(nd.zeros([2, 3]), [], [1, 2], 0), ShapeError, 'ERR_SHAPE_MISMATCH'],
  ['insert in 0:0', () => nd.insert(nd.zeros([2, 3]), '0:0', [1, 2], 0), ShapeError, 'ERR_SHAPE_MISMATCH'],
  [
    'insert a plane',
    () => nd.insert(nd.zeros([2, 3]), [], nd.ones([5, 7]), 0),
    ShapeError,
    'ERR_SHAPE_MISMATCH',
  ],
  // Nothing can be put into nothing.
  ['put into nothing', () => nd.put(nd.array([]), [0], [1]), IndexError, 'ERR_INDEX'],
  ['put nothing into nothing', () => nd.put(nd.array([]), [0], []), IndexError, 'ERR_INDEX'],
  ['put, clip', () => nd.put(nd.zeros([2, 0]), [0], [1], 'clip'), IndexError, 'ERR_INDEX'],
  [
    'pad, extreme of none',
    () => nd.pad(five(), 0, 'maximum', { statLength: 0 }),
    ShapeError,
    'ERR_SHAPE_MISMATCH',
  ],
  ['pad, an axis too many', () => nd.pad(five(), { 1: 2 }), AxisError, 'ERR_AXIS'],
  ['pad, a Map', () => nd.pad(five(), new Map([[-2, 2]])), AxisError, 'ERR_AXIS'],
  // take works on out as on an array of the operand's dtype.
  [
    'take, wider out',
    () => nd.take(nd.arange(3).astype('int32'), [0, 1], { out: two('int64') }),
    DTypeError,
    'ERR_CASTING',
  ],
  ['take, complex out', () => nd.take(five(), [0, 1], { out: two('complex128') }), DTypeError, 'ERR_CASTING'],
  ['take of a scalar', () => nd.take(5, [0], { axis: 1 }), AxisError, 'ERR_AXIS'],
  [
    'compress, wider out',
    () => nd.compress([true, true], bytes(), { out: two('int16') }),
    DTypeError,
    'ERR_CASTING',
  ],
  ['compress of a scalar', () => nd.compress([true], 5, { axis: 1 }), AxisError, 'ERR_AXIS'],
  ['compress beyond a scalar', () => nd.compress([true, true], 5, { axis: 0 }), IndexError, 'ERR_INDEX'],
  ['zeros of too many', () => nd.zeros([2 ** 50]), ShapeError, 'ERR_SHAPE_INVALID'],
];

test.each(refused)('%s is refused', (_, call, type, code) => {
  let error: unknown;
  try {
    call();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(type);
  expect((error as Error).constructor).toBe(type);
  expect((error as nd.StridedError).code).toBe(code);
});

const accepted: readonly (readonly [name: string, call: () => nd.NDArray, result: unknown])[] = [
  ['partition nowhere', () => nd.partition([3, 1, 2], nd.zeros([0], 'int64')), [3, 1, 2]],
  ['argpartition nowhere', () => nd.argpartition([3, 1, 2], nd.zeros([0], 'int64')), [0, 1, 2]],
  ['choose by bool', () => nd.choose([true, false], [[1], [2]]), [2, 1]],
  ['choose round', () => nd.choose([-1, 2], [[1], [2]], { mode: 'wrap' }), [2, 1]],
  ['choose the nearest', () => nd.choose([-1, 2], [[1], [2]], { mode: 'clip' }), [1, 2]],
  ['choose into a narrower out', () => nd.choose([0, 1], [[1.5], [2.5]], { out: two('int8') }), [1, 2]],
  ['choose into a wider out', () => nd.choose([0, 1], [[true], [true]], { out: two('float64') }), [1, 1]],
  ['ravelMultiIndex of bools', () => nd.ravelMultiIndex([nd.array([true]), nd.array([false])], [2, 3]), [3]],
  ['unravelIndex of bools', () => nd.unravelIndex(nd.array([true]), [2, 3])[1] as nd.NDArray, [1]],
  ["a['...', 2] = [5]", () => written(five(), (a) => a.indexAssign(['...', 2], [5])), [0, 1, 5, 3, 4]],
  ['a[2] = array(5)', () => written(five(), (a) => a.indexAssign([2], nd.array(5))), [0, 1, 5, 3, 4]],
  ['a[:, 2] = [5]', () => written(nd.zeros([1, 3]), (a) => a.indexAssign([':', 2], [5])), [[0, 0, 5]]],
  ['a[1:] = [1.9, -1.9]', () => written(bytes(), (a) => a.indexAssign(['1:'], [1.9, -1.9])), [0, 1, -1]],
  [
    'a[1:] = array([300, 2])',
    () => written(bytes(), (a) => a.indexAssign(['1:'], nd.array([300, 2]))),
    [0, 44, 2],
  ],
  ['insert [1] nowhere', () => nd.insert(bytes(), [], [1]), [0, 1, 2]],
  ['insert nothing nowhere', () => nd.insert(bytes(), [], []), [0, 1, 2]],
  ['insert 1.5', () => nd.insert(bytes(), 1, 1.5), [0, 1, 1, 2]],
  ['insert columns nowhere', () => nd.insert(nd.ones([1, 3]), [], [1, 2, 3], 0), [[1, 1, 1]]],
  ['put nothing', () => written(five(), (a) => nd.put(a, [9], [])), [0, 1, 2, 3, 4]],
  [
    'pad by axis',
    () => nd.pad([[1, 2]], { 0: [0, 1], '-1': 1 }),
    [
      [0, 1, 2, 0],
      [0, 0, 0, 0],
    ],
  ],
  ['pad by a Map', () => nd.pad([[1, 2]], new Map([[1, [2, 0]]])), [[0, 0, 1, 2]]],
  ['pad by an empty Map', () => nd.pad([1, 2], new Map()), [1, 2]],
  ['pad by the last of two', () => nd.pad([1], { '-1': 1, 0: 2 }), [0, 1, 0]],
  ['pad, a mean of none', () => nd.pad([1, 2], 0, 'mean', { statLength: 0 }), [1, 2]],
  ['take into a narrower out', () => nd.take([0.5, 7.5], [1, 0], { out: two('int32') }), [7, 0]],
  ['compress of a scalar', () => nd.compress([true], 5, { axis: -1 }), [5]],
  ['compress of a scalar, none', () => nd.compress([false], 5, { axis: 0 }), []],
  [
    'fillDiagonal with nothing',
    () => written(nd.ones([2, 2]), (a) => nd.fillDiagonal(a, [])),
    [
      [1, 1],
      [1, 1],
    ],
  ],
  [
    'fillDiagonal round',
    () => written(nd.ones([3, 1]), (a) => nd.fillDiagonal(a, [], { wrap: true })),
    [[1], [1], [1]],
  ],
];

test.each(accepted)('%s is taken', (_, call, result) => {
  expect(call().toArray()).toEqual(result);
});

test('arrays without elements may be as long as they like along other axes', () => {
  expect(nd.broadcastTo([], [2 ** 50, 0]).shape).toEqual([2 ** 50, 0]);
  expect(nd.zeros([2 ** 50, 0]).shape).toEqual([2 ** 50, 0]);
  expect(nd.zeros([0, 2 ** 50]).T.copy().shape).toEqual([2 ** 50, 0]);
  expect(() => nd.zeros([2 ** 53, 2, 0])).toThrow(ShapeError);
});

/** Which plain scalars NumPy casts by 'equiv', where numbers have a dtype of their own; 1 stands for 1 and 1.0. */
const EQUIV: Readonly<Record<string, readonly string[]>> = {
  '1': ['int64', 'float64'],
  '1.5': ['float64'],
  '1n': ['int64'],
  true: ['bool'],
  '1j': ['complex128'],
};
const SCALARS = { '1': 1, '1.5': 1.5, '1n': 1n, true: true, '1j': new Complex(0, 1) } as const;
const DTYPES: readonly nd.DType[] = [
  'bool',
  'int8',
  'uint8',
  'int64',
  'uint64',
  'float16',
  'float32',
  'float64',
  'complex64',
  'complex128',
];

test("plain scalars under 'equiv' and 'no'", () => {
  let cases = 0;
  const takes = (call: () => unknown): boolean => {
    try {
      call();
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(DTypeError);
      return false;
    }
  };
  for (const [name, value] of Object.entries(SCALARS)) {
    for (const dtype of DTYPES) {
      const isOwn = EQUIV[name]?.includes(dtype) === true;
      expect(
        takes(() => nd.copyto(two(dtype), value, { casting: 'equiv' })),
        `${name} to ${dtype}`,
      ).toBe(isOwn);
      cases++;
      const multiplied = takes(() => nd.multiply(two(dtype), value, { casting: 'equiv' } as never));
      expect(multiplied, `${dtype} times ${name}`).toBe(isOwn);
      if (name === 'true') {
        expect(takes(() => nd.copyto(two(dtype), value, { casting: 'no' }))).toBe(dtype === 'bool');
        expect(takes(() => nd.add(two(dtype), value, { casting: 'no' } as never))).toBe(dtype === 'bool');
        expect(takes(() => nd.add(two(dtype), value, { casting: 'safe' } as never))).toBe(true);
      }
    }
  }
  expect(cases).toBe(50);
  expect(takes(() => nd.less(two('int32'), 1, { casting: 'equiv' } as never))).toBe(true);
  expect(takes(() => nd.add(two('float32'), 1.5, { casting: 'no' } as never))).toBe(true);
});

test('logical functions take operands of any dtypes by any rule', () => {
  for (const casting of ['no', 'equiv', 'safe', 'same_kind', 'unsafe'] as const) {
    for (const f of [nd.logicalAnd, nd.logicalOr, nd.logicalXor]) {
      expect(f(two('int32'), two('float64'), { casting }).toArray()).toEqual([false, false]);
      expect(f(two('bool'), 0, { casting }).dtype).toBe('bool');
    }
    const call = (): unknown => nd.equal(two('int32'), two('int64'), { casting });
    if (casting === 'no' || casting === 'equiv') expect(call).toThrow(DTypeError);
    else expect(call()).toBeInstanceOf(nd.NDArray);
  }
  const out = two('float64');
  expect(() => nd.logicalAnd(two('int32'), two('float64'), { out, casting: 'no' })).toThrow(DTypeError);
});
