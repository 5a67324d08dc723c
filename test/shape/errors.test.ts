/** Wrong calls of the views: the typed error and what it says; and what they say of plain values. */
import * as nd from 'strided';
import { expect, test } from 'vitest';
import { newArray } from '../../lib/call.js';
import { counted } from './views.js';

const a = counted([3, 4]);
const line = counted([4]);
const loose = nd as unknown as Record<string, (...args: unknown[]) => unknown>;
const { ShapeError, AxisError, IndexError, StridedError } = nd;

type Wrong = [call: string, run: () => unknown, kind: new (...args: never[]) => Error, message: RegExp];
const wrong: Wrong[] = [
  [
    'reshape size',
    () => a.reshape(5, 5),
    ShapeError,
    /^reshape: an array of shape \(3,4\) has 12 elements and does not fit shape \(5,5\)$/,
  ],
  ['reshape two -1', () => a.reshape(-1, -1), ShapeError, /only one length may be -1/],
  ['reshape -1 of 5', () => a.reshape([5, -1] as never), ShapeError, /does not fit shape \(5,-1\)/],
  ['reshape -2', () => a.reshape(-2, 6), ShapeError, /0 or more/],
  ['reshape fraction', () => a.reshape(2.5, 2), IndexError, /must be an integer, not 2.5/],
  ['reshape NaN', () => a.reshape(Number.NaN), ShapeError, /is NaN/],
  ['reshape string', () => a.reshape('12' as never), ShapeError, /a list of numbers/],
  ['reshape null', () => a.reshape(null as never), StridedError, /reshape/],
  ['reshape nothing', () => a.reshape(), ShapeError, /does not fit shape \(\)/],
  ['reshape list and number', () => a.reshape([3, 4], 2 as never), StridedError, /reshape: one list/],
  ['reshape order K', () => a.reshape([12], { order: 'K' as never }), StridedError, /order 'K'/],
  ['reshape order X', () => a.reshape([12], { order: 'X' as never }), StridedError, /order must be/],
  [
    'reshape option',
    () => a.reshape([12], { ordr: 'C' } as never),
    StridedError,
    /unknown option 'ordr'; the options are order, copy/,
  ],
  [
    'reshape copy yes',
    () => a.reshape([12], { copy: 'yes' as never }),
    StridedError,
    /copy must be true or false/,
  ],
  [
    'reshape copy false',
    () => a.T.reshape([12], { copy: false }),
    StridedError,
    /reshape: copy: false, but shape \(12,\) needs a copy.*strides \(8,32\)/,
  ],
  ['reshape huge', () => a.reshape(1e300, 0), ShapeError, /reshape/],
  ['reshape 65 axes', () => a.reshape([12, ...new Array<number>(64).fill(1)]), ShapeError, /the most is 64/],
  ['ravel copy false', () => a.ravel('F', { copy: false }), StridedError, /ravel: copy: false/],
  ['ravel order', () => a.ravel('Q' as never), StridedError, /order must be/],
  ['flatten option', () => a.flatten({ copy: true } as never), StridedError, /unknown option 'copy'/],
  ['transpose count', () => a.transpose(0), AxisError, /transpose: 1 axes were given for an array of 2/],
  ['transpose twice', () => a.transpose(0, 0), AxisError, /names an axis twice/],
  ['transpose same', () => a.transpose(0, -2), AxisError, /names an axis twice/],
  ['transpose bounds', () => a.transpose(0, 2), AxisError, /axes 2 is out of bounds for an array of 2 axes/],
  ['transpose fraction', () => a.transpose(0, 0.5), IndexError, /must be an integer, not 0.5/],
  ['transpose string', () => a.transpose('10' as never), StridedError, /transpose/],
  ['mT', () => line.mT, ShapeError, /mT: a matrix has two axes/],
  ['matrixTranspose', () => nd.matrixTranspose(line), ShapeError, /matrixTranspose: a matrix has two axes/],
  ['swapaxes', () => a.swapaxes(0, 2), AxisError, /swapaxes: axis2 2 is out of bounds/],
  ['swapaxes missing', () => loose['swapaxes']?.(a, 0), AxisError, /axis2 must be an integer, not undefined/],
  ['moveaxis count', () => nd.moveaxis(a, [0, 1], [0]), AxisError, /source has 2 axes and destination 1/],
  ['moveaxis twice', () => nd.moveaxis(a, [0, 0], [0, 1]), AxisError, /moveaxis: source names an axis twice/],
  ['moveaxis bounds', () => nd.moveaxis(a, 2, 0), AxisError, /source 2 is out of bounds/],
  ['rollaxis', () => nd.rollaxis(a, 0, 3), AxisError, /start must be an integer from -2 to 2/],
  [
    'expandDims',
    () => nd.expandDims(a, 3),
    AxisError,
    /expandDims: axis 3 is out of bounds for an array of 3 axes/,
  ],
  ['expandDims twice', () => nd.expandDims(a, [0, 0]), AxisError, /twice/],
  ['expandDims missing', () => loose['expandDims']?.(a), AxisError, /must be an integer/],
  ['squeeze length', () => a.squeeze(0), ShapeError, /squeeze: axis 0 of shape \(3,4\) has length 3/],
  ['squeeze bounds', () => a.squeeze(2), AxisError, /out of bounds/],
  [
    'broadcastTo',
    () => nd.broadcastTo(a as nd.NDArray, [4, 3]),
    ShapeError,
    /^broadcastTo: shape \(3,4\) does not broadcast to \(4,3\): axis 1 is 4 against 3$/,
  ],
  [
    'broadcastTo fewer',
    () => nd.broadcastTo(a as nd.NDArray, [4]),
    ShapeError,
    /^broadcastTo: shape \(3,4\) does not broadcast to \(4\)$/,
  ],
  ['broadcastTo negative', () => nd.broadcastTo(a as nd.NDArray, [-1, 4]), ShapeError, /0 or more/],
  [
    'broadcastArrays',
    () => nd.broadcastArrays([1, 2], [1, 2, 3]),
    ShapeError,
    /^broadcastArrays: shapes \(2\) and \(3\) do not broadcast: axis 0 is 2 against 3$/,
  ],
  [
    'broadcastShapes',
    () => nd.broadcastShapes([3, 4], [3]),
    ShapeError,
    /^broadcastShapes: shapes \(3,4\) and \(3\) do not broadcast: axis 1 is 4 against 3; did you mean b\.reshape\(3, 1\)\?$/,
  ],
  [
    'broadcastShapes three',
    () => nd.broadcastShapes([2, 1], [3], [2, 4]),
    ShapeError,
    /shapes \(2,1\), \(3\) and \(2,4\) do not broadcast: axis 1 is 3 against 4/,
  ],
  ['broadcastShapes negative', () => nd.broadcastShapes([-1], [3]), ShapeError, /0 or more/],
  [
    'asStrided reach',
    () => nd.asStrided(a, [4, 4]),
    ShapeError,
    /asStrided: .* reaches bytes 0 to 128 .* has 96/,
  ],
  ['asStrided below', () => nd.asStrided(a, { strides: [32, -8] }), ShapeError, /reaches bytes -24/],
  ['asStrided counts', () => nd.asStrided(a, [2]), ShapeError, /2 strides were given for shape \(2,\)/],
  [
    'asStrided fraction',
    () => nd.asStrided(a, { strides: [32, 0.5] }),
    StridedError,
    /whole numbers of bytes/,
  ],
  [
    'asStrided number',
    () => nd.asStrided(a, { strides: 8 as never }),
    StridedError,
    /strides must be a list/,
  ],
  ['asStrided huge', () => nd.asStrided(a, { shape: [2], strides: [2 ** 53] }), StridedError, /asStrided/],
  [
    'asStrided view',
    () => nd.asStrided(a.slice(2), [2, 4], { strides: [32, 8] }),
    ShapeError,
    /reaches bytes 64 to 128/,
  ],
  [
    'asStrided writeable',
    () => nd.asStrided(a, { writeable: 1 as never }),
    StridedError,
    /writeable must be true or false/,
  ],
  ['window too long', () => nd.slidingWindowView(line, 5), ShapeError, /a window of 5 does not fit axis 0/],
  ['window count', () => nd.slidingWindowView(a, 2), ShapeError, /needs a length for each of the 2 axes/],
  ['window axes', () => nd.slidingWindowView(a, [2, 2], 0), ShapeError, /2 lengths and axis names 1 axes/],
  ['window negative', () => nd.slidingWindowView(line, -1), ShapeError, /0 or more/],
  ['diagonal axes', () => line.diagonal(), ShapeError, /diagonal: an array of two axes/],
  [
    'diagonal same',
    () => a.diagonal(0, { axis1: 1, axis2: -1 }),
    AxisError,
    /axis1 and axis2 are both axis 1/,
  ],
  ['diagonal offset', () => a.diagonal(0.5), StridedError, /offset must be an integer/],
  ['size axis', () => nd.size(a, 2), AxisError, /size: axis 2 is out of bounds/],
  ['size twice', () => nd.size(a, [0, 0]), AxisError, /twice/],
  ['not an array', () => loose['reshape']?.(undefined, [1]), StridedError, /reshape/],
  ['ragged', () => nd.transpose([[1], [2, 3]] as never), StridedError, /transpose/],
];

