/** The native call behind all indexing by arrays of integers. */
import { callError, copyInto, newArray } from '../call.js';
import { describe } from '../describe.js';
import { BOOL, COMPLEX64, FLOAT16, FLOAT64, INT32, INT64, itemSizes, UINT64 } from '../dtype.js';
import { IndexError, type StridedError } from '../errors.js';
import {
  binding,
  blockBuffer,
  type CallStatus,
  NDIM,
  OPERANDS,
  PARAMETERS,
  RESULTS,
  RUN,
  SCALARS,
  SHAPE,
  STRIDES,
  Status,
  slots,
} from '../native.js';
import type { NDArray } from '../ndarray.js';
import { ALIGNED, C_CONTIGUOUS } from '../shape/layout.js';
import type { Selection } from './selection.js';

const { gather, gatherItems } = binding;

/** What an index outside its axis means. */
export type IndexMode = 'raise' | 'wrap' | 'clip';
const modes: readonly unknown[] = ['raise', 'wrap', 'clip'];

/** The number of a mode in native code. */
export function modeNumber(mode: unknown, who: string): number {
  const number = mode === undefined ? 0 : modes.indexOf(mode);
  if (number < 0) {
    throw new IndexError(`${who}: mode must be 'raise', 'wrap' or 'clip', not ${describe(mode)}`);
  }
  return number;
}

/** An index array, the axis it counts along, and that axis's number in error messages. */
export interface IndexedAxis {
  readonly array: NDArray;
  readonly length: number;
  readonly stride: number;
  readonly name: number;
}

export interface GatherCall {
  readonly who: string;
  /** True writes from `dense` into `a`. */
  readonly scatter: boolean;
  readonly mode: number;
  /** The axes that are walked together; index arrays are broadcast to the first `indexed` ones. */
  readonly shape: readonly number[];
  readonly indexed: number;
  readonly a: NDArray;
  /** Bytes per axis of `shape`. */
  readonly strides: readonly number[];
  readonly dense: NDArray;
  readonly denseStrides: readonly number[];
  /** Three at most. */
  readonly axes: readonly IndexedAxis[];
}

const MAX_AXES = 64;
/** More index arrays than these are stacked in one. */
const SEPARATE = 3;

/** Whether an array's elements can be indices. */
export function isIndexCode(code: number): boolean {
  return code !== BOOL && code < COMPLEX64;
}

/** An array whose values are to be indices; other dtypes than real numbers are refused. */
export function checkIndexArray(array: NDArray, who: string): NDArray {
  array._alive(who);
  if (isIndexCode(array._code)) return array;
  const hint = array._code === BOOL ? '; a mask selects with index, extract or compress' : '';
  throw new IndexError(`${who}: indices must be integers, not ${array.dtype}${hint}`);
}

/** Writes operand `k`, its shape broadcast to the first `indexed` of `ndim` axes. */
function putIndexOperand(k: number, array: NDArray, indexed: number, ndim: number): void {
  slots[OPERANDS + 2 * k] = array._storage.start + array._offset;
  slots[OPERANDS + 2 * k + 1] = array._code;
  const base = STRIDES + MAX_AXES * k;
  const { _shape, _strides } = array;
  const missing = indexed - _shape.length;
  for (let i = 0; i < missing; i++) slots[base + i] = 0;
  for (let i = 0; i < _shape.length; i++) {
    slots[base + missing + i] = _shape[i] === 1 ? 0 : (_strides[i] as number);
  }
  for (let i = indexed; i < ndim; i++) slots[base + i] = 0;
}

/** One array [k, ...shape] of all index arrays. */
function stacked(axes: readonly IndexedAxis[], shape: readonly number[], who: string): NDArray {
  const isFloat = axes.some(({ array }) => array._code >= FLOAT16);
  const all = newArray([axes.length, ...shape], isFloat ? FLOAT64 : INT64);
  axes.forEach(({ array }, k) => {
    const plane = all._view(shape, all._strides.slice(1), k * (all._strides[0] as number));
    copyInto(plane, array, who);
  });
  return all;
}

/** Elements at indices into `dense`, or from it. Nothing of the two overlaps: callers have copied what would. */
export function runGather({
  who,
  scatter,
  mode,
  shape,
  indexed,
  a,
  strides,
  dense,
  denseStrides,
  axes,
}: GatherCall): void {
  const ndim = shape.length;
  slots[NDIM] = ndim;
  slots[OPERANDS] = a._storage.start + a._offset;
  slots[OPERANDS + 1] = a._code;
  slots[OPERANDS + 2] = dense._storage.start + dense._offset;
  slots[OPERANDS + 3] = dense._code;
  for (let i = 0; i < ndim; i++) {
    slots[SHAPE + i] = shape[i] as number;
    slots[STRIDES + i] = strides[i] as number;
    slots[STRIDES + MAX_AXES + i] = denseStrides[i] as number;
  }
  slots[PARAMETERS] = scatter ? 1 : 0;
  slots[PARAMETERS + 1] = mode;
  slots[PARAMETERS + 2] = indexed;
  slots[PARAMETERS + 3] = axes.length;
  slots[PARAMETERS + 4] = 0;
  putAxes(axes, indexed, ndim);
  const status = call(a, dense, axes, undefined);
  if (status !== undefined) throw gatherError(status, who, a, dense, axes);
}

