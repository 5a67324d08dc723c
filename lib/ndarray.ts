/**
 * The array: metadata over a Storage. Views are new metadata over the same Storage, made here without entering C++.
 * Methods of the families (elementwise, reductions, shape …) are installed by lib/methods.ts.
 */
import { describe } from './describe.js';
import { type DType, dtypeName, itemAlignments, itemSizes } from './dtype.js';
import { type Item, readElement, writeElement } from './element.js';
import { DisposedError, IndexError, ShapeError, StridedError, shapeText } from './errors.js';
import { refuseLongList } from './memory/heap.js';
import { Region, Storage } from './memory/storage.js';
import type { InstalledMethods } from './methods.js';
import { isOptions } from './options.js';
import { ALIGNED, C_CONTIGUOUS, F_CONTIGUOUS, layoutFlags, sizeOf, WRITEABLE } from './shape/layout.js';
import type { ViewProperties } from './shape/view_methods.js';
import type { BigItemOf, DataOf, ItemOf } from './types/dtypes.js';
import type { AlongFirstAxis, BigItemsOf, ItemsOf } from './types/nested.js';
import type { Shape, ShapeView } from './types/shapes.js';

/** How an array's memory is laid out and who owns it. */
export interface Flags {
  readonly cContiguous: boolean;
  readonly fContiguous: boolean;
  readonly owndata: boolean;
  readonly writeable: boolean;
  readonly aligned: boolean;
}

const nestedTag = Symbol.for('strided.NDArray');

/** What a disposed view points to. */
const endedView = new Storage(new Region(null, -1), 0, 0, 'foreign', null);
endedView.dispose();

