/** What the compiler knows of transforms: their dtypes, and shapes as far as lengths stay. */
import type { NDArray } from '../ndarray.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { Given } from '../types/results.js';
import type { AnyShape, SameRank, Shape } from '../types/shapes.js';
import type { FftNorm } from './transform.js';

/** The dtype of spectra: complex64 of single and half precision, complex128 of all else. */
export type SpectrumOf<D extends DType> = D extends 'float16' | 'float32' | 'complex64'
  ? 'complex64'
  : 'complex128';
/** The dtype of what a real inverse gives. */
export type SignalOf<D extends DType> = D extends 'float16'
  ? 'float16'
  : D extends 'float32' | 'complex64'
    ? 'float32'
    : 'float64';

type Resized<S> = 0 extends 1 & S ? AnyShape : S extends Shape ? SameRank<S> : AnyShape;
type ResultDType<R, D extends DType> = 0 extends 1 & D
  ? R extends 'spectrum'
    ? 'complex64' | 'complex128'
    : 'float16' | 'float32' | 'float64'
  : R extends 'spectrum'
    ? SpectrumOf<D>
    : SignalOf<D>;

/** Options of transforms along one axis, `n` aside. */
export interface FftOptions<O extends NDArray | undefined = NDArray | undefined> {
  /** The axis to transform along; the last if not given. */
  axis?: number | undefined;
  /** Where the factor 1/n stands: 'backward' (the default), 'forward', or its root on both ways, 'ortho'. */
  norm?: FftNorm | null | undefined;
  /** The array the result is written to. */
  out?: O | null;
}
/** Options of transforms along one axis. */
export interface FftOptionsWithN<O extends NDArray | undefined = NDArray | undefined> extends FftOptions<O> {
  /** The number of points: the input is cut, or padded with zeros. The axis' own length if not given. */
  n?: number | null | undefined;
}

/** A transform along one axis. `Keeps`: whether lengths stay where no `n` is given. */
export interface AxisTransform<R extends 'spectrum' | 'signal', Keeps extends boolean> {
  <const T extends ArrayLike>(
    a: T,
  ): NDArray<ResultDType<R, DTypeOf<T>>, Keeps extends true ? ShapeOf<T> : Resized<ShapeOf<T>>>;
  <const T extends ArrayLike, O extends NDArray | undefined = undefined>(
    a: T,
    options: FftOptionsWithN<O>,
  ): Given<NoInfer<O>, NDArray<ResultDType<R, DTypeOf<T>>, Resized<ShapeOf<T>>>>;
  <const T extends ArrayLike, O extends NDArray | undefined = undefined>(
    a: T,
    n: number | null | undefined,
    options?: FftOptions<O>,
  ): Given<NoInfer<O>, NDArray<ResultDType<R, DTypeOf<T>>, Resized<ShapeOf<T>>>>;
}

/** Options of transforms along several axes, `s` aside. */
export interface FftnOptions<O extends NDArray | undefined = NDArray | undefined> {
  /** The axes to transform along; all, or the last two of the functions named so, if not given. */
  axes?: readonly number[] | null | undefined;
  /** Where the factor 1/n stands: 'backward' (the default), 'forward', or its root on both ways, 'ortho'. */
  norm?: FftNorm | null | undefined;
  /** The array the result is written to. */
  out?: O | null;
}
/** Options of transforms along several axes. */
export interface FftnOptionsWithS<O extends NDArray | undefined = NDArray | undefined>
  extends FftnOptions<O> {
  /** The number of points along each of the axes; -1 for an axis' own length. */
  s?: readonly number[] | null | undefined;
}

/** A transform along several axes. */
export interface AxesTransform<R extends 'spectrum' | 'signal', Keeps extends boolean> {
  <const T extends ArrayLike>(
    a: T,
  ): NDArray<ResultDType<R, DTypeOf<T>>, Keeps extends true ? ShapeOf<T> : Resized<ShapeOf<T>>>;
  <const T extends ArrayLike, O extends NDArray | undefined = undefined>(
    a: T,
    options: FftnOptionsWithS<O>,
  ): Given<NoInfer<O>, NDArray<ResultDType<R, DTypeOf<T>>, Resized<ShapeOf<T>>>>;
  <const T extends ArrayLike, O extends NDArray | undefined = undefined>(
    a: T,
    s: readonly number[] | null | undefined,
    options?: FftnOptions<O>,
  ): Given<NoInfer<O>, NDArray<ResultDType<R, DTypeOf<T>>, Resized<ShapeOf<T>>>>;
}
