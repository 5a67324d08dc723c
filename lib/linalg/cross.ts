/** The cross product of vectors of two or three components. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { promoteCodes } from '../dtype.js';
import { ShapeError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { multiply, negative, subtract } from '../ops/arithmetic.js';
import { readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { broadcastTwo } from '../shape/broadcast.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';
import type { Promote } from '../types/promote.js';
import type { AnyShape } from '../types/shapes.js';

/** Options of `cross`. */
export interface CrossOptions {
  /** The axis of `a` along which its vectors stand; the last if not given. */
  axisa?: number | undefined;
  /** The same of `b`. */
  axisb?: number | undefined;
  /** The same of the result. */
  axisc?: number | undefined;
  /** All three at once. */
  axis?: number | undefined;
}

/** The components of the vectors along an axis, as views. */
function components(a: NDArray, axis: number): NDArray[] {
  const shape = a._shape.filter((_, i) => i !== axis);
  const strides = a._strides.filter((_, i) => i !== axis);
  const step = a._strides[axis] as number;
  return Array.from({ length: a._shape[axis] as number }, (_, i) =>
    a._view(shape, strides, a._offset + i * step),
  );
}

const times = multiply as (a: NDArray, b: NDArray, options?: unknown) => NDArray;
const minusAll = negative as (a: NDArray, options?: unknown) => NDArray;
const minus = subtract as (a: NDArray, b: NDArray, options?: unknown) => NDArray;

/** to = a · b − c · d; operands that are undefined are zero. */
function difference(
  to: NDArray,
  [a, b]: readonly [NDArray | undefined, NDArray | undefined],
  [c, d]: readonly [NDArray | undefined, NDArray | undefined],
): void {
  const isFirst = a !== undefined && b !== undefined;
  if (isFirst) times(a, b, { out: to });
  if (c === undefined || d === undefined) return;
  using product = times(c, d);
  if (isFirst) minus(to, product, { out: to });
  else minusAll(product, { out: to });
}

export function crossArrays(
  a: NDArray,
  b: NDArray,
  axes: readonly [number, number, number],
  who: string,
): NDArray {
  const left = components(a, axes[0]);
  const right = components(b, axes[1]);
  if (![2, 3].includes(left.length) || ![2, 3].includes(right.length)) {
    throw new ShapeError(
      `${who}: the vectors of shapes ${shapeText(a._shape)} and ${shapeText(b._shape)} have ${left.length} and ${right.length} components; they must have 2 or 3`,
    );
  }
  const code = promoteCodes(a._code, b._code);
  const stack = broadcastTwo((left[0] as NDArray)._shape, (right[0] as NDArray)._shape, who);
  const [a0, a1, a2] = left as [NDArray, NDArray, NDArray | undefined];
  const [b0, b1, b2] = right as [NDArray, NDArray, NDArray | undefined];
  if (a2 === undefined && b2 === undefined) {
    const result = newArray(stack, code);
    difference(result, [a0, b1], [a1, b0]);
    return result;
  }
  const result = newArray([...stack, 3], code, true);
  const [x, y, z] = components(result, stack.length) as [NDArray, NDArray, NDArray];
  difference(x, [a1, b2], [a2, b1]);
  difference(y, [a2, b0], [a0, b2]);
  difference(z, [a0, b1], [a1, b0]);
  const place = axisOf(axes[2], stack.length + 1, who, 'axisc');
  const order = Array.from(stack.keys());
  order.splice(place, 0, stack.length);
  return place === stack.length ? result : (result.transpose(order) as NDArray);
}

/**
 * The cross product of vectors along the last axis, or the axes given; the other axes are broadcast. Vectors of two
 * components have 0 as their third; of two such vectors only the third component of the product is given.
 *
 * Shapes: (…, 3) and (…, 3) give (…, 3); (…, 2) and (…, 2) give (…). Result: the promoted dtype, a new array. NumPy:
 * `cross`.
 * @throws ShapeError where vectors have not 2 or 3 components; DTypeError for two bool operands.
 * @example
 * nd.cross([1, 0, 0], [0, 1, 0]).toArray() // [0, 0, 1]
 */
export function cross<const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  b: B,
  options?: CrossOptions,
): NDArray<Promote<DTypeOf<A>, DTypeOf<B>>, AnyShape>;
export function cross(a: unknown, b: unknown, ...rest: unknown[]): NDArray {
  const options = readOptions(rest, ['axisa', 'axisb', 'axisc', 'axis'], 'cross');
  const x = asNDArray(a, 'cross');
  const y = asNDArray(b, 'cross');
  if (x.ndim === 0 || y.ndim === 0) throw new ShapeError('cross: a scalar is no vector');
  const { axis } = options;
  const axisa = axisOf(axis ?? options['axisa'] ?? -1, x.ndim, 'cross', 'axisa');
  const axisb = axisOf(axis ?? options['axisb'] ?? -1, y.ndim, 'cross', 'axisb');
  return crossArrays(x, y, [axisa, axisb, (axis ?? options['axisc'] ?? -1) as number], 'cross');
}
