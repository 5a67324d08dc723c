/** `.npz` files: several arrays in one archive. */
import { builtin } from '../builtins.js';
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { UINT8 } from '../dtype.js';
import { StridedError } from '../errors.js';
import type { Region } from '../memory/storage.js';
import type { NDArray } from '../ndarray.js';
import { isOptions } from '../options.js';
import type { ArrayLike } from '../types/operands.js';
import { fileError, pathOf, withFile } from './contents.js';
import { contiguousWindows, isFortran } from './elements.js';
import { BytesSource, isPath, type Path, type Source, windowsOf, writeAll } from './files.js';
import { readArray } from './npy_array.js';
import { encodeHeader } from './npy_header.js';
import {
  crc32,
  dataOffset,
  directory,
  type FoundEntry,
  localHeader,
  readEntries,
  type ZipBytes,
  type ZipEntry,
  zipError,
} from './zip_format.js';

/** The arrays of a `.npz` file under their names, and the list of these, `files` (which no array's name can hide). */
export type Npz = { readonly files: readonly string[] } & Readonly<Record<string, NDArray>>;

const STORED = 0;
const DEFLATED = 8;
const ENDING = '.npy';

// ---- reading ----

/** An archive in an open file. */
export function fileBytes(fd: number, size: number, name: string): ZipBytes {
  const read = (offset: number, length: number): Buffer => {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
    let done = 0;
    while (done < bytes.length) {
      const count = builtin('fs').readSync(
        fd,
        bytes,
        done,
        Math.min(bytes.length - done, 1 << 30),
        offset + done,
      );
      if (count === 0) break;
      done += count;
    }
    return bytes.subarray(0, done);
  };
  return { name, size, read };
}

