/** Every example of the documentation runs, gives what it says, and compiles under the strictest settings. */
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Example, markdownExamples, root, sourceExamples } from './blocks.js';
import { runExample } from './run.js';

const ofSource = sourceExamples();
const ofMarkdown = markdownExamples();
const all = [...ofSource, ...ofMarkdown];

describe('the runner of examples', () => {
  it.each([
    ['nd.sum([1, 2]) // 4', 'gave 3'],
    ['nd.array([1, 2]) // array([1., 3.])', 'gave array([1., 2.])'],
    ['console.log(nd.eye(2));\n// array([[1., 0.],\n//        [0., 2.]])', 'gave array([[1., 0.]'],
    ['nd.zeros([2]).add(nd.zeros([3])) // throws AxisError: add', 'gave ShapeError: add'],
    ['nd.zeros([2]) // throws ShapeError: zeros', 'gave array([0., 0.])'],
    ["const a = nd.zeros([2]); // NDArray<'float64', [3]>", "gave NDArray<'float64', [2]>"],
    ['nd.sum(unknown)', 'ReferenceError'],
  ])('sees what is wrong in %s', async (code, problem) => {
    const { problems } = await runExample(code);
    expect(problems.join()).toContain(problem);
  });
});

describe('examples', () => {
  let compared = 0;

  it.each(all)('$place', async ({ code }) => {
    const outcome = await runExample(code);
    expect(outcome.problems).toEqual([]);
    expect(outcome.compared, 'an example says a value').toBeGreaterThan(0);
    compared += outcome.compared;
  });

  it('are as many as there were', () => {
    expect(ofSource.length).toBeGreaterThanOrEqual(115);
    expect(ofMarkdown.length).toBeGreaterThanOrEqual(190);
    expect(compared).toBeGreaterThanOrEqual(600);
    console.log(`${all.length} examples ran, ${compared} values compared`);
  });

  it('compile', () => {
    expect(compileErrors(all)).toEqual([]);
  });
});

/** What the compiler says of the examples, each a module of its own beside this file. */
function compileErrors(examples: readonly Example[]): string[] {
  const texts = new Map(
    examples.map(({ place, code }, i): [string, { place: string; text: string }] => {
      const imports = /import \* as nd\b/.test(code) ? '' : "import * as nd from 'strided';";
      return [
        join(root, 'test', 'docs', `example_${i}.ts`),
        { place, text: `${imports}${code}\nexport {};\n` },
      ];
    }),
  );
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  // An example may name what it does not go on to use.
  Object.assign(options, { noUnusedLocals: false, noUnusedParameters: false });
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    const example = texts.get(path);
    return example === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, example.text, ts.ScriptTarget.ES2023);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return Array.from(texts, ([path, { place }]) => {
    const file = program.getSourceFile(path) as ts.SourceFile;
    const diagnostics = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return diagnostics.map((one) => `${place}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`);
  }).flat();
}
