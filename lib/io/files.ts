/** Files and bytes as the readers and writers of this folder see them. */
import { builtin } from '../builtins.js';
import type { Region } from '../memory/storage.js';

export type Path = string | URL;

export function isPath(value: unknown): value is Path {
  return typeof value === 'string' || value instanceof URL;
}

export function isBytes(value: unknown): value is Uint8Array | ArrayBuffer {
  return builtin('util').types.isUint8Array(value) || builtin('util').types.isAnyArrayBuffer(value);
}

export function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += builtin('fs').writeSync(fd, bytes, done);
}

/** Node reads and writes less than 2 GiB at once; a multiple of every item size. */
const WINDOW_BYTES = 1 << 30;

/** Memory as windows of a size that file calls take. */
export function* windowsOf(region: Region, start: number, nbytes: number): Generator<Uint8Array> {
  const { handle } = region;
  if (handle === null) return;
  const [buffer, from] = handle instanceof Uint8Array ? [handle.buffer, handle.byteOffset] : [handle, 0];
  for (let done = 0; done < nbytes; done += WINDOW_BYTES) {
    yield new Uint8Array(buffer, from + start + done, Math.min(WINDOW_BYTES, nbytes - done));
  }
}

/** Bytes read one after another. */
export interface Source {
  /** How messages name it. */
  readonly name: string;
  /** The next bytes; fewer than asked for at the end. */
  take(count: number): Buffer;
  /** Leaves out bytes; returns how many there were. */
  skip(count: number): number;
  /** How many bytes are left, where that can be known. */
  left(): number | undefined;
  /** Reads into memory; returns how many bytes there were. */
  fill(region: Region, start: number, nbytes: number): number;
}

/** An open file, read from its current position on. */
export class FileSource implements Source {
  readonly name: string;
  readonly #fd: number;
  #taken = 0;

  constructor(fd: number, name: string) {
    this.#fd = fd;
    this.name = name;
  }

  take(count: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.min(count, this.left() ?? count));
    return bytes.subarray(0, this.#read(bytes));
  }

  skip(count: number): number {
    let skipped = 0;
    while (skipped < count) {
      const piece = this.take(Math.min(count - skipped, 1 << 20)).length;
      if (piece === 0) break;
      skipped += piece;
    }
    return skipped;
  }

  /** Of a pipe nothing is known; of a descriptor at an unknown position this is an upper bound. */
  left(): number | undefined {
    const stats = builtin('fs').fstatSync(this.#fd);
    return stats.isFile() ? Math.max(0, stats.size - this.#taken) : undefined;
  }

  fill(region: Region, start: number, nbytes: number): number {
    let read = 0;
    for (const window of windowsOf(region, start, nbytes)) {
      const count = this.#read(window);
      read += count;
      if (count < window.length) break;
    }
    return read;
  }

  #read(bytes: Uint8Array): number {
    let done = 0;
    while (done < bytes.length) {
      const count = builtin('fs').readSync(this.#fd, bytes, done, bytes.length - done, null);
      if (count === 0) break;
      done += count;
    }
    this.#taken += done;
    return done;
  }
}

/** The bytes of a file in memory. */
export class BytesSource implements Source {
  readonly name: string;
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array | ArrayBuffer, name = 'the buffer') {
    this.name = name;
    this.#bytes = builtin('util').types.isUint8Array(bytes)
      ? Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength)
      : Buffer.from(bytes);
  }

  take(count: number): Buffer {
    const taken = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += taken.length;
    return taken;
  }

  skip(count: number): number {
    return this.take(count).length;
  }

  left(): number {
    return this.#bytes.length - this.#at;
  }

  fill(region: Region, start: number, nbytes: number): number {
    let read = 0;
    for (const window of windowsOf(region, start, nbytes)) {
      const bytes = this.take(window.length);
      window.set(bytes);
      read += bytes.length;
    }
    return read;
  }
}
