/** What holds for arrays of every dtype, shape and layout, against a model of plain loops. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as nd from '../../lib/index.js';
import { anyArray, anyDtype, arraysOf, broadcastingShapes, shapes } from './arrays.js';
import {
  broadcastAt,
  build,
  groups,
  indicesOf,
  type Model,
  type ModelDtype,
  modelOf,
  plus,
  type Value,
  valueAt,
  wrap,
} from './model.js';

const ufuncs: Readonly<Record<string, unknown>> = { ...nd };
let runs = 0;
const RUNS = 250;

function holds<T extends unknown[]>(
  ...args: [...{ [K in keyof T]: fc.Arbitrary<T[K]> }, (...values: T) => void]
) {
  const check = args.pop() as (...values: T) => void;
  const counted = (...values: T): void => {
    runs++;
    check(...values);
  };
  // The seed of a failure is in its message; `fc.assert(…, { seed, path })` runs that case again.
  fc.assert(fc.property(...(args as unknown as [fc.Arbitrary<unknown>]), counted as never), {
    numRuns: RUNS,
  });
}

function expectModel(got: unknown, wanted: Model): void {
  expect(got).toBeInstanceOf(nd.NDArray);
  const array = got as nd.NDArray;
  expect([...array.shape]).toEqual(wanted.shape);
  expect(array.dtype).toBe(wanted.dtype);
  expect(modelOf(array).values).toEqual(wanted.values);
}

// biome-ignore-start lint/suspicious/noDoubleEquals: a bigint and a number of one value are equal so
const compare: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  equal: (a, b) => a == b,
  notEqual: (a, b) => a != b,
  less: (a, b) => a < b,
  lessEqual: (a, b) => a <= b,
  greater: (a, b) => a > b,
  greaterEqual: (a, b) => a >= b,
};
// biome-ignore-end lint/suspicious/noDoubleEquals: from here on there is nothing to compare so

/** The dtype's own value of an operand. */
const as = (value: Value, dtype: ModelDtype): Value =>
  dtype.startsWith('float') ? wrap(Number(value), dtype) : wrap(value, dtype);

const arithmetic: Readonly<Record<string, (a: Value, b: Value, dtype: ModelDtype) => Value>> = {
  add: (a, b, dtype) => (dtype === 'bool' ? Boolean(a) || Boolean(b) : plus(a, b)),
  multiply: (a, b, dtype) =>
    dtype === 'bool'
      ? Boolean(a) && Boolean(b)
      : typeof a === 'bigint'
        ? a * (b as bigint)
        : (a as number) * (b as number),
  maximum: (a, b, dtype) =>
    dtype === 'bool' ? Boolean(a) || Boolean(b) : Number.isNaN(a) ? a : Number.isNaN(b) ? b : a >= b ? a : b,
};

const pairs = fc
  .tuple(anyDtype, anyDtype, broadcastingShapes)
  .chain(([a, b, [shapeA, shapeB, full]]) =>
    fc.tuple(arraysOf(a, shapeA), arraysOf(b, shapeB), fc.constant(full)),
  );

