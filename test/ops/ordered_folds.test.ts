/** Folds whose order of steps shows, against NumPy's answers; and reductions of what repeats along an axis. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { DType } from 'strided';
import * as nd from 'strided';
import { NDArray } from 'strided';
import { describe, expect, test } from 'vitest';
import { bytesOf, bytesOfItem } from '../sweep/compare.js';

type AnyFunction = (...args: unknown[]) => unknown;
const functions = nd as unknown as Readonly<Record<string, AnyFunction & Record<string, AnyFunction>>>;

interface FoldCase {
  readonly op: string;
  readonly m: 'reduce' | 'accumulate' | 'reduceat';
  readonly d: DType;
  readonly x: boolean;
  readonly shape?: readonly number[];
  readonly axis?: number;
  readonly at?: readonly number[];
  readonly r: { d: DType; s: readonly number[]; h?: string; every?: number; v?: string };
}

interface ArrayCase {
  readonly op: string;
  readonly d: DType;
  readonly shape: readonly number[];
  /** The elements; without them 0 … as repeats() in the script makes them. */
  readonly a?: string;
  readonly target?: readonly number[];
  /** The array that is folded is the view of this one that runs backwards along every axis. */
  readonly flipped?: boolean;
  readonly axis: number | readonly number[] | null;
  readonly x: boolean;
  readonly rd: DType;
  readonly rs: readonly number[];
  readonly r: string;
}

const golden = JSON.parse(
  gunzipSync(readFileSync(new URL('../golden/ordered_folds.json.gz', import.meta.url))).toString(),
) as Record<'products' | 'extremes' | 'flipped' | 'repeats', ArrayCase[]> & { folds: FoldCase[] };

const camelCase = (name: string): string =>
  name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** The same as values() in tools/golden/ordered_folds.py. */
function valuesOf(op: string, dtype: DType): NDArray {
  const value = (i: number): number | nd.Complex => {
    const x = (i * 7919 + 12) % 1013;
    if (op === 'left_shift' || op === 'right_shift') return i === 0 ? 3 : x % 3;
    if (op === 'power' && dtype.includes('int')) return i % 7 === 0 ? 3 : 1;
    const divides = ['remainder', 'fmod', 'floor_divide'].includes(op);
    if (dtype.includes('int')) return (x % 100) + (divides || op === 'lcm' ? 1 : 0);
    if (op === 'multiply' || op === 'divide') return (x + 600) / 1024;
    if (op === 'power' || op === 'float_power') return ((x % 64) + 992) / 1024;
    if (dtype.startsWith('complex')) return new nd.Complex(x % 7, x - 500);
    return x / 16 - 20 + (divides ? 0.03125 : 0);
  };
  return nd.array(Array.from({ length: 3000 }, (_, i) => value(i)) as number[]).astype(dtype) as NDArray;
}

function asBytes(result: unknown, dtype: DType): Uint8Array {
  return result instanceof NDArray ? bytesOf(result) : bytesOfItem(result, dtype);
}

function doublesOf(text: string): number[] {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return Array.from(new Float64Array(bytes.buffer));
}

/** Relative to the larger; NaN and infinities must be the same. */
function isNear(a: number, b: number, tolerance: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return a === b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b), 1e-30);
}

function foldFailure(one: FoldCase): string | undefined {
  const flat = valuesOf(one.op, one.d);
  const a = one.shape === undefined ? flat : flat.reshape(one.shape as number[]);
  const ufunc = functions[camelCase(one.op)] as Record<string, AnyFunction>;
  const options = one.axis === undefined ? {} : { axis: one.axis };
  const wide = one.m === 'reduce' && one.axis === undefined ? { ...options, bigint: true } : options;
  const args = one.m === 'reduceat' ? [a, one.at] : Object.keys(wide).length === 0 ? [a] : [a, wide];
  const result = (ufunc[one.m] as AnyFunction)(...args);
  if (result instanceof NDArray) {
    if (result.dtype !== one.r.d) return `dtype ${result.dtype}, NumPy has ${one.r.d}`;
    if (result.shape.join() !== one.r.s.join()) return `shape ${result.shape.join()}`;
  }
  const bytes = asBytes(result, one.r.d);
  if (one.r.h !== undefined) {
    const hash = createHash('sha1').update(bytes).digest('hex').slice(0, 16);
    return hash === one.r.h ? undefined : `other bits, beginning ${String(result).slice(0, 60)}`;
  }
  const wanted = doublesOf(one.r.v as string);
  const got = nd
    .array(result as NDArray)
    .astype('float64')
    .ravel()
    .slice(`::${one.r.every}`)
    .toArray();
  const tolerance = one.r.d === 'float32' ? 3e-4 : one.r.d === 'float16' ? 0.02 : 1e-12;
  const wrong = wanted.findIndex((value, i) => !isNear(value, got[i] as number, tolerance));
  return wrong < 0 ? undefined : `at ${wrong} ${String(got[wrong])}, NumPy has ${String(wanted[wrong])}`;
}

