/** errstate against NumPy: which errors each function raises for special values, one element per call. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as nd from 'strided';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

type Call = readonly [name: string, left: string, right: string | null, errors: string];
type Fold = readonly [name: string, dtype: nd.DType, elements: readonly string[], errors: string];
interface Golden {
  readonly values: Readonly<Record<string, string>>;
  readonly calls: readonly Call[];
  readonly folds: readonly Fold[];
}
const path = new URL('golden/float_errors.json.gz', import.meta.url);
const golden = JSON.parse(gunzipSync(readFileSync(path)).toString()) as Golden;

const values = new Map<string, nd.NDArray>();
for (const [name, text] of Object.entries(golden.values)) {
  const dtype = name.replace(' few', '') as nd.DType;
  values.set(name, nd.frombuffer(Uint8Array.from(Buffer.from(text, 'base64')), dtype));
}

const bits = new Map([
  ['divide by zero', 1],
  ['overflow', 2],
  ['underflow', 4],
  ['invalid value', 8],
]);
let found = 0;
/** The errors of a call as a hex digit; x where it is refused. */
function errorsOf(call: () => unknown): string {
  found = 0;
  try {
    nd.errstate({ all: 'warn' }, call);
  } catch {
    return 'x';
  }
  return found.toString(16);
}

/** Where our answer is another, on purpose: docs/numpy-guide.md says why. */
const deliberate: readonly (readonly [why: string, of: (call: Call) => boolean])[] = [
  ['steps on the way to a result that is right', ([name]) => name.startsWith('logaddexp')],
  [
    'results alone are looked at',
    ([name, left]) => /ower$|^sign$|^absolute$/.test(name) && left.startsWith('complex'),
  ],
  ['comparisons have no errors', ([name, left]) => name === 'less' && left.startsWith('complex')],
  ['tiny operands, results near 1', ([name, left]) => /^(cos|sin|exp)$/.test(name) && left === 'float32'],
];
/** The C library's functions say what goes wrong inside them; others than glibc's say it otherwise. */
const fromLibrary = /^(arc|cos|exp|hypot|ldexp|log|nextafter|power|sin|sqrt|tan|cosh|sinh|tanh)/;
const header = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header;
const isGlibc = header.glibcVersionRuntime !== undefined;

const functions = nd as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
function elements(name: string): nd.NDArray[] {
  const all = values.get(name) as nd.NDArray;
  return Array.from({ length: all.size }, (_, i) => all.slice(`${i}:${i + 1}`) as nd.NDArray);
}
/** Ours for all elements or pairs. */
function answers([name, left, right]: Call): string {
  const a = elements(left);
  if (name === 'astype') return a.map((x) => errorsOf(() => x.astype(right as nd.DType))).join('');
  const fn = functions[name] as (...args: unknown[]) => unknown;
  if (right === null) return a.map((x) => errorsOf(() => fn(x))).join('');
  const b = elements(right);
  return a.map((x) => b.map((y) => errorsOf(() => fn(x, y))).join('')).join('');
}

