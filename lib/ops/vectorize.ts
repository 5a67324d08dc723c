/** JavaScript functions of elements as functions of arrays. */
import { newArray } from '../call.js';
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL, COMPLEX128, dtypeCode, FLOAT64, INT64, promoteCodes, UINT64 } from '../dtype.js';
import { fitsInteger, type Item, isItem, writeElement } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { refuseLongList } from '../memory/heap.js';
import { NDArray } from '../ndarray.js';
import { noMore, readOptions } from '../options.js';
import { broadcastMany } from '../shape/broadcast.js';
import { stretched } from '../shape/broadcast_to.js';
import { sizeOf } from '../shape/layout.js';
import type { DType, ItemOf } from '../types/dtypes.js';
import type { AreScalars, ArrayLike } from '../types/operands.js';

type Callback = (...args: never[]) => unknown;

/** Options of {@link vectorize}. */
export interface VectorizeOptions<
  E extends DType | readonly DType[] | undefined = DType | readonly DType[] | undefined,
> {
  /** The dtype of the result, or one for each of several; found from the values if not given. */
  otypes?: E;
  /** Places of arguments that are passed on as they are. */
  excluded?: readonly number[] | undefined;
  /** The axes that one call takes and gives: `'(n),(n)->()'`. Without it calls take and give single elements. */
  signature?: string | undefined;
  /** What the function does. */
  doc?: string | undefined;
}

type Resulting<E> = E extends DType
  ? NDArray<E>
  : E extends readonly [infer D extends DType]
    ? NDArray<D>
    : E extends readonly DType[]
      ? { readonly [K in keyof E]: E[K] extends DType ? NDArray<E[K]> : never }
      : // biome-ignore lint/suspicious/noExplicitAny: the dtype is found when the function runs
        any;

/** What `vectorize` makes of a function: arguments are array-likes that broadcast. */
export type Vectorized<E> = {
  <A extends readonly ArrayLike[]>(
    ...args: A
  ): AreScalars<A[number]> extends true ? (E extends DType ? ItemOf<E> : Resulting<E>) : Resulting<E>;
  (...args: unknown[]): Resulting<E>;
};

/** The axes of one argument or result in a signature. */
type CoreAxes = readonly string[];

interface Plan {
  readonly name: string;
  readonly fn: (...args: unknown[]) => unknown;
  readonly excluded: ReadonlySet<number>;
  readonly otypes: readonly number[] | undefined;
  readonly ins: readonly CoreAxes[] | undefined;
  readonly outs: readonly CoreAxes[];
}

/**
 * A function of arrays from a function of elements: `fn` is called once per element of the arguments, broadcast against
 * each other, in C order, and its values fill the result. A convenience and no way to speed: the calls are JavaScript's.
 *
 * Result dtype: `otypes`; without it what the values need (number: float64, boolean: bool, bigint: int64, Complex:
 * complex128; of several kinds what they promote to). A function that returns a list of k values gives k arrays, if
 * `otypes` lists k dtypes. Plain values where all arguments are. With `signature` calls take and give subarrays.
 * NumPy: `vectorize`.
 * @throws StridedError for arguments without elements if `otypes` is not given; ShapeError where shapes do not broadcast.
 * @example
 * const larger = nd.vectorize((a: number, b: number) => (a > b ? a - b : a + b));
 * larger([1, 2, 3, 4], 2).toArray() // [3, 4, 1, 2]
 * const mean = nd.vectorize((row: nd.NDArray) => row.mean(), { otypes: 'float64', signature: '(n)->()' });
 * mean([[1, 2], [3, 5]]).toArray() // [1.5, 4]
 */
