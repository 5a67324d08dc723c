/**
 * Arrays as text, as NumPy's `array2string`, `array_repr` and `array_str` write them.
 */
import { StridedError, shapeText } from '../errors.js';
import { checkOptions } from '../options.js';
import { elementFormat, width } from './elements.js';
import {
  checkObject,
  currentOptions,
  type FloatMode,
  type Formatter,
  mergeOptions,
  type PrintOptions,
  type SignMode,
} from './options.js';
import { scalarText } from './scalar.js';
import type { PrintScalar, PrintSource } from './source.js';

export interface ArrayStrOptions {
  /** Characters to a line; the print options' `linewidth` if absent. */
  readonly maxLineWidth?: number | null | undefined;
  readonly precision?: number | null | undefined;
  readonly suppressSmall?: boolean | null | undefined;
}

export type ArrayReprOptions = ArrayStrOptions;

export interface Array2stringOptions extends ArrayStrOptions {
  /** Between elements (a blank). */
  readonly separator?: string | null | undefined;
  /** What the caller will print before and after: its length counts for wrapping and indentation. */
  readonly prefix?: string | null | undefined;
  readonly suffix?: string | null | undefined;
  readonly formatter?: Formatter | null | undefined;
  readonly threshold?: number | null | undefined;
  readonly edgeitems?: number | null | undefined;
  readonly sign?: SignMode | null | undefined;
  readonly floatmode?: FloatMode | null | undefined;
}

export const STR_KEYS = ['maxLineWidth', 'precision', 'suppressSmall'] as const;
export const ARRAY2STRING_KEYS = [
  ...STR_KEYS,
  'separator',
  'prefix',
  'suffix',
  'formatter',
  'threshold',
  'edgeitems',
  'sign',
  'floatmode',
] as const;

/** The dtypes that NumPy's repr leaves out: the ones it would make of the numbers it prints. */
const IMPLIED: ReadonlySet<string> = new Set(['bool', 'int64', 'float64', 'complex128']);

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** More elements are no text that anyone reads, and would end the process for want of memory. */
const MOST_SHOWN = 1_000_000;

function checkShown(shape: readonly number[], edge: number | undefined): void {
  let count = 1;
  for (const length of shape) count *= edge ? Math.min(length, 2 * edge) : length;
  if (count > MOST_SHOWN) {
    throw new StridedError(
      `print: ${count} elements of the array of shape ${shapeText(shape)} would show, more than ${MOST_SHOWN}; print a slice, or lower threshold or edgeitems`,
      'ERR_VALUE',
    );
  }
}

/** All elements, or of each axis longer than twice `edge` only those at its ends (`edge` undefined: all). */
function shownElements(source: PrintSource, edge: number | undefined): PrintScalar[] {
  const { shape } = source;
  const indices = new Array<number>(shape.length).fill(0);
  const values: PrintScalar[] = [];
  const walk = (axis: number): void => {
    const length = shape[axis];
    if (length === undefined) {
      values.push(source.read(indices));
      return;
    }
    // With no edge items NumPy still prints the last element, to the width of them all.
    const skip = edge && length > 2 * edge ? length - 2 * edge : 0;
    for (let i = 0; i < length; i += 1) {
      if (skip > 0 && i === edge) i += skip;
      indices[axis] = i;
      walk(axis + 1);
    }
  };
  walk(0);
  return values;
}

/** Lines that fill up with words; a word that would pass the width starts the next line. */
class Row {
  private done = '';
  private line: string;
  private readonly indent: string;
  private readonly limit: number;

  constructor(indent: string, limit: number) {
    this.line = indent;
    this.indent = indent;
    this.limit = limit;
  }

  add(word: string): void {
    const parts = word.split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/);
    if (parts.length > 1 && parts.at(-1) === '') parts.pop();
    if (parts.length > 1) {
      this.addBlock(parts);
      return;
    }
    this.wrapBefore(width(word));
    this.line += word;
  }

  /** A word of several lines keeps its shape: its lines start below one another. */
  private addBlock(parts: readonly string[]): void {
    const widest = Math.max(...parts.map(width));
    const wrapped = this.wrapBefore(widest);
    const indent = wrapped ? this.indent : ' '.repeat(width(this.line));
    this.line += parts[0] ?? '';
    for (const part of parts.slice(1)) {
      this.breakLine();
      this.line = indent + part;
    }
    this.line += ' '.repeat(widest - width(parts.at(-1) ?? ''));
  }

  /** Starts a new line if the next `length` characters do not fit, unless that would not help. */
  private wrapBefore(length: number): boolean {
    const used = width(this.line);
    if (used + length <= this.limit || used <= this.indent.length) return false;
    this.breakLine();
    this.line = this.indent;
    return true;
  }

  private breakLine(): void {
    this.done += `${this.line.trimEnd()}\n`;
  }

  separate(separator: string): void {
    this.line += separator;
  }

  text(): string {
    return this.done + this.line;
  }
}

