/** The bit generators: where random bits come from. */
import { newArray } from '../call.js';
import { describe } from '../describe.js';
import { UINT64 } from '../dtype.js';
import { DTypeError, StridedError } from '../errors.js';
import { binding } from '../native.js';
import { NDArray } from '../ndarray.js';
import { checkOptions } from '../options.js';
import type { ShapeArg, ShapeFrom } from '../types/shapes.js';
import { countOf, readArguments, sizeShape } from './arguments.js';
import { drawRaw } from './calls.js';
import { legacyKey, type Seed, SeedSequence } from './seed_sequence.js';

/** Integers of more than 53 bits: decimal text in what `state` gives, so that it can be JSON; bigints are taken too. */
export type BigText = string | number | bigint;

/** The state of a bit generator, in NumPy's keys; JSON as it is. */
export interface BitGeneratorState {
  readonly bit_generator: string;
  readonly state: Readonly<Record<string, unknown>>;
  readonly has_uint32?: number;
  readonly uinteger?: number;
  readonly buffer?: readonly BigText[];
  readonly buffer_pos?: number;
  readonly has_gauss?: number;
  readonly gauss?: number;
}

/** The layout of native/random/cores.h. */
const SMALL_BYTES = 160;
const TWISTER_BYTES = 2528;
const TWISTER_LENGTH = 624;
const HAS_HALF = 1;
const HALF = 2;
const HAS_GAUSS = 3;
const GAUSS = 2;
const PLACE = 3;
const WORDS = 4;

interface Kind {
  readonly name: string;
  readonly code: number;
  /** 32-bit words it is seeded from. */
  readonly seedWords: number;
}

/** Passed for a seed where the state is copied from another generator. */
const UNSEEDED = Symbol('unseeded');
type OwnSeed = Seed | SeedSequence | typeof UNSEEDED | null;

const WIDE = 1n << 128n;

function unsigned(value: unknown, bits: number, what: string): bigint {
  let number: bigint;
  try {
    number = BigInt(value as BigText);
  } catch {
    throw new StridedError(
      `state: ${what} must be an integer (text, bigint or number), not ${describe(value)}`,
      'ERR_VALUE',
    );
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new StridedError(
      `state: ${what} is ${value}, beyond 2^53: write such integers as text or bigints`,
      'ERR_VALUE',
    );
  }
  if (number < 0n || number >> BigInt(bits) !== 0n) {
    throw new StridedError(`state: ${what} must be an unsigned integer of ${bits} bits`, 'ERR_VALUE');
  }
  return number;
}

function listOf(value: unknown, length: number, what: string): readonly unknown[] {
  const list =
    value instanceof NDArray
      ? (value.toArray({ bigint: true }) as unknown[])
      : Array.isArray(value) || ArrayBuffer.isView(value)
        ? Array.from(value as unknown as ArrayLike<unknown>)
        : undefined;
  if (list?.length !== length)
    throw new StridedError(`state: ${what} must be a list of ${length} integers`, 'ERR_VALUE');
  return list;
}

/**
 * What all bit generators share. `new PCG64(seed)` and the like make them; distributions are drawn by a `Generator` over
 * one.
 */
export abstract class BitGenerator {
  /** @internal The native state's bytes. */
  readonly _state: ArrayBuffer;
  /** @internal */
  readonly _words: BigUint64Array;
  /** @internal */
  readonly _parts: Uint32Array;
  readonly #kind: Kind;
  readonly #seedSequence: SeedSequence | null;

  /** @internal */
  protected constructor(kind: Kind, seed: OwnSeed | undefined) {
    this.#kind = kind;
    this._state = new ArrayBuffer(kind.name === 'MT19937' ? TWISTER_BYTES : SMALL_BYTES);
    this._words = new BigUint64Array(this._state);
    this._parts = new Uint32Array(this._state);
    this._parts[0] = kind.code;
    if (seed === UNSEEDED) {
      this.#seedSequence = null;
      return;
    }
    this.#seedSequence = seed instanceof SeedSequence ? seed : new SeedSequence(seed);
    const words = this.#seedSequence._words(kind.seedWords);
    binding.randomSeed(this._state, words.buffer as ArrayBuffer, 0);
  }

  /** What logging shows: its name, not the words of its state. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.name;
  }

  /** The name of the algorithm. */
  get name(): string {
    return this.#kind.name;
  }

  /** What it was seeded from; `null` after `jumped`. NumPy: `seed_seq`. */
  get seedSeq(): SeedSequence | null {
    return this.#seedSequence;
  }

