/** Products of every element with every other, and over several axes: outer, kron, tensordot. */
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { isItem } from '../element.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { multiply } from '../ops/arithmetic.js';
import { noMore, readOptions } from '../options.js';
import { axesOf } from '../shape/axis.js';
import { sizeOf } from '../shape/layout.js';
import type { ArrayLike, DTypeOf, KindOf } from '../types/operands.js';
import type { OutOption, Product } from '../types/products.js';
import type { Promote } from '../types/promote.js';
import type { Given } from '../types/results.js';
import type { AnyShape } from '../types/shapes.js';
import { dot } from './dot.js';

const times = multiply as (a: unknown, b: unknown, options?: unknown) => unknown;

/**
 * The product of each element of `a` with each of `b`; operands of more axes are read in C order.
 *
 * Shapes: M and N elements give (M, N). Result: the promoted dtype, a new array or `out`. NumPy: `outer`.
 * @throws ShapeError where `out` has another shape.
 * @example
 * nd.outer([1, 2], [1, 10, 100]).toArray() // [[1, 10, 100], [2, 20, 200]]
 */
export function outer<
  const A extends ArrayLike,
  const B extends ArrayLike,
  O extends NDArray | undefined = undefined,
>(
  a: A,
  b: B,
  out?: O | OutOption<O>,
): Given<NoInfer<O>, NDArray<Promote<DTypeOf<A>, DTypeOf<B>>, [number, number]>>;
export function outer(a: unknown, b: unknown, ...rest: unknown[]): unknown {
  const options = readOptions(rest, ['out'], 'outer');
  const flat = (array: NDArray): NDArray => {
    array._alive('outer');
    // One axis serves as it is, whatever its steps.
    return array.ndim === 1 ? array : (array.ravel() as NDArray);
  };
  const x = flat(asNDArray(a, 'outer'));
  const y = flat(asNDArray(b, 'outer'));
  const column = x._view([x.size, 1], [x._strides[0] as number, 0], x._offset);
  const { out } = options as { out?: unknown };
  return out === undefined ? times(column, y) : times(column, y, { out });
}

/**
 * The Kronecker product: `a` with each element replaced by its product with all of `b`.
 *
 * Shapes: lengths multiply, axis by axis, the operand of fewer axes first given axes of length 1 in front. Result: the
 * promoted dtype, a new array; a plain scalar for plain scalars. NumPy: `kron`.
 * @throws ShapeError for more than 32 axes.
 * @example
 * nd.kron([1, 10], [1, 2]).toArray() // [1, 2, 10, 20]
 */
export const kron: Product = ((a: unknown, b: unknown, ...rest: unknown[]): unknown => {
  noMore(rest, 'kron');
  if (isItem(a) || isItem(b)) return times(a, b);
  const x = asNDArray(a, 'kron');
  const y = asNDArray(b, 'kron');
  if (x.ndim === 0 || y.ndim === 0) return times(x, y);
  const ndim = Math.max(x.ndim, y.ndim);
  if (ndim > 32) {
    throw new ShapeError(`kron: shapes of ${x.ndim} and ${y.ndim} axes; the most is 32`);
  }
  const spread = (array: NDArray, isLeft: boolean): NDArray => {
    const missing = ndim - array.ndim;
    const shape = [...Array<number>(missing).fill(1), ...array._shape];
    const strides = [...Array<number>(missing).fill(0), ...array._strides];
    return array._view(
      shape.flatMap((length) => (isLeft ? [length, 1] : [1, length])),
      strides.flatMap((stride) => (isLeft ? [stride, 0] : [0, stride])),
      array._offset,
    );
  };
  const pairs = times(spread(x, true), spread(y, false)) as NDArray;
  const lengths = Array.from(
    { length: ndim },
    (_, i) => (pairs._shape[2 * i] as number) * (pairs._shape[2 * i + 1] as number),
  );
  return pairs.reshape(lengths);
}) as Product;

