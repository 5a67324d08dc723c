/** What the signatures have in common: which dtypes stay as they are, and what options make of a result. */
import type { Bool, DType, Floating, Inexact, Numeric, Real } from './dtypes.js';
import type { NDArray } from './host.js';

/** The dtypes a rule leaves as they are: there a generic `D` stays `D`. */
export interface Unchanged {
  same: DType;
  promote: DType;
  numeric: Numeric;
  inexact: Inexact;
  bool: never;
  index: never;
  trueDivide: Inexact;
  realOf: Bool | Real;
  realDivide: Floating;
  accumulate: 'int64' | 'uint64' | Inexact;
  uint8: never;
  int32: never;
  scaled: never;
  rounded: Numeric;
  double: 'float64' | 'complex128';
}

/** `O` where `out` is given, `V` where not, either for a variable that may be undefined. */
export type Given<O, V> = O extends NDArray ? O : V;
/** The dtype asked for, or `D`. */
export type Chosen<E, D extends DType> = E extends DType ? E : D;
