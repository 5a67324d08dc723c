/** Derivatives of samples. */
import { keptOrderStrides, newLaidOut } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { BOOL, FLOAT16, FLOAT64, isInteger, itemSizes } from '../dtype.js';
import { isItem } from '../element.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { add, divide, multiply, negative, subtract } from '../ops/arithmetic.js';
import { equal } from '../ops/comparison.js';
import { isOptions, readOptions } from '../options.js';
import { all } from '../reduce/folds.js';
import { type Axes, axesOf } from '../shape/axis.js';
import { reshapedView } from '../shape/reshape.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { UnaryResult } from '../types/rules.js';
import type { IsUnknownRank } from '../types/shapes.js';
import { diff } from './differences.js';
import { partOf } from './parts.js';

/** Options of {@link gradient}. */
export interface GradientOptions<A extends Axes | null | undefined = Axes | null | undefined> {
  /** The axis or axes to differentiate along; all if not given. */
  axis?: A;
  /** The order of the differences at both ends, 1 or 2; 1 if not given. */
  edgeOrder?: 1 | 2 | undefined;
}

/**
 * The distance of samples along an axis, or the distances of neighbours. What comes from coordinates is an array, of no
 * axes where all distances are the same: its dtype counts in the result as NumPy's scalars do, and a number's does not.
 */
type Spacing = number | NDArray;

type Derivative<T extends ArrayLike> = NDArray<UnaryResult<'trueDivide', DTypeOf<T>>, ShapeOf<T>>;
type Derivatives<T extends ArrayLike, A> = A extends number
  ? Derivative<T>
  : IsUnknownRank<ShapeOf<T>> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: one array or a list of them; only the rank would tell
      any
    : A extends readonly unknown[]
      ? A extends readonly [unknown]
        ? Derivative<T>
        : readonly Derivative<T>[]
      : ShapeOf<T> extends readonly [number]
        ? Derivative<T>
        : readonly Derivative<T>[];

const who = 'gradient';

/**
 * The derivative of samples along each axis: central differences inside, one-sided ones at both ends. Behind the array
 * stand the spacings: none (1), one number for all axes, or per axis a number or the samples' coordinates.
 *
 * Result: float64 for integers, the array's dtype otherwise, of its shape; one array for one axis, a list of them for
 * several. NumPy: `gradient`.
 * @throws ShapeError for an axis of fewer than `edgeOrder` + 1 samples, or coordinates that do not fit; DTypeError for bool.
 * @example
 * nd.gradient([1, 2, 4, 7, 11]).toArray() // [1, 1.5, 2.5, 3.5, 4]
 * nd.gradient([0, 2, 6], [0, 1, 3]).toArray() // [2, 2, 2]
 * nd.gradient([[0, 1, 2], [3, 4, 5]], { axis: 0 }).toArray() // [[3, 3, 3], [3, 3, 3]]
 */
export function gradient<const T extends ArrayLike>(
  f: T,
  ...spacings: ArrayLike[]
): Derivatives<T, undefined>;
export function gradient<const T extends ArrayLike, const A extends Axes | null | undefined = undefined>(
  f: T,
  ...args: [...spacings: ArrayLike[], options: GradientOptions<A>]
): Derivatives<T, NoInfer<A>>;
export function gradient(f: unknown, ...args: unknown[]): unknown {
  const given = asNDArray(f, who);
  const last = args.at(-1);
  const options = readOptions(isOptions(last) ? [args.pop()] : [], ['axis', 'edgeOrder'], who);
  const axis = options['axis'];
  const axes =
    axis === undefined || axis === null ? given._shape.map((_, i) => i) : axesOf(axis, given.ndim, who);
  const order = options['edgeOrder'] ?? 1;
  if (order !== 1 && order !== 2) {
    throw new StridedError(`${who}: edgeOrder must be 1 or 2, not ${String(order)}`, 'ERR_VALUE');
  }
  const spacings = spacingsOf(args, given, axes);
  // Differences of small integers would wrap around.
  const samples = isInteger(given._code) ? copyArray(given, 'K', who, FLOAT64) : given;
  const results = axes.map((one, i) => derivative(samples, one, spacings[i] as Spacing, order));
  for (const spacing of spacings) if (spacing instanceof NDArray) spacing.dispose();
  if (samples !== given) samples.dispose();
  return results.length === 1 ? results[0] : Object.freeze(results);
}

