/**
 * Reductions at type level.
 *
 * `sum<const A extends AxisArg>(axis: CheckAxis<S, A, A>): NDArray<…, ReduceShape<S, A, false>>`. An axis may be a
 * literal of either sign or a tuple of them; with `number` the rank is known and the lengths are not, with
 * `number[]` nothing is.
 */
import type { AnyShape, AsShape, NormalizeAxis, SameRank, Shape, ShowShape } from './shapes.js';

export type AxisArg = number | Shape;

/** The shape after the reduction over `A` (`undefined`, `null`: over all axes). */
export type ReduceShape<
  S extends Shape,
  A extends AxisArg | null | undefined,
  K extends boolean | undefined = false,
> = AsShape<Reduced<S, A, K>>;
type Reduced<
  S extends Shape,
  A extends AxisArg | null | undefined,
  K extends boolean | undefined,
> = 0 extends 1 & S
  ? A extends null | undefined
    ? K extends true
      ? AnyShape
      : []
    : AnyShape
  : number extends S['length']
    ? A extends null | undefined
      ? K extends true
        ? AnyShape
        : []
      : AnyShape
    : 0 extends 1 & A
      ? AnyShape
      : A extends null | undefined
        ? K extends true
          ? Ones<S>
          : []
        : A extends number
          ? number extends A
            ? K extends true
              ? SameRank<S>
              : OneLess<S>
            : Reduce<S, NormalizeAxis<S, A>, K>
          : A extends Shape
            ? number extends A['length']
              ? AnyShape
              : number extends A[number]
                ? K extends true
                  ? SameRank<S>
                  : AnyShape
                : Reduce<S, AxisUnion<S, A>, K>
            : never;

type AxisUnion<S extends Shape, A extends Shape> = { [K in keyof A]: NormalizeAxis<S, A[K]> }[number];
type Ones<S extends Shape> = { -readonly [K in keyof S]: 1 };
type OneLess<S extends Shape> = S extends readonly [number, ...infer R extends Shape] ? SameRank<R> : never;
type Reduce<S extends Shape, A extends number, K> = K extends true
  ? { -readonly [I in keyof S]: I extends `${A}` ? 1 : S[I] }
  : Keep<S, A>;
type Keep<
  S extends Shape,
  A extends number,
  Seen extends readonly unknown[] = [],
  R extends Shape = [],
> = S extends readonly [infer D extends number, ...infer T extends Shape]
  ? Keep<T, A, [...Seen, unknown], Seen['length'] extends A ? R : [...R, D]>
  : R;

/** `false` where every literal axis is one of the shape's, else the sentence that names the first that is not. */
export type AxisError<S extends Shape, A extends AxisArg | null | undefined> = 0 extends 1 & S
  ? false
  : number extends S['length']
    ? false
    : [BadAxis<S, A>] extends [never]
      ? false
      : `axis ${BadAxis<S, A>} is out of bounds for shape ${ShowShape<S>}`;

/** `P` if every literal axis is one of the shape's, else the sentence. */
export type CheckAxis<S extends Shape, A extends AxisArg | null | undefined, P> = [AxisError<S, A>] extends [
  string,
]
  ? AxisError<S, A>
  : P;
type BadAxis<S extends Shape, A> = 0 extends 1 & A
  ? never
  : A extends number
    ? number extends A
      ? never
      : [NormalizeAxis<S, A>] extends [never]
        ? A
        : never
    : A extends Shape
      ? number extends A['length']
        ? never
        : BadAxis<S, A[number]>
      : never;