/**
 * An n-dimensional array of one dtype `D` and shape `S`: metadata over memory that views share. Made by `array`, `zeros`,
 * `frombuffer` and the like. NumPy's `ndarray`.
 * @example
 * const a = nd.arange(6).reshape(2, 3); // NDArray<'float64', [2, 3]>
 * a.T.base === a.base // true
 * console.log(a.mul(10).sum(0)); // array([30., 50., 70.])
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the families' methods are installed on the prototype
// biome-ignore lint/suspicious/noExplicitAny: an array of unknown dtype and shape fits wherever an array is asked for
export class NDArray<D extends DType = any, S extends Shape = any> {
  /** @internal The bytes. */
  _storage: Storage;
  /** @internal Where the first element stands in the storage. */
  readonly _offset: number;
  /** @internal The dtype's code. */
  readonly _code: number;
  /** @internal Bits of shape/layout.ts. */
  _flags: number;
  /** @internal */
  readonly _base: NDArray | null;
  /** @internal */
  readonly _shape: readonly number[];
  /** @internal */
  readonly _strides: readonly number[];
  /** @internal */
  readonly _size: number;
  #shape: readonly number[] | undefined;
  #strides: readonly number[] | undefined;
  #data: { readonly region: Region; readonly array: DataOf<DType> } | undefined;

  /** @internal Arrays are made by `array`, `zeros` and the other creating functions. */
  constructor(
    storage: Storage,
    code: number,
    shape: readonly number[],
    strides: readonly number[],
    offset: number,
    flags: number,
    base: NDArray | null,
  ) {
    if (!(storage instanceof Storage)) {
      throw new StridedError(
        'NDArray: arrays are made by nd.array, nd.zeros, nd.frombuffer and the like',
        'ERR_ARGUMENT',
      );
    }
    this._storage = storage;
    this._offset = offset;
    this._code = code;
    this._flags = flags;
    this._base = base;
    this._shape = shape;
    this._strides = strides;
    this._size = sizeOf(shape);
  }

  /** The length of each axis; a frozen list. `reshape` gives another shape. */
  get shape(): ShapeView<S> {
    // A copy, made when first asked for: most views are never asked, and lists of one kind are compared fastest.
    this.#shape ??= Object.freeze(this._shape.slice());
    return this.#shape as unknown as ShapeView<S>;
  }

  /** The bytes from one element to the next along each axis; a frozen list. */
  get strides(): readonly number[] {
    this.#strides ??= Object.freeze(this._strides.slice());
    return this.#strides;
  }

  /** The number of elements. */
  get size(): number {
    return this._size;
  }

  /** The element type's name. */
  get dtype(): D {
    return dtypeName(this._code) as D;
  }

  /** The number of axes. */
  get ndim(): number {
    return this._shape.length;
  }

  /** Bytes per element. */
  get itemsize(): number {
    return itemSizes[this._code] as number;
  }

  /** Bytes of all elements, wherever they stand. */
  get nbytes(): number {
    return this.size * this.itemsize;
  }

  /** The length of the first axis; a 0-d array has none. */
  get length(): number {
    const length = this._shape[0];
    if (length === undefined) throw new ShapeError('length: a 0-d array has no length; read it with item()');
    return length;
  }

  /** The array whose memory this view shares; `null` for an array that has its own. */
  get base(): NDArray | null {
    return this._base;
  }

  /** How the array lies in memory, whether it owns it and may be written. NumPy's `ndarray.flags`. */
  get flags(): Flags {
    return {
      cContiguous: (this._flags & C_CONTIGUOUS) !== 0,
      fContiguous: (this._flags & F_CONTIGUOUS) !== 0,
      owndata: this._base === null && this._storage.origin !== 'foreign',
      writeable: (this._flags & WRITEABLE) !== 0,
      aligned: (this._flags & ALIGNED) !== 0,
    };
  }

  /** True once `dispose()` was called on this array or on the array it is a view of. */
  get disposed(): boolean {
    return this._storage.disposed;
  }

  /**
   * The elements as a TypedArray over the array's own memory: no copy; writing to it writes the array. float16 is handed out
   * as Uint16Array bits, bool as Uint8Array, complex as interleaved floats.
   * @throws StridedError for arrays that are not C-contiguous, aligned and writeable: take `a.copy().data`.
   */
  get data(): DataOf<D> {
    this._alive('data');
    if ((this._flags & (C_CONTIGUOUS | ALIGNED)) !== (C_CONTIGUOUS | ALIGNED)) {
      throw new StridedError(
        `data: the array is not C-contiguous and aligned (shape ${shapeText(this.shape)}, strides ${shapeText(this.strides)}); use a.copy().data`,
        'ERR_COPY_NEEDED',
      );
    }
    this._writeable('data');
    const known = this.#data;
    // Detached since, it would be empty.
    if (
      known?.region !== this._storage.region ||
      known.array.byteLength !== this.nbytes ||
      this.nbytes === 0
    ) {
      const { buffer, byteOffset } = this._lend('data');
      const TypedArray = typedArrays[this._code] as DataConstructor;
      const array = new TypedArray(buffer, byteOffset, this.nbytes / TypedArray.BYTES_PER_ELEMENT);
      this.#data = { region: this._storage.region, array };
      return array as DataOf<D>;
    }
    return known.array as DataOf<D>;
  }

  /** The ArrayBuffer the elements are in; see `data`. */
  get buffer(): ArrayBufferLike {
    return this.data.buffer;
  }

  /**
   * A Node Buffer over the array's own memory: no copy.
   * @throws StridedError for arrays that are not C-contiguous: take `a.copy().toBuffer()`.
   */
  toBuffer(): Buffer {
    this._alive('toBuffer');
    if ((this._flags & C_CONTIGUOUS) === 0) {
      throw new StridedError(
        'toBuffer: the array is not C-contiguous; use a.copy().toBuffer()',
        'ERR_COPY_NEEDED',
      );
    }
    this._writeable('toBuffer');
    const { buffer, byteOffset } = this._lend('toBuffer');
    return Buffer.from(buffer as ArrayBuffer, byteOffset, this.nbytes);
  }

  /** @internal Memory for the user to keep, from the array's first element on. */
  _lend(who: string): { buffer: ArrayBufferLike; byteOffset: number } {
    const { buffer, byteOffset } = this._storage.lend();
    if (byteOffset + this._offset + this.nbytes > buffer.byteLength) throw detached(who);
    if (this.nbytes === 0) refuseDetached(buffer, who);
    return { buffer, byteOffset: byteOffset + this._offset };
  }

  /** Frees the array's memory now. Disposing an array ends its views too; disposing a view ends that view alone. */
  dispose(): void {
    if (this._base === null) this._storage.dispose();
    else this._storage = endedView;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /**
   * One element. Negative indices count from the end.
   * @example
   * nd.array([[1, 2], [3, 4]]).at(1, -1) // 4
   */
  at(...indices: number[]): ItemOf<D> {
    return this._read(this._offsetOf(indices, 'at'), false, 'at') as ItemOf<D>;
  }

  /** Writes one element: `a.set(value, i, j)`. Returns the array. */
  set(value: Item, ...indices: number[]): this {
    const offset = this._offsetOf(indices, 'set');
    this._writeable('set');
    const { region } = this._storage;
    try {
      writeElement(region.view, this._storage.start + offset, this._code, value, 'set');
    } catch (error) {
      throw this._accessError(error, 'set');
    }
    return this;
  }

  /**
   * The only element of an array of one, or the element at `index` (of the array read in C order) or at an index per axis.
   * @example
   * nd.array([[7]]).item() // 7
   */
  item(options: { bigint: true }): BigItemOf<D>;
  item(...args: [...indices: number[], options: { bigint: true }]): BigItemOf<D>;
  item(...args: (number | { bigint?: boolean })[]): ItemOf<D>;
  item(...args: unknown[]): Item {
    let bigint = false;
    const last = args.at(-1);
    if (isOptions(last)) {
      bigint = last['bigint'] === true;
      args.pop();
    }
    const indices = args as number[];
    if (indices.length === 0) {
      if (this.size !== 1) {
        throw new ShapeError(
          `item: an array of shape ${shapeText(this.shape)} has ${this.size} elements; give an index, or use toArray()`,
        );
      }
      return this._read(this._offset, bigint, 'item');
    }
    if (indices.length === 1 && this.ndim !== 1) {
      return this._read(this._offsetOf(this._unravel(wholeIndex(indices[0])), 'item'), bigint, 'item');
    }
    return this._read(this._offsetOf(indices, 'item'), bigint, 'item');
  }

  #indexError(who: string, index: number, given: unknown, axis: number): IndexError {
    const length = (this.shape as readonly number[])[axis];
    return Number.isInteger(index)
      ? new IndexError(`${who}: index ${index} is out of bounds for axis ${axis} with size ${length}`)
      : new IndexError(`${who}: ${describe(given)} is no integer index for axis ${axis}`);
  }

  /** @internal Indices per axis of a position in C order. */
  _unravel(position: number): number[] {
    const flat = position < 0 ? position + this.size : position;
    if (!Number.isInteger(position) || flat < 0 || flat >= this.size) {
      throw new IndexError(`item: index ${String(position)} is out of bounds for size ${this.size}`);
    }
    const indices: number[] = [];
    let rest = flat;
    for (let axis = this.ndim - 1; axis >= 0; axis--) {
      const length = (this.shape as readonly number[])[axis] as number;
      indices.unshift(rest % length);
      rest = Math.floor(rest / length);
    }
    return indices;
  }

  /** @internal The byte offset in the storage of the element at one index per axis. */
  _offsetOf(indices: readonly number[], who: string): number {
    // Not the public lists, which are made when first asked for: the array may be a view made for this element alone.
    const strides = this._strides;
    const shape = this._shape;
    if (indices.length !== strides.length) {
      throw new IndexError(
        indices.length < strides.length
          ? `${who}: ${indices.length} indices were given for ${strides.length} axes; for a view use slice(${indices.map(describe).join(', ')})`
          : `${who}: ${indices.length} indices were given for ${strides.length} axes`,
      );
    }
    let offset = this._offset;
    for (let axis = 0; axis < strides.length; axis++) {
      const given: unknown = indices[axis];
      const index = typeof given === 'number' ? given : wholeIndex(given);
      const length = shape[axis] as number;
      const from = index < 0 ? index + length : index;
      if (!(from >= 0 && from < length) || !Number.isInteger(index)) {
        throw this.#indexError(who, index, given, axis);
      }
      offset += from * (strides[axis] as number);
    }
    return offset;
  }

  /** @internal The element at a byte offset of the storage. */
  _read(offset: number, bigint: boolean, who: string): Item {
    const storage = this._storage;
    try {
      return readElement(storage.region.view, storage.start + offset, this._code, bigint, who);
    } catch (error) {
      throw this._accessError(error, who);
    }
  }

  /** @internal What a failed read or write through a DataView means. */
  _accessError(error: unknown, who: string): unknown {
    if (error instanceof StridedError || (error as { code?: string }).code === 'ERR_RANGE') return error;
    this._alive(who);
    return detached(who);
  }

  /** @internal */
  _alive(who: string): void {
    if (this._storage.disposed) {
      throw new DisposedError(
        `${who}: the array of shape ${shapeText(this.shape)} was disposed (dispose, using, or its nd.scope ended)`,
      );
    }
  }

  /** @internal */
  _writeable(who: string): void {
    if ((this._flags & WRITEABLE) === 0) {
      throw new StridedError(
        `${who}: the array is read-only (a broadcast view); write to a.copy()`,
        'ERR_READ_ONLY',
      );
    }
  }

  /** @internal Takes over the memory and shape of an array that nothing else holds; views keep the old memory. */
  _become(other: NDArray): void {
    const self = this as { -readonly [K in '_shape' | '_strides' | '_size' | '_offset']: NDArray[K] };
    this._storage = other._storage;
    this._flags = other._flags;
    self._offset = other._offset;
    self._shape = other._shape;
    self._strides = other._strides;
    self._size = other._size;
    this.#shape = undefined;
    this.#strides = undefined;
  }

  /** @internal A view of this array's memory. */
  _view(shape: readonly number[], strides: readonly number[], offset: number, code = this._code): NDArray {
    const flags = layoutFlags(shape, strides, code, this._storage.start + offset);
    const base = this._base ?? this;
    return new NDArray(this._storage, code, shape, strides, offset, flags | (this._flags & WRITEABLE), base);
  }

  /** Nested lists of the elements; a scalar for a 0-d array. With `{ bigint: true }` 64-bit integers are bigints. */
  toArray<E extends DType, T extends Shape>(this: NDArray<E, T>, options: { bigint: true }): BigItemsOf<E, T>;
  toArray<E extends DType, T extends Shape>(
    this: NDArray<E, T>,
    options?: { bigint?: boolean },
  ): ItemsOf<E, T>;
  toArray(options?: { bigint?: boolean }): unknown {
    this._alive('toArray');
    refuseLongList(this._size, 'toArray');
    const shape = this._shape;
    const bigint = options?.bigint === true;
    const walk = (axis: number, offset: number): unknown => {
      if (axis === shape.length) return this._read(offset, bigint, 'toArray');
      const stride = this._strides[axis] as number;
      return Array.from({ length: shape[axis] as number }, (_, i) => walk(axis + 1, offset + i * stride));
    };
    return walk(0, this._offset);
  }

  /** NumPy's name of `toArray`. */
  tolist<E extends DType, T extends Shape>(this: NDArray<E, T>, options: { bigint: true }): BigItemsOf<E, T>;
  tolist<E extends DType, T extends Shape>(
    this: NDArray<E, T>,
    options?: { bigint?: boolean },
  ): ItemsOf<E, T>;
  tolist(options?: { bigint?: boolean }): unknown {
    return this.toArray(options);
  }

  /** Nested lists; 64-bit integers that no number holds as strings, NaN and infinities as null. */
  toJSON(): unknown {
    const plain = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(plain);
      if (typeof value === 'bigint')
        return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
      return value;
    };
    return plain(this.toArray({ bigint: true }));
  }

  /** Walks the first axis: views, or the elements of a 1-D array. */
  *[Symbol.iterator](): IterableIterator<AlongFirstAxis<D, S>> {
    const shape = this._shape;
    if (shape.length === 0) throw new ShapeError('iteration over a 0-d array; read it with item()');
    this._alive('iteration');
    const stride = this._strides[0] as number;
    for (let i = 0; i < (shape[0] as number); i++) {
      const offset = this._offset + i * stride;
      if (shape.length === 1) yield this._read(offset, false, 'iteration') as AlongFirstAxis<D, S>;
      else yield this._view(shape.slice(1), this._strides.slice(1), offset) as AlongFirstAxis<D, S>;
    }
  }

  get [nestedTag](): true {
    return true;
  }

  get [Symbol.toStringTag](): string {
    return 'NDArray';
  }

  /** In numeric context an array of one element is its value; in string context an array prints. */
  [Symbol.toPrimitive](hint: string): unknown {
    if (hint === 'string') return this.toString();
    if (this.size === 1) {
      const value = this.item();
      if (typeof value !== 'object') return value;
    }
    throw new TypeError(
      `an array of shape ${shapeText(this.shape)} is no number: JavaScript's operators do not work on arrays; use a.add(b), a.lt(b) and the like`,
    );
  }

  /** As NumPy's str. What cannot be printed (detached, far too much) is named in one line, where `arrayStr` throws. */
  toString(): string {
    this._alive('toString');
    return this.#print(printers.str);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.#print(printers.repr);
  }

  /** Logging must not end a program: no error leaves here. */
  #print(print: (a: NDArray) => string): string {
    const shape = shapeText(this.shape);
    if (this.disposed) return `NDArray (disposed, shape ${shape})`;
    try {
      return print(this);
    } catch {
      return `NDArray (shape ${shape}, ${this.dtype})`;
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as the class
export interface NDArray<D extends DType = any, S extends Shape = any>
  extends InstalledMethods,
    ViewProperties<D, S> {}

/** Set by lib/print, which needs this class. */
export const printers: { repr: (a: NDArray) => string; str: (a: NDArray) => string } = {
  repr: (a) => `NDArray ${shapeText(a.shape)} ${a.dtype}`,
  str: (a) => `NDArray ${shapeText(a.shape)} ${a.dtype}`,
};

/** bigints count as integers; what is no number is no index. */
function wholeIndex(index: unknown): number {
  return typeof index === 'number' || typeof index === 'bigint' ? Number(index) : Number.NaN;
}

/** A detached buffer looks like an empty one, but nothing can be laid over it. */
export function refuseDetached(buffer: ArrayBufferLike, who: string): void {
  try {
    new Uint8Array(buffer);
  } catch {
    throw detached(who);
  }
}

export function detached(who: string): StridedError {
  return new StridedError(
    `${who}: the array's buffer was detached (transferred), resized, or is too short for it; make the array again from its data`,
    'ERR_BUFFER',
  );
}

interface DataConstructor {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): DataOf<DType>;
}
/** The class of `.data` by dtype code. */
const typedArrays: readonly DataConstructor[] = [
  Uint8Array,
  Int8Array,
  Int16Array,
  Int32Array,
  BigInt64Array,
  Uint8Array,
  Uint16Array,
  Uint32Array,
  BigUint64Array,
  Uint16Array,
  Float32Array,
  Float64Array,
  Float32Array,
  Float64Array,
] as unknown as readonly DataConstructor[];

/** The alignment flag's unit, for errors. */
export function alignmentOf(code: number): number {
  return itemAlignments[code] as number;
}
