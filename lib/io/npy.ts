/** `.npy` files, NumPy's format of one array: `load` (which reads `.npz` too), `save`, `toNpy`. */
import { builtin } from '../builtins.js';
import { asNDArray } from '../convert/as_array.js';
import { StridedError } from '../errors.js';
import { type NDArray, refuseDetached } from '../ndarray.js';
import { isOptions, noMore, nullAsAbsent, type Options, readOptions } from '../options.js';
import { describe } from '../shape/layout.js';
import type { ArrayLike } from '../types/operands.js';
import { fileError, pathOf, readRest, withFile } from './contents.js';
import { elementBytes, isFortran, writeElements } from './elements.js';
import { BytesSource, FileSource, isBytes, isPath, type Path, writeAll } from './files.js';
import { readArray } from './npy_array.js';
import { encodeHeader, PRELUDE_BYTES } from './npy_header.js';
import { fileBytes, memoryBytes, type Npz, readNpz } from './npz.js';
import { isZip } from './zip_format.js';

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
 * Reads what `save` and `savez` write, NumPy's or this library's. NumPy: `np.load`.
 *
 * Of a `.npy` file, of version 1.0 to 3.0, either order and either byte order, an array; the data go straight into its memory,
 * and one saved in Fortran order comes back in Fortran order. From a descriptor the file is read from its current position
 * on, and left behind the array: several arrays saved one after another are loaded one after another.
 *
 * Of a `.npz` archive an object with its arrays under their names, all read at once, and the list of names, `files`. Members
 * that are no `.npy` files are uint8 arrays of their bytes. The compiler is told by `nd.load<nd.Npz>(file)`.
 *
 * @returns new arrays of the file's dtypes and shapes, writeable, sharing memory with nothing
 * @throws StridedError with code `ERR_FILE_FORMAT` for a malformed, changed or truncated file, for pickles, and for dtypes this
 * library does not have; with code `ERR_FILE` for a file that cannot be read
 * @example
 * nd.load(nd.toNpy(nd.array([[1, 2], [3, 4]]))).toArray() // [[1, 2], [3, 4]]
 * nd.savez('/tmp/pair.npz', { x: [1, 2], y: [3] });
 * const { x } = nd.load<nd.Npz>('/tmp/pair.npz');
 * x?.toArray() // [1, 2]
 */
export function load<T extends NDArray | Npz = NDArray>(file: LoadSource, options?: LoadOptions): T;
export function load<T extends NDArray | Npz = NDArray>(
  file: LoadSource,
  mmapMode?: null,
  options?: Omit<LoadOptions, 'mmapMode'>,
): T;
export function load(file: unknown, ...rest: unknown[]): NDArray | Npz {
  const who = 'load';
  // `null` is the bare mmapMode, and says nothing.
  const args = nullAsAbsent(rest);
  const most = readLoadOptions(readOptions(args, ['mmapMode', 'allowPickle', 'maxHeaderSize'], who));
  if (isBytes(file)) {
    refuseDetached(ArrayBuffer.isView(file) ? file.buffer : file, who);
    const bytes = ArrayBuffer.isView(file)
      ? Buffer.from(file.buffer as ArrayBuffer, file.byteOffset, file.byteLength)
      : Buffer.from(file);
    if (isZip(bytes)) return readNpz(memoryBytes(bytes, 'the buffer'), most);
    return readArray(new BytesSource(bytes), most);
  }
  if (isPath(file)) return withFile(file, 'r', who, (fd, name) => loadFile(fd, name, true, most));
  if (typeof file === 'number') {
    const name = `file descriptor ${file}`;
    try {
      return loadFile(file, name, false, most);
    } catch (error) {
      if (error instanceof StridedError) throw error;
      throw fileError(who, 'read', name, error);
    }
  }
  throw new StridedError(
    `load: a path, a file URL, a descriptor or the bytes of a file are expected, not ${describe(file)}`,
    'ERR_ARGUMENT',
  );
}

/** An open file, at its beginning or anywhere. */
function loadFile(fd: number, name: string, fromStart: boolean, maxHeaderSize: number): NDArray | Npz {
  const source = new FileSource(fd, name);
  const prelude = source.take(PRELUDE_BYTES);
  if (!isZip(prelude)) return readArray(source, maxHeaderSize, prelude);
  const stats = builtin('fs').fstatSync(fd);
  if (fromStart && stats.isFile()) return readNpz(fileBytes(fd, stats.size, name), maxHeaderSize);
  return readNpz(memoryBytes(Buffer.concat([prelude, readRest(fd)]), name), maxHeaderSize);
}

/**
 * Writes an array to a `.npy` file, byte for byte as NumPy writes it: version 1.0, little-endian, in Fortran order if the
 * array is F-contiguous and not C-contiguous, else in C order. A path without the ending `.npy` gets it. NumPy: `np.save`.
 *
 * To a descriptor the file is written at its current position, so that several arrays can follow each other.
 *
 * @throws StridedError for what is no array and no place; with code `ERR_FILE` where the file cannot be written
 * @example
 * nd.save('/tmp/example.npy', nd.arange(6).reshape(2, 3));
 * nd.load('/tmp/example.npy').shape // [2, 3]
 */
export function save(file: SaveTarget, arr: ArrayLike, options?: SaveOptions): void;
export function save(file: SaveTarget, arr: ArrayLike, allowPickle?: boolean): void;
export function save(file: unknown, arr: unknown, ...rest: unknown[]): void {
  const who = 'save';
  readOptions(rest, ['allowPickle'], who);
  if (!isPath(file) && typeof file !== 'number') {
    throw new StridedError(
      `save: a path, a file URL or a descriptor is expected, not ${describe(file)}; for bytes use nd.toNpy`,
      'ERR_ARGUMENT',
    );
  }
  const a = checked(arr, who);
  const write = (fd: number): void => {
    writeAll(fd, encodeHeader(a._code, a.shape as readonly number[], isFortran(a)));
    writeElements(fd, a, true, who);
  };
  if (typeof file === 'number') {
    try {
      write(file);
    } catch (error) {
      if (error instanceof StridedError) throw error;
      throw fileError(who, 'write', `file descriptor ${file}`, error);
    }
    return;
  }
  const path = pathOf(file, who);
  withFile(path.endsWith('.npy') ? path : `${path}.npy`, 'w', who, write);
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
export function toNpy(arr: ArrayLike, ...rest: never[]): Buffer {
  noMore(rest, 'toNpy');
  const a = checked(arr, 'toNpy');
  const fortran = isFortran(a);
  const header = encodeHeader(a._code, a.shape as readonly number[], fortran);
  const bytes = elementBytes(a, fortran, 'toNpy', header.length);
  bytes.set(header);
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

function checked(arr: unknown, who: string): NDArray {
  if (arr === undefined || isOptions(arr)) {
    throw new StridedError(`${who}: an array is expected, not ${describe(arr)}`, 'ERR_ARGUMENT');
  }
  const a = asNDArray(arr, who);
  a._alive(who);
  return a;
}
