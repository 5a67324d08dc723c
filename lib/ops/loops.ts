/** Which kernel an operation runs for given operands: NumPy 2's promotion, over the kernels that the addon exports. */
import {
  BOOL,
  type Casting,
  COMPLEX64,
  COMPLEX128,
  canCastCode,
  canCastSafely,
  dtypeLetters,
  dtypeName,
  FLOAT16,
  FLOAT64,
  INT64,
  isComplex,
  isFloat,
  promoteCodes,
} from '../dtype.js';
import { DTypeError, StridedError } from '../errors.js';
import { binding } from '../native.js';
import type { Rule } from '../types/rules.js';

/** One kernel: its number in the binding, the dtype codes it reads and writes. */
export interface Loop {
  readonly id: number;
  readonly ins: readonly number[];
  readonly outs: readonly number[];
  /** NumPy's spelling, "dd->d". */
  readonly signature: string;
}

/** What an operand is to promotion: a dtype's code, or a JavaScript scalar that takes its dtype from the arrays beside it. */
export const WEAK_INTEGER = 14;
export const WEAK_FLOAT = 15;
export const WEAK_COMPLEX = 16;
const KINDS = 17;

function codesOf(letters: string): number[] {
  const codes: number[] = [];
  for (const letter of letters) codes.push(dtypeLetters.indexOf(letter));
  return codes;
}

let exported: Map<string, Loop[]> | undefined;

/** The operations the addon has kernels for, by NumPy's names. Hundreds of texts: read by the first who asks. */
export function exportedOperations(): ReadonlyMap<string, readonly Loop[]> {
  exported ??= readLoops();
  return exported;
}

function readLoops(): Map<string, Loop[]> {
  const operations = new Map<string, Loop[]>();
  binding.elementwiseLoops.forEach((text, id) => {
    // Slices cost a fraction of what splitting does.
    const space = text.indexOf(' ');
    const arrow = text.indexOf('->', space);
    const op = text.slice(0, space);
    const ins = codesOf(text.slice(space + 1, arrow));
    const loop: Loop = { id, ins, outs: codesOf(text.slice(arrow + 2)), signature: text.slice(space + 1) };
    const loops = operations.get(op);
    if (loops === undefined) operations.set(op, [loop]);
    else loops.push(loop);
  });
  return operations;
}

function loopsOf(name: string): readonly Loop[] {
  const loops = exportedOperations().get(name);
  if (loops === undefined) {
    throw new StridedError(`strided: the addon has no kernel '${name}'; rebuild it`, 'ERR_INTERNAL');
  }
  return loops;
}

const composed = new Set<string>();

/** Kernels of functions that are no universal functions (`where`, `clip`, `isclose` …), by their own names. */
export const composedKernels: ReadonlySet<string> = composed;

/** The kernels of such a function, each found by the dtype of its operand `by`. */
export function composedLoops(name: string, by = 0): (code: number) => Loop | undefined {
  composed.add(name);
  let found: (Loop | undefined)[] | undefined;
  return (code) => {
    if (found === undefined) {
      found = [];
      for (const loop of loopsOf(name)) found[loop.ins[by] as number] = loop;
    }
    return found[code];
  };
}

function weakAs(kind: number, strong: number): number {
  if (kind < WEAK_INTEGER) return kind;
  if (kind === WEAK_INTEGER) return strong <= BOOL ? INT64 : strong;
  const exact = strong < FLOAT16;
  if (kind === WEAK_FLOAT) return exact ? FLOAT64 : strong;
  if (isComplex(strong)) return strong;
  return exact || strong === FLOAT64 ? COMPLEX128 : COMPLEX64;
}

/** Of operations that have chosen nothing yet: one list for all, as they are many and few are called. */
const UNCHOSEN: readonly undefined[] = new Array<undefined>(KINDS ** 2).fill(undefined);

/** The kernels of one operation, and the choice among them. */
export class Loops {
  #all: readonly Loop[] | undefined;
  readonly #name: string;
  readonly #rule: Rule;
  readonly #refused: string | undefined;
  readonly #nin: number;
  /** Choices made so far, by the operands' kinds. */
  #chosen: readonly (Loop | null | undefined)[] = UNCHOSEN;

