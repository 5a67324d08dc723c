/** Random cases whose answers NumPy gives now, where python3 has it. STRIDED_SEED chooses other cases. */
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CaseFile } from './cases.js';
import { expectNoFailures } from './run.js';

const seed = process.env['STRIDED_SEED'] ?? '20260';
const hasNumPy =
  spawnSync('python3', ['-c', 'import numpy; assert numpy.__version__[:2] == "2."']).status === 0;

if (hasNumPy) {
  describe('random cases compared live', () => {
    test.each([
      ['elementwise', 2500],
      ['reduce', 1500],
    ])('%s', (script, count) => {
      const path = fileURLToPath(new URL(`../../tools/golden/${script}.py`, import.meta.url));
      const text = execFileSync('python3', [path, '--live', seed, String(count)], {
        encoding: 'utf8',
        maxBuffer: 1 << 30,
      });
      const file = new CaseFile(text);
      expect(file.cases).toHaveLength(count);
      expectNoFailures(`live ${script}, seed ${seed}`, file, file.cases);
    });
  });
} else {
  test('without NumPy the golden data alone speak', () => {
    expect(hasNumPy).toBe(false);
  });
}
