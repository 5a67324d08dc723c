/** Files of ours read by NumPy, where python3 has it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { arrayOf, readCases } from './npy_golden.js';

const cases = readCases();
const script = `
import hashlib, json, sys
import numpy as np
for path in json.load(sys.stdin):
    a = np.load(path)
    digest = hashlib.sha256(a.tobytes("C")).hexdigest()
    print(json.dumps([a.dtype.name, list(a.shape), bool(a.flags.fnc), digest]))
`;

test('the cases to be read by NumPy', () => {
  expect(cases.length).toBeGreaterThan(390);
});

if (spawnSync('python3', ['-c', 'import numpy']).status === 0) {
  describe('NumPy reads what save writes', () => {
    test('every dtype and layout', async () => {
      const { createHash } = await import('node:crypto');
      const folder = mkdtempSync(join(tmpdir(), 'strided-live-'));
      try {
        const paths = cases.map((golden, i) => {
          const path = join(folder, `${i}.npy`);
          nd.save(path, arrayOf(golden));
          return path;
        });
        const output = execFileSync('python3', ['-c', script], {
          input: JSON.stringify(paths),
          encoding: 'utf8',
        });
        const read = output
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown);
        expect(read).toEqual(
          cases.map(({ dtype, shape, fortran, data }) => [
            dtype,
            shape,
            fortran,
            createHash('sha256').update(data).digest('hex'),
          ]),
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}
