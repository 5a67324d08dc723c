/** The indices of `at`: which elements of an array they name, in which order, one as often as it is named. */
import { newArray } from '../../call.js';
import { asNDArray } from '../../convert/as_array.js';
import { copyArray } from '../../convert/copy.js';
import { arange } from '../../create/arange.js';
import { BOOL, INT64 } from '../../dtype.js';
import { IndexError, shapeText } from '../../errors.js';
import { sliceView } from '../../indexing/slice.js';
import { Slice } from '../../indexing/slice_object.js';
import type { NDArray } from '../../ndarray.js';
import { max, min } from '../../reduce/folds.js';
import { cumsum } from '../../reduce/scan_functions.js';
import { broadcastMany } from '../../shape/broadcast.js';
import { C_CONTIGUOUS, sameShape } from '../../shape/layout.js';
import { extentOf, mayShareBytes } from '../../shape/overlap.js';
import { reshapedView } from '../../shape/reshape.js';
import { add, floorDivide, multiply, remainder, subtract } from '../arithmetic.js';
import { maximum } from '../comparison.js';
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

function isBasic(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'string' ||
    value === null ||
    value instanceof Slice
  );
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
  const arrays: OwnedIndex[] = [];
  for (const entry of list) {
    if (typeof entry === 'string' || entry === null || entry instanceof Slice) {
      throw new IndexError(
        `${who}: slices beside index arrays are not taken; take the slice first: ${who}(a.slice(…), indices, …)`,
      );
    }
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
  const flat = flatTrue(mask, who);
  if (mask.ndim === 1) return [{ array: flat, owned: true }];
  const places: OwnedIndex[] = [];
  let rest = flat;
  for (let axis = mask.ndim - 1; axis >= 0; axis--) {
    const length = mask._shape[axis] as number;
    if (axis === 0) {
      places.unshift({ array: rest, owned: true });
    } else {
      places.unshift({ array: remainder(rest, Math.max(length, 1)) as NDArray, owned: true });
      const outer = floorDivide(rest, Math.max(length, 1)) as NDArray;
      rest.dispose();
      rest = outer;
    }
  }
  return places;
}

/** The places of true elements in C order: each element tells the place it would have, and the true ones win. */
function flatTrue(mask: NDArray, who: string): NDArray {
  using flat = copyArray(mask, 'C', who).reshape(-1) as NDArray;
  using counted = cumsum(flat) as NDArray;
  const size = flat._size;
  const total = size === 0 ? 0 : (counted.at(size - 1) as number);
  const places = newArray([total], INT64, true);
  if (total === 0) return places;
  using targets = subtract(counted, 1) as NDArray;
  using numbers = arange(size, { dtype: 'int64' }) as NDArray;
  using marked = multiply(numbers, flat) as NDArray;
  maximum.at(places, targets, marked);
  return places;
}

/** Index arrays for the first axes of `a`, as byte offsets of the elements. */
function combined(a: NDArray, arrays: readonly OwnedIndex[], who: string): Positions {
  if (arrays.length > a.ndim) {
    throw new IndexError(`${who}: ${arrays.length} indices were given for ${a.ndim} axes`);
  }
  const { low, high } = extentOf(a);
  const start = a._storage.start;
  let offsets = scalarInt64(start + a._offset - low);
  const indexed = broadcastMany(
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
