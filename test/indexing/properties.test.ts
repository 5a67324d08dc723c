/** index, indexAssign and add.at with random index tuples, beside a plain model: lists of places. */
import fc from 'fast-check';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { laidOut } from './layouts.js';

/** One term, made for an axis length; masks take as many axes as they have. */
type Term =
  | { readonly kind: 'one'; readonly at: number }
  | {
      readonly kind: 'slice';
      readonly start: number | null;
      readonly stop: number | null;
      readonly step: number;
    }
  | { readonly kind: 'new' }
  | { readonly kind: 'rest' }
  | { readonly kind: 'array'; readonly shape: readonly number[]; readonly values: readonly number[] }
  | { readonly kind: 'mask'; readonly shape: readonly number[]; readonly values: readonly boolean[] };

interface Case {
  readonly shape: readonly number[];
  readonly layout: string;
  readonly terms: readonly Term[];
  readonly turn: number;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((n, length) => n * length, 1);

/** All indices of a shape in C order. */
function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((index) => Array.from({ length }, (_, i) => [...index, i])),
    [[]],
  );
}

/** Python's slice.indices as a list. */
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

/** What an axis of the result walks: places on a source axis, or nothing (a new axis). */
interface Free {
  readonly axis: number;
  readonly places: readonly number[];
}
interface Indexed {
  readonly axis: number;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** The shape of what is selected, and the place in C order of the array of each of its elements. */
function select({ shape, terms }: Case): { shape: number[]; places: number[] } {
  const used = terms.reduce((n, term) => {
    if (term.kind === 'mask') return n + term.shape.length;
    return term.kind === 'new' || term.kind === 'rest' ? n : n + 1;
  }, 0);
  const all = terms.some(({ kind }) => kind === 'rest') ? terms : [...terms, { kind: 'rest' } as const];
  const fixed = new Map<number, number>();
  const free: Free[] = [];
  const arrays: Indexed[] = [];
  const whole = (axis: number): Free => ({
    axis,
    places: Array.from({ length: shape[axis] as number }, (_, i) => i),
  });
  // Which of the terms count as index arrays, for the rule of where their axes stand.
  const marks: boolean[] = [];
  let axis = 0;
  let before = -1;
  for (const term of all) {
    const isIndex = term.kind === 'one' || term.kind === 'array' || term.kind === 'mask';
    if (isIndex && before < 0) before = free.length;
    marks.push(isIndex);
    if (term.kind === 'one') {
      const length = shape[axis] as number;
      fixed.set(axis++, term.at < 0 ? term.at + length : term.at);
    } else if (term.kind === 'slice') {
      free.push({ axis, places: taken(shape[axis] as number, term.start, term.stop, term.step) });
      axis++;
    } else if (term.kind === 'new') {
      free.push({ axis: -1, places: [0] });
    } else if (term.kind === 'rest') {
      for (let k = shape.length - used; k > 0; k--) free.push(whole(axis++));
    } else if (term.kind === 'array') {
      const length = shape[axis] as number;
      arrays.push({ axis, shape: term.shape, values: term.values.map((i) => (i < 0 ? i + length : i)) });
      axis++;
    } else {
      const found = indicesOf(term.shape).filter((_, i) => term.values[i]);
      term.shape.forEach((_, k) => {
        arrays.push({ axis, shape: [found.length], values: found.map((index) => index[k] as number) });
        axis++;
      });
    }
  }
  if (arrays.length === 0) before = 0;
  const first = marks.indexOf(true);
  const isBroken = marks.lastIndexOf(true) - first + 1 !== marks.filter(Boolean).length;
  if (isBroken) before = 0;
  const rank = Math.max(0, ...arrays.map((array) => array.shape.length));
  const common = Array.from({ length: rank }, (_, i) => {
    const lengths = arrays.map((array) => array.shape[i - rank + array.shape.length] ?? 1);
    return lengths.find((length) => length !== 1) ?? 1;
  });
  const freeShape = free.map(({ places }) => places.length);
  const result = [...freeShape.slice(0, before), ...common, ...freeShape.slice(before)];
  const places = indicesOf(result).map((index) => {
    const inner = index.slice(before, before + rank);
    const outer = [...index.slice(0, before), ...index.slice(before + rank)];
    const at = new Array<number>(shape.length).fill(0);
    for (const [fixedAxis, place] of fixed) at[fixedAxis] = place;
    free.forEach((each, k) => {
      if (each.axis >= 0) at[each.axis] = each.places[outer[k] as number] as number;
    });
    for (const array of arrays) {
      const own = inner.slice(rank - array.shape.length).map((i, k) => (array.shape[k] === 1 ? 0 : i));
      at[array.axis] = array.values[own.reduce((n, i, k) => n * (array.shape[k] as number) + i, 0)] as number;
    }
    return at.reduce((n, i, k) => n * (shape[k] as number) + i, 0);
  });
  return { shape: result, places };
}

function given(terms: readonly Term[], turn: number): nd.IndexTerm[] {
  return terms.map((term, k): nd.IndexTerm => {
    switch (term.kind) {
      case 'one':
        return term.at;
      case 'slice':
        return (turn + k) % 2 === 0
          ? nd.s(term.start, term.stop, term.step)
          : `${term.start ?? ''}:${term.stop ?? ''}:${term.step}`;
      case 'new':
        return null;
      case 'rest':
        return '...';
      case 'mask':
        return nd.array([...term.values], { dtype: 'bool' }).reshape([...term.shape]);
      default: {
        const list = nd.array([...term.values]).reshape([...term.shape]);
        const turned = (turn + k) % 5;
        if (turned === 0) return list.astype('int32');
        if (turned === 1) return list;
        if (turned === 2 && list.size > 0) return list.toArray() as nd.IndexTerm;
        return list.astype('int64');
      }
    }
  });
}

const end = fc.option(fc.integer({ min: -7, max: 7 }), { nil: null });

/** Terms for the axes of a shape from `axis` on; arrays broadcast to [3] or [2, 3], masks keep to that by their count. */
function termsFor(shape: readonly number[]): fc.Arbitrary<readonly Term[]> {
  const one = (length: number): fc.Arbitrary<Term> =>
    fc.integer({ min: -length, max: length - 1 }).map((at) => ({ kind: 'one', at }));
  const array = (length: number): fc.Arbitrary<Term> =>
    fc.constantFrom([1], [3], [2, 3], [2, 1], [1, 3]).chain((own) =>
      fc
        .array(fc.integer({ min: -length, max: length - 1 }), {
          minLength: sizeOf(own),
          maxLength: sizeOf(own),
        })
        .map((values) => ({ kind: 'array', shape: own, values })),
    );
  const slice = fc
    .tuple(end, end, fc.constantFrom(1, 1, 2, -1, -2, 3))
    .map(([start, stop, step]): Term => ({ kind: 'slice', start, stop, step }));
  /** A mask of three true elements at most, so that it broadcasts with the arrays: exactly 1 or 3. */
  const mask = (lengths: readonly number[]): fc.Arbitrary<Term> => {
    const size = sizeOf(lengths);
    const count = size >= 3 ? fc.constantFrom(1, 3) : fc.constant(1);
    return count.chain((chosen) =>
      fc
        .shuffledSubarray(
          Array.from({ length: size }, (_, i) => i),
          { minLength: chosen, maxLength: chosen },
        )
        .map(
          (places): Term => ({
            kind: 'mask',
            shape: lengths,
            values: Array.from({ length: size }, (_, i) => places.includes(i)),
          }),
        ),
    );
  };
  const walk = (axis: number): fc.Arbitrary<readonly Term[]> => {
    if (axis === shape.length) return fc.constant([]);
    const length = shape[axis] as number;
    const next = (term: fc.Arbitrary<Term>, by: number): fc.Arbitrary<readonly Term[]> =>
      fc.tuple(term, walk(axis + by)).map(([head, tail]) => [head, ...tail]);
    const choices = [next(slice, 1), next(array(length), 1), next(array(length), 1), next(one(length), 1)];
    choices.push(next(mask([length]), 1));
    if (axis + 1 < shape.length) choices.push(next(mask([length, shape[axis + 1] as number]), 2));
    choices.push(fc.constant([]));
    return fc.oneof(...choices);
  };
  const extras = fc.array(fc.tuple(fc.nat(6), fc.constantFrom('new' as const, 'rest' as const)), {
    maxLength: 2,
  });
  return fc.tuple(walk(0), extras).map(([terms, added]) => {
    const all: Term[] = [...terms];
    let hasRest = false;
    for (const [place, kind] of added) {
      if (kind === 'rest' && (hasRest || terms.length < shape.length)) continue;
      hasRest ||= kind === 'rest';
      all.splice(Math.min(place, all.length), 0, { kind });
    }
    return all;
  });
}

const caseArbitrary: fc.Arbitrary<Case> = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      layout: fc.constantFrom('C', 'F', 'negative', 'stepped'),
      terms: termsFor(shape),
      turn: fc.nat(30),
    }),
  );

