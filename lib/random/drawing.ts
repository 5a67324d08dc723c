/** One record per distribution, and the method made from it. */
import { newArray } from '../call.js';
import { describe } from '../describe.js';
import { dtypeCode, dtypeName, FLOAT32, FLOAT64, INT64 } from '../dtype.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { broadcastMany, broadcastsTo } from '../shape/broadcast.js';
import { C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { readArguments, sizeShape } from './arguments.js';
import type { BitGenerator } from './bit_generators.js';
import { drawArrays, drawNumber, drawScalars } from './calls.js';
import { type Constraint, type Parameter, parameterArray, readParameter } from './parameters.js';

/** A parameter of a distribution. */
export interface ParameterRecord {
  readonly name: string;
  readonly constraint: Constraint;
  /** Without one it must be given. */
  readonly otherwise?: number;
  /** Counts: int64. */
  readonly whole?: boolean;
}

/** A distribution: its parameters, and the native draw. */
export interface DrawRecord {
  readonly name: string;
  readonly parameters: readonly ParameterRecord[];
  /** The native name with its signature, `normal dd->d`. */
  readonly draw: string;
  /** What the parameters must be together, and what the native draw takes in their place. */
  readonly prepare?: ((parameters: readonly Parameter[], who: string) => readonly Parameter[]) | undefined;
}

/** Whoever has a bit generator. */
export interface Drawer {
  readonly bitGenerator: BitGenerator;
}

/** Parameters must broadcast to the size, and not beyond. */
export function checkFits(from: readonly number[], size: readonly number[], who: string): void {
  if (!broadcastsTo(from, size)) {
    throw new ShapeError(
      `${who}: size ${shapeText(size)} does not hold parameters of the broadcast shape ${shapeText(from)}`,
    );
  }
}

const NONE: readonly Parameter[] = [];

// One element of each result dtype, for draws without a size.
const singles = new Map<number, NDArray>();

/** The element that single draws are written to. */
export function single(code: number): NDArray {
  let a = singles.get(code);
  if (a === undefined || a.disposed) {
    a = newArray([], code);
    singles.set(code, a);
  }
  return a;
}

/** One draw, or an array of them. */
export function drawValues(
  bits: BitGenerator,
  number: number,
  code: number,
  parameters: readonly Parameter[],
  shape: readonly number[] | undefined,
  who: string,
  out?: NDArray,
): number | NDArray {
  let anyArray = false;
  for (let i = 0; i < parameters.length; i++) if (parameters[i] instanceof NDArray) anyArray = true;
  if (!anyArray) {
    const scalars = parameters as readonly (number | bigint)[];
    if (out === undefined && shape === undefined) {
      const one = single(code);
      drawScalars(bits._state, number, one, scalars, who);
      return one._read(one._offset, false, who) as number;
    }
    const target = out ?? newArray(shape as readonly number[], code);
    drawScalars(bits._state, number, target, scalars, who);
    return target;
  }
  const arrays = parameters.map(parameterArray);
  const common = broadcastMany(
    arrays.map((a) => a._shape),
    who,
  );
  const target = out ?? newArray(shape ?? common, code);
  checkFits(common, target._shape, who);
  drawArrays(bits._state, number, target, arrays, who);
  return target;
}

/** The dtype of a native draw's result. */
function resultCode(draw: string): number {
  return draw.endsWith('l') ? INT64 : draw.endsWith('f') ? FLOAT32 : FLOAT64;
}

/** The method of a record. */
export function drawMethod(record: DrawRecord): (this: Drawer, ...args: unknown[]) => number | NDArray {
  const { name: who, parameters, prepare } = record;
  let number: number | undefined;
  const code = resultCode(record.draw);
  const names = [...parameters.map(({ name }) => name), 'size'];
  const method = function (this: Drawer, ...args: unknown[]): number | NDArray {
    const values = readArguments(args, names, names.length, who);
    const shape = sizeShape(values[parameters.length], who);
    let read: readonly Parameter[] = parameters.map(({ name, constraint, otherwise, whole }, i) =>
      readParameter(values[i] ?? otherwise, name, whole === true, constraint, who),
    );
    if (prepare !== undefined) read = prepare(read, who);
    number ??= drawNumber(record.draw);
    return drawValues(this.bitGenerator, number, code, read, shape, who);
  };
  // What errors from below call the function that was called.
  return Object.defineProperty(method, 'name', { value: who });
}

/** A distribution that is drawn in single precision too, and into arrays that are there. */
export interface FloatRecord {
  readonly name: string;
  /** The parameter, of `standardGamma`. */
  readonly parameter?: ParameterRecord;
  /** Native names by method, `zig` and `inv` of `standardExponential`. */
  readonly draws: Readonly<Record<string, string>>;
}

function checkOut(out: unknown, code: number, who: string): NDArray {
  if (!(out instanceof NDArray))
    throw new DTypeError(`${who}: out must be an NDArray, not ${describe(out)}`, 'ERR_ARGUMENT');
  out._alive(who);
  out._writeable(who);
  if (out._code !== code) {
    throw new DTypeError(`${who}: out is ${out.dtype}, and ${dtypeName(code)} is drawn; give that dtype`);
  }
  if ((out._flags & C_CONTIGUOUS) === 0 || (out._flags & 8) === 0) {
    throw new StridedError(`${who}: out must be C-contiguous and aligned; draw anew and assign`, 'ERR_VALUE');
  }
  return out;
}

/** The method of a float record. */
export function floatMethod(record: FloatRecord): (this: Drawer, ...args: unknown[]) => number | NDArray {
  const { name: who, parameter, draws } = record;
  const methods = Object.keys(draws);
  const first = methods[0] as string;
  let found: ReadonlyMap<string, readonly [double: number, single: number]> | undefined;
  const findNumbers = (): ReadonlyMap<string, readonly [double: number, single: number]> =>
    new Map(
      methods.map((method) => {
        const name = draws[method] as string;
        return [method, [drawNumber(`${name}->d`), drawNumber(`${name}->f`)] as const];
      }),
    );
  const lead = parameter === undefined ? [] : [parameter.name];
  const names = [...lead, 'size', 'dtype', 'out', ...(methods.length > 1 ? ['method'] : [])];
  const at = lead.length;
  let double: number | undefined;
  const named = function (this: Drawer, ...args: unknown[]): number | NDArray {
    // The usual calls: one draw, or so many.
    if (at === 0 && (args.length === 0 || (args.length === 1 && typeof args[0] === 'number'))) {
      double ??= drawNumber(`${draws[first] as string}->d`);
      return drawValues(this.bitGenerator, double, FLOAT64, NONE, sizeShape(args[0], who), who);
    }
    const values = readArguments(args, names, at + 1, who);
    const shape = sizeShape(values[at], who);
    const dtype = values[at + 1];
    const code = dtype === undefined || dtype === null ? FLOAT64 : dtypeCode(dtype, who);
    if (code !== FLOAT64 && code !== FLOAT32) {
      throw new DTypeError(`${who}: float64 and float32 are drawn, not ${dtypeName(code)}`);
    }
    const method = values[at + 3] ?? first;
    found ??= findNumbers();
    const pair = found.get(method as string);
    if (pair === undefined) {
      throw new StridedError(
        `${who}: method must be ${methods.map((one) => `'${one}'`).join(' or ')}, not ${describe(method)}`,
        'ERR_OPTION',
      );
    }
    const given = values[at + 2];
    const out = given === undefined || given === null ? undefined : checkOut(given, code, who);
    if (out !== undefined && shape !== undefined && !sameShape(out._shape, shape)) {
      throw new ShapeError(
        `${who}: size ${shapeText(shape)} is not the shape of out, ${shapeText(out._shape)}`,
      );
    }
    const parameters =
      parameter === undefined
        ? NONE
        : [readParameter(values[0], parameter.name, false, parameter.constraint, who)];
    return drawValues(this.bitGenerator, pair[code === FLOAT64 ? 0 : 1], code, parameters, shape, who, out);
  };
  return Object.defineProperty(named, 'name', { value: who });
}
