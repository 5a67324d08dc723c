/** What the tables of wrong calls share: arrays of every kind, right and spoilt, and the list itself. */
import * as nd from 'strided';

export interface WrongCall {
  readonly name: string;
  readonly run: () => unknown;
  readonly kind: string;
  readonly code: string;
  readonly message: RegExp;
}

type AnyFunction = (...args: unknown[]) => unknown;
/** The API without its types: most wrong calls do not compile. */
const api = nd as unknown as Readonly<Record<string, AnyFunction>>;
/** The methods, taking anything. */
type Methods = {
  readonly [K in Exclude<keyof nd.NDArray, 'dtype' | 'data' | symbol> as nd.NDArray[K] extends (
    ...args: never[]
  ) => unknown
    ? K
    : never]: AnyFunction;
};
export interface Loose extends Methods, Iterable<unknown> {
  readonly T: Loose;
  readonly mT: unknown;
  readonly data: unknown;
  readonly length: unknown;
}
export const call = (name: string, ...args: unknown[]): unknown => (api[name] as AnyFunction)(...args);
export const zeros = (shape: unknown, dtype: unknown = 'float64'): Loose =>
  call('zeros', shape, dtype) as Loose;

export const a34 = zeros([3, 4]);
export const v3 = zeros([3]);
export const v4 = zeros([4]);
export const i32 = zeros([3], 'int32');
export const u8 = zeros([3], 'uint8');
export const flags = zeros([3], 'bool');
export const c128 = zeros([3], 'complex128');
export const none = zeros([0]);
export const readOnly = call('broadcastTo', zeros([3]), [2, 3]) as Loose;

export function disposed(): Loose {
  const a = zeros([3]);
  a.dispose();
  return a;
}

export function disposedBase(): Loose {
  const base = zeros([3, 4]);
  const view = base.T as Loose;
  base.dispose();
  return view;
}

export function scoped(): Loose {
  let leaked: Loose | undefined;
  nd.scope(() => {
    leaked = zeros([3]);
  });
  return leaked as Loose;
}

/** An array over memory that its owner has transferred away. */
export function detached(length = 3): Loose {
  const memory = new Float64Array(length);
  const a = call('asarray', memory) as Loose;
  structuredClone(memory.buffer, { transfer: [memory.buffer] });
  return a;
}

/** An array over a buffer that its owner has made shorter. */
export function shortened(): Loose {
  type Resizable = ArrayBuffer & { resize(bytes: number): void };
  const Buffers = ArrayBuffer as unknown as new (
    bytes: number,
    options: { maxByteLength: number },
  ) => Resizable;
  const buffer = new Buffers(32, { maxByteLength: 64 });
  const a = nd.frombuffer(buffer) as unknown as Loose;
  buffer.resize(8);
  return a;
}

export const wrongCalls: WrongCall[] = [];
export function wrong(name: string, run: () => unknown, kind: string, code: string, message: RegExp): void {
  wrongCalls.push({ name, run, kind, code, message });
}
