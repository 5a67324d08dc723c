/** Functions that are exact to the bit against NumPy's answers: bits, rounding, parts of floats, selection, closeness. */
import type { DType } from 'strided';
import * as nd from 'strided';
import { NDArray, StridedError } from 'strided';
import { describe, expect, test } from 'vitest';
import { binding } from '../../lib/native.js';
import { type Case, readCases, type ScalarKind, scalarOf } from '../sweep/cases.js';
import { bytesOf, difference, layoutDifference } from '../sweep/compare.js';
import { byGroup } from '../sweep/run.js';

type AnyFunction = (...args: unknown[]) => unknown;
const functions = nd as unknown as Readonly<Record<string, AnyFunction>>;
const methods = new Set(['iand', 'ior', 'ixor', 'ilshift', 'irshift']);

const file = readCases('exact');
/** How many cases each group has: none may be lost on the way. */
const counts: Readonly<Record<string, number>> = {
  'special values': 558,
  'every float16': 14,
  'pairs of dtypes': 3332,
  'in place': 980,
  lengths: 7776,
  layouts: 11900,
  'weak scalars': 3700,
  'out and where': 444,
  round: 859,
  clip: 1333,
  where: 754,
  closeness: 1340,
};

const camelCase = (name: string): string =>
  name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

function optionsOf(one: Case, views: readonly NDArray[]): Record<string, unknown> | undefined {
  if (one.o === undefined) return undefined;
  const view = (value: unknown): unknown => (typeof value === 'number' ? views[value] : value);
  return Object.fromEntries(
    Object.entries(one.o).map(([name, value]) => {
      if (name !== 'out' && name !== 'where') return [name, value];
      return [name, Array.isArray(value) ? value.map(view) : view(value)];
    }),
  );
}

/** What is wrong with a case; undefined where all is as NumPy has it. */
function failure(one: Case & { readonly i?: number }): string | undefined {
  const { memories, views } = file.operands(one);
  const args = one.a.map((arg) => {
    if (typeof arg === 'number') return views[arg];
    return (arg[0] as string) === 'null' ? null : scalarOf(arg as readonly [ScalarKind, string]);
  });
  const options = optionsOf(one, views);
  let result: unknown;
  try {
    if (methods.has(one.f)) {
      result = (args[0] as unknown as Record<string, AnyFunction>)[one.f]?.call(args[0], args[1]);
    } else {
      const call = functions[camelCase(one.f)] as AnyFunction;
      result = options === undefined ? call(...args) : call(...args, options);
    }
  } catch (error) {
    const { code } = error as { code?: string };
    if (!(error instanceof StridedError) || code === 'ERR_INTERNAL') return `threw ${String(error)}`;
    return one.r.e === undefined ? `threw ${String(error)}` : undefined;
  }
  if (one.r.e !== undefined) return `gave ${String(result).slice(0, 100)}, NumPy throws`;
  if (one.i !== undefined) result = (result as readonly unknown[])[one.i];
  if (!(result instanceof NDArray)) return `gave ${String(result)}, not an array`;
  const layout = layoutDifference(result, one.r);
  if (layout !== undefined) return layout;
  const given = one.o?.['out'];
  const out = (Array.isArray(given) ? given[one.i ?? 0] : given) as number | undefined;
  if (out === undefined) return difference(bytesOf(result), result.dtype as DType, one.r, 0);
  if (result !== views[out]) return 'did not return out';
  // All of out's memory is compared: nothing beside the view may change.
  const memory = one.v[out]?.[0] as number;
  const [dtype, , , , odd] = one.m[memory] as Case['m'][number];
  return difference((memories[memory] as Uint8Array).slice(odd), dtype, one.r, 0);
}

describe('exact functions', () => {
  const groups = byGroup(file);

  test('the groups are whole', () => {
    expect(Object.fromEntries([...groups].map(([group, cases]) => [group, cases.length]))).toEqual(counts);
  });

  test.each([...groups])('%s as NumPy', (group, cases) => {
    const failures = cases.flatMap((one) => {
      const wrong = failure(one);
      const { r, ...call } = one;
      return wrong === undefined ? [] : [`${wrong}\n    ${JSON.stringify(call)}`];
    });
    console.log(
      `exact, ${group}: ${cases.length} cases at ${binding.level}, ${failures.length} differ from NumPy`,
    );
    expect(failures.slice(0, 10).join('\n')).toBe('');
  });
});
