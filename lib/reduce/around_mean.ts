/** Variance and standard deviation around a mean that is given. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { dtypeName, isComplex } from '../dtype.js';
import { type Item, writeElement } from '../element.js';
import { ShapeError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { add, divide, multiply, sqrt, subtract } from '../ops/arithmetic.js';
import { maximum } from '../ops/comparison.js';
import { stretched } from '../shape/broadcast_to.js';
import { sameShape } from '../shape/layout.js';
import { imaginaryPart, realPart } from '../shape/parts.js';
import { sum } from './folds.js';
import { type Reduction, reducedCount } from './reduction.js';

/** What `r` asks for around `mean`, which broadcasts to the array; deviations are of dtype `compute`. */
export function aroundMean(
  kind: 'std' | 'var',
  r: Reduction,
  mean: unknown,
  compute: number,
  ddof: number,
): NDArray | Item {
  const { who, a, axes, where, keepdims, out } = r;
  const centre = asNDArray(mean, who);
  using deviations = subtract(a, centre, { dtype: dtypeName(compute), casting: 'unsafe' }) as NDArray;
  if (!sameShape(deviations._shape, a._shape)) {
    throw new ShapeError(
      `${who}: mean has shape ${shapeText(centre._shape)}, which does not broadcast to ${shapeText(a._shape)}; take it with { keepdims: true }`,
    );
  }
  using squares = squared(deviations);
  const options = { axis: axes ?? undefined, keepdims };
  const total: unknown = sum(squares, { ...options, where, out, dtype: dtypeName(r.code) });
  const result = total instanceof NDArray ? total : scalarArray(total as Item, r.code, who);
  if (where === undefined) {
    divide(result, Math.max(reducedCount(a, axes) - ddof, 0), { out: result, casting: 'unsafe' });
  } else {
    using counts = asNDArray(sum(stretched(where, a._shape), options), who);
    using left = subtract(counts, ddof, { dtype: 'float64' }) as NDArray;
    maximum(left, 0, { out: left });
    divide(result, left, { out: result, casting: 'unsafe' });
  }
  if (kind === 'std') sqrt(result, { out: result });
  return total instanceof NDArray ? result : result.item();
}

/** |x|² of each element, real; overwrites x. */
function squared(x: NDArray): NDArray {
  if (!isComplex(x._code)) return multiply(x, x, { out: x });
  const re = realPart(x);
  const im = imaginaryPart(x);
  multiply(re, re, { out: re });
  multiply(im, im, { out: im });
  return add(re, im) as NDArray;
}

function scalarArray(value: Item, code: number, who: string): NDArray {
  const a = newArray([], code);
  writeElement(a._storage.region.view, a._storage.start, code, value, who);
  return a;
}
