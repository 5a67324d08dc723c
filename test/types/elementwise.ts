import {
  absolute,
  add,
  Complex,
  divide,
  exp,
  isnan,
  less,
  maximum,
  type NDArray,
  negative,
  power,
  sqrt,
  square,
} from 'strided';
import type { DType, Floating, Inexact, Integer, Shape } from '../../lib/types/index.js';
import { same, type } from './expect.js';

// biome-ignore lint/suspicious/noExplicitAny: what nothing is known of is what is tested
type Unknown = any;

declare const a: NDArray<'float64', [3, 4]>;
declare const row: NDArray<'float64', [4]>;
declare const column: NDArray<'float64', [3, 1]>;
declare const three: NDArray<'float64', [3]>;
declare const f32: NDArray<'float32', [3, 4]>;
declare const i32: NDArray<'int32', [3, 1]>;
declare const i8: NDArray<'int8', [2]>;
declare const u8: NDArray<'uint8', [2]>;
declare const flag: NDArray<'bool', [2]>;
declare const c64: NDArray<'complex64', [2]>;
declare const mask: NDArray<'bool', [3, 1]>;
declare const unknown: NDArray;

// ---- two arrays ----
type<NDArray<'float64', [3, 4]>>().of(a.add(row));
type<NDArray<'float64', [3, 3]>>().of(three.sub(column));
type<NDArray<'float64', [3, 4]>>().of(add(a, i32));
type<NDArray<'float64', [3, 4]>>().of(f32.mul(i32));
type<NDArray<'int16', [2]>>().of(i8.add(u8));
type<NDArray<'float64', [2]>>().of(i8.div(u8));
type<NDArray<'bool', [3, 4]>>().of(a.lt(i32));
type<NDArray<'bool', [2]>>().of(flag.add(flag));
type<NDArray<'int8', [2]>>().of(flag.pow(flag));
type<NDArray<'int8', [2]>>().of(power(flag, flag));
type<NDArray<'complex128', [3, 2]>>().of(c64.add(i32));

// ---- scalars are weak ----
type<NDArray<'int32', [3, 1]>>().of(i32.add(2));
type<NDArray<'int32', [3, 1]>>().of(add(2, i32));
type<NDArray<'float32', [3, 4]>>().of(f32.mul(2.5));
type<NDArray<'float32', [3, 4]>>().of(f32.mul(2n));
type<NDArray<'float64', [3, 1]>>().of(i32.div(2));
type<NDArray<'int64', [2]>>().of(flag.add(1));
type<NDArray<'bool', [2]>>().of(flag.add(true));
type<NDArray<'complex64', [3, 4]>>().of(f32.add(new Complex(1, 2)));
type<NDArray<'complex128', [3, 1]>>().of(i32.add(new Complex(1, 2)));
type<NDArray<'bool', [3, 1]>>().of(less(i32, 2.5));

// ---- other array-likes ----
type<NDArray<'float64', [3, 4]>>().of(f32.add([1, 2, 3, 4]));
type<NDArray<'float64', [3, 4]>>().of(a.add([[1], [2], [3]]));
type<NDArray<'float64', [2, 3]>>().of(add([1, 2, 3], [[1], [2]]));
type<NDArray<'float32', [number]>>().of(add(new Float32Array(3), 1));
type<NDArray<'uint8', [number]>>().of(maximum(Buffer.from('abc'), 1));
type<NDArray<'float32', [3, 4]>>().of(f32.add({ data: new Float32Array(4), shape: [4] } as const));

// ---- plain scalars alone ----
type<number>().of(add(1, 2));
type<number>().of(sqrt(4));
type<Complex>().of(exp(new Complex(1, 2)));
type<number>().of(absolute(new Complex(1, 2)));
type<boolean>().of(isnan(4));
type<boolean>().of(less(1, 2n));

// ---- one array ----
type<NDArray<'float64', [3, 4]>>().of(exp(a));
type<NDArray<'float16', [2]>>().of(exp(i8));
type<NDArray<'float64', [3, 1]>>().of(sqrt(i32));
type<NDArray<'bool', [2]>>().of(isnan(c64));
type<NDArray<'float32', [2]>>().of(absolute(c64));
type<NDArray<'float32', [2]>>().of(c64.abs());
type<NDArray<'int8', [2]>>().of(square(flag));
type<NDArray<'int8', [2]>>().of(negative(i8));
type<NDArray<'int8', [2]>>().of(i8.neg());
type<NDArray<'float64', [3]>>().of(exp([1, 2, 3]));

