/** sharesMemory against the sets of bytes themselves. */
import fc from 'fast-check';
import * as nd from 'strided';
import { expect, test } from 'vitest';
import { newArray } from '../../lib/call.js';
import { counted, indicesOf } from './views.js';

const BYTES = 240;

/** Any strided window of some dtype over a stretch of bytes. */
const windowArbitrary = fc
  .record({
    code: fc.constantFrom(1, 2, 3, 11),
    start: fc.nat({ max: BYTES - 1 }),
    axes: fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: -60, max: 60 })), {
      maxLength: 4,
    }),
  })
  .map(({ code, start, axes }) => {
    const itemsize = [1, 2, 4, 8][[1, 2, 3, 11].indexOf(code)] as number;
    let low = 0;
    let high = itemsize;
    const kept = axes.filter(([length, stride]) => {
      const reach = (length - 1) * stride;
      const [nextLow, nextHigh] = [low + Math.min(0, reach), high + Math.max(0, reach)];
      if (nextHigh - nextLow > BYTES) return false;
      low = nextLow;
      high = nextHigh;
      return true;
    });
    return { code, kept, offset: -low + (start % (BYTES - (high - low) + 1)), itemsize };
  });

test('is exact for any strides', () => {
  const root = newArray([BYTES], 1, true);
  const counts = { shared: 0, apart: 0, apartInBounds: 0 };
  fc.assert(
    fc.property(windowArbitrary, windowArbitrary, (x, y) => {
      const views = [x, y].map(({ code, kept, offset }) => {
        const shape = kept.map(([length]) => length);
        const strides = kept.map(([, stride]) => stride);
        return root._view(shape, strides, offset, code);
      }) as [nd.NDArray, nd.NDArray];
      const bytes = [x, y].map(({ kept, offset, itemsize }) => {
        const all = new Set<number>();
        for (const index of indicesOf(kept.map(([length]) => length))) {
          const at = index.reduce((sum, i, axis) => sum + i * (kept[axis] as [number, number])[1], offset);
          for (let byte = 0; byte < itemsize; byte++) all.add(at + byte);
        }
        return all;
      }) as [Set<number>, Set<number>];
      const share = [...bytes[0]].some((byte) => bytes[1].has(byte));
      expect(nd.sharesMemory(...views)).toBe(share);
      expect(nd.sharesMemory(views[1], views[0])).toBe(share);
      const bounds = nd.mayShareMemory(...views);
      if (share) expect(bounds).toBe(true);
      expect(nd.mayShareMemory(...views, { maxWork: -1 })).toBe(share);
      if (share) counts.shared++;
      else if (bounds) counts.apartInBounds++;
      else counts.apart++;
    }),
    { numRuns: 4000, seed: 20244 },
  );
  expect(counts.shared).toBeGreaterThan(500);
  expect(counts.apart).toBeGreaterThan(100);
  expect(counts.apartInBounds).toBeGreaterThan(300);
});

test('large steps, other arrays, shared buffers, no elements', () => {
  const a = counted([60, 70]);
  expect(nd.sharesMemory(a.slice('::2'), a.slice('1::2'))).toBe(false);
  expect(nd.sharesMemory(a.slice(':, ::2'), a.slice(':, 1::2'))).toBe(false);
  expect(nd.sharesMemory(a.slice('::3, 4'), a.slice('::5').T)).toBe(true);
  expect(nd.sharesMemory(a, counted([60, 70]))).toBe(false);
  expect(nd.sharesMemory(a, a.slice('3:3'))).toBe(false);
  expect(nd.mayShareMemory(a, a.slice('3:3'))).toBe(false);
  expect(nd.sharesMemory(a, nd.broadcastTo(a.slice(7), [1000, 1000, 70]))).toBe(true);
  const numbers = new Float64Array(10);
  expect(nd.sharesMemory(numbers, numbers.subarray(3, 5))).toBe(true);
  expect(nd.sharesMemory(numbers.subarray(0, 3), numbers.subarray(3, 5))).toBe(false);
});

test('maxWork bounds the search', () => {
  const a = newArray([1 << 20], 1);
  const x = a._view([40, 40, 40, 40], [1009, 1013, 1019, 1021], 0);
  const y = a._view([40, 40, 40, 40], [1031, 1033, 1039, 1049], 700);
  expect(() => nd.sharesMemory(x, y, 1)).toThrow(/maxWork/);
  expect(nd.mayShareMemory(x, y, 1)).toBe(true);
  expect(() => nd.sharesMemory(x, y, { maxWork: 0.5 })).toThrow(nd.StridedError);
  expect(() => nd.sharesMemory(x, y, { maxwork: 5 } as never)).toThrow(/unknown option 'maxwork'/);
});
