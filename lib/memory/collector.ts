/**
 * Getting memory back inside a synchronous loop.
 *
 * Finalizers of external ArrayBuffers wait for the event loop, so a loop that allocates would never free. Each block
 * therefore carries a weak reference that a collection clears; when enough was allocated, a minor collection is asked for
 * and the blocks whose reference is empty are taken back. Arrays that live through two minor collections need a
 * major one, which growth has to pay for.
 */
import { builtin } from '../builtins.js';
import { binding, RESULTS, slots } from '../native.js';

type Gc = (options?: { type: 'minor'; execution: 'sync' }) => void;

function takeGc(): Gc | undefined {
  const exposed = (globalThis as { gc?: Gc }).gc;
  if (typeof exposed === 'function') return exposed;
  try {
    const { setFlagsFromString } = builtin('v8');
    setFlagsFromString('--expose-gc');
    const gc: unknown = builtin('vm').runInNewContext('gc');
    setFlagsFromString('--no-expose-gc');
    return typeof gc === 'function' ? (gc as Gc) : undefined;
  } catch {
    return undefined;
  }
}

/** Allocated bytes after which a look pays: more, and the working set leaves the cache. */
const YOUNG_BUDGET = 8 << 20;
/** Growth of what survives that a major collection may cost. */
const OLD_BUDGET = 96 << 20;

let gc: Gc | undefined;
let looked = false;
let youngBytes = 0;
let liveAfterMajor = 0;

/** Bytes that a collection might give back: lent ones wait for the event loop. */
function liveBytes(): number {
  binding.memoryCounts();
  return (slots[RESULTS + 1] as number) - (slots[RESULTS + 2] as number);
}

/** Tells that bytes were allocated, and collects when their sum passes the budget. */
export function noteAllocation(bytes: number): void {
  youngBytes += bytes;
  if (youngBytes > YOUNG_BUDGET) collectYoung();
}

function prepare(): void {
  collectWith(takeGc());
}

/** Collects by this from here on; without it, V8 is told of our bytes and collects when it sees fit. */
export function collectWith(collect: Gc | undefined): void {
  looked = true;
  gc = collect;
  binding.reportPressure(collect === undefined);
}

function collectYoung(): void {
  if (!looked) prepare();
  youngBytes = 0;
  if (gc === undefined) {
    // V8 collects by itself, told of our bytes; what it cleared is taken back here.
    binding.sweep(true);
    return;
  }
  gc({ type: 'minor', execution: 'sync' });
  binding.sweep(false);
  if (liveBytes() > liveAfterMajor + Math.max(OLD_BUDGET, liveAfterMajor / 4)) collectAll();
}

/** Takes back what V8 has collected by itself. */
export function sweepAll(): void {
  binding.sweep(true);
}

/** A full collection: before any limit error, and when survivors have grown. */
export function collectAll(): void {
  if (!looked) prepare();
  youngBytes = 0;
  // Without options: Node 20 takes any object that does not say 'minor' for a minor collection as well.
  gc?.();
  binding.sweep(true);
  liveAfterMajor = liveBytes();
}
