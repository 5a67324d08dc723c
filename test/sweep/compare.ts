/** Compares results with NumPy's answers: bits, units in the last place, or bounds. */
import { createHash } from 'node:crypto';
import type { DType, NDArray } from 'strided';
import { dtypeCode, itemSizes } from '../../lib/dtype.js';
import { halfToNumber, numberToHalf, writeElement } from '../../lib/element.js';
import type { Answer } from './cases.js';

/** The elements in C order, gathered byte by byte: not by the code under test. */
export function bytesOf(a: NDArray): Uint8Array {
  const { itemsize, strides } = a;
  const shape = a.shape as readonly number[];
  const source = a._storage.region.bytes;
  const out = new Uint8Array(a.nbytes);
  let to = 0;
  const walk = (axis: number, offset: number): void => {
    if (axis === shape.length) {
      for (let k = 0; k < itemsize; k++) out[to++] = source[offset + k] as number;
      return;
    }
    for (let i = 0; i < (shape[axis] as number); i++) walk(axis + 1, offset + i * (strides[axis] as number));
  };
  const start = a._storage.start + a._offset;
  if (a.flags.cContiguous) return source.slice(start, start + a.nbytes);
  walk(0, start);
  return out;
}

/** A plain value as the bytes of one element. */
export function bytesOfItem(value: unknown, dtype: DType): Uint8Array {
  const code = dtypeCode(dtype, 'value');
  const bytes = new Uint8Array(itemSizes[code] as number);
  writeElement(new DataView(bytes.buffer), 0, code, value, 'value');
  return bytes;
}

function realOf(dtype: DType): DType {
  return dtype === 'complex64' ? 'float32' : dtype === 'complex128' ? 'float64' : dtype;
}

/** One NaN, whatever its bits; where asked, one zero. Works in place, on the parts of complex numbers too. */
function canonical(bytes: Uint8Array, dtype: DType, oneZero: boolean): Uint8Array {
  const real = realOf(dtype);
  if (real === 'float64') {
    const all = new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
    const low = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    for (let i = 0; i < all.length; i++) {
      const high = (low[2 * i + 1] as number) & 0x7fffffff;
      if (high > 0x7ff00000 || (high === 0x7ff00000 && low[2 * i] !== 0)) all[i] = 0x7ff8000000000000n;
      else if (oneZero && high === 0 && low[2 * i] === 0) all[i] = 0n;
    }
  } else if (real === 'float32') {
    const all = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    for (let i = 0; i < all.length; i++) {
      const bits = (all[i] as number) & 0x7fffffff;
      if (bits > 0x7f800000) all[i] = 0x7fc00000;
      else if (oneZero && bits === 0) all[i] = 0;
    }
  } else if (real === 'float16') {
    const all = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    for (let i = 0; i < all.length; i++) {
      const bits = (all[i] as number) & 0x7fff;
      if (bits > 0x7c00) all[i] = 0x7e00;
      else if (oneZero && bits === 0) all[i] = 0;
    }
  }
  return bytes;
}

/** Elements as doubles (parts of complex numbers one after another). */
function numbers(bytes: Uint8Array, dtype: DType): number[] {
  const { buffer, byteOffset, length } = bytes;
  switch (realOf(dtype)) {
    case 'float16':
      return Array.from(new Uint16Array(buffer, byteOffset, length / 2), halfToNumber);
    case 'float32':
      return Array.from(new Float32Array(buffer, byteOffset, length / 4));
    case 'float64':
      return Array.from(new Float64Array(buffer, byteOffset, length / 8));
    case 'int64':
      return Array.from(new BigInt64Array(buffer, byteOffset, length / 8), Number);
    case 'uint64':
      return Array.from(new BigUint64Array(buffer, byteOffset, length / 8), Number);
    case 'int32':
      return Array.from(new Int32Array(buffer, byteOffset, length / 4));
    case 'uint32':
      return Array.from(new Uint32Array(buffer, byteOffset, length / 4));
    case 'int16':
      return Array.from(new Int16Array(buffer, byteOffset, length / 2));
    case 'uint16':
      return Array.from(new Uint16Array(buffer, byteOffset, length / 2));
    case 'int8':
      return Array.from(new Int8Array(buffer, byteOffset, length));
    default:
      return Array.from(bytes);
  }
}

const scratch = new DataView(new ArrayBuffer(8));

/** The value's place among all values of a float type, so that neighbours differ by one. */
function place(value: number, precision: DType): bigint {
  let bits: bigint;
  let sign: bigint;
  if (precision === 'float64') {
    scratch.setFloat64(0, value);
    bits = scratch.getBigUint64(0);
    sign = 1n << 63n;
  } else if (precision === 'float32') {
    scratch.setFloat32(0, value);
    bits = BigInt(scratch.getUint32(0));
    sign = 1n << 31n;
  } else {
    bits = BigInt(numberToHalf(value));
    sign = 1n << 15n;
  }
  return (bits & sign) !== 0n ? -(bits & ~sign) : bits;
}

