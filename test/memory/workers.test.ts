/** Workers end at any moment: nothing crashes, nothing is left behind. */
import { expect, test } from 'vitest';
import { bundle, runScript } from '../bundle.js';
import { patience } from '../patience.js';

const timeout = 300_000 * patience;

test('200 workers, most of them ended in the middle of their work', { timeout }, async () => {
  const script = await bundle('memory/workers_script');
  const { early, late, held } = await runScript<{ early: number; late: number; held: number }>(script, 200);
  // All that workers held came back as they ended.
  expect(held).toBe(0);
  expect(late).toBeLessThan(600);
  expect(late - early).toBeLessThan(100);
});

// What it leaves behind is small; LeakSanitizer sees it (npm run test:asan).
test('a worker ends while a thousand blocks of it rest', async () => {
  const script = await bundle('memory/resting_script');
  const { idle, held } = await runScript<{ idle: number; held: number }>(script, 1000);
  expect(idle).toBeGreaterThan(20e6);
  expect(held).toBe(0);
});
