/** Wrong calls: shapes that do not fit, what is no shape, axes that are not there. */
import { a34, call, none, v3, v4, wrong, zeros } from './fixtures.js';

// ---- shapes that do not fit ----
wrong(
  'add of (3,4) and (3)',
  () => a34.add(v3),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^add: shapes \(3,4\) and \(3,?\).*reshape\(3, 1\)/,
);
wrong(
  'subtract of (3) and (4)',
  () => v3.subtract(v4),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^subtract: shapes \(3,?\) and \(4,?\)/,
);
wrong(
  'less of (2,3) and (3,2)',
  () => zeros([2, 3]).lt(zeros([3, 2])),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^less: /,
);
wrong(
  'maximum of (0) and (3)',
  () => call('maximum', none, v3),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^maximum: /,
);
wrong(
  'iadd of a larger array',
  () => v4.iadd(zeros([2, 4])),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^iadd: the array has shape \(4,\)/,
);
wrong(
  'out too short',
  () => call('add', v3, v3, { out: zeros([2]) }),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^add: .*\(2,?\)/,
);
wrong(
  'out of one element',
  () => call('sqrt', v3, { out: zeros([1]) }),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^sqrt: out has shape \(1,\)/,
);
wrong(
  'where of another shape',
  () => call('add', v3, v3, { where: zeros([2], 'bool') }),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^add: /,
);
wrong(
  'matmul of (3,4) and (3,4)',
  () => a34.matmul(a34),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^matmul: .*inner dimensions are 4 and 3.*b\.T/,
);
wrong('matmul of (3) and (4)', () => v3.matmul(v4), 'ShapeError', 'ERR_SHAPE_MISMATCH', /^matmul: .*3 and 4/);
wrong('matmul with a number', () => a34.matmul(2), 'ShapeError', 'ERR_SHAPE_MISMATCH', /^matmul: .*multiply/);
wrong(
  'matmul with a 0-d array',
  () => a34.matmul(zeros([])),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^matmul: .*multiply/,
);
wrong(
  'matmul of stacks that differ',
  () => zeros([2, 3, 4]).matmul(zeros([3, 4, 5])),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^matmul: /,
);
wrong(
  'matmul into a wrong out',
  () => call('matmul', a34, a34.T, { out: zeros([2, 2]) }),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^matmul: out has shape \(2,2\), the result \(3,3\)/,
);
wrong(
  'imatmul that changes the shape',
  () => a34.imatmul(zeros([4, 2])),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^imatmul: out has shape \(3,4\)/,
);
wrong(
  'reshape to another size',
  () => a34.reshape(5, 5),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^reshape: .*12 elements.*\(5,5\)/,
);
wrong(
  'reshape with two -1',
  () => a34.reshape(-1, -1),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /only one length may be -1/,
);
wrong(
  'reshape without a copy',
  () => a34.T.reshape([12], { copy: false }),
  'StridedError',
  'ERR_COPY_NEEDED',
  /^reshape: copy: false/,
);
wrong(
  'ravel without a copy',
  () => a34.T.ravel('C', { copy: false }),
  'StridedError',
  'ERR_COPY_NEEDED',
  /^ravel: /,
);
wrong(
  'broadcastTo a smaller shape',
  () => call('broadcastTo', v3, [2]),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^broadcastTo: /,
);
wrong(
  'broadcastArrays that do not fit',
  () => call('broadcastArrays', v3, v4),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^broadcastArrays: /,
);
wrong(
  'broadcastShapes that do not fit',
  () => call('broadcastShapes', [2, 3], [3, 2]),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^broadcastShapes: /,
);
wrong('assign of a longer array', () => v3.assign(v4), 'ShapeError', 'ERR_SHAPE_MISMATCH', /^assign: /);
wrong(
  'copyto of a longer array',
  () => call('copyto', v3, v4),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^copyto: /,
);
wrong(
  'squeeze of a long axis',
  () => a34.squeeze(0),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^squeeze: axis 0 of shape \(3,4\) has length 3/,
);
wrong('item of many', () => v3.item(), 'ShapeError', 'ERR_SHAPE_MISMATCH', /^item: .*3 elements/);
wrong('length of a 0-d array', () => zeros([]).length, 'ShapeError', 'ERR_SHAPE_MISMATCH', /^length: /);
wrong(
  'iteration of a 0-d array',
  () => [...zeros([])],
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^iteration over a 0-d array/,
);
wrong('mT of a vector', () => v3.mT, 'ShapeError', 'ERR_SHAPE_MISMATCH', /^mT: /);
wrong('diagonal of a vector', () => call('diagonal', v3), 'ShapeError', 'ERR_SHAPE_MISMATCH', /^diagonal: /);
wrong(
  'a window wider than the array',
  () => call('slidingWindowView', v3, 4),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /window of 4 does not fit/,
);
wrong(
  'asStrided past the end',
  () => call('asStrided', v3, { shape: [3], strides: [16] }),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^asStrided: .*reaches bytes/,
);
wrong(
  'asStrided before the start',
  () => call('asStrided', v3, { shape: [3], strides: [-8] }),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^asStrided: /,
);
wrong(
  'asStrided with overflowing strides',
  () => call('asStrided', v3, { shape: [2 ** 30], strides: [2 ** 40] }),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^asStrided: /,
);
wrong(
  'asStrided with too few strides',
  () => call('asStrided', v3, { shape: [1, 3], strides: [8] }),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^asStrided: 1 strides/,
);

