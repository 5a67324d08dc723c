/**
 * Work whose right answer is known without another library: each job makes arrays of random size, computes, and compares
 * with what must hold. They differ in what they put under strain: allocation, views, threads, scratch memory, streams.
 */
import * as nd from 'strided';

/** Random integers for the choice of work; not the library's own streams, which are among what is tested. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0 || 1;
  }

  /** From 0 up to, and without, `n`. */
  below(n: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state % n;
  }

  /** Small ones often, large ones seldom. */
  size(most: number): number {
    return 1 + this.below(2 ** (1 + this.below(Math.floor(Math.log2(most)))));
  }
}

export type Job = (chance: Chance) => void;

export class WrongResult extends Error {
  override name = 'WrongResult';
}

function holds(condition: boolean, what: string): void {
  if (!condition) throw new WrongResult(what);
}

function close(got: number, wanted: number, what: string, tolerance = 1e-9): void {
  holds(
    Math.abs(got - wanted) <= tolerance * Math.max(1, Math.abs(wanted)),
    `${what}: ${got}, not ${wanted}`,
  );
}

const dtypes = ['float64', 'float32', 'int64', 'int32', 'uint16', 'complex128'] as const;

/** Arrays that jobs leave alive for a while; some are disposed by hand, some only forgotten. */
const kept: (nd.NDArray | undefined)[] = new Array(40).fill(undefined);

