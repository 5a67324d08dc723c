/** Call signatures of elementwise functions with two results (`divmod`, `modf`, `frexp`): a readonly tuple. */
import type { Broadcast, CheckBroadcast } from './broadcast.js';
import type { DType } from './dtypes.js';
import type { NDArray } from './host.js';
import type { AreScalars, ArrayLike, DTypeOf, KindOf, ShapeOf } from './operands.js';
import type { BinaryResult, Rule, UnaryResult } from './rules.js';
import type { Shape } from './shapes.js';
import type { UfuncOptions, Values, WhereShape } from './signatures.js';

/** The arrays that receive the two results; null where a new one is wanted. */
export type OutPair = readonly [NDArray | null | undefined, NDArray | null | undefined];

/** Options of elementwise functions with two results. */
export interface PairOptions<
  O extends OutPair | undefined = OutPair | undefined,
  W extends ArrayLike | undefined = ArrayLike | undefined,
> extends Omit<UfuncOptions<undefined, DType | undefined, W>, 'out'> {
  /** Two arrays that receive the results and are returned. */
  out?: O;
}

/** An elementwise function of one operand and two results, whose dtypes follow from `R` and `T`. */
export interface UnaryPairUfunc<R extends Rule, T extends Rule> {
  <const X extends ArrayLike>(
    x: X,
  ): readonly [
    Values<AreScalars<X>, UnaryResult<R, DTypeOf<X>>, ShapeOf<X>>,
    Values<AreScalars<X>, UnaryResult<T, DTypeOf<X>>, ShapeOf<X>>,
  ];
  <const X extends ArrayLike, const W extends ArrayLike | undefined = undefined>(
    x: X,
    options?: PairOptions<OutPair | undefined, W>,
  ): readonly [
    NDArray<DType, Broadcast<ShapeOf<X>, WhereShape<W>>>,
    NDArray<DType, Broadcast<ShapeOf<X>, WhereShape<W>>>,
  ];
}

/** An elementwise function of two operands and two results of one dtype. */
export interface BinaryPairUfunc<R extends Rule> {
  <const A extends ArrayLike, const B extends ArrayLike>(
    x1: A,
    x2: CheckBroadcast<ShapeOf<A>, ShapeOf<B>, B>,
  ): Twice<
    Values<AreScalars<A | B>, BinaryResult<R, KindOf<A>, KindOf<B>>, Broadcast<ShapeOf<A>, ShapeOf<B>>>
  >;
  <const A extends ArrayLike, const B extends ArrayLike, const W extends ArrayLike | undefined = undefined>(
    x1: A,
    x2: CheckBroadcast<ShapeOf<A>, ShapeOf<B>, B>,
    options?: PairOptions<OutPair | undefined, W>,
  ): Twice<NDArray<DType, Broadcast<Broadcast<ShapeOf<A>, ShapeOf<B>>, WhereShape<W>>>>;
}

/** `divmod` as a method. */
export type BinaryPairMethod<R extends Rule> = <D extends DType, S extends Shape, const B extends ArrayLike>(
  this: NDArray<D, S>,
  other: CheckBroadcast<S, ShapeOf<B>, B>,
  options?: PairOptions,
) => Twice<NDArray<BinaryResult<R, D, KindOf<B>>, Broadcast<S, ShapeOf<B>>>>;

type Twice<T> = readonly [T, T];
