/** strided: NumPy for Node.js. Everything public is exported here by name. */
import './ops/methods/index.js';

export { type DiffOptions, diff, type Ediff1dOptions, ediff1d } from './calculus/differences.js';
export { type GradientOptions, gradient } from './calculus/gradient.js';
export { type TrapezoidOptions, trapezoid } from './calculus/trapezoid.js';
export { Complex } from './complex.js';
export { e, eulerGamma, inf, nan, pi } from './constants.js';
export {
  type ArrayOptions,
  type AsArrayOptions,
  array,
  asanyarray,
  asarray,
  ascontiguousarray,
  asfortranarray,
  type ContiguousOptions,
  isfortran,
  isscalar,
  type Requirement,
  type RequireOptions,
  require,
} from './convert/array.js';
export { type AstypeOptions, astype, type ConvertMethods } from './convert/astype.js';
export { type CopyOptions, type CopytoOptions, copy, copyto } from './convert/copy.js';
export { asarrayChkfinite } from './convert/finite.js';
export { type ArangeOptions, arange } from './create/arange.js';
export { type DiagOptions, diag, diagflat, type VanderOptions, vander } from './create/diagonals.js';
export { type EyeOptions, eye, identity } from './create/eye.js';
export {
  type CreateOptions,
  empty,
  emptyLike,
  full,
  fullLike,
  type LikeOptions,
  ones,
  onesLike,
  zeros,
  zerosLike,
} from './create/filled.js';
export {
  type FrombufferOptions,
  type FromiterOptions,
  frombuffer,
  fromfunction,
  fromiter,
} from './create/from_data.js';
export { type MeshgridOptions, meshgrid } from './create/meshgrid.js';
export {
  geomspace,
  type LinspaceOptions,
  type LogspaceOptions,
  linspace,
  logspace,
  type SamplesAndStep,
  type SpaceOptions,
} from './create/spaces.js';
export { type TriangleOptions, type TriOptions, tri, tril, triu } from './create/triangles.js';
export { type AbstractDType, type DTypeKind, isdtype, issubdtype } from './dtypes/kinds.js';
export { type FloatLimits, finfo, type IntegerLimits, iinfo } from './dtypes/limits.js';
export {
  type CanCastOptions,
  canCast,
  commonType,
  minScalarType,
  promoteTypes,
  resultType,
} from './dtypes/promotion.js';
export {
  type EinsumOptions,
  type EinsumPathOptions,
  einsum,
  einsumPath,
  type Optimize,
} from './einsum/einsum.js';
export type { Item } from './element.js';
export {
  AxisError,
  DisposedError,
  DTypeError,
  type ErrorCode,
  FloatingPointError,
  IndexError,
  LinAlgError,
  MemoryLimitError,
  ShapeError,
  StridedError,
} from './errors.js';
export { type ErrorHandling, type ErrorState, errstate } from './errstate.js';
export {
  type AxesTransform,
  type AxisTransform,
  type FftfreqOptions,
  type FftNorm,
  type FftnOptions,
  type FftnOptionsWithS,
  type FftOptions,
  type FftOptionsWithN,
  type FftshiftOptions,
  fft,
} from './fft/index.js';
export {
  type ConcatenateOptions,
  concat,
  concatenate,
} from './join/concatenate.js';
export {
  append,
  delete_ as delete,
  type EditOptions,
  insert,
  type Places,
  type TrimZerosOptions,
  trimZeros,
} from './join/edit.js';
export type { Arrays } from './join/join_types.js';
export {
  type Counts,
  type RepeatMethods,
  type RepeatOptions,
  repeat,
  resize,
  tile,
} from './join/repeat.js';
export { type RollOptions, roll } from './join/roll.js';
export {
  type Blocks,
  block,
  columnStack,
  dstack,
  hstack,
  rowStack,
  type StackingOptions,
  type StackOptions,
  stack,
  vstack,
} from './join/stack.js';
export { type CrossOptions, cross } from './linalg/cross.js';
export { type DotMethods, dot, inner, vdot } from './linalg/dot.js';
export { linalg } from './linalg/linalg.js';
export { matmul, matvec, vecdot, vecmat } from './linalg/matmul.js';
export { kron, outer, type TensorAxes, type TensordotOptions, tensordot } from './linalg/outer.js';
export { type TraceMethods, type TraceOptions, trace } from './linalg/trace.js';
export type { EigResult, QRResult, SlogdetResult, SVDResult } from './linalg/types.js';
export { type Flags, NDArray } from './ndarray.js';
export {
  abs,
  absolute,
  add,
  conj,
  conjugate,
  divide,
  divmod,
  floorDivide,
  fmod,
  mod,
  multiply,
  negative,
  positive,
  pow,
  power,
  reciprocal,
  remainder,
  sqrt,
  square,
  subtract,
  trueDivide,
} from './ops/arithmetic.js';
export {
  type AngleOptions,
  angle,
  type IsInfOptions,
  iscomplex,
  iscomplexobj,
  isneginf,
  isposinf,
  isreal,
  isrealobj,
} from './ops/classify.js';
export {
  type ArrayEqualOptions,
  allclose,
  arrayEqual,
  arrayEquiv,
  type CloseOptions,
  isclose,
} from './ops/closeness.js';
export {
  equal,
  fmax,
  fmin,
  greater,
  greaterEqual,
  less,
  lessEqual,
  maximum,
  minimum,
  notEqual,
} from './ops/comparison.js';
export {
  cbrt,
  exp,
  exp2,
  expm1,
  floatPower,
  log,
  log1p,
  log2,
  log10,
  logaddexp,
  logaddexp2,
} from './ops/exponential.js';
export {
  copysign,
  fabs,
  frexp,
  heaviside,
  ldexp,
  modf,
  nextafter,
  sign,
  spacing,
} from './ops/float_parts.js';
export {
  acosh,
  arccosh,
  arcsinh,
  arctanh,
  asinh,
  atanh,
  cosh,
  sinh,
  tanh,
} from './ops/hyperbolic.js';
export {
  bitwiseAnd,
  bitwiseCount,
  bitwiseInvert,
  bitwiseLeftShift,
  bitwiseNot,
  bitwiseOr,
  bitwiseRightShift,
  bitwiseXor,
  gcd,
  invert,
  lcm,
  leftShift,
  rightShift,
} from './ops/integers.js';
export {
  isfinite,
  isinf,
  isnan,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  signbit,
} from './ops/logic.js';
export {
  around,
  ceil,
  type FixOptions,
  fix,
  floor,
  type RoundingMethods,
  type RoundOptions,
  rint,
  round,
  trunc,
} from './ops/rounding.js';
export {
  type ClipOptions,
  clip,
  type NanToNumOptions,
  nanToNum,
  type SelectionMethods,
  where,
} from './ops/selection.js';
export {
  acos,
  arccos,
  arcsin,
  arctan,
  arctan2,
  asin,
  atan,
  atan2,
  cos,
  deg2rad,
  degrees,
  hypot,
  rad2deg,
  radians,
  sin,
  tan,
} from './ops/trigonometric.js';
export type { Ufunc, UfuncRecord } from './ops/ufunc.js';
export { type BaseReprOptions, type BinaryReprOptions, baseRepr, binaryRepr } from './print/base.js';
export type { Array2stringOptions, ArrayReprOptions, ArrayStrOptions } from './print/format.js';
export type { FloatMode, Formatter, SignMode } from './print/options.js';
export type { FloatPositionalOptions, FloatScientificOptions, Trim } from './print/scalar.js';
export type { Axes } from './shape/axis.js';
export type { Order } from './shape/layout.js';
export type * from './types/index.js';

