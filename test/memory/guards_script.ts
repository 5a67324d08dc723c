/** Touches memory that is not its own, as a wrong kernel would. The name of the place is the argument. */
import * as nd from 'strided';
import type { NDArray } from '../../lib/ndarray.js';

/** Elements from this place of the array's slab on: within the slab, so that the native bounds check lets them pass. */
function elements(a: NDArray, start: number, length: number): NDArray {
  return a._view([length], [8], a._offset + start * 8);
}

const places: Record<string, () => number> = {
  'own elements': () => elements(nd.ones([3]) as NDArray, 0, 3).sum() as number,
  'one element behind': () => elements(nd.ones([3]) as NDArray, 1, 3).sum() as number,
  'a neighbor’s guard': () => {
    const a = nd.ones([8]) as NDArray;
    return elements(nd.ones([8]) as NDArray, -1, 8).sum() + a.size;
  },
  'room not given out yet': () => elements(nd.ones([600]) as NDArray, 1200, 8).sum() as number,
  'disposed elements': () => {
    const a = nd.ones([3]) as NDArray;
    const next = nd.zeros([3]) as NDArray;
    const apart = (a._storage.start - next._storage.start) / 8;
    a.dispose();
    return elements(next, apart, 3).sum() as number;
  },
  'elements that were lent': () => {
    const a = nd.ones([3]) as NDArray;
    const next = nd.zeros([3]) as NDArray;
    const apart = (a._storage.start - next._storage.start) / 8;
    a.data.fill(1);
    return elements(next, apart, 3).sum() as number;
  },
};

console.log(JSON.stringify((places[process.argv[2] as string] as () => number)()));
