/** unwrap against NumPy's answers, to the bit, in several layouts; and what NumPy refuses or does not know. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

type Call = readonly [
  dtype: nd.DType,
  shape: number[],
  data: string,
  options: Record<string, number | string>,
  answer: readonly [dtype: nd.DType, data: string] | null,
];
const file = join(import.meta.dirname, '../golden/unwrap.json.gz');
const calls = JSON.parse(gunzipSync(readFileSync(file)).toString()) as readonly Call[];

function fromBytes(text: string, dtype: nd.DType, shape: number[]): nd.NDArray {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return bytes.length === 0 ? nd.zeros(shape, dtype) : nd.frombuffer(bytes, dtype).reshape(shape);
}

const layouts: Readonly<Record<string, (a: nd.NDArray) => nd.NDArray>> = {
  contiguous: (a) => a,
  'in Fortran order': (a) => a.copy({ order: 'F' }),
  backwards: (a) => {
    const all = a.shape.map(() => '::-1').join(', ');
    return a.slice(all).copy().slice(all);
  },
  'every second element': (a) => {
    const room = nd.zeros([...(a.shape as readonly number[]), 2], a.dtype);
    const view = room.slice('..., 1') as nd.NDArray;
    view.assign(a);
    return view;
  },
  unaligned: (a) => {
    const memory = new Uint8Array(a.nbytes + 1);
    const view = nd.frombuffer(memory, a.dtype, { count: a.size, offset: 1 });
    const shaped = view.reshape([...(a.shape as readonly number[])]) as nd.NDArray;
    shaped.assign(a);
    return shaped;
  },
};

/** NaN aside, to the bit. */
function sameBits(a: nd.NDArray, b: nd.NDArray): boolean {
  if (a.dtype !== b.dtype || a.shape.join() !== b.shape.join()) return false;
  const equal = nd.equal(a, b);
  if (!a.dtype.startsWith('float')) return nd.all(equal);
  const sameZero = nd.equal(nd.signbit(a), nd.signbit(b));
  return nd.all(nd.logicalOr(nd.logicalAnd(equal, sameZero), nd.logicalAnd(nd.isnan(a), nd.isnan(b))));
}

function failures(lay: (a: nd.NDArray) => nd.NDArray): string[] {
  const wrong: string[] = [];
  for (const [dtype, shape, data, told, answer] of calls) {
    const options: Record<string, number> = {};
    for (const [name, value] of Object.entries(told))
      options[name] = value === 'inf' ? Infinity : Number(value);
    const what = `${dtype} (${shape.join()}) ${JSON.stringify(told)}`;
    const a = lay(fromBytes(data, dtype, shape));
    const before = a.copy();
    let result: nd.NDArray | undefined;
    try {
      result = nd.unwrap(a, options);
    } catch (error) {
      if (answer !== null || !(error instanceof nd.DTypeError)) wrong.push(`${what}: ${String(error)}`);
      continue;
    }
    if (answer === null) wrong.push(`${what}: NumPy refuses`);
    else if (!sameBits(result, fromBytes(answer[1], answer[0], shape))) wrong.push(what);
    if (!sameBits(a, before)) wrong.push(`${what}: the operand was written`);
  }
  return wrong;
}

describe('unwrap', () => {
  test('the golden calls are all there', () => expect(calls).toHaveLength(2617));

  test.each(Object.keys(layouts))('as NumPy, %s', (name) => {
    expect(failures(layouts[name] as (a: nd.NDArray) => nd.NDArray)).toEqual([]);
  });

  test('lines side by side, over more than one part, are as each alone', () => {
    for (const dtype of ['float64', 'float32', 'float16', 'int16', 'uint8'] as const) {
      const a = nd.random.defaultRng(5).uniform(0, 50, [40, 700]).astype(dtype);
      const options = dtype === 'int16' ? { axis: 0, period: 9 } : { axis: 0 };
      const whole = nd.unwrap(a, options);
      for (const k of [0, 127, 128, 699]) {
        const column = nd.unwrap(a.slice(`:, ${k}`), { ...options, axis: -1 });
        expect(sameBits(whole.slice(`:, ${k}`) as nd.NDArray, column)).toBe(true);
      }
    }
    const deep = nd.random.defaultRng(6).uniform(0, 50, [3, 200, 4, 5]);
    const expected = nd.moveaxis(nd.unwrap(nd.moveaxis(deep, 1, -1).copy()), -1, 1);
    expect(sameBits(nd.unwrap(deep, { axis: 1 }), expected as nd.NDArray)).toBe(true);
  });

  test('memory keeps its order, and read-only and broadcast operands are read', () => {
    const a = nd.array([
      [0, 5, 1],
      [2, 9, 4],
    ]);
    expect(nd.unwrap(a.T).flags.fContiguous).toBe(true);
    const rows = nd.broadcastTo([0, 5, 10], [2, 3]);
    expect(nd.unwrap(rows, { period: 4 }).toArray()).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(nd.unwrap(rows, { period: 4, axis: 0 }).toArray()).toEqual(rows.toArray());
  });

  test('unsigned integers have no halves of periods', () => {
    const a = nd.array([0, 3, 2, 250, 9]).astype('uint8');
    expect(nd.unwrap(a.astype('int16'), { period: 4 }).toArray()).toEqual([0, -1, -2, -2, -3]);
    expect(() => nd.unwrap(a, { period: 4 })).toThrow(
      /^unwrap: uint8 has no steps down by half a period of 4; use astype/,
    );
    expect(() => nd.unwrap(a, { period: 256 })).toThrow(nd.DTypeError);
    expect(() => nd.unwrap(a.astype('int8'), { period: 256 })).toThrow(
      /^unwrap: a period of 256 is out of range for int8/,
    );
    expect(() => nd.unwrap(a, { period: -2 })).toThrow(nd.DTypeError);
  });

  test('what errstate sees', () => {
    const all = { all: 'raise' } as const;
    const raised = (fn: () => unknown): string => {
      try {
        nd.errstate(all, fn);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(raised(() => nd.unwrap([0, 4, 8]))).toBe('');
    expect(raised(() => nd.unwrap([0, Number.NaN, 8]))).toBe('');
    expect(raised(() => nd.unwrap([0, Infinity, 8]))).toBe('unwrap: invalid value encountered');
    expect(raised(() => nd.unwrap(nd.array([0, 4, 8]).astype('int32'), { period: 0 }))).toBe(
      'unwrap: divide by zero encountered',
    );
  });
});
