/** One contraction: diagonals and sums of single operands, and pairs by batched matrix products or elementwise ones. */
import { copyArray } from '../convert/copy.js';
import { BOOL, dtypeName, FLOAT16 } from '../dtype.js';
import { gufunc } from '../linalg/gufunc.js';
import { matmul } from '../linalg/matmul.js';
import type { NDArray } from '../ndarray.js';
import { add, multiply } from '../ops/arithmetic.js';
import { any, sum } from '../reduce/folds.js';
import { C_CONTIGUOUS, sizeOf } from '../shape/layout.js';
import type { Label } from './subscripts.js';

/** An array whose axes have labels, each at most once. */
export interface Term {
  readonly array: NDArray;
  readonly labels: readonly Label[];
}

type Fold = (a: NDArray, options: Readonly<Record<string, unknown>>) => NDArray;
type Pair = (a: NDArray, b: NDArray) => NDArray;
const innerProduct = gufunc({ name: 'einsum', left: 1, right: 1, conjugate: false, takesAxis: false });
const product = matmul as unknown as Pair;

/** The product, added to zero as every sum of products is: -0 becomes 0. */
function times(a: NDArray, b: NDArray): NDArray {
  const result = multiply(a, b) as NDArray;
  return result._code < FLOAT16 ? result : (add(result, 0, { out: result }) as NDArray);
}

/** A repeated label is a diagonal: one axis that steps along all of them. A view. */
export function withoutRepeats(array: NDArray, labels: readonly Label[]): Term {
  if (labels.every((label, axis) => labels.indexOf(label) === axis)) return { array, labels };
  const unique = [...new Set(labels)];
  const shape: number[] = [];
  const strides: number[] = [];
  for (const label of unique) {
    let length = 1;
    let stride = 0;
    labels.forEach((each, axis) => {
      if (each !== label || array._shape[axis] === 1) return;
      length = array._shape[axis] as number;
      stride += array._strides[axis] as number;
    });
    shape.push(length);
    strides.push(stride);
  }
  return { array: array._view(shape, strides, array._offset), labels: unique };
}

/** Axes of length 1 whose label is longer elsewhere are left out: the product is constant along them. */
export function withoutBroadcast(term: Term, lengths: ReadonlyMap<Label, number>): Term {
  const { array, labels } = term;
  if (!array._shape.includes(1)) return term;
  const kept = labels.flatMap((label, axis) =>
    array._shape[axis] === 1 && lengths.get(label) !== 1 ? [] : [axis],
  );
  if (kept.length === labels.length) return term;
  return {
    array: array._view(
      kept.map((axis) => array._shape[axis] as number),
      kept.map((axis) => array._strides[axis] as number),
      array._offset,
    ),
    labels: kept.map((axis) => labels[axis] as Label),
  };
}

/** The axes in this order; labels the array lacks become axes of length 1. A view. */
function arranged({ array, labels }: Term, order: readonly Label[]): NDArray {
  if (order.length === labels.length && order.every((label, i) => label === labels[i])) return array;
  const axes = order.map((label) => labels.indexOf(label));
  return array._view(
    axes.map((axis) => (axis < 0 ? 1 : (array._shape[axis] as number))),
    axes.map((axis) => (axis < 0 ? 0 : (array._strides[axis] as number))),
    array._offset,
  );
}

/** Sums over the labels that are not wanted, in the array's own dtype. */
function summed(term: Term, wanted: readonly Label[]): Term {
  const { array, labels } = term;
  const axis: number[] = [];
  const kept: Label[] = [];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as Label;
    if (wanted.includes(label)) kept.push(label);
    else axis.push(i);
  }
  if (axis.length === 0) return term;
  const isTruth = array._code === BOOL;
  const fold = (isTruth ? any : sum) as unknown as Fold;
  // An array even of all axes: a plain value would have lost its dtype.
  const keepdims = kept.length === 0;
  const rows = fold(array, isTruth ? { axis, keepdims } : { axis, dtype: dtypeName(array._code), keepdims });
  return { array: keepdims ? rows._view([], [], rows._offset) : rows, labels: kept };
}

/** One operand: sums, and the axes in the order asked for. A view where nothing is summed. */
export function contractOne(term: Term, output: readonly Label[]): NDArray {
  return arranged(summed(term, output), output);
}

function lengthsOf({ array, labels }: Term, chosen: readonly Label[]): number[] {
  return chosen.map((label) => array._shape[labels.indexOf(label)] as number);
}

/** As stacked matrices: batch axes, then rows, then columns, each of the two of one axis. */
function asMatrices(
  term: Term,
  batch: readonly Label[],
  rows: readonly Label[],
  columns: readonly Label[],
): NDArray {
  const view = arranged(term, [...batch, ...rows, ...columns]);
  if (rows.length === 1 && columns.length === 1) return view;
  const shape = [...lengthsOf(term, batch), sizeOf(lengthsOf(term, rows)), sizeOf(lengthsOf(term, columns))];
  return view.reshape(shape) as NDArray;
}

/** Two operands: their product, summed over the labels that the output lacks. */
export function contractTwo(first: Term, second: Term, output: readonly Label[]): Term {
  const a = summed(first, [...second.labels, ...output]);
  const b = summed(second, [...first.labels, ...output]);
  const contracted = a.labels.filter((label) => b.labels.includes(label) && !output.includes(label));
  if (contracted.length === 0) {
    const order = output.filter((label) => a.labels.includes(label) || b.labels.includes(label));
    return { array: times(arranged(a, order), arranged(b, order)), labels: order };
  }
  const own = (term: Term, other: Term): Label[] =>
    output.filter((label) => term.labels.includes(label) && !other.labels.includes(label));
  const batch = output.filter((label) => a.labels.includes(label) && b.labels.includes(label));
  const left = own(a, b);
  const right = own(b, a);
  if (left.length === 0 && right.length === 0) {
    const x =
      contracted.length === 1 ? arranged(a, [...batch, ...contracted]) : asVectors(a, batch, contracted);
    const y =
      contracted.length === 1 ? arranged(b, [...batch, ...contracted]) : asVectors(b, batch, contracted);
    return { array: innerProduct(x, y), labels: batch };
  }
  // The operand whose labels come first in the result gives the rows: then the product need not be turned.
  const isSwapped =
    left.length > 0 &&
    right.length > 0 &&
    output.indexOf(right[0] as Label) < output.indexOf(left[0] as Label);
  const [x, y, rows, columns] = isSwapped ? ([b, a, right, left] as const) : ([a, b, left, right] as const);
  const matrices = product(asMatrices(x, batch, rows, contracted), asMatrices(y, batch, contracted, columns));
  const labels = [...batch, ...rows, ...columns];
  const shape = [...lengthsOf(x, batch), ...lengthsOf(x, rows), ...lengthsOf(y, columns)];
  return { array: matrices.reshape(shape) as NDArray, labels };
}

function asVectors(term: Term, batch: readonly Label[], contracted: readonly Label[]): NDArray {
  const shape = [...lengthsOf(term, batch), sizeOf(lengthsOf(term, contracted))];
  return arranged(term, [...batch, ...contracted]).reshape(shape) as NDArray;
}

/** The axes in order, in C order in memory where they would have to be turned. */
export function inOrder(term: Term, output: readonly Label[], who: string): NDArray {
  const array = arranged(term, output);
  return (array._flags & C_CONTIGUOUS) !== 0 ? array : copyArray(array, 'C', who);
}
