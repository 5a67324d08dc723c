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
  readonly axis: number | readonly number[] | null;
  readonly x: boolean;
  readonly rd: DType;
  readonly rs: readonly number[];
  readonly r: string;
}

const golden = JSON.parse(
  gunzipSync(readFileSync(new URL('../golden/ordered_folds.json.gz', import.meta.url))).toString(),
) as { folds: FoldCase[]; products: ArrayCase[]; extremes: ArrayCase[]; repeats: ArrayCase[] };

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
    return nd.frombuffer(bytes.buffer, { dtype: one.d }).reshape(one.shape as number[]) as NDArray;
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
    isNear(value, got[i] as number, one.rd.endsWith('32') || one.rd === 'complex64' ? 1e-5 : 1e-11),
  );
  return all ? undefined : `gave ${String(result).slice(0, 200)}`;
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
