import type { PrintScalar, PrintSource } from '../../lib/print/source.js';
import type { DType } from '../../lib/types/dtypes.js';

const BYTES: Readonly<Record<DType, number>> = {
  bool: 1,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  uint8: 1,
  uint16: 2,
  uint32: 4,
  uint64: 8,
  float16: 2,
  float32: 4,
  float64: 8,
  complex64: 8,
  complex128: 16,
};

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

function element(view: DataView, at: number, dtype: DType): PrintScalar {
  switch (dtype) {
    case 'bool':
      return view.getUint8(at) !== 0;
    case 'int8':
      return view.getInt8(at);
    case 'int16':
      return view.getInt16(at, true);
    case 'int32':
      return view.getInt32(at, true);
    case 'int64':
      return view.getBigInt64(at, true);
    case 'uint8':
      return view.getUint8(at);
    case 'uint16':
      return view.getUint16(at, true);
    case 'uint32':
      return view.getUint32(at, true);
    case 'uint64':
      return view.getBigUint64(at, true);
    case 'float16':
      return half(view.getUint16(at, true));
    case 'float32':
      return view.getFloat32(at, true);
    case 'float64':
      return view.getFloat64(at, true);
    case 'complex64':
      return { re: view.getFloat32(at, true), im: view.getFloat32(at + 4, true) };
    case 'complex128':
      return { re: view.getFloat64(at, true), im: view.getFloat64(at + 8, true) };
  }
}

/** Position of an element in C order. */
export function flatIndex(shape: readonly number[], indices: readonly number[]): number {
  return indices.reduce((flat, index, axis) => flat * (shape[axis] ?? 0) + index, 0);
}

/** An array over its little-endian bytes in hexadecimal. */
export function hexSource(dtype: DType, shape: readonly number[], hex: string): PrintSource {
  const bytes = Buffer.from(hex, 'hex');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { dtype, shape, read: (indices) => element(view, flatIndex(shape, indices) * BYTES[dtype], dtype) };
}

/** start, start + step, …; int64 as bigint. */
export function rampSource(
  dtype: DType,
  shape: readonly number[],
  { start, step }: { readonly start: number; readonly step: number },
): PrintSource {
  const wide = dtype === 'int64' || dtype === 'uint64';
  const read = (indices: readonly number[]): number | bigint => {
    const value = start + step * flatIndex(shape, indices);
    return wide ? BigInt(value) : value;
  };
  return { dtype, shape, read };
}
