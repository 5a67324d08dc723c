/**
 * The header of a `.npy` file: a magic string, a version, and a Python dictionary literal with the keys descr,
 * fortran_order and shape, padded so that the data begin at a multiple of 64.
 */
import { dtypeCode, dtypeName, itemSizes, kindOf } from '../dtype.js';
import { StridedError } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import { describe, sizeOf } from '../shape/layout.js';

/** What the header says of the array behind it. */
export interface NpyHeader {
  readonly code: number;
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  readonly bigEndian: boolean;
}

/** Magic string and version. */
export const PRELUDE_BYTES = 8;
const magic = Buffer.from('\x93NUMPY', 'latin1');
const ALIGNMENT = 64;
/** Blanks that NumPy leaves for the growing axis to be rewritten in place. */
const GROWTH_DIGITS = 21;
/** As for any other array: byte counts then stay exact in a double. */
const MOST_ELEMENTS = 2 ** 49;

/** The error of file `name`; every message of this module goes through it. */
export function formatError(name: string, what: string): StridedError {
  return new StridedError(`load: ${name} is no valid .npy file: ${what}`, 'ERR_FILE_FORMAT');
}

// ---- writing ----

function descrOf(code: number): string {
  const size = itemSizes[code] as number;
  return `${size === 1 ? '|' : '<'}${kindOf(code)}${size}`;
}

function tupleText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/** The header of version 1.0, to the byte what NumPy writes. 64 axes of 16 digits stay far below its 65535 bytes. */
export function encodeHeader(code: number, shape: readonly number[], fortranOrder: boolean): Buffer {
  const order = fortranOrder ? 'True' : 'False';
  let text = `{'descr': '${descrOf(code)}', 'fortran_order': ${order}, 'shape': ${tupleText(shape)}, }`;
  if (shape.length > 0) {
    const growing = String(shape[fortranOrder ? shape.length - 1 : 0]);
    text += ' '.repeat(Math.max(0, GROWTH_DIGITS - growing.length));
  }
  const before = PRELUDE_BYTES + 2;
  const padding = ALIGNMENT - ((before + text.length + 1) % ALIGNMENT);
  text += `${' '.repeat(padding)}\n`;
  const header = Buffer.alloc(before + text.length);
  magic.copy(header);
  header[6] = 1;
  header.writeUInt16LE(text.length, PRELUDE_BYTES);
  header.write(text, before, 'latin1');
  return header;
}

// ---- reading ----

export type NpyVersion = 1 | 2 | 3;

/** The version, from the first eight bytes. */
export function readPrelude(bytes: Buffer, name: string): NpyVersion {
  if (bytes.length < PRELUDE_BYTES || !bytes.subarray(0, magic.length).equals(magic)) {
    throw formatError(
      name,
      bytes.length < PRELUDE_BYTES ? endsEarly(bytes.length, 'magic string') : wrongMagic(bytes),
    );
  }
  const major = bytes[6] as number;
  const minor = bytes[7] as number;
  if (minor !== 0 || (major !== 1 && major !== 2 && major !== 3)) {
    throw formatError(name, `its version is ${major}.${minor}; 1.0, 2.0 and 3.0 are known`);
  }
  return major;
}

function endsEarly(length: number, within: string): string {
  return length === 0 ? 'it is empty' : `it ends within the ${within}`;
}

function wrongMagic(bytes: Buffer): string {
  if (bytes[0] === 0x80 && (bytes[1] as number) <= 5)
    return 'it is a Python pickle, and pickles are never read';
  return `it begins with the bytes ${bytes.subarray(0, magic.length).toString('hex')}, not with \\x93NUMPY`;
}

/** How many bytes the header's length takes. */
export function lengthBytes(version: NpyVersion): 2 | 4 {
  return version === 1 ? 2 : 4;
}

/** The header's length, from the bytes behind the prelude. */
export function readLength(bytes: Buffer, version: NpyVersion, most: number, name: string): number {
  if (bytes.length < lengthBytes(version)) throw formatError(name, 'it ends within the header length');
  const length = version === 1 ? bytes.readUInt16LE(0) : bytes.readUInt32LE(0);
  if (length > most) {
    throw formatError(
      name,
      `its header has ${length} bytes, more than maxHeaderSize (${most}); raise that for a file you trust`,
    );
  }
  return length;
}

/** Parses and checks the header's text. */
export function decodeHeader(bytes: Buffer, length: number, version: NpyVersion, name: string): NpyHeader {
  if (bytes.length < length) {
    throw formatError(
      name,
      `it ends within the header: ${length} bytes are announced, ${bytes.length} are there`,
    );
  }
  const text = version === 3 ? decodeUtf8(bytes, name) : bytes.toString('latin1');
  return new HeaderParser(text, version, name).parse();
}

function decodeUtf8(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw formatError(name, 'its header is not UTF-8');
  }
}

type Field = 'descr' | 'fortran_order' | 'shape';

/**
 * Reads the one form of Python literal a header has: a flat dictionary of a string, a bool and a tuple of integers.
 * Nothing nests, so nothing recurses.
 */
class HeaderParser {
  readonly #text: string;
  readonly #version: NpyVersion;
  readonly #name: string;
  #at = 0;
  #descr: string | undefined;
  #fortranOrder: boolean | undefined;
  #shape: number[] | undefined;

  constructor(text: string, version: NpyVersion, name: string) {
    this.#text = text;
    this.#version = version;
    this.#name = name;
  }

