/** `accumulate` of universal functions. */
import { asNDArray } from '../../convert/as_array.js';
import { AxisError, ShapeError, shapeText } from '../../errors.js';
import { NDArray } from '../../ndarray.js';
import { readOptions } from '../../options.js';
import { runScan } from '../../reduce/scan.js';
import { axisOf } from '../../shape/axis.js';
import { sameShape } from '../../shape/layout.js';
import { checkFolds, foldLoop, readDType, readOut } from './fold_loop.js';
import { refuseNegativePowers } from './powers.js';
import type { UfuncCore } from './table.js';

/** One axis, or a list of one; the first where none is given. */
export function oneAxis(axis: unknown, a: NDArray, who: string): number {
  if (axis === undefined) return axisOf(0, a.ndim, who);
  const single: unknown = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
  if (single === null && a.ndim === 1) return 0;
  if (single === null || Array.isArray(single)) throw new AxisError(`${who}: axis must be one axis`);
  return axisOf(single, a.ndim, who);
}

export function accumulate(core: UfuncCore, _call: unknown, args: readonly unknown[]): NDArray {
  const who = `${core.name}.accumulate`;
  checkFolds(core, 'accumulate');
  const [first] = args;
  // The short way: an array along its first axis.
  if (args.length === 1 && first instanceof NDArray && first.ndim > 0) {
    const loop = foldLoop(core, first._code, undefined, undefined, who);
    refuseNegativePowers(core, loop, first, 0, who);
    return runScan(core.kernel, loop, first, 0, undefined, who);
  }
  const a = asNDArray(first, who);
  const options = readOptions(args.slice(1), ['axis', 'dtype', 'out'], who);
  if (a.ndim === 0) throw new ShapeError(`${who}: a 0-d array has no axis to accumulate along`);
  const axis = oneAxis(options['axis'], a, who);
  const out = readOut(options, who);
  const loop = foldLoop(core, a._code, readDType(options, who), out, who);
  if (out !== undefined && !sameShape(out._shape, a._shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(a._shape)}; give out that shape`,
    );
  }
  refuseNegativePowers(core, loop, a, axis, who);
  return runScan(core.kernel, loop, a, axis, out, who);
}
