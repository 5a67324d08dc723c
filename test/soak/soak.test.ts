/** A few seconds of the endurance run: mixed work in the main thread and four workers, which are ended at any moment. */
import { expect, test } from 'vitest';
import { binding } from '../../lib/native.js';
import { bundle, runScript } from '../bundle.js';
import { patience } from '../patience.js';

/** A sanitizer takes its time. */
const seconds = binding.guardBytes === undefined ? 12 : 120;
const timeout = (seconds + 108) * 1000 * patience;

test('mixed work under a memory limit, with workers ended in the middle', { timeout }, async () => {
  const script = await bundle('soak/soak_script');
  const report = await runScript<{
    done: Record<string, number>;
    failures: string[];
    peak: number;
    held: number;
    workersEnded: number;
  }>(script, seconds, 1, 4, 512);
  expect(report.failures).toEqual([]);
  expect(Object.keys(report.done).filter((name) => !name.startsWith('('))).toHaveLength(16);
  expect(Object.values(report.done).reduce((a, b) => a + b)).toBeGreaterThan(500);
  expect(report.workersEnded).toBeGreaterThan(3);
  expect(report.peak).toBeLessThan(1500);
});
