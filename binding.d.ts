/** The raw binding, as native/binding/module.cc exports it. Only lib/native.ts imports it. */

/** What a call may read and write: an ArrayBuffer, or a Uint8Array over a SharedArrayBuffer. */
export type Handle = ArrayBuffer | Uint8Array;
/** `undefined` where all went well, else a number of native/core/status.h. */
export type CallStatus = number | undefined;

export interface Binding {
  /** The argument block: shapes, strides, offsets and scalars of the next call. */
  readonly block: ArrayBuffer;
  /** Where things stand in the block, in slots of 8 bytes. */
  readonly layout: {
    readonly ndim: number;
    readonly parameters: number;
    readonly operands: number;
    readonly shape: number;
    readonly strides: number;
    readonly scalars: number;
    readonly results: number;
    readonly run: number;
    readonly plane: number;
    readonly named: number;
    readonly maxDims: number;
  };
  /** Only where a sanitizer watches memory: how many bytes behind each array no one may touch. */
  readonly guardBytes?: number;
  /** The ISA level in use: v2, v3, v4 or baseline. */
  readonly level: string;
  /** `op signature` of each kernel; its place is its number. */
  readonly elementwiseLoops: readonly string[];
  readonly reduceLoops: readonly string[];
  readonly argReduceLoops: readonly string[];
  readonly scanLoops: readonly string[];
  readonly atLoops: readonly string[];
  /** `distribution signature`; its place is its number. */
  readonly randomDraws: readonly string[];
  readonly dtypes: readonly string[];

  elementwise(loop: number, ...operands: (Handle | null)[]): CallStatus;
  elementwiseRun(loop: number, ...operands: (Handle | null)[]): CallStatus;
  elementwiseNamed(): CallStatus;
  /** Without arguments, of the blocks that the argument block names. */
  copyPlane(from?: Handle | null, to?: Handle | null): CallStatus;
  reduce(loop: number, ...operands: (Handle | null)[]): CallStatus;
  variance(...operands: (Handle | null)[]): CallStatus;
  argReduce(loop: number, ...operands: (Handle | null)[]): CallStatus;
  sort(a: Handle | null, out: Handle | null, kth?: Handle | null, scratch?: Handle | null): CallStatus;
  lexsort(keys: Handle | null, out: Handle | null): CallStatus;
  searchSorted(
    a: Handle | null,
    needles: Handle | null,
    found: Handle | null,
    sorter?: Handle | null,
  ): CallStatus;
  contains(elements: Handle | null, among: Handle | null, out: Handle | null): CallStatus;
  keepNeighbors(a: Handle | null): CallStatus;
  findFewDistinct(a: Handle | null, distinct: Handle | null, counts: Handle | null): CallStatus;
  findNeighbors(
    a: Handle | null,
    places: Handle | null,
    kept: Handle | null,
    group?: Handle | null,
  ): CallStatus;
  scan(loop: number, step: number, a: Handle | null, out: Handle | null): CallStatus;
  reduceSegments(
    fold: number,
    step: number,
    a: Handle | null,
    out: Handle | null,
    starts?: Handle | null,
    mask?: Handle | null,
  ): CallStatus;
  operateAt(
    loop: number,
    step: number,
    a: Handle | null,
    index: Handle | null,
    b?: Handle | null,
  ): CallStatus;
  gather(a: Handle | null, dense: Handle | null, ...indices: (Handle | null)[]): CallStatus;
  gatherItems(a: Handle | null, dense: Handle | null, index: Handle | null): CallStatus;
  maskCount(mask: Handle | null): CallStatus;
  maskSelect(mask: Handle | null, a: Handle | null, out: Handle | null): CallStatus;
  maskAssign(mask: Handle | null, a: Handle | null, values: Handle | null): CallStatus;
  maskPositions(mask: Handle | null, out: Handle | null): CallStatus;
  ravelIndices(out: Handle | null, ...indices: (Handle | null)[]): CallStatus;
  unravelPlaces(out: Handle | null, places: Handle | null): CallStatus;
  join(target: Handle | null, ...sources: (Handle | null)[]): CallStatus;
  repeatTotal(counts: Handle | null): CallStatus;
  repeat(source: Handle | null, target: Handle | null, counts?: Handle | null): CallStatus;
  triangle(source: Handle | null, target: Handle | null): CallStatus;
  matmul(a: Handle | null, b: Handle | null, out: Handle | null): CallStatus;
  watchFloatErrors(watched: number, raised: number): readonly string[];
  lapack(...operands: (Handle | null)[]): CallStatus;
  fft(a: Handle | null, out: Handle | null, work?: Handle | null): CallStatus;
  fftWorkspace(kind: number, isDouble: boolean, n: number): CallStatus;
  arange(out: Handle | null): CallStatus;
  convolve(a: Handle | null, taps: Handle | null, out: Handle | null): CallStatus;
  orderStatistics(
    a: Handle | null,
    q: Handle | null,
    lowAndHigh: Handle | null,
    gamma: Handle | null,
    hasNan: Handle | null,
    ...weights: (Handle | null)[]
  ): CallStatus;
  bits(a: Handle | null, out: Handle | null): CallStatus;
  bessel(x: Handle | null, out: Handle | null): CallStatus;
  unwrap(a: Handle | null, out: Handle | null): CallStatus;
  locate(values: Handle | null, edges: Handle | null, out: Handle | null): CallStatus;
  histogram(
    values: Handle | null,
    edges: Handle | null,
    out: Handle | null,
    ...weights: (Handle | null)[]
  ): CallStatus;
  tally(values: Handle | null, out: Handle | null, ...weights: (Handle | null)[]): CallStatus;
  interpolate(values: Handle | null, x: Handle | null, y: Handle | null, out: Handle | null): CallStatus;

