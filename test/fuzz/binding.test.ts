/** The binding under hostile calls in a process of its own, which must live; and what fuzzing once found. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as nd from '../../lib/index.js';
import { binding, NAMED, PARAMETERS, PLANE, RUN, slots } from '../../lib/native.js';
import { bundle, runScript } from '../bundle.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CALLS = 10_000;
type Counts = Record<'calls' | 'answered' | 'refused' | 'functions' | 'names', number>;

test('calls that the library never makes', async () => {
  const script = await bundle('fuzz/binding_script');
  const { calls, answered, refused, functions, names } = await runScript<Counts>(script, root, CALLS);
  expect(calls).toBe(CALLS);
  expect(answered + refused).toBe(CALLS);
  expect(functions).toBe(names);
  // Neither all past the checks nor all refused.
  expect(refused).toBeGreaterThan(CALLS / 10);
  expect(answered).toBeGreaterThan(CALLS / 10);
});

test('a table of fixed widths whose fields are quoted is refused: reading it would not end', () => {
  const text = new TextEncoder().encode('1 2\n');
  // Split by widths, no delimiter, one width, no comments, the quote, and a whole table without columns.
  const plan = [3, 0, 1, 5, 0, 34, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0];
  const refused = 1;
  const call = (numbers: number[]): unknown =>
    binding.textMeasure(text, new Float64Array(numbers).buffer, new ArrayBuffer(24), new ArrayBuffer(0));
  slots[PARAMETERS] = 0;
  expect(call(plan.map((number) => (number === 34 ? -1 : number)))).toBeUndefined();
  expect(call(plan)).toBe(refused);
});

test('a triangle whose target overlaps its source in part is refused; in place and apart it is taken', () => {
  const buffer = new ArrayBuffer(64);
  const refused = 1;
  const call = (target: number): unknown => {
    // One matrix of 2 by 2 doubles, its lower triangle, from offset 0 to `target`.
    [1, 2, 2, 0, 1, 8, 0, target].forEach((number, i) => {
      slots[PARAMETERS + i] = number;
    });
    return binding.triangle(buffer, buffer);
  };
  expect([0, 32].map(call)).toEqual([undefined, undefined]);
  expect([8, 16, 24].map(call)).toEqual([refused, refused, refused]);
});

test('a plane is copied inside its buffers alone', () => {
  const from = Float64Array.from({ length: 6 }, (_, i) => i).buffer;
  const [badArgument, bufferBounds, wrongBuffer] = [1, 2, 6];
  const call = (numbers: number[], to: ArrayBuffer | null = new ArrayBuffer(48)): unknown => {
    numbers.forEach((number, i) => {
      slots[PLANE + i] = number;
    });
    return binding.copyPlane(from, to);
  };
  const float64 = 11 | (11 << 5);
  const whole = [2, 3, float64, 0, 24, 8, 0, 24, 8];
  const changed = (at: number, number: number): number[] => whole.map((x, i) => (i === at ? number : x));
  expect(call(whole)).toBeUndefined();
  expect(call(changed(0, 0))).toBeUndefined();
  // Rows, columns, offsets and strides that reach out at either end.
  for (const [at, number] of [
    [0, 3],
    [1, 4],
    [3, 8],
    [3, -8],
    [4, 32],
    [5, -8],
    [6, 8],
    [7, -24],
    [8, 16],
    [4, 2 ** 53],
  ] as const) {
    expect(call(changed(at, number))).toBe(bufferBounds);
  }
  for (const [at, number] of [
    [0, -1],
    [0, 0.5],
    [1, Number.NaN],
    [2, -1],
    [2, 1024],
    [2, 14],
    [3, 0.5],
    [8, Number.POSITIVE_INFINITY],
  ] as const) {
    expect(call(changed(at, number))).toBe(badArgument);
  }
  expect(call([2 ** 50, 2 ** 50, float64, 0, 0, 0, 0, 0, 0])).toBe(badArgument);
  expect(call(whole, null)).toBe(wrongBuffer);
  // Blocks by number: only those in use, of which no one has a window.
  const NAMED = binding.layout.named;
  const named = (a: number, b: number): unknown => {
    slots[NAMED + 1] = a;
    slots[NAMED + 2] = b;
    call(whole);
    return binding.copyPlane();
  };
  for (const number of [-1, 2 ** 40]) {
    expect(named(number, 0)).toBe(wrongBuffer);
    expect(named(0, number)).toBe(wrongBuffer);
  }
  expect(named(0.5, 0)).toBe(badArgument);
  expect((binding.copyPlane as (from: ArrayBuffer) => unknown)(from)).toBe(badArgument);
});

test('a kernel runs on blocks that are in use alone, and inside of them', () => {
  const [badArgument, bufferBounds, wrongBuffer] = [1, 2, 6];
  const length = 4096;
  const a = nd.ones([length]);
  const out = nd.zeros([length]);
  const lent = nd.ones([length]);
  const lentBlock = lent._storage.region.block;
  expect(lent.data.length).toBe(length);
  expect(lent._storage.region.block).toBe(-1);
  const negative = binding.elementwiseLoops.findIndex((text) => text.startsWith('negative d->d'));
  const call = (numbers: readonly number[], [n, from, to]: readonly number[]): unknown => {
    [n as number, 11 | (11 << 5), from as number, to as number].forEach((number, i) => {
      slots[RUN + i] = number;
    });
    numbers.forEach((number, i) => {
      slots[NAMED + i] = number;
    });
    return binding.elementwiseNamed();
  };
  const whole = [length, 0, 0];
  const [source, target] = [a._storage.region.block, out._storage.region.block];
  expect(call([negative, source, target], whole)).toBeUndefined();
  expect(out.at(length - 1)).toBe(-1);
  expect(call([negative, -1, target], [8, 0, 0])).toBeUndefined();
  for (const block of [-2, lentBlock, 2 ** 31, 2 ** 53]) {
    expect(call([negative, block, target], whole), `source ${block}`).toBe(wrongBuffer);
    expect(call([negative, source, block], whole), `target ${block}`).toBe(wrongBuffer);
  }
  // The argument block is read from and never written to.
  expect(call([negative, source, -1], [8, 0, 0])).toBe(wrongBuffer);
  for (const block of [0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(call([negative, block, target], whole)).toBe(badArgument);
  }
  for (const loop of [-2, 2 ** 31, 0.5]) expect(call([loop, source, target], whole)).toBe(badArgument);
  for (const place of [
    [length + 1, 0, 0],
    [length, 8, 0],
    [length, 0, 8],
    [1, 8 * length, 0],
    [2 ** 50, 0, 0],
  ]) {
    expect(call([negative, source, target], place), String(place)).toBe(bufferBounds);
  }
  expect(out.at(length - 1)).toBe(-1);
});
