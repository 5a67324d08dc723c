// biome-ignore-all lint/complexity/noThisInStatic: static functions make series of the class they are called on
/** What the six classes share: arithmetic, domains, calculus, roots and fits. */
import { array } from '../convert/array.js';
import { asNDArray } from '../convert/as_array.js';
import { linspace } from '../create/spaces.js';
import { describe } from '../describe.js';
import { FLOAT16, FLOAT64 } from '../dtype.js';
import { type Item, isItem } from '../element.js';
import { DTypeError, ShapeError, StridedError } from '../errors.js';
import { flatnonzero } from '../indexing/nonzero.js';
import type { NDArray } from '../ndarray.js';
import { abs, add, divide, multiply, negative, power, subtract } from '../ops/arithmetic.js';
import { arrayEqual } from '../ops/closeness.js';
import { greater } from '../ops/comparison.js';
import { nullAsAbsent, type Options, readOptions } from '../options.js';
import { arrayRepr } from '../print/arrays.js';
import { max, min } from '../reduce/folds.js';
import { unwrapped } from '../shape/whole_numbers.js';
import type { ArrayLike } from '../types/operands.js';
import {
  castTo,
  countOf,
  elementOf,
  inexactCode,
  listOf,
  part,
  placedIn,
  seriesOf,
  timesOf,
  withoutTrailingZeros,
} from './coefficients.js';
import type { Family } from './families.js';
import { type FitStatus, readPoints, readRcond, solveFit, spreadRows } from './fitting.js';
import {
  addSeries,
  composedSeries,
  derivedSeries,
  divideSeries,
  integratedSeries,
  lineOf,
  multiplySeries,
  rootsOfSeries,
  seriesWithRoots,
  valuesOf,
  vandermonde,
} from './series.js';
import { seriesText } from './series_text.js';

/** Options of the classes' constructors. */
export interface SeriesOptions {
  /** The interval that is mapped onto the window: two numbers; the class' own if not given. */
  domain?: ArrayLike | null | undefined;
  /** The interval on which the family is used. */
  window?: ArrayLike | null | undefined;
  /** The variable's name when the series is printed. */
  symbol?: string | undefined;
}

/** Options of `fit`. */
export interface FitOptions<F extends boolean = boolean> extends SeriesOptions {
  /** Singular values up to this part of the largest count as 0. */
  rcond?: number | null | undefined;
  /** Whether the residuals, the rank, the singular values and rcond are given too. */
  full?: F;
  /** Weights of the points. */
  w?: ArrayLike | null | undefined;
}

/** A class of series as a value: `nd.polynomial.Chebyshev`. */
export interface SeriesClass<S extends Series> {
  new (coef: ArrayLike, domain?: SeriesOptions | ArrayLike | null, options?: SeriesOptions): S;
  readonly domain: NDArray;
  readonly window: NDArray;
  /** @internal */
  readonly _family: Family;
}

const seriesOptions = ['domain', 'window', 'symbol'];
/** NumPy's bound on powers. */
const MAX_POWER = 100;

export function interval(value: unknown, name: string, who: string): NDArray | undefined {
  if (value === undefined || value === null) return undefined;
  const ends = seriesOf(value, name, who);
  if (ends.size === 2) return ends;
  throw new ShapeError(`${who}: ${name} must have two ends, not ${ends.size} elements`, 'ERR_SHAPE_INVALID');
}

/** off and scl of off + scl·x, which maps `from` onto `to`; 0-d arrays. */
function mapOf(from: NDArray, to: NDArray): readonly [NDArray, NDArray] {
  const [a, b, c, d] = [elementOf(from, 0), elementOf(from, 1), elementOf(to, 0), elementOf(to, 1)];
  using length = subtract(b, a) as NDArray;
  using target = subtract(d, c) as NDArray;
  using left = multiply(b, c) as NDArray;
  using right = multiply(a, d) as NDArray;
  using cross = subtract(left, right) as NDArray;
  return [divide(cross, length) as NDArray, divide(target, length) as NDArray];
}

