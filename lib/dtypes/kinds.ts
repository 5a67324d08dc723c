/** Kinds of dtypes: isdtype and issubdtype. */

import { describe } from '../describe.js';
import { dtypeCode, dtypeNames, kindOf } from '../dtype.js';
import { StridedError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import type { DType } from '../types/dtypes.js';
import { noDType } from './limits.js';

/** Kinds of the array API standard. */
export type DTypeKind =
  | 'bool'
  | 'signed integer'
  | 'unsigned integer'
  | 'integral'
  | 'real floating'
  | 'complex floating'
  | 'numeric';

const standardKinds: Readonly<Record<DTypeKind, string>> = {
  bool: 'b',
  'signed integer': 'i',
  'unsigned integer': 'u',
  integral: 'iu',
  'real floating': 'f',
  'complex floating': 'c',
  numeric: 'iufc',
};

/**
 * Whether a dtype is another, or one of a kind, or any of a list of both. NumPy: `isdtype`.
 * @throws StridedError for a kind that does not exist.
 * @example
 * nd.isdtype('float32', 'real floating') // true
 * nd.isdtype('float32', ['integral', 'float64']) // false
 */
export function isdtype(
  dtype: DType,
  kind: DType | DTypeKind | readonly (DType | DTypeKind)[],
  ...rest: never[]
): boolean {
  noMore(rest, 'isdtype');
  const code = dtypeCode(dtype, 'isdtype');
  const kinds: readonly unknown[] = Array.isArray(kind) ? kind : [kind];
  let isOne = false;
  for (const one of kinds) {
    if (typeof one === 'string' && Object.hasOwn(standardKinds, one)) {
      if (standardKinds[one as DTypeKind].includes(kindOf(code))) isOne = true;
    } else if ((dtypeNames as readonly unknown[]).includes(one)) {
      if (one === dtype) isOne = true;
    } else {
      throw new StridedError(
        `isdtype: ${describe(one)} is neither a dtype nor a kind; the kinds are ${Object.keys(standardKinds).join(', ')}`,
        'ERR_VALUE',
      );
    }
  }
  return isOne;
}

/** NumPy's abstract types. */
export type AbstractDType =
  | 'generic'
  | 'number'
  | 'integer'
  | 'signedinteger'
  | 'unsignedinteger'
  | 'inexact'
  | 'floating'
  | 'complexfloating';

/** The dtypes' kinds below each; `number` leaves out bool. */
const abstractKinds: Readonly<Record<AbstractDType, string>> = {
  generic: 'biufc',
  number: 'iufc',
  integer: 'iu',
  signedinteger: 'i',
  unsignedinteger: 'u',
  inexact: 'fc',
  floating: 'f',
  complexfloating: 'c',
};

function isAbstract(value: unknown): value is AbstractDType {
  return typeof value === 'string' && Object.hasOwn(abstractKinds, value);
}

/**
 * Whether a dtype, or NumPy's abstract type, stands at or below another in the order generic > number > integer >
 * signedinteger, unsignedinteger; number > inexact > floating, complexfloating. NumPy: `issubdtype`.
 * @throws DTypeError for what is neither a dtype nor an abstract type.
 * @example
 * nd.issubdtype('float32', 'floating') // true
 * nd.issubdtype('bool', 'integer') // false
 */
export function issubdtype(
  arg1: DType | AbstractDType | NDArray,
  arg2: DType | AbstractDType,
  ...rest: never[]
): boolean {
  noMore(rest, 'issubdtype');
  const own: unknown = arg1 instanceof NDArray ? arg1.dtype : arg1;
  const isDType = (value: unknown): boolean => (dtypeNames as readonly unknown[]).includes(value);
  if (!isAbstract(arg2)) {
    if (!isDType(arg2)) throw noDType(arg2, 'issubdtype');
    if (!isAbstract(own) && !isDType(own)) throw noDType(own, 'issubdtype');
    return own === arg2;
  }
  const above = abstractKinds[arg2];
  if (isAbstract(own)) return [...abstractKinds[own]].every((kind) => above.includes(kind));
  if (!isDType(own)) throw noDType(own, 'issubdtype');
  return above.includes(kindOf(dtypeCode(own, 'issubdtype')));
}
