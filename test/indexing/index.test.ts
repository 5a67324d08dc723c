/** index and indexAssign against NumPy's answers to random index tuples, and what they refuse. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { laidOut } from './layouts.js';

interface Values {
  readonly shape: number[];
  readonly values: number[];
}
type Term = number | string | boolean | null | { m: unknown[] } | { i: unknown[]; shape: number[] };
interface Case {
  readonly shape: number[];
  readonly layout: string;
  readonly terms: Term[];
  readonly read: Values | null;
  readonly value?: number | Values;
  readonly written?: number[] | null;
}

const path = join(import.meta.dirname, '..', 'golden', 'indexing.jsonl.gz');
const cases = gunzipSync(readFileSync(path))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

/** Index arrays by turns as nested lists, int64, int8 and float32 arrays. */
function indexOf(term: Term, turn: number): nd.IndexTerm {
  if (typeof term !== 'object' || term === null) return term as nd.IndexTerm;
  if ('m' in term) return turn % 2 === 0 ? nd.array(term.m as never) : (term.m as never);
  const list = nd.array(term.i as never, { dtype: 'float64' }).reshape(term.shape);
  if (turn % 4 === 0 && list.size > 0) return list.toArray() as never;
  return list.astype((['int64', 'int8', 'float32'] as const)[turn % 3] as 'int64');
}

function flat(a: nd.NDArray): unknown {
  return a.flatten().toArray();
}

describe('golden index tuples', () => {
  test('reading', () => {
    expect(cases.length).toBe(5000);
    let refused = 0;
    cases.forEach((c, turn) => {
      const a = laidOut(c.shape, c.layout);
      const terms = c.terms.map((term) => indexOf(term, turn));
      const name = JSON.stringify(c);
      if (c.read === null) {
        refused++;
        expect(() => a.index(...terms), name).toThrow(nd.IndexError);
        return;
      }
      const result = a.index(...terms);
      expect([...result.shape], name).toEqual(c.read.shape);
      expect(flat(result), name).toEqual(c.read.values);
      expect(nd.sharesMemory(result, a), name).toBe(false);
    });
    expect(refused).toBeGreaterThan(200);
  });

  test('writing', () => {
    let written = 0;
    cases.forEach((c, turn) => {
      if (c.value === undefined) return;
      written++;
      const a = laidOut(c.shape, c.layout);
      const terms = c.terms.map((term) => indexOf(term, turn + 1));
      const value =
        typeof c.value === 'number'
          ? c.value
          : nd
              .array(c.value.values)
              .reshape(c.value.shape)
              .astype(turn % 2 === 0 ? 'float64' : 'int16');
      const name = JSON.stringify(c);
      if (c.written === null) {
        expect(() => a.indexAssign(terms, value), name).toThrow(nd.StridedError);
        return;
      }
      expect(a.indexAssign(terms, value)).toBe(a);
      expect(flat(a), name).toEqual(c.written);
    });
    expect(written).toBeGreaterThan(2000);
  });
});
