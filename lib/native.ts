/** The one importer of the binding, and the argument block through which every call passes its numbers. */
import type { Binding } from '../binding.js';
import { dtypeNames } from './dtype.js';
import { StridedError } from './errors.js';
import { loadBinding } from './loader.js';

export type { CallStatus, Handle } from '../binding.js';

export const binding: Binding = loadBinding() as Binding;

if (binding.dtypes.join() !== dtypeNames.join()) {
  throw new StridedError(
    'strided: the addon and the library are of different versions; rebuild it',
    'ERR_INTERNAL',
  );
}

/** The hot calls by name: a look-up in the binding costs as much as the call of a small kernel. */
export const { elementwise, elementwiseRun, elementwiseNamed, copyPlane, reduce: reduceCall } = binding;

/** The argument block as doubles, and as raw 64-bit integers and other types for scalars. */
export const slots = new Float64Array(binding.block);
export const blockView = new DataView(binding.block);
export const blockBuffer: ArrayBuffer = binding.block;

// Copied out once: a constant of this module is a constant to the compiler.
export const NDIM: number = binding.layout.ndim;
export const PARAMETERS: number = binding.layout.parameters;
export const OPERANDS: number = binding.layout.operands;
export const SHAPE: number = binding.layout.shape;
export const STRIDES: number = binding.layout.strides;
export const SCALARS: number = binding.layout.scalars;
export const RESULTS: number = binding.layout.results;
export const RUN: number = binding.layout.run;
export const PLANE: number = binding.layout.plane;
export const NAMED: number = binding.layout.named;
export const MAX_DIMS: number = binding.layout.maxDims;

/** The numbers of native/core/status.h. */
export const Status = {
  badArgument: 1,
  bufferBounds: 2,
  outOfMemory: 3,
  memoryLimit: 4,
  negativePower: 5,
  wrongBuffer: 6,
  invalidSize: 7,
  badIndex: 8,
  floatingPoint: 9,
} as const;
