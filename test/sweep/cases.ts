/** Reads the cases of tools/golden/sweep.py and lays out their operands. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { DType } from 'strided';
import { Complex, NDArray } from 'strided';
import { dtypeCode, itemSizes } from '../../lib/dtype.js';
import { foreignStorage } from '../../lib/memory/storage.js';
import { layoutFlags, WRITEABLE } from '../../lib/shape/layout.js';

export type MemorySpec = readonly [
  dtype: DType,
  pool: string,
  seed: number,
  count: number,
  misaligned: number,
];
export type ViewSpec = readonly [
  memory: number,
  dtype: DType,
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
];
export type ScalarKind = 'number' | 'bigint' | 'boolean' | 'Complex';
export type ArgumentSpec = number | readonly [kind: ScalarKind, text: string];

/** What NumPy gave: an error's kind, or dtype, shape, strides in elements, and values. */
export interface Answer {
  readonly e?: 'value' | 'type';
  readonly d: DType;
  readonly s: readonly number[];
  readonly t: readonly number[] | null;
  /** How values compare: by bits, by bits with one zero, in units in the last place, within bounds. */
  readonly k: 'exact' | 'unsigned' | 'ulp' | 'near';
  /** The values' bytes, or the hash of them. */
  readonly x?: string;
  readonly h?: string;
  /** The float type whose units count, and how many. */
  readonly p?: DType;
  readonly u?: number;
  /** Bounds as float64 bytes. */
  readonly b?: string;
  /** 1 where the sign of a zero says nothing. */
  readonly z?: number;
  /** True where the function gives a plain value. */
  readonly plain?: boolean;
}

export interface Case {
  /** The group of cases it belongs to. */
  readonly g: string;
  /** NumPy's name of the function, or a method's name. */
  readonly f: string;
  readonly m: readonly MemorySpec[];
  readonly v: readonly ViewSpec[];
  readonly a: readonly ArgumentSpec[];
  readonly o?: Readonly<Record<string, unknown>>;
  readonly r: Answer;
}

type Pools = Record<string, Record<string, string>>;
interface Head {
  readonly numpy: string;
  readonly pools: Pools;
  readonly cases: number;
}

export class CaseFile {
  readonly cases: readonly Case[];
  readonly #pools = new Map<string, Uint8Array>();
  /** The last large memories: cases that follow one another often share them. */
  readonly #large = new Map<string, Uint8Array>();

  constructor(text: string) {
    const [head, ...lines] = text.trimEnd().split('\n');
    const { pools, cases } = JSON.parse(head as string) as Head;
    for (const [dtype, named] of Object.entries(pools)) {
      for (const [name, bytes] of Object.entries(named)) {
        this.#pools.set(`${dtype} ${name}`, Uint8Array.from(Buffer.from(bytes, 'base64')));
      }
    }
    this.cases = lines.map((line) => JSON.parse(line) as Case);
    if (this.cases.length !== cases) {
      throw new Error(`${cases} cases were written, ${this.cases.length} read`);
    }
  }

  /** The memory's bytes, exactly as tools/golden/sweep.py fills them. */
  memory([dtype, pool, seed, count, misaligned]: MemorySpec): Uint8Array {
    const size = itemSizes[dtypeCode(dtype, 'memory')] as number;
    const elements = new Uint8Array(count * size);
    if (pool === 'count') {
      new Uint16Array(elements.buffer).forEach((_, i, all) => {
        all[i] = i;
      });
      return elements;
    }
    const values = this.#pools.get(`${dtype} ${pool}`);
    if (values === undefined) throw new Error(`there is no pool ${dtype} ${pool}`);
    const Words =
      size === 1 ? Uint8Array : size === 2 ? Uint16Array : size === 4 ? Uint32Array : Float64Array;
    const words = size / Words.BYTES_PER_ELEMENT;
    const from = new Words(values.buffer as ArrayBuffer);
    const to = new Words(elements.buffer);
    const length = from.length / words;
    for (let i = 0; i < count; i++) {
      const at = (mix(seed, i) % length) * words;
      to[i * words] = from[at] as number;
      if (words === 2) to[i * 2 + 1] = from[at + 1] as number;
    }
    if (misaligned === 0) return elements;
    const bytes = new Uint8Array(misaligned + elements.length);
    bytes.set(elements, misaligned);
    return bytes;
  }

  /** The memory, made once for cases that do not write to it. */
  #shared(spec: MemorySpec): Uint8Array {
    if (spec[3] < 50_000) return this.memory(spec);
    const key = spec.join();
    const known = this.#large.get(key);
    if (known !== undefined) return known;
    if (this.#large.size === 2) this.#large.clear();
    const bytes = this.memory(spec);
    this.#large.set(key, bytes);
    return bytes;
  }

  operands({ m, v, o }: Case): { memories: Uint8Array[]; views: NDArray[] } {
    const memories = m.map((spec) => (o?.['out'] === undefined ? this.#shared(spec) : this.memory(spec)));
    const storages = memories.map((bytes) => foreignStorage(bytes));
    const views = v.map(([memory, dtype, offset, shape, strides]) => {
      const code = dtypeCode(dtype, 'view');
      const storage = storages[memory];
      if (storage === undefined) throw new Error(`there is no memory ${memory}`);
      const flags = layoutFlags(shape, strides, code, storage.start + offset) | WRITEABLE;
      return new NDArray(storage, code, shape, strides, offset, flags, null);
    });
    return { memories, views };
  }
}

/** Well mixed 32-bit numbers; the same in tools/golden/sweep.py. */
function mix(seed: number, i: number): number {
  if (seed < 0) return i;
  let h = (Math.imul(i, 0x9e3779b9) + Math.imul(seed, 0x85ebca6b)) | 0;
  h ^= h >>> 16;
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  h ^= h >>> 16;
  return h >>> 0;
}

export function readCases(name: string): CaseFile {
  const path = new URL(`../golden/${name}.jsonl.gz`, import.meta.url);
  return new CaseFile(gunzipSync(readFileSync(path)).toString('utf8'));
}

const words: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity };

export function scalarOf([kind, text]: readonly [ScalarKind, string]): number | bigint | boolean | Complex {
  const number = (word: string): number => words[word] ?? Number(word);
  switch (kind) {
    case 'number':
      return number(text);
    case 'bigint':
      return BigInt(text);
    case 'boolean':
      return text === 'true';
    case 'Complex': {
      const [re, im] = text.split(',') as [string, string];
      return new Complex(number(re), number(im));
    }
  }
}
