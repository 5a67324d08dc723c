/** Broadcasting of shapes: the common shape, and the error that says why there is none. */
import { ShapeError } from '../errors.js';

/** The shape two operands broadcast to; `a` or `b` itself where it is that shape. `who` names the function in the error. */
export function broadcastTwo(a: readonly number[], b: readonly number[], who: string): readonly number[] {
  const shape = tryBroadcast(a, b);
  if (shape === undefined) throw broadcastError([a, b], who);
  return shape;
}

/** As broadcastTwo; `undefined` where the shapes do not broadcast. */
export function tryBroadcast(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  if (a === b) return a;
  const long = a.length >= b.length ? a : b;
  const short = long === a ? b : a;
  const ahead = long.length - short.length;
  let isLong = true;
  let isShort = ahead === 0;
  for (let i = 0; i < short.length; i++) {
    const x = long[ahead + i] as number;
    const y = short[i] as number;
    if (x === y) continue;
    if (y === 1) isShort = false;
    else if (x === 1) isLong = false;
    else return undefined;
  }
  if (isLong) return long;
  if (isShort) return short;
  const shape = long.slice();
  for (let i = 0; i < short.length; i++) {
    if (shape[ahead + i] === 1) shape[ahead + i] = short[i] as number;
  }
  return shape;
}

/** The shape that several operands broadcast to; `[]` for none. */
export function broadcastMany(shapes: readonly (readonly number[])[], who: string): readonly number[] {
  if (shapes.length === 2)
    return broadcastTwo(shapes[0] as readonly number[], shapes[1] as readonly number[], who);
  let shape: readonly number[] = shapes[0] ?? [];
  for (let i = 1; i < shapes.length; i++) {
    const next = tryBroadcast(shape, shapes[i] as readonly number[]);
    if (next === undefined) throw broadcastError(shapes, who);
    shape = next;
  }
  return shape;
}

/** Whether `from` broadcasts to exactly `to`. */
export function broadcastsTo(from: readonly number[], to: readonly number[]): boolean {
  const ahead = to.length - from.length;
  if (ahead < 0) return false;
  for (let i = 0; i < from.length; i++) {
    if (from[i] !== 1 && from[i] !== to[ahead + i]) return false;
  }
  return true;
}

/** A shape as broadcasting errors write it: `(3,4)`, `(3)`. */
function plain(shape: readonly number[]): string {
  return `(${shape.join(',')})`;
}

/** The error of shapes that do not broadcast: the axis that disagrees, and the reshape that would mend it. */
export function broadcastError(shapes: readonly (readonly number[])[], who: string): ShapeError {
  const texts = shapes.map(plain);
  const list =
    texts.length < 3 ? texts.join(' and ') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
  return new ShapeError(`${who}: shapes ${list} do not broadcast${disagreement(shapes)}${remedy(shapes)}`);
}

/** The error of a shape that does not stretch to another. */
export function stretchError(from: readonly number[], to: readonly number[], who: string): ShapeError {
  const why = tryBroadcast(from, to) === undefined ? `${disagreement([from, to])}${remedy([from, to])}` : '';
  return new ShapeError(`${who}: shape ${plain(from)} does not broadcast to ${plain(to)}${why}`);
}

/** The first axis, from the last one on, that disagrees. */
function disagreement(shapes: readonly (readonly number[])[]): string {
  const ndim = Math.max(0, ...shapes.map((shape) => shape.length));
  for (let axis = ndim - 1; axis >= 0; axis--) {
    const lengths = shapes
      .map((shape) => shape[shape.length - ndim + axis] ?? 1)
      .filter((length) => length !== 1);
    const other = lengths.find((length) => length !== lengths[0]);
    if (other !== undefined) return `: axis ${axis} is ${lengths[0]} against ${other}`;
  }
  return '';
}

/** Trailing axes of length 1 are what NumPy's rule does not add by itself. */
function remedy(shapes: readonly (readonly number[])[]): string {
  const [a, b] = shapes;
  if (a === undefined || b === undefined || shapes.length !== 2 || a.length === b.length) return '';
  const [name, short, long] = a.length < b.length ? ['a', a, b] : ['b', b, a];
  for (let ones = 1; ones <= long.length - short.length; ones++) {
    const padded = [...short, ...new Array<number>(ones).fill(1)];
    if (tryBroadcast(padded, long) !== undefined)
      return `; did you mean ${name}.reshape(${padded.join(', ')})?`;
  }
  return '';
}