export function vectorize<const E extends DType | readonly DType[] | undefined = undefined>(
  fn: Callback,
  otypes?: E | VectorizeOptions<E>,
  options?: VectorizeOptions<E>,
): Vectorized<E>;
export function vectorize(fn: unknown, ...args: unknown[]): unknown {
  const who = 'vectorize';
  checkFunction(fn, who);
  const options = readOptions(args, ['otypes', 'excluded', 'signature', 'doc'], who);
  const signature = options['signature'];
  const axes = signature === undefined ? undefined : readSignature(signature, who);
  const otypes = readTypes(options['otypes'], who);
  const excluded = options['excluded'] ?? [];
  if (!Array.isArray(excluded) || !excluded.every((place) => Number.isInteger(place) && place >= 0)) {
    throw new StridedError(`${who}: excluded must be a list of places of arguments`, 'ERR_OPTION');
  }
  if (axes !== undefined && otypes !== undefined && axes.outs.length !== otypes.length) {
    throw new StridedError(
      `${who}: signature has ${axes.outs.length} results, otypes ${otypes.length}`,
      'ERR_OPTION',
    );
  }
  const name = (fn as { name: string }).name || who;
  const outs = axes?.outs ?? (otypes ?? [0]).map(() => []);
  const plan: Plan = {
    name,
    fn: fn as Plan['fn'],
    excluded: new Set(excluded as number[]),
    otypes,
    ins: axes?.ins,
    outs,
  };
  const vectorized = (...values: unknown[]): unknown => run(plan, values);
  Object.defineProperty(vectorized, 'name', { value: name });
  return vectorized;
}

/**
 * A function of `nin` arrays and `nout` results from a function of elements; otherwise as {@link vectorize}, whose values
 * decide the dtypes. Carries `nin` and `nout`. There are no arrays of objects: values must be numbers, bigints, booleans or
 * Complex. NumPy: `frompyfunc`.
 * @throws StridedError for another number of arguments.
 * @example
 * const parts = nd.frompyfunc((x: number) => [Math.trunc(x), x % 1], 1, 2);
 * const [whole, rest] = parts([1.5, -2.25]);
 * whole.toArray() // [1, -2]
 * rest.toArray() // [0.5, -0.25]
 */
export function frompyfunc<const N extends number>(
  func: Callback,
  nin: number,
  nout: N,
): ((
  ...args: ArrayLike[]
  // biome-ignore lint/suspicious/noExplicitAny: the dtypes are found when the function runs
) => N extends 1 ? any : readonly any[]) & { readonly nin: number; readonly nout: N };
export function frompyfunc(fn: unknown, nin: unknown, nout: unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'frompyfunc');
  const who = 'frompyfunc';
  checkFunction(fn, who);
  for (const [name, count] of [
    ['nin', nin],
    ['nout', nout],
  ] as const) {
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) {
      throw new StridedError(`${who}: ${name} must be an integer of 1 or more, not ${describe(count)}`);
    }
  }
  const name = (fn as { name: string }).name || who;
  const outs = Array.from({ length: nout as number }, () => []);
  const plan: Plan = {
    name,
    fn: fn as Plan['fn'],
    excluded: new Set(),
    otypes: undefined,
    ins: undefined,
    outs,
  };
  const call = (...values: unknown[]): unknown => {
    if (values.length !== nin) {
      throw new StridedError(`${name}: takes ${nin as number} arguments, not ${values.length}`);
    }
    return run(plan, values);
  };
  Object.defineProperty(call, 'name', { value: name });
  return Object.assign(call, { nin, nout });
}

function checkFunction(fn: unknown, who: string): void {
  if (typeof fn !== 'function') throw new StridedError(`${who}: takes a function, not ${describe(fn)}`);
}

function readTypes(otypes: unknown, who: string): number[] | undefined {
  if (otypes === undefined || otypes === null) return undefined;
  const list: readonly unknown[] = Array.isArray(otypes) ? otypes : [otypes];
  if (list.length === 0) throw new StridedError(`${who}: otypes names no dtype`, 'ERR_OPTION');
  return list.map((dtype) => dtypeCode(dtype, who));
}

