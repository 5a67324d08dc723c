// npm run test:asan: the whole test suite on a build with AddressSanitizer and UndefinedBehaviorSanitizer. Takes names of
// test files or folders, --level=v2|v3|v4 and --no-build. --core is the part of it that npm test runs: what decodes calls,
// checks bounds, walks over memory and owns it is instrumented, the kernels are those of the ordinary build, and the tests
// are those of memory, indices, files and wrong calls. Fails on a failed test and on any report.
import { join } from 'node:path';
import {
  build,
  compilerLibrary,
  filters,
  level,
  option,
  reportFolder,
  reports,
  root,
  vitest,
} from './instrumented.mjs';
import { ownReport } from './own_reports.mjs';

/** Tests, by their names, that a sanitizer makes meaningless, and why; everything else runs. */
const excluded = {
  'memory that goes back trim: resident memory falls':
    'AddressSanitizer keeps what is freed for a while, so that its use is seen',
};

const core = process.argv.includes('--core');
/** Calls as the library makes and never makes them, memory and its ends, indices, files, wrong calls. */
const coreTests = [
  'test/fuzz',
  ...['clone', 'limit', 'reuse', 'scope'].map((name) => `test/memory/${name}`),
  ...['convert', 'create', 'einsum', 'errors', 'indexing', 'io', 'properties', 'statistics'].map(
    (name) => `test/${name}/`,
  ),
];
const variant = core ? 'asan-core' : 'asan';
// First, since the build takes minutes.
const library = compilerLibrary('libasan.so');
if (core) console.log('building the addon with AddressSanitizer (some minutes, once) …');
const env = await build(
  variant,
  core ? { levels: option('level') ?? (level === '' ? '' : 'v2'), quiet: true } : { levels: level },
);
const folder = reportFolder(variant);
const log = `log_path=${join(folder, 'asan')}`;
Object.assign(env, {
  LD_PRELOAD: library,
  // Requests that no machine can meet are tested: malloc says no, as it does without the sanitizer.
  // Leaks of others leave the exit code alone; errors end the process by abort.
  ASAN_OPTIONS: `${log}:allocator_may_return_null=1:detect_leaks=1:exitcode=0:abort_on_error=1`,
  LSAN_OPTIONS: `suppressions=${join(root, 'tools', 'sanitizers', 'leaks.supp')}:print_suppressions=0`,
  UBSAN_OPTIONS: `${log}:halt_on_error=1:print_stacktrace=1:exitcode=0:abort_on_error=1`,
});
const names = filters();
const good = vitest(names.length > 0 || !core ? names : coreTests, env, Object.keys(excluded));

const found = reports(folder)
  .map(({ name, text }) => ({ name, text: ownReport(text) }))
  .filter(({ text }) => text !== '');
for (const { name, text } of found) console.error(`\n── ${name}\n${text}`);
for (const [test, why] of Object.entries(excluded)) console.log(`not run: ${test}: ${why}`);
console.log(`\nAddressSanitizer, UndefinedBehaviorSanitizer: ${found.length} reports`);
process.exit(good && found.length === 0 ? 0 : 1);
