/**
 * Call signatures of the reductions (`sum`, `std`, `argmax`) and of the running ones (`cumsum`).
 *
 * `export const sum: Reduction<'accumulate', InitialOption>`, in the class `sum: ReductionMethod<'accumulate',
 * InitialOption>`. Over everything the result is a plain value, along axes an array; an axis that may be undefined
 * gives either, by the last overloads.
 */
import type { BigItemOf, DType, ItemOf } from './dtypes.js';
import type { NDArray } from './host.js';
import type { ArrayLike, DTypeOf, ShapeOf } from './operands.js';
import type { AxisArg, CheckAxis, ReduceShape } from './reduce.js';
import type { SizeOf } from './reshape.js';
import type { Chosen, Given, Unchanged } from './results.js';
import type { Rule, UnaryResult } from './rules.js';
import type { Shape } from './shapes.js';

/** Options of reductions, `axis` aside. `X` adds what one family has of its own (`ddof`, `initial`). */
export interface ReductionOptions<
  K extends boolean | undefined = boolean | undefined,
  E extends DType | undefined = DType | undefined,
  O extends NDArray | undefined = NDArray | undefined,
> {
  /** Keep the reduced axes with length 1. */
  keepdims?: K;
  /** The dtype accumulated in and returned. */
  dtype?: E;
  /** The array that receives the result and is returned. */
  out?: O;
  /** Which elements take part. */
  where?: ArrayLike | undefined;
}
export interface BigIntOption<G extends boolean | undefined = boolean | undefined> {
  /** Read a 64-bit integer result as a bigint. */
  bigint?: G;
}
export interface AxisOption<A> {
  /** The axis or axes to reduce over; all if not given. */
  axis?: A | undefined;
}
/** `initial` of `sum`, `prod`, `min`, `max`. */
export interface InitialOption {
  /** The value the reduction starts from. */
  initial?: ArrayLike | undefined;
}
/** What `std` and `var` take besides. */
export interface SpreadOptions {
  /** What is taken off the count in the divisor; 0 if not given. */
  ddof?: number | undefined;
  /** Another name of `ddof`. */
  correction?: number | undefined;
  /** The mean, where it is known: an array that broadcasts to the input, as `keepdims` gives it. */
  mean?: ArrayLike | undefined;
}

type Strong<R extends Rule, D extends DType, E> = Chosen<E, UnaryResult<R, D>>;
/** A reduction over everything: a plain value, an array under `keepdims`, or `out`. */
type Full<D extends DType, S extends Shape, K, O, G> = Given<
  O,
  K extends true ? NDArray<D, ReduceShape<S, undefined, true>> : G extends true ? BigItemOf<D> : ItemOf<D>
>;
/** A reduction along axes: an array, or `out`. */
type Along<D extends DType, S extends Shape, A extends AxisArg, K, O> = Given<
  O,
  NDArray<D, K extends true ? ReduceShape<S, A, true> : ReduceShape<S, A, false>>
>;

// An axis of any kind. One axis and several are inferred apart: the compiler makes no union of the two by itself.
type SomeAxis<S extends Shape, A extends number, B extends Shape> =
  | CheckAxis<S, A, A>
  | CheckAxis<S, B, B>
  | null;

