/** Cholesky factors: which triangle is read, what is written, and which matrices have none; small and large ones. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const { linalg } = nd;
/** Up to so many rows the factor is computed by a kernel of our own. */
const SMALL = 24;
const largest = (a: nd.NDArray): number => nd.max(nd.abs(a)) as number;
const adjoint = (a: nd.NDArray): nd.NDArray => nd.conjugate(a.swapaxes(-1, -2)) as nd.NDArray;

function positive(n: number, dtype: 'float64' | 'complex128', stack: readonly number[] = []): nd.NDArray {
  const rng = nd.random.defaultRng(n);
  const re = rng.standardNormal([...stack, n, n]);
  const a =
    dtype === 'float64'
      ? re
      : nd.add(re, nd.multiply(rng.standardNormal([...stack, n, n]), new nd.Complex(0, 1)));
  return a.matmul(adjoint(a as nd.NDArray)).add(nd.eye(n)) as nd.NDArray;
}

describe.each(['float64', 'complex128'] as const)('%s', (dtype) => {
  test.each([1, 2, 3, 8, 24, 25, 70, 130])('of %i rows', (n) => {
    const a = positive(n, dtype, [2]);
    const bound = 20 * n * 2 ** -52 * largest(a);
    // NaN in the triangle that is not read.
    const poison = nd.full([n, n], Number.NaN);
    const lower = nd.where(nd.tri(n, { dtype: 'bool' }), a, poison);
    const upper = nd.where(nd.tri(n, { dtype: 'bool' }).T, a, poison);
    const L = linalg.cholesky(lower as nd.NDArray);
    const U = linalg.cholesky(upper as nd.NDArray, { upper: true });
    expect(largest(L.matmul(adjoint(L)).sub(a))).toBeLessThan(bound);
    expect(largest(adjoint(U).matmul(U).sub(a))).toBeLessThan(bound);
    expect(nd.arrayEqual(nd.tril(L), L)).toBe(true);
    expect(nd.arrayEqual(nd.triu(U), U)).toBe(true);
    expect(largest(L.sub(adjoint(U)))).toBeLessThan(bound);
    expect(nd.all(nd.equal(nd.imag(nd.diagonal(L, 0, { axis1: 1, axis2: 2 })), 0))).toBe(true);
    // Transposed and reversed operands.
    const turned = linalg.cholesky(nd.conjugate(a).swapaxes(-1, -2) as nd.NDArray);
    expect(largest(turned.sub(L))).toBeLessThan(bound);
    const reversed = linalg.cholesky(a.slice('::-1') as nd.NDArray);
    // LAPACK's last bits depend on where a matrix lies in memory; those of the kernel for small ones do not.
    if (n <= SMALL) expect(nd.arrayEqual(reversed, L.slice('::-1'))).toBe(true);
    else expect(largest(reversed.sub(L.slice('::-1')))).toBeLessThan(bound);
  });

  test.each([2, 24, 40])('none, of %i rows', (n) => {
    const a = positive(n, dtype, [3]).copy() as nd.NDArray;
    a.set(-1, 1, n - 1, n - 1);
    expect(() => linalg.cholesky(a)).toThrow(/\[1\]/);
    // NumPy's OpenBLAS lets NaN through.
    a.set(Number.NaN, 1, n - 1, n - 1);
    expect(nd.any(nd.isnan(linalg.cholesky(a)))).toBe(true);
    a.set(0, 1, 0, 0);
    expect(() => linalg.cholesky(a, { upper: true })).toThrow(nd.LinAlgError);
  });
});