/** x from one interval to the other. */
export function mapped(x: NDArray, from: NDArray, to: NDArray): NDArray {
  const [off, scl] = mapOf(from, to);
  using stretched = multiply(x, scl) as NDArray;
  return add(stretched, off) as NDArray;
}

function domainOfPoints(x: NDArray): NDArray {
  const ends = array([min(x) as number, max(x) as number]) as NDArray;
  if (x._code >= 12) {
    throw new DTypeError('fit: complex points have no least and no greatest; give the domain');
  }
  if (ends.at(0) === ends.at(1)) {
    const offset = array([-1, 1]) as NDArray;
    add(ends, offset, { out: ends });
  }
  return ends;
}

/** A series with coefficients, a domain that is mapped onto a window, and a symbol. The six classes extend it. */
export abstract class Series {
  /** @internal What makes the family; each class names its own. */
  static readonly _family: Family;

  /** Where the family is at home; a new array each time: one that was kept would be freed with the scope it was made in. */
  static get domain(): NDArray {
    return array(this._family.domain as unknown as number[]) as NDArray;
  }
  /** The interval that a domain is mapped onto if no window is given: the family's home. */
  static get window(): NDArray {
    return array(this._family.domain as unknown as number[]) as NDArray;
  }

  /** The coefficients, that of degree 0 first; of an inexact dtype. */
  readonly coef: NDArray;
  /** The interval that is mapped onto the window. */
  readonly domain: NDArray;
  /** The interval on which the family is used. */
  readonly window: NDArray;
  /** The variable's name. */
  readonly symbol: string;

  constructor(coef: ArrayLike, domain?: SeriesOptions | ArrayLike | null, options?: SeriesOptions);
  constructor(coef: unknown, ...args: unknown[]) {
    const own = new.target as unknown as SeriesClass<Series>;
    const who = own._family.name;
    const read = readOptions(nullAsAbsent(args), seriesOptions, who);
    this.coef = seriesOf(coef, 'coef', who);
    this.domain = interval(read['domain'], 'domain', who) ?? own.domain;
    this.window = interval(read['window'], 'window', who) ?? own.window;
    const symbol = read['symbol'] ?? 'x';
    if (typeof symbol !== 'string' || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(symbol)) {
      throw new StridedError(
        `${who}: symbol must be a name such as 'x', not ${describe(symbol)}`,
        'ERR_OPTION',
      );
    }
    this.symbol = symbol;
  }

  /** @internal */
  get _class(): SeriesClass<this> {
    return this.constructor as unknown as SeriesClass<this>;
  }

  /** @internal */
  _with(coef: NDArray): this {
    const { domain, window, symbol } = this;
    return new this._class(coef, { domain, window, symbol });
  }

  /** @internal The coefficients of an operand: a series of this kind, or what a list is made from. */
  _operand(other: unknown, what: string): NDArray {
    const who = `${this._class._family.name}.${what}`;
    if (!(other instanceof Series)) return seriesOf(other, 'the operand', who);
    if (other._class !== this._class) {
      throw new DTypeError(
        `${who}: a ${this._class._family.name} and a ${other._class._family.name} do not mix; convert one with { kind }`,
      );
    }
    for (const name of ['domain', 'window'] as const) {
      if (!arrayEqual(this[name], other[name])) {
        throw new ShapeError(`${who}: the ${name}s differ; convert one to the other's`, 'ERR_VALUE');
      }
    }
    if (other.symbol !== this.symbol) {
      throw new StridedError(`${who}: the symbols differ: ${this.symbol} and ${other.symbol}`, 'ERR_VALUE');
    }
    return other.coef;
  }

