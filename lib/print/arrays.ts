/**
 * Printing of NDArrays: the public functions, and what `toString` and `console.log` call.
 */
import { asNDArray } from '../convert/as_array.js';
import { isComplex } from '../dtype.js';
import { DTypeError, ShapeError, shapeText } from '../errors.js';
import { type NDArray, printers } from '../ndarray.js';
import { readOptions } from '../options.js';
import type { Floating } from '../types/dtypes.js';
import type { ArrayLike } from '../types/operands.js';
import {
  ARRAY2STRING_KEYS,
  type Array2stringOptions,
  type ArrayReprOptions,
  type ArrayStrOptions,
  arrayRepr as reprOf,
  STR_KEYS,
  arrayStr as strOf,
  array2string as textOf,
} from './format.js';
import {
  type FloatPositionalOptions,
  type FloatScientificOptions,
  floatKind,
  POSITIONAL_KEYS,
  formatFloatPositional as positionalOf,
  SCIENTIFIC_KEYS,
  formatFloatScientific as scientificOf,
} from './scalar.js';
import type { PrintSource } from './source.js';

/** An array as printing sees it. */
export function sourceOf(array: NDArray): PrintSource {
  array._alive('print');
  const { strides, dtype } = array;
  return {
    shape: array.shape as readonly number[],
    dtype,
    array,
    read: (indices) => {
      let offset = array._offset;
      for (let axis = 0; axis < indices.length; axis += 1) {
        offset += (indices[axis] ?? 0) * (strides[axis] ?? 0);
      }
      return array._read(offset, true, 'print');
    },
  };
}

/**
 * The array as text in nested brackets. NumPy's `array2string`.
 *
 * @example
 * nd.array2string(nd.array([1 / 3, 2 / 3]), { precision: 2, separator: ', ' }) // '[0.33, 0.67]'
 */
export function array2string(a: ArrayLike, options?: Array2stringOptions): string;
export function array2string(a: ArrayLike, maxLineWidth: number, options?: Array2stringOptions): string;
export function array2string(a: unknown, ...args: unknown[]): string {
  return textOf(sourceOf(asNDArray(a, 'array2string')), readOptions(args, ARRAY2STRING_KEYS, 'array2string'));
}

/**
 * What `console.log` shows of an array. NumPy's `array_repr`.
 *
 * @example
 * nd.arrayRepr(nd.array([1, 2], 'float32')) // 'array([1., 2.], dtype=float32)'
 */
export function arrayRepr(a: ArrayLike, options?: ArrayReprOptions): string;
export function arrayRepr(a: ArrayLike, maxLineWidth: number, options?: ArrayReprOptions): string;
export function arrayRepr(a: unknown, ...args: unknown[]): string {
  return reprOf(sourceOf(asNDArray(a, 'arrayRepr')), readOptions(args, STR_KEYS, 'arrayRepr'));
}

/**
 * The array's elements alone, as in a string template; a 0-d array as its scalar. NumPy's `array_str`.
 *
 * @example
 * nd.arrayStr(nd.array([1, 2])) // '[1. 2.]'
 */
export function arrayStr(a: ArrayLike, options?: ArrayStrOptions): string;
export function arrayStr(a: ArrayLike, maxLineWidth: number, options?: ArrayStrOptions): string;
export function arrayStr(a: unknown, ...args: unknown[]): string {
  return strOf(sourceOf(asNDArray(a, 'arrayStr')), readOptions(args, STR_KEYS, 'arrayStr'));
}

/** A number and the precision whose digits it prints with. */
function numberOf(x: unknown, who: string): { value: number; kind: Floating } {
  if (typeof x === 'number') return { value: x, kind: 'float64' };
  const a = asNDArray(x, who);
  if (a.size !== 1) {
    throw new ShapeError(`${who}: an array of shape ${shapeText(a.shape)} is no single number`);
  }
  if (isComplex(a._code)) throw new DTypeError(`${who}: a real number is needed, not ${a.dtype}`);
  a._alive(who);
  return { value: Number(a.item({ bigint: true })), kind: floatKind(a.dtype) };
}

/**
 * A number without an exponent. NumPy's `format_float_positional`. An array of one element prints with the digits of its
 * dtype.
 *
 * @example
 * nd.formatFloatPositional(0.1 + 0.2) // '0.30000000000000004'
 * nd.formatFloatPositional(0.1 + 0.2, 3, { trim: '-' }) // '0.3'
 */
export function formatFloatPositional(x: ArrayLike, options?: FloatPositionalOptions): string;
export function formatFloatPositional(
  x: ArrayLike,
  precision: number,
  options?: FloatPositionalOptions,
): string;
export function formatFloatPositional(x: unknown, ...args: unknown[]): string {
  const name = 'formatFloatPositional';
  const { value, kind } = numberOf(x, name);
  return positionalOf(value, readOptions(args, POSITIONAL_KEYS, name), kind);
}

/**
 * A number with an exponent. NumPy's `format_float_scientific`. An array of one element prints with the digits of its
 * dtype.
 *
 * @example
 * nd.formatFloatScientific(123456) // '1.23456e+05'
 */
export function formatFloatScientific(x: ArrayLike, options?: FloatScientificOptions): string;
export function formatFloatScientific(
  x: ArrayLike,
  precision: number,
  options?: FloatScientificOptions,
): string;
export function formatFloatScientific(x: unknown, ...args: unknown[]): string {
  const name = 'formatFloatScientific';
  const { value, kind } = numberOf(x, name);
  return scientificOf(value, readOptions(args, SCIENTIFIC_KEYS, name), kind);
}

export {
  getPrintoptions,
  type PrintOptions,
  type PrintOptionsChange,
  printoptions,
  setPrintoptions,
} from './options.js';

printers.repr = (a) => reprOf(sourceOf(a));
printers.str = (a) => strOf(sourceOf(a));