/** `(m,n),(n)->(m)`: names of axes per argument and result. */
function readSignature(signature: unknown, who: string): { ins: CoreAxes[]; outs: CoreAxes[] } {
  const text = typeof signature === 'string' ? signature.replaceAll(/\s/g, '') : '';
  const list = /^\((?:\w+(?:,\w+)*)?\)(?:,\((?:\w+(?:,\w+)*)?\))*$/;
  const [left, right, ...more] = text.split('->');
  if (left === undefined || right === undefined || more.length > 0 || !list.test(left) || !list.test(right)) {
    throw new StridedError(
      `${who}: signature must look like '(m,n),(n)->(m)', not ${describe(signature)}`,
      'ERR_OPTION',
    );
  }
  const axes = (part: string): CoreAxes[] =>
    Array.from(part.matchAll(/\(([^)]*)\)/g), ([, names]) =>
      names === '' ? [] : (names as string).split(','),
    );
  return { ins: axes(left), outs: axes(right) };
}

/** The arguments that vary, broadcast over the axes that no call takes. */
interface Walked {
  readonly shape: readonly number[];
  readonly arrays: readonly (NDArray | undefined)[];
  /** How many of an argument's last axes one call takes. */
  readonly cores: readonly number[];
  /** Lengths of the named axes. */
  readonly lengths: Map<string, number>;
}

function walk(plan: Plan, values: readonly unknown[]): Walked {
  const { name, excluded, ins } = plan;
  const varying = values.map((value, i) => (excluded.has(i) ? undefined : asNDArray(value, name)));
  if (ins !== undefined && varying.filter((a) => a !== undefined).length !== ins.length) {
    throw new StridedError(`${name}: the signature has ${ins.length} arguments, not ${varying.length}`);
  }
  const lengths = new Map<string, number>();
  let next = 0;
  const cores = varying.map((a) => {
    if (a === undefined || ins === undefined) return 0;
    const axes = ins[next++] as CoreAxes;
    if (a.ndim < axes.length) {
      throw new ShapeError(
        `${name}: an argument of shape ${shapeText(a._shape)} lacks axes of (${axes.join(',')})`,
      );
    }
    axes.forEach((axis, i) => {
      const length = a._shape[a.ndim - axes.length + i] as number;
      const known = lengths.get(axis);
      if (known !== undefined && known !== length) {
        throw new ShapeError(`${name}: axis ${axis} is ${known} in one argument and ${length} in another`);
      }
      lengths.set(axis, length);
    });
    return axes.length;
  });
  const outer = varying.flatMap((a, i) =>
    a === undefined ? [] : [a._shape.slice(0, a.ndim - (cores[i] as number))],
  );
  const shape = broadcastMany(outer, name);
  const arrays = varying.map((a, i) => {
    if (a === undefined) return undefined;
    a._alive(name);
    return stretched(a, [...shape, ...a._shape.slice(a.ndim - (cores[i] as number))]);
  });
  return { shape, arrays, cores, lengths };
}

function run(plan: Plan, values: readonly unknown[]): unknown {
  const { name, outs, otypes } = plan;
  if (values.length === 0) throw new StridedError(`${name}: there is no argument`);
  const walked = walk(plan, values);
  const size = sizeOf(walked.shape);
  refuseLongList(size, name);
  if (size === 0 && otypes === undefined) {
    throw new StridedError(
      `${name}: the arguments have no elements, so no value tells the dtype; give vectorize { otypes }`,
      'ERR_VALUE',
    );
  }
  const collected: unknown[][] = outs.map(() => []);
  const index = new Array<number>(walked.shape.length).fill(0);
  for (let i = 0; i < size; i++) {
    const args = values.map((value, k) => {
      const a = walked.arrays[k];
      return a === undefined ? value : argumentAt(a, index, walked.cores[k] as number, name);
    });
    const result = plan.fn(...args);
    if (outs.length === 1) {
      (collected[0] as unknown[]).push(result);
    } else {
      if (!Array.isArray(result) || result.length !== outs.length) {
        throw new StridedError(
          `${name}: must return a list of ${outs.length} values, not ${describe(result)}`,
        );
      }
      result.forEach((value, k) => {
        (collected[k] as unknown[]).push(value);
      });
    }
    advance(index, walked.shape);
  }
  const plain =
    plan.ins === undefined && values.every((value, k) => walked.arrays[k] === undefined || isItem(value));
  const results = outs.map((axes, k) =>
    gather(collected[k] as unknown[], axes, walked, otypes?.[k], plain, name),
  );
  return results.length === 1 ? results[0] : Object.freeze(results);
}