function spacingsOf(args: readonly unknown[], f: NDArray, axes: readonly number[]): Spacing[] {
  const [first] = args;
  if (args.length === 0) return axes.map(() => 1);
  if (args.length === 1 && (isItem(first) || asNDArray(first, who).ndim === 0)) {
    const step = numberOf(first);
    return axes.map(() => step);
  }
  if (args.length !== axes.length) {
    throw new StridedError(
      `${who}: ${args.length} spacings were given for ${axes.length} axes; give none, one number, or one per axis`,
    );
  }
  return args.map((value, i) => {
    if (isItem(value)) return numberOf(value);
    const places = asNDArray(value, who);
    if (places.ndim === 0) return numberOf(places);
    return stepsOf(places, f._shape[axes[i] as number] as number);
  });
}

function numberOf(value: unknown): number {
  return Number(value instanceof NDArray ? value.item() : value);
}

/** The distances of coordinates; one where all are the same. */
function stepsOf(places: NDArray, length: number): NDArray {
  if (places.ndim !== 1 || places._size !== length) {
    throw new ShapeError(
      `${who}: coordinates have shape ${shapeText(places._shape)}; they must be a list of ${length}, one per sample`,
    );
  }
  using floats = isInteger(places._code) ? copyArray(places, 'C', who, FLOAT64) : undefined;
  const steps = diff(floats ?? places) as NDArray;
  if (steps._size === 0) return steps;
  using alike = equal(steps, steps.at(0) as number) as NDArray;
  if (!all(alike)) return steps;
  const step = copyArray(steps._view([], [], steps._offset), 'C', who);
  steps.dispose();
  return step;
}

function derivative(f: NDArray, axis: number, spacing: Spacing, order: 1 | 2): NDArray {
  const length = f._shape[axis] as number;
  if (length < order + 1) {
    throw new ShapeError(
      `${who}: axis ${axis} of shape ${shapeText(f._shape)} has ${length} samples; edgeOrder ${order} needs ${order + 1}`,
      'ERR_VALUE',
    );
  }
  const code = f._code >= FLOAT16 ? f._code : FLOAT64;
  const out = newLaidOut(f._shape, keptOrderStrides(f, itemSizes[code] as number), code);
  const inner = partOf(out, axis, 1, length - 2);
  if (length > 2) {
    if (isEven(spacing)) {
      using both = typeof spacing === 'number' ? undefined : (multiply(spacing, 2) as NDArray);
      const around = both ?? 2 * (spacing as number);
      quotient(partOf(f, axis, 2, length - 2), partOf(f, axis, 0, length - 2), around, inner);
    } else {
      const part = (start: number): NDArray => partOf(f, axis, start, length - 2);
      weighted(weightsInside(spacing, f, axis), [part(0), part(1), part(2)], inner);
    }
  }
  const step = (i: number): Spacing => (isEven(spacing) ? spacing : oneStep(spacing, i));
  const edge = (i: number): NDArray => partOf(out, axis, i, 1);
  const sample = (i: number): NDArray => partOf(f, axis, i < 0 ? i + length : i, 1);
  if (order === 1) {
    quotient(sample(1), sample(0), step(0), edge(0));
    quotient(sample(-1), sample(-2), step(-1), edge(length - 1));
  } else {
    const first = [sample(0), sample(1), sample(2)] as const;
    const last = [sample(-3), sample(-2), sample(-1)] as const;
    if (isEven(spacing)) {
      weighted([over(-1.5, spacing), over(2, spacing), over(-0.5, spacing)], first, edge(0));
      weighted([over(0.5, spacing), over(-2, spacing), over(1.5, spacing)], last, edge(length - 1));
    } else {
      weighted(firstWeights(oneStep(spacing, 0), oneStep(spacing, 1)), first, edge(0));
      weighted(lastWeights(oneStep(spacing, -2), oneStep(spacing, -1)), last, edge(length - 1));
    }
  }
  return out;
}

