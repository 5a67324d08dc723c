/** `einsum` at type level: for literal subscripts with an arrow and without an ellipsis, the shape of the result. */
import type { NDArray } from './host.js';
import type { ArrayLike, DTypeOf, ShapeOf } from './operands.js';
import type { Promote } from './promote.js';
import type { Chosen } from './results.js';
import type { AnyShape, Shape } from './shapes.js';

type Spaceless<S extends string> = S extends `${infer A} ${infer B}` ? Spaceless<`${A}${B}`> : S;

/** The length of a label in one operand; never where it has none. */
type LengthIn<
  L extends string,
  Term extends string,
  S extends Shape,
> = Term extends `${infer First}${infer Rest}`
  ? S extends readonly [infer Length extends number, ...infer More extends Shape]
    ? First extends L
      ? Length
      : LengthIn<L, Rest, More>
    : number
  : never;

/** The length in the first operand that has the label; `number` where shapes are not known, or broadcast. */
type LengthOf<
  L extends string,
  Terms extends string,
  Shapes extends readonly unknown[],
> = Shapes extends readonly [infer S extends Shape, ...infer More]
  ? Terms extends `${infer Term},${infer Rest}`
    ? Found<LengthIn<L, Term, S>, LengthOf<L, Rest, More>>
    : Found<LengthIn<L, Terms, S>, number>
  : number;
type Found<Length, Otherwise> = [Length] extends [never] ? Otherwise : Length extends 1 ? Otherwise : Length;

type Lengths<
  Output extends string,
  Terms extends string,
  Shapes extends readonly unknown[],
> = Output extends `${infer L}${infer Rest}`
  ? [LengthOf<L, Terms, Shapes>, ...Lengths<Rest, Terms, Shapes>]
  : [];

type ShapesOf<Ops extends readonly ArrayLike[]> = { [K in keyof Ops]: ShapeOf<Ops[K]> };

type EinsumShape<S extends string, Ops extends readonly ArrayLike[]> = string extends S
  ? AnyShape
  : S extends `${string}.${string}`
    ? AnyShape
    : S extends `${infer Terms}->${infer Output}`
      ? Lengths<Output, Terms, ShapesOf<Ops>>
      : AnyShape;

type PromoteAll<Ops extends readonly ArrayLike[]> = Ops extends readonly [
  infer A extends ArrayLike,
  ...infer More extends readonly ArrayLike[],
]
  ? More extends readonly []
    ? DTypeOf<A>
    : Promote<DTypeOf<A>, PromoteAll<More>>
  : never;

/** What `einsum` returns for these operands. */
export type EinsumResult<S extends string, Ops extends readonly ArrayLike[], E> = NDArray<
  Chosen<E, PromoteAll<Ops>>,
  EinsumShape<Spaceless<S>, Ops>
>;
