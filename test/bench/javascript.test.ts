import { describe, expect, it } from 'vitest';
import { Contender, fresh } from '../../bench/javascript.js';

/** Keeps the processor busy for so long. */
function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('a contender', () => {
  it('gives the time of one call, a value per sample, anew each round', () => {
    let calls = 0;
    const statement = (): void => {
      calls++;
      spin(0.2);
    };
    const contender = new Contender('spin', statement, 'none');
    const { iterations } = contender.calibrate(1, 0);
    expect(iterations).toBeGreaterThanOrEqual(1);
    expect(iterations).toBeLessThanOrEqual(5);
    const before = calls;
    const first = contender.sample(3);
    const untimed = Math.ceil(iterations / 4);
    expect(calls - before).toBe(3 * iterations + untimed);
    const second = contender.sample(3);
    expect(calls - before).toBe(6 * iterations + 2 * untimed);
    expect(second).not.toEqual(first);
    for (const nanoseconds of [...first, ...second]) expect(nanoseconds).toBeGreaterThanOrEqual(0.2e6);
  });

  it('disposes what a released statement returns', () => {
    let made = 0;
    let disposed = 0;
    const statement = (): { dispose(): void } => {
      made++;
      return { dispose: () => disposed++ };
    };
    const contender = new Contender('released', statement, 'one');
    contender.calibrate(0.01, 0);
    contender.sample(2);
    expect(made).toBeGreaterThan(0);
    expect(disposed).toBe(made);
  });

  it('throws what the statement throws', () => {
    let calls = 0;
    const contender = new Contender(
      'fails',
      () => {
        if (++calls > 1) throw new Error('no such kernel');
        spin(0.1);
      },
      'none',
    );
    contender.calibrate(0.1, 0);
    expect(() => contender.sample(1)).toThrow('no such kernel');
  });
});

describe('fresh', () => {
  it('makes a function of its own from the source', () => {
    const add = (a: number, b: number): number => a + b;
    expect(fresh(add, 2, 3)()).toBe(5);
  });
});
