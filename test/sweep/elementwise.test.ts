/** Elementwise functions against NumPy's answers: dtypes, layouts, special values, scalars, options. */

import type { NDArray } from 'strided';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { dtypeLetters, dtypeName } from '../../lib/dtype.js';
import { ufuncs } from '../../lib/ops/ufunc.js';
import { type Case, readCases } from './cases.js';
import { bytesOf } from './compare.js';
import { byGroup, expectNoFailures } from './run.js';

const file = readCases('elementwise');
/** How many cases each group has: none may be lost on the way. */
const counts: Readonly<Record<string, number>> = {
  'special values': 336,
  'every float16': 6,
  'pairs of dtypes': 2940,
  'negative powers': 16,
  'weak scalars': 15960,
  layouts: 8508,
  broadcasting: 35,
  'in place': 1386,
  casting: 1960,
  dtype: 4704,
  'aliased out': 2036,
  large: 107,
  'random options': 4000,
};

describe('elementwise functions', () => {
  const groups = byGroup(file);

  test('the groups are whole', () => {
    const found = Object.fromEntries([...groups].map(([group, cases]) => [group, cases.length]));
    expect(found).toEqual(counts);
  });

  test.each([...groups])('%s as NumPy', (group, cases) => {
    expectNoFailures(`elementwise, ${group}`, file, cases);
  });

  test('every operation is swept over every dtype it takes', () => {
    const swept = new Set(file.cases.map(({ f, v }) => `${f} ${v[0]?.[1]}`));
    const names = [...ufuncs.keys()].filter((name) => swept.has(`${name} float64`));
    expect(names).toHaveLength(24);
    for (const name of names) {
      for (const signature of ufuncs.get(name)?.types ?? []) {
        const dtype = dtypeName(dtypeLetters.indexOf(signature.charAt(0)));
        expect(swept, `${name} over ${dtype}`).toContain(`${name} ${dtype}`);
      }
    }
  });
});

describe('an element gives the same bits wherever it stands', () => {
  const LENGTH = 1025;
  /** The bits of each of the results. */
  const hex = (results: NDArray | readonly NDArray[]): string[] =>
    [results].flat().map((a) => Buffer.from(bytesOf(a)).toString('hex'));
  const operandsOf = (dtypes: readonly nd.DType[]): NDArray[] =>
    file.operands({
      m: dtypes.map((dtype, i) => [dtype, i === 1 ? 'nonneg' : 'all', 40 + i, LENGTH, 0]),
      v: dtypes.map((dtype, i) => [i, dtype, 0, [LENGTH], [nd.zeros([1], dtype).itemsize]]),
    } as unknown as Case).views;
  const lengths = [...Array.from({ length: 71 }, (_, i) => i), 127, 128, 129, 255, 257, 511, 513, 1023, 1024];

  test.each([...ufuncs])('%s', (_, ufunc) => {
    let ran = 0;
    const call = ufunc as unknown as (...args: unknown[]) => NDArray | readonly NDArray[];
    for (const signature of ufunc.types) {
      const dtypes = Array.from(signature.slice(0, ufunc.nin), (letter) =>
        dtypeName(dtypeLetters.indexOf(letter)),
      );
      const operands = operandsOf(dtypes);
      const whole = call(...operands);
      const wanted = hex(whole).map((all, k) => ({
        all,
        digits: 2 * ([whole].flat()[k] as NDArray).itemsize,
      }));
      for (const n of lengths) {
        for (const [slice, start, step] of [
          [`0:${n}`, 0, 1],
          [`${LENGTH - n}:`, LENGTH - n, 1],
          [`0:${n}:3`, 0, 3],
        ] as const) {
          const parts = hex(call(...operands.map((a) => a.slice(n === 0 ? '0:0' : slice))));
          const right = wanted.every(({ all, digits }, k) => {
            let want = n > 0 && step === 1 ? all.slice(start * digits, (start + n) * digits) : '';
            for (let i = 0; step === 3 && i < n; i += 3) want += all.slice(i * digits, (i + 1) * digits);
            return parts[k] === want;
          });
          if (!right) expect.fail(`${ufunc.kernel} ${signature} of ${slice} differs`);
          ran++;
        }
      }
    }
    expect(ran).toBe(ufunc.types.length * lengths.length * 3);
  });
});
