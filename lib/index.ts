/** strided: NumPy for Node.js. Everything public is exported here by name. */
export { Complex } from './complex.js';
export {
  AxisError,
  DisposedError,
  DTypeError,
  type ErrorCode,
  IndexError,
  LinAlgError,
  MemoryLimitError,
  ShapeError,
  StridedError,
} from './errors.js';
export { type Flags, NDArray } from './ndarray.js';
export type * from './types/index.js';
