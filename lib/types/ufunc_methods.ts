/** Call signatures of what universal functions carry: `reduce`, `accumulate`, `reduceat`, `outer`, `at`. */
import type { DType, Inexact, ItemOf } from './dtypes.js';
import type { NDArray } from './host.js';
import type { AreScalars, ArrayLike, DTypeOf, KindOf, ShapeOf } from './operands.js';
import type { AxisArg, CheckAxis, ReduceShape } from './reduce.js';
import type { Chosen, Given } from './results.js';
import type { BinaryResult, Rule } from './rules.js';
import type { AnyShape, IsUnknownRank, Shape } from './shapes.js';
import type { UfuncOptions, Values } from './signatures.js';

/** Options of `accumulate` and `reduceat`, `axis` aside. */
export interface FoldOptions<
  E extends DType | undefined = DType | undefined,
  O extends NDArray | undefined = NDArray | undefined,
> {
  /** The dtype computed in and returned; integers are added and multiplied in 64 bits if not given. */
  dtype?: E;
  /** The array that receives the result and is returned. */
  out?: O;
}

/** Options of `reduce`, `axis` aside. */
export interface UfuncReduceOptions<
  K extends boolean | undefined = boolean | undefined,
  E extends DType | undefined = DType | undefined,
  O extends NDArray | undefined = NDArray | undefined,
> extends FoldOptions<E, O> {
  /** Keep the reduced axes with length 1. */
  keepdims?: K;
  /** What is folded in first; null for nothing, not even the operation's identity. */
  initial?: ArrayLike | null | undefined;
  /** Which elements take part. */
  where?: ArrayLike | undefined;
  /** Read a plain 64-bit integer as a bigint. */
  bigint?: boolean | undefined;
}

// Floats keep their dtype; what integers become depends on the operation.
type Folded<R extends Rule, D extends DType, E> = Chosen<
  E,
  // biome-ignore lint/suspicious/noExplicitAny: an unknown dtype must not get in the way of any other
  R extends 'bool' ? 'bool' : D extends Inexact ? BinaryResult<R, D, D> : any
>;

/** A plain value for one axis, an array for more. */
type OverFirst<D extends DType, S extends Shape, K> = 0 extends 1 & S
  ? // biome-ignore lint/suspicious/noExplicitAny: an array or a plain value; only the rank would tell
    any
  : IsUnknownRank<S> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: as above
      any
    : K extends true
      ? NDArray<D, AnyShape>
      : S extends readonly [] | readonly [number]
        ? ItemOf<D>
        : NDArray<D, ReduceShape<S, 0, false>>;

/** `add.reduce(a)`: over the first axis, or the given ones (null: all). */
export interface UfuncReduce<R extends Rule> {
  <
    const T extends ArrayLike,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    array: T,
    options?: UfuncReduceOptions<K, E, O> & { axis?: undefined },
  ): Given<NoInfer<O>, OverFirst<Folded<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, NoInfer<K>>>;
  <
    const T extends ArrayLike,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    array: T,
    axis: null,
    options?: UfuncReduceOptions<K, E, O>,
  ): Given<
    NoInfer<O>,
    NoInfer<K> extends true
      ? NDArray<Folded<R, DTypeOf<T>, NoInfer<E>>, AnyShape>
      : ItemOf<Folded<R, DTypeOf<T>, NoInfer<E>>>
  >;
  <
    const T extends ArrayLike,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    array: T,
    axis: CheckAxis<ShapeOf<T>, A, A>,
    options?: UfuncReduceOptions<K, E, O>,
  ): Given<
    NoInfer<O>,
    NDArray<
      Folded<R, DTypeOf<T>, NoInfer<E>>,
      ReduceShape<ShapeOf<T>, A, NoInfer<K> extends true ? true : false>
    >
  >;
  <
    const T extends ArrayLike,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    array: T,
    options: UfuncReduceOptions<K, E, O> & { axis: CheckAxis<ShapeOf<T>, A, A> },
  ): Given<
    NoInfer<O>,
    NDArray<
      Folded<R, DTypeOf<T>, NoInfer<E>>,
      ReduceShape<ShapeOf<T>, A, NoInfer<K> extends true ? true : false>
    >
  >;
  <const T extends ArrayLike, const A extends AxisArg>(
    array: T,
    axis?:
      | CheckAxis<ShapeOf<T>, A, A>
      | null
      | (UfuncReduceOptions & { axis?: CheckAxis<ShapeOf<T>, A, A> | null | undefined }),
    options?: UfuncReduceOptions,
    // biome-ignore lint/suspicious/noExplicitAny: an array or a plain value
  ): any;
}

