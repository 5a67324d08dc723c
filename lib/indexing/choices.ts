/** Choosing between arrays: choose, select, piecewise. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL, dtypeName, kindOf, UINT64 } from '../dtype.js';
import { type Item, isItem } from '../element.js';
import { DTypeError, IndexError, ShapeError, StridedError } from '../errors.js';
import type { JoinedDType } from '../join/join_types.js';
import { installMethods } from '../methods.js';
import { RESULTS, slots } from '../native.js';
import { NDArray } from '../ndarray.js';
import { wholeIndices } from '../ops/methods/indices.js';
import { promotedCode } from '../ops/promotion.js';
import { readOptions } from '../options.js';
import { broadcastMany } from '../shape/broadcast.js';
import { mayShareBytes } from '../shape/overlap.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, Shape } from '../types/shapes.js';
import { valuesFor } from './advanced.js';
import { type IndexMode, modeNumber, runGather } from './gather.js';
import { assignByMask, contiguous, countMask, selectByMask, truthMask } from './masks.js';
import { checkOutShape, plainIndices, readOut } from './take.js';

/** Options of `choose`. */
export interface ChooseOptions {
  /** Where the result goes: an array of its shape. */
  out?: NDArray | undefined;
  /** What a number that no choice has means: an error, the choices counted round, or the nearest one. */
  mode?: IndexMode | undefined;
}

/** An operand as it is, scalars included. */
function operand(value: unknown, who: string): NDArray | Item {
  return isItem(value) ? value : asNDArray(value, who);
}

/** A list of arrays as one array [count, …common shape]; an array stands for its rows. */
function stackedChoices(choices: unknown, who: string): NDArray {
  if (!Array.isArray(choices)) {
    const array = asNDArray(choices, who);
    array._alive(who);
    if (array.ndim === 0 || array._shape[0] === 0)
      throw new ShapeError(`${who}: there is nothing to choose from`);
    return array;
  }
  if (choices.length === 0) throw new ShapeError(`${who}: there is nothing to choose from`);
  const operands = choices.map((choice) => operand(choice, who));
  const code = operands.every((x) => !(x instanceof NDArray))
    ? asNDArray(choices, who)._code
    : promotedCode(operands, who);
  const arrays = operands.map((x) => (x instanceof NDArray ? x : asNDArray(x, who, code)));
  for (const array of arrays) array._alive(who);
  const shape = broadcastMany(
    arrays.map((array) => array._shape),
    who,
  );
  const all = newArray([arrays.length, ...shape], code);
  const step = all._size === 0 ? 0 : (all._strides[0] as number);
  arrays.forEach((array, k) => {
    copyInto(all._view(shape, all._strides.slice(1), k * step), array, who);
  });
  return all;
}

/** Numbers of choices: those below 0 count from no end, so that they are read as beyond all choices. */
function choiceNumbers(index: NDArray, mode: number, who: string): NDArray {
  if (mode !== 0 || kindOf(index._code) === 'u') return index;
  const { array } = wholeIndices(index, who);
  return array._view(array._shape, array._strides, array._offset, UINT64);
}

function chooseFrom(a: NDArray, choices: unknown, rest: readonly unknown[]): NDArray {
  const who = 'choose';
  const { out, mode } = readOptions(rest, ['out', 'mode'], who);
  const target = readOut(out, who);
  const number = modeNumber(mode, who);
  const index = choiceNumbers(plainIndices(a, who), number, who);
  const all = stackedChoices(choices, who);
  const own = all._shape.slice(1);
  const shape = broadcastMany([index._shape, own], who);
  const ahead = shape.length - own.length;
  const strides = shape.map((_, i) =>
    i < ahead || own[i - ahead] === 1 ? 0 : (all._strides[i - ahead + 1] as number),
  );
  if (target !== undefined) checkOutShape(target, shape, who);
  const isDirect =
    target !== undefined &&
    target._code === all._code &&
    !mayShareBytes(target, all) &&
    !mayShareBytes(target, index);
  const dense = isDirect ? target : newArray(shape, all._code);
  const count = all._shape[0] as number;
  try {
    runGather({
      who,
      scatter: false,
      mode: number,
      shape,
      indexed: shape.length,
      a: all,
      strides,
      dense,
      denseStrides: dense._strides,
      axes: [{ array: index, length: count, stride: all._strides[0] as number, name: 0 }],
    });
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    const value = slots[RESULTS + 2] as number;
    const what = value >= 0 && value <= Number.MAX_SAFE_INTEGER ? `index ${value}` : 'an index';
    throw new StridedError(
      `${who}: ${what} is none of the choices 0 to ${count - 1}; see { mode: 'wrap' } and { mode: 'clip' }`,
      'ERR_VALUE',
    );
  }
  if (target === undefined || isDirect) return dense;
  copyInto(target, dense, who);
  dense.dispose();
  return target;
}

