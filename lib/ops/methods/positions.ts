/** The indices of `at`: which elements of an array they name, in which order, one as often as it is named. */
import { newArray } from '../../call.js';
import { copyArray, fillItem } from '../../convert/copy.js';
import { arange } from '../../create/arange.js';
import { BOOL, INT64 } from '../../dtype.js';
import { isAdvanced, readEntries } from '../../indexing/index_tuple.js';
import { FROM_END, ravelInto } from '../../indexing/ravel.js';
import { type Selection, selectedShape, selectionOf } from '../../indexing/selection.js';
import { basicTerms, viewOf } from '../../indexing/slice.js';
import type { SliceTerm } from '../../indexing/slice_object.js';
import { NDArray } from '../../ndarray.js';
import { extentOf, mayShareBytes } from '../../shape/overlap.js';
import { wholeIndices } from './indices.js';

/** Elements by number: element `index[i]` stands at `offset + index[i] · step` bytes. */
export interface Positions {
  /** int64, contiguous. */
  readonly index: NDArray;
  /** Whether `index` was made for this call. */
  readonly owned: boolean;
  readonly offset: number;
  readonly step: number;
  /** Numbers from -length to length - 1 are inside. */
  readonly length: number;
  /** What a second operand is broadcast to. */
  readonly shape: readonly number[];
}

/** An index per axis: a list that holds anything but plain numbers or booleans. */
function parts(indices: unknown): readonly unknown[] {
  if (!Array.isArray(indices)) return [indices];
  const list = indices as readonly unknown[];
  const plain = list.every(
    (entry) => typeof entry === 'number' || typeof entry === 'bigint' || typeof entry === 'boolean',
  );
  return plain ? [list] : list;
}

/** The elements that the indices name: a view where they are integers and slices alone. */
export function positionsOf(a: NDArray, indices: unknown, who: string): Positions | NDArray {
  const list = parts(indices);
  const terms = basicTerms(list, who);
  if (terms !== undefined) return viewOf(a, terms, who);
  const entries = readEntries(list, who);
  if (!entries.some(isAdvanced)) return viewOf(a, entries as SliceTerm[], who);
  const [only] = entries;
  if (entries.length === 1 && a.ndim === 1 && only instanceof NDArray && only._code !== BOOL) {
    return alongOneAxis(a, only, who);
  }
  return selected(a, selectionOf(a, entries, who), who);
}

function alongOneAxis(a: NDArray, given: NDArray, who: string): Positions {
  const { array, owned } = wholeIndices(given, who);
  const shares = !owned && mayShareBytes(a, array);
  return {
    index: shares ? copyArray(array, 'C', who) : array,
    owned: owned || shares,
    offset: a._offset,
    step: a._strides[0] as number,
    length: a._size,
    shape: array._shape,
  };
}

/** The selected elements as bytes from the lowest that the array reaches. */
function selected(a: NDArray, selection: Selection, who: string): Positions {
  const { low, high } = extentOf(a);
  const { start } = a._storage;
  const shape = selectedShape(selection);
  const index = newArray(shape, INT64);
  fillItem(index, start + selection.offset - low, who);
  const { before, freeShape, freeStrides } = selection;
  const behind = freeShape.length - before;
  const axes = selection.axes.map((axis) => ({
    ...axis,
    array: withAxes(axis.array, behind),
    mode: FROM_END,
  }));
  const numbers: NDArray[] = [];
  for (const [i, length] of freeShape.entries()) {
    const array = arange(length, { dtype: 'int64' }) as NDArray;
    numbers.push(array);
    const after = i < before ? selection.shape.length + freeShape.length - i - 1 : freeShape.length - i - 1;
    const stride = freeStrides[i] as number;
    axes.push({ array: withAxes(array, after), length, stride, name: i, mode: FROM_END });
  }
  ravelInto(index, axes, true, who);
  for (const temporary of [...numbers, ...selection.temporaries]) temporary.dispose();
  return {
    index,
    owned: true,
    offset: low - start,
    step: 1,
    length: Math.max(high - low - a.itemsize + 1, 0),
    shape,
  };
}

/** A view with `count` axes of length 1 behind the others. */
function withAxes(a: NDArray, count: number): NDArray {
  if (count === 0) return a;
  const more = new Array<number>(count);
  return a._view(a._shape.concat(more.fill(1)), a._strides.concat(more.fill(0)), a._offset);
}
