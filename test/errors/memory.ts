/** Wrong calls: memory that is gone, too short, or not to be written. */
import * as nd from 'strided';
import {
  a34,
  call,
  detached,
  disposed,
  disposedBase,
  readOnly,
  scoped,
  shortened,
  v3,
  wrong,
  zeros,
} from './fixtures.js';

wrong(
  'add of a disposed array',
  () => disposed().add(1),
  'DisposedError',
  'ERR_DISPOSED',
  /^add: .*disposed/,
);
wrong(
  'a disposed second operand',
  () => v3.multiply(disposed()),
  'DisposedError',
  'ERR_DISPOSED',
  /^multiply: /,
);
const disposedEmpty = (shape: readonly number[]): nd.NDArray => {
  const empty = nd.zeros(shape) as nd.NDArray;
  empty.dispose();
  return empty;
};
for (const [name, operation] of [
  ['add', () => disposedEmpty([0]).add(1)],
  ['multiply', () => nd.multiply(nd.zeros([0]), disposedEmpty([0]))],
  ['sqrt', () => nd.sqrt(disposedEmpty([0]))],
  ['matmul', () => nd.matmul(disposedEmpty([0, 3]), nd.ones([3, 2]))],
  ['dot', () => nd.dot(nd.ones([2, 3]), disposedEmpty([3, 0]))],
] as const) {
  const what = `${name} of a disposed array without elements`;
  wrong(what, operation, 'DisposedError', 'ERR_DISPOSED', new RegExp(`^${name}: `));
}
wrong('sum of a disposed array', () => disposed().sum(), 'DisposedError', 'ERR_DISPOSED', /^sum: /);
wrong('argmax of a disposed array', () => disposed().argmax(), 'DisposedError', 'ERR_DISPOSED', /^argmax: /);
wrong(
  'matmul of a disposed array',
  () => v3.matmul(disposed()),
  'DisposedError',
  'ERR_DISPOSED',
  /^matmul: /,
);
wrong('at of a disposed array', () => disposed().at(0), 'DisposedError', 'ERR_DISPOSED', /^at: /);
wrong('set of a disposed array', () => disposed().set(1, 0), 'DisposedError', 'ERR_DISPOSED', /^set: /);
wrong('data of a disposed array', () => disposed().data, 'DisposedError', 'ERR_DISPOSED', /^data: /);
wrong(
  'toBuffer of a disposed array',
  () => disposed().toBuffer(),
  'DisposedError',
  'ERR_DISPOSED',
  /^toBuffer: /,
);
wrong(
  'toArray of a disposed array',
  () => disposed().toArray(),
  'DisposedError',
  'ERR_DISPOSED',
  /^toArray: /,
);
wrong(
  'a view whose base is disposed',
  () => disposedBase().add(1),
  'DisposedError',
  'ERR_DISPOSED',
  /^add: .*\(4,3\) was disposed/,
);
wrong('an array out of its scope', () => scoped().add(1), 'DisposedError', 'ERR_DISPOSED', /nd\.scope ended/);
wrong(
  'a disposed out',
  () => call('add', v3, v3, { out: disposed() }),
  'DisposedError',
  'ERR_DISPOSED',
  /^add: /,
);
wrong(
  'a disposed mask',
  () => {
    const mask = zeros([3], 'bool');
    mask.dispose();
    return call('add', v3, v3, { where: mask });
  },
  'DisposedError',
  'ERR_DISPOSED',
  /^add: /,
);
wrong('assign to a disposed array', () => disposed().assign(1), 'DisposedError', 'ERR_DISPOSED', /^assign: /);
wrong(
  'astype of a disposed array',
  () => disposed().astype('int32'),
  'DisposedError',
  'ERR_DISPOSED',
  /^astype: /,
);
wrong(
  'save of a disposed array',
  () => call('toNpy', disposed()),
  'DisposedError',
  'ERR_DISPOSED',
  /disposed/,
);
wrong('iteration of a disposed array', () => [...disposed()], 'DisposedError', 'ERR_DISPOSED', /disposed/);
wrong('add of a detached buffer', () => detached().add(1), 'StridedError', 'ERR_BUFFER', /^add: .*detached/);
wrong(
  'a detached second operand',
  () => v3.add(detached()),
  'StridedError',
  'ERR_BUFFER',
  /^add: .*detached/,
);
wrong('sum of a detached buffer', () => detached().sum(), 'StridedError', 'ERR_BUFFER', /^sum: .*detached/);
wrong(
  'sum over an axis of a detached buffer',
  () => detached().sum(0),
  'StridedError',
  'ERR_BUFFER',
  /^sum: .*detached/,
);
wrong('std of a detached buffer', () => detached().std(), 'StridedError', 'ERR_BUFFER', /^std: .*detached/);
wrong(
  'argmin of a detached buffer',
  () => detached().argmin(),
  'StridedError',
  'ERR_BUFFER',
  /^argmin: .*detached/,
);
wrong(
  'matmul of a detached buffer',
  () => v3.matmul(detached()),
  'StridedError',
  'ERR_BUFFER',
  /^matmul: .*detached/,
);
wrong(
  'out over a detached buffer',
  () => call('add', v3, v3, { out: detached() }),
  'StridedError',
  'ERR_BUFFER',
  /^add: .*detached/,
);
wrong('at of a detached buffer', () => detached().at(0), 'StridedError', 'ERR_BUFFER', /^at: .*detached/);
wrong(
  'set of a detached buffer',
  () => detached().set(1, 0),
  'StridedError',
  'ERR_BUFFER',
  /^set: .*detached/,
);
wrong('data of a detached buffer', () => detached().data, 'StridedError', 'ERR_BUFFER', /^data: .*detached/);
wrong(
  'copy of a detached buffer',
  () => detached().copy(),
  'StridedError',
  'ERR_BUFFER',
  /^copy: .*detached/,
);
wrong(
  'asarray of a detached TypedArray',
  () => {
    const memory = new Float64Array(4);
    structuredClone(memory.buffer, { transfer: [memory.buffer] });
    return nd.asarray(memory);
  },
  'StridedError',
  'ERR_BUFFER',
  /^asarray: .*detached/,
);
wrong(
  'add of a shortened buffer',
  () => shortened().add(1),
  'StridedError',
  'ERR_BUFFER',
  /^add: .*too short/,
);
wrong(
  'sum of a shortened buffer',
  () => shortened().sum(),
  'StridedError',
  'ERR_BUFFER',
  /^sum: .*too short/,
);
wrong(
  'toArray of a shortened buffer',
  () => shortened().toArray(),
  'StridedError',
  'ERR_BUFFER',
  /^toArray: .*too short/,
);
wrong(
  'frombuffer of 7 bytes as float64',
  () => call('frombuffer', new Uint8Array(7)),
  'StridedError',
  'ERR_BUFFER',
  /7 bytes are no whole number of float64/,
);
wrong(
  'frombuffer of too many elements',
  () => call('frombuffer', new Uint8Array(16), { count: 3 }),
  'StridedError',
  'ERR_BUFFER',
  /3 float64 elements take 24 bytes/,
);
wrong(
  'frombuffer behind the end',
  () => call('frombuffer', new Uint8Array(16), { offset: 17 }),
  'StridedError',
  'ERR_BUFFER',
  /offset 17 is outside/,
);
wrong(
  'frombuffer before the start',
  () => call('frombuffer', new Uint8Array(16), { offset: -8 }),
  'StridedError',
  'ERR_BUFFER',
  /offset -8/,
);
wrong(
  'frombuffer of a list',
  () => call('frombuffer', [1, 2]),
  'StridedError',
  'ERR_ARGUMENT',
  /^frombuffer: a Buffer/,
);
wrong(
  'set of a read-only view',
  () => readOnly.set(1, 0, 0),
  'StridedError',
  'ERR_READ_ONLY',
  /^set: the array is read-only.*a\.copy\(\)/,
);
wrong('iadd of a read-only view', () => readOnly.iadd(1), 'StridedError', 'ERR_READ_ONLY', /^iadd: /);
wrong(
  'out that is read-only',
  () => call('sum', zeros([4, 2, 3]), { axis: 0, out: readOnly }),
  'StridedError',
  'ERR_READ_ONLY',
  /^sum: /,
);
wrong('assign to a read-only view', () => readOnly.assign(1), 'StridedError', 'ERR_READ_ONLY', /^assign: /);
wrong(
  'data of a transposed array',
  () => a34.T.data,
  'StridedError',
  'ERR_COPY_NEEDED',
  /^data: .*a\.copy\(\)\.data/,
);
wrong(
  'toBuffer of a transposed array',
  () => a34.T.toBuffer(),
  'StridedError',
  'ERR_COPY_NEEDED',
  /^toBuffer: /,
);
