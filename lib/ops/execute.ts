/** Running a kernel over operands of any layout: casts, broadcasting, out, where. Which kernel is for the callers to say. */
import {
  callError,
  newArray,
  newLaidOut,
  ONE_ELEMENT,
  orderedStrides,
  putOperand,
  putShape,
} from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { BOOL, type Casting, canCastCode, dtypeName, INT64, isInteger, itemSizes, UINT64 } from '../dtype.js';
import { canCastItem, type Item, writeElement } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import {
  blockBuffer,
  blockView,
  elementwise,
  elementwiseRun,
  type Handle,
  OPERANDS,
  PARAMETERS,
  RUN,
  SCALARS,
  STRIDES,
  slots,
} from '../native.js';
import { NDArray } from '../ndarray.js';
import type { Options } from '../options.js';
import { broadcastTwo } from '../shape/broadcast.js';
import { C_CONTIGUOUS, cStrides, sameShape } from '../shape/layout.js';
import type { Loop } from './loops.js';

/** What a kernel takes: arrays, and scalars that become what the kernel wants. */
export type Operand = NDArray | Item;

/** The options of a call, read. */
export interface Application {
  readonly outs: readonly (NDArray | undefined)[];
  readonly where?: NDArray | undefined;
  readonly casting: Casting;
}

/**
 * Casts as `casting` allows, broadcasts, runs the kernel. Plain values where all operands are scalars and no `out` is
 * given; a list where the kernel has several results.
 */
export function applyLoop(
  core: { readonly name: string },
  loop: Loop,
  operands: readonly Operand[],
  { outs, where, casting }: Application,
): unknown {
  const { name } = core;
  operands.forEach((operand, i) => {
    const to = loop.ins[i] as number;
    if (!(operand instanceof NDArray)) {
      if (casting === 'no' || casting === 'equiv') checkItem(name, operand, loop, i, casting);
    } else if (!canCastCode(operand._code, to, casting) && !takesTruth(name)) {
      throw castError(name, `operand ${i + 1}`, operand._code, to, casting);
    }
  });
  const codes = loop.outs.map((code, i) => {
    const out = outs[i];
    if (out !== undefined && !canCastCode(code, out._code, casting)) {
      throw castError(name, 'the result', code, out._code, casting);
    }
    return code;
  });
  if (where === undefined && outs.length === 0) {
    const flat = applyFlat(loop, operands, name);
    if (flat !== undefined) return flat.length === 1 ? flat[0] : Object.freeze(flat);
  }
  let shape: readonly number[] = [];
  for (const operand of operands) {
    if (operand instanceof NDArray) shape = broadcastTwo(shape, operand._shape, name);
  }
  if (where !== undefined) shape = broadcastTwo(shape, where._shape, name);
  for (const out of outs) {
    if (out === undefined) continue;
    const full = broadcastTwo(shape, out._shape, name);
    if (!sameShape(full, out._shape)) {
      throw new ShapeError(
        `${name}: out has shape ${shapeText(out._shape)}, the result ${shapeText(full)}; give out that shape`,
      );
    }
    shape = full;
  }
  const results = execute(loop, operands, shape, where, codes, outs, name);
  const plain = where === undefined && operands.every((operand) => !(operand instanceof NDArray));
  const values_ = results.map((result, i) =>
    plain && outs[i] === undefined ? plainValue(result, operands as Item[]) : result,
  );
  return values_.length === 1 ? values_[0] : Object.freeze(values_);
}