const EXACT = C_CONTIGUOUS | ALIGNED;

/**
 * As `gatherAlong`, for one axis and a contiguous array of indices: item i of `dense`, `denseStep` bytes from one to the
 * next, belongs to index i. Without `dense` the value in the argument block is written. False where that is not what the
 * operands are, or an index is bad: `gatherAlong` then does it, or tells.
 */
export function gatherRun(
  a: NDArray,
  index: NDArray,
  dense: NDArray | undefined,
  denseStep: number,
  scatter: boolean,
  who: string,
): boolean {
  const code = index._code;
  if (a._shape.length !== 1 || (code !== INT64 && code !== INT32) || (index._flags & EXACT) !== EXACT)
    return false;
  const length = a._shape[0] as number;
  if (length === 0) return false;
  slots[RUN] = scatter ? 1 : 0;
  slots[RUN + 1] = index._size;
  slots[RUN + 2] = itemSizes[a._code] as number;
  slots[RUN + 3] = index._storage.start + index._offset;
  slots[RUN + 4] = code;
  slots[RUN + 5] = a._storage.start + a._offset;
  slots[RUN + 6] = length;
  slots[RUN + 7] = a._strides[0] as number;
  slots[RUN + 8] = dense === undefined ? SCALARS * 8 : dense._storage.start + dense._offset;
  slots[RUN + 9] = denseStep;
  const status = gatherItems(
    a._storage.region.handle,
    dense === undefined ? blockBuffer : dense._storage.region.handle,
    index._storage.region.handle,
  );
  if (status === undefined) return true;
  if (status === Status.badIndex) return false;
  throw callError(status, who, dense === undefined ? [a, index] : [a, dense, index]);
}

/** Bytes per step of `array` along an axis of the `rank` axes that it is broadcast to. */
function stepAt(array: NDArray, axis: number, rank: number): number {
  const own = axis - rank + array._shape.length;
  return own < 0 || array._shape[own] === 1 ? 0 : (array._strides[own] as number);
}

/**
 * As `runGather`, for one index array along axis `at`, without lists on the way: small operands wait for nothing else. `dense`
 * broadcasts to the array's shape with the indices' shape in the place of the axis.
 */
export function gatherAlong(
  a: NDArray,
  at: number,
  array: NDArray,
  dense: NDArray,
  scatter: boolean,
  mode: number,
  who: string,
): void {
  const { _shape, _strides } = a;
  const count = array._shape.length;
  const rank = count + _shape.length - 1;
  slots[NDIM] = rank;
  slots[OPERANDS] = a._storage.start + a._offset;
  slots[OPERANDS + 1] = a._code;
  slots[OPERANDS + 2] = dense._storage.start + dense._offset;
  slots[OPERANDS + 3] = dense._code;
  for (let i = 0; i < count; i++) {
    slots[SHAPE + i] = array._shape[i] as number;
    slots[STRIDES + i] = 0;
    slots[STRIDES + MAX_AXES + i] = stepAt(dense, at + i, rank);
  }
  for (let i = 0, to = count; i < _shape.length; i++) {
    if (i === at) continue;
    slots[SHAPE + to] = _shape[i] as number;
    slots[STRIDES + to] = _strides[i] as number;
    slots[STRIDES + MAX_AXES + to] = stepAt(dense, i < at ? i : i - 1 + count, rank);
    to++;
  }
  putIndexOperand(2, array, count, rank);
  slots[PARAMETERS] = scatter ? 1 : 0;
  slots[PARAMETERS + 1] = mode;
  slots[PARAMETERS + 2] = count;
  slots[PARAMETERS + 3] = 1;
  slots[PARAMETERS + 4] = 0;
  const length = _shape[at] as number;
  slots[PARAMETERS + 5] = length;
  slots[PARAMETERS + 6] = _strides[at] as number;
  const status = gather(a._storage.region.handle, dense._storage.region.handle, array._storage.region.handle);
  if (status === undefined) return;
  if (status !== Status.badIndex) throw callError(status, who, [a, dense, array]);
  throw badIndex(who, slots[RESULTS + 2] as number, at, length, array);
}

/**
 * Between what is selected of `a` and `dense`, whose shape broadcasts to the selection's; without `dense` the value in the
 * argument block is written into all of it.
 */
