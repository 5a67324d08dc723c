/** Zip archives: their directory read and written, with ZIP64 for what passes 4 GiB. Nothing read here is trusted. */
import { StridedError } from '../errors.js';
import { binding, PARAMETERS, RESULTS, slots } from '../native.js';

/** A member of an archive, as the directory has it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** A member that was found: it ends where the next one or the directory begins, and both its headers have its name. */
export interface FoundEntry extends ZipEntry {
  readonly end: number;
  readonly nameBytes: Buffer;
}

/** Bytes that can be read at any place. */
export interface ZipBytes {
  readonly name: string;
  readonly size: number;
  /** The bytes there are, at most `length`. */
  read(offset: number, length: number): Buffer;
}

export function zipError(name: string, what: string): StridedError {
  return new StridedError(`load: ${name} is no valid zip archive (.npz): ${what}`, 'ERR_FILE_FORMAT');
}

/** Whether a file begins as an archive does, an empty one too. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, a, b] = bytes;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

/** The checksum of zip archives, continued from that of the bytes before. */
export function crc32(bytes: Uint8Array, before = 0): number {
  slots[PARAMETERS] = before;
  const status = binding.crc32(bytes);
  if (status !== undefined) throw new StridedError('crc32: the bytes cannot be read', 'ERR_INTERNAL');
  return slots[RESULTS] as number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const MOST_COMMENT = 0xffff;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;
const ZIP64_EXTRA = 1;

const ENCRYPTED = 0x01;
/** The bytes are compressed changes to another file. */
const PATCH = 0x20;
const STRONGLY_ENCRYPTED = 0x40;
const UTF8_NAME = 0x800;

// ---- reading ----

interface Directory {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
  /** How many bytes stand before the archive. */
  readonly shift: number;
}

function number64(bytes: Buffer, at: number, archive: string): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw zipError(archive, 'it has a size beyond 2^53');
  return Number(value);
}

function findDirectory(zip: ZipBytes): Directory {
  const start = Math.max(0, zip.size - END_BYTES - MOST_COMMENT);
  const tail = zip.read(start, zip.size - start);
  let at = tail.length - END_BYTES;
  while (at >= 0) {
    const isEnd = tail.readUInt32LE(at) === END_SIGNATURE;
    if (isEnd && at + END_BYTES + tail.readUInt16LE(at + 20) <= tail.length) break;
    at--;
  }
  if (at < 0) throw zipError(zip.name, 'it ends before its directory; it may be cut off');
  const end = start + at;
  let count = tail.readUInt16LE(at + 10);
  let size = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  let directoryEnd = end;
  if (at >= LOCATOR_BYTES && tail.readUInt32LE(at - LOCATOR_BYTES) === LOCATOR_SIGNATURE) {
    const place = end - LOCATOR_BYTES - END64_BYTES;
    const record = place < 0 ? Buffer.alloc(0) : zip.read(place, END64_BYTES);
    if (record.length < END64_BYTES || record.readUInt32LE(0) !== END64_SIGNATURE) {
      throw zipError(zip.name, 'its ZIP64 record is not where it should be');
    }
    count = number64(record, 32, zip.name);
    size = number64(record, 40, zip.name);
    offset = number64(record, 48, zip.name);
    directoryEnd = place;
  }
  const shift = directoryEnd - size - offset;
  if (shift < 0) throw zipError(zip.name, 'its directory lies outside of it');
  return { offset: offset + shift, size, count, shift };
}

/** The 64-bit numbers of an entry, where its own are all ones. */
function zip64Numbers(extra: Buffer, wanted: number, archive: string): number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    const end = at + 4 + length;
    if (end > extra.length) break;
    if (id === ZIP64_EXTRA && length >= 8 * wanted) {
      return Array.from({ length: wanted }, (_, i) => number64(extra, at + 4 + 8 * i, archive));
    }
    at = end;
  }
  throw zipError(archive, 'an entry lacks its ZIP64 sizes');
}

