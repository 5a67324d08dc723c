/** Random chains of views: reads equal the model, and writes through the view reach the root's elements. */
import fc from 'fast-check';
import * as nd from 'strided';
import { expect, test } from 'vitest';
import { counted, type Model, mapped, modelOf } from './views.js';

interface State {
  readonly a: nd.NDArray;
  readonly model: Model;
  /** Whether the array still looks at the root's memory. */
  readonly isView: boolean;
}
type Step = (state: State) => State;

const integer = fc.nat({ max: 1000 });
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** The indices that Python's range rule takes of an axis. */
function taken(length: number, start: number | null, stop: number | null, step: number): number[] {
  const clip = (end: number): number => {
    const from = end < 0 ? end + length : end;
    return step > 0 ? Math.min(Math.max(from, 0), length) : Math.min(Math.max(from, -1), length - 1);
  };
  const first = start === null ? (step > 0 ? 0 : length - 1) : clip(start);
  const last = stop === null ? (step > 0 ? length : -1) : clip(stop);
  const list: number[] = [];
  for (let i = first; step > 0 ? i < last : i > last; i += step) list.push(i);
  return list;
}

const endArbitrary = fc.option(fc.integer({ min: -8, max: 8 }), { nil: null });
const sliceStep: fc.Arbitrary<Step> = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('one' as const), at: integer, negative: fc.boolean() }),
        fc.record({
          kind: fc.constant('cut' as const),
          start: endArbitrary,
          stop: endArbitrary,
          step: fc.constantFrom(1, 1, 2, 3, -1, -2, -3),
          text: fc.boolean(),
        }),
        fc.record({ kind: fc.constant('new' as const) }),
      ),
      { maxLength: 5 },
    ),
    fc.boolean(),
  )
  .map(([terms, fromEnd]) => ({ a, model, isView }: State): State => {
    const { shape } = model;
    const usable: typeof terms = [];
    let used = 0;
    for (const term of terms) {
      if (term.kind !== 'new' && ++used > shape.length) break;
      usable.push(term);
    }
    used = Math.min(used, shape.length);
    let axis = fromEnd ? shape.length - used : 0;
    const indices: (number | string | nd.Slice | null)[] = fromEnd ? ['...'] : [];
    const result: number[] = fromEnd ? shape.slice(0, axis) : [];
    // How each axis of the old array is read from an index of the new one.
    const readers: ((index: number[]) => number)[] = result.map((_, i) => (index) => index[i] as number);
    for (const term of usable) {
      const length = shape[axis] as number;
      const place = result.length;
      if (term.kind === 'new') {
        indices.push(null);
        result.push(1);
      } else if (term.kind === 'one' && length > 0) {
        const at = term.at % length;
        indices.push(term.negative ? at - length : at);
        readers.push(() => at);
        axis++;
      } else {
        const cut = term.kind === 'cut' ? term : { start: null, stop: null, step: 1, text: true };
        const list = taken(length, cut.start, cut.stop, cut.step);
        const slice = nd.s(cut.start, cut.stop, cut.step);
        indices.push(cut.text ? String(slice) : slice);
        result.push(list.length);
        readers.push((index) => list[index[place] as number] as number);
        axis++;
      }
    }
    for (; axis < shape.length; axis++) {
      const place = result.length;
      result.push(shape[axis] as number);
      readers.push((index) => index[place] as number);
    }
    return {
      a: a.slice(...indices),
      model: mapped(model, result, (index) => readers.map((read) => read(index))),
      isView,
    };
  });

const permuteStep: fc.Arbitrary<Step> = fc
  .array(integer, { minLength: 10, maxLength: 10 })
  .map((keys) => ({ a, model, isView }) => {
    const axes = model.shape.map((_, axis) => axis).sort((x, y) => (keys[x] ?? 0) - (keys[y] ?? 0));
    const shape = axes.map((axis) => model.shape[axis] as number);
    const from = (index: number[]) => model.shape.map((_, axis) => index[axes.indexOf(axis)] as number);
    return { a: a.transpose(axes), model: mapped(model, shape, from), isView };
  });

const swapStep: fc.Arbitrary<Step> = fc.tuple(integer, integer).map(([i, j]) => (state) => {
  const { a, model, isView } = state;
  const n = model.shape.length;
  if (n === 0) return state;
  const [x, y] = [i % n, j % n];
  const swap = <T>(list: readonly T[]): T[] =>
    list.map((value, axis) => (axis === x ? (list[y] as T) : axis === y ? (list[x] as T) : value));
  return { a: a.swapaxes(x, y - n), model: mapped(model, swap(model.shape), swap), isView };
});

const reverseStep: fc.Arbitrary<Step> = fc.constant(({ a, model, isView }: State) => ({
  a: a.T,
  model: mapped(model, [...model.shape].reverse(), (index) => [...index].reverse()),
  isView,
}));

const moveStep: fc.Arbitrary<Step> = fc.tuple(integer, integer).map(([i, j]) => (state) => {
  const { a, model, isView } = state;
  const n = model.shape.length;
  if (n === 0) return state;
  const [from, to] = [i % n, j % n];
  const order = model.shape.map((_, axis) => axis);
  order.splice(to, 0, ...order.splice(from, 1));
  const shape = order.map((axis) => model.shape[axis] as number);
  const read = (index: number[]) => model.shape.map((_, axis) => index[order.indexOf(axis)] as number);
  return { a: nd.moveaxis(a, from - n, to), model: mapped(model, shape, read), isView };
});

