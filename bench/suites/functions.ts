/**
 * Every universal function, and every reduction and statistic, for its main dtypes, from 100 to a million elements:
 * what a user meets, measured wide and briefly. Targets are over all cells (see `functionsSuite.means`) and a floor for
 * each.
 */
import type { DType, NDArray } from 'strided';
import type { BenchCase, Cell, Library, Suite, Target } from '../types.js';
import { float64, integers, itemSize } from './data.js';

const SIZES = [100, 1000, 10_000, 100_000, 1_000_000];

/** The dtypes by one letter each: Floats, Complex, Integers, Bool, Half. */
const KINDS: Readonly<Record<string, readonly DType[]>> = {
  F: ['float64', 'float32'],
  C: ['complex128'],
  I: ['int64', 'int32', 'uint8'],
  B: ['bool'],
  H: ['float16'],
};

function dtypesOf(kinds: string): DType[] {
  return [...kinds].flatMap((kind) => KINDS[kind] ?? []);
}

/** Where the values lie: half to one and a half; around zero; above one; exponents and shifts of 0 to 7. */
type Domain = 'half' | 'signed' | 'above' | 'small';

const PYTHON_VALUES: Readonly<Record<Domain, string>> = {
  half: 'rng.random({n}) + 0.5',
  signed: 'rng.random({n}) - 0.5',
  above: 'rng.random({n}) + 1.5',
  small: 'rng.random({n}) * 8',
};
const SHIFTS: Readonly<Record<Domain, number>> = { half: 0, signed: -1, above: 1, small: 0 };

/** The operand `name` in Python. Integers are 1 to 100 (small: 0 to 7), half of a bool array is true. */
function pythonOperand(name: string, dtype: DType, domain: Domain): string {
  if (dtype === 'bool') return `${name} = rng.random({n}) < 0.5\n`;
  if (dtype.includes('int')) {
    const [low, high] = domain === 'small' ? [0, 8] : [1, 101];
    return `${name} = rng.integers(${low}, ${high}, {n}).astype('${dtype}')\n`;
  }
  const values = PYTHON_VALUES[domain];
  if (dtype.startsWith('complex')) return `${name} = (${values} + 1j * (${values})).astype('${dtype}')\n`;
  return `${name} = (${values}).astype('${dtype}')\n`;
}

function operand(nd: Library, { n, dtype }: Cell, domain: Domain, seed: number): NDArray {
  if (dtype.includes('int')) {
    const whole = nd.array(integers('int32', n, seed));
    return (domain === 'small' ? whole.remainder(8) : whole).astype(dtype);
  }
  const values = nd.array(float64(n, seed)).add(SHIFTS[domain]);
  if (dtype === 'bool') return values.gt(1);
  if (domain === 'small') return values.sub(0.5).mul(8).astype(dtype);
  if (!dtype.startsWith('complex')) return values.astype(dtype);
  return nd.add(
    values,
    nd.multiply(nd.array(float64(n, seed + 100)).add(SHIFTS[domain]), new nd.Complex(0, 1)),
  );
}

type Call = (...operands: readonly unknown[]) => NDArray;

/** The function of this name; `toString` of a case names it if it is missing. */
function named(nd: Library, name: string): Call {
  const found = (nd as unknown as Record<string, Call | undefined>)[name];
  if (found === undefined) throw new Error(`strided has no ${name}`);
  return found;
}

/** Floors for every cell. */
const FLOORS: readonly Target[] = [
  { kind: 'speedup', variant: 'released', atLeast: 0.8 },
  { kind: 'speedup', variant: 'collected', atLeast: 0.4 },
  { kind: 'speedup', variant: 'value', atLeast: 0.8 },
];

type More = (cell: Cell) => readonly Target[];

function floorsFor(variants: readonly string[], more: More): (cell: Cell) => Target[] {
  return (cell) => [...FLOORS.filter(({ variant }) => variants.includes(variant)), ...more(cell)];
}

