/**
 * Reductions at type level.
 *
 * `sum<const A extends AxisArg>(axis: CheckAxis<S, A, A>): NDArray<…, ReduceShape<S, A, false>>`. An axis may be a
 * literal of either sign or a tuple of them; with `number` the rank is known and the lengths are not, with
 * `number[]` nothing is.
 */
import type { AnyShape, NormalizeAxis, SameRank, Shape, ShowShape } from './shapes.js';

export type AxisArg = number | Shape;

/** The shape after the reduction over `A` (`undefined`, `null`: over all axes). */
export type ReduceShape<S extends Shape, A extends AxisArg | null | undefined, K extends boolean | undefined = false> =
  0 extends 1 & S
    ? A extends null | undefined ? (K extends true ? AnyShape : []) : AnyShape
    : number extends S['length']
      ? A extends null | undefined ? (K extends true ? AnyShape : []) : AnyShape
      : 0 extends 1 & A
        ? AnyShape
        : A extends null | undefined
          ? K extends true ? Ones<S> : []
          : A extends number
            ? number extends A ? (K extends true ? SameRank<S> : OneLess<S>) : Reduce<S, NormalizeAxis<S, A>, K>
            : A extends Shape
              ? number extends A['length'] ? AnyShape : number extends A[number] ? (K extends true ? SameRank<S> : AnyShape) : Reduce<S, AxisUnion<S, A>, K>
              : never;

type AxisUnion<S extends Shape, A extends Shape> = { [K in keyof A]: NormalizeAxis<S, A[K]> }[number];
type Ones<S extends Shape> = { -readonly [K in keyof S]: 1 };
type OneLess<S extends Shape> = S extends readonly [number, ...infer R extends Shape] ? SameRank<R> : never;
type Reduce<S extends Shape, A extends number, K> = K extends true
  ? { -readonly [I in keyof S]: I extends `${A}` ? 1 : S[I] }
  : Keep<S, A>;
type Keep<S extends Shape, A extends number, Seen extends readonly unknown[] = [], R extends Shape = []> = S extends readonly [
  infer D extends number,
  ...infer T extends Shape,
]
  ? Keep<T, A, [...Seen, unknown], Seen['length'] extends A ? R : [...R, D]>
  : R;

/** `P` if every literal axis is one of the shape's, else a sentence. */
export type CheckAxis<S extends Shape, A extends AxisArg | null | undefined, P> = 0 extends 1 & S
  ? P
  : number extends S['length']
    ? P
    : [BadAxis<S, A>] extends [never]
      ? P
      : `axis ${BadAxis<S, A>} is out of bounds for shape ${ShowShape<S>}`;
type BadAxis<S extends Shape, A> = 0 extends 1 & A
  ? never
  : A extends number
    ? number extends A ? never : [NormalizeAxis<S, A>] extends [never] ? A : never
    : A extends Shape
      ? number extends A['length'] ? never : BadAxis<S, A[number]>
      : never;
