/** How operands are written into the argument block, and what a call's status means. */
import { itemSizes } from './dtype.js';
import {
  DisposedError,
  DTypeError,
  FloatingPointError,
  LinAlgError,
  MemoryLimitError,
  ShapeError,
  StridedError,
  shapeText,
} from './errors.js';
import { allocate, type Region } from './memory/storage.js';
import {
  blockBuffer,
  type CallStatus,
  copyPlane,
  elementwise,
  elementwiseNamed,
  elementwiseRun,
  NAMED,
  NDIM,
  OPERANDS,
  PARAMETERS,
  PLANE,
  RESULTS,
  RUN,
  SCALARS,
  SHAPE,
  STRIDES,
  Status,
  slots,
} from './native.js';
import { detached, NDArray } from './ndarray.js';
import {
  ALIGNED,
  C_CONTIGUOUS,
  cStrides,
  F_CONTIGUOUS,
  sameShape,
  sizeOf,
  WRITEABLE,
} from './shape/layout.js';

const MAX_AXES = 64;

/** Writes the shape that all operands of the call are broadcast to. */
export function putShape(shape: readonly number[]): void {
  slots[NDIM] = shape.length;
  for (let i = 0; i < shape.length; i++) slots[SHAPE + i] = shape[i] as number;
}

/** Writes operand `k`, its shape broadcast to `ndim` axes: missing axes and axes of length 1 get stride 0. */
export function putOperand(k: number, a: NDArray, ndim: number): void {
  const at = OPERANDS + 2 * k;
  slots[at] = a._storage.start + a._offset;
  slots[at + 1] = a._code;
  const shape = a._shape as readonly number[];
  const missing = ndim - shape.length;
  const base = STRIDES + MAX_AXES * k;
  for (let i = 0; i < missing; i++) slots[base + i] = 0;
  for (let i = 0; i < shape.length; i++) {
    slots[base + missing + i] = shape[i] === 1 ? 0 : (a._strides[i] as number);
  }
}

/** Writes operand `k` as one run of elements, for calls over a single axis. */
export function putRun(k: number, a: NDArray, itemsize: number): void {
  const at = OPERANDS + 2 * k;
  slots[at] = a._storage.start + a._offset;
  slots[at + 1] = a._code;
  slots[STRIDES + MAX_AXES * k] = itemsize;
}

/** In a packed list of dtypes, the mark of an operand that is one element, repeated. */
export const ONE_ELEMENT = 16;

/** What errstate calls the errors, by their bit in native/loops/float_errors.h. */
const floatErrorTexts: Readonly<Record<number, string>> = {
  1: 'divide by zero',
  2: 'overflow',
  4: 'underflow',
  8: 'invalid value',
};

/** The typed error of a status; finds the operand it is about. */
export function callError(
  status: CallStatus,
  who: string,
  operands: readonly (NDArray | null)[],
): StridedError {
  for (const a of operands) {
    if (a?.disposed) {
      return new DisposedError(
        `${who}: an operand of shape ${shapeText(a._shape)} was disposed (dispose, using, or its nd.scope ended)`,
      );
    }
  }
  switch (status) {
    case Status.bufferBounds:
    case Status.wrongBuffer:
      return detached(who);
    case Status.outOfMemory:
      return new MemoryLimitError(`${who}: the system has no memory left for a temporary copy`);
    case Status.memoryLimit:
      return new MemoryLimitError(`${who}: the memory limit is reached; see nd.memory.setLimit`);
    case Status.negativePower:
      return new DTypeError(
        `${who}: integers to negative integer powers are not allowed; use astype('float64') first`,
        'ERR_VALUE',
      );
    case Status.floatingPoint:
      return new FloatingPointError(
        `${who}: ${floatErrorTexts[slots[RESULTS] as number] ?? 'invalid value'} encountered`,
      );
    case Status.invalidSize:
      return new LinAlgError(`${who}: a dimension passes 2^31 - 1, the most that BLAS counts`);
    default:
      return new StridedError(
        `${who}: the native call refused its arguments (status ${status})`,
        'ERR_INTERNAL',
      );
  }
}

/** A new C-contiguous array; its elements are undefined unless `zero`. The shape list is kept, not copied. */
export function newArray(shape: readonly number[], code: number, zero = false): NDArray {
  const strides = cStrides(shape, itemSizes[code] as number);
  return newLaidOut(shape, strides, code, zero, shape.length <= 1 ? bothContiguous : flagsInC(shape));
}

