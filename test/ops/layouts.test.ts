/** A result does not depend on how its operands lie: repeated, stepped and turned views give the bits that copies give. */
import { describe, expect, it } from 'vitest';
import { dtypeNames } from '../../lib/dtype.js';
import * as nd from '../../lib/index.js';
import { type Ufunc, ufuncs } from '../../lib/ops/ufunc.js';
import type { DType } from '../../lib/types/dtypes.js';

type Callable = (...operands: readonly nd.NDArray[]) => nd.NDArray | readonly nd.NDArray[];

/** Longer than two of the blocks that kernels gather strided operands in, and a tail. */
const N = 600;

/** Views of N elements of `base`, which has at least 3 N. */
const VIEWS: Readonly<Record<string, (base: nd.NDArray) => nd.NDArray>> = {
  repeated: (base) => nd.broadcastTo(base.slice('7:8'), [N]) as nd.NDArray,
  'every second': (base) => base.slice(`:${2 * N}:2`),
  'every second, backwards': (base) => base.slice(`${2 * N}:0:-2`),
  'every third': (base) => base.slice(`:${3 * N}:3`),
  backwards: (base) => base.slice(`${N}:0:-1`),
  'a repeated column': (base) => nd.broadcastTo(base.slice('3:7').reshape(4, 1), [4, N / 4]) as nd.NDArray,
  'a transposed plane': (base) => base.slice(`:${N}`).reshape(20, N / 20).T as nd.NDArray,
};

/** Numbers of every kind, in no order. */
function baseOf(dtype: DType): nd.NDArray {
  const special = [0, -0, 1, -1, 0.5, -2.5, 3, 100, -100, 1e-3, 1e5, Infinity, -Infinity, NaN];
  const whole = [0, 1, 2, 3, 5, 7, 11, 64, 100, 127];
  const isFloat = dtype.startsWith('float') || dtype.startsWith('complex');
  const values = Array.from({ length: 3 * N + 3 }, (_, i) => {
    if (!isFloat) return dtype === 'bool' ? i % 3 === 0 : (whole[(i * 7) % whole.length] as number);
    return i % 11 === 0 ? (special[(i / 11) % special.length] as number) : Math.sin(i) * 10 ** ((i % 7) - 3);
  });
  const real = nd.array(values as number[], { dtype: isFloat ? 'float64' : dtype });
  const made = real.astype(dtype);
  return dtype.startsWith('complex')
    ? ((made as nd.NDArray).add(nd.roll(made, 5).mul(new nd.Complex(0, 1))) as nd.NDArray)
    : (made as nd.NDArray);
}

/** The bytes, with one NaN for all. */
function bytesOf(a: nd.NDArray): Buffer {
  const kind = a.dtype.startsWith('float') || a.dtype.startsWith('complex');
  const plain = kind ? nd.where(nd.isnan(a), nd.asarray(0).astype(a.dtype), a) : a;
  return (plain as nd.NDArray).astype(a.dtype).copy().toBuffer();
}

function results(ufunc: Ufunc, operands: readonly nd.NDArray[]): readonly nd.NDArray[] | undefined {
  try {
    const result = (ufunc as unknown as Callable)(...operands);
    return result instanceof nd.NDArray ? [result] : result;
  } catch (error) {
    if (error instanceof nd.DTypeError) return undefined;
    throw error;
  }
}

const elementwise = [...ufuncs.values()].filter(({ signature }) => signature === null);
let compared = 0;

describe('operations over views', () => {
  for (const dtype of dtypeNames) {
    const base = baseOf(dtype);
    it(`give what copies give: ${dtype}`, () => {
      for (const ufunc of elementwise) {
        for (const [layout, view] of Object.entries(VIEWS)) {
          const a = view(base);
          const operands = ufunc.nin === 1 ? [a] : [a, nd.flip(a)];
          const pairs =
            ufunc.nin === 1 ? [operands] : [operands, [a, nd.flip(a).copy()], [a.copy(), nd.flip(a)]];
          const expected = results(
            ufunc,
            operands.map((operand) => operand.copy()),
          );
          for (const pair of pairs) {
            const found = results(ufunc, pair);
            expect(found === undefined, `${ufunc.kernel} ${layout}`).toBe(expected === undefined);
            found?.forEach((array, i) => {
              const same = bytesOf(array).equals(
                bytesOf((expected as readonly nd.NDArray[])[i] as nd.NDArray),
              );
              expect(same, `${ufunc.kernel} ${dtype} ${layout}, result ${i}`).toBe(true);
              compared++;
            });
          }
        }
      }
    });
  }

  it('were compared', () => {
    expect(compared).toBe(14_539);
    console.log(`${compared} results compared`);
  });
});
