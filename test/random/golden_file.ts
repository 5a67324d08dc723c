/** Reading golden files of draws: values that JSON has no form for, hashes, and the text of a state. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { random } from '../../lib/index.js';
import type { BitGenerator } from '../../lib/random/bit_generators.js';

export function readGolden<T>(name: string): T {
  const file = new URL(`../golden/${name}`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as T;
}

/** Integers beyond 2^53 as bigints. */
export function revive(value: unknown): unknown {
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

export function digest(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 12);
}

/** The text that tools/golden/random_draws.py makes of a state. */
export function stateText(bits: BitGenerator, legacy?: InstanceType<typeof random.RandomState>): string {
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

/** How many values of the first dtype stand between two floats. */
export function ulps(a: number, b: number, single: boolean): number {
  if (Object.is(a, b) || a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  const step = 2 ** (Math.floor(Math.log2(Math.abs(b))) - (single ? 23 : 52));
  return Math.abs(a - b) / step;
}
