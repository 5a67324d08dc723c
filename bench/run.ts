/**
 * npm run bench [-- --suite NAME,… --only TEXT --quick --publish]
 *
 * Times this library, NumPy (a Python process, where python3 with NumPy is found) and plain JavaScript by turns, prints a
 * table, writes bench/results/*.json, and with --publish docs/benchmarks.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { busyAbout, busyCases, measureBusy } from './busy.js';
import { bundleLibrary, loadLibrary, root } from './library.js';
import { describeMachine } from './machine.js';
import { meanTexts } from './means.js';
import {
  affordableEffort,
  briefEffort,
  type Effort,
  fullEffort,
  measureCell,
  quickEffort,
} from './measure.js';
import { measureMemory } from './memory_loops.js';
import { Numpy } from './numpy.js';
import { picture } from './picture.js';
import { cellText, markdown, type Report, summaryText } from './report.js';
import { suites } from './suites/index.js';
import { memoryAbout, memoryCases } from './suites/memory.js';
import type { BenchCase, Cell, CellResult } from './types.js';

const { values: options } = parseArgs({
  options: {
    suite: { type: 'string' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
  },
});
/** How thoroughly the cells of a suite are measured. */
function effortOf(suite: string): Effort {
  if (suites.find(({ name }) => name === suite)?.brief === true) return briefEffort;
  return options.quick ? quickEffort : fullEffort;
}
const memoryShare = options.quick ? 0.1 : 1;

const names = [...suites.map(({ name }) => name), 'memory', 'busy'];
const chosen = options.suite?.split(',') ?? names;
for (const name of chosen) {
  if (!names.includes(name)) throw new Error(`no suite is called ${name}; there are ${names.join(', ')}`);
}

/** `--only add` takes the cases whose name has "add"; `--only float32` and `--only n=1000` choose cells. */
function isWanted(text: string): boolean {
  return options.only === undefined || text.includes(options.only);
}

interface Planned {
  readonly suite: string;
  readonly benchCase: BenchCase;
  readonly cell: Cell;
}

const planned: Planned[] = suites
  .filter(({ name }) => chosen.includes(name))
  .flatMap(({ name: suite, cases }) =>
    cases.flatMap((benchCase) =>
      benchCase.dtypes.flatMap((dtype) =>
        benchCase.sizes.map((n) => ({ suite, benchCase, cell: { n, dtype } })),
      ),
    ),
  )
  .filter(({ benchCase, cell }) => isWanted(`${benchCase.name} ${cell.dtype} n=${cell.n};`));
const plannedMemory = memoryCases
  .filter(() => chosen.includes('memory'))
  .flatMap((memoryCase) => memoryCase.flavours.map((flavour) => ({ memoryCase, flavour })))
  .filter(({ memoryCase, flavour }) => isWanted(`${memoryCase.name} ${flavour.name}`));

/** Seconds: five contenders to a cell, whose samples take their time or one call, whichever is longer. */
function estimate(): number {
  const cells = planned.map(({ suite, benchCase, cell }) => {
    const effort = effortOf(suite);
    const call = ((benchCase.elements?.(cell) ?? cell.n) * 2) / 1e6;
    const sampleTime = 5 * Math.max(effort.milliseconds, call);
    const { rounds, samples } = affordableEffort(effort, sampleTime);
    return (5 * effort.warmup + rounds * samples * sampleTime) / 1000;
  });
  return cells.reduce((sum, seconds) => sum + seconds, 0) + plannedMemory.length * 4 * memoryShare;
}

// The threads of a BLAS spin for some 30 ms after a product, in this process and in NumPy's, which would take a processor
// from the other's next turn. Of a shorter wait both libraries' calls lose the same microseconds.
process.env['OPENBLAS_THREAD_TIMEOUT'] ??= '18';

const start = performance.now();
const cells: CellResult[] = [];
console.log(
  `${planned.length + plannedMemory.length} cells, about ${Math.ceil(estimate() / 60)} min without repetitions`,
);
await bundleLibrary();
const nd = await loadLibrary();
const numpy = await Numpy.start();
if (numpy === undefined) console.log('python3 with NumPy is not found: no comparison with NumPy');
const machine = await describeMachine(nd, numpy);
console.log(
  `${machine.cpu}, ${machine.cores} cores, kernels ${machine.isa}, Node ${machine.node}, ` +
    `NumPy ${machine.numpy?.numpy ?? 'none'}, load ${machine.load}`,
);
for (const [name, speed] of Object.entries(machine.copy)) {
  console.log(`copying 80 MB, ${name}: ${speed.toFixed(1)} GB/s`);
}

if (machine.load > 0.5 * machine.cores) {
  console.log('other work keeps the processor busy: times and misses are not to be trusted');
}

const copySpeed = Math.max(...Object.values(machine.copy));
let heading = '';
function announce(suite: string, about: string): void {
  if (heading !== suite) console.log(`\n── ${suite}: ${about}`);
  heading = suite;
}
function keep(result: CellResult): void {
  cells.push(result);
  console.log(cellText(result));
}

const date = new Date().toISOString();
function makeReport(): Report {
  return {
    date: date.slice(0, 10),
    machine,
    seconds: (performance.now() - start) / 1000,
    loadAfter: Math.round((loadavg()[0] as number) * 10) / 10,
    cells,
  };
}
function save(report: Report, name = date.replace(/[:.]/g, '-')): string {
  const folder = join(root, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
// What was measured before an interruption is kept.
process.on('SIGINT', () => {
  console.log(summaryText(makeReport()));
  console.log(`written: ${save(makeReport())}`);
  process.exit(130);
});

for (const { suite, benchCase, cell } of planned) {
  announce(suite, suites.find(({ name }) => name === suite)?.about ?? '');
  keep(await measureCell(nd, numpy, suite, benchCase, cell, effortOf(suite), copySpeed));
}
for (const { memoryCase, flavour } of plannedMemory) {
  announce('memory', memoryAbout);
  keep(await measureMemory(numpy, memoryCase, flavour.name, flavour.targets, memoryShare));
}
for (const [name, make] of Object.entries(busyCases)) {
  if (!chosen.includes('busy') || !isWanted(name)) continue;
  announce('busy', busyAbout);
  keep(measureBusy(nd, name, make, fullEffort.milliseconds));
}
numpy?.stop();
for (const text of meanTexts(cells)) console.log(text);

const report = makeReport();
console.log(summaryText(report));
console.log(`written: ${save(report)}`);
if (options.publish) {
  writeFileSync(join(root, 'docs', 'benchmarks.md'), markdown(report));
  writeFileSync(join(root, 'docs', 'benchmarks.svg'), picture(cells));
  console.log(`written: docs/benchmarks.md, ${save(report, 'published')}`);
}
