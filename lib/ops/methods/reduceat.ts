/** `reduceat` of universal functions. */
import { copyInto, newArray } from '../../call.js';
import { asNDArray } from '../../convert/as_array.js';
import { ShapeError, shapeText } from '../../errors.js';
import type { NDArray } from '../../ndarray.js';
import { readOptions } from '../../options.js';
import { sameShape } from '../../shape/layout.js';
import { mayShareBytes } from '../../shape/overlap.js';
import { oneAxis } from './accumulate.js';
import { checkFolds, foldedIn, foldLoop, readDType, readOut } from './fold_loop.js';
import { wholeIndices } from './indices.js';
import { foldSegments, segmentTarget } from './segments.js';
import type { UfuncCore } from './table.js';

export function reduceat(core: UfuncCore, _call: unknown, args: readonly unknown[]): NDArray {
  const who = `${core.name}.reduceat`;
  checkFolds(core, 'reduceat');
  const a = asNDArray(args[0], who);
  const { array: starts, owned } = wholeIndices(args[1], who);
  const options = readOptions(args.slice(2), ['axis', 'dtype', 'out'], who);
  if (a.ndim === 0) throw new ShapeError(`${who}: a 0-d array has no axis to reduce along`);
  if (starts.ndim !== 1) {
    throw new ShapeError(
      `${who}: indices must be a list of one axis, not of shape ${shapeText(starts._shape)}`,
    );
  }
  const axis = oneAxis(options['axis'], a, who);
  const out = readOut(options, who);
  const loop = foldLoop(core, a._code, readDType(options, who), out, who);
  const shape = a._shape.map((length, i) => (i === axis ? starts._size : length));
  if (out !== undefined && !sameShape(out._shape, shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(shape)}; give out that shape`,
    );
  }
  const shares = out !== undefined && (mayShareBytes(out, a) || mayShareBytes(out, starts));
  const wide = foldedIn(core, loop, a, undefined);
  const result = segmentTarget(out, shape, wide.outs[0] as number, shares);
  foldSegments(a, result, result._strides, { op: core.kernel, loop: wide, axis, starts }, who);
  if (owned) starts.dispose();
  const target = out ?? (wide === loop ? result : newArray(shape, loop.outs[0] as number));
  if (target === result) return result;
  copyInto(target, result, who);
  result.dispose();
  return target;
}