  constructor(name: string, rule: Rule, nin: number, refused: string | undefined) {
    this.#name = name;
    this.#rule = rule;
    this.#refused = refused;
    this.#nin = nin;
  }

  /** All of them, in NumPy's order. */
  get all(): readonly Loop[] {
    this.#all ??= loopsOf(this.#name);
    return this.#all;
  }

  /** The loop for one operand; undefined where NumPy has none. */
  unary(kind: number): Loop | undefined {
    const loop = this.#chosen[kind];
    return (loop === undefined ? this.#chooseOnce(kind, [kind]) : loop) ?? undefined;
  }

  /** The loop for two operands. */
  binary(a: number, b: number): Loop | undefined {
    const at = a * KINDS + b;
    const loop = this.#chosen[at];
    return (loop === undefined ? this.#chooseOnce(at, [a, b]) : loop) ?? undefined;
  }

  #chooseOnce(at: number, kinds: readonly number[]): Loop | null {
    const loop = this.#choose(kinds) ?? null;
    const chosen =
      this.#chosen === UNCHOSEN ? new Array<undefined>(KINDS ** this.#nin).fill(undefined) : this.#chosen;
    (chosen as (Loop | null | undefined)[])[at] = loop;
    this.#chosen = chosen;
    return loop;
  }

  /** The first loop, in NumPy's order, that every operand casts to safely. */
  #choose(kinds: readonly number[]): Loop | undefined {
    let strong = -1;
    for (const kind of kinds) {
      if (kind < WEAK_INTEGER) strong = strong < 0 ? kind : promoteCodes(strong, kind);
    }
    if (this.#refused !== undefined && kinds.every((kind) => kind === BOOL)) return undefined;
    let codes = kinds.map((kind) => weakAs(kind, strong));
    // Division of integers is always in float64, never in a smaller float that would hold them.
    if (this.#rule === 'trueDivide' && codes.every((code) => !isFloat(code) && !isComplex(code))) {
      codes = codes.map(() => FLOAT64);
    }
    const fits = (loop: Loop): boolean => loop.ins.every((to, i) => canCastSafely(codes[i] as number, to));
    const found = this.all.find(fits);
    if (found !== undefined || !kinds.includes(WEAK_INTEGER)) return found;
    // Operations that mix dtypes (ldexp) take an integer beside a float: the weak one is then an integer of its own.
    codes = kinds.map((kind) => (kind === WEAK_INTEGER ? INT64 : weakAs(kind, strong)));
    return this.all.find(fits);
  }

  /** The loop that gives `dtype`: the first whose inputs cast safely, else the first, where `casting` lets them be cast. */
  withResult(kinds: readonly number[], dtype: number, casting: Casting): Loop | undefined {
    const takes = (loop: Loop, rule: Casting): boolean =>
      loop.ins.every((to, i) => {
        const kind = kinds[i] as number;
        if (kind < WEAK_INTEGER) return canCastCode(kind, to, rule);
        return kind === WEAK_INTEGER ? to !== BOOL : kind === WEAK_FLOAT ? to >= FLOAT16 : isComplex(to);
      });
    const giving = this.all.filter(({ outs }) => outs[0] === dtype);
    const loop = giving.find((one) => takes(one, 'safe')) ?? giving[0];
    return loop !== undefined && takes(loop, casting) ? loop : undefined;
  }

  /** The error where there is no loop. */
  missing(kinds: readonly number[], who: string): DTypeError {
    const names = kinds.map(kindName).join(' and ');
    const refused =
      this.#refused !== undefined && kinds.every((kind) => kind === BOOL) ? `; ${this.#refused}` : '';
    const types = [...new Set(this.all.flatMap((loop) => loop.ins))].map(dtypeName).join(', ');
    return new DTypeError(`${who}: ${this.#name} is not defined for ${names}${refused}; it takes ${types}`);
  }
}

export function kindName(kind: number): string {
  if (kind < WEAK_INTEGER) return dtypeName(kind);
  return kind === WEAK_INTEGER ? 'an integer number' : kind === WEAK_FLOAT ? 'a number' : 'a Complex';
}
