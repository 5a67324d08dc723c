/** Copies of small planes: every dtype, either side transposed, turned, stepped or broadcast; nothing beside is written. */
import * as nd from 'strided';
import { expect, test } from 'vitest';

/** Lengths about the sides of the squares that kernels turn: 2, 4, 8 and 16 elements. */
const LENGTHS = [1, 2, 3, 4, 5, 7, 8, 9, 10, 16, 17, 33];

type Make = (rows: number, columns: number) => nd.NDArray;
type View = (make: Make, rows: number, columns: number) => nd.NDArray;

const LAYOUTS: Readonly<Record<string, View>> = {
  'as it lies': (make, m, n) => make(m, n),
  transposed: (make, m, n) => make(n, m).T,
  'transposed, rows turned': (make, m, n) => make(n, m).T.slice('::-1'),
  'transposed, columns turned': (make, m, n) => make(n, m).T.slice(':, ::-1'),
  'rows with gaps, transposed': (make, m, n) => make(n, m + 3).slice(':', nd.s(1, m + 1)).T,
  'every other row, transposed': (make, m, n) => make(2 * n, m).slice('::2').T,
  'every other column': (make, m, n) => make(m, 2 * n).slice(':, ::2'),
  'from the middle': (make, m, n) => make(m + 2, n + 3).slice(nd.s(1, m + 1), nd.s(2, n + 2)),
};
const BROADCAST: Readonly<Record<string, View>> = {
  'one row': (make, m, n) => nd.broadcastTo(make(1, n), [m, n]),
  'one column': (make, m, n) => nd.broadcastTo(make(m, 1), [m, n]),
  'one element': (make, m, n) => nd.broadcastTo(make(1, 1), [m, n]),
};

const DTYPES = ['bool', 'int8', 'float16', 'int32', 'float64', 'complex64', 'complex128'] as const;

function counting(dtype: nd.DType): Make {
  return (rows, columns) => {
    const numbers = Array.from({ length: rows * columns }, (_, i) => (i % 113) + 1);
    return nd
      .array(numbers)
      .mod(dtype === 'bool' ? 2 : 127)
      .astype(dtype)
      .reshape(rows, columns);
  };
}

const text = (a: nd.NDArray): string => JSON.stringify(a.toArray());

test.each(DTYPES)('copies of %s planes hold the elements of their views', (dtype) => {
  let cases = 0;
  for (const m of LENGTHS) {
    for (const n of LENGTHS) {
      for (const [name, view] of Object.entries({ ...LAYOUTS, ...BROADCAST })) {
        const a = view(counting(dtype), m, n);
        // Read one by one, without a copy.
        const elements = text(a);
        for (const order of ['C', 'F'] as const) {
          const copy = a.copy(order);
          if (text(copy) !== elements) expect.fail(`${name} ${m}×${n}, order ${order}: ${text(copy)}`);
          cases++;
        }
        if (text(a.ravel().reshape(m, n)) !== elements) expect.fail(`${name} ${m}×${n}, ravel`);
        if (text(nd.ascontiguousarray(a)) !== elements) expect.fail(`${name} ${m}×${n}, ascontiguousarray`);
      }
    }
  }
  expect(cases).toBe(LENGTHS.length ** 2 * 11 * 2);
});

test.each(DTYPES)('planes of %s are written where they stand, and nothing beside them', (dtype) => {
  const lengths = [1, 3, 4, 9, 10, 17];
  let cases = 0;
  for (const m of lengths) {
    for (const n of lengths) {
      const source = counting(dtype)(m, n);
      for (const [name, view] of Object.entries(LAYOUTS)) {
        let base = source;
        const target = view(
          (rows, columns) => {
            base = nd.zeros([rows, columns], dtype);
            return base;
          },
          m,
          n,
        );
        for (const a of [source, source.copy('F')]) {
          base.assign(0);
          target.assign(a);
          const isRight = text(target) === text(source) && nd.countNonzero(base) === nd.countNonzero(source);
          if (!isRight) expect.fail(`${name} ${m}×${n}: ${text(base)}`);
          cases++;
        }
      }
    }
  }
  expect(cases).toBe(lengths.length ** 2 * 8 * 2);
});

test('a plane that overlaps itself or its source is copied as if it were read whole before', () => {
  const square = (): nd.NDArray => nd.arange(16).reshape(4, 4);
  const a = square();
  a.assign(a.T);
  expect(a.toArray()).toEqual(square().T.toArray());
  const b = square();
  b.slice('1:').assign(b.slice(':-1').copy().T.T);
  const c = square();
  c.slice('1:').assign(c.slice(':-1'));
  expect(c.toArray()).toEqual(b.toArray());
  const d = nd.arange(5);
  d.slice('1:').assign(d.slice(':-1'));
  expect(d.toArray()).toEqual([0, 0, 1, 2, 3]);
  d.assign(d.slice('::-1'));
  expect(d.toArray()).toEqual([3, 2, 1, 0, 0]);
});

test('planes without elements are copied, whatever their lengths', () => {
  for (const shape of [[0], [0, 3], [3, 0], [0, 0]]) {
    const a = nd.zeros(shape).T.copy();
    expect(a.shape).toEqual([...shape].reverse());
  }
  expect(nd.array(7).copy().item()).toBe(7);
  expect(nd.broadcastTo(nd.array(7), [2, 3]).copy().toArray()).toEqual([
    [7, 7, 7],
    [7, 7, 7],
  ]);
});
