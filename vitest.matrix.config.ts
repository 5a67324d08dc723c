/** The tests of the public API against an installed package: STRIDED_INSTALLED is its entry point. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const installed = process.env['STRIDED_INSTALLED'];
if (installed === undefined) throw new Error('STRIDED_INSTALLED is not set; run npm run test:matrix');

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: {
    alias: [
      { find: 'strided', replacement: installed },
      { find: /^.*\/lib\/index\.js$/, replacement: installed },
    ],
  },
  server: { fs: { strict: false } },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    // Loaded by Node itself, as in a user's program.
    server: { deps: { external: [/node_modules\/strided\//] } },
  },
});
