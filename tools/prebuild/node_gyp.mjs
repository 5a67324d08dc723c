#!/usr/bin/env node
// prebuildify drives node-gyp; this stands in for it: whatever the arguments, it builds the addon through cmake-js, and
// lays copies of the binary and of the shared libraries beside it into build/Release of the working directory, from
// where prebuildify strips and takes them.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNative } from '../build_native.mjs';

await buildNative();
const built = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'build', 'Release');
const target = join(process.cwd(), 'build', 'Release');
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of readdirSync(built)) {
  if (/\.(node|dylib|so(\.\d+)?)$/.test(name)) copyFileSync(join(built, name), join(target, name));
}
