/** Plans of einsums that were called before: small operands would take less time than planning them again. */
import type { NDArray } from '../ndarray.js';
import type { Step } from './path.js';
import type { Subscripts } from './subscripts.js';

/** What an einsum of such subscripts, shapes and strategy does. */
export interface Plan {
  readonly subscripts: Subscripts;
  readonly steps: readonly Step[];
}

const MOST = 512;
const plans = new Map<string, Plan>();

/** The plan for these operands: kept from an earlier call, or made. A path of the user's own is not kept. */
export function planFor(
  text: string | undefined,
  operands: readonly NDArray[],
  optimize: unknown,
  make: () => Plan,
): Plan {
  if (text === undefined || (typeof optimize === 'object' && optimize !== null)) return make();
  let key = `${text} ${typeof optimize} ${String(optimize)}`;
  for (const { _shape } of operands) key += `|${_shape.join(',')}`;
  const known = plans.get(key);
  if (known !== undefined) return known;
  const plan = make();
  // The oldest goes: a map keeps the order of insertion.
  if (plans.size >= MOST) plans.delete(plans.keys().next().value as string);
  plans.set(key, plan);
  return plan;
}