/** Where each member must end: members that lie over one another unpack to any size. */
function withEnds(entries: readonly Omit<FoundEntry, 'end'>[], directoryBegin: number): FoundEntry[] {
  const order = entries.map((_, i) => i);
  order.sort((i, k) => (entries[i]?.offset as number) - (entries[k]?.offset as number));
  const ends = new Map(order.map((i, at) => [i, entries[order[at + 1] as number]?.offset ?? directoryBegin]));
  return entries.map((entry, i) => ({ ...entry, end: ends.get(i) as number }));
}

/** The members of an archive, in its directory's order. */
export function readEntries(zip: ZipBytes): FoundEntry[] {
  const { offset, size, count, shift } = findDirectory(zip);
  const bytes = zip.read(offset, size);
  if (bytes.length < size) throw zipError(zip.name, 'its directory is cut off');
  const entries: Omit<FoundEntry, 'end'>[] = [];
  let at = 0;
  while (at < size) {
    if (at + ENTRY_BYTES > size || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw zipError(zip.name, `entry ${entries.length} of its directory is malformed`);
    }
    const flags = bytes.readUInt16LE(at + 8);
    const nameEnd = at + ENTRY_BYTES + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const next = extraEnd + bytes.readUInt16LE(at + 32);
    if (next > size) throw zipError(zip.name, `entry ${entries.length} of its directory is cut off`);
    const name = bytes.toString((flags & UTF8_NAME) === 0 ? 'latin1' : 'utf8', at + ENTRY_BYTES, nameEnd);
    if ((flags & PATCH) !== 0) throw zipError(zip.name, `'${name}' is a patch of another file`);
    if ((flags & (ENCRYPTED | STRONGLY_ENCRYPTED)) !== 0) throw zipError(zip.name, `'${name}' is encrypted`);
    const short = {
      size: bytes.readUInt32LE(at + 24),
      packedSize: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    };
    const long = (['size', 'packedSize', 'offset'] as const).filter((key) => short[key] === FULL_32);
    const numbers =
      long.length === 0 ? [] : zip64Numbers(bytes.subarray(nameEnd, extraEnd), long.length, zip.name);
    const sizes = { ...short, ...Object.fromEntries(long.map((key, i) => [key, numbers[i] as number])) };
    entries.push({
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      ...sizes,
      offset: sizes.offset + shift,
      nameBytes: bytes.subarray(at + ENTRY_BYTES, nameEnd),
    });
    at = next;
  }
  if (entries.length !== count) {
    throw zipError(zip.name, `its directory has ${entries.length} entries, and ${count} are announced`);
  }
  return withEnds(entries, offset);
}

/** Where the bytes of a member begin. */
export function dataOffset(zip: ZipBytes, entry: FoundEntry): number {
  const header = zip.read(entry.offset, LOCAL_BYTES + entry.nameBytes.length);
  if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw zipError(zip.name, `'${entry.name}' is not where the directory says`);
  }
  const nameLength = header.readUInt16LE(26);
  if (!header.subarray(LOCAL_BYTES, LOCAL_BYTES + nameLength).equals(entry.nameBytes)) {
    throw zipError(zip.name, `'${entry.name}' has another name in its own header`);
  }
  const begin = entry.offset + LOCAL_BYTES + nameLength + header.readUInt16LE(28);
  if (begin + entry.packedSize > zip.size) throw zipError(zip.name, `'${entry.name}' is cut off`);
  if (begin + entry.packedSize > entry.end) {
    throw zipError(zip.name, `'${entry.name}' reaches into what follows it`);
  }
  return begin;
}

// ---- writing ----

/** As Python's zipfile writes it: a Unix file of mode 0600 from the first day of 1980. */
const VERSION = 45;
const UNIX = 3;
const FIRST_DAY = 0x21;
const FILE_MODE = 0o600 << 16;

function nameFlags(name: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII needs the flag
  return /[^\x00-\x7f]/.test(name) ? UTF8_NAME : 0;
}

