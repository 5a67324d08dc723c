/**
 * Workers that come and go: `CYCLES`. Each allocates, computes and lends while it is ended, some by themselves, some in the
 * middle of a native call. Prints resident memory after a quarter of them and after all, and what the library still holds.
 */
import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as nd from 'strided';

const resident = (): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

async function cycle(i: number): Promise<void> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: i });
  const exit = new Promise((resolve) => worker.once('exit', resolve));
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  if (i % 4 !== 0) {
    await wait(i % 5);
    await worker.terminate();
  }
  await exit;
}

function work(i: number): void {
  const a = nd.full([200_000], 1);
  const kept: nd.NDArray[] = [];
  for (let k = 0; k < 50; k++) kept.push(nd.full([k * 100], k));
  const { data } = kept[3] as nd.NDArray<'float64'>;
  a.toBuffer();
  const half = nd.full([300, 300], 0.5);
  parentPort?.postMessage(data.length);
  // Some end by themselves; the others would never, and are ended within a call or between two.
  for (let k = 0; i % 4 !== 0 || k < 20; k++) {
    const x = a.add(k);
    if (k % 3 === 0) x.dispose();
    if (k % 5 === 0) kept[k % 50] = x;
    if (k % 7 === 0) half.matmul(half);
    if (k % 13 === 0) x.disposed || x.data;
    nd.scope(() => a.mul(2).sum());
  }
}

if (isMainThread) {
  const cycles = Number(process.argv[2]);
  let early = 0;
  for (let i = 0; i < cycles; i += 2) {
    await Promise.all([cycle(i), cycle(i + 1)]);
    if (i < cycles / 4) early = resident();
  }
  nd.memory.trim();
  writeSync(1, JSON.stringify({ early, late: resident(), held: nd.memory.stats().processBytes }));
} else {
  work(workerData as number);
}
