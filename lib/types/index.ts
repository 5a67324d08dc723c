/** The types of the public API: dtypes, shapes, promotion, operands, and the signatures built from them. */
export type * from './broadcast.js';
export type * from './dtypes.js';
export type * from './matmul.js';
export type * from './nested.js';
export type * from './operands.js';
export type * from './pair_signatures.js';
export type * from './products.js';
export type * from './promote.js';
export type * from './reduce.js';
export type * from './reduction_signatures.js';
export type * from './reshape.js';
export type * from './rules.js';
export type * from './shapes.js';
export type * from './signatures.js';
