/** A complex scalar: the elements of complex64 and complex128 arrays read as these. */
export class Complex {
  readonly re: number;
  readonly im: number;

  constructor(re: number, im = 0) {
    this.re = re;
    this.im = im;
  }

  /** As NumPy's str of a complex scalar, without the parentheses. */
  toString(): string {
    const sign = this.im < 0 || Object.is(this.im, -0) ? '-' : '+';
    return `${this.re}${sign}${Math.abs(this.im)}j`;
  }

  toJSON(): readonly [number, number] {
    return [this.re, this.im];
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Complex(${this.toString()})`;
  }
}
