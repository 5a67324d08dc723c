/**
 * Runs one example and compares what it says. Behind a statement stands its value as a comment:
 *
 *     nd.sum([1, 2]) // 3                     a JavaScript value, or what console.log shows of it
 *     a.add(b) // throws ShapeError: add: …   the error's class, and how its message begins
 *     const c = a.add(b); // NDArray<'float64', [3]>   dtype and shape at run time
 *
 * A value may go on in the comment lines that follow, and of console.log so may all that was printed.
 */
import { format, inspect, isDeepStrictEqual } from 'node:util';
import ts from 'typescript';
import * as nd from '../../lib/index.js';

export interface Outcome {
  /** How many values were compared. */
  readonly compared: number;
  readonly problems: readonly string[];
}

interface Expectation {
  readonly source: string;
  readonly text: string;
  readonly kind: 'value' | 'printed' | 'type';
}

/** Comment lines that follow a statement, and the rest of its own line. */
function commentBehind(code: string, end: number): { same: string; lines: string[] } {
  const [own = '', ...following] = code.slice(end).split('\n');
  const lines: string[] = [];
  for (const line of following) {
    const comment = /^\s*\/\/ ?(.*)$/.exec(line);
    if (comment === null) break;
    lines.push(comment[1] as string);
  }
  return { same: /^\s*;?\s*\/\/ ?(.*)$/.exec(own)?.[1] ?? '', lines };
}

function isOpen(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(/[[({]/g) > count(/[\])}]/g);
}

/** What stands behind a statement, joined over lines while a bracket is open. */
function valueText(code: string, end: number): string {
  const { same, lines } = commentBehind(code, end);
  let text = same;
  for (const line of lines) {
    if (text === '' || !isOpen(text)) break;
    text += `\n${line}`;
  }
  return text;
}

function isConsoleLog(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && /^console\.log\(/.test(statement.getText());
}

/** The example as the text of an async function, in which values go to `check` by number. */
function instrument(code: string): { text: string; expectations: Expectation[] } {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2023, true);
  const expectations: Expectation[] = [];
  const expect = (statement: ts.Node, text: string, kind: Expectation['kind']): number =>
    expectations.push({ source: statement.getText(), text, kind }) - 1;
  const lines = file.statements.map((statement): string => {
    const own = statement.getText();
    const end = statement.getEnd();
    if (ts.isImportDeclaration(statement)) return importOf(statement);
    if (isConsoleLog(statement)) {
      const { same, lines: below } = commentBehind(code, end);
      const text = [...(same === '' ? [] : [same]), ...below].join('\n');
      if (text === '') return own;
      return `check.start();\n${own}\ncheck.printed(${expect(statement, text, 'printed')});`;
    }
    const text = valueText(code, end);
    if (ts.isExpressionStatement(statement) && text !== '') {
      return `await check.value(${expect(statement, text, 'value')}, async () => (${statement.expression.getText()}));`;
    }
    if (ts.isVariableStatement(statement) && text.startsWith('NDArray<')) {
      const name = statement.declarationList.declarations[0]?.name.getText();
      return `${own}\ncheck.type(${expect(statement, text, 'type')}, ${name});`;
    }
    return own;
  });
  return { text: `async () => {\n${lines.join('\n')}\n}`, expectations };
}

function importOf(statement: ts.ImportDeclaration): string {
  const bindings = statement.importClause?.namedBindings;
  if (bindings === undefined || statement.importClause?.isTypeOnly) return '';
  const names = ts.isNamespaceImport(bindings)
    ? bindings.name.text
    : `{ ${bindings.elements.map((e) => `${e.propertyName === undefined ? '' : `${e.propertyName.text}: `}${e.name.text}`).join(', ')} }`;
  return `const ${names} = await load(${statement.moduleSpecifier.getText()});`;
}

/** console.log breaks lines where it likes; only the text counts. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function matches(value: unknown, text: string): boolean {
  if (squeezed(inspect(value)) === squeezed(text)) return true;
  try {
    return isDeepStrictEqual(value, new Function('nd', `return (${text})`)(nd));
  } catch {
    return false;
  }
}

function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Whether an error is what `throws NAME: beginning …` says. */
function matchesError(error: unknown, text: string): boolean {
  const said = squeezed(text).replace(/^throws /, '');
  return squeezed(errorText(error)).startsWith(said.replace(/\s*…$/, ''));
}

class Checker {
  readonly problems: string[] = [];
  compared = 0;
  #printed: string[] = [];
  readonly #expectations: readonly Expectation[];

  constructor(expectations: readonly Expectation[]) {
    this.#expectations = expectations;
  }

  readonly console = { log: (...values: unknown[]): void => void this.#printed.push(format(...values)) };

  #compare(at: number, is: boolean, got: () => string): void {
    this.compared++;
    const { source, text } = this.#expectations[at] as Expectation;
    if (!is) this.problems.push(`${source}\n  says ${text}\n  gave ${got()}`);
  }

  start(): void {
    this.#printed = [];
  }

  printed(at: number): void {
    const got = this.#printed.join('\n');
    this.#compare(at, got === (this.#expectations[at] as Expectation).text, () => got);
  }

  type(at: number, value: unknown): void {
    const is = (a: unknown): string =>
      a instanceof nd.NDArray
        ? `NDArray<'${a.dtype}', [${(a.shape as readonly number[]).join(', ')}]>`
        : inspect(a);
    this.#compare(at, is(value) === (this.#expectations[at] as Expectation).text, () => is(value));
  }

  async value(at: number, evaluate: () => Promise<unknown>): Promise<void> {
    const { text } = this.#expectations[at] as Expectation;
    const throws = text.startsWith('throws ');
    let value: unknown;
    try {
      value = await evaluate();
    } catch (error) {
      this.#compare(at, throws && matchesError(error, text), () => errorText(error));
      return;
    }
    this.#compare(at, !throws && matches(value, text), () => inspect(value));
  }
}

export async function runExample(code: string): Promise<Outcome> {
  const { text, expectations } = instrument(code);
  const checker = new Checker(expectations);
  const { outputText } = ts.transpileModule(`const run = ${text};`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const load = (name: string): unknown => (name === 'strided' ? nd : import(name));
  try {
    const run = new Function('nd', 'console', 'check', 'load', `${outputText}\nreturn run;`) as (
      ...scope: unknown[]
    ) => () => Promise<void>;
    await run(nd, checker.console, checker, load)();
  } catch (error) {
    checker.problems.push(errorText(error));
  }
  return { compared: checker.compared, problems: checker.problems };
}
