/** A worker whose memory rests as it ends: `BLOCKS` of it. Prints what the library still holds, in bytes. */
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as nd from 'strided';
import { collectAll } from '../../lib/memory/collector.js';

if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: Number(process.argv[2]) });
  worker.on('message', (idle: number) => {
    worker.on('exit', () => {
      nd.memory.trim();
      console.log(JSON.stringify({ idle, held: nd.memory.stats().processBytes }));
    });
    void worker.terminate();
  });
} else {
  const kept: nd.NDArray[] = [];
  for (let i = 0; i < (workerData as number); i++) kept.push(nd.ones([3000]));
  kept.length = 0;
  collectAll();
  parentPort?.postMessage(nd.memory.stats().idleBytes);
  setInterval(() => {}, 1000);
}
