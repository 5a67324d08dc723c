/** `.npy` files: NumPy's format of one array. */
import { copyInto, newLaidOut } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { BOOL, itemSizes, realCode, UINT8 } from '../dtype.js';
import { StridedError } from '../errors.js';
import { foreignStorage } from '../memory/storage.js';
import { detached, NDArray, refuseDetached } from '../ndarray.js';
import { isOptions, type Options, readOptions } from '../options.js';
import {
  C_CONTIGUOUS,
  cStrides,
  describe,
  F_CONTIGUOUS,
  fStrides,
  layoutFlags,
  WRITEABLE,
} from '../shape/layout.js';
import type { ArrayLike } from '../types/operands.js';
import {
  BytesSource,
  closing,
  FileSource,
  isBytes,
  isPath,
  openForReading,
  openForWriting,
  type Path,
  type Source,
  windowsOf,
  writeAll,
} from './files.js';
import {
  decodeHeader,
  encodeHeader,
  formatError,
  lengthBytes,
  type NpyHeader,
  PRELUDE_BYTES,
  readLength,
  readPrelude,
} from './npy_header.js';

/** Options of `load`. */
export interface LoadOptions {
  /** Only `null`: the array is read into memory of its own. */
  mmapMode?: null | undefined;
  /** Only `false`: pickled Python objects are never read. */
  allowPickle?: false | undefined;
  /** The most bytes of header that are read; 10000 if not given. */
  maxHeaderSize?: number | undefined;
}

/** Options of `save`. */
export interface SaveOptions {
  /** Without effect: no dtype of this library needs pickling. */
  allowPickle?: boolean | undefined;
}

/** What `load` reads: a path, a file URL, an open file's descriptor, or the bytes of a file. */
export type LoadSource = Path | number | Uint8Array | ArrayBuffer;
/** Where `save` writes: a path, a file URL, or an open file's descriptor. */
export type SaveTarget = Path | number;

const MAX_HEADER_SIZE = 10000;

/**
 * NumPy's `load`: reads an array from a `.npy` file, of version 1.0 to 3.0, either order and either byte order, or from the bytes of one.
 * The data go straight into the new array's memory. An array saved in Fortran order comes back in Fortran order.
 *
 * From a descriptor the file is read from its current position on, and left behind the array: several arrays saved one
 * after another are loaded one after another. Bytes behind the array are not looked at.
 *
 * @returns a new array of the file's dtype and shape, writeable, sharing memory with nothing
 * @throws StridedError with code `ERR_FILE_FORMAT` for a malformed or truncated file, for pickles, and for dtypes this
 * library does not have; Node's own error (`ENOENT` …) where the file cannot be read
 * @example
 * nd.load(nd.toNpy(nd.array([[1, 2], [3, 4]]))).toArray() // [[1, 2], [3, 4]]
 */
export function load(file: LoadSource, options?: LoadOptions): NDArray;
export function load(file: LoadSource, mmapMode?: null, options?: Omit<LoadOptions, 'mmapMode'>): NDArray;
export function load(file: unknown, ...rest: unknown[]): NDArray {
  // `null` is the bare mmapMode, and says nothing.
  const args = rest[0] === null ? [undefined, rest[1]] : rest;
  const most = readLoadOptions(readOptions(args, ['mmapMode', 'allowPickle', 'maxHeaderSize'], 'load'));
  if (isBytes(file)) {
    refuseDetached(ArrayBuffer.isView(file) ? file.buffer : file, 'load');
    return readArray(new BytesSource(file), most);
  }
  if (isPath(file)) {
    const { fd, name } = openForReading(file);
    return closing(fd, () => readArray(new FileSource(fd, name), most));
  }
  if (typeof file === 'number') return readArray(new FileSource(file, `file descriptor ${file}`), most);
  throw new StridedError(
    `load: a path, a file URL, a descriptor or the bytes of a file are expected, not ${describe(file)}`,
    'ERR_ARGUMENT',
  );
}

/**
 * NumPy's `save`: writes an array to a `.npy` file, byte for byte as NumPy writes it: version 1.0, little-endian, in Fortran order if the
 * array is F-contiguous and not C-contiguous, else in C order. A path without the ending `.npy` gets it.
 *
 * To a descriptor the file is written at its current position, so that several arrays can follow each other.
 *
 * @throws StridedError for what is no array and no place; Node's own error where the file cannot be written
 * @example
 * nd.save('/tmp/example.npy', nd.arange(6).reshape(2, 3));
 * nd.load('/tmp/example.npy').shape // [2, 3]
 */
export function save(file: SaveTarget, arr: ArrayLike, options?: SaveOptions): void;
export function save(file: SaveTarget, arr: ArrayLike, allowPickle?: boolean): void;
export function save(file: unknown, arr: unknown, ...rest: unknown[]): void {
  readOptions(rest, ['allowPickle'], 'save');
  if (!isPath(file) && typeof file !== 'number') {
    throw new StridedError(
      `save: a path, a file URL or a descriptor is expected, not ${describe(file)}; for bytes use nd.toNpy`,
      'ERR_ARGUMENT',
    );
  }
  const a = checked(arr, 'save');
  const header = encodeHeader(a._code, a.shape as readonly number[], isFortran(a));
  if (typeof file === 'number') {
    writeAll(file, header);
    writeElements(file, a);
    return;
  }
  const fd = openForWriting(file);
  closing(fd, () => {
    writeAll(fd, header);
    writeElements(fd, a);
  });
}

/**
 * The bytes of the `.npy` file that `save` would write, to be sent or stored elsewhere; `load` reads them. NumPy's `save`
 * into a BytesIO.
 *
 * @returns a new Buffer
 * @throws StridedError for what is no array
 * @example
 * nd.toNpy(nd.zeros([2, 2])).length // 160
 */