  /**
   * The values at `x`: numbers, arrays of any shape, or a series to put in place of the variable. NumPy's `p(x)`.
   * @example
   * new nd.polynomial.Polynomial([1, 2, 3]).call(2) // 17
   */
  call(x: number): number;
  call<S extends Series>(x: S): S;
  call(x: ArrayLike): NDArray;
  call(x: unknown): unknown {
    const { _family: family } = this._class;
    const who = `${family.name}.call`;
    if (x instanceof Series) return this._composed(x, who);
    const at = asNDArray(x, who);
    at._alive(who);
    using points = castTo(at, inexactCode(at._code), who);
    using inner = mapped(points, this.domain, this.window);
    const values = valuesOf(family, this.coef, inner);
    return isItem(x) ? values.item() : values;
  }

  /** @internal */
  _composed(inner: Series, who: string): Series {
    const [off, scl] = this.mapparms();
    using stretched = multiply(inner.coef, scl) as NDArray;
    using start = array([off] as unknown as number[]) as NDArray;
    const line = addSeries(stretched, start, who);
    return inner._with(composedSeries(this._class._family, this.coef, inner._class._family, line, who));
  }

  /** The sum with a series of this kind, or with coefficients. */
  add(other: this | ArrayLike): this {
    return this._with(addSeries(this.coef, this._operand(other, 'add'), 'add'));
  }

  /** The difference. */
  subtract(other: this | ArrayLike): this {
    return this._with(addSeries(this.coef, this._operand(other, 'subtract'), 'subtract', true));
  }
  sub(other: this | ArrayLike): this {
    return this.subtract(other);
  }

  /**
   * The product.
   * @example
   * new nd.polynomial.Polynomial([1, 1]).multiply([1, 1]).coef.toArray() // [1, 2, 1]
   */
  multiply(other: this | ArrayLike): this {
    const coef = this._operand(other, 'multiply');
    return this._with(multiplySeries(this._class._family, this.coef, coef, 'multiply'));
  }
  mul(other: this | ArrayLike): this {
    return this.multiply(other);
  }

  /** Quotient and remainder; the remainder's degree is below the divisor's. */
  divmod(other: this | ArrayLike): readonly [this, this] {
    const who = `${this._class._family.name}.divmod`;
    const [quotient, rest] = divideSeries(
      this._class._family,
      this.coef,
      this._operand(other, 'divmod'),
      who,
    );
    return [this._with(quotient), this._with(rest)];
  }
  floorDivide(other: this | ArrayLike): this {
    return this.divmod(other)[0];
  }
  remainder(other: this | ArrayLike): this {
    return this.divmod(other)[1];
  }
  mod(other: this | ArrayLike): this {
    return this.divmod(other)[1];
  }

  /** All coefficients divided by a number. */
  divide(other: Item): this {
    if (!isItem(other) || typeof other === 'boolean') {
      throw new DTypeError(
        `${this._class._family.name}.divide: only numbers divide a series; use floorDivide or divmod`,
      );
    }
    return this.floorDivide(other as number);
  }
  div(other: Item): this {
    return this.divide(other);
  }

  /** The series to a power of 0 to 100. */
  power(exponent: number): this {
    const who = `${this._class._family.name}.power`;
    const n = countOf(exponent, 'the exponent', who);
    if (n > MAX_POWER) throw new StridedError(`${who}: ${n} is more than ${MAX_POWER}`, 'ERR_VALUE');
    let result = castTo(array([1]) as NDArray, this.coef._code, who);
    for (let i = 0; i < n; i++) {
      result =
        i === 0
          ? withoutTrailingZeros(this.coef)
          : multiplySeries(this._class._family, result, this.coef, who);
    }
    return this._with(result);
  }
  pow(exponent: number): this {
    return this.power(exponent);
  }

  negative(): this {
    return this._with(negative(this.coef) as NDArray);
  }
  neg(): this {
    return this.negative();
  }

