// Every supported version of Node against the packed tarball: the tests that use nothing but the public API, and the
// programs in test/package/ under workers, a second copy, no JIT, no __proto__ and the permission model.
// --as-built packs dist/ and prebuilds/ as they are; --node=20,22 runs some versions only; --core=FILTER,… some tests only,
// --no-core none of them. The versions come from the npm package node, kept in build/nodes.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { build } from 'esbuild';
import { install, pack, root } from './packed.mjs';

const option = (name) => new RegExp(`--${name}=(\\S+)`).exec(process.argv.join(' '))?.[1];
const versions = (option('node') ?? '20,22,24,26').split(',');

/** Tests of the project's own tools, those that bundle the checkout, and those that need Python. */
const notCore =
  /^test\/(bench|tools|soak|types|docs|examples)\/|^test\/memory\/(loops|workers)|_?live\.test\.ts$|^test\/loader\.test\.ts$/;
/** Fewer tests than this and the selection has gone wrong. */
const leastTests = 2000;

let problems = 0;
function check(what, good, detail = '') {
  console.log(`${good ? 'ok    ' : 'WRONG '} ${what}${detail === '' ? '' : `: ${detail}`}`);
  if (!good) problems++;
}

/** The path of a Node of this major version. */
function nodeOf(version) {
  const folder = join(root, 'build', 'nodes', version);
  const program = join(folder, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `node@${version}`], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return program;
}

/** What stands for the package in the tests: its name, and the index of lib/. */
const packageIsExternal = {
  name: 'package-is-external',
  setup(compiler) {
    compiler.onResolve({ filter: /^strided$|\/lib\/index\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** Tables that tests share with lib/ without loading the addon. */
const plainTables = new Set(['lib/dtype.ts', 'lib/describe.ts', 'lib/errors.ts']);

/** The test files that reach into lib/ by nothing but its index, themselves and through their helpers. */
async function coreTests() {
  const files = execFileSync('git', ['ls-files', 'test/*.test.ts'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');
  const core = [];
  for (const file of files.filter((name) => !notCore.test(name) && existsSync(join(root, name)))) {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [file],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      plugins: [packageIsExternal],
      logLevel: 'error',
    });
    const own = Object.keys(metafile.inputs).filter((input) => input.startsWith('lib/'));
    if (own.every((input) => plainTables.has(input))) core.push(file);
  }
  return core;
}

function runCore(node, version, entry, files) {
  const report = join(scratch, `report-${version}.json`);
  const args = [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--config',
    'vitest.matrix.config.ts',
  ];
  args.push('--reporter=json', `--outputFile=${report}`, ...files);
  // That test has Vite load the package a second time; loaded_twice.mjs does so with the installed one.
  args.push('--testNamePattern', '^(?!.*another copy of this package)');
  const env = { ...process.env, STRIDED_INSTALLED: entry };
  const result = spawnSync(node, args, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!existsSync(report)) return check(`Node ${version}: core`, false, result.stderr.slice(-3000));
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const at = name.slice(root.length + 1);
    if (failed.length === 0) return status === 'failed' ? [`${at}: ${message.slice(0, 500)}`] : [];
    return failed.map((test) => `${at}: ${test.fullName}: ${test.failureMessages[0]?.slice(0, 300)}`);
  });
  const enough = option('core') !== undefined || numPassedTests >= leastTests;
  check(
    `Node ${version}: core`,
    failures.length === 0 && enough && result.status === 0,
    [
      `${numPassedTests} passed, ${numFailedTests} failed in ${files.length} files`,
      ...failures.slice(0, 20),
    ].join('\n'),
  );
}

function runPrograms(node, version, project) {
  const run = (title, flags, program, expected) => {
    const result = spawnSync(node, [...flags, join(project, program)], {
      cwd: project,
      encoding: 'utf8',
      timeout: 300_000,
    });
    const output = `${result.stdout}`.trim();
    const good = expected instanceof RegExp ? expected.test(output) : output === expected;
    check(
      `Node ${version}: ${title}`,
      good && result.status === 0,
      good ? '' : `${result.signal ?? ''} ${output} ${result.stderr.slice(-2000)}`,
    );
  };
  const tenLines = '64,64 4096 complex128 true 15';
  run('ten lines', [], 'ten_lines.mjs', tenLines);
  run('workers', [], 'in_workers.mjs', 'done,done,done,done true done 3');
  run('loaded twice', [], 'loaded_twice.mjs', 'true true true');
  run('no JIT', ['--jitless'], 'ten_lines.mjs', tenLines);
  run('no __proto__', ['--disable-proto=throw'], 'ten_lines.mjs', tenLines);
  run('no code from strings', ['--disallow-code-generation-from-strings'], 'ten_lines.mjs', tenLines);
  run('no addons', ['--no-addons'], 'refused.mjs', /^ERR_NATIVE_ADDON .*--allow-addons/);
  const permission = ['--permission', '--experimental-permission'].find(
    (flag) => spawnSync(node, [flag, '--allow-fs-read=*', '-e', '0']).status === 0,
  );
  const read = `--allow-fs-read=${project}${sep}*`;
  run('permission model', [permission, read, '--allow-addons'], 'ten_lines.mjs', tenLines);
  run(
    'permission model without addons',
    [permission, read],
    'refused.mjs',
    /^ERR_NATIVE_ADDON .*--allow-addons/,
  );
}

const scratch = mkdtempSync(join(tmpdir(), 'strided-matrix-'));
try {
  const tarball = pack(scratch, { asBuilt: process.argv.includes('--as-built') });
  const project = join(scratch, 'project');
  install(project, tarball.path, process.env);
  const installed = join(project, 'node_modules', 'strided');
  cpSync(installed, join(project, 'copy', 'strided'), { recursive: true });
  for (const name of ['ten_lines.mjs', 'in_workers.mjs', 'loaded_twice.mjs', 'refused.mjs']) {
    copyFileSync(join(root, 'test', 'package', name), join(project, name));
  }
  let files = process.argv.includes('--no-core') ? [] : await coreTests();
  if (option('core') !== undefined) {
    const filters = option('core').split(',');
    files = files.filter((file) => filters.some((filter) => file.includes(filter)));
  }
  if (files.length > 0) console.log(`core: ${files.join(' ')}`);
  for (const version of versions) {
    const node = nodeOf(version);
    console.log(`── Node ${version}: ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
    runPrograms(node, version, project);
    if (files.length > 0) runCore(node, version, join(installed, 'dist', 'index.js'), files);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`matrix: ${problems} wrong`);
process.exit(problems === 0 ? 0 : 1);
