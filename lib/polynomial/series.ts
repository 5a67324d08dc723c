/** Series of a family: what NumPy's chebmul, legder and their kin compute, for any family. All coefficients are 1-D arrays. */
import { copyInto, newArray } from '../call.js';
import { array } from '../convert/array.js';
import { COMPLEX64, FLOAT64, isComplex, promoteCodes } from '../dtype.js';
import { StridedError } from '../errors.js';
import { linalg } from '../linalg/linalg.js';
import type { NDArray } from '../ndarray.js';
import { add, divide, multiply, negative, sqrt, subtract } from '../ops/arithmetic.js';
import { copysign } from '../ops/float_parts.js';
import { cumprod, cumsum } from '../reduce/scan_functions.js';
import { sort } from '../sort/sort.js';
import { castTo, elementOf, isZeroAt, part, placedIn, withoutTrailingZeros } from './coefficients.js';
import { type Family, isOne, isZero, one, power, type Quotient, quotientAt, quotients } from './families.js';

const numbers = (list: readonly number[]): NDArray => array(list as number[]) as NDArray;

function wide(a: NDArray, size: number, who: string): NDArray {
  return a.size === size ? a : placedIn(a, 0, size, a._code, who);
}

/** The sum, or the difference, without zeros at the end. */
export function addSeries(a: NDArray, b: NDArray, who: string, minus = false): NDArray {
  const size = Math.max(a.size, b.size);
  const operation = minus ? subtract : add;
  return withoutTrailingZeros(operation(wide(a, size, who), wide(b, size, who)) as NDArray);
}

/**
 * Adds weights·v to a row of results that stand `shift` places further on, in place; coefficients before `from` do not
 * take part.
 */
function addBand(
  result: NDArray,
  v: NDArray,
  weights: Quotient,
  shift: number,
  from: number,
  minus: boolean,
  who: string,
): void {
  if (isZero(weights) || v.size <= from) return;
  const place = part(result, from + shift, v.size + shift);
  const operation = minus ? subtract : add;
  if (isOne(weights)) {
    operation(place, part(v, from), { out: place });
    return;
  }
  using factors = quotients(weights, from, v.size - from, v._code, who);
  using terms = multiply(part(v, from), factors) as NDArray;
  operation(place, terms, { out: place });
}

/** x times the series: one element longer. x·P[k] is (P[k+1] − b·P[k] + c·P[k−1]) / a. */
export function timesX(family: Family, v: NDArray, who: string): NDArray {
  const n = v.size;
  if (n === 1 && isZeroAt(v, 0)) return v;
  const result = newArray([n + 1], v._code, true);
  using parts = isOne(family.a) ? v.copy() : overWeights(v, family.a, who);
  addBand(result, parts as NDArray, one, 1, 0, false, who);
  addBand(result, parts as NDArray, family.b, 0, 0, true, who);
  addBand(result, parts as NDArray, family.c, -1, 1, false, who);
  return result;
}

function overWeights(v: NDArray, weights: Quotient, who: string): NDArray {
  using divisors = quotients(weights, 0, v.size, v._code, who);
  return divide(v, divisors) as NDArray;
}

/** How Clenshaw's sum adds and multiplies: over points, or over series. */
interface Arithmetic {
  constant(coefficient: NDArray): NDArray;
  add(a: NDArray, b: NDArray): NDArray;
  scale(a: NDArray, factor: number): NDArray;
  timesX(a: NDArray): NDArray;
}

/** sum(v[k]·P[k]) from the highest term down. */
function clenshaw(family: Family, v: NDArray, how: Arithmetic): NDArray {
  const n = v.size - 1;
  if (n === 0) return how.constant(elementOf(v, 0));
  let ahead: NDArray | undefined;
  let current = how.constant(elementOf(v, n));
  for (let k = n - 1; k >= 0; k--) {
    let next = how.scale(how.timesX(current), quotientAt(family.a, k));
    const b = quotientAt(family.b, k);
    if (b !== 0) next = how.add(next, how.scale(current, b));
    const c = ahead === undefined ? 0 : quotientAt(family.c, k + 1);
    if (c !== 0) next = how.add(next, how.scale(ahead as NDArray, -c));
    next = how.add(next, how.constant(elementOf(v, k)));
    ahead = current;
    current = next;
  }
  return current;
}

