import type {
  Broadcast,
  CheckBroadcast,
  CheckBroadcastTo,
  CheckMatMul,
  CheckReshape,
  ExpandDimsShape,
  MatMulShape,
  MatrixTransposeShape,
  ReshapeShape,
  ShapeFrom,
  ShapeView,
  SizeOf,
  SqueezeShape,
  SwapAxesShape,
  TransposeShape,
} from '../../lib/types/index.js';
import { same } from './expect.js';

// biome-ignore lint/suspicious/noExplicitAny: the unknown shape is what is tested
type Unknown = any;
type Ok = 'ok';

same<ShapeFrom<readonly [2, 3]>, [2, 3]>(true);
same<ShapeFrom<5>, [5]>(true);
same<ShapeFrom<number>, [number]>(true);
same<ShapeFrom<readonly []>, []>(true);
same<ShapeFrom<number[]>, Unknown>(true);
same<ShapeView<[2, 3]>, [2, 3]>(true);
same<ShapeView<Unknown>[1], number>(true);
same<ShapeView<Unknown>['length'], number>(true);

// Broadcasting.
same<Broadcast<[3], [3, 1]>, [3, 3]>(true);
same<Broadcast<[], [2, 3]>, [2, 3]>(true);
same<Broadcast<[], []>, []>(true);
same<Broadcast<[8, 1, 6, 1], [7, 1, 5]>, [8, 7, 6, 5]>(true);
same<Broadcast<[0, 3], [1, 3]>, [0, 3]>(true);
same<Broadcast<[1, 3], [0, 3]>, [0, 3]>(true);
same<Broadcast<[number, 3], [number, 3]>, [number, 3]>(true);
same<Broadcast<[number, 3], [5, 1]>, [5, 3]>(true);
same<Broadcast<[number], [1]>, [number]>(true);
same<Broadcast<[2 | 3], [1]>, [2 | 3]>(true);
same<Broadcast<[2 | 3], [3]>, [number]>(true);
same<Broadcast<Unknown, [3]>, Unknown>(true);
same<Broadcast<[3], Unknown>, Unknown>(true);
same<Broadcast<number[], [3]>, Unknown>(true);
same<Broadcast<[3, 4], [3]>, never>(true);

same<CheckBroadcast<[3], [3, 1], Ok>, Ok>(true);
same<CheckBroadcast<Unknown, [3, 1], Ok>, Ok>(true);
same<CheckBroadcast<[3], number[], Ok>, Ok>(true);
same<CheckBroadcast<[3, 4], [3], Ok>, 'shapes (3,4) and (3) do not broadcast: axis 1 is 4 against 3'>(true);
same<CheckBroadcast<[3], [2, 4], Ok>, 'shapes (3) and (2,4) do not broadcast: axis 1 is 3 against 4'>(true);
same<
  CheckBroadcast<[2, 3, 4], [5, 3, number], Ok>,
  `shapes (2,3,4) and (5,3,${number}) do not broadcast: axis 0 is 2 against 5`
>(true);
same<CheckBroadcast<[0], [3], Ok>, 'shapes (0) and (3) do not broadcast: axis 0 is 0 against 3'>(true);

same<CheckBroadcastTo<[3], [2, 3], Ok>, Ok>(true);
same<CheckBroadcastTo<[], [2, 3], Ok>, Ok>(true);
same<CheckBroadcastTo<[1, 3], [2, 3], Ok>, Ok>(true);
same<CheckBroadcastTo<[number, 3], [2, 3], Ok>, Ok>(true);
same<CheckBroadcastTo<Unknown, [2, 3], Ok>, Ok>(true);
same<CheckBroadcastTo<[2, 3], [1, 3], Ok>, 'shape (2,3) does not broadcast to (1,3)'>(true);
same<CheckBroadcastTo<[2, 3], [3], Ok>, 'shape (2,3) does not broadcast to (3)'>(true);
same<CheckBroadcastTo<[2], [3], Ok>, 'shape (2) does not broadcast to (3): axis 0 is 2 against 3'>(true);

// matmul.
same<MatMulShape<[32, 784], [784, 10]>, [32, 10]>(true);
same<MatMulShape<[3], [3]>, []>(true);
same<MatMulShape<[3], [3, 2]>, [2]>(true);
same<MatMulShape<[2, 3], [3]>, [2]>(true);
same<MatMulShape<[3], [5, 3, 2]>, [5, 2]>(true);
same<MatMulShape<[5, 2, 3], [3]>, [5, 2]>(true);
same<MatMulShape<[7, 1, 2, 3], [5, 3, 4]>, [7, 5, 2, 4]>(true);
same<MatMulShape<[number, 3], [number, 4]>, [number, 4]>(true);
same<MatMulShape<Unknown, [3, 4]>, Unknown>(true);
same<MatMulShape<[3, 4], number[]>, Unknown>(true);
same<CheckMatMul<[2, 3], [3, 4], Ok>, Ok>(true);
same<CheckMatMul<Unknown, [3, 4], Ok>, Ok>(true);
same<CheckMatMul<[2, 3], [2, 3], Ok>, 'matmul: shapes (2,3) and (2,3) do not agree: inner lengths 3 and 2'>(
  true,
);
same<CheckMatMul<[3], [4], Ok>, 'matmul: shapes (3) and (4) do not agree: inner lengths 3 and 4'>(true);
same<CheckMatMul<[], [4], Ok>, 'matmul: a 0-d operand has no inner axis'>(true);
same<
  CheckMatMul<[2, 5, 3], [4, 3, 6], Ok>,
  'matmul: the leading axes of (2,5,3) and (4,3,6) do not broadcast'
