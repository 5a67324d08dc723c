/** Nested lists as arrays: shape from the first element of each list, dtype from all of them, filled without detours. */
import { copyInto, newArray } from '../call.js';
import { BOOL, COMPLEX128, FLOAT64, INT64, promoteCodes, UINT64 } from '../dtype.js';
import { fitsInteger, type Item, isItem, writeElement } from '../element.js';
import { DTypeError, ShapeError, shapeText } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import { NDArray } from '../ndarray.js';
import { describe, sameShape, sizeOf } from '../shape/layout.js';
import { arrayFromObject } from './as_array.js';

type List = readonly unknown[];

/** The dtype a scalar is read as. */
export function itemCode(value: Item, who: string): number {
  switch (typeof value) {
    case 'number':
      return FLOAT64;
    case 'boolean':
      return BOOL;
    case 'bigint':
      if (fitsInteger(value, INT64)) return INT64;
      if (fitsInteger(value, UINT64)) return UINT64;
      throw new DTypeError(
        `${who}: ${value}n fits neither int64 nor uint64; use Number(…) for float64`,
        'ERR_VALUE',
      );
    default:
      return COMPLEX128;
  }
}

function placeText(place: readonly number[]): string {
  return place.map((i) => `[${i}]`).join('');
}

function leafError(value: unknown, place: readonly number[], who: string): DTypeError {
  return new DTypeError(
    `${who}: ${describe(value)} at ${placeText(place)} is no number, bigint, boolean or Complex`,
    'ERR_VALUE',
  );
}

/** Getters and Proxies may change a list under the reader's hands. */
function changedError(place: readonly number[], who: string): ShapeError {
  const where = place.length === 0 ? '' : ` (at ${placeText(place)})`;
  return new ShapeError(`${who}: the list changed while it was read${where}`, 'ERR_ARGUMENT');
}

/** An array that stands inside a list; undefined for anything that is none. */
function innerArray(value: unknown, who: string): NDArray | undefined {
  return typeof value === 'object' && value !== null && !isItem(value)
    ? arrayFromObject(value, who)
    : undefined;
}

/** The shape as the first elements tell it. */
function shapeOfFirst(list: List, who: string): { shape: number[]; first: unknown } {
  const shape: number[] = [];
  let value: unknown = list;
  while (Array.isArray(value)) {
    const { length } = value as List;
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new ShapeError(`${who}: ${describe(length)} is no length of a list`, 'ERR_ARGUMENT');
    }
    shape.push(length);
    if (shape.length > MAX_DIMS) {
      throw new ShapeError(`${who}: lists are nested deeper than ${MAX_DIMS} axes`, 'ERR_SHAPE_INVALID');
    }
    if (length === 0) return { shape, first: undefined };
    value = value[0];
  }
  const inner = innerArray(value, who);
  if (inner !== undefined) {
    shape.push(...(inner.shape as readonly number[]));
    if (shape.length > MAX_DIMS) {
      throw new ShapeError(
        `${who}: ${shape.length} axes were asked for; the most is ${MAX_DIMS}`,
        'ERR_SHAPE_INVALID',
      );
    }
  }
  return { shape, first: inner ?? value };
}

/** A list that is no block of the shape, or a scalar in the place of a block. */
function raggedError(
  value: unknown,
  shape: readonly number[],
  place: readonly number[],
  who: string,
): ShapeError {
  const axis = place.length;
  // The outermost list told its length itself.
  if (axis === 0) return changedError(place, who);
  const inner = innerArray(value, who);
  const is = Array.isArray(value)
    ? `a list of ${value.length}`
    : inner !== undefined
      ? `an array of shape ${shapeText(inner.shape)}`
      : describe(value);
  const rest = shape.slice(axis);
  const expected =
    rest.length === 0
      ? 'a scalar'
      : rest.length === 1
        ? `a list of ${rest[0]}`
        : `a block of shape ${shapeText(rest)}`;
  return new ShapeError(
    `${who}: the nested lists are ragged: ${placeText(place)} is ${is}, where ${placeText(place.map(() => 0))} makes it ${expected}`,
    'ERR_SHAPE_INVALID',
  );
}

