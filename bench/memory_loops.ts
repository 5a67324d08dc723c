/** The memory suite: one process per case, its chunks of steps alternating with NumPy's. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundlePath, memoryChildPath } from './library.js';
import type { Numpy, NumpyCase } from './numpy.js';
import { pairedSpeedups, summarise, verdictOf } from './statistics.js';
import type { CellResult, Flavour, MemoryCase, Target, TargetResult } from './types.js';

const CHUNKS = 5;
/** NumPy's time per step is steady and its memory is not in question: a share of the steps is enough. */
const NUMPY_SHARE = 0.2;

/** One run of a case: nanoseconds per step by chunk, and the peak. */
interface Run {
  readonly own: number[];
  readonly numpy: number[];
  readonly megabytes: number;
}

async function runOnce(
  elements: number,
  flavour: Flavour,
  stepsPerChunk: number,
  numpy: NumpyCase | undefined,
): Promise<Run> {
  const child = spawn(process.execPath, [memoryChildPath, bundlePath, String(elements), flavour], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<number> => {
    const { value, done } = await answers.next();
    if (done === true) throw new Error(complaint.trim().slice(0, 400) || 'the process ended');
    return Number(value);
  };
  try {
    const own: number[] = [];
    const theirs: number[] = [];
    const numpySteps = Math.max(1, Math.round(stepsPerChunk * NUMPY_SHARE));
    for (let chunk = 0; chunk < CHUNKS; chunk++) {
      child.stdin.write(`${stepsPerChunk}\n`);
      own.push((await answer()) / stepsPerChunk);
      if (numpy !== undefined) theirs.push((await numpy.time('step', numpySteps, 1))[0] as number);
    }
    child.stdin.end();
    return { own, numpy: theirs, megabytes: (await answer()) / 1024 };
  } finally {
    child.kill();
  }
}

function measuredFor(target: Target, run: Run): number | undefined {
  if (target.kind === 'megabytes') return run.megabytes;
  if (target.kind === 'nanoseconds') return summarise(run.own).median;
  return run.numpy.length === 0 ? undefined : summarise(pairedSpeedups(run.own, run.numpy)).median;
}

export async function measureMemory(
  numpy: Numpy | undefined,
  memoryCase: MemoryCase,
  flavour: Flavour,
  targets: readonly Target[],
  share: number,
): Promise<CellResult> {
  const { elements } = memoryCase;
  const steps = Math.max(CHUNKS, Math.round(memoryCase.steps * share));
  const place = {
    suite: 'memory',
    name: `${memoryCase.name} × ${steps.toLocaleString('en')}, ${flavour}`,
    n: elements,
    dtype: 'float64',
    elements,
    bytes: elements * 24,
  };
  let timed: NumpyCase | undefined;
  try {
    timed = await numpy?.prepare(`a = np.full(${elements}, 0.75)\nb = a.copy()\n`, { step: 'x = a + b' });
    const measured = targets.map((): number[] => []);
    let megabytes = 0;
    for (;;) {
      const run = await runOnce(elements, flavour, Math.round(steps / CHUNKS), timed);
      megabytes = Math.max(megabytes, run.megabytes);
      const known = targets.filter((target, i) => {
        const value = measuredFor(target, run);
        if (value !== undefined) measured[i]?.push(value);
        return value !== undefined;
      });
      const results = known.map((target) => {
        const values = measured[targets.indexOf(target)] ?? [];
        return { target, measured: values, verdict: verdictOf(target, values) };
      });
      if (results.some(({ verdict }) => verdict === 'repeat')) continue;
      return {
        ...place,
        nanoseconds: {
          [flavour]: summarise(run.own),
          ...(run.numpy.length === 0 ? {} : { 'numpy step': summarise(run.numpy) }),
        },
        comparisons:
          run.numpy.length === 0
            ? []
            : [
                {
                  variant: flavour,
                  against: 'numpy step',
                  speedup: summarise(pairedSpeedups(run.own, run.numpy)),
                },
              ],
        targets: results as TargetResult[],
        megabytes,
      };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...place, nanoseconds: {}, comparisons: [], targets: [], error: message };
  } finally {
    await timed?.drop().catch(() => undefined);
  }
}
