/**
 * `matmul` and `dot` at type level.
 *
 * `matmul<…>(a: A, b: CheckMatMul<ShapeOf<A>, ShapeOf<B>, B>): NDArray<…, MatMulShape<ShapeOf<A>, ShapeOf<B>>>`: inner
 * lengths that differ, batch axes that do not broadcast, and 0-d operands fail to compile with a sentence.
 */
import type { TryBroadcast } from './broadcast.js';
import type { AnyShape, Shape, ShowShape } from './shapes.js';

/** The result's shape, `any`, or a string that says what is wrong. */
export type TryMatMul<A extends Shape, B extends Shape> = 0 extends 1 & A
  ? AnyShape
  : 0 extends 1 & B
    ? AnyShape
    : number extends A['length'] | B['length']
      ? AnyShape
      : A extends readonly []
        ? 'matmul: a 0-d operand has no inner axis'
        : B extends readonly []
          ? 'matmul: a 0-d operand has no inner axis'
          : A extends readonly [infer K extends number]
            ? B extends readonly [infer L extends number]
              ? Inner<A, B, K, L, []>
              : B extends readonly [...infer Q extends Shape, infer L extends number, infer N extends number]
                ? Inner<A, B, K, L, [...Q, N]>
                : never
            : A extends readonly [...infer P extends Shape, infer M extends number, infer K extends number]
              ? B extends readonly [infer L extends number]
                ? Inner<A, B, K, L, [...P, M]>
                : B extends readonly [
                      ...infer Q extends Shape,
                      infer L extends number,
                      infer N extends number,
                    ]
                  ? Inner<A, B, K, L, Batched<A, B, TryBroadcast<P, Q>, M, N>>
                  : never
              : never;

type Inner<A extends Shape, B extends Shape, K extends number, L extends number, R> = number extends K | L
  ? R
  : [K & L] extends [never]
    ? `matmul: shapes ${ShowShape<A>} and ${ShowShape<B>} do not agree: inner lengths ${K} and ${L}`
    : R;

type Batched<A extends Shape, B extends Shape, Batch, M extends number, N extends number> = 0 extends 1 &
  Batch
  ? AnyShape
  : Batch extends Shape
    ? [...Batch, M, N]
    : `matmul: the leading axes of ${ShowShape<A>} and ${ShowShape<B>} do not broadcast`;

/** The result's shape; `never` where the product does not exist. */
export type MatMulShape<A extends Shape, B extends Shape> =
  TryMatMul<A, B> extends infer R ? (0 extends 1 & R ? AnyShape : R extends Shape ? R : never) : never;

/** `false` where the product exists or nothing is known, else the sentence that says why not. */
export type MatMulError<A extends Shape, B extends Shape> = [TryMatMul<A, B>] extends [Shape]
  ? false
  : TryMatMul<A, B>;

/** `P` if the product exists, else the sentence. */
export type CheckMatMul<A extends Shape, B extends Shape, P> = [MatMulError<A, B>] extends [string]
  ? MatMulError<A, B>
  : P;