/** The dtype that all elements promote to; checks the shape on the way. */
function commonCode(list: List, shape: readonly number[], who: string): number {
  let code = -1;
  const seen = (next: number): void => {
    if (next !== code) code = code < 0 ? next : promoteCodes(code, next);
  };
  const place: number[] = [];
  const walk = (block: List, axis: number): void => {
    const length = shape[axis] as number;
    if (block.length !== length) throw raggedError(block, shape, place, who);
    for (let i = 0; i < length; i++) {
      const value = block[i];
      place[axis] = i;
      if (Array.isArray(value)) {
        if (axis + 1 === shape.length) throw raggedError(value, shape, place, who);
        walk(value, axis + 1);
      } else if (isItem(value)) {
        if (axis + 1 < shape.length) throw raggedError(value, shape, place, who);
        seen(itemCode(value, who));
      } else {
        const inner = innerArray(value, who);
        if (inner === undefined) throw leafError(value, place, who);
        seen(inner._code);
      }
    }
    place.length = axis;
    if (block.length !== length) throw changedError(place, who);
  };
  walk(list, 0);
  return code < 0 ? FLOAT64 : code;
}

type Elements = { [index: number]: number | bigint };
interface ElementsClass {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Elements;
}
/** What rows are written through; float16 and complex go through single elements. */
const elementClasses: readonly (ElementsClass | undefined)[] = [
  Uint8Array,
  Int8Array,
  Int16Array,
  Int32Array,
  BigInt64Array,
  Uint8Array,
  Uint16Array,
  Uint32Array,
  BigUint64Array,
  undefined,
  Float32Array,
  Float64Array,
] as readonly (ElementsClass | undefined)[];

/** Writes `row[from…to]` until an element it does not take; returns where it stopped. */
type RowWriter = (row: List, from: number, to: number, out: Elements, at: number) => number;

const writeFloats: RowWriter = (row, from, to, out, at) => {
  let i = from;
  for (; i < to; i++) {
    const value = row[i];
    if (typeof value !== 'number') break;
    out[at + i] = value;
  }
  return i;
};

const writeBools: RowWriter = (row, from, to, out, at) => {
  let i = from;
  for (; i < to; i++) {
    const value = row[i];
    if (typeof value !== 'boolean') break;
    out[at + i] = value ? 1 : 0;
  }
  return i;
};

function integerWriter(low: number, high: number): RowWriter {
  return (row, from, to, out, at) => {
    let i = from;
    for (; i < to; i++) {
      const value = row[i];
      if (typeof value !== 'number') break;
      const whole = Math.trunc(value);
      if (!(whole >= low && whole <= high)) break; // the single-element way says why
      out[at + i] = whole;
    }
    return i;
  };
}

function bigintWriter(code: number): RowWriter {
  return (row, from, to, out, at) => {
    let i = from;
    for (; i < to; i++) {
      const value = row[i];
      if (typeof value !== 'bigint' || !fitsInteger(value, code)) break;
      out[at + i] = value;
    }
    return i;
  };
}

const writeNone: RowWriter = (_row, from) => from;
const rowWriters: readonly RowWriter[] = [
  writeBools,
  integerWriter(-128, 127),
  integerWriter(-32768, 32767),
  integerWriter(-2147483648, 2147483647),
  bigintWriter(INT64),
  integerWriter(0, 255),
  integerWriter(0, 65535),
  integerWriter(0, 4294967295),
  bigintWriter(UINT64),
  writeNone,
  writeFloats,
  writeFloats,
  writeNone,
  writeNone,
];

const FEW = 16;

/**
 * Writes the lists into a new C-contiguous array. With `strict` an element whose dtype the array's does not hold ends the
 * work with `false`: the guess at the dtype was wrong.
 */
