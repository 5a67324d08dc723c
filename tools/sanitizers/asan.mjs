// npm run test:asan: the whole test suite on a build with AddressSanitizer and UndefinedBehaviorSanitizer. Takes names of
// test files or folders, --level=v2|v3|v4 and --no-build. Fails on a failed test and on any report of a sanitizer.
import { join } from 'node:path';
import { build, compilerLibrary, filters, reportFolder, reports, root, vitest } from './instrumented.mjs';

/** What a sanitizer makes meaningless, and why; everything else runs. */
const excluded = {};

const env = await build('asan');
const folder = reportFolder('asan');
const log = `log_path=${join(folder, 'asan')}`;
Object.assign(env, {
  LD_PRELOAD: compilerLibrary('libasan.so'),
  // Requests that no machine can meet are tested: malloc says no, as it does without the sanitizer.
  ASAN_OPTIONS: `${log}:allocator_may_return_null=1:detect_leaks=1`,
  LSAN_OPTIONS: `suppressions=${join(root, 'tools', 'sanitizers', 'leaks.supp')}:print_suppressions=0`,
  UBSAN_OPTIONS: `${log}:halt_on_error=1:print_stacktrace=1`,
});
const good = vitest(filters(), env, Object.keys(excluded));
const found = reports(folder);
for (const { name, text } of found) console.error(`\n── ${name}\n${text}`);
for (const [file, why] of Object.entries(excluded)) console.log(`not run: ${file}: ${why}`);
console.log(`\nAddressSanitizer, UndefinedBehaviorSanitizer: ${found.length} reports`);
process.exit(good && found.length === 0 ? 0 : 1);