/** The values of the series at points of any shape. */
export function valuesOf(family: Family, v: NDArray, x: NDArray): NDArray {
  const code = promoteCodes(v._code, x._code);
  // A constant is NaN too where the point is not finite, as the terms above it are.
  if (v.size === 1) {
    using nothing = multiply(x, 0) as NDArray;
    using constant = elementOf(v, 0);
    return add(nothing, constant) as NDArray;
  }
  return clenshawAt(family, v, x, code);
}

/** Clenshaw's sum over points, in arrays that are freed with the step that made them. */
function clenshawAt(family: Family, v: NDArray, x: NDArray, code: number): NDArray {
  let current: NDArray;
  if (family === power) {
    // NumPy begins with 0·x here, which is nan where x is not finite.
    using nothing = multiply(x, 0) as NDArray;
    current = add(nothing, elementOf(v, -1)) as NDArray;
  } else {
    current = newArray(x._shape, code, true);
    add(current, elementOf(v, -1), { out: current });
  }
  let ahead: NDArray | undefined;
  for (let k = v.size - 2; k >= 0; k--) {
    const next = multiply(current, x) as NDArray;
    const a = quotientAt(family.a, k);
    if (a !== 1) multiply(next, a, { out: next });
    const b = quotientAt(family.b, k);
    if (b !== 0) {
      using same = multiply(current, b) as NDArray;
      add(next, same, { out: next });
    }
    const c = ahead === undefined ? 0 : quotientAt(family.c, k + 1);
    if (ahead !== undefined && c !== 0) {
      if (c !== 1) multiply(ahead, c, { out: ahead });
      subtract(next, ahead, { out: next });
    }
    add(next, elementOf(v, k), { out: next });
    ahead?.dispose();
    ahead = current;
    current = next;
  }
  ahead?.dispose();
  return current;
}

/** The product of two series of one family. */
export function multiplySeries(family: Family, a: NDArray, b: NDArray, who: string): NDArray {
  const [outer, inner] = a.size <= b.size ? [a, b] : [b, a];
  const code = promoteCodes(a._code, b._code);
  const product = clenshaw(family, outer, {
    constant: (coefficient) => castTo(multiply(inner, coefficient) as NDArray, code, who),
    add: (x, y) => addSeries(x, y, who),
    scale: (x, factor) => multiply(x, factor) as NDArray,
    timesX: (x) => timesX(family, x, who),
  });
  return withoutTrailingZeros(product);
}

/** The series of `family` written in another family, at off + scl·x of the other's variable. */
export function composedSeries(
  family: Family,
  v: NDArray,
  target: Family,
  line: NDArray,
  who: string,
): NDArray {
  const one = newArray([1], promoteCodes(v._code, line._code));
  one.fill(1);
  return clenshaw(family, v, {
    constant: (coefficient) => multiply(one, coefficient) as NDArray,
    add: (x, y) => addSeries(x, y, who),
    scale: (x, factor) => multiply(x, factor) as NDArray,
    timesX: (x) => multiplySeries(target, x, line, who),
  });
}

/** off + scl·x as a series. */
export function lineOf(family: Family, off: NDArray | number, scl: NDArray | number): NDArray {
  const slope = divide(scl, quotientAt(family.a, 0)) as NDArray | number;
  const start = subtract(off, multiply(slope, quotientAt(family.b, 0)));
  const both = array([start, slope] as number[]) as NDArray;
  return isZeroAt(both, 1) ? part(both, 0, 1) : both;
}

