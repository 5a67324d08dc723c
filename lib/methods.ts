/** Installs the methods of the families on NDArray, and types them. Families import this file, never the reverse at run time. */
import type { ConvertMethods } from './convert/astype.js';
import type { AssignMethods } from './indexing/assign.js';
import type { ChooseMethods } from './indexing/choices.js';
import type { IndexMethods } from './indexing/index_methods.js';
import type { MaskedMethods } from './indexing/masked.js';
import type { NonzeroMethods } from './indexing/nonzero.js';
import type { TakeMethods } from './indexing/take.js';
import type { RawMethods } from './io/raw_files.js';
import type { RepeatMethods } from './join/repeat.js';
import type { DotMethods } from './linalg/dot.js';
import type { MatMulMethods } from './linalg/matmul.js';
import type { TraceMethods } from './linalg/trace.js';
import { NDArray } from './ndarray.js';
import type { OperatorMethods } from './ops/operators.js';
import type { RoundingMethods } from './ops/rounding.js';
import type { SelectionMethods } from './ops/selection.js';
import type { ArgExtremeMethods } from './reduce/arg_extremes.js';
import type { FoldMethods } from './reduce/folds.js';
import type { ScanMethods } from './reduce/scan_functions.js';
import type { SpreadMethods } from './reduce/spread.js';
import type { ViewMethods } from './shape/view_methods.js';
import type { PartitionMethods } from './sort/partition.js';
import type { SearchMethods } from './sort/search.js';
import type { SortMethods } from './sort/sort.js';

/** What NDArray carries besides its own members. Each family adds its interface here. */
export interface InstalledMethods
  extends OperatorMethods,
    RoundingMethods,
    SelectionMethods,
    MatMulMethods,
    DotMethods,
    TraceMethods,
    FoldMethods,
    ScanMethods,
    SpreadMethods,
    ArgExtremeMethods,
    SortMethods,
    SearchMethods,
    PartitionMethods,
    ViewMethods,
    AssignMethods,
    IndexMethods,
    TakeMethods,
    MaskedMethods,
    NonzeroMethods,
    ChooseMethods,
    ConvertMethods,
    RepeatMethods,
    RawMethods {}

type Method = (this: NDArray, ...args: never[]) => unknown;

/** Puts methods on the class; the family functions take the array first. */
export function installMethods(methods: Readonly<Record<string, Method>>): void {
  for (const [name, method] of Object.entries(methods)) {
    // Stack traces, and errors that read them, name the method.
    if (method.name === '') Object.defineProperty(method, 'name', { value: name });
    Object.defineProperty(NDArray.prototype, name, { value: method, writable: true, configurable: true });
  }
}
