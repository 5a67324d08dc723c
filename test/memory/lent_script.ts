/**
 * Memory that was handed out and has found another owner: `KIND`. Writes a pattern, moves the memory to where the library
 * cannot see it, drops the array, allocates heavily and reads the pattern from its new owner. Prints, as JSON, how many
 * pieces were moved, how many were refused, and what was found wrong.
 */
import { writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { NDArray } from 'strided';
import * as nd from 'strided';
import { collectAll } from '../../lib/memory/collector.js';

type Owner = Uint8Array<ArrayBuffer>;
type Move = (a: NDArray<'uint8'>) => Promise<Owner>;

const PIECES = 10;
/** Slabs, medium slabs, carved and mapped blocks, huge pages. */
const SIZES = [64, 4000, 40_000, 300_000, 3 << 20];
/** Counts what Node does not move: memory from outside is not always transferable. */
let refused = 0;
let moved = 0;
const wrong: string[] = [];

const patternOf = (size: number, i: number): number => ((size % 251) + i) & 127;

function verify(owner: Owner, size: number, i: number, where: string): void {
  const expected = patternOf(size, i);
  if (!Buffer.alloc(size, expected).equals(owner)) {
    wrong.push(`${where}: ${i} of ${size} bytes`);
  }
}

/** Allocates in every way what could be the same memory, and writes it all over. */
async function press(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    for (const size of SIZES) {
      const kept: NDArray[] = [];
      for (let i = 0; i < 2 * PIECES; i++) {
        const a = nd.full([size], 200, 'uint8');
        if (i % 3 === 0) a.dispose();
        else kept.push(a);
        if (i % 3 === 1) a.data.fill(201);
      }
      nd.scope(() => void nd.full([size], 202, 'uint8'));
    }
    collectAll();
    await turn();
    nd.memory.trim();
    await turn();
  }
}

async function throughStream(bytes: Owner): Promise<Owner> {
  const stream = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      // The bytes that are there already are what was read.
      const request = controller.byobRequest;
      request?.respond(request.view?.byteLength ?? 0);
    },
  });
  const { value } = await stream.getReader({ mode: 'byob' }).read(bytes);
  return value as Owner;
}

const transferOf = (buffer: ArrayBuffer): ArrayBuffer =>
  (buffer as ArrayBuffer & { transfer(): ArrayBuffer }).transfer();

const moves: Readonly<Record<string, Move>> = {
  kept: (a) => Promise.resolve(a.data as Owner),
  transfer: (a) => {
    const { length, byteOffset, buffer } = a.data as Owner;
    return Promise.resolve(new Uint8Array(transferOf(buffer), byteOffset, length));
  },
  stream: (a) => throughStream(a.data as Owner),
  clone: (a) => {
    const data = a.data as Owner;
    try {
      return Promise.resolve(structuredClone(data, { transfer: [data.buffer] }));
    } catch (error) {
      // Nothing has moved then: the array still has its bytes.
      if ((error as Error).name !== 'DataCloneError') throw error;
      refused++;
      return Promise.resolve(data);
    }
  },
};

async function moveAll(move: Move, dispose: boolean): Promise<{ owner: Owner; size: number; i: number }[]> {
  const owners: { owner: Owner; size: number; i: number }[] = [];
  for (const size of SIZES) {
    for (let i = 0; i < PIECES; i++) {
      const a = nd.full([size], patternOf(size, i), 'uint8') as NDArray<'uint8'>;
      owners.push({ owner: await move(a), size, i });
      if (dispose) a.dispose();
      moved++;
    }
  }
  return owners;
}

async function here(name: string): Promise<void> {
  for (const dispose of [false, true]) {
    const owners = await moveAll(moves[name] as Move, dispose);
    await press();
    for (const { owner, size, i } of owners) verify(owner, size, i, name);
  }
}

interface Posted {
  readonly owners: { owner: Owner; size: number; i: number }[];
}

/** What a list of owners can be posted with; what Node refuses to transfer is copied by it. */
function post(port: { postMessage(value: unknown, list?: ArrayBuffer[]): void }, message: Posted): void {
  try {
    port.postMessage(
      message,
      message.owners.map(({ owner }) => owner.buffer),
    );
  } catch (error) {
    if ((error as Error).name !== 'DataCloneError') throw error;
    refused += message.owners.length;
    port.postMessage(message);
  }
}

const nextMessage = <T>(worker: Worker): Promise<T> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });

/** A worker's memory outlives it. */
async function fromWorker(name: string): Promise<void> {
  for (let round = 0; round < 4; round++) {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { name, post: true } });
    const exit = new Promise((resolve) => worker.once('exit', resolve));
    const { owners } = await nextMessage<Posted>(worker);
    await exit;
    await press();
    moved += owners.length;
    for (const { owner, size, i } of owners) verify(owner, size, i, `from a worker, ${name}`);
  }
}

/** The main thread's memory in a worker, which looks again after this thread has allocated. */
async function toWorker(name: string): Promise<void> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { name, post: false } });
  post(worker, { owners: await moveAll(moves[name] as Move, true) });
  await nextMessage(worker);
  await press();
  worker.postMessage('look');
  wrong.push(...(await nextMessage<string[]>(worker)));
}

async function asWorker(name: string, posts: boolean): Promise<void> {
  if (parentPort === null) return;
  if (posts) {
    post(parentPort, { owners: await moveAll(moves[name] as Move, false) });
    return;
  }
  let owners: Posted['owners'] = [];
  parentPort.on('message', (message: Posted | 'look') => {
    if (message !== 'look') {
      owners = message.owners;
      parentPort?.postMessage('has them');
      return;
    }
    for (const { owner, size, i } of owners) verify(owner, size, i, `to a worker, ${name}`);
    parentPort?.postMessage(wrong);
    parentPort?.close();
  });
}

if (isMainThread) {
  const [where, name] = process.argv.slice(2) as [string, string];
  if (where === 'here') await here(name);
  else if (where === 'from') await fromWorker(name);
  else await toWorker(name);
  writeSync(1, JSON.stringify({ moved, refused, wrong: wrong.slice(0, 5) }));
} else {
  const { name, post: posts } = workerData as { name: string; post: boolean };
  await asWorker(name, posts);
}
