/** One cell: its contenders in strictly alternating rounds, ratios pair by pair, targets judged. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Contender, type Release } from './javascript.js';
import type { Numpy, NumpyCase } from './numpy.js';
import { median, pairedSpeedups, summarise, verdictOf } from './statistics.js';
import type {
  BenchCase,
  Cell,
  CellResult,
  Comparison,
  Library,
  Statements,
  Summary,
  Target,
  TargetResult,
} from './types.js';

/** How long and how often is measured. */
export interface Effort {
  readonly rounds: number;
  readonly samples: number;
  /** Time of one sample; one call where a call takes longer. */
  readonly milliseconds: number;
  readonly warmup: number;
  /** Milliseconds that all rounds of a cell may take: where calls are long, fewer samples and rounds do. */
  readonly budget: number;
}

export const fullEffort: Effort = { rounds: 7, samples: 5, milliseconds: 3, warmup: 60, budget: 2500 };
/** For suites of very many cells. */
export const briefEffort: Effort = { rounds: 5, samples: 1, milliseconds: 2, warmup: 12, budget: 500 };
export const quickEffort: Effort = { rounds: 3, samples: 3, milliseconds: 1, warmup: 30, budget: 800 };

/**
 * How a cell is measured again whose target was missed. A brief sample holds one to four garbage collections, the first of
 * them after another process's turn, with cold caches: several samples in a row tell what a collection costs on average.
 */
export function carefulEffort(effort: Effort): Effort {
  const samples = Math.max(effort.samples, 5);
  return { ...effort, samples, budget: (effort.budget * samples) / effort.samples };
}

/** Fewer samples first, then fewer rounds, never under three; `sampleTime` is that of one sample of each contender. */
export function affordableEffort(effort: Effort, sampleTime: number): Effort {
  const total = Math.floor(effort.budget / sampleTime);
  const samples = Math.min(effort.samples, Math.max(1, Math.floor(total / effort.rounds)));
  const rounds = Math.min(effort.rounds, Math.max(3, Math.floor(total / samples)));
  return { ...effort, samples, rounds };
}

/** Anything that can be timed for a round: nanoseconds per call, a value per sample. */
interface Timed {
  readonly label: string;
  /** Finds the calls of a sample; returns the milliseconds it takes. */
  calibrate(effort: Effort): Promise<number>;
  sample(effort: Effort): Promise<readonly number[]>;
}

/** Nanoseconds per call by contender, a value per round. */
type Rounds = Readonly<Record<string, number[]>>;

/**
 * A full collection, as NumPy's process makes one between cells: minor collections take longer the larger the heap is, and
 * a cell would be charged for what those before it left.
 */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
setFlagsFromString('--no-expose-gc');

/** Which statement of NumPy's a way of timing ours is held against. */
function counterpart(variant: string): string {
  return variant === 'released' || variant === 'collected' ? 'numpy result' : `numpy ${variant}`;
}

/** All that is timed for a cell, in the order of a round. */
function contendersOf(
  statements: Statements,
  javascript: Readonly<Record<string, () => unknown>>,
  numpy: NumpyCase | undefined,
  numpyLabels: readonly string[],
): Timed[] {
  const own = (label: string, statement: () => unknown, release: Release = 'none'): Timed => {
    const contender = new Contender(label, statement, release);
    return {
      label,
      calibrate: async ({ milliseconds, warmup }) => contender.calibrate(milliseconds, warmup).milliseconds,
      sample: async ({ samples }) => contender.sample(samples),
    };
  };
  const timed: Timed[] = [];
  const { out, result, value } = statements;
  if (out !== undefined) timed.push(own('out', out));
  if (result !== undefined) {
    const release = Array.isArray(result()) ? 'each' : 'one';
    timed.push(own('released', result, release), own('collected', result));
  }
  if (value !== undefined) timed.push(own('value', value));
  for (const label of numpy === undefined ? [] : numpyLabels) {
    const { calibrate, time } = numpy as NumpyCase;
    let iterations = 1;
    timed.push({
      label: `numpy ${label}`,
      calibrate: async (effort) => {
        const batch = await calibrate(label, effort.milliseconds * 1e6);
        iterations = batch.iterations;
        return batch.milliseconds;
      },
      sample: ({ samples }) => time(label, iterations, samples),
    });
  }
  for (const [label, statement] of Object.entries(javascript)) timed.push(own(label, statement));
  return timed;
}

