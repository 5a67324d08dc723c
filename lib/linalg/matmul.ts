/** The matrix product. */
import { callError, copyInto, newArray, putOperand } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { canCastCode, dtypeCode, dtypeName, FLOAT32, FLOAT64, isFloat, promoteCodes } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { installMethods } from '../methods.js';
import { binding, NDIM, SHAPE, slots } from '../native.js';
import { NDArray } from '../ndarray.js';
import { readOptions } from '../options.js';
import { broadcastTwo } from '../shape/broadcast.js';
import { ALIGNED, C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { mayShareBytes } from '../shape/overlap.js';
import type { InPlaceMethod, MatMul, MatMulMethod } from '../types/signatures.js';

const optionNames = ['out', 'casting', 'dtype'] as const;

function operand(value: unknown): NDArray {
  if (isItem(value)) {
    throw new ShapeError('matmul: an operand is a scalar; use multiply for products with scalars');
  }
  const a = asNDArray(value, 'matmul');
  if (a.ndim === 0) {
    throw new ShapeError('matmul: an operand has no axes (shape ()); use multiply for products with scalars');
  }
  return a;
}

function inDType(a: NDArray, code: number): NDArray {
  if (a._code === code) return a;
  const cast = newArray(a.shape, code);
  copyInto(cast, a, 'matmul');
  return cast;
}

function resultCode(a: NDArray, b: NDArray, dtype: unknown): number {
  const code = dtype === undefined ? promoteCodes(a._code, b._code) : dtypeCode(dtype, 'matmul');
  if (!canCastCode(a._code, code, 'same_kind') || !canCastCode(b._code, code, 'same_kind')) {
    throw new DTypeError(
      `matmul: ${a.dtype} and ${b.dtype} do not cast to ${dtypeName(code)} by 'same_kind'`,
      'ERR_CASTING',
    );
  }
  if (code !== FLOAT32 && code !== FLOAT64) {
    throw new DTypeError(
      `matmul: the product of ${a.dtype} and ${b.dtype} would be ${dtypeName(code)}; float32 and float64 are multiplied: use astype('float64')`,
    );
  }
  return code;
}

/**
 * The matrix product of the last two axes; axes before them are broadcast. A 1-D operand is a row on the left, a column on
 * the right, and its axis is gone from the result. Transposed operands are read where they stand, without a copy.
 *
 * Shapes: (…, m, k) and (…, k, n) give (…, m, n). Result: the promoted dtype, float32 or float64. NumPy: `matmul`.
 * @throws ShapeError where the inner dimensions differ; DTypeError for dtypes that BLAS does not multiply.
 * @example
 * nd.matmul([[1, 2], [3, 4]], [1, 1]).toArray() // [3, 7]
 */
export const matmul: MatMul = ((x1: unknown, x2: unknown, ...rest: unknown[]): NDArray => {
  const options = readOptions(rest[0] === undefined ? rest.slice(1) : rest, optionNames, 'matmul');
  const a = operand(x1);
  const b = operand(x2);
  const code = resultCode(a, b, options['dtype']);
  const [left, right] = [inDType(a, code), inDType(b, code)];
  const row = left.ndim === 1;
  const column = right.ndim === 1;
  const matrixA = row ? left._view([1, ...left.shape], [0, ...left.strides], left._offset) : left;
  const matrixB = column ? right._view([...right.shape, 1], [...right.strides, 0], right._offset) : right;
  const [m, k] = (matrixA.shape as readonly number[]).slice(-2) as [number, number];
  const [inner, n] = (matrixB.shape as readonly number[]).slice(-2) as [number, number];
  if (k !== inner) {
    throw new ShapeError(
      `matmul: shapes ${shapeText(a.shape)} and ${shapeText(b.shape)} do not match: the inner dimensions are ${k} and ${inner}; ` +
        `did you mean b.T, or a.T?`,
    );
  }
  const stack = broadcastTwo(
    (matrixA.shape as readonly number[]).slice(0, -2),
    (matrixB.shape as readonly number[]).slice(0, -2),
    'matmul',
  );
  const full = [...stack, m, n];
  const shape = [...stack, ...(row ? [] : [m]), ...(column ? [] : [n])];
  const out = checkOut(options['out'], shape, code);
  const direct =
    out !== undefined &&
    out._code === code &&
    (out._flags & (C_CONTIGUOUS | ALIGNED)) === (C_CONTIGUOUS | ALIGNED) &&
    !mayShareBytes(out, a) &&
    !mayShareBytes(out, b);
  const target = direct ? out : newArray(shape, code);
  if (target.size > 0) multiply(matrixA, matrixB, target, full, stack.length, [m, k, n]);
  if (out === undefined || direct) return target;
  copyInto(out, target, 'matmul');
  target.dispose();
  return out;
}) as MatMul;

function checkOut(out: unknown, shape: readonly number[], code: number): NDArray | undefined {
  if (out === undefined || out === null) return undefined;
  if (!(out instanceof NDArray)) throw new StridedError('matmul: out must be an NDArray', 'ERR_ARGUMENT');
  out._alive('matmul');
  out._writeable('matmul');
  if (!sameShape(out.shape, shape)) {
    throw new ShapeError(`matmul: out has shape ${shapeText(out.shape)}, the result ${shapeText(shape)}`);
  }
  if (!isFloat(out._code) && !canCastCode(code, out._code, 'same_kind')) {
    throw new DTypeError(
      `matmul: the result cannot be cast from ${dtypeName(code)} to ${out.dtype}`,
      'ERR_CASTING',
    );
  }
  return out;
}

/** Writes the operands and calls BLAS; `target` is C-contiguous over `full`, whatever axes of length 1 it has dropped. */
function multiply(
  a: NDArray,
  b: NDArray,
  target: NDArray,
  full: readonly number[],
  stack: number,
  [m, k, n]: readonly [number, number, number],
): void {
  const c = target.ndim === full.length ? target : expanded(target, full);
  const ndim = stack + 2;
  putOperand(0, a, ndim);
  putOperand(1, b, ndim);
  putOperand(2, c, ndim);
  slots[NDIM] = ndim + 1;
  for (let i = 0; i < stack; i++) slots[SHAPE + i] = full[i] as number;
  slots[SHAPE + stack] = m;
  slots[SHAPE + stack + 1] = k;
  slots[SHAPE + stack + 2] = n;
  const status = binding.matmul(a._storage.region.handle, b._storage.region.handle, c._storage.region.handle);
  if (status !== undefined) throw callError(status, 'matmul', [a, b, target]);
}

function expanded(target: NDArray, full: readonly number[]): NDArray {
  const strides: number[] = [];
  let stride = target.itemsize;
  for (let i = full.length - 1; i >= 0; i--) {
    strides.unshift(stride);
    stride *= full[i] === 0 ? 1 : (full[i] as number);
  }
  return target._view(full, strides, target._offset);
}

/** The matrix product as methods. */
export interface MatMulMethods {
  matmul: MatMulMethod;
  /** NumPy's `a @= b`: the product is written into the array. */
  imatmul: InPlaceMethod;
}

installMethods({
  matmul(this: NDArray, other: never, options?: never) {
    return matmul(this, other, options);
  },
  imatmul(this: NDArray, other: never) {
    return matmul(this, other, { out: this });
  },
});
