/**
 * Reductions: what is the same for all of them. A record names the kernel; axes, keepdims, out, where, initial and the
 * plain value of a full reduction are handled here once.
 */
import { axisOrder, callError, copyInto, newArray, newLaidOut, putOperand, putShape } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { BOOL, canCastCode, canCastSafely, dtypeLetters, dtypeName, INT64, itemSizes } from '../dtype.js';
import { type Item, isItem, readElement, writeElement } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import {
  binding,
  blockBuffer,
  blockView,
  type CallStatus,
  type Handle,
  NDIM,
  OPERANDS,
  PARAMETERS,
  reduceCall,
  SCALARS,
  SHAPE,
  STRIDES,
  slots,
} from '../native.js';
import { NDArray } from '../ndarray.js';
import { booleanOption, type Options, readOptions } from '../options.js';
import { axesOf } from '../shape/axis.js';
import { tryBroadcast } from '../shape/broadcast.js';
import { C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { mayShareBytes } from '../shape/overlap.js';

/** Byte offsets in the block: an initial value, and the one element that a full reduction gives. */
const INITIAL = SCALARS * 8;
const RESULT = INITIAL + 64;
const MAX_AXES = 64;

const loopsByName = new Map<string, Map<number, number>>();
binding.reduceLoops.forEach((text, id) => {
  const [name, signature] = text.split(' ') as [string, string];
  const loops = loopsByName.get(name) ?? new Map<number, number>();
  loopsByName.set(name, loops);
  loops.set(dtypeLetters.indexOf(signature.charAt(0)), id);
});

/** The kernels of one reduction by the code of their input. */
export function reduceLoops(op: string): ReadonlyMap<number, number> {
  const loops = loopsByName.get(op);
  if (loops === undefined)
    throw new StridedError(`strided: the addon has no reduction '${op}'; rebuild it`, 'ERR_INTERNAL');
  return loops;
}

/** What a call reduces, and into what. */
export interface Reduction {
  readonly who: string;
  readonly a: NDArray;
  /** Which axes go; null for all. */
  readonly axes: readonly number[] | null;
  readonly keepdims: boolean;
  readonly out: NDArray | undefined;
  readonly where: NDArray | undefined;
  /** The dtype of a new result. */
  readonly code: number;
  readonly bigint: boolean;
}

/** Reads what all reductions share. `names` are the options this one takes, `axis` first. */
export function readReduction(
  value: unknown,
  args: readonly unknown[],
  names: readonly string[],
  who: string,
): { a: NDArray; options: Options; axes: readonly number[] | null } {
  const a = asNDArray(value, who);
  if (args.length === 0) return { a, options: none, axes: null };
  const options = readOptions(args[0] === null && args.length > 1 ? args.slice(1) : args, names, who);
  const { axis } = options as { axis?: unknown };
  const axes = axis === undefined || axis === null ? null : reducedAxes(axis, a, who);
  return { a, options, axes };
}

const none: Options = Object.freeze({});

function reducedAxes(axis: unknown, a: NDArray, who: string): readonly number[] {
  // NumPy lets the one value of a 0-d array be reduced along an axis it does not have.
  if (a.ndim === 0 && (axis === 0 || axis === -1)) return [];
  return axesOf(axis, a.ndim, who);
}

/** NumPy's reductions write into any `out`, whatever the cast loses, but for those that end in a root or in positions. */
const castsFreely: ReadonlySet<string> = new Set([
  'sum',
  'prod',
  'mean',
  'var',
  'min',
  'max',
  'nansum',
  'nanprod',
  'nanmin',
  'nanmax',
]);

function givesPositions(who: string): boolean {
  return who === 'argmax' || who === 'argmin';
}

export function readTarget(
  a: NDArray,
  axes: readonly number[] | null,
  options: Options,
  code: number,
  who: string,
): Reduction {
  const out = options['out'];
  if (out !== undefined && out !== null) {
    if (!(out instanceof NDArray)) {
      throw new StridedError(
        `${who}: out must be an NDArray; wrap a TypedArray with nd.asarray`,
        'ERR_ARGUMENT',
      );
    }
    out._alive(who);
    out._writeable(who);
    // Positions go where NumPy could have kept them: it makes the target int64 first, and writes back at the end.
    const fits = givesPositions(who)
      ? canCastSafely(out._code, code)
      : castsFreely.has(who) || canCastCode(code, out._code, 'same_kind');
    if (!fits) {
      throw new DTypeError(
        `${who}: the result cannot be cast from ${dtypeName(code)} to ${out.dtype} by 'same_kind'`,
        'ERR_CASTING',
      );
    }
  }
  return {
    who,
    a,
    axes,
    keepdims: booleanOption(options, 'keepdims', false, who),
    out: (out ?? undefined) as NDArray | undefined,
    where: readMask(options['where'], a, who),
    code,
    bigint: booleanOption(options, 'bigint', false, who),
  };
}

function readMask(where: unknown, a: NDArray, who: string): NDArray | undefined {
  if (where === undefined || where === true) return undefined;
  const mask = asNDArray(where, who);
  if (mask._code !== BOOL) {
    throw new DTypeError(
      `${who}: where must be a bool array, not ${mask.dtype}; compare it, as in m.ne(0)`,
      'ERR_CASTING',
    );
  }
  const full = tryBroadcast(a._shape, mask._shape);
  if (full === undefined || !sameShape(full, a._shape)) {
    throw new ShapeError(
      `${who}: where has shape ${shapeText(mask._shape)}, which does not broadcast to ${shapeText(a._shape)}`,
    );
  }
  return mask;
}

/** The number of elements that go into one result. */
export function reducedCount(a: NDArray, axes: readonly number[] | null): number {
  if (axes === null) return a.size;
  let count = 1;
  for (const axis of axes) count *= (a._shape as readonly number[])[axis] as number;
  return count;
}

/** Refuses to reduce no elements with an operation that has no value for them. */
export function refuseEmpty(a: NDArray, axes: readonly number[] | null, who: string): void {
  if (reducedCount(a, axes) > 0) return;
  throw new ShapeError(
    `${who}: the axes reduced of shape ${shapeText(a._shape)} hold no elements, and ${who} of nothing has no value; pass { initial } if the function takes it`,
    'ERR_VALUE',
  );
}

/** The shape of the result: reduced axes gone, or of length 1. */
function resultShape(a: NDArray, axes: readonly number[] | null, keepdims: boolean): number[] {
  const shape = a._shape as readonly number[];
  if (axes === null) return keepdims ? shape.map(() => 1) : [];
  if (keepdims) return shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** Writes the result's operand: strides of its own on the kept axes, 0 on the reduced ones. */
function putResult(r: Reduction, result: NDArray): void {
  const { a, axes } = r;
  slots[OPERANDS + 2] = result._storage.start + result._offset;
  slots[OPERANDS + 3] = result._code;
  let own = 0;
  for (let axis = 0; axis < a.ndim; axis++) {
    const reduced = axes === null || axes.includes(axis);
    slots[STRIDES + MAX_AXES + axis] = reduced ? 0 : (result._strides[own] as number);
    if (!reduced || r.keepdims) own++;
  }
}

/** Writes an initial value of the result's dtype; gives whether there is one. */
export function putInitial(options: Options, code: number, who: string): boolean {
  const { initial } = options as { initial?: unknown };
  if (initial === undefined || initial === null) return false;
  const value = initial instanceof NDArray ? initial.item() : initial;
  if (!isItem(value)) throw new DTypeError(`${who}: initial must be one number`, 'ERR_VALUE');
  writeElement(blockView, INITIAL, code, value as Item, who);
  return true;
}

/** A new result, its axes in memory as the input's are; positions are C-ordered, as NumPy's. */
function newResult(r: Reduction, shape: readonly number[]): NDArray {
  const { a, where } = r;
  const isArg = givesPositions(r.who);
  const code = r.out === undefined || isArg ? r.code : r.out._code;
  const isPlain = where === undefined && (a._flags & C_CONTIGUOUS) !== 0;
  if (isPlain || shape.length < 2 || isArg) return newArray(shape, code);
  const own: number[] = [];
  for (let axis = 0, kept = 0; axis < a.ndim; axis++) {
    const reduced = r.axes === null || r.axes.includes(axis);
    own.push(reduced && !r.keepdims ? -1 : kept++);
  }
  const strides = new Array<number>(shape.length);
  let stride = itemSizes[code] as number;
  for (const axis of axisOrder(a.ndim, where === undefined ? [a] : [a, where])) {
    const k = own[axis] as number;
    if (k < 0) continue;
    strides[k] = stride;
    const length = shape[k] as number;
    stride *= length === 0 ? 1 : length;
  }
  return newLaidOut(shape, strides, code);
}

/**
 * Runs a native reduction; `call` has only to pass on the handles (in, out, mask). The parameters are in the block already.
 * A full reduction without keepdims and out gives a plain value.
 */
export function runReduction(
  r: Reduction,
  call: (...handles: (Handle | null)[]) => CallStatus,
): NDArray | Item {
  const { a, who } = r;
  if (r.axes === null && !r.keepdims && r.out === undefined) return plainValue(r, call);
  const shape = resultShape(a, r.axes, r.keepdims);
  if (r.out !== undefined && !sameShape(r.out._shape, shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(r.out._shape)}, the result ${shapeText(shape)}; give out that shape`,
    );
  }
  // Kernels read the input again after they wrote the output.
  const direct =
    r.out !== undefined &&
    (r.out._code === r.code || !givesPositions(who)) &&
    !mayShareBytes(r.out, a) &&
    !(r.where && mayShareBytes(r.out, r.where));
  const result = direct ? (r.out as NDArray) : newResult(r, shape);
  // Nothing to write; and the native side takes an axis that the result walks in steps of 0 for a reduced one.
  if (result.size === 0) return r.out ?? result;
  putShape(a._shape);
  putOperand(0, a, a.ndim);
  putResult(r, result);
  const status = invoke(r, result._storage.region.handle, call);
  if (status !== undefined)
    throw callError(status, who, r.where === undefined ? [a, result] : [a, result, r.where]);
  if (r.out === undefined || direct) return result;
  copyInto(r.out, result, who);
  result.dispose();
  return r.out;
}

function invoke(
  r: Reduction,
  out: Handle | null,
  call: (...handles: (Handle | null)[]) => CallStatus,
): CallStatus {
  if (r.where === undefined) return call(r.a._storage.region.handle, out);
  putOperand(2, r.where, r.a.ndim);
  return call(r.a._storage.region.handle, out, r.where._storage.region.handle);
}

/** The result stands in the argument block: no array is made for it. */
function plainValue(r: Reduction, call: (...handles: (Handle | null)[]) => CallStatus): Item {
  const { a } = r;
  putShape(a._shape);
  putOperand(0, a, a.ndim);
  slots[OPERANDS + 2] = RESULT;
  slots[OPERANDS + 3] = r.code;
  for (let axis = 0; axis < a.ndim; axis++) slots[STRIDES + MAX_AXES + axis] = 0;
  const status = invoke(r, blockBuffer, call);
  if (status !== undefined) throw callError(status, r.who, r.where === undefined ? [a] : [a, r.where]);
  return readElement(blockView, RESULT, r.code, r.bigint, r.who);
}

/** Writes the operands of a reduction of all elements to one in the block. */
function putWhole(a: NDArray, code: number): void {
  if ((a._flags & C_CONTIGUOUS) !== 0) {
    slots[NDIM] = 1;
    slots[SHAPE] = a.size;
    slots[OPERANDS] = a._storage.start + a._offset;
    slots[OPERANDS + 1] = a._code;
    slots[STRIDES] = a.itemsize;
    slots[STRIDES + MAX_AXES] = 0;
  } else {
    putShape(a._shape);
    putOperand(0, a, a.ndim);
    for (let axis = 0; axis < a.ndim; axis++) slots[STRIDES + MAX_AXES + axis] = 0;
  }
  slots[OPERANDS + 2] = RESULT;
  slots[OPERANDS + 3] = code;
}

/** Where the best of all elements stands; there are some. */
export function placeOfAll(a: NDArray, loop: number, who: string): Item {
  putWhole(a, INT64);
  const status = binding.argReduce(loop, a._storage.region.handle, blockBuffer);
  if (status !== undefined) throw callError(status, who, [a]);
  return readElement(blockView, RESULT, INT64, false, who);
}

/** The fold of all elements, without options: the short way. */
export function reduceAll(a: NDArray, loop: number, code: number, mean: boolean, who: string): Item {
  slots[PARAMETERS] = mean ? 1 : 0;
  slots[PARAMETERS + 1] = 0;
  slots[PARAMETERS + 2] = 0;
  putWhole(a, code);
  const status = reduceCall(loop, a._storage.region.handle, blockBuffer);
  if (status !== undefined) throw callError(status, who, [a]);
  return readElement(blockView, RESULT, code, false, who);
}

/** Writes the parameters of a fold. */
export function putFold(mean: boolean, r: Reduction, initial: boolean): void {
  slots[PARAMETERS] = mean ? 1 : 0;
  slots[PARAMETERS + 1] = r.where === undefined ? 0 : 1;
  slots[PARAMETERS + 2] = initial ? 1 : 0;
}