/** Quotient and remainder. */
export function divideSeries(
  family: Family,
  numerator: NDArray,
  denominator: NDArray,
  who: string,
): readonly [NDArray, NDArray] {
  const a = withoutTrailingZeros(numerator);
  const b = withoutTrailingZeros(denominator);
  if (b.size === 1 && isZeroAt(b, 0)) {
    throw new StridedError(`${who}: division by the zero series`, 'ERR_VALUE');
  }
  const code = promoteCodes(a._code, b._code);
  const zero = newArray([1], code, true);
  if (a.size < b.size) return [zero, castTo(a, code, who)];
  if (b.size === 1) return [divide(a, elementOf(b, 0)) as NDArray, zero];
  const steps = a.size - b.size + 1;
  const quotient = newArray([steps], code, true);
  let rest = castTo(a, code, who);
  for (let i = steps - 1; i >= 0; i--) {
    const basis = newArray([i + 1], code, true);
    elementOf(basis, i).fill(1);
    using product = wide(multiplySeries(family, basis, b, who), rest.size, who);
    const digit = divide(elementOf(rest, -1), elementOf(product, -1), {
      out: elementOf(quotient, i),
    }) as NDArray;
    using taken = multiply(digit, part(product, 0, product.size - 1)) as NDArray;
    rest = subtract(part(rest, 0, rest.size - 1), taken) as NDArray;
  }
  return [quotient, withoutTrailingZeros(rest)];
}

/** The derivative: weights before and after running sums from the highest coefficient down. */
function derived(family: Family, v: NDArray, who: string): NDArray {
  const { step, before, after } = family.derivative;
  const n = v.size - 1;
  using factors = quotients(before, 1, n, v._code, who);
  const result = multiply(part(v, 1), factors) as NDArray;
  for (let first = 0; first < step && first < n; first++) {
    const count = Math.ceil((n - first) / step);
    const last = n - 1 - first;
    const down = result._view([count], [-step * result.itemsize], result._offset + last * result.itemsize);
    cumsum(down, { out: down });
  }
  if (isOne(after)) return result;
  using scale = quotients(after, 0, n, v._code, who);
  return multiply(result, scale, { out: result }) as NDArray;
}

/** An antiderivative: three bands. What falls to the constant is left to the caller, who sets it. */
function integrated(family: Family, v: NDArray, who: string): NDArray {
  const { up, same, down } = family.integral;
  const result = newArray([v.size + 1], v._code, true);
  addBand(result, v, up, 1, 0, false, who);
  addBand(result, v, same, 0, 0, false, who);
  addBand(result, v, down, -1, 2, true, who);
  return result;
}

/** The m-th derivative, of a variable that runs `scl` times as fast. */
export function derivedSeries(
  family: Family,
  v: NDArray,
  m: number,
  scl: NDArray | number,
  who: string,
): NDArray {
  if (m >= v.size) return newArray([1], v._code, true);
  let result = v;
  for (let i = 0; i < m; i++) {
    using scaled = multiply(result, scl) as NDArray;
    result = derived(family, castTo(scaled, v._code, who), who);
  }
  return result;
}

/** The m-th antiderivative whose i-th is k[i] at `lower`. */
export function integratedSeries(
  family: Family,
  v: NDArray,
  m: number,
  constants: readonly NDArray[],
  lower: NDArray,
  scl: NDArray | number,
  who: string,
): NDArray {
  let result = v;
  for (let i = 0; i < m; i++) {
    const zero = newArray([], FLOAT64, true);
    const constant = constants[i] ?? zero;
    using product = multiply(result, scl) as NDArray;
    const scaled = castTo(product, result._code, who);
    if (scaled.size === 1 && isZeroAt(scaled, 0)) {
      result = withConstant(scaled, constant, who);
      continue;
    }
    result = integrated(family, scaled, who);
    scaled.dispose();
    using difference = subtract(constant, valuesOf(family, result, lower)) as NDArray;
    result = withConstant(result, difference, who);
  }
  return result;
}

/** Adds to the first coefficient; complex only where the constant is, in the series' own precision. */
function withConstant(v: NDArray, constant: NDArray, who: string): NDArray {
  const code = isComplex(constant._code) && !isComplex(v._code) ? promoteCodes(v._code, COMPLEX64) : v._code;
  const result = code === v._code ? v : castTo(v, code, who);
  const first = elementOf(result, 0);
  add(first, constant, { out: first });
  return result;
}

