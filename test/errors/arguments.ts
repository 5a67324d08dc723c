/** Wrong calls: operands, options and values. */
import * as nd from 'strided';
import { a34, call, flags, none, v3, wrong } from './fixtures.js';

wrong(
  'add of one operand',
  () => call('add', v3),
  'StridedError',
  'ERR_ARGUMENT',
  /^add: operand 2 of 2 is missing/,
);
wrong('add of none', () => call('add'), 'StridedError', 'ERR_ARGUMENT', /^add: operand 1 of 2 is missing/);
wrong('sqrt of none', () => call('sqrt'), 'StridedError', 'ERR_ARGUMENT', /^sqrt: operand 1 of 1/);
wrong('add of text', () => v3.add('1'), 'StridedError', 'ERR_ARGUMENT', /^add: .*'1'/);
wrong('add of null', () => v3.add(null), 'StridedError', 'ERR_ARGUMENT', /^add: null/);
wrong('add of a function', () => v3.add(() => 1), 'StridedError', 'ERR_ARGUMENT', /^add: a function/);
wrong('add of a Map', () => v3.add(new Map()), 'StridedError', 'ERR_ARGUMENT', /^add: /);
wrong('sum of null', () => call('sum', null), 'StridedError', 'ERR_ARGUMENT', /^sum: null/);
wrong('mean of text', () => call('mean', '123'), 'StridedError', 'ERR_ARGUMENT', /^mean: /);
wrong('matmul of null', () => call('matmul', a34, null), 'StridedError', 'ERR_ARGUMENT', /^matmul: null/);
wrong('array of undefined', () => call('array'), 'StridedError', 'ERR_ARGUMENT', /^array: undefined/);
wrong('array of text', () => call('array', ['a']), 'DTypeError', 'ERR_VALUE', /^array: 'a'/);
wrong('a ragged list', () => call('array', [[1, 2], [3]]), 'ShapeError', 'ERR_SHAPE_INVALID', /ragged/);
wrong('a ragged operand', () => v3.add([[1], [2, 3]]), 'ShapeError', 'ERR_SHAPE_INVALID', /^add: .*ragged/);
wrong(
  'an array inside itself',
  () => {
    const self: unknown[] = [];
    self.push(self);
    return call('array', self);
  },
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /deeper than 64/,
);
wrong(
  'a { data, shape } that reaches too far',
  () => call('asarray', { data: [1, 2], shape: [3] }),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /^asarray: /,
);
wrong(
  'an unknown option',
  () => call('sum', v3, { axes: 0 }),
  'StridedError',
  'ERR_OPTION',
  /^sum: unknown option 'axes'; the options are axis, dtype/,
);
wrong(
  'an unknown option of add',
  () => call('add', v3, v3, { wher: true }),
  'StridedError',
  'ERR_OPTION',
  /^add: unknown option 'wher'; the options are out, where, casting, dtype/,
);
wrong(
  'an option given twice',
  () => call('sum', a34, 0, { axis: 1 }),
  'StridedError',
  'ERR_OPTION',
  /^sum: axis is given twice/,
);
wrong(
  'too many bare arguments',
  () => call('sum', a34, 0, 'float64'),
  'StridedError',
  'ERR_ARGUMENT',
  /^sum: only axis may stand bare/,
);
wrong(
  'options before the last',
  () => call('sum', a34, {}, 0),
  'StridedError',
  'ERR_ARGUMENT',
  /^sum: options stand last/,
);
wrong(
  'keepdims of 1',
  () => call('sum', a34, { axis: 0, keepdims: 1 }),
  'StridedError',
  'ERR_OPTION',
  /^sum: keepdims must be true or false/,
);
wrong(
  'ddof of text',
  () => call('var', v3, { ddof: '1' }),
  'StridedError',
  'ERR_OPTION',
  /^var: ddof must be a number/,
);
wrong(
  'ddof and correction',
  () => call('std', v3, { ddof: 1, correction: 1 }),
  'StridedError',
  'ERR_OPTION',
  /^std: ddof and correction/,
);
wrong(
  'out that is a TypedArray',
  () => call('add', v3, v3, { out: new Float64Array(3) }),
  'StridedError',
  'ERR_ARGUMENT',
  /^add: out must be an NDArray.*nd\.asarray/,
);
wrong(
  'two outs for one result',
  () => call('add', v3, v3, { out: [v3, v3] }),
  'StridedError',
  'ERR_ARGUMENT',
  /^add: out must be one array/,
);
wrong(
  'sum into a TypedArray',
  () => call('sum', a34, { axis: 0, out: new Float64Array(4) }),
  'StridedError',
  'ERR_ARGUMENT',
  /^sum: out must be an NDArray/,
);
wrong(
  'sum into a wrong shape',
  () => call('sum', a34, { axis: 0, out: v3 }),
  'ShapeError',
  'ERR_SHAPE_MISMATCH',
  /^sum: out has shape \(3,\), the result \(4,\)/,
);
wrong('max of nothing', () => none.max(), 'ShapeError', 'ERR_VALUE', /^max: .*no elements/);
wrong('argmin of nothing', () => none.argmin(), 'ShapeError', 'ERR_VALUE', /^argmin: /);
wrong(
  'min with where and no initial',
  () => call('min', v3, { where: flags }),
  'StridedError',
  'ERR_ARGUMENT',
  /^min: .*initial/,
);
wrong(
  'arange with a step of 0',
  () => call('arange', 0, 3, 0),
  'StridedError',
  'ERR_VALUE',
  /^arange: step must not be 0/,
);
wrong(
  'arange without an end',
  () => call('arange', 0, Infinity),
  'ShapeError',
  'ERR_SHAPE_INVALID',
  /^arange: /,
);
wrong('arange of text', () => call('arange', '3'), 'StridedError', 'ERR_ARGUMENT', /^arange: /);
wrong(
  'linspace with -1 samples',
  () => call('linspace', 0, 1, -1),
  'StridedError',
  'ERR_VALUE',
  /^linspace: num must be 0 or more/,
);
wrong(
  'geomspace through 0',
  () => call('geomspace', 0, 1),
  'StridedError',
  'ERR_VALUE',
  /^geomspace: .*cannot include 0/,
);
wrong('eye with a negative length', () => call('eye', -1), 'ShapeError', 'ERR_SHAPE_INVALID', /^eye: /);
wrong(
  'an unknown order',
  () => call('zeros', [2], { order: 'X' }),
  'DTypeError',
  'ERR_OPTION',
  /order must be/,
);
wrong(
  'fromfunction of no function',
  () => call('fromfunction', 1, [2]),
  'StridedError',
  'ERR_ARGUMENT',
  /^fromfunction: a function is needed/,
);
wrong(
  'fromiter of a number',
  () => call('fromiter', 5, 'float64'),
  'StridedError',
  'ERR_ARGUMENT',
  /^fromiter: /,
);
wrong(
  'scope of no function',
  () => call('scope', 1),
  'StridedError',
  'ERR_ARGUMENT',
  /^scope: takes a function/,
);
wrong(
  'scope of a promise',
  () => nd.scope(() => Promise.resolve(1) as never),
  'StridedError',
  'ERR_ARGUMENT',
  /^scope: the function returned a Promise/,
);
wrong(
  'a negative memory limit',
  () => nd.memory.setLimit(-1),
  'StridedError',
  'ERR_ARGUMENT',
  /^memory\.setLimit: /,
);
wrong(
  'printing with a precision of text',
  () => call('setPrintoptions', { precision: 'many' }),
  'StridedError',
  'ERR_OPTION',
  /precision/,
);
wrong(
  'load of a file that is not there',
  () => call('load', '/nowhere/at/all.npy'),
  'StridedError',
  'ERR_FILE',
  /^load: cannot read '\/nowhere\/at\/all.npy': ENOENT/,
);
wrong(
  'load of what is no .npy',
  () => call('load', Buffer.from('not an array at all')),
  'StridedError',
  'ERR_FILE_FORMAT',
  /^load: /,
);
wrong(
  'constructing an NDArray',
  () => new (nd.NDArray as unknown as new () => unknown)(),
  'StridedError',
  'ERR_ARGUMENT',
  /nd\.array/,
);
wrong('an array as a number', () => Number(v3), 'TypeError', 'undefined', /a\.add\(b\)/);
wrong(
  'an int64 that no number holds',
  () => nd.array([2n ** 60n]).item(),
  'RangeError',
  'ERR_RANGE',
  /\{ bigint: true \}/,
);
wrong(
  'a sum that no number holds',
  () => nd.array([2n ** 62n, 2n ** 61n]).sum(),
  'RangeError',
  'ERR_RANGE',
  /\{ bigint: true \}/,
);
