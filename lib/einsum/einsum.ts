/** Einstein summation. */
import { copyInto } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { type Casting, canCastCode, dtypeCode, dtypeName, promoteCodes } from '../dtype.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { readOuts } from '../ops/execute.js';
import { checkOptions, isOptions, type Options } from '../options.js';
import { ALIGNED, checkOrder, sameShape } from '../shape/layout.js';
import { mayShareBytes } from '../shape/overlap.js';
import type { DType } from '../types/dtypes.js';
import type { EinsumResult } from '../types/einsum.js';
import type { ArrayLike } from '../types/operands.js';
import type { Given } from '../types/results.js';
import type { Casting as CastingName } from '../types/signatures.js';
import {
  contractOne,
  contractTwo,
  inOrder,
  type Term,
  withoutBroadcast,
  withoutRepeats,
} from './contract.js';
import { directsOf, runDirects } from './direct.js';
import { findPath, largestProduct, naiveCost, type Path, type Step, type Strategy, stepsOf } from './path.js';
import { type Plan, planFor } from './plans.js';
import { readSublists, readSubscripts, type Subscripts } from './subscripts.js';

/** How to choose the order of pairs: none, greedily, the best of all, with a bound on elements, or the path itself. */
export type Optimize =
  | boolean
  | 'greedy'
  | 'optimal'
  | readonly ['greedy' | 'optimal', number]
  | readonly ['einsum_path', ...(readonly number[])[]];

/** Options of `einsum`. */
export interface EinsumOptions<
  O extends NDArray | undefined = NDArray | undefined,
  E extends DType | undefined = DType | undefined,
> {
  /** The array that receives the result and is returned. */
  out?: O;
  /** The dtype that is computed in and returned. */
  dtype?: E;
  /** The result's order in memory; 'K' if not given. */
  order?: 'C' | 'F' | 'A' | 'K' | undefined;
  /** How far operands may be cast to `dtype`; 'safe' if not given. */
  casting?: CastingName | undefined;
  /** The order of pairs; greedy for more than two operands whether given or not. */
  optimize?: Optimize | undefined;
}

interface Request {
  readonly operands: readonly NDArray[];
  /** The subscripts where they are a string, as given. */
  readonly text: string | undefined;
  readonly subscripts: () => Subscripts;
  readonly options: Options;
}

/** Both forms: a string and operands, or operands each followed by its list of subscripts. */
function readRequest(args: readonly unknown[], known: readonly string[], who: string): Request {
  const last = args.at(-1);
  const options: Options = args.length > 1 && isOptions(last) ? last : {};
  checkOptions(options, known, who);
  const given = options === last ? args.slice(0, -1) : args;
  const [first] = given;
  if (typeof first === 'string') {
    const operands = given.slice(1).map((value) => asNDArray(value, who));
    return { operands, text: first, subscripts: () => readSubscripts(first, operands, who), options };
  }
  if (given.length < 2) {
    throw new StridedError(
      `${who}: begins with a string of subscripts, as in einsum('ij,jk->ik', a, b), not ${describe(first)}`,
      'ERR_ARGUMENT',
    );
  }
  const pairs = Math.floor(given.length / 2);
  const operands = Array.from({ length: pairs }, (_, k) => asNDArray(given[2 * k], who));
  const lists = Array.from({ length: pairs }, (_, k) => given[2 * k + 1]);
  const output = given.length % 2 === 1 ? given.at(-1) : undefined;
  const subscripts = (): Subscripts => readSublists(lists, output, operands, who);
  return { operands, text: undefined, subscripts, options };
}

function pathOf(subscripts: Subscripts, optimize: unknown, otherwise: Strategy, who: string): Path {
  const wanted = optimize ?? otherwise;
  if (wanted === 'none' || wanted === false) return findPath(subscripts, 'none');
  if (wanted === true || wanted === 'greedy') return findPath(subscripts, 'greedy');
  if (wanted === 'optimal') return findPath(subscripts, 'optimal');
  if (Array.isArray(wanted) && wanted[0] === 'einsum_path')
    return givenPath(subscripts, wanted.slice(1), who);
  if (Array.isArray(wanted) && wanted.length === 2 && typeof wanted[1] === 'number') {
    const [strategy, bound] = wanted as [unknown, number];
    if (strategy === 'greedy' || strategy === 'optimal') return findPath(subscripts, strategy, bound);
  }
  throw new StridedError(
    `${who}: optimize must be true, false, 'greedy', 'optimal', one of these with a bound, or a path of einsumPath, not ${describe(optimize)}`,
    'ERR_OPTION',
  );
}

