/** The shape of a slice at type level: the rank where the indices are literals, and the lengths of axes taken whole. */
import type { AnyShape, IsUnknownRank, Shape } from '../types/shapes.js';
import type { Slice } from './slice_object.js';

/** What `slice` takes: an integer, a slice, a slice string, `null` for a new axis. */
export type SliceIndex = number | Slice | string | null;

type Trim<T extends string> = T extends ` ${infer R}` ? Trim<R> : T extends `${infer R} ` ? Trim<R> : T;
type SplitTerms<T extends string> = T extends `${infer A},${infer R}`
  ? [Trim<A>, ...SplitTerms<R>]
  : [Trim<T>];

/** One entry per term; `unknown` where a string is not known. */
type Terms<I extends readonly unknown[]> = I extends readonly [infer A, ...infer R]
  ? [...(A extends string ? (string extends A ? [unknown] : SplitTerms<A>) : [A]), ...Terms<R>]
  : [];

/** A term is one of: take one element, add an axis, keep an axis whole, cut an axis, all other axes. */
type Act<T> = [T] extends [null]
  ? 'new'
  : [T] extends ['null' | 'newaxis']
    ? 'new'
    : [T] extends ['...']
      ? 'rest'
      : [T] extends [':' | '::' | '::1' | '::-1']
        ? 'whole'
        : [T] extends [`${string}:${string}`]
          ? 'cut'
          : [T] extends [Slice]
            ? 'cut'
            : [T] extends [number | `${number}`]
              ? 'one'
              : 'unknown';
type Acts<I extends readonly unknown[]> = I extends readonly [infer A, ...infer R]
  ? [Act<A>, ...Acts<R>]
  : [];

/** Walks terms and axes from the front, up to '...'. `Tail` is what the terms behind it have made. */
type Front<S extends Shape, A extends readonly unknown[], R extends Shape = []> = A extends readonly [
  infer X,
  ...infer Rest,
]
  ? X extends 'new'
    ? Front<S, Rest, [...R, 1]>
    : X extends 'rest'
      ? Back<S, Rest, R, []>
      : S extends readonly [infer L extends number, ...infer T extends Shape]
        ? Front<T, Rest, X extends 'one' ? R : X extends 'whole' ? [...R, L] : [...R, number]>
        : AnyShape
  : [...R, ...S];
/** Walks from the back until '...' is reached. */
type Back<
  S extends Shape,
  A extends readonly unknown[],
  R extends Shape,
  Tail extends Shape,
> = A extends readonly [...infer Rest, infer X]
  ? X extends 'new'
    ? Back<S, Rest, R, [1, ...Tail]>
    : S extends readonly [...infer T extends Shape, infer L extends number]
      ? Back<T, Rest, R, X extends 'one' ? Tail : X extends 'whole' ? [L, ...Tail] : [number, ...Tail]>
      : AnyShape
  : [...R, ...S, ...Tail];

/** The shape of `a.slice(...indices)`. */
export type SliceShape<S extends Shape, I extends readonly unknown[]> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : number extends I['length']
      ? AnyShape
      : 'unknown' extends Acts<Terms<I>>[number]
        ? AnyShape
        : Front<S, Acts<Terms<I>>>;
