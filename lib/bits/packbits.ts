/** Truths as bits, eight to a byte. */
import { newArray, putRun } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { BOOL, isInteger, UINT8 } from '../dtype.js';
import { DTypeError, StridedError } from '../errors.js';
import { binding } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { nullAsAbsent, type Options, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { C_CONTIGUOUS } from '../shape/layout.js';
import { checkStatus, putParameters } from '../statistics/runs.js';
import type { ArrayLike } from '../types/operands.js';
import type { AnyShape } from '../types/shapes.js';

/** Options of {@link packbits}. */
export interface PackbitsOptions {
  /** The axis that is packed; all elements in C order if not given. */
  axis?: number | null | undefined;
  /** Whether the first element is the highest bit of its byte (`'big'`, if not given) or the lowest. */
  bitorder?: 'big' | 'little' | undefined;
}

/** Options of {@link unpackbits}. */
export interface UnpackbitsOptions extends PackbitsOptions {
  /** How many bits to give along the axis, more being filled up with zeros; negative: how many to leave off. All if not given. */
  count?: number | null | undefined;
}

function isBig(options: Options, who: string): boolean {
  const order = options['bitorder'] ?? 'big';
  if (order !== 'big' && order !== 'little') {
    throw new StridedError(
      `${who}: bitorder must be 'big' or 'little', not ${describe(order)}`,
      'ERR_OPTION',
    );
  }
  return order === 'big';
}

/** Bytes, contiguous, and how the axis lies in them. */
interface Bytes {
  readonly data: NDArray;
  readonly shape: readonly number[];
  readonly axis: number;
  readonly outer: number;
  readonly length: number;
  readonly width: number;
}

function bytesOf(a: NDArray, axis: unknown, code: number, who: string): Bytes {
  a._alive(who);
  const isPacked = a._code === code && (a._flags & C_CONTIGUOUS) !== 0;
  const data = isPacked ? a : copyArray(a, 'C', who, code);
  if (axis === undefined || axis === null) {
    return { data, shape: [a.size], axis: 0, outer: 1, length: a.size, width: 1 };
  }
  const along = axisOf(axis, a.ndim, who);
  const product = (part: readonly number[]): number => part.reduce((n, length) => n * length, 1);
  return {
    data,
    shape: a._shape,
    axis: along,
    outer: product(a._shape.slice(0, along)),
    length: a._shape[along] as number,
    width: product(a._shape.slice(along + 1)),
  };
}

function converted(
  bytes: Bytes,
  truths: number,
  length: number,
  big: boolean,
  unpack: boolean,
  who: string,
): NDArray {
  const { data, shape, axis, outer, width } = bytes;
  const out = newArray(shape.with(axis, length), UINT8);
  if (out.size === 0) return out;
  putParameters(data.size, out.size, outer, truths, width, +big, +unpack);
  putRun(0, data, 1);
  putRun(1, out, 1);
  const status = binding.bits(data._storage.region.handle, out._storage.region.handle);
  checkStatus(status, who, [data, out]);
  return out;
}

/**
 * Eight elements to a byte, as bits: 1 where the element is not zero. The last byte is filled up with zeros.
 *
 * Takes bools and integers. Result: uint8; along `axis` an eighth as long, without it 1-D. NumPy: `packbits`.
 * @throws DTypeError for floats and complex.
 * @example
 * nd.packbits([true, false, true, false, false, false, false, true]).toArray() // [161]
 * nd.packbits([true, false, true], { bitorder: 'little' }).toArray() // [5]
 */
export function packbits(
  a: ArrayLike,
  axis?: number | null | PackbitsOptions,
  options?: PackbitsOptions,
): NDArray<'uint8', AnyShape>;
export function packbits(value: unknown, ...rest: unknown[]): NDArray {
  const who = 'packbits';
  const options = readOptions(nullAsAbsent(rest), ['axis', 'bitorder'], who);
  const a = asNDArray(value, who);
  if (a._code !== BOOL && !isInteger(a._code)) {
    throw new DTypeError(
      `${who}: only bools and integers are bits, not ${a.dtype}; compare it, as in a.ne(0)`,
    );
  }
  const big = isBig(options, who);
  const isByte = a._code === BOOL || a._code === UINT8;
  const bytes = bytesOf(a, options['axis'], isByte ? a._code : BOOL, who);
  const result = converted(bytes, bytes.length, Math.ceil(bytes.length / 8), big, false, who);
  if (bytes.data._storage !== a._storage) bytes.data.dispose();
  return result;
}

/**
 * The bits of bytes, an element 0 or 1 each: the reverse of {@link packbits}.
 *
 * Takes uint8. Result: uint8; along `axis` eight times as long (or `count`), without it 1-D. NumPy: `unpackbits`.
 * @throws DTypeError for other dtypes.
 * @example
 * nd.unpackbits(nd.array([161], 'uint8')).toArray() // [1, 0, 1, 0, 0, 0, 0, 1]
 * nd.unpackbits(nd.array([5], 'uint8'), { count: 3, bitorder: 'little' }).toArray() // [1, 0, 1]
 */
export function unpackbits(
  a: ArrayLike,
  axis?: number | null | UnpackbitsOptions,
  options?: UnpackbitsOptions,
): NDArray<'uint8', AnyShape>;
export function unpackbits(value: unknown, ...rest: unknown[]): NDArray {
  const who = 'unpackbits';
  const names = ['axis', 'count', 'bitorder'];
  const options = readOptions(nullAsAbsent(rest), names, who);
  const a = asNDArray(value, who);
  if (a._code !== UINT8) {
    throw new DTypeError(
      `${who}: bits are those of uint8, not of ${a.dtype}; use astype('uint8') or view('uint8')`,
    );
  }
  const big = isBig(options, who);
  const bytes = bytesOf(a, options['axis'], UINT8, who);
  const all = 8 * bytes.length;
  const count = options['count'] ?? all;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < -all) {
    throw new StridedError(
      `${who}: count must be an integer of at least -${all}, the bits that there are, not ${describe(count)}`,
      'ERR_OPTION',
    );
  }
  const length = count < 0 ? all + count : count;
  let result: NDArray;
  if (length <= all) {
    result = converted(bytes, length, length, big, true, who);
  } else {
    // Bits past the end are zeros.
    result = newArray(bytes.shape.with(bytes.axis, length), UINT8, true);
    using known = converted(bytes, all, all, big, true, who);
    result._view(known._shape, result._strides, 0).assign(known);
  }
  if (bytes.data._storage !== a._storage) bytes.data.dispose();
  return result;
}
