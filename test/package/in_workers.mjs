// The addon loaded in workers alone, in several at once, after all of them have ended once more, and ended in mid-call.
import { Worker } from 'node:worker_threads';

const source = `
const { parentPort } = require('node:worker_threads');
import('strided').then((nd) => {
  parentPort.postMessage('loaded');
  for (let round = 0; round < 20; round++) {
    const a = nd.random.defaultRng(round).random([300, 300]);
    const b = nd.sort(a.matmul(a.T).ravel());
    if (!(b.at(0) <= b.at(-1))) throw new Error('not sorted');
  }
  parentPort.postMessage('done');
});`;

function run({ terminate }) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(source, { eval: true });
    let last = '';
    worker.on('message', (message) => {
      last = message;
      if (terminate && message === 'loaded') setTimeout(() => worker.terminate(), 3);
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve(last));
  });
}

const all = await Promise.all([1, 2, 3, 4].map(() => run({ terminate: false })));
const ended = await Promise.all([1, 2, 3, 4].map(() => run({ terminate: true })));
const again = await run({ terminate: false });
const nd = await import('strided');
console.log(
  all.join(),
  ended.every((last) => last !== ''),
  again,
  nd.ones([3]).sum(),
);