/** `add.accumulate(a, axis)`: the results of all steps; the first axis if none is given. */
export interface UfuncAccumulate<R extends Rule> {
  <
    const T extends ArrayLike,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    array: T,
    axis?: number | null | undefined,
    options?: FoldOptions<E, O>,
  ): Given<NoInfer<O>, NDArray<Folded<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>>>;
  <
    const T extends ArrayLike,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    array: T,
    options: FoldOptions<E, O> & { axis?: number | undefined },
  ): Given<NoInfer<O>, NDArray<Folded<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>>>;
}

/** `add.reduceat(a, indices, axis)`: the folds between the indices along an axis. */
export interface UfuncReduceAt<R extends Rule> {
  <
    const T extends ArrayLike,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    array: T,
    indices: ArrayLike,
    axis?: number | null | undefined,
    options?: FoldOptions<E, O>,
  ): Given<NoInfer<O>, NDArray<Folded<R, DTypeOf<T>, NoInfer<E>>, AnyShape>>;
  <
    const T extends ArrayLike,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    array: T,
    indices: ArrayLike,
    options: FoldOptions<E, O> & { axis?: number | undefined },
  ): Given<NoInfer<O>, NDArray<Folded<R, DTypeOf<T>, NoInfer<E>>, AnyShape>>;
}

type Joined<S extends Shape, T extends Shape> = 0 extends 1 & S
  ? AnyShape
  : 0 extends 1 & T
    ? AnyShape
    : [...S, ...T];

/** `add.outer(a, b)`: every element of `a` with every one of `b`. */
export type UfuncOuter<R extends Rule> = <
  const A extends ArrayLike,
  const B extends ArrayLike,
  O extends NDArray | undefined = undefined,
  E extends DType | undefined = undefined,
>(
  a: A,
  b: B,
  options?: O | UfuncOptions<O, E, ArrayLike | undefined>,
) => Given<
  NoInfer<O>,
  Values<
    AreScalars<A | B>,
    Chosen<NoInfer<E>, BinaryResult<R, KindOf<A>, KindOf<B>>>,
    Joined<ShapeOf<A>, ShapeOf<B>>
  >
>;

/** An index of `at`: integers, slices, index arrays and masks; a list of them is one per axis. */
export type AtIndex = ArrayLike | string | null | object | readonly (ArrayLike | string | null | object)[];

/** `add.at(a, indices, b)`: in place, an index that comes twice operated on twice. */
export type UfuncAt = (a: NDArray | ArrayBufferView, indices: AtIndex, b?: ArrayLike) => void;

/** The methods of universal functions; those of two operands and one result have all of them. */
export interface UfuncMethods<R extends Rule> {
  /**
   * Folds the elements along an axis, the first if none is given, all with `axis: null`: `add.reduce(a)` adds them up.
   * Integers are added and multiplied in 64 bits. A plain value where nothing is left of the axes and no axis was named.
   * NumPy: `ufunc.reduce`.
   */
  reduce: UfuncReduce<R>;
  /** The results of all steps of a fold along an axis. NumPy: `ufunc.accumulate`. */
  accumulate: UfuncAccumulate<R>;
  /**
   * The folds of parts of an axis: from each index to the next, the last to the end; an index that is not below the next
   * gives its element. NumPy: `ufunc.reduceat`.
   */
  reduceat: UfuncReduceAt<R>;
  /** The function of every pair of elements; shape of `a`, then of `b`. NumPy: `ufunc.outer`. */
  outer: UfuncOuter<R>;
  /**
   * `a[indices] = f(a[indices], b)` in place, one index after another. A list of numbers is an index array, a list that
   * holds lists, arrays or slices is an index per axis. NumPy: `ufunc.at`.
   */
  at: UfuncAt;
}
