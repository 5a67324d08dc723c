/** `genfromtxt`: a table from text with missing values, named columns, and columns of different dtypes. */
import { optionalCode } from '../convert/array.js';
import { describe } from '../describe.js';
import { BOOL, COMPLEX128, FLOAT64, INT64, itemSizes } from '../dtype.js';
import { DTypeError, ShapeError, StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { booleanOption, type Options, readOptions } from '../options.js';
import type { DType } from '../types/dtypes.js';
import { type TextSource, textOf } from './contents.js';
import { nameRules } from './field_names.js';
import { newColumns } from './record_columns.js';
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
  type ColumnChoice,
  chooseColumns,
  dialectOf,
  fillBytes,
  fillingOption,
  firstLine,
  missingOption,
} from './table_head.js';
import {
  classifyTable,
  measureTable,
  type PlanColumn,
  readTable,
  SPAN,
  skipLines,
  type TablePlan,
  type TableSize,
} from './table_plan.js';

/** Columns under their names. */
export type Columns = Readonly<Record<string, NDArray>>;

/** A value for all columns, one for each, or some under their numbers or names. */
export type PerColumn<T> = T | readonly T[] | Readonly<Record<string | number, T>>;

/** Options of `genfromtxt`. */
export interface GenfromtxtOptions<D extends DType = DType> {
  /** The dtype of all columns, float64 if not given; a list with one for each; or `null`: each column's own, found from its fields. */
  dtype?: D | readonly D[] | null | undefined;
  /** What begins a comment, which reaches to the end of its line; '#' if not given, `null` for none. */
  comments?: string | null | undefined;
  /** The string between two fields; any blanks if not given or `null`; or the width of all fields, or a list of widths. */
  delimiter?: string | number | readonly number[] | null | undefined;
  /** How many lines are left out at the beginning. */
  skipHeader?: number | undefined;
  /** How many lines are left out at the end. */
  skipFooter?: number | undefined;
  /** Functions from a field's text to its value, under the numbers or names of columns. */
  converters?:
    | Readonly<Record<string | number, Converter>>
    | ReadonlyMap<string | number, Converter>
    | null
    | undefined;
  /** Fields that stand for a missing value, besides empty ones. */
  missingValues?: PerColumn<string | readonly string[]> | null | undefined;
  /** What stands in the array for missing and malformed fields: NaN, -1 and false if not given. */
  fillingValues?: PerColumn<number | bigint | boolean> | null | undefined;
  /** The columns to read: numbers, negative ones counted from the end, or names. */
  usecols?: number | string | readonly (number | string)[] | null | undefined;
  /** `true`: the first line has the columns' names; or the names, in a list or a string with commas. */
  names?: boolean | string | readonly string[] | null | undefined;
  /** Names that get a `_` behind them. */
  excludelist?: readonly string[] | null | undefined;
  /** Characters that are taken out of names. */
  deletechars?: string | null | undefined;
  /** What stands in names for a blank. */
  replaceSpace?: string | undefined;
  /** Whether blanks around fields are taken off. */
  autostrip?: boolean | undefined;
  /** Whether names keep their case: `true`, `false` or 'upper', 'lower'. */
  caseSensitive?: boolean | 'upper' | 'lower' | undefined;
  /** The name of columns without one. */
  defaultfmt?: string | undefined;
  /** Transposed; of named columns a list. */
  unpack?: boolean | null | undefined;
  /** Only `false`: there are no masked arrays. */
  usemask?: false | undefined;
  /** Whether malformed fields become the filling value; `false` makes them errors. */
  loose?: boolean | undefined;
  /** Whether lines of another length are errors; `false` leaves them out. */
  invalidRaise?: boolean | undefined;
  /** How many rows are read at most; not together with `skipFooter`. */
  maxRows?: number | null | undefined;
  /** 'utf-8', which it is if not given, 'latin1' or 'utf-16'. */
  encoding?: string | null | undefined;
  /** The fewest axes the result has: 0, 1 or 2. */
  ndmin?: 0 | 1 | 2 | undefined;
}

