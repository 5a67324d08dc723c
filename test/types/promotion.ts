import type { DType, Promote, ResultOf } from '../../lib/types/index.js';
import { same } from './expect.js';

// biome-ignore lint/suspicious/noExplicitAny: the unknown dtype is what is tested
type Unknown = any;

// The whole tables are compared with NumPy's in tables.test.ts.
same<Promote<'int32', 'float32'>, 'float64'>(true);
same<Promote<'int8', 'uint8'>, 'int16'>(true);
same<Promote<'int64', 'uint64'>, 'float64'>(true);
same<Promote<'bool', 'bool'>, 'bool'>(true);
same<Promote<'float32', 'complex64'>, 'complex64'>(true);

// JavaScript scalars are weak.
same<Promote<'int8', 'number'>, 'int8'>(true);
same<Promote<'bool', 'number'>, 'int64'>(true);
same<Promote<'float32', 'bigint'>, 'float32'>(true);
same<Promote<'uint8', 'boolean'>, 'uint8'>(true);
same<Promote<'float16', 'Complex'>, 'complex64'>(true);
same<Promote<'int32', 'Complex'>, 'complex128'>(true);
same<Promote<'number', 'float32'>, 'float32'>(true);
same<Promote<'bigint', 'number'>, 'float64'>(true);

// Unknown and union dtypes.
same<Promote<Unknown, 'int8'>, Unknown>(true);
same<Promote<'int8', Unknown>, Unknown>(true);
same<Promote<'int8' | 'float32', 'int16'>, 'int16' | 'float32'>(true);
same<Promote<'int8' | 'uint8', 'int8' | 'uint8'>, 'int8' | 'int16' | 'uint8'>(true);

same<ResultOf<'inexact', 'int8'>, 'float16'>(true);
same<ResultOf<'inexact', 'int8', 'uint8'>, 'float16'>(true);
same<ResultOf<'inexact', 'bool', 'number'>, 'float64'>(true);
same<ResultOf<'trueDivide', 'int8', 'float16'>, 'float16'>(true);
same<ResultOf<'trueDivide', 'int8', 'number'>, 'float64'>(true);
same<ResultOf<'numeric', 'bool', 'bool'>, 'int8'>(true);
same<ResultOf<'accumulate', 'uint8'>, 'uint64'>(true);
same<ResultOf<'realOf', 'complex64'>, 'float32'>(true);
same<ResultOf<'realDivide', 'int8'>, 'float64'>(true);
same<ResultOf<'bool', Unknown>, 'bool'>(true);
same<ResultOf<'index', 'float32'>, 'int64'>(true);
same<ResultOf<'same', 'int8'>, 'int8'>(true);
same<ResultOf<'inexact', Unknown>, Unknown>(true);
same<ResultOf<'inexact', Unknown, 'int8'>, Unknown>(true);
same<ResultOf<'trueDivide', 'int8', Unknown>, Unknown>(true);
// A scalar alone has the dtype an array of it has.
same<ResultOf<'inexact', 'number'>, 'float64'>(true);
same<ResultOf<'same', 'bigint'>, 'int64'>(true);

// Whatever D is, the result is a dtype.
export function dtypeOf<D extends DType>(dtype: ResultOf<'inexact', D>): DType {
  return dtype;
}