const reshapeStep: fc.Arbitrary<Step> = fc
  .tuple(fc.array(integer, { maxLength: 4 }), fc.boolean())
  .map(([keys, open]) => ({ a, model, isView }) => {
    let rest = model.places.length;
    const shape: number[] = [];
    for (const key of keys) {
      if (rest === 0) break;
      const divisors = Array.from({ length: rest }, (_, i) => i + 1).filter((d) => rest % d === 0);
      const length = pick(divisors, key);
      shape.push(length);
      rest /= length;
    }
    if (rest !== 1) shape.push(rest);
    const asked = [...shape];
    if (open && asked.length > 0 && !asked.includes(0)) asked[0] = -1;
    const next = a.reshape(asked);
    return {
      a: next,
      model: { shape, places: model.places },
      isView: isView && next._storage === a._storage,
    };
  });

const ravelStep: fc.Arbitrary<Step> = fc.constant(({ a, model, isView }: State) => {
  const next = a.ravel();
  return {
    a: next,
    model: { shape: [model.places.length], places: model.places },
    isView: isView && next._storage === a._storage,
  };
});

const broadcastStep: fc.Arbitrary<Step> = fc
  .tuple(fc.nat({ max: 3 }), fc.option(fc.nat({ max: 3 }), { nil: undefined }))
  .map(([length, ahead]) => (state) => {
    const { a, model } = state;
    const shape = model.shape.map((each) => (each === 1 ? length : each));
    const added = ahead === undefined ? [] : [ahead];
    const full = [...added, ...shape];
    if (full.length > 7 || full.reduce((x, y) => x * y, 1) > 2000) return state;
    const from = (index: number[]) =>
      index.slice(added.length).map((i, axis) => (model.shape[axis] === 1 ? 0 : i));
    return { a: nd.broadcastTo(a, full), model: mapped(model, full, from), isView: false };
  });

const expandStep: fc.Arbitrary<Step> = integer.map((key) => (state) => {
  const { a, model, isView } = state;
  if (model.shape.length > 6) return state;
  const axis = key % (model.shape.length + 1);
  const shape = [...model.shape.slice(0, axis), 1, ...model.shape.slice(axis)];
  return { a: nd.expandDims(a, axis), model: { shape, places: model.places }, isView };
});

const squeezeStep: fc.Arbitrary<Step> = fc.constant(({ a, model, isView }: State) => ({
  a: a.squeeze(),
  model: { shape: model.shape.filter((length) => length !== 1), places: model.places },
  isView,
}));

const diagonalStep: fc.Arbitrary<Step> = fc.integer({ min: -3, max: 3 }).map((offset) => (state) => {
  const { a, model } = state;
  if (model.shape.length < 2) return state;
  const [rows, columns, ...rest] = model.shape as [number, number, ...number[]];
  const down = Math.max(0, -offset);
  const across = Math.max(0, offset);
  const length = Math.max(0, Math.min(rows - down, columns - across));
  const from = (index: number[]) => {
    const i = index.at(-1) as number;
    return [down + i, across + i, ...index.slice(0, -1)];
  };
  return { a: nd.diagonal(a, offset), model: mapped(model, [...rest, length], from), isView: false };
});

const windowStep: fc.Arbitrary<Step> = fc.tuple(integer, integer).map(([i, j]) => (state) => {
  const { a, model } = state;
  const n = model.shape.length;
  if (n === 0 || n > 5) return state;
  const axis = i % n;
  const length = model.shape[axis] as number;
  if (length === 0) return state;
  const window = (j % length) + 1;
  const shape = [...model.shape.map((each, k) => (k === axis ? each - window + 1 : each)), window];
  const from = (index: number[]) =>
    index.slice(0, -1).map((place, k) => (k === axis ? place + (index.at(-1) as number) : place));
  return { a: nd.slidingWindowView(a, window, axis), model: mapped(model, shape, from), isView: false };
});

const stepArbitrary = fc.oneof(
  { weight: 5, arbitrary: sliceStep },
  permuteStep,
  swapStep,
  reverseStep,
  moveStep,
  { weight: 2, arbitrary: reshapeStep },
  ravelStep,
  broadcastStep,
  expandStep,
  squeezeStep,
  diagonalStep,
  windowStep,
);
const shapeArbitrary = fc.array(fc.constantFrom(0, 1, 1, 2, 3, 4, 5), { maxLength: 4 });

test('chains of views read what the model says, and write where it says', () => {
  let ran = 0;
  let writes = 0;
  fc.assert(
    fc.property(shapeArbitrary, fc.array(stepArbitrary, { minLength: 1, maxLength: 6 }), (shape, steps) => {
      const root = counted(shape);
      let state: State = { a: root, model: modelOf(shape), isView: true };
      for (const step of steps) state = step(state);
      const { a, model, isView } = state;

      expect(a.shape).toEqual(model.shape);
      expect([a.toArray()].flat(64)).toEqual(model.places);
      ran++;

      // Read-only ones are those in which elements may share memory.
      if (!isView || !a.flags.writeable) return;
      const before = [root.toArray()].flat(64) as number[];
      for (const place of model.places) before[place] = -1;
      a.assign(-1);
      expect([root.toArray()].flat(64)).toEqual(before);
      if (a !== root) expect(a.base).toBe(root);
      writes++;
    }),
    { numRuns: 4000, seed: 20243 },
  );
  expect(ran).toBe(4000);
  expect(writes).toBeGreaterThan(1000);
});