/** At a million elements, so many times as fast as NumPy. */
function atMillion(atLeast: number, variant = 'released', dtypes?: readonly DType[]): More {
  return ({ n, dtype }) =>
    n === 1_000_000 && (dtypes?.includes(dtype) ?? true) ? [{ kind: 'speedup', variant, atLeast }] : [];
}

const none: More = () => [];
const both =
  (...more: readonly More[]): More =>
  (cell) =>
    more.flatMap((one) => one(cell));

/** A universal function of one or two operands. `python` is NumPy's name where it is not ours. */
function ufuncCase(
  name: string,
  kinds: string,
  domains: readonly [Domain, Domain?],
  { python = name, more = none, second }: { python?: string; more?: More; second?: DType } = {},
): BenchCase {
  const [first, other] = domains;
  return {
    name,
    sizes: SIZES,
    dtypes: dtypesOf(kinds),
    strided: (nd, cell) => {
      const call = named(nd, name);
      const a = operand(nd, cell, first, 1);
      if (other === undefined) return { result: () => call(a) };
      const b = operand(nd, { n: cell.n, dtype: second ?? cell.dtype }, other, 2);
      return { result: () => call(a, b) };
    },
    numpy: {
      setup: (cell) =>
        'rng = np.random.default_rng(1)\n' +
        pythonOperand('a', cell.dtype, first) +
        (other === undefined ? '' : pythonOperand('b', second ?? cell.dtype, other)),
      statements: { result: other === undefined ? `np.${python}(a)` : `np.${python}(a, b)` },
    },
    targets: floorsFor(['released', 'collected'], more),
  };
}

/** A statement over one or two operands, given in both languages. A plain value is timed as it is. */
function statementCase(
  name: string,
  kinds: string,
  statement: (nd: Library, a: NDArray, b: NDArray, call: Call) => () => unknown,
  python: string,
  {
    value = false,
    more = none,
    domain = 'half',
    call = name,
    sizes = SIZES,
    shape,
    extra = '',
  }: {
    value?: boolean;
    more?: More;
    domain?: Domain;
    call?: string;
    sizes?: readonly number[];
    shape?: 'square';
    /** More of the set-up in Python. */
    extra?: string;
  } = {},
): BenchCase {
  const key = value ? 'value' : 'result';
  const square = shape === 'square';
  const whole = (cell: Cell): Cell => (square ? { ...cell, n: cell.n * cell.n } : cell);
  return {
    name,
    sizes,
    dtypes: dtypesOf(kinds),
    ...(square
      ? {
          elements: ({ n }: Cell) => n * n,
          bytes: ({ n, dtype }: Cell) => n * n * itemSize(dtype),
        }
      : {}),
    strided: (nd, cell) => {
      let a = operand(nd, whole(cell), domain, 1);
      let b = operand(nd, whole(cell), domain, 2);
      if (square) [a, b] = [a.reshape(cell.n, cell.n), b.reshape(cell.n, cell.n)];
      return { [key]: statement(nd, a, b, named(nd, call)) };
    },
    numpy: {
      setup: (cell) => {
        const text = `rng = np.random.default_rng(1)\n${pythonOperand('a', cell.dtype, domain)}${pythonOperand('b', cell.dtype, domain)}${extra}`;
        return square
          ? `${text.replaceAll('{n}', '{n} * {n}')}a = a.reshape({n}, {n})\nb = b.reshape({n}, {n})\n`
          : text;
      },
      statements: { [key]: python },
    },
    targets: floorsFor(value ? ['value'] : ['released', 'collected'], more),
  };
}

const comparison = atMillion(1.6);
const half = (variant = 'released'): More => atMillion(4, variant, ['float16']);

