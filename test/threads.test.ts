import * as nd from 'strided';
import { afterEach, describe, expect, it } from 'vitest';

const before = nd.getNumThreads();
afterEach(() => {
  nd.setNumThreads(before);
});

describe('threads', () => {
  it('results do not depend on their number, to the bit', () => {
    const x = nd.linspace(0, 1, 1_000_003);
    const m = nd.linspace(-3, 3, 600 * 700).reshape(600, 700);
    const run = (): Buffer[] => [
      nd.exp(x).toBuffer(),
      x.mul(1.1).add(x).toBuffer(),
      nd.asarray([x.sum() as number, x.std() as number, m.T.sum() as number]).toBuffer(),
      m.sum(0).toBuffer(),
      m.T.add(1).copy().toBuffer(),
    ];
    const counts = [1, 2, 3, 8];
    const results = counts.map((threads) => {
      expect(nd.setNumThreads(threads)).toBe(threads);
      return run();
    });
    for (const result of results.slice(1)) {
      result.forEach((bytes, i) => {
        expect(bytes.equals(results[0]?.[i] as Buffer)).toBe(true);
      });
    }
    expect(results.length).toBe(4);
  });

  it.each([0, -1, 1.5, Number.NaN, 2000])('refuses %s', (threads) => {
    expect(() => nd.setNumThreads(threads)).toThrow(nd.StridedError);
  });
});
