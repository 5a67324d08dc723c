/** The native product of two stacks of matrices: how operands of any layout are written for it. */
import { callError, copyInto, newArray } from '../call.js';
import { binding, NDIM, OPERANDS, PARAMETERS, SHAPE, STRIDES, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { ALIGNED } from '../shape/layout.js';

const MAX_AXES = 64;

/** A stack of matrices: the array, its steps over the stack's axes, and along rows and columns; in bytes. */
export interface MatrixStack {
  readonly array: NDArray;
  readonly steps: readonly number[];
  readonly row: number;
  readonly col: number;
}

/** The matrix of one product: (m, k) by (k, n). */
export interface ProductSize {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** Whether the elements of the left operand are conjugated. */
  readonly conjugate: boolean;
}

function putStack(k: number, stack: MatrixStack): void {
  const { array, steps } = stack;
  slots[OPERANDS + 2 * k] = array._storage.start + array._offset;
  slots[OPERANDS + 2 * k + 1] = array._code;
  const base = STRIDES + MAX_AXES * k;
  for (let i = 0; i < steps.length; i++) slots[base + i] = steps[i] as number;
  slots[base + steps.length] = stack.row;
  slots[base + steps.length + 1] = stack.col;
}

/**
 * c = a · b over the stack's axes. All operands have one dtype; c has columns without gaps and shares no memory with a and
 * b.
 */
export function multiplyStacks(
  shape: readonly number[],
  size: ProductSize,
  a: MatrixStack,
  b: MatrixStack,
  c: MatrixStack,
  who: string,
): void {
  const kept = shape.length > MAX_AXES - 2 ? longAxes(shape) : undefined;
  if (kept !== undefined) {
    const only = (stack: MatrixStack): MatrixStack => ({
      ...stack,
      steps: kept.map((axis) => stack.steps[axis] as number),
    });
    multiplyStacks(
      kept.map((axis) => shape[axis] as number),
      size,
      only(a),
      only(b),
      only(c),
      who,
    );
    return;
  }
  slots[NDIM] = shape.length;
  for (let i = 0; i < shape.length; i++) slots[SHAPE + i] = shape[i] as number;
  slots[PARAMETERS] = size.m;
  slots[PARAMETERS + 1] = size.k;
  slots[PARAMETERS + 2] = size.n;
  slots[PARAMETERS + 3] = size.conjugate ? 1 : 0;
  putStack(0, a);
  putStack(1, b);
  putStack(2, c);
  const status = binding.matmul(
    a.array._storage.region.handle,
    b.array._storage.region.handle,
    c.array._storage.region.handle,
  );
  if (status !== undefined) throw callError(status, who, [a.array, b.array, c.array]);
}

/** The axes with more than one place: a stack of 64 axes has at most some fifty of them. */
function longAxes(shape: readonly number[]): number[] {
  return Array.from(shape.keys()).filter((axis) => shape[axis] !== 1);
}

/** Axes before the last `core` ones broadcast to `ndim` axes: the length of one of them. */
function lengthAt(shape: readonly number[], core: number, axis: number, ndim: number): number {
  const own = axis - (ndim - (shape.length - core));
  return own < 0 ? 1 : (shape[own] as number);
}

/** The result's shape; undefined where the stacks do not broadcast. */
function productShape(
  x: readonly number[],
  y: readonly number[],
  left: number,
  right: number,
  ndim: number,
): number[] | undefined {
  const shape: number[] = [];
  for (let i = 0; i < ndim; i++) {
    const one = lengthAt(x, left, i, ndim);
    const other = lengthAt(y, right, i, ndim);
    if (one !== other && one !== 1 && other !== 1) return undefined;
    shape.push(one === 1 ? other : one);
  }
  if (left === 2) shape.push(x[x.length - 2] as number);
  if (right === 2) shape.push(y[y.length - 1] as number);
  return shape;
}

function putSteps(place: number, a: NDArray, core: number, ndim: number): void {
  slots[OPERANDS + 2 * place] = a._storage.start + a._offset;
  slots[OPERANDS + 2 * place + 1] = a._code;
  const base = STRIDES + MAX_AXES * place;
  const missing = ndim - (a._shape.length - core);
  for (let i = 0; i < missing; i++) slots[base + i] = 0;
  for (let i = missing; i < ndim; i++) {
    slots[base + i] = a._shape[i - missing] === 1 ? 0 : (a._strides[i - missing] as number);
  }
}

/**
 * The product of two aligned arrays of one dtype whose matrices are their last `left` and `right` axes, one or two, and
 * whose other axes broadcast; the last of `a` and the first of b's matrix are summed over. Undefined for all others. What
 * small operands take longest for is what comes before the product.
 */
export function readyProduct(
  a: NDArray,
  b: NDArray,
  left: number,
  right: number,
  conjugate: boolean,
  who: string,
): NDArray | undefined {
  if (a._code !== b._code || (a._flags & b._flags & ALIGNED) === 0) return undefined;
  const x = a._shape as readonly number[];
  const y = b._shape as readonly number[];
  const ndim = Math.max(x.length - left, y.length - right);
  if (left < 1 || left > 2 || right < 1 || right > 2 || x.length < left || y.length < right) return undefined;
  const k = x[x.length - 1] as number;
  if (y[y.length - right] !== k || ndim > MAX_AXES - 2) return undefined;
  a._alive(who);
  b._alive(who);
  const shape = productShape(x, y, left, right, ndim);
  if (shape === undefined) return undefined;
  const c = newArray(shape, a._code);
  if (c._size === 0) return c;
  const m = left === 2 ? (x[x.length - 2] as number) : 1;
  const n = right === 2 ? (y[y.length - 1] as number) : 1;
  slots[NDIM] = ndim;
  slots[PARAMETERS] = m;
  slots[PARAMETERS + 1] = k;
  slots[PARAMETERS + 2] = n;
  slots[PARAMETERS + 3] = conjugate ? 1 : 0;
  putSteps(0, a, left, ndim);
  putSteps(1, b, right, ndim);
  slots[OPERANDS + 4] = c._storage.start + c._offset;
  slots[OPERANDS + 5] = c._code;
  const { itemsize } = c;
  let step = itemsize * m * n;
  for (let i = ndim - 1; i >= 0; i--) {
    slots[SHAPE + i] = shape[i] as number;
    slots[STRIDES + 2 * MAX_AXES + i] = step;
    step *= shape[i] as number;
  }
  const aTail = STRIDES + ndim;
  slots[aTail] = left === 2 ? (a._strides[x.length - 2] as number) : 0;
  slots[aTail + 1] = a._strides[x.length - 1] as number;
  slots[aTail + MAX_AXES] = b._strides[y.length - right] as number;
  slots[aTail + MAX_AXES + 1] = right === 2 ? (b._strides[y.length - 1] as number) : 0;
  slots[aTail + 2 * MAX_AXES] = itemsize * n;
  slots[aTail + 2 * MAX_AXES + 1] = itemsize;
  const status = binding.matmul(a._storage.region.handle, b._storage.region.handle, c._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [a, b, c]);
  return c;
}

/** The array in another dtype, and aligned; itself where it is so already. */
export function inDType(a: NDArray, code: number, who: string): NDArray {
  if (a._code === code && ((a._flags & ALIGNED) !== 0 || a.size === 0)) return a;
  const cast = newArray(a._shape, code);
  copyInto(cast, a, who);
  return cast;
}

/** Steps of an operand over a stack that its own leading axes broadcast to. */
export function stackSteps(
  shape: readonly number[],
  strides: readonly number[],
  stack: number,
): readonly number[] {
  const missing = stack - shape.length;
  const steps = new Array<number>(stack).fill(0);
  for (let i = 0; i < shape.length; i++) {
    steps[missing + i] = shape[i] === 1 ? 0 : (strides[i] as number);
  }
  return steps;
}