export function toNpy(arr: ArrayLike): Buffer {
  const a = checked(arr, 'toNpy');
  const fortran = isFortran(a);
  const header = encodeHeader(a._code, a.shape as readonly number[], fortran);
  const bytes = Buffer.from(new ArrayBuffer(header.length + a.nbytes));
  bytes.set(header);
  if (a.size > 0) copyInto(arrayOver(bytes.subarray(header.length), a, fortran), a, 'toNpy');
  return bytes;
}

function readLoadOptions(options: Options): number {
  const { mmapMode, allowPickle, maxHeaderSize = MAX_HEADER_SIZE } = options;
  if (mmapMode !== undefined && mmapMode !== null) {
    throw new StridedError(
      `load: mmapMode ${describe(mmapMode)} is not supported; only null is, which reads into memory`,
      'ERR_OPTION',
    );
  }
  if (allowPickle !== undefined && allowPickle !== false) {
    throw new StridedError('load: pickles are never read; allowPickle can only be false', 'ERR_OPTION');
  }
  if (typeof maxHeaderSize !== 'number' || !(maxHeaderSize >= 0)) {
    throw new StridedError(
      `load: maxHeaderSize must be a number of 0 or more, not ${describe(maxHeaderSize)}`,
      'ERR_OPTION',
    );
  }
  return maxHeaderSize;
}

// ---- reading ----

function readArray(source: Source, maxHeaderSize: number): NDArray {
  const { name } = source;
  const version = readPrelude(source.take(PRELUDE_BYTES), name);
  const length = readLength(source.take(lengthBytes(version)), version, maxHeaderSize, name);
  const header = decodeHeader(source.take(length), length, version, name);
  const { code, shape, fortranOrder } = header;
  const itemsize = itemSizes[code] as number;
  const nbytes = shape.reduce((product, axis) => product * axis, itemsize);
  // Before memory is asked for: a header can announce any size.
  const left = source.left();
  if (left !== undefined && left < nbytes) throw truncated(header, nbytes, left, name);
  const strides = fortranOrder ? fStrides(shape, itemsize) : cStrides(shape, itemsize);
  const a = newLaidOut(shape, strides, code);
  try {
    const read = source.fill(a._storage.region, a._storage.start, nbytes);
    if (read < nbytes) throw truncated(header, nbytes, read, name);
    if (header.bigEndian) swapBytes(a, itemSizes[realCode(code)] as number);
    // Any byte but 0 means true, and kernels count on 1.
    if (code === BOOL && a.size > 0) copyInto(a, a._view(shape, strides, 0, UINT8), 'load');
  } catch (error) {
    a.dispose();
    throw error;
  }
  return a;
}

function truncated(header: NpyHeader, wanted: number, found: number, name: string): StridedError {
  const shape = header.shape.join(', ');
  return formatError(name, `its shape (${shape}) takes ${wanted} bytes of data, and only ${found} are there`);
}

function swapBytes(a: NDArray, partSize: number): void {
  for (const window of windowsOf(a._storage.region, a._storage.start, a.nbytes)) {
    const bytes = Buffer.from(window.buffer as ArrayBuffer, window.byteOffset, window.byteLength);
    if (partSize === 2) bytes.swap16();
    else if (partSize === 4) bytes.swap32();
    else bytes.swap64();
  }
}

// ---- writing ----

function checked(arr: unknown, who: string): NDArray {
  if (arr === undefined || isOptions(arr)) {
    throw new StridedError(`${who}: an array is expected, not ${describe(arr)}`, 'ERR_ARGUMENT');
  }
  const a = asNDArray(arr, who);
  a._alive(who);
  return a;
}

function isFortran(a: NDArray): boolean {
  return (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
}

/** An array over `bytes`, shaped and typed as `a`, in C or Fortran order. */
function arrayOver(bytes: Uint8Array, a: NDArray, fortran = false): NDArray {
  const shape = a.shape as readonly number[];
  const strides = fortran ? fStrides(shape, a.itemsize) : cStrides(shape, a.itemsize);
  const flags = layoutFlags(shape, strides, a._code, bytes.byteOffset) | WRITEABLE;
  return new NDArray(foreignStorage(bytes), a._code, shape, strides, 0, flags, null);
}

/** Strided elements pass through a buffer of this size. */
const COPY_BYTES = 4 << 20;

function writeElements(fd: number, a: NDArray): void {
  if (a.size === 0) return;
  if ((a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === 0) {
    writePieces(fd, a, new Uint8Array(Math.min(a.nbytes, COPY_BYTES)));
    return;
  }
  const { handle } = a._storage.region;
  const start = a._storage.start + a._offset;
  if (handle === null || start + a.nbytes > handle.byteLength) throw detached('save');
  for (const window of windowsOf(a._storage.region, start, a.nbytes)) writeAll(fd, window);
}

/** Cuts the array along its first axes into pieces that fit the buffer. */
function writePieces(fd: number, a: NDArray, buffer: Uint8Array): void {
  if (a.nbytes <= buffer.length) {
    const bytes = buffer.subarray(0, a.nbytes);
    copyInto(arrayOver(bytes, a), a, 'save');
    writeAll(fd, bytes);
    return;
  }
  const [length = 1, ...rest] = a.shape as readonly number[];
  const [stride = 0, ...steps] = a.strides;
  const rowBytes = a.nbytes / length;
  const rows = Math.floor(buffer.length / rowBytes);
  for (let i = 0; i < length; i += Math.max(rows, 1)) {
    const offset = a._offset + i * stride;
    const piece =
      rows < 1
        ? a._view(rest, steps, offset)
        : a._view([Math.min(rows, length - i), ...rest], a.strides, offset);
    writePieces(fd, piece, buffer);
  }
}
