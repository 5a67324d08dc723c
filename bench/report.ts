/** Tables for the terminal and for docs/benchmarks.md. */

import type { Machine } from './machine.js';
import { meansOf } from './means.js';
import { crossing } from './statistics.js';
import { suites } from './suites/index.js';
import type { CellResult, Comparison, Summary, Target, TargetResult } from './types.js';

export interface Report {
  readonly date: string;
  readonly machine: Machine;
  readonly seconds: number;
  /** Processes that wanted to run when the run ended; the runner itself is one. */
  readonly loadAfter: number;
  readonly cells: readonly CellResult[];
}

export function formatTime(nanoseconds: number): string {
  if (nanoseconds < 999.5) return `${nanoseconds.toPrecision(3)} ns`;
  if (nanoseconds < 999_500) return `${(nanoseconds / 1e3).toPrecision(3)} µs`;
  return `${(nanoseconds / 1e6).toPrecision(3)} ms`;
}

const figure = (value: number): string => (value >= 99.95 ? value.toFixed(0) : value.toPrecision(3));

function formatSpeedup({ median, low, high }: Summary): string {
  return `${figure(median)} (${figure(low)}–${figure(high)})`;
}

function formatTarget(target: Target): string {
  if (target.kind === 'speedup') {
    const other = target.variant === 'busy' ? 'one thread' : (target.against ?? 'NumPy');
    return `≥ ${target.atLeast} × ${other}`;
  }
  if (target.kind === 'nanoseconds') return `≤ ${target.atMost} ns`;
  if (target.kind === 'memorySpeed') return `≥ ${100 * target.atLeast} % of copying`;
  return `≤ ${target.atMost} MB`;
}

function formatMeasured({ target, measured }: TargetResult): string {
  const unit = { speedup: '×', nanoseconds: 'ns', megabytes: 'MB', memorySpeed: 'of copying' }[target.kind];
  return `${measured.map((value) => figure(value)).join(', ')} ${unit}`;
}

export function cellName({ name, n, dtype, suite }: CellResult): string {
  return suite === 'memory' || suite === 'overhead' ? name : `${name} ${dtype} n=${n.toLocaleString('en')}`;
}

type Row = readonly string[];

/** One row per way of timing ours: our time, the other's, the ratio with its spread, the target. */
function rowsOf(cell: CellResult): Row[] {
  if (cell.error !== undefined) return [[cellName(cell), '', '', '', '', `error: ${cell.error}`]];
  const variants = [...new Set(cell.comparisons.map(({ variant }) => variant))];
  const ownOnly = Object.keys(cell.nanoseconds).filter(
    (label) => variants.length === 0 && !label.startsWith('numpy') && !label.includes('js'),
  );
  return [...variants, ...ownOnly].map((variant) => {
    const compared = cell.comparisons.filter((comparison) => comparison.variant === variant);
    const own = cell.nanoseconds[variant];
    const others = compared.map(({ against }) => {
      const time = cell.nanoseconds[against];
      return `${against.replace(/^numpy .*/, 'NumPy')} ${time === undefined ? '' : formatTime(time.median)}`;
    });
    const targets = cell.targets.filter(({ target }) => target.variant === variant);
    const memory = cell.megabytes === undefined ? '' : `, ${figure(cell.megabytes)} MB`;
    return [
      cellName(cell),
      variant,
      own === undefined ? '' : formatTime(own.median) + memory,
      others.join('; '),
      compared.map(({ speedup }) => formatSpeedup(speedup)).join('; '),
      targets.map((result) => `${formatTarget(result.target)} ${result.verdict}`).join('; '),
    ];
  });
}

const HEADER: Row = ['case', 'how', 'strided', 'others', 'times as fast (quartiles)', 'target'];

/** The cell's rows for the terminal. */
export function cellText(cell: CellResult): string {
  const widths = [44, 10, 18, 34, 34, 0];
  return rowsOf(cell)
    .map((row) => row.map((text, i) => text.padEnd(widths[i] as number)).join(' '))
    .join('\n');
}

