/** Lists that change while they are read: an error, and no byte outside the new array. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

/** A list whose getter at `at` runs `act` once. */
function trapped(values: unknown[], at: number, act: (list: unknown[]) => void): never {
  const list = [...values];
  const value = list[at];
  let done = false;
  Object.defineProperty(list, at, {
    enumerable: true,
    configurable: true,
    get() {
      if (!done) {
        done = true;
        act(list);
      }
      return value;
    },
  });
  return list as never;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const lists: [string, unknown[]][] = [
  ['a few numbers', [1, 2]],
  ['a few values', [true, 7n]],
  ['many numbers', numbers(40)],
  ['many values', [...numbers(40), 1n, true]],
  ['bigints', numbers(40).map(BigInt)],
];

describe.each(lists)('%s', (_name, values) => {
  test.each([undefined, 'float64', 'float16', 'complex128'] as const)('that grow, as %s', (dtype) => {
    let neighbour: nd.NDArray | undefined;
    const list = trapped(values, values.length - 1, (own) => {
      neighbour = nd.zeros(16);
      for (let i = 0; i < 60; i++) own.push(666);
    });
    expect(() => nd.array(list, dtype as never)).toThrow(
      expect.objectContaining({ name: 'ShapeError', code: 'ERR_ARGUMENT' }),
    );
    expect((neighbour as nd.NDArray).toArray()).toEqual(new Array(16).fill(0));
  });

  test('that shrink', () => {
    const list = trapped(values, 1, (own) => {
      own.length = 1;
    });
    expect(() => nd.array(list)).toThrow(nd.StridedError);
  });

  test('that grow in a list', () => {
    let neighbour: nd.NDArray | undefined;
    const row = trapped(values, values.length - 1, (own) => {
      neighbour = nd.zeros(16);
      own.push(...new Array(60).fill(666));
    });
    expect(() => nd.array([row])).toThrow(nd.StridedError);
    expect((neighbour as nd.NDArray).toArray()).toEqual(new Array(16).fill(0));
  });
});

test('a row that becomes something else', () => {
  const inner = trapped([1, 2], 1, () => {
    list[1] = 5 as never;
  });
  const list: unknown[] = [inner, [3, 4]];
  expect(() => nd.array(list as never)).toThrow(nd.StridedError);
});

test.each([1, 2, 3, 4, 5, 6, 7])('a Proxy whose length grows at read %i', (when) => {
  let reads = 0;
  let neighbour: nd.NDArray | undefined;
  const list = new Proxy([1, 1], {
    get(target, key, receiver) {
      if (key === 'length') {
        if (++reads === when) neighbour = nd.zeros(16);
        return reads < when ? 2 : 14;
      }
      return typeof key === 'string' && /^\d+$/.test(key) ? 777 : Reflect.get(target, key, receiver);
    },
  });
  try {
    expect(nd.array(list).toArray()).toEqual(new Array(when === 1 ? 14 : 2).fill(777));
  } catch (error) {
    expect(error).toMatchObject({ name: 'ShapeError', code: 'ERR_ARGUMENT' });
  }
  if (neighbour !== undefined) expect(neighbour.toArray()).toEqual(new Array(16).fill(0));
});

test.each([-1, Number.NaN, 1.5, 'two', Symbol('n'), null])('a length that is none: %s', (length) => {
  const list = new Proxy([1], {
    get: (target, key) => (key === 'length' ? length : Reflect.get(target, key)),
  });
  expect(() => nd.array(list)).toThrow(nd.StridedError);
  expect(() => nd.zeros(list)).toThrow(nd.StridedError);
});

test('a shape is read once', () => {
  let reads = 0;
  const shape = new Proxy([2, 3], {
    get(target, key) {
      if (key === '0') return ++reads === 1 ? 2 : 1e9;
      return Reflect.get(target, key);
    },
  });
  expect(nd.zeros(shape).shape).toEqual([2, 3]);
});
