/** Reads the answers of tools/golden/statistics.py and compares calls with them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as nd from 'strided';
import { NDArray, StridedError } from 'strided';
import { dtypeCode, isFloat, itemSizes } from '../../lib/dtype.js';
import { readElement } from '../../lib/element.js';

type Spec = number | string | null | boolean | readonly Spec[] | { readonly i: number; readonly l: string };
interface Result {
  readonly d: nd.DType;
  readonly s?: readonly number[];
  readonly x?: string;
  readonly h?: string;
  readonly t: number;
}
export interface Call {
  readonly f: string;
  readonly a: readonly Spec[];
  readonly o?: Readonly<Record<string, Spec>>;
  readonly r: { readonly e: string } | readonly Result[];
}
type Stored = readonly [dtype: nd.DType, shape: readonly number[], data: string];

export interface Golden {
  readonly counts: Readonly<Record<string, number>>;
  readonly calls: readonly Call[];
  /** What is wrong with a call; undefined where all is as NumPy has it. */
  failure(call: Call): string | undefined;
}

function fromBytes(bytes: Buffer, dtype: nd.DType, shape: readonly number[]): NDArray {
  const size = shape.reduce((n, length) => n * length, 1);
  if (size === 0) return nd.zeros(shape as number[], dtype);
  return nd
    .frombuffer(Uint8Array.from(bytes), dtype)
    .reshape(shape as number[])
    .copy();
}

/** The same elements, in memory of another layout. */
function laidOut(a: NDArray, layout: string): NDArray {
  if (a.ndim === 0 || a.size === 0) return a;
  if (layout === 'f') return a.copy({ order: 'F' });
  if (layout === 'negative') {
    const whole = a.shape.map(() => '::-1').join(', ');
    return a.slice(whole).copy().slice(whole);
  }
  if (layout === 'stepped') {
    const last = a.ndim - 1;
    const room = nd.zeros(
      (a.shape as readonly number[]).map((n: number, axis: number) => (axis === last ? 2 * n : n)),
      a.dtype,
    );
    const view = room.slice(`..., ::2`) as NDArray;
    view.assign(a);
    return view;
  }
  if (layout === 'odd') {
    const room = nd
      .frombuffer(new Uint8Array(a.nbytes + 1), a.dtype, { count: a.size, offset: 1 })
      .reshape(a.shape as readonly number[] as number[]) as NDArray;
    room.assign(a);
    return room;
  }
  return a;
}

function valuesOf(bytes: Buffer, dtype: nd.DType): number[] {
  const code = dtypeCode(dtype, 'test');
  const size = itemSizes[code] as number;
  const view = new DataView(Uint8Array.from(bytes).buffer);
  const values: number[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const item = readElement(view, at, code, true, 'test');
    if (item instanceof nd.Complex) values.push(item.re, item.im);
    else values.push(Number(item));
  }
  return values;
}

function bytesOf(result: NDArray): Buffer {
  if (result.size === 0) return Buffer.alloc(0);
  return Buffer.from(result.copy({ order: 'C' }).toBuffer());
}

function scalarBytes(value: unknown, dtype: nd.DType): Buffer {
  if (value instanceof NDArray) return bytesOf(value);
  const a = nd.zeros([1], dtype);
  a.set(value as number, 0);
  return bytesOf(a);
}

function difference(result: unknown, wanted: Result, alongAxes: boolean): string | undefined {
  let bytes: Buffer;
  if (wanted.s === undefined) {
    // Along axes the answer is an array here, a 0-d one too.
    if (result instanceof NDArray !== alongAxes) return `gave ${String(result)}, array or number`;
    if (result instanceof NDArray && result.dtype !== wanted.d)
      return `gave ${result.dtype}, not ${wanted.d}`;
    bytes = scalarBytes(result, wanted.d);
  } else {
    if (!(result instanceof NDArray)) return `gave ${String(result)}, not an array`;
    if (result.dtype !== wanted.d) return `gave ${result.dtype}, not ${wanted.d}`;
    if (result.shape.join() !== wanted.s.join()) return `gave shape ${result.shape}, not ${wanted.s}`;
    bytes = bytesOf(result);
  }
  if (wanted.h !== undefined) {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    return hash === wanted.h ? undefined : 'gave other bits';
  }
  const got = valuesOf(bytes, wanted.d);
  const right = valuesOf(Buffer.from(wanted.x as string, 'base64'), wanted.d);
  const finite = right.filter(Number.isFinite).map(Math.abs);
  const most = finite.reduce((a, b) => Math.max(a, b), 0);
  for (let i = 0; i < right.length; i++) {
    const [x, y] = [got[i] as number, right[i] as number];
    if (Object.is(x, y) || (x === y && isFloat(dtypeCode(wanted.d, 'test')))) continue;
    if (x === y) continue;
    if (!(Math.abs(x - y) <= wanted.t * most)) return `element ${i} is ${x}, not ${y}`;
  }
  return undefined;
}

export function readGolden(name: string): Golden {
  const path = join(import.meta.dirname, '..', 'golden', 'statistics', `${name}.jsonl.gz`);
  const [counts, table, ...calls] = gunzipSync(readFileSync(path))
    .toString()
    .split('\n')
    .map((line): unknown => JSON.parse(line)) as [Record<string, number>, Stored[], ...Call[]];
  const argument = (spec: Spec): unknown => {
    if (Array.isArray(spec)) return spec.map(argument);
    if (typeof spec !== 'object' || spec === null) return spec;
    const { i, l } = spec as { i: number; l: string };
    const [dtype, shape, data] = table[i] as Stored;
    return laidOut(fromBytes(Buffer.from(data, 'base64'), dtype, shape), l);
  };
  const failure = (call: Call): string | undefined => {
    const functions = nd as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
    const run = functions[call.f];
    if (run === undefined) return 'is not there';
    const args = call.a.map(argument);
    if (call.o !== undefined) {
      args.push(Object.fromEntries(Object.entries(call.o).map(([key, spec]) => [key, argument(spec)])));
    }
    const axis = call.o?.['axis'] ?? undefined;
    const alongAxes =
      axis !== undefined || call.o?.['keepdims'] === true || call.f === 'cov' || call.f === 'corrcoef';
    let result: unknown;
    try {
      result = run(...args);
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_RANGE') {
        // Beyond 2^53 whole answers are read as bigints.
        const [a, options] = args as [NDArray, object | undefined];
        const answer = run(a, { ...options, bigint: true });
        return difference(answer, (call.r as readonly Result[])[0] as Result, false);
      }
      if (!(error instanceof StridedError) || error.code === 'ERR_INTERNAL') return `threw ${String(error)}`;
      return 'e' in call.r ? undefined : `threw ${String(error)}`;
    }
    if ('e' in call.r) return `gave ${String(result).slice(0, 80)}, NumPy throws ${call.r.e}`;
    const results = Array.isArray(result) ? result.flat() : [result];
    if (results.length !== call.r.length) return `gave ${results.length} results, not ${call.r.length}`;
    for (let i = 0; i < results.length; i++) {
      const problem = difference(results[i], call.r[i] as Result, alongAxes);
      if (problem !== undefined) return `result ${i}: ${problem}`;
    }
    return undefined;
  };
  return { counts, calls, failure };
}

/** A call in a few words. */
export function shown({ f, a, o }: Call): string {
  return `${f} ${JSON.stringify(a)} ${JSON.stringify(o ?? {})}`.slice(0, 160);
}
