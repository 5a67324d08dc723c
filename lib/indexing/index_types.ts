/** The shape of an advanced index at type level: where one array or mask stands alone, and where there is none. */
import type { NDArray } from '../types/host.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, IsUnknownRank, Shape } from '../types/shapes.js';
import type { SliceIndex, SliceShape } from './slice_types.js';

/** What `index` takes: all that `slice` takes, arrays of integers, masks, and the tuples that `nonzero` and `ix` give. */
export type IndexTerm = SliceIndex | ArrayLike | readonly NDArray[];

type Behind<S extends Shape, M extends Shape> = M extends readonly [unknown, ...infer R extends Shape]
  ? S extends readonly [unknown, ...infer T extends Shape]
    ? Behind<T, R>
    : AnyShape
  : S;

/** A mask gives one axis for those it covers; an index array puts its own axes in the place of the first. */
type OneArray<S extends Shape, I> = 0 extends 1 & DTypeOf<I>
  ? AnyShape
  : IsUnknownRank<ShapeOf<I>> extends true
    ? AnyShape
    : IsUnknownRank<S> extends true
      ? AnyShape
      : DTypeOf<I> extends 'bool'
        ? [number, ...Behind<S, ShapeOf<I>>]
        : S extends readonly [unknown, ...infer R extends Shape]
          ? [...ShapeOf<I>, ...R]
          : AnyShape;

/** The shape of `a.index(...indices)`. */
export type IndexShape<S extends Shape, I extends readonly unknown[]> = I extends readonly SliceIndex[]
  ? SliceShape<S, I>
  : I extends readonly [infer A extends ArrayLike]
    ? A extends readonly NDArray[] | boolean | bigint
      ? AnyShape
      : OneArray<S, A> extends infer R extends Shape
        ? R
        : AnyShape
    : AnyShape;
