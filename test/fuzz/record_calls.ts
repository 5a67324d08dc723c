/**
 * Writes down calls of the binding as the library makes them, the seeds of the fuzzers, into corpus/binding.gz:
 *
 *     npx tsx test/fuzz/record_calls.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Argument, type Call, encodeCall, hashOf, MOST_BYTES, packCorpus } from './call_format.js';

interface Addon {
  readonly block: ArrayBuffer;
  [name: string]: unknown;
}

/** Of a piece of a slab: small results are cut from slabs at multiples of 64. */
const SLAB_BYTES = 4096;
const PIECE = 64;
const WINDOW = 1024;

/** One of each kind, and so many of a function. */
const MOST_OF_A_FUNCTION = 120;
const LONGEST = 4000;
const seen = new Set<string>();
const inputs = new Map<string, Uint8Array[]>();

function trimmedContent(bytes: Uint8Array): Uint8Array {
  let end = Math.min(bytes.length, 2600);
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.slice(0, end);
}

function record(name: string, slots: Float64Array, values: readonly unknown[]): void {
  const isSlab = (value: unknown): value is ArrayBuffer =>
    value instanceof ArrayBuffer && value.byteLength > SLAB_BYTES;
  const slabs = values.filter(isSlab);
  // Where pieces of slabs begin; each becomes a buffer of its own that begins at 0.
  const places = [...slots.keys()].filter((i) => {
    const value = slots[i] as number;
    return (
      slabs.length > 0 && value >= PIECE && value < 262144 && value % PIECE === 0 && (i < 32 || i >= 448)
    );
  });
  const starts = places.map((i) => slots[i] as number);
  let slab = 0;
  const args = values.map((value): Argument => {
    if (value === undefined) return { kind: 'undefined' };
    if (value === null) return { kind: 'null' };
    if (typeof value === 'number') return { kind: 'number', value };
    if (typeof value === 'boolean') return { kind: value ? 'true' : 'false' };
    if (isSlab(value)) {
      const start = places.length === slabs.length ? (starts[slab++] as number) : 0;
      const window = new Uint8Array(value, start, Math.min(WINDOW, value.byteLength - start));
      return { kind: 'buffer', bytes: window.length, content: trimmedContent(window.subarray(0, 256)) };
    }
    if (value instanceof ArrayBuffer) {
      const bytes = new Uint8Array(value);
      return { kind: 'buffer', bytes: Math.min(bytes.length, MOST_BYTES), content: trimmedContent(bytes) };
    }
    if (value instanceof Uint8Array) {
      return { kind: 'bytes', bytes: Math.min(value.length, MOST_BYTES), content: trimmedContent(value) };
    }
    return { kind: 'object' };
  });
  const set = [...slots.keys()]
    .filter((i) => slots[i] !== 0 && (i < 432 || i >= 448))
    .map((i) => [i, places.includes(i) ? 0 : (slots[i] as number)] as const);
  const call: Call = { hash: hashOf(name), watched: false, raised: false, args, slots: set };
  // What makes a kind: function, kernel or problem, the arguments' kinds, axes.
  const numbers = values.filter((value) => typeof value === 'number').join();
  const generator = name.startsWith('random') ? args[0]?.content?.slice(0, 4).join() : '';
  const dtype = name === 'lapack' ? slots[17] : '';
  const kind = [name, numbers || slots[1], args.map((a) => a.kind), slots[0], generator, dtype].join('|');
  if (seen.has(kind)) return;
  seen.add(kind);
  const bytes = encodeCall(call);
  if (bytes.length > LONGEST) return;
  const others = inputs.get(name);
  if (others === undefined) inputs.set(name, [bytes]);
  else others.push(bytes);
}

// The addon's functions note what they are called with.
const opened = process.dlopen.bind(process);
process.dlopen = (module: { exports: object }, ...rest: [string]): void => {
  opened(module, ...rest);
  const addon = module.exports as Addon;
  const slots = new Float64Array(addon.block);
  for (const [name, value] of Object.entries(addon)) {
    if (typeof value !== 'function') continue;
    addon[name] = (...values: unknown[]): unknown => {
      record(name, slots, values);
      const result = (value as (...given: unknown[]) => unknown)(...values);
      // What the next call sets is then seen; results stay.
      slots.fill(0, 0, 432);
      slots.fill(0, 448);
      return result;
    };
  }
};

const { recordedWork } = await import('./recorded_work.js');
const failed = recordedWork();
/** Spread over all that were met, where there are more than are kept. */
const kept = [...inputs.values()].flatMap((list) =>
  list.filter((_, i) => i % Math.ceil(list.length / MOST_OF_A_FUNCTION) === 0),
);
const packed = packCorpus(kept);
mkdirSync(new URL('corpus', import.meta.url), { recursive: true });
writeFileSync(new URL('corpus/binding.gz', import.meta.url), packed);
console.log(
  `${kept.length} calls of ${inputs.size} functions, ${packed.length} bytes; ${failed} pieces of work were refused`,
);
