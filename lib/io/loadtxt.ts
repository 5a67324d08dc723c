/** `loadtxt`: a table of numbers from text. */
import { optionalCode } from '../convert/array.js';
import { describe } from '../describe.js';
import { FLOAT64, itemSizes } from '../dtype.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { booleanOption, readOptions } from '../options.js';
import { unwrapped, wholeNumber } from '../shape/whole_numbers.js';
import type { DType } from '../types/dtypes.js';
import { type TextSource, textOf } from './contents.js';
import {
  type Converter,
  columnOf,
  convertColumn,
  convertersOption,
  countOption,
  doublesOf,
  fieldError,
  ndminOption,
  newTable,
  withNdmin,
} from './table_columns.js';
import {
  type Dialect,
  measureTable,
  readTable,
  SPAN,
  skipLines,
  type TablePlan,
  type TableProblem,
  type TableSize,
} from './table_plan.js';

/** Options of `loadtxt`. */
export interface LoadtxtOptions<D extends DType = DType> {
  /** The dtype of all columns; float64 if not given. */
  dtype?: D | null | undefined;
  /** What begins a comment, which reaches to the end of its line: one or several strings; `null` for none. '#' if not given. */
  comments?: string | readonly string[] | null | undefined;
  /** The character between two fields; any blanks if not given or `null`. */
  delimiter?: string | null | undefined;
  /** A function from a field's text to its value, for all columns or under the numbers of some. */
  converters?:
    | Converter
    | Readonly<Record<number, Converter>>
    | ReadonlyMap<number, Converter>
    | null
    | undefined;
  /** How many lines are left out at the beginning, comments and empty ones included. */
  skiprows?: number | undefined;
  /** The columns to read, in this order; negative ones count from the end of each line. */
  usecols?: number | readonly number[] | null | undefined;
  /** Transposed, so that `const [x, y] = nd.loadtxt(file, { unpack: true })` gives columns. */
  unpack?: boolean | undefined;
  /** The fewest axes the result has: 0, 1 or 2. */
  ndmin?: 0 | 1 | 2 | undefined;
  /** 'utf-8', which it is if not given, 'latin1' or 'utf-16'. */
  encoding?: string | null | undefined;
  /** How many rows are read at most. */
  maxRows?: number | null | undefined;
  /** The character that opens and closes a field in which delimiters, comments and line ends count for nothing. */
  quotechar?: string | null | undefined;
}

const optionNames = [
  'dtype',
  'comments',
  'delimiter',
  'converters',
  'skiprows',
  'usecols',
  'unpack',
  'ndmin',
  'encoding',
  'maxRows',
  'quotechar',
] as const;

const who = 'loadtxt';

/**
 * Reads a table of numbers from text: a row per line, empty lines and comments left out. NumPy: `np.loadtxt`.
 *
 * The source is a path or file URL (a string is always a path; files that end with `.gz` are unpacked), an open file's
 * descriptor, the bytes of a text, or a list of its lines. Values are read as NumPy reads them, rounded correctly; nan and
 * inf in any case, complex numbers as `1+2j` or `(1+2j)`, bools as integers.
 *
 * @returns a new array of shape `[rows, columns]`, axes of length 1 dropped down to `ndmin`; of shape `[0]` where there is no data
 * @throws StridedError for a field that is no value of the dtype (named with row and column), for lines of different length,
 * for columns that are not there, and with code `ERR_FILE` for a file that cannot be read; DTypeError for an unknown dtype.
 * @example
 * nd.loadtxt(['# x y', '1 2.5', '3 4']).toArray() // [[1, 2.5], [3, 4]]
 * const [x, y] = nd.loadtxt(Buffer.from('1,10\n2,20'), 'int32', { delimiter: ',', unpack: true });
 * y.toArray() // [10, 20]
 */
