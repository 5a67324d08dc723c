/** Printing far too much, arrays whose memory is gone, and array-likes that are no NDArray. */
import { inspect } from 'node:util';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const endless = nd.broadcastTo(nd.array(1), new Array(48).fill(2));

describe('more elements than text can show', () => {
  test.each([nd.arrayStr, nd.arrayRepr, nd.array2string] as ((a: nd.NDArray) => string)[])('%o', (print) => {
    expect(() => print(endless)).toThrow(
      expect.objectContaining({
        code: 'ERR_VALUE',
        message: expect.stringMatching(/\(2,2,.*slice.*edgeitems/),
      }),
    );
  });

  test('toString and console.log name the array', () => {
    const line = `NDArray (shape (${new Array(48).fill(2).join(',')}), float64)`;
    expect(String(endless)).toBe(line);
    expect(`${endless}`).toBe(line);
    expect(inspect(endless)).toBe(line);
  });

  test('a slice, or fewer items, still print', () => {
    expect(nd.array2string(nd.zeros(3000), { edgeitems: 1 })).toBe('[0. ... 0.]');
    expect(() => nd.array2string(nd.zeros(1_000_001, 'bool'), { threshold: 1e9 })).toThrow(nd.StridedError);
    expect(() => nd.array2string(nd.zeros([2000, 2000], 'bool'), { edgeitems: 1e9 })).toThrow(
      nd.StridedError,
    );
  });
});

describe('nothing to read', () => {
  test('a detached buffer', () => {
    const data = new Float64Array([1, 2, 3]);
    const a = nd.asarray(data);
    structuredClone(data.buffer, { transfer: [data.buffer] });
    expect(inspect(a)).toBe('NDArray (shape (3,), float64)');
    expect(String(a)).toBe('NDArray (shape (3,), float64)');
    expect(() => nd.arrayStr(a)).toThrow(expect.objectContaining({ code: 'ERR_BUFFER' }));
  });

  test('a disposed array', () => {
    const a = nd.zeros([2, 2]);
    a.dispose();
    expect(inspect(a)).toBe('NDArray (disposed, shape (2,2))');
    expect(() => String(a)).toThrow(nd.DisposedError);
    expect(() => nd.arrayRepr(a)).toThrow(nd.DisposedError);
  });

  test('a formatter that throws', () => {
    const broken = (): string => {
      throw new RangeError('of the caller');
    };
    expect(() => nd.array2string(nd.ones(2), { formatter: { all: broken } })).toThrow('of the caller');
    nd.printoptions({ formatter: { all: broken } }, () => {
      expect(inspect(nd.ones(2))).toBe('NDArray (shape (2,), float64)');
    });
  });
});

test('array-likes print', () => {
  expect(nd.arrayStr([1, 2])).toBe('[1. 2.]');
  expect(nd.arrayRepr(new Float32Array([1, 2]))).toBe('array([1., 2.], dtype=float32)');
  expect(nd.array2string([[1n], [2n]])).toBe('[[1]\n [2]]');
  expect(nd.formatFloatPositional(new Float32Array([0.1]))).toBe('0.1');
  expect(nd.formatFloatScientific(5n)).toBe('5.e+00');
});

test.each([null, undefined, {}, 'text', Symbol('s'), Object.create(null), ['a'], () => 1, [Symbol('s')]])(
  'wrong input %#',
  (value) => {
    for (const print of [nd.arrayStr, nd.arrayRepr, nd.array2string]) {
      expect(() => print(value as never)).toThrow(nd.StridedError);
    }
    expect(() => nd.formatFloatPositional(value as never)).toThrow(nd.StridedError);
    expect(() => nd.formatFloatScientific(value as never)).toThrow(nd.StridedError);
  },
);
