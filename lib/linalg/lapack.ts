/** The native call of LAPACK over stacks of matrices: operands in, results and errors out. */
import { callError, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { COMPLEX64, COMPLEX128, FLOAT16, FLOAT32, FLOAT64, isComplex, realCode } from '../dtype.js';
import { DTypeError, LinAlgError, type StridedError, shapeText } from '../errors.js';
import { binding, NDIM, OPERANDS, PARAMETERS, RESULTS, SHAPE, STRIDES, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { inDType } from './product.js';

/** The numbers of native/linalg/lapack_task.h. */
export const Problem = {
  solve: 0,
  inverse: 1,
  determinant: 2,
  logDeterminant: 3,
  cholesky: 4,
  qr: 5,
  qrTriangle: 6,
  qrRaw: 7,
  hermitian: 8,
  hermitianValues: 9,
  eigen: 10,
  eigenValues: 11,
  singular: 12,
  singularValues: 13,
  leastSquares: 14,
  hermitianSingular: 15,
  hermitianSingularValues: 16,
} as const;

/** One problem over a stack. */
export interface LapackCall {
  readonly who: string;
  readonly problem: number;
  /** The axes that all operands have in front. */
  readonly stack: readonly number[];
  readonly m: number;
  readonly n: number;
  readonly k?: number;
  readonly option?: boolean;
  readonly rcond?: number;
  readonly inputs: readonly NDArray[];
  /** Each result's axes behind the stack's, and its dtype. */
  readonly outputs: readonly { readonly core: readonly number[]; readonly code: number }[];
  /** What a matrix without an answer is, for the message; where absent, such results are NaN and no error. */
  readonly fails?: string;
}

const MAX_AXES = 64;

/** Writes an operand: its stack axes broadcast, then rows and columns; a vector is one column. */
function putOperand(k: number, a: NDArray, core: number, kept: readonly number[], stack: number): void {
  slots[OPERANDS + 2 * k] = a._storage.start + a._offset;
  slots[OPERANDS + 2 * k + 1] = a._code;
  const base = STRIDES + MAX_AXES * k;
  const first = a.ndim - core;
  const missing = stack - first;
  kept.forEach((axis, i) => {
    const own = axis - missing;
    slots[base + i] = own < 0 || a._shape[own] === 1 ? 0 : (a._strides[own] as number);
  });
  const at = base + kept.length;
  slots[at] = core === 0 ? a.itemsize : (a._strides[first] as number);
  slots[at + 1] = core === 2 ? (a._strides[first + 1] as number) : a.itemsize;
}

/** Solves the problems; the results are new C-contiguous arrays. */
export function lapack(call: LapackCall): NDArray[] {
  const { who, stack, inputs } = call;
  const outputs = call.outputs.map(({ core, code }) => newArray([...stack, ...core], code));
  // A stack of no problems has nothing to say, nor has one of any length without elements.
  if (stack.includes(0)) return outputs;
  const operands = [...inputs, ...outputs];
  if (operands.every((operand) => operand._size === 0)) return outputs;
  // Axes of length 1 need no room in the block.
  const kept = Array.from(stack.keys()).filter((axis) => stack[axis] !== 1);
  slots[NDIM] = kept.length;
  kept.forEach((axis, i) => {
    slots[SHAPE + i] = stack[axis] as number;
  });
  slots[PARAMETERS] = call.problem;
  slots[PARAMETERS + 1] = call.m;
  slots[PARAMETERS + 2] = call.n;
  slots[PARAMETERS + 3] = call.k ?? 0;
  slots[PARAMETERS + 4] = call.option === true ? 1 : 0;
  slots[PARAMETERS + 5] = call.rcond ?? 0;
  operands.forEach((operand, k) => {
    const core = k < inputs.length ? 2 : (call.outputs[k - inputs.length]?.core.length ?? 0);
    putOperand(k, operand, core, kept, stack.length);
  });
  const status = binding.lapack(...operands.map((operand) => operand._storage.region.handle));
  if (status !== undefined) throw callError(status, who, operands);
  const failed = slots[RESULTS] as number;
  if (failed >= 0 && call.fails !== undefined) {
    for (const output of outputs) output.dispose();
    throw new LinAlgError(`${who}: ${placeText(failed, stack)} ${call.fails}`);
  }
  return outputs;
}

/** Which matrix of a stack. */
function placeText(place: number, stack: readonly number[]): string {
  if (stack.length === 0) return 'the matrix';
  const index: number[] = [];
  let rest = place;
  for (let i = stack.length - 1; i >= 0; i--) {
    index.unshift(rest % (stack[i] as number));
    rest = Math.floor(rest / (stack[i] as number));
  }
  return `the matrix at [${index.join(', ')}] of the stack`;
}

/** NumPy's dtypes here: float32 and complex64 results are computed in double precision; integers become float64. */
export interface LinAlgDType {
  /** float64 or complex128. */
  readonly compute: number;
  readonly result: number;
  /** The dtype of norms and singular values. */
  readonly real: number;
}

export function commonDType(arrays: readonly NDArray[], who: string): LinAlgDType {
  let isSingle = true;
  let hasComplex = false;
  for (const { _code } of arrays) {
    if (_code === FLOAT16) {
      throw new DTypeError(`${who}: float16 is not taken; use astype('float32')`);
    }
    if (_code !== FLOAT32 && _code !== COMPLEX64) isSingle = false;
    if (isComplex(_code)) hasComplex = true;
  }
  const result = hasComplex ? (isSingle ? COMPLEX64 : COMPLEX128) : isSingle ? FLOAT32 : FLOAT64;
  return { compute: hasComplex ? COMPLEX128 : FLOAT64, result, real: realCode(result) };
}

/** A result in the dtype it is wanted in; the array it is made from is freed. */
export function castResult(a: NDArray, code: number, who: string): NDArray {
  if (a._code === code) return a;
  const cast = inDType(a, code, who);
  a.dispose();
  return cast;
}

/** An operand of two axes or more; fewer are a LinAlgError, in the functions where NumPy has another one that. */
export function matrixOperand(
  value: unknown,
  who: string,
  Failure: new (message: string) => StridedError = LinAlgError,
): NDArray {
  const a = asNDArray(value, who);
  if (a.ndim < 2) {
    throw new Failure(
      `${who}: an array of two axes or more is needed, not shape ${shapeText(a._shape)}; use reshape`,
    );
  }
  return a;
}

/** The last two lengths. */
export function matrixShape(a: NDArray): readonly [number, number] {
  return [a._shape.at(-2) as number, a._shape.at(-1) as number];
}

export function squareOperand(value: unknown, who: string): NDArray {
  const a = matrixOperand(value, who);
  const [m, n] = matrixShape(a);
  if (m !== n) {
    throw new LinAlgError(
      `${who}: the last two axes must be equally long, not ${m} and ${n} (shape ${shapeText(a._shape)}); for other matrices there are lstsq and pinv`,
    );
  }
  return a;
}

/** A frozen list of results that also carries NumPy's names for them. */
export function namedResults<T extends readonly unknown[], N extends readonly string[]>(
  results: T,
  names: N,
): T & Readonly<Record<N[number], T[number]>> {
  const list = results.slice() as unknown[] & Record<string, unknown>;
  names.forEach((name, i) => {
    Object.defineProperty(list, name, { value: results[i], enumerable: false });
  });
  return Object.freeze(list) as unknown as T & Readonly<Record<N[number], T[number]>>;
}
