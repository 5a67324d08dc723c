/** What the compiler knows of created and converted arrays. */
import * as nd from 'strided';
import { type } from './expect.js';

declare const size: number;
declare const sizes: number[];
declare const dtype: nd.DType;
declare const anything: nd.NDArray;
const { Complex } = nd;

// Shapes and dtypes of literals are known.
type<nd.NDArray<'float64', [2, 3]>>().of(nd.zeros([2, 3]));
type<nd.NDArray<'int8', [4]>>().of(nd.ones(4, 'int8'));
type<nd.NDArray<'bool', [2, 1]>>().of(nd.empty([2, 1], { dtype: 'bool', order: 'F' }));
type<nd.NDArray<'float64', [number]>>().of(nd.zeros(size));
type<nd.NDArray<'float64', [number, 3]>>().of(nd.zeros([size, 3]));
// biome-ignore lint/suspicious/noExplicitAny: the unknown shape is any
type<nd.NDArray<'float64', any>>().of(nd.zeros(sizes));
type<nd.NDArray<nd.DType, [2]>>().of(nd.zeros(2, dtype));

type<nd.NDArray<'float64', [2, 2]>>().of(nd.full([2, 2], 1.5));
type<nd.NDArray<'int64', [2]>>().of(nd.full(2, 7n));
type<nd.NDArray<'bool', [2]>>().of(nd.full(2, true));
type<nd.NDArray<'float32', [2, 2]>>().of(nd.full([2, 2], [1, 2], 'float32'));
// @ts-expect-error three values do not stretch over two places
nd.full(2, [1, 2, 3]);
// @ts-expect-error no such dtype
nd.zeros(2, 'float');
// @ts-expect-error no such option
nd.zeros(2, { dtyp: 'int8' });
// @ts-expect-error a shape is numbers
nd.zeros('3');

// Lists tell their shape and dtype.
type<nd.NDArray<'float64', [2, 2]>>().of(
  nd.array([
    [1, 2],
    [3, 4],
  ]),
);
type<nd.NDArray<'int64', [2]>>().of(nd.array([1n, 2n]));
type<nd.NDArray<'bool', [1]>>().of(nd.array([true]));
type<nd.NDArray<'complex128', [2]>>().of(nd.array([new Complex(1, 2), 3]));
type<nd.NDArray<'float64', []>>().of(nd.array(3));
type<nd.NDArray<'int16', [3]>>().of(nd.array([1, 2, 3], 'int16'));
type<nd.NDArray<'int16', [3]>>().of(nd.array([1, 2, 3], { dtype: 'int16', copy: true }));
// biome-ignore lint/suspicious/noExplicitAny: the unknown shape is any
type<nd.NDArray<'float64', any>>().of(nd.array([1, 2], { ndmin: 2 }));
type<nd.NDArray<'float32', [number]>>().of(nd.asarray(new Float32Array(3)));
type<nd.NDArray<'uint8', [number]>>().of(nd.asarray(Buffer.alloc(3)));
type<nd.NDArray<'float64', [2, 3]>>().of(nd.asarray(nd.zeros([2, 3])));
type<nd.NDArray<'int8', [2, 3]>>().of(nd.asarray(nd.zeros([2, 3]), 'int8'));
type<nd.NDArray<'float64', [1]>>().of(nd.ascontiguousarray(3));
// @ts-expect-error a string is no array
nd.array('12');

type<nd.NDArray<'float64', [2, 3]>>().of(nd.zerosLike(nd.zeros([2, 3])));
type<nd.NDArray<'int8', [2, 3]>>().of(nd.onesLike(nd.zeros([2, 3]), 'int8'));
type<nd.NDArray<'float64', [4]>>().of(nd.emptyLike(nd.zeros([2, 3]), { shape: 4 }));
type<nd.NDArray<'float64', [2]>>().of(nd.fullLike([1, 2], 3));

