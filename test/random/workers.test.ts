/** The pattern for workers of docs/random.md: the same numbers for any number of workers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as nd from '../../lib/index.js';
import { bundle, runScript } from '../bundle.js';
import { patience } from '../patience.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The page's program, bundled with the library. */
async function documentedProgram(): Promise<string> {
  const page = readFileSync(`${root}docs/random.md`, 'utf8');
  const programs = Array.from(page.matchAll(/```ts no-run\n([\s\S]*?)```/g), (match) => match[1] as string);
  expect(programs.length).toBe(1);
  writeFileSync(`${root}build/random_workers.ts`, programs[0] as string);
  return bundle('../build/random_workers');
}

const timeout = 120_000 * patience;

test('the documented program counts the same with 1, 2 and 3 workers, and in one thread', {
  timeout,
}, async () => {
  const program = await documentedProgram();
  const expected = nd.random
    .defaultRng(42)
    .spawn(12)
    .map((rng) => {
      const [x, y] = rng.random([2, 100_000]);
      return nd.countNonzero(nd.hypot(x as nd.NDArray, y as nd.NDArray).lt(1));
    });
  expect(new Set(expected).size).toBeGreaterThan(6);
  for (const workers of [1, 2, 3]) expect(await runScript(program, workers)).toEqual(expected);
});
