/** What loadtxt and genfromtxt share: their options' forms, converters, and the shape of the result. */
import { copyInto, newArray } from '../call.js';
import { arrayFromList } from '../convert/nested.js';
import { describe } from '../describe.js';
import { dtypeName } from '../dtype.js';
import { type Item, isItem } from '../element.js';
import { DTypeError, StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { wholeNumber } from '../shape/whole_numbers.js';
import type { TableProblem } from './table_plan.js';

/** Makes a value of a field's text. */
export type Converter = (field: string) => Item;

/** A count that an option gives: a whole number of at least `least`. */
export function countOption(value: unknown, name: string, least: number, who: string): number {
  const count = wholeNumber(value, `${who}: ${name}`);
  if (count === undefined || count < least) {
    throw new StridedError(
      `${who}: ${name} must be an integer of at least ${least}, not ${describe(value)}`,
      'ERR_OPTION',
    );
  }
  return count;
}

export function ndminOption(value: unknown, who: string): number {
  if (value === undefined || value === 0 || value === 1 || value === 2) return value ?? 0;
  throw new StridedError(`${who}: ndmin must be 0, 1 or 2, not ${describe(value)}`, 'ERR_OPTION');
}

/** One function for all columns, or one for each of some, under its number or name. */
export function convertersOption(
  value: unknown,
  who: string,
): Converter | ReadonlyMap<string | number, Converter> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'function') return value as Converter;
  const entries: [unknown, unknown][] | undefined =
    value instanceof Map
      ? [...value]
      : typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(value)
        : undefined;
  if (entries === undefined || !entries.every(([, converter]) => typeof converter === 'function')) {
    throw new StridedError(
      `${who}: converters must be a function, or functions under the numbers of their columns, not ${describe(value)}`,
      'ERR_OPTION',
    );
  }
  return new Map(
    entries.map(([key, converter]) => {
      const number = typeof key === 'string' && /^-?\d+$/.test(key) ? Number(key) : key;
      return [number as string | number, converter as Converter];
    }),
  );
}

/** Drops axes of length 1, or adds them, until `ndmin` is met; as both readers do with what they read. */
export function withNdmin(a: NDArray, ndmin: number): NDArray {
  let shape = a._shape as readonly number[];
  let strides = a._strides;
  if (shape.length > ndmin) {
    const kept = shape.map((_, axis) => axis).filter((axis) => shape[axis] !== 1);
    strides = kept.map((axis) => strides[axis] as number);
    shape = kept.map((axis) => shape[axis] as number);
  }
  if (shape.length < ndmin && shape.length === 0) {
    shape = [1];
    strides = [a.itemsize];
  }
  if (shape.length < ndmin) {
    shape = [...shape, 1];
    strides = [...strides, a.itemsize];
  }
  return shape.length === a._shape.length ? a : a._view(shape, strides, a._offset);
}

/** The text of a field, without the quotes around it. */
function fieldText(text: Buffer, begin: number, end: number, quote: string | null): string {
  const field = text.toString('utf8', begin, end);
  if (quote === null || !field.startsWith(quote)) return field;
  let content = '';
  let at = 1;
  for (; at < field.length; at++) {
    if (field[at] === quote && field[++at] !== quote) break;
    content += field[at];
  }
  return content + field.slice(at);
}

/** Fills a column with what its converter makes of the fields between the offsets in `spans`, two for each row. */
export function convertColumn(
  column: NDArray,
  spans: Float64Array,
  converter: Converter,
  text: Buffer,
  quote: string | null,
  place: number,
  who: string,
): void {
  const values: Item[] = [];
  for (let row = 0; row < column.size; row++) {
    const field = fieldText(text, spans[2 * row] as number, spans[2 * row + 1] as number, quote);
    let value: unknown;
    try {
      value = converter(field);
    } catch (error) {
      throw new StridedError(
        `${who}: the converter of column ${place + 1} failed with '${field}' at row ${row}: ${error instanceof Error ? error.message : String(error)}`,
        'ERR_VALUE',
        { cause: error },
      );
    }
    if (!isItem(value)) {
      throw new DTypeError(
        `${who}: the converter of column ${place + 1} made ${describe(value)} of '${field}' at row ${row}; a number, bigint, boolean or Complex is needed`,
        'ERR_VALUE',
      );
    }
    values.push(value);
  }
  if (values.length === 0) return;
  const made = arrayFromList(values, who);
  copyInto(column, made, who);
  made.dispose();
}

/** A C-contiguous table of `rows` rows. */
export function newTable(rows: number, columns: number, code: number): NDArray {
  return newArray([rows, columns], code);
}

/** Column `k` of a table as a view. */
export function columnOf(table: NDArray, k: number): NDArray {
  return table._view(
    [table._shape[0] as number],
    [table._strides[0] as number],
    table._offset + k * table.itemsize,
  );
}

/** The error of a field that is no value of its column's dtype; rows and columns are counted as NumPy does. */
export function fieldError(problem: TableProblem, code: number, who: string): StridedError {
  const { kind, field, row, column, line } = problem;
  const why = kind === 'range' ? ', which is out of its range' : '';
  return new StridedError(
    `${who}: could not convert string '${field.length > 100 ? `${field.slice(0, 100)}…` : field}' to ${dtypeName(code)}${why} at row ${row}, column ${column + 1} (line ${line + 1})`,
    'ERR_VALUE',
  );
}

/** The elements of a C-contiguous float64 array, not handed out: only as long as the array lives. */
export function doublesOf(a: NDArray): Float64Array {
  const { buffer, byteOffset } = a._storage.region.bytes;
  return new Float64Array(buffer, byteOffset + a._storage.start + a._offset, a.size);
}
