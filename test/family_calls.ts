/** A call or more of each family that works on several threads, on operands of a given size. */
import * as nd from 'strided';

export type Result = nd.NDArray | readonly nd.NDArray[] | number | boolean;
export type Call = readonly [name: string, run: () => Result];

/** The operands hold some n elements each; n is a multiple of 1,000. */
export function familyCalls(n: number): readonly Call[] {
  const rng = new nd.random.Generator(new nd.random.PCG64(5));
  const normal = (...shape: number[]): nd.NDArray => rng.normal(0, 1, shape) as nd.NDArray;
  const seeded = () => new nd.random.Generator(new nd.random.PCG64(1));
  const width = Math.floor(Math.sqrt(n));
  const x = normal(n);
  const y = normal(n);
  const z = x.add(y.mul(new nd.Complex(0, 1)));
  const m = normal(width + 7, width);
  const codes = rng.integers(0, 50, [n]) as nd.NDArray;
  const square = codes.slice(`:${width * width}`).reshape(width, width);
  const mask = x.gt(0);
  const places = rng.permutation(n) as nd.NDArray;
  const rows = Math.ceil(n / 60);
  const table = normal(rows, 60);
  const single = m.astype('float32');
  return [
    // Elementwise: contiguous, broadcast, transposed, cast, masked, overlapping.
    ['add', () => x.add(y)],
    ['add of a row', () => m.add(m.slice(0))],
    ['add of the transposed', () => m.T.add(single.T)],
    ['cast to float16', () => x.astype('float16')],
    ['cast to int8 of integers', () => codes.astype('int8')],
    ['exp under where', () => nd.exp(x, { where: mask, out: nd.zeros([n]) })],
    [
      'add to itself, shifted',
      () => {
        const copy = x.copy();
        nd.add(copy.slice('1:'), copy.slice(':-1'), { out: copy.slice('1:') });
        return copy;
      },
    ],
    ['divmod', () => nd.divmod(codes, 7)],
    ['log of complex numbers', () => nd.log(z)],
    [
      'masked assignment',
      () => {
        const copy = z.copy();
        copy.indexAssign(mask, 1);
        copy.indexAssign(mask, z.index(mask));
        return copy;
      },
    ],
    ['copy of the transposed', () => m.T.copy()],
    ['clip', () => nd.clip(x, -1, 1)],
    // Reductions and scans.
    ['sum', () => x.sum() as number],
    ['sum over rows', () => m.sum(0)],
    ['sum over columns', () => m.sum(1)],
    ['sum of every other', () => x.slice('::2').sum() as number],
    ['prod', () => nd.prod(m, { axis: 0 })],
    ['mean of float16', () => x.astype('float16').mean() as number],
    ['var', () => m.var(0)],
    ['max', () => m.T.max(1)],
    ['argmax', () => m.argmax(0)],
    ['argmin of all', () => x.argmin() as number],
    ['all', () => nd.all(x.gt(-100)) as boolean],
    ['nansum', () => nd.nansum(m, { axis: 1 })],
    ['nanprod', () => nd.nanprod(m, { axis: 1 })],
    ['cumsum', () => x.cumsum()],
    ['cumsum of rows', () => m.cumsum(1)],
    ['cumprod of columns', () => nd.cumprod(m, { axis: 0 })],
    ['maximum.accumulate', () => nd.maximum.accumulate(x)],
    ['add.reduceat', () => nd.add.reduceat(x, nd.arange(0, n, 100).astype('int64'))],
    [
      'add.at',
      () => {
        const total = nd.zeros([50]);
        nd.add.at(total, codes, x);
        return total;
      },
    ],
    ['countNonzero', () => nd.countNonzero(mask) as number],
    // Order.
    ['sort', () => nd.sort(x)],
    ['sort of columns', () => nd.sort(m, 0)],
    ['sort of complex', () => nd.sort(z)],
    ['sort of bytes', () => nd.sort(codes.astype('uint8'))],
    ['argsort', () => nd.argsort(x)],
    ['argsort, stable', () => nd.argsort(codes, -1, { stable: true })],
    ['partition', () => nd.partition(x, n / 4).slice(n / 4)],
    ['lexsort', () => nd.lexsort([x, codes])],
    ['searchsorted', () => nd.searchsorted(nd.sort(x), y)],
    ['unique', () => nd.unique(codes)],
    ['isin', () => nd.isin(codes, [1, 2, 3])],
    ['median', () => nd.median(m, { axis: 0 })],
    ['percentile', () => nd.percentile(x, [5, 50, 99])],
    // Indices and pieces.
    ['take', () => nd.take(x, places)],
    ['index by a permutation', () => table.index(places.slice(`:${rows - 1}`).mod(rows))],
    ['index by a mask', () => x.index(mask)],
    [
      'assign by a mask',
      () => {
        const copy = x.copy();
        copy.indexAssign([mask], 0);
        return copy;
      },
    ],
    [
      'assign by places',
      () => {
        const copy = x.copy();
        copy.indexAssign([places], y);
        return copy;
      },
    ],
    ['nonzero', () => nd.nonzero(mask)],
    ['where', () => nd.where(mask, x, y)],
    ['concatenate', () => nd.concatenate([x, y, x])],
    ['stack', () => nd.stack([m, m], 1)],
    ['repeat', () => nd.repeat(x, 3)],
    ['repeat by counts', () => nd.repeat(x, codes)],
    ['tril', () => nd.tril(m)],
    ['roll', () => nd.roll(m, 3, 1)],
    ['unravelIndex', () => nd.unravelIndex(places, [n / 500, 500])],
    // Counting.
    ['bincount', () => nd.bincount(codes)],
    ['histogram', () => nd.histogram(x, 40)[0]],
    ['digitize', () => nd.digitize(x, nd.linspace(-3, 3, 61))],
    ['interp', () => nd.interp(y, nd.linspace(-3, 3, 61), nd.linspace(0, 1, 61))],
    // Products and transforms.
    ['matmul of integers', () => square.matmul(square.T)],
    ['covariances of two long rows', () => nd.cov(x, y)],
    ['matmul of long complex rows', () => nd.stack([z, z.T]).matmul(nd.stack([z, x, y]).T)],
    [
      'matmul of small stacks',
      () =>
        table
          .slice(':, :9')
          .reshape(rows, 3, 3)
          .matmul(table.slice(':, 9:18').reshape(rows, 3, 3)),
    ],
    ['linalg.inv of a stack', () => nd.linalg.inv(table.slice(':, :36').reshape(rows, 6, 6))],
    ['linalg.det of a stack', () => nd.linalg.det(table.slice(':, :16').reshape(rows, 4, 4))],
    ['fft', () => nd.fft.fft(z)],
    ['rfft of rows', () => nd.fft.rfft(m)],
    ['fft2', () => nd.fft.fft2(m)],
    ['convolve', () => nd.convolve(x, y.slice(':200'))],
    ['correlate', () => nd.correlate(x.slice(`:${n / 20}`), y.slice(`:${n / 40}`), 'full')],
    ['packbits', () => nd.packbits(mask)],
    ['i0', () => nd.i0(x)],
    // Draws: each run from the same seed.
    ['normal', () => seeded().normal(0, 1, [n]) as nd.NDArray],
    ['integers', () => seeded().integers(0, 1000, [n]) as nd.NDArray],
    ['permutation', () => seeded().permutation(n) as nd.NDArray],
  ];
}
