// Compiles every unit of the addon for arm64 with a cross compiler: what holds only on x86-64 belongs into the files of
// the ISA levels. Compiles only: OpenBLAS and oneTBB for arm64 are not needed. --syntax stops after the templates are
// instantiated, in a third of the time: it finds all but functions that cannot be inlined; filters name parts of paths.
// With STRIDED_AARCH64_SYSROOT (see aarch64/build.mjs) the addon is built and linked instead.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { buildAarch64, compiler, linkHeaders, root, sysroot } from './aarch64/build.mjs';
import { hasProgram, includeFolders } from './system_packages.mjs';

const syntaxOnly = process.argv.includes('--syntax');
const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

if (!hasProgram(compiler)) {
  console.error(
    `${compiler} is missing. Install it with:\n    sudo apt-get install -y g++-aarch64-linux-gnu`,
  );
  process.exit(1);
}

if (sysroot !== undefined) {
  console.log(`aarch64: linked ${buildAarch64()}`);
  process.exit(0);
}

// As in CMakeLists.txt.
const modules = join(root, 'node_modules');
const includes = [
  linkHeaders(includeFolders),
  join(modules, 'node-addon-api'),
  join(modules, 'node-api-headers', 'include'),
];
const flags = [
  ...['-std=c++20', '-O3', '-DNDEBUG', '-fPIC', '-fvisibility=hidden', '-fvisibility-inlines-hidden'],
  ...[
    '-Wall',
    '-Wextra',
    '-Werror',
    '-fsigned-char',
    '-DTOOLCHAIN_MISS_SYS_AUXV_H',
    '-fno-math-errno',
    '-fno-trapping-math',
    '-ffp-contract=off',
    '-I',
    root,
  ],
  ...includes.flatMap((folder) => ['-isystem', folder]),
];
const kernelFlags = [
  ...['-fno-exceptions', '-fno-rtti', '-fno-threadsafe-statics'],
  ...['-DSTRIDED_LEVEL=baseline', '-DSTRIDED_LEVEL_BASELINE=1', '-DHWY_DISABLE_PCLMUL_AES'],
];
const otherFlags = [
  ...['-DSTRIDED_HAVE_BASELINE=1', '-DNAPI_VERSION=8', '-DNODE_ADDON_API_DISABLE_DEPRECATED'],
  ...['-DNODE_ADDON_API_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
];

const units = readdirSync(join(root, 'native'), { recursive: true })
  .map((name) => `native/${name.split(sep).join('/')}`)
  .filter(
    (name) =>
      name.endsWith('.cc') && (filters.length === 0 || filters.some((filter) => name.includes(filter))),
  );

function compile(unit) {
  const kernel = unit.startsWith('native/kernels/') && unit !== 'native/kernels/dispatch.cc';
  const own = kernel ? kernelFlags : otherFlags;
  const output = syntaxOnly ? ['-fsyntax-only'] : ['-c', '-o', '/dev/null'];
  return new Promise((resolve) => {
    const child = spawn(compiler, [...flags, ...own, ...output, unit], { cwd: root });
    let complaint = '';
    child.stderr.on('data', (text) => {
      complaint += text;
    });
    child.on('close', (code) => resolve({ unit, good: code === 0, complaint }));
  });
}

const waiting = [...units];
const wrong = [];
const jobs = Number(process.env.STRIDED_BUILD_JOBS ?? availableParallelism());
await Promise.all(
  Array.from({ length: jobs }, async () => {
    for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
      const { good, complaint } = await compile(unit);
      if (good) continue;
      wrong.push(unit);
      console.error(`${unit}\n${complaint}`);
    }
  }),
);
console.log(`aarch64: ${units.length} units, ${wrong.length} do not compile`);
process.exit(wrong.length === 0 && units.length > 0 ? 0 : 1);
