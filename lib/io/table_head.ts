/** The head of a table and what the options of `genfromtxt` make of it: names, columns, missing and filling values. */
import { Complex } from '../complex.js';
import { describe } from '../describe.js';
import { BOOL, COMPLEX64, COMPLEX128, isFloat, UINT8 } from '../dtype.js';
import { isItem, writeElement } from '../element.js';
import { IndexError, StridedError } from '../errors.js';
import { booleanOption, type Options } from '../options.js';
import { unwrapped, wholeNumber } from '../shape/whole_numbers.js';
import { cleanNames, type NameRules, numberedName } from './field_names.js';
import { type Dialect, skipLines } from './table_plan.js';

export function dialectOf(options: Options, who: string): Dialect {
  const { comments } = options;
  if (comments !== undefined && comments !== null && (typeof comments !== 'string' || comments === '')) {
    throw new StridedError(
      `${who}: comments must be a string that is not empty, or null, not ${comments === '' ? 'an empty string' : describe(comments)}`,
      'ERR_OPTION',
    );
  }
  const stripFields = booleanOption(options, 'autostrip', false, who);
  return {
    delimiter: delimiterOption(options['delimiter'], who),
    comments: comments === null ? [] : [comments ?? '#'],
    quote: null,
    python: true,
    stripFields,
  };
}

function delimiterOption(value: unknown, who: string): Dialect['delimiter'] {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && value !== '' && !/[\r\n]/.test(value)) return value;
  const isWidth = (width: unknown): boolean => Number.isSafeInteger(width) && (width as number) > 0;
  if (isWidth(value)) return value as number;
  if (Array.isArray(value) && value.length > 0 && value.every(isWidth)) return value as number[];
  throw new StridedError(
    `${who}: delimiter must be a string, the width of fields, a list of widths, or null, not ${value === '' ? 'an empty string' : describe(value)}`,
    'ERR_OPTION',
  );
}

/** The fields of one line, as the native reader cuts it. */
function splitLine(line: string, dialect: Dialect): string[] {
  const { delimiter, stripFields } = dialect;
  const [comment] = dialect.comments;
  const content = comment === undefined ? line : (line.split(comment, 1)[0] as string);
  let fields: string[];
  if (delimiter === null) {
    fields = content.trim() === '' ? [] : content.trim().split(/\s+/);
  } else if (typeof delimiter === 'string') {
    const stripped = content.replace(/^[ \r\n]+|[ \r\n]+$/g, '');
    fields = stripped === '' ? [] : stripped.split(delimiter);
  } else {
    fields = [];
    const stripped = content.replace(/[\r\n]+$/g, '');
    const widths = typeof delimiter === 'number' ? undefined : delimiter;
    for (let at = 0, i = 0; widths === undefined ? at < stripped.length : i < widths.length; i++) {
      const width = widths === undefined ? (delimiter as number) : (widths[i] as number);
      fields.push(stripped.slice(at, at + width));
      at += width;
    }
    if (stripped === '') fields = [];
  }
  return stripFields ? fields.map((field) => field.trim()) : fields;
}

export interface Head {
  /** The fields of the first line that has any. */
  readonly values: readonly string[];
  /** Where the table begins: behind the line of names, if it has one. */
  readonly begin: number;
  readonly line: number;
}

/** Finds the first line with fields. A line of names may be a comment. */
export function firstLine(
  text: Buffer,
  from: { readonly begin: number; readonly line: number },
  dialect: Dialect,
  isNames: boolean,
): Head {
  let { begin, line } = from;
  const [comment] = dialect.comments;
  while (begin < text.length) {
    const next = skipLines(text, begin, 1);
    const whole = text.toString('utf8', begin, next);
    const parts = isNames && comment !== undefined ? whole.split(comment) : [whole];
    const values = splitLine(parts.length > 1 ? parts.slice(1).join('') : whole, dialect);
    if (values.length > 0) return isNames ? { values, begin: next, line: line + 1 } : { values, begin, line };
    begin = next;
    line++;
  }
  return { values: [], begin, line };
}

export interface ColumnChoice {
  /** How many columns are read. */
  readonly count: number;
  /** Their places in a line, where some are chosen. */
  readonly sources: readonly number[] | undefined;
  /** The names of those that are read. */
  readonly names: readonly string[];
  /** Whether the names were given. */
  readonly isNamed: boolean;
  /** Which of the columns read a number or name means; undefined for one that is not read. */
  placeOf(key: string | number | null): number | undefined;
}

function namesOption(value: unknown, values: readonly string[], who: string): readonly string[] | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  if (value === true) return values.map((name) => name.trim());
  if (typeof value === 'string') return value.split(',').map((name) => name.trim());
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value as string[];
  throw new StridedError(
    `${who}: names must be true, a list of names or a string of names with commas, not ${describe(value)}`,
    'ERR_OPTION',
  );
}

