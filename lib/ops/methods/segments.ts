/** The call of the native folds of segments (reduce, reduceat): operands into the argument block. */
import { callError, newArray, putOperand, putShape } from '../../call.js';
import { copyArray } from '../../convert/copy.js';
import { BOOL, dtypeLetters, FLOAT16, isComplex, isInteger } from '../../dtype.js';
import { IndexError, shapeText } from '../../errors.js';
import { binding, OPERANDS, PARAMETERS, RESULTS, STRIDES, Status, slots } from '../../native.js';
import type { NDArray } from '../../ndarray.js';
import { scanKernel } from '../../reduce/scan.js';
import { ALIGNED } from '../../shape/layout.js';
import type { Loop } from '../loops.js';

const MAX_AXES = 64;

/** Operations whose steps may be taken in any order. */
const associative: ReadonlySet<string> = new Set([
  'add',
  'multiply',
  'maximum',
  'minimum',
  'fmax',
  'fmin',
  'logical_and',
  'logical_or',
  'logical_xor',
  'bitwise_and',
  'bitwise_or',
  'bitwise_xor',
  'gcd',
  'logaddexp',
  'logaddexp2',
  'hypot',
]);

/** Whether NumPy lets the operation be reduced over several axes at once. */
export function isReorderable(kernel: string): boolean {
  return associative.has(kernel);
}

/** The reductions of the addon: by operation and the letter of what they take. */
const folds = new Map<string, { readonly id: number; readonly result: number }>();
const folded: ReadonlySet<string> = new Set([
  'add',
  'multiply',
  'maximum',
  'minimum',
  'fmax',
  'fmin',
  'logical_and',
  'logical_or',
]);
binding.reduceLoops.forEach((text, id) => {
  const [op, signature] = text.split(' ') as [string, string];
  if (folded.has(op)) {
    folds.set(`${op} ${signature.charAt(0)}`, { id, result: dtypeLetters.indexOf(signature.charAt(3)) });
  }
});

/** The kernels for segments of a line: by operation and the letters of what they take and give. */
const lines = new Map<string, number>();
binding.atLoops.forEach((text, id) => {
  lines.set(text, id);
});

export interface Segments {
  readonly op: string;
  /** The elementwise kernel, of one dtype throughout. */
  readonly loop: Loop;
  readonly axis: number;
  /** Where the parts begin: int64, contiguous; undefined for one part, the whole axis. */
  readonly starts?: NDArray | undefined;
  /** The result holds what is folded in first. */
  readonly seeded?: boolean;
  /** Elements where it is false are left out; with `seeded` alone. */
  readonly mask?: NDArray | undefined;
}

interface Kernels {
  readonly fold: number;
  readonly step: number;
  /** What the kernel takes. */
  readonly input: number;
}

interface SegmentKernels extends Kernels {
  /** A kernel for the segments of a line, and the scan's; -1 where there is none. */
  readonly line: number;
  readonly scan: number;
  readonly regroups: boolean;
}

/** Products of complex numbers, whose infinities show the order and what is begun with: 1 + 0j times one is NaN. */
function isInOrder(op: string, code: number): boolean {
  return op === 'multiply' && isComplex(code);
}

/** A reduction where there is one that gives the same, else the elementwise kernel. */
function kernelsFor(a: NDArray, { op, loop, seeded }: Segments): Kernels {
  const code = loop.outs[0] as number;
  const step = { fold: -1, step: loop.id, input: code };
  if (seeded === true || isInOrder(op, code)) return step;
  if (op === 'logical_and' || op === 'logical_or') {
    const fold = folds.get(`${op} ${dtypeLetters[a._code] as string}`);
    return fold === undefined ? step : { fold: fold.id, step: -1, input: a._code };
  }
  // Sums of integers wrap alike in any width, so those of 64 bits serve all.
  const isWhole = a._code === BOOL || isInteger(a._code);
  const wraps = (op === 'add' || op === 'multiply') && isWhole && isInteger(code);
  const input = wraps ? a._code : code;
  if ((op === 'add' || op === 'multiply') && code === BOOL) return step;
  // Integers have no NaN to leave out.
  const name = op === 'fmax' && code < FLOAT16 ? 'maximum' : op === 'fmin' && code < FLOAT16 ? 'minimum' : op;
  const fold = folds.get(`${name} ${dtypeLetters[input] as string}`);
  return fold === undefined ? step : { fold: fold.id, step: -1, input };
}