/**
 * For each element of `a`, an integer, the element of the choice of that number at the same place; `a` and the choices
 * broadcast. Result: what the choices promote to, a new array, or `out`. NumPy's `choose`.
 * @throws StridedError for a number that no choice has (unless `mode` says otherwise); IndexError for one that is no integer.
 * @example
 * nd.choose([1, 0, 1], [[10, 20, 30], [-1, -2, -3]]).toArray() // [ -1, 20, -3 ]
 */
export function choose<const C extends NDArray | readonly ArrayLike[]>(
  a: ArrayLike,
  choices: C,
  options?: ChooseOptions | NDArray,
  more?: ChooseOptions,
): NDArray<JoinedDType<NoInfer<C>>, AnyShape>;
export function choose(a: unknown, choices: unknown, ...rest: unknown[]): NDArray {
  return chooseFrom(asNDArray(a, 'choose'), choices, rest);
}

/** Options of `select`. */
export interface SelectOptions {
  /** What stands where no condition is true; 0 if not given. */
  default?: ArrayLike | undefined;
}

/**
 * For each place the element of the first choice whose condition is true there, else the default. All broadcast. Result:
 * what the choices and the default promote to, a new array. NumPy's `select`.
 * @throws ShapeError where the lists differ in length; DTypeError for conditions that are no bool arrays.
 * @example
 * const x = nd.arange(6);
 * nd.select([x.lt(2), x.gt(3)], [x.add(1), x.mul(10)], 99).toArray() // [ 1, 2, 99, 99, 40, 50 ]
 */
export function select(
  condlist: readonly ArrayLike[],
  choicelist: readonly ArrayLike[],
  defaultValue?: ArrayLike | SelectOptions,
): NDArray;
export function select(condlist: unknown, choicelist: unknown, ...rest: unknown[]): NDArray {
  const who = 'select';
  const { default: otherwise = 0 } = readOptions(rest, ['default'], who);
  const conditions = listOf(condlist, 'condlist', who).map((condition, i) => {
    const array = asNDArray(condition, who);
    array._alive(who);
    if (array._code === BOOL) return array;
    throw new DTypeError(
      `${who}: condition ${i} must be a bool array, not ${array.dtype}; compare it, as in c.ne(0)`,
    );
  });
  const given = listOf(choicelist, 'choicelist', who);
  if (given.length !== conditions.length || given.length === 0) {
    throw new ShapeError(
      `${who}: ${conditions.length} conditions and ${given.length} choices; there must be as many, and at least one`,
    );
  }
  const operands = [...given, otherwise].map((choice) => operand(choice, who));
  const code = operands.every((x) => !(x instanceof NDArray))
    ? asNDArray(operands, who)._code
    : promotedCode(operands, who);
  const arrays = operands.map((x) => (x instanceof NDArray ? x : asNDArray(x, who, code)));
  for (const array of arrays) array._alive(who);
  const shape = broadcastMany(
    [...conditions, ...arrays].map((array) => array._shape),
    who,
  );
  const result = newArray(shape, code);
  copyInto(result, arrays.at(-1) as NDArray, who);
  for (let k = conditions.length - 1; k >= 0; k--) {
    copyInto(result, arrays[k] as NDArray, who, conditions[k] as NDArray);
  }
  return result;
}

function listOf(value: unknown, name: string, who: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof NDArray && value.ndim > 0) {
    const step = value._strides[0] as number;
    return Array.from({ length: value._shape[0] as number }, (_, i) =>
      value._view(value._shape.slice(1), value._strides.slice(1), value._offset + i * step),
    );
  }
  throw new StridedError(`${who}: ${name} must be a list, not ${describe(value)}`, 'ERR_ARGUMENT');
}

/** What `piecewise` takes for each condition: a value, or a function of the elements where it is true. */
export type PieceFunction = ((x: NDArray, ...args: readonly unknown[]) => ArrayLike) | ArrayLike;

