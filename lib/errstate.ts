/** How floating-point errors are handled: NumPy's errstate. */
import { describe } from './describe.js';
import { StridedError } from './errors.js';
import { binding } from './native.js';
import { checkOptions, isOptions, noMore } from './options.js';

/** What happens on a floating-point error. */
export type ErrorHandling = 'ignore' | 'warn' | 'raise';

/** How each kind of error is handled; what is not given stays as it is outside. */
export interface ErrorState {
  /** Division of a finite number by zero, and poles such as that of `log` at 0. */
  divide?: ErrorHandling | undefined;
  /** Results too large for their dtype. */
  over?: ErrorHandling | undefined;
  /** Results so small that they lose digits or become 0. */
  under?: ErrorHandling | undefined;
  /** Results that are no number, of operands that are. */
  invalid?: ErrorHandling | undefined;
  /** All four, where they are not given themselves. */
  all?: ErrorHandling | undefined;
}

/** In the order of the bits in native/loops/float_errors.h. */
const kinds = ['divide', 'over', 'under', 'invalid'] as const;
const texts: Readonly<Record<string, string>> = {
  divide: 'divide by zero',
  over: 'overflow',
  under: 'underflow',
  invalid: 'invalid value',
};

type Handlings = readonly [ErrorHandling, ErrorHandling, ErrorHandling, ErrorHandling];
let current: Handlings = ['ignore', 'ignore', 'ignore', 'ignore'];

function read(state: unknown): Handlings {
  if (!isOptions(state)) {
    throw new StridedError(
      `errstate: the first argument says how errors are handled, as { divide: 'raise' }; it is ${describe(state)}`,
      'ERR_ARGUMENT',
    );
  }
  checkOptions(state, [...kinds, 'all'], 'errstate');
  return kinds.map((kind, i) => {
    const handling = state[kind] ?? state['all'] ?? current[i];
    if (handling !== 'ignore' && handling !== 'warn' && handling !== 'raise') {
      throw new StridedError(
        `errstate: ${kind} must be 'ignore', 'warn' or 'raise', not ${describe(handling)}`,
        'ERR_OPTION',
      );
    }
    return handling;
  }) as unknown as Handlings;
}

/** Tells the addon what to look for, and warns of what it has found up to now. */
function enter(handlings: Handlings): void {
  current = handlings;
  const bits = (wanted: readonly ErrorHandling[]): number =>
    handlings.reduce((sum, handling, i) => sum + (wanted.includes(handling) ? 2 ** i : 0), 0);
  for (const finding of binding.watchFloatErrors(bits(['warn', 'raise']), bits(['raise']))) {
    const [kind, op] = finding.split(' ') as [string, string];
    process.emitWarning(`${texts[kind] ?? kind} encountered in ${op}`, 'RuntimeWarning');
  }
}

/**
 * Calls `fn` with floating-point errors handled as `state` says: 'ignore' them (the default, JavaScript's custom), 'warn'
 * (a RuntimeWarning by `process.emitWarning` when `fn` has ended, one per kind of error and operation), or 'raise' a
 * FloatingPointError. Elementwise functions, casts, reductions, running folds, the methods of universal functions and
 * matrix products look at their operands and results, which takes time; where all is ignored, nothing is looked at. What
 * is raised is what NumPy raises, with few exceptions; docs/numpy-guide.md names them.
 *
 * Returns what `fn` returns. NumPy: `errstate`.
 * @throws FloatingPointError as asked for; StridedError where `fn` returns a Promise: the state ends with the call.
 * @example
 * nd.divide([1], [0]).toArray() // [Infinity]
 * nd.errstate({ divide: 'raise' }, () => nd.divide([1], [0])) // throws FloatingPointError: divide: divide by zero
 */
export function errstate<T>(state: ErrorState, fn: () => T, ...rest: never[]): T {
  noMore(rest, 'errstate');
  if (typeof fn !== 'function') {
    throw new StridedError(`errstate: the second argument must be a function, not ${describe(fn)}`);
  }
  const outside = current;
  enter(read(state));
  try {
    const result = fn();
    if (
      typeof result === 'object' &&
      result !== null &&
      typeof (result as { then?: unknown }).then === 'function'
    ) {
      throw new StridedError(
        'errstate: the function returned a Promise, but the state ends with the call; call errstate inside it',
        'ERR_ARGUMENT',
      );
    }
    return result;
  } finally {
    enter(outside);
  }
}
