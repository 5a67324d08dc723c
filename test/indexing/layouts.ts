/** Arrays that count from 0 in every layout of the golden data. */
import * as nd from 'strided';

export function laidOut(shape: number[], layout: string): nd.NDArray {
  const size = shape.reduce((x, y) => x * y, 1);
  const a: nd.NDArray = nd.arange(size).reshape(shape);
  const backwards = shape.map(() => '::-1');
  switch (layout) {
    case 'F':
      return a.copy('F');
    case 'reversed':
      return a
        .slice(...backwards)
        .copy()
        .slice(...backwards);
    case 'stepped': {
      const view = nd.zeros(shape.map((n) => 2 * n)).slice(...shape.map(() => '::2'));
      view.assign(a);
      return view;
    }
    default:
      return a;
  }
}
