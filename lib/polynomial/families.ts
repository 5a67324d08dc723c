/** The orthogonal families, by what makes them: their recurrence, and how derivatives and integrals are written in them. */

/** Plain numbers that belong to a family; coefficients of users never pass here. */
export interface Family {
  readonly name: string;
  /** P[k+1] = (A(k)·x + B(k))·P[k] − C(k)·P[k−1]. */
  readonly a: (k: number) => number;
  readonly b: (k: number) => number;
  readonly c: (k: number) => number;
  /** Where the family is at home. */
  readonly domain: readonly [number, number];
  /** The derivative of sum(v[k]·P[k]). */
  readonly derivative: (v: readonly number[]) => number[];
  /** An antiderivative of it, any constant. */
  readonly integral: (v: readonly number[]) => number[];
  /** The scaled companion matrix of degree n: its bands, and by what the last column takes the coefficients. */
  readonly companion: (n: number) => Companion;
}

export interface Companion {
  readonly above: readonly number[];
  readonly diagonal: readonly number[];
  readonly below: readonly number[];
  /** Subtracted from the last column: column[i]·coef[i] / coef[n]. */
  readonly column: readonly number[];
}

const range = (n: number, f: (k: number) => number): number[] =>
  Array.from({ length: Math.max(0, n) }, (_, k) => f(k));
const at = (v: readonly number[], k: number): number => v[k] ?? 0;

export const power: Family = {
  name: 'Polynomial',
  a: () => 1,
  b: () => 0,
  c: () => 0,
  domain: [-1, 1],
  derivative: (v) => range(v.length - 1, (k) => (k + 1) * at(v, k + 1)),
  integral: (v) => [0, ...v.map((x, k) => x / (k + 1))],
  companion: (n) => ({
    above: range(n - 1, () => 0),
    diagonal: range(n, () => 0),
    below: range(n - 1, () => 1),
    column: range(n, () => 1),
  }),
};

export const chebyshev: Family = {
  name: 'Chebyshev',
  a: (k) => (k === 0 ? 1 : 2),
  b: () => 0,
  c: () => 1,
  domain: [-1, 1],
  derivative: (v) => {
    const rest = v.slice();
    const n = v.length - 1;
    const result = range(n, () => 0);
    for (let j = n; j > 2; j--) {
      result[j - 1] = 2 * j * at(rest, j);
      rest[j - 2] = at(rest, j - 2) + (j * at(rest, j)) / (j - 2);
    }
    if (n > 1) result[1] = 4 * at(rest, 2);
    if (n > 0) result[0] = at(rest, 1);
    return result;
  },
  integral: (v) => {
    const result = range(v.length + 1, () => 0);
    result[1] = at(v, 0);
    if (v.length > 1) result[2] = at(v, 1) / 4;
    for (let j = 2; j < v.length; j++) {
      result[j + 1] = at(v, j) / (2 * (j + 1));
      result[j - 1] = at(result, j - 1) - at(v, j) / (2 * (j - 1));
    }
    return result;
  },
  companion: (n) => {
    const scale = range(n, (k) => (k === 0 ? 1 : Math.SQRT1_2));
    const band = range(n - 1, (k) => (k === 0 ? Math.SQRT1_2 : 0.5));
    const last = at(scale, n - 1);
    return {
      above: band,
      diagonal: range(n, () => 0),
      below: band,
      column: scale.map((x) => (x / last) * 0.5),
    };
  },
};

export const legendre: Family = {
  name: 'Legendre',
  a: (k) => (2 * k + 1) / (k + 1),
  b: () => 0,
  c: (k) => k / (k + 1),
  domain: [-1, 1],
  derivative: (v) => {
    const rest = v.slice();
    const n = v.length - 1;
    const result = range(n, () => 0);
    for (let j = n; j > 2; j--) {
      result[j - 1] = (2 * j - 1) * at(rest, j);
      rest[j - 2] = at(rest, j - 2) + at(rest, j);
    }
    if (n > 1) result[1] = 3 * at(rest, 2);
    if (n > 0) result[0] = at(rest, 1);
    return result;
  },
  integral: (v) => {
    const result = range(v.length + 1, () => 0);
    result[1] = at(v, 0);
    if (v.length > 1) result[2] = at(v, 1) / 3;
    for (let j = 2; j < v.length; j++) {
      const t = at(v, j) / (2 * j + 1);
      result[j + 1] = t;
      result[j - 1] = at(result, j - 1) - t;
    }
    return result;
  },
  companion: (n) => {
    const scale = range(n, (k) => 1 / Math.sqrt(2 * k + 1));
    const band = range(n - 1, (k) => (k + 1) * at(scale, k) * at(scale, k + 1));
    const last = at(scale, n - 1);
    return {
      above: band,
      diagonal: range(n, () => 0),
      below: band,
      column: scale.map((x) => (x / last) * (n / (2 * n - 1))),
    };
  },
};

export const laguerre: Family = {
  name: 'Laguerre',
  a: (k) => -1 / (k + 1),
  b: (k) => (2 * k + 1) / (k + 1),
  c: (k) => k / (k + 1),
  domain: [0, 1],
  derivative: (v) => {
    const rest = v.slice();
    const n = v.length - 1;
    const result = range(n, () => 0);
    for (let j = n; j > 1; j--) {
      result[j - 1] = -at(rest, j);
      rest[j - 1] = at(rest, j - 1) + at(rest, j);
    }
    if (n > 0) result[0] = -at(rest, 1);
    return result;
  },
  integral: (v) => range(v.length + 1, (k) => at(v, k) - (k === 0 ? 0 : at(v, k - 1))),
  companion: (n) => {
    const band = range(n - 1, (k) => -(k + 1));
    return { above: band, diagonal: range(n, (k) => 2 * k + 1), below: band, column: range(n, () => -n) };
  },
};

/** 1, 1/√r(n−1), 1/√(r(n−1)·r(n−2)), … read backwards. */
function hermiteScale(n: number, factor: number): number[] {
  const scale = [1];
  for (let k = n - 1; k > 0; k--) scale.push((scale.at(-1) as number) / Math.sqrt(factor * k));
  return scale.reverse();
}

export const hermite: Family = {
  name: 'Hermite',
  a: () => 2,
  b: () => 0,
  c: (k) => 2 * k,
  domain: [-1, 1],
  derivative: (v) => range(v.length - 1, (k) => 2 * (k + 1) * at(v, k + 1)),
  integral: (v) => [0, ...v.map((x, k) => x / (2 * (k + 1)))],
  companion: (n) => {
    const band = range(n - 1, (k) => Math.sqrt(0.5 * (k + 1)));
    return {
      above: band,
      diagonal: range(n, () => 0),
      below: band,
      column: hermiteScale(n, 2).map((x) => x * 0.5),
    };
  },
};

export const hermiteE: Family = {
  name: 'HermiteE',
  a: () => 1,
  b: () => 0,
  c: (k) => k,
  domain: [-1, 1],
  derivative: (v) => range(v.length - 1, (k) => (k + 1) * at(v, k + 1)),
  integral: (v) => [0, ...v.map((x, k) => x / (k + 1))],
  companion: (n) => {
    const band = range(n - 1, (k) => Math.sqrt(k + 1));
    return { above: band, diagonal: range(n, () => 0), below: band, column: hermiteScale(n, 1) };
  },
};
