/** Elements in files without a header: `fromfile`, `tofile`, `tobytes`. */
import { copyInto, newArray } from '../call.js';
import { optionalCode } from '../convert/array.js';
import { describe } from '../describe.js';
import { BOOL, FLOAT64, isComplex, itemSizes, UINT8 } from '../dtype.js';
import { StridedError } from '../errors.js';
import { installMethods } from '../methods.js';
import { type NDArray, refuseDetached } from '../ndarray.js';
import { type Options, readOptions } from '../options.js';
import { C_CONTIGUOUS, checkOrder, type Order } from '../shape/layout.js';
import { wholeNumber } from '../shape/whole_numbers.js';
import type { DType } from '../types/dtypes.js';
import { fileError, textOf, withFile, writeText } from './contents.js';
import { elementBytes, writeElements } from './elements.js';
import { BytesSource, FileSource, isBytes, isPath, type Path, type Source } from './files.js';
import { formatRows, type RowFormat, readFormat } from './row_format.js';
import { elementCount, readSeparated } from './separated.js';

/** Options of `fromfile`. */
export interface FromfileOptions<D extends DType = DType> {
  /** The dtype; float64 if not given. */
  dtype?: D | null | undefined;
  /** How many elements are read at most; all there are if not given, or -1. */
  count?: number | undefined;
  /** What stands between two numbers of a text; none for binary data. A blank in it stands for any blanks, or none. */
  sep?: string | undefined;
  /** How many bytes are skipped first, of binary data only. */
  offset?: number | undefined;
}

/**
 * The elements of a binary file, in the machine's order of bytes, or the numbers of a text with `sep` between them, as a new
 * 1-D array. NumPy: `np.fromfile`.
 *
 * The file is a path or file URL, a descriptor, which is read from its position on, or the bytes of a file.
 *
 * @throws StridedError where a text holds something that is no number and no separator, for an offset behind the end, and with
 * code `ERR_FILE` for a file that cannot be read; DTypeError for an unknown dtype.
 * @example
 * nd.array([1, 2, 3]).tofile('/tmp/example.bin');
 * nd.fromfile('/tmp/example.bin').toArray() // [1, 2, 3]
 * nd.fromfile(Buffer.from('4, 5'), 'int16', { sep: ',' }).toArray() // [4, 5]
 */
