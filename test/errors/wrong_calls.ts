/** Wrong calls over the whole public API, each with the error it must give: class, code and what the message says. */
import * as nd from 'strided';

export interface WrongCall {
  readonly name: string;
  readonly run: () => unknown;
  readonly kind: string;
  readonly code: string;
  readonly message: RegExp;
}

type AnyFunction = (...args: unknown[]) => unknown;
/** The API without its types: most wrong calls do not compile. */
const api = nd as unknown as Readonly<Record<string, AnyFunction>>;
/** The methods, taking anything. */
type Methods = {
  readonly [K in Exclude<keyof nd.NDArray, 'dtype' | 'data' | symbol> as nd.NDArray[K] extends (
    ...args: never[]
  ) => unknown
    ? K
    : never]: AnyFunction;
};
interface Loose extends Methods, Iterable<unknown> {
  readonly T: Loose;
  readonly mT: unknown;
  readonly data: unknown;
  readonly length: unknown;
}
const call = (name: string, ...args: unknown[]): unknown => (api[name] as AnyFunction)(...args);
const zeros = (shape: unknown, dtype: unknown = 'float64'): Loose => call('zeros', shape, dtype) as Loose;

const a34 = zeros([3, 4]);
const v3 = zeros([3]);
const v4 = zeros([4]);
const i32 = zeros([3], 'int32');
const u8 = zeros([3], 'uint8');
const flags = zeros([3], 'bool');
const c128 = zeros([3], 'complex128');
const none = zeros([0]);
const readOnly = call('broadcastTo', zeros([3]), [2, 3]) as Loose;

function disposed(): Loose {
  const a = zeros([3]);
  a.dispose();
  return a;
}

function disposedBase(): Loose {
  const base = zeros([3, 4]);
  const view = base.T as Loose;
  base.dispose();
  return view;
}

function scoped(): Loose {
  let leaked: Loose | undefined;
  nd.scope(() => {
    leaked = zeros([3]);
  });
  return leaked as Loose;
}

/** An array over memory that its owner has transferred away. */
function detached(length = 3): Loose {
  const memory = new Float64Array(length);
  const a = call('asarray', memory) as Loose;
  structuredClone(memory.buffer, { transfer: [memory.buffer] });
  return a;
}

/** An array over a buffer that its owner has made shorter. */
function shortened(): Loose {
  type Resizable = ArrayBuffer & { resize(bytes: number): void };
  const Buffers = ArrayBuffer as unknown as new (
    bytes: number,
    options: { maxByteLength: number },
  ) => Resizable;
  const buffer = new Buffers(32, { maxByteLength: 64 });
  const a = nd.frombuffer(buffer) as unknown as Loose;
  buffer.resize(8);
  return a;
}

const list: WrongCall[] = [];
function wrong(name: string, run: () => unknown, kind: string, code: string, message: RegExp): void {
  list.push({ name, run, kind, code, message });
}

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
  /^add: out has shape \(4,\)/,
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
  /^matmul: out has shape \(3,4\)/,
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
wrong('a fractional length', () => zeros([2.5]), 'ShapeError', 'ERR_SHAPE_INVALID', /^zeros: /);
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
  'AxisError',
  'ERR_AXIS',
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
wrong(
  'idiv of integers',
  () => i32.idiv(2),
  'DTypeError',
  'ERR_CASTING',
  /^divide: the result cannot be cast/,
);
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
  'matmul of integers',
  () => zeros([2, 2], 'int32').matmul(zeros([2, 2], 'int32')),
  'DTypeError',
  'ERR_DTYPE',
  /^matmul: .*int32.*astype\('float64'\)/,
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

// ---- operands, options, values ----
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
  'Error',
  'ENOENT',
  /no such file/,
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

// ---- memory that is gone, too short, or not to be written ----
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
wrong('iadd of a read-only view', () => readOnly.iadd(1), 'StridedError', 'ERR_READ_ONLY', /^add: /);
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

export const wrongCalls: readonly WrongCall[] = list;

/** What is wrong with the error of a call; undefined where it is as it must be. */
export function misbehaviour({ run, kind, code, message }: WrongCall): string | undefined {
  try {
    const result = run();
    return `gave ${Object.prototype.toString.call(result)}`;
  } catch (error) {
    const { name, code: given, message: text } = error as Error & { code?: unknown };
    if (name !== kind) return `is ${name}, not ${kind}: ${text}`;
    if (String(given) !== code) return `has the code ${String(given)}, not ${code}: ${text}`;
    return message.test(text) ? undefined : `says: ${text}`;
  }
}
