/** One array in NumPy's format, read from any source of bytes. */
import { copyInto, newLaidOut } from '../call.js';
import { BOOL, itemSizes, realCode, UINT8 } from '../dtype.js';
import type { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { cStrides, fStrides } from '../shape/layout.js';
import { type Source, windowsOf } from './files.js';
import {
  decodeHeader,
  formatError,
  lengthBytes,
  type NpyHeader,
  PRELUDE_BYTES,
  readLength,
  readPrelude,
} from './npy_header.js';

/** Reads an array; `prelude` are the first bytes, where they were taken already. */
export function readArray(
  source: Source,
  maxHeaderSize: number,
  prelude = source.take(PRELUDE_BYTES),
): NDArray {
  const { name } = source;
  const version = readPrelude(prelude, name);
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