  /** Whether kind, domain, window, symbol and coefficients are the same. */
  equals(other: unknown): boolean {
    return (
      this.hasSametype(other) &&
      this.hasSamedomain(other as Series) &&
      this.hasSamewindow(other as Series) &&
      this.hasSamecoef(other as Series) &&
      this.symbol === (other as Series).symbol
    );
  }
  hasSamecoef(other: Series): boolean {
    return arrayEqual(this.coef, asSeries(other, 'hasSamecoef').coef);
  }
  hasSamedomain(other: Series): boolean {
    return arrayEqual(this.domain, asSeries(other, 'hasSamedomain').domain);
  }
  hasSamewindow(other: Series): boolean {
    return arrayEqual(this.window, asSeries(other, 'hasSamewindow').window);
  }
  hasSametype(other: unknown): boolean {
    return other instanceof (this.constructor as unknown as abstract new () => Series);
  }

  copy(): this {
    return this._with(this.coef);
  }
  /** The number of coefficients less one. */
  degree(): number {
    return this.coef.size - 1;
  }
  /** Without coefficients beyond the degree. */
  cutdeg(deg: number): this {
    return this.truncate(countOf(deg, 'deg', 'cutdeg') + 1);
  }
  /** The first `size` coefficients. */
  truncate(size: number): this {
    const count = countOf(size, 'size', 'truncate');
    if (count < 1) throw new StridedError('truncate: size must be 1 or more', 'ERR_VALUE');
    return this._with(part(this.coef, 0, Math.min(count, this.coef.size)));
  }
  /** Without coefficients at the end that are not larger than `tol`, 0 if not given. */
  trim(tol?: number | { tol?: number }): this;
  trim(...args: unknown[]): this {
    const { tol = 0 } = readOptions(args, ['tol'], 'trim');
    if (typeof tol !== 'number' || !(tol >= 0))
      throw new StridedError(`trim: tol must be a number of 0 or more, not ${describe(tol)}`, 'ERR_VALUE');
    using sizes = abs(this.coef) as NDArray;
    using isKept = greater(sizes, tol) as NDArray;
    using places = flatnonzero(isKept) as NDArray;
    if (places.size > 0) return this._with(part(this.coef, 0, Number(places.at(-1)) + 1));
    return this._with(multiply(part(this.coef, 0, 1), 0) as NDArray);
  }

  /** `[off, scl]`: the window's variable is off + scl·x. */
  mapparms(): readonly [off: NDArray, scl: NDArray] {
    return mapOf(this.domain, this.window);
  }

  /**
   * The m-th derivative.
   * @example
   * new nd.polynomial.Polynomial([1, 2, 3]).deriv().coef.toArray() // [2, 6]
   */
  deriv(m?: number | { m?: number }): this;
  deriv(...args: unknown[]): this {
    const who = `${this._class._family.name}.deriv`;
    const times = countOf(readOptions(args, ['m'], who)['m'] ?? 1, 'm', who);
    const [, scl] = this.mapparms();
    return this._with(derivedSeries(this._class._family, this.coef, times, scl, who));
  }

  /**
   * The m-th antiderivative, with the constants `k` at `lbnd`.
   * @example
   * new nd.polynomial.Polynomial([2, 6]).integ(1, { k: 1 }).coef.toArray() // [1, 2, 3]
   */
  integ(
    m: number | { m?: number; k?: ArrayLike; lbnd?: number } = 1,
    options?: { k?: ArrayLike; lbnd?: number },
  ): this {
    const who = `${this._class._family.name}.integ`;
    const read = readOptions([m, options], ['m', 'k', 'lbnd'], who);
    const times = timesOf(read['m'] ?? 1, who);
    const given = read['k'] === undefined ? undefined : listOf(read['k'], 'k', who);
    if (given !== undefined && given.size > times) {
      throw new ShapeError(`${who}: ${given.size} constants for ${times} integrations; give one for each`);
    }
    const constants =
      given === undefined ? [] : Array.from({ length: given.size }, (_, i) => elementOf(given, i));
    const [off, scl] = this.mapparms();
    const { lbnd } = read as { lbnd?: number };
    const lower =
      lbnd === undefined
        ? (asNDArray(0, who) as NDArray)
        : (add(off, multiply(scl, asNDArray(lbnd, who)) as NDArray) as NDArray);
    using slowness = divide(1, scl) as NDArray;
    const { _family: family } = this._class;
    return this._with(integratedSeries(family, this.coef, times, constants, lower, slowness, who));
  }

