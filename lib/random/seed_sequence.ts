/** Seeds: entropy of any form mixed into a pool, from which bit generators are seeded and children spawned. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { dtypeCode } from '../dtype.js';
import { DTypeError, StridedError } from '../errors.js';
import { binding } from '../native.js';
import { NDArray } from '../ndarray.js';
import { checkOptions } from '../options.js';
import { countOf } from './arguments.js';

/** What a seed may be: integers of 0 or more of any size, or lists of them. */
export type Seed = number | bigint | NDArray | ArrayLike<number | bigint> | readonly Seed[];

/** Options of SeedSequence. */
export interface SeedSequenceOptions {
  /** Where in the tree of spawned sequences this one stands; `spawn` sets it. */
  readonly spawnKey?: readonly (number | bigint)[] | undefined;
  /** 32-bit words of the pool; 4 if not given, and at least. */
  readonly poolSize?: number | undefined;
  readonly nChildrenSpawned?: number | undefined;
}

/** A SeedSequence as plain data. */
export interface SeedSequenceState {
  readonly entropy: bigint | readonly bigint[];
  readonly spawnKey: readonly bigint[];
  readonly poolSize: number;
  readonly nChildrenSpawned: number;
}

/** Where unseeded sequences take their entropy from, once `seedEverything` was called. */
let root: SeedSequence | undefined;

/** @internal */
export function setRootSeed(seed: bigint): void {
  root = new SeedSequence(seed);
}

function freshEntropy(words: number): bigint {
  if (root !== undefined) {
    const [child] = root.spawn(1) as [SeedSequence];
    return wordsToBigint(child._words(words));
  }
  return wordsToBigint(globalThis.crypto.getRandomValues(new Uint32Array(words)));
}

function wordsToBigint(words: Uint32Array): bigint {
  let value = 0n;
  for (const word of words) value = (value << 32n) | BigInt(word);
  return value;
}

/** Integers of 0 or more in the order they stand. */
function integersOf(seed: unknown, who: string): bigint[] {
  if (typeof seed === 'bigint' || typeof seed === 'number') {
    if (typeof seed === 'number' && !Number.isSafeInteger(seed)) {
      throw new DTypeError(
        `${who}: a seed is an integer, not ${seed}; beyond 2^53 give a bigint`,
        'ERR_VALUE',
      );
    }
    if (seed < 0)
      throw new StridedError(`${who}: a seed must be a non-negative integer, not ${seed}`, 'ERR_VALUE');
    return [BigInt(seed)];
  }
  if (seed instanceof NDArray) {
    const items = seed.ravel().toArray({ bigint: true }) as unknown as (number | bigint)[];
    return items.flatMap((item) => integersOf(item, who));
  }
  if (Array.isArray(seed) || (ArrayBuffer.isView(seed) && !(seed instanceof DataView))) {
    return Array.from(seed as ArrayLike<unknown>).flatMap((item) => integersOf(item, who));
  }
  throw new DTypeError(
    `${who}: a seed is an integer of 0 or more, a list of them, a SeedSequence or a bit generator, not ${describe(seed)}`,
    'ERR_ARGUMENT',
  );
}

/** 32-bit words, lowest first; one word for 0. */
function wordsOf(integers: readonly bigint[]): number[] {
  const words: number[] = [];
  for (const integer of integers) {
    let rest = integer;
    do {
      words.push(Number(rest & 0xffffffffn));
      rest >>= 32n;
    } while (rest > 0n);
  }
  return words;
}

/**
 * Entropy of any size, mixed so that similar seeds give unlike streams; `spawn` gives sequences for workers that do not
 * overlap. The same words as NumPy's for the same entropy. Without entropy it takes 128 bits from the system (after
 * `seedEverything` from its seed). NumPy: `random.SeedSequence`.
 * @throws StridedError for negative integers and fractions.
 * @example
 * const sequence = new nd.random.SeedSequence(42);
 * sequence.generateState(2).toArray() // [ 3444837047, 2669555309 ]
 * sequence.spawn(2).map((child) => new nd.random.PCG64(child)).length // 2
 */
export class SeedSequence {
  /** What it was made from; what the system gave where nothing was. */
  readonly entropy: bigint | readonly bigint[];
  readonly spawnKey: readonly bigint[];
  readonly poolSize: number;
  #spawned: number;
  readonly #pool: Uint32Array;

