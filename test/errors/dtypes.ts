/** Wrong calls: dtypes, casts and indices. */
import * as nd from 'strided';
import { a34, c128, call, flags, i32, u8, v3, v4, wrong, zeros } from './fixtures.js';

// ---- dtypes and casts ----
wrong(
  'a dtype of Python',
  () => zeros([2], 'float'),
  'DTypeError',
  'ERR_DTYPE',
  /'float' is no dtype; did you mean 'float64'/,
);
wrong(
  'a dtype that nobody has',
  () => zeros([2], 'float128'),
  'DTypeError',
  'ERR_DTYPE',
  /the dtypes are bool, int8/,
);
wrong(
  'a dtype of 7',
  () => call('arange', 3, { dtype: 7 }),
  'DTypeError',
  'ERR_DTYPE',
  /^arange: 7 is no dtype/,
);
wrong(
  'astype of an unknown dtype',
  () => v3.astype('int'),
  'DTypeError',
  'ERR_DTYPE',
  /did you mean 'int64'/,
);
wrong(
  'astype that loses',
  () => v3.astype('int32', { casting: 'safe' }),
  'DTypeError',
  'ERR_CASTING',
  /^astype: float64 cannot be cast to int32/,
);
wrong(
  'an unknown casting',
  () => call('add', v3, v3, { casting: 'loose' }),
  'DTypeError',
  'ERR_CASTING',
  /^add: casting must be one of no, equiv, safe/,
);
wrong(
  'a fraction beside int32',
  () => i32.add(2.5),
  'DTypeError',
  'ERR_DTYPE',
  /^add: int32 with the number 2\.5.*astype\('float64'\).*nd\.array\(2\.5\)/,
);
wrong(
  'an int32 to a fractional power',
  () => i32.power(0.5),
  'DTypeError',
  'ERR_DTYPE',
  /^power: int32 with the number 0\.5/,
);
wrong(
  'NaN beside uint8',
  () => u8.multiply(Number.NaN),
  'DTypeError',
  'ERR_DTYPE',
  /^multiply: uint8 with the number NaN/,
);
wrong(
  '300 beside uint8',
  () => u8.add(300),
  'DTypeError',
  'ERR_VALUE',
  /^add: 300 is out of range for uint8/,
);
wrong(
  'a negative number beside uint8',
  () => u8.subtract(-1),
  'DTypeError',
  'ERR_VALUE',
  /-1 is out of range for uint8/,
);
wrong(
  '2^63 beside int64',
  () => zeros([2], 'int64').add(2n ** 63n),
  'DTypeError',
  'ERR_VALUE',
  /out of range for int64/,
);
wrong('bool minus bool', () => flags.subtract(flags), 'DTypeError', 'ERR_DTYPE', /^subtract: .*notEqual/);
wrong('the negative of bool', () => flags.negative(), 'DTypeError', 'ERR_DTYPE', /^negative: .*logicalNot/);
wrong(
  'floorDivide of complex',
  () => c128.floorDivide(c128),
  'DTypeError',
  'ERR_DTYPE',
  /^floorDivide: .*complex128/,
);
wrong('remainder of complex', () => c128.remainder(2), 'DTypeError', 'ERR_DTYPE', /^remainder: /);
wrong(
  'an integer to a negative power',
  () => i32.power(-1),
  'DTypeError',
  'ERR_VALUE',
  /^power: integers to negative integer powers/,
);
wrong(
  'integers to negative powers',
  () => i32.power(nd.array([1n, -1n, 2n])),
  'DTypeError',
  'ERR_VALUE',
  /^power: /,
);
wrong(
  'a float result into int32',
  () => call('add', v3, v3, { out: i32 }),
  'DTypeError',
  'ERR_CASTING',
  /^add: the result cannot be cast from float64 to int32/,
);
wrong('idiv of integers', () => i32.idiv(2), 'DTypeError', 'ERR_CASTING', /^idiv: the result cannot be cast/);
wrong(
  'iadd of a complex array',
  () => v3.iadd(c128),
  'DTypeError',
  'ERR_CASTING',
  /cannot be cast from complex128/,
);
wrong(
  'a dtype without a kernel',
  () => call('add', v3, v3, { dtype: 'int32' }),
  'DTypeError',
  'ERR_DTYPE',
  /^add: no kernel/,
);
wrong(
  'where of numbers',
  () => call('add', v3, v3, { where: v3 }),
  'DTypeError',
  'ERR_CASTING',
  /^add: where must be a bool array, not float64/,
);
wrong(
  'sum where of numbers',
  () => call('sum', v3, { where: v3 }),
  'DTypeError',
  'ERR_CASTING',
  /^sum: where must be a bool array/,
);
wrong(
  'matmul of floats into integers',
  () => call('matmul', zeros([2, 2]), zeros([2, 2]), { out: zeros([2, 2], 'int32') }),
  'DTypeError',
  'ERR_CASTING',
  /^matmul: .*float64.*int32/,
);
wrong(
  'std in an integer dtype',
  () => call('std', v3, { dtype: 'int32' }),
  'DTypeError',
  'ERR_DTYPE',
  /^std: /,
);
wrong(
  'argmax into float',
  () => call('argmax', a34, { axis: 0, out: v4 }),
  'DTypeError',
  'ERR_CASTING',
  /^argmax: /,
);
wrong(
  'assign of complex to float',
  () => v3.assign(c128),
  'DTypeError',
  'ERR_CASTING',
  /^assign: complex128 values do not fit float64/,
);
wrong(
  'view in wider elements',
  () => v3.view('complex128'),
  'DTypeError',
  'ERR_DTYPE',
  /^view: .*24 bytes, no multiple of 16/,
);
wrong(
  'view of a transposed array in narrower ones',
  () => a34.T.view('int8'),
  'DTypeError',
  'ERR_DTYPE',
  /^view: .*last axis must be contiguous/,
);
wrong(
  'a complex element of a float array',
  () => v3.set(new nd.Complex(1, 2), 0),
  'DTypeError',
  'ERR_VALUE',
  /^set: the complex value/,
);
wrong(
  'an element out of range',
  () => u8.set(256, 0),
  'DTypeError',
  'ERR_VALUE',
  /^set: 256 is out of range for uint8/,
);
wrong('NaN as an integer element', () => i32.set(Number.NaN, 0), 'DTypeError', 'ERR_VALUE', /^set: /);
wrong('an element of text', () => v3.set('1', 0), 'DTypeError', 'ERR_VALUE', /'1' is no element of float64/);
wrong(
  'an initial of text',
  () => call('sum', v3, { initial: 'zero' }),
  'DTypeError',
  'ERR_VALUE',
  /^sum: initial must be one number/,
);

