/** Einstein summation against NumPy: values, dtypes, shapes, views; plans letter for letter; wrong subscripts. */
import { readFileSync } from 'node:fs';
import * as nd from 'strided';
import { describe, expect, it, test } from 'vitest';

type Wide = number | boolean | readonly [number, number];
type Result = readonly [string, number[][], nd.DType, nd.DType, number[], Wide[], boolean];
type Plan = readonly [string, number[][], string | false, (string | number[])[], string];
const golden = JSON.parse(readFileSync(new URL('../golden/einsum.json', import.meta.url), 'utf8')) as {
  readonly results: readonly Result[];
  readonly plans: readonly Plan[];
  readonly wrong: readonly (readonly [string, number[][]])[];
};
const loose = nd as unknown as {
  einsum(...args: unknown[]): nd.NDArray;
  einsumPath(...args: unknown[]): readonly [unknown, string];
};

/** Operand `seed` of a case, as tools/golden/einsum.py makes it. */
function operand(dtype: nd.DType, shape: readonly number[], seed: number): nd.NDArray {
  const n = shape.reduce((product, length) => product * length, 1);
  const indices = Array.from({ length: n }, (_, i) => i * (seed + 2) + seed);
  const values = indices.map((index) => {
    if (dtype === 'bool') return index % 3 !== 0;
    const small = (index % 7) - (dtype.startsWith('u') ? 0 : 3);
    return dtype.startsWith('complex') ? new nd.Complex(small, index % 5) : small;
  });
  return nd.array(values, { dtype }).reshape([...shape]) as nd.NDArray;
}

/** The elements in C order; all zeros positive, for NumPy adds each product to one and here products alone keep theirs. */
function flat(a: nd.NDArray): Wide[] {
  const items = (a.ravel() as nd.NDArray).toArray() as (number | boolean | nd.Complex)[];
  return items.map((item) => {
    if (item instanceof nd.Complex) return [item.re + 0, item.im + 0];
    return typeof item === 'number' ? item + 0 : item;
  });
}

describe('values', () => {
  test.each(golden.results)(
    '%s of %j, %s',
    (subscripts, shapes, dtype, resultDType, shape, values, isView) => {
      const operands = shapes.map((each, k) => operand(dtype, each, k));
      const result = loose.einsum(subscripts, ...operands);
      expect([result.dtype, [...result.shape]]).toEqual([resultDType, shape]);
      expect(flat(result)).toEqual(values);
      if (operands.length === 1 && result.size > 0 && result.ndim > 0) {
        expect(nd.sharesMemory(result, operands[0] as nd.NDArray)).toBe(isView);
      }
      // Into an array, over transposed operands, and with the pairs in every order: the same.
      const out = nd.zeros(shape, resultDType);
      expect(loose.einsum(subscripts, ...operands, { out })).toBe(out);
      expect(flat(out)).toEqual(values);
      const turned = operands.map((each) => nd.copy(each.T, { order: 'C' }).T);
      for (const optimize of [false, 'optimal']) {
        expect(flat(loose.einsum(subscripts, ...turned, { optimize }))).toEqual(values);
      }
    },
  );

  it('tried all', () => {
    expect([golden.results.length, golden.plans.length, golden.wrong.length]).toEqual([488, 30, 12]);
  });
});

test.each(golden.plans)('the plan of %s, %j, %s', (subscripts, shapes, optimize, path, text) => {
  const [found, printed] = loose.einsumPath(subscripts, ...shapes.map((shape) => nd.ones(shape)), {
    optimize,
  });
  expect(found).toEqual(path);
  expect(printed).toBe(text);
  const operands = shapes.map((shape) => nd.ones(shape));
  const whole = loose.einsum(subscripts, ...operands, { optimize: false });
  expect(flat(loose.einsum(subscripts, ...operands, { optimize: path }))).toEqual(flat(whole));
});

test.each(golden.wrong)('%s of %j is refused', (subscripts, shapes) => {
  expect(() => loose.einsum(subscripts, ...shapes.map((shape) => nd.ones(shape)))).toThrow(nd.StridedError);
});

