/** Arrays made longer at the ends of their axes. */
import { copyInto, newLaidOut } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { itemSizes } from '../dtype.js';
import type { Item } from '../element.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { isOptions, type Options, readOptions } from '../options.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, AsShape, IsUnknownRank, SameRank } from '../types/shapes.js';
import { C_CONTIGUOUS, checkShape, cStrides, F_CONTIGUOUS, fStrides } from './layout.js';
import {
  checkStatLength,
  padConstant,
  padEdge,
  padRamp,
  padReflect,
  padStatistic,
  padWrap,
  type Statistic,
} from './pad_modes.js';
import { countPairs, itemPairs, type PadWidth, type Pair, type PerAxis, padWidths } from './pad_widths.js';
import { unwrapped } from './whole_numbers.js';

/**
 * A mode of one's own: writes the two ends of `vector`, a view of one line of the result along `axis`, whose pads are
 * `[before, after]` long. `options` are those that were given beside the mode.
 */
export type PadFunction = (
  vector: NDArray,
  widths: Pair<number>,
  axis: number,
  options: Readonly<Record<string, unknown>>,
) => void;

export type PadMode =
  | 'constant'
  | 'edge'
  | 'linear_ramp'
  | 'maximum'
  | 'mean'
  | 'median'
  | 'minimum'
  | 'reflect'
  | 'symmetric'
  | 'wrap'
  | 'empty';

/** Options of `pad`. */
export interface PadOptions {
  /** What the pads are filled with; 'constant' if not given. */
  mode?: PadMode | PadFunction | undefined;
  /** 'constant': the values, per end of each axis; 0 if not given. */
  constantValues?: PerAxis<Item> | undefined;
  /** 'linear_ramp': the values at the ends; 0 if not given. */
  endValues?: PerAxis<Item> | undefined;
  /** 'maximum', 'mean', 'median', 'minimum': how many elements next to each end count; all if not given. */
  statLength?: PerAxis<number> | null | undefined;
  /** 'reflect', 'symmetric': 'even' if not given; 'odd' mirrors the values at the edge as well. */
  reflectType?: 'even' | 'odd' | undefined;
}

const who = 'pad';
const allowed: Readonly<Record<PadMode, readonly string[]>> = {
  constant: ['constantValues'],
  edge: [],
  linear_ramp: ['endValues'],
  maximum: ['statLength'],
  mean: ['statLength'],
  median: ['statLength'],
  minimum: ['statLength'],
  reflect: ['reflectType'],
  symmetric: ['reflectType'],
  wrap: [],
  empty: [],
};
const optionNames = ['mode', 'constantValues', 'endValues', 'statLength', 'reflectType'] as const;

