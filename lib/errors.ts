/** Stable names of what can go wrong; the message says the rest. */
export type ErrorCode =
  | 'ERR_SHAPE_MISMATCH'
  | 'ERR_SHAPE_INVALID'
  | 'ERR_AXIS'
  | 'ERR_DTYPE'
  | 'ERR_CASTING'
  | 'ERR_INDEX'
  | 'ERR_LINALG'
  | 'ERR_DISPOSED'
  | 'ERR_MEMORY_LIMIT'
  | 'ERR_BUFFER'
  | 'ERR_READ_ONLY'
  | 'ERR_ARGUMENT'
  | 'ERR_OPTION'
  | 'ERR_VALUE'
  | 'ERR_RANGE'
  | 'ERR_COPY_NEEDED'
  | 'ERR_FILE'
  | 'ERR_FILE_FORMAT'
  | 'ERR_FLOATING_POINT'
  | 'ERR_CLONE'
  | 'ERR_INTERNAL';

/** The root of all errors this library throws on purpose. */
export class StridedError extends Error {
  readonly code: ErrorCode;
  constructor(message: string, code: ErrorCode = 'ERR_ARGUMENT', options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = new.target.name;
  }
}

/** Shapes that do not fit each other, or no shape at all. */
export class ShapeError extends StridedError {
  constructor(message: string, code: ErrorCode = 'ERR_SHAPE_MISMATCH') {
    super(message, code);
  }
}

/** An axis that the array does not have, or one named twice. */
export class AxisError extends StridedError {
  constructor(message: string) {
    super(message, 'ERR_AXIS');
  }
}

/** A dtype that does not exist, that an operation lacks, or that a cast would lose. */
export class DTypeError extends StridedError {
  constructor(message: string, code: ErrorCode = 'ERR_DTYPE') {
    super(message, code);
  }
}

/** A position outside the array, or something that is no position. */
export class IndexError extends StridedError {
  constructor(message: string) {
    super(message, 'ERR_INDEX');
  }
}

/** A matrix that an algorithm cannot take: singular, not square, not convergent. */
export class LinAlgError extends StridedError {
  constructor(message: string) {
    super(message, 'ERR_LINALG');
  }
}

/** A floating-point error that `errstate` was asked to raise: the counterpart of Python's FloatingPointError. */
export class FloatingPointError extends StridedError {
  constructor(message: string) {
    super(message, 'ERR_FLOATING_POINT');
  }
}

/** An array used after `dispose()`, or after the scope that made it. */
export class DisposedError extends StridedError {
  constructor(message: string) {
    super(message, 'ERR_DISPOSED');
  }
}

/** The memory limit is reached; everything made so far is intact. */
export class MemoryLimitError extends StridedError {
  constructor(message: string) {
    super(message, 'ERR_MEMORY_LIMIT');
  }
}

/** `(3,4)` as NumPy writes it, `(3,)` with one axis. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(',')})`;
}
