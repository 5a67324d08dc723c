// dist/index.js, one ESM file (many files cost several times as much to import), and its declarations in dist/types.
// Most of an import is V8 reading the text: without comments, white space and long names of locals it takes half as long.
// Names of functions and classes stay, as stack traces and errors show them.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { minify } from 'terser';
import { nameClasses, nameFunctions } from './class_names.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['lib/index.ts'],
  outfile: 'dist/index.js',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  legalComments: 'none',
  minifySyntax: true,
  logLevel: 'warning',
});
const bundle = join(dist, 'index.js');
const bundled = nameFunctions(nameClasses(readFileSync(bundle, 'utf8')));
const { code } = await minify(bundled, {
  module: true,
  ecma: 2020,
  compress: false,
  mangle: { keep_fnames: true, keep_classnames: true },
  // One character beyond Latin-1 doubles the bytes that V8 reads. Node prints the line that an uncaught error comes from.
  format: { ascii_only: true, max_line_len: 120 },
});
writeFileSync(bundle, code);
execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
copyFileSync(join(root, 'binding.d.ts'), join(dist, 'types', 'binding.d.ts'));
