/** Views beside a plain model of them: where each element of the result stands in the memory. */
import type * as nd from 'strided';
import { newArray } from '../../lib/call.js';

/** An array's shape and, in C order, which element of the root each of its elements is. */
export interface Model {
  readonly shape: readonly number[];
  readonly places: readonly number[];
}

/** A float64 array that counts from 0 in C order. */
export function counted(shape: readonly number[]): nd.NDArray {
  const a = newArray([...shape], 11);
  for (let i = 0; i < a.size; i++) a.set(i, ...a._unravel(i));
  return a;
}

export function modelOf(shape: readonly number[]): Model {
  const size = shape.reduce((product, length) => product * length, 1);
  return { shape, places: Array.from({ length: size }, (_, i) => i) };
}

/** All indices of a shape in C order. */
export function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((index) => Array.from({ length }, (_, i) => [...index, i])),
    [[]],
  );
}

/** The model whose element at each index is the old one's at `from(index)`. */
export function mapped(
  model: Model,
  shape: readonly number[],
  from: (index: number[]) => readonly number[],
): Model {
  const places = indicesOf(shape).map((index) => {
    const old = from(index);
    const flat = old.reduce((position, i, axis) => position * (model.shape[axis] as number) + i, 0);
    return model.places[flat] as number;
  });
  return { shape, places };
}
