import { afterEach, describe, expect, it } from 'vitest';
import { StridedError } from '../../lib/errors.js';
import { type Array2stringOptions, array2string, arrayRepr, arrayStr } from '../../lib/print/format.js';
import {
  getPrintoptions,
  type PrintOptionsChange,
  printoptions,
  setPrintoptions,
} from '../../lib/print/options.js';
import { formatFloatPositional, formatFloatScientific } from '../../lib/print/scalar.js';
import type { PrintSource } from '../../lib/print/source.js';

const defaults = getPrintoptions();

function floats(...values: number[]): PrintSource {
  return { dtype: 'float64', shape: [values.length], read: ([i]) => values[i ?? 0] ?? 0 };
}

/** Counts what is read of an array of the given shape. */
function counting(shape: readonly number[]): { source: PrintSource; reads: () => number } {
  let reads = 0;
  const read = (): number => {
    reads += 1;
    return 1.5;
  };
  return { source: { dtype: 'float64', shape, read }, reads: () => reads };
}

afterEach(() => setPrintoptions({ ...defaults }));

describe('print options', () => {
  it('are NumPy’s by default', () => {
    expect(getPrintoptions()).toEqual({
      precision: 8,
      threshold: 1000,
      edgeitems: 3,
      linewidth: 75,
      suppress: false,
      nanstr: 'nan',
      infstr: 'inf',
      sign: '-',
      floatmode: 'maxprec',
      formatter: null,
      overrideRepr: null,
    });
  });

  it('stay until they are changed again', () => {
    setPrintoptions({ precision: 3 });
    expect(arrayStr(floats(1 / 3))).toBe('[0.333]');
    setPrintoptions({ sign: '+', precision: undefined });
    expect(arrayStr(floats(1 / 3))).toBe('[+0.333]');
    setPrintoptions(1, { sign: null });
    expect(arrayStr(floats(1 / 3))).toBe('[+0.3]');
    setPrintoptions(2);
    expect(getPrintoptions().precision).toBe(2);
  });

  it('drop formatter and overrideRepr at each change, as in NumPy', () => {
    setPrintoptions({ formatter: { float: () => 'q' }, overrideRepr: () => 'whole' });
    expect(arrayStr(floats(1, 2))).toBe('[q q]');
    expect(arrayRepr(floats(1, 2))).toBe('whole');
    setPrintoptions({ precision: 2 });
    expect(arrayRepr(floats(1, 2))).toBe('array([1., 2.])');
  });

  it('hand the array to overrideRepr', () => {
    const array = { name: 'mine' };
    const seen = printoptions({ overrideRepr: (a) => JSON.stringify(a) }, () =>
      arrayRepr({ ...floats(1), array }),
    );
    expect(seen).toBe('{"name":"mine"}');
  });

  it('hold inside printoptions alone, also when it throws', () => {
    const inside = printoptions({ precision: 2 }, () => {
      setPrintoptions({ suppress: true });
      return arrayStr(floats(1e-9, 2 / 3));
    });
    expect(inside).toBe('[0.   0.67]');
    expect(getPrintoptions()).toEqual(defaults);
    expect(() =>
      printoptions({ precision: 1 }, () => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(getPrintoptions()).toEqual(defaults);
    expect(() => printoptions({ precision: 1 }, async () => 1)).toThrow(/Promise/);
    expect(getPrintoptions()).toEqual(defaults);
  });

  it('are copies: writing to them changes nothing', () => {
    (getPrintoptions() as { precision: number }).precision = 1;
    expect(getPrintoptions().precision).toBe(8);
  });
});

describe('bad options', () => {
  const bad: readonly [string, unknown][] = [
    ['unknown key', { digits: 3 }],
    ['snake case', { max_line_width: 3 }],
    ['fractional precision', { precision: 1.5 }],
    ['negative precision', { precision: -1 }],
    ['precision as text', { precision: '3' }],
    ['NaN threshold', { threshold: Number.NaN }],
    ['threshold as text', { threshold: 'all' }],
    ['negative edgeitems', { edgeitems: -1 }],
    ['sign', { sign: 'x' }],
    ['floatmode', { floatmode: 'maxprecequal' }],
    ['formatter that is no object', { formatter: () => '' }],
    ['formatter of an unknown kind', { formatter: { str: () => '' } }],
    ['formatter that is no function', { formatter: { float: '%f' } }],
  ];
  const source = floats(1);
  it.each(bad)('%s', (_, options) => {
    for (const call of [
      () => setPrintoptions(options as PrintOptionsChange),
      () => printoptions(options as PrintOptionsChange, () => 0),
      () => array2string(source, options as Array2stringOptions),
    ]) {
      expect(call).toThrow(StridedError);
    }
    expect(getPrintoptions()).toEqual(defaults);
  });

  it('name the known ones', () => {
    expect(() => array2string(source, { width: 3 } as Array2stringOptions)).toThrow(
      /array2string: unknown option 'width'.*maxLineWidth/,
    );
    expect(() => arrayRepr(source, { separator: ',' } as object)).toThrow(/arrayRepr: unknown option/);
    expect(() => arrayStr(source, null as never)).toThrow(StridedError);
    expect(() => setPrintoptions({ nanstr: 3 } as never)).toThrow(/nanstr must be a string/);
    expect(() => setPrintoptions({ overrideRepr: 3 } as never)).toThrow(/overrideRepr must be a function/);
    expect(() => printoptions({}, 3 as never)).toThrow(StridedError);
  });

  it('of single numbers', () => {
    expect(() => formatFloatPositional(1, { unique: false })).toThrow(StridedError);
    expect(() => formatFloatPositional(1, { fractional: false, precision: 0 })).toThrow(StridedError);
    expect(() => formatFloatScientific(1, { minDigits: 4, precision: 2 })).toThrow(StridedError);
    expect(() => formatFloatScientific(1, { trim: 'x' as 'k' })).toThrow(StridedError);
    expect(() => formatFloatScientific(1, { padRight: 1 } as object)).toThrow(/unknown option 'padRight'/);
  });
});

describe('formatters', () => {
  it('receive the elements', () => {
    const seen: unknown[] = [];
    const all = (value: unknown): string => {
      seen.push(value);
      return '.';
    };
    array2string({ dtype: 'int64', shape: [2], read: ([i]) => BigInt(i ?? 0) }, { formatter: { all } });
    array2string({ dtype: 'complex64', shape: [], read: () => ({ re: 1, im: 2 }) }, { formatter: { all } });
    expect(seen).toEqual([0n, 1n, { re: 1, im: 2 }]);
  });

  it('may return nothing', () => {
    expect(array2string(floats(1, 2), { separator: ',', formatter: { float: () => '' } })).toBe('[,]');
  });
});

describe('a summarised array', () => {
  it('is read only where it shows', () => {
    const { source, reads } = counting([10_000, 10_000]);
    expect(arrayRepr(source)).toContain('shape=(10000, 10000)');
    // 6 × 6 elements, once for the widths and once for the text.
    expect(reads()).toBe(72);
  });

  it('may be of any rank', () => {
    const { source, reads } = counting(Array.from({ length: 64 }, (_, axis) => (axis < 4 ? 9 : 1)));
    const text = arrayStr(source);
    expect(text.startsWith('['.repeat(64))).toBe(true);
    expect(text.split('\n'.repeat(63)).length).toBe(7);
    expect(reads()).toBe(2 * 6 ** 4);
  });
});
