/** Running folds along an axis: the call of the native kernels, whatever the layout; which kernels is for callers to say. */
import {
  callError,
  copyInto,
  keptOrderStrides,
  newArray,
  newLaidOut,
  putOperand,
  putShape,
} from '../call.js';
import { dtypeLetters, itemSizes } from '../dtype.js';
import { binding, NDIM, OPERANDS, PARAMETERS, SHAPE, STRIDES, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import type { Loop } from '../ops/loops.js';
import { C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { mayShareBytes, sameMemory } from '../shape/overlap.js';

/** The scan kernels: by operation and "i->l". */
const scans = new Map<string, number>();
binding.scanLoops.forEach((text, id) => {
  scans.set(text, id);
});

const MAX_AXES = 64;

/** The number of the scan kernel from one dtype to another; -1 where there is none. */
export function scanKernel(op: string, from: number, to: number): number {
  const target = dtypeLetters[to] as string;
  const direct = scans.get(`${op} ${dtypeLetters[from] as string}->${target}`);
  return direct ?? scans.get(`${op} ${target}->${target}`) ?? -1;
}

/** Whether two arrays are the same elements in the same order. */
function sameElements(a: NDArray, b: NDArray): boolean {
  return (
    a._code === b._code &&
    sameMemory(a, b) &&
    a._storage.start + a._offset === b._storage.start + b._offset &&
    sameShape(a._shape, b._shape) &&
    sameShape(a._strides, b._strides)
  );
}

/**
 * The running fold of `a` along an axis with `loop`, an elementwise kernel of one dtype. Into `out`, which has the shape
 * of `a`, or a new array of the kernel's dtype with its axes in memory as those of `a`.
 */
export function runScan(
  op: string,
  loop: Loop,
  a: NDArray,
  axis: number,
  out: NDArray | undefined,
  who: string,
): NDArray {
  a._alive(who);
  const code = loop.outs[0] as number;
  const direct = out !== undefined && (!mayShareBytes(out, a) || sameElements(out, a));
  const result = direct ? out : newScanned(a, code);
  if (result.size === 0) return out ?? result;
  const kernel = scanKernel(op, a._code, code);
  slots[PARAMETERS] = axis;
  if (a.ndim === 1) {
    slots[NDIM] = 1;
    slots[SHAPE] = a._size;
    slots[OPERANDS] = a._storage.start + a._offset;
    slots[OPERANDS + 1] = a._code;
    slots[OPERANDS + 2] = result._storage.start + result._offset;
    slots[OPERANDS + 3] = result._code;
    slots[STRIDES] = a._size === 1 ? 0 : (a._strides[0] as number);
    slots[STRIDES + MAX_AXES] = result._size === 1 ? 0 : (result._strides[0] as number);
  } else {
    putShape(a._shape);
    putOperand(0, a, a.ndim);
    putOperand(1, result, a.ndim);
  }
  const status = binding.scan(kernel, loop.id, a._storage.region.handle, result._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [a, result]);
  if (out === undefined || direct) return result;
  copyInto(out, result, who);
  result.dispose();
  return out;
}

function newScanned(a: NDArray, code: number): NDArray {
  if ((a._flags & C_CONTIGUOUS) !== 0 || a.ndim < 2) return newArray(a._shape, code);
  return newLaidOut(a._shape, keptOrderStrides(a, itemSizes[code] as number), code);
}
