/** Type information against NumPy's answers. */
import { readFileSync } from 'node:fs';
import type { Casting, DType } from 'strided';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

interface Golden {
  readonly pairs: Record<string, readonly [string, ...boolean[]]>;
  readonly kinds: readonly nd.DTypeKind[];
  readonly abstract: readonly nd.AbstractDType[];
  readonly isdtype: Record<DType, readonly boolean[]>;
  readonly issubdtype: Record<DType, readonly boolean[]>;
  readonly abstractPairs: Record<nd.AbstractDType, readonly boolean[]>;
  readonly finfo: Record<string, Record<string, number>>;
  readonly iinfo: Record<string, readonly [string, string, number, string]>;
  readonly smallest: readonly (readonly [string, string])[];
  readonly floats: readonly (readonly [number, string])[];
  readonly common: readonly (readonly [DType[], string])[];
  readonly result: readonly (readonly [DType[], string])[];
}
const golden = JSON.parse(
  readFileSync(new URL('../golden/type_info.json', import.meta.url), 'utf8'),
) as Golden;
const camelCase = (name: string): string => name.replace(/_(.)/g, (_, c: string) => c.toUpperCase());

describe('type information', () => {
  test('promoteTypes and canCast of all pairs', () => {
    const rules: Casting[] = ['no', 'equiv', 'safe', 'same_kind', 'unsafe'];
    const pairs = Object.entries(golden.pairs);
    expect(pairs).toHaveLength(196);
    for (const [names, [promoted, ...casts]] of pairs) {
      const [a, b] = names.split(' ') as [DType, DType];
      expect(nd.promoteTypes(a, b), names).toBe(promoted);
      expect(nd.resultType(a, nd.zeros([1], b)), names).toBe(promoted);
      expect(
        rules.map((rule) => nd.canCast(a, b, rule)),
        names,
      ).toEqual(casts);
      expect(nd.canCast(nd.zeros([2], a), b)).toBe(casts[2]);
    }
  });

  test('resultType of three', () => {
    expect(golden.result).toHaveLength(392);
    for (const [dtypes, want] of golden.result) expect(nd.resultType(...dtypes), dtypes.join()).toBe(want);
  });

  test('resultType of weak scalars', () => {
    expect(nd.resultType('int8', 3)).toBe('int8');
    expect(nd.resultType('uint8', 300n)).toBe('uint8');
    expect(nd.resultType('bool', 3)).toBe('int64');
    expect(nd.resultType('float32', 2.5)).toBe('float32');
    expect(nd.resultType('float32', new nd.Complex(0, 1))).toBe('complex64');
    expect(nd.resultType('int64', new nd.Complex(0, 1))).toBe('complex128');
    expect(nd.resultType(true, 'int8')).toBe('int8');
    expect(nd.resultType(true)).toBe('bool');
    expect(nd.resultType(2.5)).toBe('float64');
    expect(nd.resultType(3n)).toBe('int64');
    expect(() => nd.resultType('int8', 2.5)).toThrow(nd.DTypeError);
    expect(() => nd.resultType()).toThrow(nd.StridedError);
  });

  test('isdtype and issubdtype', () => {
    for (const [dtype, want] of Object.entries(golden.isdtype) as [DType, boolean[]][]) {
      expect(
        golden.kinds.map((kind) => nd.isdtype(dtype, kind)),
        dtype,
      ).toEqual(want);
      expect(nd.isdtype(dtype, [dtype, 'bool'])).toBe(true);
    }
    for (const [dtype, want] of Object.entries(golden.issubdtype) as [DType, boolean[]][]) {
      expect(
        golden.abstract.map((kind) => nd.issubdtype(dtype, kind)),
        dtype,
      ).toEqual(want);
    }
    for (const [own, want] of Object.entries(golden.abstractPairs) as [nd.AbstractDType, boolean[]][]) {
      expect(
        golden.abstract.map((kind) => nd.issubdtype(own, kind)),
        own,
      ).toEqual(want);
    }
    expect(nd.issubdtype('int8', 'int8')).toBe(true);
    expect(() => nd.isdtype('int8', 'floaty' as never)).toThrow(/isdtype: 'floaty'/);
    expect(() => nd.issubdtype('int8', 'floaty' as never)).toThrow(/issubdtype: 'floaty'/);
  });

  test('finfo and iinfo', () => {
    for (const [dtype, want] of Object.entries(golden.finfo)) {
      const limits = nd.finfo(dtype as DType) as unknown as Record<string, number>;
      for (const [key, value] of Object.entries(want))
        expect(limits[camelCase(key)], `${dtype} ${key}`).toBe(value);
    }
    for (const [dtype, [least, most, bits, kind]] of Object.entries(golden.iinfo)) {
      const limits = nd.iinfo(dtype as DType);
      expect([String(limits.min), String(limits.max), limits.bits, limits.kind]).toEqual([
        least,
        most,
        bits,
        kind,
      ]);
    }
    expect(() => nd.finfo('int8')).toThrow(/iinfo/);
    expect(() => nd.iinfo('float32')).toThrow(/finfo/);
  });

  test('minScalarType', () => {
    for (const [value, want] of golden.smallest) expect(nd.minScalarType(BigInt(value)), value).toBe(want);
    for (const [value, want] of golden.floats) expect(nd.minScalarType(value), String(value)).toBe(want);
    expect(nd.minScalarType(10)).toBe('uint8');
    expect(nd.minScalarType(true)).toBe('bool');
    expect(nd.minScalarType(-0)).toBe('float16');
    expect(nd.minScalarType(Number.NaN)).toBe('float16');
    expect(nd.minScalarType(new nd.Complex(1, 2))).toBe('complex64');
    expect(nd.minScalarType(new nd.Complex(1e40, 2))).toBe('complex128');
    expect(nd.minScalarType(nd.array(-5n))).toBe('int8');
    expect(nd.minScalarType(nd.array(5))).toBe('float16');
    expect(nd.minScalarType([1, 2])).toBe('float64');
    expect(() => nd.minScalarType(2n ** 64n)).toThrow(nd.DTypeError);
  });

  test('commonType', () => {
    expect(golden.common.length).toBe(182);
    for (const [dtypes, want] of golden.common) {
      expect(nd.commonType(...dtypes.map((dtype) => nd.ones([1], dtype))), dtypes.join()).toBe(want);
    }
    expect(() => nd.commonType(nd.ones([1], 'bool'))).toThrow(/commonType: bool/);
  });
});
