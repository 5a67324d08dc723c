/** The same job in plain JavaScript loops, for comparison: no library, TypedArrays for speed. */
import { BATCH, CHANNELS, CLASSES, PIXELS, PLANE, RECORD } from './format.js';
import type { Result } from './job.js';
import { DataError } from './reader.js';
import type { Trace } from './trace.js';

export function makeWeightsInLoops(): { weights: Float32Array; bias: Float32Array } {
  const weights = new Float32Array(PIXELS * CLASSES);
  for (let i = 0; i < PIXELS; i++) {
    for (let j = 0; j < CLASSES; j++) weights[i * CLASSES + j] = (((31 * i + 47 * j) % 127) - 63) / 8192;
  }
  const bias = Float32Array.from({ length: CLASSES }, (_, j) => (j - 4.5) / 16);
  return { weights, bias };
}

export function runLoops(bytes: Uint8Array, trace: Trace, where: (record: number) => string): Result {
  const n = bytes.length / RECORD;
  trace.step('labels.max() <= 9', () => {
    for (let record = 0; record < n; record++) {
      const label = bytes[record * RECORD] as number;
      if (label >= CLASSES) {
        throw new DataError(`${where(record)} has the label ${label}; labels are 0 to ${CLASSES - 1}`);
      }
    }
  });
  const x = trace.step("astype('float32')", () => toImages(bytes, n));
  trace.step('/ 255, in place', () => {
    for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) / 255;
  });
  const mean = trace.step('mean([0, 1, 2])', () => channelMeans(x));
  const std = trace.step('std([0, 1, 2])', () => channelDeviations(x, mean));
  trace.step('- mean, in place', () => {
    for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) - (mean[i % CHANNELS] as number);
  });
  trace.step('/ std, in place', () => {
    for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) / (std[i % CHANNELS] as number);
  });

  const { weights, bias } = trace.step('weights and bias', () => makeWeightsInLoops());
  const logits = new Float32Array(n * CLASSES);
  const probabilities = new Float32Array(n * CLASSES);
  for (let from = 0; from < n; from += BATCH) {
    const to = Math.min(from + BATCH, n);
    trace.step('matmul weights', () => multiply(x, weights, logits, from, to));
    trace.step('+ bias', () => {
      for (let i = from * CLASSES; i < to * CLASSES; i++) {
        logits[i] = (logits[i] as number) + (bias[i % CLASSES] as number);
      }
    });
    softmax(logits, probabilities, from, to, trace);
  }
  const accuracy = trace.step('argmax == labels, mean', () => share(probabilities, bytes, n));
  return { mean: [...mean], std: [...std], logits, probabilities, accuracy };
}

/** Planes of a record to (32, 32, 3). */
function toImages(bytes: Uint8Array, n: number): Float32Array {
  const x = new Float32Array(n * PIXELS);
  for (let record = 0; record < n; record++) {
    const from = record * RECORD + 1;
    const to = record * PIXELS;
    for (let pixel = 0; pixel < PLANE; pixel++) {
      for (let channel = 0; channel < CHANNELS; channel++) {
        x[to + pixel * CHANNELS + channel] = bytes[from + channel * PLANE + pixel] as number;
      }
    }
  }
  return x;
}

function channelMeans(x: Float32Array): Float32Array {
  const sums = new Float64Array(CHANNELS);
  for (let i = 0; i < x.length; i += CHANNELS) {
    for (let channel = 0; channel < CHANNELS; channel++) {
      sums[channel] = (sums[channel] as number) + (x[i + channel] as number);
    }
  }
  return Float32Array.from(sums, (sum) => sum / (x.length / CHANNELS));
}

function channelDeviations(x: Float32Array, mean: Float32Array): Float32Array {
  const sums = new Float64Array(CHANNELS);
  for (let i = 0; i < x.length; i += CHANNELS) {
    for (let channel = 0; channel < CHANNELS; channel++) {
      const distance = (x[i + channel] as number) - (mean[channel] as number);
      sums[channel] = (sums[channel] as number) + distance * distance;
    }
  }
  return Float32Array.from(sums, (sum) => Math.sqrt(sum / (x.length / CHANNELS)));
}

function multiply(x: Float32Array, weights: Float32Array, out: Float32Array, from: number, to: number): void {
  const row = new Float64Array(CLASSES);
  for (let i = from; i < to; i++) {
    row.fill(0);
    for (let k = 0; k < PIXELS; k++) {
      const value = x[i * PIXELS + k] as number;
      for (let j = 0; j < CLASSES; j++) {
        row[j] = (row[j] as number) + value * (weights[k * CLASSES + j] as number);
      }
    }
    out.set(row, i * CLASSES);
  }
}

function softmax(logits: Float32Array, out: Float32Array, from: number, to: number, trace: Trace): void {
  const rows = to - from;
  const highest = new Float32Array(rows).fill(Number.NEGATIVE_INFINITY);
  const sums = new Float64Array(rows);
  const start = from * CLASSES;
  const end = to * CLASSES;
  const rowOf = (i: number): number => Math.floor(i / CLASSES) - from;
  trace.step('max(1, keepdims)', () => {
    for (let i = start; i < end; i++) {
      const row = rowOf(i);
      if ((logits[i] as number) > (highest[row] as number)) highest[row] = logits[i] as number;
    }
  });
  trace.step('- max', () => {
    for (let i = start; i < end; i++) out[i] = (logits[i] as number) - (highest[rowOf(i)] as number);
  });
  trace.step('exp', () => {
    for (let i = start; i < end; i++) out[i] = Math.exp(out[i] as number);
  });
  trace.step('sum(1, keepdims)', () => {
    for (let i = start; i < end; i++) {
      const row = rowOf(i);
      sums[row] = (sums[row] as number) + (out[i] as number);
    }
  });
  trace.step('/ sum', () => {
    for (let i = start; i < end; i++) out[i] = (out[i] as number) / (sums[rowOf(i)] as number);
  });
}

function share(probabilities: Float32Array, bytes: Uint8Array, n: number): number {
  let hits = 0;
  for (let record = 0; record < n; record++) {
    let best = 0;
    for (let j = 1; j < CLASSES; j++) {
      const at = record * CLASSES;
      if ((probabilities[at + j] as number) > (probabilities[at + best] as number)) best = j;
    }
    if (best === bytes[record * RECORD]) hits++;
  }
  return hits / n;
}
