/**
 * Call signatures of the elementwise functions, the reductions and matmul, as functions and as methods.
 *
 * A record's function is declared as `export const add: BinaryUfunc<'promote'>`, its method as
 * `add: BinaryMethod<'promote'>` in the class. Methods read dtype and shape from `this`, so that no member of the class
 * depends on D and S and the compiler compares two array types by dtype and shape alone.
 *
 * Overloads go from the narrow to the general. The narrow ones return D and S themselves and are what lets
 * `<D extends Floating>(a: NDArray<D>): NDArray<D> => a.mul(2)` compile; the last one alone carries all options, and
 * the compiler quotes it when nothing fits.
 */
import type { Broadcast, CheckBroadcast, CheckBroadcastTo } from './broadcast.js';
import type { BigItemOf, Bool, DType, Inexact, ItemOf, Numeric, Real } from './dtypes.js';
import type { NDArray } from './host.js';
import type { CheckMatMul, MatMulShape } from './matmul.js';
import type { AreScalars, ArrayLike, DTypeOf, KindOf, ShapeOf } from './operands.js';
import type { Kind, Promote } from './promote.js';
import type { AxisArg, CheckAxis, ReduceShape } from './reduce.js';
import type { SizeOf } from './reshape.js';
import type { BinaryResult, Rule, UnaryResult } from './rules.js';
import type { Shape } from './shapes.js';

export type Casting = 'no' | 'equiv' | 'safe' | 'same_kind' | 'unsafe';

/** Options of elementwise functions. `out` is what the call returns; `dtype` is the dtype computed in. */
export interface UfuncOptions<
  O extends NDArray | undefined = NDArray | undefined,
  E extends DType | undefined = DType | undefined,
  W extends ArrayLike | undefined = ArrayLike | undefined,
> {
  /** The array that receives the result and is returned. */
  out?: O;
  /** Where true the result is written, elsewhere `out` keeps its elements. */
  where?: W;
  /** How far operands and result may be cast; `'same_kind'` if not given. */
  casting?: Casting | undefined;
  /** The dtype the operation is computed in and returns. */
  dtype?: E;
}

/** The dtypes a rule leaves as they are: there a generic `D` stays `D`. */
interface Unchanged {
  same: DType;
  promote: DType;
  numeric: Numeric;
  inexact: Inexact;
  bool: never;
  index: never;
  trueDivide: Inexact;
  realOf: Bool | Real;
  realDivide: 'float16' | 'float32' | 'float64';
  accumulate: 'int64' | 'uint64' | Inexact;
}
/** The dtypes a rule leaves as they are beside a JavaScript number, bigint or boolean. */
type UnchangedByScalar<R extends Rule> = Exclude<Unchanged[R], Bool>;

// P unless the kind is a type parameter: no argument is assignable to what the compiler then leaves undecided, and the
// call goes on to the overloads for one D.
type Known<K, P> = [K] extends [Kind] ? P : never;
// P where both are one type, be it a type parameter.
type Same<S, T, P> = [S, T] extends [T, S] ? P : never;

type Values<Scalars extends boolean, D extends DType, S extends Shape> = Scalars extends true
  ? ItemOf<D>
  : NDArray<D, S>;
// An option is given, left out, or a variable that may be undefined: then the result is either.
type Given<O, V> = O extends NDArray ? O : V;
type Chosen<E, D extends DType> = E extends DType ? E : D;
type WhereShape<W> = W extends ArrayLike ? ShapeOf<W> : [];
// What a call with options gives: `out` itself, else an array or item of the requested dtype, else of the rule's.
type WithOptions<Scalars extends boolean, D extends DType, S extends Shape, O, E> = Given<
  O,
  Values<Scalars, Chosen<E, D>, S>
>;

/** An elementwise function of one operand. */
export interface UnaryUfunc<R extends Rule> {
  <D extends Unchanged[R], S extends Shape>(x: NDArray<D, S>): NDArray<D, S>;
  <const X extends ArrayLike>(x: X): Values<AreScalars<X>, UnaryResult<R, DTypeOf<X>>, ShapeOf<X>>;
  <const X extends ArrayLike, O extends NDArray>(x: X, out: O): O;
  <
    const X extends ArrayLike,
    O extends NDArray | undefined = undefined,
    E extends DType | undefined = undefined,
    const W extends ArrayLike | undefined = undefined,
  >(
    x: X,
    options?: UfuncOptions<O, E, W>,
  ): WithOptions<
    AreScalars<X | Exclude<W, undefined>>,
    UnaryResult<R, DTypeOf<X>>,
    Broadcast<ShapeOf<X>, WhereShape<W>>,
    NoInfer<O>,
    NoInfer<E>
  >;
}

