/** The views as methods and properties of NDArray. */
import type { FlatProperty } from '../indexing/flat.js';
import { sliceView } from '../indexing/slice.js';
import type { SliceIndex, SliceShape } from '../indexing/slice_types.js';
import { installMethods } from '../methods.js';
import { NDArray } from '../ndarray.js';
import type { DType } from '../types/dtypes.js';
import type { CheckReshape, SizeOf } from '../types/reshape.js';
import type { RealOfTable } from '../types/rules.js';
import type {
  AnyShape,
  MatrixTransposeShape,
  Reverse,
  Shape,
  ShapeArg,
  SqueezeShape,
  SwapAxesShape,
  TransposeShape,
} from '../types/shapes.js';
import type { Axes } from './axis.js';
import { type SqueezeOptions, squeezeArray } from './dimensions.js';
import type { Order } from './layout.js';
import { type DiagonalOptions, diagonalArray, imaginaryPart, realPart } from './parts.js';
import {
  type FlattenOptions,
  flattenMethod,
  type RavelOptions,
  type Reshaped,
  type ReshapeOptions,
  ravelMethod,
  reshapeMethod,
} from './reshape.js';
import {
  matrixTransposed,
  reversed,
  swapaxesArray,
  type TransposeOptions,
  transposeMethod,
} from './transpose.js';

/** The views that are properties. They carry the class's own dtype and shape, which a property cannot take from `this`. */
export interface ViewProperties<D extends DType, S extends Shape> extends FlatProperty<D> {
  /** The array with its axes in reverse: a view. NumPy's `T`. */
  readonly T: NDArray<D, Reverse<S>>;
  /** The array with its last two axes exchanged: a view. NumPy's `mT`. */
  readonly mT: NDArray<D, MatrixTransposeShape<S>>;
  /** The real part: a view of a complex array, a real array itself. NumPy's `real`. */
  readonly real: NDArray<RealOfTable[D], S>;
  /** The imaginary part: a view of a complex array, read-only zeros of a real one. NumPy's `imag`. */
  readonly imag: NDArray<RealOfTable[D], S>;
}

/** Views of an array. */
export interface ViewMethods {
  /**
   * NumPy's `a[…]` with integers, slices (`'1:10:2'`, `nd.s(1, 10, 2)`), `null` (a new axis) and `'...'`; a string may hold
   * several. Always a view. Index arrays and masks are for `index`, which copies.
   * @throws IndexError for an index out of bounds, too many indices, or what is no basic index.
   * @example
   * const a = nd.array([[1, 2, 3], [4, 5, 6]]);
   * a.slice(1).toArray() // [ 4, 5, 6 ]
   * a.slice(':, ::-1').toArray() // [ [ 3, 2, 1 ], [ 6, 5, 4 ] ]
   */
  slice<D extends DType, S extends Shape, const I extends readonly SliceIndex[]>(
    this: NDArray<D, S>,
    ...indices: I
  ): NDArray<D, SliceShape<S, I>>;

  /**
   * The elements in another shape of the same size; one length may be -1. A view where the strides allow one, otherwise a
   * copy: `{ copy: false }` makes that an error. NumPy's `reshape`.
   * @throws ShapeError where the sizes differ.
   * @example
   * nd.arange(6).reshape(2, 3).toArray() // [ [ 0, 1, 2 ], [ 3, 4, 5 ] ]
   */
  reshape<D extends DType, S extends Shape, const T extends readonly number[]>(
    this: NDArray<D, S>,
    ...shape: T & CheckReshape<S, T, unknown>
  ): NDArray<D, Reshaped<S, T>>;
  reshape<D extends DType, S extends Shape, const T extends ShapeArg>(
    this: NDArray<D, S>,
    shape: CheckReshape<S, T, T>,
    options?: ReshapeOptions,
  ): NDArray<D, Reshaped<S, T>>;
  reshape<D extends DType, S extends Shape, const T extends readonly number[]>(
    this: NDArray<D, S>,
    ...shapeAndOptions: readonly [...T, ReshapeOptions]
  ): NDArray<D, Reshaped<S, T>>;