  /**
   * The roots, ascending; complex where not all are real.
   * @example
   * nd.allclose(new nd.polynomial.Polynomial([2, -3, 1]).roots(), [1, 2]) // true
   */
  roots(): NDArray {
    const who = `${this._class._family.name}.roots`;
    using inner = rootsOfSeries(this._class._family, this.coef, who);
    return mapped(inner, this.window, this.domain);
  }

  /** `n` places, 100 if not given, evenly over the domain, and the values there. */
  linspace(
    n?: number | { n?: number; domain?: ArrayLike | null },
    options?: { domain?: ArrayLike | null },
  ): readonly [x: NDArray, y: NDArray];
  linspace(...args: unknown[]): readonly [x: NDArray, y: NDArray] {
    const who = `${this._class._family.name}.linspace`;
    const read = readOptions(args, ['n', 'domain'], who);
    const domain = interval(read['domain'], 'domain', who) ?? this.domain;
    const count = countOf(read['n'] ?? 100, 'n', who);
    const x = linspace(domain.at(0) as number, domain.at(1) as number, count) as NDArray;
    return [x, this.call(x)];
  }

  /**
   * The same function as a series of another kind, domain or window.
   * @example
   * const { Chebyshev, Polynomial } = nd.polynomial;
   * new Polynomial([0, 0, 2]).convert({ kind: Chebyshev }).coef.toArray() // [1, 0, 1]
   */
  convert(): this;
  convert<S extends Series = this>(options: {
    kind?: SeriesClass<S>;
    domain?: ArrayLike;
    window?: ArrayLike;
  }): S;
  convert(options: Options = {}): Series {
    const read = readOptions([options], ['domain', 'kind', 'window'], 'convert');
    const kind = (read['kind'] ?? this._class) as SeriesClass<Series>;
    const domain = interval(read['domain'], 'domain', 'convert') ?? kind.domain;
    const window = interval(read['window'], 'window', 'convert') ?? kind.window;
    return this._composed(identityOf(kind, { domain, window, symbol: this.symbol }), 'convert');
  }

  /**
   * The sum of its terms, as NumPy's `str`.
   * @example
   * String(new nd.polynomial.Polynomial([1, -2, 3])) // '1.0 - 2.0·x + 3.0·x²'
   * String(new nd.polynomial.Chebyshev([1, 2])) // '1.0 + 2.0·T₁(x)'
   */
  toString(): string {
    return seriesText(this._class._family.name, this.coef, this.symbol, this.mapparms());
  }
  /** What `console.log` shows: NumPy's repr, with domain and window. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const shown = (a: NDArray): string => arrayRepr(a).slice('array('.length, -1);
    return `${this._class._family.name}(${shown(this.coef)}, domain=${shown(this.domain)}, window=${shown(this.window)}, symbol='${this.symbol}')`;
  }

  /** The series that is x itself. */
  static identity<S extends Series>(this: SeriesClass<S>, options: SeriesOptions = {}): S {
    return identityOf(this, options);
  }

  /** The family's member of a degree. */
  static basis<S extends Series>(this: SeriesClass<S>, deg: number, options: SeriesOptions = {}): S {
    const who = `${this._family.name}.basis`;
    const n = countOf(deg, 'deg', who);
    return new this(placedIn(asNDArray([1], who), n, n + 1, FLOAT64, who), options);
  }

  /** A series of any kind as one of this kind. */
  static cast<S extends Series>(this: SeriesClass<S>, series: Series, options: SeriesOptions = {}): S {
    const who = `${this._family.name}.cast`;
    const { domain, window } = readOptions([options], ['domain', 'window'], who) as SeriesOptions;
    return asSeries(series, who).convert({
      kind: this,
      domain: domain ?? this.domain,
      window: window ?? this.window,
    });
  }

