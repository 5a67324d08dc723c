// What a stranger gets: packs the package, installs it where there is nothing but node, npm and sh, runs ten lines of it
// there, compiles a program against its types, and measures size, run and import. --as-built packs dist/ and prebuilds/
// as they are; --runs=N sets the number of timed runs.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBinaries } from './check_binaries.mjs';
import { bareEnvironment, install, pack, root } from './packed.mjs';

const limits = { bytes: 12e6, run: 150, import: 15 };
const needed = [
  'dist/index.js',
  'dist/types/lib/index.d.ts',
  'dist/types/binding.d.ts',
  `prebuilds/${process.platform}-${process.arch}/`,
  'native/binding/module.cc',
  'CMakeLists.txt',
  'cmake/exports.map',
  'tools/build_native.mjs',
  'tools/system_packages.mjs',
  'package.json',
  'README.md',
  'LICENSE',
];
const allowed =
  /^(dist|prebuilds|native|cmake|docs\/installation|tools\/(build_native|system_packages)|CMakeLists|package|README|LICENSE|CHANGELOG|SECURITY)\b/;
const expected = '64,64 4096 complex128 true 15';

const runs = Number(/--runs=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 15);
const scratch = mkdtempSync(join(tmpdir(), 'strided-package-'));
const problems = [];

function check(what, good, detail) {
  console.log(`${good ? 'ok    ' : 'WRONG '} ${what}${detail === undefined ? '' : `: ${detail}`}`);
  if (!good) problems.push(what);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function milliseconds(env, args, cwd) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    execFileSync(join(env.PATH, 'node'), args, { cwd, env, stdio: 'ignore' });
    times.push(performance.now() - start);
  }
  return median(times);
}

try {
  const tarball = pack(scratch, { asBuilt: process.argv.includes('--as-built') });
  check(
    'compressed size',
    tarball.bytes < limits.bytes,
    `${(tarball.bytes / 1e6).toFixed(2)} MB of ${limits.bytes / 1e6}`,
  );
  const missing = needed.filter((name) => !tarball.files.some((file) => file.startsWith(name)));
  check(
    'files',
    missing.length === 0,
    missing.length === 0 ? `${tarball.files.length}` : `without ${missing}`,
  );
  const stray = tarball.files.filter((file) => !allowed.test(file));
  check('nothing else', stray.length === 0, stray.slice(0, 5).join(', ') || undefined);

  const env = bareEnvironment(scratch);
  const project = join(scratch, 'project');
  const said = install(project, tarball.path, env);
  check(
    'installs with node, npm and sh alone',
    /added 1 package/.test(said),
    said.trim().replaceAll('\n', ' '),
  );
  const installed = join(project, 'node_modules', 'strided');
  if (process.platform === 'linux') {
    const binaries = checkBinaries(join(installed, 'prebuilds', `${process.platform}-${process.arch}`));
    check('system libraries', binaries.problems.length === 0, binaries.problems.join('; ') || undefined);
  }

  const script = join(project, 'ten_lines.mjs');
  copyFileSync(join(root, 'test', 'package', 'ten_lines.mjs'), script);
  const ran = spawnSync(join(env.PATH, 'node'), [script], { cwd: project, env, encoding: 'utf8' });
  check('ten lines', ran.stdout.trim() === expected, ran.stdout.trim() + ran.stderr.slice(0, 2000));

  // Minifying must leave the names that errors and values show.
  const named = spawnSync(
    join(env.PATH, 'node'),
    [
      '--input-type=module',
      '-e',
      `import * as nd from 'strided';
try { nd.zeros([3, 4]).add(nd.zeros([3])); } catch (error) { console.log(error.name, error.constructor.name, nd.NDArray.name); }`,
    ],
    { cwd: project, env, encoding: 'utf8' },
  );
  check('names of classes', named.stdout.trim() === 'ShapeError ShapeError NDArray', named.stdout.trim());

  // Node prints the line of the source that an uncaught error comes from.
  const uncaught = spawnSync(
    join(env.PATH, 'node'),
    ['--input-type=module', '-e', "(await import('strided')).zeros([2]).add([1, 2, 3]);"],
    { cwd: project, env, encoding: 'utf8' },
  );
  const readable = /^ShapeError: add: shapes/m.test(uncaught.stderr) && uncaught.stderr.length < 3000;
  check(
    'an uncaught error',
    readable,
    `${uncaught.stderr.length} characters: ${uncaught.stderr.slice(0, 500)}`,
  );

  // The types, as a program in the strictest mode sees them.
  writeFileSync(
    join(project, 'typed.ts'),
    `import * as nd from 'strided';
const c: nd.NDArray<'float64', [32, 10]> = nd.zeros([32, 784]).matmul(nd.zeros([784, 10]));
const total: number = c.sum();
// @ts-expect-error the shapes do not broadcast
nd.zeros([3, 4]).add(nd.zeros([3]));
console.log(total);
`,
  );
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const typeArgs = ['--noEmit', '--strict', '--target', 'es2023', '--lib', 'es2023,esnext.disposable'];
  typeArgs.push(
    '--module',
    'nodenext',
    '--types',
    'node',
    '--typeRoots',
    join(root, 'node_modules', '@types'),
  );
  const typed = spawnSync(process.execPath, [tsc, ...typeArgs, 'typed.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  check('types, library checked too', typed.status === 0, typed.stdout.slice(0, 2000) || undefined);

  const bare = milliseconds(env, ['-e', '0'], project);
  const run = milliseconds(env, [script], project);
  check(
    'ten lines, process included',
    run < limits.run,
    `${run.toFixed(0)} ms of ${limits.run} (node alone ${bare.toFixed(0)})`,
  );
  const timer = join(project, 'import.mjs');
  writeFileSync(
    timer,
    `const start = performance.now(); await import('strided'); process.stdout.write(String(performance.now() - start));\n`,
  );
  const imports = Array.from({ length: runs }, () =>
    Number(execFileSync(join(env.PATH, 'node'), [timer], { cwd: project, env, encoding: 'utf8' })),
  );
  check(
    'import',
    median(imports) <= limits.import,
    `${median(imports).toFixed(1)} ms of ${limits.import}, fastest ${Math.min(...imports).toFixed(1)}`,
  );
} finally {
  if (existsSync(scratch)) rmSync(scratch, { recursive: true, force: true });
}
console.log(`package: ${problems.length} wrong`);
process.exit(problems.length === 0 ? 0 : 1);
