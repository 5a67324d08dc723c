import type { Complex } from '../../lib/complex.js';
import type { NDArray } from '../../lib/ndarray.js';
import type {
  AreScalars,
  ArrayLike,
  DType,
  DTypeOf,
  Floating,
  KindOf,
  ShapeOf,
} from '../../lib/types/index.js';
import { same } from './expect.js';

// biome-ignore lint/suspicious/noExplicitAny: what nothing is known of is what is tested
type Unknown = any;

same<KindOf<NDArray<'int8', [3]>>, 'int8'>(true);
same<KindOf<5>, 'number'>(true);
same<KindOf<boolean>, 'boolean'>(true);
same<KindOf<Complex>, 'Complex'>(true);
same<KindOf<NDArray>, Unknown>(true);
same<KindOf<number | NDArray<'int8'>>, 'number' | 'int8'>(true);

same<DTypeOf<NDArray<'int8', [3]>>, 'int8'>(true);
same<DTypeOf<5>, 'float64'>(true);
same<DTypeOf<5n>, 'int64'>(true);
same<DTypeOf<true>, 'bool'>(true);
same<DTypeOf<Complex>, 'complex128'>(true);
same<DTypeOf<Float32Array>, 'float32'>(true);
same<DTypeOf<Uint8ClampedArray>, 'uint8'>(true);
same<DTypeOf<BigUint64Array>, 'uint64'>(true);
same<DTypeOf<Buffer>, 'uint8'>(true);
same<DTypeOf<number[][]>, 'float64'>(true);
same<DTypeOf<boolean[]>, 'bool'>(true);
same<DTypeOf<bigint[]>, 'int64'>(true);
same<DTypeOf<(bigint | number)[]>, 'float64'>(true);
same<DTypeOf<(number | Complex)[]>, 'complex128'>(true);
same<DTypeOf<[]>, 'float64'>(true);
same<DTypeOf<{ data: Float32Array; shape: [2, 3] }>, 'float32'>(true);
same<DTypeOf<{ data: number[]; shape: number[] }>, 'float64'>(true);
same<DTypeOf<Unknown>, Unknown>(true);
same<DTypeOf<ArrayLike>, Unknown>(true);

same<ShapeOf<NDArray<'int8', [3]>>, [3]>(true);
same<ShapeOf<5>, []>(true);
same<ShapeOf<Float32Array>, [number]>(true);
same<ShapeOf<readonly [1, 2, 3]>, [3]>(true);
same<ShapeOf<readonly [readonly [1, 2], readonly [3, 4], readonly [5, 6]]>, [3, 2]>(true);
same<ShapeOf<number[][]>, [number, number]>(true);
same<ShapeOf<readonly []>, [0]>(true);
same<ShapeOf<{ data: Float32Array; shape: readonly [2, 3] }>, [2, 3]>(true);
same<ShapeOf<{ data: Float32Array; shape: number[] }>, Unknown>(true);
same<ShapeOf<NDArray>, Unknown>(true);
same<ShapeOf<Unknown>, Unknown>(true);

same<AreScalars<number | bigint>, true>(true);
same<AreScalars<Complex>, true>(true);
same<AreScalars<number | NDArray>, false>(true);
same<AreScalars<readonly [1]>, false>(true);

// What an array fits where.
declare const a: NDArray<'float64', [2, 3]>;
declare const unknown: NDArray;
export const any: NDArray = a;
export const numbers: NDArray<'float64', [number, number]> = a;
export const rankless: NDArray<'float64', readonly number[]> = a;
export const floating: NDArray<Floating> = a;
export const known: NDArray<'float64', [2, 3]> = unknown;
// @ts-expect-error another dtype
export const dtype: NDArray<'float32', [2, 3]> = a;
// @ts-expect-error another length
export const length: NDArray<'float64', [2, 4]> = a;
// @ts-expect-error another rank
export const rank: NDArray<'float64', [number]> = a;
// @ts-expect-error a number is no 2
export const literal: NDArray<'float64', [2, 3]> = numbers;
// @ts-expect-error a kind is no dtype
export const kind: NDArray<'float64'> = floating;
export const likes: ArrayLike[] = [
  1,
  2n,
  true,
  [1, [2]],
  new Uint8Array(1),
  Buffer.from(''),
  a,
  { data: [1], shape: [1] },
];
// @ts-expect-error no string
export const text: ArrayLike = 'x';
// @ts-expect-error no null
export const nothing: ArrayLike = null;

const [n, c] = unknown.shape;
same<typeof n, number>(true);
same<typeof c, number>(true);
same<typeof a.shape, [2, 3]>(true);
export function generic<D extends DType>(array: NDArray<D>): NDArray {
  return array;
}
