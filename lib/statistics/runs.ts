/** Operands of native calls over single axes: each has a length of its own. */
import { callError, putRun } from '../call.js';
import { copyArray } from '../convert/copy.js';
import { type CallStatus, PARAMETERS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { ALIGNED, C_CONTIGUOUS } from '../shape/layout.js';
import { reshapedView } from '../shape/reshape.js';

/** Whether native code may take the memory as it is: in C order, without gaps, aligned. */
export function isPackedArray(a: NDArray): boolean {
  return (a._flags & (C_CONTIGUOUS | ALIGNED)) === (C_CONTIGUOUS | ALIGNED);
}

/** The elements in C order along one axis: a view where the memory allows it. The caller may dispose what it gets. */
export function flat(a: NDArray, who: string): NDArray {
  a._alive(who);
  if (a.ndim === 1) return a;
  const packed = (a._flags & C_CONTIGUOUS) !== 0 ? a : copyArray(a, 'C', who);
  return reshapedView(packed, [a.size]);
}

/** Contiguous elements of dtype `code` along one axis: the array itself where it is that. */
export function packedRun(a: NDArray, code: number, who: string): NDArray {
  if (a._code === code && a.ndim === 1 && isPackedArray(a)) return a;
  return reshapedView(copyArray(a, 'C', who, code), [a.size]);
}

/** Writes operand `k`, a 1-D array. */
export function putElements(k: number, a: NDArray): void {
  putRun(k, a, a._strides[0] as number);
}

/** Writes the parameters of a call: numbers, in their order. */
export function putParameters(...values: readonly number[]): void {
  for (let i = 0; i < values.length; i++) slots[PARAMETERS + i] = values[i] as number;
}

export function checkStatus(status: CallStatus, who: string, operands: readonly NDArray[]): void {
  if (status !== undefined) throw callError(status, who, operands);
}
