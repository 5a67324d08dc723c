/** dot and its kin: products over one axis of each operand, all other axes side by side. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { promoteCodes } from '../dtype.js';
import { isItem } from '../element.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { installMethods } from '../methods.js';
import { NDArray } from '../ndarray.js';
import { conjugate, multiply } from '../ops/arithmetic.js';
import { noMore, readOptions } from '../options.js';
import { C_CONTIGUOUS, cStrides, sameShape, sizeOf } from '../shape/layout.js';
import { mayShareBytes } from '../shape/overlap.js';
import type { Dot, DotMethod, Product } from '../types/products.js';
import { readOut } from './gufunc.js';
import { inDType, type MatrixStack, multiplyStacks, readyProduct } from './product.js';

/** What a call multiplies and where the sum runs: the last axis of `a`, the last but one of `b` (its only one if 1-D). */
interface Contraction {
  readonly a: NDArray;
  readonly b: NDArray;
  readonly code: number;
  readonly who: string;
  readonly out?: NDArray | undefined;
  readonly conjugate?: boolean;
}

/** The leading axes as one, where one step walks them all. */
function joinedRows(a: NDArray): { shape: number[]; steps: number[]; m: number; row: number } {
  const shape = a._shape.slice(0, -1);
  const strides = a._strides.slice(0, -1);
  const m = shape.at(-1) ?? 1;
  const row = strides.at(-1) ?? 0;
  let step = m * row;
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== step) {
      return { shape: shape.slice(0, -1), steps: strides.slice(0, -1), m, row };
    }
    step *= shape[axis] as number;
  }
  return { shape: [], steps: [], m: sizeOf(shape), row };
}

/** The sum of products over one axis; the result's axes are those of `a`, then those of `b`. */
function contract({ a, b, code, who, out, conjugate: conj = false }: Contraction): NDArray {
  const k = a._shape.at(-1) as number;
  const inner = b._shape.at(b.ndim === 1 ? 0 : -2) as number;
  if (k !== inner) {
    throw new ShapeError(
      `${who}: shapes ${shapeText(a._shape)} and ${shapeText(b._shape)} do not match: the lengths that are summed over are ${k} and ${inner}`,
    );
  }
  const columns = b.ndim === 1 ? [] : [b._shape.at(-1) as number];
  const shape = [...a._shape.slice(0, -1), ...b._shape.slice(0, -2), ...columns];
  checkExactOut(out, shape, code, who);
  const direct = out !== undefined && !mayShareBytes(out, a) && !mayShareBytes(out, b);
  const target = direct ? out : newArray(shape, code);
  if (target.size > 0) {
    const x = inDType(a, code, who);
    const y = inDType(b, code, who);
    const steps = cStrides(shape, target.itemsize);
    const rows = joinedRows(x);
    const isJoined = rows.shape.length === 0;
    const n = columns[0] ?? 1;
    const bShape = y._shape.slice(0, -2);
    const stack = [...rows.shape, ...bShape];
    const left: MatrixStack = {
      array: x,
      steps: [...rows.steps, ...bShape.map(() => 0)],
      row: rows.row,
      col: x._strides.at(-1) as number,
    };
    const right: MatrixStack = {
      array: y,
      steps: [...rows.shape.map(() => 0), ...y._strides.slice(0, -2)],
      row: y._strides.at(y.ndim === 1 ? 0 : -2) as number,
      col: y.ndim === 1 ? 0 : (y._strides.at(-1) as number),
    };
    const first = a.ndim - 1;
    const result: MatrixStack = {
      array: target,
      steps: [...(isJoined ? [] : steps.slice(0, first - 1)), ...steps.slice(first, first + bShape.length)],
      row: first === 0 ? target.itemsize * n : (steps[first - 1] as number),
      col: target.itemsize,
    };
    multiplyStacks(stack, { m: rows.m, k, n, conjugate: conj }, left, right, result, who);
    if (x !== a) x.dispose();
    if (y !== b) y.dispose();
  }
  if (out === undefined || direct) return target;
  out.assign(target);
  target.dispose();
  return out;
}

/** NumPy's dot takes no `out` but the array it would make itself. */
function checkExactOut(out: NDArray | undefined, shape: readonly number[], code: number, who: string): void {
  if (out === undefined) return;
  if (out._code !== code || !sameShape(out._shape, shape) || (out._flags & C_CONTIGUOUS) === 0) {
    throw new ShapeError(
      `${who}: out must be C-contiguous, of the result's dtype and of its shape ${shapeText(shape)}; it is ${out.dtype} of shape ${shapeText(out._shape)}`,
    );
  }
}

/** The operands as arrays; undefined where one is a scalar and the product is elementwise. */
function arraysOf(a: unknown, b: unknown, who: string): readonly [NDArray, NDArray] | undefined {
  if (a === undefined || b === undefined) {
    throw new StridedError(`${who}: two operands are needed`, 'ERR_ARGUMENT');
  }
  if (isItem(a) || isItem(b)) return undefined;
  const x = asNDArray(a, who);
  const y = asNDArray(b, who);
  return x.ndim === 0 || y.ndim === 0 ? undefined : [x, y];
}

