/** Values as error messages show them, whatever they are. */

/** A value in a few words. Never throws: Symbols, objects without a prototype and revoked Proxies have words too. */
export function describe(value: unknown): string {
  try {
    return words(value);
  } catch {
    return 'an object that cannot be read';
  }
}

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function words(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  switch (typeof value) {
    case 'string':
      return `'${cut(value)}'`;
    case 'function':
      return 'a function';
    case 'symbol':
      return cut(value.toString());
    case 'object': {
      const name: unknown = value.constructor?.name;
      return `a ${typeof name === 'string' && name !== '' ? cut(name) : 'plain object'}`;
    }
    default:
      return cut(String(value));
  }
}
