/** Tables in text: how they are described to the native reader, and its answers. */
import { callError } from '../call.js';
import { StridedError } from '../errors.js';
import { binding, PARAMETERS, RESULTS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';

/** How lines are cut into fields: native/text/table.h. */
export interface Dialect {
  /** A string between two fields, the widths of all of them, one width for each, or null for blanks. */
  readonly delimiter: string | number | readonly number[] | null;
  readonly comments: readonly string[];
  readonly quote: string | null;
  /** Fields are read by the rules of Python's int(), float() and complex(), and blanks at a line's ends are nothing. */
  readonly python: boolean;
  readonly stripFields: boolean;
}

/** Beside the dtypes' codes: a column of (begin, end) offsets into the text, two float64 each. */
export const SPAN = 14;

export interface PlanColumn {
  readonly source: number;
  readonly code: number;
  /** Bytes to the first row, and from row to row. */
  readonly offset: number;
  readonly stride: number;
  /** The bytes of the element that stands for a malformed or missing field. */
  readonly fill?: Uint8Array | undefined;
  /** Fields that stand for `fill`. */
  readonly missing?: readonly string[] | undefined;
}

export interface TablePlan {
  readonly dialect: Dialect;
  /** Where the table begins in the text: bytes, and lines for messages. */
  readonly begin: number;
  readonly line: number;
  /** -1 for all. */
  readonly maxRows: number;
  /** How many fields each line must have; -1 for any number that has the columns. */
  readonly width: number;
  /** Lines that do not fit are left out. */
  readonly dropsRagged: boolean;
  /** A malformed field becomes the column's fill. */
  readonly loose: boolean;
  readonly columns: readonly PlanColumn[];
}

function pushText(numbers: number[], text: string): void {
  const bytes = Buffer.from(text);
  numbers.push(bytes.length);
  // One by one: a call takes only so many arguments.
  for (const byte of bytes) numbers.push(byte);
}

const NO_FILL = new Uint8Array(16);

/** The plan as decode_plan (native/text/table_plan.cc) reads it. */
function encode(plan: TablePlan): ArrayBuffer {
  const { delimiter, comments, quote, python, stripFields } = plan.dialect;
  const numbers: number[] = [];
  const split =
    delimiter === null ? 0 : typeof delimiter === 'string' ? 1 : typeof delimiter === 'number' ? 2 : 3;
  numbers.push(split);
  pushText(numbers, split === 1 ? (delimiter as string) : '');
  const widths = split < 2 ? [] : split === 2 ? [delimiter as number] : (delimiter as readonly number[]);
  numbers.push(widths.length);
  for (const width of widths) numbers.push(width);
  numbers.push(comments.length);
  for (const comment of comments) pushText(numbers, comment);
  numbers.push(quote === null ? -1 : quote.charCodeAt(0));
  numbers.push(Number(python), Number(stripFields), Number(python));
  numbers.push(plan.begin, plan.line, plan.maxRows, plan.width, Number(plan.dropsRagged), Number(plan.loose));
  numbers.push(plan.columns.length);
  for (const column of plan.columns) {
    numbers.push(column.source, column.code, column.offset, column.stride);
    const fill = column.fill ?? NO_FILL;
    for (let i = 0; i < 16; i++) numbers.push(fill[i] ?? 0);
    numbers.push(Number(column.fill !== undefined));
    const missing = column.missing ?? [];
    numbers.push(missing.length);
    for (const text of missing) pushText(numbers, text);
  }
  return new Float64Array(numbers).buffer;
}

export interface RaggedLine {
  /** From 0, in the text. */
  readonly line: number;
  /** From 0, among all lines of data. */
  readonly row: number;
  readonly fields: number;
}

export interface TableSize {
  readonly rows: number;
  /** Of the first line. */
  readonly fields: number;
  readonly checkpoints: ArrayBuffer;
  readonly ragged: readonly RaggedLine[];
  readonly raggedCount: number;
}

const CHECKPOINT_BYTES = 1 << 16;
/** More lines than anyone reads. */
const LISTED_RAGGED = 1000;

/** Counts the rows of a table. */
export function measureTable(text: Buffer, plan: TablePlan, who: string): TableSize {
  const checkpoints = new Float64Array(3 * (Math.ceil(text.length / CHECKPOINT_BYTES) + 1));
  const ragged = new Float64Array(plan.dropsRagged ? 3 * LISTED_RAGGED : 0);
  const status = binding.textMeasure(text, encode(plan), checkpoints.buffer, ragged.buffer);
  if (status !== undefined) throw callError(status, who, []);
  const result = (k: number): number => slots[RESULTS + k] as number;
  const raggedCount = result(3);
  return {
    rows: result(0),
    fields: result(1),
    checkpoints: checkpoints.buffer.slice(0, 24 * result(2)),
    ragged: Array.from({ length: Math.min(raggedCount, LISTED_RAGGED) }, (_, i) => ({
      line: ragged[3 * i] as number,
      row: ragged[3 * i + 1] as number,
      fields: ragged[3 * i + 2] as number,
    })),
    raggedCount,
  };
}

/** What is wrong with a table, as TableError (native/text/table_read.h) says it. */
export interface TableProblem {
  readonly kind: 'width' | 'column' | 'malformed' | 'range' | 'changed';
  /** From 0. */
  readonly row: number;
  readonly line: number;
  readonly column: number;
  readonly fields: number;
  readonly field: string;
}

const problemKinds = ['width', 'column', 'malformed', 'range', 'changed'] as const;

/** Parses `rows` rows into the memory of `out`; returns the first problem met. */
export function readTable(
  text: Buffer,
  plan: TablePlan,
  size: TableSize,
  rows: number,
  out: NDArray,
  who: string,
): TableProblem | undefined {
  const encoded = encode(plan);
  slots[PARAMETERS] = rows;
  slots[PARAMETERS + 1] = out._storage.start + out._offset;
  // Where rows are left out at the end, so are the places behind them.
  const places = new Float64Array(size.checkpoints);
  let count = places.length / 3;
  while (count > 0 && (places[3 * count - 1] as number) > rows) count--;
  const kept = count * 3 === places.length ? size.checkpoints : size.checkpoints.slice(0, 24 * count);
  const status = binding.textRead(text, encoded, kept, out._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [out]);
  const result = (k: number): number => slots[RESULTS + k] as number;
  const kind = problemKinds[result(0) - 1];
  if (kind === undefined) return undefined;
  if (kind === 'changed') throw new StridedError(`${who}: the text changed while it was read`, 'ERR_BUFFER');
  return {
    kind,
    row: result(1),
    line: result(2),
    column: result(3),
    fields: result(4),
    field: text.toString('utf8', result(5), result(6)),
  };
}

/** For each column the dtypes that all its fields are read as: bit 0 bool, 1 int64, 2 float64, 3 complex128. */
export function classifyTable(text: Buffer, plan: TablePlan, rows: number, who: string): Uint8Array {
  const masks = new Uint8Array(Math.max(1, plan.columns.length));
  slots[PARAMETERS] = rows;
  const status = binding.textClassify(text, encode(plan), masks);
  if (status !== undefined) throw callError(status, who, []);
  return masks;
}

/** Where line number `count` of a text begins. */
export function skipLines(text: Buffer, begin: number, count: number): number {
  let at = begin;
  let carriage = text.indexOf(13, at);
  for (let i = 0; i < count && at < text.length; i++) {
    const newline = text.indexOf(10, at);
    if (carriage >= 0 && carriage < at) carriage = text.indexOf(13, at);
    if (carriage >= 0 && (newline < 0 || carriage < newline)) {
      at = carriage + (newline === carriage + 1 ? 2 : 1);
    } else {
      at = newline < 0 ? text.length : newline + 1;
    }
  }
  return at;
}
