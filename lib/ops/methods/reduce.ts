/** `reduce` of universal functions. */
import { copyInto } from '../../call.js';
import { asNDArray } from '../../convert/as_array.js';
import { copyArray, fillItem } from '../../convert/copy.js';
import { BOOL, isComplex, itemSizes, kindOf } from '../../dtype.js';
import { type Item, isItem } from '../../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../../errors.js';
import { NDArray } from '../../ndarray.js';
import { booleanOption, type Options, readOptions } from '../../options.js';
import { all, any, max, min, prod, sum } from '../../reduce/folds.js';
import { axesOf } from '../../shape/axis.js';
import { broadcastsTo } from '../../shape/broadcast.js';
import { stretched } from '../../shape/broadcast_to.js';
import { sameShape } from '../../shape/layout.js';
import { mayShareBytes } from '../../shape/overlap.js';
import { reshapeArray } from '../../shape/reshape.js';
import { permuted } from '../../shape/transpose.js';
import { readWhere } from '../execute.js';
import type { Loop } from '../loops.js';
import { checkFolds, foldedIn, foldLoop, readDType, readOut } from './fold_loop.js';
import { foldSegments, isReorderable, segmentTarget } from './segments.js';
import type { UfuncCore } from './table.js';

type AnyReduction = (a: unknown, options?: Options) => unknown;

const none: Options = Object.freeze({});

/** Operations whose reduction is a function of its own, and the options that one takes. */
const functions: ReadonlyMap<string, { readonly call: AnyReduction; readonly takes: readonly string[] }> =
  new Map([
    ['add', { call: sum as AnyReduction, takes: ['dtype', 'initial'] }],
    ['multiply', { call: prod as AnyReduction, takes: ['dtype', 'initial'] }],
    ['maximum', { call: max as AnyReduction, takes: ['initial'] }],
    ['minimum', { call: min as AnyReduction, takes: ['initial'] }],
    ['logical_and', { call: all as AnyReduction, takes: [] }],
    ['logical_or', { call: any as AnyReduction, takes: [] }],
  ]);

const optionNames = ['axis', 'dtype', 'out', 'keepdims', 'initial', 'where', 'bigint'];

/** The axes to go; null for all. Without `axis` the first, which is all of an array that has no other. */
function readAxes(options: Options, a: NDArray, core: UfuncCore, who: string): readonly number[] | null {
  const { axis } = options as { axis?: unknown };
  const axes =
    axis === undefined
      ? a.ndim < 2
        ? null
        : [0]
      : axis === null
        ? null
        : a.ndim === 0 && (axis === 0 || axis === -1)
          ? []
          : axesOf(axis, a.ndim, who);
  const count = axes === null ? a.ndim : axes.length;
  if (count > 1 && !isReorderable(core.kernel)) {
    throw new StridedError(
      `${who}: the order of ${core.name}'s steps counts, so it reduces over one axis only, not ${count}; give { axis }`,
      'ERR_VALUE',
    );
  }
  return axes;
}

export function reduce(core: UfuncCore, _call: unknown, args: readonly unknown[]): unknown {
  const who = `${core.name}.reduce`;
  checkFolds(core, 'reduce');
  const [first] = args;
  // The short way: all elements of one axis.
  if (args.length === 1 && first instanceof NDArray && first.ndim === 1) {
    const whole = functions.get(core.kernel);
    return whole === undefined ? reduceGenerally(core, first, null, none, who) : whole.call(first);
  }
  const a = asNDArray(first, who);
  const rest = args.slice(1);
  const options =
    rest[0] === null
      ? { ...readOptions(rest.slice(1), optionNames, who), axis: null }
      : readOptions(rest, optionNames, who);
  const axes = readAxes(options, a, core, who);
  const own = functions.get(core.kernel);
  if (own !== undefined && isServed(core, own.takes, options)) {
    const passed: Record<string, unknown> = { ...options, axis: axes };
    for (const name of ['dtype', 'initial']) if (!own.takes.includes(name)) delete passed[name];
    return own.call(a, passed);
  }
  return reduceGenerally(core, a, axes, options, who);
}

/** Whether the function takes the options given and does with them what NumPy does. */
function isServed(core: UfuncCore, takes: readonly string[], options: Options): boolean {
  if (options['dtype'] !== undefined && !takes.includes('dtype')) return false;
  if (options['initial'] !== undefined && (options['initial'] === null || !takes.includes('initial')))
    return false;
  // An `out` decides the dtype computed in; NumPy's own functions do so for sums alone.
  return options['out'] === undefined || options['out'] === null || core.kernel.startsWith('logical');
}

/** What a fold begins with: `initial`, the operation's identity, or nothing. */
function readInitial(core: UfuncCore, options: Options, code: number, who: string): Item | undefined {
  const { initial } = options as { initial?: unknown };
  if (initial === null) return undefined;
  if (initial === undefined) {
    // -1 has all bits set; so has the largest unsigned integer.
    const { identity } = core.record;
    return identity === -1 && kindOf(code) === 'u'
      ? 2n ** BigInt(8 * (itemSizes[code] as number)) - 1n
      : identity;
  }
  const value: unknown = initial instanceof NDArray ? initial.item({ bigint: true }) : initial;
  if (!isItem(value)) throw new DTypeError(`${who}: initial must be one number`, 'ERR_VALUE');
  return value;
}