/** The header before a member; its sizes always stand in a ZIP64 field, as NumPy writes them. */
export function localHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(LOCAL_BYTES + name.length + 20);
  header.writeUInt32LE(LOCAL_SIGNATURE, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(nameFlags(entry.name), 6);
  header.writeUInt16LE(entry.method, 8);
  header.writeUInt16LE(FIRST_DAY, 12);
  header.writeUInt32LE(entry.crc, 14);
  header.writeUInt32LE(FULL_32, 18);
  header.writeUInt32LE(FULL_32, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(20, 28);
  name.copy(header, LOCAL_BYTES);
  const extra = LOCAL_BYTES + name.length;
  header.writeUInt16LE(ZIP64_EXTRA, extra);
  header.writeUInt16LE(16, extra + 2);
  header.writeBigUInt64LE(BigInt(entry.size), extra + 4);
  header.writeBigUInt64LE(BigInt(entry.packedSize), extra + 12);
  return header;
}

function directoryEntry(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name);
  // Python keeps below 2^31, for readers that take these numbers as signed.
  const most = 0x7fffffff;
  const sizesAreLong = entry.size > most || entry.packedSize > most;
  const long = [
    ...(sizesAreLong ? [entry.size, entry.packedSize] : []),
    ...(entry.offset > most ? [entry.offset] : []),
  ];
  const extraBytes = long.length === 0 ? 0 : 4 + 8 * long.length;
  const bytes = Buffer.alloc(ENTRY_BYTES + name.length + extraBytes);
  bytes.writeUInt32LE(ENTRY_SIGNATURE, 0);
  bytes.writeUInt16LE(VERSION | (UNIX << 8), 4);
  bytes.writeUInt16LE(VERSION, 6);
  bytes.writeUInt16LE(nameFlags(entry.name), 8);
  bytes.writeUInt16LE(entry.method, 10);
  bytes.writeUInt16LE(FIRST_DAY, 14);
  bytes.writeUInt32LE(entry.crc, 16);
  bytes.writeUInt32LE(sizesAreLong ? FULL_32 : entry.packedSize, 20);
  bytes.writeUInt32LE(sizesAreLong ? FULL_32 : entry.size, 24);
  bytes.writeUInt16LE(name.length, 28);
  bytes.writeUInt16LE(extraBytes, 30);
  bytes.writeUInt32LE(FILE_MODE, 38);
  bytes.writeUInt32LE(entry.offset > most ? FULL_32 : entry.offset, 42);
  name.copy(bytes, ENTRY_BYTES);
  if (long.length > 0) {
    const extra = ENTRY_BYTES + name.length;
    bytes.writeUInt16LE(ZIP64_EXTRA, extra);
    bytes.writeUInt16LE(8 * long.length, extra + 2);
    long.forEach((number, i) => {
      bytes.writeBigUInt64LE(BigInt(number), extra + 4 + 8 * i);
    });
  }
  return bytes;
}

/** The directory of an archive and its end, which stand at `offset`. */
export function directory(entries: readonly ZipEntry[], offset: number): Buffer {
  const listed = Buffer.concat(entries.map(directoryEntry));
  const pieces = [listed];
  const isLong = entries.length > FULL_16 || offset > 0x7fffffff || listed.length > 0x7fffffff;
  if (isLong) {
    const record = Buffer.alloc(END64_BYTES + LOCATOR_BYTES);
    record.writeUInt32LE(END64_SIGNATURE, 0);
    record.writeBigUInt64LE(BigInt(END64_BYTES - 12), 4);
    record.writeUInt16LE(VERSION, 12);
    record.writeUInt16LE(VERSION, 14);
    record.writeBigUInt64LE(BigInt(entries.length), 24);
    record.writeBigUInt64LE(BigInt(entries.length), 32);
    record.writeBigUInt64LE(BigInt(listed.length), 40);
    record.writeBigUInt64LE(BigInt(offset), 48);
    record.writeUInt32LE(LOCATOR_SIGNATURE, END64_BYTES);
    record.writeBigUInt64LE(BigInt(offset + listed.length), END64_BYTES + 8);
    record.writeUInt32LE(1, END64_BYTES + 16);
    pieces.push(record);
  }
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END_SIGNATURE, 0);
  end.writeUInt16LE(Math.min(entries.length, FULL_16), 8);
  end.writeUInt16LE(Math.min(entries.length, FULL_16), 10);
  end.writeUInt32LE(isLong ? Math.min(listed.length, FULL_32) : listed.length, 12);
  end.writeUInt32LE(isLong ? Math.min(offset, FULL_32) : offset, 16);
  pieces.push(end);
  return Buffer.concat(pieces);
}