export function fromfile<D extends DType = 'float64'>(
  file: Path | number | Uint8Array | ArrayBuffer,
  options?: FromfileOptions<D>,
): NDArray<NoInfer<D>, [number]>;
export function fromfile<D extends DType = 'float64'>(
  file: Path | number | Uint8Array | ArrayBuffer,
  dtype: D | null | undefined,
  options?: FromfileOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, [number]>;
export function fromfile(file: unknown, ...rest: unknown[]): NDArray {
  const who = 'fromfile';
  const options = readOptions(rest, ['dtype', 'count', 'sep', 'offset'], who);
  const code = optionalCode(options['dtype'], who) ?? FLOAT64;
  const count = elementCount(options['count'], who);
  const sep = options['sep'] ?? '';
  if (typeof sep !== 'string') {
    throw new StridedError(`${who}: sep must be a string, not ${describe(sep)}`, 'ERR_OPTION');
  }
  const offset = offsetOption(options['offset'], sep, who);
  if (Array.isArray(file)) {
    throw new StridedError(
      `${who}: a path, a file URL, a descriptor or the bytes of a file is expected, not ${describe(file)}`,
      'ERR_ARGUMENT',
    );
  }
  if (sep !== '') return readSeparated(textOf(file, null, who), code, count, sep, who);
  if (isBytes(file)) refuseDetached(ArrayBuffer.isView(file) ? file.buffer : file, who);
  if (isBytes(file)) return readBinary(new BytesSource(file), code, count, offset, who);
  if (isPath(file)) {
    return withFile(file, 'r', who, (fd, name) =>
      readBinary(new FileSource(fd, name), code, count, offset, who),
    );
  }
  if (typeof file === 'number') {
    try {
      return readBinary(new FileSource(file, `file descriptor ${file}`), code, count, offset, who);
    } catch (error) {
      if (error instanceof StridedError) throw error;
      throw fileError(who, 'read', `file descriptor ${file}`, error);
    }
  }
  throw new StridedError(
    `${who}: a path, a file URL, a descriptor or the bytes of a file is expected, not ${describe(file)}`,
    'ERR_ARGUMENT',
  );
}

function offsetOption(value: unknown, sep: string, who: string): number {
  const offset = wholeNumber(value ?? 0, `${who}: offset`);
  if (offset === undefined || offset < 0) {
    throw new StridedError(
      `${who}: offset must be an integer of at least 0, not ${describe(value)}`,
      'ERR_OPTION',
    );
  }
  if (offset > 0 && sep !== '') {
    throw new StridedError(`${who}: offset is for binary data only, and sep is given`, 'ERR_OPTION');
  }
  return offset;
}

/** How much of a source whose length is unknown is read at once. */
const UNKNOWN_BYTES = 1 << 20;

function readBinary(source: Source, code: number, count: number, offset: number, who: string): NDArray {
  const itemsize = itemSizes[code] as number;
  const skipped = source.skip(offset);
  if (skipped < offset) {
    throw new StridedError(
      `${who}: offset ${offset} is behind the end of ${source.name}, which has ${skipped} bytes`,
      'ERR_OPTION',
    );
  }
  const left = source.left();
  if (left === undefined) return readUnknown(source, code, count, who);
  const there = Math.floor(left / itemsize);
  const size = count < 0 ? there : Math.min(count, there);
  const a = newArray([size], code);
  const read = Math.floor(
    source.fill(a._storage.region, a._storage.start + a._offset, size * itemsize) / itemsize,
  );
  if (code === BOOL) asBools(a, who);
  return read < size ? a._view([read], [itemsize], a._offset) : a;
}

/** Of a pipe nobody knows how much there is. */
function readUnknown(source: Source, code: number, count: number, who: string): NDArray {
  const itemsize = itemSizes[code] as number;
  const most = count < 0 ? Number.POSITIVE_INFINITY : count * itemsize;
  const pieces: Buffer[] = [];
  let total = 0;
  while (total < most) {
    const piece = source.take(Math.min(UNKNOWN_BYTES, most - total));
    if (piece.length === 0) break;
    pieces.push(piece);
    total += piece.length;
  }
  return readBinary(new BytesSource(Buffer.concat(pieces)), code, count, 0, who);
}

/** Any byte but 0 means true, and kernels count on 1. */
function asBools(a: NDArray, who: string): void {
  if (a.size > 0) copyInto(a, a._view(a._shape, a._strides, a._offset, UINT8), who);
}

/** Options of the method `tofile`. */
export interface TofileOptions {
  /** What stands between two numbers of a text; none, and the elements are written as they are in memory. */
  sep?: string | undefined;
  /** Python's `%` format of each number of a text; '%s' if not given. */
  format?: string | undefined;
}

/** Options of the method `tobytes`. */
export interface TobytesOptions {
  /** The order of the elements: 'C', which it is if not given, 'F', or 'A': Fortran's if the array has it. */
  order?: Order | undefined;
}

/** Methods that write elements without a header. */
export interface RawMethods {
  /**
   * Writes the elements in C order to a file: as they are in memory, or as text with `sep` between them. `nd.fromfile` reads
   * them again; shape and dtype are not kept (`save` keeps them).
   */
  tofile(file: Path | number, sep?: string | TofileOptions, options?: TofileOptions): void;
  /** A new Buffer with a copy of the elements. */
  tobytes(order?: Order | TobytesOptions): Buffer;
}

function tofile(this: NDArray, file: unknown, ...rest: unknown[]): void {
  const who = 'tofile';
  const options = readOptions(rest, ['sep', 'format'], who);
  const sep = stringOption(options, 'sep', '', who);
  const format = stringOption(options, 'format', '%s', who);
  this._alive(who);
  if (!isPath(file) && typeof file !== 'number') {
    throw new StridedError(
      `${who}: a path, a file URL or a descriptor is expected, not ${describe(file)}`,
      'ERR_ARGUMENT',
    );
  }
  if (sep !== '') {
    writeText(file, textPieces(this, sep, format, who), who);
  } else if (typeof file === 'number') {
    try {
      writeElements(file, this, false, who);
    } catch (error) {
      if (error instanceof StridedError) throw error;
      throw fileError(who, 'write', `file descriptor ${file}`, error);
    }
  } else {
    withFile(file, 'w', who, (fd) => writeElements(fd, this, false, who));
  }
}

function stringOption(options: Options, name: string, otherwise: string, who: string): string {
  const value = options[name];
  if (value === undefined) return otherwise;
  if (typeof value === 'string') return value;
  throw new StridedError(`${who}: ${name} must be a string, not ${describe(value)}`, 'ERR_OPTION');
}

function* textPieces(a: NDArray, sep: string, format: string, who: string): Generator<Uint8Array> {
  const { conversions, after } = readFormat(format === '' ? '%s' : format, who);
  const [conversion] = conversions;
  if (conversion === undefined || conversions.length > 1) {
    throw new StridedError(
      `${who}: format '${format}' takes ${conversions.length} numbers, and 1 is given`,
      'ERR_OPTION',
    );
  }
  if (isComplex(a._code) && !'sra'.includes(conversion.type)) {
    throw new StridedError(
      `${who}: complex numbers take the format %s, not %${conversion.type}`,
      'ERR_OPTION',
    );
  }
  if (a.size === 0) return;
  const flat = newArray([a.size, 1], a._code);
  copyInto(flat._view(a._shape, contiguousSteps(a), flat._offset), a, who);
  const first: RowFormat = { conversions: [conversion], after, mergesSigns: false, pythonScalars: true };
  const rest: RowFormat = { ...first, conversions: [{ ...conversion, before: sep + conversion.before }] };
  const { itemsize } = a;
  const steps = [itemsize, itemsize];
  yield* formatRows(flat._view([1, 1], steps, flat._offset), first, 'utf8', who);
  yield* formatRows(flat._view([a.size - 1, 1], steps, flat._offset + itemsize), rest, 'utf8', who);
  flat.dispose();
}

function contiguousSteps(a: NDArray): number[] {
  const steps = new Array<number>(a.ndim);
  let step = a.itemsize;
  for (let axis = a.ndim - 1; axis >= 0; axis--) {
    steps[axis] = step;
    step *= a._shape[axis] as number;
  }
  return steps;
}

function tobytes(this: NDArray, ...rest: unknown[]): Buffer {
  const who = 'tobytes';
  const options = readOptions(rest, ['order'], who);
  const order = checkOrder(options['order'] ?? 'C', who);
  this._alive(who);
  const fortran =
    order === 'F' ||
    (order !== 'C' && this.ndim > 1 && (this._flags & C_CONTIGUOUS) === 0 && this.flags.fContiguous);
  return elementBytes(this, fortran, who);
}

installMethods({ tofile, tobytes } as never);
