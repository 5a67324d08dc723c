/** The dtype of operands that end up in one array: NumPy's `result_type`, with JavaScript scalars weak. */
import { Complex } from '../complex.js';
import {
  BOOL,
  COMPLEX64,
  COMPLEX128,
  canCastSafely,
  dtypeName,
  FLOAT16,
  FLOAT64,
  INT64,
  isComplex,
  promoteCodes,
  UINT64,
} from '../dtype.js';
import { fitsInteger, type Item } from '../element.js';
import { DTypeError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import type { Operand } from './execute.js';

/** The dtype an array of the scalar alone would have. */
export function strongCode(value: Item): number {
  if (typeof value === 'boolean') return BOOL;
  if (typeof value === 'bigint') return fitsInteger(value, INT64) ? INT64 : UINT64;
  return value instanceof Complex ? COMPLEX128 : FLOAT64;
}

/** A float or integer dtype with an imaginary part. */
export function complexCode(code: number): number {
  if (isComplex(code)) return code;
  return code >= FLOAT16 && code < FLOAT64 ? COMPLEX64 : COMPLEX128;
}

/** The smallest dtype that all arrays cast to safely; -1 without arrays. Pair by pair it could come out larger. */
function arraysCode(operands: readonly Operand[]): number {
  const codes: number[] = [];
  let code = -1;
  for (const operand of operands) {
    if (!(operand instanceof NDArray)) continue;
    codes.push(operand._code);
    code = code < 0 ? operand._code : promoteCodes(code, operand._code);
  }
  if (codes.length < 3) return code;
  return codes.find((to) => codes.every((from) => canCastSafely(from, to))) ?? smallest(codes);
}

function smallest(codes: readonly number[]): number {
  let to = BOOL;
  while (!codes.every((from) => canCastSafely(from, to))) to++;
  return to;
}

/** What all operands promote to. A fraction beside integers is refused: it would change the dtype by its value. */
export function promotedCode(operands: readonly Operand[], who: string): number {
  let code = arraysCode(operands);
  if (code < 0) {
    for (const operand of operands as readonly Item[]) {
      const own = strongCode(operand);
      code = code < 0 ? own : promoteCodes(code, own);
    }
    return code;
  }
  for (const operand of operands) {
    if (operand instanceof NDArray || typeof operand === 'boolean') continue;
    if (operand instanceof Complex) {
      code = complexCode(code);
    } else if (code < FLOAT16) {
      if (typeof operand === 'number' && !Number.isInteger(operand)) {
        throw new DTypeError(
          `${who}: ${dtypeName(code)} with the number ${operand} would change the dtype to float64; ` +
            `say so with a.astype('float64') or nd.array(${operand})`,
        );
      }
      if (code === BOOL) code = INT64;
    }
  }
  return code;
}
