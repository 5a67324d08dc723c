/** The inverse functions of complex numbers, part by part, where they are hard; log1p as NumPy has it. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { binding } from '../../lib/native.js';
import { ufuncs } from '../../lib/ops/ufunc.js';

type ComplexDType = 'complex64' | 'complex128';
type Floats = Float32Array | Float64Array;

interface Region {
  readonly dtype: ComplexDType;
  readonly region: string;
  readonly at: string;
  readonly answers: Readonly<Record<string, string>>;
}

const regions = JSON.parse(
  gunzipSync(readFileSync(new URL('../golden/complex_inverses.json.gz', import.meta.url))).toString(),
) as readonly Region[];
const inverses = ['arcsin', 'arccos', 'arctan', 'arcsinh', 'arccosh', 'arctanh'] as const;
type Inverse = (typeof inverses)[number] | 'log1p';
const functions = nd as unknown as Readonly<
  Record<Inverse, (z: nd.NDArray<ComplexDType>) => nd.NDArray<ComplexDType>>
>;

function floatsOf(bytes: Uint8Array, dtype: ComplexDType): Floats {
  const { buffer } = Uint8Array.from(bytes);
  return dtype === 'complex64' ? new Float32Array(buffer) : new Float64Array(buffer);
}
const decoded = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

/** The parts of what a function gives at a region's points. */
function partsOf(name: Inverse, { dtype, at }: Region): Floats {
  const z = nd.frombuffer(decoded(at), { dtype }) as nd.NDArray<ComplexDType>;
  const result = functions[name](z);
  expect(result.dtype).toBe(dtype);
  return floatsOf(new Uint8Array(result.toBuffer()), dtype);
}

/** The unit in the last place of a number, which for subnormal ones is the least. */
function unit(value: number, dtype: ComplexDType): number {
  const [digits, least] = dtype === 'complex64' ? [23, -149] : [52, -1074];
  const size = Math.abs(value);
  let exponent = size === 0 ? least : Math.floor(Math.log2(size));
  if (size > 0 && 2 ** exponent > size) exponent--;
  return 2 ** Math.max(exponent - digits, least);
}

describe('inverse functions of complex numbers', () => {
  test('the regions are whole', () => {
    expect(regions).toHaveLength(2 * 16);
    for (const { at, dtype, answers } of regions) {
      expect(floatsOf(decoded(at), dtype)).toHaveLength(2 * 60);
      expect(Object.keys(answers)).toEqual([...inverses, 'log1p']);
    }
  });

  test.each(inverses)('%s: each part within the bound, zeros with their signs', (name) => {
    const { complexUlp = 0 } = ufuncs.get(name) ?? {};
    expect(complexUlp).toBe(5);
    let worst = 0;
    let compared = 0;
    for (const one of regions) {
      // complex64 is computed in float64.
      const bound = one.dtype === 'complex64' ? 1 : complexUlp;
      const got = partsOf(name, one);
      const wanted = floatsOf(decoded(one.answers[name] as string), one.dtype);
      wanted.forEach((want, i) => {
        const found = got[i] as number;
        const off = Math.abs(found - want) / unit(want, one.dtype);
        const place = `part ${i % 2} at point ${i >> 1} ${one.region}, ${one.dtype}: ${found}, not ${want}`;
        if (!(off <= bound)) throw new Error(`${off} units off in ${place}`);
        if (Math.sign(found) * Math.sign(want) < 0 || (found === 0 && want === 0 && !Object.is(found, want)))
          throw new Error(`the sign is wrong in ${place}`);
        if (one.dtype === 'complex128') worst = Math.max(worst, off);
        compared++;
      });
    }
    console.log(`${name} at ${binding.level}: ${compared} parts, at most ${worst} units off in complex128`);
    expect(compared).toBe(2 * 16 * 120);
  });

  test('log1p is what NumPy’s steps give', () => {
    let compared = 0;
    for (const one of regions) {
      const got = partsOf('log1p', one);
      const wanted = floatsOf(decoded(one.answers['log1p'] as string), one.dtype);
      for (let i = 0; i < wanted.length; i += 2) {
        const [re, im] = [wanted[i] as number, wanted[i + 1] as number];
        const allowed = 4 * unit(Math.hypot(re, im), one.dtype);
        if (
          !(Math.abs((got[i] as number) - re) <= allowed) ||
          !(Math.abs((got[i + 1] as number) - im) <= allowed)
        )
          throw new Error(
            `point ${i / 2} ${one.region}, ${one.dtype}: ${got[i]} ${got[i + 1]}, not ${re} ${im}`,
          );
        compared++;
      }
    }
    expect(compared).toBe(2 * 16 * 60);
  });

  test('beside ±1, closer than the least normal number', () => {
    const quarter = Math.PI / 2;
    const close: [Inverse, number, number, number, number][] = [
      ['arcsin', 1, 1e-310, quarter, 1e-155],
      ['arcsin', -1, 5e-324, -quarter, 2.2227587494850775e-162],
      ['arccos', 1, 1e-310, 1e-155, -1e-155],
      ['arccos', -1, 5e-324, Math.PI, -2.2227587494850775e-162],
      ['arccosh', 1, 1e-310, 1e-155, 1e-155],
      ['arcsinh', 1e-310, 1, 1e-155, quarter],
      ['arcsinh', 5e-324, -1, 2.2227587494850775e-162, -quarter],
      ['arcsin', 1, 1e-300, quarter, 1e-150],
    ];
    for (const [name, x, y, re, im] of close) {
      const got = functions[name](nd.array([new nd.Complex(x, y)])).at(0) as nd.Complex;
      expect(Math.abs(got.re / re - 1)).toBeLessThan(1e-14);
      expect(Math.abs(got.im / im - 1)).toBeLessThan(1e-14);
    }
    expect(close).toHaveLength(8);
  });

  test('on the cuts the sign of the zero part says which side', () => {
    const sides = (name: Inverse, re: number, im: number): number[] => {
      const { re: x, im: y } = functions[name](nd.array([new nd.Complex(re, im)])).at(0) as nd.Complex;
      return [x, y].map((part) => Math.sign(part));
    };
    // NumPy's.
    expect(sides('arcsin', 2, 0)).toEqual([1, 1]);
    expect(sides('arcsin', 2, -0)).toEqual([1, -1]);
    expect(sides('arccos', -2, 0)).toEqual([1, -1]);
    expect(sides('arccos', -2, -0)).toEqual([1, 1]);
    expect(sides('arccosh', -2, 0)).toEqual([1, 1]);
    expect(sides('arccosh', 0.5, -0)).toEqual([0, -1]);
    expect(sides('arctanh', 2, 0)).toEqual([1, 1]);
    expect(sides('arctanh', -2, -0)).toEqual([-1, -1]);
    expect(sides('arctan', 0, 2)).toEqual([1, 1]);
    expect(sides('arctan', -0, 2)).toEqual([-1, 1]);
    expect(sides('arcsinh', 0, -2)).toEqual([1, -1]);
    expect(sides('arcsinh', -0, -2)).toEqual([-1, -1]);
  });
});
