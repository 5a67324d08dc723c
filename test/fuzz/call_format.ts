/**
 * How a list of calls of the binding is written down, for the fuzzers; binding_fuzzer.cc reads the same. All numbers are
 * little-endian. A call is:
 *
 *     u16 hash of the function's name, u8 how many arguments | 64: errors are raised | 128: errors are looked for,
 *     its arguments, u8 how many slots of the block are set, per slot: u16 its place, a value
 *
 * An argument is a u8 of `kinds`, and a value (a number); u16 bytes, u8 shift, u16 bytes of content, the content (the
 * buffers); or u8 which earlier buffer. A value is u8 0 and an i8, 1 and an i16, 2 and an i32, 3 and a double, 4 and the
 * u8 of a boundary; from 5 on the number itself plus 5.
 */
import { gunzipSync, gzipSync } from 'node:zlib';

export const kinds = [
  'undefined',
  'null',
  'number',
  'true',
  'false',
  'buffer',
  'bytes',
  'earlier',
  'detached',
  'doubles',
  'string',
  'object',
] as const;

export interface Argument {
  readonly kind: (typeof kinds)[number];
  readonly value?: number;
  /** Of a buffer: its length, its content from the start (the rest is zero), and its distance from an aligned address. */
  readonly bytes?: number;
  readonly content?: Uint8Array;
  readonly shift?: number;
  /** Of `earlier`. */
  readonly index?: number;
}

export interface Call {
  readonly hash: number;
  readonly watched: boolean;
  readonly raised: boolean;
  readonly args: readonly Argument[];
  /** Slots of the argument block. */
  readonly slots: readonly (readonly [number, number])[];
}

export function hashOf(name: string): number {
  let hash = 2166136261;
  for (const c of name) hash = Math.imul(hash ^ c.charCodeAt(0), 16777619) >>> 0;
  return (hash ^ (hash >>> 16)) & 0xffff;
}

export const boundaries: readonly number[] = [
  -1,
  0.5,
  -0,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  2 ** 32 - 1,
  2 ** 32,
  2 ** 40,
  2 ** 53 - 1,
  2 ** 53,
  1 - 2 ** 53,
  -(2 ** 53),
  2 ** 53 + 2,
  2 ** 59,
  2 ** 60,
  2 ** 63,
  -(2 ** 63),
  2 ** 64,
  1e300,
  -1e300,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  Math.floor(2 ** 53 / 3) + 1,
  2 ** 50,
];

class Writer {
  readonly bytes: number[] = [];
  readonly #view = new DataView(new ArrayBuffer(8));
  u8(value: number): void {
    this.bytes.push(value & 255);
  }
  u16(value: number): void {
    this.bytes.push(value & 255, (value >> 8) & 255);
  }
  value(number: number): void {
    const whole = Number.isInteger(number) && !Object.is(number, -0);
    if (whole && number >= 0 && number <= 250) {
      this.u8(number + 5);
    } else if (whole && number >= -128 && number < 0) {
      this.u8(0);
      this.u8(number);
    } else if (whole && Math.abs(number) < 2 ** 15) {
      this.u8(1);
      this.u16(number);
    } else if (whole && Math.abs(number) < 2 ** 31) {
      this.u8(2);
      this.u16(number);
      this.u16(number >> 16);
    } else {
      this.u8(3);
      this.#view.setFloat64(0, number, true);
      for (let i = 0; i < 8; i++) this.u8(this.#view.getUint8(i));
    }
  }
}

/** At most so many buffer bytes and slots are written for one call. */
export const MOST_BYTES = 19_999;
const MOST_SLOTS = 255;

export function encodeCall(call: Call): Uint8Array {
  const to = new Writer();
  to.u16(call.hash);
  to.u8(call.args.length | (call.raised ? 64 : 0) | (call.watched ? 128 : 0));
  for (const { kind, value, bytes = 0, content = new Uint8Array(), shift = 0, index = 0 } of call.args) {
    to.u8(kinds.indexOf(kind));
    if (kind === 'number') to.value(value ?? 0);
    if (kind === 'earlier') to.u8(index);
    if (kind !== 'buffer' && kind !== 'bytes' && kind !== 'doubles') continue;
    to.u16(Math.min(bytes, MOST_BYTES));
    to.u8(shift);
    to.u16(content.length);
    for (const byte of content) to.u8(byte);
  }
  const slots = call.slots.slice(0, MOST_SLOTS);
  to.u8(slots.length);
  for (const [slot, value] of slots) {
    to.u16(slot);
    to.value(value);
  }
  return Uint8Array.from(to.bytes);
}

class Reader {
  #at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  get left(): number {
    return this.#bytes.length - this.#at;
  }
  take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += taken.length;
    return taken;
  }
  #number(size: number, get: (at: number) => number): number {
    if (this.left < size) {
      this.#at = this.#bytes.length;
      return 0;
    }
    this.#at += size;
    return get(this.#at - size);
  }
  u8 = (): number => this.#number(1, (at) => this.#view.getUint8(at));
  u16 = (): number => this.#number(2, (at) => this.#view.getUint16(at, true));
  value(): number {
    const kind = this.u8();
    switch (kind) {
      case 0:
        return this.#number(1, (at) => this.#view.getInt8(at));
      case 1:
        return this.#number(2, (at) => this.#view.getInt16(at, true));
      case 2:
        return this.#number(4, (at) => this.#view.getInt32(at, true));
      case 3:
        return this.#number(8, (at) => this.#view.getFloat64(at, true));
      case 4:
        return boundaries[this.u8() % boundaries.length] as number;
      default:
        return kind - 5;
    }
  }
}

/** The calls of an input; what is missing at its end reads as 0. */
export function decodeCalls(bytes: Uint8Array): Call[] {
  const from = new Reader(bytes);
  const calls: Call[] = [];
  while (from.left > 0 && calls.length < 4) {
    const hash = from.u16();
    const head = from.u8();
    const args = Array.from({ length: Math.min(head & 15, 12) }, (): Argument => {
      const kind = kinds[from.u8() & 15] ?? 'buffer';
      if (kind === 'number') return { kind, value: from.value() };
      if (kind === 'earlier') return { kind, index: from.u8() };
      if (kind !== 'buffer' && kind !== 'bytes' && kind !== 'doubles') return { kind };
      const size = from.u16() % (MOST_BYTES + 1);
      const shift = from.u8();
      return { kind, bytes: size, shift, content: from.take(from.u16()) };
    });
    const slots = Array.from({ length: from.u8() }, () => [from.u16() % 512, from.value()] as const);
    calls.push({ hash, watched: (head & 128) !== 0, raised: (head & 64) !== 0, args, slots });
  }
  return calls;
}

/** A corpus in one file: each input behind its length as a u32, all compressed. */
export function packCorpus(inputs: readonly Uint8Array[]): Uint8Array {
  const parts = inputs.flatMap((input) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(input.length);
    return [length, input];
  });
  return gzipSync(Buffer.concat(parts), { level: 9 });
}

export function unpackCorpus(packed: Uint8Array): Uint8Array[] {
  const bytes = gunzipSync(packed);
  const inputs: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 + bytes.readUInt32LE(at);
    inputs.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return inputs;
}
