// npm test: setup, then every check, the test suite at this machine's best ISA level, what has kernels at each other level
// that it supports, and the core on a build with AddressSanitizer. All steps run even after a failure; the last line
// counts tests, and failed checks as failures.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const scratch = mkdtempSync(join(tmpdir(), 'strided-test-'));
let passed = 0;
let failed = 0;

function step(title, command, args, env = {}) {
  const start = performance.now();
  console.log(`\n── ${title}`);
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  console.log(
    `── ${title}: ${result.status === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  return result.status === 0;
}

function check(title, command, args) {
  if (!step(title, command, args)) failed++;
}

const report = join(scratch, 'report.json');

/** A step that runs tests and leaves vitest's report. */
function tests(title, command, args, env = {}) {
  rmSync(report, { force: true });
  const good = step(title, command, args, env);
  let counted = 0;
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += numFailedTests;
    counted = numFailedTests;
  } catch {
    console.error('vitest left no report');
  }
  // A file that does not load fails without a failed test.
  if (!good && counted === 0) failed++;
}

function vitest(title, filters, env = {}) {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters];
  tests(title, bin('vitest'), args, env);
}

/** The x86-64 levels of this processor, best last; empty elsewhere. */
function supportedLevels() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  const flags = new Set(
    /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.trim().split(/\s+/),
  );
  const needs = {
    v2: ['sse4_2', 'popcnt', 'cx16'],
    v3: ['avx2', 'bmi1', 'bmi2', 'fma', 'f16c', 'movbe'],
    v4: ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl'],
  };
  const levels = [];
  for (const [level, wanted] of Object.entries(needs)) {
    if (!wanted.every((flag) => flags.has(flag))) break;
    levels.push(level);
  }
  return levels;
}

try {
  await setup({ forTests: true });
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

check('lint', process.execPath, ['tools/lint.mjs']);
check('types', bin('tsc'), ['--noEmit']);
check('layers', process.execPath, ['tools/check_layers.mjs']);
check('symbols', process.execPath, ['tools/check_symbols.mjs']);
vitest('tests', []);
// What has kernels of its own per level.
const families = ['sweep', 'ops', 'statistics', 'indexing', 'join', 'sort', 'linalg', 'fft', 'random'];
for (const level of supportedLevels().slice(0, -1)) {
  vitest(
    `kernels at ${level}`,
    families.map((family) => `test/${family}`),
    { STRIDED_ISA: level },
  );
}

tests('core under AddressSanitizer', process.execPath, [
  'tools/sanitizers/asan.mjs',
  '--core',
  `--json=${report}`,
]);

rmSync(scratch, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
