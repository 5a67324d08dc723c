/** Residuals for matrices that are badly conditioned or scaled: small beside sizes, epsilon and norms, whatever the condition. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const { linalg } = nd;
const EPSILON = 2 ** -52;
const largest = (a: nd.NDArray): number => nd.max(nd.abs(a)) as number;
const transposed = (a: nd.NDArray): nd.NDArray => nd.conjugate(a.swapaxes(-1, -2)) as nd.NDArray;

function hilbert(n: number): nd.NDArray {
  const k = nd.arange(n);
  return nd.divide(1, nd.add(k.reshape(n, 1), k).add(1));
}

const rng = (): InstanceType<typeof nd.random.Generator> => nd.random.defaultRng(9);
const matrices: Readonly<Record<string, (n: number) => nd.NDArray>> = {
  'well conditioned': (n) =>
    rng()
      .standardNormal([n, n])
      .add(nd.eye(n).mul(2 * n)),
  random: (n) => rng().standardNormal([n, n]),
  Hilbert: hilbert,
  'one part in 1e14 from singular': (n) => nd.ones([n, n]).add(rng().standardNormal([n, n]).mul(1e-14)),
  'rows from 1e-100 to 1e100': (n) =>
    rng()
      .standardNormal([n, n])
      .mul(nd.power(10, nd.linspace(-100, 100, n)).reshape(n, 1)) as nd.NDArray,
  complex: (n) =>
    nd.add(rng().standardNormal([n, n]), nd.multiply(hilbert(n), new nd.Complex(0, 1))) as nd.NDArray,
};

describe.each(Object.keys(matrices))('%s', (name) => {
  test.each([2, 5, 12, 70, 150])('of %i rows', (n) => {
    const a = (matrices[name] as (n: number) => nd.NDArray)(n);
    const size = largest(a);
    const bound = 20 * n * EPSILON;

    const b = a.matmul(nd.ones([n, 2]));
    const x = linalg.solve(a, b) as nd.NDArray;
    // Backward error, row by row: elimination with pivots scales with rows.
    const rows = nd.abs(a).matmul(nd.abs(x)).add(nd.abs(b));
    const apart = nd.abs(a.matmul(x).sub(b));
    expect(largest(nd.divide(apart, rows.max(0)))).toBeLessThan(bound * 8);

    const { Q, R } = linalg.qr(a);
    expect(largest(Q.matmul(R).sub(a))).toBeLessThan(bound * size);
    expect(largest(transposed(Q).matmul(Q).sub(nd.eye(n)))).toBeLessThan(bound);

    const { U, S, Vh } = linalg.svd(a);
    expect(largest(U.mul(S).matmul(Vh).sub(a))).toBeLessThan(bound * size);
    expect(largest(transposed(U).matmul(U).sub(nd.eye(n)))).toBeLessThan(bound);
    expect(largest(Vh.matmul(transposed(Vh)).sub(nd.eye(n)))).toBeLessThan(bound);
    // Values: what squares sum to.
    expect(Math.abs((linalg.norm(S) as number) / (linalg.norm(a) as number) - 1)).toBeLessThan(bound);

    const s = a.add(transposed(a));
    const { eigenvalues, eigenvectors } = linalg.eigh(s);
    expect(largest(s.matmul(eigenvectors).sub(eigenvectors.mul(eigenvalues)))).toBeLessThan(bound * n * size);
    expect(largest(transposed(eigenvectors).matmul(eigenvectors).sub(nd.eye(n)))).toBeLessThan(bound);

    // LAPACK balances rows and columns first: of such rows it loses the residual, as NumPy does.
    if (!name.startsWith('rows')) {
      const general = linalg.eig(a);
      const moved = a.matmul(general.eigenvectors).sub(general.eigenvectors.mul(general.eigenvalues));
      expect(largest(moved)).toBeLessThan(bound * n * size);
    }

    const [best] = linalg.lstsq(a, b);
    expect(largest(a.matmul(best).sub(b))).toBeLessThan(bound * n * size * (1 + largest(best)));
  });
});