/** A path of the user's: positions that exist at their time, and one term at the end. */
function givenPath({ inputs }: Subscripts, path: readonly unknown[], who: string): Path {
  let count = inputs.length;
  for (const step of path) {
    const isStep =
      Array.isArray(step) &&
      step.length > 0 &&
      new Set(step).size === step.length &&
      step.every((at) => Number.isInteger(at) && at >= 0 && at < count);
    if (!isStep) {
      throw new StridedError(
        `${who}: a step of the path must list positions among ${count} operands, not ${describe(step)}`,
        'ERR_OPTION',
      );
    }
    count -= step.length - 1;
  }
  if (count !== 1) {
    throw new StridedError(`${who}: the path leaves ${count} operands; it must leave one`, 'ERR_OPTION');
  }
  return path as Path;
}

/** The dtype computed in; operands that are not of it are cast. */
function resultCode(operands: readonly NDArray[], options: Options, who: string): number {
  const asked = options['dtype'];
  const casting = (options['casting'] ?? 'safe') as Casting;
  const code =
    asked === undefined || asked === null
      ? operands.map(({ _code }) => _code).reduce((a, b) => promoteCodes(a, b))
      : dtypeCode(asked, who);
  for (const { _code } of operands) {
    if (canCastCode(_code, code, casting)) continue;
    throw new DTypeError(
      `${who}: an operand cannot be cast from ${dtypeName(_code)} to ${dtypeName(code)} by the rule '${casting}'; use astype('${dtypeName(code)}') or { casting: 'unsafe' }`,
      'ERR_CASTING',
    );
  }
  return code;
}

/** Contracts what a step names, two at a time. */
function runStep(terms: readonly Term[], step: Step): Term {
  let [product, ...rest] = terms as [Term, ...Term[]];
  if (rest.length === 0) return { array: contractOne(product, step.result), labels: step.result };
  while (rest.length > 0) {
    const [next, ...others] = rest as [Term, ...Term[]];
    // Labels that operands still to come share have to stay.
    const wanted = [...new Set([...step.result, ...others.flatMap(({ labels }) => labels)])];
    product = contractTwo(product, next, wanted);
    rest = others;
  }
  return product;
}

function evaluate(
  operands: readonly NDArray[],
  { subscripts, steps }: Plan,
  code: number,
  who: string,
): NDArray {
  const made: NDArray[] = [];
  const isOwn = (array: NDArray): boolean => operands.some(({ _storage }) => _storage === array._storage);
  let terms = operands.map((operand, k): Term => {
    const array = operand._code === code ? operand : copyArray(operand, 'K', who, code);
    if (array !== operand) made.push(array);
    return withoutBroadcast(
      withoutRepeats(array, subscripts.inputs[k] as readonly string[]),
      subscripts.lengths,
    );
  });
  for (const step of steps) {
    const product = runStep(
      step.positions.map((i) => terms[i] as Term),
      step,
    );
    made.push(product.array);
    terms = [...terms.filter((_, i) => !step.positions.includes(i)), product];
  }
  const [last] = terms as [Term];
  const result = isOwn(last.array)
    ? contractOne(last, subscripts.output)
    : inOrder(last, subscripts.output, who);
  for (const { _storage } of made) {
    if (_storage !== result._storage && !operands.some((each) => each._storage === _storage))
      _storage.dispose();
  }
  return result;
}

function planOf(subscripts: Subscripts, operands: readonly NDArray[], optimize: unknown, who: string): Plan {
  const path = pathOf(subscripts, optimize, 'greedy', who);
  const steps = stepsOf(subscripts, path.length === 0 ? [[0]] : path);
  const shapes = operands.map(({ _shape }) => _shape);
  return { subscripts, steps, directs: directsOf(subscripts, steps, shapes) };
}

