/** Whose memory an array stands on: shared with the caller's TypedArrays and Buffers, or its own. */
import * as nd from 'strided';
import { describe, expect, test, vi } from 'vitest';

const classes = [
  [Int8Array, 'int8'],
  [Uint8Array, 'uint8'],
  [Uint8ClampedArray, 'uint8'],
  [Int16Array, 'int16'],
  [Uint16Array, 'uint16'],
  [Int32Array, 'int32'],
  [Uint32Array, 'uint32'],
  [Float32Array, 'float32'],
  [Float64Array, 'float64'],
] as const;

describe('TypedArrays and Buffers', () => {
  test.each(classes)('%o is shared', (Class, dtype) => {
    const source = new Class([1, 2, 3, 4]).subarray(1, 3);
    const a = nd.asarray(source);
    expect(a.dtype).toBe(dtype);
    expect(a.toArray()).toEqual([2, 3]);
    expect(a.flags).toEqual({
      cContiguous: true,
      fContiguous: true,
      owndata: false,
      writeable: true,
      aligned: true,
    });
    a.set(9, 0);
    expect(source[0]).toBe(9);
    source[1] = 7;
    expect(a.at(1)).toBe(7);
    expect(a.buffer).toBe(source.buffer);
    const copied = nd.array(source);
    expect(copied.flags.owndata).toBe(true);
    copied.set(1, 0);
    expect(source[0]).toBe(9);
  });

  test('64-bit integers', () => {
    const signed = new BigInt64Array([-1n, 2n ** 62n]);
    const unsigned = new BigUint64Array([2n ** 63n]);
    expect(nd.asarray(signed).toArray({ bigint: true })).toEqual([-1n, 2n ** 62n]);
    expect(nd.asarray(unsigned).dtype).toBe('uint64');
    expect(nd.asarray(unsigned).item({ bigint: true })).toBe(2n ** 63n);
  });

  test('Float16Array, where there is one', () => {
    const Half = (globalThis as { Float16Array?: new (values: number[]) => nd.TypedArrayLike }).Float16Array;
    if (Half === undefined) {
      // Older engines: the class is told by its tag, so that no build depends on it.
      expect(nd.frombuffer(new Uint16Array([0x3e00]), 'float16').toArray()).toEqual([1.5]);
      return;
    }
    const a = nd.asarray(new Half([1.5, -2]));
    expect(a.dtype).toBe('float16');
    expect(a.toArray()).toEqual([1.5, -2]);
  });

  test('a Buffer both ways', () => {
    const buffer = Buffer.from([1, 2, 3, 4]);
    const a = nd.asarray(buffer);
    expect(a.dtype).toBe('uint8');
    a.slice('::2').assign(0);
    expect([...buffer]).toEqual([0, 2, 0, 4]);
    const b = nd.arange(4, 'uint8');
    const out = b.toBuffer();
    out[0] = 9;
    expect(b.at(0)).toBe(9);
  });

  test('SharedArrayBuffers', () => {
    const shared = new SharedArrayBuffer(32);
    const a = nd.asarray(new Float64Array(shared));
    a.fill(2);
    expect([...new Float64Array(shared)]).toEqual([2, 2, 2, 2]);
    expect(a.add(nd.frombuffer(shared)).toArray()).toEqual([4, 4, 4, 4]);
    expect(nd.frombuffer(shared, 'int8', { offset: 8, count: 3 }).shape).toEqual([3]);
  });

  test('frombuffer: offset, count, unaligned elements, views of arrays', () => {
    const bytes = Buffer.alloc(17);
    bytes.writeDoubleLE(1.5, 1);
    bytes.writeDoubleLE(-2.5, 9);
    const a = nd.frombuffer(bytes, 'float64', { offset: 1 });
    expect(a.toArray()).toEqual([1.5, -2.5]);
    expect(a.add(1).toArray()).toEqual([2.5, -1.5]);
    expect(a.flags.owndata).toBe(false);
    expect(nd.frombuffer(bytes, 'uint8', { count: 0 }).shape).toEqual([0]);
    expect(nd.frombuffer(bytes, 'uint8', { offset: 17 }).shape).toEqual([0]);
    expect(nd.frombuffer(new ArrayBuffer(0)).shape).toEqual([0]);
    const b = nd.arange(2);
    const view = nd.frombuffer(b, 'uint8', { offset: 8 });
    expect(view.base).toBe(b);
    expect(view.toArray()).toEqual([0, 0, 0, 0, 0, 0, 240, 63]);
    expect(nd.frombuffer(new DataView(new ArrayBuffer(8)), 'int32').shape).toEqual([2]);
  });

  test('arrays keep the memory they stand on', () => {
    let a = nd.zeros(1);
    {
      const buffer = new ArrayBuffer(8_000_000);
      new Float64Array(buffer).fill(3);
      a = nd.frombuffer(buffer) as nd.NDArray as typeof a;
    }
    for (let i = 0; i < 50; i++) nd.zeros(1_000_000).fill(i);
    expect(a.sum()).toBe(3_000_000);
  });
});

