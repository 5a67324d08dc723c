/**
 * Call signatures of the elementwise functions and matmul, as functions and as methods; for the reductions see
 * reduction_signatures.ts.
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
import type { Bool, DType, ItemOf } from './dtypes.js';
import type { NDArray } from './host.js';
import type { CheckMatMul, MatMulShape } from './matmul.js';
import type { AreScalars, ArrayLike, DTypeOf, KindOf, ShapeOf } from './operands.js';
import type { GufuncAxes } from './products.js';
import type { Kind, Promote } from './promote.js';
import type { Chosen, Given, Unchanged } from './results.js';
import type { BinaryResult, Rule, UnaryResult } from './rules.js';
import type { AnyShape, Shape } from './shapes.js';

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

/** The dtypes a rule leaves as they are beside a JavaScript number, bigint or boolean. */
type UnchangedByScalar<R extends Rule> = Exclude<Unchanged[R], Bool>;

// P unless the kind is a type parameter: no argument is assignable to what the compiler then leaves undecided, and the
// call goes on to the overloads for one D.
type Known<K, P> = [K] extends [Kind] ? P : never;
// P where both are one type, be it a type parameter.
type Same<S, T, P> = [S, T] extends [T, S] ? P : never;

/** What scalars alone give: 64-bit integers come of bigints alone, and bigints they stay. */
type PlainOf<D extends DType> = D extends 'int64' | 'uint64' ? bigint : ItemOf<D>;
export type Values<Scalars extends boolean, D extends DType, S extends Shape> = Scalars extends true
  ? PlainOf<D>
  : NDArray<D, S>;
export type WhereShape<W> = W extends ArrayLike ? ShapeOf<W> : [];
// What a call with options gives: `out` itself, else an array or item of the requested dtype, else of the rule's.
type WithOptions<Scalars extends boolean, D extends DType, S extends Shape, O, E> = Given<
  O,
  // A dtype that was asked for is no word on the operands.
  Values<Scalars, Chosen<E, D>, S> | (Scalars extends true ? ItemOf<Chosen<E, D>> : never)
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

/** Options of `matmul`. */
export type MatMulOptions<
  O extends NDArray | undefined = NDArray | undefined,
  E extends DType | undefined = DType | undefined,
> = Omit<UfuncOptions<O, E>, 'where'>;

/** Options of `matmul` with the places of the matrices' axes. */
export interface MatMulAxesOptions extends MatMulOptions {
  /** Where the matrices stand: an entry for each operand and one for the result. */
  axes: GufuncAxes;
}

/** What generalised universal functions (`matmul`, `vecdot`) carry besides being callable. */
export interface GeneralisedUfunc {
  readonly nin: 2;
  readonly nout: 1;
  /** The kernels, as NumPy spells them: "dd->d". */
  readonly types: readonly string[];
  readonly identity: null;
  /** The axes of the operands and the result: "(n),(n)->()". */
  readonly signature: string;
}

/** `matmul` as a function. */
export interface MatMul extends GeneralisedUfunc {
  <const A extends ArrayLike, const B extends ArrayLike>(
    x1: A,
    x2: B,
    options: MatMulAxesOptions,
  ): NDArray<Promote<DTypeOf<A>, DTypeOf<B>>, AnyShape>;
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
