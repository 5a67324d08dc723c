/** Numbers in a text with separators between them: `fromstring`, and the text mode of `fromfile`. */
import { callError, newArray } from '../call.js';
import { optionalCode } from '../convert/array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { dtypeName, FLOAT64, itemSizes } from '../dtype.js';
import { StridedError } from '../errors.js';
import { binding, PARAMETERS, RESULTS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { readOptions } from '../options.js';
import { wholeNumber } from '../shape/whole_numbers.js';
import type { DType } from '../types/dtypes.js';

/** A number of elements to read; -1 for all there are. */
export function elementCount(value: unknown, who: string): number {
  const count = wholeNumber(value ?? -1, `${who}: count`);
  if (count === undefined) {
    throw new StridedError(`${who}: count must be an integer, not ${describe(value)}`, 'ERR_OPTION');
  }
  return count < 0 ? -1 : count;
}

/** The separator as the native reader takes it: blanks around it, and one where there are several. */
function separatorBytes(sep: string): Buffer {
  const words = sep.split(/\s+/).filter((word) => word !== '');
  return Buffer.from(words.length === 0 ? ' ' : ` ${words.join(' ')} `);
}

/**
 * Numbers separated by `sep` as a 1-D array. Of fewer than `count` numbers there are, the array has those; a text that goes on
 * with something else is an error.
 */
export function readSeparated(text: Buffer, code: number, count: number, sep: string, who: string): NDArray {
  const separator = separatorBytes(sep);
  slots[PARAMETERS] = code;
  slots[PARAMETERS + 1] = 0;
  slots[PARAMETERS + 2] = 0;
  const bound = binding.textNumbers(text, separator);
  if (bound !== undefined) throw callError(bound, who, []);
  const most = count < 0 ? (slots[RESULTS] as number) : Math.min(count, slots[RESULTS] as number);
  const out = newArray([most], code);
  slots[PARAMETERS] = code;
  slots[PARAMETERS + 1] = most;
  slots[PARAMETERS + 2] = out._storage.start + out._offset;
  const status = binding.textNumbers(text, separator, out._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [out]);
  const read = slots[RESULTS] as number;
  const isComplete = slots[RESULTS + 1] === 1;
  const position = slots[RESULTS + 2] as number;
  if (!isComplete) {
    out.dispose();
    const found = text.toString('utf8', position, position + 40).split('\n', 1)[0] as string;
    const line = text.subarray(0, position).toString('latin1').split('\n').length;
    const column = position - text.subarray(0, position).lastIndexOf(10);
    throw new StridedError(
      `${who}: the text could not be read to its end: at line ${line}, column ${column}, after ${read} numbers, '${found}' is no ${dtypeName(code)} or separator '${sep}'`,
      'ERR_VALUE',
    );
  }
  if (read === most) return out;
  const shorter = copyArray(out._view([read], [itemSizes[code] as number], out._offset), 'C', who, code);
  out.dispose();
  return shorter;
}

/** Options of `fromstring`. */
export interface FromstringOptions<D extends DType = DType> {
  /** The dtype; float64 if not given. */
  dtype?: D | null | undefined;
  /** How many numbers are read; all of them if not given, or -1. */
  count?: number | undefined;
  /** What stands between two numbers, without which there is no reading: a blank in it stands for any blanks, or none. */
  sep: string;
}

/**
 * The numbers of a text as a new 1-D array. NumPy: `np.fromstring`.
 *
 * @throws StridedError where something in the text is no number and no separator, where there are fewer numbers than `count`,
 * and without a separator: bytes are read by `frombuffer`; DTypeError for an unknown dtype.
 * @example
 * nd.fromstring('1, 2, 3', { sep: ',' }).toArray() // [1, 2, 3]
 * nd.fromstring('7 8 9', 'int32', { sep: ' ', count: 2 }).toArray() // [7, 8]
 */
export function fromstring<D extends DType = 'float64'>(
  string: string,
  options: FromstringOptions<D>,
): NDArray<NoInfer<D>, [number]>;
export function fromstring<D extends DType = 'float64'>(
  string: string,
  dtype: D | null | undefined,
  options: FromstringOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, [number]>;
export function fromstring(string: unknown, ...rest: unknown[]): NDArray {
  const who = 'fromstring';
  const options = readOptions(rest, ['dtype', 'count', 'sep'], who);
  const code = optionalCode(options['dtype'], who) ?? FLOAT64;
  const count = elementCount(options['count'], who);
  if (typeof string !== 'string') {
    throw new StridedError(
      `${who}: a string is expected, not ${describe(string)}; bytes are read by nd.frombuffer`,
      'ERR_ARGUMENT',
    );
  }
  const { sep } = options;
  if (typeof sep !== 'string' || sep === '') {
    throw new StridedError(
      `${who}: sep must say what stands between the numbers; bytes are read by nd.frombuffer`,
      'ERR_OPTION',
    );
  }
  const a = readSeparated(Buffer.from(string), code, count, sep, who);
  if (count > a.size) {
    throw new StridedError(`${who}: the text has ${a.size} numbers, and count is ${count}`, 'ERR_VALUE');
  }
  return a;
}
