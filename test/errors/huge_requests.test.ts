/** Requests that no machine can serve: each is a typed error at once, that names the function and the bytes. */
import { afterAll, expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

const { limitBytes } = nd.memory.stats();
const a = nd.arange(6).reshape(2, 3);
const rng = nd.random.defaultRng(1);
const wide = (length = 1e13): nd.NDArray => nd.broadcastTo(nd.array(1), [length]);
const mask = (): nd.NDArray => nd.broadcastTo(nd.array(true), [1e13]);
const places = (): nd.NDArray => nd.broadcastTo(nd.array([0], 'int64'), [1e13]);

/** More bytes than there can be: the message says how many. */
const memory: readonly (readonly [string, number, () => unknown])[] = [
  ['zeros', 8e12, () => nd.zeros([1e12])],
  ['ones', 8e12, () => nd.ones([1e12])],
  ['empty', 1e12, () => nd.empty([1e12], 'int8')],
  ['full', 16e12, () => nd.full([1e12], new nd.Complex(1, 2))],
  ['zerosLike', 8e13, () => nd.zerosLike(wide())],
  ['arange', 8e13, () => nd.arange(0, 1e13)],
  ['linspace', 8e13, () => nd.linspace(0, 1, 1e13)],
  ['logspace', 8e13, () => nd.logspace(0, 1, 1e13)],
  ['geomspace', 8e13, () => nd.geomspace(1, 10, 1e13)],
  ['eye', 8e14, () => nd.eye(1e7)],
  ['identity', 8e14, () => nd.identity(1e7)],
  ['tri', 8e14, () => nd.tri(1e7)],
  ['vander', 2.4e14, () => nd.vander([1, 2, 3], 1e13)],
  ['indices', 1.6e15, () => nd.indices([1e7, 1e7])],
  ['trilIndices', 1e14, () => nd.trilIndices(1e7)],
  ['repeat', 8e12, () => nd.repeat(nd.array([1]), 1e12)],
  ['tile', 1.2e13, () => nd.tile(nd.array([1, 2, 3], 'float32'), 1e12)],
  ['copy', 8e13, () => wide().copy()],
  ['add', 8e13, () => wide().add(1)],
  ['astype', 1e13, () => wide().astype('int8')],
  ['sort', 8e13, () => nd.sort(wide())],
  ['argsort', 8e13, () => nd.argsort(wide())],
  ['cumsum', 8e13, () => nd.cumsum(wide())],
  ['unique', 8e13, () => nd.unique(wide())],
  ['median', 8e13, () => nd.median(wide())],
  ['outer', 2 ** 53, () => nd.outer(wide(2 ** 25), wide(2 ** 25))],
  ['matmul', 2 ** 53, () => nd.matmul(nd.broadcastTo(1, [2 ** 25, 1]), nd.broadcastTo(1, [1, 2 ** 25]))],
  ['einsum', 2 ** 53, () => nd.einsum('i,j->ij', wide(2 ** 25), wide(2 ** 25))],
  ['pad', 16e12 + 24, () => nd.pad([1, 2, 3], 1e12)],
  ['resize', 8e13, () => nd.resize(a, [1e13])],
  ['concatenate', 8e13 + 48, () => nd.concatenate([wide(), a.ravel()])],
  ['stack', 1.6e14, () => nd.stack([wide(), wide()])],
  ['bincount', 8e13 + 8, () => nd.bincount(nd.array([1e13]))],
  ['take', 8e13, () => nd.take(a, places())],
  ['where', 8e13, () => nd.where(mask(), 1, 2)],
  ['roll', 8e13, () => nd.roll(wide(), 1)],
  ['hanning', 8e13, () => nd.hanning(1e13)],
  ['rfft', 8e13, () => nd.fft.rfft([1, 2], 1e13)],
  ['inv', 8e14, () => nd.linalg.inv(nd.broadcastTo(nd.array(1), [1e7, 1e7]))],
  ['random', 8e13, () => rng.random([1e13])],
  ['normal', 8e13, () => rng.normal(0, 1, [1e13])],
  ['integers', 8e13, () => rng.integers(0, 10, [1e13])],
  ['permutation', 8e13, () => rng.permutation(1e13)],
  ['standardNormal', 4e13, () => rng.standardNormal([1e13], { dtype: 'float32' })],
  ['generateState', 4e12, () => new nd.random.SeedSequence(1).generateState(1e12)],
  ['toNpy', 8e13 + 128, () => nd.toNpy(wide())],
  ['toArray', 8e13, () => wide().toArray()],
  ['vectorize', 8e13, () => nd.vectorize((x: number) => x)(wide())],
];

/** Lengths that cannot be, and shapes of more elements than can be counted. */
const wrong: readonly (readonly [string, new (...args: never[]) => Error, RegExp, () => unknown])[] = [
  [
    'a product that overflows',
    nd.ShapeError,
    /^zeros: .*too many elements/,
    () => nd.zeros([2 ** 40, 2 ** 40]),
  ],
  [
    'one that overflows beside a 0',
    nd.ShapeError,
    /^zeros: .*too many/,
    () => nd.zeros([0, 2 ** 53, 2 ** 53]),
  ],
  ['an infinite length', nd.ShapeError, /^zeros: /, () => nd.zeros([Number.POSITIVE_INFINITY])],
  ['a length of 1e300', nd.ShapeError, /^zeros: /, () => nd.zeros([1e300])],
  ['a length of NaN', nd.ShapeError, /^zeros: /, () => nd.zeros([Number.NaN])],
  ['a negative length', nd.ShapeError, /^zeros: /, () => nd.zeros([-1])],
  ['a fraction', nd.IndexError, /^ones: /, () => nd.ones([1.5])],
  ['arange beyond counting', nd.StridedError, /^arange: /, () => nd.arange(0, 1e18)],
  ['arange in tiny steps', nd.StridedError, /^arange: /, () => nd.arange(0, 1, 1e-300)],
  ['arange without an end', nd.StridedError, /^arange: /, () => nd.arange(Number.POSITIVE_INFINITY)],
  ['a negative count', nd.StridedError, /^linspace: /, () => nd.linspace(0, 1, -1)],
  ['eye beyond counting', nd.StridedError, /^eye: /, () => nd.eye(1e9)],
  ['repeat beyond counting', nd.StridedError, /^repeat: /, () => nd.repeat(a, 1e15)],
  ['tile beyond counting', nd.StridedError, /^tile: /, () => nd.tile(a, [2 ** 50, 2 ** 50])],
  [
    'broadcastTo beyond counting',
    nd.ShapeError,
    /^broadcastTo: /,
    () => nd.broadcastTo(1, [2 ** 40, 2 ** 40]),
  ],
  ['pad beyond counting', nd.StridedError, /^pad: /, () => nd.pad(a, 2 ** 53)],
  ['random beyond counting', nd.StridedError, /^random: /, () => rng.random([2 ** 40, 2 ** 40])],
  ['a random size of NaN', nd.StridedError, /^random: /, () => rng.random([Number.NaN])],
  ['a negative random size', nd.StridedError, /^normal: /, () => rng.normal(0, 1, [-1])],
  [
    'unravelIndex beyond counting',
    nd.ShapeError,
    /^unravelIndex: /,
    () => nd.unravelIndex(5, [2 ** 40, 2 ** 40]),
  ],
];

/** Wall time: a call that waits for memory or a collection takes far longer than what a busy machine adds. */
const MOST_MILLISECONDS = 50;

function failure(call: () => unknown): { error: unknown; milliseconds: number } {
  const start = performance.now();
  try {
    call();
  } catch (error) {
    return { error, milliseconds: performance.now() - start };
  }
  return { error: undefined, milliseconds: 0 };
}

/** The least time of a few tries: others may use the processor. */
function failsAtOnce(call: () => unknown): unknown {
  let { error, milliseconds } = failure(call);
  for (let i = 0; i < 5 && milliseconds > MOST_MILLISECONDS; i++) ({ error, milliseconds } = failure(call));
  expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
  // And the process works on.
  expect(nd.arange(4).add(1).sum()).toBe(10);
  return error;
}

afterAll(() => {
  expect(nd.memory.stats().limitBytes).toBe(limitBytes);
});

test('there are as many calls as there were', () => {
  expect([memory.length, wrong.length]).toEqual([48, 20]);
});

test.each(memory)('%s of %d bytes', (name, bytes, call) => {
  const error = failsAtOnce(call) as Error;
  expect(error).toBeInstanceOf(nd.MemoryLimitError);
  expect(error.message).toMatch(new RegExp(`^${name}: .*\\b${bytes}\\b`));
});

test.each(wrong)('%s', (_, type, message, call) => {
  const error = failsAtOnce(call) as Error;
  expect(error).toBeInstanceOf(type);
  expect(error.message).toMatch(message);
});
