/** The distributions of Generator and RandomState as records. */
import { StridedError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { add, divide, multiply, sqrt, subtract } from '../ops/arithmetic.js';
import { rangeOf } from './calls.js';
import type { DrawRecord, FloatRecord, ParameterRecord } from './drawing.js';
import {
  type Constraint,
  checkNumber,
  checkRange,
  type Parameter,
  POISSON_MOST,
  parameterArray,
} from './parameters.js';

type Prepare = (parameters: readonly Parameter[], who: string, legacy: boolean) => readonly Parameter[];

function p(name: string, constraint: Constraint, otherwise?: number): ParameterRecord {
  return otherwise === undefined ? { name, constraint } : { name, constraint, otherwise };
}
const count = (name: string): ParameterRecord => ({ name, constraint: 'non-negative', whole: true });

const location = p('loc', 'any', 0);
const scale = p('scale', 'non-negative', 1);

/** `high − low`, which the draw is scaled by. */
function difference(low: Parameter, high: Parameter): Parameter {
  if (!(low instanceof NDArray) && !(high instanceof NDArray)) return Number(high) - Number(low);
  return subtract(parameterArray(high), parameterArray(low)) as NDArray;
}

function checkFinite(range: Parameter, who: string): void {
  const extremes = range instanceof NDArray ? rangeOf(range, who) : undefined;
  const finite =
    extremes === undefined
      ? Number.isFinite(Number(range))
      : !extremes.hasNaN && Number.isFinite(extremes.min) && Number.isFinite(extremes.max);
  if (!finite && (extremes === undefined || (range as NDArray)._size > 0)) {
    throw new StridedError(`${who}: high - low is beyond the floats; take closer bounds`, 'ERR_RANGE');
  }
}

const uniform: Prepare = ([low, high], who, legacy) => {
  const range = difference(low as Parameter, high as Parameter);
  checkFinite(range, who);
  // RandomState takes bounds in any order.
  if (!legacy) {
    if (range instanceof NDArray) checkRange(rangeOf(range, who), 'non-negative', 'high - low', who);
    else checkNumber(Number(range), 'non-negative', 'high - low', who);
  }
  return [low as Parameter, range];
};

function anyGreater(a: Parameter, b: Parameter, orEqual = false): boolean {
  if (!(a instanceof NDArray) && !(b instanceof NDArray)) return orEqual ? a >= b : a > b;
  const [x, y] = [parameterArray(a), parameterArray(b)];
  return (orEqual ? x.ge(y) : x.gt(y)).any() as boolean;
}

const triangular: Prepare = (parameters, who) => {
  const [left, mode, right] = parameters as [Parameter, Parameter, Parameter];
  const wrong = anyGreater(left, mode)
    ? 'left > mode'
    : anyGreater(mode, right)
      ? 'mode > right'
      : anyGreater(left, right, true)
        ? 'left == right'
        : undefined;
  if (wrong !== undefined) {
    throw new StridedError(`${who}: ${wrong}; left <= mode <= right and left < right must hold`, 'ERR_VALUE');
  }
  return parameters;
};

const MOST_BALLS = 10 ** 9;

const hypergeometric: Prepare = (parameters, who, legacy) => {
  const [good, bad, sample] = parameters as [Parameter, Parameter, Parameter];
  for (const [name, value] of [
    ['ngood', good],
    ['nbad', bad],
  ] as const) {
    const most = value instanceof NDArray ? rangeOf(value, who).max : Number(value);
    if (!legacy && most >= MOST_BALLS) {
      throw new StridedError(`${who}: ${name} must be less than 10^9`, 'ERR_VALUE');
    }
  }
  if (legacy) {
    const least = sample instanceof NDArray ? rangeOf(sample, who).min : Number(sample);
    if (least < 1) throw new StridedError(`${who}: nsample < 1; RandomState draws one or more`, 'ERR_VALUE');
  }
  const short =
    good instanceof NDArray || bad instanceof NDArray || sample instanceof NDArray
      ? anyGreater(sample, parameterArray(good).add(parameterArray(bad)) as NDArray)
      : (sample as bigint) > (good as bigint) + (bad as bigint);
  if (short) throw new StridedError(`${who}: ngood + nbad < nsample`, 'ERR_VALUE');
  return parameters;
};

/** The mean of the Poisson draws behind, ten deviations of its gamma draw above the usual, must be one that they fit. */
const negativeBinomial: Prepare = (parameters, who, legacy) => {
  const [n, probability] = parameters as [Parameter, Parameter];
  if (legacy) return parameters;
  let most: number;
  if (n instanceof NDArray || probability instanceof NDArray) {
    const [successes, p] = [parameterArray(n), parameterArray(probability)];
    using odds = divide(subtract(1, p), p) as NDArray;
    using spread = multiply(sqrt(successes), 10) as NDArray;
    using high = add(successes, spread) as NDArray;
    using means = multiply(odds, high) as NDArray;
    most = means._size === 0 ? 0 : rangeOf(means, who).max;
  } else {
    const [successes, p] = [Number(n), Number(probability)];
    most = ((1 - p) / p) * (successes + 10 * Math.sqrt(successes));
  }
  if (most > POISSON_MOST) {
    throw new StridedError(`${who}: n is too large or p too small for draws to fit int64`, 'ERR_VALUE');
  }
  return parameters;
};

/**
 * A distribution of Generator, RandomState or both. The signature: dtypes of the parameters and of a draw, d or l. The
 * streams: `one` where both draw the same, `two` where each draws its own, `legacy` for those that Generator has among
 * its floats.
 */
type Distribution = readonly [
  name: string,
  signature: string,
  streams: 'one' | 'two' | 'legacy',
  parameters: readonly ParameterRecord[],
  prepare?: Prepare,
];

const meanAndSigma = [p('mean', 'any', 0), p('sigma', 'non-negative', 1)];
const degrees = p('df', 'positive');
const ratioDegrees = [p('dfnum', 'positive'), p('dfden', 'positive')];
const noncentrality = p('nonc', 'non-negative');
const shape = p('shape', 'non-negative');
const a = p('a', 'positive');

const distributions: readonly Distribution[] = [
  ['uniform', 'dd->d', 'one', [p('low', 'any', 0), p('high', 'any', 1)], uniform],
  ['laplace', 'dd->d', 'one', [location, scale]],
  ['gumbel', 'dd->d', 'one', [location, scale]],
  ['logistic', 'dd->d', 'one', [location, scale]],
  ['triangular', 'ddd->d', 'one', [p('left', 'any'), p('mode', 'any'), p('right', 'any')], triangular],
  ['poisson', 'd->l', 'one', [p('lam', 'Poisson', 1)]],
  ['logseries', 'd->l', 'one', [p('p', '0 to below 1')]],
  ['normal', 'dd->d', 'two', [location, scale]],
  ['lognormal', 'dd->d', 'two', meanAndSigma],
  ['exponential', 'd->d', 'two', [scale]],
  ['gamma', 'dd->d', 'two', [shape, scale]],
  ['beta', 'dd->d', 'two', [a, p('b', 'positive')]],
  ['chisquare', 'd->d', 'two', [degrees]],
  ['f', 'dd->d', 'two', ratioDegrees],
  ['standardCauchy', '->d', 'two', []],
  ['standardT', 'd->d', 'two', [degrees]],
  ['pareto', 'd->d', 'two', [a]],
  ['weibull', 'd->d', 'two', [p('a', 'non-negative')]],
  ['power', 'd->d', 'two', [a]],
  ['rayleigh', 'd->d', 'two', [scale]],
  ['wald', 'dd->d', 'two', [p('mean', 'positive'), p('scale', 'positive')]],
  ['vonmises', 'dd->d', 'two', [p('mu', 'any'), p('kappa', 'non-negative')]],
  ['noncentralChisquare', 'dd->d', 'two', [degrees, noncentrality]],
  ['noncentralF', 'ddd->d', 'two', [...ratioDegrees, noncentrality]],
  ['binomial', 'ld->l', 'two', [count('n'), p('p', '0 to 1')]],
  [
    'negativeBinomial',
    'dd->l',
    'two',
    [p('n', 'positive, not NaN'), p('p', 'above 0, to 1')],
    negativeBinomial,
  ],
  ['geometric', 'd->l', 'two', [p('p', 'above 0, to 1')]],
  ['zipf', 'd->l', 'two', [p('a', 'above 1')]],
  ['hypergeometric', 'lll->l', 'two', [count('ngood'), count('nbad'), count('nsample')], hypergeometric],
  ['standardNormal', '->d', 'legacy', []],
  ['standardExponential', '->d', 'legacy', []],
  ['standardGamma', 'd->d', 'legacy', [shape]],
];

function recordOf(
  [name, signature, streams, parameters, prepare]: Distribution,
  legacy: boolean,
): DrawRecord {
  const native = legacy && streams !== 'one' ? `legacy${name[0]?.toUpperCase()}${name.slice(1)}` : name;
  return {
    name,
    parameters,
    draw: `${native} ${signature}`,
    prepare: prepare && ((values, who) => prepare(values, who, legacy)),
  };
}

/** Those of Generator. */
export const generatorDraws: readonly DrawRecord[] = distributions
  .filter(([, , streams]) => streams !== 'legacy')
  .map((distribution) => recordOf(distribution, false));

/** Those of Generator that single precision has too. */
export const generatorFloats: readonly FloatRecord[] = [
  { name: 'random', draws: { only: 'random ' } },
  { name: 'standardNormal', draws: { only: 'standardNormal ' } },
  { name: 'standardExponential', draws: { zig: 'standardExponential ', inv: 'inverseExponential ' } },
  { name: 'standardGamma', parameter: shape, draws: { only: 'standardGamma d' } },
];

/** Those of RandomState. */
export const legacyDraws: readonly DrawRecord[] = [
  { name: 'randomSample', parameters: [], draw: 'random ->d' },
  ...distributions.map((distribution) => recordOf(distribution, true)),
];
