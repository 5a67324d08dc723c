/** How wide the bins of a histogram should be: the known rules. */
import { copyArray } from '../convert/copy.js';
import { FLOAT16, FLOAT64 } from '../dtype.js';
import type { NDArray } from '../ndarray.js';
import { divide, multiply, power, subtract } from '../ops/arithmetic.js';
import { max, mean, min, sum } from '../reduce/folds.js';
import { std } from '../reduce/spread.js';
import { histogram } from './histogram.js';
import { percentile } from './quantiles.js';
import { roundedTo } from './quotients.js';

type Ends = readonly [number, number];

const rules: Readonly<Record<string, (a: NDArray, ends: Ends) => number>> = {
  auto: (a) => {
    const freedman = freedmanDiaconis(a);
    return Math.min(Math.max(freedman, squareRoot(a) / 2), sturges(a));
  },
  fd: freedmanDiaconis,
  doane,
  scott: (a) => roundedTo(floatCode(a), ((24 * Math.sqrt(Math.PI)) / a.size) ** (1 / 3) * (std(a) as number)),
  stone,
  rice: (a) => span(a) / (2 * a.size ** (1 / 3)),
  sturges,
  sqrt: squareRoot,
};

export function isBinRule(name: string): boolean {
  return Object.hasOwn(rules, name);
}

/** The width that a rule gives for data of at least one element; 0 where it has none. */
export function binWidth(a: NDArray, rule: string, ends: Ends): number {
  return rules[rule]?.(a, ends) ?? 0;
}

function floatCode(a: NDArray): number {
  return a._code < FLOAT16 ? FLOAT64 : a._code;
}

/** From the smallest to the largest; of integers without overflow. */
function span(a: NDArray): number {
  const low = min(a, { bigint: true }) as number | bigint;
  const high = max(a, { bigint: true }) as number | bigint;
  if (typeof high === 'bigint') return Number(high - (low as bigint));
  return roundedTo(floatCode(a), high - (low as number));
}

function squareRoot(a: NDArray): number {
  return span(a) / Math.sqrt(a.size);
}

function sturges(a: NDArray): number {
  return span(a) / (Math.log2(a.size) + 1);
}

function freedmanDiaconis(a: NDArray): number {
  using quartiles = percentile(a, [75, 25]) as NDArray;
  const code = floatCode(a);
  const between = roundedTo(code, (quartiles.item(0) as number) - (quartiles.item(1) as number));
  return roundedTo(code, roundedTo(code, 2 * between) * a.size ** (-1 / 3));
}

function doane(a: NDArray): number {
  const n = a.size;
  if (n <= 2) return 0;
  const spread = std(a) as number;
  if (!(spread > 0)) return 0;
  const error = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  using scaled = copyArray(a, 'C', 'histogram', floatCode(a));
  subtract(scaled, mean(a) as number, { out: scaled });
  divide(scaled, spread, { out: scaled });
  power(scaled, 3, { out: scaled });
  const skew = mean(scaled) as number;
  return span(a) / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skew) / error));
}

/** Stone's cross validation: the number of bins with the least estimated error. */
function stone(a: NDArray, ends: Ends): number {
  const n = a.size;
  const whole = span(a);
  if (n <= 1 || whole === 0) return 0;
  const most = Math.max(100, Math.floor(Math.sqrt(n)));
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let count = 1; count <= most; count++) {
    const [counts, edges] = histogram(a, count, { range: ends });
    using shares = divide(counts, n) as NDArray;
    multiply(shares, shares, { out: shares });
    const error = (2 - (n + 1) * (sum(shares) as number)) / (whole / count);
    counts.dispose();
    edges.dispose();
    if (error < least) {
      least = error;
      best = count;
    }
  }
  return whole / best;
}
