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

/** Steps of the two operands of one product, in bytes. */
interface PairSteps {
  readonly aRow: number;
  readonly aCol: number;
  readonly bRow: number;
  readonly bCol: number;
}

/** c (m, n) = a (m, k) · b (k, n) of one dtype; c is C-contiguous. */
function multiplyPair(
  a: NDArray,
  b: NDArray,
  c: NDArray,
  { m, k, n, conjugate }: ProductSize,
  { aRow, aCol, bRow, bCol }: PairSteps,
  who: string,
): void {
  slots[NDIM] = 0;
  slots[PARAMETERS] = m;
  slots[PARAMETERS + 1] = k;
  slots[PARAMETERS + 2] = n;
  slots[PARAMETERS + 3] = conjugate ? 1 : 0;
  slots[OPERANDS] = a._storage.start + a._offset;
  slots[OPERANDS + 1] = a._code;
  slots[OPERANDS + 2] = b._storage.start + b._offset;
  slots[OPERANDS + 3] = b._code;
  slots[OPERANDS + 4] = c._storage.start + c._offset;
  slots[OPERANDS + 5] = c._code;
  slots[STRIDES] = aRow;
  slots[STRIDES + 1] = aCol;
  slots[STRIDES + MAX_AXES] = bRow;
  slots[STRIDES + MAX_AXES + 1] = bCol;
  slots[STRIDES + 2 * MAX_AXES] = c.itemsize * n;
  slots[STRIDES + 2 * MAX_AXES + 1] = c.itemsize;
  const status = binding.matmul(a._storage.region.handle, b._storage.region.handle, c._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [a, b, c]);
}

/**
 * The product of two aligned arrays of one dtype with one or two axes each, the last of `a` and the first of `b` summed
 * over; undefined for all others. What small operands take longest for is what comes before the product.
 */
export function plainProduct(a: NDArray, b: NDArray, conjugate: boolean, who: string): NDArray | undefined {
  if (a._code !== b._code || (a._flags & b._flags & ALIGNED) === 0) return undefined;
  const left = a._shape.length;
  const right = b._shape.length;
  if (left < 1 || left > 2 || right < 1 || right > 2) return undefined;
  const k = a._shape[left - 1] as number;
  if (b._shape[0] !== k) return undefined;
  a._alive(who);
  b._alive(who);
  const m = left === 2 ? (a._shape[0] as number) : 1;
  const n = right === 2 ? (b._shape[1] as number) : 1;
  const c = newArray(left === 2 ? (right === 2 ? [m, n] : [m]) : right === 2 ? [n] : [], a._code);
  if (c._size === 0) return c;
  const steps = {
    aRow: left === 2 ? (a._strides[0] as number) : 0,
    aCol: a._strides[left - 1] as number,
    bRow: b._strides[0] as number,
    bCol: right === 2 ? (b._strides[1] as number) : 0,
  };
  multiplyPair(a, b, c, { m, k, n, conjugate }, steps, who);
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
