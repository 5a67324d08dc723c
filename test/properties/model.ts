/**
 * A plain model of an array: a shape and its elements in C order, with loops one can check by reading. Integers are bigints
 * wrapped to the dtype's bits, floats are numbers rounded to the dtype's precision.
 */
import * as nd from '../../lib/index.js';

export const modelDtypes = [
  'bool',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
] as const;
export type ModelDtype = (typeof modelDtypes)[number];
export type Value = bigint | number | boolean;

export interface Model {
  readonly dtype: ModelDtype;
  readonly shape: readonly number[];
  readonly values: readonly Value[];
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

/** What a dtype makes of a value of its own kind. */
export function wrap(value: Value, dtype: ModelDtype): Value {
  if (dtype === 'bool') return Boolean(value);
  const bits = Number(/\d+/.exec(dtype));
  if (dtype.startsWith('uint')) return BigInt.asUintN(bits, BigInt(value));
  if (dtype.startsWith('int')) return BigInt.asIntN(bits, BigInt(value));
  return dtype === 'float32' ? Math.fround(Number(value)) : Number(value);
}

/** The array's elements, read one by one through `at`. */
export function modelOf(a: nd.NDArray): Model {
  const shape = [...(a.shape as readonly number[])];
  const dtype = a.dtype as ModelDtype;
  const values = indicesOf(shape).map((index): Value => {
    const item = (shape.length === 0 ? a : a.slice(...index)) as nd.NDArray | Value;
    const element: unknown = item instanceof nd.NDArray ? item.item({ bigint: true }) : item;
    return wrap(element as Value, dtype);
  });
  return { dtype, shape, values };
}

/** All indices of a shape, in C order. */
export function indicesOf(shape: readonly number[]): number[][] {
  let indices: number[][] = [[]];
  for (const length of shape) {
    indices = indices.flatMap((head) => Array.from({ length }, (_, i) => [...head, i]));
  }
  return indices;
}

export function valueAt(model: Model, index: readonly number[]): Value {
  const flat = model.shape.reduce((at, length, axis) => at * length + (index[axis] as number), 0);
  return model.values[flat] as Value;
}

/** The element that broadcasting puts at `index` of a larger shape. */
export function broadcastAt(model: Model, index: readonly number[]): Value {
  const own = index.slice(index.length - model.shape.length);
  return valueAt(
    model,
    own.map((i, axis) => (model.shape[axis] === 1 ? 0 : i)),
  );
}

export function build(
  dtype: ModelDtype,
  shape: readonly number[],
  at: (index: readonly number[]) => Value,
): Model {
  return { dtype, shape, values: indicesOf(shape).map((index) => wrap(at(index), dtype)) };
}

/** The groups of elements that a reduction over `axes` takes together, each in C order. */
export function groups(model: Model, axes: readonly number[]): { shape: number[]; members: Value[][] } {
  const kept = model.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const shape = kept.map((axis) => model.shape[axis] as number);
  const members = indicesOf(shape).map((outer) =>
    indicesOf(axes.map((axis) => model.shape[axis] as number)).map((inner) => {
      const index = model.shape.map((_, axis) =>
        axes.includes(axis) ? inner[axes.indexOf(axis)] : outer[kept.indexOf(axis)],
      );
      return valueAt(model, index as number[]);
    }),
  );
  return { shape, members };
}

/** Adds as C does in the dtype, or in float64. */
export function plus(a: Value, b: Value): Value {
  return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : Number(a) + Number(b);
}
