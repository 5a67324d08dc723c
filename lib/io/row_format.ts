/** Python's `%` formats: read here, carried out by native/text/number_format.cc. */
import { callError, putOperand, putShape } from '../call.js';
import { dtypeName, isComplex } from '../dtype.js';
import { DTypeError, StridedError } from '../errors.js';
import { binding, PARAMETERS, RESULTS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';

/** One conversion and the text before it. */
interface Conversion {
  readonly before: string;
  readonly type: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
}

export interface RowFormat {
  readonly conversions: readonly Conversion[];
  readonly after: string;
  /** Complex rows: "+-" becomes "-". */
  readonly mergesSigns: boolean;
  /** `%s` shows Python's numbers, not NumPy's scalars; a complex number then takes one conversion. */
  readonly pythonScalars: boolean;
}

const WIDEST = 1 << 16;
const FINEST = 1 << 12;
const types = 'eEfFgGdiuxXocsra';

/** Reads a format string: `'%d of %.3f'`. `%%` is a percent sign. */
export function readFormat(format: string, who: string): { conversions: Conversion[]; after: string } {
  const conversions: Conversion[] = [];
  let before = '';
  const pattern = /%(?:%|([-+ #0]*)(\d*)(?:\.(\d*))?[hlL]?([\s\S]?))/g;
  let at = 0;
  for (const match of format.matchAll(pattern)) {
    before += format.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[0] === '%%') {
      before += '%';
      continue;
    }
    const [, flags = '', width = '', precision, type = ''] = match;
    if (type === '')
      throw new StridedError(`${who}: the format '${format}' ends within a conversion`, 'ERR_VALUE');
    if (!types.includes(type)) {
      const reason = type === '*' || type === '(' ? 'is not supported' : 'is none';
      throw new StridedError(
        `${who}: '${type}' in the format '${format}' ${reason}; the conversions are ${[...types].join(' ')}`,
        'ERR_VALUE',
      );
    }
    if (Number(width) > WIDEST || Number(precision ?? 0) > FINEST) {
      throw new StridedError(
        `${who}: the format '${match[0]}' is too wide: ${WIDEST} characters and a precision of ${FINEST} are the most`,
        'ERR_VALUE',
      );
    }
    conversions.push({
      before,
      type,
      flags,
      width: Number(width),
      precision: precision === undefined ? -1 : Number(precision),
    });
    before = '';
  }
  return { conversions, after: before + format.slice(at) };
}

/** How many bytes a text takes in an encoding. */
export type Encoding = 'utf8' | 'latin1' | 'utf16le';

function encode(format: RowFormat, encoding: Encoding): ArrayBuffer {
  const numbers: number[] = [Number(format.mergesSigns), Number(format.pythonScalars)];
  const push = (text: string): void => {
    const bytes = Buffer.from(text, encoding);
    numbers.push(bytes.length);
    // One by one: a call takes only so many arguments.
    for (const byte of bytes) numbers.push(byte);
  };
  push(format.after);
  numbers.push(format.conversions.length);
  for (const { before, type, flags, width, precision } of format.conversions) {
    push(before);
    numbers.push(type.charCodeAt(0));
    for (const flag of '-+ #0') numbers.push(Number(flags.includes(flag)));
    numbers.push(width, precision);
  }
  return new Float64Array(numbers).buffer;
}

const PIECE_BYTES = 1 << 18;

const errors: Readonly<Record<number, (a: NDArray, who: string) => StridedError>> = {
  1: (a, who) =>
    new StridedError(
      `${who}: NaN and infinities of ${a.dtype} have no integer for %d; use %g or %s`,
      'ERR_VALUE',
    ),
  2: (a, who) =>
    new DTypeError(
      `${who}: the format has a conversion that ${a.dtype} does not; %x, %o and %c are for integers`,
    ),
  3: (_, who) => new StridedError(`${who}: %c needs integers from 0 to 0x10ffff`, 'ERR_VALUE'),
};

/** The rows of an array of two axes as text, in pieces that hold until the next one is made. */
export function* formatRows(
  a: NDArray,
  format: RowFormat,
  encoding: Encoding,
  who: string,
): Generator<Uint8Array> {
  const encoded = encode(format, encoding);
  let piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  const rows = a._shape[0] as number;
  for (let row = 0; row < rows; ) {
    slots[PARAMETERS] = row;
    putShape(a._shape);
    putOperand(0, a, 2);
    const status = binding.textFormat(a._storage.region.handle, encoded, piece);
    if (status !== undefined) throw callError(status, who, [a]);
    const written = slots[RESULTS] as number;
    const bytes = slots[RESULTS + 1] as number;
    const error = errors[slots[RESULTS + 2] as number];
    const wanted = slots[RESULTS + 3] as number;
    if (bytes > 0) yield piece.subarray(0, bytes);
    if (error !== undefined) throw error(a, who);
    // A row of empty text takes no room; one that is longer than the piece needs a larger one.
    if (written === 0) piece = Buffer.allocUnsafeSlow(2 * wanted);
    row += written;
  }
}

/** The format of a row of `columns` numbers, from `fmt`: one for all, one for each, or one for the whole row. */
export function rowFormat(
  fmt: string | readonly string[],
  columns: number,
  code: number,
  delimiter: string,
  newline: string,
  who: string,
): RowFormat {
  const complex = isComplex(code);
  let text: string;
  if (typeof fmt !== 'string') {
    if (fmt.length !== columns) {
      throw new StridedError(
        `${who}: fmt has ${fmt.length} formats, and the array has ${columns} columns`,
        'ERR_OPTION',
      );
    }
    text = fmt.join(delimiter);
  } else {
    const count = fmt.split('%').length - 1;
    const needed = complex ? 2 * columns : columns;
    if (count !== 1 && count !== needed) {
      throw new StridedError(
        `${who}: fmt '${fmt}' has ${count} conversions (%); one, or ${needed} for the ${columns} columns of ${dtypeName(code)}, are needed`,
        'ERR_OPTION',
      );
    }
    const one = complex ? ` (${fmt}+${fmt}j)` : fmt;
    text = count === 1 ? new Array<string>(columns).fill(one).join(delimiter) : fmt;
  }
  const { conversions, after } = readFormat(text, who);
  const numbers = complex ? 2 * columns : columns;
  if (conversions.length !== numbers) {
    throw new StridedError(
      `${who}: the format '${text.length > 80 ? `${text.slice(0, 80)}…` : text}' takes ${conversions.length} numbers, and a row has ${numbers}`,
      'ERR_OPTION',
    );
  }
  return { conversions, after: after + newline, mergesSigns: complex, pythonScalars: false };
}