async function runRounds(contenders: readonly Timed[], effort: Effort): Promise<Rounds> {
  const rounds: Record<string, number[]> = {};
  for (const { label } of contenders) rounds[label] = [];
  for (let round = 0; round < effort.rounds; round++) {
    for (const contender of contenders) {
      rounds[contender.label]?.push(median(await contender.sample(effort)));
    }
  }
  return rounds;
}

const ownVariants = ['out', 'released', 'collected', 'value'];

function comparisonsOf(rounds: Rounds, javascript: readonly string[]): Comparison[] {
  const comparisons: Comparison[] = [];
  for (const variant of ownVariants) {
    const ours = rounds[variant];
    if (ours === undefined) continue;
    for (const against of [counterpart(variant), ...javascript]) {
      const theirs = rounds[against];
      if (theirs === undefined) continue;
      comparisons.push({ variant, against, speedup: summarise(pairedSpeedups(ours, theirs)) });
    }
  }
  return comparisons;
}

/** What a target speaks of, in this repetition; `undefined` where it was not measured (no NumPy). */
function measuredFor(
  target: Target,
  rounds: Rounds,
  comparisons: readonly Comparison[],
  bytes: number,
  copySpeed: number,
): number | undefined {
  if (target.kind === 'speedup') {
    const other = target.against ?? counterpart(target.variant);
    return comparisons.find(({ variant, against }) => variant === target.variant && against === other)
      ?.speedup.median;
  }
  const own = rounds[target.variant];
  if (own === undefined) return undefined;
  return target.kind === 'memorySpeed' ? bytes / median(own) / copySpeed : median(own);
}

/** Measures a cell, again while a target is missed and could still be met. `copySpeed` is in bytes per nanosecond. */
export async function measureCell(
  nd: Library,
  numpy: Numpy | undefined,
  suite: string,
  benchCase: BenchCase,
  cell: Cell,
  effort: Effort,
  copySpeed: number,
): Promise<CellResult> {
  const elements = benchCase.elements?.(cell) ?? cell.n;
  const bytes = benchCase.bytes?.(cell) ?? 0;
  const place = { suite, name: benchCase.name, n: cell.n, dtype: cell.dtype, elements, bytes };
  let timedNumpy: NumpyCase | undefined;
  collect();
  try {
    const statements = benchCase.strided(nd, cell);
    const javascript = benchCase.javascript?.(cell, nd) ?? {};
    const python = benchCase.numpy;
    const labels = Object.keys(python?.statements ?? {});
    if (numpy !== undefined && python !== undefined) {
      const fill = (text: string): string =>
        text.replaceAll('{n}', String(cell.n)).replaceAll('{dtype}', cell.dtype);
      const filled = Object.entries(python.statements).map(([label, text]) => [label, fill(text)]);
      const setup = typeof python.setup === 'string' ? python.setup : python.setup(cell);
      timedNumpy = await numpy.prepare(fill(setup), Object.fromEntries(filled));
    }
    const contenders = contendersOf(statements, javascript, timedNumpy, labels);
    let sampleTime = 0;
    for (const contender of contenders) sampleTime += await contender.calibrate(effort);
    let affordable = affordableEffort(effort, sampleTime);

    const targets = benchCase.targets?.(cell) ?? [];
    const measured = targets.map((): number[] => []);
    for (;;) {
      const rounds = await runRounds(contenders, affordable);
      const comparisons = comparisonsOf(rounds, Object.keys(javascript));
      targets.forEach((target, i) => {
        const value = measuredFor(target, rounds, comparisons, bytes, copySpeed);
        if (value !== undefined) measured[i]?.push(value);
      });
      const known = targets.filter((_, i) => measured[i]?.length !== 0);
      const repeat = known.some(
        (target) => verdictOf(target, measured[targets.indexOf(target)] ?? []) === 'repeat',
      );
      if (repeat) {
        affordable = affordableEffort(carefulEffort(effort), sampleTime);
        continue;
      }
      const nanoseconds: Record<string, Summary> = {};
      for (const [label, values] of Object.entries(rounds)) nanoseconds[label] = summarise(values);
      const results = known.map((target): TargetResult => {
        const values = measured[targets.indexOf(target)] ?? [];
        return { target, measured: values, verdict: verdictOf(target, values) === 'PASS' ? 'PASS' : 'FAIL' };
      });
      return { ...place, nanoseconds, comparisons, targets: results };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...place, nanoseconds: {}, comparisons: [], targets: [], error: message };
  } finally {
    await timedNumpy?.drop().catch(() => undefined);
  }
}
