/** Arrays of random dtype, shape and layout for properties. */
import fc from 'fast-check';
import * as nd from '../../lib/index.js';
import { type Model, type ModelDtype, modelDtypes, modelOf, sizeOf } from './model.js';

export interface Sample {
  readonly array: nd.NDArray;
  readonly model: Model;
  /** How it was made, for the report of a failure. */
  readonly toString: () => string;
}

export const shapes = (most = 4): fc.Arbitrary<number[]> =>
  fc.array(fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constant(0)), {
    maxLength: most,
  });

function values(dtype: ModelDtype): fc.Arbitrary<number | bigint | boolean> {
  if (dtype === 'bool') return fc.boolean();
  if (dtype === 'float64' || dtype === 'float32') {
    return fc.oneof(
      fc.integer({ min: -50, max: 50 }),
      fc.constantFrom(0.5, -0.25, 1e10, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    );
  }
  const bits = BigInt(/\d+/.exec(dtype)?.[0] as string);
  const [min, max] = dtype.startsWith('u')
    ? [0n, (1n << bits) - 1n]
    : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
  return fc.oneof(fc.bigInt({ min, max }), fc.bigInt({ min: 0n, max: 20n }));
}

/** One axis of the memory an array is cut from: where it starts, how far apart, and whether it runs backwards. */
interface Cut {
  readonly before: number;
  readonly step: number;
  readonly back: boolean;
}

/** An array of this shape whose axes lie in any order, backwards or with gaps in a larger block. */
function laidOut(
  dtype: ModelDtype,
  shape: readonly number[],
  order: readonly number[],
  cuts: readonly Cut[],
  pool: readonly (number | bigint | boolean)[],
): nd.NDArray {
  const lengths = order.map((axis) => {
    const cut = cuts[axis] as Cut;
    return cut.before + Math.max(0, (shape[axis] as number) * cut.step);
  });
  const flat = Array.from(
    { length: sizeOf(lengths) },
    (_, i) => pool[i % pool.length] as number | bigint | boolean,
  );
  const block = nd.array(flat as never[], { dtype }).reshape(lengths) as nd.NDArray;
  const parts = order.map((axis) => {
    const cut = cuts[axis] as Cut;
    return nd.s(cut.before, null, cut.step);
  });
  let view = (parts.length === 0 ? block : block.slice(...parts)) as nd.NDArray;
  view = view.transpose(shape.map((_, axis) => order.indexOf(axis))) as nd.NDArray;
  const turned = shape.map((_, axis) => ((cuts[axis] as Cut).back ? '::-1' : ':'));
  return turned.length === 0 ? view : (view.slice(...turned) as nd.NDArray);
}

const cut = fc.record({
  before: fc.integer({ min: 0, max: 2 }),
  step: fc.integer({ min: 1, max: 3 }),
  back: fc.boolean(),
});

export function arraysOf(dtype: ModelDtype, shape: readonly number[]): fc.Arbitrary<Sample> {
  return fc
    .record({
      order: fc.shuffledSubarray(
        shape.map((_, axis) => axis),
        { minLength: shape.length, maxLength: shape.length },
      ),
      cuts: fc.array(cut, { minLength: shape.length, maxLength: shape.length }),
      pool: fc.array(values(dtype), { minLength: 1, maxLength: 40 }),
    })
    .map(({ order, cuts, pool }) => {
      const array = laidOut(dtype, shape, order, cuts, pool);
      const text = `${dtype} (${shape}) strides (${array.strides}) of ${array.toString()}`;
      return { array, model: modelOf(array), toString: () => text };
    });
}

export const anyDtype: fc.Arbitrary<ModelDtype> = fc.constantFrom(...modelDtypes);

export const anyArray = (most = 4): fc.Arbitrary<Sample> =>
  fc.tuple(anyDtype, shapes(most)).chain(([dtype, shape]) => arraysOf(dtype, shape));

/** Two shapes that broadcast: some axes of one are dropped or set to 1. */
export const broadcastingShapes: fc.Arbitrary<readonly [number[], number[], number[]]> = fc
  .tuple(
    shapes(4),
    fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
    fc.nat(3),
    fc.nat(3),
  )
  .map(([shape, ones, dropA, dropB]) => {
    const a = shape.map((length, axis) => (ones[axis] === 1 ? 1 : length));
    const b = shape.map((length, axis) => (ones[axis] === 2 ? 1 : length));
    // One of the two keeps all axes.
    const [fromA, fromB] = dropA > dropB ? [dropA - dropB, 0] : [0, dropB - dropA];
    const shortA = a.slice(Math.min(fromA, a.length));
    const shortB = b.slice(Math.min(fromB, b.length));
    const full = shape.map((_, axis) => {
      const ofA = shortA[axis - (shape.length - shortA.length)] ?? 1;
      const ofB = shortB[axis - (shape.length - shortB.length)] ?? 1;
      return ofA === 1 ? ofB : ofA;
    });
    return [shortA, shortB, full];
  });