/** Every job by name. */
export const jobs: Readonly<Record<string, Job>> = {
  arithmetic(chance) {
    const n = chance.size(200_000);
    const a = nd.arange(n);
    const b = a.mul(2).add(1);
    const c = b.sub(a).sub(1);
    holds(nd.arrayEqual(c, a), `arithmetic over ${n}`);
    if (chance.below(2) === 0) b.dispose();
  },

  dtypes(chance) {
    const dtype = dtypes[chance.below(dtypes.length)] as (typeof dtypes)[number];
    const n = 1 + chance.below(5000);
    const a = nd.ones([n], dtype);
    const total = a.add(a).sum();
    const value = total instanceof nd.Complex ? total.re : Number(total);
    close(value, 2 * n, `sum of ${dtype}`);
  },

  views(chance) {
    const rows = 2 + chance.below(60);
    const columns = 2 + chance.below(60);
    const base = nd.arange(rows * columns);
    const a = base.reshape(rows, columns);
    const view = a.T.slice('::-1').slice(':, ::-1');
    close(view.at(0, 0), rows * columns - 1, 'the last element first');
    close(view.sum(), a.sum(), 'sum of a view');
    if (chance.below(2) === 0) {
      base.dispose();
      let refused = false;
      try {
        view.sum();
      } catch (error) {
        refused = error instanceof nd.DisposedError;
      }
      holds(refused, 'a view of a disposed array is refused');
    }
  },

  keeping(chance) {
    const at = chance.below(kept.length);
    const old = kept[at];
    if (old !== undefined && !old.disposed) {
      const first = old.ravel().at(0);
      close(old.min(), first, 'a kept array still holds its value');
      close(old.max(), first, 'a kept array still holds its value');
      if (chance.below(3) === 0) old.dispose();
    }
    kept[at] = nd.full([chance.size(300_000)], chance.below(1000));
  },

  lending(chance) {
    const n = chance.size(50_000);
    const value = chance.below(100);
    const a = nd.full([n], value, 'float32');
    const data = a.data;
    if (chance.below(2) === 0) a.dispose();
    for (let i = 0; i < 4; i++) nd.full([n], value + 1, 'float32');
    holds(data[0] === value && data[n - 1] === value, 'lent memory keeps its content');
    if (chance.below(4) === 0) structuredClone(data.buffer, { transfer: [data.buffer as ArrayBuffer] });
  },

  scopes(chance) {
    const n = chance.size(20_000);
    const result = nd.scope(() => {
      const a = nd.ones([n]);
      const inner = nd.scope(() => a.add(1).mul(3));
      return { sum: inner.sum(), view: inner.slice('::-1') };
    });
    close(result.sum, 6 * n, 'sum in a scope');
    close(result.view.at(0), 6, 'a view that leaves its scope');
  },

  sorting(chance) {
    const n = chance.size(100_000);
    const rng = nd.random.defaultRng(chance.below(1 << 30));
    const a = rng.random([n]);
    const sorted = nd.sort(a);
    holds(nd.all(nd.diff(sorted).ge(0)) === true, `sort of ${n}`);
    const order = nd.argsort(a);
    holds(nd.arrayEqual(a.index(order), sorted), `argsort of ${n}`);
    close(sorted.sum(), a.sum(), 'sorting keeps the sum', 1e-9);
  },

  indexing(chance) {
    const n = 1 + chance.size(20_000);
    const a = nd.arange(n, { dtype: 'int32' });
    const mask = a.mod(3).eq(0);
    holds(a.index(mask).size === Math.ceil(n / 3), 'elements that a mask selects');
    const b = a.copy();
    b.indexAssign([mask], -1);
    close(Number(nd.sum(b.eq(-1))), Math.ceil(n / 3), 'elements that a mask assigns');
    const back = nd.random.defaultRng(chance.below(1000)).permutation(n);
    close(Number(a.index(back).sum()), Number(a.sum()), 'a permutation keeps the sum');
  },

  joining(chance) {
    const n = chance.size(5000);
    const a = nd.arange(n);
    const rolled = nd.roll(a, chance.below(n));
    close(rolled.sum(), a.sum(), 'roll keeps the sum');
    const many = nd.concatenate([a, rolled, nd.flip(a)]);
    close(many.sum(), 3 * a.sum(), 'concatenate keeps the sum');
    holds(nd.pad(a, 2).size === n + 4, 'pad');
  },

  matrices(chance) {
    const n = 1 + chance.below(120);
    const rng = nd.random.defaultRng(n);
    const a = rng.random([n, n]).add(nd.eye(n).mul(n));
    const x = rng.random([n]);
    const solved = nd.linalg.solve(a, a.matmul(x)) as nd.NDArray;
    holds(nd.allclose(solved, x, { rtol: 1e-8 }), `solve of ${n}`);
    const { Q, R } = nd.linalg.qr(a);
    holds(nd.allclose(Q.matmul(R), a), `qr of ${n}`);
    nd.linalg.svd(a.slice(':3'));
  },

  contractions(chance) {
    const n = 1 + chance.below(40);
    const a = nd.random.defaultRng(n).random([3, n, n]);
    const product = nd.einsum('bij,bjk->bik', a, a) as nd.NDArray;
    holds(nd.allclose(product, a.matmul(a)), 'einsum is matmul');
    const whole = nd.arange(n * n, { dtype: 'int64' }).reshape(n, n);
    holds(
      nd.arrayEqual(whole.matmul(nd.eye(n, { dtype: 'int64' })), whole),
      'integer matmul by the identity',
    );
  },

  transforms(chance) {
    const n = chance.size(20_000);
    const a = nd.random.defaultRng(n).random([n]);
    holds(nd.allclose(nd.fft.ifft(nd.fft.fft(a)).real, a), `fft of ${n} and back`);
    holds(nd.allclose(nd.fft.irfft(nd.fft.rfft(a), { n }), a), `rfft of ${n} and back`);
  },

  streams(chance) {
    const seed = chance.below(1 << 30);
    const n = chance.size(50_000);
    const one = nd.random.defaultRng(seed).standardNormal(n) as nd.NDArray;
    const two = nd.random.defaultRng(seed).standardNormal(n) as nd.NDArray;
    holds(nd.arrayEqual(one, two), 'one seed, one stream');
  },

  statistics(chance) {
    const n = 1 + chance.size(50_000);
    const a = nd.arange(n);
    close(a.mean() as number, (n - 1) / 2, 'mean');
    close(nd.median(a) as number, (n - 1) / 2, 'median');
    close(nd.var(a) as number, (n * n - 1) / 12, 'variance', 1e-8);
    holds(nd.cumsum(a).at(-1) === (n * (n - 1)) / 2, 'cumsum');
    close(Number(nd.histogram(a, 10)[0].sum()), n, 'a histogram counts all');
  },

  files(chance) {
    const a = nd.random.defaultRng(chance.below(1000)).random([chance.size(500), 3]);
    const bytes = nd.toNpy(a);
    holds(nd.arrayEqual(nd.load(bytes), a), '.npy and back');
    const end = chance.below(bytes.length);
    try {
      nd.load(bytes.subarray(0, end));
      holds(false, `a file cut at ${end} is refused`);
    } catch (error) {
      if (!(error instanceof nd.StridedError)) throw error;
    }
  },

  mistakes(chance) {
    const n = 2 + chance.below(50);
    const wrong: (() => unknown)[] = [
      () => (nd.zeros([n]) as nd.NDArray).add(nd.zeros([n + 1])),
      () => nd.zeros([n]).at(n),
      () => nd.zeros([1e12]),
      () => nd.linalg.inv(nd.zeros([n, n])),
      () => nd.asStrided(nd.zeros([n]), { shape: [n + 1], strides: [8] }),
      () => (nd.zeros([n]) as nd.NDArray).reshape(n + 1),
      () => nd.concatenate([nd.zeros([n]), nd.zeros([n, n])] as nd.NDArray[]),
    ];
    const at = chance.below(wrong.length);
    try {
      wrong[at]?.();
    } catch (error) {
      if (error instanceof nd.StridedError || error instanceof RangeError) return;
      throw error;
    }
    throw new WrongResult(`mistake ${at} went unnoticed`);
  },
};