test.each(wrong)('%s', (_, run, kind, message) => {
  expect(run).toThrow(kind);
  expect(run).toThrow(message);
  expect(run).toThrow(StridedError);
});

test('counts', () => expect(wrong.length).toBe(65));

test('plain values in, plain values out where NumPy gives scalars', () => {
  expect(nd.shape(3)).toEqual([]);
  expect(nd.shape([[1, 2, 3]])).toEqual([1, 3]);
  expect(nd.ndim([[1]])).toBe(2);
  expect(
    nd.size(
      [
        [1, 2],
        [3, 4],
      ],
      [0, 1],
    ),
  ).toBe(4);
  expect(nd.size(a, { axis: -1 })).toBe(4);
  expect(nd.real(new nd.Complex(1, 2))).toBe(1);
  expect(nd.imag(new nd.Complex(1, 2))).toBe(2);
  expect([nd.real(3), nd.imag(3), nd.imag(3n), nd.real(true), nd.imag(true)]).toEqual([
    3,
    0,
    0n,
    true,
    false,
  ]);
  expect(nd.broadcastShapes()).toEqual([]);
  expect(nd.broadcastShapes(3, [2, 1])).toEqual([2, 3]);
  expect(nd.atleast1d()).toEqual([]);
  expect(nd.atleast2d(1, [1, 2]).map((each) => each.shape)).toEqual([
    [1, 1],
    [1, 2],
  ]);
});

