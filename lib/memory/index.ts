/** Memory as the user steers it: `nd.memory` and `nd.scope`. */

import { StridedError } from '../errors.js';
import { binding } from '../native.js';
import { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import { describe } from '../shape/layout.js';
import { enterScope, leaveScope } from './scope.js';
import { type MemoryStats, memoryStats, type Storage, trimIdle } from './storage.js';

export type { MemoryStats } from './storage.js';

const nothing: ReadonlySet<Storage> = new Set();

/** `nd.memory`: figures and limits of the arrays' memory. */
export const memory = {
  /**
   * How much memory arrays hold, in bytes and blocks.
   * @example
   * nd.memory.stats().limitBytes > 0 // true
   */
  stats(): MemoryStats {
    return memoryStats();
  },

  /**
   * Sets the most bytes that all arrays of the process may hold (90 % of what the container allows, if never set). What
   * would pass it is a MemoryLimitError; arrays that exist stay.
   * @throws StridedError for anything but a positive whole number of bytes, or Infinity.
   * @example
   * const { limitBytes } = nd.memory.stats();
   * nd.memory.setLimit(2 ** 30);
   * nd.memory.stats().limitBytes // 1073741824
   * nd.memory.setLimit(limitBytes);
   */
  setLimit(bytes: number): void {
    if (bytes !== Number.POSITIVE_INFINITY && !(Number.isInteger(bytes) && bytes > 0)) {
      throw new StridedError(
        `memory.setLimit: a limit is a positive number of bytes (a whole one), not ${describe(bytes)}`,
      );
    }
    // Beyond 2^53 bytes there is no limit to speak of, Infinity included.
    binding.setMemoryLimit(Math.min(bytes, Number.MAX_SAFE_INTEGER));
  },

  /**
   * Gives memory that is kept for the next arrays back to the system. Returns how many bytes that were.
   * @example
   * nd.memory.trim() >= 0 // true
   */
  trim(): number {
    return trimIdle();
  },
} as const;

/** The storages of all arrays that can be reached from a value through lists, objects, Maps and Sets. */
function reachable(value: unknown): ReadonlySet<Storage> {
  const kept = new Set<Storage>();
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (next instanceof NDArray) {
      kept.add(next._storage);
    } else if (next instanceof Map) {
      for (const [key, entry] of next) waiting.push(key, entry);
    } else if (next instanceof Set || Array.isArray(next)) {
      for (const entry of next) waiting.push(entry);
    } else if (!ArrayBuffer.isView(next) && !(next instanceof ArrayBuffer)) {
      // Descriptors, so that no getter runs.
      for (const key of Reflect.ownKeys(next)) {
        waiting.push(Reflect.getOwnPropertyDescriptor(next, key)?.value);
      }
    }
  }
  return kept;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/**
 * Runs `fn` and frees at once all arrays made inside it, but those that can be reached from what it returns: arrays, views
 * (with the memory they look at), and arrays inside lists, objects, Maps and Sets. Scopes nest; what an inner one returns
 * belongs to the outer one. An error frees everything and passes on.
 *
 * Arrays kept some other way (in an outer variable, or by a function that is returned) are freed too, and using them is a
 * DisposedError.
 * @throws StridedError where `fn` returns a Promise: its arrays would be freed before it ends.
 * @example
 * const norm = nd.scope(() => nd.arange(3).mul(2).sum());
 * norm // 6
 */
export function scope<T>(fn: () => T): T extends PromiseLike<unknown> ? never : T;
export function scope(fn: () => unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'scope');
  if (typeof fn !== 'function') {
    throw new StridedError(`scope: takes a function, not ${describe(fn)}`);
  }
  const opened = enterScope();
  let kept = nothing;
  try {
    const result = fn();
    if (isThenable(result)) {
      // What the rest of the function then throws is the same mistake and is reported once.
      result.then(undefined, () => undefined);
      throw new StridedError(
        'scope: the function returned a Promise, and its arrays would be freed before it ends; await first and use scope for the synchronous part, or use `using`',
      );
    }
    kept = result instanceof NDArray ? new Set([result._storage]) : reachable(result);
    return result;
  } finally {
    leaveScope(opened, kept);
  }
}
