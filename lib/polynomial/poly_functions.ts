/** Polynomials as lists of coefficients, the highest power first: their sums, products, derivatives, values and roots. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { ramp } from '../create/arange.js';
import { COMPLEX64, FLOAT64, INT64, promoteCodes } from '../dtype.js';
import { type Item, isItem } from '../element.js';
import { ShapeError, shapeText } from '../errors.js';
import { linalg } from '../linalg/linalg.js';
import type { NDArray } from '../ndarray.js';
import { add, divide, multiply, negative, subtract } from '../ops/arithmetic.js';
import { arrayEqual } from '../ops/closeness.js';
import { noMore, readOptions } from '../options.js';
import { imag, real } from '../shape/parts.js';
import { convolve } from '../signal/correlate.js';
import { sort } from '../sort/sort.js';
import type { DType } from '../types/dtypes.js';
import type { AreScalars, ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { Promote } from '../types/promote.js';
import type { TrueDivideTable } from '../types/rules.js';
import type { Values } from '../types/signatures.js';
import {
  castTo,
  countOf,
  elementOf,
  inexactCode,
  isZeroAt,
  joined,
  listOf,
  part,
  placedIn,
  timesOf,
  withoutLeadingZeros,
  withoutTrailingZeros,
} from './coefficients.js';

/** The dtype of two lists together. */
export type Together<A extends ArrayLike, B extends ArrayLike> = Promote<DTypeOf<A>, DTypeOf<B>>;
type Divided<D extends DType> = TrueDivideTable[D];

function combined(
  a1: unknown,
  a2: unknown,
  operation: (a: NDArray, b: NDArray) => NDArray,
  who: string,
): NDArray {
  const a = listOf(a1, 'a1', who);
  const b = listOf(a2, 'a2', who);
  const size = Math.max(a.size, b.size);
  const wide = (x: NDArray): NDArray =>
    x.size === size ? x : placedIn(x, size - x.size, size, x._code, who);
  return operation(wide(a), wide(b));
}

/**
 * The sum of two polynomials; coefficients stand from the highest power to the constant.
 *
 * Result: the promoted dtype, as long as the longer one. NumPy: `polyadd`.
 * @throws ShapeError for coefficients that are not 1-D.
 * @example
 * nd.polyadd([1, 2], [9, 5, 4]).toArray() // [9, 6, 6]
 */
export function polyadd<const A extends ArrayLike, const B extends ArrayLike>(
  a1: A,
  a2: B,
): NDArray<Together<A, B>, [number]>;
export function polyadd(a1: unknown, a2: unknown, ...surplus: unknown[]): NDArray {
  noMore(surplus, 'polyadd');
  return combined(a1, a2, (a, b) => add(a, b) as NDArray, 'polyadd');
}

/**
 * The difference of two polynomials; coefficients stand from the highest power to the constant.
 *
 * Result: the promoted dtype, as long as the longer one. NumPy: `polysub`.
 * @throws ShapeError for coefficients that are not 1-D.
 * @example
 * nd.polysub([2, 10, -2], [3, 10, -4]).toArray() // [-1, 0, 2]
 */
export function polysub<const A extends ArrayLike, const B extends ArrayLike>(
  a1: A,
  a2: B,
): NDArray<Together<A, B>, [number]>;
export function polysub(a1: unknown, a2: unknown, ...surplus: unknown[]): NDArray {
  noMore(surplus, 'polysub');
  return combined(a1, a2, (a, b) => subtract(a, b) as NDArray, 'polysub');
}

/**
 * The product of two polynomials; coefficients stand from the highest power to the constant. Zeros in front are left out.
 *
 * Result: the promoted dtype. NumPy: `polymul`.
 * @throws ShapeError for coefficients that are not 1-D.
 * @example
 * nd.polymul([1, 2, 3], [9, 5, 1]).toArray() // [9, 23, 38, 17, 3]
 */
export function polymul<const A extends ArrayLike, const B extends ArrayLike>(
  a1: A,
  a2: B,
): NDArray<Together<A, B>, [number]>;
export function polymul(a1: unknown, a2: unknown, ...surplus: unknown[]): NDArray {
  noMore(surplus, 'polymul');
  const who = 'polymul';
  const [a, b] = [listOf(a1, 'a1', who), listOf(a2, 'a2', who)].map((x) =>
    x.size === 0 ? newArray([1], x._code, true) : withoutLeadingZeros(x),
  ) as [NDArray, NDArray];
  return convolve(a, b) as NDArray;
}

/**
 * The quotient and the remainder of two polynomials; coefficients stand from the highest power to the constant.
 *
 * Result: `[q, r]`, of an inexact dtype. NumPy: `polydiv`.
 * @throws ShapeError for coefficients that are not 1-D, or none.
 * @example
 * const [q, r] = nd.polydiv([3, 5, 2], [2, 1]);
 * q.toArray() // [1.5, 1.75]
 * r.toArray() // [0.25]
 */