test('copy: true always copies, and says so in base', () => {
  const copy = a.reshape([3, 4], { copy: true });
  expect([nd.sharesMemory(copy, a), copy.base, copy.flags.owndata]).toEqual([false, null, true]);
  expect(nd.sharesMemory(a.ravel({ copy: true }), a)).toBe(false);
  expect(nd.sharesMemory(a.ravel({ copy: false }), a)).toBe(true);
  expect(nd.sharesMemory(a.reshape(2, 6, { copy: false }), a)).toBe(true);
  expect(a.T.reshape([4, 3, 1], { copy: false }).shape).toEqual([4, 3, 1]);
  expect(nd.reshape(a, [12], 'F', { copy: true }).at(1)).toBe(4);
});

test('the parts of complex arrays are views of both halves', () => {
  const z = newArray([3], 13, true);
  z.imag.assign([1, 2, 3]);
  z.real.slice('::2').assign(7);
  expect(z.toArray()).toEqual([new nd.Complex(7, 1), new nd.Complex(0, 2), new nd.Complex(7, 3)]);
  expect([z.real.base, z.imag.dtype]).toEqual([z, 'float64']);
  expect(a.real).toBe(a);
  expect(a.imag.flags.writeable).toBe(false);
});

test('iteration walks views of the first axis, or elements', () => {
  const rows = [...a] as nd.NDArray[];
  expect(rows.map((row) => row.toArray())).toEqual(a.toArray());
  expect(rows[1]?.base).toBe(a);
  expect([...line]).toEqual([0, 1, 2, 3]);
  expect(() => [...counted([])]).toThrow(ShapeError);
});