  /** The series with the given roots and leading term of 1 in x; `domain: null` takes the roots' own. */
  static fromroots<S extends Series>(this: SeriesClass<S>, roots: ArrayLike, options: SeriesOptions = {}): S {
    const who = `${this._family.name}.fromroots`;
    const list = seriesOf(roots, 'roots', who);
    const read = readOptions([options], seriesOptions, who) as SeriesOptions;
    const domain =
      read.domain === null ? domainOfPoints(list) : (interval(read.domain, 'domain', who) ?? this.domain);
    const window = interval(read.window, 'window', who) ?? this.window;
    const [, scl] = mapOf(domain, window);
    using inner = mapped(list, domain, window);
    const coef = seriesWithRoots(this._family, inner, who);
    const stretch = power(scl, list.size);
    return new this(divide(coef, stretch) as NDArray, { domain, window, symbol: read.symbol });
  }

  /**
   * The series that comes nearest to points in the sense of least squares; `deg` is a degree, or the list of degrees to use.
   * The domain is that of the points if not given. With `full` also residuals, rank, singular values and rcond.
   * @example
   * const { Polynomial } = nd.polynomial;
   * nd.allclose(Polynomial.fit([0, 1, 2, 3], [1, 3, 5, 7], 1).convert().coef, [1, 2]) // true
   */
  static fit<S extends Series>(
    this: SeriesClass<S>,
    x: ArrayLike,
    y: ArrayLike,
    deg: number | readonly number[],
    options: FitOptions & { full: true },
  ): readonly [S, FitStatus];
  static fit<S extends Series>(
    this: SeriesClass<S>,
    x: ArrayLike,
    y: ArrayLike,
    deg: number | readonly number[],
    options?: FitOptions<false>,
  ): S;
  static fit<S extends Series>(
    this: SeriesClass<S>,
    x: ArrayLike,
    y: ArrayLike,
    deg: number | readonly number[],
    options: FitOptions = {},
  ): unknown {
    const who = `${this._family.name}.fit`;
    const read = readOptions([options], [...seriesOptions, 'rcond', 'full', 'w'], who);
    const points = readPoints(x, y, read['w'], who);
    const given = unwrapped(deg);
    const degrees = Array.isArray(given)
      ? given.map((entry) => countOf(entry, 'deg', who)).sort((p, q) => p - q)
      : undefined;
    if (degrees?.length === 0) throw new ShapeError(`${who}: deg names no degree`, 'ERR_SHAPE_INVALID');
    const largest = degrees?.at(-1) ?? countOf(deg, 'deg', who);
    const domain = interval(read['domain'], 'domain', who) ?? domainOfPoints(points.x);
    const window = interval(read['window'], 'window', who) ?? this.window;
    using inner = mapped(
      points.x._code === FLOAT16 ? castTo(points.x, FLOAT64, who) : points.x,
      domain,
      window,
    );
    const all = vandermonde(this._family, inner, largest);
    const design = degrees === undefined ? all : (all.index(':', degrees) as NDArray);
    const { coefficients, status } = solveFit(design, points, readRcond(read['rcond'], points.x, who), false);
    const coef = degrees === undefined ? coefficients : spreadRows(coefficients, degrees, largest + 1);
    const { symbol } = read as SeriesOptions;
    const series = new this(coef, { domain, window, symbol });
    return read['full'] === true ? [series, status] : series;
  }
}

/** The series that is asked for; anything else is refused. */
function asSeries(value: unknown, who: string): Series {
  if (value instanceof Series) return value;
  throw new DTypeError(`${who}: a series of one of the six kinds is needed, not ${describe(value)}`);
}

function identityOf<S extends Series>(kind: SeriesClass<S>, options: SeriesOptions): S {
  const who = `${kind._family.name}.identity`;
  const read = readOptions([options], seriesOptions, who) as SeriesOptions;
  const domain = interval(read.domain, 'domain', who) ?? kind.domain;
  const window = interval(read.window, 'window', who) ?? kind.window;
  const [off, scl] = mapOf(window, domain);
  return new kind(lineOf(kind._family, off, scl), { domain, window, symbol: read.symbol });
}
