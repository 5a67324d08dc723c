/** `nditer`: several arrays walked together, element by element or in runs. */
import { axisOrder, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { promotedCode } from '../ops/promotion.js';
import { readOptions } from '../options.js';
import { broadcastMany } from '../shape/broadcast.js';
import {
  C_CONTIGUOUS,
  checkOrder,
  F_CONTIGUOUS,
  type Order,
  sameShape,
  sizeOf,
  WRITEABLE,
} from '../shape/layout.js';
import type { ArrayLike } from '../types/operands.js';

/** What an `NDIter` keeps track of, in NumPy's spelling. */
export type NDIterFlag = 'external_loop' | 'multi_index' | 'c_index' | 'f_index' | 'zerosize_ok';
/** What may be done with an operand, in NumPy's spelling. */
export type NDIterOperandFlag = 'readonly' | 'readwrite' | 'writeonly' | 'allocate';

const flagNames: readonly unknown[] = ['external_loop', 'multi_index', 'c_index', 'f_index', 'zerosize_ok'];
const operandFlagNames: readonly unknown[] = ['readonly', 'readwrite', 'writeonly', 'allocate'];

/** Options of `nditer`. */
export interface NDIterOptions {
  /** 'external_loop': runs of elements; 'multi_index', 'c_index', 'f_index': the place; 'zerosize_ok': empty operands. */
  flags?: readonly NDIterFlag[] | undefined;
  /** For all operands, or a list for each: 'readonly' if not given; 'allocate' is for operands that are null. */
  opFlags?: readonly NDIterOperandFlag[] | readonly (readonly NDIterOperandFlag[])[] | undefined;
  /** 'K', the order in memory, if not given; 'C', 'F', or 'A' (F for operands that are all F-contiguous). */
  order?: Order | undefined;
}

/** One axis of the walk: its length, the bytes per operand, and the array axis it is. */
interface Axis {
  readonly length: number;
  readonly steps: readonly number[];
  readonly axis: number;
  readonly flipped: boolean;
}

/**
 * A walk over operands broadcast together. As an iterable it gives, at each place, a 0-d view of each operand (a list of
 * them for several operands, one view for one), or with 'external_loop' a view with one axis. Made by `nditer`. NumPy's
 * `nditer`.
 * @example
 * const it = nd.nditer(nd.array([[1, 2], [3, 4]]), { flags: ['multi_index'] });
 * for (; !it.finished; it.iternext()) if (it.multiIndex[0] === 1) break;
 * it.value.item() // 3
 */
export class NDIter<V = NDArray> {
  /** The arrays that are walked; those given as null have been made. */
  readonly operands: readonly NDArray[];
  /** What the operands broadcast to. */
  readonly shape: readonly number[];
  /** The number of places, in runs too. */
  readonly itersize: number;
  readonly #axes: readonly Axis[];
  readonly #run: Axis | undefined;
  readonly #flags: readonly NDIterFlag[];
  readonly #writes: readonly boolean[];
  readonly #isList: boolean;
  readonly #starts: readonly number[];
  #places: number[];
  #offsets: number[];
  #at = 0;
  readonly #steps: number;

  /** @internal */
  constructor(given: unknown, rest: readonly unknown[]) {
    const who = 'nditer';
    const options = readOptions(rest, ['flags', 'opFlags', 'order'], who);
    this.#flags = checkedFlags(options['flags'], flagNames, 'flags', who) as NDIterFlag[];
    const order = checkOrder(options['order'] ?? 'K', who);
    this.#isList =
      Array.isArray(given) && given.some((x) => x === null || (typeof x === 'object' && x !== null));
    const list = this.#isList ? (given as unknown[]) : [given];
    const flags = operandFlags(options['opFlags'], list.length, who);
    this.#writes = flags.map(
      (own, k) => list[k] === null || own.some((f) => f === 'readwrite' || f === 'writeonly'),
    );
    const known = list.map((x) => (x === null || x === undefined ? undefined : asNDArray(x, who)));
    const arrays = known.filter((x): x is NDArray => x !== undefined);
    if (arrays.length === 0) throw new StridedError(`${who}: there is no array to walk`, 'ERR_ARGUMENT');
    for (const a of arrays) a._alive(who);
    const shape = broadcastMany(
      arrays.map((a) => a._shape),
      who,
    );
    this.shape = Object.freeze(shape.slice());
    this.operands = Object.freeze(known.map((a) => a ?? newArray(shape, promotedCode(arrays, who), true)));
    this.operands.forEach((a, k) => {
      if (!this.#writes[k]) return;
      a._writeable(who);
      if (sameShape(a._shape, shape)) return;
      throw new ShapeError(
        `${who}: operand ${k} of shape ${shapeText(a._shape)} is written, and cannot be stretched to ${shapeText(shape)}`,
      );
    });
    this.itersize = sizeOf(shape);
    if (this.itersize === 0 && !this.#flags.includes('zerosize_ok')) {
      throw new ShapeError(
        `${who}: shape ${shapeText(shape)} has no elements; pass { flags: ['zerosize_ok'] }`,
      );
    }
    const inRuns = this.#flags.includes('external_loop');
    const tracks = this.#flags.some((flag) => flag.endsWith('index'));
    if (inRuns && tracks) {
      throw new StridedError(`${who}: runs ('external_loop') have no index`, 'ERR_OPTION');
    }
    const { walked, starts } = this.#walk(order, !inRuns);
    this.#starts = starts;
    this.#run = inRuns ? walked.at(-1) : undefined;
    this.#axes = inRuns ? walked.slice(0, -1) : walked;
    this.#steps = this.itersize === 0 ? 0 : this.#axes.reduce((n, { length }) => n * length, 1);
    this.#places = new Array<number>(this.#axes.length).fill(0);
    this.#offsets = this.#starts.slice();
  }

  /** The axes from the outermost to the innermost; those that go on from one another as one, where no index is kept. */
  #walk(order: Order, keepsAxes: boolean): { walked: Axis[]; starts: number[] } {
    const ndim = this.shape.length;
    const { operands } = this;
    const isFortran =
      order === 'F' ||
      (order === 'A' && operands.every((a) => (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS));
    const inner =
      order === 'K'
        ? axisOrder(ndim, operands)
        : Array.from({ length: ndim }, (_, i) => (isFortran ? i : ndim - 1 - i));
    const walked: Axis[] = [];
    const starts = operands.map((a) => a._offset);
    for (const axis of inner.reverse()) {
      const length = this.shape[axis] as number;
      const own = operands.map((a) => {
        const at = axis - (ndim - a.ndim);
        return at < 0 || a._shape[at] === 1 ? 0 : (a._strides[at] as number);
      });
      // In the order of memory an axis that runs backwards everywhere is walked from its end.
      const flipped = order === 'K' && own.some((step) => step < 0) && own.every((step) => step <= 0);
      const steps = flipped ? own.map((step) => -step) : own;
      for (let k = 0; flipped && k < own.length; k++) {
        starts[k] = (starts[k] as number) + (length - 1) * (own[k] as number);
      }
      const last = walked.at(-1);
      if (!keepsAxes && last?.steps.every((step, k) => step === (steps[k] as number) * length) === true) {
        walked[walked.length - 1] = { length: last.length * length, steps, axis, flipped };
        continue;
      }
      walked.push({ length, steps, axis, flipped });
    }
    if (walked.length === 0 && !keepsAxes) {
      walked.push({ length: 1, steps: operands.map(() => 0), axis: 0, flipped: false });
    }
    return { walked, starts };
  }

  /** The number of operands. */
  get nop(): number {
    return this.operands.length;
  }

  /** The number of axes that the operands broadcast to. */
  get ndim(): number {
    return this.shape.length;
  }

  /** True past the last place. */
  get finished(): boolean {
    return this.#at >= this.#steps;
  }

  /** How many places have been passed. */
  get iterindex(): number {
    return this.#at * (this.#run?.length ?? 1);
  }

  /** The index of the place, one number per axis; under the flag 'multi_index'. */
  get multiIndex(): number[] {
    this.#tracked('multi_index', 'multiIndex');
    return this.#index();
  }

  /** The place in C order, or in Fortran's order; under the flags 'c_index' and 'f_index'. */
  get index(): number {
    const isFortran = this.#flags.includes('f_index');
    if (!isFortran) this.#tracked('c_index', 'index');
    const index = this.#index();
    const { shape } = this;
    let place = 0;
    for (let i = 0; i < shape.length; i++) {
      const axis = isFortran ? shape.length - 1 - i : i;
      place = place * (shape[axis] as number) + (index[axis] as number);
    }
    return place;
  }

  #tracked(flag: NDIterFlag, name: string): void {
    if (this.#flags.includes(flag)) return;
    throw new StridedError(`nditer: ${name} is kept under the flag '${flag}' alone`, 'ERR_OPTION');
  }

  #index(): number[] {
    const index = new Array<number>(this.shape.length).fill(0);
    this.#axes.forEach(({ axis, flipped, length }, i) => {
      const at = this.#places[i] as number;
      index[axis] = flipped ? length - 1 - at : at;
    });
    return index;
  }

  /** The operands at this place: views of no axis, or of one in runs. */
  get values(): readonly NDArray[] {
    if (this.finished) throw new StridedError('nditer: the walk is over; call reset()', 'ERR_ARGUMENT');
    const run = this.#run;
    return this.operands.map((a, k) => {
      const offset = this.#offsets[k] as number;
      const view =
        run === undefined ? a._view([], [], offset) : a._view([run.length], [run.steps[k] as number], offset);
      if (!this.#writes[k]) view._flags &= ~WRITEABLE;
      return view;
    });
  }

  /** The only operand at this place, or a list for several. */
  get value(): V {
    return (this.#isList ? this.values : this.values[0]) as V;
  }

  /** Goes to the next place; false past the last. */
  iternext(): boolean {
    if (this.finished) return false;
    this.#at++;
    for (let i = this.#axes.length - 1; i >= 0; i--) {
      const { length, steps } = this.#axes[i] as Axis;
      const next = (this.#places[i] as number) + 1;
      const isPast = next === length;
      this.#places[i] = isPast ? 0 : next;
      const move = isPast ? 1 - length : 1;
      for (let k = 0; k < steps.length; k++) {
        this.#offsets[k] = (this.#offsets[k] as number) + move * (steps[k] as number);
      }
      if (!isPast) break;
    }
    return !this.finished;
  }

  /** Back to the first place. */
  reset(): void {
    this.#at = 0;
    this.#places = this.#places.map(() => 0);
    this.#offsets = this.#starts.slice();
  }

  /** Walks on from this place to the last. */
  *[Symbol.iterator](): IterableIterator<V> {
    while (!this.finished) {
      yield this.value;
      this.iternext();
    }
  }
}

function checkedFlags(given: unknown, names: readonly unknown[], what: string, who: string): unknown[] {
  if (given === undefined) return [];
  const list = Array.isArray(given) ? given : undefined;
  const odd = list?.find((flag) => !names.includes(flag));
  if (list !== undefined && odd === undefined) return list;
  throw new StridedError(
    `${who}: ${what} is a list of ${names.join(', ')}, not ${describe(list === undefined ? given : odd)}`,
    'ERR_OPTION',
  );
}

function operandFlags(given: unknown, count: number, who: string): readonly (readonly unknown[])[] {
  if (!Array.isArray(given) || !given.some(Array.isArray)) {
    return new Array<readonly unknown[]>(count).fill(checkedFlags(given, operandFlagNames, 'opFlags', who));
  }
  if (given.length === count) return given.map((own) => checkedFlags(own, operandFlagNames, 'opFlags', who));
  throw new StridedError(`${who}: ${given.length} lists of opFlags for ${count} operands`, 'ERR_OPTION');
}

/**
 * A walk over one operand or a list of them, broadcast together: places in the order of memory, with what the flags ask for.
 * A null among the operands becomes a new array of what the others promote to. Elements come as views: `x.item()` reads,
 * `x.assign(v)` writes where `opFlags` has 'readwrite'. Buffers, casts and explicit axes of NumPy's iterator have no use in
 * JavaScript, and are left out. NumPy's `nditer`.
 * @throws ShapeError where the operands do not broadcast, or one that is written would be stretched.
 * @example
 * const a = nd.arange(4).reshape(2, 2);
 * for (const x of nd.nditer(a, { opFlags: ['readwrite'] })) x.imul(2);
 * a.toArray() // [ [ 0, 2 ], [ 4, 6 ] ]
 * const it = nd.nditer([a, [10, 20], null]);
 * for (const [x, y, sum] of it) sum.assign(x.add(y));
 * it.operands[2]?.toArray() // [ [ 10, 22 ], [ 14, 26 ] ]
 */
export function nditer<const T extends readonly (NDArray | readonly unknown[] | null)[]>(
  op: T,
  options?: NDIterOptions,
): NDIter<{ readonly [K in keyof T]: NDArray }>;
export function nditer(op: ArrayLike, options?: NDIterOptions): NDIter;
export function nditer(op: unknown, ...rest: unknown[]): NDIter<unknown> {
  return new NDIter(op, rest);
}
