/** What each step made and how long it took. */
import { NDArray } from 'strided';

export interface Step {
  readonly name: string;
  /** In milliseconds, over all calls. */
  time: number;
  calls: number;
  /** The first call's result, described while it lives. */
  readonly result: Result;
}

interface Result {
  readonly shape: string;
  readonly dtype: string;
  readonly strides: string;
  /** A view of memory that was there before, a copy (memory of its own), or an array changed in place. */
  readonly memory: '' | 'view' | 'copy' | 'in place';
  readonly bytes: string;
}

const nothing: Result = { shape: '', dtype: '', strides: '', memory: '', bytes: '' };

/** Times steps by name; a step that runs for each batch is one row. */
export class Trace {
  readonly steps = new Map<string, Step>();
  readonly #seen = new WeakSet<NDArray>();

  step<T>(name: string, work: () => T): T {
    const start = performance.now();
    const result = work();
    const time = performance.now() - start;
    const known = this.steps.get(name);
    if (known === undefined) {
      this.steps.set(name, { name, time, calls: 1, result: this.#describe(result) });
    } else {
      known.time += time;
      known.calls++;
    }
    return result;
  }

  get total(): number {
    let total = 0;
    for (const { time } of this.steps.values()) total += time;
    return total;
  }

  #describe(result: unknown): Result {
    if (typeof result === 'number') return { ...nothing, shape: '()', dtype: 'number' };
    if (!(result instanceof NDArray)) return nothing;
    const own = result.base === null && result.flags.owndata;
    const memory = this.#seen.has(result) ? 'in place' : own ? 'copy' : 'view';
    this.#seen.add(result);
    return {
      shape: `(${result.shape.join(', ')})`,
      dtype: result.dtype,
      strides: `(${result.strides.join(', ')})`,
      memory,
      bytes: result.nbytes.toLocaleString('en'),
    };
  }
}
