import type { DType } from '../types/dtypes.js';

/** A complex element: any object with its two parts. */
export interface ComplexParts {
  readonly re: number;
  readonly im: number;
}

/** What one element reads as. */
export type PrintScalar = number | bigint | boolean | ComplexParts;

/**
 * All that printing needs to know of an array.
 *
 * `read` gives float16 and float32 elements widened to a number, and int64 and uint64 as bigint. Of a summarised
 * array only the elements that show are read.
 */
export interface PrintSource {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly read: (indices: readonly number[]) => PrintScalar;
  /** What `overrideRepr` receives; the source itself when absent. */
  readonly array?: unknown;
}
