/** What indexing promises beyond values: copies, order of writes, overlap, large operands, foreign memory, iteration. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { dtypeNames } from '../../lib/dtype.js';

/** 0, 1, 2, … in a small repeating pattern that every dtype holds. */
function pattern(n: number, dtype: nd.DType): nd.NDArray {
  return nd
    .arange(n)
    .mod(dtype === 'bool' ? 2 : 101)
    .astype(dtype);
}

describe('copies and writes', () => {
  test('index copies, also where there are only slices', () => {
    const a = nd.arange(6).reshape(2, 3);
    for (const b of [
      a.index(),
      a.index(0),
      a.index(':'),
      a.index([0, 1]),
      a.index(a.ge(0)),
      a.index('...', [0]),
    ]) {
      expect(nd.sharesMemory(a, b)).toBe(false);
      expect(b.flags.writeable).toBe(true);
      expect(b.base).toBe(null);
    }
  });

  test('the last value stays where an element is named twice', () => {
    const a = nd.zeros(3);
    a.indexAssign([[1, 1, 1]], [5, 6, 7]);
    expect(a.toArray()).toEqual([0, 7, 0]);
    nd.put(a, [0, 0], [1, 2]);
    expect(a.toArray()).toEqual([2, 7, 0]);
    const b = nd.zeros([2, 2]);
    b.indexAssign(
      [
        [[0], [0]],
        [0, 1],
      ],
      [
        [1, 2],
        [3, 4],
      ],
    );
    expect(b.toArray()).toEqual([
      [3, 4],
      [0, 0],
    ]);
    const many = nd.zeros(10);
    many.indexAssign([nd.arange(100_000).mod(10)], nd.arange(100_000));
    expect(many.toArray()).toEqual(Array.from({ length: 10 }, (_, i) => 99_990 + i));
  });

  test('values and indices may be the array itself', () => {
    const a = nd.arange(6);
    a.indexAssign([[1, 2, 3, 4, 5]], a.slice(':5'));
    expect(a.toArray()).toEqual([0, 0, 1, 2, 3, 4]);
    const b = nd.array([2, 0, 1]);
    b.indexAssign([b], [10, 11, 12]);
    expect(b.toArray()).toEqual([11, 12, 10]);
    const c = nd.array([1, 0, 1]).astype('bool');
    c.indexAssign([c], c.slice('::-1').slice(':2'));
    expect(c.toArray()).toEqual([true, false, false]);
    const d = nd.arange(4);
    nd.take(d, [3, 2, 1, 0], { out: d });
    expect(d.toArray()).toEqual([3, 2, 1, 0]);
  });

  test('integral floats, bigints, TypedArrays and nested lists are indices', () => {
    const a = nd.arange(4).mul(10);
    expect(a.index(new Int32Array([3, 1])).toArray()).toEqual([30, 10]);
    expect(a.index([3n, -1n] as never).toArray()).toEqual([30, 30]);
    expect(a.index(new Float32Array([2])).toArray()).toEqual([20]);
    expect(nd.eye(3).index([2, 0]).toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
    const probs = nd.arange(6).reshape(2, 3);
    expect(probs.index(nd.arange(2), nd.array([2, 0])).toArray()).toEqual([2, 3]);
    expect(a.index(nd.array(2)).shape).toEqual([]);
  });

  test('more index arrays than the call has operands for', () => {
    const a = nd.arange(3 ** 5).reshape(3, 3, 3, 3, 3);
    const line = nd.array([0, 1, 2]).astype('int8');
    expect(a.index(line, line, line, line, line).toArray()).toEqual([0, 121, 242]);
    expect(a.index(line, [2], line, line).shape).toEqual([3, 3]);
    a.indexAssign([line, line, line, line, [0]], -1);
    expect(a.index(line, line, line, line, 0).toArray()).toEqual([-1, -1, -1]);
    expect(() => a.index(line, line, line, line, [0.5])).toThrow(nd.IndexError);
    expect(() => a.index(line, line, line, [7], line)).toThrow(/index 7 is out of bounds for axis 3/);
  });

  test('what nonzero and ix give is a whole tuple', () => {
    const a = nd.arange(6).reshape(2, 3);
    expect(a.index(nd.nonzero(a.gt(3))).toArray()).toEqual([4, 5]);
    expect(a.index(nd.ix([0, 1], [2, 0])).toArray()).toEqual([
      [2, 0],
      [5, 3],
    ]);
    a.indexAssign(nd.nonzero(a.gt(3)), 0);
    expect(a.toArray()).toEqual([
      [0, 1, 2],
      [3, 0, 0],
    ]);
    expect(a.index(...nd.where(a.gt(0))).toArray()).toEqual([1, 2, 3]);
  });
});

/** The items of an array at these places, byte by byte. */
function itemsAt(a: nd.NDArray, order: readonly number[]): Uint8Array {
  const bytes = a.toBuffer();
  const { itemsize } = a;
  const out = new Uint8Array(order.length * itemsize);
  order.forEach((from, to) => {
    for (let k = 0; k < itemsize; k++) out[to * itemsize + k] = bytes[from * itemsize + k] as number;
  });
  return out;
}

describe('large operands of every dtype', () => {
  const n = 140_003;
  const mask = nd.arange(n).mod(3).lt(1.5);
  const places = nd.arange(n).mul(7919).mod(n).astype('int64');
  const all = Array.from({ length: n }, (_, i) => i);
  const chosenPlaces = all.filter((i) => i % 3 < 1.5);
  const order = all.map((i) => (i * 7919) % n);
  test.each(dtypeNames)('%s', (dtype) => {
    const a = pattern(n, dtype);
    const chosen = a.index(mask);
    expect(chosen.toBuffer().equals(itemsAt(a, chosenPlaces))).toBe(true);
    expect(a.index(places).toBuffer().equals(itemsAt(a, order))).toBe(true);

    const b = nd.zeros(n, { dtype });
    b.indexAssign([mask], chosen);
    expect(nd.arrayEqual(b, nd.where(mask, a, nd.zeros(n, { dtype })))).toBe(true);
    b.indexAssign([mask], a.slice('1'));
    expect(nd.arrayEqual(b, nd.where(mask, a.slice('1'), nd.zeros(n, { dtype })))).toBe(true);
    b.indexAssign([places], a.index(places));
    expect(nd.arrayEqual(a, b)).toBe(true);
  });

  test('rows of any length', () => {
    for (const width of [1, 2, 3, 5, 7, 9, 13, 16, 17, 31, 33, 64, 100, 600]) {
      for (const dtype of ['uint8', 'int16', 'float64'] as const) {
        const a = pattern(50 * width, dtype).reshape(50, width);
        const rows = nd.array([49, 0, -2, 7, 7]).astype('int64');
        expect(a.index(rows).toArray()).toEqual([49, 0, 48, 7, 7].map((i) => a.slice(i).toArray()));
        const b = nd.zerosLike(a);
        b.indexAssign([rows], a.index(rows));
        expect(b.index(rows).toArray()).toEqual(a.index(rows).toArray());
        expect(a.T.index(':', rows).toArray()).toEqual(a.index(rows).T.toArray());
      }
    }
  });

  test('positions in several axes', () => {
    const a = pattern(200_000, 'float64').reshape(20, 100, 100);
    a.indexAssign([a.lt(60)], 0);
    const found = nd.nonzero(a);
    const rows = nd.argwhere(a);
    expect(rows.shape).toEqual([nd.countNonzero(a) as number, 3]);
    found.forEach((index, axis) => {
      expect(nd.arrayEqual(index, rows.slice(':', axis))).toBe(true);
    });
    expect(nd.arrayEqual(a.index(found), a.index(a.ne(0)))).toBe(true);
    expect(nd.arrayEqual(nd.ravelMultiIndex(found, a.shape), nd.flatnonzero(a))).toBe(true);
    expect(nd.unravelIndex(nd.flatnonzero(a), a.shape).map((x) => nd.arrayEqual(x, x))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('lengths beyond 32 bits are counted', () => {
    const wide = nd.broadcastTo(nd.array([7]).astype('int8'), [2 ** 33]);
    expect(wide.index([2 ** 33 - 1, -(2 ** 33)]).toArray()).toEqual([7, 7]);
    expect(() => wide.index([2 ** 33])).toThrow(
      /index 8589934592 is out of bounds for axis 0 with size 8589934592/,
    );
    expect(nd.unravelIndex(2 ** 40 + 5, [2 ** 20, 2 ** 21])).toEqual([2 ** 19, 5]);
    expect(nd.ravelMultiIndex([2 ** 19, 5], [2 ** 20, 2 ** 21])).toBe(2 ** 40 + 5);
  });
});

describe('memory that others see', () => {
  test('shared buffers are operands and indices', () => {
    const data = new Float64Array(new SharedArrayBuffer(32));
    data.set([1, 2, 3, 4]);
    const places = new Int32Array(new SharedArrayBuffer(8));
    places.set([3, 0]);
    const a = nd.asarray(data);
    expect(a.index(places).toArray()).toEqual([4, 1]);
    a.indexAssign([places], [40, 10]);
    expect([...data]).toEqual([10, 2, 3, 40]);
    const flags = new Uint8Array(new SharedArrayBuffer(4));
    flags.set([0, 7, 0, 255]);
    const mask = nd.frombuffer(flags.buffer, 'bool');
    expect(a.index(mask).toArray()).toEqual([2, 40]);
    a.indexAssign([mask], 0);
    expect([...data]).toEqual([10, 0, 3, 0]);
    expect(nd.flatnonzero(mask).toArray()).toEqual([1, 3]);
  });

  test('a detached index array is an error', () => {
    const places = new BigInt64Array(4);
    const index = nd.asarray(places);
    structuredClone(places.buffer, { transfer: [places.buffer] });
    expect(() => nd.zeros(3).index(index)).toThrow(nd.StridedError);
    expect(() => nd.zeros(4).index(index.astype('int64'))).toThrow(nd.StridedError);
  });

  test('unaligned memory', () => {
    const bytes = new Uint8Array(41);
    const a = nd.frombuffer(bytes.buffer, 'float64', { count: 5, offset: 1 });
    a.indexAssign([[0, 4]], [1, 2]);
    expect(a.index([4, 0]).toArray()).toEqual([2, 1]);
    expect(a.index(a.gt(1)).toArray()).toEqual([2]);
    a.indexAssign([a.gt(0)], [8, 9]);
    expect(a.toArray()).toEqual([8, 0, 0, 0, 9]);
  });
});

describe('walks', () => {
  test('ndindex and ndenumerate', () => {
    expect([...nd.ndindex()]).toEqual([[]]);
    expect([...nd.ndindex([2, 0])]).toEqual([]);
    expect([...nd.ndindex([1, 2])]).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect([...nd.ndenumerate(nd.arange(4).reshape(2, 2).T)]).toEqual([
      [[0, 0], 0],
      [[0, 1], 2],
      [[1, 0], 1],
      [[1, 1], 3],
    ]);
  });

  test('flat', () => {
    const a = nd.arange(6).reshape(2, 3).T;
    expect(a.flat.length).toBe(6);
    expect([...a.flat]).toEqual([0, 3, 1, 4, 2, 5]);
    expect(a.flat.at(-1)).toBe(5);
    expect(a.flat.index('1::2').toArray()).toEqual([3, 4, 5]);
    expect(a.flat.copy().toArray()).toEqual([0, 3, 1, 4, 2, 5]);
    a.flat.set(9, 1).indexAssign([[0, -1]], 7);
    expect(a.toArray()).toEqual([
      [7, 9],
      [1, 4],
      [2, 7],
    ]);
    a.flat.assign([1, 2]);
    expect(a.toArray()).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    a.flat.assign(a.slice('::-1, ::-1').copy());
    expect(a.toArray()).toEqual([
      [2, 1],
      [2, 1],
      [2, 1],
    ]);
    expect(a.flat.toArray()).toEqual([2, 1, 2, 1, 2, 1]);
  });

  test('nditer: the order of memory, or the one that is asked for', () => {
    const a = nd.arange(6).reshape(2, 3);
    const read = (it: Iterable<nd.NDArray>): unknown[] => Array.from(it, (x) => x.toArray());
    expect(read(nd.nditer(a.T))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(read(nd.nditer(a.T, { order: 'C' }))).toEqual([0, 3, 1, 4, 2, 5]);
    expect(read(nd.nditer(a, { order: 'F' }))).toEqual([0, 3, 1, 4, 2, 5]);
    expect(read(nd.nditer(a.slice('::-1, ::-1')))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(read(nd.nditer(a, { flags: ['external_loop'] }))).toEqual([[0, 1, 2, 3, 4, 5]]);
    expect(read(nd.nditer(a, { flags: ['external_loop'], order: 'F' }))).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
    expect(read(nd.nditer(a.slice(':, ::2'), { flags: ['external_loop'] }))).toEqual([
      [0, 2],
      [3, 5],
    ]);
    expect(read(nd.nditer(a.slice('::-1'), { flags: ['external_loop'] }))).toEqual([[0, 1, 2, 3, 4, 5]]);
    expect(read(nd.nditer(7))).toEqual([7]);
    expect(read(nd.nditer(nd.zeros([0]), { flags: ['zerosize_ok'] }))).toEqual([]);
  });

  test('nditer: places', () => {
    const it = nd.nditer(nd.arange(6).reshape(2, 3).slice('::-1'), { flags: ['multi_index', 'c_index'] });
    const seen: unknown[] = [];
    for (; !it.finished; it.iternext()) seen.push([it.multiIndex, it.index, it.value.item(), it.iterindex]);
    expect(seen[0]).toEqual([[1, 0], 3, 0, 0]);
    expect(seen[5]).toEqual([[0, 2], 2, 5, 5]);
    it.reset();
    expect(it.multiIndex).toEqual([1, 0]);
    const byColumns = nd.nditer(nd.arange(6).reshape(2, 3), { flags: ['f_index'] });
    expect(Array.from(byColumns, () => byColumns.index)).toEqual([0, 2, 4, 1, 3, 5]);
  });

  test('nditer: several operands, writing, and operands it makes', () => {
    const rows = nd.arange(2).reshape(2, 1);
    const it = nd.nditer([rows, [10, 20, 30], null]);
    expect([it.nop, it.ndim, it.itersize]).toEqual([3, 2, 6]);
    for (const [x, y, z] of it)
      (z as nd.NDArray).assign(((x as nd.NDArray).item() as number) + ((y as nd.NDArray).item() as number));
    expect((it.operands[2] as nd.NDArray).toArray()).toEqual([
      [10, 20, 30],
      [11, 21, 31],
    ]);
    expect(() => rows.flat.length).not.toThrow();
    for (const x of nd.nditer(rows)) expect(() => x.assign(1)).toThrow(/read-only/);
    for (const x of nd.nditer(rows, { opFlags: ['readwrite'], flags: ['external_loop'] })) x.imul(2);
    expect(rows.toArray()).toEqual([[0], [2]]);
  });

  test('grids', () => {
    expect(nd.mgrid('0:3').toArray()).toEqual([0, 1, 2]);
    expect(nd.mgrid(nd.s(1, 3), '0:1:3j').shape).toEqual([2, 2, 3]);
    expect(nd.mgrid('0:1:0.25').toArray()).toEqual([0, 0.25, 0.5, 0.75]);
    const [y, x] = nd.ogrid('0:2, 5:8') as [nd.NDArray, nd.NDArray];
    expect([y.shape, x.shape]).toEqual([
      [2, 1],
      [1, 3],
    ]);
    expect(x.toArray()).toEqual([[5, 6, 7]]);
  });
});
