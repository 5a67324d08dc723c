/** Wrong calls of the functions of indexing: typed errors that name what is wrong. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const line = nd.arange(5);
const table = nd.arange(12).reshape(3, 4);
const fixed = nd.broadcastTo(1, [2, 2]);
const gone = nd.zeros(3);
gone.dispose();
const wrong = (value: unknown): never => value as never;

const cases: [string, () => unknown, new (...args: never[]) => Error, RegExp][] = [
  [
    'index past the end',
    () => line.index([0, 5]),
    nd.IndexError,
    /index 5 is out of bounds for axis 0 with size 5/,
  ],
  [
    'before the begin',
    () => table.index(':', [-5]),
    nd.IndexError,
    /index -5 is out of bounds for axis 1 with size 4/,
  ],
  ['an axis behind a new one', () => table.index(null, 0, [4]), nd.IndexError, /axis 1 with size 4/],
  [
    'an integer beside an array',
    () => table.index(3, [0]),
    nd.IndexError,
    /index 3 is out of bounds for axis 0 with size 3/,
  ],
  ['a fraction', () => line.index([0.5]), nd.IndexError, /0\.5 is no integer index for axis 0/],
  ['a fraction alone', () => line.index(0.5), nd.IndexError, /0\.5 is no integer index/],
  ['nan', () => line.index(nd.array([Number.NaN])), nd.IndexError, /NaN is no integer index/],
  ['infinity', () => line.index([Number.POSITIVE_INFINITY]), nd.IndexError, /Infinity is no integer index/],
  ['a large number', () => line.index([1e300]), nd.IndexError, /1e\+300 is (out of bounds|no integer)/],
  [
    '2^64 - 1',
    () => line.index(nd.array([2n ** 64n - 1n])),
    nd.IndexError,
    /out of bounds for axis 0 with size 5/,
  ],
  [
    'complex indices',
    () => line.index(nd.array([new nd.Complex(1, 0)])),
    nd.IndexError,
    /must be integers, not complex128/,
  ],
  [
    'a mask of another length',
    () => line.index([true, false]),
    nd.IndexError,
    /mask of shape \(2,\) does not fit axis 0 .*2 against 5/,
  ],
  [
    'a mask of another shape',
    () => table.index(nd.ones([3, 3], 'bool')),
    nd.IndexError,
    /axis 1 of shape \(3,4\): 3 against 4/,
  ],
  ['too many', () => table.index([0], 0, 0), nd.IndexError, /3 indices are too many/],
  ['two ellipses', () => table.index('...', [0], '...'), nd.IndexError, /only one '...'/],
  [
    'arrays that do not broadcast',
    () => table.index([0, 1], [0, 1, 2]),
    nd.IndexError,
    /index arrays of shapes \(2\) and \(3\) do not broadcast/,
  ],
  ['what is no index', () => line.index(wrong(() => 0)), nd.IndexError, /is no index/],
  ['nothing', () => line.index(wrong(undefined)), nd.IndexError, /undefined is no index/],
  ['disposed', () => gone.index([0]), nd.DisposedError, /index/],
  ['a disposed mask', () => nd.zeros(3).index(gone), nd.DisposedError, /index/],
  [
    'too many axes',
    () => line.index(nd.zeros(new Array(64).fill(1)).astype('int8'), null),
    nd.StridedError,
    /the most is 64/,
  ],
  ['indices that are no list', () => line.indexAssign(wrong(3), 1), nd.IndexError, /stand in a list/],
  ['read-only', () => fixed.indexAssign([[0]], 1), nd.StridedError, /read-only/],
  ['read-only by mask', () => fixed.indexAssign([fixed.eq(1)], 1), nd.StridedError, /read-only/],
  [
    'values that do not fit',
    () => table.indexAssign([[0, 1]], [1, 2]),
    nd.ShapeError,
    /\(2\) does not broadcast to \(2,4\)/,
  ],
  [
    'values for a mask',
    () => line.indexAssign([line.gt(2)], [1, 2, 3]),
    nd.ShapeError,
    /3 values .* 2 elements/,
  ],
  ['two axes for a mask', () => line.indexAssign([line.gt(2)], [[1, 2]]), nd.ShapeError, /one axis/],
  ['complex into real', () => line.indexAssign([[0]], [new nd.Complex(1, 2)]), nd.DTypeError, /real part/],
  [
    'a number that does not fit',
    () => nd.zeros(3, 'int8').indexAssign([[0]], 300),
    nd.DTypeError,
    /out of range for int8/,
  ],
  [
    'take: out of bounds',
    () => nd.take(table, [4], 1),
    nd.IndexError,
    /take: index 4 is out of bounds for axis 1 with size 4/,
  ],
  ['take: mode', () => nd.take(line, [0], { mode: wrong('up') }), nd.IndexError, /'raise', 'wrap' or 'clip'/],
  ['take: axis', () => nd.take(line, [0], 1), nd.AxisError, /axis 1/],
  [
    'take: empty axis',
    () => nd.take(nd.zeros([0, 2]), [0], { axis: 0, mode: 'clip' }),
    nd.IndexError,
    /size 0/,
  ],
  ['take: out', () => nd.take(line, [0, 1], { out: nd.zeros(3) }), nd.ShapeError, /out has shape \(3,\)/],
  [
    'take: out of another dtype',
    () => nd.take(line, [0], { out: nd.zeros(1, 'complex128') }),
    nd.DTypeError,
    /out is complex128, which does not cast safely to float64/,
  ],
  ['take: a fraction', () => nd.take(line, [0.5], { mode: 'wrap' }), nd.IndexError, /0\.5 is no integer/],
  [
    'take: unknown option',
    () => nd.take(line, [0], wrong({ axes: 0 })),
    nd.StridedError,
    /unknown option 'axes'/,
  ],
  ['put: no array', () => nd.put(wrong([1, 2]), [0], 1), nd.StridedError, /must be an NDArray/],
  ['put: out of bounds', () => nd.put(nd.zeros(2), [2], 1), nd.IndexError, /put: index 2/],
  ['takeAlongAxis: ranks', () => nd.takeAlongAxis(table, [0]), nd.ShapeError, /as many axes/],
  ['takeAlongAxis: lengths', () => nd.takeAlongAxis(table, [[0], [0]], 1), nd.IndexError, /2 against 3/],
  ['takeAlongAxis: bool', () => nd.takeAlongAxis(line, line.gt(1)), nd.IndexError, /not bool/],
  [
    'putAlongAxis: no axis',
    () => nd.putAlongAxis(nd.zeros(2), [0], 1, wrong(undefined)),
    nd.StridedError,
    /axis is missing/,
  ],
  ['compress: ranks', () => nd.compress([[true]], table), nd.ShapeError, /one axis/],
  ['compress: beyond', () => nd.compress([false, false, false, true], table, 0), nd.IndexError, /true at 3/],
  ['place: sizes', () => nd.place(nd.zeros(3), [true], 1), nd.ShapeError, /as many elements/],
  ['place: nothing', () => nd.place(nd.zeros(1), [true], []), nd.ShapeError, /no values/],
  ['putmask: sizes', () => nd.putmask(nd.zeros(3), [true], 1), nd.ShapeError, /as many elements/],
  ['choose: out of bounds', () => nd.choose([2], [[1], [2]]), nd.StridedError, /index 2/],
  ['choose: nothing', () => nd.choose([0], []), nd.ShapeError, /nothing to choose/],
  ['choose: shapes', () => nd.choose([0, 0], [[1, 2, 3]]), nd.ShapeError, /do not broadcast/],
  ['select: lengths', () => nd.select([line.gt(1)], []), nd.ShapeError, /as many/],
  ['select: no bool', () => nd.select([line], [line]), nd.DTypeError, /bool array/],
  [
    'piecewise: functions',
    () => nd.piecewise(line, [line.gt(1)], [1, 2, 3]),
    nd.ShapeError,
    /1 or 2 functions/,
  ],
  ['piecewise: condition', () => nd.piecewise(line, [[true]], [1]), nd.ShapeError, /condition/],
  ['nonzero: 0-d', () => nd.nonzero(5), nd.ShapeError, /atleast1d/],
  ['unravelIndex', () => nd.unravelIndex(6, [2, 3]), nd.StridedError, /index 6 is out of bounds/],
  ['unravelIndex: no axes', () => nd.unravelIndex([0, 0], []), nd.ShapeError, /no axes has one place/],
  [
    'unravelIndex: fraction',
    () => nd.unravelIndex([1, 0.5], [2, 3]),
    nd.IndexError,
    /0\.5 is no integer index/,
  ],
  ['ravelMultiIndex', () => nd.ravelMultiIndex([1, 3], [2, 3]), nd.StridedError, /axis 1 with size 3/],
  [
    'ravelMultiIndex: ranks',
    () => nd.ravelMultiIndex([1], [2, 3]),
    nd.ShapeError,
    /1 index arrays for 2 axes/,
  ],
  [
    'ravelMultiIndex: order',
    () => nd.ravelMultiIndex([1, 1], [2, 3], { order: wrong('K') }),
    nd.StridedError,
    /'C' or 'F'/,
  ],
  ['ix', () => nd.ix([[0]]), nd.ShapeError, /one axis/],
  ['indices', () => nd.indices(wrong('a')), nd.ShapeError, /indices/],
  ['diagIndicesFrom', () => nd.diagIndicesFrom(table), nd.ShapeError, /\(3,4\)/],
  ['trilIndicesFrom', () => nd.trilIndicesFrom(line), nd.ShapeError, /two axes/],
  ['trilIndices', () => nd.trilIndices(-1), nd.ShapeError, /0 or more/],
  ['fillDiagonal', () => nd.fillDiagonal(nd.zeros(3), 1), nd.ShapeError, /two axes or more/],
  ['fillDiagonal: lengths', () => nd.fillDiagonal(nd.zeros([2, 3, 2]), 1), nd.ShapeError, /one length/],
  ['maskIndices', () => nd.maskIndices(2, wrong(1)), nd.StridedError, /must be a function/],
  ['ndindex', () => nd.ndindex(-1), nd.ShapeError, /0 or more/],
  ['mgrid', () => nd.mgrid('a:b'), nd.IndexError, /no range/],
  ['mgrid: no end', () => nd.mgrid('0:'), nd.IndexError, /no range/],
  ['ogrid: step', () => nd.ogrid('0:1:0'), nd.IndexError, /step of 0/],
  ['flat', () => line.flat.at(5), nd.IndexError, /size 5/],
  ['flat: nothing', () => nd.zeros(2).flat.assign([]), nd.IndexError, /no values/],
  ['nditer: flags', () => nd.nditer(line, { flags: [wrong('buffered')] }), nd.StridedError, /external_loop/],
  [
    'nditer: runs',
    () => nd.nditer(line, { flags: ['external_loop', 'multi_index'] }),
    nd.StridedError,
    /no index/,
  ],
  ['nditer: empty', () => nd.nditer(nd.zeros(0)), nd.ShapeError, /zerosize_ok/],
  [
    'nditer: stretched',
    () => nd.nditer([nd.zeros(1), line], { opFlags: [['readwrite'], ['readonly']] }),
    nd.ShapeError,
    /cannot be stretched/,
  ],
  ['nditer: index', () => nd.nditer(line).index, nd.StridedError, /c_index/],
];

describe('refused', () => {
  test.each(cases)('%s', (_, call, type, message) => {
    expect(call).toThrow(type);
    expect(call).toThrow(message);
  });

  test('as many as there are', () => expect(cases.length).toBe(81));

  test('nothing is written where an index is wrong', () => {
    const a = nd.zeros(5000);
    const places = nd.arange(5000);
    places.set(5000, 4999);
    expect(() => a.indexAssign([places], 1)).toThrow(nd.IndexError);
    expect(a.sum()).toBe(0);
    expect(() => nd.put(a, places, 1)).toThrow(nd.IndexError);
    expect(a.sum()).toBe(0);
  });

  test('of several wrong indices the first is named', () => {
    const places = nd.zeros(100_000, 'int64');
    for (const at of [99_000, 40_000, 70_000]) places.set(at + 10, at);
    expect(() => nd.zeros(10).index(places)).toThrow(/index 40010 /);
    expect(() => nd.zeros([10, 3]).index(places)).toThrow(/index 40010 /);
  });

  test('an array indexed away is still checked', () => {
    expect(() => nd.zeros([3, 0]).index([5])).toThrow(/index 5 is out of bounds/);
    expect(nd.zeros([3, 0]).index([2, 1]).shape).toEqual([2, 0]);
  });
});