import './ops/operators.js';

export type { TextSource } from './io/contents.js';
export { type Columns, type GenfromtxtOptions, genfromtxt, type PerColumn } from './io/genfromtxt.js';
export { type LoadtxtOptions, loadtxt } from './io/loadtxt.js';

export {
  type LoadOptions,
  type LoadSource,
  load,
  type SaveOptions,
  type SaveTarget,
  save,
  toNpy,
} from './io/npy.js';
export { type NamedArrays, type Npz, savez, savezCompressed } from './io/npz.js';
export { type FromfileOptions, fromfile, type TobytesOptions, type TofileOptions } from './io/raw_files.js';
export { type SavetxtOptions, savetxt } from './io/savetxt.js';
export { type FromstringOptions, fromstring } from './io/separated.js';
export type { Converter } from './io/table_columns.js';
export {
  array2string,
  arrayRepr,
  arrayStr,
  formatFloatPositional,
  formatFloatScientific,
  getPrintoptions,
  type PrintOptions,
  type PrintOptionsChange,
  printoptions,
  setPrintoptions,
} from './print/arrays.js';
export { type Configuration, type ShowConfigOptions, showConfig } from './show_config.js';

import './indexing/assign.js';
import './indexing/index_methods.js';

export {
  type ChooseOptions,
  choose,
  type PieceFunction,
  piecewise,
  type SelectOptions,
  select,
} from './indexing/choices.js';
export { Flat } from './indexing/flat.js';
export type { IndexMode } from './indexing/gather.js';
export { type GridRange, mgrid, ogrid } from './indexing/grids.js';
export {
  type DiagIndicesOptions,
  diagIndices,
  diagIndicesFrom,
  type FillDiagonalOptions,
  fillDiagonal,
  type IndicesOptions,
  indices,
  ix,
  type MaskIndicesOptions,
  maskIndices,
  type TriangleFromOptions,
  type TriangleIndicesOptions,
  trilIndices,
  trilIndicesFrom,
  triuIndices,
  triuIndicesFrom,
} from './indexing/index_makers.js';
export type { IndexShape, IndexTerm } from './indexing/index_types.js';
export { ndenumerate, ndindex } from './indexing/iterators.js';
export { type CompressOptions, compress, extract, place, putmask } from './indexing/masked.js';
export {
  type RavelMultiIndexOptions,
  ravelMultiIndex,
  type UnravelIndexOptions,
  unravelIndex,
} from './indexing/multi_index.js';
export {
  type NDIter,
  type NDIterFlag,
  type NDIterOperandFlag,
  type NDIterOptions,
  nditer,
} from './indexing/nditer.js';
export { argwhere, flatnonzero, type NonzeroOf, nonzero } from './indexing/nonzero.js';
export { newaxis, type Slice, s } from './indexing/slice_object.js';
export type { SliceIndex, SliceShape } from './indexing/slice_types.js';
export {
  type PutOptions,
  put,
  putAlongAxis,
  type TakeAlongAxisOptions,
  type TakeOptions,
  type TakeShape,
  take,
  takeAlongAxis,
} from './indexing/take.js';
export { type MemoryStats, memory, scope } from './memory/index.js';
export { applyAlongAxis, applyOverAxes } from './shape/along_axis.js';
export { broadcast } from './shape/broadcast_object.js';
export { broadcastArrays, broadcastShapes, broadcastTo } from './shape/broadcast_to.js';
export {
  atleast1d,
  atleast2d,
  atleast3d,
  expandDims,
  ndim,
  type SizeOptions,
  type SqueezeOptions,
  shape,
  size,
  squeeze,
} from './shape/dimensions.js';
export { type FlipOptions, flip, fliplr, flipud, type Rot90Options, rot90 } from './shape/flip.js';
export { type PadFunction, type PadMode, type PadOptions, pad } from './shape/pad.js';
export type { PadWidth, Pair, PerAxis } from './shape/pad_widths.js';
export { type DiagonalOptions, diagonal, imag, real } from './shape/parts.js';
export {
  type FlattenOptions,
  type RavelOptions,
  type ReshapeOptions,
  ravel,
  reshape,
} from './shape/reshape.js';
export { mayShareMemory, type SharesMemoryOptions, sharesMemory } from './shape/shares_memory.js';
export {
  arraySplit,
  type Cuts,
  dsplit,
  hsplit,
  type SplitOptions,
  split,
  unstack,
  vsplit,
} from './shape/split.js';
export {
  type AsStridedOptions,
  asStrided,
  lib,
  type SlidingWindowOptions,
  slidingWindowView,
} from './shape/stride_tricks.js';
export {
  matrixTranspose,
  moveaxis,
  permuteDims,
  type RollaxisOptions,
  rollaxis,
  swapaxes,
  type TransposeOptions,
  transpose,
} from './shape/transpose.js';