function findKernels(a: NDArray, resultCode: number, parts: Segments): SegmentKernels {
  const kernels = kernelsFor(a, parts);
  const { fold, input } = kernels;
  const { op } = parts;
  // A whole axis has a kernel of its own where there is a fold.
  const byLine = fold < 0 ? parts.seeded !== true : parts.starts !== undefined;
  const letters = `${dtypeLetters[input] as string}->${dtypeLetters[resultCode] as string}`;
  // What divides many numbers is soon 1, and then needs a look at each alone: step by step that costs the least.
  const inOrder = op === 'gcd' || isInOrder(op, input);
  return {
    ...kernels,
    line: byLine ? (lines.get(`${op}.reduceat ${letters}`) ?? -1) : -1,
    scan: fold < 0 ? scanKernel(op, input, input) : -1,
    regroups: associative.has(op) && !inOrder,
  };
}

/** What was found, by operation and a number made of the rest. */
const found = new Map<string, (SegmentKernels | undefined)[]>();

function segmentKernels(a: NDArray, resultCode: number, parts: Segments): SegmentKernels {
  let ofOperation = found.get(parts.op);
  if (ofOperation === undefined) {
    ofOperation = [];
    found.set(parts.op, ofOperation);
  }
  const codes =
    (a._code * dtypeLetters.length + resultCode) * dtypeLetters.length + (parts.loop.outs[0] as number);
  const place = 4 * codes + (parts.seeded === true ? 2 : 0) + (parts.starts === undefined ? 1 : 0);
  ofOperation[place] ??= findKernels(a, resultCode, parts);
  return ofOperation[place];
}

/**
 * Folds the segments of an axis of `a` into `result`, which is as long on that axis as there are segments (or of any
 * strides where it has one part) and shares no memory with `a`.
 */
export function foldSegments(
  a: NDArray,
  result: NDArray,
  resultStrides: readonly number[],
  parts: Segments,
  who: string,
): void {
  a._alive(who);
  const { fold, step, input, line, scan, regroups } = segmentKernels(a, result._code, parts);
  const fits = a._code === input && (a._flags & ALIGNED) !== 0;
  const source = fits ? a : copyArray(a, 'K', who, input);
  const { ndim } = a;
  const { starts, mask } = parts;
  slots[PARAMETERS] = parts.axis;
  slots[PARAMETERS + 1] = regroups ? 1 : 0;
  slots[PARAMETERS + 2] = parts.seeded === true ? 1 : 0;
  slots[PARAMETERS + 3] = mask === undefined ? 0 : 1;
  slots[PARAMETERS + 4] = starts === undefined ? -1 : starts._size;
  slots[PARAMETERS + 5] = starts === undefined ? 0 : starts._storage.start + starts._offset;
  slots[PARAMETERS + 6] = scan;
  slots[PARAMETERS + 7] = line;
  putShape(source._shape);
  putOperand(0, source, ndim);
  slots[OPERANDS + 2] = result._storage.start + result._offset;
  slots[OPERANDS + 3] = result._code;
  for (let i = 0; i < ndim; i++) slots[STRIDES + MAX_AXES + i] = resultStrides[i] as number;
  if (mask !== undefined) putOperand(2, mask, ndim);
  const status = binding.reduceSegments(
    fold,
    step,
    source._storage.region.handle,
    result._storage.region.handle,
    starts === undefined ? null : starts._storage.region.handle,
    mask === undefined ? null : mask._storage.region.handle,
  );
  if (status === Status.badIndex && starts !== undefined) {
    const place = slots[RESULTS] as number;
    const index = starts._read(starts._offset + 8 * place, true, who);
    throw new IndexError(
      `${who}: index ${String(index)} is out of bounds for axis ${parts.axis} with size ${a._shape[parts.axis] as number} (shape ${shapeText(a._shape)})`,
    );
  }
  if (status !== undefined) {
    throw callError(status, who, mask === undefined ? [a, result] : [a, result, mask]);
  }
  if (!fits) source.dispose();
}

/** A new result, or `out` where the kernel can write there. */
export function segmentTarget(
  out: NDArray | undefined,
  shape: readonly number[],
  code: number,
  shares: boolean,
): NDArray {
  const direct = out !== undefined && !shares && out._code === code && (out._flags & ALIGNED) !== 0;
  return direct ? out : newArray(shape, code);
}
