/** A few seconds of the endurance run: mixed work in the main thread and four workers, which are ended at any moment. */
import { expect, test } from 'vitest';
import { binding } from '../../lib/native.js';
import { bundle, runScript } from '../bundle.js';

test('mixed work under a memory limit, with workers ended in the middle', { timeout: 120_000 }, async () => {
  const script = await bundle('soak/soak_script');
  const report = await runScript<{
    done: Record<string, number>;
    failures: string[];
    peak: number;
    held: number;
    workersEnded: number;
  }>(script, 12, 1, 4, 512);
  expect(report.failures).toEqual([]);
  expect(Object.keys(report.done).filter((name) => !name.startsWith('('))).toHaveLength(16);
  // A sanitizer takes its time.
  const enough = binding.guardBytes === undefined ? 500 : 50;
  expect(Object.values(report.done).reduce((a, b) => a + b)).toBeGreaterThan(enough);
  expect(report.workersEnded).toBeGreaterThan(3);
  expect(report.peak).toBeLessThan(1500);
});
