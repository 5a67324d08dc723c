/** What the numbers were measured on: processor, versions, and how fast memory is for either library. */
import { cpus, loadavg, totalmem } from 'node:os';
import { Contender } from './javascript.js';
import type { BenchLibrary } from './library.js';
import type { Numpy, NumpyInfo } from './numpy.js';
import { median } from './statistics.js';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly node: string;
  readonly isa: string;
  readonly numpy?: NumpyInfo;
  /** Other work on the machine when the run began: above one, ratios are less steady. */
  readonly load: number;
  /** GB/s read plus written, copying 80 MB. */
  readonly copy: Readonly<Record<string, number>>;
}

const ELEMENTS = 10_000_000;
const BYTES = 2 * 8 * ELEMENTS;

function copySpeed(name: string, statement: () => unknown): number {
  const contender = new Contender(name, statement, 'none');
  contender.calibrate(1, 1);
  return BYTES / median(contender.sample(7));
}

export async function describeMachine(nd: BenchLibrary, numpy: Numpy | undefined): Promise<Machine> {
  const copy: Record<string, number> = {};
  const source = new Float64Array(ELEMENTS).fill(1);
  const target = new Float64Array(ELEMENTS);
  copy['Float64Array.set'] = copySpeed('set', () => target.set(source));
  const from = nd.array(source);
  const to = nd.array(target);
  const threads = nd.benchBinding.setThreads(0);
  nd.benchBinding.setThreads(1);
  copy['strided, 1 thread'] = copySpeed('one', () => to.assign(from));
  nd.benchBinding.setThreads(threads);
  copy[`strided, ${threads} threads`] = copySpeed('all', () => to.assign(from));
  from.dispose();
  to.dispose();
  if (numpy !== undefined) {
    const timed = await numpy.prepare(`a = np.ones(${ELEMENTS})\nb = np.ones(${ELEMENTS})\n`, {
      copy: 'np.copyto(b, a)',
    });
    await timed.time('copy', 1, 1);
    copy['NumPy copyto'] = BYTES / median(await timed.time('copy', 1, 7));
    await timed.drop();
  }
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    isa: nd.benchBinding.level,
    load: Math.round((loadavg()[0] as number) * 10) / 10,
    copy,
    ...(numpy === undefined ? {} : { numpy: await numpy.info() }),
  };
}