const epsilons: Readonly<Record<string, number>> = {
  float16: 2 ** -10,
  float32: 2 ** -23,
  float64: 2 ** -52,
};
const leasts: Readonly<Record<string, number>> = {
  float16: 2 ** -24,
  float32: 2 ** -149,
  float64: 2 ** -1074,
};

function sameSpecial(got: number, want: number): boolean | undefined {
  if (Number.isNaN(want) || Number.isNaN(got)) return Number.isNaN(want) && Number.isNaN(got);
  if (got === want && want !== 0) return true;
  if (want === 0 && got === 0) return Object.is(got, want);
  return undefined;
}

function shownAt(got: unknown, want: unknown, i: number): string {
  return `element ${i} is ${Object.is(got, -0) ? '-0' : String(got)}, NumPy has ${Object.is(want, -0) ? '-0' : String(want)}`;
}

function ulpDifference(got: number[], want: number[], precision: DType, bound: number): string | undefined {
  for (let i = 0; i < want.length; i++) {
    const [x, y] = [got[i] as number, want[i] as number];
    const special = sameSpecial(x, y);
    if (special === true) continue;
    const steps = special === false ? Infinity : Number(place(x, precision) - place(y, precision));
    if (!(Math.abs(steps) <= bound))
      return `${shownAt(x, y, i)}: ${Math.abs(steps)} ULP of ${precision}, at most ${bound}`;
  }
  return undefined;
}

/** Complex results: each part within some units of the modulus; NaN and infinities as they are. */
function complexDifference(
  got: number[],
  want: number[],
  precision: DType,
  bound: number,
  oneZero: boolean,
): string | undefined {
  const epsilon = epsilons[precision] as number;
  for (let i = 0; i < want.length; i++) {
    const [x, y] = [got[i] as number, want[i] as number];
    const special = sameSpecial(x, y);
    if (special === true) continue;
    const other = want[i ^ 1] as number;
    const modulus = Math.hypot(y, Number.isFinite(other) ? other : 0);
    // Quotients of denormal numbers have lost most of their digits before they are formed.
    const allowed = bound * (epsilon * modulus + 256 * (leasts[precision] as number));
    // A zero's sign says something only where the other part does not swamp it.
    if (x === 0 && y === 0 && (modulus > 0 || oneZero)) continue;
    if (special === false || !(Math.abs(x - y) <= allowed))
      return `part ${i % 2} of ${shownAt(x, y, i >> 1)}`;
  }
  return undefined;
}

/** Why the elements are not NumPy's; undefined where they are. `bound` is the operation's own, in ULP. */
export function difference(
  bytes: Uint8Array,
  dtype: DType,
  answer: Answer,
  bound: number,
): string | undefined {
  if (answer.k === 'exact' || answer.k === 'unsigned') {
    const mine = canonical(bytes, dtype, answer.k === 'unsigned');
    if (answer.h !== undefined) {
      const hash = createHash('sha1').update(mine).digest('hex').slice(0, 12);
      return hash === answer.h
        ? undefined
        : `the bits differ from NumPy's: ${Buffer.from(mine).toString('hex').slice(0, 320)}`;
    }
    const want = Buffer.from(answer.x ?? '', 'base64');
    if (want.equals(mine)) return undefined;
    return `bits ${Buffer.from(mine).toString('hex')}, NumPy's are ${want.toString('hex')}`;
  }
  const want = numbers(Uint8Array.from(Buffer.from(answer.x ?? '', 'base64')), dtype);
  const got = numbers(bytes, dtype);
  if (got.length !== want.length) return `${got.length} elements, NumPy has ${want.length}`;
  if (answer.k === 'near') return nearDifference(got, want, answer);
  const precision = answer.p ?? 'float64';
  const isComplex = dtype.startsWith('complex');
  return isComplex
    ? complexDifference(got, want, precision, answer.u ?? 4, answer.z === 1)
    : ulpDifference(got, want, precision, answer.u ?? bound);
}

function nearDifference(got: number[], want: number[], answer: Answer): string | undefined {
  const bounds = numbers(Uint8Array.from(Buffer.from(answer.b ?? '', 'base64')), 'float64');
  for (let i = 0; i < want.length; i++) {
    const [x, y, allowed] = [got[i] as number, want[i] as number, bounds[i] as number];
    const special = sameSpecial(x, y);
    if (special === true || (answer.z === 1 && x === 0 && y === 0)) continue;
    if (special === false || !(Math.abs(x - y) <= allowed))
      return `${shownAt(x, y, i)}, allowed are ${allowed}`;
  }
  return undefined;
}

/** Why dtype, shape or strides are not NumPy's. */
export function layoutDifference(a: NDArray, answer: Answer): string | undefined {
  if (a.dtype !== answer.d) return `dtype ${a.dtype}, NumPy has ${answer.d}`;
  const shape = a.shape as readonly number[];
  if (shape.join() !== answer.s.join()) return `shape (${shape.join()}), NumPy has (${answer.s.join()})`;
  if (answer.t === null) return undefined;
  const strides = a.strides.map((stride, i) => (shape[i] === 1 ? 0 : stride / a.itemsize));
  return strides.join() === answer.t.join()
    ? undefined
    : `strides in elements (${strides.join()}), NumPy has (${answer.t.join()})`;
}
