import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { strided: fileURLToPath(new URL('./lib/index.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: process.env['STRIDED_WRITES_COVERAGE'] === undefined ? [] : ['test/write_coverage.ts'],
    // The addon is loaded once per worker process; threads would share its pool and its memory figures.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
