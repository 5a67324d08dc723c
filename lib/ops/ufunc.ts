/**
 * Universal functions. An operation is one record (below) and one C++ functor: promotion, types, options, methods, tests
 * and documentation follow from the record; the kernels' signatures give the dtypes.
 */
import {
  callError,
  newArray,
  newLaidOut,
  ONE_ELEMENT,
  orderedStrides,
  putOperand,
  putShape,
} from '../call.js';
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import {
  BOOL,
  type Casting,
  canCastCode,
  checkCasting,
  dtypeCode,
  dtypeName,
  FLOAT64,
  INT64,
  isInteger,
  itemSizes,
  UINT64,
} from '../dtype.js';
import { fitsInteger, type Item, isItem, writeElement } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import {
  blockBuffer,
  blockView,
  elementwise,
  elementwiseRun,
  type Handle,
  OPERANDS,
  PARAMETERS,
  RUN,
  SCALARS,
  STRIDES,
  slots,
} from '../native.js';
import { NDArray } from '../ndarray.js';
import { isOptions, type Options, readOptions } from '../options.js';
import { broadcastTwo } from '../shape/broadcast.js';
import { C_CONTIGUOUS, cStrides, F_CONTIGUOUS, sameShape, WRITEABLE } from '../shape/layout.js';
import type { Rule } from '../types/rules.js';
import type { BinaryUfunc, UnaryUfunc } from '../types/signatures.js';
import { type Loop, Loops, WEAK_COMPLEX, WEAK_FLOAT, WEAK_INTEGER } from './loops.js';

/** What an operation is, beyond its kernel. */
export interface UfuncRecord<R extends Rule = Rule> {
  /** How the result's dtype follows from the operands'. */
  readonly rule: R;
  /** The greatest error of float32 and float64 results, in units in the last place; 0 is exact to the bit. */
  readonly ulp: number;
  /** Where the operation is defined on the reals, for tests; all of them if not given. */
  readonly domain?: readonly [low: number, high: number];
  /** The value that changes nothing: what a reduction of no elements gives. */
  readonly identity?: number | boolean;
  /** Why two bool operands are refused, where NumPy refuses them. */
  readonly refusesBool?: string;
}

