/** Transforms against NumPy's in extended precision: values, dtypes, shapes, strides, errors. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { DType, NDArray } from 'strided';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

interface Expected {
  readonly d: DType;
  readonly s: readonly number[];
  readonly t: readonly number[];
  readonly step: number;
  readonly rms: number;
  readonly v: string;
}
interface Case {
  readonly f: keyof typeof nd.fft;
  readonly s: readonly number[];
  readonly d: DType;
  readonly l: 'C' | 'F' | 'reversed' | 'stepped';
  readonly o: Readonly<Record<string, unknown>>;
  readonly exact?: boolean;
  readonly r?: Expected;
  readonly e?: string;
}

const file = gunzipSync(readFileSync(new URL('../golden/fft.jsonl.gz', import.meta.url)));
const cases: readonly Case[] = file
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

/** The inputs of tools/golden/fft.py. */
function values(shape: readonly number[], dtype: DType): NDArray {
  const size = shape.reduce((a, b) => a * b, 1);
  const isComplex = dtype.startsWith('complex');
  const parts = new Float64Array(isComplex ? 2 * size : size);
  for (let j = 0; j < size; j++) {
    const a = (j * j * 31 + j * 17 + 7) % 1009;
    if (isComplex) {
      parts[2 * j] = a / 1009 - 0.5;
      parts[2 * j + 1] = ((j * j * 13 + j * 29 + 3) % 997) / 997 - 0.5;
    } else if (dtype.startsWith('float')) {
      parts[j] = a / 1009 - 0.5;
    } else {
      parts[j] = dtype === 'bool' ? a % 2 : a % 100;
    }
  }
  const flat = nd.asarray(parts) as NDArray;
  const whole = isComplex ? flat.view('complex128') : flat;
  return whole.astype(dtype).reshape(shape as number[]) as NDArray;
}

function laidOut(x: NDArray, layout: Case['l']): NDArray {
  if (layout === 'F') return x.copy('F');
  if (layout === 'reversed') return x.slice('::-1').copy().slice('::-1') as NDArray;
  if (layout === 'stepped') {
    const shape = x.shape as readonly number[];
    const wide = nd.zeros([...shape.slice(0, -1), 2 * (shape.at(-1) as number)], x.dtype as DType);
    const view = wide.slice('..., ::2') as NDArray;
    view.assign(x);
    return view;
  }
  return x;
}

/** All numbers in C order, as float64 parts. */
function partsOf(a: NDArray): Float64Array {
  const isComplex = (a.dtype as string).startsWith('complex');
  const flat = a.astype(isComplex ? 'complex128' : 'float64', { order: 'C' }).reshape(-1);
  return flat.data as Float64Array;
}

const epsilons: Readonly<Record<string, number>> = {
  float16: 2 ** -11,
  float32: 2 ** -23,
  complex64: 2 ** -23,
  float64: 2 ** -52,
  complex128: 2 ** -52,
};

/** The largest prime factor: lengths with a large one go through longer transforms. */
function largestPrime(n: number): number {
  let rest = n;
  for (let p = 2; p * p <= rest; p++) while (rest % p === 0 && rest > p) rest /= p;
  return rest;
}

function check(one: Case): void {
  const call = nd.fft[one.f] as (a: unknown, options?: unknown) => NDArray;
  const a = laidOut(values(one.s, one.d), one.l);
  if (one.e !== undefined) {
    let caught: unknown;
    try {
      call(a, one.o);
    } catch (error) {
      caught = error;
    }
    expect(caught, JSON.stringify(one)).toBeInstanceOf(nd.StridedError);
    expect((caught as Error).name).toBe(one.e);
    expect((caught as Error).message).toContain(`${one.f}: `);
    return;
  }
  const expected = one.r as Expected;
  const result = call(a, one.o);
  expect(result.dtype).toBe(expected.d);
  expect(result.shape).toEqual(expected.s);
  if (result.size > 0) expect(result.strides, `strides of ${JSON.stringify(one)}`).toEqual(expected.t);
  const got = partsOf(result);
  const buffer = Buffer.from(expected.v, 'base64');
  const wanted = new Float64Array(new Uint8Array(buffer).buffer);
  const width = expected.d.startsWith('complex') ? 2 : 1;
  const points = Math.max(2, ...one.s, ...expected.s);
  // Of errors in the root mean square: half an epsilon for every doubling of the length, and more through convolutions.
  const doublings = Math.log2(points) + (largestPrime(points) > 61 ? 8 : 2);
  // The integers are far from mean zero, and what a real inverse leaves out of them is rounded all the same.
  const share = /int/.test(one.d) ? 0.7 : 0.35;
  const bound = one.exact === true ? 0 : share * (epsilons[expected.d] ?? 0) * doublings * expected.rms;
  let squares = 0;
  let largest = 0;
  for (let i = 0; i < wanted.length; i++) {
    const place = Math.floor(i / width) * expected.step * width + (i % width);
    const error = Math.abs((got[place] as number) - (wanted[i] as number));
    squares += error * error;
    largest = Math.max(largest, error);
  }
  const root = Math.sqrt((squares * width) / Math.max(1, wanted.length));
  expect(root, `error of ${JSON.stringify({ ...one, r: undefined })}`).toBeLessThanOrEqual(bound);
  expect(largest).toBeLessThanOrEqual(4 * bound);
}

describe('transforms against extended precision', () => {
  const names = [...new Set(cases.map((one) => one.f))];
  test.each(names)('%s', (name) => {
    const group = cases.filter((one) => one.f === name);
    expect(group.length).toBeGreaterThan(30);
    for (const one of group) check(one);
  });

  test('every function but the frequencies has cases', () => {
    const without = Object.keys(nd.fft).filter((name) => !(names as string[]).includes(name));
    expect(without).toEqual(['fftfreq', 'rfftfreq']);
    expect(cases.length).toBe(2077);
  });
});