function isEven(spacing: Spacing): spacing is number | (NDArray & { readonly ndim: 0 }) {
  return typeof spacing === 'number' || spacing.ndim === 0;
}

/** One of the distances, counted from either end, as an array of no axes. */
function oneStep(steps: NDArray, i: number): NDArray {
  const at = i < 0 ? i + steps._size : i;
  return steps._view([], [], steps._offset + at * (steps._strides[0] as number));
}

function over(dividend: number, step: Spacing): Spacing {
  return typeof step === 'number' ? dividend / step : (divide(dividend, step) as NDArray);
}

/** `(a − b) / step`, into `out`. */
function quotient(a: NDArray, b: NDArray, step: Spacing, out: NDArray): void {
  if (typeof step === 'number') {
    if (a._code === BOOL) subtract(a, b);
    subtract(a, b, { out });
    divide(out, step, { out });
    return;
  }
  using difference = subtract(a, b) as NDArray;
  divide(difference, step, { out, casting: 'unsafe' } as never);
}

type Weights = readonly [Spacing, Spacing, Spacing];

/** `w0·a + w1·b + w2·c`, into `out`. */
function weighted(weights: Weights, parts: readonly [NDArray, NDArray, NDArray], out: NDArray): void {
  using first = multiply(parts[0], weights[0] as never) as NDArray;
  using second = multiply(parts[1], weights[1] as never) as NDArray;
  using third = multiply(parts[2], weights[2] as never) as NDArray;
  const two = add(first, second, { out: first } as never) as NDArray;
  add(two, third, { out, casting: 'unsafe' } as never);
  for (const weight of weights) if (weight instanceof NDArray) weight.dispose();
}

/** The weights of three neighbours at uneven distances, along the axis. */
function weightsInside(steps: NDArray, f: NDArray, axis: number): Weights {
  const count = steps._size - 1;
  const shape = f._shape.map((_, i) => (i === axis ? count : 1));
  const before = reshapedView(partOf(steps, 0, 0, count), shape);
  const behind = reshapedView(partOf(steps, 0, 1, count), shape);
  using both = add(before, behind) as NDArray;
  using product = multiply(before, behind) as NDArray;
  using outer = multiply(before, both) as NDArray;
  const further = multiply(behind, both) as NDArray;
  const opposite = negative(behind) as NDArray;
  const difference = subtract(behind, before) as NDArray;
  return [
    divide(opposite, outer, { out: opposite } as never) as NDArray,
    divide(difference, product, { out: difference } as never) as NDArray,
    divide(before, further, { out: further } as never) as NDArray,
  ];
}

/** The weights of the first three samples, from their distances. */
function firstWeights(x: NDArray, y: NDArray): Weights {
  using both = add(x, y) as NDArray;
  using twice = multiply(x, 2) as NDArray;
  using far = add(twice, y) as NDArray;
  using first = multiply(x, both) as NDArray;
  using product = multiply(x, y) as NDArray;
  using last = multiply(y, both) as NDArray;
  using farBehind = negative(far) as NDArray;
  using behind = negative(x) as NDArray;
  return [
    divide(farBehind, first) as NDArray,
    divide(both, product) as NDArray,
    divide(behind, last) as NDArray,
  ];
}

/** The weights of the last three samples, from their distances. */
function lastWeights(x: NDArray, y: NDArray): Weights {
  using both = add(x, y) as NDArray;
  using twice = multiply(y, 2) as NDArray;
  using far = add(twice, x) as NDArray;
  using first = multiply(x, both) as NDArray;
  using product = multiply(x, y) as NDArray;
  using last = multiply(y, both) as NDArray;
  using behind = negative(both) as NDArray;
  return [divide(y, first) as NDArray, divide(behind, product) as NDArray, divide(far, last) as NDArray];
}
