// Writes test/api/names.json, the list of the API's names with their parameters, from a Markdown list of signatures:
//   node tools/api/names.mjs LIST.md
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../../test/api/names.json', import.meta.url));

/** Cuts at commas that stand in no brackets and no quotes. */
function cut(text) {
  const parts = [''];
  let depth = 0;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quote !== '') {
      if (character === '\\') parts[parts.length - 1] += text[i++];
      else if (character === quote) quote = '';
    } else if (character === "'" || character === '"') quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (character === ',' && depth === 0 && quote === '') parts.push('');
    else parts[parts.length - 1] += text[i];
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** `linalg.norm(x, {ord=None, axis=None})` → its parts. */
function signature(text) {
  const open = text.indexOf('(');
  const name = open < 0 ? text : text.slice(0, open);
  if (open < 0) return { name };
  const required = [];
  const options = {};
  let variadic = false;
  for (const part of cut(text.slice(open + 1, -1))) {
    if (part.startsWith('{')) {
      for (const option of cut(part.slice(1, -1))) {
        const equals = option.indexOf('=');
        if (equals < 0) options[option] = null;
        else options[option.slice(0, equals)] = option.slice(equals + 1);
      }
    } else if (part.startsWith('...')) variadic = true;
    else required.push(part);
  }
  return { name, required, ...(variadic && { variadic }), options };
}

const text = readFileSync(process.argv[2], 'utf8');
const sections = Object.fromEntries(
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);
const listed = (title) =>
  Array.from(sections[title].matchAll(/^- `(.+)`\s*$/gm), (match) => signature(match[1]));
const words = (title) => Array.from(sections[title].matchAll(/`(\w+)`/g), (match) => match[1]);

const ufuncs = Array.from(
  sections['Universal functions'].matchAll(/^- `(\w+)` (\d) -> (\d)(?: \(aliases: ([^)]*)\))?/gm),
  ([, name, nin, nout, aliases = '']) => ({
    name,
    nin: Number(nin),
    nout: Number(nout),
    aliases: Array.from(aliases.matchAll(/`(\w+)`/g), (match) => match[1]),
  }),
);
const generator = Object.keys(sections).find((title) => title.startsWith('random.Generator'));
const names = {
  ufuncs,
  functions: listed('Functions'),
  linalg: listed('linalg'),
  fft: listed('fft'),
  generator: listed(generator),
  random: listed('random: bit generators, seeding, legacy'),
  strideTricks: listed('lib.strideTricks'),
  polynomial: listed('polynomial'),
  objects: words('Objects and constants'),
  members: words('NDArray members'),
};
const lines = Object.entries(names).map(
  ([key, list]) =>
    `  ${JSON.stringify(key)}: [\n${list.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`,
);
writeFileSync(target, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${Object.values(names).flat().length} names`);