  constructor(entropy?: Seed | null, options: SeedSequenceOptions = {}) {
    const who = 'SeedSequence';
    checkOptions(
      options as Readonly<Record<string, unknown>>,
      ['spawnKey', 'poolSize', 'nChildrenSpawned'],
      who,
    );
    this.poolSize = countOf(options.poolSize ?? 4, 'poolSize', who);
    if (this.poolSize < 4 || this.poolSize > 65536) {
      throw new StridedError(
        `${who}: poolSize must be at least 4 and at most 65536, not ${this.poolSize}`,
        'ERR_VALUE',
      );
    }
    this.#spawned = countOf(options.nChildrenSpawned ?? 0, 'nChildrenSpawned', who);
    this.spawnKey = Object.freeze(integersOf(options.spawnKey ?? [], who));
    const given = entropy ?? freshEntropy(this.poolSize);
    const integers = integersOf(given, who);
    const isOne = typeof given === 'number' || typeof given === 'bigint';
    this.entropy = isOne ? (integers[0] as bigint) : Object.freeze(integers);
    const words = wordsOf(integers);
    if (this.spawnKey.length > 0) {
      while (words.length < this.poolSize) words.push(0);
      words.push(...wordsOf(this.spawnKey));
    }
    this.#pool = new Uint32Array(this.poolSize);
    binding.randomMix(Uint32Array.from(words).buffer, this.#pool.buffer as ArrayBuffer);
  }

  /** How many children were spawned so far. */
  get nChildrenSpawned(): number {
    return this.#spawned;
  }

  /** The mixed words. */
  get pool(): NDArray<'uint32', [number]> {
    return copyArray(asNDArray(this.#pool, 'pool'), 'C', 'pool') as NDArray<'uint32', [number]>;
  }

  /** All that makes another such sequence: `new SeedSequence(state.entropy, state)`. */
  get state(): SeedSequenceState {
    const { entropy, spawnKey, poolSize, nChildrenSpawned } = this;
    return { entropy, spawnKey, poolSize, nChildrenSpawned };
  }

  /** @internal The first words of the expanded pool. */
  _words(count: number): Uint32Array {
    const words = new Uint32Array(count);
    binding.randomExpand(this.#pool.buffer as ArrayBuffer, words.buffer as ArrayBuffer);
    return words;
  }

  /**
   * Words to seed a generator with: the same at every call.
   * @example
   * new nd.random.SeedSequence(1).generateState(1, 'uint64').dtype // 'uint64'
   */
  generateState<D extends 'uint32' | 'uint64' = 'uint32'>(nWords: number, dtype?: D): NDArray<D, [number]>;
  generateState(nWords: number, dtype: unknown = 'uint32'): NDArray {
    const who = 'generateState';
    if (dtype !== 'uint32' && dtype !== 'uint64') {
      throw new DTypeError(`${who}: dtype must be uint32 or uint64, not ${describe(dtype)}`);
    }
    const count = countOf(nWords, 'nWords', who);
    // First: where there is no memory for it, that is known at once.
    const result = newArray([count], dtypeCode(dtype, who));
    const words = this._words(dtype === 'uint64' ? 2 * count : count);
    const typed = dtype === 'uint64' ? new BigUint64Array(words.buffer) : words;
    copyInto(result, asNDArray(typed, who), who);
    return result;
  }

  /**
   * Sequences whose streams do not overlap this one's, or each other's. Every call gives others.
   * @example
   * const [a, b] = new nd.random.SeedSequence(7).spawn(2);
   * nd.random.defaultRng(a).random() === nd.random.defaultRng(b).random() // false
   */
  spawn(nChildren: number): SeedSequence[] {
    const count = countOf(nChildren, 'nChildren', 'spawn');
    const first = this.#spawned;
    this.#spawned += count;
    return Array.from(
      { length: count },
      (_, i) =>
        new SeedSequence(this.entropy, {
          spawnKey: [...this.spawnKey, first + i],
          poolSize: this.poolSize,
        }),
    );
  }
}

/** @internal A legacy seed's 32-bit words; each entry is one. */
export function legacyKey(seed: unknown, who: string): { words: Uint32Array; isOne: boolean } {
  const isOne = typeof seed === 'number' || typeof seed === 'bigint';
  const integers = integersOf(seed, who);
  if (integers.length === 0) throw new StridedError(`${who}: a seed list must not be empty`, 'ERR_VALUE');
  for (const integer of integers) {
    if (integer > 0xffffffffn) {
      throw new StridedError(`${who}: legacy seeds must be between 0 and 2**32 - 1`, 'ERR_VALUE');
    }
  }
  return { words: Uint32Array.from(integers, Number), isOne };
}
