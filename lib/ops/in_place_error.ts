/** Errors of methods that write into their own array. */
import { StridedError } from '../errors.js';

/** The error of the plain function in the words of the method: its `out` is the array itself. */
export function inPlaceError(error: unknown, plain: string, method: string, isMissing: boolean): unknown {
  if (!(error instanceof StridedError) || !error.message.startsWith(`${plain}: `)) return error;
  const said = error.message
    .slice(plain.length + 2)
    .replace(
      /^out has shape (\S+), the result (\S+); give out that shape$/,
      (_, own: string, result: string) => {
        return `the array has shape ${own}, the result would have ${result}; use ${plain}, which makes a new array`;
      },
    )
    .replace(
      /^(the result cannot be cast from \w+ to \w+ by the rule 'same_kind'); .*$/,
      (_, reason: string) => {
        return `${reason}; use ${plain}, which makes a new array`;
      },
    );
  error.message = isMissing ? `${method}: the operand is missing` : `${method}: ${said}`;
  return error;
}
