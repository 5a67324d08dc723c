/**
 * The process of one loop: `KIND BYTES STEPS [worker] [unaided]`. It runs the steps without turning the event loop and
 * prints its peak resident memory in MB, nanoseconds per step and what it found wrong, as JSON.
 * `unaided` takes the collections away that the library asks for.
 */
import { readFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { NDArray } from 'strided';
import * as nd from 'strided';
import { collectWith } from '../../lib/memory/collector.js';

interface Job {
  readonly kind: string;
  readonly bytes: number;
  readonly steps: number;
  readonly unaided: boolean;
}

interface Answer {
  readonly nanoseconds: number;
  readonly wrong: readonly string[];
}

const wrong: string[] = [];

function check(right: boolean, what: string): void {
  if (!right && wrong.length < 5) wrong.push(what);
}

/** The same numbers every time: a step of a linear congruence. */
let seed = 1;
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
}

/** 16 bytes to 32 MB, each power of two as often. */
const randomBytes = (): number => Math.floor(2 ** (4 + 21 * random()));
const filled = (bytes: number, value: number): NDArray => nd.full([Math.max(1, bytes >> 3)], value);

/** Both ends hold the value; the middle too. */
function holds(a: NDArray, value: number): boolean {
  return a.at(0) === value && a.at(-1) === value && a.at(a.size >> 1) === value;
}

/** Keeps what a step made reachable until the next, as a loop's variable does. */
const kept: { last: unknown } = { last: undefined };

/** Each takes a + b = 3 everywhere; the step's number is for what has to vary. */
function stepOf(kind: string, a: NDArray, b: NDArray): (i: number) => void {
  const list: NDArray[] = [];
  const window = (length: number) => (i: number) => {
    const x = nd.add(a, i);
    list.push(x);
    if (list.length > length) {
      const oldest = list.shift() as NDArray;
      check(holds(oldest, 1 + i - length), `window ${i}`);
    }
  };
  switch (kind) {
    case 'collected':
      return () => {
        kept.last = a.add(b);
      };
    case 'using':
      return () => {
        using x = a.add(b);
        kept.last = x.size;
      };
    case 'scope':
      return () => nd.scope(() => void a.add(b));
    case 'in one scope':
      return () => {
        kept.last = a.add(b);
      };
    case 'window 10':
      return window(10);
    case 'window 50':
      return window(50);
    case 'weights': {
      // Ten layers replaced in turn: each array lives through some collections and dies old.
      const layers = Array.from({ length: 10 }, () => a.add(0));
      const ages = layers.map(() => 0);
      return (i) => {
        const at = i % 10;
        layers[at] = (layers[at] as NDArray).add(1);
        ages[at] = (ages[at] as number) + 1;
        check(holds(layers[at] as NDArray, 1 + (ages[at] as number)), `weights ${i}`);
      };
    }
    case 'views':
      return () => {
        const x = a.add(b);
        kept.last = [x.slice('::2'), x.reshape(1, -1).T, x.slice('1:')];
      };
    case 'data':
      return (i) => {
        const { data } = nd.add(a, i) as NDArray<'float64'>;
        check(data[0] === 1 + i && data[data.length - 1] === 1 + i, `data ${i}`);
        kept.last = data;
      };
    case 'toBuffer':
      return (i) => {
        const buffer = nd.add(a, i).toBuffer();
        check(
          buffer.readDoubleLE(0) === 1 + i && buffer.readDoubleLE(buffer.length - 8) === 1 + i,
          `toBuffer ${i}`,
        );
        kept.last = buffer;
      };
    case 'data using':
      return (i) => {
        using x = nd.add(a, i) as NDArray<'float64'>;
        const { data } = x;
        check(data[0] === 1 + i, `data using ${i}`);
        kept.last = data;
      };
    case 'mixed':
      return (i) => {
        const x = filled(randomBytes(), i);
        list[i % 8] = x;
        const other = list[(i * 5) % 8];
        if (other !== undefined) check(holds(other, other.at(0) as number), `mixed ${i}`);
      };
    case 'mixed using':
      return (i) => {
        using x = filled(randomBytes(), i);
        check(holds(x, i), `mixed using ${i}`);
      };
    case 'mixed data':
      return (i) => {
        const data = filled(randomBytes(), i).data as Float64Array;
        check(data[0] === i && data[data.length - 1] === i, `mixed data ${i}`);
        kept.last = data;
      };
    case 'mixed all':
      // Every way at once: left to collection, disposed, lent, kept.
      return (i) => {
        const x = filled(randomBytes(), i);
        if (i % 4 === 0) x.dispose();
        else if (i % 4 === 1) kept.last = x.data;
        else if (i % 4 === 2) list[i % 7] = x;
      };
    case 'pinned':
      // One small array in a thousand lives on, and with it whatever else its memory lies in.
      return (i) => {
        const x = a.add(b);
        if (i % 1000 === 0) list.push(x);
        if (i % 50_000 === 0) for (const y of list) check(holds(y, 3), `pinned ${i}`);
      };
    default:
      throw new Error(`no loop is called ${kind}`);
  }
}

function run({ kind, bytes, steps, unaided }: Job): Answer {
  if (unaided) collectWith(undefined);
  const a = filled(bytes, 1);
  const b = filled(bytes, 2);
  const step = stepOf(kind, a, b);
  const all = (): void => {
    for (let i = 0; i < steps; i++) step(i);
  };
  const start = process.hrtime.bigint();
  if (kind === 'in one scope') nd.scope(all);
  else all();
  return { nanoseconds: Number(process.hrtime.bigint() - start) / steps, wrong };
}

function finish(answer: Answer): never {
  const peak = /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  const stats = nd.memory.stats();
  writeSync(1, `${JSON.stringify({ megabytes: Number(peak) / 1024, stats, ...answer })}\n`);
  process.exit(0);
}

if (isMainThread) {
  const [kind, bytes, steps, ...options] = process.argv.slice(2) as [string, string, string, ...string[]];
  const job: Job = {
    kind,
    bytes: Number(bytes),
    steps: Number(steps),
    unaided: options.includes('unaided'),
  };
  if (options.includes('worker')) {
    new Worker(fileURLToPath(import.meta.url), { workerData: job }).once('message', finish);
  } else {
    finish(run(job));
  }
} else {
  parentPort?.postMessage(run(workerData as Job));
}