/** Flags of a new array in C order: it is in F order too where at most one axis has steps to speak of. */
function flagsInC(shape: readonly number[]): number {
  let long = 0;
  for (let i = 0; i < shape.length; i++) {
    const length = shape[i] as number;
    if (length === 0) return bothContiguous;
    if (length !== 1) long++;
  }
  return long > 1 ? bothContiguous & ~F_CONTIGUOUS : bothContiguous;
}

const bothContiguous = C_CONTIGUOUS | F_CONTIGUOUS | WRITEABLE | ALIGNED;

/** A new array with strides that visit each element of its memory once (C, F, or any order of axes). */
export function newLaidOut(
  shape: readonly number[],
  strides: readonly number[],
  code: number,
  zero = false,
  flags = contiguity(shape, strides, itemSizes[code] as number),
): NDArray {
  const size = sizeOf(shape);
  const storage = allocate(size * (itemSizes[code] as number), zero);
  // As NumPy: where there are no elements, there are no steps.
  const steps = size === 0 ? shape.map(() => 0) : strides;
  return new NDArray(storage, code, shape, steps, 0, flags, null);
}

function contiguity(shape: readonly number[], strides: readonly number[], itemsize: number): number {
  let flags = bothContiguous;
  let expected = itemsize;
  for (let i = shape.length - 1; i >= 0; i--) {
    const length = shape[i] as number;
    if (length === 0) return bothContiguous;
    if (length !== 1 && strides[i] !== expected) flags &= ~C_CONTIGUOUS;
    expected *= length;
  }
  expected = itemsize;
  for (let i = 0; i < shape.length; i++) {
    const length = shape[i] as number;
    if (length !== 1 && strides[i] !== expected) flags &= ~F_CONTIGUOUS;
    expected *= length;
  }
  return flags;
}

/** Strides of a new array whose axes lie in memory in the same order as `like`'s (NumPy's order 'K'). */
export function keptOrderStrides(like: NDArray, itemsize: number): number[] {
  const shape = like._shape as readonly number[];
  if ((like._flags & C_CONTIGUOUS) !== 0 || shape.length < 2) return cStrides(shape, itemsize);
  return orderedStrides(shape, [like], itemsize);
}

/**
 * Axes from the innermost to the outermost in NumPy's order 'K': sorted by steps, where an axis passes another if an operand
 * walks it in smaller steps and none in larger or equal ones. Operands may have fewer axes than `ndim`.
 */
export function axisOrder(ndim: number, operands: readonly NDArray[]): number[] {
  const order = Array.from({ length: ndim }, (_, i) => ndim - 1 - i);
  const step = (a: NDArray, axis: number): number => {
    const own = axis - (ndim - a._strides.length);
    return own < 0 || (a._shape as readonly number[])[own] === 1 ? 0 : Math.abs(a._strides[own] as number);
  };
  /** Whether `outer` belongs inside `inner`; undefined where no operand has an opinion. */
  const passes = (outer: number, inner: number): boolean | undefined => {
    let answer: boolean | undefined;
    for (const a of operands) {
      const x = step(a, outer);
      const y = step(a, inner);
      if (x === 0 || y === 0) continue;
      if (x >= y) return false;
      answer = true;
    }
    return answer;
  };
  for (let i = 1; i < ndim; i++) {
    const moved = order[i] as number;
    let place = i;
    // Past axes that nobody has an opinion on, there may be one that has to give way.
    for (let j = i - 1; j >= 0; j--) {
      const answer = passes(moved, order[j] as number);
      if (answer === false) break;
      if (answer === true) place = j;
    }
    for (let j = i; j > place; j--) order[j] = order[j - 1] as number;
    order[place] = moved;
  }
  return order;
}

/** Strides of a new array in NumPy's order 'K' over the operands it comes from. */
export function orderedStrides(
  shape: readonly number[],
  operands: readonly NDArray[],
  itemsize: number,
): number[] {
  const strides = new Array<number>(shape.length);
  let stride = itemsize;
  for (const axis of axisOrder(shape.length, operands)) {
    strides[axis] = stride;
    const length = shape[axis] as number;
    stride *= length === 0 ? 1 : length;
  }
  return strides;
}

/** Writes an operand of up to two axes into three slots of the plane; missing axes and axes of length 1 get stride 0. */
function putPlane(slot: number, a: NDArray): void {
  const shape = a._shape;
  const ndim = shape.length;
  slots[slot] = a._storage.start + a._offset;
  slots[slot + 1] = ndim < 2 || shape[0] === 1 ? 0 : (a._strides[0] as number);
  slots[slot + 2] = ndim === 0 || shape[ndim - 1] === 1 ? 0 : (a._strides[ndim - 1] as number);
}

