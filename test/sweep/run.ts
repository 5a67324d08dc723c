/** Runs cases and lists what differs from NumPy. */
import type { DType } from 'strided';
import * as nd from 'strided';
import { NDArray, StridedError } from 'strided';
import { binding } from '../../lib/native.js';
import { ufuncs } from '../../lib/ops/ufunc.js';
import type { ArgumentSpec, Case, CaseFile } from './cases.js';
import { scalarOf } from './cases.js';
import { bytesOf, bytesOfItem, difference, layoutDifference } from './compare.js';

type AnyFunction = (...args: unknown[]) => unknown;
const functions = nd as unknown as Readonly<Record<string, AnyFunction>>;

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The operators in place, and whose bound holds for them. */
const inPlace: Readonly<Record<string, string>> = {
  iadd: 'add',
  isub: 'subtract',
  imul: 'multiply',
  idiv: 'divide',
  ifloorDivide: 'floor_divide',
  imod: 'remainder',
  ipow: 'power',
};

/** Options that name a view stand as its number. */
function optionsOf(options: Case['o'], views: readonly NDArray[]): Record<string, unknown> | undefined {
  if (options === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      const isView = (name === 'out' || name === 'where') && typeof value === 'number';
      if (name === 'initial') return [name, scalarOf(value as readonly ['number', string])];
      return [name, isView ? views[value] : value];
    }),
  );
}

function call({ f, o }: Case, args: readonly unknown[], options: Record<string, unknown> | undefined) {
  if (Object.hasOwn(inPlace, f)) {
    const [self, other] = args as [NDArray, unknown];
    return (self as unknown as Record<string, AnyFunction>)[f]?.call(self, other);
  }
  const name = camelCase(f);
  const ufunc = functions[name];
  if (ufunc === undefined) throw new Error(`there is no function ${name}`);
  return o === undefined ? ufunc(...args) : ufunc(...args, options);
}

/** What is wrong with one case; undefined where all is as NumPy has it. */
export function failure(file: CaseFile, one: Case): string | undefined {
  const { memories, views } = file.operands(one);
  const args = one.a.map((arg: ArgumentSpec) => (typeof arg === 'number' ? views[arg] : scalarOf(arg)));
  const options = optionsOf(one.o, views);
  let result: unknown;
  try {
    result = call(one, args, options);
  } catch (error) {
    const { code } = error as { code?: string };
    if (!(error instanceof StridedError) || code === 'ERR_INTERNAL') return `threw ${String(error)}`;
    return one.r.e === undefined ? `threw ${String(error)}` : undefined;
  }
  if (one.r.e !== undefined) return `gave ${String(result).slice(0, 200)}, NumPy throws`;
  const bound = ufuncs.get(inPlace[one.f] ?? one.f)?.ulp ?? 0;
  if (one.r.plain === true) {
    if (result instanceof NDArray) return 'gave an array, not a plain value';
    return difference(bytesOfItem(result, one.r.d), one.r.d, one.r, bound);
  }
  if (!(result instanceof NDArray)) return `gave ${String(result)}, not an array`;
  const layout = layoutDifference(result, one.r);
  if (layout !== undefined) return layout;
  const out = one.o?.['out'];
  if (typeof out !== 'number') return difference(bytesOf(result), result.dtype as DType, one.r, bound);
  if (result !== views[out]) return 'did not return out';
  // All of out's memory is compared: nothing beside the view may change.
  const memory = one.v[out]?.[0] as number;
  const [dtype, , , , odd] = one.m[memory] as Case['m'][number];
  return difference((memories[memory] as Uint8Array).slice(odd), dtype, one.r, bound);
}

export interface Findings {
  readonly ran: number;
  readonly level: string;
  readonly failures: readonly string[];
}

export function runAll(file: CaseFile, cases: readonly Case[] = file.cases): Findings {
  const failures: string[] = [];
  for (const one of cases) {
    let wrong: string | undefined;
    try {
      wrong = failure(file, one);
    } catch (error) {
      wrong = `the test itself failed: ${String((error as Error).stack)}`;
    }
    if (wrong !== undefined) {
      const { r, ...call } = one;
      failures.push(`${wrong}\n    ${JSON.stringify(call)}`);
    }
  }
  return { ran: cases.length, level: binding.level, failures };
}

export function byGroup(file: CaseFile): Map<string, Case[]> {
  const groups = new Map<string, Case[]>();
  for (const one of file.cases) {
    const group = groups.get(one.g);
    if (group === undefined) groups.set(one.g, [one]);
    else group.push(one);
  }
  return groups;
}

/** Runs cases, says how many, and fails with the first of those that differ from NumPy. */
export function expectNoFailures(title: string, file: CaseFile, cases: readonly Case[]): void {
  const { ran, level, failures } = runAll(file, cases);
  console.log(`${title}: ${ran} cases at ${level}, ${failures.length} differ from NumPy`);
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${ran}:\n${failures.slice(0, 10).join('\n')}`);
}