function arrayOf(one: ArrayCase): NDArray {
  if (one.a !== undefined) {
    const bytes = Uint8Array.from(Buffer.from(one.a, 'base64'));
    const array = nd.frombuffer(bytes.buffer, { dtype: one.d }).reshape(one.shape as number[]) as NDArray;
    return one.flipped === true ? (nd.flip(array) as NDArray) : array;
  }
  const row = Array.from({ length: Math.max(...one.shape) }, (_, i) => (i * 37) % 11);
  const base = nd
    .array(row)
    .astype(one.d)
    .reshape(one.shape as number[]);
  return nd.broadcastTo(base, one.target as number[]) as NDArray;
}

function arrayFailure(one: ArrayCase): string | undefined {
  const a = arrayOf(one);
  const call = functions[one.op] as AnyFunction;
  const result = one.axis === null ? call(a) : call(a, { axis: one.axis });
  if (result instanceof NDArray && result.dtype !== one.rd) return `dtype ${result.dtype}`;
  if (result instanceof NDArray && result.shape.join() !== one.rs.join())
    return `shape ${result.shape.join()}`;
  const bytes = Buffer.from(asBytes(result, one.rd));
  const wanted = Buffer.from(one.r, 'base64');
  if (one.x) {
    // A NaN is a NaN, of real numbers.
    const [mine, theirs] = one.rd.startsWith('float') ? [plain(bytes, one.rd), plain(wanted, one.rd)] : [];
    if (mine !== undefined && theirs !== undefined)
      return mine === theirs ? undefined : `${mine}, not ${theirs}`;
    const same = one.rd.startsWith('complex') ? samePairs(bytes, wanted, one.rd) : bytes.equals(wanted);
    return same ? undefined : `gave ${String(result).slice(0, 200)}`;
  }
  const got = numbersOf(bytes, one.rd);
  const all = numbersOf(wanted, one.rd).every((value, i) =>
    isNear(value, got[i] as number, toleranceOf(one.rd)),
  );
  return all ? undefined : `gave ${String(result).slice(0, 200)}`;
}

/** NumPy's own products differ from the exact ones by up to 3e-6 (float32), 7e-8 (complex64) and 3e-15 here. */
function toleranceOf(dtype: DType): number {
  if (dtype === 'complex64') return 2.5e-7;
  return dtype === 'float32' ? 6e-6 : 1e-14;
}

function numbersOf(bytes: Buffer, dtype: DType): number[] {
  const own = Uint8Array.from(bytes).buffer;
  if (dtype === 'float32' || dtype === 'complex64') return Array.from(new Float32Array(own));
  if (dtype === 'float16') return Array.from(new Uint16Array(own));
  return Array.from(new Float64Array(own));
}

function plain(bytes: Buffer, dtype: DType): string {
  return numbersOf(bytes, dtype)
    .map((x) => (Object.is(x, -0) ? '-0' : String(x)))
    .join();
}

function samePairs(a: Buffer, b: Buffer, dtype: DType): boolean {
  return plain(a, dtype) === plain(b, dtype);
}

const tables = [
  ['folds', golden.folds, foldFailure, 1651],
  ['products', golden.products, arrayFailure, 72],
  ['extremes', golden.extremes, arrayFailure, 392],
  ['flipped', golden.flipped, arrayFailure, 96],
  ['repeats', golden.repeats, arrayFailure, 462],
] as const;

describe('folds in order', () => {
  test.each(tables)('%s', (_name, cases, failure, count) => {
    const failures: string[] = [];
    for (const one of cases) {
      const text = (failure as (one: unknown) => string | undefined)(one);
      const what = 'm' in one ? `${one.op}.${one.m}` : one.op;
      const shape = one.shape === undefined ? '' : ` [${one.shape.join()}]`;
      if (text !== undefined) failures.push(`${what} ${one.d}${shape} axis ${String(one.axis)}: ${text}`);
    }
    expect(failures).toEqual([]);
    expect(cases).toHaveLength(count);
  });
});

