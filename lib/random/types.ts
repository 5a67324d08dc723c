/** How drawing methods may be called, for the compiler. */
import type { NDArray } from '../ndarray.js';
import type { DType } from '../types/dtypes.js';
import type { AreScalars, ArrayLike, ShapeOf } from '../types/operands.js';
import type { AnyShape, ShapeArg, ShapeFrom } from '../types/shapes.js';

/** The options of a draw: its size, and its parameters by name where they do not stand by position. */
export type DrawOptions<Names extends string, S extends ShapeArg = ShapeArg> = {
  readonly [K in Names]?: ArrayLike | undefined;
} & { readonly size?: S | null | undefined };

type Sized<D extends DType, S extends ShapeArg> = NDArray<D, ShapeFrom<S>>;
type Drawn<D extends DType, A> =
  AreScalars<A> extends true ? number : NDArray<D, [A] extends [ArrayLike] ? AnyShape : never>;

/** A distribution without parameters. */
export interface PlainDraw<D extends DType> {
  (): number;
  <const S extends ShapeArg>(size: S): Sized<D, S>;
  <const S extends ShapeArg>(options: { readonly size: S }): Sized<D, S>;
  (size?: ShapeArg | null, options?: DrawOptions<never>): number | NDArray<D>;
}

/** A distribution of one parameter. */
export interface DrawOf1<D extends DType, Names extends string> {
  <const A extends ArrayLike>(a: A): AreScalars<A> extends true ? number : NDArray<D, ShapeOf<A>>;
  <const S extends ShapeArg>(a: ArrayLike, size: S): Sized<D, S>;
  <const S extends ShapeArg>(a: ArrayLike, options: { readonly size: S }): Sized<D, S>;
  (a: ArrayLike, size?: ShapeArg | null, options?: DrawOptions<Names>): number | NDArray<D>;
}

/** A distribution of one parameter that has a default. */
export interface DrawOfUpTo1<D extends DType, Names extends string> extends DrawOf1<D, Names> {
  (): number;
  <const S extends ShapeArg>(options: DrawOptions<Names, S> & { readonly size: S }): Sized<D, S>;
  (options: DrawOptions<Names>): number | NDArray<D>;
}

/** A distribution of two parameters. */
export interface DrawOf2<D extends DType, Names extends string> {
  <const A extends ArrayLike, const B extends ArrayLike>(a: A, b: B): Drawn<D, A | B>;
  <const S extends ShapeArg>(a: ArrayLike, b: ArrayLike, size: S): Sized<D, S>;
  <const S extends ShapeArg>(a: ArrayLike, b: ArrayLike, options: { readonly size: S }): Sized<D, S>;
  (a: ArrayLike, b: ArrayLike, size?: ShapeArg | null, options?: DrawOptions<Names>): number | NDArray<D>;
}

/** A distribution of two parameters, of which the second has a default. */
export interface DrawOfUpTo2From1<D extends DType, Names extends string> extends DrawOf2<D, Names> {
  <const A extends ArrayLike>(a: A): AreScalars<A> extends true ? number : NDArray<D, ShapeOf<A>>;
  <const S extends ShapeArg>(
    a: ArrayLike,
    options: DrawOptions<Names, S> & { readonly size: S },
  ): Sized<D, S>;
  (a: ArrayLike, options: DrawOptions<Names>): number | NDArray<D>;
}

/** A distribution of two parameters that have defaults. */
export interface DrawOfUpTo2<D extends DType, Names extends string> extends DrawOfUpTo2From1<D, Names> {
  (): number;
  <const S extends ShapeArg>(options: DrawOptions<Names, S> & { readonly size: S }): Sized<D, S>;
  (options: DrawOptions<Names>): number | NDArray<D>;
}

/** A distribution of three parameters. */
export interface DrawOf3<D extends DType, Names extends string> {
  <const A extends ArrayLike, const B extends ArrayLike, const C extends ArrayLike>(
    a: A,
    b: B,
    c: C,
  ): Drawn<D, A | B | C>;
  <const S extends ShapeArg>(a: ArrayLike, b: ArrayLike, c: ArrayLike, size: S): Sized<D, S>;
  <const S extends ShapeArg>(
    a: ArrayLike,
    b: ArrayLike,
    c: ArrayLike,
    options: { readonly size: S },
  ): Sized<D, S>;
  (
    a: ArrayLike,
    b: ArrayLike,
    c: ArrayLike,
    size?: ShapeArg | null,
    options?: DrawOptions<Names>,
  ): number | NDArray<D>;
}

/** Options of the draws that write single precision too, or into an array that is there. */
export interface FloatOptions<D extends 'float32' | 'float64' = 'float32' | 'float64'> {
  readonly dtype?: D | undefined;
  /** A C-contiguous array of the dtype; the result. */
  readonly out?: NDArray | null | undefined;
}

/** `random` and `standardNormal` of a Generator. */
export interface FloatDraw {
  (): number;
  <const S extends ShapeArg, D extends 'float32' | 'float64' = 'float64'>(
    size: S,
    options?: FloatOptions<D>,
  ): NDArray<D, ShapeFrom<S>>;
  <const S extends ShapeArg, D extends 'float32' | 'float64' = 'float64'>(
    options: FloatOptions<D> & { readonly size: S },
  ): NDArray<D, ShapeFrom<S>>;
  <A extends NDArray>(options: { readonly out: A; readonly dtype?: 'float32' | 'float64' | undefined }): A;
  (size: ShapeArg | null | undefined, options?: FloatOptions): number | NDArray;
  (options: FloatOptions & { readonly size?: ShapeArg | null | undefined }): number | NDArray;
}

/** `standardExponential` of a Generator. */
export interface ExponentialDraw {
  (): number;
  <const S extends ShapeArg, D extends 'float32' | 'float64' = 'float64'>(
    size: S,
    options?: FloatOptions<D> & { readonly method?: 'zig' | 'inv' | undefined },
  ): NDArray<D, ShapeFrom<S>>;
  <const S extends ShapeArg, D extends 'float32' | 'float64' = 'float64'>(
    options: FloatOptions<D> & { readonly size: S; readonly method?: 'zig' | 'inv' | undefined },
  ): NDArray<D, ShapeFrom<S>>;
  (
    size: ShapeArg | null | undefined,
    options?: FloatOptions & { readonly method?: 'zig' | 'inv' | undefined },
  ): number | NDArray;
  (
    options: FloatOptions & {
      readonly size?: ShapeArg | null | undefined;
      readonly method?: 'zig' | 'inv' | undefined;
    },
  ): number | NDArray;
}

/** `standardGamma` of a Generator. */
export interface GammaDraw {
  <const A extends ArrayLike>(shape: A): AreScalars<A> extends true ? number : NDArray<'float64', ShapeOf<A>>;
  <const S extends ShapeArg, D extends 'float32' | 'float64' = 'float64'>(
    shape: ArrayLike,
    size: S,
    options?: FloatOptions<D>,
  ): NDArray<D, ShapeFrom<S>>;
  <const S extends ShapeArg, D extends 'float32' | 'float64' = 'float64'>(
    shape: ArrayLike,
    options: FloatOptions<D> & { readonly size: S },
  ): NDArray<D, ShapeFrom<S>>;
  (shape: ArrayLike, size: ShapeArg | null | undefined, options?: FloatOptions): number | NDArray;
  (
    shape: ArrayLike,
    options: FloatOptions & { readonly size?: ShapeArg | null | undefined },
  ): number | NDArray;
}
