/**
 * The named result rules: how an operation's dtype follows from its operands'.
 *
 * A record says `rule: 'inexact'` and its signature says `NDArray<ResultOf<'inexact', D>, S>`, or
 * `ResultOf<'trueDivide', A, B>` with two operands, each a dtype or a weak scalar's kind.
 */
import type { DType } from './dtypes.js';
import type { Kind, Promote } from './promote.js';

/** int8-like → float16, int16-like → float32, wider → float64; floats and complex stay (`exp`, `sqrt`). */
export interface InexactTable {
  bool: 'float16';
  int8: 'float16';
  int16: 'float32';
  int32: 'float64';
  int64: 'float64';
  uint8: 'float16';
  uint16: 'float32';
  uint32: 'float64';
  uint64: 'float64';
  float16: 'float16';
  float32: 'float32';
  float64: 'float64';
  complex64: 'complex64';
  complex128: 'complex128';
}

/** Integers and bool → float64; floats and complex stay (`divide`, `mean`). */
export interface TrueDivideTable {
  bool: 'float64';
  int8: 'float64';
  int16: 'float64';
  int32: 'float64';
  int64: 'float64';
  uint8: 'float64';
  uint16: 'float64';
  uint32: 'float64';
  uint64: 'float64';
  float16: 'float16';
  float32: 'float32';
  float64: 'float64';
  complex64: 'complex64';
  complex128: 'complex128';
}

/** Complex → the float of its parts; the rest stays (`absolute`, `real`). */
export interface RealOfTable {
  bool: 'bool';
  int8: 'int8';
  int16: 'int16';
  int32: 'int32';
  int64: 'int64';
  uint8: 'uint8';
  uint16: 'uint16';
  uint32: 'uint32';
  uint64: 'uint64';
  float16: 'float16';
  float32: 'float32';
  float64: 'float64';
  complex64: 'float32';
  complex128: 'float64';
}

/** bool and signed → int64, unsigned → uint64; floats and complex stay (`sum`, `cumprod`). */
export interface AccumulateTable {
  bool: 'int64';
  int8: 'int64';
  int16: 'int64';
  int32: 'int64';
  int64: 'int64';
  uint8: 'uint64';
  uint16: 'uint64';
  uint32: 'uint64';
  uint64: 'uint64';
  float16: 'float16';
  float32: 'float32';
  float64: 'float64';
  complex64: 'complex64';
  complex128: 'complex128';
}

/** bool → int8, the rest stays (`square`, `power`, `floorDivide`: they have no bool loop). */
export interface NumericTable {
  bool: 'int8';
  int8: 'int8';
  int16: 'int16';
  int32: 'int32';
  int64: 'int64';
  uint8: 'uint8';
  uint16: 'uint16';
  uint32: 'uint32';
  uint64: 'uint64';
  float16: 'float16';
  float32: 'float32';
  float64: 'float64';
  complex64: 'complex64';
  complex128: 'complex128';
}

export type Rule =
  | 'same'
  | 'promote'
  | 'numeric'
  | 'inexact'
  | 'bool'
  | 'index'
  | 'trueDivide'
  | 'realOf'
  | 'realDivide'
  | 'accumulate'
  | 'uint8'
  | 'int32'
  | 'scaled'
  | 'rounded'
  | 'double';

/** A scalar alone has the dtype an array of it would have. */
export interface StrongTable {
  boolean: 'bool';
  bool: 'bool';
  int8: 'int8';
  int16: 'int16';
  int32: 'int32';
  int64: 'int64';
  uint8: 'uint8';
  uint16: 'uint16';
  uint32: 'uint32';
  uint64: 'uint64';
  float16: 'float16';
  float32: 'float32';
  float64: 'float64';
  complex64: 'complex64';
  complex128: 'complex128';
  bigint: 'int64';
  number: 'float64';
  Complex: 'complex128';
}
/** The dtype of an operand that stands alone. */
export type StrongOf<A extends Kind> = StrongTable[A];

/** bool → float16, the rest stays (`round`). */
export interface RoundedTable {
  bool: 'float16';
  int8: 'int8';
  int16: 'int16';
  int32: 'int32';
  int64: 'int64';
  uint8: 'uint8';
  uint16: 'uint16';
  uint32: 'uint32';
  uint64: 'uint64';
  float16: 'float16';
  float32: 'float32';
  float64: 'float64';
  complex64: 'complex64';
  complex128: 'complex128';
}

/** Complex → complex128, the rest → float64 (`floatPower`). */
export interface DoubleTable {
  bool: 'float64';
  int8: 'float64';
  int16: 'float64';
  int32: 'float64';
  int64: 'float64';
  uint8: 'float64';
  uint16: 'float64';
  uint32: 'float64';
  uint64: 'float64';
  float16: 'float64';
  float32: 'float64';
  float64: 'float64';
  complex64: 'complex128';
  complex128: 'complex128';
}

/** The result dtype of an operation with one operand. `uint8` and `int32` are fixed (`bitwiseCount`, `frexp`). `realDivide` is `realOf` after `trueDivide` (`std`, `var`). */
export interface UnaryRules<A extends DType> {
  same: A;
  promote: A;
  numeric: NumericTable[A];
  inexact: InexactTable[A];
  bool: 'bool';
  index: 'int64';
  trueDivide: TrueDivideTable[A];
  realOf: RealOfTable[A];
  realDivide: RealOfTable[TrueDivideTable[A]];
  accumulate: AccumulateTable[A];
  uint8: 'uint8';
  int32: 'int32';
  scaled: InexactTable[A];
  rounded: RoundedTable[A];
  double: DoubleTable[A];
}
export type UnaryResult<R extends Rule, A extends DType> = UnaryRules<A>[R];

// NumPy promotes first and then takes the loop of the promoted dtype, but finds an inexact loop for each operand by
// itself: arctan2(int8, uint8) is float16 although the two promote to int16. A weak scalar has no dtype to go by.
type BinaryInexact<A extends Kind, B extends Kind> = A extends DType
  ? B extends DType
    ? Promote<InexactTable[A], InexactTable[B]>
    : InexactTable[Promote<A, B>]
  : InexactTable[Promote<A, B>];

/** The result dtype of an operation with two operands. `scaled` is the first one's float (`ldexp`). */
export interface BinaryRules<A extends Kind, B extends Kind> {
  same: Promote<A, B>;
  promote: Promote<A, B>;
  numeric: NumericTable[Promote<A, B>];
  inexact: BinaryInexact<A, B>;
  bool: 'bool';
  index: 'int64';
  trueDivide: TrueDivideTable[Promote<A, B>];
  realOf: RealOfTable[Promote<A, B>];
  realDivide: RealOfTable[TrueDivideTable[Promote<A, B>]];
  accumulate: AccumulateTable[Promote<A, B>];
  uint8: 'uint8';
  int32: 'int32';
  scaled: InexactTable[StrongOf<A>];
  rounded: RoundedTable[Promote<A, B>];
  double: DoubleTable[Promote<A, B>];
}
export type BinaryResult<R extends Rule, A extends Kind, B extends Kind> = BinaryRules<A, B>[R];

/** The result dtype of `R` over one operand or two. */
export type ResultOf<R extends Rule, A extends Kind, B extends Kind = never> = [B] extends [never]
  ? UnaryResult<R, StrongOf<A>>
  : BinaryResult<R, A, B>;
