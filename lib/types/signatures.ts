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
  O extends NDArray = NDArray,
  E extends DType = DType,
  W extends ArrayLike = ArrayLike,
> {
  /** The array that receives the result and is returned. */
  out?: O | undefined;
  /** Where true the result is written, elsewhere `out` keeps its elements. */
  where?: W | undefined;
  /** How far operands and result may be cast; `'same_kind'` if not given. */
  casting?: Casting | undefined;
  /** The dtype the operation is computed in and returns. */
  dtype?: E | undefined;
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
// What a call with options gives: `out` itself, else the requested dtype, else the rule's.
type WithOptions<Scalars extends boolean, D extends DType, S extends Shape, O, E extends DType> = [
  O,
] extends [never]
  ? Values<Scalars, [E] extends [never] ? D : E, S>
  : O;

/** An elementwise function of one operand. */
export interface UnaryUfunc<R extends Rule> {
  <D extends Unchanged[R], S extends Shape>(x: NDArray<D, S>): NDArray<D, S>;
  <const X extends ArrayLike>(x: X): Values<AreScalars<X>, UnaryResult<R, DTypeOf<X>>, ShapeOf<X>>;
  <const X extends ArrayLike, O extends NDArray>(x: X, out: O): O;
  <
    const X extends ArrayLike,
    O extends NDArray = never,
    E extends DType = never,
    const W extends ArrayLike = true,
  >(
    x: X,
    options?: UfuncOptions<O, E, W>,
  ): WithOptions<
    AreScalars<X | W>,
    UnaryResult<R, DTypeOf<X>>,
    Broadcast<ShapeOf<X>, ShapeOf<W>>,
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
    O extends NDArray = never,
    E extends DType = never,
    const W extends ArrayLike = true,
  >(
    this: NDArray<D, S>,
    options?: UfuncOptions<O, E, W>,
  ): WithOptions<false, UnaryResult<R, D>, Broadcast<S, ShapeOf<W>>, NoInfer<O>, NoInfer<E>>;
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
    O extends NDArray = never,
    E extends DType = never,
    const W extends ArrayLike = true,
  >(
    x1: A,
    x2: CheckBroadcast<ShapeOf<A>, ShapeOf<B>, B>,
    options?: UfuncOptions<O, E, W>,
  ): WithOptions<
    AreScalars<A | B | W>,
    BinaryResult<R, KindOf<A>, KindOf<B>>,
    Broadcast<Broadcast<ShapeOf<A>, ShapeOf<B>>, ShapeOf<W>>,
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
    O extends NDArray = never,
    E extends DType = never,
    const W extends ArrayLike = true,
  >(
    this: NDArray<D, S>,
    other: CheckBroadcast<S, ShapeOf<B>, B>,
    options?: UfuncOptions<O, E, W>,
  ): WithOptions<
    false,
    BinaryResult<R, D, KindOf<B>>,
    Broadcast<Broadcast<S, ShapeOf<B>>, ShapeOf<W>>,
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
  K extends boolean = boolean,
  E extends DType = DType,
  O extends NDArray = NDArray,
> {
  /** Keep the reduced axes with length 1. */
  keepdims?: K | undefined;
  /** The dtype accumulated in and returned. */
  dtype?: E | undefined;
  /** The array that receives the result and is returned. */
  out?: O | undefined;
  /** Which elements take part. */
  where?: ArrayLike | undefined;
}
export interface BigIntOption<G extends boolean = boolean> {
  /** Read a 64-bit integer result as a bigint. */
  bigint?: G | undefined;
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

type Strong<R extends Rule, D extends DType, E extends DType> = [E] extends [never] ? UnaryResult<R, D> : E;
/** A reduction over everything: a plain value, an array under `keepdims`, or `out`. */
type Full<D extends DType, S extends Shape, K extends boolean, O, G extends boolean> = [O] extends [never]
  ? K extends true
    ? NDArray<D, ReduceShape<S, undefined, true>>
    : G extends true
      ? BigItemOf<D>
      : ItemOf<D>
  : O;
/** A reduction along axes: an array, or `out`. */
type Along<D extends DType, S extends Shape, A extends AxisArg, K extends boolean, O> = [O] extends [never]
  ? NDArray<D, K extends true ? ReduceShape<S, A, true> : ReduceShape<S, A, false>>
  : O;

/** A reduction as a function: `sum(a)`, `sum(a, 0)`, `sum(a, { axis: 0 })`, `sum(a, 0, { keepdims: true })`. */
export interface Reduction<R extends Rule, X = unknown> {
  <const T extends ArrayLike>(a: T): ItemOf<UnaryResult<R, DTypeOf<T>>>;
  <D extends Unchanged[R], S extends Shape, const A extends AxisArg, K extends boolean = false>(
    a: NDArray<D, S>,
    axis: CheckAxis<S, A, A>,
    options?: ReductionOptions<K, never, never> & X,
  ): Along<D, S, A, NoInfer<K>, never>;
  <D extends Unchanged[R], S extends Shape, const A extends AxisArg, K extends boolean = false>(
    a: NDArray<D, S>,
    options: ReductionOptions<K, never, never> & { axis: CheckAxis<S, A, A> } & X,
  ): Along<D, S, A, NoInfer<K>, never>;
  <
    const T extends ArrayLike,
    const A extends AxisArg,
    K extends boolean = false,
    E extends DType = never,
    O extends NDArray = never,
  >(
    a: T,
    axis: CheckAxis<ShapeOf<T>, A, A>,
    options?: ReductionOptions<K, E, O> & X,
  ): Along<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, A, NoInfer<K>, NoInfer<O>>;
  <
    const T extends ArrayLike,
    K extends boolean = false,
    E extends DType = never,
    O extends NDArray = never,
    G extends boolean = false,
  >(
    a: T,
    axis: null | undefined,
    options?: ReductionOptions<K, E, O> & BigIntOption<G> & AxisOption<never> & X,
  ): Full<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, NoInfer<K>, NoInfer<O>, NoInfer<G>>;
  <
    const T extends ArrayLike,
    K extends boolean = false,
    E extends DType = never,
    O extends NDArray = never,
    G extends boolean = false,
  >(
    a: T,
    options: ReductionOptions<K, E, O> & BigIntOption<G> & AxisOption<null> & X,
  ): Full<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, NoInfer<K>, NoInfer<O>, NoInfer<G>>;
  <
    const T extends ArrayLike,
    const A extends AxisArg,
    K extends boolean = false,
    E extends DType = never,
    O extends NDArray = never,
  >(
    a: T,
    options: ReductionOptions<K, E, O> & { axis: CheckAxis<ShapeOf<T>, A, A> } & X,
  ): Along<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, A, NoInfer<K>, NoInfer<O>>;
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
  <D extends Unchanged[R], S extends Shape, const A extends AxisArg, K extends boolean = false>(
    this: NDArray<D, S>,
    axis: CheckAxis<S, A, A>,
    options?: ReductionOptions<K, never, never> & X,
  ): Along<D, S, A, NoInfer<K>, never>;
  <D extends Unchanged[R], S extends Shape, const A extends AxisArg, K extends boolean = false>(
    this: NDArray<D, S>,
    options: ReductionOptions<K, never, never> & { axis: CheckAxis<S, A, A> } & X,
  ): Along<D, S, A, NoInfer<K>, never>;
  <
    D extends DType,
    S extends Shape,
    const A extends AxisArg,
    K extends boolean = false,
    E extends DType = never,
    O extends NDArray = never,
  >(
    this: NDArray<D, S>,
    axis: CheckAxis<S, A, A>,
    options?: ReductionOptions<K, E, O> & X,
  ): Along<Strong<R, D, NoInfer<E>>, S, A, NoInfer<K>, NoInfer<O>>;
  <
    D extends DType,
    S extends Shape,
    K extends boolean = false,
    E extends DType = never,
    O extends NDArray = never,
    G extends boolean = false,
  >(
    this: NDArray<D, S>,
    axis: null | undefined,
    options?: ReductionOptions<K, E, O> & BigIntOption<G> & AxisOption<never> & X,
  ): Full<Strong<R, D, NoInfer<E>>, S, NoInfer<K>, NoInfer<O>, NoInfer<G>>;
  <
    D extends DType,
    S extends Shape,
    K extends boolean = false,
    E extends DType = never,
    O extends NDArray = never,
    G extends boolean = false,
  >(
    this: NDArray<D, S>,
    options: ReductionOptions<K, E, O> & BigIntOption<G> & AxisOption<null> & X,
  ): Full<Strong<R, D, NoInfer<E>>, S, NoInfer<K>, NoInfer<O>, NoInfer<G>>;
  <
    D extends DType,
    S extends Shape,
    const A extends AxisArg,
    K extends boolean = false,
    E extends DType = never,
    O extends NDArray = never,
  >(
    this: NDArray<D, S>,
    options: ReductionOptions<K, E, O> & { axis: CheckAxis<S, A, A> } & X,
  ): Along<Strong<R, D, NoInfer<E>>, S, A, NoInfer<K>, NoInfer<O>>;
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
export interface AccumulationOptions<E extends DType = DType, O extends NDArray = NDArray> {
  /** The dtype accumulated in and returned. */
  dtype?: E | undefined;
  /** The array that receives the result and is returned. */
  out?: O | undefined;
}
type Running<D extends DType, S extends Shape, O> = [O] extends [never] ? NDArray<D, S> : O;

/** A running reduction (`cumsum`) as a method: the array's shape along an axis, one axis of all elements without. */
export interface AccumulationMethod<R extends Rule> {
  <D extends DType, S extends Shape, A extends number, E extends DType = never, O extends NDArray = never>(
    this: NDArray<D, S>,
    axis: CheckAxis<S, A, A>,
    options?: AccumulationOptions<E, O>,
  ): Running<Strong<R, D, NoInfer<E>>, S, NoInfer<O>>;
  <D extends DType, S extends Shape, A extends number, E extends DType = never, O extends NDArray = never>(
    this: NDArray<D, S>,
    options: AccumulationOptions<E, O> & { axis: CheckAxis<S, A, A> },
  ): Running<Strong<R, D, NoInfer<E>>, S, NoInfer<O>>;
  <D extends DType, S extends Shape, E extends DType = never, O extends NDArray = never>(
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
  <const T extends ArrayLike, A extends number, E extends DType = never, O extends NDArray = never>(
    a: T,
    axis: CheckAxis<ShapeOf<T>, A, A>,
    options?: AccumulationOptions<E, O>,
  ): Running<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, NoInfer<O>>;
  <const T extends ArrayLike, A extends number, E extends DType = never, O extends NDArray = never>(
    a: T,
    options: AccumulationOptions<E, O> & { axis: CheckAxis<ShapeOf<T>, A, A> },
  ): Running<Strong<R, DTypeOf<T>, NoInfer<E>>, ShapeOf<T>, NoInfer<O>>;
  <const T extends ArrayLike, E extends DType = never, O extends NDArray = never>(
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
export type MatMulOptions<O extends NDArray = NDArray, E extends DType = DType> = Omit<
  UfuncOptions<O, E>,
  'where'
>;

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
  <const A extends ArrayLike, const B extends ArrayLike, O extends NDArray = never>(
    x1: A,
    x2: CheckMatMul<ShapeOf<A>, ShapeOf<B>, B>,
    out?: O,
  ): Product<DTypeOf<A>, DTypeOf<B>, ShapeOf<A>, ShapeOf<B>, NoInfer<O>, never>;
  <const A extends ArrayLike, const B extends ArrayLike, O extends NDArray = never, E extends DType = never>(
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
  <D extends DType, S extends Shape, const B extends ArrayLike, O extends NDArray = never>(
    this: NDArray<D, S>,
    other: CheckMatMul<S, ShapeOf<B>, B>,
    out?: O,
  ): Product<D, DTypeOf<B>, S, ShapeOf<B>, NoInfer<O>, never>;
  <
    D extends DType,
    S extends Shape,
    const B extends ArrayLike,
    O extends NDArray = never,
    E extends DType = never,
  >(
    this: NDArray<D, S>,
    other: CheckMatMul<S, ShapeOf<B>, B>,
    options?: MatMulOptions<O, E>,
  ): Product<D, DTypeOf<B>, S, ShapeOf<B>, NoInfer<O>, NoInfer<E>>;
}
type Product<
  A extends DType,
  B extends DType,
  S extends Shape,
  T extends Shape,
  O,
  E extends DType,
> = WithOptions<false, Promote<A, B>, MatMulShape<S, T>, O, E>;
