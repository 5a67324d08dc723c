/** Contractions of two arrays that are one stack of matrix products as they stand: no views, nothing planned anew. */
import { newArray } from '../call.js';
import { type MatrixStack, multiplyStacks } from '../linalg/product.js';
import type { NDArray } from '../ndarray.js';
import type { Step } from './path.js';
import type { Label, Subscripts } from './subscripts.js';

/** Which axes of an operand are what; in the order of the result. */
interface Side {
  /** Its place in the list of operands. */
  readonly operand: number;
  readonly batch: readonly number[];
  /** The axes that only this operand has: rows on the left, columns on the right. */
  readonly own: readonly number[];
  readonly contracted: readonly number[];
}

/** A contraction of two operands of certain shapes as a stack of products. */
export interface Direct {
  /** The two operands' places, which the product takes at the end of the list. */
  readonly positions: readonly number[];
  readonly left: Side;
  readonly right: Side;
  readonly shape: readonly number[];
  readonly stack: readonly number[];
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

/** Outer products of more elements are left to the elementwise product. */
const MOST_OUTER = 65536;

/** The steps as stacks of products one after the other; undefined where one of them is none. */
export function directsOf(
  { inputs, output, lengths }: Subscripts,
  steps: readonly Step[],
  shapes: readonly (readonly number[])[],
): readonly Direct[] | undefined {
  // Axes that stand once in an operand, and are not broadcast.
  const isWhole = inputs.every((labels, operand) =>
    labels.every(
      (label, axis) => labels.indexOf(label) === axis && shapes[operand]?.[axis] === lengths.get(label),
    ),
  );
  if (!isWhole) return undefined;
  const directs: Direct[] = [];
  let terms: readonly (readonly Label[])[] = inputs;
  for (const [i, { positions, result }] of steps.entries()) {
    const [first, second, third] = positions;
    if (second === undefined || third !== undefined) return undefined;
    const [a, b] = [terms[first as number] as readonly Label[], terms[second] as readonly Label[]];
    const wanted = i === steps.length - 1 ? output : result;
    const direct = directOf(a, b, wanted, positions, lengths);
    if (direct === undefined) return undefined;
    directs.push(direct);
    terms = [...terms.filter((_, at) => !positions.includes(at)), wanted];
  }
  return directs;
}

function directOf(
  a: readonly Label[],
  b: readonly Label[],
  output: readonly Label[],
  positions: readonly number[],
  lengths: ReadonlyMap<Label, number>,
): Direct | undefined {
  const length = (label: Label): number => lengths.get(label) as number;
  const size = (chosen: readonly Label[]): number =>
    chosen.reduce((product, label) => product * length(label), 1);
  const batch = output.filter((label) => a.includes(label) && b.includes(label));
  const contracted = a.filter((label) => b.includes(label) && !output.includes(label));
  const ofA = output.filter((label) => a.includes(label) && !b.includes(label));
  const ofB = output.filter((label) => b.includes(label) && !a.includes(label));
  // A label of one operand alone that the result lacks is summed before.
  if (batch.length + contracted.length + ofA.length !== a.length) return undefined;
  if (batch.length + contracted.length + ofB.length !== b.length) return undefined;
  const ends = (rows: readonly Label[], columns: readonly Label[]): boolean =>
    [...batch, ...rows, ...columns].every((label, i) => label === output[i]);
  const isSwapped = !ends(ofA, ofB);
  if (isSwapped && !ends(ofB, ofA)) return undefined;
  if (contracted.length === 0) {
    const isOuter = batch.length === 0 && ofA.length > 0 && ofB.length > 0;
    if (!isOuter || size(ofA) * size(ofB) > MOST_OUTER) return undefined;
  }
  const side = (operand: number, own: readonly Label[]): Side => {
    const axes = (chosen: readonly Label[]): number[] =>
      chosen.map((label) => (operand === 0 ? a : b).indexOf(label));
    return {
      operand: positions[operand] as number,
      batch: axes(batch),
      own: axes(own),
      contracted: axes(contracted),
    };
  };
  return {
    positions,
    left: isSwapped ? side(1, ofB) : side(0, ofA),
    right: isSwapped ? side(0, ofA) : side(1, ofB),
    shape: output.map(length),
    stack: batch.map(length),
    m: size(isSwapped ? ofB : ofA),
    k: size(contracted),
    n: size(isSwapped ? ofA : ofB),
  };
}

/** The step that walks several axes as one; undefined where there is none. 0 for no axes. */
function jointStep({ _shape, _strides }: NDArray, axes: readonly number[]): number | undefined {
  if (axes.length === 0) return 0;
  const last = axes[axes.length - 1] as number;
  const step = _strides[last] as number;
  let next = step * (_shape[last] as number);
  for (let i = axes.length - 2; i >= 0; i--) {
    const axis = axes[i] as number;
    if (_strides[axis] !== next) return undefined;
    next *= _shape[axis] as number;
  }
  return step;
}

/** The contraction of two aligned operands of one dtype; undefined where their strides do not allow it. */
function runDirect(direct: Direct, operands: readonly NDArray[], who: string): NDArray | undefined {
  const { left, right, stack, m, k, n } = direct;
  const a = operands[left.operand] as NDArray;
  const b = operands[right.operand] as NDArray;
  const row = jointStep(a, left.own);
  const col = jointStep(a, left.contracted);
  const inner = jointStep(b, right.contracted);
  const column = jointStep(b, right.own);
  if (row === undefined || col === undefined || inner === undefined || column === undefined) return undefined;
  const result = newArray(direct.shape, a._code);
  if (result._size === 0) return result;
  const size = result.itemsize;
  const steps = new Array<number>(stack.length);
  let step = size * m * n;
  for (let i = stack.length - 1; i >= 0; i--) {
    steps[i] = step;
    step *= stack[i] as number;
  }
  const stepsOf = (array: NDArray, axes: readonly number[]): number[] =>
    axes.map((axis) => array._strides[axis] as number);
  const x: MatrixStack = { array: a, steps: stepsOf(a, left.batch), row, col };
  const y: MatrixStack = { array: b, steps: stepsOf(b, right.batch), row: inner, col: column };
  multiplyStacks(
    stack,
    { m, k, n, conjugate: false },
    x,
    y,
    { array: result, steps, row: size * n, col: size },
    who,
  );
  return result;
}

/** All contractions in turn; undefined where the strides of one do not allow it. */
export function runDirects(
  directs: readonly Direct[],
  operands: readonly NDArray[],
  who: string,
): NDArray | undefined {
  if (directs.length === 1) return runDirect(directs[0] as Direct, operands, who);
  let list = operands;
  const made: NDArray[] = [];
  let product: NDArray | undefined;
  for (const direct of directs) {
    product = runDirect(direct, list, who);
    if (product === undefined) break;
    made.push(product);
    list = [...list.filter((_, at) => !direct.positions.includes(at)), product];
  }
  for (const each of made) if (each !== product) each.dispose();
  return product;
}
