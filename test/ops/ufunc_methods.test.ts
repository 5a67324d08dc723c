/** reduce, accumulate, reduceat, outer, at, running sums, differences, gradients, integrals against NumPy's answers. */
import type { DType } from 'strided';
import * as nd from 'strided';
import { NDArray, StridedError } from 'strided';
import { describe, expect, test } from 'vitest';
import { type Case, type CaseFile, readCases, scalarOf } from '../sweep/cases.js';
import { bytesOf, bytesOfItem, difference } from '../sweep/compare.js';
import { byGroup } from '../sweep/run.js';

type AnyFunction = (...args: unknown[]) => unknown;
const functions = nd as unknown as Readonly<Record<string, AnyFunction & Record<string, AnyFunction>>>;

/** What these cases have besides. */
interface Extended extends Case {
  /** Indices, nested; a `tuple` of them is one per axis. */
  readonly i?: readonly unknown[];
  readonly tuple?: boolean;
  readonly mask?: number;
  /** The spacing of a gradient. */
  readonly x?: readonly number[];
  /** How many results NumPy stacked. */
  readonly n?: number;
  /** Only every so many elements are compared. */
  readonly every?: number;
}

const file: CaseFile = readCases('ufunc_methods');
const counts: Readonly<Record<string, number>> = {
  accumulate: 2534,
  'special values': 64,
  dtype: 688,
  out: 640,
  running: 1200,
  cumulative: 672,
  long: 165,
  bounds: 4,
  reduce: 4097,
  where: 144,
  initial: 72,
  axes: 72,
  reduceat: 1288,
  'reduceat indices': 4,
  outer: 80,
  at: 332,
  'at several axes': 24,
  'at mask': 3,
  diff: 994,
  gradient: 840,
  trapezoid: 266,
  'gradient spacing': 24,
};

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function call(one: Extended, views: readonly NDArray[]): unknown {
  const [name, method] = one.f.split('.') as [string, string | undefined];
  const target = functions[camelCase(name)] as AnyFunction & Record<string, AnyFunction>;
  const options = Object.fromEntries(
    Object.entries(one.o ?? {}).map(([key, value]) => [
      camelCase(key),
      key === 'out' || key === 'where'
        ? views[value as number]
        : key === 'initial'
          ? scalarOf(value as readonly ['number', string])
          : value,
    ]),
  );
  const args: unknown[] = one.a.map((view) => views[view as number]);
  if (method === 'at') {
    const index = one.mask === undefined ? one.i : views[one.mask];
    const indices =
      one.tuple === true ? (index as readonly unknown[]).map((each) => nd.array(each as number[])) : index;
    (target['at'] as AnyFunction)(args[0], indices, ...args.slice(1));
    return args[0];
  }
  if (one.i !== undefined) args.push(one.i);
  if (one.x !== undefined) args.push(one.x.length === 1 ? one.x[0] : one.x);
  if (one.o !== undefined) args.push(options);
  const result = method === undefined ? target(...args) : (target[method] as AnyFunction)(...args);
  if (one.every !== undefined) return (result as NDArray).slice(`::${one.every}`).copy();
  return result;
}

function failure(one: Extended): string | undefined {
  // `at` writes: its memories are its own.
  const { views } = file.operands({ ...one, o: { out: -1, ...one.o } });
  let result: unknown;
  try {
    result = call(one, views);
  } catch (error) {
    const { code } = error as { code?: string };
    if (!(error instanceof StridedError) || code === 'ERR_INTERNAL')
      return `threw ${String((error as Error).stack)}`;
    return one.r.e === undefined ? `threw ${String(error)}` : undefined;
  }
  if (one.r.e !== undefined) return `gave ${String(result).slice(0, 100)}, NumPy throws`;
  if (one.n !== undefined) {
    const list = result as readonly NDArray[];
    if (list.length !== one.n) return `gave ${list.length} results, NumPy has ${one.n}`;
    const parts = list.map((part) => Buffer.from(bytesOf(part)));
    const dtype = (list[0]?.dtype ?? 'float64') as DType;
    return difference(new Uint8Array(Buffer.concat(parts)), dtype, one.r, 0);
  }
  if (one.r.plain === true) {
    if (result instanceof NDArray) return 'gave an array, not a plain value';
    return difference(bytesOfItem(result, one.r.d), one.r.d, one.r, 0);
  }
  if (!(result instanceof NDArray)) return `gave ${String(result)}, not an array`;
  if (result.dtype !== one.r.d) return `dtype ${result.dtype}, NumPy has ${one.r.d}`;
  if (result.shape.join() !== one.r.s.join())
    return `shape ${result.shape.join()}, NumPy has ${one.r.s.join()}`;
  const out = one.o?.['out'];
  if (typeof out === 'number' && result !== views[out]) return 'did not return out';
  return difference(bytesOf(result), result.dtype as DType, one.r, 0);
}

describe('methods of universal functions', () => {
  const groups = byGroup(file);

  test('the groups are whole', () => {
    expect(Object.fromEntries([...groups].map(([group, cases]) => [group, cases.length]))).toEqual(counts);
  });

  test.each([...groups])('%s as NumPy', (group, cases) => {
    const failures: string[] = [];
    for (const one of cases as readonly Extended[]) {
      const wrong = failure(one);
      if (wrong !== undefined) {
        const { r, ...rest } = one;
        failures.push(`${wrong}\n    ${JSON.stringify(rest)}`);
      }
    }
    if (failures.length > 0) {
      throw new Error(
        `${group}: ${failures.length} of ${cases.length}:\n${failures.slice(0, 10).join('\n')}`,
      );
    }
  });
});
