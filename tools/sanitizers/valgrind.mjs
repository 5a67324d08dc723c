// npm run test:valgrind: some operations of each family (test/valgrind_script.ts) under memcheck, on the ordinary build.
// Valgrind hides AVX-512, so the kernels are those of v3. It also finds what AddressSanitizer cannot: reads of memory that
// nobody wrote, and errors inside OpenBLAS. Node runs without its compilers (--jitless), whose code memcheck cannot follow.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { root } from './instrumented.mjs';

if (!existsSync(join(root, 'build', 'Release', 'strided.node'))) {
  throw new Error('test:valgrind: build the addon first: npm run build:native');
}
if (spawnSync('valgrind', ['--version']).status !== 0) {
  throw new Error('test:valgrind: valgrind is not installed (Debian: apt-get install valgrind)');
}
const folder = join(root, 'build', 'valgrind');
mkdirSync(folder, { recursive: true });
// Directly below the package's root and one folder, as the library's own file is: so it finds the addon.
const script = join(root, 'build', 'valgrind_script.mjs');
await bundle({
  absWorkingDir: root,
  entryPoints: [join(root, 'test', 'valgrind_script.ts')],
  outfile: script,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  alias: { strided: join(root, 'lib', 'index.ts') },
  logLevel: 'error',
});

const report = join(folder, 'report.xml');
const start = performance.now();
const run = spawnSync(
  'valgrind',
  [
    '--tool=memcheck',
    '--xml=yes',
    `--xml-file=${report}`,
    '--child-silent-after-fork=yes',
    '--num-callers=30',
    '--undef-value-errors=yes',
    '--leak-check=no',
    '--fair-sched=yes',
    `--suppressions=${join(root, 'tools', 'sanitizers', 'valgrind.supp')}`,
    process.execPath,
    '--jitless',
    '--no-warnings',
    script,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, STRIDED_NUM_THREADS: '2' },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const seconds = ((performance.now() - start) / 1000).toFixed(0);

/** Errors of the report that have a frame in our library, and how many have none: those are Node's own. */
function errors() {
  const ours = [];
  let others = 0;
  for (const [text] of readFileSync(report, 'utf8').matchAll(/<error>[\s\S]*?<\/error>/g)) {
    if (/<obj>[^<]*strided\.node<\/obj>/.test(text)) ours.push(text);
    else others++;
  }
  return { ours, others };
}

const { ours, others } = errors();
for (const text of ours) {
  const what = /<(?:what|text)>([^<]*)</.exec(text)?.[1];
  console.error(`\n── ${what}`);
  for (const [frame] of text.matchAll(/<frame>[\s\S]*?<\/frame>/g)) {
    const part = (name) => new RegExp(`<${name}>([^<]*)<`).exec(frame)?.[1];
    const place = part('file') === undefined ? part('obj') : `${part('file')}:${part('line')}`;
    console.error(`   ${part('fn') ?? part('ip')} (${place})`);
  }
}
console.log(
  `valgrind: ${run.stdout.trim()} calls in ${seconds} s; ${ours.length} errors in the addon, ${others} in Node alone`,
);
process.exit(run.status === 0 && ours.length === 0 ? 0 : 1);
