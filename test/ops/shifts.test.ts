/** Shifts of all elements by one count, against shifts by an array of it and against JavaScript's. */
import { describe, expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

const dtypes = ['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64'] as const;
const lengths = [0, 1, 7, 15, 16, 17, 31, 32, 33, 64, 65, 200];

describe('by one count', () => {
  test.each(dtypes)('%s', (dtype) => {
    const { bits, min, max } = nd.iinfo(dtype);
    const signed = min < 0;
    const counts = [0, 1, 2, 3, 5, bits - 1, bits, bits + 1, 100, ...(signed ? [-1, -100] : [])];
    let compared = 0;
    for (const length of lengths) {
      const steps = nd
        .arange(length)
        .mul(37)
        .sub(signed ? 100 : 0) as nd.NDArray;
      const a = nd.concatenate([steps.astype(dtype), nd.array([min, max], { dtype })]) as nd.NDArray;
      for (const count of counts) {
        const each = nd.full([a.size], count, { dtype });
        for (const shift of [nd.leftShift, nd.rightShift]) {
          const want = shift(a, each) as nd.NDArray;
          const where = `${shift.name} of ${length} by ${count}`;
          const scalar = nd.array(count, { dtype });
          expect(nd.arrayEqual(shift(a, scalar), want), where).toBe(true);
          expect(nd.arrayEqual(shift(a.slice('::-1'), scalar), want.slice('::-1')), where).toBe(true);
          expect(nd.arrayEqual(shift(a.slice('1:'), scalar), want.slice('1:')), where).toBe(true);
          const over = a.copy() as nd.NDArray;
          shift(over, scalar, { out: over });
          expect(nd.arrayEqual(over, want), where).toBe(true);
          compared++;
        }
        if (bits < 32 && count >= 0 && count < 32) {
          const numbers = (a.toArray() as number[]).map((x) => x >> Math.min(count, 31));
          expect(nd.rightShift(a, nd.array(count, { dtype })).toArray()).toEqual(numbers);
        }
      }
    }
    expect(compared).toBe(lengths.length * counts.length * 2);
  });
});