/** The array in the middle of a longer one. */
function framed(a: NDArray, widths: readonly Pair<number>[], zero: boolean): NDArray {
  const shape = checkShape(
    a._shape.map(
      (length, axis) => length + (widths[axis] as Pair<number>)[0] + (widths[axis] as Pair<number>)[1],
    ),
    who,
  );
  const itemsize = itemSizes[a._code] as number;
  const isF = (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
  const padded = newLaidOut(
    shape,
    isF ? fStrides(shape, itemsize) : cStrides(shape, itemsize),
    a._code,
    zero,
  );
  if (a._size > 0) {
    let offset = padded._offset;
    for (let axis = 0; axis < shape.length; axis++) {
      offset += (widths[axis] as Pair<number>)[0] * (padded._strides[axis] as number);
    }
    copyInto(padded._view(a._shape, padded._strides, offset), a, who);
  }
  return padded;
}

/** The part of `padded` that is complete after `axis`: earlier axes whole, later ones without their pads. */
function region(padded: NDArray, a: NDArray, widths: readonly Pair<number>[], axis: number): NDArray {
  if (axis === padded.ndim - 1) return padded;
  const shape = padded._shape.slice();
  let offset = padded._offset;
  for (let later = axis + 1; later < shape.length; later++) {
    shape[later] = a._shape[later] as number;
    offset += (widths[later] as Pair<number>)[0] * (padded._strides[later] as number);
  }
  return padded._view(shape, padded._strides, offset);
}

function checkMode(mode: unknown, options: Options): PadMode {
  if (typeof mode !== 'string' || !Object.hasOwn(allowed, mode)) {
    throw new StridedError(
      `${who}: mode must be a function or one of ${Object.keys(allowed).join(', ')}, not ${describe(mode)}`,
      'ERR_OPTION',
    );
  }
  const own = allowed[mode as PadMode];
  for (const name of optionNames.slice(1)) {
    if (options[name] !== undefined && !own.includes(name)) {
      throw new StridedError(
        `${who}: the mode '${mode}' takes ${own.length === 0 ? 'no option' : own.join(', ')}, not ${name}`,
        'ERR_OPTION',
      );
    }
  }
  return mode as PadMode;
}

function padWith(
  padFunction: PadFunction,
  a: NDArray,
  widths: readonly Pair<number>[],
  rest: Options,
): NDArray {
  const padded = framed(a, widths, true);
  if (padded._size === 0) return padded;
  for (let axis = 0; axis < padded.ndim; axis++) {
    const length = padded._shape[axis] as number;
    const stride = padded._strides[axis] as number;
    const shape = padded._shape.filter((_, i) => i !== axis);
    const strides = padded._strides.filter((_, i) => i !== axis);
    const walk = (level: number, offset: number): void => {
      if (level === shape.length) {
        padFunction(padded._view([length], [stride], offset), widths[axis] as Pair<number>, axis, rest);
        return;
      }
      for (let i = 0; i < (shape[level] as number); i++)
        walk(level + 1, offset + i * (strides[level] as number));
    };
    walk(0, padded._offset);
  }
  return padded;
}

/** The option objects of a call whose mode is a function: all keys but the mode are the function's. */
function ownOptions(rest: readonly unknown[]): { mode: unknown; rest: Options } | undefined {
  const [first, second] = rest;
  if (typeof first === 'function') return { mode: first, rest: isOptions(second) ? second : {} };
  if (!isOptions(first) || typeof first['mode'] !== 'function') return undefined;
  const { mode, ...others } = first;
  return { mode, rest: others };
}

/**
 * The array with `padWidth` elements more at the ends of its axes: one width for all ends, `[before, after]`, a pair for
 * each axis, or `{ axis: width }` (a plain object, or a Map) for some. The mode says what they are: 'constant'
 * (`constantValues`), 'edge' (the last element), 'linear_ramp' (towards `endValues`), 'maximum', 'mean', 'median', 'minimum'
 * (of `statLength` elements next to the end), 'reflect' and 'symmetric' (mirrored without and with the last element,
 * `reflectType`), 'wrap' (the other end), 'empty' (undefined), or a function that writes each line's ends.
 *
 * Result: the same dtype, a new array. NumPy: `pad`.
 * @throws ShapeError for negative widths, for forms that do not fit the axes, and where an empty axis is to be extended by
 * its elements; StridedError for an unknown mode, or an option of another.
 * @example
 * nd.pad([1, 2, 3], [2, 1]).toArray() // [0, 0, 1, 2, 3, 0]
 * nd.pad([1, 2, 3], 2, 'reflect').toArray() // [3, 2, 1, 2, 3, 2, 1]
 * nd.pad([[1, 2]], { 1: 1 }, { mode: 'constant', constantValues: 9 }).toArray() // [[9, 1, 2, 9]]
 */
export function pad<const T extends ArrayLike>(
  array: T,
  padWidth: PadWidth | NDArray,
  mode?: PadMode | PadFunction | (PadOptions & Readonly<Record<string, unknown>>),
  options?: Omit<PadOptions, 'mode'> & Readonly<Record<string, unknown>>,
): NDArray<DTypeOf<T>, IsUnknownRank<ShapeOf<T>> extends true ? AnyShape : AsShape<SameRank<ShapeOf<T>>>>;
export function pad(array: unknown, padWidth: unknown, ...rest: unknown[]): NDArray {
  const a = asNDArray(array, who);
  a._alive(who);
  const { ndim } = a;
  const widths = padWidths(padWidth, ndim, who);
  const own = ownOptions(rest);
  if (own !== undefined) return padWith(own.mode as PadFunction, a, widths, own.rest);
  const options = readOptions(rest, optionNames, who);
  const mode = checkMode(options['mode'] ?? 'constant', options);
  const isEmpty = a._size === 0 && mode !== 'constant' && mode !== 'empty';
  if (isEmpty) refuseEmptyAxes(a, widths);
  if (mode === 'constant' && options['constantValues'] === undefined && isSmall(a))
    return framed(a, widths, true);
  const fill = settingsOf(mode, options, ndim, isEmpty);
  const padded = framed(a, widths, false);
  if (mode === 'empty' || isEmpty) return padded;
  for (let axis = 0; axis < ndim; axis++) {
    const pair = widths[axis] as Pair<number>;
    if (pair[0] > 0 || pair[1] > 0)
      fill(region(padded, a, widths, axis), axis, pair, a._shape[axis] as number);
  }
  return padded;
}

/** Clearing all of a small array at once costs less than a call for each pad. */
function isSmall(a: NDArray): boolean {
  return a._size < 16_384;
}

function refuseEmptyAxes(a: NDArray, widths: readonly Pair<number>[]): void {
  a._shape.forEach((length, axis) => {
    const [left, right] = widths[axis] as Pair<number>;
    if (length === 0 && (left > 0 || right > 0)) {
      throw new ShapeError(
        `${who}: axis ${axis} of shape ${shapeText(a._shape)} is empty and can be extended by the modes 'constant' and 'empty' alone`,
      );
    }
  });
}

type Fill = (padded: NDArray, axis: number, widths: Pair<number>, period: number) => void;

function settingsOf(mode: PadMode, options: Options, ndim: number, isEmpty: boolean): Fill {
  switch (mode) {
    case 'constant': {
      const values = itemPairs(options['constantValues'] ?? 0, ndim, 'constantValues', who);
      return (padded, axis, widths) => padConstant(padded, axis, widths, values[axis] as Pair<Item>);
    }
    case 'linear_ramp': {
      const values = itemPairs(options['endValues'] ?? 0, ndim, 'endValues', who);
      // As in NumPy, numbers of a pair per axis are weak: the ramp is then computed in the array's dtype, else in float64.
      const rows = unwrapped(options['endValues']);
      const isWeak = Array.isArray(rows) && rows.length > 1 && Array.isArray(rows[0]);
      return (padded, axis, widths) => padRamp(padded, axis, widths, values[axis] as Pair<Item>, isWeak);
    }
    case 'reflect':
    case 'symmetric': {
      const type = options['reflectType'] ?? 'even';
      if (type !== 'even' && type !== 'odd') {
        throw new StridedError(
          `${who}: reflectType must be 'even' or 'odd', not ${describe(type)}`,
          'ERR_OPTION',
        );
      }
      return (padded, axis, widths, period) => {
        // One element has nothing to be mirrored with: NumPy repeats it.
        if (period === 1) padEdge(padded, axis, widths);
        else padReflect(padded, axis, widths, period, mode === 'symmetric', type === 'odd');
      };
    }
    case 'edge':
      return padEdge;
    case 'wrap':
      return padWrap;
    case 'empty':
      return () => undefined;
    default: {
      const given = options['statLength'];
      const lengths =
        given === undefined || given === null ? undefined : countPairs(given, ndim, 'statLength', who);
      const kind: Statistic = mode;
      // As in NumPy, also where nothing is padded.
      if (!isEmpty) for (const pair of lengths ?? []) checkStatLength(pair, kind);
      return (padded, axis, widths) => padStatistic(padded, axis, widths, lengths?.[axis], kind);
    }
  }
}