/** The element, or the subarray, of one call. */
function argumentAt(a: NDArray, index: readonly number[], core: number, who: string): unknown {
  const outer = a.ndim - core;
  let offset = a._offset;
  for (let axis = 0; axis < outer; axis++) offset += (index[axis] as number) * (a._strides[axis] as number);
  if (core === 0) return a._read(offset, false, who);
  return a._view(a._shape.slice(outer), a._strides.slice(outer), offset);
}

function advance(index: number[], shape: readonly number[]): void {
  for (let axis = index.length - 1; axis >= 0; axis--) {
    index[axis] = (index[axis] as number) + 1;
    if ((index[axis] as number) < (shape[axis] as number)) return;
    index[axis] = 0;
  }
}

/** The dtype that a value needs. */
function codeOf(value: unknown, who: string): number {
  if (value instanceof NDArray) return value._code;
  if (typeof value === 'boolean') return BOOL;
  if (typeof value === 'bigint') return fitsInteger(value, INT64) ? INT64 : UINT64;
  if (value instanceof Complex) return COMPLEX128;
  if (typeof value === 'number') return FLOAT64;
  throw new DTypeError(
    `${who}: returned ${describe(value)}; values must be numbers, bigints, booleans or Complex`,
    'ERR_VALUE',
  );
}

/** One result from the values of all calls. */
function gather(
  values: readonly unknown[],
  axes: CoreAxes,
  { shape, lengths }: Walked,
  otype: number | undefined,
  plain: boolean,
  who: string,
): unknown {
  const parts = axes.length === 0 ? values.map(single) : values.map((value) => asNDArray(value, who));
  if (axes.length > 0) {
    for (const part of parts as NDArray[]) checkCore(part, axes, lengths, who);
  }
  const code = otype ?? parts.map((part) => codeOf(part, who)).reduce(promoteCodes);
  const core = axes.map((axis) => {
    const length = lengths.get(axis);
    if (length === undefined) {
      throw new StridedError(
        `${who}: no argument and no value tells the length of axis ${axis}`,
        'ERR_VALUE',
      );
    }
    return length;
  });
  const result = newArray([...shape, ...core], code);
  const step = sizeOf(core) * result.itemsize;
  const { view } = result._storage.region;
  const start = result._storage.start + result._offset;
  parts.forEach((part, i) => {
    if (part instanceof NDArray && axes.length > 0) {
      result._view(core, result._strides.slice(shape.length), result._offset + i * step).assign(part);
    } else {
      writeElement(view, start + i * step, code, part, who);
    }
  });
  return plain && axes.length === 0 ? result.item() : result;
}

/** A 0-d array as its value. */
function single(value: unknown): unknown {
  return value instanceof NDArray && value._size === 1 ? (value.item({ bigint: true }) as Item) : value;
}

function checkCore(part: NDArray, axes: CoreAxes, lengths: Map<string, number>, who: string): void {
  const fits =
    part.ndim === axes.length &&
    axes.every((axis, i) => {
      const length = part._shape[i] as number;
      if (!lengths.has(axis)) lengths.set(axis, length);
      return lengths.get(axis) === length;
    });
  if (!fits) {
    throw new ShapeError(
      `${who}: returned shape ${shapeText(part._shape)}, which is not (${axes.join(',')}) with ${[...lengths].map(([axis, length]) => `${axis} = ${length}`).join(', ')}`,
    );
  }
}