function reduceGenerally(
  core: UfuncCore,
  a: NDArray,
  axes: readonly number[] | null,
  options: Options,
  who: string,
): unknown {
  const out = readOut(options, who);
  const keepdims = booleanOption(options, 'keepdims', false, who);
  const bigint = booleanOption(options, 'bigint', false, who);
  const loop = foldLoop(core, a._code, readDType(options, who), out, who);
  const line = (axes ?? []).length === 1 ? axes?.[0] : a.ndim === 1 ? 0 : undefined;
  const wide = line === undefined ? loop : foldedIn(core, loop, a, line);
  const code = wide.outs[0] as number;
  const gone = axes ?? a._shape.map((_, axis) => axis);
  const initial = readInitial(core, options, code, who);
  const mask = readReduceMask(options, a, who);
  if (mask !== undefined && initial === undefined) {
    throw new StridedError(
      `${who}: with where, ${core.name} needs { initial }: it has no value for no elements`,
      'ERR_ARGUMENT',
    );
  }
  const shape = a._shape.filter((_, axis) => !gone.includes(axis));
  const full = keepdims ? a._shape.map((length, axis) => (gone.includes(axis) ? 1 : length)) : shape;
  if (out !== undefined && !sameShape(out._shape, full)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(full)}; give out that shape`,
    );
  }
  const result = segmentTarget(out, full, code, out !== undefined && mayShareBytes(out, a));
  if (result._size > 0) {
    fold(
      core,
      wide,
      { a, gone, initial, mask, given: options['initial'] !== undefined || showsIdentity(core.kernel, code) },
      result,
      keepdims,
      who,
    );
  }
  if (out !== undefined) {
    if (result !== out) {
      copyInto(out, result, who);
      result.dispose();
    }
    return out;
  }
  if (axes !== null || keepdims) {
    if (wide === loop) return result;
    const narrow = copyArray(result, 'K', who, loop.outs[0] as number);
    result.dispose();
    return narrow;
  }
  const narrow = wide === loop ? result : copyArray(result, 'K', who, loop.outs[0] as number);
  const value = bigint ? narrow.item({ bigint: true }) : narrow.item();
  if (narrow !== result) narrow.dispose();
  result.dispose();
  return value;
}

/** Whether beginning with the identity changes what one element gives: it loses its sign, or an infinity becomes NaN. */
function showsIdentity(kernel: string, code: number): boolean {
  return kernel === 'gcd' || kernel === 'hypot' || (kernel === 'multiply' && isComplex(code));
}

interface Folded {
  readonly a: NDArray;
  readonly gone: readonly number[];
  readonly initial: Item | undefined;
  readonly mask: NDArray | undefined;
  /** Whether `initial` is folded in: it is the user's, or an identity that shows. */
  readonly given: boolean;
}

function fold(
  core: UfuncCore,
  loop: Loop,
  { a, gone, initial, mask, given }: Folded,
  result: NDArray,
  keepdims: boolean,
  who: string,
): void {
  const count = gone.reduce((n, axis) => n * (a._shape[axis] as number), 1);
  if (count === 0) {
    if (initial === undefined) {
      throw new ShapeError(
        `${who}: the axes reduced of shape ${shapeText(a._shape)} hold no elements, and ${core.name} of nothing has no value; pass { initial }`,
        'ERR_VALUE',
      );
    }
    fillItem(result, initial, who);
    return;
  }
  const seeded = mask !== undefined || (given && initial !== undefined);
  if (seeded) fillItem(result, initial as Item, who);
  const line = asOneAxis(a, gone);
  const walked = mask === undefined ? undefined : asOneAxis(stretched(mask, a._shape), gone);
  // One stride per axis of the input; none where it is reduced.
  const kept = result._strides.filter((_, axis) => !(keepdims && gone.includes(axis)));
  const strides = kept.toSpliced(line.axis, 0, 0);
  const parts = { op: core.kernel, loop, axis: line.axis, seeded, mask: walked?.array };
  foldSegments(line.array, result, strides, parts, who);
  if (line.owned) line.array.dispose();
  if (walked?.owned === true) walked.array.dispose();
}

/** The reduced axes as one: a view where the strides allow it. */
function asOneAxis(a: NDArray, gone: readonly number[]): { array: NDArray; axis: number; owned: boolean } {
  if (gone.length === 1) return { array: a, axis: gone[0] as number, owned: false };
  const kept = a._shape.map((_, axis) => axis).filter((axis) => !gone.includes(axis));
  const order = [...kept, ...[...gone].sort((x, y) => x - y)];
  const moved = permuted(a, order);
  const shape = [
    ...kept.map((axis) => a._shape[axis] as number),
    gone.reduce((n, axis) => n * (a._shape[axis] as number), 1),
  ];
  const array = reshapeArray(moved, shape, undefined);
  return { array, axis: kept.length, owned: array._storage !== a._storage };
}

/** The mask, which must stretch to the array's shape. */
function readReduceMask(options: Options, a: NDArray, who: string): NDArray | undefined {
  const mask = readWhere(options, who);
  if (mask !== undefined && (mask._code !== BOOL || !broadcastsTo(mask._shape, a._shape))) {
    throw new ShapeError(
      `${who}: where has shape ${shapeText(mask._shape)}, which does not broadcast to ${shapeText(a._shape)}`,
    );
  }
  return mask;
}
