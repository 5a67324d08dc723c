/**
 * What functions take: arrays and everything that can become one.
 *
 * `f<const B extends ArrayLike>(b: B): NDArray<DTypeOf<B>, ShapeOf<B>>`. `KindOf<B>` is the operand's column in the
 * promotion table (a scalar is weak there), `AnyScalar<B>` tells plain scalars, whose results are plain scalars too.
 */
import type { AnyDType, DType, TypedArrayTable } from './dtypes.js';
import type { Complex, NDArray } from './host.js';
import type { StrongOf } from './rules.js';
import type { AnyShape, Shape } from './shapes.js';

export type Scalar = number | bigint | boolean | Complex;
export type NestedArray = readonly (Scalar | NDArray | NestedArray)[];

/** Any TypedArray, told by its tag, so that Float16Array needs no newer `lib`. Buffer is a Uint8Array. */
export interface TypedArrayLike {
  readonly [Symbol.toStringTag]: keyof TypedArrayTable;
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly length: number;
}

/** An array of another library: scijs and stdlib ndarrays; strides and offset count elements. */
export interface StridedObject {
  readonly data: TypedArrayLike | readonly Scalar[];
  readonly shape: Shape;
  readonly strides?: readonly number[];
  readonly offset?: number;
}

export type ArrayLike = NDArray | Scalar | NestedArray | TypedArrayLike | StridedObject;

type Leaf<T> = T extends readonly (infer E)[] ? Leaf<E> : T;
type LeafDType<L> = [L] extends [never]
  ? 'float64'
  : [Extract<L, Complex>] extends [never]
    ? [Extract<L, number>] extends [never]
      ? [Extract<L, bigint>] extends [never]
        ? 'bool'
        : 'int64'
      : 'float64'
    : 'complex128';
// The depth of NestedArray itself has no end, so it is caught before Leaf walks down.
type NestedDType<T> = [NestedArray] extends [T]
  ? AnyDType
  : 0 extends 1 & Leaf<T>
    ? AnyDType
    : [Extract<Leaf<T>, NDArray>] extends [never]
      ? LeafDType<Leaf<T>>
      : AnyDType;

type DataDType<B> = B extends { readonly [Symbol.toStringTag]: infer G extends keyof TypedArrayTable }
  ? TypedArrayTable[G]
  : NestedDType<B>;

/** The operand's column in the promotion table. */
export type KindOf<T> = 0 extends 1 & T
  ? AnyDType
  : T extends NDArray<infer D, AnyShape>
    ? D
    : T extends number
      ? 'number'
      : T extends boolean
        ? 'boolean'
        : T extends bigint
          ? 'bigint'
          : T extends Complex
            ? 'Complex'
            : T extends { readonly [Symbol.toStringTag]: infer G extends keyof TypedArrayTable }
              ? TypedArrayTable[G]
              : T extends readonly unknown[]
                ? NestedDType<T>
                : T extends { readonly data: infer B }
                  ? DataDType<B>
                  : never;

/** The dtype of the array made from the operand. */
export type DTypeOf<T> = T extends NDArray<infer D, AnyShape> ? D : StrongOf<KindOf<T>>;

/** The operand's shape: `[]` for scalars, the lengths of nested literals as far as they are known. */
export type ShapeOf<T> = 0 extends 1 & T
  ? AnyShape
  : T extends NDArray<DType, infer S>
    ? S
    : T extends Scalar
      ? []
      : T extends TypedArrayLike
        ? [number]
        : T extends readonly unknown[]
          ? NestedShape<T>
          : T extends { readonly shape: infer S extends Shape }
            ? number extends S['length']
              ? AnyShape
              : { -readonly [K in keyof S]: S[K] }
            : never;
type NestedShape<T extends readonly unknown[]> = T extends readonly []
  ? [0]
  : 0 extends 1 & T[number]
    ? AnyShape
    : T[0] extends readonly unknown[]
      ? T[number] extends readonly unknown[]
        ? NestedShape<T[0]> extends infer R extends Shape
          ? [T['length'], ...R]
          : never
        : AnyShape
      : T[number] extends Scalar
        ? [T['length']]
        : AnyShape;

/** True if every operand is a plain scalar. */
export type AreScalars<T> = 0 extends 1 & T ? false : [T] extends [Scalar] ? true : false;
