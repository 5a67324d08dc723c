/** Operands broadcast together, and walked element by element: NumPy's `broadcast` objects. */
import { asNDArray } from '../convert/as_array.js';
import type { Item } from '../element.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import type { ArrayLike } from '../types/operands.js';
import { broadcastMany } from './broadcast.js';
import { stretched } from './broadcast_to.js';
import { sizeOf } from './layout.js';

/**
 * Operands broadcast to one shape, walked in C order: each step gives an element of each. NumPy: `broadcast`.
 * @throws ShapeError where the shapes do not broadcast.
 * @example
 * const b = new nd.broadcast([[1], [2]], [10, 20]);
 * b.shape // [2, 2]
 * Array.from(b) // [[1, 10], [1, 20], [2, 10], [2, 20]]
 */
export class broadcast implements IterableIterator<readonly Item[]> {
  /** What the operands broadcast to. */
  readonly shape: readonly number[];
  /** The number of elements of that shape. */
  readonly size: number;
  readonly #operands: readonly NDArray[];
  #index = 0;

  constructor(...args: ArrayLike[]) {
    const arrays = args.map((value) => asNDArray(value, 'broadcast'));
    for (const a of arrays) a._alive('broadcast');
    if (arrays.length > 64) {
      throw new StridedError(`broadcast: takes 64 operands at most, not ${arrays.length}`, 'ERR_ARGUMENT');
    }
    const shape = broadcastMany(
      arrays.map((a) => a._shape),
      'broadcast',
    );
    this.shape = Object.freeze(shape.slice());
    this.size = sizeOf(shape);
    this.#operands = arrays.map((a) => stretched(a, shape));
  }

  /** The number of axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** NumPy's other name of `ndim`. */
  get nd(): number {
    return this.shape.length;
  }

  /** The number of operands. */
  get numiter(): number {
    return this.#operands.length;
  }

  /** The position, in C order, of the next step. */
  get index(): number {
    return this.#index;
  }

  /** A walk of its own over each operand, stretched to the shape. */
  get iters(): readonly IterableIterator<Item>[] {
    return this.#operands.map((a) => elementsOf(a));
  }

  /** Starts over. */
  reset(): void {
    this.#index = 0;
  }

  /** The elements of all operands at the next position. */
  next(): IteratorResult<readonly Item[], undefined> {
    if (this.#index >= this.size) return { done: true, value: undefined };
    const [first] = this.#operands;
    const at = first === undefined ? [] : first._unravel(this.#index);
    this.#index++;
    return {
      done: false,
      value: this.#operands.map((a) => a._read(a._offsetOf(at, 'broadcast'), false, 'broadcast')),
    };
  }

  [Symbol.iterator](): this {
    return this;
  }
}

function* elementsOf(a: NDArray): IterableIterator<Item> {
  for (let i = 0; i < a._size; i++)
    yield a._read(a._offsetOf(a._unravel(i), 'broadcast'), false, 'broadcast');
}
