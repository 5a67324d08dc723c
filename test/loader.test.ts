import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadBinding } from '../lib/loader.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strided-loader-'));
  vi.stubEnv('STRIDED_PREBUILD', folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

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
    process.platform,
    process.arch,
    folder,
    'build/Release/*.node',
    'npm run build:native --prefix',
  ]) {
    expect(error.message).toContain(part);
  }
  if (process.platform === 'linux') expect(error.message).toMatch(/glibc \d|musl/);
});

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
