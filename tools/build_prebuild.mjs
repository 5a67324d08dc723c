// Makes prebuilds/PLATFORM-ARCH/ from the local build: the stripped addon and the shared libraries beside it, which must
// load on every system that docs/installation.md promises. The local build itself stays as it is.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import prebuildify from 'prebuildify';
import { checkBinaries } from './check_binaries.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'prebuilds', `${process.platform}-${process.arch}`);
const scratch = join(root, 'build', 'prebuild');

rmSync(folder, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
await promisify(prebuildify)({
  name: 'strided',
  napi: true,
  strip: true,
  tagLibc: process.platform === 'linux',
  targets: [],
  nodeGyp: join(root, 'tools', 'prebuild', 'node_gyp.mjs'),
  cwd: scratch,
  out: root,
});
if (process.platform === 'linux') {
  const { problems, summary } = checkBinaries(folder);
  for (const line of summary) console.log(line);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
}