/** Names the blocks of a call, which are found faster than ArrayBuffers; false where one is no block of our own. */
function nameBlocks(loop: number, from: Region, to: Region): boolean {
  if ((from.block | to.block) < 0) return false;
  slots[NAMED] = loop;
  slots[NAMED + 1] = from.block;
  slots[NAMED + 2] = to.block;
  return true;
}

/**
 * Writes the element of the target's dtype that stands in the block's first scalar into every element of up to two axes;
 * false where the target's memory is no block of our own.
 */
export function fillPlane(target: NDArray, who: string): boolean {
  const shape = target._shape;
  const ndim = shape.length;
  const { block } = target._storage.region;
  if (ndim > 2 || block < 0) return false;
  slots[NAMED + 1] = -1;
  slots[NAMED + 2] = block;
  slots[PLANE] = ndim === 2 ? (shape[0] as number) : 1;
  slots[PLANE + 1] = ndim === 0 ? 1 : (shape[ndim - 1] as number);
  slots[PLANE + 2] = target._code | (target._code << 5);
  slots[PLANE + 3] = SCALARS * 8;
  slots[PLANE + 4] = 0;
  slots[PLANE + 5] = 0;
  putPlane(PLANE + 6, target);
  const status = copyPlane();
  if (status !== undefined) throw callError(status, who, [target]);
  return true;
}

/** Runs a kernel of one operand (-1 copies) on the runs that the block describes. */
export function runUnary(loop: number, from: Region, to: Region): CallStatus {
  return nameBlocks(loop, from, to) ? elementwiseNamed() : elementwiseRun(loop, from.handle, to.handle);
}

/** The same of two operands; the right one may be the scalar in the block. */
export function runBinary(loop: number, left: Region, right: Region | 'scalar', to: Region): CallStatus {
  const isScalar = right === 'scalar';
  if ((left.block | to.block | (isScalar ? 0 : right.block)) < 0) {
    return elementwiseRun(loop, left.handle, isScalar ? blockBuffer : right.handle, to.handle);
  }
  slots[NAMED] = loop;
  slots[NAMED + 1] = left.block;
  slots[NAMED + 2] = isScalar ? -1 : right.block;
  slots[NAMED + 3] = to.block;
  return elementwiseNamed();
}

/** Writes `source`, broadcast and cast (unsafely; callers check), into `target`, leaving elements where `mask` is false. */
export function copyInto(target: NDArray, source: NDArray, who: string, mask?: NDArray): void {
  const ndim = target._shape.length;
  const from = source._storage.region;
  const to = target._storage.region;
  let status: CallStatus;
  if (
    mask === undefined &&
    (target._flags & source._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) !== 0 &&
    sameShape(target._shape, source._shape)
  ) {
    slots[RUN] = target._size;
    slots[RUN + 1] = source._code | (target._code << 5);
    slots[RUN + 2] = source._storage.start + source._offset;
    slots[RUN + 3] = target._storage.start + target._offset;
    status = runUnary(-1, from, to);
  } else {
    if (source._shape.length > ndim) {
      throw new ShapeError(
        `${who}: shape ${shapeText(source._shape)} does not broadcast to ${shapeText(target._shape)}`,
      );
    }
    if (ndim <= 2 && mask === undefined) {
      slots[PLANE] = ndim === 2 ? (target._shape[0] as number) : 1;
      slots[PLANE + 1] = ndim === 0 ? 1 : (target._shape[ndim - 1] as number);
      slots[PLANE + 2] = source._code | (target._code << 5);
      putPlane(PLANE + 3, source);
      putPlane(PLANE + 6, target);
      const result = nameBlocks(-1, from, to) ? copyPlane() : copyPlane(from.handle, to.handle);
      if (result !== undefined) throw callError(result, who, [source, target]);
      return;
    }
    slots[PARAMETERS] = mask === undefined ? 0 : 1;
    putShape(target._shape);
    putOperand(0, source, ndim);
    putOperand(1, target, ndim);
    if (mask === undefined) {
      status = elementwise(-1, from.handle, to.handle);
    } else {
      putOperand(2, mask, ndim);
      status = elementwise(-1, from.handle, to.handle, mask._storage.region.handle);
    }
  }
  if (status !== undefined)
    throw callError(status, who, mask === undefined ? [source, target] : [source, target, mask]);
}