  parse(): NpyHeader {
    if (!this.#take('{')) throw this.#error('its header is not a dictionary');
    while (!this.#take('}')) {
      this.#readField(this.#key());
      if (!this.#take(',') && this.#peek() !== '}') throw this.#unexpected("',' or '}'");
    }
    if (this.#peek() !== '') throw this.#unexpected('the end of the header');
    const [descr, fortranOrder, shape] = [this.#descr, this.#fortranOrder, this.#shape];
    if (descr === undefined || fortranOrder === undefined || shape === undefined) {
      const missing = descr === undefined ? 'descr' : fortranOrder === undefined ? 'fortran_order' : 'shape';
      throw this.#error(`its header lacks the key '${missing}'`);
    }
    return { ...this.#dtypeOf(descr), fortranOrder, shape };
  }

  #error(what: string): StridedError {
    return formatError(this.#name, what);
  }

  #unexpected(wanted: string): StridedError {
    const found = this.#peek();
    const met =
      found === ''
        ? 'the header ends'
        : `there is ${JSON.stringify(this.#text.slice(this.#at, this.#at + 20))}`;
    return this.#error(
      `its header cannot be parsed: where ${wanted} belongs, ${met} (character ${this.#at})`,
    );
  }

  /** The next character that is no blank, without taking it; '' at the end. */
  #peek(): string {
    while (' \t\n\r\f'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
    return this.#text[this.#at] ?? '';
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  /** Takes what a sticky pattern matches at this place. */
  #match(pattern: RegExp): string | undefined {
    this.#peek();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #string(wanted: string): string {
    const quoted = this.#match(/'[^'"\\\n]*'|"[^'"\\\n]*"/y);
    if (quoted === undefined) throw this.#unexpected(wanted);
    return quoted.slice(1, -1);
  }

  #key(): Field {
    const key = this.#string('a quoted key');
    if (key !== 'descr' && key !== 'fortran_order' && key !== 'shape') {
      throw this.#error(
        `its header has the key ${describe(key)}; the keys are descr, fortran_order and shape`,
      );
    }
    if (!this.#take(':')) throw this.#unexpected("':'");
    return key;
  }

  #readField(key: Field): void {
    const twice =
      (key === 'descr' ? this.#descr : key === 'shape' ? this.#shape : this.#fortranOrder) !== undefined;
    if (twice) throw this.#error(`its header has the key '${key}' twice`);
    if (key === 'descr') {
      if (this.#peek() === '[' || this.#peek() === '(') {
        throw this.#error('its dtype is structured (a list of fields), which is not supported');
      }
      this.#descr = this.#string('the dtype as a string');
    } else if (key === 'fortran_order') {
      const word = this.#match(/(?:True|False)(?![A-Za-z0-9_])/y);
      if (word === undefined) throw this.#unexpected('True or False');
      this.#fortranOrder = word === 'True';
    } else {
      this.#shape = this.#tuple();
    }
  }

  #tuple(): number[] {
    if (!this.#take('(')) throw this.#unexpected('the shape, a tuple of integers,');
    const shape: number[] = [];
    while (!this.#take(')')) {
      shape.push(this.#dimension());
      if (shape.length > MAX_DIMS) throw this.#error(`its shape has more than ${MAX_DIMS} axes`);
      if (this.#take(',')) continue;
      // `(3)` is a number in parentheses, no tuple.
      if (this.#peek() !== ')' || shape.length === 1) throw this.#unexpected("',' of the shape's tuple");
    }
    if (sizeOf(shape.map((length) => length || 1)) > MOST_ELEMENTS) {
      throw this.#error(`its shape ${tupleText(shape)} has too many elements to address`);
    }
    return shape;
  }

  #dimension(): number {
    // Python 2 wrote long integers with an L; only the first two versions are that old.
    const digits = this.#match(this.#version === 3 ? /-?\d+/y : /-?\d+L?/y)?.replace('L', '');
    if (digits === undefined) throw this.#unexpected('an integer of the shape');
    if (digits.startsWith('-'))
      throw this.#error(`its shape has the negative dimension ${describeNumber(digits)}`);
    if (/^0\d/.test(digits))
      throw this.#error(`its shape has ${describeNumber(digits)}, which is no Python integer`);
    const length = Number(digits);
    if (!Number.isSafeInteger(length)) {
      throw this.#error(`its shape has the dimension ${describeNumber(digits)}, too large to address`);
    }
    return length;
  }

  #dtypeOf(descr: string): { code: number; bigEndian: boolean } {
    const parts = /^([<>|=]?)([a-zA-Z?])(\d*)/.exec(descr);
    const [, order = '', kind = '', size = ''] = parts ?? [];
    const reason = unsupported[kind];
    if (reason !== undefined)
      throw this.#error(`its dtype is '${descr}' (${reason}), which is not supported`);
    const name = kind === 'b' && size === '1' ? 'bool' : `${kindNames[kind]}${Number(size) * 8}`;
    const known = parts?.[0] === descr && !size.startsWith('0') && supportedNames.has(name);
    if (!known) throw this.#error(`its dtype ${describe(descr)} is none of the supported ones`);
    return { code: dtypeCode(name, 'load'), bigEndian: order === '>' && size !== '1' };
  }
}

function describeNumber(digits: string): string {
  return digits.length > 24 ? `${digits.slice(0, 24)}…` : digits;
}

const kindNames: Readonly<Record<string, string>> = { i: 'int', u: 'uint', f: 'float', c: 'complex' };
const supportedNames: ReadonlySet<string> = new Set(
  Array.from({ length: itemSizes.length }, (_, code) => dtypeName(code)),
);
const unsupported: Readonly<Record<string, string>> = {
  O: 'Python objects',
  S: 'byte strings',
  a: 'byte strings',
  U: 'text',
  V: 'raw or structured records',
  T: 'strings of any length',
  M: 'dates',
  m: 'time spans',
};
