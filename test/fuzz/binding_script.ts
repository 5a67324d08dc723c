/**
 * Calls the binding itself with damaged calls: argument blocks, buffers and kinds of arguments that the library never sends.
 * Prints how many calls were made, answered and refused, as JSON; a byte changed outside a call's buffers ends it.
 */
import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Argument, boundaries, type Call, decodeCalls, hashOf, unpackCorpus } from './call_format.js';
import { Random } from './random.js';

interface Addon {
  readonly block: ArrayBuffer;
  readonly layout: Readonly<Record<'ndim' | 'parameters' | 'shape' | 'strides' | 'run' | 'maxDims', number>>;
  readonly [name: string]: unknown;
}
type Function_ = (...values: unknown[]) => unknown;

const root = process.argv[2] as string;
const calls = Number(process.argv[3]);
const addon = createRequire(import.meta.url)(join(root, 'build', 'Release', 'strided.node')) as Addon;
const functions = Object.entries(addon).filter(([, value]) => typeof value === 'function') as [
  string,
  Function_,
][];
const byHash = new Map(functions.map((entry) => [hashOf(entry[0]), entry]));
const slots = new Float64Array(addon.block);
const seeds = unpackCorpus(readFileSync(join(root, 'test', 'fuzz', 'corpus', 'binding.gz'))).flatMap(
  decodeCalls,
);
const random = new Random(77001);
const { ndim, parameters, shape, strides, run, maxDims } = addon.layout;

/** Neighbours of the calls' memory. */
const canaries = Array.from({ length: 64 }, () => new Uint8Array(4096).fill(0xa7));

function bufferOf(argument: Argument): ArrayBuffer | Uint8Array {
  const bytes = argument.bytes ?? 0;
  const made = random.below(12) === 0 ? new Uint8Array(new SharedArrayBuffer(bytes)) : new Uint8Array(bytes);
  made.set((argument.content ?? new Uint8Array()).subarray(0, bytes));
  if (argument.kind === 'bytes' || !(made.buffer instanceof ArrayBuffer)) return made;
  switch (random.below(40)) {
    case 0:
      structuredClone(made.buffer, { transfer: [made.buffer] });
      break;
    case 1:
      return new ArrayBuffer(0);
    case 2: {
      // One that can shrink, and has.
      const growing = new (ArrayBuffer as new (size: number, options: object) => ArrayBuffer)(bytes, {
        maxByteLength: bytes + 64,
      });
      // A generator whose state is all zero never gives another number, and draws may wait for one.
      new Uint8Array(growing).set(made);
      (growing as ArrayBuffer & { resize?: (size: number) => void }).resize?.(bytes >> 1);
      return growing;
    }
    default:
  }
  return made.buffer;
}

function argumentOf(argument: Argument, earlier: unknown[]): unknown {
  switch (argument.kind) {
    case 'undefined':
      return undefined;
    case 'null':
      return null;
    case 'number':
      return argument.value;
    case 'true':
      return true;
    case 'false':
      return false;
    case 'earlier':
      return earlier[(argument.index ?? 0) % Math.max(1, earlier.length)];
    case 'object':
      return {};
    case 'string':
      return 'text';
    case 'detached':
      return structuredClone(new ArrayBuffer(8));
    case 'doubles':
      return new Float64Array((argument.bytes ?? 0) >> 3);
    default: {
      const made = bufferOf(argument);
      earlier.push(made);
      return made;
    }
  }
}

const others: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => 2 ** 53,
  () => -1,
  () => 'text',
  () => Symbol('text'),
  () => 5n,
  () => ({}),
  () => [],
  () => new Float64Array(4),
  () => new DataView(new ArrayBuffer(16)),
  () => new ArrayBuffer(random.below(100)),
  () => new Proxy({}, {}),
  () => () => 1,
];

function value(old: number): number {
  switch (random.below(6)) {
    case 0:
      return random.one(boundaries);
    case 1:
      return old + random.below(5) - 2;
    case 2:
      return -old;
    case 3:
      return random.below(20);
    case 4:
      return old * 2;
    default:
      return 8 * (random.below(9) - 4);
  }
}

const isLarge = (number: number): boolean => Number.isInteger(number) && Math.abs(number) > 65536;

/** Strides of 0 make any length legal, and the work endless: see bound_work in binding_fuzzer.cc. */
function boundWork(name: string): void {
  const axes = Math.max(0, Math.min(maxDims, Math.trunc(slots[ndim] as number) || 0));
  const matrices = name === 'matmul' || name === 'lapack';
  let large = false;
  let product = 1;
  for (let i = 0; matrices && i < 4; i++) {
    const number = slots[parameters + i] as number;
    if (!isLarge(number)) slots[parameters + i] = number % 40;
  }
  for (let i = 0; i < axes; i++) {
    const length = slots[shape + i] as number;
    if (isLarge(length)) large = true;
    else if (product * length > (matrices ? 256 : 65536)) slots[shape + i] = 1;
    else if (length > 1) product *= length;
  }
  for (let i = 0; i < 15; i++) large ||= isLarge(slots[parameters + i] as number);
  if (!large) return;
  for (let k = 0; k < 5; k++) {
    for (let i = 0; i < Math.min(maxDims, Math.max(8, axes + 2)); i++) {
      const at = strides + maxDims * k + i;
      if (slots[at] === 0) slots[at] = 8;
    }
  }
}

/** Numbers that say how much is done, whatever the buffers; and the process's own settings. */
function boundNumbers(name: string, values: unknown[]): void {
  if (name === 'setThreads') values[0] = random.below(4);
  if (name === 'fftWorkspace' && typeof values[2] === 'number') values[2] %= 65536;
  if (name === 'allocate' && typeof values[0] === 'number') values[0] %= 2 ** 24;
  if (name === 'setMemoryLimit') values[0] = 2 ** 30;
}

const counts = { calls: 0, answered: 0, refused: 0, functions: 0 };
const reached = new Set<string>();

function once(call: Call, name: string, f: Function_): void {
  const earlier: unknown[] = [];
  const values = call.args.map((argument) => argumentOf(argument, earlier));
  for (let i = random.below(3); i > 0 && random.below(3) === 0; i--) {
    values[random.below(values.length + 1)] = random.one(others)();
  }
  slots.fill(0);
  for (const [slot, number] of call.slots) slots[slot] = number;
  for (let i = random.below(4); i > 0; i--) {
    const set =
      call.slots.length > 0 && random.below(4) > 0 ? random.one(call.slots)[0] : random.below(run + 16);
    slots[set] = value(slots[set] as number);
  }
  boundWork(name);
  boundNumbers(name, values);
  reached.add(name);
  counts.calls++;
  const result = f(...values);
  if (typeof result === 'number') counts.refused++;
  else counts.answered++;
}

for (let i = 0; i < calls; i++) {
  // Every function with nothing right about its arguments, then real calls, damaged.
  const [blank] = [functions[i]];
  if (blank !== undefined) {
    once({ hash: 0, watched: false, raised: false, args: [], slots: [] }, ...blank);
    continue;
  }
  const call = random.one(seeds);
  const found = byHash.get(call.hash);
  if (found === undefined) throw new Error('a seed names no function of the binding: record the calls anew');
  once(call, ...found);
}
if (canaries.some((bytes) => bytes.some((byte) => byte !== 0xa7)))
  throw new Error('a call wrote where it must not');
counts.functions = reached.size;
writeSync(1, JSON.stringify({ ...counts, names: functions.length }));
