/** The element types at run time: codes, sizes, kinds, and NumPy's casting and promotion. */
import { describe } from './describe.js';
import { DTypeError } from './errors.js';
import type { DType } from './types/dtypes.js';
import type { Casting } from './types/signatures.js';

export type { DType } from './types/dtypes.js';
export type { Casting } from './types/signatures.js';

/** In the order of native/core/dtype.h; the code of a dtype is its place here. */
export const dtypeNames = [
  'bool',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float16',
  'float32',
  'float64',
  'complex64',
  'complex128',
] as const satisfies readonly DType[];

export type DTypeCode = number;
export const BOOL = 0;
export const INT8 = 1;
export const INT32 = 3;
export const INT64 = 4;
export const UINT8 = 5;
export const UINT64 = 8;
export const FLOAT16 = 9;
export const FLOAT32 = 10;
export const FLOAT64 = 11;
export const COMPLEX64 = 12;
export const COMPLEX128 = 13;
export const dtypeCount = 14;

export const itemSizes: readonly number[] = [1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 8, 16];
/** Complex values align as their parts do. */
export const itemAlignments: readonly number[] = [1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 4, 8];
/** NumPy's letters, as loop signatures spell them. */
export const dtypeLetters = '?bhilBHILefdFD';

/** bool, signed, unsigned, float, complex: NumPy's `kind`. */
export type Kind = 'b' | 'i' | 'u' | 'f' | 'c';
const kinds = 'biiiiuuuufffcc';
export function kindOf(code: DTypeCode): Kind {
  return kinds[code] as Kind;
}
export function isInteger(code: DTypeCode): boolean {
  return code >= INT8 && code <= UINT64;
}
export function isComplex(code: DTypeCode): boolean {
  return code >= COMPLEX64;
}
export function isFloat(code: DTypeCode): boolean {
  return code >= FLOAT16 && code <= FLOAT64;
}

const codes: ReadonlyMap<unknown, DTypeCode> = new Map(dtypeNames.map((name, code) => [name, code]));
const hints: Readonly<Record<string, string>> = {
  float: 'float64',
  double: 'float64',
  single: 'float32',
  half: 'float16',
  int: 'int64',
  uint: 'uint64',
  boolean: 'bool',
  bool_: 'bool',
  complex: 'complex128',
};

/** The code of a dtype's name; `who` names the function in the error. */
export function dtypeCode(dtype: unknown, who: string): DTypeCode {
  const code = codes.get(dtype);
  if (code !== undefined) return code;
  const hint = typeof dtype === 'string' ? hints[dtype.toLowerCase()] : undefined;
  throw new DTypeError(
    `${who}: ${describe(dtype)} is no dtype; ${hint === undefined ? `the dtypes are ${dtypeNames.join(', ')}` : `did you mean '${hint}'?`}`,
  );
}

/** The name of a code. */
export function dtypeName(code: DTypeCode): DType {
  return dtypeNames[code] as DType;
}

/** The float type of a complex type's parts; any other type itself. */
export function realCode(code: DTypeCode): DTypeCode {
  return code === COMPLEX64 ? FLOAT32 : code === COMPLEX128 ? FLOAT64 : code;
}

const wholeBits = [1, 7, 15, 31, 63, 8, 16, 32, 64] as const;

function safe(from: DTypeCode, to: DTypeCode): boolean {
  if (from === to || from === BOOL) return true;
  if (to === BOOL) return false;
  const kind = kindOf(from);
  const target = kindOf(to);
  if (kind === 'c') return target === 'c' && to >= from;
  if (kind === 'f') {
    if (target === 'f') return to >= from;
    return target === 'c' && (to === COMPLEX128 || from <= FLOAT32);
  }
  const bits = wholeBits[from] as number;
  if (target === 'i' || target === 'u') {
    if (kind === 'i' && target === 'u') return false;
    return (wholeBits[to] as number) >= bits;
  }
  // NumPy counts 64-bit integers as safe in float64, 32-bit ones not in float32, 16-bit ones not in float16.
  const part = realCode(to);
  if (part === FLOAT64) return true;
  return part === FLOAT32 ? bits <= 16 : bits <= 8;
}

const safeTable: readonly boolean[] = Array.from({ length: dtypeCount * dtypeCount }, (_, i) =>
  safe(Math.floor(i / dtypeCount), i % dtypeCount),
);

/** Whether every value of `from` is a value of `to` by NumPy's table. */
export function canCastSafely(from: DTypeCode, to: DTypeCode): boolean {
  return safeTable[from * dtypeCount + to] as boolean;
}

const kindRanks: Readonly<Record<Kind, number>> = { b: 0, u: 1, i: 2, f: 3, c: 4 };
const castings: readonly unknown[] = ['no', 'equiv', 'safe', 'same_kind', 'unsafe'];

export function checkCasting(casting: unknown, who: string): Casting {
  if (castings.includes(casting)) return casting as Casting;
  throw new DTypeError(
    `${who}: casting must be one of ${castings.join(', ')}, not ${describe(casting)}`,
    'ERR_CASTING',
  );
}

/** NumPy's `can_cast` between two dtypes. */
export function canCastCode(from: DTypeCode, to: DTypeCode, casting: Casting): boolean {
  switch (casting) {
    case 'no':
    case 'equiv':
      return from === to;
    case 'safe':
      return canCastSafely(from, to);
    case 'same_kind':
      return canCastSafely(from, to) || kindRanks[kindOf(from)] <= kindRanks[kindOf(to)];
    case 'unsafe':
      return true;
  }
}

function promote(a: DTypeCode, b: DTypeCode): DTypeCode {
  if (canCastSafely(a, b)) return b;
  if (canCastSafely(b, a)) return a;
  // Neither holds the other: the smallest that holds both, in the order bool, signed, unsigned, float, complex.
  for (let code = 0; code < dtypeCount; code++) {
    if (canCastSafely(a, code) && canCastSafely(b, code)) return code;
  }
  return COMPLEX128;
}

const promotionTable: readonly DTypeCode[] = Array.from({ length: dtypeCount * dtypeCount }, (_, i) =>
  promote(Math.floor(i / dtypeCount), i % dtypeCount),
);

/** NumPy's `promote_types`. */
export function promoteCodes(a: DTypeCode, b: DTypeCode): DTypeCode {
  return promotionTable[a * dtypeCount + b] as DTypeCode;
}