export function gatherSelected(
  a: NDArray,
  selection: Selection,
  dense: NDArray | undefined,
  scatter: boolean,
  who: string,
): void {
  const { axes, shape, freeShape, freeStrides, before } = selection;
  const indexed = shape.length;
  const free = freeShape.length;
  const ndim = indexed + free;
  const stack = axes.length > SEPARATE ? stacked(axes, shape, who) : undefined;
  // Nothing is indexed, and no index is there to check.
  if (stack?._size === 0) return;
  slots[NDIM] = ndim;
  slots[OPERANDS] = a._storage.start + selection.offset;
  slots[OPERANDS + 1] = a._code;
  slots[OPERANDS + 2] = dense === undefined ? SCALARS * 8 : dense._storage.start + dense._offset;
  slots[OPERANDS + 3] = a._code;
  // The selection's axes are: free ones, the indexed ones, free ones.
  for (let i = 0; i < indexed; i++) {
    slots[SHAPE + i] = shape[i] as number;
    slots[STRIDES + i] = 0;
    slots[STRIDES + MAX_AXES + i] = dense === undefined ? 0 : stepAt(dense, before + i, ndim);
  }
  for (let i = 0; i < free; i++) {
    const at = indexed + i;
    slots[SHAPE + at] = freeShape[i] as number;
    slots[STRIDES + at] = freeStrides[i] as number;
    slots[STRIDES + MAX_AXES + at] = dense === undefined ? 0 : stepAt(dense, i < before ? i : at, ndim);
  }
  slots[PARAMETERS] = scatter ? 1 : 0;
  slots[PARAMETERS + 1] = 0;
  slots[PARAMETERS + 2] = indexed;
  slots[PARAMETERS + 3] = axes.length;
  slots[PARAMETERS + 4] = 0;
  if (stack !== undefined) putStack(stack, axes, indexed, ndim);
  else putAxes(axes, indexed, ndim);
  const status = call(a, dense, axes, stack);
  if (status !== undefined) throw gatherError(status, who, a, dense, axes);
  stack?.dispose();
}

function putAxes(axes: readonly IndexedAxis[], indexed: number, ndim: number): void {
  for (let k = 0; k < axes.length; k++) {
    const { array, length, stride } = axes[k] as IndexedAxis;
    slots[PARAMETERS + 5 + 2 * k] = length;
    slots[PARAMETERS + 6 + 2 * k] = stride;
    putIndexOperand(2 + k, array, indexed, ndim);
  }
}

/** Index arrays that are planes of one. */
function putStack(stack: NDArray, axes: readonly IndexedAxis[], indexed: number, ndim: number): void {
  slots[PARAMETERS + 4] = stack._strides[0] as number;
  putIndexOperand(2, stack._view(stack._shape.slice(1), stack._strides.slice(1), 0), indexed, ndim);
  for (let k = 0; k < axes.length; k++) {
    const { length, stride } = axes[k] as IndexedAxis;
    slots[STRIDES + 3 * MAX_AXES + k] = length;
    slots[STRIDES + 4 * MAX_AXES + k] = stride;
  }
}

function call(
  a: NDArray,
  dense: NDArray | undefined,
  axes: readonly IndexedAxis[],
  stack: NDArray | undefined,
): CallStatus {
  const from = a._storage.region.handle;
  const to = dense === undefined ? blockBuffer : dense._storage.region.handle;
  if (stack !== undefined) return gather(from, to, stack._storage.region.handle);
  const first = (axes[0] as IndexedAxis).array._storage.region.handle;
  if (axes.length === 1) return gather(from, to, first);
  const second = (axes[1] as IndexedAxis).array._storage.region.handle;
  if (axes.length === 2) return gather(from, to, first, second);
  return gather(from, to, first, second, (axes[2] as IndexedAxis).array._storage.region.handle);
}

function gatherError(
  status: number,
  who: string,
  a: NDArray,
  dense: NDArray | undefined,
  axes: readonly IndexedAxis[],
): StridedError {
  if (status !== Status.badIndex)
    return callError(status, who, [a, dense ?? null, ...axes.map(({ array }) => array)]);
  const { array, name, length } = axes[slots[RESULTS] as number] as IndexedAxis;
  return badIndex(who, slots[RESULTS + 2] as number, name, length, array);
}

/** The error of an index that is no place on its axis. */
function badIndex(who: string, value: number, axis: number, length: number, array: NDArray): IndexError {
  if (!Number.isInteger(value)) {
    return new IndexError(`${who}: ${value} is no integer index for axis ${axis}`);
  }
  const what = value < 0 && array._code === UINT64 ? 'an index' : `index ${value}`;
  return new IndexError(`${who}: ${what} is out of bounds for axis ${axis} with size ${length}`);
}
