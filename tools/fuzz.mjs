// The native fuzzers: npm run fuzz -- [--seconds=60] [--target=text|binding|loaded] [--jobs=2]
// Builds them into build-fuzz/ with clang (minutes, the first time), and runs each for so many seconds from the corpora
// in test/fuzz/corpus. `text` and `binding` are instrumented; `loaded` is the addon as it was built, between guard pages,
// and is ready in seconds. What an input made crash stands in build-fuzz/found-TARGET, and is run again by
// build-fuzz/fuzz_TARGET FILE.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'build-fuzz');
const targets = { text: 'text', binding: 'binding', loaded: 'binding' };

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    target: { type: 'string', multiple: true, default: ['text', 'binding'] },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
});
const seconds = Number(values.seconds);
if (!Number.isInteger(seconds) || seconds < 0) {
  throw new Error(`fuzz: --seconds must be a whole number, not ${values.seconds}`);
}
for (const target of values.target) {
  if (!Object.hasOwn(targets, target)) {
    throw new Error(`fuzz: no target ${target}; there are ${Object.keys(targets).join(', ')}`);
  }
}

/** Whether clang++ is there with what libFuzzer and the sanitizers need. */
function hasClang() {
  const source = 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }';
  const args = ['-x', 'c++', '-', '-fsanitize=fuzzer,address', '-o', '/dev/null'];
  return spawnSync('clang++', args, { input: source, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}

/** The inputs of a corpus, each in a file: test/fuzz/call_format.ts says how they are packed. */
function unpack(name, into) {
  mkdirSync(into, { recursive: true });
  const bytes = gunzipSync(readFileSync(join(root, 'test', 'fuzz', 'corpus', `${name}.gz`)));
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    const end = at + 4 + bytes.readUInt32LE(at);
    writeFileSync(join(into, String(count)), bytes.subarray(at + 4, end));
    at = end;
  }
  return count;
}

function run(target) {
  const corpus = targets[target];
  const seeds = join(folder, `seeds-${corpus}`);
  const grown = join(folder, `grown-${target}`);
  const found = join(folder, `found-${target}`);
  mkdirSync(grown, { recursive: true });
  mkdirSync(found, { recursive: true });
  const count = unpack(corpus, seeds);
  console.log(`fuzz: ${target}, ${count} inputs, ${seconds} s`);
  const args = [`-max_total_time=${seconds}`, '-timeout=25', '-rss_limit_mb=3000', '-max_len=4096'];
  args.push(`-artifact_prefix=${found}/`, '-print_final_stats=1');
  // Without the addon's own coverage nothing tells which inputs reach far: all seeds stay.
  if (target === 'loaded') args.push('-keep_seed=1');
  const env = {
    ...process.env,
    STRIDED_ADDON: join(root, 'build', 'Release', 'strided.node'),
    // A request that no memory can hold is an answer of the call, not the end of the process.
    ASAN_OPTIONS: 'allocator_may_return_null=1:detect_leaks=0',
    UBSAN_OPTIONS: 'print_stacktrace=1',
  };
  const { status } = spawnSync(join(folder, `fuzz_${target}`), [...args, grown, seeds], {
    env,
    stdio: 'inherit',
  });
  return status === 0;
}

if (!hasClang()) {
  console.error('fuzz: clang++ with libFuzzer is not here: apt-get install -y clang libclang-rt-14-dev');
  process.exit(1);
}
if (values.target.includes('loaded') && !existsSync(join(root, 'build', 'Release', 'strided.node'))) {
  console.error('fuzz: the target `loaded` runs build/Release/strided.node: npm run build:native first');
  process.exit(1);
}
const configure = ['-S', join(root, 'test', 'fuzz'), '-B', folder, '-DCMAKE_CXX_COMPILER=clang++'];
execFileSync('cmake', [...configure, '-DCMAKE_BUILD_TYPE=Release'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const wanted = values.target.map((target) => `fuzz_${target}`);
execFileSync('cmake', ['--build', folder, '--parallel', values.jobs, '--target', ...wanted], {
  stdio: 'inherit',
});
const failed = values.target.filter((target) => !run(target));
if (failed.length > 0) {
  console.error(`fuzz: ${failed.join(', ')} failed; the inputs are in build-fuzz/found-*`);
  process.exit(1);
}
