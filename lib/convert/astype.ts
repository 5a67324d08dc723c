/** Other dtypes: elements converted (`astype`), or the same bytes read anew (`view`). */
import { type Casting, canCastCode, checkCasting, dtypeCode, dtypeName, itemSizes } from '../dtype.js';
import { type Item, isItem } from '../element.js';
import { DTypeError, StridedError, shapeText } from '../errors.js';
import { installMethods } from '../methods.js';
import type { NDArray } from '../ndarray.js';
import { type Options, readOptions } from '../options.js';
import { checkOrder, describe, type Order } from '../shape/layout.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, ShapeOf } from '../types/operands.js';
import type { AnyShape, IsUnknownRank, Shape } from '../types/shapes.js';
import { copyChoice, copyNeeded, needsCopy, optionalCode, reasonToCopy } from './array.js';
import { asNDArray } from './as_array.js';
import { type CopyOptions, copyArray, copyMethod, fillItem } from './copy.js';

/** Options of `astype`. */
export interface AstypeOptions {
  /**
   * `true`, the default, always copies; `false` returns the array itself and is an error where a copy is needed; `null` copies
   * where needed.
   */
  copy?: boolean | null | undefined;
  /** Which casts are allowed: 'no', 'equiv', 'safe', 'same_kind' or, if not given, all: 'unsafe'. */
  casting?: Casting | undefined;
  /** The layout of the copy; 'K', as the array lies, if not given. */
  order?: Order | undefined;
}

const astypeOptions = ['order', 'casting', 'copy'] as const;

export function astypeArray(a: NDArray, dtype: unknown, options: Options): NDArray {
  const who = 'astype';
  const code = dtypeCode(dtype, who);
  if (options === noOptions) return copyArray(a, 'K', who, code);
  const order = checkOrder(options['order'] ?? 'K', who);
  const casting = checkCasting(options['casting'] ?? 'unsafe', who);
  const copy = copyChoice(options, true, who);
  a._alive(who);
  if (!canCastCode(a._code, code, casting)) {
    throw new DTypeError(
      `${who}: ${a.dtype} cannot be cast to ${dtypeName(code)} by the rule '${casting}'`,
      'ERR_CASTING',
    );
  }
  if (copy !== true) {
    if (!needsCopy(a, code, order)) return a;
    if (copy === false) {
      throw copyNeeded(who, `${reasonToCopy(a, code, order)}; nd.asarray copies where needed`);
    }
  }
  return copyArray(a, order, who, code);
}

/**
 * The elements converted to another dtype, in a new array: floats to integers are cut off, integers wrap around, complex
 * numbers lose their imaginary part, anything but zero is `true`. Same shape, same order of axes. NumPy's `astype`.
 * @throws DTypeError for a cast that `casting` does not allow; StridedError for `copy: false` where a copy is needed.
 * @example
 * nd.astype([1.7, -1.7], 'int32').toArray() // [ 1, -1 ]
 */
export function astype<const T extends ArrayLike, D extends DType>(
  x: T,
  dtype: D,
  options?: AstypeOptions,
): NDArray<D, ShapeOf<T>>;
export function astype(x: unknown, dtype: unknown, ...rest: unknown[]): NDArray {
  return astypeArray(asNDArray(x, 'astype'), dtype, namedOptions(rest));
}

const noOptions: Options = Object.freeze({});

function namedOptions(rest: readonly unknown[]): Options {
  return rest.length === 0 ? noOptions : readOptions(rest, astypeOptions, 'astype');
}

/** The same bytes as another dtype; the last axis grows or shrinks where the sizes differ. */
export function viewAs(a: NDArray, code: number): NDArray {
  const who = 'view';
  a._alive(who);
  const size = itemSizes[code] as number;
  const { itemsize } = a;
  if (size === itemsize) return a._view(a.shape, a.strides, a._offset, code);
  const shape = (a.shape as readonly number[]).slice();
  const axis = shape.length - 1;
  const names = `${a.dtype} as ${dtypeName(code)}`;
  if (axis < 0) {
    throw new DTypeError(
      `${who}: ${names}: a 0-d array can only be read as a dtype of its own size, ${itemsize} bytes`,
    );
  }
  const length = shape[axis] as number;
  if (length !== 1 && a.size !== 0 && a.strides[axis] !== itemsize) {
    throw new DTypeError(
      `${who}: ${names}: the last axis must be contiguous where the sizes differ (shape ${shapeText(a.shape)}, strides ${shapeText(a.strides)}); use a.copy()`,
    );
  }
  const bytes = length * itemsize;
  if (bytes % size !== 0) {
    throw new DTypeError(`${who}: ${names}: the last axis has ${bytes} bytes, no multiple of ${size}`);
  }
  shape[axis] = bytes / size;
  const strides = a.strides.slice();
  strides[axis] = size;
  return a._view(shape, strides, a._offset, code);
}