// ---- options ----
declare const out: NDArray<'float32', [3, 4]>;
declare const outRow: NDArray<'complex64', [4]>;
type<typeof out>().of(a.add(row, out));
type<typeof out>().of(add(a, row, { out }));
type<typeof outRow>().of(exp(row, outRow));
type<typeof outRow>().of(exp(row, { out: outRow, casting: 'unsafe' }));
type<NDArray<'float32', [3, 4]>>().of(a.add(row, { dtype: 'float32' }));
type<NDArray<'float32', [3, 4]>>().of(exp(a, { dtype: 'float32', out: undefined }));
type<NDArray<'float64', [3, 4]>>().of(exp(row, { where: mask }));
type<number>().of(exp(1, { dtype: 'float32' }));

// ---- in place ----
type<NDArray<'float64', [3, 4]>>().of(a.iadd(row));
type<NDArray<'float64', [3, 4]>>().of(a.imul(2));
type<NDArray<'float64', [3, 4]>>().of(a.isub(unknown));

// ---- what must not compile ----
// @ts-expect-error axis 1 is 4 against 3
a.add(three);
// @ts-expect-error axis 1 is 4 against 3
add(a, three);
// @ts-expect-error axis 1 is 4 against 3
add(a, [1, 2, 3]);
// @ts-expect-error axis 1 is 4 against 3
a.add(three, out);
// @ts-expect-error does not broadcast to (3)
three.iadd(a);
// @ts-expect-error no such casting
add(a, 1, { casting: 'loose' });
// @ts-expect-error no such option
add(a, 1, { cast: 'no' });
// @ts-expect-error no string
add(a, 'x');
// @ts-expect-error no undefined
a.add(undefined);
// @ts-expect-error an operand is missing
a.add();
// @ts-expect-error the result is float64: what the caller expects does not choose the dtype
export const chosen: NDArray<'float32', [3, 4]> = a.add(row);
// @ts-expect-error nor through options
export const chosenByOptions: NDArray<'float32'> = exp(a, { where: mask });

// ---- the unknown is never in the way ----
type<NDArray>().of(unknown.add(a));
type<NDArray>().of(a.add(unknown));
type<NDArray>().of(add(unknown, 1));
type<NDArray>().of(exp(unknown));
type<NDArray<'bool', Unknown>>().of(unknown.lt(1));
type<NDArray<'bool', Unknown>>().of(isnan(unknown));
let w = three;
w = w.sub(unknown);
w = w.sub(unknown.mul(0.1));
let f = f32;
f = f.sub(f.mul(0.1));

export { f, w };

declare const numbers: NDArray<'float32', [number, number]>;
declare const floats: NDArray<Floating, [3]>;
declare const integers: NDArray<Integer, [3]>;
type<NDArray<'float32', [number, number]>>().of(numbers.sub(numbers));
type<NDArray<'float32', [number, 5]>>().of(numbers.sub({ data: new Float32Array(5), shape: [5] } as const));
type<NDArray<Floating, [3]>>().of(floats.add(floats));
type<NDArray<Integer | 'float64', [3]>>().of(integers.add(integers));
same<ReturnType<typeof generic>, NDArray<DType>>(true);

// ---- generic functions ----
export function generic<D extends DType>(x: NDArray<D>): NDArray<D> {
  return x.add(x);
}
export function twice<D extends Floating>(x: NDArray<D>): NDArray<D> {
  return x.mul(2).add(1).neg();
}
export function sigmoid<D extends Inexact, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
  return divide(exp(x), add(exp(x), 1));
}
export function relu<S extends Shape>(x: NDArray<'float32', S>): NDArray<'float32', S> {
  return maximum(x, 0);
}
export function axpy<D extends Inexact, S extends Shape>(
  s: number,
  x: NDArray<D, S>,
  y: NDArray<D, S>,
): NDArray<D, S> {
  return x.mul(s).add(y);
}
export function anyOf<D extends DType>(x: NDArray<D>, y: NDArray): NDArray {
  return x.add(y);
}

// Bigints alone stay bigints; a 64-bit dtype that is asked for may hold either.
type<bigint>().of(add(1n, 2n));
type<number>().of(add(1, 2));
type<number | bigint>().of(add(1n, 2n, { dtype: 'int64' }));
