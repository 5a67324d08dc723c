/** The distributions of Generator and RandomState as records. */
import { StridedError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { subtract } from '../ops/arithmetic.js';
import { rangeOf } from './calls.js';
import type { DrawRecord, FloatRecord, ParameterRecord } from './drawing.js';
import { type Constraint, checkNumber, checkRange, type Parameter, parameterArray } from './parameters.js';

function p(name: string, constraint: Constraint, otherwise?: number): ParameterRecord {
  return otherwise === undefined ? { name, constraint } : { name, constraint, otherwise };
}
const count = (name: string): ParameterRecord => ({ name, constraint: 'non-negative', whole: true });

const location = p('loc', 'any', 0);
const scale = p('scale', 'non-negative', 1);

function whole(name: string, draw: string, ...parameters: ParameterRecord[]): DrawRecord {
  return { name, draw, parameters };
}

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
      : !extremes.hasNaN && Number.isFinite(extremes.min + extremes.max);
  if (!finite && (extremes === undefined || (range as NDArray)._size > 0)) {
    throw new StridedError(`${who}: high - low is beyond the floats; take closer bounds`, 'ERR_RANGE');
  }
}

function uniform(signed: boolean): DrawRecord['prepare'] {
  return ([low, high], who) => {
    const range = difference(low as Parameter, high as Parameter);
    checkFinite(range, who);
    if (!signed) {
      if (range instanceof NDArray) checkRange(rangeOf(range, who), 'non-negative', 'high - low', who);
      else checkNumber(Number(range), 'non-negative', 'high - low', who);
    }
    return [low as Parameter, range];
  };
}

function anyGreater(a: Parameter, b: Parameter, orEqual = false): boolean {
  if (!(a instanceof NDArray) && !(b instanceof NDArray)) return orEqual ? a >= b : a > b;
  const [x, y] = [parameterArray(a), parameterArray(b)];
  return (orEqual ? x.ge(y) : x.gt(y)).any() as boolean;
}