type<nd.NDArray<'float64', [number]>>().of(nd.arange(3));
type<nd.NDArray<'float64', [number]>>().of(nd.arange(0, 3, 0.5));
type<nd.NDArray<'int64', [number]>>().of(nd.arange(3n));
type<nd.NDArray<'int32', [number]>>().of(nd.arange(3, 'int32'));
type<nd.NDArray<'int32', [number]>>().of(nd.arange(1, 3, 1, { dtype: 'int32' }));
type<nd.NDArray<'float64', [5]>>().of(nd.linspace(0, 1, 5));
type<nd.NDArray<'float64', [50]>>().of(nd.linspace(0, 1));
type<nd.NDArray<'complex128', [5]>>().of(nd.linspace(0, new Complex(0, 1), 5));
type<number>().of(nd.linspace(0, 1, 5, { retstep: true }).step);
type<nd.NDArray<'float64', [5]>>().of(nd.linspace(0, 1, 5, { retstep: true })[0]);
type<nd.NDArray<'float64', [4]>>().of(nd.geomspace(1, 1000, 4));
type<nd.NDArray<'float32', [4]>>().of(nd.logspace(0, 3, 4, { dtype: 'float32' }));
type<nd.NDArray<'float64', [2, 2]>>().of(nd.eye(2));
type<nd.NDArray<'float64', [2, 3]>>().of(nd.eye(2, 3, { k: 1 }));
type<nd.NDArray<'bool', [2, 2]>>().of(nd.identity(2, 'bool'));
type<nd.NDArray<'float64', [number]>>().of(nd.frombuffer(new ArrayBuffer(8)));
type<nd.NDArray<'int16', [number]>>().of(nd.frombuffer(Buffer.alloc(8), 'int16', { offset: 2 }));
type<nd.NDArray<'int8', [number]>>().of(nd.fromiter([1, 2], 'int8'));
nd.fromfunction(
  (i, j) => {
    type<nd.NDArray<'float64', [2, 3]>>().of(i);
    return j;
  },
  [2, 3],
);

// Conversions keep the shape.
type<nd.NDArray<'float32', [2, 3]>>().of(nd.zeros([2, 3]).astype('float32'));
type<nd.NDArray<'float32', [2]>>().of(nd.astype([1, 2], 'float32'));
type<nd.NDArray<'float64', [2, 3]>>().of(nd.zeros([2, 3]).copy('F'));
type<nd.NDArray<'int64', [2, 3]>>().of(nd.zeros([2, 3]).view('int64'));
type<nd.NDArray<'uint8', [2, number]>>().of(nd.zeros([2, 3]).view('uint8'));
type<nd.NDArray<'float64', [2]>>().of(nd.zeros(2).fill(1));
nd.copyto(nd.zeros([2, 3]), [1, 2, 3]);
nd.copyto(anything, anything);
// @ts-expect-error two values do not stretch over three places
nd.copyto(nd.zeros([2, 3]), [1, 2]);
const plain: nd.NDArray = nd.array([1, 2]);
const created: nd.NDArray<'float64'> = nd.zerosLike(plain);
void created;
type<nd.NDArray<'float64', [2]>>().of(nd.zeros(2, { order: 'F' }));
type<nd.NDArray<'float64', [5]>>().of(nd.linspace(0, 1, { num: 5 }));
type<nd.NDArray<'float64', [50]>>().of(nd.linspace(0, 1, { endpoint: false }));
type<nd.NDArray<'float64', [5]>>().of(nd.linspace(0, 1, 5, { endpoint: false }));
type<nd.NDArray<'float64', [3, 3]>>().of(nd.eye(3, { k: 1 }));
type<nd.NDArray<'int8', [3, 4]>>().of(nd.eye(3, { M: 4, dtype: 'int8' }));
type<nd.NDArray<'float64', [number]>>().of(nd.frombuffer(Buffer.alloc(16), { offset: 8 }));
type<nd.NDArray<'float64', [2]>>().of(nd.array([1, 2], { order: 'F' }));
type<nd.NDArray<'float64', [2]>>().of(nd.asarray([1, 2], { copy: null }));
type<nd.NDArray<'float64', [number]>>().of(nd.arange(0, { stop: 3 }));
type<nd.NDArray<'float64', [number]>>().of(nd.arange(0, 3, {}));