beforeEach(() => {
  vi.spyOn(process, 'emitWarning').mockImplementation((text) => {
    found |= bits.get(/^(.*) encountered/.exec(String(text))?.[1] ?? '') ?? 0;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('floating-point errors', () => {
  test('the golden calls are all there', () => {
    expect(golden.calls).toHaveLength(725);
    expect(golden.calls.reduce((sum, call) => sum + call[3].length, 0)).toBe(169_555);
    expect(golden.folds).toHaveLength(1302);
  });

  const kinds = ['int', 'uint', 'float', 'complex'] as const;
  test.each(kinds)(
    'of %s are NumPy’s',
    (kind) => {
      const wrong: string[] = [];
      for (const call of golden.calls) {
        const [name, left, right, errors] = call;
        if (!left.startsWith(kind) || deliberate.some(([, of]) => of(call))) continue;
        if (!isGlibc && fromLibrary.test(name)) continue;
        const ours = answers(call);
        if (ours !== errors) {
          const place = [...ours].findIndex((digit, i) => digit !== errors[i]);
          wrong.push(`${name} ${left} ${right}: at ${place} ${ours[place]} for ${errors[place]}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  test('what differs on purpose lacks errors, and has two that NumPy has not', () => {
    const more: string[] = [];
    for (const call of golden.calls) {
      if (!deliberate.some(([, of]) => of(call))) continue;
      const ours = answers(call);
      const extra = [...ours].filter((digit, i) => {
        const theirs = call[3][i] as string;
        return theirs !== 'x' && (Number.parseInt(digit, 16) & ~Number.parseInt(theirs, 16)) !== 0;
      });
      if (extra.length > 0) more.push(`${call[0]} ${call[1]} ${extra.length}`);
    }
    // An infinite magnitude and a sign that is nan, of finite or infinite numbers.
    expect(more).toEqual([
      'absolute complex64 1',
      'absolute complex128 1',
      'sign complex64 1',
      'sign complex128 1',
    ]);
  }, 120_000);

  test('of reductions and running folds are NumPy’s', () => {
    const wrong: string[] = [];
    for (const [name, dtype, given, errors] of golden.folds) {
      const a = nd.array(given.map((text) => Number(text.replace('inf', 'Infinity')))).astype(dtype);
      const ours = errorsOf(() => (functions[name] as (a: nd.NDArray) => unknown)(a));
      if (ours !== errors) wrong.push(`${name} ${dtype} ${given.length}: ${ours} for ${errors}`);
    }
    // One sum divided by one count is JavaScript's, where nothing is watched.
    expect(wrong).toEqual(['nanmean float32 3: 0 for 4', 'nanmean float64 3: 0 for 4']);
  });

  test('one bad element anywhere in a long array, and none elsewhere', () => {
    const fine: readonly (readonly [name: string, good: number, bad: number, error: string])[] = [
      ['log', 2, 0, '1'],
      ['log', 2, -1, '8'],
      ['sqrt', 2, -1, '8'],
      ['exp', 2, 1000, '2'],
      ['exp', 2, -1000, '4'],
      ['reciprocal', 2, 0, '1'],
      ['square', 2, 1e200, '2'],
      ['square', 2, 1e-200, '4'],
      ['arcsin', 0.5, 2, '8'],
      ['sin', 0.5, Number.POSITIVE_INFINITY, '8'],
    ];
    for (const dtype of ['float64', 'float32', 'float16'] as const) {
      for (const [name, good, bad, error] of fine) {
        const fn = functions[name] as (a: nd.NDArray) => unknown;
        for (const n of [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 1000]) {
          const a = nd.full([n], good, dtype);
          expect(errorsOf(() => fn(a))).toBe('0');
          for (const place of [0, n >> 1, n - 1]) {
            const one = a.copy();
            one.set(nd.array([bad]).astype(dtype).at(0), place);
            const zero = bad === 1e-200 && dtype !== 'float64';
            if (!zero)
              expect([name, dtype, n, place, errorsOf(() => fn(one))]).toEqual([
                name,
                dtype,
                n,
                place,
                dtype === 'float64' || Math.abs(bad) !== 1e200 ? error : '0',
              ]);
            const outcome = nd.zeros([n], dtype);
            const where = nd.ones([n], 'bool');
            where.set(false, place);
            expect(
              errorsOf(() =>
                (functions[name] as (a: unknown, o: unknown) => unknown)(one, { out: outcome, where }),
              ),
            ).toBe('0');
          }
        }
      }
    }
  }, 120_000);

  test('in place, into out, of casts to part of an array', () => {
    const a = nd.array([1, 1e300, 1]);
    expect(errorsOf(() => a.copy().imul(a))).toBe('2');
    expect(errorsOf(() => nd.multiply(a, a, { out: nd.zeros([3]) }))).toBe('2');
    expect(errorsOf(() => nd.zeros([6], 'float32').slice('::2').assign(a))).toBe('2');
    expect(errorsOf(() => nd.zeros([3], 'float32').assign(a))).toBe('2');
    expect(errorsOf(() => nd.zeros([3], 'int32').assign(a))).toBe('8');
    expect(errorsOf(() => nd.array([1, Number.NaN]).astype('uint8'))).toBe('8');
    expect(errorsOf(() => nd.array([1e-10]).astype('float16'))).toBe('4');
    expect(errorsOf(() => nd.array([2 ** -20]).astype('float16'))).toBe('0');
  });
});
