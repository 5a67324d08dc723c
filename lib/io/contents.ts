/** Whole files and texts: what the readers and writers of text take as a source and a target. */
import { builtin } from '../builtins.js';
import { describe } from '../describe.js';
import { MemoryLimitError, StridedError } from '../errors.js';
import { memoryStats } from '../memory/storage.js';
import { refuseDetached } from '../ndarray.js';
import { isBytes, isPath, type Path, writeAll } from './files.js';

/**
 * What the readers of text take: a path or file URL, an open file's descriptor, the bytes of a text, or a list of its
 * lines. A string is always a path.
 */
export type TextSource = Path | number | Uint8Array | ArrayBuffer | readonly string[];

/** A path as the system takes it and as messages name it. */
export function pathOf(path: Path, who: string): string {
  if (typeof path === 'string') return path;
  try {
    return builtin('url').fileURLToPath(path);
  } catch (error) {
    throw fileError(who, 'open', String(path), error);
  }
}

/** What the system says of a file, with its path and what was being done. */
export function fileError(who: string, doing: string, name: string, error: unknown): StridedError {
  const reason = error instanceof Error ? error.message : String(error);
  return new StridedError(`${who}: cannot ${doing} '${name}': ${reason}`, 'ERR_FILE', { cause: error });
}

/** Opens a file, does the work, and closes it; what the system refuses becomes an error that names the file. */
export function withFile<T>(
  path: Path,
  flags: string,
  who: string,
  work: (fd: number, name: string) => T,
): T {
  const name = pathOf(path, who);
  const doing = flags === 'r' ? 'read' : 'write';
  let fd: number;
  try {
    fd = builtin('fs').openSync(name, flags);
  } catch (error) {
    throw fileError(who, doing, name, error);
  }
  try {
    return work(fd, name);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw fileError(who, doing, name, error);
    throw error;
  } finally {
    builtin('fs').closeSync(fd);
  }
}

/** Node reads less than 2 GiB at once. */
const READ_BYTES = 1 << 30;

/** All bytes of an open file from its position on. */
export function readRest(fd: number): Buffer {
  const stats = builtin('fs').fstatSync(fd);
  if (stats.isFile()) {
    const bytes = Buffer.allocUnsafeSlow(stats.size);
    let done = 0;
    while (done < bytes.length) {
      const count = builtin('fs').readSync(fd, bytes, done, Math.min(READ_BYTES, bytes.length - done), null);
      if (count === 0) break;
      done += count;
    }
    return bytes.subarray(0, done);
  }
  const pieces: Buffer[] = [];
  for (;;) {
    const piece = Buffer.allocUnsafe(1 << 16);
    const count = builtin('fs').readSync(fd, piece, 0, piece.length, null);
    if (count === 0) return Buffer.concat(pieces);
    pieces.push(piece.subarray(0, count));
  }
}

function refuseOtherArchives(name: string, who: string): void {
  const ending = /\.(bz2|xz|lzma)$/.exec(name)?.[0];
  if (ending !== undefined) {
    throw new StridedError(
      `${who}: '${name}': files that end with ${ending} are not supported; only .gz and plain text are`,
      'ERR_FILE',
    );
  }
}

/** The bytes of a packed file, which can be a thousand times as many: no more than there is room for. */
function unpacked(bytes: Buffer, name: string, who: string): Buffer {
  const { limitBytes, processBytes } = memoryStats();
  // Node unpacks in pieces that it then joins.
  const room = Math.max(
    1,
    Math.min(builtin('buffer').constants.MAX_LENGTH, Math.floor((limitBytes - processBytes) / 2)),
  );
  try {
    return builtin('zlib').gunzipSync(bytes, { maxOutputLength: room });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new MemoryLimitError(
        `${who}: '${name}' unpacks to more than ${room} bytes, for which there is room; free arrays (using, dispose, nd.scope) or raise the limit with nd.memory.setLimit`,
      );
    }
    throw fileError(who, 'unpack', name, error);
  }
}

/** The bytes of a source: files that end with `.gz` are unpacked. */
function bytesOf(source: unknown, who: string): Buffer {
  if (isPath(source)) {
    refuseOtherArchives(pathOf(source, who), who);
    return withFile(source, 'r', who, (fd, name) => {
      const bytes = readRest(fd);
      if (!name.endsWith('.gz')) return bytes;
      return unpacked(bytes, name, who);
    });
  }
  if (typeof source === 'number') {
    try {
      return readRest(source);
    } catch (error) {
      throw fileError(who, 'read', `file descriptor ${source}`, error);
    }
  }
  if (isBytes(source)) {
    refuseDetached(ArrayBuffer.isView(source) ? source.buffer : source, who);
    return ArrayBuffer.isView(source)
      ? Buffer.from(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength)
      : Buffer.from(source);
  }
  if (Array.isArray(source) && source.every((line) => typeof line === 'string')) {
    return Buffer.from(source.map((line: string) => line.replace(/\r?\n$/, '')).join('\n'));
  }
  throw new StridedError(
    `${who}: a path, a file URL, a descriptor, the bytes of a text or a list of its lines is expected, not ${describe(source)}`,
    'ERR_ARGUMENT',
  );
}

const utf8Names: ReadonlySet<string> = new Set(['utf8', 'utf8sig', 'ascii', 'usascii', 'bytes']);
const latinNames: ReadonlySet<string> = new Set(['latin1', 'iso88591', 'l1']);

/** The encoding as Node names it, from any of Python's spellings. */
export function encodingOf(encoding: unknown, who: string): 'utf8' | 'latin1' | 'utf16le' {
  if (encoding === undefined || encoding === null) return 'utf8';
  const name = typeof encoding === 'string' ? encoding.toLowerCase().replace(/[-_ ]/g, '') : '';
  if (utf8Names.has(name)) return 'utf8';
  if (latinNames.has(name)) return 'latin1';
  if (name === 'utf16le' || name === 'utf16') return 'utf16le';
  throw new StridedError(
    `${who}: encoding must be 'utf-8', 'latin1' or 'utf-16', not ${describe(encoding)}`,
    'ERR_OPTION',
  );
}

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** A text as UTF-8, without a byte order mark. */
export function textOf(source: unknown, encoding: unknown, who: string): Buffer {
  const from = encodingOf(encoding, who);
  let bytes = bytesOf(source, who);
  if (from !== 'utf8' && !Array.isArray(source)) bytes = Buffer.from(bytes.toString(from));
  return bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
    ? bytes.subarray(BYTE_ORDER_MARK.length)
    : bytes;
}

/** Writes pieces of text to a path or a descriptor; to a path that ends with `.gz` they go packed. */
export function writeText(target: Path | number, pieces: Iterable<Uint8Array>, who: string): void {
  if (typeof target === 'number') {
    try {
      for (const piece of pieces) writeAll(target, piece);
    } catch (error) {
      if (error instanceof StridedError) throw error;
      throw fileError(who, 'write', `file descriptor ${target}`, error);
    }
    return;
  }
  refuseOtherArchives(pathOf(target, who), who);
  withFile(target, 'w', who, (fd, name) => {
    if (name.endsWith('.gz')) {
      // A piece of the caller's buffer holds only until the next one is made.
      writeAll(
        fd,
        builtin('zlib').gzipSync(Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece)))),
      );
      return;
    }
    for (const piece of pieces) writeAll(fd, piece);
  });
}