/** Which axes a tensor product sums over: a number of them, or lists for both operands. */
export type TensorAxes = number | readonly [number | readonly number[], number | readonly number[]];

/** Options of `tensordot`. */
export interface TensordotOptions {
  /** The last n axes of `a` and the first n of `b`, or lists of axes of both; 2 if not given. */
  axes?: TensorAxes | undefined;
}

function tensorAxes(axes: unknown, a: NDArray, b: NDArray): readonly [number[], number[]] {
  if (typeof axes === 'number' || typeof axes === 'bigint') {
    const n = Number(axes);
    if (!Number.isInteger(n)) throw new StridedError(`tensordot: axes ${n} is no count`, 'ERR_OPTION');
    const count = Math.max(0, n);
    if (count > a.ndim || count > b.ndim) {
      throw new ShapeError(
        `tensordot: ${count} axes of shapes ${shapeText(a._shape)} and ${shapeText(b._shape)} were asked for; give { axes } as a smaller number or as lists`,
      );
    }
    const first = Array.from({ length: count }, (_, i) => a.ndim - count + i);
    return [first, Array.from({ length: count }, (_, i) => i)];
  }
  if (!Array.isArray(axes) || axes.length !== 2) {
    throw new StridedError(
      `tensordot: axes must be a number or two lists, not ${describe(axes)}`,
      'ERR_OPTION',
    );
  }
  return [axesOf(axes[0], a.ndim, 'tensordot', 'axes'), axesOf(axes[1], b.ndim, 'tensordot', 'axes')];
}

/**
 * The sum of products over several axes at once: the last `axes` of `a` and the first of `b`, or the axes listed for each.
 *
 * Shapes: the axes of `a` that stay, then those of `b`. Result: the promoted dtype, a new array. NumPy: `tensordot`.
 * @throws ShapeError where the axes differ in length, AxisError for an axis that is not there.
 * @example
 * nd.tensordot([[1, 2], [3, 4]], [[1, 10], [100, 1000]]).item() // 4321
 * nd.tensordot([[1, 2], [3, 4]], [1, 10], { axes: [[0], [0]] }).toArray() // [31, 42]
 */
export function tensordot<const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  b: B,
  axes?: TensorAxes | TensordotOptions,
): NDArray<Promote<KindOf<A>, KindOf<B>>, AnyShape>;
export function tensordot(a: unknown, b: unknown, ...rest: unknown[]): NDArray {
  const options = readTensorOptions(rest);
  const x = asNDArray(a, 'tensordot');
  const y = asNDArray(b, 'tensordot');
  const [left, right] = tensorAxes(options, x, y);
  const lengths = left.map((axis) => x._shape[axis] as number);
  const others = right.map((axis) => y._shape[axis] as number);
  if (lengths.length !== others.length || lengths.some((length, i) => length !== others[i])) {
    throw new ShapeError(
      `tensordot: axes ${left.join(', ')} of shape ${shapeText(x._shape)} and ${right.join(', ')} of ${shapeText(y._shape)} differ in length`,
    );
  }
  const freeX = Array.from(x._shape.keys()).filter((axis) => !left.includes(axis));
  const freeY = Array.from(y._shape.keys()).filter((axis) => !right.includes(axis));
  const shapeX = freeX.map((axis) => x._shape[axis] as number);
  const shapeY = freeY.map((axis) => y._shape[axis] as number);
  const k = sizeOf(lengths);
  const rows = (x.transpose([...freeX, ...left]) as NDArray).reshape([sizeOf(shapeX), k]) as NDArray;
  const columns = (y.transpose([...right, ...freeY]) as NDArray).reshape([k, sizeOf(shapeY)]) as NDArray;
  return (dot(rows, columns) as NDArray).reshape([...shapeX, ...shapeY]) as NDArray;
}

/** `axes` may stand bare: as a number, or as its two lists. */
function readTensorOptions(rest: readonly unknown[]): unknown {
  const { axes } = readOptions(rest, ['axes'], 'tensordot');
  return axes ?? 2;
}
