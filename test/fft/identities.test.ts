/** What transforms keep: round trips, energy (Parseval), shifts, sums; for lengths of every kind. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const lengths = [1, 2, 3, 7, 8, 30, 97, 128, 143, 1000, 1009, 4096, 10_007, 65_536];
const dtypes = ['complex64', 'complex128'] as const;

function noise(n: number, dtype: string): nd.NDArray {
  const rng = nd.random.defaultRng(n);
  const im = nd.multiply(rng.standardNormal([n]), new nd.Complex(0, 1));
  return nd.add(rng.standardNormal([n]), im).astype(dtype as 'complex128') as nd.NDArray;
}
const wide = (a: nd.NDArray): nd.NDArray => a.astype('complex128') as nd.NDArray;
const energy = (a: nd.NDArray): number => nd.sum(nd.square(nd.abs(wide(a)))) as number;
/** Root mean square of the difference, beside that of the second. */
const apart = (a: nd.NDArray, b: nd.NDArray): number =>
  Math.sqrt(energy(wide(a).sub(wide(b))) / Math.max(energy(b), 1e-300));

describe.each(dtypes)('%s', (dtype) => {
  const epsilon = dtype === 'complex64' ? 2 ** -23 : 2 ** -52;
  test.each(lengths)('length %i', (n) => {
    const bound = epsilon * (2 + Math.log2(n));
    const x = noise(n, dtype);
    const X = nd.fft.fft(x);
    expect(X.dtype).toBe(dtype);
    expect(apart(nd.fft.ifft(X), x)).toBeLessThan(bound);
    expect(Math.abs(energy(X) / (n * energy(x)) - 1)).toBeLessThan(bound * 2);
    const unitary = nd.fft.fft(x, { norm: 'ortho' });
    expect(Math.abs(energy(unitary) / energy(x) - 1)).toBeLessThan(bound * 2);

    // A shift in time turns phases.
    const k = nd.arange(n).mul((-2 * Math.PI * 3) / n);
    const phases = nd.exp(nd.multiply(k, new nd.Complex(0, 1)));
    expect(apart(nd.fft.fft(nd.roll(x, 3)), wide(X).mul(phases))).toBeLessThan(bound * 4 + 1e-12);

    const re = nd.real(x) as nd.NDArray;
    const R = nd.fft.rfft(re);
    expect(R.dtype).toBe(dtype);
    expect(apart(nd.fft.irfft(R, n), re)).toBeLessThan(bound);
    expect(apart(R, nd.fft.fft(re).slice(`:${Math.floor(n / 2) + 1}`) as nd.NDArray)).toBeLessThan(bound);
    expect(apart(nd.fft.hfft(nd.fft.ihfft(re), n), re)).toBeLessThan(bound);
  });
});

test('several axes come back, in any order of axes', () => {
  const x = noise(6 * 35 * 16, 'complex128').reshape(6, 35, 16) as nd.NDArray;
  for (const axes of [[0, 1, 2], [2, 0], [1], [1, 2]]) {
    const X = nd.fft.fftn(x, { axes });
    expect(apart(nd.fft.ifftn(X, { axes }), x)).toBeLessThan(1e-14);
    const count = axes.reduce((product, axis) => product * (x.shape[axis] as number), 1);
    expect(Math.abs(energy(X) / (count * energy(x)) - 1)).toBeLessThan(1e-13);
  }
  const re = nd.real(x) as nd.NDArray;
  expect(apart(nd.fft.irfftn(nd.fft.rfftn(re), { s: [6, 35, 16] }), re)).toBeLessThan(1e-14);
});