const optionNames = [
  'dtype',
  'comments',
  'delimiter',
  'skipHeader',
  'skipFooter',
  'converters',
  'missingValues',
  'fillingValues',
  'usecols',
  'names',
  'excludelist',
  'deletechars',
  'replaceSpace',
  'autostrip',
  'caseSensitive',
  'defaultfmt',
  'unpack',
  'usemask',
  'loose',
  'invalidRaise',
  'maxRows',
  'encoding',
  'ndmin',
] as const;

const who = 'genfromtxt';

/**
 * Reads a table from text, whose fields may be missing or malformed: they become the filling value (NaN for floats, -1 for
 * integers, false for bools). NumPy: `np.genfromtxt`.
 *
 * The source is what `loadtxt` takes. Fields are read by the rules of Python's `float`, `int` and `complex`; bools are
 * `True` and `False` in any case.
 *
 * There are no structured dtypes here. With `names`, with a list of dtypes, or where `dtype: null` finds columns of different
 * dtypes, the result is an object of 1-D arrays under the columns' names (`f0`, `f1` … if there are none), which are views of
 * one block of memory; otherwise one new array of shape `[rows, columns]`, axes of length 1 dropped down to `ndmin`.
 *
 * @throws StridedError for lines of different length (all are named), for malformed fields where `loose` is false, for
 * columns that are not there, and with code `ERR_FILE` for a file that cannot be read; DTypeError for an unknown dtype, and
 * for a column of text under `dtype: null`.
 * @example
 * nd.genfromtxt(['1,2', '3,'], { delimiter: ',', fillingValues: 0 }).toArray() // [[1, 2], [3, 0]]
 * const table = nd.genfromtxt(['# mass, charge', '1.5, 2', '3, -1'], { delimiter: ',', names: true });
 * table['charge']?.toArray() // [2, -1]
 */
export function genfromtxt<D extends DType = DType>(
  fname: TextSource,
  options: GenfromtxtOptions<D> & { names: true | string | readonly string[] },
): Columns;
export function genfromtxt<D extends DType>(
  fname: TextSource,
  options: GenfromtxtOptions<D> & { dtype: readonly D[] },
): Columns;
export function genfromtxt(
  fname: TextSource,
  options: GenfromtxtOptions & { dtype: null },
): NDArray | Columns;
export function genfromtxt<D extends DType = 'float64'>(
  fname: TextSource,
  options?: GenfromtxtOptions<D> & { dtype?: D | undefined; names?: false | null | undefined },
): NDArray<NoInfer<D>>;
export function genfromtxt<D extends DType>(
  fname: TextSource,
  dtype: D,
  options?: GenfromtxtOptions<D> & { dtype?: undefined; names?: false | null | undefined },
): NDArray<NoInfer<D>>;
export function genfromtxt(fname: unknown, ...rest: unknown[]): unknown {
  // A bare `null` is a dtype here: that of each column.
  const isNull = rest[0] === null;
  const options = readOptions(isNull ? [undefined, rest[1]] : rest, optionNames, who);
  const codes = dtypeOption(isNull ? null : options['dtype']);
  refuseMask(options);
  const dialect = dialectOf(options, who);
  const rules = nameRules(options, who);
  const skipHeader = countOption(options['skipHeader'] ?? 0, 'skipHeader', 0, who);
  const skipFooter = countOption(options['skipFooter'] ?? 0, 'skipFooter', 0, who);
  const given = options['maxRows'] ?? undefined;
  const maxRows = given === undefined ? -1 : countOption(given, 'maxRows', 1, who);
  if (maxRows >= 0 && skipFooter > 0) {
    throw new StridedError(`${who}: skipFooter and maxRows cannot be given together`, 'ERR_OPTION');
  }
  const loose = booleanOption(options, 'loose', true, who);
  const invalidRaise = booleanOption(options, 'invalidRaise', true, who);
  const unpack = options['unpack'] === null ? false : booleanOption(options, 'unpack', false, who);
  const ndmin = ndminOption(options['ndmin'], who);
  const converters = convertersOption(options['converters'], who);
  if (typeof converters === 'function') {
    throw new StridedError(
      `${who}: converters must be functions under the numbers or names of their columns`,
      'ERR_OPTION',
    );
  }

  const text = textOf(fname, options['encoding'], who);
  const head = firstLine(
    text,
    { begin: skipLines(text, 0, skipHeader), line: skipHeader },
    dialect,
    options['names'] === true,
  );
  const choice = chooseColumns(head.values, options, rules, who);
  const missing = missingOption(options['missingValues'], choice, who);
  const filling = fillingOption(options['fillingValues'], choice, who);
  const plan: TablePlan = {
    dialect,
    begin: head.begin,
    line: head.line,
    maxRows,
    width: choice.sources === undefined ? choice.count : -1,
    dropsRagged: true,
    loose,
    columns: (choice.sources ?? Array.from({ length: choice.count }, (_, k) => k)).map((source, k) => ({
      source,
      code: FLOAT64,
      offset: 0,
      stride: 0,
      missing: missing[k],
    })),
  };
  const size = measureTable(text, plan, who);
  const rows = rowsWithin(size, skipFooter, choice.count, invalidRaise);

  const found = codes ?? findCodes(text, plan, rows, filling, convertersOf(converters, choice));
  const columnCodes = Array.isArray(found) ? found : choice.names.map(() => found);
  if (columnCodes.length !== choice.count) {
    throw new ShapeError(
      `${who}: ${columnCodes.length} dtypes are given for ${choice.count} columns`,
      'ERR_SHAPE_INVALID',
    );
  }
  const isRecord =
    choice.isNamed || (Array.isArray(codes) && choice.count > 0) || new Set(columnCodes).size > 1;
  const reader: Reader = {
    text,
    plan,
    size,
    rows,
    codes: columnCodes,
    fills: columnCodes.map((code, k) => fillBytes(filling[k], code, who)),
    converters: convertersOf(converters, choice),
  };
  if (isRecord) {
    const columns = readColumns(reader).map((column) => withNdmin(column, ndmin));
    if (unpack) return columns;
    return Object.fromEntries(columns.map((column, k) => [choice.names[k] as string, column]));
  }
  const shaped = withNdmin(readUniform(reader), ndmin);
  if (!unpack) return shaped;
  return shaped._view([...shaped._shape].reverse(), [...shaped._strides].reverse(), shaped._offset);
}

