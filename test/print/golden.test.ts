import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Array2stringOptions, array2string, arrayRepr, arrayStr } from '../../lib/print/format.js';
import { type PrintOptionsChange, printoptions } from '../../lib/print/options.js';
import {
  type FloatPositionalOptions,
  type FloatScientificOptions,
  formatFloatPositional,
  formatFloatScientific,
} from '../../lib/print/scalar.js';
import type { PrintScalar } from '../../lib/print/source.js';
import type { DType, Floating } from '../../lib/types/dtypes.js';
import { hexSource, rampSource } from './sources.js';

/** Each array prints three ways. */
const ARRAY_CASES = 3 * 2701;
const NUMBER_CASES = 2298;

type Named = Record<string, unknown>;

interface ArrayCase {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: string | { readonly start: number; readonly step: number };
  readonly context: Named;
  readonly call: Named;
  readonly text: string;
  readonly repr: string;
  readonly str: string;
}

interface NumberCase {
  readonly function: 'positional' | 'scientific';
  readonly dtype: Floating;
  readonly data: string;
  readonly options: FloatPositionalOptions & FloatScientificOptions;
  readonly text?: string;
  readonly error?: true;
}

const golden = JSON.parse(readFileSync(new URL('../golden/print.json', import.meta.url), 'utf8')) as {
  readonly numpy: string;
  readonly arrays: readonly ArrayCase[];
  readonly numbers: readonly NumberCase[];
};

const FORMATTERS: Readonly<Record<string, (value: PrintScalar) => string>> = {
  constant: () => '#',
  text: (value) => String(typeof value === 'bigint' ? value : Math.trunc(Number(value))),
  block: () => 'ab\ncde\nf',
  astral: () => '\u{1d538}b',
  parts: (value) =>
    typeof value === 'object'
      ? `<${Math.trunc(value.re)};${Math.trunc(value.im)}>`.replaceAll('-0', '0')
      : '',
};

/** The options a record stands for: formatters by name, "Infinity" as a number. */
function live(options: Named): Named {
  const entries = Object.entries(options).map(([key, value]) => {
    if (value === 'Infinity' && key !== 'infstr') return [key, Number.POSITIVE_INFINITY];
    if (key !== 'formatter') return [key, value];
    const names = Object.entries(value as Record<string, string>);
    return [key, Object.fromEntries(names.map(([kind, name]) => [kind, FORMATTERS[name]]))];
  });
  return Object.fromEntries(entries) as Named;
}

function pick({ maxLineWidth, precision, suppressSmall }: Array2stringOptions): Array2stringOptions {
  return { maxLineWidth, precision, suppressSmall };
}

function print(record: ArrayCase): { text: string; repr: string; str: string } {
  const { dtype, shape, data } = record;
  const source = typeof data === 'string' ? hexSource(dtype, shape, data) : rampSource(dtype, shape, data);
  const call = live(record.call) as Array2stringOptions;
  return printoptions(live(record.context) as PrintOptionsChange, () => ({
    text: array2string(source, call),
    repr: arrayRepr(source, pick(call)),
    str: arrayStr(source, pick(call)),
  }));
}

describe('what NumPy prints', () => {
  it('comes from NumPy 2.4.6', () => {
    expect(golden.numpy).toBe('2.4.6');
  });

  it('is printed, character for character', () => {
    let cases = 0;
    const wrong: unknown[] = [];
    for (const record of golden.arrays) {
      const { text, repr, str } = record;
      const got = print(record);
      if (got.text !== text || got.repr !== repr || got.str !== str) wrong.push({ want: record, got });
      cases += 3;
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(wrong.length).toBe(0);
    expect(cases).toBe(ARRAY_CASES);
  });

  it('formats single numbers, character for character', () => {
    let cases = 0;
    const wrong: unknown[] = [];
    for (const record of golden.numbers) {
      const { dtype, options, text } = record;
      const x = Number(hexSource(dtype, [], record.data).read([]));
      const call = () =>
        record.function === 'positional'
          ? formatFloatPositional(x, options, dtype)
          : formatFloatScientific(x, options, dtype);
      let got: string | undefined;
      try {
        got = call();
      } catch {
        got = undefined;
      }
      if (got !== text) wrong.push({ want: record, got });
      cases += 1;
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(wrong.length).toBe(0);
    expect(cases).toBe(NUMBER_CASES);
  });
});