/** An elementwise method without further operand. */
export interface UnaryMethod<R extends Rule> {
  <D extends Unchanged[R], S extends Shape>(this: NDArray<D, S>): NDArray<D, S>;
  <D extends DType, S extends Shape>(this: NDArray<D, S>): NDArray<UnaryResult<R, D>, S>;
  <D extends DType, S extends Shape, O extends NDArray>(this: NDArray<D, S>, out: O): O;
  <
    D extends DType,
    S extends Shape,
    O extends NDArray | undefined = undefined,
    E extends DType | undefined = undefined,
    const W extends ArrayLike | undefined = undefined,
  >(
    this: NDArray<D, S>,
    options?: UfuncOptions<O, E, W>,
  ): WithOptions<false, UnaryResult<R, D>, Broadcast<S, WhereShape<W>>, NoInfer<O>, NoInfer<E>>;
}

/** An elementwise function of two operands. */
export interface BinaryUfunc<R extends Rule> {
  <D extends UnchangedByScalar<R>, S extends Shape>(
    x1: NDArray<D, S>,
    x2: number | bigint | boolean,
  ): NDArray<D, S>;
  <const A extends ArrayLike, const B extends ArrayLike>(
    x1: A,
    x2: Known<KindOf<A>, CheckBroadcast<ShapeOf<A>, ShapeOf<B>, B>>,
  ): Values<AreScalars<A | B>, BinaryResult<R, KindOf<A>, KindOf<B>>, Broadcast<ShapeOf<A>, ShapeOf<B>>>;
  <D extends Unchanged[R], S extends Shape, E extends DType, T extends Shape>(
    x1: NDArray<D, S>,
    x2: Same<[D, S], [E, T], NDArray<E, T>>,
  ): NDArray<D & E, S & T>;
  <D extends Unchanged[R], S extends Shape, E extends DType, T extends Shape>(
    x1: NDArray<D, S>,
    x2: Same<D, E, CheckBroadcast<S, T, NDArray<E, T>>>,
  ): NDArray<D & E, Broadcast<S, T>>;
  <const A extends ArrayLike, const B extends ArrayLike, O extends NDArray>(
    x1: A,
    x2: CheckBroadcast<ShapeOf<A>, ShapeOf<B>, B>,
    out: O,
  ): O;
  <
    const A extends ArrayLike,
    const B extends ArrayLike,
    O extends NDArray | undefined = undefined,
    E extends DType | undefined = undefined,
    const W extends ArrayLike | undefined = undefined,
  >(
    x1: A,
    x2: CheckBroadcast<ShapeOf<A>, ShapeOf<B>, B>,
    options?: UfuncOptions<O, E, W>,
  ): WithOptions<
    AreScalars<A | B | Exclude<W, undefined>>,
    BinaryResult<R, KindOf<A>, KindOf<B>>,
    Broadcast<Broadcast<ShapeOf<A>, ShapeOf<B>>, WhereShape<W>>,
    NoInfer<O>,
    NoInfer<E>
  >;
}

/** An elementwise method with one operand besides the array. */
export interface BinaryMethod<R extends Rule> {
  <D extends UnchangedByScalar<R>, S extends Shape>(
    this: NDArray<D, S>,
    other: number | bigint | boolean,
  ): NDArray<D, S>;
  <D extends DType, S extends Shape, const B extends ArrayLike>(
    this: NDArray<D, S>,
    other: Known<D, CheckBroadcast<S, ShapeOf<B>, B>>,
  ): NDArray<BinaryResult<R, D, KindOf<B>>, Broadcast<S, ShapeOf<B>>>;
  <D extends Unchanged[R], S extends Shape, E extends DType, T extends Shape>(
    this: NDArray<D, S>,
    other: Same<[D, S], [E, T], NDArray<E, T>>,
  ): NDArray<D & E, S & T>;
  <D extends Unchanged[R], S extends Shape, E extends DType, T extends Shape>(
    this: NDArray<D, S>,
    other: Same<D, E, CheckBroadcast<S, T, NDArray<E, T>>>,
  ): NDArray<D & E, Broadcast<S, T>>;
  <D extends DType, S extends Shape, const B extends ArrayLike, O extends NDArray>(
    this: NDArray<D, S>,
    other: CheckBroadcast<S, ShapeOf<B>, B>,
    out: O,
  ): O;
  <
    D extends DType,
    S extends Shape,
    const B extends ArrayLike,
    O extends NDArray | undefined = undefined,
    E extends DType | undefined = undefined,
    const W extends ArrayLike | undefined = undefined,
  >(
    this: NDArray<D, S>,
    other: CheckBroadcast<S, ShapeOf<B>, B>,
    options?: UfuncOptions<O, E, W>,
  ): WithOptions<
    false,
    BinaryResult<R, D, KindOf<B>>,
    Broadcast<Broadcast<S, ShapeOf<B>>, WhereShape<W>>,
    NoInfer<O>,
    NoInfer<E>
  >;
}