/** A string and arrays of one dtype without options: what is done most, with least around it. */
function shortWay(args: readonly unknown[], who: string): NDArray | undefined {
  const [text, first] = args;
  if (typeof text !== 'string' || !(first instanceof NDArray)) return undefined;
  const operands: NDArray[] = [];
  for (let i = 1; i < args.length; i++) {
    const each = args[i];
    if (!(each instanceof NDArray) || each._code !== first._code) return undefined;
    if (args.length > 2 && (each._flags & ALIGNED) === 0) return undefined;
    operands.push(each);
  }
  const make = (): Plan => planOf(readSubscripts(text, operands, who), operands, undefined, who);
  const plan = planFor(text, operands, undefined, make);
  for (const operand of operands) operand._alive(who);
  if (operands.length > 1) return plan.directs && runDirects(plan.directs, operands, who);
  const { inputs, output, lengths } = plan.subscripts;
  const term = withoutBroadcast(withoutRepeats(first, inputs[0] as readonly string[]), lengths);
  const array = contractOne(term, output);
  return array._storage === first._storage ? array : inOrder({ array, labels: output }, output, who);
}

/**
 * Sums of products by Einstein's convention: `'ij,jk->ik'` names the axes of each operand and of the result; labels that
 * the result lacks are summed over, a label twice in one operand is its diagonal, `'...'` stands for the axes not named,
 * and without `'->'` the result has the labels that occur once, in alphabetical order. Subscripts may also be lists of
 * numbers, one after each operand: `einsum(a, [0, 1], b, [1, 2], [0, 2])`.
 *
 * More than two operands are contracted in pairs, in the order `optimize` chooses; pairs become batched matrix products
 * wherever labels are summed. Result: the promoted dtype, 0-d for an empty output. A new array or `out`; of one operand
 * with nothing to sum (`'ii->i'`, `'ij->ji'`) a view. NumPy: `einsum`.
 * @throws ShapeError where lengths differ or operands have other numbers of axes; StridedError (ERR_VALUE) for subscripts
 * that are none; DTypeError where `casting` forbids a cast.
 * @example
 * nd.einsum('ij,jk->ik', [[1, 2], [3, 4]], [[1], [10]]).toArray() // [[21], [43]]
 * nd.einsum('ii', [[1, 2], [3, 4]]).item() // 5
 * nd.einsum('ij->j', [[1, 2], [3, 4]]).toArray() // [4, 6]
 */
export function einsum<
  const S extends string,
  const A extends ArrayLike,
  O extends NDArray | undefined = undefined,
  E extends DType | undefined = undefined,
>(subscripts: S, a: A, options?: EinsumOptions<O, E>): Given<NoInfer<O>, EinsumResult<S, [A], NoInfer<E>>>;
export function einsum<
  const S extends string,
  const A extends ArrayLike,
  const B extends ArrayLike,
  O extends NDArray | undefined = undefined,
  E extends DType | undefined = undefined,
>(
  subscripts: S,
  a: A,
  b: B,
  options?: EinsumOptions<O, E>,
): Given<NoInfer<O>, EinsumResult<S, [A, B], NoInfer<E>>>;
export function einsum<
  const S extends string,
  const A extends ArrayLike,
  const B extends ArrayLike,
  const C extends ArrayLike,
  O extends NDArray | undefined = undefined,
  E extends DType | undefined = undefined,
