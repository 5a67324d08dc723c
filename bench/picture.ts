/** The distribution of all speed-ups against NumPy, as an SVG: how many cells fall into which range, by how results end. */
import { geometricMean, speedupsOf } from './means.js';
import type { CellResult } from './types.js';

/** Bounds of the ranges: halves of an octave. */
const LOWEST = -4;
const HIGHEST = 10;
const WIDTH = 760;
const ROW = 210;
const LEFT = 46;
const BASE = 160;
const HEIGHT = 120;

const PANELS = [
  { title: 'results released at once, and plain values', variants: ['released', 'value', 'out'] },
  { title: 'results left to collection', variants: ['collected'] },
] as const;

function binOf(speedup: number): number {
  const bin = Math.floor(2 * Math.log2(speedup));
  return Math.min(HIGHEST - 1, Math.max(LOWEST, bin)) - LOWEST;
}

function label(bound: number): string {
  const value = 2 ** (bound / 2);
  return value < 1 ? value.toFixed(2) : value < 8 ? value.toFixed(1) : value.toFixed(0);
}

function panel(title: string, values: readonly number[], top: number): string {
  const bins = new Array<number>(HIGHEST - LOWEST).fill(0);
  for (const value of values) bins[binOf(value)] = (bins[binOf(value)] as number) + 1;
  const most = Math.max(1, ...bins);
  const step = (WIDTH - LEFT - 16) / bins.length;
  const slower = values.filter((value) => value < 1).length;
  const bars = bins.map((count, i) => {
    const height = (count / most) * HEIGHT;
    const x = LEFT + i * step;
    const fill = i < -LOWEST ? '#c2553f' : '#2f7d6d';
    const bar = `<rect x="${x.toFixed(1)}" y="${(top + BASE - height).toFixed(1)}" width="${(step - 2).toFixed(1)}" height="${height.toFixed(1)}" fill="${fill}"/>`;
    const number =
      count === 0
        ? ''
        : `<text x="${(x + step / 2 - 1).toFixed(1)}" y="${(top + BASE - height - 4).toFixed(1)}" text-anchor="middle">${count}</text>`;
    return bar + number;
  });
  const ticks = Array.from({ length: bins.length + 1 }, (_, i) => {
    const bound = LOWEST + i;
    const text = i === 0 ? '' : i === bins.length ? '' : label(bound);
    return `<text x="${(LEFT + i * step - 1).toFixed(1)}" y="${top + BASE + 16}" text-anchor="middle">${text}</text>`;
  });
  const heading =
    values.length === 0
      ? `${title}: not measured`
      : `${title}: ${values.length} cells, geometric mean ${geometricMean(values).toFixed(2)}, slower in ${slower}`;
  return [
    `<text x="${LEFT}" y="${top + 18}" font-weight="bold">${heading}</text>`,
    ...bars,
    `<line x1="${LEFT}" y1="${top + BASE}" x2="${WIDTH - 16}" y2="${top + BASE}" stroke="#888"/>`,
    ...ticks,
  ].join('\n');
}

export function picture(cells: readonly CellResult[]): string {
  const height = ROW * PANELS.length + 24;
  const panels = PANELS.map(({ title, variants }, i) => panel(title, speedupsOf(cells, variants), i * ROW));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" fill="#333">`,
    '<title>How many cells of the benchmarks are how many times as fast as NumPy</title>',
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    ...panels,
    `<text x="${LEFT}" y="${height - 8}">times as fast as NumPy, in the same run; cells per range</text>`,
    '</svg>',
    '',
  ].join('\n');
}
