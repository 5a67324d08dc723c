/** Lists of JavaScript values, which live in V8's heap: where that is full, V8 ends the process and no one can catch it. */
import { builtin } from '../builtins.js';
import { MemoryLimitError } from '../errors.js';

/** Lists of fewer elements fit in any heap. */
const WORTH_LOOKING = 1 << 24;
/** A place in a list, whatever stands there. */
const BYTES_PER_PLACE = 8;

/** A list of so many elements is an error before it is begun where V8's heap cannot hold it. */
export function refuseLongList(elements: number, who: string): void {
  if (elements < WORTH_LOOKING) return;
  const heap = builtin('v8').getHeapStatistics().heap_size_limit;
  const bytes = elements * BYTES_PER_PLACE;
  if (bytes <= heap) return;
  throw new MemoryLimitError(
    `${who}: a list of ${elements} elements takes ${bytes} bytes or more of V8's heap, which holds ${heap} in all; ` +
      'take the array piece by piece, or its data',
  );
}