>(
  subscripts: S,
  a: A,
  b: B,
  c: C,
  options?: EinsumOptions<O, E>,
): Given<NoInfer<O>, EinsumResult<S, [A, B, C], NoInfer<E>>>;
export function einsum(...args: readonly unknown[]): NDArray;
export function einsum(...args: readonly unknown[]): NDArray {
  const who = 'einsum';
  const short = shortWay(args, who);
  if (short !== undefined) return short;
  const { operands, text, subscripts, options } = readRequest(
    args,
    ['out', 'dtype', 'order', 'casting', 'optimize'],
    who,
  );
  const plan = planFor(text, operands, options['optimize'], () =>
    planOf(subscripts(), operands, options['optimize'], who),
  );
  for (const operand of operands) operand._alive(who);
  const order = options['order'] === undefined ? 'K' : checkOrder(options['order'], who);
  const [out] = readOuts(1, options, who);
  const code = resultCode(operands, options, who);
  const result = evaluate(operands, plan, code, who);
  if (out === undefined) return order === 'C' || order === 'F' ? copyArray(result, order, who) : result;
  const shape = result._shape;
  if (!sameShape(shape, out._shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(shape)}; give out that shape`,
    );
  }
  if (!canCastCode(code, out._code, 'safe')) {
    throw new DTypeError(
      `${who}: the result cannot be cast from ${dtypeName(code)} to ${dtypeName(out._code)} by the rule 'safe'; use astype('${dtypeName(out._code)}')`,
      'ERR_CASTING',
    );
  }
  const isView = operands.some((operand) => mayShareBytes(operand, result));
  if (isView && mayShareBytes(result, out)) {
    const copied = copyArray(result, 'K', who);
    copyInto(out, copied, who);
    copied.dispose();
  } else {
    copyInto(out, result, who);
    if (!isView) result.dispose();
  }
  return out;
}

/** Options of `einsumPath`. */
export interface EinsumPathOptions {
  /** How to choose the order; 'greedy' if not given. */
  optimize?: Optimize | undefined;
}

/**
 * The order in which `einsum` would contract its operands, and a text that says what it costs: floating-point operations
 * done at once and in pairs, and the largest array on the way. The path can be handed to `einsum` as `optimize`.
 * Labels as in the call; nothing is computed. NumPy: `einsum_path`.
 * @throws as `einsum`.
 * @example
 * const [path] = nd.einsumPath('ab,bc,cd->ad', nd.ones([2, 9]), nd.ones([9, 9]), nd.ones([9, 2]));
 * path // ['einsum_path', [0, 1], [0, 1]]
 */
export function einsumPath(
  ...args: readonly unknown[]
): readonly [path: readonly ['einsum_path', ...(readonly number[])[]], text: string] {
  const who = 'einsumPath';
  const { subscripts: read, options } = readRequest(args, ['optimize', 'einsumCall'], who);
  const subscripts = read();
  const path = pathOf(subscripts, options['optimize'], 'greedy', who);
  const steps = stepsOf(subscripts, path);
  return [['einsum_path', ...path.map((step) => [...step])], report(subscripts, steps)];
}

/** Axes under an ellipsis have no letters: the first that are free stand for them. */
function spelling({ inputs }: Subscripts): (labels: readonly string[]) => string {
  const used = new Set(inputs.flat());
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'].filter(
    (letter) => !used.has(letter),
  );
  const names = new Map<string, string>();
  for (const label of used) names.set(label, label.length === 1 ? label : (letters.pop() as string));
  return (labels) => labels.map((label) => names.get(label) ?? label).join('');
}

function exponential(value: number): string {
  return value.toExponential(3).replace(/e([+-])(\d)$/, 'e$10$2');
}

function report(subscripts: Subscripts, steps: readonly Step[]): string {
  const spell = spelling(subscripts);
  const terms = (inputs: readonly (readonly string[])[], result: readonly string[]): string =>
    `${inputs.map(spell).join(',')}->${spell(result)}`;
  const naive = naiveCost(subscripts);
  // One more, as NumPy counts it.
  const cost = steps.reduce((total, step) => total + step.cost, 1);
  const row = (scaling: string, current: string, remaining: string, width: number): string =>
    `${scaling.padStart(width)} ${current.padStart(24)} ${remaining.padStart(40)}`;
  const line = '-'.repeat(74);
  return [
    `  Complete contraction:  ${terms(subscripts.inputs, subscripts.output)}`,
    `         Naive scaling:  ${subscripts.lengths.size}`,
    `     Optimized scaling:  ${Math.max(...steps.map(({ scaling }) => scaling))}`,
    `      Naive FLOP count:  ${exponential(naive)}`,
    `  Optimized FLOP count:  ${exponential(cost)}`,
    `   Theoretical speedup:  ${(naive / cost).toFixed(3)}`,
    `  Largest intermediate:  ${exponential(largestProduct(subscripts, steps))} elements`,
    line,
    row('scaling', 'current', 'remaining', 6),
    line,
    ...steps.map(({ scaling, inputs, result, remaining }) =>
      row(`${String(scaling).padStart(4)}   `, terms(inputs, result), terms(remaining, subscripts.output), 4),
    ),
  ].join('\n');
}