// ---- options ----

/** A code for all columns, a list of codes, or null: found from the fields. */
function dtypeOption(dtype: unknown): number | readonly number[] | null {
  if (dtype === null) return null;
  if (Array.isArray(dtype)) return dtype.map((one) => optionalCode(one, who) ?? FLOAT64);
  return optionalCode(dtype, who) ?? FLOAT64;
}

function refuseMask(options: Options): void {
  const { usemask } = options;
  if (usemask !== undefined && usemask !== false) {
    throw new StridedError(
      `${who}: there are no masked arrays, so usemask can only be false, not ${describe(usemask)}; give fillingValues`,
      'ERR_OPTION',
    );
  }
}

function convertersOf(
  converters: ReadonlyMap<string | number, Converter> | undefined,
  choice: ColumnChoice,
): readonly (Converter | undefined)[] {
  const list = new Array<Converter | undefined>(choice.count).fill(undefined);
  for (const [key, converter] of converters ?? []) {
    const place = choice.placeOf(key);
    if (place !== undefined) list[place] = converter;
  }
  return list;
}

// ---- reading ----

interface Reader {
  readonly text: Buffer;
  readonly plan: TablePlan;
  readonly size: TableSize;
  readonly rows: number;
  readonly codes: readonly number[];
  readonly fills: readonly (Uint8Array | undefined)[];
  readonly converters: readonly (Converter | undefined)[];
}

/** Rows without the footer; lines of another length within it do not matter. */
function rowsWithin(size: TableSize, skipFooter: number, columns: number, raises: boolean): number {
  const lines = size.rows + size.raggedCount;
  const end = Math.max(0, lines - skipFooter);
  const within = size.ragged.filter(({ row }) => row < end);
  const beyond = size.raggedCount > size.ragged.length;
  if (raises && within.length > 0) {
    const listed = within.slice(0, 20);
    const more = (beyond ? size.raggedCount : within.length) - listed.length;
    const texts = listed.map(
      ({ line, fields }) => `line ${line + 1} has ${fields} columns instead of ${columns}`,
    );
    throw new StridedError(
      `${who}: ${texts.join('; ')}${more > 0 ? `; and ${more} more` : ''}; invalidRaise: false leaves them out`,
      'ERR_FILE_FORMAT',
    );
  }
  const inFooter = beyond ? 0 : size.ragged.length - within.length;
  return Math.max(0, size.rows - Math.max(0, skipFooter - inFooter));
}

