/** `a.flat`: the elements in C order, whatever the layout. */
import { copyInto } from '../call.js';
import { copyArray } from '../convert/copy.js';
import type { Item } from '../element.js';
import { IndexError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { reshapedView } from '../shape/reshape.js';
import type { DType, ItemOf } from '../types/dtypes.js';
import type { ArrayLike } from '../types/operands.js';
import type { AnyShape } from '../types/shapes.js';
import { assignIndexed, indexed, valuesFor } from './advanced.js';
import type { IndexTerm } from './index_types.js';
import { advance } from './iterators.js';
import { apartFrom, cycled, flattened, throughFlat } from './take.js';

/**
 * An array's elements as one row in C order, to read, write and walk without a copy. Made by `a.flat`. NumPy's `flatiter`.
 * @example
 * const a = nd.arange(6).reshape(2, 3).T;
 * a.flat.at(1) // 3
 * a.flat.set(9, 1);
 * [...a.flat] // [ 0, 9, 1, 4, 2, 5 ]
 */
export class Flat<D extends DType = DType> {
  /** The array whose elements these are. */
  readonly base: NDArray<D>;

  /** @internal */
  constructor(base: NDArray<D>) {
    this.base = base;
  }

  /** The number of elements. */
  get length(): number {
    return this.base.size;
  }

  #indices(place: number, who: string): number[] {
    const { base } = this;
    const { size } = base;
    if (!Number.isInteger(place) || place < -size || place >= size) {
      throw new IndexError(`flat.${who}: index ${String(place)} is out of bounds for size ${size}`);
    }
    return base._unravel(place);
  }

  /** The element at a place; negative ones count from the end. */
  at(place: number): ItemOf<D> {
    return this.base.at(...this.#indices(place, 'at'));
  }

  /** Writes one element. */
  set(value: Item, place: number): this {
    this.base.set(value, ...this.#indices(place, 'set'));
    return this;
  }

  /** `a.ravel().index(...)`: a copy of the elements that a slice, index array or mask names. */
  index(...indices: readonly IndexTerm[]): NDArray<D, AnyShape> {
    return indexed(flattened(this.base, 'flat.index'), indices, 'flat.index') as NDArray<D>;
  }

  /** Writes to the elements that a slice, index array or mask names; the value is broadcast. */
  indexAssign(indices: readonly IndexTerm[], value: ArrayLike): this {
    const who = 'flat.indexAssign';
    const { base } = this;
    const values = valuesFor(base, value, who);
    throughFlat(base, who, (flat) => assignIndexed(flat, indices, apartFrom(base, values, who), who));
    return this;
  }

  /** Writes all elements: the values in C order, again from the start where there are fewer. NumPy's `a.flat = values`. */
  assign(values: ArrayLike): this {
    const who = 'flat.assign';
    const { base } = this;
    base._alive(who);
    base._writeable(who);
    const given = valuesFor(base, values, who);
    if (base._size === 0) return this;
    if (given._size === 0) {
      throw new IndexError(`${who}: there are no values for an array of shape ${shapeText(base._shape)}`);
    }
    const flat = copyArray(cycled(apartFrom(base, given, who), base._size, who), 'C', who);
    copyInto(base, flat._size === 1 ? flat._view([], [], 0) : reshapedView(flat, base._shape), who);
    return this;
  }

  /** The elements as a new array with one axis. */
  copy(): NDArray<D, [number]> {
    const { base } = this;
    return reshapedView(copyArray(base, 'C', 'flat.copy'), [base._size]) as NDArray<D, [number]>;
  }

  /** The elements as a list. */
  toArray(): ItemOf<D>[] {
    return Array.from(this);
  }

  /** Walks the elements, reading each when it is reached. */
  *[Symbol.iterator](): IterableIterator<ItemOf<D>> {
    const { base } = this;
    base._alive('flat');
    if (base._size === 0) return;
    const index = new Array<number>(base.ndim).fill(0);
    do {
      let offset = base._offset;
      for (let axis = 0; axis < index.length; axis++) {
        offset += (index[axis] as number) * (base._strides[axis] as number);
      }
      yield base._read(offset, false, 'flat') as ItemOf<D>;
    } while (advance(index, base._shape));
  }
}

/** The property of this file; it carries the class's own dtype. */
export interface FlatProperty<D extends DType> {
  /** The elements as one row in C order, to read, write and walk without a copy. NumPy's `flat`. */
  readonly flat: Flat<D>;
}

Object.defineProperty(NDArray.prototype, 'flat', {
  get(this: NDArray): Flat {
    return new Flat(this);
  },
  configurable: true,
});