const arithmetic = [
  ufuncCase('add', 'FICBH', ['half', 'half'], { more: half() }),
  ufuncCase('subtract', 'FIC', ['half', 'half']),
  ufuncCase('multiply', 'FICB', ['half', 'half']),
  ufuncCase('divide', 'FIC', ['half', 'half']),
  ufuncCase('floorDivide', 'FI', ['half', 'half'], { python: 'floor_divide' }),
  ufuncCase('remainder', 'FI', ['half', 'half']),
  ufuncCase('fmod', 'FI', ['half', 'half']),
  ufuncCase('divmod', 'FI', ['half', 'half']),
  ufuncCase('power', 'FIC', ['half', 'small']),
  ufuncCase('floatPower', 'F', ['half', 'half'], { python: 'float_power' }),
  ufuncCase('negative', 'FC', ['half']),
  ufuncCase('positive', 'FIC', ['half']),
  ufuncCase('absolute', 'FIC', ['signed']),
  ufuncCase('fabs', 'F', ['signed']),
  ufuncCase('sign', 'FIC', ['signed']),
  ufuncCase('square', 'FIC', ['half']),
  ufuncCase('sqrt', 'FC', ['half']),
  ufuncCase('cbrt', 'F', ['half']),
  ufuncCase('reciprocal', 'FC', ['half']),
  ufuncCase('conjugate', 'FC', ['half']),
  ufuncCase('heaviside', 'F', ['signed', 'half']),
  ufuncCase('hypot', 'F', ['half', 'half']),
];

const functions = [
  ...[
    'exp',
    'expm1',
    'log',
    'log1p',
    'log2',
    'log10',
    'cos',
    'tan',
    'sinh',
    'cosh',
    'tanh',
    'arctan',
    'arcsinh',
    'exp2',
  ].map((name) => ufuncCase(name, 'FC', ['half'])),
  ufuncCase('sin', 'FC', ['half'], { more: atMillion(4, 'released', ['float64']) }),
  ...['arcsin', 'arccos', 'arctanh'].map((name) => ufuncCase(name, 'FC', ['signed'])),
  ufuncCase('arccosh', 'FC', ['above']),
  ufuncCase('arctan2', 'F', ['signed', 'half']),
  ...['logaddexp', 'logaddexp2'].map((name) => ufuncCase(name, 'F', ['half', 'half'])),
  ...['deg2rad', 'rad2deg', 'degrees', 'radians'].map((name) => ufuncCase(name, 'F', ['half'])),
  ...['floor', 'ceil', 'trunc', 'rint'].map((name) => ufuncCase(name, 'F', ['signed'])),
  ufuncCase('frexp', 'F', ['half']),
  ufuncCase('modf', 'F', ['above']),
  ufuncCase('ldexp', 'F', ['half', 'small'], { second: 'int32' }),
  ufuncCase('copysign', 'F', ['half', 'signed']),
  ufuncCase('nextafter', 'F', ['half', 'above']),
  ufuncCase('spacing', 'F', ['half']),
  ufuncCase('signbit', 'F', ['signed']),
];

const logic = [
  ...(
    [
      ['equal', 'equal'],
      ['notEqual', 'not_equal'],
      ['less', 'less'],
      ['lessEqual', 'less_equal'],
      ['greater', 'greater'],
      ['greaterEqual', 'greater_equal'],
    ] as const
  ).map(([name, python]) => ufuncCase(name, 'FIB', ['half', 'half'], { python, more: comparison })),
  ufuncCase('logicalAnd', 'FIB', ['half', 'half'], { python: 'logical_and' }),
  ufuncCase('logicalOr', 'FIB', ['half', 'half'], { python: 'logical_or' }),
  ufuncCase('logicalXor', 'FIB', ['half', 'half'], { python: 'logical_xor' }),
  ufuncCase('logicalNot', 'FIB', ['half'], { python: 'logical_not' }),
  ufuncCase('maximum', 'FICH', ['half', 'half'], { more: half() }),
  ufuncCase('minimum', 'FIC', ['half', 'half']),
  ufuncCase('fmax', 'FI', ['half', 'half']),
  ufuncCase('fmin', 'FI', ['half', 'half']),
  ...['isnan', 'isinf', 'isfinite'].map((name) => ufuncCase(name, 'FC', ['half'])),
];

