/** Plans of einsums that were called before: small operands would take less time than planning them again. */
import type { NDArray } from '../ndarray.js';
import { sameShape } from '../shape/layout.js';
import type { Direct } from './direct.js';
import type { Step } from './path.js';
import type { Subscripts } from './subscripts.js';

/** What an einsum of such subscripts, shapes and strategy does. */
export interface Plan {
  readonly subscripts: Subscripts;
  readonly steps: readonly Step[];
  /** The steps as stacks of products, where they all are. */
  readonly directs: readonly Direct[] | undefined;
}

/** The latest plan of a text, and what it was made for. */
interface Recent {
  readonly shapes: readonly (readonly number[])[];
  readonly optimize: unknown;
  readonly plan: Plan;
}

const MOST = 512;
const plans = new Map<string, Plan>();
const recents = new Map<string, Recent>();

function isFor({ shapes, optimize }: Recent, operands: readonly NDArray[], asked: unknown): boolean {
  if (optimize !== asked || shapes.length !== operands.length) return false;
  for (let k = 0; k < shapes.length; k++) {
    if (!sameShape(shapes[k] as readonly number[], (operands[k] as NDArray)._shape)) return false;
  }
  return true;
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  // The oldest goes: a map keeps the order of insertion.
  if (map.size >= MOST) map.delete(map.keys().next().value as string);
  map.set(key, value);
}

/** The plan for these operands: kept from an earlier call, or made. A path of the user's own is not kept. */
export function planFor(
  text: string | undefined,
  operands: readonly NDArray[],
  optimize: unknown,
  make: () => Plan,
): Plan {
  if (text === undefined || (typeof optimize === 'object' && optimize !== null)) return make();
  const recent = recents.get(text);
  if (recent !== undefined && isFor(recent, operands, optimize)) return recent.plan;
  let key = `${text} ${typeof optimize} ${String(optimize)}`;
  for (const { _shape } of operands) key += `|${_shape.join(',')}`;
  let plan = plans.get(key);
  if (plan === undefined) {
    plan = make();
    keep(plans, key, plan);
  }
  keep(recents, text, { shapes: operands.map(({ _shape }) => _shape), optimize, plan });
  return plan;
}
