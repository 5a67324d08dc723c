import type { Complex } from '../../lib/complex.js';
import type {
  BigItemOf,
  ComplexFloating,
  DataOf,
  DType,
  Floating,
  Integer,
  ItemOf,
  SignedInteger,
} from '../../lib/types/index.js';
import { same } from './expect.js';

same<Exclude<DType, 'bool' | Integer | Floating | ComplexFloating>, never>(true);
same<SignedInteger, 'int8' | 'int16' | 'int32' | 'int64'>(true);

same<ItemOf<'bool'>, boolean>(true);
same<ItemOf<'int64'>, number>(true);
same<ItemOf<'float16'>, number>(true);
same<ItemOf<'complex64'>, Complex>(true);
same<ItemOf<'bool' | 'float32'>, boolean | number>(true);
// biome-ignore lint/suspicious/noExplicitAny: what an unknown dtype gives
same<ItemOf<any>, any>(true);
same<BigItemOf<'int64'>, bigint>(true);
same<BigItemOf<'uint64'>, bigint>(true);
same<BigItemOf<'int32'>, number>(true);

same<DataOf<'bool'>, Uint8Array>(true);
same<DataOf<'float16'>, Uint16Array>(true);
same<DataOf<'complex64'>, Float32Array>(true);
same<DataOf<'complex128'>, Float64Array>(true);
same<DataOf<'int64'>, BigInt64Array>(true);

// The item of a generic floating dtype is usable as a number.
export function first<D extends Floating>(item: ItemOf<D>): number {
  return item;
}

// @ts-expect-error no such dtype
same<ItemOf<'float128'>, number>(true);
