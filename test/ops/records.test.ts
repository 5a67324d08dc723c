/** Records, kernels and NumPy agree: no operation without a kernel, no kernel without a record, and the dtypes are NumPy's. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dtypeLetters, dtypeNames } from '../../lib/dtype.js';
import { StridedError } from '../../lib/errors.js';
import * as nd from '../../lib/index.js';
import { binding } from '../../lib/native.js';
import { composedKernels, exportedOperations, Loops } from '../../lib/ops/loops.js';
import { type Ufunc, ufuncs } from '../../lib/ops/ufunc.js';
import type { DType } from '../../lib/types/dtypes.js';

interface Rules {
  readonly promote: Record<string, Record<string, DType>>;
  readonly unary: Record<string, Record<string, DType>>;
}
interface Results {
  readonly dtypes: readonly DType[];
  readonly letters: string;
  readonly results: Record<string, readonly string[]>;
}
const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8'));
const rules = read('types/result_dtypes.json') as Rules;
const golden = read('records.json') as Results;

const records = [...ufuncs.values()];
const exports = new Map<string, unknown>(Object.entries(nd));

/** What a record's rule says of its operands, from the tables of test/golden/types; of several results of the first. */
function byRule(rule: string, operands: readonly DType[]): DType {
  const of = (dtype: DType): DType => (rules.unary[rule] as Record<string, DType>)[dtype] as DType;
  const meet = (a: DType, b: DType): DType => rules.promote[a]?.[b] as DType;
  const [a, b] = operands as [DType, DType?];
  if ((dtypeNames as readonly string[]).includes(rule)) return rule as DType;
  if (rule === 'scaled') return (rules.unary['inexact'] as Record<string, DType>)[a] as DType;
  if (rule === 'rounded')
    return b === undefined && a === 'bool' ? 'float16' : b === undefined ? a : meet(a, b);
  if (b === undefined) return rule === 'promote' ? a : of(a);
  if (rule === 'promote') return meet(a, b);
  return rule === 'inexact' ? meet(of(a), of(b)) : of(meet(a, b));
}

/** All operands of one function: 14, or 14 × 14, in the order of the golden rows. */
function operandsOf({ nin }: Ufunc): DType[][] {
  return nin === 1 ? dtypeNames.map((a) => [a]) : dtypeNames.flatMap((a) => dtypeNames.map((b) => [a, b]));
}

type Callable = (...operands: readonly nd.NDArray[]) => nd.NDArray | readonly nd.NDArray[];

/** The results' dtypes, or the refusal. */
function resultsOf(ufunc: Ufunc, operands: readonly DType[]): readonly (DType | 'none')[] {
  try {
    const result = (ufunc as unknown as Callable)(...operands.map((dtype) => nd.ones([2], dtype)));
    return (result instanceof nd.NDArray ? [result] : result).map(({ dtype }) => dtype as DType);
  } catch (error) {
    if (error instanceof nd.DTypeError) return new Array<'none'>(ufunc.nout).fill('none');
    throw error;
  }
}

describe('dtypes', () => {
  it('are the same in the addon, the library and the golden data', () => {
    expect(binding.dtypes).toEqual(dtypeNames);
    expect(golden.dtypes).toEqual(dtypeNames);
    expect(golden.letters).toBe(dtypeLetters);
  });
});

describe('records and kernels', () => {
  it('each kernel has a record, each record kernels', () => {
    expect([...ufuncs.keys(), ...composedKernels].sort()).toEqual([...exportedOperations().keys()].sort());
    expect(ufuncs.size).toBeGreaterThanOrEqual(30);
  });

  it('a record without a kernel fails where its kernels are asked for', () => {
    const loops = new Loops('no_such_kernel', 'promote', 2, undefined);
    expect(() => loops.all).toThrow(StridedError);
    expect(() => loops.binary(11, 11)).toThrow(StridedError);
  });

  it('no two kernels of an operation take the same dtypes, and all have one arity', () => {
    for (const [name, loops] of exportedOperations()) {
      const inputs = loops.map(({ signature }) => signature.split('->')[0]);
      expect(new Set(inputs).size, name).toBe(inputs.length);
      expect(new Set(loops.map(({ ins, outs }) => `${ins.length} ${outs.length}`)).size, name).toBe(1);
      const codes = loops.flatMap(({ ins, outs }) => [...ins, ...outs]);
      expect(
        codes.every((code) => code >= 0),
        `${name}: letters`,
      ).toBe(true);
    }
  });

  it.each(records.map((ufunc) => [ufunc.kernel, ufunc] as const))(
    '%s is public under its name',
    (kernel, ufunc) => {
      const name = kernel.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      expect(exports.get(name)).toBe(ufunc);
      expect((ufunc as unknown as Callable).name).toBe(name);
      expect(ufunc.ulp).toBeGreaterThanOrEqual(0);
    },
  );
});

describe('result dtypes', () => {
  let cases = 0;

  it.each(records.map((ufunc) => [ufunc.kernel, ufunc] as const))(
    'of %s are NumPy’s and its rule’s',
    (kernel, ufunc) => {
      const rows = golden.results[kernel] as readonly string[];
      const operands = operandsOf(ufunc);
      expect(rows.map(({ length }) => length)).toEqual(new Array(ufunc.nout).fill(operands.length));
      operands.forEach((dtypes, i) => {
        const numpy = rows.map((row) => dtypeNames[dtypeLetters.indexOf(row.charAt(i))] ?? 'none');
        expect(resultsOf(ufunc, dtypes), `${kernel}(${dtypes.join(', ')})`).toEqual(numpy);
        if (numpy[0] !== 'none')
          expect(byRule(ufunc.rule, dtypes), `${ufunc.rule} of ${dtypes.join(', ')}`).toBe(numpy[0]);
        cases++;
      });
    },
  );

  it('were compared for every operand dtype', () => {
    const expected = records.reduce((sum, { nin }) => sum + 14 ** nin, 0);
    expect(cases).toBe(expected);
    expect(cases).toBeGreaterThanOrEqual(3000);
    console.log(`${cases} result dtypes compared over ${records.length} records`);
  });
});