  /** The state as plain data that survives JSON; assigning one restores it. */
  get state(): BitGeneratorState {
    return {
      bit_generator: this.name,
      ...this._algorithmState(),
      has_uint32: this._parts[HAS_HALF] as number,
      uinteger: this._parts[HALF] as number,
    };
  }

  set state(state: BitGeneratorState) {
    if (typeof state !== 'object' || state === null || state.bit_generator !== this.name) {
      throw new StridedError(
        `state: a state of ${this.name} is needed, not ${describe((state as BitGeneratorState | null)?.bit_generator ?? state)}`,
        'ERR_VALUE',
      );
    }
    if (typeof state.state !== 'object' || state.state === null) {
      throw new StridedError('state: the key state holds no object', 'ERR_VALUE');
    }
    const half = Number(unsigned(state.uinteger ?? 0, 32, 'uinteger'));
    const hasHalf = Number(unsigned(state.has_uint32 ?? 0, 1, 'has_uint32'));
    this._restore(state);
    this._parts[HAS_HALF] = hasHalf;
    this._parts[HALF] = half;
  }

  /** @internal */
  abstract _algorithmState(): Pick<BitGeneratorState, 'state' | 'buffer' | 'buffer_pos'>;
  /** @internal */
  abstract _restore(state: BitGeneratorState): void;

  /** @internal The legacy value that waits, and whether one does. */
  get _gauss(): { has: number; value: number } {
    return {
      has: this._parts[HAS_GAUSS] as number,
      value: new Float64Array(this._state)[GAUSS] as number,
    };
  }
  set _gauss({ has, value }: { has: number; value: number }) {
    this._parts[HAS_GAUSS] = has === 0 ? 0 : 1;
    new Float64Array(this._state)[GAUSS] = value;
  }

  /** @internal A 128-bit integer of two words. */
  protected _wide(at: number): bigint {
    return ((this._words[WORDS + at + 1] as bigint) << 64n) | (this._words[WORDS + at] as bigint);
  }
  /** @internal */
  protected _setWide(at: number, value: bigint): void {
    this._words[WORDS + at] = BigInt.asUintN(64, value);
    this._words[WORDS + at + 1] = value >> 64n;
  }

  /** @internal The waiting half is forgotten. */
  protected _forget(): void {
    this._parts[HAS_HALF] = 0;
    this._parts[HALF] = 0;
  }

  /** @internal Copies another's state. */
  protected _copyFrom(other: BitGenerator): void {
    this._words.set(other._words);
  }

  /** Bit generators of the same kind for workers, seeded by `seedSeq.spawn`. */
  spawn(nChildren: number): this[] {
    const sequence = this.#seedSequence;
    if (sequence === null) {
      throw new StridedError(
        'spawn: a jumped bit generator has no seed sequence to spawn from; spawn before jumping',
        'ERR_VALUE',
      );
    }
    const Kind = this.constructor as new (seed: SeedSequence) => this;
    return sequence.spawn(nChildren).map((child) => new Kind(child));
  }

  /**
   * Draws as the algorithm makes them, 64 bits each (MT19937: 32), as uint64; a bigint without a size.
   * @example
   * new nd.random.PCG64(1).randomRaw(2).dtype // 'uint64'
   */
  randomRaw(): bigint;
  randomRaw<const S extends ShapeArg>(size: S): NDArray<'uint64', ShapeFrom<S>>;
  randomRaw(
    size?: ShapeArg | null,
    options?: { readonly output?: boolean | undefined },
  ): bigint | NDArray | null;
  randomRaw(...args: unknown[]): bigint | NDArray | null {
    const who = 'randomRaw';
    const [size, output] = readArguments(args, ['size', 'output'], 1, who);
    const shape = sizeShape(size, who);
    const out = newArray(shape ?? [], UINT64);
    drawRaw(this._state, out, who);
    if (output === false) {
      out.dispose();
      return null;
    }
    return shape === undefined ? (out.item({ bigint: true }) as bigint) : out;
  }
}

function stepsOf(value: unknown, who: string): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new DTypeError(`${who}: an integer or bigint is needed, not ${describe(value)}`, 'ERR_VALUE');
}

function moveBy(state: ArrayBuffer, steps: bigint): void {
  const words = BigUint64Array.from([0, 1, 2, 3], (i) => BigInt.asUintN(64, steps >> BigInt(64 * Number(i))));
  binding.randomAdvance(state, words.buffer as ArrayBuffer);
}

