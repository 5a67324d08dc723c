/**
 * The main thread and two workers at once in LAPACK and BLAS: `ROUNDS`. Prints how long a thread's rounds take alone and
 * beside two others, in milliseconds, and the largest residual, in units of the last place times size.
 */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as nd from 'strided';

interface Report {
  readonly milliseconds: number;
  readonly residual: number;
}

const largest = (a: nd.NDArray): number => nd.max(nd.abs(a)) as number;

function round(rng: InstanceType<typeof nd.random.Generator>): number {
  return nd.scope(() => {
    const n = 300;
    const a = rng.standardNormal([n, n]).add(nd.eye(n).mul(n));
    const b = rng.standardNormal([n, 5]);
    const solved = largest(a.matmul(nd.linalg.solve(a, b)).sub(b));
    const { Q, R } = nd.linalg.qr(a);
    const factored = largest(Q.matmul(R).sub(a)) / n;
    const s = a.add(a.T);
    const { eigenvalues, eigenvectors } = nd.linalg.eigh(s);
    const turned = largest(s.matmul(eigenvectors).sub(eigenvectors.mul(eigenvalues))) / n;
    const { U, S, Vh } = nd.linalg.svd(a.slice('0:120, 0:100'));
    const small = U.slice(':, 0:100').mul(S).matmul(Vh).sub(a.slice('0:120, 0:100'));
    const stack = rng.standardNormal([500, 8, 8]).add(nd.eye(8).mul(8));
    const inverse = largest(stack.matmul(nd.linalg.inv(stack)).sub(nd.eye(8)));
    return Math.max(solved, factored, turned, largest(small) / n, inverse) / (n * 2 ** -52);
  });
}

/** What LAPACK would complain of is no output, and no end of the process. */
function provoke(): void {
  const bad = nd.full([40, 40], 1);
  bad.set(Number.POSITIVE_INFINITY, 3, 4);
  for (const call of [
    nd.linalg.svd,
    nd.linalg.eig,
    nd.linalg.eigh,
    nd.linalg.qr,
    nd.linalg.inv,
    nd.linalg.cholesky,
  ]) {
    try {
      (call as (a: nd.NDArray) => unknown)(bad);
    } catch (error) {
      if (!(error instanceof nd.LinAlgError)) throw error;
    }
  }
}

function run(rounds: number, seed: number): Report {
  const rng = nd.random.defaultRng(seed);
  let residual = round(rng);
  const start = performance.now();
  for (let i = 0; i < rounds; i++) {
    residual = Math.max(residual, round(rng));
    provoke();
  }
  return { milliseconds: performance.now() - start, residual };
}

async function main(rounds: number): Promise<void> {
  const workers = [1, 2].map((seed) => new Worker(fileURLToPath(import.meta.url), { workerData: seed }));
  const answer = (worker: Worker): Promise<unknown> =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  await Promise.all(workers.map(answer));
  const alone = run(rounds, 0);
  const others = workers.map(answer) as Promise<Report>[];
  for (const worker of workers) worker.postMessage(rounds);
  const start = performance.now();
  const own = run(rounds, 3);
  const reports = [own, ...(await Promise.all(others))];
  const together = performance.now() - start;
  await Promise.all(workers.map((worker) => worker.terminate()));
  const residual = Math.max(alone.residual, ...reports.map((report) => report.residual));
  writeSync(1, JSON.stringify({ alone: alone.milliseconds, together, residual }));
}

if (isMainThread) {
  await main(Number(process.argv[2]));
} else {
  parentPort?.once('message', (rounds: number) => {
    parentPort?.postMessage(run(rounds, workerData as number));
  });
  parentPort?.postMessage('ready');
}