describe('arrays of others', () => {
  test('scijs: stride and offset count elements; written through', () => {
    const data = new Float32Array([0, 1, 2, 3, 4, 5, 6]);
    const a = nd.asarray({ data, shape: [2, 2], stride: [1, 3], offset: 1 } as nd.StridedObject);
    expect(a.dtype).toBe('float32');
    expect(a.toArray()).toEqual([
      [1, 4],
      [2, 5],
    ]);
    a.set(9, 1, 1);
    expect(data[5]).toBe(9);
  });

  test('stdlib: strides; negative ones; data as a list', () => {
    expect(nd.asarray({ data: [1, 2, 3], shape: [3], strides: [-1], offset: 2 }).toArray()).toEqual([
      3, 2, 1,
    ]);
    expect(nd.array({ data: [true, false], shape: [2, 1] }).dtype).toBe('bool');
    expect(nd.asarray({ data: new Int8Array(0), shape: [0, 3] }).shape).toEqual([0, 3]);
    expect(nd.add({ data: new Float64Array([1, 2]), shape: [2] }, 1).toArray()).toEqual([2, 3]);
  });

  test('another copy of this package', async () => {
    vi.resetModules();
    const other = await import('strided');
    expect(other.NDArray).not.toBe(nd.NDArray);
    const theirs = other.array([
      [1, 2],
      [3, 4],
    ]);
    const ours = nd.asarray(theirs as unknown as nd.ArrayLike) as nd.NDArray;
    expect(ours).toBeInstanceOf(nd.NDArray);
    expect(ours.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    ours.set(9, 0, 0);
    expect(theirs.at(0, 0)).toBe(9);
    expect((nd.add(theirs.T as unknown as nd.ArrayLike, 1) as nd.NDArray).toArray()).toEqual([
      [10, 4],
      [3, 5],
    ]);
    const half = other.array([1.5], 'float16') as unknown as nd.ArrayLike;
    expect((nd.asarray(half) as nd.NDArray).dtype).toBe('float16');
  });
});

describe('what is copied', () => {
  const a = nd.array([
    [1, 2],
    [3, 4],
  ]);
  test('asarray gives the array itself where nothing changes', () => {
    expect(nd.asarray(a)).toBe(a);
    expect(nd.asarray(a, 'float64')).toBe(a);
    expect(nd.asarray(a, { order: 'C', copy: false })).toBe(a);
    expect(nd.array(a, { copy: null })).toBe(a);
    expect(nd.array(a)).not.toBe(a);
    expect(nd.asarray(a, { copy: true })).not.toBe(a);
    expect(nd.asanyarray(a)).toBe(a);
    expect(nd.ascontiguousarray(a)).toBe(a);
    expect(nd.asfortranarray(a.T)).not.toBe(a);
    expect(nd.require(a, { requirements: ['C', 'A', 'W', 'O'] })).toBe(a);
    expect(nd.require(a.T, { requirements: 'O' }).base).toBeNull();
    expect(a.astype('float64', { copy: false })).toBe(a);
    expect(a.astype('float64', { copy: null })).toBe(a);
    expect(a.astype('float64')).not.toBe(a);
  });

  test('views share, copies do not', () => {
    const v = a.view('int64');
    expect(v.base).toBe(a);
    expect(nd.sharesMemory(a, v)).toBe(true);
    expect(a.view().base).toBe(a);
    expect(nd.sharesMemory(a, a.copy())).toBe(false);
    expect(nd.array(a, { ndmin: 3, copy: null }).base).toBe(a);
  });

  test('astype keeps -0, nan and integers beyond 2^53', () => {
    expect(Object.is(nd.array([-0]).astype('float32').item(), -0)).toBe(true);
    expect(
      nd
        .array([2n ** 53n + 1n])
        .astype('uint64')
        .item({ bigint: true }),
    ).toBe(2n ** 53n + 1n);
    expect(nd.astype([1, 0, Number.NaN], 'bool').toArray()).toEqual([true, false, true]);
  });
});

describe('copyto', () => {
  test('broadcasts, masks and casts', () => {
    const a = nd.zeros([2, 3], 'float32');
    nd.copyto(a, [1, 2, 3], { where: [[true], [false]] });
    expect(a.toArray()).toEqual([
      [1, 2, 3],
      [0, 0, 0],
    ]);
    nd.copyto(a, 5, { where: nd.array([false, true, true]) });
    expect(a.toArray()).toEqual([
      [1, 5, 5],
      [0, 5, 5],
    ]);
    nd.copyto(a, [[[7]]] as nd.ArrayLike as number);
    expect(a.toArray()).toEqual([
      [7, 7, 7],
      [7, 7, 7],
    ]);
    const i = nd.zeros(2, 'int8');
    nd.copyto(i, [1.9, -1.9], 'unsafe');
    expect(i.toArray()).toEqual([1, -1]);
    nd.copyto(i, true);
    expect(i.toArray()).toEqual([1, 1]);
  });

  test('overlapping memory is read before it is written', () => {
    const a = nd.arange(6);
    nd.copyto(a.slice('1:'), a.slice(':-1'));
    expect(a.toArray()).toEqual([0, 0, 1, 2, 3, 4]);
    nd.copyto(a, a.slice('::-1'));
    expect(a.toArray()).toEqual([4, 3, 2, 1, 0, 0]);
  });
});

describe('lists', () => {
  test('nested as deep as there are axes, and not deeper', () => {
    let list: unknown = 1;
    for (let i = 0; i < 64; i++) list = [list];
    expect(nd.array(list as number[]).ndim).toBe(64);
    expect(() => nd.array([list] as number[])).toThrow(nd.ShapeError);
  });

  test('a wrong place is named', () => {
    const place = (value: unknown): string => {
      try {
        nd.array(value as number[]);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(place([[1, 2], [3]])).toBe(
      'array: the nested lists are ragged: [1] is a list of 1, where [0] makes it a list of 2',
    );
    expect(
      place([
        [[1], [2]],
        [[3], 4],
      ]),
    ).toContain('[1][1] is 4, where [0][0] makes it a list of 1');
    expect(
      place([
        [1, 2],
        [3, 'x'],
      ]),
    ).toContain("'x' at [1][1]");
    expect(place([[1, 2], nd.zeros(3)])).toContain('[1] is an array of shape (3,)');
  });

  test('many elements: every dtype by the quick way and by the slow', () => {
    const n = 5000;
    const numbers = Array.from({ length: n }, (_, i) => (i * 37) % 101);
    for (const dtype of [
      'int8',
      'uint8',
      'int16',
      'uint16',
      'int32',
      'uint32',
      'float16',
      'float32',
      'float64',
    ] as const) {
      expect(nd.array(numbers, dtype).toArray()).toEqual(numbers);
    }
    for (const dtype of ['int64', 'uint64'] as const) {
      expect(nd.array(numbers.map(BigInt), dtype).toArray()).toEqual(numbers);
      expect(nd.array(numbers, dtype).toArray()).toEqual(numbers);
    }
    expect(nd.array(numbers.map((x) => x % 2 === 0)).sum()).toBe(numbers.filter((x) => x % 2 === 0).length);
    expect(() => nd.array([...numbers, 128], 'int8')).toThrow('(at [5000])');
  });
});

describe('functions and iterators', () => {
  test('fromfunction hands over one array per axis', () => {
    const sum = nd.fromfunction((i, j) => i.mul(10).add(j), [2, 3], 'int32');
    expect(sum.dtype).toBe('int32');
    expect(sum.toArray()).toEqual([
      [0, 1, 2],
      [10, 11, 12],
    ]);
    expect(nd.fromfunction((...axes) => axes.length, [2, 2, 2])).toBe(3);
  });

  test('fromiter stops at count and closes the iterator', () => {
    let closed = false;
    function* endless(): Generator<number> {
      try {
        for (let i = 0; ; i++) yield i;
      } finally {
        closed = true;
      }
    }
    expect(nd.fromiter(endless(), 'int16', 4).toArray()).toEqual([0, 1, 2, 3]);
    expect(closed).toBe(true);
    expect(nd.fromiter([1n, 2n], 'int64', { count: 0 }).shape).toEqual([0]);
  });

  test('linspace with its step', () => {
    const { samples, step } = nd.linspace(0, 1, 5, { retstep: true });
    expect(samples.toArray()).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(step).toBe(0.25);
    const [many, steps] = nd.linspace([0, 0], [1, 2], { num: 3, retstep: true });
    expect(many.shape).toEqual([3, 2]);
    expect((steps as nd.NDArray).toArray()).toEqual([0.5, 1]);
  });

  test('isscalar', () => {
    for (const value of [1, 1n, true, new nd.Complex(1, 2), 'a']) expect(nd.isscalar(value)).toBe(true);
    for (const value of [[1], nd.array(1), null, undefined, {}, new Float64Array(1)]) {
      expect(nd.isscalar(value)).toBe(false);
    }
  });
});