export function loadtxt<D extends DType = 'float64'>(
  fname: TextSource,
  options?: LoadtxtOptions<D>,
): NDArray<NoInfer<D>>;
export function loadtxt<D extends DType = 'float64'>(
  fname: TextSource,
  dtype: D | null | undefined,
  options?: LoadtxtOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>>;
export function loadtxt(fname: unknown, ...rest: unknown[]): NDArray {
  const options = readOptions(rest, optionNames, who);
  const code = optionalCode(options['dtype'], who) ?? FLOAT64;
  const dialect = dialectOf(options);
  const converters = convertersOption(options['converters'], who);
  const usecols = usecolsOption(options['usecols']);
  const skiprows = countOption(options['skiprows'] ?? 0, 'skiprows', 0, who);
  const unpack = booleanOption(options, 'unpack', false, who);
  const ndmin = ndminOption(options['ndmin'], who);
  const maxRows = options['maxRows'] ?? undefined;
  const most = maxRows === undefined ? -1 : countOption(maxRows, 'maxRows', 0, who);
  const text = textOf(fname, options['encoding'], who);

  const begin = skipLines(text, 0, skiprows);
  const plan: TablePlan = {
    dialect,
    begin,
    line: skiprows,
    maxRows: most,
    width: -1,
    dropsRagged: false,
    loose: false,
    columns: [],
  };
  const size = measureTable(text, plan, who);
  const sources = usecols ?? Array.from({ length: size.rows === 0 ? 1 : size.fields }, (_, i) => i);
  const table = newTable(size.rows, sources.length, code);
  if (size.rows > 0) {
    const width = usecols === undefined ? size.fields : -1;
    try {
      fill(table, text, { ...plan, width }, size, sources, converters);
    } catch (error) {
      table.dispose();
      throw error;
    }
  }
  const shaped = withNdmin(table, ndmin);
  if (!unpack) return shaped;
  return shaped._view([...shaped._shape].reverse(), [...shaped._strides].reverse(), shaped._offset);
}

function fill(
  table: NDArray,
  text: Buffer,
  plan: TablePlan,
  size: TableSize,
  sources: readonly number[],
  converters: ReturnType<typeof convertersOption>,
): void {
  const { rows } = size;
  const { itemsize } = table;
  const converterOf = convertersBySource(converters, sources, size.fields);
  const plain = sources.map((source, k) => ({
    source,
    code: table._code,
    offset: k * itemsize,
    stride: itemsize * sources.length,
  }));
  const read = plain.filter((_, k) => converterOf[k] === undefined);
  const problem =
    read.length > 0 || plan.width >= 0
      ? readTable(text, { ...plan, columns: read }, size, rows, table, who)
      : undefined;
  if (problem !== undefined) throw problemError(problem, table._code, size.fields);
  converterOf.forEach((converter, k) => {
    if (converter === undefined) return;
    const spans = newTable(rows, 2, FLOAT64);
    const source = sources[k] as number;
    const column = { source, code: SPAN, offset: 0, stride: 2 * (itemSizes[FLOAT64] as number) };
    const wrong = readTable(text, { ...plan, columns: [column] }, size, rows, spans, who);
    if (wrong !== undefined) throw problemError(wrong, table._code, size.fields);
    const offsets = doublesOf(spans);
    const { quote } = plan.dialect;
    const place = source < 0 ? source + size.fields : source;
    convertColumn(columnOf(table, k), offsets, converter, text, quote, place, who);
    spans.dispose();
  });
}

/** The converter of each column that is read. */
function convertersBySource(
  converters: ReturnType<typeof convertersOption>,
  sources: readonly number[],
  fields: number,
): (Converter | undefined)[] {
  if (converters === undefined) return sources.map(() => undefined);
  if (typeof converters === 'function') return sources.map(() => converters);
  const byPlace = new Map<number, Converter>();
  for (const [key, converter] of converters) {
    if (typeof key !== 'number' || key < -fields || key >= fields) {
      throw new StridedError(
        `${who}: there is a converter for column ${key}, and lines have ${fields} fields`,
        'ERR_OPTION',
      );
    }
    byPlace.set(key < 0 ? key + fields : key, converter);
  }
  return sources.map((source) => byPlace.get(source < 0 ? source + fields : source));
}

function problemError(problem: TableProblem, code: number, fields: number): StridedError {
  if (problem.kind === 'width') {
    return new StridedError(
      `${who}: the number of columns changed from ${fields} to ${problem.fields} at row ${problem.row + 1} (line ${problem.line + 1}); use usecols to read some columns only`,
      'ERR_FILE_FORMAT',
    );
  }
  if (problem.kind === 'column') {
    return new StridedError(
      `${who}: invalid column index ${problem.column} at row ${problem.row + 1} (line ${problem.line + 1}) with ${problem.fields} columns`,
      'ERR_FILE_FORMAT',
    );
  }
  return fieldError(problem, code, who);
}

// ---- options ----

/** A control character: one character of ASCII that is no line end. */
function characterOption(value: unknown, name: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || [...value].length !== 1 || value === '\n' || value === '\r') {
    throw new StridedError(
      `${who}: ${name} must be one character and no line end, not ${describe(value)}`,
      'ERR_OPTION',
    );
  }
  return value;
}

function commentsOption(value: unknown): readonly string[] {
  if (value === undefined) return ['#'];
  if (value === null) return [];
  const list: unknown = typeof value === 'string' ? [value] : value;
  if (
    !Array.isArray(list) ||
    !list.every((text) => typeof text === 'string' && text !== '' && !/[\r\n]/.test(text))
  ) {
    throw new StridedError(
      `${who}: comments must be a string, a list of strings, none of them empty, or null, not ${value === '' ? 'an empty string' : describe(value)}`,
      'ERR_OPTION',
    );
  }
  return list as string[];
}

function dialectOf(options: Readonly<Record<string, unknown>>): Dialect {
  const comments = commentsOption(options['comments']);
  const delimiter = characterOption(options['delimiter'], 'delimiter');
  const quote = characterOption(options['quotechar'], 'quotechar');
  if (quote !== null && quote.charCodeAt(0) > 127) {
    throw new StridedError(`${who}: quotechar must be an ASCII character, not '${quote}'`, 'ERR_OPTION');
  }
  const simple = comments.length < 2 && (comments[0] ?? '#').length === 1;
  if (quote !== null && !simple) {
    throw new StridedError(
      `${who}: quotechar goes with one comment character only; set quotechar to null`,
      'ERR_OPTION',
    );
  }
  const marks = [delimiter, quote, ...comments].filter((mark) => mark !== null);
  if (new Set(marks).size < marks.length) {
    throw new StridedError(`${who}: delimiter, quotechar and comments must differ`, 'ERR_OPTION');
  }
  return { delimiter, comments, quote, python: false, stripFields: false };
}

function usecolsOption(value: unknown): readonly number[] | undefined {
  if (value === undefined || value === null) return undefined;
  const given = unwrapped(value);
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return list.map((entry) => {
    const column = wholeNumber(entry, `${who}: usecols`);
    if (column === undefined) {
      throw new StridedError(
        `${who}: usecols must be an integer or a list of integers, not ${describe(entry)}`,
        'ERR_OPTION',
      );
    }
    return column;
  });
}