const whole = [
  ufuncCase('bitwiseAnd', 'IB', ['half', 'half'], { python: 'bitwise_and' }),
  ufuncCase('bitwiseOr', 'IB', ['half', 'half'], { python: 'bitwise_or' }),
  ufuncCase('bitwiseXor', 'IB', ['half', 'half'], { python: 'bitwise_xor' }),
  ufuncCase('invert', 'IB', ['half']),
  ufuncCase('leftShift', 'I', ['half', 'small'], { python: 'left_shift' }),
  ufuncCase('rightShift', 'I', ['half', 'small'], { python: 'right_shift' }),
  ufuncCase('gcd', 'I', ['half', 'half']),
  ufuncCase('lcm', 'I', ['half', 'half']),
  ufuncCase('bitwiseCount', 'I', ['half'], { python: 'bitwise_count' }),
];

/** A fold of all elements to a plain value. */
function foldCase(name: string, kinds: string, python = name, more: More = none): BenchCase {
  return statementCase(`${name}()`, kinds, (_nd, a, _b, call) => () => call(a), `np.${python}(a)`, {
    value: true,
    call: name,
    more,
  });
}

/** A fold along one axis of a square matrix; sizes are rows. */
function axisCase(name: string, kinds: string, axis: number, atLeast: number): BenchCase {
  return statementCase(
    `${name}(${axis})`,
    kinds,
    (_nd, a, _b, call) => () => call(a, axis),
    `np.${name}(a, axis=${axis})`,
    {
      call: name,
      shape: 'square',
      sizes: [10, 100, 1000],
      more: ({ n }) =>
        n < 1000
          ? []
          : [
              { kind: 'speedup', variant: 'released', atLeast },
              { kind: 'memorySpeed', variant: 'released', atLeast: 0.8 },
            ],
    },
  );
}

const reductions = [
  ...['sum', 'mean', 'max', 'min'].map((name) =>
    foldCase(
      name,
      'FICH',
      name,
      both(atMillion(1.8, 'value', ['float64', 'float32']), name === 'sum' ? half('value') : none),
    ),
  ),
  foldCase('prod', 'FIC'),
  foldCase('std', 'FI', 'std', atMillion(4, 'value')),
  foldCase('var', 'FI'),
  foldCase('any', 'FIB'),
  foldCase('all', 'FIB'),
  foldCase('argmax', 'FI'),
  foldCase('argmin', 'FI'),
  foldCase('ptp', 'FI'),
  foldCase('median', 'FI', 'median', atMillion(4, 'value', ['float64', 'float32'])),
  foldCase('average', 'F'),
  foldCase('countNonzero', 'FIB', 'count_nonzero'),
  ...['nansum', 'nanmean', 'nanstd', 'nanvar', 'nanmax', 'nanmin', 'nanprod', 'nanargmax', 'nanmedian'].map(
    (name) => foldCase(name, 'F'),
  ),
  ...['sum', 'mean', 'max', 'min', 'prod', 'std'].flatMap((name) =>
    [0, 1].map((axis) => axisCase(name, 'F', axis, 1.8)),
  ),
];