describe('arrays of any dtype, shape and layout', () => {
  test.each(Object.keys(arithmetic))('%s broadcasts, promotes and wraps', (name) => {
    holds(pairs, ([a, b, full]) => {
      const dtype = nd.promoteTypes(a.model.dtype, b.model.dtype) as ModelDtype;
      const op = arithmetic[name] as (a: Value, b: Value, dtype: ModelDtype) => Value;
      const wanted = build(dtype, full, (index) =>
        op(as(broadcastAt(a.model, index), dtype), as(broadcastAt(b.model, index), dtype), dtype),
      );
      const ufunc = ufuncs[name] as (a: nd.NDArray, b: nd.NDArray) => unknown;
      const got = ufunc(a.array, b.array) as nd.NDArray;
      if (name !== 'maximum') return expectModel(got, wanted);
      // Which zero is the larger one is left open.
      const unsigned = (v: Value): Value => (v === 0 ? 0 : v);
      expect([got.dtype, [...got.shape]]).toEqual([dtype, full]);
      expect(modelOf(got).values.map(unsigned)).toEqual(wanted.values.map(unsigned));
    });
  });

  test.each(Object.keys(compare))('%s compares values, not representations', (name) => {
    holds(pairs, ([a, b, full]) => {
      const wanted = build('bool', full, (index) =>
        (compare[name] as (a: Value, b: Value) => boolean)(
          broadcastAt(a.model, index),
          broadcastAt(b.model, index),
        ),
      );
      // 64-bit integers against floats meet in float64, as in NumPy: only exact ones are compared here.
      const floats = [a, b].some(({ model }) => model.dtype.startsWith('float'));
      const large = [a, b].some(({ model }) =>
        model.values.some((v) => typeof v === 'bigint' && (v > 2n ** 24n || v < -(2n ** 24n))),
      );
      if (floats && large) return;
      const ufunc = ufuncs[name] as (a: nd.NDArray, b: nd.NDArray) => unknown;
      expectModel(ufunc(a.array, b.array), wanted);
    });
  });

  test('sum, min, max, any, all and argmax over any axes', () => {
    holds(
      anyArray(4).chain((sample) =>
        fc.tuple(fc.constant(sample), fc.subarray(sample.model.shape.map((_, axis) => axis)), fc.boolean()),
      ),
      ([{ array, model }, axes, keepdims]) => {
        const { shape, members } = groups(model, axes);
        const outShape = keepdims
          ? model.shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
          : shape;
        const options = { axis: axes, keepdims };
        const floats = model.dtype.startsWith('float');
        const sumDtype = (
          floats ? model.dtype : model.dtype.startsWith('u') ? 'uint64' : 'int64'
        ) as ModelDtype;
        if (!floats) {
          const sums = members.map((group) => group.reduce((a, b) => BigInt(a) + BigInt(b), 0n as Value));
          expectModel(nd.sum(array, options), {
            dtype: sumDtype,
            shape: outShape,
            values: sums.map((value) => wrap(value, sumDtype)),
          });
        }
        const bools = (f: (group: Value[]) => boolean): Model => ({
          dtype: 'bool',
          shape: outShape,
          values: members.map(f),
        });
        expectModel(
          nd.any(array, options),
          bools((group) => group.some((v) => Boolean(v) || Number.isNaN(v))),
        );
        expectModel(
          nd.all(array, options),
          bools((group) => group.every((v) => Boolean(v) || Number.isNaN(v))),
        );
        // Also where there is no result at all, as in NumPy.
        if (axes.some((axis) => model.shape[axis] === 0)) {
          expect(() => nd.max(array, options)).toThrow(nd.StridedError);
          return;
        }
        const largest = (group: Value[]): Value =>
          group.find((v) => Number.isNaN(v)) ?? group.reduce((a, b) => (b > a ? b : a));
        const got = modelOf(nd.max(array, options) as nd.NDArray);
        expect(got.shape).toEqual(outShape);
        // Equal by value: which zero of two is left open.
        expect(got.values.map((v) => (v === 0 ? 0 : v))).toEqual(
          members.map(largest).map((v) => (v === 0 ? 0 : v)),
        );
      },
    );
  });

  test('argmax and argmin give the first place', () => {
    holds(
      anyArray(3).filter(({ model }) => model.shape.length > 0 && !model.shape.includes(0)),
      ({ array, model }) => {
        const axis = model.shape.length - 1;
        const { shape, members } = groups(model, [axis]);
        const place = (better: (a: Value, b: Value) => boolean) => (group: Value[]) => {
          const nan = group.findIndex((v) => Number.isNaN(v));
          if (nan >= 0) return BigInt(nan);
          return BigInt(group.reduce((at: number, v, i) => (better(v, group[at] as Value) ? i : at), 0));
        };
        const model64 = (values: bigint[]): Model => ({ dtype: 'int64', shape, values });
        expectModel(nd.asarray(nd.argmax(array, { axis })), model64(members.map(place((a, b) => a > b))));
        expectModel(nd.asarray(nd.argmin(array, { axis })), model64(members.map(place((a, b) => a < b))));
      },
    );
  });

  test('sort and argsort along any axis; argsort is a permutation that sorts', () => {
    const ofNumbers = (a: Value, b: Value): number =>
      Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : a < b ? -1 : a > b ? 1 : 0;
    holds(
      anyArray(3)
        .filter(({ model }) => model.shape.length > 0)
        .chain((sample) => fc.tuple(fc.constant(sample), fc.nat(sample.model.shape.length - 1))),
      ([{ array, model }, axis]) => {
        const sorted = modelOf(nd.sort(array, axis) as nd.NDArray);
        const order = nd.argsort(array, axis, { stable: true }) as nd.NDArray;
        expect(sorted.shape).toEqual(model.shape);
        const wanted = groups(model, [axis]).members.map((group) =>
          [...group].sort(ofNumbers).map((v) => (v === 0 ? 0 : v)),
        );
        expect(groups(sorted, [axis]).members.map((g) => g.map((v) => (v === 0 ? 0 : v)))).toEqual(wanted);
        const through = modelOf(nd.takeAlongAxis(array, order, axis) as nd.NDArray);
        expect(groups(through, [axis]).members.map((g) => g.map((v) => (v === 0 ? 0 : v)))).toEqual(wanted);
      },
    );
  });

  test('cumsum of integers, roll and flip along any axis', () => {
    holds(
      anyArray(3)
        .filter(({ model }) => model.shape.length > 0)
        .chain((sample) =>
          fc.tuple(
            fc.constant(sample),
            fc.nat(sample.model.shape.length - 1),
            fc.integer({ min: -7, max: 7 }),
          ),
        ),
      ([{ array, model }, axis, shift]) => {
        const length = model.shape[axis] as number;
        const from = (where: (i: number) => number): Model =>
          build(model.dtype, model.shape, (index) =>
            valueAt(model, index.with(axis, where(index[axis] as number))),
          );
        expectModel(
          nd.roll(array, shift, axis),
          from((i) => (((i - shift) % length) + length) % length),
        );
        expectModel(
          nd.flip(array, axis),
          from((i) => length - 1 - i),
        );
        if (model.dtype.startsWith('float')) return;
        const dtype = (model.dtype.startsWith('u') ? 'uint64' : 'int64') as ModelDtype;
        const wanted = build(dtype, model.shape, (index) => {
          let sum = 0n;
          for (let i = 0; i <= (index[axis] as number); i++)
            sum += BigInt(valueAt(model, index.with(axis, i)));
          return sum;
        });
        expectModel(nd.cumsum(array, axis), wanted);
      },
    );
  });

  test('concatenate and split are each other’s inverse', () => {
    holds(
      anyArray(3)
        .filter(({ model }) => model.shape.length > 0)
        .chain((sample) =>
          fc.tuple(fc.constant(sample), fc.nat(sample.model.shape.length - 1), fc.nat(6), fc.nat(6)),
        ),
      ([{ array, model }, axis, p, q]) => {
        const parts = nd.split(array, [Math.min(p, q), Math.max(p, q)], axis);
        expect(parts).toHaveLength(3);
        expectModel(nd.concatenate(parts, axis), model);
        const stacked = nd.stack([array, array], { axis }) as nd.NDArray;
        expectModel(nd.take(stacked, 1, axis), model);
      },
    );
  });

  test('where takes from the one or the other', () => {
    holds(
      fc
        .tuple(anyDtype, anyDtype, shapes(3))
        .chain(([a, b, shape]) => fc.tuple(arraysOf('bool', shape), arraysOf(a, shape), arraysOf(b, shape))),
      ([c, x, y]) => {
        const dtype = nd.promoteTypes(x.model.dtype, y.model.dtype) as ModelDtype;
        const wanted = build(dtype, c.model.shape, (index) =>
          as(valueAt(valueAt(c.model, index) ? x.model : y.model, index), dtype),
        );
        expectModel(nd.where(c.array, x.array, y.array), wanted);
      },
    );
  });

  test('matmul of integers', () => {
    holds(
      fc
        .tuple(fc.constantFrom<ModelDtype>('int32', 'int64', 'uint8'), fc.nat(6), fc.nat(6), fc.nat(6))
        .chain(([dtype, n, k, m]) => fc.tuple(arraysOf(dtype, [n, k]), arraysOf(dtype, [k, m]))),
      ([a, b]) => {
        const [n = 0, k = 0] = a.model.shape;
        const wanted = build(a.model.dtype, [n, b.model.shape[1] as number], ([i = 0, j = 0]) => {
          let sum = 0n;
          for (let l = 0; l < k; l++)
            sum += BigInt(valueAt(a.model, [i, l])) * BigInt(valueAt(b.model, [l, j]));
          return sum;
        });
        expectModel((a.array as nd.NDArray).matmul(b.array), wanted);
      },
    );
  });

  test('.npy, toArray, copy and astype keep every value', () => {
    holds(anyArray(4), ({ array, model }) => {
      expectModel(nd.load(nd.toNpy(array)), model);
      expectModel(array.copy(), model);
      expectModel(
        nd
          .array(array.toArray({ bigint: true }) as never, { dtype: model.dtype })
          .reshape(model.shape as number[]),
        model,
      );
      expectModel(array.astype('float64').astype('float64', { copy: false }), {
        ...model,
        dtype: 'float64',
        values: model.values.map((value) => Number(value)),
      });
    });
  });

  test('an output that overlaps its inputs gets what separate memory would', () => {
    holds(
      fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(5), fc.nat(5), fc.nat(5), fc.boolean(), fc.boolean()),
      ([n, p, q, r, back, transposed]) => {
        const make = (): nd.NDArray => nd.arange(n + 5).mul(3) as nd.NDArray;
        const pick = (base: nd.NDArray, at: number, reverse: boolean): nd.NDArray => {
          const part = base.slice(nd.s(at, at + n)) as nd.NDArray;
          return (reverse ? part.slice('::-1') : part) as nd.NDArray;
        };
        const one = make();
        const other = make();
        nd.add(pick(one, p, back), pick(one, q, false), { out: pick(one, r, transposed) });
        const sum = pick(other, p, back)
          .copy()
          .add(pick(other, q, false).copy()) as nd.NDArray;
        (pick(other, r, transposed) as nd.NDArray).assign(sum);
        expect(one.toArray()).toEqual(other.toArray());
      },
    );
  });

  test('ran as often as planned', () => {
    expect(runs).toBeGreaterThanOrEqual(18 * RUNS);
    expect(indicesOf([2, 2])).toHaveLength(4);
    console.log(`${runs} random cases`);
  });
});
