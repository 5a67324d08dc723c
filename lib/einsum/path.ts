/**
 * In which order to contract: pairs of operands, chosen greedily by what they save, or by looking at all orders. After
 * Daniel Smith and Johnnie Gray, "opt_einsum - A Python package for optimizing contraction order for einsum-like
 * expressions", 2018, as NumPy's `einsum_path` does.
 */
import type { Label, Subscripts } from './subscripts.js';

/** Positions in the list of operands still there; the product goes to its end. */
export type Path = readonly (readonly number[])[];

type Lengths = ReadonlyMap<Label, number>;
type Terms = ReadonlySet<Label>;

function sizeOfLabels(labels: Iterable<Label>, lengths: Lengths): number {
  let size = 1;
  for (const label of labels) size *= lengths.get(label) as number;
  return size;
}

/** Multiplications and additions of one contraction. */
function operations(labels: Terms, hasSum: boolean, terms: number, lengths: Lengths): number {
  return sizeOfLabels(labels, lengths) * (Math.max(1, terms - 1) + (hasSum ? 1 : 0));
}

interface Contraction {
  /** The labels the product keeps, those it loses, and all it runs over. */
  readonly result: Terms;
  readonly removed: Terms;
  readonly all: Terms;
  /** The operands that are left, the product last. */
  readonly remaining: readonly Terms[];
}

/** What contracting the operands at `positions` leaves. */
export function contraction(
  positions: readonly number[],
  inputs: readonly Terms[],
  output: Terms,
): Contraction {
  const all = new Set<Label>();
  const needed = new Set<Label>(output);
  const remaining: Terms[] = [];
  inputs.forEach((input, i) => {
    const contracted = positions.includes(i);
    if (!contracted) remaining.push(input);
    for (const label of input) (contracted ? all : needed).add(label);
  });
  const result = new Set([...all].filter((label) => needed.has(label)));
  const removed = new Set([...all].filter((label) => !needed.has(label)));
  remaining.push(result);
  return { result, removed, all, remaining };
}

function* pairs(count: number): Generator<readonly [number, number]> {
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) yield [i, j];
}

interface Candidate {
  /** Elements saved, and work; the most saved first, then the least work. */
  readonly saved: number;
  readonly cost: number;
  readonly positions: readonly [number, number];
  remaining: readonly Terms[];
}

function isDisjoint(a: Terms, b: Terms): boolean {
  for (const label of a) if (b.has(label)) return false;
  return true;
}

function better(a: Candidate, b: Candidate): boolean {
  return a.saved > b.saved || (a.saved === b.saved && a.cost < b.cost);
}

/** Each time the pair that frees the most elements. */
function greedy(all: readonly Terms[], output: Terms, lengths: Lengths, bound: number): Path {
  if (all.length <= 2) return [all.map((_, i) => i)];
  const whole = contraction(
    all.map((_, i) => i),
    all,
    output,
  );
  const naive = operations(whole.all, whole.removed.size > 0, all.length, lengths);
  const path: (readonly number[])[] = [];
  let inputs = all;
  let spent = 0;
  const candidate = (positions: readonly [number, number]): Candidate | undefined => {
    const found = contraction(positions, inputs, output);
    const size = sizeOfLabels(found.result, lengths);
    if (size > bound) return undefined;
    const cost = operations(found.all, found.removed.size > 0, 2, lengths);
    if (spent + cost > naive) return undefined;
    const before = positions.reduce((sum, i) => sum + sizeOfLabels(inputs[i] as Terms, lengths), 0);
    return { saved: before - size, cost, positions, remaining: found.remaining };
  };
  let known: Candidate[] = [];
  let fresh: Iterable<readonly [number, number]> = pairs(inputs.length);
  for (let step = 1; step < all.length; step++) {
    for (const positions of fresh) {
      const [i, j] = positions;
      if (isDisjoint(inputs[i] as Terms, inputs[j] as Terms)) continue;
      const found = candidate(positions);
      if (found !== undefined) known.push(found);
    }
    if (known.length === 0) {
      // Nothing shares a label: outer products.
      for (const positions of pairs(inputs.length)) {
        const found = candidate(positions);
        if (found !== undefined) known.push(found);
      }
      if (known.length === 0) {
        path.push(inputs.map((_, i) => i));
        break;
      }
    }
    const best = known.reduce((chosen, each) => (better(each, chosen) ? each : chosen));
    known = afterwards(known, best);
    inputs = best.remaining;
    path.push(best.positions);
    spent += best.cost;
    const last = inputs.length - 1;
    fresh = Array.from({ length: last }, (_, i) => [i, last] as const);
  }
  return path;
}