/** The series with the given roots. */
export function seriesWithRoots(family: Family, roots: NDArray, who: string): NDArray {
  if (roots.size === 0) return numbers([1]);
  using sorted = sort(roots) as NDArray;
  let factors = Array.from({ length: sorted.size }, (_, i) => {
    using negated = multiply(elementOf(sorted, i), -1) as NDArray;
    return lineOf(family, negated, 1);
  });
  while (factors.length > 1) {
    const half = Math.floor(factors.length / 2);
    const products = Array.from({ length: half }, (_, i) =>
      multiplySeries(family, factors[i] as NDArray, factors[i + half] as NDArray, who),
    );
    if (factors.length % 2 === 1) {
      products[0] = multiplySeries(family, products[0] as NDArray, factors.at(-1) as NDArray, who);
    }
    factors = products;
  }
  return factors[0] as NDArray;
}

/** Columns P[0](x) … P[degree](x). */
export function vandermonde(family: Family, x: NDArray, degree: number): NDArray {
  const rows = newArray([degree + 1, x.size], x._code);
  const row = (k: number): NDArray => rows._view([x.size], [rows.itemsize], k * (rows._strides[0] as number));
  row(0).fill(1);
  for (let k = 0; k < degree; k++) {
    using slope = multiply(x, quotientAt(family.a, k)) as NDArray;
    add(slope, quotientAt(family.b, k), { out: slope });
    const next = row(k + 1);
    multiply(slope, row(k), { out: next });
    if (k > 0 && quotientAt(family.c, k) !== 0) {
      using before = multiply(row(k - 1), quotientAt(family.c, k)) as NDArray;
      subtract(next, before, { out: next });
    }
  }
  return rows.T as NDArray;
}

/** The roots, as eigenvalues of the companion matrix, scaled to be symmetric but for its last column; ascending. */
export function rootsOfSeries(family: Family, given: NDArray, who: string): NDArray {
  const v = withoutTrailingZeros(given);
  const n = v.size - 1;
  if (n < 1) return newArray([0], v._code);
  using weights = castTo(v, v._code, who);
  const column = part(weights, 0, n);
  divide(column, elementOf(v, n), { out: column });
  divide(column, quotientAt(family.a, n - 1), { out: column });
  using matrix = newArray([n, n], v._code, true);
  const size = matrix.itemsize;
  // Rotated by half a turn, where small eigenvalues come out better: element (i, j) stands at (n−1−i, n−1−j).
  const along = (i: number, j: number, count: number): NDArray =>
    matrix._view([count], [-size * (n + 1)], size * ((n - 1 - i) * n + n - 1 - j));
  if (n > 1) {
    using slopes = quotients(family.a, 0, n, FLOAT64, who);
    const [slope, next] = [part(slopes, 0, n - 1), part(slopes, 1)];
    if (isZero(family.c)) {
      divide(1, slope, { out: along(1, 0, n - 1) });
    } else {
      using ratio = quotients(family.c, 1, n - 1, FLOAT64, who);
      divide(ratio, next, { out: ratio });
      using band = divide(ratio, slope) as NDArray;
      sqrt(band, { out: band });
      copysign(band, slope, { out: band });
      copyInto(along(1, 0, n - 1), band, who);
      copyInto(along(0, 1, n - 1), band, who);
      // Each row's scale beside the next one's, and so beside the last one's.
      multiply(ratio, slope, { out: ratio });
      sqrt(ratio, { out: ratio });
      const down = ratio._view([n - 1], [-8], ratio._offset + 8 * (n - 2));
      cumprod(down, { out: down });
      const scaled = part(column, 0, n - 1);
      divide(scaled, ratio, { out: scaled });
    }
  }
  if (!isZero(family.b)) {
    using slopes = quotients(family.a, 0, n, FLOAT64, who);
    using starts = quotients(family.b, 0, n, FLOAT64, who);
    divide(starts, slopes, { out: starts });
    negative(starts, { out: starts });
    copyInto(along(0, 0, n), starts, who);
  }
  const last = matrix._view([n], [-size * n], size * n * (n - 1));
  subtract(last, column, { out: last });
  using found = linalg.eigvals(matrix) as NDArray;
  return sort(found) as NDArray;
}