/** A reduction as a function: `sum(a)`, `sum(a, 0)`, `sum(a, { axis: 0 })`, `sum(a, 0, { keepdims: true })`. */
export interface Reduction<R extends Rule, X = unknown> {
  <const T extends ArrayLike>(a: T): ItemOf<UnaryResult<R, DTypeOf<T>>>;
  <
    D extends Unchanged[R],
    S extends Shape,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
  >(
    a: NDArray<D, S>,
    axis: CheckAxis<S, A, A>,
    options?: ReductionOptions<K, undefined, undefined> & X,
  ): Along<D, S, A, NoInfer<K>, undefined>;
  <
    D extends Unchanged[R],
    S extends Shape,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
  >(
    a: NDArray<D, S>,
    options: ReductionOptions<K, undefined, undefined> & { axis: CheckAxis<S, A, A> } & X,
  ): Along<D, S, A, NoInfer<K>, undefined>;
  <
    const T extends ArrayLike,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    a: T,
    axis: CheckAxis<ShapeOf<T>, A, A>,
    options?: ReductionOptions<K, E, O> & X,
  ): Along<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, A, NoInfer<K>, NoInfer<O>>;
  <
    const T extends ArrayLike,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
    G extends boolean | undefined = undefined,
  >(
    a: T,
    axis: null | undefined,
    options?: ReductionOptions<K, E, O> & BigIntOption<G> & AxisOption<never> & X,
  ): Full<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, NoInfer<K>, NoInfer<O>, NoInfer<G>>;
  <
    const T extends ArrayLike,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
    G extends boolean | undefined = undefined,
  >(
    a: T,
    options: ReductionOptions<K, E, O> & BigIntOption<G> & AxisOption<null> & X,
  ): Full<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, NoInfer<K>, NoInfer<O>, NoInfer<G>>;
  <
    const T extends ArrayLike,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    a: T,
    options: ReductionOptions<K, E, O> & { axis: CheckAxis<ShapeOf<T>, A, A> } & X,
  ): Along<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, A, NoInfer<K>, NoInfer<O>>;
  <const T extends ArrayLike, A extends number, const B extends Shape>(
    a: T,
    axis?:
      | SomeAxis<ShapeOf<T>, A, B>
      | (ReductionOptions & BigIntOption & AxisOption<SomeAxis<ShapeOf<T>, A, B>> & X),
    options?: ReductionOptions & BigIntOption & X,
  ): ItemOf<UnaryResult<R, DTypeOf<T>>> | NDArray;
  <const T extends ArrayLike, const A extends AxisArg>(
    a: T,
    axis?:
      | CheckAxis<ShapeOf<T>, A, A>
      | null
      | (ReductionOptions & BigIntOption & AxisOption<CheckAxis<ShapeOf<T>, A, A> | null> & X),
    options?: ReductionOptions & BigIntOption & X,
  ): ItemOf<UnaryResult<R, DTypeOf<T>>> | NDArray;
}

/** A reduction as a method. */
export interface ReductionMethod<R extends Rule, X = unknown> {
  <D extends DType, S extends Shape>(this: NDArray<D, S>): ItemOf<UnaryResult<R, D>>;
  <
    D extends Unchanged[R],
    S extends Shape,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
  >(
    this: NDArray<D, S>,
    axis: CheckAxis<S, A, A>,
    options?: ReductionOptions<K, undefined, undefined> & X,
  ): Along<D, S, A, NoInfer<K>, undefined>;
  <
    D extends Unchanged[R],
    S extends Shape,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
  >(
    this: NDArray<D, S>,
    options: ReductionOptions<K, undefined, undefined> & { axis: CheckAxis<S, A, A> } & X,
  ): Along<D, S, A, NoInfer<K>, undefined>;
  <
    D extends DType,
    S extends Shape,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    this: NDArray<D, S>,
    axis: CheckAxis<S, A, A>,
    options?: ReductionOptions<K, E, O> & X,
  ): Along<Strong<R, D, NoInfer<E>>, S, A, NoInfer<K>, NoInfer<O>>;
  <
    D extends DType,
    S extends Shape,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
    G extends boolean | undefined = undefined,
  >(
    this: NDArray<D, S>,
    axis: null | undefined,
    options?: ReductionOptions<K, E, O> & BigIntOption<G> & AxisOption<never> & X,
  ): Full<Strong<R, D, NoInfer<E>>, S, NoInfer<K>, NoInfer<O>, NoInfer<G>>;
  <
    D extends DType,
    S extends Shape,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
    G extends boolean | undefined = undefined,
  >(
    this: NDArray<D, S>,
    options: ReductionOptions<K, E, O> & BigIntOption<G> & AxisOption<null> & X,
  ): Full<Strong<R, D, NoInfer<E>>, S, NoInfer<K>, NoInfer<O>, NoInfer<G>>;
  <
    D extends DType,
    S extends Shape,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    this: NDArray<D, S>,
    options: ReductionOptions<K, E, O> & { axis: CheckAxis<S, A, A> } & X,
  ): Along<Strong<R, D, NoInfer<E>>, S, A, NoInfer<K>, NoInfer<O>>;
  <D extends DType, S extends Shape, A extends number, const B extends Shape>(
    this: NDArray<D, S>,
    axis?: SomeAxis<S, A, B> | (ReductionOptions & BigIntOption & AxisOption<SomeAxis<S, A, B>> & X),
    options?: ReductionOptions & BigIntOption & X,
  ): ItemOf<UnaryResult<R, D>> | NDArray;
  <D extends DType, S extends Shape, const A extends AxisArg>(
    this: NDArray<D, S>,
    axis?:
      | CheckAxis<S, A, A>
      | null
      | (ReductionOptions & BigIntOption & AxisOption<CheckAxis<S, A, A> | null> & X),
    options?: ReductionOptions & BigIntOption & X,
  ): ItemOf<UnaryResult<R, D>> | NDArray;
}