const triangular: DrawRecord['prepare'] = (parameters, who) => {
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

function hypergeometric(bounded: boolean): DrawRecord['prepare'] {
  return (parameters, who) => {
    const [good, bad, sample] = parameters as [Parameter, Parameter, Parameter];
    for (const [name, value] of [
      ['ngood', good],
      ['nbad', bad],
    ] as const) {
      const most = value instanceof NDArray ? rangeOf(value, who).max : Number(value);
      if (bounded && most >= MOST_BALLS) {
        throw new StridedError(`${who}: ${name} must be less than 10^9`, 'ERR_VALUE');
      }
    }
    const short =
      good instanceof NDArray || bad instanceof NDArray || sample instanceof NDArray
        ? anyGreater(sample, parameterArray(good).add(parameterArray(bad)) as NDArray)
        : (sample as bigint) > (good as bigint) + (bad as bigint);
    if (short) throw new StridedError(`${who}: ngood + nbad < nsample`, 'ERR_VALUE');
    return parameters;
  };
}

/** `n·(1 − p)/p` must be a mean that Poisson draws fit. */
const negativeBinomial: DrawRecord['prepare'] = (parameters, who) => {
  const [n, probability] = parameters as [Parameter, Parameter];
  if (n instanceof NDArray || probability instanceof NDArray) return parameters;
  const q = Number(probability);
  const mean = ((1 - q) * Number(n)) / q;
  if (mean + 10 * Math.sqrt(mean) > 2 ** 63) {
    throw new StridedError(`${who}: n is too large or p too small for draws to fit int64`, 'ERR_VALUE');
  }
  return parameters;
};

/** Those of both, by the same stream. */
const shared: readonly DrawRecord[] = [
  whole('laplace', 'laplace dd->d', location, scale),
  whole('gumbel', 'gumbel dd->d', location, scale),
  whole('logistic', 'logistic dd->d', location, scale),
  whole('poisson', 'poisson d->l', p('lam', 'Poisson', 1)),
  {
    name: 'triangular',
    draw: 'triangular ddd->d',
    parameters: [p('left', 'any'), p('mode', 'any'), p('right', 'any')],
    prepare: triangular,
  },
];

const low = p('low', 'any', 0);
const high = p('high', 'any', 1);
const balls = [count('ngood'), count('nbad'), count('nsample')];

/** Those of Generator. */
export const generatorDraws: readonly DrawRecord[] = [
  ...shared,
  { name: 'uniform', draw: 'uniform dd->d', parameters: [low, high], prepare: uniform(false) },
  whole('binomial', 'binomial ld->l', count('n'), p('p', '0 to 1')),
  whole('normal', 'normal dd->d', location, scale),
  whole('lognormal', 'lognormal dd->d', p('mean', 'any', 0), p('sigma', 'non-negative', 1)),
  whole('exponential', 'exponential d->d', scale),
  whole('gamma', 'gamma dd->d', p('shape', 'non-negative'), scale),
  whole('beta', 'beta dd->d', p('a', 'positive'), p('b', 'positive')),
  whole('chisquare', 'chisquare d->d', p('df', 'positive')),
  whole('f', 'f dd->d', p('dfnum', 'positive'), p('dfden', 'positive')),
  whole('standardCauchy', 'standardCauchy ->d'),
  whole('standardT', 'standardT d->d', p('df', 'positive')),
  whole('pareto', 'pareto d->d', p('a', 'positive')),
  whole('weibull', 'weibull d->d', p('a', 'non-negative')),
  whole('power', 'power d->d', p('a', 'positive')),
  whole('rayleigh', 'rayleigh d->d', scale),
  whole('wald', 'wald dd->d', p('mean', 'positive'), p('scale', 'positive')),
  whole('vonmises', 'vonmises dd->d', p('mu', 'any'), p('kappa', 'non-negative')),
  whole('noncentralChisquare', 'noncentralChisquare dd->d', p('df', 'positive'), p('nonc', 'non-negative')),
  whole(
    'noncentralF',
    'noncentralF ddd->d',
    p('dfnum', 'positive'),
    p('dfden', 'positive'),
    p('nonc', 'non-negative'),
  ),
  {
    name: 'negativeBinomial',
    draw: 'negativeBinomial dd->l',
    parameters: [p('n', 'positive, not NaN'), p('p', 'above 0, to 1')],
    prepare: negativeBinomial,
  },
  whole('geometric', 'geometric d->l', p('p', 'above 0, to 1')),
  whole('logseries', 'logseries d->l', p('p', '0 to below 1')),
  whole('zipf', 'zipf d->l', p('a', 'above 1')),
  {
    name: 'hypergeometric',
    draw: 'hypergeometric lll->l',
    parameters: balls,
    prepare: hypergeometric(true),
  },
];

/** Those of Generator that single precision has too. */
export const generatorFloats: readonly FloatRecord[] = [
  { name: 'random', draws: { only: 'random ' } },
  { name: 'standardNormal', draws: { only: 'standardNormal ' } },
  { name: 'standardExponential', draws: { zig: 'standardExponential ', inv: 'inverseExponential ' } },
  {
    name: 'standardGamma',
    parameter: p('shape', 'non-negative'),
    draws: { only: 'standardGamma d' },
  },
];

/** Those of RandomState. */
export const legacyDraws: readonly DrawRecord[] = [
  ...shared,
  { name: 'uniform', draw: 'uniform dd->d', parameters: [low, high], prepare: uniform(true) },
  whole('binomial', 'legacyBinomial ld->l', count('n'), p('p', '0 to 1')),
  whole('randomSample', 'random ->d'),
  whole('standardNormal', 'legacyGauss ->d'),
  whole('normal', 'legacyNormal dd->d', location, scale),
  whole('lognormal', 'legacyLognormal dd->d', p('mean', 'any', 0), p('sigma', 'non-negative', 1)),
  whole('standardExponential', 'legacyStandardExponential ->d'),
  whole('exponential', 'legacyExponential d->d', scale),
  whole('standardGamma', 'legacyStandardGamma d->d', p('shape', 'non-negative')),
  whole('gamma', 'legacyGamma dd->d', p('shape', 'non-negative'), scale),
  whole('beta', 'legacyBeta dd->d', p('a', 'positive'), p('b', 'positive')),
  whole('chisquare', 'legacyChisquare d->d', p('df', 'positive')),
  whole('f', 'legacyF dd->d', p('dfnum', 'positive'), p('dfden', 'positive')),
  whole('standardCauchy', 'legacyStandardCauchy ->d'),
  whole('standardT', 'legacyStandardT d->d', p('df', 'positive')),
  whole('pareto', 'legacyPareto d->d', p('a', 'positive')),
  whole('weibull', 'legacyWeibull d->d', p('a', 'non-negative')),
  whole('power', 'legacyPower d->d', p('a', 'positive')),
  whole('rayleigh', 'legacyRayleigh d->d', scale),
  whole('wald', 'legacyWald dd->d', p('mean', 'positive'), p('scale', 'positive')),
  whole('vonmises', 'legacyVonmises dd->d', p('mu', 'any'), p('kappa', 'non-negative')),
  whole(
    'noncentralChisquare',
    'legacyNoncentralChisquare dd->d',
    p('df', 'positive'),
    p('nonc', 'non-negative'),
  ),
  whole(
    'noncentralF',
    'legacyNoncentralF ddd->d',
    p('dfnum', 'positive'),
    p('dfden', 'positive'),
    p('nonc', 'non-negative'),
  ),
  whole(
    'negativeBinomial',
    'legacyNegativeBinomial dd->l',
    p('n', 'positive, not NaN'),
    p('p', 'above 0, to 1'),
  ),
  whole('geometric', 'legacyGeometric d->l', p('p', 'above 0, to 1')),
  whole('logseries', 'logseries d->l', p('p', '0 to below 1')),
  whole('zipf', 'legacyZipf d->l', p('a', 'above 1')),
  {
    name: 'hypergeometric',
    draw: 'legacyHypergeometric lll->l',
    parameters: balls,
    prepare: hypergeometric(false),
  },
];
