/** What an array's elements look like as nested lists, and what iterating over its first axis gives. */
import type { BigItemOf, DType, ItemOf } from './dtypes.js';
import type { NDArray } from './host.js';
import type { AnyShape, IsUnknownRank, Shape } from './shapes.js';

/** Lists nested as deep as the shape has axes; `any` for a shape of unknown rank, an element for a 0-d array. */
export type NestedItems<S extends Shape, Item> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : S extends readonly [number, ...infer Rest extends Shape]
      ? NestedItems<Rest, Item>[]
      : Item;

/** Elements of a 1-D array, views of one with more axes; `any` where the rank is not known. */
export type AlongFirstAxis<D extends DType, S extends Shape> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : S extends readonly [number]
      ? ItemOf<D>
      : S extends readonly [number, ...infer Rest extends Shape]
        ? NDArray<D, Rest>
        : never;

export type ItemsOf<D extends DType, S extends Shape> = NestedItems<S, ItemOf<D>>;
export type BigItemsOf<D extends DType, S extends Shape> = NestedItems<S, BigItemOf<D>>;
