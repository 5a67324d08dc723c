/** What golden answers do not show: views written through, overlap with out, callbacks, layouts by the hundred. */
import fc from 'fast-check';
import * as nd from 'strided';
import { expect, test } from 'vitest';

test('parts, flips and turns are views that write through', () => {
  const a = nd.arange(8).reshape(2, 4);
  (nd.split(a, 2, 1)[1] as nd.NDArray).set(-1, 0, 0);
  (nd.unstack(a)[1] as nd.NDArray).set(-2, 0);
  nd.flip(a).set(-3, 0, 0);
  nd.rot90(a).set(-4, 0, 0);
  nd.trimZeros(a, { axis: 0 }).set(-5, 0, 1);
  expect(a.toArray()).toEqual([
    [0, -5, -1, -4],
    [-2, 5, 6, -3],
  ]);
  expect(nd.meshgrid(a.slice(0), { copy: false })[0]?.base).toBe(a.base);
  expect(nd.diag(a).flags.writeable).toBe(false);
});

test('results are copies', () => {
  const a = nd.arange(4);
  const made = [
    nd.concatenate([a]),
    nd.stack([a]),
    nd.block(a),
    nd.tile(a, 1),
    nd.repeat(a, 1),
    nd.roll(a, 0),
    nd.pad(a, 0),
    nd.delete(a, []),
    nd.insert(a, nd.zeros(0), 1),
    nd.resize(a, 4),
    nd.tril(a.reshape(2, 2)),
    nd.diagflat(a),
  ];
  for (const each of made) expect(nd.sharesMemory(each, a)).toBe(false);
});

test('out: casts, strides, and sources in its own memory', () => {
  const out = nd.zeros([4, 2], 'float32');
  expect(nd.concatenate([[[1, 2]], [[3, 4]]], { out: out.slice('::2') }).toArray()).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(out.toArray()).toEqual([
    [1, 2],
    [0, 0],
    [3, 4],
    [0, 0],
  ]);
  const a = nd.arange(6);
  nd.concatenate([a.slice('3:'), a.slice(':3')], { out: a });
  expect(a.toArray()).toEqual([3, 4, 5, 0, 1, 2]);
  const b = nd.arange(4).reshape(2, 2);
  nd.stack([b.slice(1), b.slice(0)], { axis: 1, out: b });
  expect(b.toArray()).toEqual([
    [2, 0],
    [3, 1],
  ]);
});

test('the method resize changes the array itself', () => {
  const a = nd.arange(4);
  const view = a.slice('1:3');
  a.resize(2, 3);
  expect(a.toArray()).toEqual([
    [0, 1, 2],
    [3, 0, 0],
  ]);
  expect(a.shape).toEqual([2, 3]);
  expect(a.strides).toEqual([24, 8]);
  a.resize([2], { refcheck: false });
  expect(a.toArray()).toEqual([0, 1]);
  expect(view.toArray()).toEqual([1, 2]);
  expect([...a.repeat(2)]).toEqual([0, 0, 1, 1]);
});

test('pad with a function', () => {
  const seen: unknown[] = [];
  const padded = nd.pad(nd.ones([1, 2]), 1, {
    mode: (vector, [before, after], axis, options) => {
      seen.push([vector.size, before, after, axis]);
      vector.slice(nd.s(0, before)).assign(options['padder'] as number);
      vector.slice(nd.s(vector.length - after, null)).assign(options['padder'] as number);
    },
    padder: 5,
  });
  expect(padded.toArray()).toEqual([
    [5, 5, 5, 5],
    [5, 1, 1, 5],
    [5, 5, 5, 5],
  ]);
  expect(seen).toHaveLength(7);
});

test('functions along axes', () => {
  const a = nd.arange(12).reshape(3, 4);
  expect(nd.applyAlongAxis((line) => line.slice('::-1'), 0, a).toArray()).toEqual(nd.flipud(a).toArray());
  expect(nd.applyAlongAxis((line, by: number) => line.slice(':2').mul(by), 1, a, 10).shape).toEqual([3, 2]);
  expect(nd.applyAlongAxis((line) => nd.diag(line), 1, a).shape).toEqual([3, 4, 4]);
  expect(nd.applyOverAxes((x, axis) => nd.sum(x, axis, { keepdims: true }), a, [0, 1]).toArray()).toEqual([
    [66],
  ]);
});

test('broadcast objects', () => {
  const b = new nd.broadcast([[1], [2]], [4, 5, 6]);
  expect([b.shape, b.size, b.ndim, b.nd, b.numiter, b.index]).toEqual([[2, 3], 6, 2, 2, 2, 0]);
  b.next();
  expect(b.index).toBe(1);
  expect([...b]).toHaveLength(5);
  b.reset();
  expect(b.next().value).toEqual([1, 4]);
  expect(b.iters.map((each) => [...each])).toEqual([
    [1, 1, 1, 2, 2, 2],
    [4, 5, 6, 4, 5, 6],
  ]);
});

test('large results are whole: threads, stores past the caches', () => {
  const n = 5_000_003;
  const a = nd.arange(n);
  const joined = nd.concatenate([a.slice('1:'), a, a.slice(':7')]);
  expect(joined.size).toBe(2 * n + 6);
  expect(nd.arrayEqual(joined.slice(nd.s(n - 1, 2 * n - 1)), a)).toBe(true);
  expect(nd.arrayEqual(joined.slice(nd.s(0, n - 1)), a.slice('1:'))).toBe(true);
  expect(nd.arrayEqual(joined.slice('-7:'), a.slice(':7'))).toBe(true);
  const tiled = nd.tile(a, 2);
  expect(nd.arrayEqual(tiled.slice(nd.s(n, null)), a)).toBe(true);
  const wide = nd.tile([1, 2, 3], 1_000_001);
  expect(nd.arrayEqual(wide.reshape(-1, 3), nd.broadcastTo([1, 2, 3], [1_000_001, 3]))).toBe(true);
  const rolled = nd.roll(a, 11);
  expect([rolled.at(0), rolled.at(11), rolled.at(-1)]).toEqual([n - 11, 0, n - 12]);
  const repeated = nd.repeat(a, 3);
  expect(nd.arrayEqual(repeated.slice('2::3'), a)).toBe(true);
  const pairs = nd.stack([a, a], 1);
  expect(nd.arrayEqual(pairs.slice(':, 1'), a)).toBe(true);
});

test('splitting and joining again gives the array', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
      fc.nat(2),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      (shape, k, parts, turned) => {
        const size = shape.reduce((x, y) => x * y, 1);
        const plain = nd.arange(size).reshape(shape);
        const a = turned ? plain.T : plain;
        const axis = k % a.ndim;
        expect(nd.arrayEqual(nd.concatenate(nd.arraySplit(a, parts, axis), axis), a)).toBe(true);
        const rows = nd.unstack(a, axis);
        if (rows.length > 0) expect(nd.arrayEqual(nd.stack(rows, axis), a)).toBe(true);
        expect(nd.arrayEqual(nd.roll(nd.roll(a, parts, axis), -parts, axis), a)).toBe(true);
        expect(nd.arrayEqual(nd.flip(nd.flip(a)), a)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