/** An archive in memory. */
export function memoryBytes(bytes: Buffer, name: string): ZipBytes {
  return { name, size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** A stored member, read piece by piece; its checksum grows with what is read. */
class StoredSource implements Source {
  readonly name: string;
  readonly #zip: ZipBytes;
  #at: number;
  readonly #end: number;
  crc = 0;

  constructor(zip: ZipBytes, begin: number, size: number, name: string) {
    this.#zip = zip;
    this.#at = begin;
    this.#end = begin + size;
    this.name = name;
  }

  take(count: number): Buffer {
    const bytes = this.#zip.read(this.#at, Math.min(count, this.left()));
    this.#at += bytes.length;
    this.crc = crc32(bytes, this.crc);
    return bytes;
  }

  skip(count: number): number {
    return this.take(count).length;
  }

  left(): number {
    return this.#end - this.#at;
  }

  fill(region: Region, start: number, nbytes: number): number {
    let filled = 0;
    for (const window of windowsOf(region, start, nbytes)) {
      for (let done = 0; done < window.length; ) {
        const piece = this.take(Math.min(PIECE_BYTES, window.length - done));
        if (piece.length === 0) return filled;
        window.set(piece, done);
        done += piece.length;
        filled += piece.length;
      }
    }
    return filled;
  }
}

const PIECE_BYTES = 1 << 22;
/** Deflate packs no better than this. */
const BEST_RATIO = 1032;

function unpack(zip: ZipBytes, entry: ZipEntry, begin: number, name: string): Buffer {
  if (entry.size > BEST_RATIO * entry.packedSize + 64) {
    throw zipError(zip.name, `'${entry.name}' announces more bytes than it can hold`);
  }
  const packed = zip.read(begin, entry.packedSize);
  // Node unpacks in pieces that it then joins: both must fit, or the limit is told before, not the process ended.
  newArray([2 * entry.size], UINT8).dispose();
  let bytes: Buffer;
  try {
    bytes = builtin('zlib').inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch (error) {
    throw zipError(zip.name, `${name} cannot be unpacked: ${error instanceof Error ? error.message : error}`);
  }
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw wrongSum(zip, entry);
  return bytes;
}

function wrongSum(zip: ZipBytes, entry: ZipEntry): StridedError {
  return zipError(zip.name, `the checksum of '${entry.name}' is wrong: its bytes were changed`);
}

/** An array; the bytes of a member that is none. */
function readMember(zip: ZipBytes, entry: FoundEntry, maxHeaderSize: number): NDArray {
  const name = `'${entry.name}' of ${zip.name}`;
  const begin = dataOffset(zip, entry);
  if (entry.method === DEFLATED) {
    const bytes = unpack(zip, entry, begin, name);
    return readMemberFrom(new BytesSource(bytes, name), entry, maxHeaderSize);
  }
  if (entry.method !== STORED) {
    throw zipError(zip.name, `'${entry.name}' is packed by method ${entry.method}; 0 and 8 are known`);
  }
  if (entry.size !== entry.packedSize) throw zipError(zip.name, `the sizes of '${entry.name}' disagree`);
  const source = new StoredSource(zip, begin, entry.size, name);
  const a = readMemberFrom(source, entry, maxHeaderSize);
  while (source.left() > 0 && source.take(PIECE_BYTES).length > 0);
  if (source.crc === entry.crc) return a;
  a.dispose();
  throw wrongSum(zip, entry);
}

function readMemberFrom(source: Source, entry: ZipEntry, maxHeaderSize: number): NDArray {
  if (entry.name.endsWith(ENDING)) return readArray(source, maxHeaderSize);
  const a = newArray([entry.size], UINT8);
  source.fill(a._storage.region, a._storage.start + a._offset, entry.size);
  return a;
}

/** All arrays of an archive, read at once. */
export function readNpz(zip: ZipBytes, maxHeaderSize: number): Npz {
  const arrays: Record<string, NDArray> = Object.create(null) as Record<string, NDArray>;
  const files: string[] = [];
  try {
    for (const entry of readEntries(zip)) {
      if (entry.name.endsWith('/')) continue;
      const name = entry.name.endsWith(ENDING) ? entry.name.slice(0, -ENDING.length) : entry.name;
      const a = readMember(zip, entry, maxHeaderSize);
      arrays[name]?.dispose();
      if (!(name in arrays)) files.push(name);
      arrays[name] = a;
    }
  } catch (error) {
    for (const a of Object.values(arrays)) a.dispose();
    throw error;
  }
  const named = arrays['files'];
  // An array called 'files' is found under 'files.npy', as the archive has it.
  if (named !== undefined) arrays['files.npy'] = named;
  Object.defineProperty(arrays, 'files', { value: Object.freeze(files), enumerable: false });
  return arrays as unknown as Npz;
}

// ---- writing ----

/** Arrays under names of the caller's choice. */
export type NamedArrays = Readonly<Record<string, ArrayLike>>;

/**
 * Writes several arrays to one `.npz` file, unpacked. Arrays given by position are called `arr_0`, `arr_1` …; those in a plain
 * object, which stands last, have its keys' names. NumPy: `np.savez`.
 *
 * A path without the ending `.npz` gets it. The bytes are those that NumPy writes.
 *
 * @throws StridedError for what is no array and no place, for an array given by position whose name another one has, and with
 * code `ERR_FILE` for a file that cannot be written.
 * @example
 * nd.savez('/tmp/example.npz', nd.arange(3), { weights: nd.eye(2) });
 * const { weights, files } = nd.load<nd.Npz>('/tmp/example.npz');
 * files // ['weights', 'arr_0']
 * weights?.shape // [2, 2]
 */
export function savez(file: Path | number, ...arrays: (ArrayLike | NamedArrays)[]): void {
  write(file, arrays, false, 'savez');
}

/**
 * `savez` with every array packed (deflate). NumPy: `np.savez_compressed`.
 *
 * @throws StridedError as `savez`.
 * @example
 * nd.savezCompressed('/tmp/packed.npz', { zeros: nd.zeros([1000, 10]) });
 * nd.load<nd.Npz>('/tmp/packed.npz')['zeros']?.shape // [1000, 10]
 */
export function savezCompressed(file: Path | number, ...arrays: (ArrayLike | NamedArrays)[]): void {
  write(file, arrays, true, 'savezCompressed');
}

/** Arrays with the names of their members; those in the object come first, as in NumPy. */
function named(arrays: readonly unknown[], who: string): [string, NDArray][] {
  const last = arrays.at(-1);
  const object = isOptions(last) ? last : {};
  const positional = isOptions(last) ? arrays.slice(0, -1) : arrays;
  const list: [string, NDArray][] = [];
  const add = (name: string, value: unknown): void => {
    if (value === undefined || isOptions(value)) {
      throw new StridedError(
        `${who}: '${name}' must be an array, not ${describe(value)}; an object of named arrays stands last`,
        'ERR_ARGUMENT',
      );
    }
    if (name.includes('\0')) {
      throw new StridedError(`${who}: the name ${describe(name)} has a zero character`, 'ERR_ARGUMENT');
    }
    const a = asNDArray(value, who);
    a._alive(who);
    list.push([name, a]);
  };
  for (const [name, value] of Object.entries(object)) {
    // NumPy's option, which says nothing here; an array of this name is one all the same.
    if (name === 'allowPickle' && (typeof value === 'boolean' || value === undefined)) continue;
    if (value !== undefined) add(name, value);
  }
  positional.forEach((value, i) => {
    const name = `arr_${i}`;
    if (list.some(([other]) => other === name)) {
      throw new StridedError(
        `${who}: an array is named ${name}, and so would be one given by position`,
        'ERR_ARGUMENT',
      );
    }
    add(name, value);
  });
  return list;
}

function write(file: unknown, arrays: readonly unknown[], packs: boolean, who: string): void {
  if (!isPath(file) && typeof file !== 'number') {
    throw new StridedError(
      `${who}: a path, a file URL or a descriptor is expected, not ${describe(file)}`,
      'ERR_ARGUMENT',
    );
  }
  const list = named(arrays, who);
  if (typeof file === 'number') {
    try {
      writeArchive(file, list, packs, who);
    } catch (error) {
      if (error instanceof StridedError) throw error;
      throw fileError(who, 'write', `file descriptor ${file}`, error);
    }
    return;
  }
  const path = pathOf(file, who);
  withFile(path.endsWith('.npz') ? path : `${path}.npz`, 'w', who, (fd) =>
    writeArchive(fd, list, packs, who),
  );
}

function writeArchive(fd: number, arrays: readonly [string, NDArray][], packs: boolean, who: string): void {
  const entries: ZipEntry[] = [];
  let offset = 0;
  for (const [name, a] of arrays) {
    const fortran = isFortran(a);
    const isDense = fortran || a.flags.cContiguous;
    const dense = isDense ? a : copyArray(a, 'C', who);
    const header = encodeHeader(a._code, a._shape, fortran);
    const size = header.length + dense.nbytes;
    let crc = crc32(header);
    for (const window of contiguousWindows(dense, who)) crc = crc32(window, crc);
    const packed = packs ? packedPieces(header, dense, who) : undefined;
    const packedSize = packed?.reduce((sum, piece) => sum + piece.length, 0) ?? size;
    const method = packs ? DEFLATED : STORED;
    const entry = { name: `${name}${ENDING}`, method, crc, packedSize, size, offset };
    const local = localHeader(entry);
    writeAll(fd, local);
    for (const piece of packed ?? [header]) writeAll(fd, piece);
    if (packed === undefined) for (const window of contiguousWindows(dense, who)) writeAll(fd, window);
    if (dense !== a) dense.dispose();
    entries.push(entry);
    offset += local.length + packedSize;
  }
  writeAll(fd, directory(entries, offset));
}

const DEFLATE_BYTES = 1 << 26;

/** Deflated pieces: each but the last ends on a whole byte without ending the stream, so that they can follow each other. */
function packedPieces(header: Buffer, a: NDArray, who: string): Buffer[] {
  const parts: Uint8Array[] = [header];
  for (const window of contiguousWindows(a, who)) {
    for (let at = 0; at < window.length; at += DEFLATE_BYTES)
      parts.push(window.subarray(at, at + DEFLATE_BYTES));
  }
  // The header alone is no piece worth having.
  const [first = header, second, ...rest] = parts;
  const joined = second === undefined ? [first] : [Buffer.concat([first, second]), ...rest];
  const { constants, deflateRawSync } = builtin('zlib');
  return joined.map((part, i) =>
    deflateRawSync(part, {
      finishFlush: i === joined.length - 1 ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    }),
  );
}
