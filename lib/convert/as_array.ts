/** Everything that functions take as an array, as an NDArray: shared memory where there is some, new arrays otherwise. */
import { newArray } from '../call.js';
import { dtypeCode, FLOAT16, FLOAT32, FLOAT64, INT8, INT64, itemSizes, UINT8, UINT64 } from '../dtype.js';
import { type Item, isItem, writeElement } from '../element.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { foreignStorage } from '../memory/storage.js';
import { NDArray, refuseDetached } from '../ndarray.js';
import {
  ALIGNED,
  C_CONTIGUOUS,
  checkShape,
  cStrides,
  describe,
  F_CONTIGUOUS,
  layoutFlags,
  WRITEABLE,
} from '../shape/layout.js';
import { arrayFromList, itemCode } from './nested.js';

const packageTag = Symbol.for('strided.NDArray');

/** The dtype of a TypedArray by its own tag, which other realms' classes and Buffers have too. */
const typedCodes: Readonly<Record<string, number>> = {
  Int8Array: INT8,
  Int16Array: 2,
  Int32Array: 3,
  BigInt64Array: INT64,
  Uint8Array: UINT8,
  Uint8ClampedArray: UINT8,
  Uint16Array: 6,
  Uint32Array: 7,
  BigUint64Array: UINT64,
  Float16Array: FLOAT16,
  Float32Array: FLOAT32,
  Float64Array: FLOAT64,
};
const tagOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)
  ?.get as (this: unknown) => string | undefined;

/** The dtype's code of a TypedArray; undefined for anything else, DataViews included. */
export function typedArrayCode(value: object): number | undefined {
  const tag = tagOf.call(value);
  return tag === undefined ? undefined : typedCodes[tag];
}

/** A memory's arrays are 1-D, contiguous both ways and writeable; only the address decides on alignment. */
const sharedFlags = C_CONTIGUOUS | F_CONTIGUOUS | WRITEABLE | ALIGNED;

/** A TypedArray's memory as a 1-D array. */
function fromTypedArray(value: ArrayBufferView, code: number, who: string): NDArray {
  if (value.byteLength === 0) refuseDetached(value.buffer, who);
  const itemsize = itemSizes[code] as number;
  return new NDArray(
    foreignStorage(value),
    code,
    [value.byteLength / itemsize],
    [itemsize],
    0,
    sharedFlags,
    null,
  );
}

/** An array of one element. */
function fromItem(value: Item, who: string, code = itemCode(value, who)): NDArray {
  const a = newArray([], code);
  writeElement(a._storage.region.view, a._storage.start, code, value, who);
  return a;
}

interface ForeignArray {
  readonly dtype: unknown;
  readonly shape: readonly number[];
  readonly flags: { readonly cContiguous: boolean; readonly writeable: boolean; readonly aligned: boolean };
  readonly data: ArrayBufferView;
  copy(): ForeignArray;
}

/** An array of another copy of this package: its memory is shared where it hands it out. */
function fromOtherCopy(value: ForeignArray, who: string): NDArray {
  const code = dtypeCode(value.dtype, who);
  const { cContiguous, writeable, aligned } = value.flags;
  const { data } = cContiguous && writeable && aligned ? value : value.copy();
  const shape = checkShape(value.shape, who);
  const strides = cStrides(shape, itemSizes[code] as number);
  const storage = foreignStorage(data);
  const flags = layoutFlags(shape, strides, code, storage.start) | WRITEABLE;
  return new NDArray(storage, code, shape, strides, 0, flags, null);
}

interface StridedData {
  readonly data: unknown;
  readonly shape: unknown;
  readonly strides?: unknown;
  /** What scijs calls them. */
  readonly stride?: unknown;
  readonly offset?: unknown;
}

function integers(value: unknown, name: string, who: string): number[] {
  const list =
    Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as unknown as number[]) : undefined;
  if (list === undefined || !list.every((entry) => Number.isSafeInteger(entry))) {
    throw new ShapeError(
      `${who}: ${name} of a { data, shape } object must be a list of integers`,
      'ERR_SHAPE_INVALID',
    );
  }
  return list;
}

