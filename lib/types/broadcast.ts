/**
 * Broadcasting at type level.
 *
 * `Broadcast<[3], [3, 1]>` is `[3, 3]`. A function that broadcasts declares its operand as
 * `other: CheckBroadcast<S, ShapeOf<B>, B>`: `B` where the shapes agree, else a string type that says why not, so that
 * the call fails to compile with that sentence. A dimension `number` agrees with everything, `any` is never in the way.
 */
import type { AnyShape, Shape, ShowShape } from './shapes.js';

/** One pair of dimensions; `never` if they disagree. An unknown one is taken to fit a known one that is not 1. */
type Dim<X extends number, Y extends number> = number extends X
  ? Y extends 1
    ? number
    : Y
  : number extends Y
    ? X extends 1
      ? number
      : X
    : [X] extends [1]
      ? Y
      : [Y] extends [1]
        ? X
        : [X, Y] extends [Y, X]
          ? X
          : [X & Y] extends [never]
            ? 1 extends X | Y
              ? number
              : never
            : number;

// Walks both shapes from the last axis; ends in a tuple, or in a string that names the first axis that disagrees.
type Zip<A extends Shape, B extends Shape, R extends Shape = []> = A extends readonly [
  ...infer AI extends Shape,
  infer AL extends number,
]
  ? B extends readonly [...infer BI extends Shape, infer BL extends number]
    ? [Dim<AL, BL>] extends [never]
      ? `axis ${Longer<AI, BI>} is ${AL} against ${BL}`
      : Zip<AI, BI, [Dim<AL, BL>, ...R]>
    : [...A, ...R]
  : [...B, ...R];
type Longer<A extends Shape, B extends Shape> = A extends readonly [...B, ...Shape]
  ? A['length']
  : LongerOf<A, B>;
type LongerOf<A extends Shape, B extends Shape> = { [K in keyof B]: 0 } extends readonly [
  ...{ [K in keyof A]: 0 },
  ...0[],
]
  ? B['length']
  : A['length'];

/** The broadcast shape, or a string that says which axis disagrees. */
export type TryBroadcast<A extends Shape, B extends Shape> = 0 extends 1 & A
  ? AnyShape
  : 0 extends 1 & B
    ? AnyShape
    : number extends A['length']
      ? AnyShape
      : number extends B['length']
        ? AnyShape
        : Zip<A, B>;

/** The shape two operands broadcast to; `never` where they do not. */
export type Broadcast<A extends Shape, B extends Shape> =
  TryBroadcast<A, B> extends infer R ? (0 extends 1 & R ? AnyShape : R extends Shape ? R : never) : never;

/** `false` where the shapes broadcast or nothing is known, else the sentence that says why not. */
export type BroadcastError<A extends Shape, B extends Shape> = [TryBroadcast<A, B>] extends [Shape]
  ? false
  : `shapes ${ShowShape<A>} and ${ShowShape<B>} do not broadcast: ${TryBroadcast<A, B> & string}`;

/** `P` if the shapes broadcast, else the sentence. Shapes that are type parameters are let through. */
export type CheckBroadcast<A extends Shape, B extends Shape, P> = [BroadcastError<A, B>] extends [string]
  ? BroadcastError<A, B>
  : P;

/** `false` where `S` stretches to `T`, else the sentence that says why not. */
export type BroadcastToError<S extends Shape, T extends Shape> = [TryBroadcast<S, T>] extends [Shape]
  ? 0 extends 1 & TryBroadcast<S, T>
    ? false
    : Fits<S, T> extends true
      ? false
      : `shape ${ShowShape<S>} does not broadcast to ${ShowShape<T>}`
  : `shape ${ShowShape<S>} does not broadcast to ${ShowShape<T>}: ${TryBroadcast<S, T> & string}`;

/** `P` if `S` stretches to `T` (`broadcastTo`, `assign`, in-place operators), else the sentence. */
export type CheckBroadcastTo<S extends Shape, T extends Shape, P> = [BroadcastToError<S, T>] extends [string]
  ? BroadcastToError<S, T>
  : P;
// Stretching may add axes and lengthen ones, but never the other way round.
type Fits<S extends Shape, T extends Shape> = S extends readonly [
  ...infer SI extends Shape,
  infer X extends number,
]
  ? T extends readonly [...infer TI extends Shape, infer Y extends number]
    ? number extends X | Y
      ? Fits<SI, TI>
      : X extends 1 | Y
        ? Fits<SI, TI>
        : false
    : false
  : true;
