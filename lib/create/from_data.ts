/** Arrays over the caller's bytes, from a function of the indices, and from an iterator. */
import { copyInto, newArray } from '../call.js';
import { optionalCode } from '../convert/array.js';
import { arrayFromList } from '../convert/nested.js';
import { dtypeCode, dtypeName, FLOAT64, itemSizes } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, ShapeError, StridedError } from '../errors.js';
import { foreignStorage } from '../memory/storage.js';
import { NDArray, refuseDetached } from '../ndarray.js';
import { readOptions } from '../options.js';
import { C_CONTIGUOUS, checkShape, describe, layoutFlags, WRITEABLE } from '../shape/layout.js';
import { reshapedView } from '../shape/reshape.js';
import type { DType } from '../types/dtypes.js';
import type { AnyShape, IsUnknownRank, Shape, ShapeArg, ShapeFrom } from '../types/shapes.js';
import { writeRamp } from './arange.js';

/** Options of `frombuffer`. */
export interface FrombufferOptions<D extends DType = DType> {
  /** The dtype; float64 if not given. */
  dtype?: D | undefined;
  /** How many elements; all that there are if not given, or -1. */
  count?: number | undefined;
  /** Where the first element stands, in bytes. */
  offset?: number | undefined;
}

function integerOption(value: unknown, name: string, otherwise: number, who: string): number {
  if (value === undefined) return otherwise;
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw new StridedError(`${who}: ${name} must be an integer, not ${describe(value)}`, 'ERR_OPTION');
}

function isBuffer(value: unknown): value is ArrayBufferLike {
  const tag = Object.prototype.toString.call(value);
  return tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]';
}

/**
 * The bytes of a Buffer, TypedArray, DataView, ArrayBuffer or SharedArrayBuffer as a 1-D array that shares them: no copy, and
 * writing to one writes the other. NumPy's `frombuffer`.
 * @throws StridedError where the bytes are no whole number of elements, or fewer than `count`; DTypeError for an unknown dtype.
 * @example
 * nd.frombuffer(Buffer.from([1, 0, 2, 0]), 'int16').toArray() // [ 1, 2 ]
 */
