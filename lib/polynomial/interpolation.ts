/** Chebyshev series through the values of a function. */
import { ramp } from '../create/arange.js';
import { describe } from '../describe.js';
import { FLOAT64 } from '../dtype.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { dot } from '../linalg/dot.js';
import type { NDArray } from '../ndarray.js';
import { divide, multiply } from '../ops/arithmetic.js';
import { sin } from '../ops/trigonometric.js';
import { nullAsAbsent, readOptions } from '../options.js';
import type { ArrayLike } from '../types/operands.js';
import { countOf, elementOf, part, seriesOf } from './coefficients.js';
import { vandermonde } from './series.js';
import { interval, mapped, type Series, type SeriesClass } from './series_class.js';

/** Options of `Chebyshev.interpolate`. */
export interface InterpolateOptions {
  /** Where the series is to come near the function: two numbers; the class's own if not given. */
  domain?: ArrayLike | null | undefined;
  /** What the function takes behind the points. */
  args?: readonly unknown[] | undefined;
}

/** The series of a degree that has the values of `func` at the Chebyshev points of the first kind. */
export function interpolated<S extends Series>(
  kind: SeriesClass<S>,
  func: unknown,
  deg: unknown,
  rest: readonly unknown[],
): S {
  const who = `${kind._family.name}.interpolate`;
  const read = readOptions(nullAsAbsent(rest), ['domain', 'args'], who);
  if (typeof func !== 'function') {
    throw new StridedError(
      `${who}: func must be a function of points, not ${describe(func)}`,
      'ERR_ARGUMENT',
    );
  }
  const size = countOf(deg, 'deg', who) + 1;
  const domain = interval(read['domain'], 'domain', who) ?? kind.domain;
  using angles = ramp(1 - size, size + 1, 2, FLOAT64, who);
  multiply(angles, Math.PI / 2 / size, { out: angles });
  using points = sin(angles) as NDArray;
  const places = mapped(points, kind.window, domain);
  const values = seriesOf(func(places, ...((read['args'] ?? []) as unknown[])), 'what func returns', who);
  if (values.size !== size) {
    throw new ShapeError(
      `${who}: func must return a value for each of ${size} points, not shape ${shapeText(values._shape)}`,
    );
  }
  using rows = vandermonde(kind._family, points, size - 1).T;
  const coef = dot(rows, values) as NDArray;
  divide(coef, size / 2, { out: coef });
  const first = elementOf(coef, 0);
  divide(first, 2, { out: first });
  return new kind(part(coef, 0), { domain });
}
