/** Names of a table's columns, cleaned as NumPy cleans the names of a structured dtype's fields. */
import { describe } from '../describe.js';
import { StridedError } from '../errors.js';

/** What is taken out of names. */
export const DELETED = '~!@#$%^&*()-=+\\|]}[{\';: /?.>,<"';

export interface NameRules {
  /** Names that get a `_` behind them, besides 'return', 'file' and 'print'. */
  readonly excludelist: readonly string[];
  readonly deletechars: string;
  readonly replaceSpace: string;
  readonly caseSensitive: true | 'upper' | 'lower';
  /** The name of a column without one; `%i` is its number. */
  readonly defaultfmt: string;
}

const alwaysExcluded = ['return', 'file', 'print'];

/** As Python's `'f%i' % number`. */
export function numberedName(format: string, number: number): string {
  return format.replace(/%(0?)(\d*)[id]/, (_, zero: string, width: string) =>
    String(number).padStart(Number(width || 0), zero === '' ? ' ' : '0'),
  );
}

/** Cleaned names, none of them twice. */
export function cleanNames(names: readonly string[], rules: NameRules): string[] {
  const deleted = new Set(rules.deletechars);
  deleted.add('"');
  const seen = new Map<string, number>();
  let unnamed = 0;
  return names.map((given) => {
    const cased =
      rules.caseSensitive === true
        ? given
        : rules.caseSensitive === 'upper'
          ? given.toUpperCase()
          : given.toLowerCase();
    let name = cased.trim();
    if (rules.replaceSpace !== '') name = name.replaceAll(' ', rules.replaceSpace);
    name = [...name].filter((character) => !deleted.has(character)).join('');
    if (name === '') {
      // As in NumPy, whose defaultfmt is for columns of which none has a name.
      do name = numberedName('f%i', unnamed++);
      while (names.includes(name));
    } else if (alwaysExcluded.includes(name) || rules.excludelist.includes(name)) {
      name += '_';
    }
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  });
}

function textOption(value: unknown, name: string, otherwise: string, who: string): string {
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'string') return value;
  const list: unknown = value instanceof Set ? [...value] : value;
  if (Array.isArray(list) && list.every((entry) => typeof entry === 'string')) return list.join('');
  throw new StridedError(`${who}: ${name} must be a string, not ${describe(value)}`, 'ERR_OPTION');
}

export function nameRules(options: Readonly<Record<string, unknown>>, who: string): NameRules {
  const { excludelist, caseSensitive } = options;
  const excluded = excludelist ?? [];
  if (!Array.isArray(excluded) || !excluded.every((name) => typeof name === 'string')) {
    throw new StridedError(
      `${who}: excludelist must be a list of names, not ${describe(excludelist)}`,
      'ERR_OPTION',
    );
  }
  const letters =
    caseSensitive === undefined || caseSensitive === null || caseSensitive === true
      ? true
      : caseSensitive === false || caseSensitive === 'upper'
        ? 'upper'
        : caseSensitive === 'lower'
          ? 'lower'
          : undefined;
  if (letters === undefined) {
    throw new StridedError(
      `${who}: caseSensitive must be true, false, 'upper' or 'lower', not ${describe(caseSensitive)}`,
      'ERR_OPTION',
    );
  }
  return {
    excludelist: excluded as string[],
    deletechars: textOption(options['deletechars'], 'deletechars', DELETED, who),
    replaceSpace: textOption(options['replaceSpace'], 'replaceSpace', '_', who),
    caseSensitive: letters,
    defaultfmt: textOption(options['defaultfmt'], 'defaultfmt', 'f%i', who),
  };
}
