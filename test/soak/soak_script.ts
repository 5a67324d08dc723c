/**
 * `SECONDS SEED WORKERS LIMIT_MB`: the main thread and workers do random jobs at once; workers are ended in the middle of
 * their work and started again. Prints, as JSON, how many jobs of each kind were done, what failed, and resident memory.
 */
import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as nd from 'strided';
import { Chance, jobs } from './jobs.js';

const names = Object.keys(jobs);

/** One random job. Being refused memory is no failure: the limit is there for that, and work goes on. */
function step(chance: Chance, done: Record<string, number>): void {
  const name = names[chance.below(names.length)] as string;
  try {
    jobs[name]?.(chance);
  } catch (error) {
    if (!(error instanceof nd.MemoryLimitError)) throw new Error(`${name}: ${error}`, { cause: error });
    done['(refused memory)'] = (done['(refused memory)'] ?? 0) + 1;
    return;
  }
  done[name] = (done[name] ?? 0) + 1;
}

const resident = (): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

interface Report {
  seconds: number;
  workersStarted: number;
  workersEnded: number;
  done: Record<string, number>;
  failures: string[];
  /** Megabytes: after a tenth of the time, the most seen after that, and at the end. */
  early: number;
  peak: number;
  late: number;
  /** Bytes the library still holds once everything was trimmed. */
  held: number;
}

async function main(seconds: number, seed: number, workers: number, limitMegabytes: number): Promise<Report> {
  nd.memory.setLimit(limitMegabytes * 2 ** 20);
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const report: Report = {
    seconds,
    workersStarted: 0,
    workersEnded: 0,
    done: {},
    failures: [],
    early: 0,
    peak: 0,
    late: 0,
    held: 0,
  };
  const chance = new Chance(seed);

  const keepOneRunning = async (lane: number): Promise<void> => {
    const lives = new Chance(seed + 1000 * (lane + 1));
    while (performance.now() < end && report.failures.length === 0) {
      const worker = new Worker(fileURLToPath(import.meta.url), {
        workerData: { seed: lives.below(1 << 30), milliseconds: 50 + lives.below(3000) },
      });
      report.workersStarted++;
      const exit = new Promise((resolve) => worker.once('exit', resolve));
      worker.on('error', (error) => report.failures.push(`worker: ${error.stack}`));
      worker.on('message', (done: Record<string, number>) => {
        for (const [name, count] of Object.entries(done)) {
          report.done[name] = (report.done[name] ?? 0) + count;
        }
      });
      // Two of three are ended in the middle of what they do, the others end by themselves.
      if (lives.below(3) > 0) {
        await Promise.race([exit, wait(lives.below(2000))]);
        await worker.terminate();
        report.workersEnded++;
      }
      await exit;
    }
  };
  const lanes = Array.from({ length: workers }, (_, lane) => keepOneRunning(lane));

  while (performance.now() < end && report.failures.length === 0) {
    // Some loops never see the event loop turn, as a server's longest requests.
    for (let i = 0; i < 20; i++) {
      try {
        step(chance, report.done);
      } catch (error) {
        report.failures.push(`main: ${(error as Error).stack}`);
      }
    }
    const now = resident();
    if (performance.now() - begin < seconds * 100) report.early = Math.max(report.early, now);
    else report.peak = Math.max(report.peak, now);
    await wait(1);
  }
  await Promise.all(lanes);
  report.seconds = (performance.now() - begin) / 1000;
  report.late = resident();
  nd.memory.trim();
  report.held = nd.memory.stats().processBytes;
  return report;
}

function work({ seed, milliseconds }: { seed: number; milliseconds: number }): void {
  const chance = new Chance(seed);
  const done: Record<string, number> = {};
  const end = performance.now() + milliseconds;
  while (performance.now() < end) step(chance, done);
  parentPort?.postMessage(done);
}

if (isMainThread) {
  const [seconds, seed, workers, limit] = process.argv.slice(2).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  writeSync(1, JSON.stringify(await main(seconds, seed, workers, limit)));
} else {
  work(workerData as { seed: number; milliseconds: number });
}
