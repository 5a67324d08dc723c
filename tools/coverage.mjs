// npm run coverage: the lines of lib/ and native/ that the test suite runs. JavaScript is counted by V8 (vitest), C++ by
// gcov on a build of its own for one ISA level. Prints a table per folder; --files lists files, --missing lists the lines
// that never ran; --no-build and --no-run use what is there; names of test files or folders run these only.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { variantFolder } from './build_native.mjs';
import { build, filters, root, vitest } from './sanitizers/instrumented.mjs';

const out = join(root, 'coverage');
const objects = join(variantFolder('coverage'), 'build', 'CMakeFiles');

/** All files below a folder whose names end so. */
function find(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** Per file of native/: how often each line ran, whichever unit or instance of a template it ran in. */
function nativeLines() {
  const files = new Map();
  const scratch = join(out, 'gcov');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  // gcno files name every line, those of units that never ran too.
  for (const notes of find(objects, '.gcno')) {
    const gcov = spawnSync('gcov', ['--json-format', '--stdout', notes], {
      cwd: scratch,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    if (gcov.status !== 0) throw new Error(`gcov ${notes}: ${gcov.stderr}`);
    for (const text of gcov.stdout.split('\n')) {
      if (text.trim() === '') continue;
      for (const { file, lines } of JSON.parse(text).files) {
        const name = relative(root, join(root, relative(root, file)));
        if (!name.startsWith('native/')) continue;
        const counts = files.get(name) ?? new Map();
        files.set(name, counts);
        for (const { line_number: line, count } of lines) counts.set(line, (counts.get(line) ?? 0) + count);
      }
    }
  }
  return files;
}

/** Per file of lib/: how often each line ran. A line runs as often as the statements that begin on it. */
function scriptLines() {
  const files = new Map();
  const found = JSON.parse(readFileSync(join(out, 'coverage-final.json'), 'utf8'));
  for (const [path, { statementMap, s }] of Object.entries(found)) {
    const counts = new Map();
    for (const [id, { start }] of Object.entries(statementMap)) {
      counts.set(start.line, Math.max(counts.get(start.line) ?? 0, s[id]));
    }
    files.set(relative(root, path), counts);
  }
  return files;
}

function sum(entries) {
  let lines = 0;
  let ran = 0;
  for (const [, counts] of entries) {
    lines += counts.size;
    for (const count of counts.values()) if (count > 0) ran++;
  }
  return { lines, ran };
}

/** "3-5 9": lines that never ran, neighbours joined. */
function missing(counts) {
  const ranges = [];
  const numbers = [...counts.keys()].sort((a, b) => a - b);
  let open;
  for (const line of numbers) {
    if (counts.get(line) > 0) {
      open = undefined;
    } else if (open === undefined) {
      open = [line, line];
      ranges.push(open);
    } else {
      open[1] = line;
    }
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(' ');
}

const percent = ({ lines, ran }) => (lines === 0 ? 100 : (100 * ran) / lines);

function print(name, count) {
  console.log(
    `${name.padEnd(44)}${String(count.ran).padStart(7)} of ${String(count.lines).padStart(6)}  ${percent(count).toFixed(1).padStart(5)} %`,
  );
}

function table(title, files) {
  console.log(`\n── ${title}`);
  const folders = new Map();
  for (const entry of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const folder = dirname(entry[0]);
    folders.set(folder, [...(folders.get(folder) ?? []), entry]);
  }
  for (const [folder, entries] of folders) {
    print(`${folder}/`, sum(entries));
    if (!process.argv.includes('--files') && !process.argv.includes('--missing')) continue;
    for (const entry of entries) {
      const count = sum([entry]);
      if (process.argv.includes('--missing') && count.ran === count.lines) continue;
      print(`  ${relative(folder, entry[0])}`, count);
      if (process.argv.includes('--missing')) console.log(`      ${missing(entry[1])}`);
    }
  }
  const total = sum(files);
  print(`all of ${title}`, total);
  return total;
}

let passed = true;
if (!process.argv.includes('--no-run')) {
  const env = await build('coverage');
  env.STRIDED_WRITES_COVERAGE = '1';
  for (const data of find(objects, '.gcda')) rmSync(data);
  // What processes that tests start do counts for C++ only.
  const options = [
    'enabled',
    'provider=v8',
    'reporter=json',
    'reportOnFailure=true',
    `reportsDirectory=${out}`,
    'include=lib/**/*.ts',
  ];
  passed = vitest([...filters(), ...options.map((text) => `--coverage.${text}`)], env);
}
if (!existsSync(join(out, 'coverage-final.json')))
  throw new Error('there is no coverage report: the tests did not run');
const totals = {
  TypeScript: table('lib/', scriptLines()),
  'C++': table('native/', nativeLines()),
};
console.log('');
for (const [language, count] of Object.entries(totals)) print(`lines of ${language}`, count);
writeFileSync(join(out, 'totals.json'), `${JSON.stringify(totals, null, 2)}\n`);
if (!passed) console.log('some tests failed');
process.exit(passed && Object.values(totals).every((count) => percent(count) >= 90) ? 0 : 1);
