/** `at` of universal functions: in place, one index after another. */
import { callError, newArray } from '../../call.js';
import { Complex } from '../../complex.js';
import { asNDArray } from '../../convert/as_array.js';
import { copyArray } from '../../convert/copy.js';
import { BOOL, dtypeLetters, INT64 } from '../../dtype.js';
import { type Item, isItem } from '../../element.js';
import { IndexError, ShapeError, StridedError, shapeText } from '../../errors.js';
import { binding, PARAMETERS, RESULTS, Status, slots } from '../../native.js';
import { NDArray } from '../../ndarray.js';
import { broadcastsTo } from '../../shape/broadcast.js';
import { ALIGNED, C_CONTIGUOUS } from '../../shape/layout.js';
import { mayShareBytes } from '../../shape/overlap.js';
import { type Loop, WEAK_COMPLEX, WEAK_FLOAT, WEAK_INTEGER } from '../loops.js';
import { type Positions, positionsOf } from './positions.js';
import { refuseNegativeExponents } from './powers.js';
import type { AnyCall, UfuncCore } from './table.js';

/** The kernels that operate at indices: by operation and the letter of their one dtype. */
const kernels = new Map<string, number>();
binding.atLoops.forEach((text, id) => {
  const [op, signature] = text.split(' ') as [string, string];
  kernels.set(`${op} ${signature.charAt(0)}`, id);
});

function kindOfOperand(value: unknown, other: NDArray | undefined): number {
  if (other !== undefined) return other._code;
  if (typeof value === 'boolean') return BOOL;
  if (value instanceof Complex) return WEAK_COMPLEX;
  return typeof value === 'bigint' || Number.isInteger(value) ? WEAK_INTEGER : WEAK_FLOAT;
}

/** Whatever the result is, it is cast to the array's dtype: NumPy's `at` asks for no casting rule. */
function loopFor(core: UfuncCore, a: NDArray, value: unknown, b: NDArray | undefined, who: string): Loop {
  const kinds = core.nin === 1 ? [a._code] : [a._code, kindOfOperand(value, b)];
  const loop =
    core.nin === 1 ? core.loops.unary(a._code) : core.loops.binary(kinds[0] as number, kinds[1] as number);
  if (loop === undefined) throw core.loops.missing(kinds, who);
  return loop;
}

/** The second operand, one element per index or one for all, in the kernel's dtype. */
function operandOf(
  value: unknown,
  b: NDArray | undefined,
  code: number,
  shape: readonly number[],
  a: NDArray,
  who: string,
): { array: NDArray; step: number; owned: boolean } {
  if (b === undefined) {
    const array = newArray([], code);
    array.set(value as Item);
    return { array, step: 0, owned: true };
  }
  if (b.ndim > shape.length || !broadcastsTo(b._shape, shape)) {
    throw new ShapeError(
      `${who}: the second operand has shape ${shapeText(b._shape)}, which does not broadcast to the indices' ${shapeText(shape)}`,
    );
  }
  const ready = b._code === code && (b._flags & ALIGNED) !== 0 && !mayShareBytes(a, b);
  if (b._size === 1) {
    if (ready) return { array: b, step: 0, owned: false };
    return { array: copyArray(b, 'C', who, code), step: 0, owned: true };
  }
  const size = shape.reduce((n, length) => n * length, 1);
  if (ready && b._size === size && (b._flags & C_CONTIGUOUS) !== 0) {
    return { array: b, step: b.itemsize, owned: false };
  }
  if (ready && b.ndim === 1 && b._size === size)
    return { array: b, step: b._strides[0] as number, owned: false };
  const array = copyArray(stretchedTo(b, shape), 'C', who, code);
  return { array, step: array.itemsize, owned: true };
}

function stretchedTo(b: NDArray, shape: readonly number[]): NDArray {
  const missing = shape.length - b.ndim;
  const strides = shape.map((_, i) => {
    const own = i - missing;
    return own < 0 || b._shape[own] === 1 ? 0 : (b._strides[own] as number);
  });
  return b._view(shape, strides, b._offset);
}

export function at(core: UfuncCore, call: AnyCall, args: readonly unknown[]): void {
  const who = `${core.name}.at`;
  if (core.nout !== 1) {
    throw new StridedError(`${who}: only functions of one result have it; ${core.name} has ${core.nout}`);
  }
  if (args.length !== core.nin + 1) {
    throw new StridedError(
      `${who}: takes ${core.nin === 1 ? 'an array and indices' : 'an array, indices and a second operand'}, not ${args.length} arguments`,
    );
  }
  const [target, indices, value] = args;
  if (Array.isArray(target) || isItem(target)) {
    throw new StridedError(
      `${who}: works in place, so the first operand must be an array, not a list or number`,
    );
  }
  const a = asNDArray(target, who);
  a._alive(who);
  a._writeable(who);
  const weak = core.nin === 2 && isItem(value);
  const b = core.nin === 1 || weak ? undefined : asNDArray(value, who);
  const loop = loopFor(core, a, value, b, who);
  const where = positionsOf(a, indices, who);
  if (where instanceof NDArray) {
    // Integers and slices alone name no element twice.
    const options = { out: where, casting: 'unsafe' };
    if (core.nin === 1) call(where, options);
    else call(where, weak ? value : b, options);
    return;
  }
  operate(core, a, loop, where, value, b, who);
}

function operate(
  core: UfuncCore,
  a: NDArray,
  loop: Loop,
  where: Positions,
  value: unknown,
  b: NDArray | undefined,
  who: string,
): void {
  const second = loop.ins[1] ?? INT64;
  const operand = core.nin === 1 ? undefined : operandOf(value, b, second, where.shape, a, who);
  if (operand !== undefined) refuseNegativeExponents(core, loop, operand.array, who);
  const uniform = loop.ins.every((code) => code === a._code) && loop.outs[0] === a._code;
  const kernel = uniform ? (kernels.get(`${core.kernel} ${dtypeLetters[a._code] as string}`) ?? -1) : -1;
  const index = where.index;
  slots[PARAMETERS] = a._code;
  slots[PARAMETERS + 1] = a._storage.start + where.offset;
  slots[PARAMETERS + 2] = where.step;
  slots[PARAMETERS + 3] = where.length;
  slots[PARAMETERS + 4] = index._size;
  slots[PARAMETERS + 5] = index._storage.start + index._offset;
  slots[PARAMETERS + 6] = operand === undefined ? 0 : operand.array._storage.start + operand.array._offset;
  slots[PARAMETERS + 7] = operand === undefined ? 0 : operand.step;
  const status = binding.operateAt(
    core.nin === 2 ? kernel : -1,
    loop.id,
    a._storage.region.handle,
    index._storage.region.handle,
    operand === undefined ? null : operand.array._storage.region.handle,
  );
  if (status === Status.badIndex) {
    const bad = index._read(index._offset + 8 * (slots[RESULTS] as number), true, who);
    throw new IndexError(
      `${who}: index ${String(bad)} is out of bounds for axis 0 with size ${where.length}`,
    );
  }
  if (status !== undefined) throw callError(status, who, [a, index, operand?.array ?? null]);
  if (operand?.owned === true) operand.array.dispose();
  if (where.owned) index.dispose();
}
