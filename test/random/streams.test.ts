/** Seed sequences, raw streams, shuffles of every layout and normal vectors against NumPy's. */
import { describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';
import type { BitGenerator } from '../../lib/random/bit_generators.js';
import { digest, readGolden, revive, stateText, ulps } from './golden_file.js';

const { random } = nd;
type Big = number | { readonly big: string };
type Kind = 'PCG64' | 'PCG64DXSM' | 'Philox' | 'SFC64' | 'MT19937';

interface Sequence {
  readonly entropy: Big | readonly Big[];
  readonly spawnKey: readonly Big[];
  readonly poolSize: number;
  readonly hash: string;
}

interface Raw {
  readonly kind: Kind;
  readonly seed: Big | readonly Big[] | null;
  readonly options: Readonly<Record<string, Big>> | null;
  readonly steps: readonly (readonly [string, Big])[];
  readonly hash: string;
  readonly after: string;
}

interface LegacySeed {
  readonly seed: number | number[];
  readonly hash: string;
  readonly same: boolean;
  readonly after: string;
}

interface Shuffle {
  readonly legacy: boolean;
  readonly kind: Kind;
  readonly method: 'shuffle' | 'permutation' | 'permuted';
  readonly shape: number[];
  readonly dtype: nd.DType;
  readonly layout: string;
  readonly axis: number | 'none';
  readonly out: nd.DType | null;
  readonly hash: string;
  readonly after: string;
}

interface Normals {
  readonly legacy: boolean;
  readonly method: 'svd' | 'eigh' | 'cholesky';
  readonly seed: number;
  readonly mean: number[];
  readonly cov: number[][];
  readonly size: number | number[];
  readonly shape: readonly number[];
  readonly values: number[];
  readonly single: number[];
  readonly after: string;
}

const golden = readGolden<{
  sequences: readonly Sequence[];
  raw: readonly Raw[];
  seeds: readonly LegacySeed[];
  shuffles: readonly Shuffle[];
  normals: readonly Normals[];
}>('random_streams.json.gz');

function bytesOf(a: nd.NDArray): Uint8Array {
  return a.copy().toBuffer();
}

describe('seed sequences', () => {
  it('come in all cases of the golden file', () => expect(golden.sequences.length).toBe(60));
  it("give NumPy's words and children", () => {
    const wrong = golden.sequences.filter(({ entropy, spawnKey, poolSize, hash }) => {
      const options = { spawnKey: revive(spawnKey) as bigint[], poolSize };
      const sequence = new random.SeedSequence(revive(entropy) as bigint, options);
      const words = [
        sequence.generateState(1),
        sequence.generateState(11, 'uint32'),
        sequence.generateState(9, 'uint64'),
      ];
      const first = sequence.spawn(2);
      const again = sequence.spawn(1);
      const children = [...first, ...again, ...(first[1] as (typeof first)[0]).spawn(1)];
      const all = [...words, ...children.map((child) => child.generateState(4))];
      return digest(Buffer.concat(all.map(bytesOf))) !== hash;
    });
    expect(wrong).toEqual([]);
  });
});

function step(bits: BitGenerator, name: string, value: number | bigint): BitGenerator {
  const own = bits as InstanceType<typeof random.PCG64>;
  switch (name) {
    case 'jumped':
      return own.jumped(value);
    case 'advance':
      return own.advance(value);
    case 'half':
      new random.Generator(bits).integers(0, 10, { dtype: 'int32' });
      return bits;
    default:
      return bits.spawn(Number(value)).at(-1) as BitGenerator;
  }
}

describe('raw streams', () => {
  it('come in all cases of the golden file', () => expect(golden.raw.length).toBe(152));
  it("are NumPy's after spawning, jumping and advancing, and so are the states", () => {
    const wrong = golden.raw.filter(({ kind, seed, options, steps, hash, after }) => {
      let bits: BitGenerator;
      if (options === null) {
        bits = new random[kind](revive(seed as Big) as bigint);
      } else {
        const [key, counter] = [revive(options['key']), revive(options['counter'])] as bigint[];
        bits = new random.Philox(null, { key, counter });
      }
      for (const [name, value] of steps) bits = step(bits, name, revive(value) as bigint);
      return digest(bytesOf(bits.randomRaw(50))) !== hash || stateText(bits) !== after;
    });
    expect(wrong).toEqual([]);
  });
});

describe('legacy seeds', () => {
  it('come in all cases of the golden file', () => expect(golden.seeds.length).toBe(8));
  for (const { seed, hash, after } of golden.seeds) {
    it(`${String(seed).slice(0, 30)}: the constructor and seed() start the same stream`, () => {
      const state = new random.RandomState(seed);
      const first = state.standardNormal(3);
      state.seed(seed);
      const again = state.standardNormal(5);
      expect(again.slice(':3').eq(first).all()).toBe(true);
      expect(digest(bytesOf(again))).toBe(hash);
      expect(stateText(state.bitGenerator, state)).toBe(after);
    });
  }
});

/** The array of `laid_out` in tools/golden/random_streams.py. */
function laidOut(shape: readonly number[], dtype: nd.DType, layout: string): nd.NDArray {
  const every = (text: string): string[] => shape.map(() => text);
  const a: nd.NDArray =
    layout === 'transposed'
      ? nd.empty([...shape].reverse(), dtype).T
      : layout === 'stepped'
        ? nd
            .empty(
              shape.map((n) => 2 * n),
              dtype,
            )
            .slice(...every('::2'))
        : layout === 'reversed'
          ? nd.empty([...shape], dtype).slice(...every('::-1'))
          : nd.empty([...shape], dtype);
  const values = nd.arange(a.size).mod(dtype === 'bool' ? 2 : 100) as nd.NDArray;
  a.assign(values.astype(dtype).reshape([...shape]));
  return a;
}

function shuffled(one: Shuffle): { result: nd.NDArray; after: string } {
  const generator = one.legacy ? new random.RandomState(7) : new random.Generator(new random[one.kind](7));
  const own = generator as InstanceType<typeof random.Generator>;
  const a = laidOut(one.shape, one.dtype, one.layout);
  const options = one.legacy || one.axis === 'none' ? {} : { axis: one.axis };
  let result: nd.NDArray;
  if (one.out !== null) {
    result = laidOut(one.shape, one.out, one.layout);
    expect(own.permuted(a, { ...options, out: result })).toBe(result);
  } else if (one.method === 'shuffle') {
    own.shuffle(a, options);
    result = a;
  } else {
    result = own[one.method](a, options) as nd.NDArray;
  }
  const { bitGenerator } = generator;
  return { result, after: stateText(bitGenerator, one.legacy ? (generator as never) : undefined) };
}

describe('shuffles', () => {
  it('come in all cases of the golden file', () => expect(golden.shuffles.length).toBe(485));
  for (const method of ['shuffle', 'permutation', 'permuted'] as const) {
    it(`${method} is NumPy's for every dtype, layout and axis`, () => {
      const wrong = golden.shuffles
        .filter((one) => one.method === method)
        .filter((one) => {
          const { result, after } = shuffled(one);
          const dtype = one.out ?? one.dtype;
          return (
            digest(bytesOf(result)) !== one.hash ||
            after !== one.after ||
            result.dtype !== dtype ||
            result.shape.join() !== one.shape.join()
          );
        });
      expect(wrong).toEqual([]);
    });
  }
  it('of lists and TypedArrays are those of arrays', () => {
    const array = nd.arange(50);
    random.defaultRng(4).shuffle(array);
    const list = Array.from({ length: 50 }, (_, i) => i);
    random.defaultRng(4).shuffle(list);
    const typed = Float64Array.from({ length: 50 }, (_, i) => i);
    random.defaultRng(4).shuffle(typed);
    expect(list).toEqual(array.toArray());
    expect([...typed]).toEqual(list);
  });
});

/** F of draws = mean + z·Fᵀ, by least squares. */
function factorOf(draws: nd.NDArray, mean: number[], z: nd.NDArray): nd.NDArray {
  const centred = draws.reshape(-1, mean.length).sub(mean) as nd.NDArray;
  return nd.linalg.lstsq(z, centred)[0].T as nd.NDArray;
}

function greatest(a: nd.NDArray): number {
  return nd.max(nd.absolute(a)) as number;
}

/**
 * Normal vectors are z·Fᵀ. A factor from 'svd' or 'eigh' has eigenvectors for columns, whose signs are LAPACK's to choose
 * (and where eigenvalues coincide the whole basis is, though diagonal matrices leave no choice but the sign): they are
 * compared column by column up to the sign. Cholesky's factor is unique.
 */
function normalsProblem(one: Normals): string | undefined {
  const { mean, cov, legacy, method, seed } = one;
  const n = mean.length;
  const generator = legacy ? new random.RandomState(seed) : random.defaultRng(seed);
  const twin = legacy ? new random.RandomState(seed) : random.defaultRng(seed);
  const options = legacy ? {} : { method };
  const own = generator as InstanceType<typeof random.Generator>;
  const draws = own.multivariateNormal(mean, cov, one.size, options);
  const single = own.multivariateNormal(mean, cov, options as { method: 'svd' });
  if (draws.shape.join() !== one.shape.join()) return `shape ${draws.shape}`;
  if (single.shape.join() !== `${n}`) return `single shape ${single.shape}`;
  if (stateText(generator.bitGenerator, legacy ? (generator as never) : undefined) !== one.after)
    return 'state';
  const expected = nd.array(one.values).reshape(-1, n);
  const z = nd.array((twin.standardNormal([40, n]) as nd.NDArray).toArray()) as nd.NDArray;
  const scale = Math.sqrt(greatest(nd.array(cov)));
  const ours = factorOf(draws, mean, z);
  const theirs = factorOf(expected, mean, z);
  // Singular values of 0 come out as roundings, some 1e-16, of which the square root is taken.
  const tolerance = nd.linalg.matrixRank(cov) === n ? 1e-13 : 1e-7;
  if (method === 'cholesky') {
    const distance = ulps(greatest(draws.reshape(-1, n).sub(expected) as nd.NDArray) + 1, 1, false);
    if (!(distance * 2 ** -52 <= 1e-14 * scale)) return `values differ by ${distance * 2 ** -52}`;
  }
  for (let j = 0; j < n; j++) {
    const [a, b] = [ours, theirs].map((factor) => factor.slice(':', j)) as [nd.NDArray, nd.NDArray];
    const signs = method === 'cholesky' ? [1] : [1, -1];
    const distance = Math.min(...signs.map((sign) => greatest(a.sub(b.mul(sign)) as nd.NDArray)));
    if (!(distance <= tolerance * scale)) return `column ${j} differs by ${distance}`;
  }
  const back = ours.matmul(ours.T) as nd.NDArray;
  const off = greatest(back.sub(cov) as nd.NDArray);
  return off <= 1e-12 * scale * scale ? undefined : `F·Fᵀ differs from cov by ${off}`;
}

describe('multivariateNormal', () => {
  it('comes in all cases of the golden file', () => expect(golden.normals.length).toBe(62));
  it("draws NumPy's vectors, up to the signs of eigenvectors, and leaves NumPy's state", () => {
    const problems = golden.normals.map((one) => {
      const problem = normalsProblem(one);
      return problem && `${one.legacy ? 'legacy ' : ''}${one.method} ${JSON.stringify(one.cov)}: ${problem}`;
    });
    expect(problems.filter((text) => text !== undefined)).toEqual([]);
  });
});