/** The candidates that a contraction leaves possible, with the positions they have then. */
function afterwards(known: readonly Candidate[], best: Candidate): Candidate[] {
  const [low, high] = best.positions;
  const moved = (at: number): number => at - (at > low ? 1 : 0) - (at > high ? 1 : 0);
  const product = best.remaining.at(-1) as Terms;
  return known.flatMap((each) => {
    const [i, j] = each.positions;
    if (i === low || i === high || j === low || j === high) return [];
    const remaining = [...each.remaining];
    remaining.splice(high - (high > i ? 1 : 0) - (high > j ? 1 : 0), 1);
    remaining.splice(low - (low > i ? 1 : 0) - (low > j ? 1 : 0), 1);
    remaining.splice(remaining.length - 1, 0, product);
    return [{ ...each, positions: [moved(i), moved(j)] as const, remaining }];
  });
}

interface Partial {
  readonly cost: number;
  readonly path: readonly (readonly number[])[];
  readonly remaining: readonly Terms[];
}

/** All orders, the cheapest of them: exponential in the number of operands. */
function optimal(all: readonly Terms[], output: Terms, lengths: Lengths, bound: number): Path {
  let partials: readonly Partial[] = [{ cost: 0, path: [], remaining: all }];
  const cheapest = (): Partial => partials.reduce((a, b) => (b.cost < a.cost ? b : a));
  for (let step = 0; step < all.length - 1; step++) {
    const next: Partial[] = [];
    for (const { cost, path, remaining } of partials) {
      for (const positions of pairs(all.length - step)) {
        const found = contraction(positions, remaining, output);
        if (sizeOfLabels(found.result, lengths) > bound) continue;
        const work = operations(found.all, found.removed.size > 0, 2, lengths);
        next.push({ cost: cost + work, path: [...path, positions], remaining: found.remaining });
      }
    }
    if (next.length === 0) {
      return [...cheapest().path, Array.from({ length: all.length - step }, (_, i) => i)];
    }
    partials = next;
  }
  return cheapest().path;
}

export type Strategy = 'none' | 'greedy' | 'optimal';

/** The path of a strategy; no product on it has more elements than `bound`. */
export function findPath(subscripts: Subscripts, strategy: Strategy, bound?: number): Path {
  const { inputs, output, lengths } = subscripts;
  const all = inputs.map((labels) => new Set(labels));
  const target = new Set(output);
  const largest = Math.max(...[...all, target].map((labels) => sizeOfLabels(labels, lengths)));
  const isElementwise = lengths.size === target.size;
  if (strategy === 'none' || all.length <= 2 || isElementwise) return [all.map((_, i) => i)];
  const find = strategy === 'greedy' ? greedy : optimal;
  return find(all, target, lengths, bound ?? largest);
}

export interface Step {
  readonly positions: readonly number[];
  readonly inputs: readonly (readonly Label[])[];
  readonly result: readonly Label[];
  readonly cost: number;
  /** How many labels it runs over. */
  readonly scaling: number;
  /** The terms that are left afterwards. */
  readonly remaining: readonly (readonly Label[])[];
}

/** The steps of a path, with the labels of each product: the shortest axes first, the result's order at last. */
export function stepsOf({ inputs, output, lengths }: Subscripts, path: Path): Step[] {
  const target = new Set(output);
  let terms = inputs;
  return path.map((positions, n): Step => {
    const sets = terms.map((labels) => new Set(labels));
    const found = contraction(positions, sets, target);
    const ordered = positions.toSorted((a, b) => b - a);
    const operands = ordered.map((i) => terms[i] as readonly Label[]);
    const compare = (a: Label, b: Label): number =>
      (lengths.get(a) as number) - (lengths.get(b) as number) || (a < b ? -1 : 1);
    const result = n === path.length - 1 ? output : [...found.result].toSorted(compare);
    terms = [...terms.filter((_, i) => !positions.includes(i)), result];
    return {
      positions: ordered,
      inputs: operands,
      result,
      cost: operations(found.all, found.removed.size > 0, positions.length, lengths),
      scaling: found.all.size,
      remaining: terms,
    };
  });
}

/** The work of doing all at once. */
export function naiveCost({ inputs, lengths }: Subscripts): number {
  const all = new Set(inputs.flat());
  const named = inputs.reduce((sum, labels) => sum + new Set(labels).size, 0);
  return operations(all, named > all.size, inputs.length, lengths);
}

/** The elements of the largest array on the way. */
export function largestProduct({ lengths }: Subscripts, steps: readonly Step[]): number {
  return Math.max(...steps.map(({ result }) => sizeOfLabels(result, lengths)));
}
