/** The Python process that times NumPy: started once, asked over a pipe, measuring by its own clock. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./numpy_child.py', import.meta.url));

export interface NumpyInfo {
  readonly numpy: string;
  readonly python: string;
  readonly simd: readonly string[];
  readonly cpus: number;
}

interface Waiting {
  readonly resolve: (answer: Record<string, unknown>) => void;
  readonly reject: (error: Error) => void;
}

export class Numpy {
  readonly #child: ChildProcess;
  readonly #waiting: Waiting[] = [];
  #ended: Error | undefined;
  #nextId = 1;

  private constructor(child: ChildProcess) {
    this.#child = child;
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      this.#waiting.shift()?.resolve(JSON.parse(line) as Record<string, unknown>);
    });
    child.on('exit', (code) => this.#end(new Error(`the NumPy process ended (${code})`)));
    child.on('error', (error) => this.#end(error));
  }

  /** Starts the process; `undefined` where python3 with NumPy is not found. */
  static async start(python = process.env['PYTHON'] ?? 'python3'): Promise<Numpy | undefined> {
    if (spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore' }).status !== 0) return undefined;
    return new Numpy(spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  async info(): Promise<NumpyInfo> {
    return (await this.#ask({ kind: 'info' })) as unknown as NumpyInfo;
  }

  /** Runs the set-up and compiles the statements. */
  async prepare(setup: string, statements: Readonly<Record<string, string>>): Promise<NumpyCase> {
    const id = this.#nextId++;
    await this.#ask({ kind: 'case', id, setup, statements });
    return {
      calibrate: async (label, nanoseconds) =>
        (await this.#ask({ kind: 'calibrate', id, label, nanoseconds })) as unknown as Batch,
      time: async (label, iterations, samples) =>
        (await this.#ask({ kind: 'time', id, label, iterations, samples }))['samples'] as number[],
      drop: async () => {
        await this.#ask({ kind: 'drop', id });
      },
    };
  }

  stop(): void {
    this.#child.stdin?.end();
  }

  #ask(request: Record<string, unknown>): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended);
        return;
      }
      this.#waiting.push({
        resolve: (answer) => {
          const error = answer['error'];
          if (typeof error === 'string') reject(new Error(`NumPy: ${error}`));
          else resolve(answer);
        },
        reject,
      });
      this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    });
  }

  #end(error: Error): void {
    this.#ended = error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

/** The calls of one sample, and the milliseconds it takes. */
export interface Batch {
  readonly iterations: number;
  readonly milliseconds: number;
}

/** A set-up case. Times are nanoseconds per call. */
export interface NumpyCase {
  calibrate(label: string, nanoseconds: number): Promise<Batch>;
  time(label: string, iterations: number, samples: number): Promise<number[]>;
  drop(): Promise<void>;
}
