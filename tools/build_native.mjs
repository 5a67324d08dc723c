// Builds the addon: build/Release/strided.node, or with --variant=asan (asan-core, tsan, coverage) an instrumented one into
// build-asan/build/Release (and so on). --levels=v3 builds the kernels for these ISA levels only.
// Incremental: configures through cmake-js once per configuration, then only runs the generator. Works in a clone and in
// an installed package, where the build tools are fetched into build/toolchain first.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingSystemPackages } from './system_packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs fn while this process alone holds the build folder; a lock whose owner has ended is taken over. */
async function withLock(folder, fn) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, '.lock');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (!ownerLives(lock)) rmSync(lock, { force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    return fn();
  } finally {
    rmSync(lock, { force: true });
  }
}

function ownerLives(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Where cmake-js and the Node-API headers are: the package's own modules, or a private copy. */
function toolchain() {
  const names = ['cmake-js', 'node-addon-api', 'node-api-headers'];
  const has = (from) => names.every((name) => existsSync(join(from, 'node_modules', name)));
  if (has(root)) return root;
  const folder = join(root, 'build', 'toolchain');
  if (!has(folder)) {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const specs = names.map((name) => `${name}@${devDependencies[name]}`);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...specs], {
      stdio: 'inherit',
    });
  }
  return folder;
}

/** What each kind of build tells CMake. */
const variants = {
  release: [],
  asan: ['--CDSANITIZE=address,undefined'],
  'asan-core': ['--CDSANITIZE=address,undefined', `--CDSTRIDED_ORDINARY_BUILD=${join(root, 'build')}`],
  tsan: ['--CDSANITIZE=thread'],
  coverage: ['--CDSTRIDED_COVERAGE=ON'],
};

/** The folder below which a kind of build has its build/Release/strided.node. */
export function variantFolder(variant) {
  return variant === 'release' ? root : join(root, `build-${variant}`);
}

/** Builds; quiet prints nothing unless something is compiled or fails. */
export async function buildNative({ variant = 'release', levels = '', quiet = false } = {}) {
  if (!Object.hasOwn(variants, variant)) {
    throw new Error(`no such build: ${variant}; there are ${Object.keys(variants).join(', ')}`);
  }
  const out = join(variantFolder(variant), 'build');
  await withLock(out, () => {
    const tools = toolchain();
    const jobs = String(process.env.STRIDED_BUILD_JOBS ?? availableParallelism());
    // What the cached configuration was made with; anything else configures anew.
    const stamp = join(out, '.configured');
    const settings = JSON.stringify({ tools, arch: process.arch, variant, levels });
    const configured =
      existsSync(join(out, 'CMakeCache.txt')) &&
      existsSync(stamp) &&
      readFileSync(stamp, 'utf8') === settings;
    if (!configured) {
      rmSync(join(out, 'CMakeCache.txt'), { force: true });
      const require = createRequire(join(tools, 'package.json'));
      const cli = join(dirname(require.resolve('cmake-js/package.json')), 'bin', 'cmake-js');
      const args = [cli, 'configure', '-d', root, '-O', out, '-B', 'Release', '-l', 'warn'];
      args.push(`--CDNODE_ADDON_API_DIR=${join(tools, 'node_modules', 'node-addon-api')}`);
      args.push(...variants[variant], `--CDSTRIDED_LEVELS=${levels}`);
      execFileSync(process.execPath, args, {
        cwd: root,
        stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
      });
      writeFileSync(stamp, settings);
    }
    run('cmake', ['--build', out, '--parallel', jobs], quiet);
  });
}

function run(command, args, quiet) {
  try {
    execFileSync(command, args, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      maxBuffer: 1 << 28,
    });
  } catch (error) {
    if (quiet) process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? ''}`);
    throw new Error(`the native build failed: ${command} ${args.join(' ')}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const option = (name) =>
      process.argv.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
    // Elsewhere the libraries lie in places that only cmake knows.
    const missing = process.platform === 'linux' ? missingSystemPackages() : undefined;
    if (missing !== undefined) throw new Error(missing);
    await buildNative({ variant: option('variant'), levels: option('levels') });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
