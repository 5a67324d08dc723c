/** `savetxt`: an array as a table of text. */
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { isOptions, type Options, readOptions } from '../options.js';
import type { ArrayLike } from '../types/operands.js';
import { encodingOf, writeText } from './contents.js';
import { isPath, type Path } from './files.js';
import { type Encoding, formatRows, rowFormat } from './row_format.js';

/** Options of `savetxt`. */
export interface SavetxtOptions {
  /** Python's `%` format: of every number ('%.18e' if not given), one for each column, or one for a whole row. */
  fmt?: string | readonly string[] | undefined;
  /** What stands between two numbers; a blank if not given. */
  delimiter?: string | undefined;
  /** What ends a row; '\n' if not given. */
  newline?: string | undefined;
  /** A text above the table. */
  header?: string | undefined;
  /** A text below the table. */
  footer?: string | undefined;
  /** What stands before each line of header and footer; '# ' if not given. */
  comments?: string | undefined;
  /** 'utf-8', which it is if not given, 'latin1' or 'utf-16'. */
  encoding?: string | null | undefined;
}

const optionNames = ['fmt', 'delimiter', 'newline', 'header', 'footer', 'comments', 'encoding'] as const;
const who = 'savetxt';

/**
 * Writes an array as text, a line per row; a 1-D array has a number per line. The bytes are those that NumPy writes. NumPy:
 * `np.savetxt`.
 *
 * `fmt` is a format of Python's `%`: the conversions are e, f, g, d, i, u, x, o, c, s and r, with flags, width and precision.
 * Complex numbers are written as ` (re+imj)` where one format stands for all. To a path that ends with `.gz` the text is
 * packed.
 *
 * @throws ShapeError for arrays that have not one or two axes; StridedError for a format that does not fit the columns, and
 * with code `ERR_FILE` for a file that cannot be written; DTypeError for a conversion that the dtype has not.
 * @example
 * nd.savetxt('/tmp/example.txt', [[1, 2.5], [3, 4]], '%.2f', { delimiter: ',', header: 'x,y' });
 * nd.loadtxt('/tmp/example.txt', { delimiter: ',' }).toArray() // [[1, 2.5], [3, 4]]
 */
export function savetxt(fname: Path | number, X: ArrayLike, options?: SavetxtOptions): void;
export function savetxt(
  fname: Path | number,
  X: ArrayLike,
  fmt: string | readonly string[] | undefined,
  options?: SavetxtOptions & { fmt?: undefined },
): void;
export function savetxt(fname: unknown, X: unknown, ...rest: unknown[]): void {
  if (!isPath(fname) && typeof fname !== 'number') {
    throw new StridedError(
      `${who}: a path, a file URL or a descriptor is expected, not ${describe(fname)}`,
      'ERR_ARGUMENT',
    );
  }
  if (X === undefined || isOptions(X)) {
    throw new StridedError(`${who}: an array is expected, not ${describe(X)}`, 'ERR_ARGUMENT');
  }
  const options = readOptions(rest, optionNames, who);
  const a = asNDArray(X, who);
  a._alive(who);
  const table = asTable(a);
  const delimiter = textOption(options, 'delimiter', ' ');
  const newline = textOption(options, 'newline', '\n');
  const comments = textOption(options, 'comments', '# ');
  const header = textOption(options, 'header', '');
  const footer = textOption(options, 'footer', '');
  const encoding = encodingOf(options['encoding'], who);
  const fmt = formatOption(options['fmt']);
  const format = rowFormat(fmt, table._shape[1] as number, a._code, delimiter, newline, who);
  const note = (text: string): Uint8Array[] => {
    if (text === '') return [];
    const whole = comments + text.replaceAll('\n', `\n${comments}`) + newline;
    return [encoded(whole, encoding)];
  };
  for (const text of [delimiter, newline, ...(typeof fmt === 'string' ? [fmt] : fmt)])
    encoded(text, encoding);
  const before = note(header);
  const after = note(footer);
  function* pieces(): Generator<Uint8Array> {
    yield* before;
    yield* formatRows(table, format, encoding, who);
    yield* after;
  }
  writeText(fname, pieces(), who);
}

function encoded(text: string, encoding: Encoding): Buffer {
  if (encoding === 'latin1' && [...text].some((character) => character > '\u00ff')) {
    throw new StridedError(
      `${who}: ${describe(text)} has characters that latin1 has not; give encoding: 'utf-8'`,
      'ERR_OPTION',
    );
  }
  return Buffer.from(text, encoding);
}

/** Two axes: a 1-D array is a column. */
function asTable(a: NDArray): NDArray {
  if (a.ndim === 2) return a;
  if (a.ndim === 1) {
    return a._view([a._shape[0] as number, 1], [a._strides[0] as number, a.itemsize], a._offset);
  }
  throw new ShapeError(
    `${who}: shape ${shapeText(a._shape)} has ${a.ndim} axes, and a table has 1 or 2; reshape it, or use save`,
  );
}

function textOption(options: Options, name: string, otherwise: string): string {
  const value = options[name];
  if (value === undefined) return otherwise;
  if (typeof value === 'string') return value;
  throw new StridedError(`${who}: ${name} must be a string, not ${describe(value)}`, 'ERR_OPTION');
}

function formatOption(value: unknown): string | readonly string[] {
  if (value === undefined) return '%.18e';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value as string[];
  throw new StridedError(
    `${who}: fmt must be a format or a list of formats, not ${describe(value)}`,
    'ERR_OPTION',
  );
}
