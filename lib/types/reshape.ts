/**
 * `reshape` at type level.
 *
 * `reshape<const T extends ShapeArg>(shape: CheckReshape<S, T, T>): NDArray<D, ReshapeShape<S, T>>`. Equal lengths cancel
 * first, what is left is multiplied out while it stays under 10,000; beyond that a `-1` is `number` and nothing is
 * refused.
 */
import type { AnyShape, AsShape, Shape, ShapeArg, ShapeFrom, ShowShape } from './shapes.js';

// Arithmetic on tuples' lengths, a decimal digit at a time.
interface Times<T extends readonly unknown[]> {
  '0': [];
  '1': T;
  '2': [...T, ...T];
  '3': [...T, ...T, ...T];
  '4': [...T, ...T, ...T, ...T];
  '5': [...T, ...T, ...T, ...T, ...T];
  '6': [...T, ...T, ...T, ...T, ...T, ...T];
  '7': [...T, ...T, ...T, ...T, ...T, ...T, ...T];
  '8': [...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T];
  '9': [...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T];
}
type Digit = keyof Times<[]>;
type Repeat<
  T extends readonly unknown[],
  N extends string,
  R extends readonly unknown[] = [],
> = N extends `${infer D extends Digit}${infer Rest}`
  ? Repeat<T, Rest, [...Times<R>['9'], ...R, ...Times<T>[D]]>
  : R;
type Tuple<N extends number> = Repeat<[0], `${N}`>;

type LongerThanFour<Text extends string> =
  Text extends `${infer _A}${infer _B}${infer _C}${infer _D}${infer _E}${infer _Rest}` ? true : false;

type Multiply<A extends number, B extends number> = A extends 1
  ? B
  : B extends 1
    ? A
    : LongerThanFour<`${A}${B}`> extends true
      ? number
      : Repeat<Tuple<A>, `${B}`>['length'] & number;

/** `A / B`, `never` where it leaves a remainder, `number` where it is too long to count. */
type Divide<A extends number, B extends number> = number extends A | B
  ? number
  : B extends 1
    ? A
    : A extends B
      ? 1
      : LongerThanFour<`${A}`> extends true
        ? number
        : LongerThanFour<`${A}0`> extends true
          ? B extends 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9
            ? number
            : CountOf<Tuple<A>, Tuple<B>>
          : LongerThanFour<`${B}`> extends true
            ? never
            : CountOf<Tuple<A>, Tuple<B>>;
type CountOf<
  A extends readonly unknown[],
  B extends readonly unknown[],
  C extends readonly unknown[] = [],
> = A extends readonly []
  ? C['length'] & number
  : A extends readonly [...B, ...infer Rest]
    ? CountOf<Rest, B, [...C, 0]>
    : never;

type Product<S extends Shape, R extends number = 1> = number extends R
  ? number
  : S extends readonly [infer A extends number, ...infer T extends Shape]
    ? Product<T, Multiply<R, A>>
    : R;

/** The number of elements where literal arithmetic can tell. */
export type SizeOf<S extends Shape> = 0 extends 1 & S
  ? number
  : number extends S['length'] | S[number]
    ? number
    : 0 extends S[number]
      ? 0
      : Product<S>;

// S without its first A; never if there is none.
type Without<S extends Shape, A extends number, Head extends Shape = []> = S extends readonly [
  infer B extends number,
  ...infer T extends Shape,
]
  ? A extends B
    ? [...Head, ...T]
    : Without<T, A, [...Head, B]>
  : never;

// The quotient of the two sizes, lengths in both left out.
type Quotient<S extends Shape, T extends Shape, Rest extends Shape = []> = T extends readonly [
  infer A extends number,
  ...infer U extends Shape,
]
  ? A extends 1 | -1
    ? Quotient<S, U, Rest>
    : [Without<S, A>] extends [never]
      ? Quotient<S, U, [...Rest, A]>
      : Quotient<Without<S, A>, U, Rest>
  : Divide<Product<S>, Product<Rest>>;

// What a -1 stands for (1 where there is none); never if the elements do not fit.
type Missing<S extends Shape, T extends Shape> = number extends
  | S['length']
  | T['length']
  | S[number]
  | T[number]
  ? number
  : 0 extends S[number] | T[number]
    ? number
    : Quotient<S, T>;

/** The shape after `reshape(T)`. */
export type ReshapeShape<S extends Shape, T extends ShapeArg> = AsShape<Reshaped<S, T>>;
type Reshaped<S extends Shape, T extends ShapeArg> = 0 extends 1 & ShapeFrom<T>
  ? AnyShape
  : 0 extends 1 & S
    ? Filled<ShapeFrom<T>, number>
    : -1 extends ShapeFrom<T>[number]
      ? Filled<ShapeFrom<T>, Missing<S, ShapeFrom<T>>>
      : ShapeFrom<T>;
type Filled<T extends Shape, N> = { [K in keyof T]: T[K] extends -1 ? N : T[K] };

/** `false` where the elements fit or nothing is known, else the sentence that says they do not. */
export type ReshapeError<S extends Shape, T extends ShapeArg> = 0 extends 1 & S
  ? false
  : 0 extends 1 & ShapeFrom<T>
    ? false
    : number extends Missing<S, ShapeFrom<T>>
      ? false
      : -1 extends ShapeFrom<T>[number]
        ? [Missing<S, ShapeFrom<T>>] extends [never]
          ? CannotReshape<S, ShapeFrom<T>>
          : false
        : [Missing<S, ShapeFrom<T>>] extends [1]
          ? [Missing<S, ShapeFrom<T>>] extends [never]
            ? CannotReshape<S, ShapeFrom<T>>
            : false
          : CannotReshape<S, ShapeFrom<T>>;
type CannotReshape<S extends Shape, T extends Shape> = `cannot reshape ${ShowShape<S>} into ${ShowShape<T>}`;

/** `P` if the elements fit, else the sentence. */
export type CheckReshape<S extends Shape, T extends ShapeArg, P> = [ReshapeError<S, T>] extends [string]
  ? ReshapeError<S, T>
  : P;
