/** Synchronous loops that allocate: resident memory stays bounded and what is kept stays right. */
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle, runScript } from '../bundle.js';

interface Run {
  readonly megabytes: number;
  readonly nanoseconds: number;
  readonly wrong: readonly string[];
}

/** A sanitizer keeps what is freed for a while, to see who still uses it. */
const BOUND = process.env['LD_PRELOAD']?.includes('asan') === true ? 2000 : 600;

let script: string;
beforeAll(async () => {
  script = await bundle('memory/loops_script');
});

async function bounded(...job: (string | number)[]): Promise<void> {
  const { megabytes, wrong } = await runScript<Run>(script, ...job);
  expect(wrong).toEqual([]);
  // Far below what was allocated in all, so that the bound says something.
  expect(megabytes).toBeLessThan(BOUND);
}

const large = 8_000_000;
/** Enough steps to allocate 2 GB and more where the results are large. */
const sizes: readonly (readonly [bytes: number, steps: number])[] = [
  [large, 250],
  [800_000, 2500],
  [80_000, 10_000],
  [64, 200_000],
];

describe('left to collection, disposed, and in scopes', () => {
  for (const kind of ['collected', 'using', 'scope']) {
    test.each(sizes)(`${kind}: %i bytes, %i steps`, (bytes, steps) => bounded(kind, bytes, steps));
  }
});

describe('results that live on for a while', () => {
  for (const kind of ['window 10', 'weights', 'views']) {
    test.each(sizes)(`${kind}: %i bytes, %i steps`, (bytes, steps) => bounded(kind, bytes, steps));
  }
  test('window 50: 8 MB', async () => {
    // 400 MB are in use.
    const { megabytes, wrong } = await runScript<Run>(script, 'window 50', large, 250);
    expect(wrong).toEqual([]);
    expect(megabytes).toBeLessThan(BOUND + 100);
  });
  test('window 50: 800 kB', () => bounded('window 50', 800_000, 2500));
  test('small arrays that live among many that die do not hold their neighbours', async () => {
    await bounded('pinned', 64, 2_000_000);
    await bounded('pinned', 3000, 2_000_000);
  });
});

describe('memory handed out', () => {
  for (const kind of ['data', 'toBuffer', 'data using']) {
    test.each(sizes)(`${kind}: %i bytes, %i steps`, (bytes, steps) => bounded(kind, bytes, steps));
  }
});

test.each(['mixed', 'mixed using', 'mixed data'])('%s: 16 bytes to 32 MB', async (kind) => {
  const { megabytes, wrong } = await runScript<Run>(script, kind, 64, 600);
  expect(wrong).toEqual([]);
  expect(megabytes).toBeLessThan(BOUND + 100);
});

describe('in a worker', () => {
  test.each(['collected', 'window 10', 'data', 'mixed'])('%s', (kind) => bounded(kind, large, 250, 'worker'));
});

describe('without the collections that the library asks for', () => {
  test.each(['collected', 'weights', 'data', 'mixed'])('%s', (kind) => bounded(kind, large, 250, 'unaided'));
});
