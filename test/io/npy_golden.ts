/** The cases of test/golden/npy.json, and arrays laid out as they say. */
import { readFileSync } from 'node:fs';
import type { DType, NDArray } from 'strided';
import * as nd from 'strided';

export interface NpyCase {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly layout: 'C' | 'F' | 'strided' | 'swapped' | 'reversed';
  readonly version: 1 | 2 | 3;
  readonly bigEndian: boolean;
  readonly fortran: boolean;
  /** The elements in C order, little-endian. */
  readonly data: Buffer;
  /** What NumPy wrote. */
  readonly file: Buffer;
}

interface StoredCase extends Omit<NpyCase, 'data' | 'file'> {
  readonly data: string;
  readonly file: string;
}

export function readCases(): NpyCase[] {
  const text = readFileSync(new URL('../golden/npy.json', import.meta.url), 'utf8');
  const { cases } = JSON.parse(text) as { cases: StoredCase[] };
  return cases.map((stored) => ({
    ...stored,
    data: Buffer.from(stored.data, 'base64'),
    file: Buffer.from(stored.file, 'base64'),
  }));
}

/** The elements in C order, little-endian. */
export function bytesOf(a: NDArray): Buffer {
  return nd.ascontiguousarray(a).toBuffer();
}

/** The case's elements in the memory layout it names. */
export function arrayOf({ dtype, shape, layout, data }: NpyCase): NDArray {
  const plain = nd.frombuffer(Uint8Array.from(data), dtype).reshape(shape);
  const into = (view: NDArray): NDArray => {
    view.assign(plain);
    return view;
  };
  const [a = 0, b = 0, c = 0] = shape;
  switch (layout) {
    case 'C':
      return plain;
    case 'F':
      return nd.asfortranarray(plain);
    case 'strided':
      return into(nd.zeros([a, 2 * b, c], dtype).slice(':', '::2'));
    case 'swapped':
      return into(nd.zeros([b, a, c], dtype).transpose(1, 0, 2));
    case 'reversed':
      return into(nd.zeros([a], dtype).slice('::-1'));
  }
}
