/** Slices as values: what `nd.s` makes and what a slice string is read into. */
import { IndexError } from '../errors.js';
import { describe } from '../shape/layout.js';

/** Marks the slices of any copy of this package. */
const tag = Symbol.for('strided.Slice');

/** A range of an axis: Python's `slice` object. `null` leaves an end open. Made by `nd.s`. */
export class Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;

  constructor(start: number | null, stop: number | null, step: number | null) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  /** Slices of other copies of this package are slices too. */
  static [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null || !(tag in value)) return false;
    const { start, stop, step } = value as { start?: unknown; stop?: unknown; step?: unknown };
    return [start, stop, step].every((end) => end === null || Number.isInteger(end));
  }

  static {
    Object.defineProperty(Slice.prototype, tag, { value: true });
  }

  /** As a slice string: `1:10:2`. */
  toString(): string {
    const ends = `${this.start ?? ''}:${this.stop ?? ''}`;
    return this.step === null ? ends : `${ends}:${this.step}`;
  }
}

/** What `'...'` is read into. */
export const ELLIPSIS = Symbol('...');

/** An index after reading: an integer, a new axis, a range, or the axes that nothing else names. */
export type SliceTerm = number | null | Slice | typeof ELLIPSIS;

/** NumPy's `newaxis`: an index that adds an axis of length 1. */
export const newaxis = null;

function end(value: unknown, name: string): number | null {
  if (value === undefined || value === null) return null;
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    throw new IndexError(`s: ${name} must be an integer or null, not ${describe(value)}`);
  }
  if (name === 'step' && number === 0) throw new IndexError('s: a step of 0 leads nowhere');
  return number;
}

/**
 * A slice from numbers, for `slice`: `s(stop)`, `s(start, stop)`, `s(start, stop, step)`, as Python's `slice`. `null` leaves
 * an end open. NumPy's `s_`.
 * @throws IndexError for anything but integers and null, and for a step of 0.
 * @example
 * nd.arange(10).slice(nd.s(1, 8, 3)).toArray() // [ 1, 4, 7 ]
 * nd.arange(4).slice(nd.s(null, null, -1)).toArray() // [ 3, 2, 1, 0 ]
 */
export function s(stop?: number | null): Slice;
export function s(start: number | null, stop: number | null, step?: number | null): Slice;
export function s(...ends: (number | null | undefined)[]): Slice {
  if (ends.length > 3) throw new IndexError(`s: takes start, stop and step, not ${ends.length} numbers`);
  if (ends.length < 2) return new Slice(null, end(ends[0], 'stop'), null);
  return new Slice(end(ends[0], 'start'), end(ends[1], 'stop'), end(ends[2], 'step'));
}

const parsed = new Map<string, readonly SliceTerm[]>();
/** Strings made in a loop must not fill the memory. */
const CACHE_BOUND = 2048;

/** The terms of a slice string, each read once: `'0:2, ::-1'` has two. */
export function readSliceString(text: string, who: string): readonly SliceTerm[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const terms = text.split(',').map((part) => readTerm(part.trim(), text, who));
  if (parsed.size >= CACHE_BOUND) parsed.clear();
  parsed.set(text, terms);
  return terms;
}

function readTerm(part: string, text: string, who: string): SliceTerm {
  if (part === '...') return ELLIPSIS;
  if (part === 'null' || part === 'newaxis') return null;
  const ends = part.split(':').map((number) => readEnd(number.trim(), text, who));
  if (ends.length === 1 && typeof ends[0] === 'number') return ends[0];
  if (ends.length < 2 || ends.length > 3) throw noSlice(text, who);
  const step = ends[2] ?? null;
  if (step === 0) throw new IndexError(`${who}: a step of 0 leads nowhere ('${text}')`);
  return new Slice(ends[0] ?? null, ends[1] ?? null, step);
}

function readEnd(number: string, text: string, who: string): number | null {
  if (number === '') return null;
  if (!/^[+-]?\d+$/.test(number)) throw noSlice(text, who);
  return Number(number);
}

function noSlice(text: string, who: string): IndexError {
  return new IndexError(
    `${who}: ${describe(text)} is no index; write 'start:stop:step' (each may be left out), an integer, '...', or several with commas`,
  );
}