const statistics = [
  statementCase(
    'where(x > y, x, y)',
    'F',
    (_nd, a, b, call) => () => call(a.gt(b), a, b),
    'np.where(a > b, a, b)',
    {
      call: 'where',
      more: atMillion(4),
    },
  ),
  statementCase('cumsum', 'FIC', (_nd, a, _b, call) => () => call(a), 'np.cumsum(a)', {
    more: atMillion(4, 'released', ['float64']),
  }),
  statementCase('cumprod', 'F', (_nd, a, _b, call) => () => call(a), 'np.cumprod(a)'),
  statementCase('diff', 'FI', (_nd, a, _b, call) => () => call(a), 'np.diff(a)'),
  statementCase('ediff1d', 'F', (_nd, a, _b, call) => () => call(a), 'np.ediff1d(a)'),
  statementCase('gradient', 'F', (_nd, a, _b, call) => () => call(a), 'np.gradient(a)'),
  statementCase('trapezoid', 'F', (_nd, a, _b, call) => () => call(a), 'np.trapezoid(a)', { value: true }),
  statementCase('percentile', 'F', (_nd, a, _b, call) => () => call(a, 30), 'np.percentile(a, 30)', {
    value: true,
  }),
  statementCase(
    'quantile',
    'F',
    (_nd, a, _b, call) => () => call(a, [0.1, 0.5, 0.9]),
    'np.quantile(a, [0.1, 0.5, 0.9])',
  ),
  statementCase('clip', 'FI', (_nd, a, _b, call) => () => call(a, 1, 2), 'np.clip(a, 1, 2)'),
  statementCase('round', 'F', (_nd, a, _b, call) => () => call(a, 2), 'np.round(a, 2)'),
  statementCase('nanToNum', 'F', (_nd, a, _b, call) => () => call(a), 'np.nan_to_num(a)'),
  statementCase('isclose', 'F', (_nd, a, b, call) => () => call(a, b), 'np.isclose(a, b)'),
  statementCase('allclose', 'F', (_nd, a, _b, call) => () => call(a, a), 'np.allclose(a, a)', {
    value: true,
  }),
  statementCase(
    'arrayEqual',
    'FI',
    (_nd, a, _b, call) => () => call(a, a.view()),
    'np.array_equal(a, a.view())',
    { value: true },
  ),
  statementCase('cov', 'F', (_nd, a, b, call) => () => call(a, b), 'np.cov(a, b)'),
  statementCase('corrcoef', 'F', (_nd, a, b, call) => () => call(a, b), 'np.corrcoef(a, b)'),
  statementCase(
    'convolve(a, 31)',
    'F',
    (_nd, a, b, call) => {
      const v = b.slice(':31');
      return () => call(a, v);
    },
    'np.convolve(a, v)',
    { call: 'convolve', extra: 'v = b[:31]\n' },
  ),
  statementCase(
    'histogram(a, 50)',
    'F',
    (_nd, a, _b, call) => () => (call(a, 50) as unknown as [NDArray])[0],
    'np.histogram(a, 50)',
    {
      call: 'histogram',
    },
  ),
  statementCase('bincount', 'I', (_nd, a, _b, call) => () => call(a), 'np.bincount(a)'),
  statementCase(
    'digitize',
    'F',
    (nd, a, _b, call) => {
      const bins = nd.linspace(0.5, 1.5, 21);
      return () => call(a, bins);
    },
    'np.digitize(a, bins)',
    { extra: 'bins = np.linspace(0.5, 1.5, 21)\n' },
  ),
  statementCase(
    'interp',
    'F',
    (nd, a, _b, call) => {
      const x = nd.linspace(0.5, 1.5, 101);
      return () => call(a, x, x);
    },
    'np.interp(a, x, x)',
    { extra: 'x = np.linspace(0.5, 1.5, 101)\n' },
  ),
  ...['sinc', 'i0', 'unwrap'].map((name) =>
    statementCase(name, 'F', (_nd, a, _b, call) => () => call(a), `np.${name}(a)`),
  ),
  statementCase('angle', 'C', (_nd, a, _b, call) => () => call(a), 'np.angle(a)'),
  statementCase('packbits', 'B', (_nd, a, _b, call) => () => call(a), 'np.packbits(a)'),
];

export const functionsSuite: Suite = {
  name: 'functions',
  about: 'every universal function, reduction and statistic by dtype and size',
  brief: true,
  means: [
    { variants: ['released', 'value'], atLeast: 2.5 },
    { variants: ['collected', 'value'], atLeast: 1.7 },
  ],
  cases: [...arithmetic, ...functions, ...logic, ...whole, ...reductions, ...statistics],
};