export function polydiv<const A extends ArrayLike, const B extends ArrayLike>(
  u: A,
  v: B,
): readonly [NDArray<Divided<Together<A, B>>, [number]>, NDArray<Divided<Together<A, B>>, [number]>];
export function polydiv(u: unknown, v: unknown, ...surplus: unknown[]): readonly [NDArray, NDArray] {
  noMore(surplus, 'polydiv');
  const who = 'polydiv';
  const a = listOf(u, 'u', who);
  const b = listOf(v, 'v', who);
  if (a.size === 0 || b.size === 0) {
    throw new ShapeError(`${who}: polynomials have one coefficient at least`, 'ERR_SHAPE_INVALID');
  }
  const code = promoteCodes(inexactCode(a._code), inexactCode(b._code));
  const divisor = castTo(b, code, who);
  let rest = castTo(a, code, who);
  const steps = a.size - b.size + 1;
  const quotient = newArray([Math.max(steps, 1)], code, true);
  // In the divisor's own precision, as NumPy has it.
  using own = castTo(part(b, 0, 1), inexactCode(b._code), who);
  using scale = divide(1, elementOf(own, 0)) as NDArray;
  for (let k = 0; k < steps; k++) {
    const digit = multiply(scale, elementOf(rest, k), { out: elementOf(quotient, k) }) as NDArray;
    using product = multiply(digit, divisor) as NDArray;
    const place = part(rest, k, k + b.size);
    subtract(place, product, { out: place });
  }
  // NumPy's allclose(r[0], 0): what is smaller than 1e-8 is no leading coefficient.
  const isSmall = (item: Item): boolean =>
    Math.hypot(...(typeof item === 'object' ? [item.re, item.im] : [Number(item)])) <= 1e-8;
  while (rest.size > 1 && isSmall(elementOf(rest, 0).item() as Item)) rest = part(rest, 1);
  return [quotient, rest];
}

/** Options of {@link polyder}. */
export interface PolyderOptions {
  /** How often; once if not given. */
  m?: number | undefined;
}

/**
 * The derivative of a polynomial whose coefficients stand from the highest power to the constant; `m` times.
 *
 * Result: int64 for integers, the dtype of floats; one element shorter each time. NumPy: `polyder`.
 * @throws StridedError for a negative `m`.
 * @example
 * nd.polyder([1, 1, 1, 1]).toArray() // [3, 2, 1]
 */
export function polyder<const P extends ArrayLike>(
  p: P,
  m?: number | PolyderOptions,
  options?: PolyderOptions,
): NDArray<Promote<DTypeOf<P>, 'int64'> extends infer D extends DType ? D : DType, [number]>;
export function polyder(p: unknown, ...args: unknown[]): NDArray {
  const who = 'polyder';
  const times = countOf(readOptions(args, ['m'], who)['m'] ?? 1, 'm', who);
  let a = listOf(p, 'p', who);
  // Nothing is left after as many steps as there are coefficients, and one of none gives their dtype.
  const steps = Math.min(times, a.size + 1);
  for (let i = 0; i < steps; i++) {
    using powers = fallingPowers(Math.max(0, a.size - 1), who);
    a = multiply(part(a, 0, a.size - 1), powers) as NDArray;
  }
  return a;
}

/** count, count − 1, …, 1 as int64. */
function fallingPowers(count: number, who: string): NDArray {
  return ramp(count, 0, -1, INT64, who);
}

/** Options of {@link polyint}. */
export interface PolyintOptions {
  /** How often; once if not given. */
  m?: number | undefined;
  /** The constants, one per integration, or one for all; 0 if not given. */
  k?: ArrayLike | null | undefined;
}

/**
 * The antiderivative of a polynomial whose coefficients stand from the highest power to the constant; `m` times.
 *
 * Result: an inexact dtype; one element longer each time. NumPy: `polyint`.
 * @throws StridedError for a negative `m`; ShapeError for too few constants.
 * @example
 * nd.polyint([3, 2, 1]).toArray() // [1, 1, 1, 0]
 */
export function polyint<const P extends ArrayLike>(
  p: P,
  m?: number | PolyintOptions,
  options?: PolyintOptions,
): NDArray<Divided<Promote<DTypeOf<P>, 'int64'>>, [number]>;
export function polyint(p: unknown, ...args: unknown[]): NDArray {
  const who = 'polyint';
  const options = readOptions(args, ['m', 'k'], who);
  const times = timesOf(options['m'] ?? 1, who);
  const constants = listOf(options['k'] ?? new Float64Array(times), 'k', who);
  if (constants.size !== 1 && constants.size < times) {
    throw new ShapeError(
      `${who}: k has ${constants.size} constants for ${times} integrations; give one, or one for each`,
    );
  }
  let a = listOf(p, 'p', who);
  for (let i = 0; i < times; i++) {
    using powers = fallingPowers(a.size, who);
    using quotients = divide(a, powers) as NDArray;
    const place = constants.size === 1 ? 0 : i;
    a = joined(quotients, part(constants, place, place + 1), who);
  }
  return a;
}