/**
 * A function put together from pieces: each entry of `funclist` gives the values where the condition of the same place is
 * true, a constant or a function that is called with those elements (one axis) and with `args`. One entry more than
 * conditions is for all other places, which are 0 otherwise; later pieces write over earlier ones. Result: a new array of
 * the shape and dtype of `x`. NumPy's `piecewise`.
 * @throws ShapeError where the lists do not match, or a condition has another shape than `x`.
 * @example
 * const x = nd.array([-2, -1, 0, 3]);
 * nd.piecewise(x, [x.lt(0), x.ge(0)], [(v) => v.neg(), (v) => v.mul(10)]).toArray() // [ 2, 1, 0, 30 ]
 */
export function piecewise<const T extends ArrayLike>(
  x: T,
  condlist: ArrayLike | readonly ArrayLike[],
  funclist: readonly PieceFunction[],
  ...args: readonly unknown[]
): NDArray<DTypeOf<T>, ShapeOf<T>>;
export function piecewise(x: unknown, condlist: unknown, funclist: unknown, ...args: unknown[]): NDArray {
  const who = 'piecewise';
  const a = contiguous(asNDArray(x, who), who);
  a._alive(who);
  const pieces = listOf(funclist, 'funclist', who);
  const masks = conditionsOf(a, condlist, who);
  if (pieces.length !== masks.length && pieces.length !== masks.length + 1) {
    throw new ShapeError(
      `${who}: ${masks.length} conditions take ${masks.length} or ${masks.length + 1} functions, not ${pieces.length}`,
    );
  }
  if (pieces.length > masks.length) masks.push(noneOf(masks, who));
  const result = newArray(a._shape, a._code, true);
  masks.forEach((mask, k) => {
    const piece = pieces[k];
    let values: unknown = piece;
    if (typeof piece === 'function') {
      const chosen = selectByMask(a, mask, who);
      if (chosen._size === 0) return;
      values = piece(chosen, ...args);
    }
    const written = valuesFor(result, values, who);
    if (written._size !== 1) checkPiece(written, mask, k, who);
    assignByMask(result, mask, contiguous(written, who), who);
  });
  return result;
}

function checkPiece(written: NDArray, mask: NDArray, k: number, who: string): void {
  const count = countMask(mask, who);
  if (written._size === count) return;
  throw new ShapeError(`${who}: piece ${k} gives ${written._size} values for ${count} elements`);
}

/** One condition or several, as masks of the array's shape. */
function conditionsOf(a: NDArray, condlist: unknown, who: string): NDArray[] {
  const isOne =
    isItem(condlist) || (Array.isArray(condlist) && a.ndim > 0 && condlist.length > 0 && isItem(condlist[0]));
  const isArray = condlist instanceof NDArray && condlist.ndim === a.ndim;
  const list = isOne || isArray ? [condlist] : listOf(condlist, 'condlist', who);
  return list.map((condition) => {
    const mask = truthMask(asNDArray(condition, who), who);
    if (mask._size === a._size && mask.ndim === a.ndim) return mask;
    throw new ShapeError(
      `${who}: a condition of shape (${mask._shape.join(',')}) for an array of shape (${a._shape.join(',')}) of ${dtypeName(a._code)}`,
    );
  });
}

/** Where none of the masks is true. */
function noneOf(masks: readonly NDArray[], who: string): NDArray {
  const first = masks[0];
  if (first === undefined) throw new ShapeError(`${who}: there must be a condition`);
  const rest = newArray(first._shape, BOOL, true);
  const [no, yes] = [false, true].map((value) => asNDArray(value, who, BOOL)) as [NDArray, NDArray];
  copyInto(rest, yes, who);
  for (const mask of masks) copyInto(rest, no, who, mask);
  return rest;
}

/** The methods of this file. */
export interface ChooseMethods {
  /** `nd.choose(a, choices, …)`: a new array. */
  choose<D extends DType, S extends Shape, const C extends NDArray | readonly ArrayLike[]>(
    this: NDArray<D, S>,
    choices: C,
    options?: ChooseOptions | NDArray,
    more?: ChooseOptions,
  ): NDArray<JoinedDType<NoInfer<C>>, AnyShape>;
}

installMethods({
  choose(this: NDArray, choices: unknown, ...rest: unknown[]): NDArray {
    return chooseFrom(this, choices, rest);
  },
});