function layOut(
  source: PrintSource,
  format: (value: PrintScalar) => string,
  options: PrintOptions,
  separator: string,
  firstIndent: string,
  summarise: boolean,
): string {
  const { shape } = source;
  const { edgeitems } = options;
  const indices = new Array<number>(shape.length).fill(0);
  const tight = separator.trimEnd();

  /** The positions that show along an axis, and at which of them the dots come first. */
  const shown = (length: number): { count: number; dots: number; skip: number } =>
    summarise && length > 2 * edgeitems
      ? {
          count: edgeitems + Math.max(edgeitems, 1),
          dots: edgeitems,
          skip: length - edgeitems - Math.max(edgeitems, 1),
        }
      : { count: length, dots: -1, skip: 0 };

  const nested = (axis: number, indent: string, room: number): string => {
    const length = shape[axis];
    if (length === undefined) return format(source.read(indices));
    const left = shape.length - axis;
    const { count, dots, skip } = shown(length);
    const visit = (i: number): string => {
      indices[axis] = dots >= 0 && i >= dots ? i + skip : i;
      return nested(axis + 1, `${indent} `, room - 1);
    };
    if (left === 1) {
      const row = new Row(indent, room - Math.max(width(tight), 1));
      for (let i = 0; i < count; i += 1) {
        if (i === dots) {
          row.add('...');
          row.separate(separator);
        }
        row.add(visit(i));
        if (i < count - 1) row.separate(separator);
      }
      return `[${row.text().slice(indent.length)}]`;
    }
    const blocks: string[] = [];
    for (let i = 0; i < count; i += 1) {
      if (i === dots) blocks.push(`${indent}...`);
      blocks.push(indent + visit(i));
    }
    return `[${blocks.join(tight + '\n'.repeat(left - 1)).slice(indent.length)}]`;
  };
  return nested(0, firstIndent, options.linewidth);
}

function render(
  source: PrintSource,
  options: PrintOptions,
  separator: string,
  prefix: string,
  suffix: string,
): string {
  const size = sizeOf(source.shape);
  if (size === 0) return '[]';
  const summarise = size > options.threshold;
  const edge = summarise ? options.edgeitems : undefined;
  checkShown(source.shape, edge);
  const values = shownElements(source, edge);
  const format = elementFormat(source.dtype, values, source.shape.length === 0, options);
  const fitted = { ...options, linewidth: options.linewidth - width(suffix) };
  return layOut(source, format, fitted, separator, ' '.repeat(1 + width(prefix)), summarise);
}

function merged(name: string, options: Array2stringOptions): PrintOptions {
  const { maxLineWidth, suppressSmall, precision, formatter, threshold, edgeitems, sign, floatmode } =
    options;
  return mergeOptions(name, currentOptions(), {
    linewidth: maxLineWidth,
    suppress: suppressSmall,
    precision,
    formatter,
    threshold,
    edgeitems,
    sign,
    floatmode,
  });
}

/** The array as text in nested brackets. Answers to NumPy's `array2string`. */
export function array2string(source: PrintSource, options: Array2stringOptions = {}): string {
  checkOptions(checkObject('array2string', options), ARRAY2STRING_KEYS, 'array2string');
  const { separator, prefix, suffix } = options;
  return render(source, merged('array2string', options), separator ?? ' ', prefix ?? '', suffix ?? '');
}

/** The array as NumPy's `repr` shows it: `array([1., 2.], dtype=float32)`. Answers to NumPy's `array_repr`. */
export function arrayRepr(source: PrintSource, options: ArrayReprOptions = {}): string {
  checkOptions(checkObject('arrayRepr', options), STR_KEYS, 'arrayRepr');
  const current = currentOptions();
  if (current.overrideRepr !== null) return current.overrideRepr(source.array ?? source);
  const { shape, dtype } = source;
  const effective = merged('arrayRepr', options);
  const prefix = 'array(';
  const body = prefix + render(source, effective, ', ', prefix, ')');

  // What the elements printed do not tell.
  const size = sizeOf(shape);
  const extras: string[] = [];
  if ((size === 0 && !(shape.length === 1 && shape[0] === 0)) || size > current.threshold) {
    extras.push(`shape=(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`);
  }
  if (!IMPLIED.has(dtype) || size === 0) extras.push(`dtype=${dtype}`);
  if (extras.length === 0) return `${body})`;
  const extra = `${extras.join(', ')})`;
  const lastLine = width(body.slice(body.lastIndexOf('\n') + 1)) + 1;
  const fits = lastLine + extra.length + 1 <= effective.linewidth;
  return `${body},${fits ? ' ' : `\n${' '.repeat(prefix.length)}`}${extra}`;
}

/** The array as NumPy's `str` shows it: `[1. 2.]`; a 0-d array as its scalar. Answers to NumPy's `array_str`. */
export function arrayStr(source: PrintSource, options: ArrayStrOptions = {}): string {
  checkOptions(checkObject('arrayStr', options), STR_KEYS, 'arrayStr');
  const effective = merged('arrayStr', options);
  return source.shape.length === 0
    ? scalarText(source.read([]), source.dtype)
    : render(source, effective, ' ', '', '');
}
