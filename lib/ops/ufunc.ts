/**
 * Universal functions. An operation is one record (below) and one C++ functor: promotion, types, options, methods, tests
 * and documentation follow from the record; the kernels' signatures give the dtypes.
 */
import { callError, newArray, newLaidOut, ONE_ELEMENT, runBinary, runUnary } from '../call.js';
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import {
  BOOL,
  type Casting,
  checkCasting,
  dtypeCode,
  dtypeName,
  FLOAT64,
  INT64,
  itemSizes,
  UINT64,
} from '../dtype.js';
import { fitsInteger, type Item, isItem, writeElement } from '../element.js';
import { DTypeError, StridedError } from '../errors.js';
import { blockView, RUN, SCALARS, slots } from '../native.js';
import { NDArray } from '../ndarray.js';
import { isOptions, noMore, readOptions } from '../options.js';
import { broadcastTwo } from '../shape/broadcast.js';
import { C_CONTIGUOUS, F_CONTIGUOUS, sameShape, WRITEABLE } from '../shape/layout.js';
import type { BinaryPairUfunc, UnaryPairUfunc } from '../types/pair_signatures.js';
import type { Rule } from '../types/rules.js';
import type { BinaryUfunc, UnaryUfunc } from '../types/signatures.js';
import type { UfuncMethods } from '../types/ufunc_methods.js';
import { applyFlat, applyLoop, execute, type Operand, readOuts, readWhere, scalarFor } from './execute.js';
import { type Loop, Loops, WEAK_COMPLEX, WEAK_FLOAT, WEAK_INTEGER } from './loops.js';
import { type AnyCall, boundMethod, methodNames } from './methods/table.js';

/** What an operation is, beyond its kernel. */
export interface UfuncRecord<R extends Rule = Rule> {
  /** How the result's dtype follows from the operands'. */
  readonly rule: R;
  /** The greatest error of float32 and float64 results, in units in the last place; 0 is exact to the bit. */
  readonly ulp: number;
  /** The same of each part of a complex128 result, where that holds; complex64's parts are then within 1. */
  readonly complexUlp?: number;
  /** Where the operation is defined on the reals, for tests; all of them if not given. */
  readonly domain?: readonly [low: number, high: number];
  /** The value that changes nothing: what a reduction of no elements gives. */
  readonly identity?: number | boolean;
  /** Why two bool operands are refused, where NumPy refuses them. */
  readonly refusesBool?: string;
}

/** What a universal function carries besides being callable. */
export interface Ufunc<R extends Rule = Rule> extends UfuncRecord<R>, UfuncMethods<R> {
  /** NumPy's name. */
  readonly kernel: string;
  readonly nin: number;
  readonly nout: number;
  /** The kernels, as NumPy spells them: "dd->d". */
  readonly types: readonly string[];
  /** The core dimensions of a generalised function (`matmul`); null for elementwise ones. */
  readonly signature: string | null;
}

interface Core {
  /** The public name, for messages. */
  readonly name: string;
  readonly kernel: string;
  readonly record: UfuncRecord;
  readonly loops: Loops;
  readonly nin: number;
  readonly nout: number;
}

const optionNames = ['out', 'where', 'casting', 'dtype'] as const;
const registry = new Map<string, Ufunc>();

/** Every universal function by NumPy's name, for tests and benchmarks. */
export const ufuncs: ReadonlyMap<string, Ufunc> = registry;

/** Where a universal function keeps what its inherited properties are made from. */
const BEHIND = Symbol('strided.ufunc');

interface Behind {
  readonly core: Core;
  readonly call: AnyCall;
  readonly made: Map<string, unknown>;
}

/**
 * What universal functions inherit: NumPy's `types` and methods. There are a hundred functions, of which a program uses
 * few methods, so each is made by the first look at it; then it is a property of the function's own.
 */
const inherited: object = Object.create(Function.prototype);
function inherit(name: string, make: (core: Core, call: AnyCall) => unknown): void {
  const own = (holder: object, value: unknown): boolean =>
    Reflect.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(inherited, name, {
    get(this: { readonly [BEHIND]?: Behind }): unknown {
      const behind = this[BEHIND];
      if (behind === undefined) return undefined;
      const { core, call, made } = behind;
      if (!made.has(name)) made.set(name, make(core, call));
      const value = made.get(name);
      own(this, value);
      return value;
    },
    set(this: object, value: unknown) {
      if (!own(this, value)) throw new TypeError(`Cannot assign to read only property '${name}'`);
    },
    enumerable: true,
    configurable: true,
  });
}
inherit('types', ({ loops }) => loops.all.map(({ signature }) => signature));
for (const name of methodNames) inherit(name, (core, call) => boundMethod(name, core, call));

