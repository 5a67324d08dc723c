/**
 * Generalised universal functions over matrices and vectors: matmul, matvec, vecmat, vecdot. Which axes are the matrices',
 * how the rest broadcasts, dtype, casting and out are handled here once.
 */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { type Casting, canCastCode, checkCasting, dtypeCode, dtypeName, promoteCodes } from '../dtype.js';
import { isItem } from '../element.js';
import { AxisError, DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { booleanOption, type Options, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { broadcastTwo, tryBroadcast } from '../shape/broadcast.js';
import { ALIGNED, C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { mayShareBytes } from '../shape/overlap.js';
import { inDType, type MatrixStack, multiplyStacks, readyProduct, stackSteps } from './product.js';

/** What a generalised ufunc multiplies. */
export interface GufuncRecord {
  readonly name: string;
  /** How many axes the operands' matrices have; 0 where one or two are taken. */
  readonly left: 0 | 1 | 2;
  readonly right: 0 | 1 | 2;
  /** Whether a complex left operand is conjugated. */
  readonly conjugate: boolean;
  /** Whether `axis` and `keepdims` are options: one axis is shared and goes. */
  readonly takesAxis: boolean;
}

const commonOptions = ['out', 'casting', 'dtype', 'axes'] as const;
const vectorOptions = ['axis', 'keepdims', ...commonOptions] as const;

/** Where an operand's matrix axes stand; undefined: last. */
type Places = readonly number[] | undefined;

function readOperand(value: unknown, least: number, who: string): NDArray {
  if (isItem(value)) {
    throw new ShapeError(`${who}: an operand is a scalar; use multiply for products with scalars`);
  }
  const a = asNDArray(value, who);
  if (a.ndim === 0) {
    throw new ShapeError(`${who}: an operand has no axes (shape ()); use multiply for products with scalars`);
  }
  if (a.ndim < least) {
    throw new ShapeError(
      `${who}: an operand of shape ${shapeText(a._shape)} has one axis where a matrix is needed; use expandDims`,
    );
  }
  return a;
}

function placesOf(entry: unknown, core: number, ndim: number, who: string): number[] {
  if (core === 1 && typeof entry === 'number') return [axisOf(entry, ndim, who, 'axes')];
  const list: readonly unknown[] = Array.isArray(entry) ? entry : [entry];
  if (list.length !== core) {
    throw new AxisError(
      `${who}: axes names ${list.length} axes for an operand whose matrices have ${core}: ${describe(entry)}`,
    );
  }
  const places = list.map((axis) => axisOf(axis, ndim, who, 'axes'));
  if (new Set(places).size !== places.length) throw new AxisError(`${who}: axes names an axis twice`);
  return places;
}

/** The matrix axes at the end, as a view. */
function moved(a: NDArray, places: Places): NDArray {
  if (places === undefined) return a;
  const shape: number[] = [];
  const strides: number[] = [];
  const add = (axis: number): void => {
    shape.push(a._shape[axis] as number);
    strides.push(a._strides[axis] as number);
  };
  for (let axis = 0; axis < a.ndim; axis++) if (!places.includes(axis)) add(axis);
  for (const axis of places) add(axis);
  return a._view(shape, strides, a._offset);
}

/** Puts the last axes of a result where they are wanted. */
function placed(a: NDArray, places: Places): NDArray {
  if (places === undefined || places.length === 0) return a;
  const first = a.ndim - places.length;
  const shape: number[] = [];
  const strides: number[] = [];
  for (let axis = 0, stack = 0; axis < a.ndim; axis++) {
    const own = places.indexOf(axis);
    const from = own < 0 ? stack++ : first + own;
    shape.push(a._shape[from] as number);
    strides.push(a._strides[from] as number);
  }
  return a._view(shape, strides, a._offset);
}

function resultCode(a: NDArray, b: NDArray, dtype: unknown, casting: Casting, who: string): number {
  const code = dtype === undefined || dtype === null ? promoteCodes(a._code, b._code) : dtypeCode(dtype, who);
  if (!canCastCode(a._code, code, casting) || !canCastCode(b._code, code, casting)) {
    throw new DTypeError(
      `${who}: ${a.dtype} and ${b.dtype} do not cast to ${dtypeName(code)} by '${casting}'; use astype`,
      'ERR_CASTING',
    );
  }
  return code;
}

export function readOut(out: unknown, who: string): NDArray | undefined {
  if (out === undefined || out === null) return undefined;
  if (!(out instanceof NDArray)) throw new StridedError(`${who}: out must be an NDArray`, 'ERR_ARGUMENT');
  out._alive(who);
  out._writeable(who);
  return out;
}

function innerError(who: string, a: NDArray, b: NDArray, k: number, inner: number): ShapeError {
  return new ShapeError(
    `${who}: shapes ${shapeText(a._shape)} and ${shapeText(b._shape)} do not match: the inner dimensions are ${k} and ${inner}; ` +
      `did you mean b.T, or a.T?`,
  );
}

/** The three entries of `axes`, or of `axis`; the result's is last. */
function readPlaces(
  record: GufuncRecord,
  options: Options,
  [a, b]: readonly [NDArray, NDArray],
  cores: readonly [number, number, number],
  resultAxes: number,
): readonly [Places, Places, Places] {
  const { name } = record;
  const { axes, axis } = options as { axes?: unknown; axis?: unknown };
  const [left, right, result] = cores;
  if (axis !== undefined && axis !== null) {
    if (axes !== undefined) throw new StridedError(`${name}: axes and axis are both given`, 'ERR_OPTION');
    const place = placesOf(axis, 1, a.ndim, name);
    return [
      place,
      placesOf(axis, 1, b.ndim, name),
      result === 0 ? [] : placesOf(axis, result, resultAxes, name),
    ];
  }
  if (axes === undefined || axes === null) return [undefined, undefined, undefined];
  if (!Array.isArray(axes) || (axes.length !== 3 && !(axes.length === 2 && result === 0))) {
    throw new StridedError(
      `${name}: axes must be a list with an entry for each operand and the result, such as [[-2, -1], [-2, -1], [-2, -1]]`,
      'ERR_OPTION',
    );
  }
  return [
    placesOf(axes[0], left, a.ndim, name),
    placesOf(axes[1], right, b.ndim, name),
    axes.length === 3 ? placesOf(axes[2], result, resultAxes, name) : [],
  ];
}

/** The function that a record says; the caller gives it its types. */
export function gufunc(record: GufuncRecord): (x1: unknown, x2: unknown, ...rest: unknown[]) => NDArray {
  const { name } = record;
  const names = record.takesAxis ? vectorOptions : commonOptions;
  const call = (x1: unknown, x2: unknown, ...rest: unknown[]): NDArray => {
    if (rest.length === 0 && x1 instanceof NDArray && x2 instanceof NDArray) {
      const product = readyProduct(x1, x2, record.left, record.right, record.conjugate, name);
      if (product !== undefined) return product;
    }
    const options = readOptions(rest, names, name);
    const given = [readOperand(x1, record.left, name), readOperand(x2, record.right, name)] as const;
    const casting = options['casting'] === undefined ? 'same_kind' : checkCasting(options['casting'], name);
    const code = resultCode(given[0], given[1], options['dtype'], casting, name);
    return multiply(record, given, options, code, casting);
  };
  Object.defineProperty(call, 'name', { value: name });
  return call;
}

/** An operand as matrices: a vector on the left is a row, one on the right a column. */
function asMatrices(
  a: NDArray,
  core: number,
  isLeft: boolean,
): { shape: readonly number[]; m: [number, number]; steps: [number, number] } {
  const shape = a._shape.slice(0, a.ndim - core);
  const last = a._shape[a.ndim - 1] as number;
  const step = a._strides[a.ndim - 1] as number;
  if (core === 2) {
    return {
      shape,
      m: [a._shape[a.ndim - 2] as number, last],
      steps: [a._strides[a.ndim - 2] as number, step],
    };
  }
  return isLeft ? { shape, m: [1, last], steps: [0, step] } : { shape, m: [last, 1], steps: [step, 0] };
}

function multiply(
  record: GufuncRecord,
  given: readonly [NDArray, NDArray],
  options: Options,
  code: number,
  casting: Casting,
): NDArray {
  const { name } = record;
  const left = record.left || Math.min(2, given[0].ndim);
  const right = record.right || Math.min(2, given[1].ndim);
  const keepdims = record.takesAxis && booleanOption(options, 'keepdims', false, name);
  const result = left + right - 2 + (keepdims ? 1 : 0);
  const stackAxes = Math.max(given[0].ndim - left, given[1].ndim - right);
  const out = readOut(options['out'], name);
  const resultAxes = Math.max(stackAxes + result, out?.ndim ?? 0);
  const places = readPlaces(record, options, given, [left, right, result], resultAxes);

  const a = moved(inDType(given[0], code, name), places[0]);
  const b = moved(inDType(given[1], code, name), places[1]);
  if (out === undefined && !keepdims) {
    const product = readyProduct(a, b, left, right, record.conjugate, name);
    if (product !== undefined) {
      disposeCopies(given, a, b);
      return placed(product, places[2]);
    }
  }
  const x = asMatrices(a, left, true);
  const y = asMatrices(b, right, false);
  const [m, k] = x.m;
  const [inner, n] = y.m;
  if (k !== inner) throw innerError(name, given[0], given[1], k, inner);
  let stack = broadcastTwo(x.shape, y.shape, name);
  const core = keepdims ? [1] : [...(left === 2 ? [m] : []), ...(right === 2 ? [n] : [])];

  const into = out === undefined ? undefined : moved(out, places[2]?.length ? places[2] : undefined);
  if (into !== undefined) {
    const own = into._shape.slice(0, Math.max(0, into.ndim - core.length));
    const both = tryBroadcast(stack, own);
    if (both === undefined || !sameShape(both, own) || !sameShape(into._shape.slice(own.length), core)) {
      throw new ShapeError(
        `${name}: out has shape ${shapeText((out as NDArray)._shape)}, the result ${shapeText([...stack, ...core])}`,
      );
    }
    if (!canCastCode(code, into._code, casting)) {
      throw new DTypeError(
        `${name}: the result cannot be cast from ${dtypeName(code)} to ${into.dtype} by '${casting}'`,
        'ERR_CASTING',
      );
    }
    stack = own;
  }
  const isDirect =
    into !== undefined &&
    into._code === code &&
    (into._flags & (C_CONTIGUOUS | ALIGNED)) === (C_CONTIGUOUS | ALIGNED) &&
    !mayShareBytes(into, a) &&
    !mayShareBytes(into, b);
  const target = isDirect ? into : newArray([...stack, ...core], code);
  if (target.size > 0) {
    const size = { m, k, n, conjugate: record.conjugate };
    const left_ = {
      array: a,
      steps: stackSteps(x.shape, a._strides, stack.length),
      row: x.steps[0],
      col: x.steps[1],
    };
    const right_ = {
      array: b,
      steps: stackSteps(y.shape, b._strides, stack.length),
      row: y.steps[0],
      col: y.steps[1],
    };
    multiplyStacks(stack, size, left_, right_, resultStack(target, stack, m, n), name);
  }
  disposeCopies(given, a, b);
  if (out === undefined || into === undefined) return placed(target, places[2]);
  if (isDirect) return out;
  copyInto(into, target, name);
  target.dispose();
  return out;
}

/** A C-contiguous result as (…stack, m, n), whatever axes of length 1 it has dropped or kept. */
function resultStack(target: NDArray, stack: readonly number[], m: number, n: number): MatrixStack {
  const { itemsize } = target;
  const steps = new Array<number>(stack.length);
  let step = itemsize * m * n;
  for (let i = stack.length - 1; i >= 0; i--) {
    steps[i] = step;
    step *= stack[i] as number;
  }
  return { array: target, steps, row: itemsize * n, col: itemsize };
}

function disposeCopies(given: readonly [NDArray, NDArray], a: NDArray, b: NDArray): void {
  for (const [before, after] of [
    [given[0], a],
    [given[1], b],
  ] as const) {
    if (after._storage !== before._storage) after._storage.dispose();
  }
}
