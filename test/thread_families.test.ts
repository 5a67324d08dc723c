/** Each family that works on several threads gives the same bits on one thread as on four. */
import * as nd from 'strided';
import { afterAll, describe, expect, it } from 'vitest';
import { familyCalls, type Result } from './family_calls.js';

const before = nd.getNumThreads();
afterAll(() => {
  nd.setNumThreads(before);
});

function bytes(result: Result): Buffer[] {
  if (typeof result === 'number' || typeof result === 'boolean') return [nd.asarray(result).toBuffer()];
  return (result instanceof nd.NDArray ? [result] : [...result]).map((part) =>
    Buffer.from(nd.ascontiguousarray(part).toBuffer()),
  );
}

describe('one thread and four give the same bits', () => {
  it.each(familyCalls(300_000))('%s', (_name, call) => {
    nd.setNumThreads(1);
    const alone = bytes(call());
    nd.setNumThreads(4);
    const together = bytes(call());
    expect(together.length).toBe(alone.length);
    together.forEach((part, i) => {
      expect(part.equals(alone[i] as Buffer)).toBe(true);
    });
  });

  it('products by BLAS agree closely', () => {
    const m = nd.linspace(-1, 1, 700 * 500).reshape(700, 500);
    const single = nd.sin(m).astype('float32');
    nd.setNumThreads(1);
    const alone = [
      m.matmul(m.T),
      single.T.matmul(single),
      nd.linalg.solve(m.slice(':500'), m.slice(':500, 0')),
    ];
    nd.setNumThreads(4);
    const together = [
      m.matmul(m.T),
      single.T.matmul(single),
      nd.linalg.solve(m.slice(':500'), m.slice(':500, 0')),
    ];
    together.forEach((part, i) => {
      expect(nd.allclose(part, alone[i] as nd.NDArray, { rtol: 1e-4, atol: 1e-4 })).toBe(true);
    });
  });
});