function fill(target: NDArray, list: List, strict: boolean, who: string): boolean {
  const shape = target.shape as readonly number[];
  const { _code: code, itemsize, strides } = target;
  const { region, start } = target._storage;
  const { view: all } = region;
  // A window on the memory costs more than writing a few elements one by one.
  const few = target.size <= FEW;
  const view = few ? all : new DataView(all.buffer, all.byteOffset + start, target.nbytes);
  const origin = few ? start : 0;
  const Elements = few ? undefined : elementClasses[code];
  const out: Elements =
    Elements === undefined ? [] : new Elements(all.buffer, all.byteOffset + start, target.size);
  // A guess from an array inside the lists, float32 say, holds no number: single elements tell.
  const quick = Elements !== undefined && (!strict || code === BOOL || code === INT64 || code === FLOAT64);
  const writeRow = quick ? (rowWriters[code] as RowWriter) : writeNone;
  const last = shape.length - 1;
  const place: number[] = [];
  const walk = (block: List, axis: number, at: number): boolean => {
    const length = shape[axis] as number;
    if (block.length !== length) throw raggedError(block, shape, place, who);
    const step = (strides[axis] as number) / itemsize;
    let i = 0;
    while (i < length) {
      if (axis === last) {
        i = writeRow(block, i, length, out, at);
        if (i === length) break;
      }
      const value = block[i];
      place[axis] = i;
      if (Array.isArray(value)) {
        if (axis === last) throw raggedError(value, shape, place, who);
        if (!walk(value, axis + 1, at + i * step)) return false;
      } else if (isItem(value)) {
        if (axis !== last) throw raggedError(value, shape, place, who);
        if (strict) {
          const own = itemCode(value, who);
          if (own !== code && promoteCodes(code, own) !== code) return false;
        }
        writeAt(view, origin + (at + i) * itemsize, value, place);
      } else {
        const inner = innerArray(value, who);
        if (inner === undefined && i >= block.length) throw changedError(place.slice(0, axis), who);
        if (inner === undefined) throw leafError(value, place, who);
        const rest = shape.slice(axis + 1);
        if (!sameShape(inner.shape, rest)) throw raggedError(value, shape, place, who);
        if (strict && promoteCodes(code, inner._code) !== code) return false;
        inner._alive(who);
        copyInto(target._view(rest, strides.slice(axis + 1), (at + i * step) * itemsize), inner, who);
      }
      i++;
    }
    place.length = axis;
    if (block.length !== length) throw changedError(place, who);
    return true;
  };
  const writeAt = (bytes: DataView, offset: number, value: Item, at: readonly number[]): void => {
    try {
      writeElement(bytes, offset, code, value, who);
    } catch (error) {
      if (error instanceof DTypeError) {
        throw new DTypeError(`${error.message} (at ${placeText(at)})`, error.code);
      }
      throw error;
    }
  };
  return walk(list, 0, 0);
}

/** Past this many elements a shape is checked before memory is asked for: ragged lists may tell of far too much. */
const CHECKED_SIZE = 1 << 22;

/** Writes `count` numbers one after another; `false` at the first element that is none. */
function writeNumbers(target: NDArray, list: List, count: number, at: number, who: string): boolean {
  const { region, start } = target._storage;
  const { view } = region;
  let offset = start + at;
  for (let i = 0; i < count; i++) {
    const value = list[i];
    if (typeof value !== 'number') return false;
    view.setFloat64(offset, value, true);
    offset += 8;
  }
  if (list.length !== count) throw changedError([], who);
  return true;
}

/** A few numbers in a list, or in a list of lists, the short way; undefined for anything else. */
function fewNumbers(list: List, who: string): NDArray | undefined {
  const first = list[0];
  const count = list.length;
  if (typeof first === 'number') {
    if (!isFew(count)) return undefined;
    const target = newArray([count], FLOAT64);
    if (writeNumbers(target, list, count, 0, who)) return target;
    target.dispose();
    return undefined;
  }
  if (!Array.isArray(first)) return undefined;
  const { length } = first;
  if (!isFew(count) || !isFew(length) || count * length > FEW) return undefined;
  for (let i = 0; i < count; i++) {
    const row = list[i];
    if (!Array.isArray(row) || row.length !== length || typeof row[0] !== 'number') return undefined;
  }
  const target = newArray([count, length], FLOAT64);
  for (let i = 0; i < count; i++) {
    const row = list[i];
    if (!Array.isArray(row) || !writeNumbers(target, row, length, i * length * 8, who)) {
      target.dispose();
      return undefined;
    }
  }
  if (list.length !== count) throw changedError([], who);
  return target;
}

/** A Proxy's length may be anything. */
function isFew(length: unknown): boolean {
  return Number.isInteger(length) && (length as number) > 0 && (length as number) <= FEW;
}

/** A new array of a nested list's elements, in the dtype `code` or the one they promote to. */
export function arrayFromList(list: List, who: string, code?: number): NDArray {
  if (code === undefined || code === FLOAT64) {
    const quick = fewNumbers(list, who);
    if (quick !== undefined) return quick;
  }
  const { shape, first } = shapeOfFirst(list, who);
  let wanted = code;
  if (sizeOf(shape) > CHECKED_SIZE) {
    const common = commonCode(list, shape, who);
    wanted ??= common;
  }
  if (wanted === undefined) {
    // The first element's dtype is nearly always everyone's.
    const guess = first instanceof NDArray ? first._code : isItem(first) ? itemCode(first, who) : FLOAT64;
    const target = newArray(shape, guess);
    if (fill(target, list, true, who)) return target;
    target.dispose();
    wanted = commonCode(list, shape, who);
  }
  const target = newArray(shape, wanted);
  fill(target, list, false, who);
  return target;
}
