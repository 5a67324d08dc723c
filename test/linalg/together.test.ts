/** Threads that are all in LAPACK do not fight, print or fail. */
import { expect, test } from 'vitest';
import { bundle, runScript } from '../bundle.js';
import { patience } from '../patience.js';

interface Times {
  readonly alone: number;
  readonly together: number;
  readonly residual: number;
}

test('the main thread and two workers factorise at once', { timeout: 120_000 * patience }, async () => {
  const script = await bundle('linalg/together_script');
  // What is printed besides the numbers would not parse.
  const { alone, together, residual } = await runScript<Times>(script, 8);
  expect(residual).toBeLessThan(50);
  // Three times the work on as many cores; threads that fought would take tens of times as long.
  expect(together).toBeLessThan(9 * alone + 2000);
});
