/** The ways to say how wide, how long, or with what each end of each axis is padded. */
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { type Item, isItem } from '../element.js';
import { AxisError, ShapeError, StridedError } from '../errors.js';
import { axisOf } from './axis.js';
import { unwrapped, wholeNumber } from './whole_numbers.js';

/** What stands before and behind an axis. */
export type Pair<T> = readonly [before: T, after: T];

/** One for all ends, `[before, after]` for all axes, or a pair (or a list of one) for each axis. */
export type PerAxis<T> = T | readonly T[] | readonly (readonly T[])[];

/** Widths: also by axis, as `{ 0: [1, 2], '-1': 3 }` or a Map of axes; axes not named are not padded. */
export type PadWidth =
  | PerAxis<number>
  | Readonly<Record<number, number | readonly number[]>>
  | ReadonlyMap<number, number | readonly number[]>;

/** A pair per axis, by broadcasting against [ndim, 2] as NumPy does; one list of two is a pair for every axis. */
export function pairsOf(given: unknown, ndim: number, name: string, who: string): Pair<unknown>[] {
  const value = isItem(given) ? given : unwrapped(given);
  if (!Array.isArray(value)) return Array.from({ length: ndim }, () => [value, value] as const);
  const rows = value.map((row: unknown) => (isItem(row) ? row : unwrapped(row)));
  const isFlat = !rows.some(Array.isArray);
  const pairOf = (row: unknown): Pair<unknown> | undefined => {
    if (!Array.isArray(row)) return [row, row];
    if (row.length === 1) return [row[0], row[0]];
    return row.length === 2 ? [row[0], row[1]] : undefined;
  };
  if (isFlat) {
    const pair = pairOf(rows);
    if (pair !== undefined) return Array.from({ length: ndim }, () => pair);
  } else if (rows.length === 1 || rows.length === ndim) {
    const pairs = rows.map(pairOf);
    if (pairs.every((pair) => pair !== undefined)) {
      const [first] = pairs;
      return pairs.length === ndim ? pairs : Array.from({ length: ndim }, () => first as Pair<unknown>);
    }
  }
  throw new ShapeError(
    `${who}: ${name} must be one for all ends, [before, after], or a pair for each of the ${ndim} axes, not ${JSON.stringify(value)}`,
  );
}

function widthOf(value: unknown, name: string, who: string): number {
  const width = wholeNumber(value, `${who}: ${name}`);
  if (width === undefined || width < 0) {
    throw new ShapeError(`${who}: ${name} must be an integer of 0 or more, not ${describe(value)}`);
  }
  return width;
}

/** Counts per end of each axis. */
export function countPairs(given: unknown, ndim: number, name: string, who: string): Pair<number>[] {
  if (typeof given === 'number') {
    const width = widthOf(given, name, who);
    return Array.from({ length: ndim }, () => [width, width] as const);
  }
  return pairsOf(given, ndim, name, who).map(
    ([before, after]) => [widthOf(before, name, who), widthOf(after, name, who)] as const,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Widths per end of each axis. */
export function padWidths(given: unknown, ndim: number, who: string): Pair<number>[] {
  if (given === undefined || given === null) {
    throw new ShapeError(`${who}: padWidth is missing: how wide each end is to be padded`);
  }
  if (!(given instanceof Map) && !isRecord(given)) return countPairs(given, ndim, 'padWidth', who);
  const widths = Array.from({ length: ndim }, (): Pair<number> => [0, 0]);
  const entries: Iterable<[unknown, unknown]> = given instanceof Map ? given : Object.entries(given);
  for (const [key, value] of entries) {
    if (!/^-?\d+$/.test(String(key))) {
      throw new AxisError(`${who}: the keys of padWidth are axes, and ${describe(key)} is none`);
    }
    const axis = axisOf(Number(key), ndim, who, 'the axis in padWidth');
    const [pair] = countPairs(value, 1, 'padWidth', who);
    widths[axis] = pair as Pair<number>;
  }
  return widths;
}

/** Elements per end of each axis. */
export function itemPairs(given: unknown, ndim: number, name: string, who: string): Pair<Item>[] {
  const check = (value: unknown): Item => {
    const item = isItem(value) ? value : undefined;
    if (item !== undefined) return item;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return asNDArray(value, who).item();
    throw new StridedError(`${who}: ${name} must be numbers, not ${describe(value)}`, 'ERR_OPTION');
  };
  return pairsOf(given, ndim, name, who).map(([before, after]) => [check(before), check(after)] as const);
}