  randomDraw(state: Handle, draw: number, out: Handle | null, ...parameters: (Handle | null)[]): CallStatus;
  randomIntegers(state: Handle, out: Handle | null, low?: Handle | null, range?: Handle | null): CallStatus;
  randomRaw(state: Handle, out: Handle | null): CallStatus;
  randomMix(entropy: Handle, pool: Handle): CallStatus;
  randomExpand(pool: Handle, words: Handle): CallStatus;
  /** `form`: 0 words of a SeedSequence, 1 a legacy integer, 2 a legacy key. */
  randomSeed(state: Handle, words: Handle, form: number): CallStatus;
  randomAdvance(state: Handle, steps?: Handle): CallStatus;
  randomShuffle(state: Handle, a: Handle | null): CallStatus;
  randomChoose(state: Handle, out: Handle | null): CallStatus;
  randomWeigh(p: Handle | null): CallStatus;
  randomRange(a: Handle | null): CallStatus;
  randomWeighted(state: Handle, p: Handle | null, sums: Handle | null, out: Handle | null): CallStatus;
  randomRound(state: Handle, p: Handle | null, sums: Handle | null, found: Handle | null): CallStatus;
  randomGather(a: Handle | null, index: Handle | null, out: Handle | null): CallStatus;
  randomRows(state: Handle, out: Handle | null, weights: Handle | null, counts: Handle | null): CallStatus;

  textMeasure(text: Handle, plan: Handle, checkpoints: Handle, ragged: Handle): CallStatus;
  textRead(text: Handle, plan: Handle, checkpoints: Handle, out: Handle | null): CallStatus;
  textClassify(text: Handle, plan: Handle, masks: Handle): CallStatus;
  textNumbers(text: Handle, separator: Handle, ...out: (Handle | null)[]): CallStatus;
  textFormat(a: Handle | null, format: Handle, out: Handle): CallStatus;
  crc32(bytes: Handle): CallStatus;
  allocate(bytes: number, zero: boolean, slab: boolean, holder: object): ArrayBuffer | number;
  release(id: number): void;
  lend(id: number): void;
  /** Of the slab's room from start on, the first bytes may be touched, the rest not, where a sanitizer watches. */
  guard(id: number, start: number, bytes: number, room: number): void;
  sweep(all: boolean): void;
  trim(): void;
  memoryCounts(): void;
  setMemoryLimit(bytes: number): void;
  reportPressure(reports: boolean): void;
  setThreads(threads: number): number;
  /** Only in a build that counts lines. */
  writeCoverage?(): void;
}