/** A jump of both PCG: the golden section of the period. */
const PCG_JUMP = 0x9e3779b97f4a7c15f39cc0605cedc835n;

abstract class Congruential extends BitGenerator {
  override _algorithmState(): Pick<BitGeneratorState, 'state'> {
    return { state: { state: this._wide(0).toString(), inc: this._wide(2).toString() } };
  }
  override _restore({ state }: BitGeneratorState): void {
    const value = unsigned(state['state'], 128, 'state.state');
    const inc = unsigned(state['inc'], 128, 'state.inc');
    this._setWide(0, value);
    this._setWide(2, inc);
  }

  /** Moves on by `delta` draws (back for negative ones) in no time, and returns the generator. */
  advance(delta: number | bigint): this {
    moveBy(this._state, BigInt.asUintN(128, stepsOf(delta, 'advance')));
    this._forget();
    return this;
  }

  /** @internal */
  protected _jumpFrom(other: Congruential, jumps: unknown): this {
    this._copyFrom(other);
    return this.advance((stepsOf(jumps, 'jumped') * PCG_JUMP) % WIDE);
  }
}

const pcg64: Kind = { name: 'PCG64', code: 0, seedWords: 8 };
const pcg64dxsm: Kind = { name: 'PCG64DXSM', code: 1, seedWords: 8 };
const philox: Kind = { name: 'Philox', code: 2, seedWords: 4 };
const sfc64: Kind = { name: 'SFC64', code: 3, seedWords: 6 };
const mt19937: Kind = { name: 'MT19937', code: 4, seedWords: 624 };

/**
 * PCG XSL-RR 128/64, the default bit generator. NumPy: `random.PCG64`.
 * @example
 * const bits = new nd.random.PCG64(42);
 * const saved = JSON.stringify(bits.state);
 * const first = bits.randomRaw();
 * bits.state = JSON.parse(saved);
 * bits.randomRaw() === first // true
 */
export class PCG64 extends Congruential {
  constructor(seed?: OwnSeed) {
    super(pcg64, seed);
  }
  /** Another one, `jumps` times some 2^127 draws further on: a stream of its own. */
  jumped(jumps: number | bigint = 1): PCG64 {
    return new PCG64(UNSEEDED)._jumpFrom(this, jumps);
  }
}

/**
 * PCG DXSM 128/64: as PCG64 with a stronger output. NumPy: `random.PCG64DXSM`.
 * @example
 * new nd.random.Generator(new nd.random.PCG64DXSM(1)).random([2, 3]).shape // [ 2, 3 ]
 */
export class PCG64DXSM extends Congruential {
  constructor(seed?: OwnSeed) {
    super(pcg64dxsm, seed);
  }
  /** Another one, `jumps` times some 2^127 draws further on: a stream of its own. */
  jumped(jumps: number | bigint = 1): PCG64DXSM {
    return new PCG64DXSM(UNSEEDED)._jumpFrom(this, jumps);
  }
}

/** Options of Philox. */
export interface PhiloxOptions {
  /** Where the count starts, of 256 bits: a bigint or four 64-bit words, lowest first. */
  readonly counter?: number | bigint | readonly BigText[] | undefined;
  /** The stream, of 128 bits, in place of a seed: a bigint or two 64-bit words. */
  readonly key?: number | bigint | readonly BigText[] | undefined;
}

function splitWords(value: unknown, count: number, what: string): bigint[] {
  if (typeof value === 'number' || typeof value === 'bigint') {
    const whole = unsigned(value, 64 * count, what);
    return Array.from({ length: count }, (_, i) => BigInt.asUintN(64, whole >> BigInt(64 * i)));
  }
  return listOf(value, count, what).map((word) => unsigned(word, 64, what));
}

/**
 * Philox 4×64 with 10 rounds: a counter through a cipher, so any place of the stream is as near as any other. NumPy:
 * `random.Philox`.
 * @example
 * new nd.random.Philox(null, { key: 7n }).advance(2n ** 100n).name // 'Philox'
 */
