/** The job with this library: from bytes to class probabilities. */
import type { NDArray } from 'strided';
import * as nd from 'strided';
import { BATCH, CHANNELS, CLASSES, PIXELS, RECORD, SIDE } from './format.js';
import { DataError } from './reader.js';
import type { Trace } from './trace.js';

export interface Result {
  /** Of each channel, of pixels between 0 and 1. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** One row of ten per record; float32, rows one after another. */
  readonly logits: Float32Array;
  readonly probabilities: Float32Array;
  /** The share of records whose most probable class is their label. */
  readonly accuracy: number;
}

/** Weights and bias that a formula gives: fractions of powers of two, exact in float32. */
export function makeWeights(): { weights: NDArray<'float32'>; bias: NDArray<'float32'> } {
  const rows = nd.arange(PIXELS).reshape(PIXELS, 1).mul(31);
  const columns = nd.arange(CLASSES).mul(47);
  const weights = rows.add(columns).remainder(127).sub(63).div(8192).astype('float32');
  const bias = nd.arange(CLASSES).sub(4.5).div(16).astype('float32');
  return { weights, bias };
}

/** Runs the job; `where` names a record in errors. */
export function runJob(bytes: Buffer, trace: Trace, where: (record: number) => string): Result {
  return nd.scope(() => {
    const { images, labels } = decode(bytes, trace, where);
    const { x, mean, std } = standardise(images, trace);
    const { logits, probabilities } = classify(x, trace);
    const hits = trace.step('argmax == labels, mean', () =>
      nd.equal(nd.argmax(probabilities, 1), labels).mean(),
    );
    return {
      mean: mean.toArray() as number[],
      std: std.toArray() as number[],
      logits: Float32Array.from(logits.data),
      probabilities: Float32Array.from(probabilities.data),
      accuracy: hits,
    };
  });
}

/** Bytes as labels and images (n, 32, 32, 3): views all the way, the Buffer's own memory. */
function decode(bytes: Buffer, trace: Trace, where: (record: number) => string) {
  const flat = trace.step('frombuffer', () => nd.frombuffer(bytes, 'uint8'));
  const records = trace.step('reshape(n, 3073)', () => flat.reshape(-1, RECORD));
  const labels = trace.step('slice labels', () => records.slice(':', 0));
  const pixels = trace.step('slice pixels', () => records.slice(':', '1:'));
  trace.step('labels.max() <= 9', () => {
    const highest = labels.max();
    if (highest < CLASSES) return highest;
    const record = nd.argmax(nd.greaterEqual(labels, CLASSES));
    throw new DataError(
      `${where(record)} has the label ${labels.at(record)}; labels are 0 to ${CLASSES - 1}`,
    );
  });
  const planes = trace.step('reshape(n, 3, 32, 32)', () => pixels.reshape(-1, CHANNELS, SIDE, SIDE));
  const images = trace.step('transpose(0, 2, 3, 1)', () => planes.transpose(0, 2, 3, 1));
  return { images, labels };
}

/** Pixels between 0 and 1, then of mean 0 and deviation 1 per channel; in place, for they are most of the memory. */
function standardise(images: NDArray<'uint8'>, trace: Trace) {
  const x = trace.step("astype('float32')", () => images.astype('float32'));
  trace.step('/ 255, in place', () => x.idiv(255));
  const mean = trace.step('mean([0, 1, 2])', () => x.mean([0, 1, 2]));
  const std = trace.step('std([0, 1, 2])', () => x.std([0, 1, 2]));
  trace.step('- mean, in place', () => x.isub(mean));
  trace.step('/ std, in place', () => x.idiv(std));
  return { x, mean, std };
}

/** A linear layer and a softmax, batch by batch; a scope frees each batch's arrays at its end. */
function classify(x: NDArray<'float32'>, trace: Trace) {
  const n = x.length;
  const { weights, bias } = trace.step('weights and bias', () => makeWeights());
  const logits = nd.empty([n, CLASSES], 'float32');
  const probabilities = nd.empty([n, CLASSES], 'float32');
  for (let from = 0; from < n; from += BATCH) {
    const to = Math.min(from + BATCH, n);
    nd.scope(() => {
      const images = trace.step('slice batch', () => x.slice(`${from}:${to}`));
      const rows = trace.step('reshape(64, 3072)', () => images.reshape(to - from, PIXELS));
      const products = trace.step('matmul weights', () => rows.matmul(weights));
      const scores = trace.step('+ bias', () =>
        nd.add(products, bias, { out: logits.slice(`${from}:${to}`) }),
      );
      const highest = trace.step('max(1, keepdims)', () => scores.max(1, { keepdims: true }));
      const shifted = trace.step('- max', () => scores.sub(highest));
      const powers = trace.step('exp', () => nd.exp(shifted));
      const sums = trace.step('sum(1, keepdims)', () => powers.sum(1, { keepdims: true }));
      trace.step('/ sum', () => nd.divide(powers, sums, { out: probabilities.slice(`${from}:${to}`) }));
    });
  }
  return { logits, probabilities };
}