function table(header: Row, rows: readonly Row[]): string {
  const line = (row: Row): string => `| ${row.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

export function targetRows(cells: readonly CellResult[]): Row[] {
  return cells.flatMap((cell) =>
    cell.targets.map((result) => [
      cell.suite,
      `${cellName(cell)}${cell.suite === 'memory' ? '' : `, ${result.target.variant}`}`,
      formatTarget(result.target),
      formatMeasured(result),
      result.verdict,
    ]),
  );
}

interface Loss {
  readonly cell: CellResult;
  readonly comparison: Comparison;
}

/** Everything in which the other is faster by more than the spread of the rounds explains. */
export function losses(cells: readonly CellResult[]): Loss[] {
  return cells
    .flatMap((cell) => cell.comparisons.map((comparison) => ({ cell, comparison })))
    .filter(({ comparison }) => comparison.speedup.median < 1 && comparison.speedup.high < 1)
    .sort((x, y) => x.comparison.speedup.median - y.comparison.speedup.median);
}

/** Per operation and rival, the size from which on this library is the faster one. */
export function crossingRows(cells: readonly CellResult[]): Row[] {
  const own = cells.filter(({ suite, error }) => suite === 'native-vs-js' && error === undefined);
  const rows: Row[] = [];
  for (const name of new Set(own.map((cell) => cell.name))) {
    const sized = own.filter((cell) => cell.name === name);
    const pairs = new Map<string, { n: number; speedup: number }[]>();
    for (const { n, comparisons } of sized) {
      for (const { variant, against, speedup } of comparisons) {
        const key = `${variant}\t${against}`;
        pairs.set(key, [...(pairs.get(key) ?? []), { n, speedup: speedup.median }]);
      }
    }
    for (const [key, points] of pairs) {
      const [variant, against] = key.split('\t') as [string, string];
      const at = crossing(points);
      const largest = points.toSorted((a, b) => b.n - a.n)[0];
      rows.push([
        name,
        variant,
        against,
        at === undefined ? 'never' : at.toLocaleString('en'),
        largest === undefined ? '' : `${figure(largest.speedup)} at n=${largest.n.toLocaleString('en')}`,
      ]);
    }
  }
  return rows;
}

export function summaryText(report: Report): string {
  const all = report.cells.flatMap((cell) => cell.targets.map((result) => ({ cell, result })));
  const failed = all.filter(({ result }) => result.verdict === 'FAIL');
  const errors = report.cells.filter(({ error }) => error !== undefined);
  const lines = [
    '',
    ...crossingRows(report.cells).map(
      ([name, variant, against, at, largest]) =>
        `${name}, ${variant}: faster than ${against} from n = ${at} on (${largest})`,
    ),
    `${all.length} targets: ${all.length - failed.length} met, ${failed.length} missed; ${errors.length} cells failed to run`,
    ...failed.map(
      ({ cell, result }) =>
        `  FAIL ${cell.suite}: ${cellName(cell)}, ${result.target.variant}: ${formatTarget(result.target)}, measured ${formatMeasured(result)}`,
    ),
    ...errors.map((cell) => `  ERROR ${cell.suite}: ${cellName(cell)}: ${cell.error}`),
    `${losses(report.cells).length} comparisons lost`,
    ...losses(report.cells).map(
      ({ cell, comparison }) =>
        `  ${cell.suite}: ${cellName(cell)}, ${comparison.variant} against ${comparison.against}: ${formatSpeedup(comparison.speedup)}`,
    ),
    `${report.seconds.toFixed(0)} s`,
  ];
  return lines.join('\n');
}

/** True where others wanted the processor too. */
function isBusy({ machine, loadAfter }: Report): boolean {
  return machine.load > 0.5 * machine.cores || loadAfter > machine.cores + 0.5;
}

/** Suites of very many cells are listed only where they miss. */
function isListed({ suite, targets }: CellResult): boolean {
  const brief = suites.find(({ name }) => name === suite)?.brief === true;
  return !brief || targets.some(({ verdict }) => verdict === 'FAIL');
}

function meanSection(cells: readonly CellResult[]): string[] {
  const means = meansOf(cells);
  if (means.length === 0) return [];
  const rows = means.map(({ suite, variants, cells: count, mean, atLeast, verdict }) => [
    suite,
    variants.join(', '),
    `${count}`,
    figure(mean),
    `≥ ${atLeast}`,
    verdict,
  ]);
  return [
    '## Geometric means',
    '![how many cells are how many times as fast as NumPy](benchmarks.svg)',
    table(['suite', 'how', 'cells', 'times as fast as NumPy', 'target', ''], rows),
  ];
}

/** One row per operation and dtype, the speed-ups against NumPy by size: released (or plain) / left to collection. */
function briefTable(cells: readonly CellResult[]): string[] {
  const sizes = [...new Set(cells.map(({ n }) => n))].toSorted((a, b) => a - b);
  const keys = [...new Set(cells.map(({ name, dtype }) => `${name}\t${dtype}`))];
  const speedup = ({ comparisons }: CellResult, variants: readonly string[]): string => {
    const found = comparisons.find(({ variant }) => variants.includes(variant));
    return found === undefined ? '' : figure(found.speedup.median);
  };
  const rows = keys.map((key) => {
    const [name, dtype] = key.split('\t') as [string, string];
    const figures = sizes.map((n) => {
      const cell = cells.find((one) => one.name === name && one.dtype === dtype && one.n === n);
      if (cell === undefined) return '';
      if (cell.error !== undefined) return 'error';
      const collected = speedup(cell, ['collected']);
      return `${speedup(cell, ['released', 'value'])}${collected === '' ? '' : ` / ${collected}`}`;
    });
    return [name, dtype, ...figures];
  });
  return [
    'Times as fast as NumPy, by size: results released at once (or plain values) / results left to collection.',
    table(['operation', 'dtype', ...sizes.map((n) => `n=${n.toLocaleString('en')}`)], rows),
  ];
}

export function markdown(report: Report): string {
  const { machine, cells } = report;
  const numpy = machine.numpy;
  const parts = [
    '# Benchmarks',
    'Written by `npm run bench -- --publish`; do not edit. Ratios say how many times as fast this library is as the other, ' +
      'measured in the same run by turns: medians over the rounds of pairwise ratios, the quartiles in brackets. ' +
      'Times are of this machine and only there to explain the ratios.',
    'How a result is handled: `out` writes into an array made before; `released` disposes each new array at once ' +
      '(`using`); `collected` leaves it to garbage collection; `value` is a view, an element or a plain number. ' +
      'A target is missed when three repetitions in a row miss it, the later ones of five samples a round or more where ' +
      'calls are short.',
    ...(isBusy(report)
      ? [
          '**Other work kept the processor busy during this run: ratios are unsteady, and misses may be of that making.**',
        ]
      : []),
    '## Machine',
    table(
      ['what', 'value'],
      [
        ['processor', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB`],
        ['kernels', machine.isa],
        ['Node', machine.node],
        ['NumPy', numpy ? `${numpy.numpy} (Python ${numpy.python}; ${numpy.simd.join(' ')})` : 'not found'],
        ['load when the run began and ended', `${machine.load}, ${report.loadAfter}`],
        ...Object.entries(machine.copy).map(([name, speed]) => [
          `copying 80 MB, ${name}`,
          `${speed.toFixed(1)} GB/s`,
        ]),
        ['measured', `${report.date}, in ${report.seconds.toFixed(0)} s`],
      ],
    ),
    '## Targets',
    'Of the suites of many cells, only the targets that were missed are listed.',
    table(['suite', 'case', 'target', 'measured', ''], targetRows(cells.filter(isListed))),
    ...meanSection(cells),
    '## Where this library loses',
    'Comparisons whose median and upper quartile are below 1.',
    table(
      ['suite', 'case', 'how', 'against', 'times as fast (quartiles)'],
      losses(cells).map(({ cell, comparison }) => [
        cell.suite,
        cellName(cell),
        comparison.variant,
        comparison.against.replace(/^numpy .*/, 'NumPy'),
        formatSpeedup(comparison.speedup),
      ]),
    ),
    '## Against plain JavaScript: from which size on',
    table(['operation', 'how', 'against', 'faster from n on', 'at the largest size'], crossingRows(cells)),
  ];
  for (const suite of new Set(cells.map((cell) => cell.suite))) {
    const own = cells.filter((cell) => cell.suite === suite);
    const brief = suites.find(({ name }) => name === suite)?.brief === true;
    parts.push(`## ${suite}`, ...(brief ? briefTable(own) : [table(HEADER, own.flatMap(rowsOf))]));
  }
  return `${parts.join('\n\n')}\n`;
}