describe('forms', () => {
  const a = nd.arange(6).reshape(2, 3);
  const b = nd.arange(12).reshape(3, 4);
  const expected = a.matmul(b).toArray();

  it('takes lists of numbers', () => {
    expect(loose.einsum(a, [0, 1], b, [1, 2], [0, 2]).toArray()).toEqual(expected);
    expect(loose.einsum(a, [0, 1], b, [1, 2]).toArray()).toEqual(expected);
    expect(loose.einsum(a, ['...', 1], b, [1, 2], ['...', 2]).toArray()).toEqual(expected);
  });

  it('computes in the dtype asked for', () => {
    expect(nd.einsum('ij,jk->ik', a.astype('float32'), b.astype('float32'), { dtype: 'float64' }).dtype).toBe(
      'float64',
    );
    expect(() => nd.einsum('ij,jk->ik', a, b, { dtype: 'float32' })).toThrow(nd.DTypeError);
    expect(nd.einsum('ij,jk->ik', a, b, { dtype: 'float32', casting: 'same_kind' }).dtype).toBe('float32');
  });

  it('writes through views, and into an operand', () => {
    const m = nd.zeros([3, 3]);
    nd.einsum('ii->i', m).assign(1);
    expect(m.toArray()).toEqual(nd.eye(3).toArray());
    const square = nd.arange(9).reshape(3, 3);
    const turned = square.T.toArray();
    nd.einsum('ij->ji', square, { out: square });
    expect(square.toArray()).toEqual(turned);
    const power = nd.array([
      [1, 1],
      [1, 0],
    ]);
    nd.einsum('ij,jk->ik', power, power, { out: power });
    expect(power.toArray()).toEqual([
      [2, 1],
      [1, 1],
    ]);
  });

  it('has no negative zeros where sums begin with zero', () => {
    const zeros = nd.full([2, 2], -0);
    const ones = nd.ones([2, 2]);
    for (const subscripts of ['ij,ij->ij', 'ij,jk->ik', 'ij,kl->ijkl', 'ij,ij->i', 'ij,ij']) {
      expect(nd.any(nd.signbit(nd.einsum(subscripts, zeros, ones)))).toBe(false);
    }
    expect(nd.einsum('ij->ji', zeros).at(0, 1)).toBe(-0);
  });

  it('keeps plans apart by shape and strategy, however many', () => {
    for (let n = 1; n <= 600; n++) {
      const row = nd.ones([n]);
      expect(nd.einsum('i,i', row, row).item()).toBe(n);
    }
    expect(nd.einsum('...i->...', nd.ones([4])).shape).toEqual([]);
    expect(nd.einsum('...i->...', nd.ones([3, 4])).shape).toEqual([3]);
    expect(nd.einsum('i,i->i', nd.ones([1]), nd.ones([3])).shape).toEqual([3]);
    expect(nd.einsum('i,i->i', nd.ones([3]), nd.ones([1])).shape).toEqual([3]);
    expect(() => loose.einsum('i,i->i', nd.ones([3]), nd.ones([2]))).toThrow(nd.ShapeError);
    nd.einsum('ij,jk->ik', a, b, { optimize: true });
    expect(() => loose.einsum('ij,jk->ik', a, b, { optimize: 'true' })).toThrow(nd.StridedError);
    for (const optimize of [true, false, 'greedy', 'optimal'] as const) {
      expect(nd.einsum('ij,jk->ik', a, b, { optimize }).toArray()).toEqual(expected);
    }
    const gone = a.copy();
    gone.dispose();
    expect(() => nd.einsum('ij,jk->ik', gone, b)).toThrow(nd.DisposedError);
  });

  it('takes a diagonal of axes of one length only', () => {
    for (const [subscripts, shape] of [
      ['ii', [3, 1]],
      ['ii->i', [1, 3]],
      ['iii', [3, 3, 1]],
      ['i...i', [1, 2, 3]],
    ] as const) {
      for (const optimize of [true, false]) {
        expect(() => loose.einsum(subscripts, nd.ones(shape), { optimize })).toThrow(
          /a diagonal needs one length/,
        );
      }
    }
    expect(() => loose.einsum('ii,i->i', nd.ones([1, 3]), nd.ones([3]))).toThrow(nd.ShapeError);
    expect(nd.einsum('ii,i->i', nd.ones([1, 1]), nd.ones([3])).toArray()).toEqual([1, 1, 1]);
  });

  it('refuses what it cannot use', () => {
    const wrongly = (options: object, kind = nd.StridedError): void => {
      expect(() => loose.einsum('ij,jk->ik', a, b, options)).toThrow(kind);
    };
    wrongly({ optimize: 'best' });
    wrongly({ optimize: ['einsum_path', [0, 2]] });
    wrongly({ optimize: ['einsum_path', [0]] });
    wrongly({ out: nd.zeros([2, 2]) }, nd.ShapeError);
    wrongly({ out: nd.zeros([2, 4], 'int32') }, nd.DTypeError);
    wrongly({ order: 'Z' });
    wrongly({ keepdims: true });
    expect(() => loose.einsum()).toThrow(nd.StridedError);
    expect(() => loose.einsum(a)).toThrow(nd.StridedError);
    expect(() => loose.einsum('ij')).toThrow(nd.StridedError);
  });
});
