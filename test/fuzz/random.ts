/** The same random numbers for the same seed, on every machine. */
export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  /** 32 random bits (mulberry32). */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return (x ^ (x >>> 14)) >>> 0;
  }
  /** A whole number below n. */
  below(n: number): number {
    return this.bits() % n;
  }
  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}
