/** Some operations of each family at small sizes, for a run under valgrind; prints how many. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as nd from 'strided';
import { type Call, familyCalls } from './family_calls.js';

nd.setNumThreads(2);
const a = nd.sin(nd.arange(63)).reshape(9, 7);
const symmetric = a.T.matmul(a).add(nd.eye(7));
const large = new nd.random.Generator(new nd.random.PCG64(1)).uniform(-1, 1, [203, 203]) as nd.NDArray;
const complex = symmetric.add(new nd.Complex(0, 1));
const folder = mkdtempSync(join(tmpdir(), 'strided-valgrind-'));

const more: readonly Call[] = [
  ['linalg.svd', () => nd.linalg.svd(a)],
  ['linalg.svd of float32', () => nd.linalg.svd(a.astype('float32'))],
  ['linalg.qr', () => nd.linalg.qr(a)],
  ['linalg.eigh', () => nd.linalg.eigh(symmetric)],
  ['linalg.eig', () => nd.linalg.eig(complex)],
  ['linalg.cholesky', () => nd.linalg.cholesky(symmetric)],
  ['linalg.solve', () => nd.linalg.solve(complex, a.T)],
  ['linalg.lstsq', () => nd.linalg.lstsq(a, a.slice(':, 0'))[0]],
  // Factors and eigenvalues of our own, several threads on each: 192 and 160 rows are their first.
  ['linalg.eigh of many rows', () => nd.linalg.eigh(large.add(large.T))],
  ['linalg.eigh of rank one', () => nd.linalg.eigh(nd.outer(nd.arange(165), nd.arange(165)))],
  ['linalg.solve of many rows', () => nd.linalg.solve(large, large.slice(':, :20'))],
  ['linalg.inv of many rows', () => nd.linalg.inv(large)],
  ['linalg.slogdet of many rows', () => nd.linalg.slogdet(large)],
  ['linalg.pinv', () => nd.linalg.pinv(a)],
  ['matmul', () => a.matmul(a.T)],
  ['matmul of float16', () => a.astype('float16').matmul(a.astype('float16').T)],
  ['einsum', () => nd.einsum('ij,kj->ik', a, a)],
  ['tensordot', () => nd.tensordot(a, a, 2)],
  ['polyfit', () => nd.polyfit(nd.arange(9), a.slice(':, 0'), 3)],
  ['roots', () => nd.roots([1, -6, 11, -6])],
  ['fft of a prime length', () => nd.fft.fft(nd.arange(101))],
  ['reverse', () => a.slice('::-1, ::-2').add(1)],
  ['float16 powers', () => nd.power(nd.arange(50).astype('float16'), 2)],
  ['gamma', () => new nd.random.Generator(new nd.random.MT19937(1)).gamma(2, 1, [500]) as nd.NDArray],
  ['binomial', () => new nd.random.Generator(new nd.random.Philox(1)).binomial(9, 0.3, [500]) as nd.NDArray],
  [
    'choice',
    () => new nd.random.Generator(new nd.random.SFC64(1)).choice(99, [20], { replace: false }) as nd.NDArray,
  ],
  [
    'printing',
    () => {
      for (const dtype of ['bool', 'int8', 'float16', 'float32', 'complex64'] as const) {
        nd.array2string(a.astype(dtype));
      }
      return true;
    },
  ],
  [
    'save and load',
    () => {
      nd.save(join(folder, 'a.npy'), a);
      return nd.load(join(folder, 'a.npy')) as nd.NDArray;
    },
  ],
  [
    'savetxt and loadtxt',
    () => {
      nd.savetxt(join(folder, 'a.txt'), a);
      return nd.loadtxt(join(folder, 'a.txt')) as nd.NDArray;
    },
  ],
];

let calls = 0;
const only = process.argv[2];
for (const [name, call] of [...familyCalls(2000), ...more]) {
  if (only !== undefined && name !== only) continue;
  call();
  calls++;
}
rmSync(folder, { recursive: true });
nd.memory.trim();
console.log(JSON.stringify(calls));
