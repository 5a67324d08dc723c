/** Views: the shapes that slices, transposes and reshapes are inferred to have. */
import * as nd from 'strided';
import { same, type } from './expect.js';

declare const a: nd.NDArray<'float32', [2, 3, 4]>;
declare const z: nd.NDArray<'complex64', [5, 2]>;
declare const plain: nd.NDArray;
declare const i: number;
declare const text: string;

// biome-ignore lint/suspicious/noExplicitAny: the unknown shape is what is tested
type Unknown = any;

// Properties.
type<nd.NDArray<'float32', [4, 3, 2]>>().of(a.T);
type<nd.NDArray<'float32', [2, 4, 3]>>().of(a.mT);
type<nd.NDArray<'float32', [5, 2]>>().of(z.real);
type<nd.NDArray<'float32', [5, 2]>>().of(z.imag);
same<(typeof plain.T)['shape'][0], number>(true);

// Slices: integers take an axis away, null adds one, ':' keeps one whole.
type<nd.NDArray<'float32', [3, 4]>>().of(a.slice(0));
type<nd.NDArray<'float32', [3, 4]>>().of(a.slice(i));
type<nd.NDArray<'float32', []>>().of(a.slice(0, 1, 2));
type<nd.NDArray<'float32', [number, 3, 4]>>().of(a.slice('1:'));
type<nd.NDArray<'float32', [2, 4]>>().of(a.slice(':', 1));
type<nd.NDArray<'float32', [2, number, 4]>>().of(a.slice(':', nd.s(1, 2)));
type<nd.NDArray<'float32', [1, 2, 3, 4]>>().of(a.slice(null));
type<nd.NDArray<'float32', [2, 3, 4, 1]>>().of(a.slice('...', null));
type<nd.NDArray<'float32', [2, 3]>>().of(a.slice('...', 0));
type<nd.NDArray<'float32', [2, 3]>>().of(a.slice('..., 0'));
type<nd.NDArray<'float32', [2, 3, number]>>().of(a.slice('::-1, ..., 1:3'));
type<nd.NDArray<'float32', [1, 4]>>().of(a.slice('0, null, 1'));
type<nd.NDArray<'float32', Unknown>>().of(a.slice(text));
type<nd.NDArray<'float32', Unknown>>().of(a.slice(0, 0, 0, 0));
same<ReturnType<typeof plain.slice>['shape'][0], number>(true);

// Other shapes.
type<nd.NDArray<'float32', [6, 4]>>().of(a.reshape(6, 4));
type<nd.NDArray<'float32', [6, 4]>>().of(a.reshape([6, -1]));
type<nd.NDArray<'float32', [24]>>().of(a.reshape(-1));
type<nd.NDArray<'float32', [6, 4]>>().of(a.reshape([6, 4], { order: 'F' }));
type<nd.NDArray<'float32', [6, 4]>>().of(nd.reshape(a, [6, 4]));
type<nd.NDArray<'float32', [24]>>().of(a.ravel());
type<nd.NDArray<'float32', [24]>>().of(a.flatten('F'));
// @ts-expect-error: 24 elements are not 25
a.reshape([5, 5]);
// @ts-expect-error: 24 elements are not 25
a.reshape(5, 5);
// @ts-expect-error: 24 elements are not 25
nd.reshape(a, [5, 5]);
const forwarded = (x: nd.NDArray, shape: number[]): nd.NDArray => x.reshape(shape).reshape(...shape);
same<ReturnType<typeof forwarded>, nd.NDArray>(true);

// Other axes.
type<nd.NDArray<'float32', [3, 4, 2]>>().of(a.transpose(1, 2, 0));
type<nd.NDArray<'float32', [3, 4, 2]>>().of(a.transpose([1, 2, 0]));
type<nd.NDArray<'float32', [4, 3, 2]>>().of(a.transpose());
type<nd.NDArray<'float32', [4, 2, 3]>>().of(nd.permuteDims(a, [2, 0, 1]));
type<nd.NDArray<'float32', [4, 3, 2]>>().of(a.swapaxes(0, -1));
type<nd.NDArray<'float32', [2, 4, 3]>>().of(nd.matrixTranspose(a));
type<nd.NDArray<'float32', [number, number, number]>>().of(nd.moveaxis(a, 0, 2));
type<nd.NDArray<'float32', [2, 1, 3, 4]>>().of(nd.expandDims(a, 1));
type<nd.NDArray<'float32', [2, 3, 4]>>().of(nd.squeeze(nd.expandDims(a, 1)));
type<nd.NDArray<'float32', [7, 2, 3, 4]>>().of(nd.broadcastTo(a, [7, 2, 3, 4]));
// @ts-expect-error: 4 is not 5
nd.broadcastTo(a, [2, 3, 5]);
const [x, y] = nd.broadcastArrays(a, [1, 2, 3, 4]);
type<nd.NDArray<'float32', [2, 3, 4]>>().of(x);
type<nd.NDArray<'float64', [2, 3, 4]>>().of(y);
type<readonly [3, 4]>().of(nd.broadcastShapes([3, 1], 4));

// What must go through.
const receives: nd.NDArray = a.slice(0).T;
const wide: nd.NDArray<'float32', [number, number, number]> = a;
const generic = <D extends nd.DType>(v: nd.NDArray<D>): nd.NDArray<D> => v.slice('1:').T.reshape(-1);
void [receives, wide, generic, z];
a.slice(':, 0').assign([1, 2, 3, 4]);
// @ts-expect-error: 3 is not 4
a.slice(':, 0').assign([1, 2, 3]);
plain.assign(3);
