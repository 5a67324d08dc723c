/** Which kernel a universal function folds elements with: NumPy's rules for reduce, accumulate and reduceat. */
import { BOOL, dtypeCode, dtypeName, FLOAT16, FLOAT32, INT64, kindOf, UINT64 } from '../../dtype.js';
import { DTypeError, StridedError } from '../../errors.js';
import { NDArray } from '../../ndarray.js';
import type { Options } from '../../options.js';
import type { Loop } from '../loops.js';
import type { UfuncCore } from './table.js';

/** bool and signed integers are added and multiplied in int64, unsigned ones in uint64, so that they do not wrap. */
export function accumulatorCode(code: number): number {
  if (code === BOOL || kindOf(code) === 'i') return INT64;
  return kindOf(code) === 'u' ? UINT64 : code;
}

const logical: ReadonlySet<string> = new Set(['logical_and', 'logical_or', 'logical_xor']);
const widened: ReadonlySet<string> = new Set(['add', 'multiply']);

/** Only operations of two operands and one result fold. */
export function checkFolds(core: UfuncCore, method: string): void {
  const { name } = core;
  if (core.nin !== 2) {
    throw new StridedError(
      `${name}.${method}: only functions of two operands have it; ${name} has ${core.nin}`,
    );
  }
  if (core.nout !== 1) {
    throw new StridedError(
      `${name}.${method}: only functions of one result have it; ${name} has ${core.nout}`,
    );
  }
}

function isUniform(loop: Loop): boolean {
  return loop.ins[0] === loop.outs[0] && loop.ins[1] === loop.outs[0];
}

/** The kernel, of one dtype throughout, for elements of `code` under the options `dtype` and `out`. */
export function foldLoop(
  core: UfuncCore,
  code: number,
  dtype: number | undefined,
  out: NDArray | undefined,
  who: string,
): Loop {
  if (dtype !== undefined) {
    const asked = core.loops.all.find((loop) => loop.outs[0] === dtype && isUniform(loop));
    if (asked !== undefined) return asked;
    throw new DTypeError(
      `${who}: no kernel of ${core.name} computes in ${dtypeName(dtype)}; its kernels are ${core.loops.all.map((loop) => loop.signature).join(' ')}`,
    );
  }
  const input = widened.has(core.kernel) && out === undefined ? accumulatorCode(code) : code;
  const left = logical.has(core.kernel) ? BOOL : (out?._code ?? input);
  const right = logical.has(core.kernel) ? BOOL : input;
  const loop = core.loops.binary(left, right);
  if (loop === undefined) throw core.loops.missing([left, right], who);
  if (!isUniform(loop)) {
    throw new DTypeError(
      `${who}: ${core.name} of ${dtypeName(code)} gives ${dtypeName(loop.outs[0] as number)} (${loop.signature}), which it does not take back; use { dtype }`,
    );
  }
  return loop;
}

/**
 * float16 folds along the axis of the smallest steps are made in float32 and rounded at the end, as NumPy's: the kernel
 * for that, or the given one.
 */
export function foldedIn(core: UfuncCore, loop: Loop, a: NDArray, axis: number | undefined): Loop {
  if (loop.outs[0] !== FLOAT16 || (core.kernel !== 'subtract' && core.kernel !== 'divide')) return loop;
  const step = axis === undefined ? 0 : Math.abs(a._strides[axis] as number);
  const innermost = a._strides.every(
    (stride, i) => i === axis || a._shape[i] === 1 || Math.abs(stride) >= step,
  );
  if (!innermost) return loop;
  return core.loops.all.find(({ outs, ins }) => outs[0] === FLOAT32 && ins[0] === FLOAT32) ?? loop;
}

/** The option `dtype`. */
export function readDType(options: Options, who: string): number | undefined {
  const { dtype } = options as { dtype?: unknown };
  return dtype === undefined || dtype === null ? undefined : dtypeCode(dtype, who);
}

/** The option `out`: one array, or a list of one. */
export function readOut(options: Options, who: string): NDArray | undefined {
  const { out: given } = options as { out?: unknown };
  if (given === undefined || given === null) return undefined;
  const out: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
  if (!(out instanceof NDArray)) {
    throw new StridedError(`${who}: out must be an NDArray; wrap a TypedArray with nd.asarray`);
  }
  out._alive(who);
  out._writeable(who);
  return out;
}
