/** How many threads large operations are spread over. */

import { StridedError } from './errors.js';
import { binding } from './native.js';
import { noMore } from './options.js';
import { describe } from './shape/layout.js';

/**
 * The number of threads that large operations use: what the process may run on, the environment variable
 * STRIDED_NUM_THREADS, or what `setNumThreads` said. The caller's own thread is one of them.
 *
 * NumPy has no such function.
 * @example
 * nd.getNumThreads() >= 1 // true
 */
export function getNumThreads(...rest: never[]): number {
  noMore(rest, 'getNumThreads');
  return binding.setThreads(0);
}

/**
 * Sets the number of threads that large operations of this thread use; 1 keeps all work on the caller's. Matrix products
 * share one setting in the whole process. Results do not depend on it, to the bit. Returns the number in force.
 *
 * NumPy has no such function.
 * @throws StridedError where `threads` is no integer from 1 to 1024.
 * @example
 * nd.setNumThreads(nd.getNumThreads()) === nd.getNumThreads() // true
 */
export function setNumThreads(threads: number, ...rest: never[]): number {
  noMore(rest, 'setNumThreads');
  if (!Number.isInteger(threads) || threads < 1 || threads > 1024) {
    throw new StridedError(
      `setNumThreads: threads must be an integer from 1 to 1024, not ${describe(threads)}`,
      'ERR_VALUE',
    );
  }
  return binding.setThreads(threads);
}
