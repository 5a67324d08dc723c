/** The subscripts of an einsum, read and checked: which label each axis of each operand has, and those of the result. */

import { describe } from '../describe.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { unwrapped } from '../shape/whole_numbers.js';

/** Labels are strings of one letter; axes that an ellipsis stands for have labels of their own, which no letter is. */
export type Label = string;

export interface Subscripts {
  /** A label for each axis of each operand. */
  readonly inputs: readonly (readonly Label[])[];
  readonly output: readonly Label[];
  /** The length of each label: the longest axis it stands for. */
  readonly lengths: ReadonlyMap<Label, number>;
}

const LETTER = /^[A-Za-z]$/;
const ELLIPSIS = '...';

function wrong(who: string, why: string): StridedError {
  return new StridedError(`${who}: ${why}`, 'ERR_VALUE');
}

/** The terms of one operand: letters, and '...' as one. */
function termsOf(text: string, who: string): Label[] {
  const terms: Label[] = [];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (letter === ' ') continue;
    if (text.startsWith(ELLIPSIS, i)) {
      if (terms.includes(ELLIPSIS)) throw wrong(who, `'${text}' has more than one ellipsis`);
      terms.push(ELLIPSIS);
      i += 2;
    } else if (LETTER.test(letter)) {
      terms.push(letter);
    } else {
      throw wrong(who, `'${letter}' in '${text}' is no subscript; use letters, '...', ',' and '->'`);
    }
  }
  return terms;
}

/** The label of an ellipsis's axis, counted from its last. */
function ellipsisLabel(fromLast: number): Label {
  return `...${fromLast}`;
}

/** Puts one label per axis in the place of the ellipsis. */
function expanded(terms: readonly Label[], axes: number): Label[] {
  return terms.flatMap((term) =>
    term === ELLIPSIS ? Array.from({ length: axes }, (_, i) => ellipsisLabel(axes - 1 - i)) : [term],
  );
}

/** Without an arrow: the ellipsis's axes, then the labels that occur once, in alphabetical order. */
function implicitOutput(inputs: readonly (readonly Label[])[], broadcast: number): Label[] {
  const counts = new Map<Label, number>();
  for (const label of inputs.flat()) counts.set(label, (counts.get(label) ?? 0) + 1);
  const once = [...counts]
    .filter(([label, count]) => LETTER.test(label) && count === 1)
    .map(([label]) => label);
  return [
    ...Array.from({ length: broadcast }, (_, i) => ellipsisLabel(broadcast - 1 - i)),
    ...once.toSorted(),
  ];
}

/** Reads `'ij,jk->ik'` for these operands. */
export function readSubscripts(text: string, operands: readonly NDArray[], who: string): Subscripts {
  const [left, right, ...more] = text.split('->') as [string, string?, ...string[]];
  if (more.length > 0) throw wrong(who, `'${text}' has more than one '->'`);
  const inputs = left.split(',').map((part) => termsOf(part, who));
  if (inputs.length !== operands.length) {
    throw wrong(
      who,
      `'${text}' describes ${inputs.length} operands, but ${operands.length} were given; part them with commas`,
    );
  }
  return checked(inputs, right === undefined ? undefined : termsOf(right, who), operands, text, who);
}

/** The labels of NumPy's other form: a list of numbers, and '...', after each operand. */
export function readSublists(
  lists: readonly unknown[],
  output: unknown,
  operands: readonly NDArray[],
  who: string,
): Subscripts {
  const letter = (entry: unknown): Label => {
    if (entry === ELLIPSIS) return ELLIPSIS;
    const number = typeof entry === 'bigint' ? Number(entry) : entry;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number >= 52) {
      throw wrong(who, `${describe(entry)} is no subscript; use integers from 0 to 51 and '...'`);
    }
    return String.fromCharCode(number < 26 ? 65 + number : 97 + number - 26);
  };
  const terms = (list: unknown): Label[] => {
    const entries = unwrapped(list);
    if (!Array.isArray(entries)) throw wrong(who, `${describe(list)} is no list of subscripts`);
    return entries.map(letter);
  };
  const inputs = lists.map(terms);
  return checked(inputs, output === undefined ? undefined : terms(output), operands, 'the lists', who);
}

function checked(
  terms: readonly (readonly Label[])[],
  result: readonly Label[] | undefined,
  operands: readonly NDArray[],
  text: string,
  who: string,
): Subscripts {
  let broadcast = 0;
  const spans = operands.map((operand, k) => {
    const own = terms[k] as readonly Label[];
    const letters = own.filter((term) => term !== ELLIPSIS).length;
    const span = operand.ndim - letters;
    if (span < 0 || (span > 0 && !own.includes(ELLIPSIS))) {
      throw new ShapeError(
        `${who}: operand ${k} of shape ${shapeText(operand._shape)} has ${operand.ndim} axes, its subscripts '${own.join('')}' name ${letters}` +
          (span > 0 ? "; add '...' for the rest" : ''),
      );
    }
    broadcast = Math.max(broadcast, span);
    return span;
  });
  const inputs = terms.map((own, k) => expanded(own, spans[k] as number));
  const hasEllipsis = terms.some((own) => own.includes(ELLIPSIS));
  if (result !== undefined && hasEllipsis && broadcast > 0 && !result.includes(ELLIPSIS)) {
    throw wrong(who, `the result of '${text}' needs an ellipsis, for the operands have axes under theirs`);
  }
  const output = result === undefined ? implicitOutput(inputs, broadcast) : expanded(result, broadcast);
  const lengths = lengthsOf(inputs, operands, who);
  output.forEach((label, i) => {
    if (output.indexOf(label) !== i) throw wrong(who, `the result of '${text}' names '${label}' twice`);
    if (!lengths.has(label))
      throw wrong(who, `the result of '${text}' names '${label}', which no operand has`);
  });
  return { inputs, output, lengths };
}

/** One length per label. Axes of length 1 are broadcast, but for those of a diagonal. */
function lengthsOf(
  inputs: readonly (readonly Label[])[],
  operands: readonly NDArray[],
  who: string,
): Map<Label, number> {
  const lengths = new Map<Label, number>();
  inputs.forEach((labels, k) => {
    const shape = (operands[k] as NDArray)._shape;
    labels.forEach((label, axis) => {
      const length = shape[axis] as number;
      const first = labels.indexOf(label);
      if (shape[first] !== length) {
        throw new ShapeError(
          `${who}: '${label}' stands for axes ${first} and ${axis} of operand ${k}, which are ${shape[first]} and ${length} in shape ${shapeText(shape)}; a diagonal needs one length`,
        );
      }
      const known = lengths.get(label);
      if (known === undefined || known === 1) {
        lengths.set(label, length);
      } else if (length !== 1 && length !== known) {
        const name = LETTER.test(label) ? `'${label}'` : 'an axis under the ellipsis';
        throw new ShapeError(
          `${who}: ${name} has length ${known}, and ${length} in operand ${k} of shape ${shapeText(shape)}`,
        );
      }
    });
  });
  return lengths;
}
