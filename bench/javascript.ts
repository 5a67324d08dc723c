/** Sampling of JavaScript statements with tinybench: a task per contender, run for a fixed number of samples per round. */
import { Bench, type Task } from 'tinybench';

/** What is disposed after each call: nothing, its result, or each of its results. */
export type Release = 'none' | 'one' | 'each';

type Loop = (statement: () => unknown, iterations: number) => unknown;

/**
 * A loop of its own for each contender: a shared one would see all statements, and V8 would inline none of them.
 */
function makeLoop(release: Release): Loop {
  const body =
    release === 'each'
      ? 'for (let i = 0; i < iterations; i++) for (const result of statement()) result.dispose();'
      : release === 'one'
        ? 'for (let i = 0; i < iterations; i++) statement().dispose();'
        : 'let last; for (let i = 0; i < iterations; i++) last = statement(); return last;';
  return new Function('statement', 'iterations', body) as Loop;
}

/**
 * The statement `loop(...operands)`, compiled anew from its source. Closures made in one place share what V8 has learnt of
 * them: after a run over Float32Array the loop over Float64Array would be several times as slow. `loop` may use nothing but
 * its parameters and globals.
 */
export function fresh<A extends readonly unknown[]>(
  loop: (...operands: A) => unknown,
  ...operands: A
): () => unknown {
  const names = operands.map((_, i) => `operand${i}`).join(', ');
  const make = new Function(
    ...operands.map((_, i) => `operand${i}`),
    `const loop = ${loop}; return () => loop(${names});`,
  );
  return make(...operands) as () => unknown;
}

/** One statement, timed in batches: a single call may be shorter than the clock's own cost. */
/** Milliseconds of a call that counts as short, and how many times as long it is warmed. */
const SHORT_CALL = 0.005;
const SHORT_CALL_WARMUPS = 4;

export class Contender {
  readonly name: string;
  readonly #statement: () => unknown;
  readonly #loop: Loop;
  #iterations = 1;
  #task: Task | undefined;
  #samples = 0;

  constructor(name: string, statement: () => unknown, release: Release) {
    this.name = name;
    this.#statement = statement;
    this.#loop = makeLoop(release);
  }

  /**
   * Warms up and finds how many calls take about so long. Returns the calls of a sample and its milliseconds. Short calls
   * are warmed for longer: much of their time is JavaScript's, which V8 compiles in steps while it runs.
   */
  calibrate(milliseconds: number, warmup: number): { iterations: number; milliseconds: number } {
    let iterations = 1;
    let spent = 0;
    for (;;) {
      const start = performance.now();
      this.#loop(this.#statement, iterations);
      const elapsed = performance.now() - start;
      spent += elapsed;
      const enough = elapsed < iterations * SHORT_CALL ? SHORT_CALL_WARMUPS * warmup : warmup;
      if (spent >= enough && elapsed >= milliseconds / 2) {
        this.#iterations = Math.max(1, Math.round((iterations * milliseconds) / elapsed));
        return {
          iterations: this.#iterations,
          milliseconds: (elapsed / iterations) * this.#iterations,
        };
      }
      if (elapsed < milliseconds / 2) iterations *= elapsed * 10 < milliseconds ? 10 : 2;
    }
  }

  /**
   * Nanoseconds per call, a value per sample. A quarter of a sample runs before them untimed: the turn before was another
   * process's, which leaves cold caches and sleeping threads, and NumPy's samples begin the same way.
   */
  sample(samples: number): number[] {
    this.#loop(this.#statement, Math.ceil(this.#iterations / 4));
    if (this.#task === undefined || this.#samples !== samples) this.#task = this.#makeTask(samples);
    this.#samples = samples;
    // A task that has run keeps its result until it is reset.
    this.#task.reset();
    this.#task.runSync();
    const { result } = this.#task;
    if (!('latency' in result) || result.latency.samples === undefined) {
      throw new Error(`${this.name}: ${result.state}`);
    }
    return result.latency.samples.map((milliseconds) => milliseconds * 1e6);
  }

  #makeTask(samples: number): Task {
    const bench = new Bench({
      iterations: samples,
      time: 0,
      warmup: false,
      throws: true,
      retainSamples: true,
      timestampProvider: 'hrtimeNow',
    });
    const sample = () => {
      const start = bench.now();
      this.#loop(this.#statement, this.#iterations);
      const elapsed = bench.now() - start;
      return { overriddenDuration: elapsed / this.#iterations, overriddenIterationCost: elapsed };
    };
    bench.add(this.name, sample, { async: false });
    return bench.getTask(this.name) as Task;
  }
}
