import type { CheckAxis, ReduceShape } from '../../lib/types/index.js';
import { same } from './expect.js';

// biome-ignore lint/suspicious/noExplicitAny: the unknown shape is what is tested
type Unknown = any;
type Ok = 'ok';

same<ReduceShape<[2, 3, 4], 0>, [3, 4]>(true);
same<ReduceShape<[2, 3, 4], -1>, [2, 3]>(true);
same<ReduceShape<[2, 3, 4], -3>, [3, 4]>(true);
same<ReduceShape<[2, 3, 4], 1, true>, [2, 1, 4]>(true);
same<ReduceShape<[2, 3, 4], -1, true>, [2, 3, 1]>(true);
same<ReduceShape<[2, 3, 4], readonly [0, -1]>, [3]>(true);
same<ReduceShape<[2, 3, 4], readonly [0, 2], true>, [1, 3, 1]>(true);
same<ReduceShape<[2, 3, 4], readonly []>, [2, 3, 4]>(true);
same<ReduceShape<[2, 3, 4], undefined>, []>(true);
same<ReduceShape<[2, 3, 4], null, true>, [1, 1, 1]>(true);
same<ReduceShape<[number, 3], 1>, [number]>(true);

// Axes the compiler does not know: the rank may still be known.
same<ReduceShape<[2, 3, 4], number>, [number, number]>(true);
same<ReduceShape<[2, 3, 4], number, true>, [number, number, number]>(true);
same<ReduceShape<[2, 3, 4], number[]>, Unknown>(true);
same<ReduceShape<Unknown, 0>, Unknown>(true);
same<ReduceShape<Unknown, undefined>, []>(true);
same<ReduceShape<Unknown, undefined, true>, Unknown>(true);

same<CheckAxis<[2, 3], 1, Ok>, Ok>(true);
same<CheckAxis<[2, 3], -2, Ok>, Ok>(true);
same<CheckAxis<[2, 3], number, Ok>, Ok>(true);
same<CheckAxis<Unknown, 7, Ok>, Ok>(true);
same<CheckAxis<[2, 3], 2, Ok>, 'axis 2 is out of bounds for shape (2,3)'>(true);
same<CheckAxis<[2, 3], -3, Ok>, 'axis -3 is out of bounds for shape (2,3)'>(true);
same<CheckAxis<[2, 3], readonly [0, 4], Ok>, 'axis 4 is out of bounds for shape (2,3)'>(true);
same<CheckAxis<[], 0, Ok>, 'axis 0 is out of bounds for shape ()'>(true);
