/** Fourier transforms: powers of two, other lengths, a large prime, real ones, several axes, batches over either axis. */
import type { DType, NDArray } from 'strided';
import type { BenchCase, Library, Suite, Target } from '../types.js';
import { itemSize, pythonRandom, randomArray } from './data.js';

interface Transform {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly shape: (n: number) => readonly number[];
  readonly dtypes: readonly DType[];
  readonly ours: (nd: Library, a: NDArray) => NDArray;
  readonly numpy: string;
}

const line = (n: number): readonly number[] => [n];
const rows = (n: number): readonly number[] => [n / 2, n];
const complex: readonly DType[] = ['complex128', 'complex64'];
const real: readonly DType[] = ['float64', 'float32'];

const TRANSFORMS: readonly Transform[] = [
  {
    name: 'fft',
    sizes: [1024, 65_536, 1_000_000, 1_000_003],
    shape: line,
    dtypes: complex,
    ours: (nd, a) => nd.fft.fft(a),
    numpy: 'np.fft.fft(a)',
  },
  {
    name: 'ifft',
    sizes: [1024, 65_536],
    shape: line,
    dtypes: complex,
    ours: (nd, a) => nd.fft.ifft(a),
    numpy: 'np.fft.ifft(a)',
  },
  {
    name: 'rfft',
    sizes: [1024, 65_536, 1_000_000],
    shape: line,
    dtypes: real,
    ours: (nd, a) => nd.fft.rfft(a),
    numpy: 'np.fft.rfft(a)',
  },
  {
    name: 'irfft',
    sizes: [65_536],
    shape: (n) => [n / 2 + 1],
    dtypes: complex,
    ours: (nd, a) => nd.fft.irfft(a),
    numpy: 'np.fft.irfft(a)',
  },
  {
    name: 'fft2',
    sizes: [1024],
    shape: (n) => [n, n],
    dtypes: complex,
    ours: (nd, a) => nd.fft.fft2(a),
    numpy: 'np.fft.fft2(a)',
  },
  {
    name: 'rfft2',
    sizes: [1024],
    shape: (n) => [n, n],
    dtypes: real,
    ours: (nd, a) => nd.fft.rfft2(a),
    numpy: 'np.fft.rfft2(a)',
  },
  {
    name: 'fft of 512 rows',
    sizes: [1024],
    shape: rows,
    dtypes: complex,
    ours: (nd, a) => nd.fft.fft(a),
    numpy: 'np.fft.fft(a)',
  },
  {
    name: 'fft of 1024 columns',
    sizes: [1024],
    shape: rows,
    dtypes: complex,
    ours: (nd, a) => nd.fft.fft(a, { axis: 0 }),
    numpy: 'np.fft.fft(a, axis=0)',
  },
];

function transformCase({ name, sizes, shape, dtypes, ours, numpy }: Transform): BenchCase {
  const count = (n: number): number => shape(n).reduce((product, length) => product * length, 1);
  return {
    name,
    sizes,
    dtypes,
    elements: ({ n }) => count(n),
    bytes: ({ n, dtype }) => 2 * count(n) * itemSize(dtype),
    strided: (nd, { n, dtype }) => {
      const a = randomArray(nd, dtype, shape(n), 1);
      return { result: () => ours(nd, a) };
    },
    numpy: {
      setup: ({ n, dtype }) => pythonRandom('a', dtype, shape(n)),
      statements: { result: numpy },
    },
    targets: (): Target[] => [{ kind: 'speedup', variant: 'released', atLeast: 1.5 }],
  };
}

export const fftSuite: Suite = {
  name: 'fft',
  about: 'Fourier transforms',
  means: [{ variants: ['released'], atLeast: 2 }],
  cases: TRANSFORMS.map(transformCase),
};
