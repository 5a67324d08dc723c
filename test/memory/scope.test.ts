/** dispose, using, nd.scope and nd.memory. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { newArray } from '../../lib/call.js';
import { counted } from '../shape/views.js';

const { DisposedError } = nd;

describe('dispose', () => {
  test('an array ends its views; a view ends alone', () => {
    const a = counted([3, 4]);
    const row = a.slice(1);
    const cell = row.slice(2);
    row.dispose();
    expect([a.disposed, row.disposed, cell.disposed]).toEqual([false, true, false]);
    expect(cell.item()).toBe(6);
    expect(a.at(1, 2)).toBe(6);
    a.dispose();
    expect([a.disposed, cell.disposed]).toEqual([true, true]);
    a.dispose();
    row.dispose();
    expect(a.disposed).toBe(true);
  });

  test('a copying reshape owns its memory', () => {
    const a = counted([3, 4]);
    const copy = a.T.reshape(12);
    a.dispose();
    expect(copy.at(1)).toBe(4);
    copy.dispose();
    expect(copy.disposed).toBe(true);
  });

  test('using disposes at the end of the block', () => {
    const a = counted([4]);
    let kept: nd.NDArray;
    {
      using b = a.add(1);
      kept = b.slice('1:');
      expect(kept.at(0)).toBe(2);
    }
    expect(kept.disposed).toBe(true);
    expect(a.at(0)).toBe(0);
  });

  const a = counted([2, 3]);
  const z = newArray([2], 13, true);
  const b = counted([2, 3]);
  const calls: [string, () => unknown][] = [
    ['slice', () => a.slice(0)],
    ['reshape', () => a.reshape(6)],
    ['nd.reshape', () => nd.reshape(a, [6])],
    ['ravel', () => a.ravel()],
    ['flatten', () => a.flatten()],
    ['T', () => a.T],
    ['mT', () => a.mT],
    ['transpose', () => a.transpose(1, 0)],
    ['nd.transpose', () => nd.transpose(a)],
    ['permuteDims', () => nd.permuteDims(a)],
    ['matrixTranspose', () => nd.matrixTranspose(a)],
    ['swapaxes', () => a.swapaxes(0, 1)],
    ['moveaxis', () => nd.moveaxis(a, 0, 1)],
    ['rollaxis', () => nd.rollaxis(a, 1)],
    ['expandDims', () => nd.expandDims(a, 0)],
    ['squeeze', () => a.squeeze()],
    ['broadcastTo', () => nd.broadcastTo(a, [2, 2, 3])],
    ['broadcastArrays', () => nd.broadcastArrays(a, 1)],
    ['asStrided', () => nd.asStrided(a)],
    ['slidingWindowView', () => nd.slidingWindowView(a, [1, 1])],
    ['diagonal', () => a.diagonal()],
    ['real', () => z.real],
    ['imag', () => z.imag],
    ['atleast3d', () => nd.atleast3d(a)],
    ['sharesMemory', () => nd.sharesMemory(a, b)],
    ['mayShareMemory', () => nd.mayShareMemory(b, a)],
    ['assign', () => a.assign(1)],
    ['assign from', () => b.assign(a)],
    ['at', () => a.at(0, 0)],
    ['set', () => a.set(1, 0, 0)],
    ['item', () => a.item(0)],
    ['toArray', () => a.toArray()],
    ['toJSON', () => JSON.stringify(a)],
    ['data', () => a.data],
    ['toBuffer', () => a.toBuffer()],
    ['iteration', () => [...a]],
    ['String', () => String(a)],
    ['add', () => a.add(1)],
    ['add to', () => b.add(a)],
    ['out', () => nd.add(b, b, { out: a })],
    ['iadd', () => a.iadd(1)],
    ['sum', () => a.sum()],
    ['sum axis', () => a.sum(0)],
    ['argmax', () => a.argmax()],
    ['matmul', () => a.matmul(b.T)],
    ['sqrt', () => nd.sqrt(a)],
  ];
  test('use after dispose is a DisposedError in every kind of call', () => {
    a.dispose();
    z.dispose();
    for (const [name, run] of calls) expect(run, name).toThrow(DisposedError);
    expect(calls.length).toBe(46);
    expect(b.toArray()).toEqual(counted([2, 3]).toArray());
    // What asks nothing of the memory still answers.
    expect([a.shape, a.dtype, a.size]).toEqual([[2, 3], 'float64', 6]);
  });
});

describe('scope', () => {
  test('frees what is not returned', () => {
    const outer = counted([4]);
    let inner: nd.NDArray | undefined;
    const result = nd.scope(() => {
      inner = outer.add(1);
      return inner.mul(2);
    });
    expect(inner?.disposed).toBe(true);
    expect(result.toArray()).toEqual([2, 4, 6, 8]);
    expect(outer.disposed).toBe(false);
  });

  test('keeps views with their memory, and arrays inside what is returned', () => {
    class Model {
      readonly weights = counted([2]);
      get trap(): never {
        throw new Error('no getter may run');
      }
    }
    interface Node {
      next?: Node;
      a: nd.NDArray;
    }
    const made: nd.NDArray[] = [];
    const keep = (a: nd.NDArray): nd.NDArray => {
      made.push(a);
      return a;
    };
    const { list, view, map, set, model, ring } = nd.scope(() => {
      keep(counted([9]));
      const ring: Node = { a: counted([3]) };
      ring.next = ring;
      return {
        list: [[counted([1])], null, 3, 'x', undefined] as const,
        view: keep(counted([5])).slice('1:3'),
        map: new Map([[counted([1]), { a: counted([2]) }]]),
        set: new Set([counted([3])]),
        model: new Model(),
        ring,
        bytes: new Uint8Array(10),
      };
    });
    expect(list[0][0].toArray()).toEqual([0]);
    expect(view.toArray()).toEqual([1, 2]);
    expect([...map][0]?.[1].a.toArray()).toEqual([0, 1]);
    expect([...map][0]?.[0].toArray()).toEqual([0]);
    expect([...set][0]?.toArray()).toEqual([0, 1, 2]);
    expect(model.weights.toArray()).toEqual([0, 1]);
    expect(ring.next?.a.toArray()).toEqual([0, 1, 2]);
    expect(made.map((a) => a.disposed)).toEqual([true, false]);
  });

  test('nests: what an inner scope returns belongs to the outer one', () => {
    let passed: nd.NDArray | undefined;
    let dropped: nd.NDArray | undefined;
    const sum = nd.scope(() => {
      passed = nd.scope(() => {
        dropped = counted([3]);
        return dropped.add(1);
      });
      expect(dropped?.disposed).toBe(true);
      expect(passed.disposed).toBe(false);
      return passed.sum();
    });
    expect(sum).toBe(6);
    expect(passed?.disposed).toBe(true);
  });

  test('an error frees everything and passes on', () => {
    let inner: nd.NDArray | undefined;
    const failure = new Error('mine');
    const run = () =>
      nd.scope(() => {
        inner = counted([3]);
        throw failure;
      });
    expect(run).toThrow(failure);
    expect(inner?.disposed).toBe(true);
    // The scope is left: what is made now belongs to nobody.
    const after = nd.scope(() => counted([2]));
    expect(after.disposed).toBe(false);
  });

  test('refuses a Promise after freeing', async () => {
    let inner: nd.NDArray | undefined;
    const run = () =>
      nd.scope(async () => {
        inner = counted([3]);
        await Promise.resolve();
        return inner.at(0);
      });
    expect(run).toThrow(/scope: the function returned a Promise/);
    expect(inner?.disposed).toBe(true);
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('refuses what is no function', () => {
    expect(() => nd.scope(3 as never)).toThrow(/scope: takes a function, not 3/);
  });

  test('gives large blocks back at once', () => {
    nd.memory.trim();
    const before = nd.memory.stats().liveBytes;
    for (let i = 0; i < 50; i++) {
      nd.scope(() => {
        newArray([1 << 20], 11).add(1);
      });
    }
    expect(nd.memory.stats().liveBytes).toBeLessThanOrEqual(before + (1 << 20));
  });
});

describe('memory', () => {
  test('stats count what arrays hold', () => {
    const before = nd.memory.stats();
    const a = newArray([1 << 20], 11);
    const during = nd.memory.stats();
    expect(during.liveBytes - before.liveBytes).toBeGreaterThanOrEqual(8 << 20);
    a.dispose();
    expect(nd.memory.stats().liveBytes).toBeLessThan(during.liveBytes);
    expect(nd.memory.stats().limitBytes).toBeGreaterThan(0);
  });

  test('trim gives idle memory back', () => {
    newArray([1 << 20], 11).dispose();
    expect(nd.memory.trim()).toBeGreaterThanOrEqual(8 << 20);
    expect(nd.memory.stats().idleBytes).toBe(0);
  });

  test('a limit is kept by a MemoryLimitError, and what exists stays', () => {
    const { limitBytes } = nd.memory.stats();
    const a = counted([10]);
    nd.memory.trim();
    try {
      nd.memory.setLimit(nd.memory.stats().processBytes + (4 << 20));
      expect(() => newArray([1 << 20], 11)).toThrow(nd.MemoryLimitError);
      expect(() => newArray([1 << 20], 11)).toThrow(/nd\.memory\.setLimit/);
      expect(a.at(3)).toBe(3);
    } finally {
      nd.memory.setLimit(limitBytes);
    }
    expect(newArray([1 << 20], 11).size).toBe(1 << 20);
  });

  test.each([0, -1, Number.NaN, '1' as never, undefined as never])('setLimit refuses %s', (bytes) => {
    expect(() => nd.memory.setLimit(bytes)).toThrow(
      /memory\.setLimit: a limit is a positive number of bytes/,
    );
  });
});
