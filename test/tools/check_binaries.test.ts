import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkBinaries } from '../../tools/check_binaries.mjs';

const built = fileURLToPath(new URL('../../build/Release/', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strided-binaries-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a folder without an addon is wrong', () => {
  expect(checkBinaries(folder).problems).toEqual([`${folder}: no addon is there`]);
});

test.runIf(process.platform === 'linux')('a shared library has to lie beside the addon', () => {
  symlinkSync(join(built, 'strided.node'), join(folder, 'strided.node'));
  const absent = 'strided.node: needs libtbb.so.12, which is not beside it';
  expect(checkBinaries(folder).problems).toContain(absent);
  symlinkSync(join(built, 'libtbb.so.12'), join(folder, 'libtbb.so.12'));
  const { problems, summary } = checkBinaries(folder);
  expect(problems.filter((problem) => problem.includes('beside it'))).toEqual([]);
  expect(summary).toHaveLength(2);
  // hypot of glibc 2.35 would be the first to be newer than what is promised.
  expect(problems.filter((problem) => problem.includes('hypot'))).toEqual([]);
});

test.runIf(process.platform === 'linux')('a symbol newer than allowed is named', () => {
  symlinkSync(join(built, 'strided.node'), join(folder, 'strided.node'));
  const allowed = { GLIBC: '2.33', GLIBCXX: '3.4.29', CXXABI: '1.3.13', GCC: '7.0.0' };
  const { problems } = checkBinaries(folder, allowed);
  expect(problems.find((problem) => problem.includes('GLIBC_2.34, newer than 2.33'))).toContain(
    'pthread_create',
  );
});
