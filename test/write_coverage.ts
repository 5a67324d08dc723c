/** Loaded before each test file by npm run coverage: vitest kills its processes, where the addon writes what it counted at exit. */
import { afterAll } from 'vitest';
import { binding } from '../lib/native.js';

afterAll(() => {
  binding.writeCoverage?.();
});
