/** Integers in other bases, as NumPy writes them (tools/golden/bases.py), and arrays that must be finite. */
import { readFileSync } from 'node:fs';
import * as nd from 'strided';
import { expect, test } from 'vitest';

interface Golden {
  readonly binary: readonly [string, number | null, string | null][];
  readonly base: readonly [string, number, number, string][];
}
const golden = JSON.parse(readFileSync(new URL('../golden/bases.json', import.meta.url), 'utf8')) as Golden;

test('binaryRepr', () => {
  for (const [number, width, text] of golden.binary) {
    const run = () => nd.binaryRepr(BigInt(number), width);
    if (text === null) expect(run, `${number} ${width}`).toThrow(/^binaryRepr: .* more than the width/);
    else expect(run(), `${number} ${width}`).toBe(text);
  }
  expect(golden.binary).toHaveLength(150);
  expect(() => nd.binaryRepr(0.5)).toThrow(nd.IndexError);
});

test('baseRepr', () => {
  for (const [number, base, padding, text] of golden.base) {
    expect(nd.baseRepr(BigInt(number), base, { padding })).toBe(text);
  }
  expect(golden.base).toHaveLength(225);
  expect(() => nd.baseRepr(1, 37)).toThrow(/^baseRepr: base must be from 2 to 36, not 37$/);
});

test('asarrayChkfinite', () => {
  const a = nd.arange(3);
  expect(nd.asarrayChkfinite(a)).toBe(a);
  expect(nd.asarrayChkfinite(a, 'int8').dtype).toBe('int8');
  for (const bad of [Number.NaN, Infinity, new nd.Complex(0, -Infinity)]) {
    expect(() => nd.asarrayChkfinite([1, bad])).toThrow(nd.StridedError);
  }
});
