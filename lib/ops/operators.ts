/** Operators as methods of NDArray, plain and in place. */
import { Complex } from '../complex.js';
import { isComplex } from '../dtype.js';
import { installMethods } from '../methods.js';
import type { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import type { BinaryPairMethod } from '../types/pair_signatures.js';
import type { BinaryMethod, InPlaceMethod, UnaryMethod } from '../types/signatures.js';
import {
  absolute,
  add,
  conjugate,
  divide,
  divmod,
  floorDivide,
  multiply,
  negative,
  power,
  reciprocal,
  remainder,
  sqrt,
  square,
  subtract,
} from './arithmetic.js';
import { equal, greater, greaterEqual, less, lessEqual, notEqual } from './comparison.js';
import { inPlaceError } from './in_place_error.js';
import { bitwiseAnd, bitwiseOr, bitwiseXor, invert, leftShift, rightShift } from './integers.js';

const binaries = {
  add,
  subtract,
  sub: subtract,
  multiply,
  mul: multiply,
  divide,
  div: divide,
  floorDivide,
  remainder,
  mod: remainder,
  power,
  pow: power,
  eq: equal,
  ne: notEqual,
  lt: less,
  le: lessEqual,
  gt: greater,
  ge: greaterEqual,
  and: bitwiseAnd,
  or: bitwiseOr,
  xor: bitwiseXor,
  leftShift,
  rightShift,
} as const;
const unaries = { negative, neg: negative, abs: absolute, conj: conjugate, conjugate, invert } as const;
const inPlace = {
  iadd: add,
  isub: subtract,
  imul: multiply,
  idiv: divide,
  ifloorDivide: floorDivide,
  imod: remainder,
  ipow: power,
  iand: bitwiseAnd,
  ior: bitwiseOr,
  ixor: bitwiseXor,
  ilshift: leftShift,
  irshift: rightShift,
} as const;

/**
 * NumPy's operator ** has shorter and more exact ways for complex arrays to the second power, the half and the power of -1,
 * which its function `power` has not.
 */
function raised(a: NDArray, exponent: unknown, ...options: unknown[]): unknown {
  const call = (isComplex(a._code) ? shortcuts.get(plainOf(exponent)) : undefined) as AnyFunction | undefined;
  return call === undefined
    ? (power as unknown as AnyFunction)(a, exponent, ...options)
    : call(a, ...options);
}
const shortcuts = new Map<unknown, unknown>([
  [2, square],
  [0.5, sqrt],
  [-1, reciprocal],
]);

function plainOf(exponent: unknown): unknown {
  return exponent instanceof Complex && exponent.im === 0 ? exponent.re : exponent;
}

type RuleOf<F> = F extends {
  readonly rule: infer R extends 'promote' | 'numeric' | 'bool' | 'trueDivide' | 'same' | 'realOf';
}
  ? R
  : never;
type BinaryMethods = { [K in keyof typeof binaries]: BinaryMethod<RuleOf<(typeof binaries)[K]>> };
type UnaryMethods = { [K in keyof typeof unaries]: UnaryMethod<RuleOf<(typeof unaries)[K]>> };
type InPlaceMethods = { [K in keyof typeof inPlace]: InPlaceMethod };

/**
 * The operators. `a.add(b)` is `nd.add(a, b)`; `a.iadd(b)` is NumPy's `a += b`: it writes into `a` (b must broadcast to
 * its shape and cast to its dtype by 'same_kind') and returns it.
 */
export interface OperatorMethods extends BinaryMethods, UnaryMethods, InPlaceMethods {
  /** `nd.divmod(a, b)`: floored quotients and remainders. */
  divmod: BinaryPairMethod<'numeric'>;
}

type AnyFunction = (...args: unknown[]) => unknown;

for (const [name, given] of Object.entries({ ...binaries, ...unaries, divmod }) as unknown as [
  string,
  AnyFunction,
][]) {
  const isUnary = Object.hasOwn(unaries, name);
  const call = (given as unknown) === power ? (raised as AnyFunction) : given;
  installMethods({
    // Fixed parameter counts: rest parameters would cost a list per call.
    [name]: isUnary
      ? function (this: NDArray, options?: never, more?: never, surplus?: never) {
          return options === undefined && more === undefined
            ? call(this)
            : call(this, options, more, surplus);
        }
      : function (this: NDArray, other: never, options?: never, more?: never, surplus?: never) {
          return surplus === undefined
            ? call(this, other, options, more)
            : call(this, other, options, more, surplus);
        },
  });
}
for (const [name, call] of Object.entries(inPlace) as unknown as [string, AnyFunction][]) {
  installMethods({
    // One parameter more than there is: what is given there is refused, at no cost where nothing is.
    [name](this: NDArray, other: never, surplus?: unknown) {
      if (surplus !== undefined) noMore([surplus], name);
      try {
        return (call as unknown) === power
          ? raised(this, other, { out: this })
          : call(this, other, { out: this });
      } catch (error) {
        throw inPlaceError(error, call.name, name, other === undefined);
      }
    },
  });
}
