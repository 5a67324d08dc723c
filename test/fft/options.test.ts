/** out, transforms in place, frequencies, wrong calls, long lengths. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

function noise(n: number): nd.NDArray<'complex128', [number]> {
  const parts = new Float64Array(2 * n);
  for (let i = 0; i < parts.length; i++) parts[i] = ((i * i * 31 + i * 17 + 7) % 1009) / 1009 - 0.5;
  return nd.asarray(parts).view('complex128') as nd.NDArray<'complex128', [number]>;
}

function apart(a: nd.NDArray, b: nd.NDArray): number {
  return nd.max(nd.abs(a.sub(b))) as number;
}

describe('out', () => {
  test('is written and returned, cast where it must be', () => {
    const a = noise(60).reshape(5, 12);
    const expected = nd.fft.fft(a, { axis: 0 });
    const out = nd.zeros([5, 12], 'complex128');
    expect(nd.fft.fft(a, { axis: 0, out })).toBe(out);
    expect(nd.arrayEqual(out, expected)).toBe(true);
    const single = nd.zeros([5, 12], 'complex64');
    expect(nd.fft.fft(a, { axis: 0, out: single })).toBe(single);
    expect(apart(single, expected)).toBeLessThan(1e-5);
    const stepped = nd.zeros([5, 24], 'complex128').slice(':, ::2') as nd.NDArray;
    nd.fft.fft(a, { out: stepped });
    expect(apart(stepped, nd.fft.fft(a))).toBe(0);
  });

  test('may be the input, or overlap it', () => {
    for (const n of [1, 2, 4, 7, 8, 13, 48, 61, 67, 100, 1000, 1009]) {
      for (const axis of [0, 1]) {
        const a = noise(11 * n).reshape(axis === 0 ? [n, 11] : [11, n]) as nd.NDArray;
        const expected = nd.fft.fft(a, { axis });
        const b = a.copy();
        nd.fft.fft(b, { axis, out: b });
        expect(apart(b, expected), `n = ${n} along axis ${axis}`).toBeLessThan(1e-11);
      }
    }
    const a = noise(20);
    const expected = nd.fft.fft(a.slice('0:10').copy());
    nd.fft.fft(a.slice('0:10'), { out: a.slice('5:15') as nd.NDArray });
    expect(apart(a.slice('5:15') as nd.NDArray, expected)).toBe(0);
    const c = noise(24).reshape(4, 6) as nd.NDArray;
    const both = nd.fft.fft2(c);
    nd.fft.fft2(c, { out: c });
    expect(apart(c, both)).toBe(0);
  });
});

test('long lengths come back, whatever their factors', () => {
  for (const n of [65536, 1_000_000, 177147, 131072, 2 * 65537, 1_000_003]) {
    const a = noise(n);
    const back = nd.fft.ifft(nd.fft.fft(a));
    expect(apart(back, a), `n = ${n}`).toBeLessThan(1e-13);
    const x = a.real.copy();
    expect(apart(nd.fft.irfft(nd.fft.rfft(x), n), x)).toBeLessThan(1e-13);
  }
});

test('more lengths than plans are kept', () => {
  for (let n = 1; n <= 150; n++) {
    const a = noise(n);
    expect(apart(nd.fft.ifft(nd.fft.fft(a)), a)).toBeLessThan(1e-14);
  }
});

test('frequencies', () => {
  expect(nd.fft.fftfreq(5).toArray()).toEqual([0, 0.2, 0.4, -0.4, -0.2]);
  expect(nd.fft.fftfreq(4, { d: 0.25 }).toArray()).toEqual([0, 1, -2, -1]);
  expect(nd.fft.fftfreq(1).toArray()).toEqual([0]);
  expect(nd.fft.rfftfreq(5, 2).toArray()).toEqual([0, 0.1, 0.2]);
});

test('nan and infinities go through', () => {
  expect(Number.isNaN(nd.fft.fft([Number.NaN, 1]).at(0).re)).toBe(true);
  const a = nd.fft.rfft([Number.POSITIVE_INFINITY, 0, 0]);
  expect(a.at(0).re).toBe(Number.POSITIVE_INFINITY);
});

test('wrong calls', () => {
  const a = nd.ones([3, 4]);
  const wrong: readonly [() => unknown, string, string][] = [
    [() => nd.fft.fft(a, 0), 'ShapeError', 'fft: 0 is no number of points'],
    [() => nd.fft.fft(a, 'x' as never), 'ShapeError', 'n must be an integer'],
    [() => nd.fft.fft(a, { axis: 2 }), 'AxisError', 'axis 2'],
    [() => nd.fft.fft(3), 'AxisError', '0-d'],
    [() => nd.fft.fft(a, { norm: 'none' as never }), 'StridedError', "'ortho'"],
    [() => nd.fft.fft(a, { out: nd.zeros([3, 5], 'complex128') }), 'ShapeError', '(3,4)'],
    [() => nd.fft.fft(a, { out: nd.zeros([3, 4]) }), 'DTypeError', 'same_kind'],
    [() => nd.fft.fft(a, { out: [1] as never }), 'StridedError', 'out must be an NDArray'],
    [() => nd.fft.fft(a, { m: 3 } as never), 'StridedError', 'unknown option'],
    [() => nd.fft.rfft(nd.ones([4], 'complex128')), 'DTypeError', 'use fft'],
    [() => nd.fft.irfft([1]), 'ShapeError', 'no number of points'],
    [() => nd.fft.fftn(a, [2], { axes: [0, 1] }), 'ShapeError', 'one length for each axis'],
    [() => nd.fft.fftn(a, { axes: [0, 5] }), 'AxisError', 'axes 5'],
    [() => nd.fft.rfftn(a, { axes: [] }), 'AxisError', 'no axis'],
    [() => nd.fft.fftn(a, { out: nd.zeros([2, 2], 'complex128') }), 'ShapeError', '(2,2)'],
    [() => nd.fft.fftfreq(0), 'StridedError', 'must not be 0'],
    [() => nd.fft.fftfreq(-1), 'ShapeError', '1 or more'],
    [() => nd.fft.fftfreq('a' as never), 'StridedError', 'n must be an integer'],
    [() => nd.fft.fftshift(a, 2), 'AxisError', 'axes 2'],
  ];
  for (const [call, name, text] of wrong) {
    let caught: unknown;
    try {
      call();
    } catch (error) {
      caught = error;
    }
    expect(caught, text).toBeInstanceOf(nd.StridedError);
    expect((caught as Error).name, text).toBe(name);
    expect((caught as Error).message).toContain(text);
  }
  const gone = nd.ones([4]);
  gone.dispose();
  expect(() => nd.fft.fft(gone)).toThrow(nd.DisposedError);
});