>(true);

// Axes in another order, added and taken away.
same<TransposeShape<[2, 3, 4]>, [4, 3, 2]>(true);
same<TransposeShape<[2, 3, 4], readonly [1, -1, 0]>, [3, 4, 2]>(true);
same<TransposeShape<[2, 3], number[]>, Unknown>(true);
same<TransposeShape<Unknown>, Unknown>(true);
same<MatrixTransposeShape<[5, 2, 3]>, [5, 3, 2]>(true);
same<SwapAxesShape<[2, 3, 4], 0, -1>, [4, 3, 2]>(true);
same<SwapAxesShape<[2, 3, 4], 1, 1>, [2, 3, 4]>(true);
same<SwapAxesShape<[2, 3, 4], 0, number>, [number, number, number]>(true);
same<ExpandDimsShape<[2, 3], 0>, [1, 2, 3]>(true);
same<ExpandDimsShape<[2, 3], 1>, [2, 1, 3]>(true);
same<ExpandDimsShape<[2, 3], -1>, [2, 3, 1]>(true);
same<ExpandDimsShape<[], 0>, [1]>(true);
same<ExpandDimsShape<[2, 3], number>, [number, number, number]>(true);
same<SqueezeShape<[1, 3, 1]>, [3]>(true);
same<SqueezeShape<[1, 3, 1], -1>, [1, 3]>(true);
same<SqueezeShape<[1, number]>, Unknown>(true);
same<SqueezeShape<Unknown>, Unknown>(true);

// reshape: what is left after equal lengths cancel is counted while it stays small.
same<SizeOf<[]>, 1>(true);
same<SizeOf<[2, 3, 4]>, 24>(true);
same<SizeOf<[1, 999, 1]>, 999>(true);
same<SizeOf<[5, 0, 70000]>, 0>(true);
same<SizeOf<[60000, 28, 28]>, number>(true);
same<SizeOf<[number, 3]>, number>(true);
same<SizeOf<Unknown>, number>(true);
same<ReshapeShape<[6], readonly [2, 3]>, [2, 3]>(true);
same<ReshapeShape<[6], 6>, [6]>(true);
same<ReshapeShape<[6], -1>, [6]>(true);
same<ReshapeShape<[6], readonly [2, -1]>, [2, 3]>(true);
same<ReshapeShape<[2, 3, 4], readonly [-1]>, [24]>(true);
same<ReshapeShape<[60000, 28, 28], readonly [60000, -1]>, [60000, 784]>(true);
same<ReshapeShape<[60000, 28, 28], readonly [-1, 784]>, [60000, 784]>(false);
same<ReshapeShape<[64, 3072], readonly [64, 3, 32, -1]>, [64, 3, 32, 32]>(true);
same<ReshapeShape<[number, 3072], readonly [-1, 3, 32, 32]>, [number, 3, 32, 32]>(true);
same<ReshapeShape<[0, 3], readonly [-1, 3]>, [number, 3]>(true);
same<ReshapeShape<Unknown, readonly [2, 3]>, [2, 3]>(true);
same<ReshapeShape<Unknown, readonly [2, -1]>, [2, number]>(true);
same<ReshapeShape<[6], number[]>, Unknown>(true);
same<CheckReshape<[2, 3], readonly [3, 2], Ok>, Ok>(true);
same<CheckReshape<[2, 3], readonly [4, -1], Ok>, 'cannot reshape (2,3) into (4,-1)'>(true);
same<CheckReshape<[2, 3], readonly [2, 2], Ok>, 'cannot reshape (2,3) into (2,2)'>(true);
same<CheckReshape<[2], readonly [2, 2], Ok>, 'cannot reshape (2) into (2,2)'>(true);
same<CheckReshape<[10000, 3], readonly [2, 15000], Ok>, Ok>(true);
same<CheckReshape<[10000, 3], readonly [3, 10000], Ok>, Ok>(true);
same<CheckReshape<[number, 3], readonly [2, 2], Ok>, Ok>(true);
same<CheckReshape<[0, 3], readonly [5, 0], Ok>, Ok>(true);
same<CheckReshape<[], readonly [1, 1], Ok>, Ok>(true);
same<CheckReshape<[2, 2], 4, Ok>, Ok>(true);
same<CheckReshape<Unknown, 4, Ok>, Ok>(true);
