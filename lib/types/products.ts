/** Call signatures of the products of vectors and matrices: `vecdot` and its kin, `dot` and its. */
import type { DType } from './dtypes.js';
import type { NDArray } from './host.js';
import type { MatMulShape } from './matmul.js';
import type { AreScalars, ArrayLike, DTypeOf, KindOf, ShapeOf } from './operands.js';
import type { Promote } from './promote.js';
import type { Chosen, Given } from './results.js';
import type { AnyShape, Shape } from './shapes.js';
import type { Casting, GeneralisedUfunc, Values } from './signatures.js';

/** Which axes are the vectors' and matrices': an entry for each operand and one for the result. */
export type GufuncAxes = readonly (number | readonly number[])[];

/** Options of `matvec`, `vecmat` and `vecdot`. */
export interface VectorProductOptions<
  O extends NDArray | undefined = NDArray | undefined,
  E extends DType | undefined = DType | undefined,
> {
  /** The array that receives the result and is returned. */
  out?: O;
  /** How far operands and result may be cast; `'same_kind'` if not given. */
  casting?: Casting | undefined;
  /** The dtype that is computed in and returned. */
  dtype?: E;
  /** Where the vectors and matrices stand, if not last. */
  axes?: GufuncAxes | undefined;
  /** `vecdot` alone: the axis of both operands that goes. */
  axis?: number | undefined;
  /** `vecdot` alone: whether that axis stays with length 1. */
  keepdims?: boolean | undefined;
}

/** `matvec`, `vecmat`, `vecdot`. */
export interface VectorProduct extends GeneralisedUfunc {
  <
    const A extends ArrayLike,
    const B extends ArrayLike,
    O extends NDArray | undefined = undefined,
    E extends DType | undefined = undefined,
  >(
    x1: A,
    x2: B,
    options?: VectorProductOptions<O, E>,
  ): Given<NoInfer<O>, NDArray<Chosen<NoInfer<E>, Promote<DTypeOf<A>, DTypeOf<B>>>, AnyShape>>;
}

/** The shape of `dot`: as `matmul` for one and two axes. */
type DotShape<A extends Shape, B extends Shape> = 0 extends 1 & A
  ? AnyShape
  : 0 extends 1 & B
    ? AnyShape
    : A extends readonly []
      ? B
      : B extends readonly []
        ? A
        : A['length'] extends 1 | 2
          ? B['length'] extends 1 | 2
            ? MatMulShape<A, B>
            : AnyShape
          : AnyShape;

/** Options of `dot`, `outer` and `multiDot`. */
export interface OutOption<O extends NDArray | undefined = NDArray | undefined> {
  /** The array that receives the result and is returned. */
  out?: O;
}

/** `dot` as a function: a plain scalar of plain scalars. */
export type Dot = <
  const A extends ArrayLike,
  const B extends ArrayLike,
  O extends NDArray | undefined = undefined,
>(
  a: A,
  b: B,
  out?: O | OutOption<O>,
) => Given<
  NoInfer<O>,
  Values<AreScalars<A | B>, Promote<KindOf<A>, KindOf<B>>, DotShape<ShapeOf<A>, ShapeOf<B>>>
>;

/** `dot` as a method. */
export type DotMethod = <
  D extends DType,
  S extends Shape,
  const B extends ArrayLike,
  O extends NDArray | undefined = undefined,
>(
  this: NDArray<D, S>,
  b: B,
  out?: O | OutOption<O>,
) => Given<NoInfer<O>, NDArray<Promote<D, KindOf<B>>, DotShape<S, ShapeOf<B>>>>;

/** A product whose shape the compiler does not follow; a plain scalar of plain scalars. */
export type Product = <const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  b: B,
) => Values<AreScalars<A | B>, Promote<KindOf<A>, KindOf<B>>, AnyShape>;
