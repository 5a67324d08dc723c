import { builtin } from './builtins.js';
import { DTypeError } from './errors.js';

/** Marks the complex numbers of any copy of this package. */
const tag = Symbol.for('strided.Complex');

/** A number that another copy of this package made: frozen, so that no getter can stand in for its parts. */
function isForeign(value: object): boolean {
  if (
    Array.isArray(value) ||
    builtin('util').types.isProxy(value) ||
    !(tag in value) ||
    !Object.isFrozen(value)
  )
    return false;
  const re: unknown = Object.getOwnPropertyDescriptor(value, 're')?.value;
  const im: unknown = Object.getOwnPropertyDescriptor(value, 'im')?.value;
  return typeof re === 'number' && typeof im === 'number';
}

/**
 * A complex scalar: the elements of complex64 and complex128 arrays read as these. Immutable.
 *
 * NumPy: `complex128`.
 * @throws DTypeError for parts that are no numbers.
 * @example
 * nd.add(new nd.Complex(1, 2), 1) // Complex(2+2j)
 */
export class Complex {
  readonly re: number;
  readonly im: number;
  readonly #made = true;

  constructor(re: number, im = 0) {
    if (typeof re !== 'number' || typeof im !== 'number') {
      throw new DTypeError(
        `Complex: the parts must be numbers, not ${typeof re} and ${typeof im}`,
        'ERR_VALUE',
      );
    }
    this.re = re;
    this.im = im;
    // Its parts are read while native memory is being written: no getter may stand in for them.
    Object.freeze(this);
  }

  /** Whether a value was made by this class, of this copy of the package or another, and so has parts that are plain numbers. */
  static isComplex(value: unknown): value is Complex {
    return typeof value === 'object' && value !== null && (#made in value || isForeign(value));
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return Complex.isComplex(value);
  }

  static {
    Object.defineProperty(Complex.prototype, tag, { value: true });
  }

  /** As NumPy's str of a complex scalar, without the parentheses. */
  toString(): string {
    const sign = this.im < 0 || Object.is(this.im, -0) ? '-' : '+';
    return `${this.re}${sign}${Math.abs(this.im)}j`;
  }

  /** JavaScript's operators would join texts, or compare them. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new TypeError(
      "a Complex is no number: JavaScript's operators do not work on it; use nd.add(a, b), nd.abs(a) and the like",
    );
  }

  toJSON(): readonly [number, number] {
    return [this.re, this.im];
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Complex(${this.toString()})`;
  }
}
