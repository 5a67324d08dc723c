/** Every method against NumPy's draws for the same seed, and the state after them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';
import type { BitGenerator } from '../../lib/random/bit_generators.js';

const { random } = nd;

interface Case {
  readonly legacy: boolean;
  readonly kind: 'PCG64' | 'PCG64DXSM' | 'Philox' | 'SFC64' | 'MT19937';
  readonly seed: number | { big: string };
  readonly method: string;
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly after: string;
  readonly hash?: string;
  readonly values?: string;
}

const file = new URL('../golden/random.json.gz', import.meta.url);
const { cases } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { cases: readonly Case[] };

function revive(value: unknown): unknown {
  if (Array.isArray(value)) {
    const list = value.map(revive);
    // A list is of one type: all bigints where one is.
    return list.flat(9).some((item) => typeof item === 'bigint') ? bigints(list) : list;
  }
  return typeof value === 'object' && value !== null ? BigInt((value as { big: string }).big) : value;
}

function bigints(value: unknown): unknown {
  return Array.isArray(value) ? value.map(bigints) : BigInt(value as number | bigint);
}

function digest(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 12);
}

/** The text that tools/golden/random_draws.py makes of a state. */
function stateText(bits: BitGenerator, legacy?: InstanceType<typeof random.RandomState>): string {
  const state = bits.state;
  const inner = state.state as Record<string, string | number | readonly (string | number)[]>;
  const parts: (string | number)[] = [];
  const list = (key: string): readonly (string | number)[] => inner[key] as readonly (string | number)[];
  switch (state.bit_generator) {
    case 'MT19937':
      parts.push(...list('key'), inner['pos'] as number);
      if (legacy !== undefined) {
        const { has_gauss, gauss } = legacy.getState();
        parts.push(
          has_gauss as number,
          has_gauss === 1 ? digest(new Uint8Array(Float64Array.of(gauss as number).buffer)) : '0',
        );
      }
      break;
    case 'Philox':
      parts.push(
        ...list('counter'),
        ...list('key'),
        ...(state.buffer as string[]),
        state.buffer_pos as number,
      );
      break;
    case 'SFC64':
      parts.push(...list('state'));
      break;
    default:
      parts.push(inner['state'] as string, inner['inc'] as string);
  }
  if (state.bit_generator !== 'MT19937') parts.push(state.has_uint32 as number, state.uinteger as number);
  return digest(parts.join(','));
}

function run({ legacy, kind, seed, method, args, options }: Case): { result: unknown; after: string } {
  const revived = revive(seed) as number | bigint;
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

/** How many values of the first dtype stand between two floats. */
function ulps(a: number, b: number, single: boolean): number {
  if (Object.is(a, b) || a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  const step = 2 ** (Math.floor(Math.log2(Math.abs(b))) - (single ? 23 : 52));
  return Math.abs(a - b) / step;
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
  for (const one of cases) {
    const key = `${one.legacy ? 'RandomState' : 'Generator'}.${one.method}`;
    methods.set(key, [...(methods.get(key) ?? []), one]);
  }
  it('come in all cases of the golden file', () => {
    expect(cases.length).toBe(2326);
    expect(methods.size).toBe(83);
  });
  for (const [name, list] of methods) {
    it(`${name}: ${list.length} calls give NumPy's values and leave NumPy's state`, () => {
      expect(list.map(problem).filter((text) => text !== undefined)).toEqual([]);
    });
  }
});
