/** A worker's arrays count toward the limit of all: prints what the worker was refused, what it got, and what was left. */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import * as nd from 'strided';

const MB = 1 << 20;

if (isMainThread) {
  const kept = nd.zeros([64 * MB], 'uint8');
  nd.memory.setLimit(nd.memory.stats().processBytes + 16 * MB);
  const worker = new Worker(fileURLToPath(import.meta.url));
  const answer = await new Promise<object>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await new Promise((resolve) => worker.once('exit', resolve));
  kept.dispose();
  nd.memory.trim();
  // What the worker had is given back as it ends.
  writeSync(1, JSON.stringify({ ...answer, held: nd.memory.stats().processBytes }));
} else {
  let refused = '';
  try {
    nd.zeros([32 * MB], 'uint8');
  } catch (error) {
    refused = (error as Error).name;
  }
  parentPort?.postMessage({ refused, allowed: nd.zeros([4 * MB], 'uint8').size });
}
