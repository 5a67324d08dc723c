import type { Suite } from '../types.js';
import { arraysSuite } from './arrays.js';
import { einsumSuite } from './einsum.js';
import { elementwiseSuite } from './elementwise.js';
import { fftSuite } from './fft.js';
import { functionsSuite } from './functions.js';
import { layoutsSuite } from './layouts.js';
import { linalgSuite } from './linalg.js';
import { matmulSuite } from './matmul.js';
import { nativeVsJsSuite } from './native_vs_js.js';
import { overheadSuite } from './overhead.js';
import { randomSuite } from './random.js';
import { reduceSuite } from './reduce.js';

/** The suites that run in the runner's own process; the memory suite (memory.ts) has processes of its own. */
export const suites: readonly Suite[] = [
  overheadSuite,
  elementwiseSuite,
  reduceSuite,
  matmulSuite,
  linalgSuite,
  einsumSuite,
  fftSuite,
  randomSuite,
  nativeVsJsSuite,
  functionsSuite,
  layoutsSuite,
  arraysSuite,
];
