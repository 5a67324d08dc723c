import { spawnSync } from 'node:child_process';
import * as nd from 'strided';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Numpy } from '../../bench/numpy.js';
import { suites } from '../../bench/suites/index.js';
import { memoryCases } from '../../bench/suites/memory.js';

const python = process.env['PYTHON'] ?? 'python3';
const hasNumpy = spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0;
const cases = suites.flatMap((suite) =>
  suite.cases.flatMap((benchCase) =>
    benchCase.dtypes.map((dtype) => ({
      title: `${suite.name}: ${benchCase.name} ${dtype}`,
      benchCase,
      cell: { n: Math.min(...benchCase.sizes, 64), dtype },
    })),
  ),
);

describe('benchmark suites', () => {
  let numpy: Numpy | undefined;
  beforeAll(async () => {
    if (hasNumpy) numpy = await Numpy.start(python);
  });
  afterAll(() => numpy?.stop());

  it('has cases enough', () => {
    expect(cases.length).toBeGreaterThan(90);
    expect(memoryCases.flatMap(({ flavours }) => flavours)).toHaveLength(24);
  });

  for (const { title, benchCase, cell } of cases) {
    it(`${title} runs`, async () => {
      const statements = benchCase.strided(nd, cell);
      expect(Object.keys(statements)).not.toHaveLength(0);
      for (const statement of Object.values(statements)) expect(statement()).toBeDefined();
      for (const result of [statements.result?.() ?? nd.zeros([1])].flat()) {
        expect(result).toBeInstanceOf(nd.NDArray);
      }
      for (const statement of Object.values(benchCase.javascript?.(cell, nd) ?? {})) statement();

      const { setup = '', statements: python = {} } = benchCase.numpy ?? {};
      if (benchCase.numpy !== undefined)
        expect(Object.keys(python).sort()).toEqual(Object.keys(statements).sort());
      if (numpy === undefined) return;
      const fill = (text: string): string =>
        text.replaceAll('{n}', `${cell.n}`).replaceAll('{dtype}', cell.dtype);
      const filled = Object.fromEntries(Object.entries(python).map(([label, text]) => [label, fill(text)]));
      const script = typeof setup === 'string' ? setup : setup(cell);
      const timed = await numpy.prepare(fill(script), filled);
      for (const label of Object.keys(filled)) expect(await timed.time(label, 1, 1)).toHaveLength(1);
      await timed.drop();
    });
  }
});
