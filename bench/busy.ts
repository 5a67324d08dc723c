/**
 * The busy suite: operations over threads while another process keeps one core busy, against one thread alone on the idle
 * machine. Work cut into too few pieces would wait for the busy core.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { NDArray } from 'strided';
import { Contender } from './javascript.js';
import type { BenchLibrary } from './library.js';
import { median, pairedSpeedups, REPETITIONS, summarise } from './statistics.js';
import { float64 } from './suites/data.js';
import type { CellResult, Library, Target } from './types.js';

export const busyAbout = 'all threads while another process holds a core, against one thread alone';

const ROUNDS = 5;
/** Measured medians of one and the same thing differ by this much. */
const NOISE = 0.95;

type Make = (nd: Library, a: NDArray, b: NDArray, out: NDArray) => () => unknown;

export const busyCases: Readonly<Record<string, Make>> = {
  'add into out': (nd, a, b, out) => () => nd.add(a, b, { out }),
  'exp into out': (nd, a, _b, out) => () => nd.exp(a, { out }),
  sum: (_nd, a) => () => a.sum(),
  'sum(0)': (_nd, a, _b) => {
    const m = a.reshape(1000, 1000) as NDArray;
    return () => m.sum(0);
  },
};

function startBurner(): ChildProcess {
  return spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
}

export function measureBusy(nd: BenchLibrary, name: string, make: Make, milliseconds: number): CellResult {
  const n = 1_000_000;
  const a: NDArray = nd.array(float64(n, 1));
  const b: NDArray = nd.array(float64(n, 2));
  const contender = new Contender(name, make(nd, a, b, nd.zeros([n])), 'none');
  const threads = nd.benchBinding.setThreads(0);
  const target: Target = { kind: 'speedup', variant: 'busy', atLeast: NOISE };
  const measured: number[] = [];
  for (;;) {
    nd.benchBinding.setThreads(1);
    contender.calibrate(milliseconds, 30);
    const alone = Array.from({ length: ROUNDS }, () => median(contender.sample(3)));
    nd.benchBinding.setThreads(threads);
    const burner = startBurner();
    contender.calibrate(milliseconds, 200);
    const busy = Array.from({ length: ROUNDS }, () => median(contender.sample(3)));
    burner.kill();
    const speedup = summarise(pairedSpeedups(busy, alone));
    measured.push(speedup.median);
    const verdict = speedup.median >= NOISE ? 'PASS' : 'FAIL';
    if (verdict === 'FAIL' && measured.length < REPETITIONS) continue;
    return {
      suite: 'busy',
      name,
      n,
      dtype: 'float64',
      elements: n,
      bytes: 0,
      nanoseconds: { busy: summarise(busy), 'one thread alone': summarise(alone) },
      comparisons: [{ variant: 'busy', against: 'one thread alone', speedup }],
      targets: [{ target, measured, verdict }],
    };
  }
}