/** Options of running sums and products. */
export interface AccumulationOptions<
  E extends DType | undefined = DType | undefined,
  O extends NDArray | undefined = NDArray | undefined,
> {
  /** The dtype accumulated in and returned. */
  dtype?: E;
  /** The array that receives the result and is returned. */
  out?: O;
}
type Running<D extends DType, S extends Shape, O> = Given<O, NDArray<D, S>>;

/** A running reduction (`cumsum`) as a method: the array's shape along an axis, one axis of all elements without. */
export interface AccumulationMethod<R extends Rule> {
  <
    D extends DType,
    S extends Shape,
    A extends number,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    this: NDArray<D, S>,
    axis: CheckAxis<S, A, A>,
    options?: AccumulationOptions<E, O>,
  ): Running<Strong<R, D, NoInfer<E>>, S, NoInfer<O>>;
  <
    D extends DType,
    S extends Shape,
    A extends number,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    this: NDArray<D, S>,
    options: AccumulationOptions<E, O> & { axis: CheckAxis<S, A, A> },
  ): Running<Strong<R, D, NoInfer<E>>, S, NoInfer<O>>;
  <
    D extends DType,
    S extends Shape,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    this: NDArray<D, S>,
    options?: (AccumulationOptions<E, O> & AxisOption<null>) | null,
  ): Running<Strong<R, D, NoInfer<E>>, [SizeOf<S>], NoInfer<O>>;
  <S extends Shape, A extends number>(
    this: NDArray<DType, S>,
    axis?: CheckAxis<S, A, A> | null | (AccumulationOptions & AxisOption<CheckAxis<S, A, A> | null>),
    options?: AccumulationOptions,
  ): NDArray;
}

/** A running reduction as a function. */
export interface Accumulation<R extends Rule> {
  <
    const T extends ArrayLike,
    A extends number,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    a: T,
    axis: CheckAxis<ShapeOf<T>, A, A>,
    options?: AccumulationOptions<E, O>,
  ): Running<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, NoInfer<O>>;
  <
    const T extends ArrayLike,
    A extends number,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    a: T,
    options: AccumulationOptions<E, O> & { axis: CheckAxis<ShapeOf<T>, A, A> },
  ): Running<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, NoInfer<O>>;
  <
    const T extends ArrayLike,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    a: T,
    options?: (AccumulationOptions<E, O> & AxisOption<null>) | null,
  ): Running<Strong<R, DTypeOf<T>, NoInfer<E>>, [SizeOf<ShapeOf<T>>], NoInfer<O>>;
  <const T extends ArrayLike, A extends number>(
    a: T,
    axis?:
      | CheckAxis<ShapeOf<T>, A, A>
      | null
      | (AccumulationOptions & AxisOption<CheckAxis<ShapeOf<T>, A, A> | null>),
    options?: AccumulationOptions,
  ): NDArray;
}