/** An array of another library; its strides and offset count elements. */
function fromStridedObject(value: StridedData, who: string): NDArray {
  const data = asNDArray(value.data, who);
  if (data.ndim !== 1 || (data._flags & C_CONTIGUOUS) === 0) {
    throw new ShapeError(
      `${who}: data of a { data, shape } object must be flat, not of shape ${shapeText(data.shape)}`,
      'ERR_SHAPE_INVALID',
    );
  }
  const shape = checkShape(value.shape, who);
  const given = value.strides ?? value.stride;
  const steps = given === undefined ? cStrides(shape, 1) : integers(given, 'strides', who);
  const [offset] = integers([value.offset ?? 0], 'offset', who) as [number];
  if (steps.length !== shape.length) {
    throw new ShapeError(
      `${who}: shape ${shapeText(shape)} and strides ${shapeText(steps)} of a { data, shape } object differ in length`,
      'ERR_SHAPE_INVALID',
    );
  }
  let low = offset;
  let high = offset;
  shape.forEach((length, axis) => {
    const reach = (length - 1) * (steps[axis] as number);
    if (reach < 0) low += reach;
    else high += reach;
  });
  const isEmpty = shape.includes(0);
  if (!isEmpty && (low < 0 || high >= data.size)) {
    throw new ShapeError(
      `${who}: shape ${shapeText(shape)}, strides ${shapeText(steps)} and offset ${offset} reach elements ${low} to ${high} of data that has ${data.size}`,
      'ERR_SHAPE_INVALID',
    );
  }
  const { itemsize, _storage, _code } = data;
  const strides = steps.map((step) => step * itemsize);
  const start = isEmpty ? 0 : offset * itemsize;
  const flags = layoutFlags(shape, strides, _code, _storage.start + start) | WRITEABLE;
  return new NDArray(_storage, _code, shape, strides, start, flags, null);
}

/** An object that stands for an array and is no list: undefined where it is none. */
export function arrayFromObject(value: object, who: string): NDArray | undefined {
  if (value instanceof NDArray) return value;
  if (ArrayBuffer.isView(value)) {
    const code = typedArrayCode(value);
    return code === undefined ? undefined : fromTypedArray(value, code, who);
  }
  if (packageTag in value) return fromOtherCopy(value as unknown as ForeignArray, who);
  if ('data' in value && 'shape' in value) return fromStridedObject(value, who);
  return undefined;
}

function notAnArray(value: unknown, who: string): StridedError {
  let hint = '';
  if (value instanceof ArrayBuffer || value instanceof DataView) hint = '; use nd.frombuffer(buffer, dtype)';
  else if (typeof value === 'object' && value !== null && Symbol.iterator in value)
    hint = '; use nd.fromiter or Array.from';
  else if (value instanceof Promise) hint = '; await it';
  return new StridedError(
    `${who}: ${describe(value)} is no array, and nothing an array is made from: numbers, bigints, booleans, Complex, nested lists, TypedArrays, { data, shape }${hint}`,
    'ERR_ARGUMENT',
  );
}

/**
 * Any array-like as an array: arrays as they are, TypedArrays, Buffers and `{ data, shape }` objects sharing their memory,
 * scalars as 0-d arrays, nested lists as new arrays. `who` names the function in errors. `code` is the dtype that scalars
 * and lists are read in; arrays keep theirs.
 */
export function asNDArray(value: unknown, who: string, code?: number): NDArray {
  if (value instanceof NDArray) return value;
  if (isItem(value)) return fromItem(value, who, code);
  if (Array.isArray(value)) return arrayFromList(value, who, code);
  const a = typeof value === 'object' && value !== null ? arrayFromObject(value, who) : undefined;
  if (a === undefined) throw notAnArray(value, who);
  return a;
}