import './shape/view_methods.js';

export { type PackbitsOptions, packbits, type UnpackbitsOptions, unpackbits } from './bits/packbits.js';
export { frompyfunc, type Vectorized, type VectorizeOptions, vectorize } from './ops/vectorize.js';
export {
  type FitOptions,
  type FitStatus,
  type InterpolateOptions,
  polynomial,
  type Series,
  type SeriesClass,
  type SeriesOptions,
} from './polynomial/index.js';
export {
  type PolyderOptions,
  type PolyintOptions,
  poly,
  polyadd,
  polyder,
  polydiv,
  polyint,
  polymul,
  polysub,
  polyval,
  roots,
} from './polynomial/poly_functions.js';
export { type PolyfitOptions, polyfit } from './polynomial/polyfit.js';
export type {
  BitGenerator,
  BitGeneratorState,
  PhiloxOptions,
} from './random/bit_generators.js';
export type { ChoiceOptions, IntegersOptions, NormalVectorsOptions } from './random/generator.js';
export { random } from './random/index.js';
export type { LegacyChoiceOptions } from './random/random_state.js';
export type { Seed, SeedSequenceOptions, SeedSequenceState } from './random/seed_sequence.js';
export { argmax, argmin } from './reduce/arg_extremes.js';
export { all, amax, amin, any, max, mean, min, prod, sum } from './reduce/folds.js';
export {
  type Cumulative,
  type CumulativeOptions,
  cumprod,
  cumsum,
  cumulativeProd,
  cumulativeSum,
  nancumprod,
  nancumsum,
} from './reduce/scan_functions.js';
export { std, var_ as var } from './reduce/spread.js';
export {
  type IntersectOptions,
  type IsinOptions,
  intersect1d,
  isin,
  type SetOptions,
  setdiff1d,
  setxor1d,
  union1d,
} from './sets/operations.js';
export {
  type UniqueAll,
  type UniqueCounts,
  type UniqueInverse,
  type UniqueOptions,
  unique,
  uniqueAll,
  uniqueCounts,
  uniqueInverse,
  uniqueValues,
} from './sets/unique.js';
export { i0 } from './signal/bessel.js';
export { convolve, correlate, type OverlapMode, type OverlapOptions } from './signal/correlate.js';
export { type RealIfCloseOptions, realIfClose, sinc } from './signal/sinc.js';
export { type UnwrapOptions, unwrap } from './signal/unwrap.js';
export { bartlett, blackman, hamming, hanning, kaiser } from './signal/windows.js';
export { argpartition, type PartitionOptions, partition } from './sort/partition.js';
export { type LexsortOptions, lexsort, type SearchOptions, searchsorted } from './sort/search.js';
export {
  argsort,
  type SortedComplex,
  type SortedShape,
  type SortKind,
  type SortOptions,
  sort,
  sortComplex,
} from './sort/sort.js';
export {
  type AverageAndWeights,
  type AverageOptions,
  average,
  countNonzero,
  ptp,
} from './statistics/averages.js';
export { type BincountOptions, bincount, type DigitizeOptions, digitize } from './statistics/bins.js';
export { type CorrcoefOptions, type CovOptions, corrcoef, cov } from './statistics/covariance.js';
export {
  type BinEdgesOptions,
  type BinRule,
  type Histogram,
  type HistogramOptions,
  histogram,
  histogramBinEdges,
} from './statistics/histogram.js';
export {
  type Histogram2d,
  type Histogram2dOptions,
  type Histogramdd,
  type HistogramddOptions,
  histogram2d,
  histogramdd,
} from './statistics/histogramdd.js';
export { type InterpOptions, interp } from './statistics/interp.js';
export { type MedianOptions, median, nanmedian } from './statistics/median.js';
export { nanmax, nanmean, nanmin, nanprod, nansum } from './statistics/nan_folds.js';
export { nanargmax, nanargmin } from './statistics/nan_positions.js';
export { nanstd, nanvar } from './statistics/nan_spread.js';
export {
  nanpercentile,
  nanquantile,
  percentile,
  type QuantileFunction,
  type QuantileMethod,
  type QuantileOptions,
  quantile,
} from './statistics/quantiles.js';
export { getNumThreads, setNumThreads } from './threads.js';
export type {
  AtIndex,
  FoldOptions,
  UfuncAccumulate,
  UfuncAt,
  UfuncMethods,
  UfuncOuter,
  UfuncReduce,
  UfuncReduceAt,
  UfuncReduceOptions,
} from './types/ufunc_methods.js';
