/** `out` that is an operand, lies across one, has other strides or another dtype. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const a = () => nd.arange(16).reshape(4, 4);
const want = [
  [56, 62, 68, 74],
  [152, 174, 196, 218],
  [248, 286, 324, 362],
  [344, 398, 452, 506],
];

describe('products into out', () => {
  test.each(['float64', 'float32', 'int32', 'int64', 'uint16', 'complex128'] as const)('%s', (dtype) => {
    const x = a().astype(dtype);
    expect(nd.allclose(nd.matmul(x, x, { out: x }), want)).toBe(true);
    expect(nd.allclose(x, want)).toBe(true);
    const y = a().astype(dtype);
    y.imatmul(a().astype(dtype));
    expect(nd.allclose(y, want)).toBe(true);
    const room = nd.zeros([8, 8], dtype);
    const strided = room.slice('::2, ::-2');
    expect(nd.matmul(a().astype(dtype), a().astype(dtype), { out: strided })).toBe(strided);
    expect(nd.allclose(strided, want)).toBe(true);
    expect(nd.allclose(room.slice('1::2'), 0)).toBe(true);
    const wide = nd.zeros([4, 4], 'complex128');
    expect(nd.allclose(nd.matmul(a().astype(dtype), a().astype(dtype), wide), want)).toBe(true);
  });

  test('across an operand', () => {
    const memory = nd.arange(20);
    const x = memory.slice(':16').reshape(4, 4);
    const shifted = memory.slice('4:').reshape(4, 4);
    nd.matmul(x, nd.eye(4), { out: shifted });
    expect(shifted.ravel().toArray()).toEqual(Array.from({ length: 16 }, (_, i) => i));
  });

  test('of a larger stack, and of stacks that do not fit', () => {
    const out = nd.zeros([3, 4, 4]);
    nd.matmul(a(), a(), out);
    expect(nd.allclose(out, want)).toBe(true);
    expect(() => nd.matmul(nd.zeros([3, 4, 4]), a(), { out: nd.zeros([4, 4]) })).toThrow(nd.ShapeError);
    expect(() => nd.matmul(a(), a(), { out: nd.zeros([4, 4], 'int32') })).toThrow(nd.DTypeError);
    expect(nd.matmul(a(), a(), { out: nd.zeros([4, 4], 'int32'), casting: 'unsafe' }).dtype).toBe('int32');
  });

  test('vecdot, matvec, vecmat, dot', () => {
    const x = a();
    const row = x.slice(0);
    nd.matvec(x, row, { out: row });
    expect(row.toArray()).toEqual([14, 38, 62, 86]);
    const v = nd.arange(4);
    nd.vecmat(v, a(), { out: v });
    expect(v.toArray()).toEqual([56, 62, 68, 74]);
    const z = a();
    expect(nd.dot(z, z, z)).toBe(z);
    expect(z.toArray()).toEqual(want);
  });

  test('large products of every kind agree with small blocks of them', () => {
    for (const dtype of ['int8', 'uint16', 'int32', 'int64', 'bool', 'float16', 'float64'] as const) {
      const x = nd
        .arange(300 * 290)
        .mod(7)
        .sub(dtype === 'bool' ? 0 : 3)
        .reshape(300, 290)
        .astype(dtype, { casting: 'unsafe' } as never);
      const y = nd
        .arange(290 * 310)
        .mod(5)
        .reshape(290, 310)
        .astype(dtype, { casting: 'unsafe' } as never);
      const whole = nd.matmul(x, y);
      for (const view of [nd.matmul(y.T, x.T).T, nd.matmul(x.slice('::-1'), y).slice('::-1')]) {
        expect(nd.arrayEqual(whole, view)).toBe(true);
      }
      const column = nd.matvec(x, y.slice(':, 17'));
      expect(nd.arrayEqual(whole.slice(':, 17'), column)).toBe(true);
      const row = nd.vecmat(x.slice('123'), y);
      expect(nd.arrayEqual(whole.slice('123'), row)).toBe(true);
      expect(String(nd.vecdot(x.slice('5'), y.slice(':, 7')).item())).toBe(String(whole.at(5, 7)));
    }
  });
});