const times = multiply as (a: unknown, b: unknown, options?: unknown) => unknown;

/**
 * The dot product: inner product of vectors, matrix product of matrices; of more axes the sum over the last axis of `a` and
 * the last but one of `b`. With a scalar or 0-d operand it multiplies.
 *
 * Shapes: (…p, k) and (…q, k, n) give (…p, …q, n). Result: the promoted dtype; a new array (0-d for two vectors), `out`, or
 * a plain scalar for plain scalars. NumPy: `dot`.
 * @throws ShapeError where the lengths summed over differ, or `out` is not exactly the array that would be made.
 * @example
 * nd.dot([1, 2, 3], [4, 5, 6]).item() // 32
 * nd.dot([[1, 2], [3, 4]], [[0, 1], [1, 0]]).toArray() // [[2, 1], [4, 3]]
 */
export const dot: Dot = ((a: unknown, b: unknown, ...rest: unknown[]): unknown => {
  const isPlain = rest.length === 0 || (rest.length === 1 && rest[0] === undefined);
  if (isPlain && a instanceof NDArray && b instanceof NDArray) {
    const product = readyProduct(a, b, a._shape.length, b._shape.length, false, 'dot');
    if (product !== undefined) return product;
  }
  const options = readOptions(rest, ['out'], 'dot');
  const out = readOut(options['out'], 'dot');
  const arrays = arraysOf(a, b, 'dot');
  if (arrays === undefined) return out === undefined ? times(a, b) : times(a, b, { out });
  const [x, y] = arrays;
  return contract({ a: x, b: y, code: promoteCodes(x._code, y._code), who: 'dot', out });
}) as Dot;

/**
 * The sum of products over the last axis of both operands; with a scalar it multiplies.
 *
 * Shapes: (…p, k) and (…q, k) give (…p, …q). Result: the promoted dtype, a new array (0-d for two vectors); a plain scalar
 * for plain scalars. NumPy: `inner`.
 * @throws ShapeError where the last axes differ.
 * @example
 * nd.inner([[1, 2], [3, 4]], [1, 10]).toArray() // [21, 43]
 */
export const inner: Product = ((a: unknown, b: unknown, ...rest: unknown[]): unknown => {
  noMore(rest, 'inner');
  const arrays = arraysOf(a, b, 'inner');
  if (arrays === undefined) return times(a, b);
  const [x, y] = arrays;
  const turned = y.ndim === 1 ? y : y._view(swapLast(y._shape), swapLast(y._strides), y._offset);
  const product = readyProduct(x, turned, x._shape.length, turned._shape.length, false, 'inner');
  if (product !== undefined) return product;
  return contract({ a: x, b: turned, code: promoteCodes(x._code, y._code), who: 'inner' });
}) as Product;

function swapLast(list: readonly number[]): number[] {
  const swapped = list.slice();
  swapped.push(...swapped.splice(-2).reverse());
  return swapped;
}

const flattened = (a: NDArray): NDArray => (a._shape.length === 1 ? a : (a.ravel() as NDArray));

/**
 * The inner product of all elements, `a` conjugated if complex; operands of more axes are read in C order.
 *
 * Result: a 0-d array of the promoted dtype; a plain scalar for plain scalars. NumPy: `vdot`.
 * @throws ShapeError where the operands have not as many elements.
 * @example
 * nd.vdot([[1, 2], [3, 4]], [[1, 1], [1, 10]]).item() // 46
 */
export const vdot: Product = ((a: unknown, b: unknown, ...rest: unknown[]): unknown => {
  noMore(rest, 'vdot');
  if (isItem(a) && isItem(b)) return times((conjugate as (x: unknown) => unknown)(a), b);
  const x = asNDArray(a, 'vdot');
  const y = asNDArray(b, 'vdot');
  if (x.size !== y.size) {
    throw new ShapeError(
      `vdot: shapes ${shapeText(x._shape)} and ${shapeText(y._shape)} have ${x.size} and ${y.size} elements; they must be as many`,
    );
  }
  const flat = [flattened(x), flattened(y)] as const;
  const product = readyProduct(flat[0], flat[1], 1, 1, true, 'vdot');
  if (product !== undefined) return product;
  const code = promoteCodes(x._code, y._code);
  return contract({ a: flat[0], b: flat[1], code, who: 'vdot', conjugate: true });
}) as Product;

/** `dot` as a method. */
export interface DotMethods {
  /** `nd.dot(a, b)`. */
  dot: DotMethod;
}

installMethods({
  dot(this: NDArray, b: never, out?: never) {
    return out === undefined ? dot(this, b) : dot(this, b, out);
  },
});
