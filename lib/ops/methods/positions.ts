/** The indices of `at`: which elements of an array they name, in which order, one as often as it is named. */
import { newArray } from '../../call.js';
import { asNDArray } from '../../convert/as_array.js';
import { copyArray } from '../../convert/copy.js';
import { arange } from '../../create/arange.js';
import { BOOL, INT64 } from '../../dtype.js';
import { IndexError, shapeText } from '../../errors.js';
import { nonzeroArrays } from '../../indexing/nonzero.js';
import { sliceView } from '../../indexing/slice.js';
import { Slice } from '../../indexing/slice_object.js';
import type { NDArray } from '../../ndarray.js';
import { max, min } from '../../reduce/folds.js';
import { broadcastMany } from '../../shape/broadcast.js';
import { C_CONTIGUOUS, sameShape } from '../../shape/layout.js';
import { extentOf, mayShareBytes } from '../../shape/overlap.js';
import { reshapedView } from '../../shape/reshape.js';
import { add, multiply, remainder } from '../arithmetic.js';
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

function isSlicing(value: unknown): boolean {
  return typeof value === 'string' || value === null || value instanceof Slice;
}

function isBasic(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || isSlicing(value);
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
  if (list.every(isBasic)) return sliceView(a, list as never);
  const [only] = list;
  if (list.length === 1 && a.ndim === 1 && !isBasic(only)) {
    const given = asNDArray(only, who);
    if (given._code !== BOOL) return alongOneAxis(a, given, who);
  }
  if (list.some(isSlicing)) return selected(a, list, who);
  const arrays: OwnedIndex[] = [];
  for (const entry of list) {
    const given = asNDArray(entry, who);
    if (given._code === BOOL) arrays.push(...truePlaces(given, a, arrays.length, who));
    else arrays.push(wholeIndices(given, who));
  }
  return combined(a, arrays, who);
}

type OwnedIndex = { readonly array: NDArray; readonly owned: boolean };

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

/** The places of a mask's true elements, per axis that it covers: axes `from` on of `a`. */
function truePlaces(mask: NDArray, a: NDArray, from: number, who: string): OwnedIndex[] {
  const covered = a._shape.slice(from, from + mask.ndim);
  if (!sameShape(covered, mask._shape)) {
    throw new IndexError(
      `${who}: a mask of shape ${shapeText(mask._shape)} does not fit the axes ${shapeText(covered)} of an array of shape ${shapeText(a._shape)}`,
    );
  }
  return nonzeroArrays(mask, who).map((array) => ({ array, owned: true }));
}

/** Slices beside index arrays: what the same indices select of the places of all elements. */
function selected(a: NDArray, list: readonly unknown[], who: string): Positions {
  const every = combined(a, [], who);
  using places = every.index;
  const picked = places.index(...(list as [])) as NDArray;
  const ready = (picked._flags & C_CONTIGUOUS) !== 0;
  return { ...every, index: ready ? picked : copyArray(picked, 'C', who), shape: picked._shape };
}

/** Index arrays for the first axes of `a`, as byte offsets of the elements. */
function combined(a: NDArray, arrays: readonly OwnedIndex[], who: string): Positions {
  if (arrays.length > a.ndim) {
    throw new IndexError(`${who}: ${arrays.length} indices were given for ${a.ndim} axes`);
  }
  const { low, high } = extentOf(a);
  const start = a._storage.start;
  let offsets = scalarInt64(start + a._offset - low);
  const indexed =
    arrays.length === 0
      ? []
      : broadcastMany(
          arrays.map(({ array }) => array._shape),
          who,
        );
  for (const [axis, { array, owned }] of arrays.entries()) {
    const length = a._shape[axis] as number;
    checkBounds(array, length, axis, who);
    using wrapped = remainder(array, Math.max(length, 1)) as NDArray;
    offsets = advanced(offsets, wrapped, a._strides[axis] as number);
    if (owned) array.dispose();
  }
  const trailing = a._shape.slice(arrays.length);
  for (const [i, length] of trailing.entries()) {
    using column = reshapedView(offsets, [...offsets._shape, 1]);
    using numbers = arange(length, { dtype: 'int64' }) as NDArray;
    const wider = advanced(column, numbers, a._strides[arrays.length + i] as number);
    offsets.dispose();
    offsets = wider;
  }
  const shape = [...indexed, ...trailing];
  const flags = offsets._flags & C_CONTIGUOUS;
  const index = flags !== 0 ? offsets : copyArray(offsets, 'C', who);
  return {
    index,
    owned: true,
    offset: low - start,
    step: 1,
    length: Math.max(high - low - a.itemsize + 1, 0),
    shape,
  };
}

/** `offsets + index · step`; takes the old offsets back. */
function advanced(offsets: NDArray, index: NDArray, step: number): NDArray {
  using scaled = multiply(index, step) as NDArray;
  const sum = add(offsets, scaled) as NDArray;
  offsets.dispose();
  return sum;
}

function scalarInt64(value: number): NDArray {
  const a = newArray([], INT64);
  a.set(value);
  return a;
}

function checkBounds(index: NDArray, length: number, axis: number, who: string): void {
  if (index._size === 0) return;
  for (const extreme of [min(index, { bigint: true }), max(index, { bigint: true })] as bigint[]) {
    if (extreme < -length || extreme >= length) {
      throw new IndexError(`${who}: index ${extreme} is out of bounds for axis ${axis} with size ${length}`);
    }
  }
}
