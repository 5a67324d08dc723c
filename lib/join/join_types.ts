/** What the compiler knows of joined arrays. */
import type { DType } from '../types/dtypes.js';
import type { NDArray } from '../types/host.js';
import type { ArrayLike, DTypeOf, KindOf, ShapeOf } from '../types/operands.js';
import type { Kind } from '../types/promote.js';
import type { BinaryResult } from '../types/rules.js';
import type { AnyShape, AsShape, IsAny, IsUnknownRank, SameRank, Shape } from '../types/shapes.js';

/** Arrays to join: a list of array-likes, or one array whose first axis is the list. */
export type Arrays = readonly ArrayLike[] | NDArray;

type Fold<T extends readonly ArrayLike[], K extends Kind> = T extends readonly [
  infer A extends ArrayLike,
  ...infer Rest extends readonly ArrayLike[],
]
  ? Fold<Rest, BinaryResult<'promote', K, Extract<KindOf<A>, Kind>>>
  : K;

/** The dtype that all promote to. */
export type JoinedDType<T> =
  IsAny<T> extends true
    ? AnyShape
    : T extends NDArray<infer D, AnyShape>
      ? D
      : T extends readonly [infer A extends ArrayLike, ...infer Rest extends readonly ArrayLike[]]
        ? Rest extends readonly []
          ? DTypeOf<A>
          : Extract<Fold<Rest, Extract<KindOf<A>, Kind>>, DType>
        : T extends readonly (infer A)[]
          ? A extends NDArray<infer D, AnyShape>
            ? D
            : DTypeOf<A>
          : DType;

type ItemShape<T> =
  T extends NDArray<DType, infer S>
    ? IsUnknownRank<S> extends true
      ? AnyShape
      : S extends readonly [number, ...infer R extends Shape]
        ? R
        : AnyShape
    : T extends readonly [infer A, ...(readonly unknown[])]
      ? ShapeOf<A>
      : T extends readonly (infer A)[]
        ? ShapeOf<A>
        : AnyShape;

type Lengths<S> =
  IsUnknownRank<S> extends true ? AnyShape : S extends Shape ? AsShape<SameRank<S>> : AnyShape;

/** Of arrays joined along an axis they have: the rank; of flattened ones one axis. */
export type JoinedShape<T, A> = [A] extends [null] ? [number] : Lengths<ItemShape<T>>;

/** Of stacked arrays: an axis more; its length where it comes first and the list's length is known. */
export type StackedShape<T, A> =
  IsUnknownRank<ItemShape<T>> extends true
    ? AnyShape
    : [A] extends [undefined]
      ? T extends readonly unknown[]
        ? [T['length'], ...AsShape<ItemShape<T>>]
        : [number, ...AsShape<ItemShape<T>>]
      : Lengths<[number, ...AsShape<ItemShape<T>>]>;
