/** Coordinates of a grid. */
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { booleanOption, isOptions, readOptions } from '../options.js';
import { stretched } from '../shape/broadcast_to.js';
import { checkShape } from '../shape/layout.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';
import type { AnyShape } from '../types/shapes.js';

/** Options of `meshgrid`. */
export interface MeshgridOptions {
  /** True, the default, gives new arrays; false views of the coordinates, read-only where they are stretched. */
  copy?: boolean | undefined;
  /** True leaves the axes that a coordinate does not vary along at length 1; they broadcast. */
  sparse?: boolean | undefined;
  /** 'xy', the default: the first coordinate along the columns; 'ij': along the first axis. */
  indexing?: 'xy' | 'ij' | undefined;
}

type Coordinates<T extends readonly unknown[]> = {
  readonly [K in keyof T]: NDArray<DTypeOf<T[K]>, Grid<T['length']>>;
};
type Grid<N extends number> = number extends N
  ? AnyShape
  : N extends 1
    ? [number]
    : N extends 2
      ? [number, number]
      : N extends 3
        ? [number, number, number]
        : AnyShape;

/**
 * The coordinates of each point of the grid that 1-D coordinates span: an array per coordinate, all of the grid's shape.
 * With 'xy' indexing the grid of `x` and `y` has a row per `y`, with 'ij' a row per `x`.
 *
 * Result: a list of new arrays, each of its coordinate's dtype. NumPy: `meshgrid`.
 * @throws StridedError for an unknown `indexing`.
 * @example
 * const [x, y] = nd.meshgrid([1, 2, 3], [10, 20]);
 * x.toArray() // [[1, 2, 3], [1, 2, 3]]
 * y.toArray() // [[10, 10, 10], [20, 20, 20]]
 */
export function meshgrid<const T extends readonly ArrayLike[]>(...xi: T): Coordinates<T>;
export function meshgrid<const T extends readonly ArrayLike[]>(
  ...xiAndOptions: readonly [...T, MeshgridOptions]
): Coordinates<T>;
export function meshgrid(...args: unknown[]): readonly NDArray[] {
  const who = 'meshgrid';
  const last = args.at(-1);
  const given = isOptions(last) ? args.slice(0, -1) : args;
  const options = readOptions(isOptions(last) ? [last] : [], ['copy', 'sparse', 'indexing'], who);
  const indexing = options['indexing'] ?? 'xy';
  if (indexing !== 'xy' && indexing !== 'ij') {
    throw new StridedError(`${who}: indexing must be 'xy' or 'ij', not ${describe(indexing)}`, 'ERR_OPTION');
  }
  const copies = booleanOption(options, 'copy', true, who);
  const sparse = booleanOption(options, 'sparse', false, who);
  const arrays = given.map((value) => asNDArray(value, who));
  for (const a of arrays) a._alive(who);
  const ndim = arrays.length;
  const axisOf = (k: number): number => (indexing === 'xy' && ndim > 1 && k < 2 ? 1 - k : k);
  const lengths = new Array<number>(ndim);
  arrays.forEach((a, k) => {
    lengths[axisOf(k)] = a._size;
  });
  const shape = checkShape(lengths, who);
  return arrays.map((a, k) => {
    const flat = a.ndim === 1 ? a : a.reshape([a._size]);
    const axis = axisOf(k);
    const own = new Array<number>(ndim).fill(1);
    const strides = new Array<number>(ndim).fill(0);
    own[axis] = a._size;
    strides[axis] = flat._strides[0] as number;
    const line = flat._view(own, strides, flat._offset);
    const view = sparse ? line : ndim < 2 ? flat : stretched(line, shape);
    return copies ? copyArray(view, 'C', who) : view;
  });
}
