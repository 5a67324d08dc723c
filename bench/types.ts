/** What a suite says and what the runner makes of it. Suites are data; nothing in them measures. */
import type { DType, NDArray } from 'strided';

/** The library as the runner loads it (see library.ts). */
export type Library = typeof import('strided');

/** One size and dtype of a case. */
export interface Cell {
  readonly n: number;
  readonly dtype: DType;
}

/**
 * The statements of one cell. `result` makes a new array and is timed twice: released at once by `dispose()`, and left to
 * collection. `out` writes into an array made before. `value` is all else: views, scalars, reductions to plain values.
 */
export interface Statements {
  readonly out?: () => unknown;
  readonly result?: () => NDArray | readonly NDArray[];
  readonly value?: () => unknown;
}

/** How a statement of ours is timed. */
export type Variant = 'out' | 'released' | 'collected' | 'value';

/** A number this library has to reach. */
export type Target =
  | {
      readonly kind: 'speedup';
      readonly variant: string;
      /** Times as fast as NumPy, at least. */
      readonly atLeast: number;
      /** The contender it is held against, where that is not NumPy. */
      readonly against?: string;
    }
  | { readonly kind: 'nanoseconds'; readonly variant: string; readonly atMost: number }
  | { readonly kind: 'megabytes'; readonly variant: string; readonly atMost: number }
  /** Bytes per second, as a share of what the runner's own copy test shows. */
  | { readonly kind: 'memorySpeed'; readonly variant: string; readonly atLeast: number };

export interface BenchCase {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly dtypes: readonly DType[];
  /** Elements worked on, and bytes read and written, per call; `n` elements and no figure by default. */
  readonly elements?: (cell: Cell) => number;
  readonly bytes?: (cell: Cell) => number;
  /** Makes the operands and returns the statements. */
  readonly strided: (nd: Library, cell: Cell) => Statements;
  /** Python, with `{n}` and `{dtype}` filled in; the statements answer to those of `strided`. */
  readonly numpy?: {
    readonly setup: string | ((cell: Cell) => string);
    readonly statements: Readonly<Partial<Record<keyof Statements, string>>>;
  };
  /** Plain JavaScript doing the same, by the name of what it loops over; or other calls of ours to compare with. */
  readonly javascript?: (cell: Cell, nd: Library) => Readonly<Record<string, () => unknown>>;
  readonly targets?: (cell: Cell) => readonly Target[];
}

export interface Suite {
  readonly name: string;
  readonly about: string;
  readonly cases: readonly BenchCase[];
  /** Many cells, each measured shortly, and published as one row for all sizes. */
  readonly brief?: boolean;
  /** What the geometric mean of the speed-ups of these variants has to reach. */
  readonly means?: readonly { readonly variants: readonly string[]; readonly atLeast: number }[];
}

/** A synchronous loop of `x = a.add(b)` in a process of its own. */
export interface MemoryCase {
  readonly name: string;
  readonly elements: number;
  readonly steps: number;
  readonly flavours: readonly { readonly name: Flavour; readonly targets: readonly Target[] }[];
}

/** What a step of a memory case does with its result. */
export type Flavour = 'collected' | 'dispose' | 'using' | 'scope' | 'data' | 'toBuffer';

/** Median and spread. */
export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export type Verdict = 'PASS' | 'FAIL';

export interface TargetResult {
  readonly target: Target;
  /** What each repetition measured; a target fails when three in a row missed it. */
  readonly measured: readonly number[];
  readonly verdict: Verdict;
}

/** Ours against another: above 1 we are faster. The spread is over the rounds' ratios, pair by pair. */
export interface Comparison {
  readonly variant: string;
  readonly against: string;
  readonly speedup: Summary;
}

export interface CellResult {
  readonly suite: string;
  readonly name: string;
  readonly n: number;
  readonly dtype: string;
  readonly elements: number;
  readonly bytes: number;
  /** Nanoseconds per call, by contender. */
  readonly nanoseconds: Readonly<Record<string, Summary>>;
  readonly comparisons: readonly Comparison[];
  readonly targets: readonly TargetResult[];
  /** Peak resident memory in MB, where the suite is about memory. */
  readonly megabytes?: number;
  readonly error?: string;
}
