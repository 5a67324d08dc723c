import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadBinding } from '../lib/loader.js';

const loader = fileURLToPath(new URL('../lib/loader.ts', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strided-loader-'));
  vi.stubEnv('STRIDED_PREBUILD', folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  for (const [name, descriptor] of genuine) Object.defineProperty(process, name, descriptor);
  genuine.clear();
  rmSync(folder, { recursive: true });
});

const genuine = new Map<string, PropertyDescriptor>();

/** Lets the process pass for one on another machine until the test has ended. */
function pretend(name: 'platform' | 'arch' | 'execPath', value: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(process, name);
  if (descriptor === undefined) throw new Error(`process.${name} is no property of its own`);
  if (!genuine.has(name)) genuine.set(name, descriptor);
  Object.defineProperty(process, name, { ...descriptor, value });
}

function failure(): Error & { code?: string } {
  try {
    loadBinding();
  } catch (error) {
    return error as Error;
  }
  throw new Error('loadBinding() should have failed');
}

test('a missing binary: the error names the platform, what was looked for and the command that builds', () => {
  const error = failure();
  expect(error.code).toBe('ERR_NATIVE_ADDON');
  for (const part of [
    `${process.platform}-${process.arch}`,
    `Node ${process.versions.node}`,
    folder,
    join('build', 'Release', 'strided.node'),
    'npm run build:native --prefix',
  ]) {
    expect(error.message).toContain(part);
  }
  if (process.platform === 'linux') expect(error.message).toMatch(/glibc \d|musl/);
  expect(Object.hasOwn(error, 'cause')).toBe(false);
});

test.each([
  ['darwin', 'arm64', 'prebuilds/darwin-arm64/strided.node'],
  ['linux', 'arm64', 'prebuilds/linux-arm64/strided.glibc.node'],
  ['linux', 'riscv64', 'prebuilds/linux-riscv64/strided.glibc.node'],
])('another platform, %s on %s: its own prebuilt binary is looked for', (platform, arch, wanted) => {
  pretend('platform', platform);
  pretend('arch', arch);
  const { message } = failure();
  expect(message).toContain(`${platform}-${arch}`);
  expect(message).toContain(`looked for build/Release/strided.node and ${wanted}`);
});

test('a Node linked with musl looks for a binary for musl, whatever else lies there', () => {
  const node = join(folder, 'node');
  writeFileSync(node, `\x7fELF${'\0'.repeat(600)}/lib/ld-musl-x86_64.so.1\0`);
  const built = join(folder, 'prebuilds', 'linux-x64');
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, 'strided.glibc.node'), 'for another C library');
  pretend('platform', 'linux');
  pretend('arch', 'x64');
  pretend('execPath', node);
  expect(failure().message).toContain('prebuilds/linux-x64/strided.musl.node');
  // An executable that may not be read passes for one of glibc.
  pretend('execPath', join(folder, 'absent'));
  expect(failure().message).toContain('strided.glibc.node does not load');
});

test('addons switched off: the error names the options', () => {
  const script = join(folder, 'script.mjs');
  mkdirSync(join(folder, 'build', 'Release'), { recursive: true });
  writeFileSync(join(folder, 'build', 'Release', 'strided.node'), 'never opened');
  const bundled = join(folder, 'lib', 'loader.mjs');
  buildSync({ entryPoints: [loader], outfile: bundled, bundle: true, platform: 'node', format: 'esm' });
  writeFileSync(
    script,
    `import { loadBinding } from './lib/loader.mjs';
try { loadBinding(); } catch (error) { console.log(JSON.stringify([error.code, error.message])); }
`,
  );
  const output = execFileSync(process.execPath, ['--no-addons', script], { encoding: 'utf8' });
  const [code, message] = JSON.parse(output) as [string, string];
  expect(code).toBe('ERR_NATIVE_ADDON');
  expect(message).toContain('may not be loaded');
  expect(message).toContain('--allow-addons');
  expect(message).not.toContain('npm run build:native');
});

test.each([
  ['esm', 'mjs', 'looked for build/Release/strided.node'],
  ['cjs', 'cjs', 'its folder is not known'],
] as const)(
  'bundled into a program (%s): the error says to leave the package out',
  (format, ending, what) => {
    vi.stubEnv('STRIDED_PREBUILD', undefined);
    const entry = join(folder, 'entry.ts');
    writeFileSync(
      entry,
      `import { loadBinding } from ${JSON.stringify(loader)};
try { loadBinding(); } catch (error) { console.log(JSON.stringify([error.code, error.message])); }
`,
    );
    const outfile = join(folder, 'out', `app.${ending}`);
    buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format, logLevel: 'silent' });
    const output = execFileSync(process.execPath, [outfile], { encoding: 'utf8' });
    const [code, message] = JSON.parse(output) as [string, string];
    expect(code).toBe('ERR_NATIVE_ADDON');
    expect(message).toContain(what);
    expect(message).toContain('--external:strided');
    expect(message).not.toContain('npm run build:native');
  },
);

test('a binary that does not load: the error names it and the reason', () => {
  const binary = join(folder, 'build', 'Release', 'strided.node');
  mkdirSync(join(folder, 'build', 'Release'), { recursive: true });
  writeFileSync(binary, 'no library');
  const error = failure();
  expect(error.code).toBe('ERR_NATIVE_ADDON');
  expect(error.message).toContain(`${binary} does not load`);
  expect(error.cause).toBeInstanceOf(Error);
});

test('a forced ISA level steers OpenBLAS, unless the user does', () => {
  vi.stubEnv('STRIDED_ISA', 'v3');
  vi.stubEnv('OPENBLAS_CORETYPE', undefined);
  failure();
  expect(process.env['OPENBLAS_CORETYPE']).toBe('Haswell');
  vi.stubEnv('OPENBLAS_CORETYPE', 'Sandybridge');
  failure();
  expect(process.env['OPENBLAS_CORETYPE']).toBe('Sandybridge');
});
