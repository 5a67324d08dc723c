/** The functions of indexing against NumPy's answers on random operands of every dtype and layout. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

interface Encoded {
  readonly v: number[];
  readonly s: number[];
  readonly d: nd.DType;
  readonly l?: string;
}
interface Case {
  readonly f: string;
  readonly args: unknown[];
  readonly options: Record<string, unknown>;
  readonly result: Encoded[] | null;
}

const path = join(import.meta.dirname, '..', 'golden', 'gathers.jsonl.gz');
const cases = gunzipSync(readFileSync(path))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

/** Functions whose first operand is what they write to. */
const writing = new Set(['put', 'put_along_axis', 'place', 'putmask', 'fill_diagonal']);

function decode({ v, s, d, l }: Encoded): nd.NDArray {
  const isComplex = d.startsWith('complex');
  const list = isComplex
    ? Array.from(
        { length: v.length / 2 },
        (_, i) => new nd.Complex(v[2 * i] as number, v[2 * i + 1] as number),
      )
    : v;
  const a: nd.NDArray = nd.array(list as number[], { dtype: d }).reshape(s);
  if (l === 'F') return a.copy('F');
  const backwards = s.map(() => '::-1');
  if (l === 'reversed' && s.length > 0)
    return a
      .slice(...backwards)
      .copy()
      .slice(...backwards);
  if (l === 'stepped' && s.length > 0) {
    const view = nd
      .zeros(
        s.map((n) => 2 * n),
        { dtype: d },
      )
      .slice(...s.map(() => '::2'));
    view.assign(a);
    return view;
  }
  return a;
}

function argument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(argument);
  return typeof value === 'object' && value !== null ? decode(value as Encoded) : value;
}

function encode(value: unknown): Encoded {
  const a = nd.asarray(value as nd.NDArray);
  const flat = a.flatten().toArray() as (number | boolean | nd.Complex)[];
  const v = flat.flatMap((x) => (x instanceof nd.Complex ? [x.re, x.im] : [Number(x)]));
  return { v, s: [...a.shape], d: a.dtype };
}

const camelCase = (name: string): string =>
  name === 'ix_' ? 'ix' : name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const functions = new Map<string, unknown>(Object.entries(nd));

describe('golden gathers', () => {
  const names = [...new Set(cases.map(({ f }) => f))];
  test.each(names)('%s', (name) => {
    const own = cases.filter(({ f }) => f === name);
    for (const c of own) {
      const f = functions.get(camelCase(name)) as (...args: unknown[]) => unknown;
      const args = c.args.map(argument);
      const options = Object.fromEntries(
        Object.entries(c.options).map(([key, value]) => [key, argument(value)]),
      );
      const call = (): unknown => (Object.keys(options).length > 0 ? f(...args, options) : f(...args));
      const text = JSON.stringify(c);
      if (c.result === null) {
        expect(call, text).toThrow(nd.StridedError);
        continue;
      }
      const result = call();
      const results = writing.has(name) ? [args[0]] : Array.isArray(result) ? result : [result];
      expect(results.map(encode), text).toEqual(c.result);
    }
  });

  test('are as many as were made', () => {
    expect(cases.length).toBe(1728);
    expect(cases.filter(({ result }) => result === null).length).toBeGreaterThan(50);
  });
});
