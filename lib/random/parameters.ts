/** Parameters of distributions: scalars or float64/int64 arrays, checked as NumPy checks them. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { canCastCode, FLOAT64, INT64, isFloat, isInteger } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, StridedError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { rangeOf } from './calls.js';

/** What a parameter must be. `NaN` passes where the text does not speak of it. */
export type Constraint =
  | 'any'
  | 'non-negative'
  | 'positive'
  | 'positive, not NaN'
  | '0 to 1'
  | 'above 0, to 1'
  | '0 to below 1'
  | 'above 1'
  | '1 or more'
  | 'Poisson';

/** The greatest mean from which Poisson draws fit int64. */
export const POISSON_MOST = 2 ** 63 - Math.sqrt(2 ** 63) * 10;

/** The smallest and greatest value that is no NaN, whether there is a NaN, and a minus sign on a number. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
  readonly hasNaN: boolean;
  readonly hasSign: boolean;
}

function problem({ min, max, hasNaN, hasSign }: ValueRange, constraint: Constraint): string | undefined {
  switch (constraint) {
    case 'any':
      return undefined;
    case 'non-negative':
      return hasSign ? '< 0' : undefined;
    case 'positive':
      return min <= 0 ? '<= 0' : undefined;
    case 'positive, not NaN':
      if (hasNaN) return 'must not be NaN';
      return min <= 0 ? '<= 0' : undefined;
    case '0 to 1':
      return hasNaN || min < 0 || max > 1 ? 'is outside [0, 1] or NaN' : undefined;
    case 'above 0, to 1':
      return hasNaN || min <= 0 || max > 1 ? 'is outside (0, 1] or NaN' : undefined;
    case '0 to below 1':
      return hasNaN || min < 0 || max >= 1 ? 'is outside [0, 1) or NaN' : undefined;
    case 'above 1':
      return hasNaN || min <= 1 ? '<= 1 or NaN' : undefined;
    case '1 or more':
      return hasNaN || min < 1 ? '< 1 or NaN' : undefined;
    case 'Poisson':
      if (max > POISSON_MOST) return 'is too large';
      return hasNaN || min < 0 ? '< 0 or NaN' : undefined;
  }
}

const remedies: Readonly<Record<Constraint, string>> = {
  any: '',
  'non-negative': 'it must be 0 or more',
  positive: 'it must be greater than 0',
  'positive, not NaN': 'it must be a number greater than 0',
  '0 to 1': 'it is a probability',
  'above 0, to 1': 'it must be a probability greater than 0',
  '0 to below 1': 'it must be a probability less than 1',
  'above 1': 'it must be greater than 1',
  '1 or more': 'it must be 1 or more',
  Poisson: 'it must be 0 or more, and its draws must fit int64',
};

/** Refuses values that a constraint excludes. */
export function checkRange(range: ValueRange, constraint: Constraint, name: string, who: string): void {
  const wrong = problem(range, constraint);
  if (wrong !== undefined) {
    throw new StridedError(`${who}: ${name} ${wrong}; ${remedies[constraint]}`, 'ERR_VALUE');
  }
}

/** The same of one number. */
export function checkNumber(value: number, constraint: Constraint, name: string, who: string): void {
  if (constraint === 'any') return;
  const hasNaN = Number.isNaN(value);
  const range = {
    min: hasNaN ? Infinity : value,
    max: hasNaN ? -Infinity : value,
    hasNaN,
    hasSign: value < 0 || Object.is(value, -0),
  };
  checkRange(range, constraint, name, who);
}

/** A parameter that counts. */
function wholeScalar(value: unknown, name: string, who: string): bigint {
  if (typeof value === 'bigint') {
    if (BigInt.asIntN(64, value) === value) return value;
  } else if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 63) {
    return BigInt(value);
  } else if (typeof value === 'boolean') {
    return BigInt(value);
  }
  throw new DTypeError(`${who}: ${name} must be an integer of 64 bits, not ${describe(value)}`, 'ERR_VALUE');
}

function realScalar(value: unknown, name: string, who: string): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  throw new DTypeError(`${who}: ${name} must be a real number, not ${describe(value)}`, 'ERR_VALUE');
}

/** A scalar parameter, or an array of the loop's dtype. */
export type Parameter = number | bigint | NDArray;

/** Float arrays of integers as int64, others as they are cast. */
export function asWhole(a: NDArray, code: number, name: string, who: string): NDArray {
  if (a._code === code) return a;
  const isWhole = isInteger(a._code) || a._code === 0;
  if (!isWhole && !isFloat(a._code)) {
    throw new DTypeError(`${who}: ${name} must be integers, not ${a.dtype}`, 'ERR_VALUE');
  }
  const cast = newArray(a._shape, code);
  copyInto(cast, a, who);
  if (!isWhole && !sameValues(a, cast, who)) {
    cast.dispose();
    throw new DTypeError(
      `${who}: ${name} must be integers; use astype('int64') to cut fractions`,
      'ERR_VALUE',
    );
  }
  return cast;
}

function sameValues(a: NDArray, b: NDArray, who: string): boolean {
  using back = newArray(b._shape, a._code);
  copyInto(back, b, who);
  return a.eq(back).all() as boolean;
}

function asReal(a: NDArray, name: string, who: string): NDArray {
  if (a._code === FLOAT64) return a;
  if (!canCastCode(a._code, FLOAT64, 'same_kind')) {
    throw new DTypeError(`${who}: ${name} must be real, not ${a.dtype}`, 'ERR_VALUE');
  }
  const cast = newArray(a._shape, FLOAT64);
  copyInto(cast, a, who);
  return cast;
}

/** A parameter as given: checked, a scalar where it is one or a 0-d array, else an array of float64 or int64. */
export function readParameter(
  value: unknown,
  name: string,
  whole: boolean,
  constraint: Constraint,
  who: string,
): Parameter {
  let given = value;
  if (typeof given === 'number' && !whole) {
    checkNumber(given, constraint, name, who);
    return given;
  }
  if (given === undefined || given === null) {
    throw new StridedError(`${who}: ${name} is missing`, 'ERR_ARGUMENT');
  }
  if (given instanceof NDArray) given._alive(who);
  if (!isItem(given)) {
    const a = asNDArray(given, who);
    if (a._shape.length > 0) {
      const cast = whole ? asWhole(a, INT64, name, who) : asReal(a, name, who);
      checkRange(rangeOf(cast, who), constraint, name, who);
      return cast;
    }
    given = a.item({ bigint: true });
  }
  const scalar = whole ? wholeScalar(given, name, who) : realScalar(given, name, who);
  checkNumber(Number(scalar), constraint, name, who);
  return scalar;
}

/** A parameter as an array of no axes, where others are arrays. */
export function parameterArray(parameter: Parameter): NDArray {
  if (parameter instanceof NDArray) return parameter;
  return asNDArray(parameter, 'random', typeof parameter === 'bigint' ? INT64 : FLOAT64);
}
