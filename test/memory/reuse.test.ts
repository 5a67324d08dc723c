/** What is used again never shows through what is gone: stale arrays, views and data fail or keep their own bytes. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { collectAll } from '../../lib/memory/collector.js';
import { binding } from '../../lib/native.js';

const { DisposedError } = nd;
/** Small slab, medium slab, block, large block: elements of float64. */
const LENGTHS = [8, 500, 5000, 300_000];

describe.each(LENGTHS)('%i elements', (length) => {
  test('stale arrays and views fail while others own the memory', () => {
    for (let round = 0; round < 20; round++) {
      const a = nd.full([length], round);
      const views = [a.slice('1:'), a.reshape(-1, 1), a.slice('::-1'), a.slice('::2').slice('1:')];
      a.dispose();
      // The very same memory, at once.
      const b = nd.full([length], -1);
      for (const stale of [a, ...views] as nd.NDArray[]) {
        expect(stale.disposed).toBe(true);
        expect(() => stale.item(0)).toThrow(DisposedError);
        expect(() => stale.assign(9)).toThrow(DisposedError);
        expect(() => stale.add(1)).toThrow(DisposedError);
        expect(() => nd.add(1, b, { out: stale as never })).toThrow();
        expect(() => stale.sum()).toThrow(DisposedError);
        stale.dispose();
      }
      expect([b.at(0), b.at(-1), b.sum()]).toEqual([-1, -1, -length]);
      b.dispose();
    }
  });

  test('data and buffers taken before keep the array’s bytes after it', () => {
    const taken: [Float64Array, Buffer, number][] = [];
    for (let i = 0; i < 10; i++) {
      const a = nd.full([length], i) as nd.NDArray<'float64'>;
      taken.push([a.data, a.toBuffer(), i]);
      if (i % 2 === 0) a.dispose();
    }
    collectAll();
    for (let i = 0; i < 40; i++) {
      const over = nd.full([length], -1);
      if (i % 2 === 0) over.dispose();
    }
    for (const [data, buffer, i] of taken) {
      expect([data[0], data[length - 1], buffer.readDoubleLE(0)]).toEqual([i, i, i]);
    }
  });

  test('disposed twice, memory is given out once', () => {
    const a = nd.full([length], 1);
    a.dispose();
    a.dispose();
    const b = nd.full([length], 2);
    a.dispose();
    const c = nd.full([length], 3);
    expect([b.at(0), b.at(-1), c.at(0), c.at(-1)]).toEqual([2, 2, 3, 3]);
    expect(nd.sharesMemory(b, c)).toBe(false);
  });

  test('disposed in any order, live arrays keep their bytes', () => {
    const live = new Map<nd.NDArray, number>();
    let state = 7;
    for (let i = 0; i < 300; i++) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      const pick = [...live.keys()][state % Math.max(1, live.size)];
      if (pick !== undefined && (state >>> 8) % 3 === 0) {
        live.delete(pick);
        pick.dispose();
      } else if (live.size < 12) {
        live.set(nd.full([1 + (state % length)], i), i);
      }
      if (i % 20 === 0) for (const [a, value] of live) expect([a.at(0), a.at(-1)]).toEqual([value, value]);
    }
    for (const [a, value] of live) expect(a.sum()).toBe(value * a.size);
  });

  test('a scope’s stale arrays fail; what it returned keeps its bytes', () => {
    const inner: nd.NDArray[] = [];
    const result = nd.scope(() => {
      for (let i = 0; i < 5; i++) inner.push(nd.full([length], i));
      return (inner[2] as nd.NDArray).slice('1:');
    });
    const over = Array.from({ length: 10 }, () => nd.full([length], -1));
    expect(inner.map((a) => a.disposed)).toEqual([true, true, false, true, true]);
    for (const i of [0, 1, 3, 4]) expect(() => inner[i]?.at(0)).toThrow(DisposedError);
    expect(result.sum()).toBe(2 * (length - 1));
    expect(over.every((a) => a.at(0) === -1 && a.at(-1) === -1)).toBe(true);
  });

  test('a base disposed while a view of it is `out`', () => {
    const a = nd.full([length], 1);
    const view = a.slice('1:');
    const other = nd.full([length - 1], 2);
    a.dispose();
    const b = nd.full([length], 5);
    expect(() => nd.add(other, 1, { out: view })).toThrow(DisposedError);
    expect(() => nd.sum(other.reshape(1, -1), 0, { out: view })).toThrow(DisposedError);
    expect(() => view.iadd(1)).toThrow(DisposedError);
    expect(b.sum()).toBe(5 * length);
  });

  test('a getter of the options disposes an operand', () => {
    const a = nd.full([length], 1);
    const out = nd.full([length], 0);
    const options = {
      get out() {
        a.dispose();
        return out;
      },
    };
    expect(() => nd.add(a, 1, options)).toThrow(DisposedError);
    expect(out.any()).toBe(false);
  });
});

test('the last small array disposed gives its place to the next', () => {
  const first = nd.full([8], 1);
  const a = nd.full([8], 2);
  a.dispose();
  const b = nd.full([8], 3);
  const room = 64 + (binding.guardBytes ?? 0);
  expect(b._storage.start - first._storage.start).toBe(room);
  // Not the last: its place stays empty until the slab is gone.
  first.dispose();
  const c = nd.full([8], 4);
  expect(c._storage.start - b._storage.start).toBe(room);
  expect([b.sum(), c.sum()]).toEqual([24, 32]);
});

describe('sizes that change from call to call', () => {
  test('take the memory that was given back, and each array is its own', () => {
    collectAll();
    nd.memory.trim();
    const before = nd.memory.stats().processBytes;
    let held: nd.NDArray[] = [];
    let made = 0;
    let most = 0;
    for (let i = 0; i < 200; i++) {
      // 4 MB each, a little less every time; three live at once, in no order.
      const length = 500_000 - 37 * i;
      const fresh = [0, 1, 2].map((k) => nd.full([length], 3 * i + k) as nd.NDArray);
      for (const [k, a] of fresh.entries()) {
        expect([a.at(0), a.at(-1), a.size]).toEqual([3 * i + k, 3 * i + k, length]);
        made++;
      }
      for (const a of held) a.dispose();
      held = fresh;
      most = Math.max(most, nd.memory.stats().processBytes);
    }
    for (const a of held) a.dispose();
    expect(made).toBe(600);
    // Six alive at most, in blocks of 4 MB.
    expect(most - before).toBeLessThan(40 << 20);
  });

  test('lent memory stays the user’s', () => {
    const kept: [Float64Array, number][] = [];
    for (let i = 0; i < 60; i++) {
      const a = nd.full([40_000 - i], i) as nd.NDArray<'float64'>;
      if (i % 3 === 0) kept.push([a.data, i]);
      a.dispose();
      nd.full([40_000 - i - 1], -1).dispose();
    }
    for (const [data, i] of kept) {
      expect([data.length, data[0], data.at(-1)]).toEqual([40_000 - i, i, i]);
    }
    expect(kept).toHaveLength(20);
  });

  test('hundreds of sizes do not pile up', () => {
    nd.memory.trim();
    for (let i = 0; i < 3000; i++) nd.empty([3000 + 7 * i]).dispose();
    const { idleBytes } = nd.memory.stats();
    expect(idleBytes).toBeLessThan(256 << 20);
  });
});
