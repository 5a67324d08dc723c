/** Index arrays of methods: whole numbers of any dtype as contiguous int64. */
import { copyInto, newArray } from '../../call.js';
import { asNDArray } from '../../convert/as_array.js';
import { copyArray } from '../../convert/copy.js';
import { BOOL, FLOAT64, INT64, isFloat, isInteger } from '../../dtype.js';
import { IndexError } from '../../errors.js';
import type { NDArray } from '../../ndarray.js';
import { ALIGNED, C_CONTIGUOUS } from '../../shape/layout.js';
import { notEqual } from '../comparison.js';

/** Whether an array was made for one call and may be given back after it. */
export interface OwnedArray {
  readonly array: NDArray;
  readonly owned: boolean;
}

/** Integers, and floats that are whole, as contiguous int64; `owned` where that is a new array. */
export function wholeIndices(value: unknown, who: string): OwnedArray {
  const given = asNDArray(value, who);
  const ready = (given._flags & (C_CONTIGUOUS | ALIGNED)) === (C_CONTIGUOUS | ALIGNED);
  if (given._code === INT64 && ready) return { array: given, owned: false };
  if (given._code === BOOL || !(isInteger(given._code) || isFloat(given._code))) {
    throw new IndexError(`${who}: indices must be integers, not ${given.dtype}`);
  }
  const array = copyArray(given, 'C', who, INT64);
  if (isFloat(given._code)) {
    using back = newArray(array._shape, FLOAT64);
    copyInto(back, array, who);
    using differs = notEqual(back, given) as NDArray;
    if (differs.any())
      throw new IndexError(`${who}: indices must be whole numbers; there is a fraction among them`);
  }
  return { array, owned: true };
}
