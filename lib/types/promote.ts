/**
 * NumPy 2's promotion (NEP 50) as a table of rows.
 *
 * `Promote<'int32', 'float32'>` is `'float64'`. A JavaScript scalar stands in the table under the name of its type and
 * is weak: `Promote<'float32', 'number'>` is `'float32'`. A number beside an integer or bool array acts as an integer
 * (no dtype may depend on a number's value; a fraction is refused at run time). Scalars alone take their own dtypes.
 * A signature gets an operand's column from `KindOf` (operands.ts).
 */
import type { DType } from './dtypes.js';

export type WeakKind = 'boolean' | 'bigint' | 'number' | 'Complex';
export type Kind = DType | WeakKind;

// biome-ignore format: a table is read by its rows
export interface PromoteTable {
  bool: {
    bool: 'bool'; int8: 'int8'; int16: 'int16'; int32: 'int32'; int64: 'int64'; uint8: 'uint8';
    uint16: 'uint16'; uint32: 'uint32'; uint64: 'uint64'; float16: 'float16'; float32: 'float32';
    float64: 'float64'; complex64: 'complex64'; complex128: 'complex128'; boolean: 'bool'; bigint: 'int64';
    number: 'int64'; Complex: 'complex128';
  };
  int8: {
    bool: 'int8'; int8: 'int8'; int16: 'int16'; int32: 'int32'; int64: 'int64'; uint8: 'int16'; uint16: 'int32';
    uint32: 'int64'; uint64: 'float64'; float16: 'float16'; float32: 'float32'; float64: 'float64';
    complex64: 'complex64'; complex128: 'complex128'; boolean: 'int8'; bigint: 'int8'; number: 'int8';
    Complex: 'complex128';
  };
  int16: {
    bool: 'int16'; int8: 'int16'; int16: 'int16'; int32: 'int32'; int64: 'int64'; uint8: 'int16';
    uint16: 'int32'; uint32: 'int64'; uint64: 'float64'; float16: 'float32'; float32: 'float32';
    float64: 'float64'; complex64: 'complex64'; complex128: 'complex128'; boolean: 'int16'; bigint: 'int16';
    number: 'int16'; Complex: 'complex128';
  };
  int32: {
    bool: 'int32'; int8: 'int32'; int16: 'int32'; int32: 'int32'; int64: 'int64'; uint8: 'int32';
    uint16: 'int32'; uint32: 'int64'; uint64: 'float64'; float16: 'float64'; float32: 'float64';
    float64: 'float64'; complex64: 'complex128'; complex128: 'complex128'; boolean: 'int32'; bigint: 'int32';
    number: 'int32'; Complex: 'complex128';
  };
  int64: {
    bool: 'int64'; int8: 'int64'; int16: 'int64'; int32: 'int64'; int64: 'int64'; uint8: 'int64';
    uint16: 'int64'; uint32: 'int64'; uint64: 'float64'; float16: 'float64'; float32: 'float64';
    float64: 'float64'; complex64: 'complex128'; complex128: 'complex128'; boolean: 'int64'; bigint: 'int64';
    number: 'int64'; Complex: 'complex128';
  };
  uint8: {
    bool: 'uint8'; int8: 'int16'; int16: 'int16'; int32: 'int32'; int64: 'int64'; uint8: 'uint8';
    uint16: 'uint16'; uint32: 'uint32'; uint64: 'uint64'; float16: 'float16'; float32: 'float32';
    float64: 'float64'; complex64: 'complex64'; complex128: 'complex128'; boolean: 'uint8'; bigint: 'uint8';
    number: 'uint8'; Complex: 'complex128';
  };
  uint16: {
    bool: 'uint16'; int8: 'int32'; int16: 'int32'; int32: 'int32'; int64: 'int64'; uint8: 'uint16';
    uint16: 'uint16'; uint32: 'uint32'; uint64: 'uint64'; float16: 'float32'; float32: 'float32';
    float64: 'float64'; complex64: 'complex64'; complex128: 'complex128'; boolean: 'uint16'; bigint: 'uint16';
    number: 'uint16'; Complex: 'complex128';
  };
  uint32: {
    bool: 'uint32'; int8: 'int64'; int16: 'int64'; int32: 'int64'; int64: 'int64'; uint8: 'uint32';
    uint16: 'uint32'; uint32: 'uint32'; uint64: 'uint64'; float16: 'float64'; float32: 'float64';
    float64: 'float64'; complex64: 'complex128'; complex128: 'complex128'; boolean: 'uint32'; bigint: 'uint32';
    number: 'uint32'; Complex: 'complex128';
  };
  uint64: {
    bool: 'uint64'; int8: 'float64'; int16: 'float64'; int32: 'float64'; int64: 'float64'; uint8: 'uint64';
    uint16: 'uint64'; uint32: 'uint64'; uint64: 'uint64'; float16: 'float64'; float32: 'float64';
    float64: 'float64'; complex64: 'complex128'; complex128: 'complex128'; boolean: 'uint64'; bigint: 'uint64';
    number: 'uint64'; Complex: 'complex128';
  };
  float16: {
    bool: 'float16'; int8: 'float16'; int16: 'float32'; int32: 'float64'; int64: 'float64'; uint8: 'float16';
    uint16: 'float32'; uint32: 'float64'; uint64: 'float64'; float16: 'float16'; float32: 'float32';
    float64: 'float64'; complex64: 'complex64'; complex128: 'complex128'; boolean: 'float16'; bigint: 'float16';
    number: 'float16'; Complex: 'complex64';
  };
  float32: {
    bool: 'float32'; int8: 'float32'; int16: 'float32'; int32: 'float64'; int64: 'float64'; uint8: 'float32';
    uint16: 'float32'; uint32: 'float64'; uint64: 'float64'; float16: 'float32'; float32: 'float32';
    float64: 'float64'; complex64: 'complex64'; complex128: 'complex128'; boolean: 'float32'; bigint: 'float32';
    number: 'float32'; Complex: 'complex64';
  };
  float64: {
    bool: 'float64'; int8: 'float64'; int16: 'float64'; int32: 'float64'; int64: 'float64'; uint8: 'float64';
    uint16: 'float64'; uint32: 'float64'; uint64: 'float64'; float16: 'float64'; float32: 'float64';
    float64: 'float64'; complex64: 'complex128'; complex128: 'complex128'; boolean: 'float64';
    bigint: 'float64'; number: 'float64'; Complex: 'complex128';
  };
  complex64: {
    bool: 'complex64'; int8: 'complex64'; int16: 'complex64'; int32: 'complex128'; int64: 'complex128';
    uint8: 'complex64'; uint16: 'complex64'; uint32: 'complex128'; uint64: 'complex128'; float16: 'complex64';
    float32: 'complex64'; float64: 'complex128'; complex64: 'complex64'; complex128: 'complex128';
    boolean: 'complex64'; bigint: 'complex64'; number: 'complex64'; Complex: 'complex64';
  };
  complex128: {
    bool: 'complex128'; int8: 'complex128'; int16: 'complex128'; int32: 'complex128'; int64: 'complex128';
    uint8: 'complex128'; uint16: 'complex128'; uint32: 'complex128'; uint64: 'complex128';
    float16: 'complex128'; float32: 'complex128'; float64: 'complex128'; complex64: 'complex128';
    complex128: 'complex128'; boolean: 'complex128'; bigint: 'complex128'; number: 'complex128';
    Complex: 'complex128';
  };
  boolean: {
    bool: 'bool'; int8: 'int8'; int16: 'int16'; int32: 'int32'; int64: 'int64'; uint8: 'uint8';
    uint16: 'uint16'; uint32: 'uint32'; uint64: 'uint64'; float16: 'float16'; float32: 'float32';
    float64: 'float64'; complex64: 'complex64'; complex128: 'complex128'; boolean: 'bool'; bigint: 'int64';
    number: 'float64'; Complex: 'complex128';
  };
  bigint: {
    bool: 'int64'; int8: 'int8'; int16: 'int16'; int32: 'int32'; int64: 'int64'; uint8: 'uint8';
    uint16: 'uint16'; uint32: 'uint32'; uint64: 'uint64'; float16: 'float16'; float32: 'float32';
    float64: 'float64'; complex64: 'complex64'; complex128: 'complex128'; boolean: 'int64'; bigint: 'int64';
    number: 'float64'; Complex: 'complex128';
  };
  number: {
    bool: 'int64'; int8: 'int8'; int16: 'int16'; int32: 'int32'; int64: 'int64'; uint8: 'uint8';
    uint16: 'uint16'; uint32: 'uint32'; uint64: 'uint64'; float16: 'float16'; float32: 'float32';
    float64: 'float64'; complex64: 'complex64'; complex128: 'complex128'; boolean: 'float64'; bigint: 'float64';
    number: 'float64'; Complex: 'complex128';
  };
  Complex: {
    bool: 'complex128'; int8: 'complex128'; int16: 'complex128'; int32: 'complex128'; int64: 'complex128';
    uint8: 'complex128'; uint16: 'complex128'; uint32: 'complex128'; uint64: 'complex128'; float16: 'complex64';
    float32: 'complex64'; float64: 'complex128'; complex64: 'complex64'; complex128: 'complex128';
    boolean: 'complex128'; bigint: 'complex128'; number: 'complex128'; Complex: 'complex128';
  };
}

/** The dtype two operands meet in. */
export type Promote<A extends Kind, B extends Kind> = PromoteTable[A][B];
