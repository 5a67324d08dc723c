/** Wrong calls over the whole public API, each with the error it must give: class, code and what the message says. */
import './shapes.js';
import './dtypes.js';
import './arguments.js';
import './memory.js';
import type { WrongCall } from './fixtures.js';

export { type WrongCall, wrongCalls } from './fixtures.js';

/** What is wrong with the error of a call; undefined where it is as it must be. */
export function misbehaviour({ run, kind, code, message }: WrongCall): string | undefined {
  try {
    const result = run();
    return `gave ${Object.prototype.toString.call(result)}`;
  } catch (error) {
    const { name, code: given, message: text } = error as Error & { code?: unknown };
    if (name !== kind) return `is ${name}, not ${kind}: ${text}`;
    if (String(given) !== code) return `has the code ${String(given)}, not ${code}: ${text}`;
    return message.test(text) ? undefined : `says: ${text}`;
  }
}
