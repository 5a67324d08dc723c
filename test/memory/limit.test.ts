/** The limit, what is too large for any machine, figures that add up, and memory that goes back. */
import { readFileSync } from 'node:fs';
import * as nd from 'strided';
import { afterEach, describe, expect, test } from 'vitest';
import { collectAll, collectWith } from '../../lib/memory/collector.js';
import { allocate } from '../../lib/memory/storage.js';
import { bundle, runScript } from '../bundle.js';

const { MemoryLimitError } = nd;
const { limitBytes } = nd.memory.stats();
const MB = 1 << 20;

afterEach(() => {
  nd.memory.setLimit(limitBytes);
});

/** After everything that can be collected is. */
function settled(): nd.MemoryStats {
  collectAll();
  nd.memory.trim();
  return nd.memory.stats();
}

describe('the limit', () => {
  test('what passes it is an error, again and again; then everything works as before', () => {
    nd.arange(4).add(1);
    const before = settled();
    nd.memory.setLimit(before.processBytes + 20 * MB);
    /** How many fit; they are disposed, or left to the collection before the next error. */
    const fill = (dispose: boolean): number => {
      const kept: nd.NDArray[] = [];
      try {
        // A block of 1 MB, with the bytes that a sanitizer guards.
        for (;;) kept.push(nd.zeros([MB / 8 - 8]));
      } catch (error) {
        if (!(error instanceof MemoryLimitError) || kept.some((a) => a.at(-1) !== 0)) return -1;
        if (dispose) for (const a of kept) a.dispose();
        return kept.length;
      }
    };
    for (let i = 0; i < 50; i++) expect(fill(i % 2 === 0)).toBeGreaterThanOrEqual(19);
    nd.memory.setLimit(limitBytes);
    const after = settled();
    expect([after.liveBytes, after.liveBlocks]).toEqual([before.liveBytes, before.liveBlocks]);
    expect(after.processBytes).toBe(before.processBytes);
    expect(nd.zeros([30 * MB]).sum()).toBe(0);
  });

  test('garbage is collected before any error', () => {
    nd.memory.setLimit(settled().processBytes + 40 * MB);
    for (let i = 0; i < 200; i++) expect(nd.full([MB], i).at(-1)).toBe(i);
  });

  test('small arrays count by their slabs', () => {
    nd.memory.setLimit(settled().processBytes + MB);
    const kept: nd.NDArray[] = [];
    expect(() => {
      for (;;) kept.push(nd.zeros([100]));
    }).toThrow(MemoryLimitError);
    expect(kept.length).toBeGreaterThan(500);
    expect(nd.zeros([2]).toArray()).toEqual([0, 0]);
  });

  test('one limit for all threads', async () => {
    const script = await bundle('memory/limit_script');
    const { refused, allowed, held } = await runScript<{ refused: string; allowed: number; held: number }>(
      script,
    );
    expect(refused).toBe('MemoryLimitError');
    expect(allowed).toBe(4 * MB);
    expect(held).toBe(0);
  });
});

describe('too large for any machine', () => {
  const calls: [string, () => unknown][] = [
    ['zeros 1e12', () => nd.zeros([1e12])],
    ['ones 1e12', () => nd.ones([1e12])],
    ['empty 1e13', () => nd.empty([1e13])],
    ['full 1e12', () => nd.full([1e6, 1e6], 1)],
    ['add of broadcast', () => nd.zeros([1e6, 1]).add(nd.zeros([1e6]))],
    ['arange', () => nd.arange(1e13)],
    ['eye', () => nd.eye(3e6)],
    ['copy of a broadcast', () => nd.broadcastTo(nd.zeros([1]), [1e6, 1e6]).copy()],
  ];
  test.each(calls)('%s is a MemoryLimitError at once', (_, call) => {
    const start = performance.now();
    expect(call).toThrow(MemoryLimitError);
    expect(performance.now() - start).toBeLessThan(2000);
  });
  const shapes = [[1e16], [2 ** 40, 2 ** 40], Array(64).fill(2), [2 ** 31, 2 ** 31, 16]];
  test.each(shapes)('zeros(%j): no such shape', (...shape: number[]) => {
    expect(() => nd.zeros(shape)).toThrow(nd.ShapeError);
  });
});

describe('figures', () => {
  const sums = ({ liveBytes, idleBytes }: nd.MemoryStats): number => liveBytes + idleBytes;

  test('live and idle bytes are the process’s, whatever was done', () => {
    const sizes = [1, 600, 20_000, 40_001, 300_007, 3_000_001];
    const kept: nd.NDArray[] = [];
    for (let i = 0; i < 200; i++) {
      const a = nd.zeros([sizes[i % sizes.length] as number], 'uint8');
      if (i % 7 === 1) a.data[0] = 1;
      if (i % 3 === 0) a.dispose();
      else if (i % 3 === 1) kept.push(a);
      const stats = nd.memory.stats();
      expect(sums(stats)).toBe(stats.processBytes);
      expect(stats.lentBytes).toBeLessThanOrEqual(stats.liveBytes);
    }
  });

  test('a disposed array is no longer live, to the byte and the block', () => {
    const before = nd.memory.stats();
    for (const bytes of [16_385, 40_001, 300_007, 3_000_001]) nd.zeros([bytes], 'uint8').dispose();
    const after = nd.memory.stats();
    expect([after.liveBytes, after.liveBlocks]).toEqual([before.liveBytes, before.liveBlocks]);
  });
});

describe('memory that goes back', () => {
  const resident = (): number =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

  test('trim: resident memory falls', () => {
    settled();
    for (const bytes of [100_000, 1_000_000, 40 * MB]) {
      const arrays = Array.from({ length: Math.ceil((80 * MB) / bytes) }, () => nd.full([bytes], 1, 'uint8'));
      const high = resident();
      for (const a of arrays) a.dispose();
      nd.memory.trim();
      expect(nd.memory.stats().idleBytes).toBe(0);
      expect(high - resident()).toBeGreaterThan(60);
    }
  });

  test('by itself after some idle seconds, collected memory too', async () => {
    settled();
    nd.full([40 * MB], 1, 'uint8').dispose();
    // Dropped at once, it waits for a collection; of another size class, so that it takes no memory given back.
    nd.full([52 * MB], 2, 'uint8');
    collectAll();
    expect(nd.memory.stats().idleBytes).toBeGreaterThanOrEqual(80 * MB);
    await expect.poll(() => nd.memory.stats().idleBytes, { timeout: 20_000, interval: 500 }).toBe(0);
  });
});

test('memory that is used again is zero where zeros are asked for', () => {
  for (const bytes of [64, 4000, 40_000, 300_000, 3 * MB]) {
    for (let i = 0; i < 20; i++) {
      const dirty = nd.full([bytes], 255, 'uint8');
      if (i % 2 === 0) dirty.dispose();
      const clean = nd.zeros([bytes], 'uint8');
      expect(clean.any()).toBe(false);
      clean.dispose();
    }
  }
});

test('blocks begin at multiples of 64 bytes', () => {
  // Without the library's collections for a while too: nothing about the blocks differs.
  collectWith(undefined);
  for (const bytes of [20_000, 100_000, 131_072, 1_000_000, 5 * MB]) {
    const { region, start } = allocate(bytes, false);
    expect(start % 64).toBe(0);
    expect(region.capacity).toBeGreaterThanOrEqual(bytes);
    expect(region.capacity).toBeLessThanOrEqual(Math.max(bytes * 1.25, bytes + 2 * MB));
  }
});