/** Contiguous arrays of one shape, beside scalars: new results from one run; undefined for any other operands. */
export function applyFlat(loop: Loop, operands: readonly Operand[], who: string): NDArray[] | undefined {
  let first: NDArray | undefined;
  let packed = 0;
  for (const operand of operands) {
    if (!(operand instanceof NDArray)) continue;
    if ((operand._flags & C_CONTIGUOUS) === 0) return undefined;
    if (first === undefined) first = operand;
    else if (!sameShape(first._shape, operand._shape)) return undefined;
  }
  if (first === undefined) return undefined;
  const { _shape } = first;
  // All that allocates stands before the first handle is read.
  const results = loop.outs.map((code) => newArray(_shape, code));
  const handles: (Handle | null)[] = [];
  for (let k = 0; k < operands.length; k++) {
    const operand = operands[k] as Operand;
    if (operand instanceof NDArray) {
      packed |= putRunOperand(k, operand);
      handles.push(operand._storage.region.handle);
    } else {
      const code = loop.ins[k] as number;
      packed |= (code | ONE_ELEMENT) << (5 * k);
      slots[RUN + 2 + k] = writeScalar(k, operand, code, who);
      handles.push(blockBuffer);
    }
  }
  for (const result of results) {
    packed |= putRunOperand(handles.length, result);
    handles.push(result._storage.region.handle);
  }
  slots[RUN] = first.size;
  slots[RUN + 1] = packed;
  // A list spread into a call costs more than the work on a small array.
  const [a, b, c, d] = handles as [Handle, Handle, Handle, Handle];
  const { id } = loop;
  const status =
    handles.length === 3
      ? elementwiseRun(id, a, b, c)
      : handles.length === 4
        ? elementwiseRun(id, a, b, c, d)
        : elementwiseRun(id, ...handles);
  if (status !== undefined) {
    const arrays = [...operands, ...results].filter((x): x is NDArray => x instanceof NDArray);
    throw callError(status, who, arrays);
  }
  return results;
}

/** Writes where operand `k` of a run lies; gives its dtype's bits. */
function putRunOperand(k: number, a: NDArray): number {
  slots[RUN + 2 + k] = a._storage.start + a._offset;
  return a._code << (5 * k);
}

/** Of operands that count as true or false, NumPy asks no cast. */
function takesTruth(name: string): boolean {
  return name === 'logicalAnd' || name === 'logicalOr' || name === 'logicalXor' || name === 'logicalNot';
}

function checkItem(who: string, value: Item, loop: Loop, i: number, casting: Casting): void {
  const to = loop.ins[i] as number;
  if (canCastItem(value, to, casting) || takesTruth(who)) return;
  // Comparisons look at the value of a whole number.
  const isWhole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  if (isWhole && loop.outs[0] === BOOL) return;
  throw new DTypeError(
    `${who}: ${String(value)} cannot be cast to ${dtypeName(to)} by the rule '${casting}'; use nd.array(${String(value)}, '${dtypeName(to)}')`,
    'ERR_CASTING',
  );
}

function castError(who: string, what: string, from: number, to: number, casting: Casting): DTypeError {
  return new DTypeError(
    `${who}: ${what} cannot be cast from ${dtypeName(from)} to ${dtypeName(to)} by the rule '${casting}'; ` +
      `use astype('${dtypeName(to)}') or { casting: 'unsafe' }`,
    'ERR_CASTING',
  );
}

export function readOuts(nout: number, options: Options, who: string): (NDArray | undefined)[] {
  const given = options['out'];
  if (given === undefined || given === null) return [];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length !== nout) {
    throw new StridedError(
      `${who}: out must be ${nout === 1 ? 'one array' : `a list of ${nout}`}`,
      'ERR_ARGUMENT',
    );
  }
  return list.map((out) => {
    if (out === undefined || out === null) return undefined;
    if (!(out instanceof NDArray)) {
      throw new StridedError(
        `${who}: out must be an NDArray; wrap a TypedArray with nd.asarray`,
        'ERR_ARGUMENT',
      );
    }
    out._alive(who);
    out._writeable(who);
    return out;
  });
}

/** The mask of `where`; undefined where it is true everywhere. */
export function readWhere(options: Options, who: string): NDArray | undefined {
  const given = options['where'];
  if (given === undefined || given === true) return undefined;
  const mask = asNDArray(given, who);
  if (mask._code !== BOOL) {
    throw new DTypeError(
      `${who}: where must be a bool array, not ${mask.dtype}; compare it, as in m.ne(0)`,
      'ERR_CASTING',
    );
  }
  return mask;
}

