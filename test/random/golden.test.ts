/** Every method against NumPy's draws for the same seed, and the state after them. */
import { describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';
import { digest, readGolden, revive, stateText, ulps } from './golden_file.js';

const { random } = nd;

interface Case {
  readonly legacy: boolean;
  readonly kind: 'PCG64' | 'PCG64DXSM' | 'Philox' | 'SFC64' | 'MT19937';
  readonly seed?: number | { big: string };
  readonly method: string;
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly after: string;
  readonly hash?: string;
  readonly values?: string;
}

const { cases } = readGolden<{ cases: readonly Case[] }>('random.json.gz');
const { vectors } = readGolden<{ vectors: readonly Case[] }>('random_streams.json.gz');

function run({ legacy, kind, seed, method, args, options }: Case): { result: unknown; after: string } {
  const revived = revive(seed ?? 5) as number | bigint;
  const generator = legacy
    ? new random.RandomState(revived)
    : new random.Generator(new random[kind](revived));
  const call = (generator as unknown as Record<string, (...args: unknown[]) => unknown>)[method] as (
    ...args: unknown[]
  ) => unknown;
  const given = [...args.map(revive), ...(Object.keys(options).length > 0 ? [options] : [])];
  const result = call.apply(generator, given);
  const { bitGenerator } = generator;
  return {
    result,
    after: stateText(bitGenerator, generator instanceof random.RandomState ? generator : undefined),
  };
}

function problem(one: Case): string | undefined {
  const { result, after } = run(one);
  const text = `${one.legacy ? 'legacy ' : ''}${one.kind} ${JSON.stringify(one.seed)} ${one.method}(${JSON.stringify(one.args).slice(0, 60)}, ${JSON.stringify(one.options)})`;
  let bytes: Uint8Array;
  if (Buffer.isBuffer(result)) {
    bytes = result;
  } else {
    const a = result as nd.NDArray;
    if (a.dtype !== one.dtype) return `${text}: dtype ${a.dtype}, not ${one.dtype}`;
    if (a.shape.join() !== one.shape.join()) return `${text}: shape ${a.shape}, not ${one.shape}`;
    bytes = a.copy().toBuffer();
  }
  if (one.hash !== undefined) {
    if (digest(bytes) !== one.hash) return `${text}: other values`;
  } else {
    const kept = Buffer.from(one.values as string, 'base64');
    const own = Uint8Array.from(kept).buffer;
    const single = one.dtype === 'float32';
    const expected = single ? new Float32Array(own) : new Float64Array(own);
    const copy = Uint8Array.from(bytes).buffer;
    const got = single ? new Float32Array(copy) : new Float64Array(copy);
    const n = got.length;
    const places = expected.length === n ? Array.from(got.keys()) : [0, 1, Math.floor(n / 2), n - 1];
    for (const [i, place] of places.entries()) {
      const distance = ulps(got[place] as number, expected[i] as number, single);
      if (!(distance <= 1))
        return `${text}: value ${place} is ${got[place]}, not ${expected[i]} (${distance} ulp)`;
    }
  }
  return after === one.after ? undefined : `${text}: another state afterwards`;
}

describe('draws', () => {
  const methods = new Map<string, Case[]>();
  for (const one of [...cases, ...vectors]) {
    const key = `${one.legacy ? 'RandomState' : 'Generator'}.${one.method}`;
    methods.set(key, [...(methods.get(key) ?? []), one]);
  }
  it('come in all cases of the golden file', () => {
    expect(cases.length).toBe(2326);
    expect(vectors.length).toBe(207);
    expect(methods.size).toBe(83);
  });
  for (const [name, list] of methods) {
    it(`${name}: ${list.length} calls give NumPy's values and leave NumPy's state`, () => {
      expect(list.map(problem).filter((text) => text !== undefined)).toEqual([]);
    });
  }
});