export function frombuffer<D extends DType = 'float64'>(
  buffer: ArrayBufferLike | ArrayBufferView | NDArray,
  options?: FrombufferOptions<D>,
): NDArray<NoInfer<D>, [number]>;
export function frombuffer<D extends DType = 'float64'>(
  buffer: ArrayBufferLike | ArrayBufferView | NDArray,
  dtype: D | null | undefined,
  options?: FrombufferOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, [number]>;
export function frombuffer(buffer: unknown, ...rest: unknown[]): NDArray {
  const who = 'frombuffer';
  const options = readOptions(rest, ['dtype', 'count', 'offset'], who);
  const code = optionalCode(options['dtype'], who) ?? FLOAT64;
  const count = integerOption(options['count'], 'count', -1, who);
  const offset = integerOption(options['offset'], 'offset', 0, who);
  let source: NDArray | undefined;
  let nbytes: number;
  if (buffer instanceof NDArray) {
    buffer._alive(who);
    if ((buffer._flags & C_CONTIGUOUS) === 0) {
      throw new StridedError(`${who}: the array is not C-contiguous; use a.copy()`, 'ERR_COPY_NEEDED');
    }
    source = buffer;
    nbytes = buffer.nbytes;
  } else if (ArrayBuffer.isView(buffer) || isBuffer(buffer)) {
    if (buffer.byteLength === 0) refuseDetached(ArrayBuffer.isView(buffer) ? buffer.buffer : buffer, who);
    nbytes = buffer.byteLength;
  } else {
    throw new StridedError(
      `${who}: a Buffer, TypedArray, DataView, ArrayBuffer or SharedArrayBuffer is needed, not ${describe(buffer)}`,
      'ERR_ARGUMENT',
    );
  }
  const itemsize = itemSizes[code] as number;
  if (offset < 0 || offset > nbytes) {
    throw new StridedError(`${who}: offset ${offset} is outside the buffer's ${nbytes} bytes`, 'ERR_BUFFER');
  }
  const rest_ = nbytes - offset;
  if (count < 0 && rest_ % itemsize !== 0) {
    throw new StridedError(
      `${who}: ${rest_} bytes${offset === 0 ? '' : ` from offset ${offset} on`} are no whole number of ${dtypeName(code)} elements of ${itemsize} bytes`,
      'ERR_BUFFER',
    );
  }
  const length = count < 0 ? rest_ / itemsize : count;
  if (length * itemsize > rest_) {
    throw new StridedError(
      `${who}: ${length} ${dtypeName(code)} elements take ${length * itemsize} bytes; the buffer has ${rest_}${offset === 0 ? '' : ` from offset ${offset} on`}`,
      'ERR_BUFFER',
    );
  }
  if (source !== undefined) return source._view([length], [itemsize], source._offset + offset, code);
  const storage = foreignStorage(buffer as ArrayBufferLike | ArrayBufferView);
  const flags = layoutFlags([length], [itemsize], code, storage.start + offset) | WRITEABLE;
  return new NDArray(storage, code, [length], [itemsize], offset, flags, null);
}

/** One index array per axis of the shape; of unknown rank any number. */
type IndexArrays<S, D extends DType> =
  IsUnknownRank<S> extends true
    ? NDArray<D, AnyShape>[]
    : S extends Shape
      ? { [K in keyof S]: NDArray<D, S> } extends infer T extends NDArray[]
        ? T
        : never
      : never;

/**
 * What `fn` makes of the indices: it is called once, with one array of the whole shape per axis, holding each element's index
 * along that axis. Returns what `fn` returns. NumPy's `fromfunction`.
 * @throws ShapeError for lengths that are no counts; DTypeError for an unknown dtype.
 * @example
 * nd.fromfunction((i, j) => i.mul(10).add(j), [2, 3]).toArray() // [ [ 0, 1, 2 ], [ 10, 11, 12 ] ]
 */
export function fromfunction<R, const S extends ShapeArg, D extends DType = 'float64'>(
  fn: (...indices: IndexArrays<ShapeFrom<S>, D>) => R,
  shape: S,
  options?: { dtype?: D | undefined },
): R;
export function fromfunction<R, const S extends ShapeArg, D extends DType = 'float64'>(
  fn: (...indices: IndexArrays<ShapeFrom<S>, D>) => R,
  shape: S,
  dtype: D | null | undefined,
): R;
export function fromfunction(fn: unknown, shape: unknown, ...rest: unknown[]): unknown {
  const who = 'fromfunction';
  if (typeof fn !== 'function') {
    throw new StridedError(`${who}: a function is needed, not ${describe(fn)}`, 'ERR_ARGUMENT');
  }
  const options = readOptions(rest, ['dtype'], who);
  const code = optionalCode(options['dtype'], who) ?? FLOAT64;
  const lengths = checkShape(shape, who);
  const indices = lengths.map((length, axis) => {
    const counts = newArray([length], code);
    writeRamp(counts, 0, 1, who);
    const along = reshapedView(
      counts,
      lengths.map((_, i) => (i === axis ? length : 1)),
    );
    const whole = newArray(lengths, code);
    copyInto(whole, along, who);
    return whole;
  });
  return (fn as (...args: NDArray[]) => unknown)(...indices);
}

/** Options of `fromiter`. */
export interface FromiterOptions {
  /** How many elements to take; all if not given, or -1. */
  count?: number | undefined;
}

/**
 * A new 1-D array of what an iterable gives: a generator, a Set, a Map's values. NumPy's `fromiter`.
 * @throws ShapeError where fewer than `count` come; DTypeError for elements that the dtype cannot hold; StridedError for
 * something that cannot be iterated.
 * @example
 * nd.fromiter(new Set([3, 1, 3]), 'int32').toArray() // [ 3, 1 ]
 */
export function fromiter<D extends DType>(
  iter: Iterable<unknown>,
  dtype: D,
  count?: number | FromiterOptions,
): NDArray<NoInfer<D>, [number]>;
export function fromiter(iter: unknown, dtype: unknown, ...rest: unknown[]): NDArray {
  const who = 'fromiter';
  const code = dtypeCode(dtype, who);
  const options = readOptions(rest, ['count'], who);
  const count = integerOption(options['count'], 'count', -1, who);
  if (
    iter === null ||
    iter === undefined ||
    typeof (iter as Iterable<unknown>)[Symbol.iterator] !== 'function'
  ) {
    throw new StridedError(`${who}: ${describe(iter)} cannot be iterated over`, 'ERR_ARGUMENT');
  }
  const items: unknown[] = [];
  if (count !== 0) {
    for (const item of iter as Iterable<unknown>) {
      if (!isItem(item)) {
        throw new DTypeError(
          `${who}: ${describe(item)} at [${items.length}] is no number, bigint, boolean or Complex`,
          'ERR_VALUE',
        );
      }
      items.push(item);
      if (items.length === count) break;
    }
  }
  if (count >= 0 && items.length < count) {
    throw new ShapeError(
      `${who}: the iterator gave ${items.length} elements, and ${count} were asked for`,
      'ERR_SHAPE_INVALID',
    );
  }
  return arrayFromList(items, who, code);
}