// ---- indices ----
wrong(
  'at past the end',
  () => v3.at(3),
  'IndexError',
  'ERR_INDEX',
  /^at: index 3 is out of bounds for axis 0 with size 3/,
);
wrong('at before the start', () => v3.at(-4), 'IndexError', 'ERR_INDEX', /^at: index -4/);
wrong('at with a fraction', () => v3.at(0.5), 'IndexError', 'ERR_INDEX', /^at: 0\.5 is no integer index/);
wrong('at with too few indices', () => a34.at(1), 'IndexError', 'ERR_INDEX', /^at: .*slice\(1\)/);
wrong(
  'at with too many indices',
  () => v3.at(0, 0),
  'IndexError',
  'ERR_INDEX',
  /^at: 2 indices were given for 1 axes/,
);
wrong(
  'set past the end',
  () => a34.set(1, 0, 4),
  'IndexError',
  'ERR_INDEX',
  /^set: index 4 is out of bounds for axis 1/,
);
wrong('item past the end', () => a34.item(12), 'IndexError', 'ERR_INDEX', /^item: index 12/);
wrong('slice past the end', () => v3.slice(3), 'IndexError', 'ERR_INDEX', /^slice: index 3 is out of bounds/);
wrong('slice with too many indices', () => v3.slice(0, 0), 'IndexError', 'ERR_INDEX', /^slice: /);
wrong('slice with two ellipses', () => a34.slice('..., ...'), 'IndexError', 'ERR_INDEX', /only one '\.\.\.'/);
wrong('slice with a step of 0', () => v3.slice('::0'), 'IndexError', 'ERR_INDEX', /step of 0/);
wrong('slice of text', () => v3.slice('a:b'), 'IndexError', 'ERR_INDEX', /a:b/);
wrong('slice with a list', () => v3.slice([0, 1]), 'IndexError', 'ERR_INDEX', /index/);
wrong('slice with a mask', () => v3.slice(flags), 'IndexError', 'ERR_INDEX', /index/);
wrong(
  'a slice object with a step of 0',
  () => call('s', 0, 3, 0),
  'IndexError',
  'ERR_INDEX',
  /^s: a step of 0/,
);