/** Runs the kernel over operands of `shape`, or broadcast to it; new results where `outs` has none. */
export function execute(
  loop: Loop,
  operands: readonly Operand[],
  shape: readonly number[],
  where: NDArray | undefined,
  codes: readonly number[],
  outs: readonly (NDArray | undefined)[],
  who: string,
): NDArray[] {
  const nin = loop.ins.length;
  const nout = loop.outs.length;
  const ndim = shape.length;
  const walked = where === undefined ? operands : [...operands, where];
  const results: NDArray[] = [];
  for (let i = 0; i < nout; i++) {
    const code = codes[i] as number;
    // Elements that the mask leaves out are zero, never what the memory held before.
    results.push(outs[i] ?? newLaidOut(shape, resultStrides(shape, walked, code), code, where !== undefined));
  }
  slots[PARAMETERS] = where === undefined ? 0 : 1;
  putShape(shape);
  const handles: (Handle | null)[] = [];
  for (let k = 0; k < nin; k++) {
    const operand = operands[k] as Operand;
    if (operand instanceof NDArray) {
      putOperand(k, operand, ndim);
      handles.push(operand._storage.region.handle);
    } else {
      putScalar(k, operand, loop.ins[k] as number, ndim, who);
      handles.push(blockBuffer);
    }
  }
  for (let i = 0; i < nout; i++) {
    const result = results[i] as NDArray;
    putOperand(nin + i, result, ndim);
    handles.push(result._storage.region.handle);
  }
  if (where !== undefined) {
    putOperand(nin + nout, where, ndim);
    handles.push(where._storage.region.handle);
  }
  const status = elementwise(loop.id, ...handles);
  if (status !== undefined) {
    const arrays = [...operands, ...results, where].filter((x): x is NDArray => x instanceof NDArray);
    throw callError(status, who, arrays);
  }
  return results;
}

/** Strides of a new result: NumPy's order 'K', which is C for operands in C order. */
function resultStrides(shape: readonly number[], operands: readonly Operand[], code: number): number[] {
  const itemsize = itemSizes[code] as number;
  for (const operand of operands) {
    if (operand instanceof NDArray && (operand._flags & C_CONTIGUOUS) === 0) {
      const arrays = operands.filter((x): x is NDArray => x instanceof NDArray);
      return orderedStrides(shape, arrays, itemsize);
    }
  }
  return cStrides(shape, itemsize);
}

/** Writes a scalar operand: its value into the block, strides of 0. */
function putScalar(k: number, value: Item, code: number, ndim: number, who: string): void {
  slots[OPERANDS + 2 * k] = writeScalar(k, value, code, who);
  slots[OPERANDS + 2 * k + 1] = code;
  for (let i = 0; i < ndim; i++) slots[STRIDES + 64 * k + i] = 0;
}

/** Writes a scalar into the block's place for operand `k`; gives its byte offset there. */
function writeScalar(k: number, value: Item, code: number, who: string): number {
  const at = (SCALARS + 2 * k) * 8;
  writeElement(blockView, at, code, scalarFor(value, code, who), who);
  return at;
}

/** A scalar as the loop takes it; a number that an integer loop would truncate is refused. */
export function scalarFor(value: Item, code: number, who: string): Item {
  if (isInteger(code) && typeof value === 'number' && !Number.isInteger(value)) {
    throw new DTypeError(
      `${who}: ${value} is no ${dtypeName(code)}; use astype('float64') or nd.array(${value})`,
    );
  }
  return value;
}

/** The result of scalars alone; bigints in give bigints out. */
function plainValue(result: NDArray, operands: readonly Item[]): Item {
  const wide = result._code === INT64 || result._code === UINT64;
  const bigint = wide && operands.some((operand) => typeof operand === 'bigint');
  return bigint ? (result.item({ bigint: true }) as Item) : (result.item() as Item);
}