function usecolsOption(value: unknown, who: string): (string | number)[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') {
    return value
      .split(',')
      .map((entry) => entry.trim())
      .map((entry) => (/^-?\d+$/.test(entry) ? Number(entry) : entry));
  }
  const given = unwrapped(value);
  return (Array.isArray(given) ? given : [given]).map((entry: unknown) => {
    const column = typeof entry === 'string' ? entry : wholeNumber(entry, `${who}: usecols`);
    if (column === undefined) {
      throw new StridedError(
        `${who}: usecols must be numbers or names of columns, not ${describe(entry)}`,
        'ERR_OPTION',
      );
    }
    return column;
  });
}

/** Which columns are read, and what they are called. */
export function chooseColumns(
  values: readonly string[],
  options: Options,
  rules: NameRules,
  who: string,
): ColumnChoice {
  const given = namesOption(options['names'], values, who);
  const names = given === undefined ? undefined : cleanNames(given, rules);
  const columns = usecolsOption(options['usecols'], who);
  const sources = columns?.map((column) => {
    const place = typeof column === 'string' ? (names ?? []).indexOf(column) : column;
    if (place < 0 && typeof column === 'string') {
      throw new IndexError(
        `${who}: usecols names '${column}', and the columns are ${names === undefined ? 'without names' : names.join(', ')}`,
      );
    }
    const at = place < 0 ? place + values.length : place;
    if (values.length > 0 && (at < 0 || at >= values.length)) {
      throw new IndexError(
        `${who}: there is no column ${column}: the first line has ${values.length} columns`,
      );
    }
    return Math.max(at, 0);
  });
  const count = sources?.length ?? values.length;
  let own = names;
  if (own !== undefined && sources !== undefined && own.length > count) {
    const all = own;
    own = sources.map((source) => all[source] ?? '');
  }
  if (own !== undefined && own.length !== count && values.length > 0) {
    throw new StridedError(`${who}: ${own.length} names are given for ${count} columns`, 'ERR_OPTION');
  }
  const placeOf = (key: string | number | null): number | undefined => {
    if (typeof key === 'string') {
      const place = own?.indexOf(key) ?? -1;
      return place < 0 ? undefined : place;
    }
    if (key === null) return undefined;
    const source = key < 0 ? key + values.length : key;
    const place = sources === undefined ? source : sources.indexOf(source);
    return place >= 0 && place < count ? place : undefined;
  };
  return {
    count,
    sources,
    names: own ?? Array.from({ length: count }, (_, i) => numberedName(rules.defaultfmt, i)),
    isNamed: own !== undefined,
    placeOf,
  };
}

/** An option that says something of each column, as a list with an entry for each. */
function eachColumn(
  value: unknown,
  choice: ColumnChoice,
  isOne: (value: unknown) => boolean,
): unknown[] | undefined {
  const list = new Array<unknown>(choice.count).fill(undefined);
  if (value === undefined || value === null) return list;
  if (isOne(value)) return list.fill(value);
  if (Array.isArray(value)) return list.map((_, k) => value[k] as unknown);
  if (typeof value !== 'object') return undefined;
  const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
  for (const [key, entry] of entries) {
    const name = typeof key === 'string' && /^-?\d+$/.test(key) ? Number(key) : key;
    const place = choice.placeOf(name as string | number);
    if (place !== undefined) list[place] = entry;
  }
  return list;
}

/** For each column the fields that count as missing. */
export function missingOption(value: unknown, choice: ColumnChoice, who: string): (readonly string[])[] {
  const texts = typeof value === 'string' ? value.split(',') : undefined;
  const isText = (entry: unknown): boolean => typeof entry === 'string' || typeof entry === 'number';
  const list =
    texts === undefined ? eachColumn(value, choice, isText) : new Array<unknown>(choice.count).fill(texts);
  if (list === undefined) {
    throw new StridedError(
      `${who}: missingValues must be a string, or strings for each column, not ${describe(value)}`,
      'ERR_OPTION',
    );
  }
  return list.map((entry) => {
    const own: unknown[] = Array.isArray(entry) ? entry : entry === undefined ? [] : [entry];
    return ['', ...own.map((text) => String(text))];
  });
}

/** For each column the value that stands for missing and malformed fields. */
export function fillingOption(value: unknown, choice: ColumnChoice, who: string): unknown[] {
  const list = eachColumn(value, choice, isItem);
  if (list === undefined || !list.every((entry) => entry === undefined || entry === null || isItem(entry))) {
    throw new StridedError(
      `${who}: fillingValues must be a number, or numbers for each column, not ${describe(value)}`,
      'ERR_OPTION',
    );
  }
  return list;
}

/** The bytes of a filling value in its column's dtype; unsigned integers have none unless one is given. */
export function fillBytes(value: unknown, code: number, who: string): Uint8Array | undefined {
  const isComplex = code === COMPLEX64 || code === COMPLEX128;
  const otherwise = isComplex
    ? new Complex(Number.NaN, 0)
    : isFloat(code)
      ? Number.NaN
      : code === BOOL
        ? false
        : code >= UINT8
          ? undefined
          : -1;
  const filling = value ?? otherwise;
  if (filling === undefined) return undefined;
  const bytes = new Uint8Array(16);
  writeElement(new DataView(bytes.buffer), 0, code, filling, who);
  return bytes;
}
