/** Types of linalg's results. */
import type { AnyDType, DType, Floating } from '../types/dtypes.js';
import type { NDArray } from '../types/host.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { RealOfTable } from '../types/rules.js';
import type { AnyShape, Shape } from '../types/shapes.js';

/** float32 and complex64 stay, all else is float64 or complex128; unknown stays unknown. */
export type Factored<D> = 0 extends 1 & D
  ? AnyDType
  : D extends 'float32' | 'complex64' | 'complex128'
    ? D
    : 'float64';
/** The dtype of two operands' results. */
export type FactoredPair<A, B> = 0 extends 1 & A
  ? AnyDType
  : 0 extends 1 & B
    ? AnyDType
    : [A, B] extends ['complex64' | 'float32', 'complex64' | 'float32']
      ? 'complex64' extends A | B
        ? 'complex64'
        : 'float32'
      : [Extract<A | B, 'complex64' | 'complex128'>] extends [never]
        ? 'float64'
        : 'complex128';
export type RealFactored<D extends DType> = RealOfTable[Factored<D>];

/** A new array of the operand's shape and linalg's dtype for it. */
export type LikeMatrix<A extends ArrayLike> = NDArray<Factored<DTypeOf<A>>, ShapeOf<A>>;
export type MatrixOf<A extends ArrayLike> = NDArray<Factored<DTypeOf<A>>, AnyShape>;
export type RealsOf<A extends ArrayLike> = NDArray<RealFactored<DTypeOf<A>>, AnyShape>;

/** A plain value for one matrix, an array for a stack, either where the shape is not known. */
export type PerMatrix<S extends Shape, V, N> = 0 extends 1 & S
  ? // biome-ignore lint/suspicious/noExplicitAny: which of both is known at run time only
    any
  : number extends S['length']
    ? V | N
    : S['length'] extends 2
      ? V
      : N;

/** What `linalg.qr` gives: a tuple whose parts also have names. */
export type QRResult<A> = readonly [Q: A, R: A] & { readonly Q: A; readonly R: A };
/** What `linalg.eig` and `linalg.eigh` give: a tuple whose parts also have names. */
export type EigResult<W, V> = readonly [eigenvalues: W, eigenvectors: V] & {
  readonly eigenvalues: W;
  readonly eigenvectors: V;
};
/** What `linalg.slogdet` gives: a tuple whose parts also have names. */
export type SlogdetResult<S, L> = readonly [sign: S, logabsdet: L] & {
  readonly sign: S;
  readonly logabsdet: L;
};
/** What `linalg.svd` gives: a tuple whose parts also have names. */
export type SVDResult<U, R> = readonly [U: U, S: R, Vh: U] & {
  readonly U: U;
  readonly S: R;
  readonly Vh: U;
};
export type FloatArray = NDArray<Floating, AnyShape>;