/**
 * The values of a polynomial at `x`; coefficients stand from the highest power to the constant (Horner's rule).
 *
 * Result: the promoted dtype and the shape of `x`; a plain value for a plain `x`. NumPy: `polyval`.
 * @throws ShapeError for coefficients that are not 1-D.
 * @example
 * nd.polyval([3, 0, 1], 5) // 76
 * nd.polyval([3, 0, 1], [0, 1]).toArray() // [1, 4]
 */
export function polyval<const P extends ArrayLike, const X extends ArrayLike>(
  p: P,
  x: X,
): Values<AreScalars<X>, Together<P, X>, ShapeOf<X>>;
export function polyval(p: unknown, x: unknown, ...surplus: unknown[]): unknown {
  noMore(surplus, 'polyval');
  const who = 'polyval';
  const a = listOf(p, 'p', who);
  const at = asNDArray(x, who);
  at._alive(who);
  const y = newArray(at._shape, promoteCodes(a._code, at._code), true);
  for (let i = 0; i < a.size; i++) {
    multiply(y, at, { out: y });
    add(y, elementOf(a, i), { out: y });
  }
  return isItem(x) ? y.item() : y;
}

/**
 * The roots of a polynomial whose coefficients stand from the highest power to the constant, as the eigenvalues of its
 * companion matrix.
 *
 * Result: complex, or of a real dtype where all are real. NumPy: `roots`.
 * @throws ShapeError for coefficients that are not 1-D; LinAlgError for nan and infinities.
 * @example
 * nd.sort(nd.roots([1, -3, 2])).toArray() // [1, 2]
 */
export function roots(p: ArrayLike): NDArray;
export function roots(p: unknown, ...surplus: unknown[]): NDArray {
  noMore(surplus, 'roots');
  const who = 'roots';
  const given = listOf(p, 'p', who);
  const code = inexactCode(given._code);
  if (given.size === 0) return newArray([0], FLOAT64);
  const leading = withoutLeadingZeros(given);
  if (isZeroAt(leading, 0)) return newArray([0], FLOAT64);
  const { size } = withoutTrailingZeros(leading);
  const zeros = leading.size - size;
  const degree = size - 1;
  if (degree === 0) return newArray([zeros], FLOAT64, true);
  using coefficients = castTo(part(leading, 0, size), code, who);
  using companion = newArray([degree, degree], code, true);
  const step = companion._strides[1] as number;
  if (degree > 1) companion._view([degree - 1], [step * (degree + 1)], step * degree).fill(1);
  const row = companion._view([degree], [step], 0);
  divide(part(coefficients, 1), elementOf(coefficients, 0), { out: row });
  negative(row, { out: row });
  const found = linalg.eigvals(companion) as NDArray;
  if (zeros === 0) return found;
  using rest = newArray([zeros], found._code, true);
  const all = joined(found, rest, who);
  found.dispose();
  return all;
}

/**
 * The polynomial with the given roots, or the characteristic polynomial of a square matrix: coefficients from the highest
 * power, which is 1, to the constant; of no roots 1 alone, 0-d.
 *
 * Result: float64 or complex128 (float32, complex64 of such roots); real where complex roots come in conjugate pairs.
 * NumPy: `poly`.
 * @throws ShapeError for anything but a list or a square matrix.
 * @example
 * nd.poly([1, 2]).toArray() // [1, -3, 2]
 */
export function poly(seqOfZeros: ArrayLike): NDArray;
export function poly(seqOfZeros: unknown, ...surplus: unknown[]): NDArray {
  noMore(surplus, 'poly');
  const who = 'poly';
  const given = asNDArray(seqOfZeros, who);
  given._alive(who);
  const shape = given._shape;
  let zeros: NDArray;
  if (shape.length === 2 && shape[0] === shape[1] && shape[0] !== 0) {
    zeros = linalg.eigvals(given) as NDArray;
  } else if (shape.length <= 1) {
    zeros = listOf(given, 'seqOfZeros', who);
  } else {
    throw new ShapeError(
      `${who}: a list of roots or a square matrix is needed, not shape ${shapeText(shape)}`,
      'ERR_SHAPE_INVALID',
    );
  }
  if (zeros.size === 0) {
    const one = newArray([], FLOAT64);
    one.fill(1);
    return one;
  }
  // float16 has no typecode of its own in NumPy's mintypecode.
  const code = zeros._code <= 9 ? FLOAT64 : zeros._code;
  using list = castTo(zeros, code, who);
  let a = newArray([1], code);
  a.fill(1);
  for (let i = 0; i < list.size; i++) {
    const longer = placedIn(a, 0, a.size + 1, code, who);
    using product = multiply(elementOf(list, i), a) as NDArray;
    const tail = part(longer, 1);
    subtract(tail, product, { out: tail });
    a.dispose();
    a = longer;
  }
  if (code < COMPLEX64) return a;
  using conjugates = conjugated(list);
  using sorted = sort(list) as NDArray;
  using others = sort(conjugates) as NDArray;
  if (!arrayEqual(sorted, others)) return a;
  const parts = (real(a) as NDArray).copy();
  a.dispose();
  return parts as NDArray;
}

function conjugated(a: NDArray): NDArray {
  const copy = a.copy() as NDArray;
  const part = imag(copy) as NDArray;
  negative(part, { out: part });
  return copy;
}