export class Philox extends BitGenerator {
  constructor(seed?: OwnSeed, options: PhiloxOptions = {}) {
    checkOptions(options as Readonly<Record<string, unknown>>, ['counter', 'key'], 'Philox');
    if (options.key !== undefined && seed !== undefined && seed !== null) {
      throw new StridedError('Philox: seed and key cannot both be given', 'ERR_VALUE');
    }
    super(philox, options.key === undefined ? seed : UNSEEDED);
    const { counter, key } = options;
    if (key !== undefined) {
      this._words.set(splitWords(key, 2, 'key'), WORDS + 4);
      this._words[PLACE] = 4n;
    }
    if (counter !== undefined) this._words.set(splitWords(counter, 4, 'counter'), WORDS);
  }
  override _algorithmState(): Pick<BitGeneratorState, 'state' | 'buffer' | 'buffer_pos'> {
    const texts = (from: number, count: number): string[] =>
      Array.from(this._words.subarray(WORDS + from, WORDS + from + count), String);
    return {
      state: { counter: texts(0, 4), key: texts(4, 2) },
      buffer: texts(6, 4),
      buffer_pos: Number(this._words[PLACE]),
    };
  }
  override _restore(state: BitGeneratorState): void {
    const counter = splitWords(state.state['counter'], 4, 'state.counter');
    const key = splitWords(state.state['key'], 2, 'state.key');
    const buffer = splitWords(state.buffer ?? [0, 0, 0, 0], 4, 'buffer');
    const place = unsigned(state.buffer_pos ?? 4, 3, 'buffer_pos');
    this._words.set([...counter, ...key, ...buffer], WORDS);
    this._words[PLACE] = place;
  }

  /** Moves on by `delta` blocks of four draws, and returns the generator. */
  advance(delta: number | bigint): this {
    moveBy(this._state, BigInt.asUintN(256, stepsOf(delta, 'advance')));
    this._forget();
    return this;
  }
  /** Another one, `jumps` times 2^128 blocks further on: a stream of its own. */
  jumped(jumps: number | bigint = 1): Philox {
    const other = new Philox(UNSEEDED);
    other._copyFrom(this);
    return other.advance(stepsOf(jumps, 'jumped') << 128n);
  }
}

/**
 * The small fast chaotic generator of 64 bits. It cannot jump: take `spawn` for more streams. NumPy: `random.SFC64`.
 * @example
 * new nd.random.SFC64(5).randomRaw() // 12614612106463595544n
 */
export class SFC64 extends BitGenerator {
  constructor(seed?: OwnSeed) {
    super(sfc64, seed);
  }
  override _algorithmState(): Pick<BitGeneratorState, 'state'> {
    return { state: { state: Array.from(this._words.subarray(WORDS, WORDS + 4), String) } };
  }
  override _restore({ state }: BitGeneratorState): void {
    this._words.set(splitWords(state['state'], 4, 'state.state'), WORDS);
  }
}

/**
 * The Mersenne twister, which the legacy functions draw from. NumPy: `random.MT19937`.
 * @example
 * new nd.random.MT19937(1).jumped().name // 'MT19937'
 */
export class MT19937 extends BitGenerator {
  constructor(seed?: OwnSeed) {
    super(mt19937, seed);
  }
  override get state(): BitGeneratorState {
    return { bit_generator: this.name, ...this._algorithmState() };
  }
  override set state(state: BitGeneratorState) {
    super.state = state;
  }
  override _algorithmState(): Pick<BitGeneratorState, 'state'> {
    const key = Array.from(this._parts.subarray(2 * WORDS, 2 * WORDS + TWISTER_LENGTH));
    return { state: { key, pos: Number(this._words[PLACE]) } };
  }
  override _restore({ state }: BitGeneratorState): void {
    const key = listOf(state['key'], TWISTER_LENGTH, 'state.key').map((word) =>
      Number(unsigned(word, 32, 'state.key')),
    );
    const place = unsigned(state['pos'], 10, 'state.pos');
    if (place > TWISTER_LENGTH) {
      throw new StridedError(`state: pos must be at most ${TWISTER_LENGTH}, not ${place}`, 'ERR_VALUE');
    }
    this._parts.set(key, 2 * WORDS);
    this._words[PLACE] = place;
  }

  /** @internal The seeding of `RandomState`: an integer below 2^32, or a list of them. */
  _seedLegacy(seed: unknown, who: string): void {
    const { words, isOne } = legacyKey(seed, who);
    binding.randomSeed(this._state, words.buffer as ArrayBuffer, isOne ? 1 : 2);
    this._forget();
  }

  /** Another one, `jumps` times 2^128 draws further on: a stream of its own. */
  jumped(jumps = 1): MT19937 {
    const other = new MT19937(UNSEEDED);
    other._copyFrom(this);
    for (let i = countOf(jumps, 'jumps', 'jumped'); i > 0; i--) binding.randomAdvance(other._state);
    return other;
  }
}
