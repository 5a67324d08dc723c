/** What the compiler says of a wrong call: each sentence must reach the user. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { patience } from '../patience.js';

const head = `
import type { NDArray } from '../../lib/ndarray.js';
import type {
  BinaryUfunc, CheckBroadcastTo, InitialOption, MatMul, Reduction, Shape, UnaryUfunc,
} from '../../lib/types/index.js';
declare const add: BinaryUfunc<'promote'>;
declare const exp: UnaryUfunc<'inexact'>;
declare const matmul: MatMul;
declare const sum: Reduction<'accumulate', InitialOption>;
declare function broadcastTo<S extends Shape, const T extends Shape>(
  a: NDArray<'float64', S>, shape: CheckBroadcastTo<S, T, T>): void;
declare const a: NDArray<'float64', [3, 4]>;
declare const v: NDArray<'float32', [3]>;
`;
const wrong: readonly [call: string, says: string][] = [
  ['add(a, v)', 'shapes (3,4) and (3) do not broadcast: axis 1 is 4 against 3'],
  ['add(a, [1, 2, 3])', 'shapes (3,4) and (3) do not broadcast: axis 1 is 4 against 3'],
  ['add([[1, 2]], [1, 2, 3])', 'shapes (1,2) and (3) do not broadcast: axis 1 is 2 against 3'],
  ["add(a, v, { dtype: 'float32' })", 'shapes (3,4) and (3) do not broadcast: axis 1 is 4 against 3'],
  ['matmul(a, a)', 'matmul: shapes (3,4) and (3,4) do not agree: inner lengths 4 and 3'],
  ['matmul(a, 2)', 'matmul: a 0-d operand has no inner axis'],
  ['sum(a, 2)', 'axis 2 is out of bounds for shape (3,4)'],
  ['sum(a, [0, -3])', 'axis -3 is out of bounds for shape (3,4)'],
  ['sum(a, { axis: 2 })', 'axis 2 is out of bounds for shape (3,4)'],
  ['sum(a, { axes: 0 })', "'axes' does not exist"],
  ['sum(a, 0, { keepdim: true })', "'keepdim' does not exist"],
  ["add(a, 1, { casting: 'loose' })", "Type '\"loose\"' is not assignable to type 'Casting | undefined'"],
  ["add(a, 'x')", "Argument of type '\"x\"' is not assignable to parameter of type 'ArrayLike'"],
  ["exp(a, { dtype: 'float23' })", "Type '\"float23\"' is not assignable to type 'DType | undefined'"],
  ['broadcastTo(a, [3, 1])', 'shape (3,4) does not broadcast to (3,1)'],
];

describe('compile errors', () => {
  const said = new Map<number, string>();

  beforeAll(() => {
    const name = fileURLToPath(new URL('snippet.ts', import.meta.url));
    const text = `${head}${wrong.map(([call]) => `${call};`).join('\n')}\n`;
    const configPath = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));
    const { config } = ts.readConfigFile(configPath, ts.sys.readFile);
    const parsed = ts.parseJsonConfigFileContent(
      config,
      ts.sys,
      fileURLToPath(new URL('../..', import.meta.url)),
    );
    const host = ts.createCompilerHost(parsed.options);
    const { getSourceFile, fileExists } = host;
    host.fileExists = (path) => path === name || fileExists(path);
    host.getSourceFile = (path, ...rest) =>
      path === name ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2023) : getSourceFile(path, ...rest);
    const program = ts.createProgram([name], parsed.options, host);
    const file = program.getSourceFile(name) as ts.SourceFile;
    const first = head.split('\n').length - 1;
    for (const diagnostic of program.getSemanticDiagnostics(file)) {
      const line = ts.getLineAndCharacterOfPosition(file, diagnostic.start ?? 0).line - first;
      said.set(line, ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    }
  }, 60_000 * patience);

  it.each(wrong.map(([call, says], line) => ({ call, says, line })))('$call: $says', ({ says, line }) => {
    expect(said.get(line)).toContain(says);
  });

  it('and of nothing else', () => {
    expect([...said.keys()].sort((a, b) => a - b)).toEqual(wrong.map((_, line) => line));
  });
});
