/** Small arrays share slabs: under a sanitizer nothing but an array's own bytes may be touched there. */
import { spawnSync } from 'node:child_process';
import * as nd from 'strided';
import { beforeAll, describe, expect, test } from 'vitest';
import { binding } from '../../lib/native.js';
import type { NDArray } from '../../lib/ndarray.js';
import { bundle } from '../bundle.js';

const guardBytes = binding.guardBytes ?? 0;

test('arrays of a slab lie next to each other, but for the guard bytes', () => {
  for (const [length, room] of [
    [3, 64],
    [8, 64],
    [9, 128],
    [100, 832],
  ] as const) {
    const starts = Array.from({ length: 5 }, () => (nd.ones([length]) as NDArray)._storage.start);
    const apart = starts.slice(1).map((start, i) => start - (starts[i] as number));
    // Where the slab ends, the next array begins another.
    expect(apart.filter((bytes) => bytes > 0)).toContain(room + guardBytes);
    expect(apart.filter((bytes) => bytes > 0 && bytes !== room + guardBytes)).toEqual([]);
  }
});

describe('reads by native code', () => {
  let script: string;
  beforeAll(async () => {
    script = await bundle('memory/guards_script');
  });

  /** The reports of these children are wanted: they do not go where the run under the sanitizer looks for reports. */
  const toStderr = (options = ''): string => `${options.replace(/log_path=[^:]*/g, '')}:log_path=stderr`;

  function read(place: string): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(process.execPath, [script, place], {
      encoding: 'utf8',
      env: {
        ...process.env,
        ASAN_OPTIONS: toStderr(process.env['ASAN_OPTIONS']),
        UBSAN_OPTIONS: toStderr(process.env['UBSAN_OPTIONS']),
      },
    });
  }

  test('an array’s own elements', () => {
    expect(read('own elements')).toMatchObject({ status: 0, stdout: '3\n' });
  });

  test.each([
    'one element behind',
    'a neighbor’s guard',
    'room not given out yet',
    'disposed elements',
    'elements that were lent',
  ])('%s: a report where a sanitizer watches', (place) => {
    const { status, stderr } = read(place);
    if (guardBytes === 0) expect(status).toBe(0);
    else expect([status === 0, stderr.includes('use-after-poison')]).toEqual([false, true]);
  });
});