interface SizeTable {
  bool: 1;
  int8: 1;
  int16: 2;
  int32: 4;
  int64: 8;
  uint8: 1;
  uint16: 2;
  uint32: 4;
  uint64: 8;
  float16: 2;
  float32: 4;
  float64: 8;
  complex64: 8;
  complex128: 16;
}
/** The last axis is of another length where the sizes differ. */
type ViewShape<S extends Shape, From extends DType, To extends DType> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : 0 extends 1 & From
      ? AnyShape
      : [SizeTable[From], SizeTable[To]] extends [SizeTable[To], SizeTable[From]]
        ? S
        : S extends readonly [...infer H extends Shape, number]
          ? [...H, number]
          : S;

/** Conversions of an array. */
export interface ConvertMethods {
  /**
   * The elements converted to another dtype, in a new array. See {@link astype}.
   * @example
   * nd.array([1.7, -1.7]).astype('int32').toArray() // [ 1, -1 ]
   */
  astype<D extends DType, S extends Shape>(
    this: NDArray<DType, S>,
    dtype: D,
    options?: AstypeOptions,
  ): NDArray<D, S>;

  /**
   * A new array with the same elements, C-contiguous unless `order` says otherwise. NumPy's `ndarray.copy`.
   * @example
   * nd.zeros([2, 3]).T.copy().flags.cContiguous // true
   */
  copy<D extends DType, S extends Shape>(this: NDArray<D, S>, options?: Order | CopyOptions): NDArray<D, S>;

  /**
   * The array's bytes read as another dtype: a view. Where the sizes differ the last axis, which must be contiguous, has more
   * elements or fewer. Without a dtype a view of the whole array. NumPy's `ndarray.view`.
   * @throws DTypeError where the bytes do not divide, or do not lie together.
   * @example
   * nd.array([1], 'float32').view('uint8').toArray() // [ 0, 0, 128, 63 ]
   */
  view<D extends DType, S extends Shape>(this: NDArray<D, S>): NDArray<D, S>;
  view<D extends DType, S extends Shape, E extends DType>(
    this: NDArray<D, S>,
    dtype: E | { dtype: E },
  ): NDArray<E, ViewShape<S, D, E>>;

  /**
   * Writes one value into every element; returns the array. NumPy's `ndarray.fill`.
   * @throws DTypeError for a value that the dtype cannot hold; StridedError for a read-only array.
   * @example
   * nd.zeros(3).fill(7).toArray() // [ 7, 7, 7 ]
   */
  fill<D extends DType, S extends Shape>(this: NDArray<D, S>, value: Item | NDArray): NDArray<D, S>;
}

installMethods({
  astype(this: NDArray, dtype: unknown, ...rest: unknown[]): NDArray {
    return astypeArray(this, dtype, namedOptions(rest));
  },
  copy(this: NDArray, ...rest: unknown[]): NDArray {
    return copyMethod(this, rest);
  },
  view(this: NDArray, ...rest: unknown[]): NDArray {
    const { dtype } = readOptions(rest, ['dtype'], 'view');
    return viewAs(this, optionalCode(dtype, 'view') ?? this._code);
  },
  fill(this: NDArray, value: unknown): NDArray {
    this._alive('fill');
    this._writeable('fill');
    let item = value;
    if (!isItem(item)) {
      const a = asNDArray(item, 'fill');
      if (a.ndim !== 0) {
        throw new StridedError(
          `fill: one value is needed, not ${describe(value)}; use assign for arrays`,
          'ERR_ARGUMENT',
        );
      }
      item = a.item({ bigint: true });
    }
    fillItem(this, item as Item, 'fill');
    return this;
  },
});