/** An in-place method: the operand must stretch to the array's own shape; returns the array. */
export type InPlaceMethod = <D extends DType, S extends Shape, const B extends ArrayLike>(
  this: NDArray<D, S>,
  other: CheckBroadcastTo<ShapeOf<B>, S, B>,
) => NDArray<D, S>;

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
/** `ddof` of `std` and `var`. */
export interface DdofOption {
  /** What is taken off the count in the divisor; 0 if not given. */
  ddof?: number | undefined;
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

/** Options of `matmul`. */
export type MatMulOptions<
  O extends NDArray | undefined = NDArray | undefined,
  E extends DType | undefined = DType | undefined,
> = Omit<UfuncOptions<O, E>, 'where'>;

/** `matmul` as a function. */
export interface MatMul {
  <const A extends ArrayLike, const B extends ArrayLike>(
    x1: A,
    x2: Known<KindOf<A>, CheckMatMul<ShapeOf<A>, ShapeOf<B>, B>>,
  ): NDArray<Promote<DTypeOf<A>, DTypeOf<B>>, MatMulShape<ShapeOf<A>, ShapeOf<B>>>;
  <D extends DType, S extends Shape, E extends DType, T extends Shape>(
    x1: NDArray<D, S>,
    x2: Same<D, E, CheckMatMul<S, T, NDArray<E, T>>>,
  ): NDArray<D & E, MatMulShape<S, T>>;
  <const A extends ArrayLike, const B extends ArrayLike, O extends NDArray | undefined = undefined>(
    x1: A,
    x2: CheckMatMul<ShapeOf<A>, ShapeOf<B>, B>,
    out?: O,
  ): Product<DTypeOf<A>, DTypeOf<B>, ShapeOf<A>, ShapeOf<B>, NoInfer<O>, undefined>;
  <
    const A extends ArrayLike,
    const B extends ArrayLike,
    O extends NDArray | undefined = undefined,
    E extends DType | undefined = undefined,
  >(
    x1: A,
    x2: CheckMatMul<ShapeOf<A>, ShapeOf<B>, B>,
    options?: MatMulOptions<O, E>,
  ): Product<DTypeOf<A>, DTypeOf<B>, ShapeOf<A>, ShapeOf<B>, NoInfer<O>, NoInfer<E>>;
}

/** `matmul` as a method. */
export interface MatMulMethod {
  <D extends DType, S extends Shape, const B extends ArrayLike>(
    this: NDArray<D, S>,
    other: Known<D, CheckMatMul<S, ShapeOf<B>, B>>,
  ): NDArray<Promote<D, DTypeOf<B>>, MatMulShape<S, ShapeOf<B>>>;
  <D extends DType, S extends Shape, E extends DType, T extends Shape>(
    this: NDArray<D, S>,
    other: Same<D, E, CheckMatMul<S, T, NDArray<E, T>>>,
  ): NDArray<D & E, MatMulShape<S, T>>;
  <D extends DType, S extends Shape, const B extends ArrayLike, O extends NDArray | undefined = undefined>(
    this: NDArray<D, S>,
    other: CheckMatMul<S, ShapeOf<B>, B>,
    out?: O,
  ): Product<D, DTypeOf<B>, S, ShapeOf<B>, NoInfer<O>, undefined>;
  <
    D extends DType,
    S extends Shape,
    const B extends ArrayLike,
    O extends NDArray | undefined = undefined,
    E extends DType | undefined = undefined,
  >(
    this: NDArray<D, S>,
    other: CheckMatMul<S, ShapeOf<B>, B>,
    options?: MatMulOptions<O, E>,
  ): Product<D, DTypeOf<B>, S, ShapeOf<B>, NoInfer<O>, NoInfer<E>>;
}
type Product<A extends DType, B extends DType, S extends Shape, T extends Shape, O, E> = WithOptions<
  false,
  Promote<A, B>,
  MatMulShape<S, T>,
  O,
  E
>;