// ---- what is no shape ----
wrong(
  'a negative length',
  () => zeros([3, -1]),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /^zeros: .*axis 1 of \(3,-1\) is -1/,
);
wrong(
  'a fractional length',
  () => zeros([2.5]),
  'IndexError',
  'ERR_INDEX',
  /^zeros: axis 0 of a shape must be an integer, not 2\.5/,
);
wrong('a length of NaN', () => zeros(Number.NaN), 'ShapeError', 'ERR_SHAPE_INVALID', /NaN/);
wrong(
  'an infinite length',
  () => call('ones', [Infinity]),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /^ones: .*Infinity/,
);
wrong(
  'a shape of text',
  () => call('empty', '3,4'),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /^empty: a shape is a number or a list/,
);
wrong('a shape of null', () => zeros(null), 'ShapeError', 'ERR_SHAPE_INVALID', /null/);
wrong('no shape', () => call('zeros'), 'ShapeError', 'ERR_SHAPE_INVALID', /^zeros: /);
wrong('a nested shape', () => zeros([[1, 2]]), 'ShapeError', 'ERR_SHAPE_INVALID', /^zeros: /);
wrong(
  '65 axes',
  () => zeros(new Array(65).fill(1)),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /65 axes.*most is 64/,
);
wrong(
  'more elements than addresses',
  () => zeros([2 ** 30, 2 ** 30]),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /too many elements/,
);
wrong('a shape of 1e300', () => call('full', [1e300], 1), 'ShapeError', 'ERR_SHAPE_INVALID', /^full: /);
wrong(
  'more memory than there is',
  () => zeros([2 ** 46]),
  'MemoryLimitError',
  'ERR_MEMORY_LIMIT',
  /bytes were asked for/,
);
wrong(
  'a view of too many axes',
  () => call('expandDims', zeros(new Array(64).fill(1)), 0),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /most is 64/,
);
wrong(
  'broadcastTo a negative length',
  () => call('broadcastTo', v3, [-1, 3]),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /^broadcastTo: /,
);

// ---- axes ----
for (const name of ['sum', 'prod', 'mean', 'std', 'var', 'min', 'max', 'any', 'all', 'argmin', 'argmax']) {
  wrong(
    `${name} over axis 2 of 2`,
    () => call(name, a34, 2),
    'AxisError',
    'ERR_AXIS',
    new RegExp(`^${name}: axis 2 is out of bounds`),
  );
}
wrong('an axis of -3 of 2', () => a34.sum(-3), 'AxisError', 'ERR_AXIS', /^sum: axis -3 is out of bounds/);
wrong(
  'a fractional axis',
  () => a34.sum(0.5),
  'IndexError',
  'ERR_INDEX',
  /^sum: axis must be an integer, not 0\.5/,
);
wrong('an axis of text', () => a34.max('0'), 'AxisError', 'ERR_AXIS', /^max: /);
wrong(
  'an axis named twice',
  () => a34.mean([0, -2]),
  'AxisError',
  'ERR_AXIS',
  /^mean: axis names an axis twice/,
);
wrong(
  'an axis of a 0-d array',
  () => zeros([]).sum(1),
  'AxisError',
  'ERR_AXIS',
  /^sum: .*0-d array has no axes/,
);
wrong(
  'argmax over two axes',
  () => a34.argmax([0, 1]),
  'AxisError',
  'ERR_AXIS',
  /^argmax: axis must be one axis/,
);
wrong('transpose with too few axes', () => a34.transpose(0), 'AxisError', 'ERR_AXIS', /^transpose: 1 axes/);
wrong('transpose with an axis twice', () => a34.transpose(1, 1), 'AxisError', 'ERR_AXIS', /twice/);
wrong('swapaxes out of bounds', () => a34.swapaxes(0, 5), 'AxisError', 'ERR_AXIS', /^swapaxes: /);
wrong(
  'moveaxis of unequal lists',
  () => call('moveaxis', a34, [0, 1], [0]),
  'AxisError',
  'ERR_AXIS',
  /^moveaxis: /,
);
wrong('expandDims out of bounds', () => call('expandDims', v3, 3), 'AxisError', 'ERR_AXIS', /^expandDims: /);
wrong('squeeze out of bounds', () => v3.squeeze(1), 'AxisError', 'ERR_AXIS', /^squeeze: /);
wrong(
  'diagonal along one axis',
  () => call('diagonal', a34, { axis1: 1, axis2: -1 }),
  'AxisError',
  'ERR_AXIS',
  /^diagonal: /,
);
