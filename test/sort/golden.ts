/** Runs the cases of tools/golden/sort.py: calls with one or several results. */
import type { DType } from 'strided';
import * as nd from 'strided';
import { NDArray, StridedError } from 'strided';
import { type Answer, type Case, type CaseFile, readCases } from '../sweep/cases.js';
import { bytesOf, difference } from '../sweep/compare.js';

type AnyFunction = (...args: unknown[]) => unknown;
const functions = nd as unknown as Readonly<Record<string, AnyFunction>>;

interface SortCase extends Omit<Case, 'r' | 'a'> {
  readonly a: readonly number[];
  readonly r: readonly Answer[] | { readonly e: string };
  /** The first operand is to be sorted by a sorter. */
  readonly sorter?: boolean;
}

export const file: CaseFile = readCases('sort');

function answerDifference(result: unknown, answer: Answer): string | undefined {
  if (!(result instanceof NDArray)) return `gave ${String(result)}, not an array`;
  if (result.dtype !== answer.d) return `dtype ${result.dtype}, NumPy ${answer.d}`;
  if (String(result.shape) !== String(answer.s)) return `shape ${result.shape}, NumPy ${answer.s}`;
  const steps = result.strides.map((stride, i) => (answer.s[i] === 1 ? 0 : stride / result.itemsize));
  if (answer.t !== null && String(steps) !== String(answer.t)) return `strides ${steps}, NumPy ${answer.t}`;
  return difference(bytesOf(result), result.dtype as DType, answer, 0);
}

/** A partition is right if it holds the same elements, and sorting changes none of the places asked for. */
function partitionFailure(one: SortCase, a: NDArray, options: Record<string, unknown>): string | undefined {
  const { kth, axis = -1 } = options as { kth: number | number[]; axis?: number };
  const before = a.copy();
  let result = functions[one.f]?.(a, kth, axis) as NDArray;
  if (one.f === 'argpartition') {
    if (result.dtype !== 'int64') return `dtype ${result.dtype}`;
    const places = nd.sort(result, axis);
    if (!places.eq(nd.argsort(nd.zeros([...a.shape]), axis)).all()) return 'a place is missing';
    result = nd.takeAlongAxis(a, result, axis);
  } else if (String(result.strides) !== String(nd.sort(a, axis).strides)) return 'strides';
  const order = nd.sort(result, axis);
  const [answer] = one.r as readonly Answer[];
  const wrong = difference(bytesOf(order.copy('C')), order.dtype as DType, answer as Answer, 0);
  if (wrong !== undefined) return wrong;
  if (!Buffer.from(bytesOf(before)).equals(bytesOf(a))) return 'the input changed';
  const length = (a.shape as readonly number[])[axis < 0 ? axis + a.ndim : axis] as number;
  const same = (x: NDArray, y: NDArray): boolean =>
    x
      .eq(y)
      .or(x.ne(x).and(y.ne(y)))
      .all() as boolean;
  const moved = nd.moveaxis(result, axis, 0);
  const sorted = nd.moveaxis(order, axis, 0);
  for (const k of [kth].flat()) {
    const place = k < 0 ? k + length : k;
    if (!same(moved.slice(place) as NDArray, sorted.slice(place) as NDArray)) return `place ${k} differs`;
    // Sorting either side on its own gives the whole order.
    const low = nd.sort(moved.slice(nd.s(0, place)), 0);
    const high = nd.sort(moved.slice(nd.s(place, null)), 0);
    if (!same(low, sorted.slice(nd.s(0, place)))) return `a greater element before place ${k}`;
    if (!same(high, sorted.slice(nd.s(place, null)))) return `a smaller element behind place ${k}`;
  }
  return undefined;
}

function failure(one: SortCase): string | undefined {
  const { views } = file.operands(one as unknown as Case);
  const args = one.a.map((i) => views[i] as NDArray);
  const options: Record<string, unknown> = { ...one.o };
  if (one.f.endsWith('partition')) return partitionFailure(one, args[0] as NDArray, options);
  if (one.sorter) options['sorter'] = nd.argsort(args[0] as NDArray);
  const name = one.f.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  let results: unknown;
  try {
    const given = one.f === 'lexsort' ? [args] : args;
    results =
      Object.keys(options).length > 0 ? functions[name]?.(...given, options) : functions[name]?.(...given);
  } catch (error) {
    if (!(error instanceof StridedError) || error.code === 'ERR_INTERNAL') return `threw ${String(error)}`;
    return 'e' in one.r ? undefined : `threw ${String(error)}`;
  }
  if ('e' in one.r) return `gave ${String(results).slice(0, 100)}, NumPy throws ${one.r.e}`;
  const list = Array.isArray(results) ? results : [results];
  if (list.length !== one.r.length) return `${list.length} results, NumPy ${one.r.length}`;
  for (const [i, answer] of one.r.entries()) {
    const wrong = answerDifference(list[i], answer);
    if (wrong !== undefined) return `result ${i}: ${wrong}`;
  }
  if (one.f === 'sort' && one.o?.['axis'] !== null) {
    const [a] = args as [NDArray];
    const own = a.copy('K');
    own.sort(one.o?.['axis'] as number | undefined, { stable: true });
    return answerDifference(own, one.r[0] as Answer);
  }
  return undefined;
}

export function casesByGroup(): Map<string, SortCase[]> {
  const groups = new Map<string, SortCase[]>();
  for (const one of file.cases as unknown as SortCase[]) {
    const group = groups.get(one.g);
    if (group === undefined) groups.set(one.g, [one]);
    else group.push(one);
  }
  return groups;
}

/** Fails with the first cases that differ from NumPy. */
export function expectAsNumPy(cases: readonly SortCase[]): void {
  const failures: string[] = [];
  for (const one of cases) {
    let wrong: string | undefined;
    try {
      wrong = failure(one);
    } catch (error) {
      wrong = `the test itself failed: ${String((error as Error).stack)}`;
    }
    if (wrong !== undefined) failures.push(`${wrong}\n    ${JSON.stringify({ ...one, r: undefined })}`);
  }
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${cases.length}:\n${failures.slice(0, 10).join('\n')}`);
}
