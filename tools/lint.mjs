// Biome over TypeScript and JavaScript, clang-format over C++; --write formats in place.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasProgram } from './system_packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const write = process.argv.includes('--write');
// Versions of clang-format differ in details; the check holds for Debian 12's.
const clangFormatMajor = '14';

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

let good = run(join(root, 'node_modules', '.bin', 'biome'), ['check', ...(write ? ['--write'] : []), '.']);

const program = [`clang-format-${clangFormatMajor}`, 'clang-format'].find(hasProgram);
const version =
  program && /version (\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout)?.[1];
if (version === clangFormatMajor) {
  const sources = readdirSync(join(root, 'native'), { recursive: true })
    .filter((name) => /\.(cc|h)$/.test(name))
    .map((name) => join('native', name));
  good = run(program, [...(write ? ['-i'] : ['--dry-run', '-Werror']), ...sources]) && good;
} else {
  console.log(
    `C++ formatting is not checked: it needs clang-format ${clangFormatMajor}, here is ${version ?? 'none'}`,
  );
}
process.exit(good ? 0 : 1);