const kinds = [BOOL, INT64, FLOAT64, COMPLEX128];
/** What no field contradicted. */
const ALL_KINDS = 15;

/** The smallest kind that all of a column's fields are read as. */
function findCodes(
  text: Buffer,
  plan: TablePlan,
  rows: number,
  filling: unknown[],
  converters: readonly (Converter | undefined)[],
): number[] {
  const masks = classifyTable(text, plan, rows, who);
  const found = plan.columns.map((_, k) => {
    if (converters[k] !== undefined) return FLOAT64;
    const kind = kinds.find((_kind, bit) => (((masks[k] as number) >> bit) & 1) === 1);
    if (kind === undefined) {
      throw new DTypeError(
        `${who}: column ${k + 1} holds text, and no dtype does; leave it out with usecols, give it a converter, or a dtype for all`,
        'ERR_DTYPE',
      );
    }
    // A fraction or a complex number that fills a column of integers makes it one of floats.
    const fill = filling[k];
    return kind < FLOAT64 && typeof fill === 'number' && !Number.isInteger(fill) ? FLOAT64 : kind;
  });
  // A column without a single value is what the others are, where these are alike.
  const isBlank = (k: number): boolean => masks[k] === ALL_KINDS && converters[k] === undefined;
  const others = new Set(found.filter((_, k) => !isBlank(k)));
  const [other] = others;
  return found.map((code, k) => {
    if (!isBlank(k) || others.size !== 1) return code;
    filling[k] ??= 0;
    return other as number;
  });
}

function readUniform(reader: Reader): NDArray {
  const { rows, codes } = reader;
  const code = codes[0] ?? FLOAT64;
  if (codes.length === 0 || rows === 0) return newTable(0, 1, code);
  const table = newTable(rows, codes.length, code);
  const size = itemSizes[code] as number;
  const places = codes.map((_, k) => ({ offset: k * size, stride: size * codes.length }));
  try {
    readInto(reader, table, places);
    convertAll(reader, (k) => columnOf(table, k));
  } catch (error) {
    table.dispose();
    throw error;
  }
  return table;
}

function readColumns(reader: Reader): readonly NDArray[] {
  const { rows, codes } = reader;
  const { memory, columns, offsets } = newColumns(rows, codes);
  const places = codes.map((code, k) => ({
    offset: offsets[k] as number,
    stride: itemSizes[code] as number,
  }));
  try {
    if (rows > 0) readInto(reader, memory, places);
    convertAll(reader, (k) => columns[k] as NDArray);
  } catch (error) {
    memory.dispose();
    throw error;
  }
  return columns;
}

function readInto(reader: Reader, out: NDArray, places: readonly { offset: number; stride: number }[]): void {
  const { text, plan, size, rows, codes, fills, converters } = reader;
  const columns = plan.columns
    .map(
      (column, k): PlanColumn => ({
        ...column,
        ...(places[k] as { offset: number; stride: number }),
        code: codes[k] as number,
        fill: fills[k],
      }),
    )
    .filter((_, k) => converters[k] === undefined);
  if (columns.length === 0) return;
  const problem = readTable(text, { ...plan, columns }, size, rows, out, who);
  if (problem === undefined) return;
  const at = columns.findIndex(({ source }) => source === problem.column);
  throw fieldError(problem, columns[Math.max(at, 0)]?.code ?? FLOAT64, who);
}

function convertAll(reader: Reader, columnAt: (k: number) => NDArray): void {
  const { text, plan, size, rows, converters } = reader;
  converters.forEach((converter, k) => {
    if (converter === undefined || rows === 0) return;
    const { source } = plan.columns[k] as PlanColumn;
    const spans = newTable(rows, 2, FLOAT64);
    const column = { source, code: SPAN, offset: 0, stride: 16 };
    // The other columns say which lines fit; the last one is what stays in the memory.
    const columns = [...plan.columns.map((other) => ({ ...other, code: SPAN, stride: 16 })), column];
    readTable(text, { ...plan, columns }, size, rows, spans, who);
    convertColumn(columnAt(k), doublesOf(spans), converter, text, null, source, who);
    spans.dispose();
  });
}