function camelCase(name: string): string {
  return !name.includes('_') ? name : name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function register<F extends object, R extends Rule>(
  core: Core,
  call: F,
  record: UfuncRecord<R>,
): F & Ufunc<R> {
  const { kernel, nin, nout } = core;
  const ufunc = Object.assign(call, record, { kernel, nin, nout, signature: null }) as F & Ufunc<R>;
  Object.defineProperty(ufunc, 'name', { value: core.name });
  const behind: Behind = { core, call: call as unknown as AnyCall, made: new Map() };
  Object.defineProperty(ufunc, BEHIND, { value: behind });
  Object.setPrototypeOf(ufunc, inherited);
  registry.set(kernel, ufunc);
  return ufunc;
}

function coreOf(kernel: string, record: UfuncRecord, nin: number, nout: number): Core {
  const loops = new Loops(kernel, record.rule, nin, record.refusesBool);
  return { name: camelCase(kernel), kernel, record, loops, nin, nout };
}

/** Makes the elementwise function of one operand from its record. */
export function unary<R extends Rule>(kernel: string, record: UfuncRecord<R>): UnaryUfunc<R> & Ufunc<R> {
  const core = coreOf(kernel, record, 1, 1);
  const call = (x: unknown, options?: unknown, more?: unknown, surplus?: unknown): unknown => {
    if (surplus !== undefined) noMore([surplus], core.name);
    if (more === undefined && x instanceof NDArray) {
      if (options === undefined) return callUnary(core, x, undefined);
      const out = loneOut(options);
      if (out !== undefined) return callUnary(core, x, out);
    }
    return callWithOptions(core, [x], [options, more]);
  };
  return register(core, call as UnaryUfunc<R>, record);
}

/** Makes the elementwise function of two operands from its record. */
export function binary<R extends Rule>(kernel: string, record: UfuncRecord<R>): BinaryUfunc<R> & Ufunc<R> {
  const core = coreOf(kernel, record, 2, 1);
  const call = (x1: unknown, x2: unknown, options?: unknown, more?: unknown, surplus?: unknown): unknown => {
    if (surplus !== undefined) noMore([surplus], core.name);
    if (more === undefined && x1 instanceof NDArray) {
      const out = options === undefined ? undefined : loneOut(options);
      if (out !== undefined || options === undefined) {
        if (x2 instanceof NDArray) return callBinary(core, x1, x2, out);
        if (typeof x2 === 'number') return callWithNumber(core, x1, x2, out);
      }
    }
    return callWithOptions(core, [x1, x2], [options, more]);
  };
  return register(core, call as BinaryUfunc<R>, record);
}

/** Makes the elementwise function of one operand and two results; the record's rule is the first one's. */
export function unaryPair<R extends Rule, T extends Rule>(
  kernel: string,
  record: UfuncRecord<R>,
): UnaryPairUfunc<R, T> & Ufunc<R> {
  const core = coreOf(kernel, record, 1, 2);
  const call = (x: unknown, options?: unknown, more?: unknown, surplus?: unknown): unknown => {
    if (surplus !== undefined) noMore([surplus], core.name);
    const pair = options === undefined && x instanceof NDArray ? callPair(core, x, undefined) : undefined;
    return pair ?? callWithOptions(core, [x], [options, more]);
  };
  return register(core, call as UnaryPairUfunc<R, T>, record);
}

/** Makes the elementwise function of two operands and two results. */
export function binaryPair<R extends Rule>(
  kernel: string,
  record: UfuncRecord<R>,
): BinaryPairUfunc<R> & Ufunc<R> {
  const core = coreOf(kernel, record, 2, 2);
  const call = (x1: unknown, x2: unknown, options?: unknown, more?: unknown, surplus?: unknown): unknown => {
    if (surplus !== undefined) noMore([surplus], core.name);
    const pair =
      options === undefined && x1 instanceof NDArray && x2 instanceof NDArray
        ? callPair(core, x1, x2)
        : undefined;
    return pair ?? callWithOptions(core, [x1, x2], [options, more]);
  };
  return register(core, call as BinaryPairUfunc<R>, record);
}

// ---- the short ways: contiguous arrays and numbers, no option but out ----

/** `out`, where it is the only option given. */
function loneOut(options: unknown): NDArray | undefined {
  if (options instanceof NDArray) return options;
  if (typeof options !== 'object' || options === null) return undefined;
  const { out } = options as { out?: unknown };
  if (!(out instanceof NDArray)) return undefined;
  for (const key in options) if (key !== 'out') return undefined;
  return out;
}

/** Whether the kernel can write straight into `out`; anything else goes the long way, which also makes the errors. */
function takes(out: NDArray, code: number, shape: readonly number[]): boolean {
  return (
    out._code === code &&
    (out._flags & (C_CONTIGUOUS | WRITEABLE)) === (C_CONTIGUOUS | WRITEABLE) &&
    sameShape(out._shape, shape)
  );
}

/** Any layout; an `out` that needs a cast or is refused goes the long way. */
function runOrAsk(
  core: Core,
  loop: Loop,
  operands: readonly Operand[],
  shape: readonly number[],
  code: number,
  out: NDArray | undefined,
): unknown {
  if (out === undefined) return run(core, loop, operands, shape, [code]);
  const fits =
    out._code === code &&
    (out._flags & WRITEABLE) !== 0 &&
    !out._storage.disposed &&
    sameShape(out._shape, shape);
  if (!fits) return callWithOptions(core, operands, [{ out }]);
  execute(loop, operands, shape, undefined, [code], [out], core.name);
  return out;
}

function callUnary(core: Core, a: NDArray, out: NDArray | undefined): unknown {
  const loop = core.loops.unary(a._code);
  if (loop === undefined) throw core.loops.missing([a._code], core.name);
  const code = loop.outs[0] as number;
  const direct = (a._flags & C_CONTIGUOUS) !== 0 && (out === undefined || takes(out, code, a._shape));
  if (!direct) {
    return runOrAsk(core, loop, [a], a._shape, code, out);
  }
  const result = out ?? likeContiguous(a, code);
  slots[RUN] = a.size;
  slots[RUN + 1] = a._code | (code << 5);
  slots[RUN + 2] = a._storage.start + a._offset;
  slots[RUN + 3] = result._storage.start + result._offset;
  const status = runUnary(loop.id, a._storage.region, result._storage.region);
  if (status !== undefined) throw callError(status, core.name, [a, result]);
  return result;
}

/** Whether two contiguous arrays have one shape; one axis is told by the size alone. */
function sameLayout(a: NDArray, b: NDArray): boolean {
  if (a._size !== b._size) return false;
  return (a._shape.length === 1 && b._shape.length === 1) || sameShape(a._shape, b._shape);
}

function callBinary(core: Core, a: NDArray, b: NDArray, out: NDArray | undefined): unknown {
  const loop = core.loops.binary(a._code, b._code);
  if (loop === undefined) throw core.loops.missing([a._code, b._code], core.name);
  const code = loop.outs[0] as number;
  const direct =
    (a._flags & b._flags & C_CONTIGUOUS) !== 0 &&
    sameLayout(a, b) &&
    (out === undefined || takes(out, code, a._shape));
  if (!direct) {
    return runOrAsk(core, loop, [a, b], broadcastTwo(a._shape, b._shape, core.name), code, out);
  }
  const result = out ?? likeContiguous(a, code);
  slots[RUN] = a.size;
  slots[RUN + 1] = a._code | (b._code << 5) | (code << 10);
  slots[RUN + 2] = a._storage.start + a._offset;
  slots[RUN + 3] = b._storage.start + b._offset;
  slots[RUN + 4] = result._storage.start + result._offset;
  const status = runBinary(loop.id, a._storage.region, b._storage.region, result._storage.region);
  if (status !== undefined) throw callError(status, core.name, [a, b, result]);
  return result;
}

function callWithNumber(core: Core, a: NDArray, value: number, out: NDArray | undefined): unknown {
  const { name } = core;
  const kind = numberKind(core, a._code, value, name);
  const b = kind === FLOAT64 ? beyond(value) : value;
  const loop = core.loops.binary(a._code, kind);
  if (loop === undefined) throw core.loops.missing([a._code, kind], name);
  const code = loop.outs[0] as number;
  const direct = (a._flags & C_CONTIGUOUS) !== 0 && (out === undefined || takes(out, code, a._shape));
  if (!direct) {
    return runOrAsk(core, loop, [a, b], a._shape, code, out);
  }
  const scalarCode = loop.ins[1] as number;
  if (scalarCode === FLOAT64) slots[SCALARS] = b;
  else writeElement(blockView, SCALARS * 8, scalarCode, scalarFor(b, scalarCode, name), name);
  const result = out ?? likeContiguous(a, code);
  slots[RUN] = a.size;
  slots[RUN + 1] = a._code | ((scalarCode | ONE_ELEMENT) << 5) | (code << 10);
  slots[RUN + 2] = a._storage.start + a._offset;
  slots[RUN + 3] = SCALARS * 8;
  slots[RUN + 4] = result._storage.start + result._offset;
  const status = runBinary(loop.id, a._storage.region, 'scalar', result._storage.region);
  if (status !== undefined) throw callError(status, name, [a, result]);
  return result;
}

/** Two results of contiguous operands; undefined where the long way has to be gone. */
function callPair(core: Core, a: NDArray, b: NDArray | undefined): readonly NDArray[] | undefined {
  const loop = b === undefined ? core.loops.unary(a._code) : core.loops.binary(a._code, b._code);
  if (loop === undefined) return undefined;
  const results = applyFlat(loop, b === undefined ? [a] : [a, b], core.name);
  return results === undefined ? undefined : Object.freeze(results);
}

/** A new array for the result of a C-contiguous operand; shares the operand's shape list, and its strides where they fit. */
function likeContiguous(a: NDArray, code: number): NDArray {
  const plain = a._base === null && ((a._flags & F_CONTIGUOUS) === 0 || a.ndim <= 1);
  if (plain && itemSizes[code] === itemSizes[a._code])
    return newLaidOut(a._shape, a._strides, code, false, a._flags | 4 | 8);
  return newArray(a._shape, code);
}

/** What a JavaScript number is beside an array: an integer beside integers where it is whole. */
function numberKind(core: Core, code: number, value: number, who: string): number {
  if (code > UINT64)
    return core.record.rule === 'scaled' && Number.isInteger(value) ? WEAK_INTEGER : WEAK_FLOAT;
  if (Number.isInteger(value)) {
    if (code === BOOL || core.record.rule !== 'bool' || fitsInteger(value, code)) return WEAK_INTEGER;
    // A comparison with a number outside the array's range still has an answer.
    return value >= 0 && fitsInteger(value, UINT64) ? UINT64 : fitsInteger(value, INT64) ? INT64 : FLOAT64;
  }
  const whole = core.loops.binary(code, WEAK_INTEGER) ?? core.loops.binary(WEAK_INTEGER, code);
  const fractional = core.loops.binary(code, WEAK_FLOAT) ?? core.loops.binary(WEAK_FLOAT, code);
  if (fractional !== undefined && whole?.outs[0] !== fractional.outs[0]) {
    throw new DTypeError(
      `${who}: ${dtypeName(code)} with the number ${value} would change the dtype to ${dtypeName(fractional.outs[0] as number)}; ` +
        `say so with a.astype('float64') or nd.array(${value})`,
    );
  }
  return WEAK_FLOAT;
}

/** What compares as a number that no 64-bit integer equals: float64 would round the array's elements up to the number. */
function beyond(value: number | bigint): number {
  return value > 0 ? Infinity : -Infinity;
}

// ---- the long way: anything array-like, all options ----

function callWithOptions(core: Core, values: readonly unknown[], rest: readonly unknown[]): unknown {
  const { name } = core;
  values.forEach((value, i) => {
    if (value === undefined || isOptions(value)) {
      throw new StridedError(`${name}: operand ${i + 1} of ${core.nin} is missing`, 'ERR_ARGUMENT');
    }
  });
  const options = readOptions(trimmed(rest), optionNames, name);
  let operands = values.map((value): Operand => (isItem(value) ? value : asNDArray(value, name)));
  const outs = readOuts(core.nout, options, name);
  const where = readWhere(options, name);
  const casting = options['casting'] === undefined ? 'same_kind' : checkCasting(options['casting'], name);
  const dtype = options['dtype'] === undefined ? undefined : dtypeCode(options['dtype'], name);

  const allScalars = operands.every((operand) => !(operand instanceof NDArray));
  const kinds = allScalars ? scalarKinds(core, operands as Item[]) : operandKinds(core, operands, name);
  if (!allScalars && kinds.includes(FLOAT64)) {
    operands = operands.map((operand, i) =>
      kinds[i] === FLOAT64 && (typeof operand === 'bigint' || typeof operand === 'number')
        ? beyond(operand)
        : operand,
    );
  }
  const loop = chooseLoop(core, kinds, dtype, casting, name);
  return applyLoop(core, loop, operands, { outs, where, casting });
}

function trimmed(rest: readonly unknown[]): readonly unknown[] {
  let n = rest.length;
  while (n > 0 && rest[n - 1] === undefined) n--;
  return n === rest.length ? rest : rest.slice(0, n);
}

function operandKinds(core: Core, operands: readonly Operand[], who: string): number[] {
  // Promotion asks for the strongest array beside the scalar.
  const strong = operands.find((operand): operand is NDArray => operand instanceof NDArray) as NDArray;
  return operands.map((operand) => {
    if (operand instanceof NDArray) return operand._code;
    if (typeof operand === 'boolean') return BOOL;
    if (operand instanceof Complex) return WEAK_COMPLEX;
    if (typeof operand === 'number') return numberKind(core, strong._code, operand, who);
    if (strong._code > UINT64) return core.record.rule === 'scaled' ? WEAK_INTEGER : WEAK_FLOAT;
    if (core.record.rule !== 'bool' || strong._code === BOOL || fitsInteger(operand, strong._code))
      return WEAK_INTEGER;
    return operand >= 0n && fitsInteger(operand, UINT64)
      ? UINT64
      : fitsInteger(operand, INT64)
        ? INT64
        : FLOAT64;
  });
}

/** Scalars alone take the dtype that an array of them would; integers that only integers serve count as such. */
function scalarKinds(core: Core, operands: readonly Item[]): number[] {
  const strong = operands.map((operand) => {
    if (typeof operand === 'boolean') return BOOL;
    if (typeof operand === 'bigint') return fitsInteger(operand, INT64) ? INT64 : UINT64;
    return operand instanceof Complex ? 13 : FLOAT64;
  });
  const find = (kinds: readonly number[]): Loop | undefined =>
    core.nin === 1
      ? core.loops.unary(kinds[0] as number)
      : core.loops.binary(kinds[0] as number, kinds[1] as number);
  if (find(strong) !== undefined) return strong;
  const whole = operands.map((operand, i) =>
    typeof operand === 'number' && Number.isInteger(operand) ? INT64 : (strong[i] as number),
  );
  if (find(whole) !== undefined) return whole;
  // ldexp(1.5, 2): only the second is an integer.
  const second = [strong[0] as number, whole[1] as number];
  return core.nin === 2 && find(second) !== undefined ? second : strong;
}

function chooseLoop(
  core: Core,
  kinds: readonly number[],
  dtype: number | undefined,
  casting: Casting,
  who: string,
): Loop {
  const [a, b] = kinds as [number, number];
  const usual = core.nin === 1 ? core.loops.unary(a) : core.loops.binary(a, b);
  if (dtype !== undefined) {
    if (usual?.outs[0] === dtype) return usual;
    const asked = core.loops.withResult(kinds, dtype, casting);
    if (asked !== undefined) return asked;
    throw new DTypeError(
      `${who}: no kernel takes these operands and gives ${dtypeName(dtype)} by the rule '${casting}'; its kernels are ${core.loops.all.map((loop) => loop.signature).join(' ')}`,
    );
  }
  if (usual === undefined) throw core.loops.missing(kinds, who);
  return usual;
}

/** Runs without options; for the short ways when operands are not simply contiguous. */
function run(
  core: Core,
  loop: Loop,
  operands: readonly Operand[],
  shape: readonly number[],
  codes: readonly number[],
): NDArray {
  return execute(loop, operands, shape, undefined, codes, [], core.name)[0] as NDArray;
}
