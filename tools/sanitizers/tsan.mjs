// npm run test:tsan: what works on several threads, on a build with ThreadSanitizer. Takes names of test files,
// --level=v2|v3|v4 and --no-build. Node, OpenBLAS and TBB are not instrumented: a report counts where it has a frame of
// our own code; what TBB itself promises (a task begins after its spawning and ends before the wait returns) the pool
// tells the sanitizer (native/loops/thread_pool.cc).
import { join } from 'node:path';
import { build, compilerLibrary, filters, reportFolder, reports, root, vitest } from './instrumented.mjs';

const tests = [
  'test/thread_families.test.ts',
  'test/threads.test.ts',
  'test/memory/workers.test.ts',
  'test/random/workers.test.ts',
  'test/statistics/large.test.ts',
  'test/linalg/long_vectors.test.ts',
  'test/linalg/overlap.test.ts',
  'test/linalg/spread.test.ts',
  'test/linalg/together.test.ts',
];

const env = await build('tsan');
const folder = reportFolder('tsan');
Object.assign(env, {
  LD_PRELOAD: compilerLibrary('libtsan.so'),
  STRIDED_NUM_THREADS: '4',
  TSAN_OPTIONS: [
    `log_path=${join(folder, 'tsan')}`,
    `suppressions=${join(root, 'tools', 'sanitizers', 'tsan.supp')}`,
    'print_suppressions=0',
    // Accesses by libraries without instrumentation are seen in part only, which looks like races.
    'ignore_noninstrumented_modules=1',
    'report_thread_leaks=0',
    'report_signal_unsafe=0',
    'history_size=4',
    'exitcode=0',
  ].join(':'),
});
const names = filters();
const good = vitest(names.length > 0 ? names : tests, env);

const ours = [];
let others = 0;
for (const { text } of reports(folder)) {
  for (const report of text.split(/^={18}$/m)) {
    if (!report.includes('WARNING: ThreadSanitizer')) continue;
    if (/strided\.node/.test(report)) ours.push(report);
    else others++;
  }
}
for (const report of ours) console.error(report);
console.log(`ThreadSanitizer: ${ours.length} reports with frames of the addon, ${others} without`);
process.exit(good && ours.length === 0 ? 0 : 1);
