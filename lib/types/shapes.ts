/**
 * Shapes at type level: tuples of dimensions, `number` where a dimension is not known, `any` where nothing is.
 *
 * A creating function reads `zeros<const S extends ShapeArg>(shape: S): NDArray<'float64', ShapeFrom<S>>`; the class
 * says `readonly shape: ShapeView<S>`. Every type here gives `any` for a shape of unknown rank.
 */
export type Shape = readonly number[];
export type ShapeArg = number | Shape;

export type IsAny<T> = 0 extends 1 & T ? true : false;
/** The shape nothing is known of. */
// biome-ignore lint/suspicious/noExplicitAny: an unknown shape must not get in the way of any other
export type AnyShape = any;

/** True for `any` and for arrays whose length the compiler does not know. */
export type IsUnknownRank<S> = 0 extends 1 & S
  ? true
  : S extends Shape
    ? number extends S['length']
      ? true
      : false
    : true;

/** Tells the compiler that what it cannot work out yet is a shape all the same. */
export type AsShape<R> = R extends Shape ? R : never;

export type Mutable<S extends Shape> = { -readonly [K in keyof S]: S[K] };

/** The shape that an argument of `zeros`, `reshape`, `broadcastTo` … stands for. */
export type ShapeFrom<S extends ShapeArg> =
  IsAny<S> extends true
    ? AnyShape
    : S extends number
      ? [S]
      : S extends Shape
        ? number extends S['length']
          ? AnyShape
          : Mutable<S>
        : never;

/** What `.shape` reads as where the shape is unknown: `const [n, c] = images.shape` gives numbers. */
export type UnknownShape = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  ...number[],
];
export type ShapeView<S extends Shape> = Entries<0 extends 1 & S ? UnknownShape : S>;
// The compiler compares two NDArrays by the variance of S first. A conditional type alone would make S invariant (and
// `[2, 3]` no `[number, number]`); a mapped type around it makes the compiler compare members where variance says no.
type Entries<S extends Shape> = { [K in keyof S]: S[K] };

export type Rank<S extends Shape> = S['length'];

/** `[2, 3]` as `(2, 3)`, as error messages write it. */
export type ShowShape<S extends Shape> = `(${ShowDims<S>})`;
type ShowDims<S extends Shape> = S extends readonly [infer A extends number, ...infer R extends Shape]
  ? R['length'] extends 0
    ? `${A}`
    : `${A},${ShowDims<R>}`
  : '';

/** An axis of `S` counted from the front; `never` if `S` has no such axis. */
export type NormalizeAxis<S extends Shape, A extends number> = `${A}` extends `-${infer N}`
  ? AxisFromEnd<S, N>
  : `${A}` extends keyof S
    ? A
    : never;
type AxisFromEnd<
  S extends readonly unknown[],
  N extends string,
  Dropped extends readonly unknown[] = [],
> = `${Dropped['length']}` extends N
  ? S['length']
  : S extends readonly [...infer R, unknown]
    ? AxisFromEnd<R, N, [...Dropped, unknown]>
    : never;

/** Every entry unknown, the rank kept. */
export type SameRank<S extends Shape> = { -readonly [K in keyof S]: number };

/** The shape with all axes in reverse. */
export type Reverse<S extends Shape> = IsUnknownRank<S> extends true ? AnyShape : ReverseLoop<S>;
type ReverseLoop<S extends Shape, R extends Shape = []> = S extends readonly [
  infer A extends number,
  ...infer T extends Shape,
]
  ? ReverseLoop<T, [A, ...R]>
  : R;

/** `transpose(axes)`: the dimensions in the order the axes name. */
export type TransposeShape<S extends Shape, Axes extends Shape | undefined = undefined> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : Axes extends Shape
      ? number extends Axes['length']
        ? AnyShape
        : Permute<S, Axes>
      : ReverseLoop<S>;
type Permute<S extends Shape, Axes extends Shape> = {
  -readonly [K in keyof Axes]: number extends Axes[K] ? number : S[NormalizeAxis<S, Axes[K]>];
};

/** `matrixTranspose`, `.mT`: the last two axes change places. */
export type MatrixTransposeShape<S extends Shape> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : S extends readonly [...infer B extends Shape, infer M extends number, infer N extends number]
      ? [...B, N, M]
      : never;

/** `swapaxes(a, b)`. */
export type SwapAxesShape<S extends Shape, A extends number, B extends number> = AsShape<Swapped<S, A, B>>;
type Swapped<S extends Shape, A extends number, B extends number> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : number extends A | B
      ? SameRank<S>
      : Swap<S, NormalizeAxis<S, A>, NormalizeAxis<S, B>>;
type Swap<S extends Shape, A extends number, B extends number> = {
  -readonly [K in keyof S]: K extends `${A}` ? S[B] : K extends `${B}` ? S[A] : S[K];
};

/** `expandDims(axis)`: a 1 at that place of the result. */
export type ExpandDimsShape<S extends Shape, A extends number> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : number extends A
      ? SameRank<[...S, 1]>
      : InsertAt<S, NormalizeAxis<[...S, 1], A>>;
type InsertAt<S extends Shape, A extends number, Head extends Shape = []> = Head['length'] extends A
  ? [...Head, 1, ...S]
  : S extends readonly [infer D extends number, ...infer T extends Shape]
    ? InsertAt<T, A, [...Head, D]>
    : never;

/** `squeeze(axis?)`: without the axes of length 1. Without `axis`, an unknown dimension leaves the rank unknown. */
export type SqueezeShape<S extends Shape, A extends number | undefined = undefined> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : A extends number
      ? number extends A
        ? AnyShape
        : RemoveAt<S, NormalizeAxis<S, A>>
      : number extends S[number]
        ? AnyShape
        : DropOnes<S>;
type DropOnes<S extends Shape, R extends Shape = []> = S extends readonly [
  infer A extends number,
  ...infer T extends Shape,
]
  ? DropOnes<T, A extends 1 ? R : [...R, A]>
  : R;
export type RemoveAt<S extends Shape, A extends number, Head extends Shape = []> = S extends readonly [
  infer D extends number,
  ...infer T extends Shape,
]
  ? Head['length'] extends A
    ? [...Head, ...T]
    : RemoveAt<T, A, [...Head, D]>
  : never;
