/** Operands. All values lie in [0.5, 1.5): no denormals, no overflow, nothing that a branch could learn. */
import type { DType, NDArray } from 'strided';
import type { Library } from '../types.js';

/** A number from a small linear congruential generator, the same in every run. */
export function makeValues(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 0.5 + state / 2 ** 32;
  };
}

export function float64(n: number, seed: number): Float64Array<ArrayBuffer> {
  const next = makeValues(seed);
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) values[i] = next();
  return values;
}

export function float32(n: number, seed: number): Float32Array<ArrayBuffer> {
  return new Float32Array(float64(n, seed));
}

export function floats(dtype: DType, n: number, seed: number): Float64Array | Float32Array {
  return dtype === 'float32' ? float32(n, seed) : float64(n, seed);
}

/** Integers from 1 to 100. */
export function integers(dtype: DType, n: number, seed: number): Int32Array | BigInt64Array | Uint8Array {
  const next = makeValues(seed);
  const value = (): number => 1 + Math.floor((next() - 0.5) * 100);
  if (dtype === 'int64') return BigInt64Array.from({ length: n }, () => BigInt(value()));
  return dtype === 'uint8' ? Uint8Array.from({ length: n }, value) : Int32Array.from({ length: n }, value);
}

export function itemSize(dtype: DType): number {
  if (dtype === 'complex128') return 16;
  return dtype === 'float64' || dtype === 'int64' || dtype === 'complex64'
    ? 8
    : dtype === 'uint8' || dtype === 'bool'
      ? 1
      : 4;
}

/** NumPy's operands of the same kind. */
export const numpyFloats = 'rng = np.random.default_rng(1)\n';
export function numpyFloat(name: string, shape: string): string {
  return `${name} = (rng.random(${shape}) + 0.5).astype('{dtype}')\n`;
}
export function numpyInteger(name: string, shape: string): string {
  return `${name} = rng.integers(1, 101, ${shape}).astype('{dtype}')\n`;
}

/** An array of any shape: integers from 1 to 100, floats around 0, complex numbers of such parts. */
export function randomArray(nd: Library, dtype: DType, shape: readonly number[], seed: number): NDArray {
  const count = shape.reduce((product, length) => product * length, 1);
  const flat = (): NDArray => {
    if (dtype.includes('int')) return nd.array(integers('int32', count, seed)).astype(dtype);
    const centred = nd.array(float64(count, seed)).sub(1) as NDArray;
    if (!dtype.startsWith('complex')) return centred.astype(dtype);
    const other = nd.array(float64(count, seed + 100)).sub(1);
    return nd.add(centred, nd.multiply(other, new nd.Complex(0, 1))).astype(dtype) as NDArray;
  };
  return flat().reshape(shape as number[]) as NDArray;
}

/** The same kind of operand in Python. */
export function pythonRandom(name: string, dtype: DType, shape: readonly number[]): string {
  const size = `(${shape.join(', ')},)`;
  const start = `rng = np.random.default_rng(${name.charCodeAt(0)})\n${name} = `;
  if (dtype.includes('int')) return `${start}rng.integers(1, 101, ${size}).astype('${dtype}')\n`;
  const part = `(rng.random(${size}) - 0.5)`;
  return `${start}(${dtype.startsWith('complex') ? `${part} + 1j * ${part}` : part}).astype('${dtype}')\n`;
}