/** As NumPy 2.4.6 gives them: reduce begins with the identity, reduceat and accumulate with the first element. */
describe('what a fold of one element begins with', () => {
  const infinite = nd.array([new nd.Complex(-0.5, -Infinity), new nd.Complex(2, 3)]);

  test.each(['int8', 'int32', 'int64'] as const)('gcd of %s', (dtype) => {
    const a = nd.array([-6]).astype(dtype);
    expect(nd.gcd.reduce(a)).toBe(6);
    expect(nd.gcd.reduce(nd.array([[-4], [6]]).astype(dtype), { axis: 1 }).toArray()).toEqual([4, 6]);
    expect(nd.gcd.reduce(a, { initial: null })).toBe(-6);
    expect(nd.gcd.reduceat(a, [0]).toArray()).toEqual([-6]);
    expect(nd.gcd.accumulate(a).toArray()).toEqual([-6]);
  });

  test.each(['float32', 'float64'] as const)('hypot of %s', (dtype) => {
    const a = nd.array([-3]).astype(dtype);
    expect(nd.hypot.reduce(a)).toBe(3);
    expect(nd.hypot.reduceat(a, [0]).toArray()).toEqual([-3]);
  });

  test.each(['complex64', 'complex128'] as const)('products of %s with infinities', (dtype) => {
    const a = infinite.astype(dtype);
    expect(nd.multiply.reduce(a.slice(':1'))).toEqual(new nd.Complex(Number.NaN, -Infinity));
    expect(nd.multiply.reduceat(a, [0, 1]).toArray()).toEqual([
      new nd.Complex(-0.5, -Infinity),
      new nd.Complex(2, 3),
    ]);
    const out = nd.zeros([], dtype);
    expect(nd.multiply.reduce(a.slice(':1'), { out }).item()).toEqual(new nd.Complex(Number.NaN, -Infinity));
    expect(nd.multiply.reduce(a.slice(':1'), { initial: null })).toEqual(new nd.Complex(-0.5, -Infinity));
    // Long segments keep the order too.
    const long = nd.concatenate([nd.ones([200], dtype), a.slice(':1')]) as NDArray;
    expect(nd.multiply.reduceat(long, [0, 200]).at(1)).toEqual(new nd.Complex(-0.5, -Infinity));
  });

  test.each(['complex64', 'complex128'] as const)('products of %s without NaN take it for one', (dtype) => {
    const { NaN: nan } = Number;
    const notNumber = new nd.Complex(nan, nan);
    const infinity = nd.array([new nd.Complex(Infinity, 1), new nd.Complex(nan, 0)]).astype(dtype);
    expect(nd.nanprod(infinity)).toEqual(notNumber);
    expect(nd.nanprod(infinity.reshape(2, 1), 0).toArray()).toEqual([notNumber]);
    const finite = nd
      .array([new nd.Complex(2, 1), new nd.Complex(0, nan), new nd.Complex(1, 3)])
      .astype(dtype);
    expect(nd.nanprod(finite)).toEqual(new nd.Complex(-1, 7));
    // Long ones end early once all is NaN.
    const long = nd.concatenate([infinity, nd.ones([1000], dtype)]) as NDArray;
    expect(nd.nanprod(long)).toEqual(notNumber);
    expect(nd.prod(long)).toEqual(notNumber);
  });

  test.each(['float32', 'float64'] as const)(
    'nanprod of %s is prod with ones for NaN, to the bit',
    (dtype) => {
      const { NaN: nan } = Number;
      const [huge, small] = dtype === 'float32' ? [1e30, 1e-30] : [1e200, 1e-200];
      let compared = 0;
      for (const n of [1, 5, 31, 32, 33, 64, 257, 1000, 5000]) {
        const random = nd.random.defaultRng(n);
        const tame = random.random([n]).add(0.5) as NDArray;
        const signed = random.standardNormal([n]);
        const wild = nd.where(random.random([n]).lt(0.5), huge, small) as NDArray;
        const settled = nd.where(nd.arange(n).eq(n >> 1), 0, signed) as NDArray;
        const endless = nd.where(nd.arange(n).eq(n >> 1), Infinity, signed) as NDArray;
        const never = nd.where(nd.arange(n).eq(n - 1), 0, endless) as NDArray;
        for (const values of [tame, signed, wild, settled, endless, never]) {
          const skipped = random.random([n]).lt(0.1);
          const a = nd.where(skipped, nan, values).astype(dtype) as NDArray;
          const ones = nd.where(skipped, 1, values).astype(dtype) as NDArray;
          expect(nd.nanprod(a), `${n}`).toBe(nd.prod(ones));
          expect(nd.nanprod(a.slice('::-1'))).toBe(nd.prod(ones.slice('::-1')));
          const [sheet, plain] = [nd.tile(a, [20, 1]), nd.tile(ones, [20, 1])] as [NDArray, NDArray];
          for (const axis of [0, 1]) {
            expect(bytesOf(nd.nanprod(sheet, axis) as NDArray)).toEqual(
              bytesOf(nd.prod(plain, axis) as NDArray),
            );
            expect(bytesOf(nd.nanprod(sheet.T, axis) as NDArray)).toEqual(
              bytesOf(nd.prod(plain.T, axis) as NDArray),
            );
          }
          compared++;
        }
      }
      expect(compared).toBe(54);
    },
  );

  test('ptp without an axis', () => {
    expect(nd.ptp([1, 5, 3], { axis: null })).toBe(4);
    expect(
      nd.ptp(
        [
          [1, 5],
          [3, 9],
        ],
        null,
      ),
    ).toBe(8);
    expect(nd.ptp(nd.array([1, 5, 3]).astype('int16'), { axis: null, out: undefined })).toBe(4);
  });
});
