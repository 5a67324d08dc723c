/** The steps of both runs side by side. */
import type { Step, Trace } from './trace.js';

const headings = [
  'step',
  'calls',
  'shape',
  'dtype',
  'strides',
  'memory',
  'bytes',
  'ms',
  'loops ms',
  'faster by',
];
const textColumns: ReadonlySet<string> = new Set(['step', 'shape', 'dtype', 'strides', 'memory']);

function milliseconds(time: number): string {
  return time.toFixed(time < 10 ? 3 : time < 1000 ? 1 : 0);
}

function ratio(time: number, loops: number): string {
  return `${(loops / time).toFixed(loops / time < 10 ? 2 : 1)} ×`;
}

function row(step: Step, loops: Step | undefined): string[] {
  const { shape, dtype, strides, memory, bytes } = step.result;
  const cells = [
    step.name,
    String(step.calls),
    shape,
    dtype,
    strides,
    memory,
    bytes,
    milliseconds(step.time),
  ];
  return loops === undefined
    ? [...cells, '', '']
    : [...cells, milliseconds(loops.time), ratio(step.time, loops.time)];
}

/** One line per step; times of steps that ran for each batch are sums. */
export function formatTable(library: Trace, loops: Trace): string {
  const rows = [...library.steps.values()].map((step) => row(step, loops.steps.get(step.name)));
  const total = ['total', '', '', '', '', '', '', milliseconds(library.total)];
  rows.push([...total, milliseconds(loops.total), ratio(library.total, loops.total)]);
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...rows.map((cells) => (cells[i] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    headings
      .map((heading, i) => {
        const [cell = '', width = 0] = [cells[i], widths[i]];
        return textColumns.has(heading) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  const lines = rows.map(line);
  return [line(headings), rule, ...lines.slice(0, -1), rule, ...lines.slice(-1)].join('\n');
}