  /** The elements as one axis: a view where the array is contiguous in the order, otherwise a copy. NumPy's `ravel`. */
  ravel<D extends DType, S extends Shape>(
    this: NDArray<D, S>,
    options?: RavelOptions | Order,
    more?: RavelOptions,
  ): NDArray<D, [SizeOf<S>]>;

  /** A copy of the elements as one axis. NumPy's `flatten`. */
  flatten<D extends DType, S extends Shape>(
    this: NDArray<D, S>,
    options?: FlattenOptions | Order,
  ): NDArray<D, [SizeOf<S>]>;

  /**
   * The axes in another order, in reverse if none is given: a view. NumPy's `transpose`.
   * @example
   * nd.zeros([2, 3, 4]).transpose(2, 0, 1).shape // [ 4, 2, 3 ]
   */
  transpose<D extends DType, S extends Shape>(this: NDArray<D, S>): NDArray<D, Reverse<S>>;
  transpose<D extends DType, S extends Shape, const A extends readonly number[]>(
    this: NDArray<D, S>,
    ...axes: A
  ): NDArray<D, TransposeShape<S, A>>;
  transpose<D extends DType, S extends Shape, const A extends Shape>(
    this: NDArray<D, S>,
    axes: A | TransposeOptions<A> | null,
  ): NDArray<D, TransposeShape<S, A>>;

  /** Two axes exchanged: a view. NumPy's `swapaxes`. */
  swapaxes<D extends DType, S extends Shape, const A extends number, const B extends number>(
    this: NDArray<D, S>,
    axis1: A,
    axis2: B,
  ): NDArray<D, Extract<SwapAxesShape<S, A, B>, Shape>>;

  /** Without the axes of length 1, or without the ones named: a view. NumPy's `squeeze`. */
  squeeze<D extends DType, S extends Shape, const A extends number | undefined = undefined>(
    this: NDArray<D, S>,
    axis?: A | SqueezeOptions<A & number>,
  ): NDArray<D, SqueezeShape<S, A>>;
  squeeze<D extends DType, S extends Shape>(
    this: NDArray<D, S>,
    axis?: Axes | null | SqueezeOptions,
  ): NDArray<D, AnyShape>;

  /** The diagonals of the matrices that two axes span: a read-only view. NumPy's `diagonal`. */
  diagonal<D extends DType, S extends Shape>(
    this: NDArray<D, S>,
    offset?: number | DiagonalOptions,
    options?: DiagonalOptions,
  ): NDArray<D, AnyShape>;
}

installMethods({
  slice(this: NDArray, ...indices: unknown[]): NDArray {
    return sliceView(this, indices);
  },
  reshape(this: NDArray, ...args: unknown[]): NDArray {
    return reshapeMethod(this, args);
  },
  ravel(this: NDArray, ...args: unknown[]): NDArray {
    return ravelMethod(this, args);
  },
  flatten(this: NDArray, ...args: unknown[]): NDArray {
    return flattenMethod(this, args);
  },
  transpose(this: NDArray, ...args: unknown[]): NDArray {
    return transposeMethod(this, args);
  },
  swapaxes(this: NDArray, axis1: unknown, axis2: unknown): NDArray {
    return swapaxesArray(this, axis1, axis2);
  },
  squeeze(this: NDArray, ...args: unknown[]): NDArray {
    return squeezeArray(this, args);
  },
  diagonal(this: NDArray, ...args: unknown[]): NDArray {
    return diagonalArray(this, args);
  },
});

const getters: Readonly<Record<string, (a: NDArray) => NDArray>> = {
  T: reversed,
  mT: (a) => matrixTransposed(a, 'mT'),
  real: realPart,
  imag: imaginaryPart,
};
for (const [name, get] of Object.entries(getters)) {
  Object.defineProperty(NDArray.prototype, name, {
    get(this: NDArray): NDArray {
      return get(this);
    },
    configurable: true,
  });
}
