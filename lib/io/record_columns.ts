/** Columns of different dtypes in one block of memory. */
import { newArray } from '../call.js';
import { itemSizes, UINT8 } from '../dtype.js';
import type { NDArray } from '../ndarray.js';

const ALIGNMENT = 64;

/** 1-D views of one new array of bytes, each aligned, and where they begin in it. */
export function newColumns(
  rows: number,
  codes: readonly number[],
): { readonly memory: NDArray; readonly columns: readonly NDArray[]; readonly offsets: readonly number[] } {
  let end = 0;
  const offsets = codes.map((code) => {
    const offset = end;
    end += Math.ceil((rows * (itemSizes[code] as number)) / ALIGNMENT) * ALIGNMENT;
    return offset;
  });
  const memory = newArray([end], UINT8);
  const columns = codes.map((code, k) =>
    memory._view([rows], [itemSizes[code] as number], memory._offset + (offsets[k] as number), code),
  );
  return { memory, columns, offsets };
}
