/** Joining, splitting, repeating, rolling and editing against NumPy, bit by bit (tools/golden/joining.py). */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as nd from 'strided';
import { expect, test } from 'vitest';

interface Golden {
  readonly d: nd.DType;
  readonly s: readonly number[];
  readonly l: 'C' | 'F' | 'R' | 'S';
  readonly x: string;
}
interface Result extends Omit<Golden, 'l'> {
  readonly c?: boolean;
  readonly f?: boolean;
  readonly v: boolean;
}
interface Case {
  readonly f: string;
  readonly a: readonly unknown[];
  readonly o: Readonly<Record<string, unknown>>;
  readonly e?: true;
  readonly r?: Result;
  readonly rs?: readonly Result[];
}

const text = gunzipSync(readFileSync(new URL('../golden/joining.jsonl.gz', import.meta.url))).toString();
const cases = text
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

function made({ d, s, l, x }: Golden): nd.NDArray {
  const plain = nd.empty(s, d).copy();
  if (plain.size > 0) plain.toBuffer().set(Buffer.from(x, 'hex'));
  if (l === 'F') return plain.copy('F');
  if (l === 'R') return plain.slice('::-1').copy().slice('::-1');
  if (l === 'S') {
    const wide = nd.zeros([...s.slice(0, -1), 2 * (s.at(-1) as number)], d).slice('..., ::2');
    wide.assign(plain);
    return wide;
  }
  return plain;
}

type Encoded =
  | { array: Golden }
  | { slice: [number | null, number | null, number | null] }
  | { record: Record<string, unknown> };

function decoded(value: unknown, arrays: nd.NDArray[]): unknown {
  if (Array.isArray(value)) return value.map((each) => decoded(each, arrays));
  if (typeof value !== 'object' || value === null) return value;
  const encoded = value as Encoded;
  if ('array' in encoded) {
    const a = made(encoded.array);
    arrays.push(a);
    return a;
  }
  if ('slice' in encoded) return nd.s(...encoded.slice);
  return Object.fromEntries(Object.entries(encoded.record).map(([k, each]) => [k, decoded(each, arrays)]));
}

function described(a: nd.NDArray, root: nd.NDArray | undefined): Result {
  const { cContiguous: c, fContiguous: f } = a.flags;
  return {
    d: a.dtype,
    s: a.shape,
    c,
    f,
    // NumPy gives scalars where these are 0-d views.
    v: a.ndim > 0 && root !== undefined && nd.mayShareMemory(a, root),
    x: a.copy('C').toBuffer().toString('hex'),
  };
}

const functions = nd as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;

function failures(list: readonly Case[]): string[] {
  const found: string[] = [];
  for (const each of list) {
    const arrays: nd.NDArray[] = [];
    const what = JSON.stringify(each).slice(0, 600);
    let outcome: unknown;
    try {
      const args = decoded(each.a, arrays) as unknown[];
      const options = decoded({ record: each.o }, arrays) as Record<string, unknown>;
      outcome = functions[each.f]?.(...args, ...(Object.keys(options).length > 0 ? [options] : []));
    } catch (error) {
      if (!(error instanceof nd.StridedError) || error.code === 'ERR_INTERNAL') {
        found.push(`${(error as Error).stack}: ${what}`);
      } else if (each.e !== true) {
        found.push(`${error.message}: ${what}`);
      }
      continue;
    }
    if (each.e === true) {
      found.push(`no error: ${what}`);
      continue;
    }
    const [root] = arrays;
    const actual = Array.isArray(outcome)
      ? (outcome as nd.NDArray[]).map((a) => described(a, root))
      : described(outcome as nd.NDArray, root);
    const expected = each.rs ?? each.r;
    if (each.r !== undefined && each.r.c === undefined && !Array.isArray(actual)) {
      Object.assign(actual, { c: undefined, f: undefined });
    }
    try {
      expect(actual).toEqual(expected);
    } catch {
      found.push(
        `${JSON.stringify(actual).slice(0, 300)} instead of ${JSON.stringify(expected).slice(0, 300)}: ${what}`,
      );
    }
  }
  return found;
}

test.each([...new Set(cases.map(({ f }) => f))])('%s is as in NumPy', (name) => {
  expect(failures(cases.filter(({ f }) => f === name))).toEqual([]);
});

test('all cases were there', () => {
  expect(cases.length).toBe(5321);
});