const options = { numRuns: 1000, seed: 46_11 };

/** The array counted from 0 in C order, in some layout. */
function countedArray({ shape, layout }: Case): nd.NDArray {
  return laidOut([...shape], layout);
}

function flat(a: nd.NDArray): number[] {
  return a.flatten().toArray() as number[];
}

describe('random index tuples beside a plain model', () => {
  test('index reads the elements that the model says', () => {
    let ran = 0;
    fc.assert(
      fc.property(caseArbitrary, (c) => {
        const a = countedArray(c);
        const elements = flat(a);
        const expected = select(c);
        const result = a.index(...given(c.terms, c.turn)) as nd.NDArray;
        expect([...result.shape]).toEqual(expected.shape);
        expect(flat(result)).toEqual(expected.places.map((place) => elements[place]));
        expect(nd.sharesMemory(result, a)).toBe(false);
        ran++;
      }),
      options,
    );
    expect(ran).toBe(1000);
  });

  test('indexAssign writes them, in order: the last value of an element stays', () => {
    fc.assert(
      fc.property(
        caseArbitrary,
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.nat(8),
        (c, ones, cut) => {
          const a = countedArray(c);
          const elements = flat(a);
          const { shape, places } = select(c);
          // Values of the selection's shape, some axes of length 1, some in front left out.
          const own = shape.map((length, i) => (ones[i] ? 1 : length)).slice(Math.min(cut, shape.length - 1));
          const values = nd.arange(sizeOf(own)).add(1000).reshape(own);
          const listed = flat(values);
          indicesOf(shape).forEach((index, i) => {
            const tail = index.slice(index.length - own.length).map((k, axis) => (own[axis] === 1 ? 0 : k));
            elements[places[i] as number] = listed[
              tail.reduce((n, k, axis) => n * (own[axis] as number) + k, 0)
            ] as number;
          });
          a.indexAssign(given(c.terms, c.turn), own.length === 0 ? values.item() : values);
          expect(flat(a)).toEqual(elements);
        },
      ),
      options,
    );
  });

  test('a number is written into all of them', () => {
    fc.assert(
      fc.property(caseArbitrary, (c) => {
        const a = countedArray(c);
        const elements = flat(a);
        for (const place of select(c).places) elements[place] = -7;
        a.indexAssign(given(c.terms, c.turn), -7);
        expect(flat(a)).toEqual(elements);
      }),
      options,
    );
  });

  test('add.at adds once for each time that an element is named', () => {
    fc.assert(
      fc.property(caseArbitrary, (c) => {
        const a = countedArray(c);
        const elements = flat(a);
        for (const place of select(c).places) elements[place] = (elements[place] as number) + 100;
        const terms = given(c.terms, c.turn);
        // A list of numbers alone is one array of indices to `at`.
        fc.pre(!terms.every((term) => typeof term === 'number'));
        nd.add.at(a, terms as never, 100);
        expect(flat(a)).toEqual(elements);
      }),
      options,
    );
  });
});
