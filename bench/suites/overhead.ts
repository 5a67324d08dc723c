/** What a call costs when there is next to nothing to compute: 8 elements. */
import type { BenchCase, Library, Statements, Suite } from '../types.js';
import { float64 } from './data.js';

const CALL_NANOSECONDS = 150;
const setup = 'a = np.arange(8.0)\nb = np.arange(8.0) + 1\nc = np.empty(8)\nm = a.reshape(2, 4)\n';

function overhead(
  name: string,
  strided: (nd: Library) => Statements,
  statements: NonNullable<BenchCase['numpy']>['statements'],
  limits: readonly string[] = [],
): BenchCase {
  return {
    name,
    sizes: [8],
    dtypes: ['float64'],
    strided,
    numpy: { setup, statements },
    targets: () =>
      limits.map((variant) => ({ kind: 'nanoseconds', variant, atMost: CALL_NANOSECONDS }) as const),
  };
}

export const overheadSuite: Suite = {
  name: 'overhead',
  about: 'calls on 8 float64 elements',
  cases: [
    overhead(
      'a.add(b)',
      (nd) => {
        const a = nd.array(float64(8, 1));
        const b = nd.array(float64(8, 2));
        return { result: () => a.add(b) };
      },
      { result: 'a + b' },
      ['released', 'collected'],
    ),
    overhead(
      'nd.add(a, b, { out })',
      (nd) => {
        const a = nd.array(float64(8, 1));
        const b = nd.array(float64(8, 2));
        const out = nd.zeros([8]);
        return { out: () => nd.add(a, b, { out }) };
      },
      { out: 'np.add(a, b, out=c)' },
    ),
    overhead(
      'a.add(2)',
      (nd) => {
        const a = nd.array(float64(8, 1));
        return { result: () => a.add(2) };
      },
      { result: 'a + 2' },
    ),
    overhead(
      "a.slice('1:6')",
      (nd) => {
        const a = nd.array(float64(8, 1));
        return { value: () => a.slice('1:6') };
      },
      { value: 'a[1:6]' },
      ['value'],
    ),
    overhead(
      'm.slice(1)',
      (nd) => {
        const m = nd.array(float64(8, 1)).reshape(2, 4);
        return { value: () => m.slice(1) };
      },
      { value: 'm[1]' },
      ['value'],
    ),
    overhead(
      'm.T',
      (nd) => {
        const m = nd.array(float64(8, 1)).reshape(2, 4);
        return { value: () => m.T };
      },
      { value: 'm.T' },
      ['value'],
    ),
    overhead(
      'a.reshape(2, 4)',
      (nd) => {
        const a = nd.array(float64(8, 1));
        return { value: () => a.reshape(2, 4) };
      },
      { value: 'a.reshape(2, 4)' },
      ['value'],
    ),
    overhead(
      'm.at(1, 2)',
      (nd) => {
        const m = nd.array(float64(8, 1)).reshape(2, 4);
        return { value: () => m.at(1, 2) };
      },
      { value: 'm.item(1, 2)' },
    ),
    overhead(
      'a.sum()',
      (nd) => {
        const a = nd.array(float64(8, 1));
        return { value: () => a.sum() };
      },
      { value: 'a.sum()' },
    ),
    overhead('nd.zeros([8])', (nd) => ({ result: () => nd.zeros([8]) }), { result: 'np.zeros(8)' }),
  ],
};
