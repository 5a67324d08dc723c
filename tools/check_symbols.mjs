// Fails when an object compiled for one ISA level defines a symbol that another level's object, or the rest of the
// library, could share: the linker keeps one copy, which the processor at hand may not be able to run. Fails too on
// dynamic initialisers, which would run whatever the processor.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The objects of one level whose sources still exist. */
function objects(folder) {
  return readdirSync(folder, { recursive: true })
    .filter(
      (name) => name.endsWith('.o') && existsSync(join(root, name.split(sep).join('/').replace(/\.o$/, ''))),
    )
    .map((name) => join(folder, name));
}

function* badSymbols(object, level) {
  // Mangled names carry namespaces as length and name. Highway's are per target, hence per level.
  const own = `7strided${level.length}${level}`;
  const highway = /3hwy\d+N_[A-Z]/;
  const listing = execFileSync('nm', ['--defined-only', '--format=posix', object], { encoding: 'utf8' });
  for (const line of listing.split('\n')) {
    const [name = '', type = ''] = line.split(' ');
    if (name.startsWith('_GLOBAL__sub_I')) yield `dynamic initialiser ${name}`;
    const shared = /^[A-TV-Zuvw]$/.test(type);
    if (shared && !name.includes(own) && !highway.test(name))
      yield `${type === 'W' || type === 'V' || type === 'u' ? 'weak' : 'global'} symbol ${name}`;
  }
}

function demangle(text) {
  try {
    return execFileSync('c++filt', { input: text, encoding: 'utf8' });
  } catch {
    return text;
  }
}

export function checkSymbols() {
  const build = join(root, 'build', 'CMakeFiles');
  const problems = [];
  let count = 0;
  for (const folder of existsSync(build) ? readdirSync(build) : []) {
    const level = /^kernels_(\w+)\.dir$/.exec(folder)?.[1];
    if (level === undefined) continue;
    for (const object of objects(join(build, folder))) {
      count++;
      for (const what of badSymbols(object, level)) {
        problems.push(`${level} ${object.slice(join(build, folder).length + 1)}: ${what}`);
      }
    }
  }
  return { problems, count };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, count } = checkSymbols();
  if (problems.length > 0) console.error(demangle(problems.join('\n')));
  console.log(`symbols: ${count} kernel objects, ${problems.length} wrong`);
  process.exit(problems.length === 0 && count > 0 ? 0 : 1);
}