/** What a universal function carries besides being callable. */
export interface Ufunc<R extends Rule = Rule> extends UfuncRecord<R> {
  /** NumPy's name. */
  readonly kernel: string;
  readonly nin: number;
  readonly nout: number;
  /** The kernels, as NumPy spells them: "dd->d". */
  readonly types: readonly string[];
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

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function register<F extends object, R extends Rule>(
  core: Core,
  call: F,
  record: UfuncRecord<R>,
): F & Ufunc<R> {
  const { kernel } = core;
  const ufunc = Object.assign(call, record, {
    kernel,
    nin: core.nin,
    nout: core.nout,
    types: core.loops.all.map((loop) => loop.signature),
  });
  Object.defineProperty(ufunc, 'name', { value: core.name });
  registry.set(kernel, ufunc);
  return ufunc;
}

function coreOf(kernel: string, record: UfuncRecord, nin: number): Core {
  const loops = new Loops(kernel, record.rule, nin, record.refusesBool);
  const nout = (loops.all[0] as Loop).outs.length;
  return { name: camelCase(kernel), kernel, record, loops, nin, nout };
}

/** Makes the elementwise function of one operand from its record. */
export function unary<R extends Rule>(kernel: string, record: UfuncRecord<R>): UnaryUfunc<R> & Ufunc<R> {
  const core = coreOf(kernel, record, 1);
  const call = (x: unknown, options?: unknown, more?: unknown): unknown => {
    if (more === undefined && x instanceof NDArray && core.nout === 1) {
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
  const core = coreOf(kernel, record, 2);
  const call = (x1: unknown, x2: unknown, options?: unknown, more?: unknown): unknown => {
    if (more === undefined && x1 instanceof NDArray && core.nout === 1) {
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
    sameShape(out.shape, shape)
  );
}

function callUnary(core: Core, a: NDArray, out: NDArray | undefined): unknown {
  const loop = core.loops.unary(a._code);
  if (loop === undefined) throw core.loops.missing([a._code], core.name);
  const code = loop.outs[0] as number;
  const direct = (a._flags & C_CONTIGUOUS) !== 0 && (out === undefined || takes(out, code, a.shape));
  if (!direct) {
    return out === undefined ? run(core, loop, [a], a.shape, [code]) : callWithOptions(core, [a], [{ out }]);
  }
  const result = out ?? likeContiguous(a, code);
  slots[RUN] = a.size;
  slots[RUN + 1] = a._code | (code << 5);
  slots[RUN + 2] = a._storage.start + a._offset;
  slots[RUN + 3] = result._storage.start + result._offset;
  const status = elementwiseRun(loop.id, a._storage.region.handle, result._storage.region.handle);
  if (status !== undefined) throw callError(status, core.name, [a, result]);
  return result;
}

function callBinary(core: Core, a: NDArray, b: NDArray, out: NDArray | undefined): unknown {
  const loop = core.loops.binary(a._code, b._code);
  if (loop === undefined) throw core.loops.missing([a._code, b._code], core.name);
  const code = loop.outs[0] as number;
  const direct =
    (a._flags & b._flags & C_CONTIGUOUS) !== 0 &&
    sameShape(a.shape, b.shape) &&
    (out === undefined || takes(out, code, a.shape));
  if (!direct) {
    if (out !== undefined) return callWithOptions(core, [a, b], [{ out }]);
    return run(core, loop, [a, b], broadcastTwo(a.shape, b.shape, core.name), [code]);
  }
  const result = out ?? likeContiguous(a, code);
  slots[RUN] = a.size;
  slots[RUN + 1] = a._code | (b._code << 5) | (code << 10);
  slots[RUN + 2] = a._storage.start + a._offset;
  slots[RUN + 3] = b._storage.start + b._offset;
  slots[RUN + 4] = result._storage.start + result._offset;
  const status = elementwiseRun(
    loop.id,
    a._storage.region.handle,
    b._storage.region.handle,
    result._storage.region.handle,
  );
  if (status !== undefined) throw callError(status, core.name, [a, b, result]);
  return result;
}

function callWithNumber(core: Core, a: NDArray, b: number, out: NDArray | undefined): unknown {
  const { name } = core;
  const kind = numberKind(core, a._code, b, name);
  const loop = core.loops.binary(a._code, kind);
  if (loop === undefined) throw core.loops.missing([a._code, kind], name);
  const code = loop.outs[0] as number;
  const direct = (a._flags & C_CONTIGUOUS) !== 0 && (out === undefined || takes(out, code, a.shape));
  if (!direct) {
    return out === undefined
      ? run(core, loop, [a, b], a.shape, [code])
      : callWithOptions(core, [a, b], [{ out }]);
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
  const status = elementwiseRun(
    loop.id,
    a._storage.region.handle,
    blockBuffer,
    result._storage.region.handle,
  );
  if (status !== undefined) throw callError(status, name, [a, result]);
  return result;
}

/** A new array for the result of a C-contiguous operand; shares the operand's shape list, and its strides where they fit. */
function likeContiguous(a: NDArray, code: number): NDArray {
  const plain = a._base === null && ((a._flags & F_CONTIGUOUS) === 0 || a.ndim <= 1);
  if (plain && itemSizes[code] === itemSizes[a._code])
    return newLaidOut(a.shape, a.strides, code, false, a._flags | 4 | 8);
  return newArray(a.shape, code);
}

/** What a JavaScript number is beside an array: an integer beside integers where it is whole. */
function numberKind(core: Core, code: number, value: number, who: string): number {
  if (code > UINT64) return WEAK_FLOAT;
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

// ---- the long way: anything array-like, all options ----

type Operand = NDArray | Item;

function callWithOptions(core: Core, values: readonly unknown[], rest: readonly unknown[]): unknown {
  const { name } = core;
  values.forEach((value, i) => {
    if (value === undefined || isOptions(value)) {
      throw new StridedError(`${name}: operand ${i + 1} of ${core.nin} is missing`, 'ERR_ARGUMENT');
    }
  });
  const options = readOptions(trimmed(rest), optionNames, name);
  const operands = values.map((value): Operand => (isItem(value) ? value : asNDArray(value, name)));
  const outs = readOuts(core, options, name);
  const where = readWhere(options, name);
  const casting = options['casting'] === undefined ? 'same_kind' : checkCasting(options['casting'], name);
  const dtype = options['dtype'] === undefined ? undefined : dtypeCode(options['dtype'], name);

  const allScalars = operands.every((operand) => !(operand instanceof NDArray));
  const kinds = allScalars ? scalarKinds(core, operands as Item[]) : operandKinds(core, operands, name);
  const loop = chooseLoop(core, kinds, dtype, casting, name);
  operands.forEach((operand, i) => {
    const to = loop.ins[i] as number;
    if (operand instanceof NDArray && !canCastCode(operand._code, to, casting)) {
      throw castError(name, `operand ${i + 1}`, operand._code, to, casting);
    }
  });
  const codes = loop.outs.map((code, i) => {
    const out = outs[i];
    if (out !== undefined && !canCastCode(code, out._code, casting)) {
      throw castError(name, 'the result', code, out._code, casting);
    }
    return code;
  });
  let shape: readonly number[] = [];
  for (const operand of operands) {
    if (operand instanceof NDArray) shape = broadcastTwo(shape, operand.shape, name);
  }
  if (where !== undefined) shape = broadcastTwo(shape, where.shape, name);
  for (const out of outs) {
    if (out === undefined) continue;
    const full = broadcastTwo(shape, out.shape, name);
    if (!sameShape(full, out.shape)) {
      throw new ShapeError(
        `${name}: out has shape ${shapeText(out.shape)}, the result ${shapeText(full)}; give out that shape`,
      );
    }
    shape = full;
  }
  const results = execute(core, loop, operands, shape, where, codes, outs, name);
  const plain = allScalars && where === undefined;
  const values_ = results.map((result, i) =>
    plain && outs[i] === undefined ? plainValue(result, operands as Item[]) : result,
  );
  return values_.length === 1 ? values_[0] : Object.freeze(values_);
}

function trimmed(rest: readonly unknown[]): readonly unknown[] {
  let n = rest.length;
  while (n > 0 && rest[n - 1] === undefined) n--;
  return n === rest.length ? rest : rest.slice(0, n);
}

function castError(who: string, what: string, from: number, to: number, casting: Casting): DTypeError {
  return new DTypeError(
    `${who}: ${what} cannot be cast from ${dtypeName(from)} to ${dtypeName(to)} by the rule '${casting}'; ` +
      `use astype('${dtypeName(to)}') or { casting: 'unsafe' }`,
    'ERR_CASTING',
  );
}

function readOuts(core: Core, options: Options, who: string): (NDArray | undefined)[] {
  const given = options['out'];
  if (given === undefined || given === null) return [];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length !== core.nout) {
    throw new StridedError(
      `${who}: out must be ${core.nout === 1 ? 'one array' : `a list of ${core.nout}`}`,
      'ERR_ARGUMENT',
    );
  }
  return list.map((out) => {
    if (out === undefined || out === null) return undefined;
    if (!(out instanceof NDArray)) {
      throw new StridedError(
        `${who}: out must be an NDArray; wrap a TypedArray with nd.asarray`,
        'ERR_ARGUMENT',
      );
    }
    out._alive(who);
    out._writeable(who);
    return out;
  });
}

/** The mask of `where`; undefined where it is true everywhere. */
export function readWhere(options: Options, who: string): NDArray | undefined {
  const given = options['where'];
  if (given === undefined || given === true) return undefined;
  const mask = asNDArray(given, who);
  if (mask._code !== BOOL) {
    throw new DTypeError(
      `${who}: where must be a bool array, not ${mask.dtype}; compare it, as in m.ne(0)`,
      'ERR_CASTING',
    );
  }
  return mask;
}

function operandKinds(core: Core, operands: readonly Operand[], who: string): number[] {
  // Promotion asks for the strongest array beside the scalar.
  const strong = operands.find((operand): operand is NDArray => operand instanceof NDArray) as NDArray;
  return operands.map((operand) => {
    if (operand instanceof NDArray) return operand._code;
    if (typeof operand === 'boolean') return BOOL;
    if (operand instanceof Complex) return WEAK_COMPLEX;
    if (typeof operand === 'number') return numberKind(core, strong._code, operand, who);
    if (strong._code > UINT64) return WEAK_FLOAT;
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
  return execute(core, loop, operands, shape, undefined, codes, [], core.name)[0] as NDArray;
}

function execute(
  core: Core,
  loop: Loop,
  operands: readonly Operand[],
  shape: readonly number[],
  where: NDArray | undefined,
  codes: readonly number[],
  outs: readonly (NDArray | undefined)[],
  who: string,
): NDArray[] {
  const { nin, nout } = core;
  const ndim = shape.length;
  const walked = where === undefined ? operands : [...operands, where];
  const results: NDArray[] = [];
  for (let i = 0; i < nout; i++) {
    const code = codes[i] as number;
    // Elements that the mask leaves out are zero, never what the memory held before.
    results.push(outs[i] ?? newLaidOut(shape, resultStrides(shape, walked, code), code, where !== undefined));
  }
  slots[PARAMETERS] = where === undefined ? 0 : 1;
  putShape(shape);
  const handles: (Handle | null)[] = [];
  for (let k = 0; k < nin; k++) {
    const operand = operands[k] as Operand;
    if (operand instanceof NDArray) {
      putOperand(k, operand, ndim);
      handles.push(operand._storage.region.handle);
    } else {
      putScalar(k, operand, loop.ins[k] as number, ndim, who);
      handles.push(blockBuffer);
    }
  }
  for (let i = 0; i < nout; i++) {
    const result = results[i] as NDArray;
    putOperand(nin + i, result, ndim);
    handles.push(result._storage.region.handle);
  }
  if (where !== undefined) {
    putOperand(nin + nout, where, ndim);
    handles.push(where._storage.region.handle);
  }
  const status = elementwise(loop.id, ...handles);
  if (status !== undefined) {
    const arrays = [...operands, ...results, where].filter((x): x is NDArray => x instanceof NDArray);
    throw callError(status, who, arrays);
  }
  return results;
}

/** Strides of a new result: NumPy's order 'K', which is C for operands in C order. */
function resultStrides(shape: readonly number[], operands: readonly Operand[], code: number): number[] {
  const itemsize = itemSizes[code] as number;
  for (const operand of operands) {
    if (operand instanceof NDArray && (operand._flags & C_CONTIGUOUS) === 0) {
      const arrays = operands.filter((x): x is NDArray => x instanceof NDArray);
      return orderedStrides(shape, arrays, itemsize);
    }
  }
  return cStrides(shape, itemsize);
}

/** Writes a scalar operand: its value into the block, strides of 0. */
function putScalar(k: number, value: Item, code: number, ndim: number, who: string): void {
  const at = SCALARS + 2 * k;
  writeElement(blockView, at * 8, code, scalarFor(value, code, who), who);
  slots[OPERANDS + 2 * k] = at * 8;
  slots[OPERANDS + 2 * k + 1] = code;
  for (let i = 0; i < ndim; i++) slots[STRIDES + 64 * k + i] = 0;
}

/** A scalar as the loop takes it; a number that an integer loop would truncate is refused. */
function scalarFor(value: Item, code: number, who: string): Item {
  if (isInteger(code) && typeof value === 'number' && !Number.isInteger(value)) {
    throw new DTypeError(
      `${who}: ${value} is no ${dtypeName(code)}; use astype('float64') or nd.array(${value})`,
    );
  }
  return value;
}

/** The result of scalars alone; bigints in give bigints out. */
function plainValue(result: NDArray, operands: readonly Item[]): Item {
  const bigint = isInteger(result._code) && operands.some((operand) => typeof operand === 'bigint');
  return bigint ? (result.item({ bigint: true }) as Item) : (result.item() as Item);
}
