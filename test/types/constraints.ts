/** Signatures are written over type parameters: what comes out must still be known to be a shape and a dtype. */
import type { NDArray } from 'strided';
import type {
  ArrayLike,
  BinaryResult,
  Broadcast,
  DType,
  DTypeOf,
  ExpandDimsShape,
  KindOf,
  MatMulShape,
  MatrixTransposeShape,
  ReduceShape,
  ReshapeShape,
  Reverse,
  Rule,
  Shape,
  ShapeArg,
  ShapeFrom,
  ShapeOf,
  SizeOf,
  SqueezeShape,
  SwapAxesShape,
  TransposeShape,
  UnaryResult,
} from '../../lib/types/index.js';

export interface Results<
  R extends Rule,
  D extends DType,
  T extends ArrayLike,
  S extends Shape,
  N extends ShapeArg,
  A extends number,
> {
  unary: NDArray<UnaryResult<R, DTypeOf<T>>, ShapeOf<T>>;
  binary: NDArray<BinaryResult<R, D, KindOf<T>>, Broadcast<S, ShapeOf<T>>>;
  created: NDArray<D, ShapeFrom<N>>;
  reshaped: NDArray<D, ReshapeShape<ShapeOf<T>, N>>;
  raveled: NDArray<D, [SizeOf<ShapeOf<T>>]>;
  transposed: NDArray<D, TransposeShape<ShapeOf<T>, S>>;
  reversed: NDArray<D, Reverse<ShapeOf<T>>>;
  matrix: NDArray<D, MatrixTransposeShape<ShapeOf<T>>>;
  swapped: NDArray<D, SwapAxesShape<ShapeOf<T>, A, -1>>;
  expanded: NDArray<D, ExpandDimsShape<ShapeOf<T>, A>>;
  squeezed: NDArray<D, SqueezeShape<ShapeOf<T>, A>>;
  reduced: NDArray<D, ReduceShape<ShapeOf<T>, A, true>>;
  product: NDArray<D, MatMulShape<ShapeOf<T>, S>>;
}
