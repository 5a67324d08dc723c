// Fails when a prebuilt binary needs more of a system than glibc 2.34 and the C++ runtime that came with it (GCC 11), or
// a shared library that is neither of these nor lies beside it. Reads the folder named, or prebuilds/ of this platform.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The newest symbol versions allowed. Every distribution with glibc 2.34 has GCC 11's libstdc++ and libgcc or later. */
export const newestAllowed = { GLIBC: '2.34', GLIBCXX: '3.4.29', CXXABI: '1.3.13', GCC: '7.0.0' };

/** What every such system has; Node's own executable needs the same libraries. */
const systemLibraries = /^(libc|libm|libdl|librt|libpthread|libstdc\+\+|libgcc_s|ld-linux[\w-]*)\.so\.\d+$/;

function compareVersions(a, b) {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const readelf = (...args) => execFileSync('readelf', ['--wide', ...args], { encoding: 'utf8' });

/** The newest version needed of each family of symbols, and those that no system of the promised age has. */
function neededVersions(path) {
  const newest = new Map();
  const unknown = [];
  for (const [, family, version] of readelf('-V', path).matchAll(/Name: ([A-Z]+)_([A-Z0-9.]+)\s+Flags/g)) {
    if (!(family in newestAllowed) || !/^[\d.]+$/.test(version)) unknown.push(`${family}_${version}`);
    else if (!newest.has(family) || compareVersions(version, newest.get(family)) > 0)
      newest.set(family, version);
  }
  return { newest, unknown };
}

/** @returns {{ problems: string[], summary: string[] }} */
export function checkBinaries(folder, allowed = newestAllowed) {
  const problems = [];
  const summary = [];
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => /\.(node|so)(\.\d+)*$/.test(name))
    : [];
  if (!names.some((name) => name.endsWith('.node'))) problems.push(`${folder}: no addon is there`);
  for (const name of names) {
    const path = join(folder, name);
    const { newest, unknown } = neededVersions(path);
    for (const [family, version] of newest) {
      if (compareVersions(version, allowed[family]) <= 0) continue;
      const symbols = execFileSync('nm', ['-D', '--undefined-only', path], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.endsWith(`@${family}_${version}`))
        .map((line) => line.trim().split(/\s+/).at(-1));
      problems.push(
        `${name}: needs ${family}_${version}, newer than ${allowed[family]}: ${symbols.join(', ')}`,
      );
    }
    for (const version of unknown) problems.push(`${name}: needs ${version}, which old systems may lack`);
    const dynamic = readelf('-d', path);
    const needed = [...dynamic.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map((match) => match[1]);
    for (const library of needed) {
      if (systemLibraries.test(library)) continue;
      if (!names.includes(library)) problems.push(`${name}: needs ${library}, which is not beside it`);
      else if (!/RUNPATH.*\[\$ORIGIN\]/.test(dynamic))
        problems.push(`${name}: ${library} lies beside it, but it does not look there`);
    }
    const versions = [...newest].sort().map(([family, version]) => `${family} ${version}`);
    summary.push(`${name}: ${versions.join(', ')}; ${needed.join(' ')}`);
  }
  return { problems, summary };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? join(root, 'prebuilds', `${process.platform}-${process.arch}`);
  const { problems, summary } = checkBinaries(folder);
  for (const line of summary) console.log(line);
  for (const problem of problems) console.error(problem);
  console.log(`binaries: ${summary.length} files, ${problems.length} problems`);
  process.exit(problems.length === 0 ? 0 : 1);
}
