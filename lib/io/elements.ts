/** Elements as they stand in memory, written to files and buffers. */
import { copyInto } from '../call.js';
import { MemoryLimitError } from '../errors.js';
import { foreignStorage, refuseBeyondLimit } from '../memory/storage.js';
import { detached, NDArray } from '../ndarray.js';
import { C_CONTIGUOUS, cStrides, F_CONTIGUOUS, fStrides, layoutFlags, WRITEABLE } from '../shape/layout.js';
import { windowsOf, writeAll } from './files.js';

/** Whether `.npy` has the array in Fortran order. */
export function isFortran(a: NDArray): boolean {
  return (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
}

/** An array over `bytes`, shaped and typed as `a`, in C or Fortran order. */
function arrayOver(bytes: Uint8Array, a: NDArray, fortran = false): NDArray {
  const shape = a.shape as readonly number[];
  const strides = fortran ? fStrides(shape, a.itemsize) : cStrides(shape, a.itemsize);
  const flags = layoutFlags(shape, strides, a._code, bytes.byteOffset) | WRITEABLE;
  return new NDArray(foreignStorage(bytes), a._code, shape, strides, 0, flags, null);
}

function newBuffer(bytes: number, who: string): ArrayBuffer {
  refuseBeyondLimit(bytes);
  try {
    return new ArrayBuffer(bytes);
  } catch {
    throw new MemoryLimitError(
      `${who}: a Buffer of ${bytes} bytes is more than there is; save to a file instead`,
    );
  }
}

/** A copy of the elements in C or Fortran order, behind `room` bytes for something else. */
export function elementBytes(a: NDArray, fortran: boolean, who: string, room = 0): Buffer {
  const bytes = Buffer.from(newBuffer(room + a.nbytes, who));
  if (a.size > 0) copyInto(arrayOver(bytes.subarray(room), a, fortran), a, who);
  return bytes;
}

/** The memory of an array that has no gaps, in pieces that file calls take. */
export function contiguousWindows(a: NDArray, who: string): Iterable<Uint8Array> {
  if (a.size === 0) return [];
  const { handle } = a._storage.region;
  const start = a._storage.start + a._offset;
  if (handle === null || start + a.nbytes > handle.byteLength) throw detached(who);
  return windowsOf(a._storage.region, start, a.nbytes);
}

/** Strided elements pass through a buffer of this size. */
const COPY_BYTES = 4 << 20;

/** Writes the elements in C order, or, with `keepsFortran`, in Fortran order where the array has only that. */
export function writeElements(fd: number, a: NDArray, keepsFortran: boolean, who: string): void {
  if (a.size === 0) return;
  if ((a._flags & C_CONTIGUOUS) === 0 && !(keepsFortran && isFortran(a))) {
    writePieces(fd, a, new Uint8Array(Math.min(a.nbytes, COPY_BYTES)), who);
    return;
  }
  for (const window of contiguousWindows(a, who)) writeAll(fd, window);
}

/** Cuts the array along its first axes into pieces that fit the buffer. */
function writePieces(fd: number, a: NDArray, buffer: Uint8Array, who: string): void {
  if (a.nbytes <= buffer.length) {
    const bytes = buffer.subarray(0, a.nbytes);
    copyInto(arrayOver(bytes, a), a, who);
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
    writePieces(fd, piece, buffer, who);
  }
}
