/**
 * Data types as string literals, and what JavaScript holds for each.
 *
 * A signature takes `D extends DType` (or a kind such as `D extends Floating`), reads an element as `ItemOf<D>` and
 * hands out memory as `DataOf<D>`. All of them are table look-ups: quick to check, open to generic `D`, and `any` in
 * gives `any` out.
 */
import type { Complex } from './host.js';

export type Bool = 'bool';
export type SignedInteger = 'int8' | 'int16' | 'int32' | 'int64';
export type UnsignedInteger = 'uint8' | 'uint16' | 'uint32' | 'uint64';
export type Integer = SignedInteger | UnsignedInteger;
export type Floating = 'float16' | 'float32' | 'float64';
export type ComplexFloating = 'complex64' | 'complex128';
export type Inexact = Floating | ComplexFloating;
/** Every dtype that is ordered as numbers are: no bool, no complex. */
export type Real = Integer | Floating;
export type Numeric = Integer | Inexact;
export type DType = Bool | Numeric;

/** The dtype nothing is known of. */
// biome-ignore lint/suspicious/noExplicitAny: an unknown dtype must not get in the way of any other
export type AnyDType = any;

/** What an element reads as. 64-bit integers read as numbers unless `{ bigint: true }` asks otherwise. */
export interface ItemTable {
  bool: boolean;
  int8: number;
  int16: number;
  int32: number;
  int64: number;
  uint8: number;
  uint16: number;
  uint32: number;
  uint64: number;
  float16: number;
  float32: number;
  float64: number;
  complex64: Complex;
  complex128: Complex;
}
export type ItemOf<D extends DType> = ItemTable[D];

/** What an element reads as under `{ bigint: true }`. */
export interface BigItemTable extends Omit<ItemTable, 'int64' | 'uint64'> {
  int64: bigint;
  uint64: bigint;
}
export type BigItemOf<D extends DType> = BigItemTable[D];

/** The class of `.data`: bool as bytes, float16 as its bits, complex as interleaved floats. */
export interface DataTable {
  bool: Uint8Array;
  int8: Int8Array;
  int16: Int16Array;
  int32: Int32Array;
  int64: BigInt64Array;
  uint8: Uint8Array;
  uint16: Uint16Array;
  uint32: Uint32Array;
  uint64: BigUint64Array;
  float16: Uint16Array;
  float32: Float32Array;
  float64: Float64Array;
  complex64: Float32Array;
  complex128: Float64Array;
}
export type DataOf<D extends DType> = DataTable[D];

/** The dtype an array made from a TypedArray takes, by the TypedArray's own tag (Buffer is a Uint8Array). */
export interface TypedArrayTable {
  Int8Array: 'int8';
  Int16Array: 'int16';
  Int32Array: 'int32';
  BigInt64Array: 'int64';
  Uint8Array: 'uint8';
  Uint8ClampedArray: 'uint8';
  Uint16Array: 'uint16';
  Uint32Array: 'uint32';
  BigUint64Array: 'uint64';
  Float16Array: 'float16';
  Float32Array: 'float32';
  Float64Array: 'float64';
}
