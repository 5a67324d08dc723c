/** Everything public is documented: what it does, an example that runs, and the NumPy function it answers to. */
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';
import { root } from './blocks.js';

/** Functions that NumPy has no counterpart of. */
const ownFunctions: ReadonlySet<string> = new Set([
  'getNumThreads',
  'scope',
  'seedEverything',
  'setNumThreads',
]);
/** Where the counterpart has another name. */
const otherNames: Readonly<Record<string, string>> = { ix: 'ix_', s: 's_', toNpy: 'save' };

interface Documented {
  readonly text: string;
  readonly tags: readonly string[];
}

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const index = join(root, 'lib', 'index.ts');
const program = ts.createProgram([index], options);
const checker = program.getTypeChecker();
const module = checker.getSymbolAtLocation(program.getSourceFile(index) as ts.SourceFile) as ts.Symbol;

function resolved(symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

function documentationOf(symbol: ts.Symbol): Documented {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tags = symbol.getJsDocTags(checker);
  const all = tags.map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`);
  return { text: [text, ...all].join('\n'), tags: tags.map(({ name }) => name) };
}

function documentation(): ReadonlyMap<string, Documented> {
  return new Map(
    checker
      .getExportsOfModule(module)
      .map((exported): [string, Documented] => [exported.name, documentationOf(resolved(exported))]),
  );
}

/** The members of a namespace: the documentation stands at the function that a name of the object stands for. */
function membersOf(namespace: string): ReadonlyMap<string, Documented> {
  const exported = checker.getExportsOfModule(module).find(({ name }) => name === namespace) as ts.Symbol;
  const members = checker.getTypeOfSymbol(resolved(exported)).getProperties();
  return new Map(
    members.map((member): [string, Documented] => {
      const declaration = member.declarations?.[0];
      let target: ts.Symbol | undefined;
      if (declaration !== undefined && ts.isShorthandPropertyAssignment(declaration)) {
        target = checker.getShorthandAssignmentValueSymbol(declaration);
      } else if (declaration !== undefined && ts.isPropertyAssignment(declaration)) {
        target = checker.getSymbolAtLocation(declaration.initializer);
      }
      const own = documentationOf(member);
      return [
        member.name,
        own.text.trim() === '' && target !== undefined ? documentationOf(resolved(target)) : own,
      ];
    }),
  );
}

const documented = documentation();
const exports = new Map<string, unknown>(Object.entries(nd));
const values = [...exports];
const isClass = (value: unknown): boolean =>
  typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
const functions = values.filter(([, value]) => typeof value === 'function' && !isClass(value));

/** The name that an alias's documentation points to. */
function aliasOf(name: string): string | undefined {
  return /^Another name of \{@link (\w+)/.exec(documented.get(name)?.text ?? '')?.[1];
}

/** count_nonzero → countNonzero, atleast_1d → atleast1d. */
function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

describe('the documentation of public exports', () => {
  it('says what each function, class and object is', () => {
    const silent = values.filter(([name]) => (documented.get(name)?.text.trim().length ?? 0) < 20);
    expect(silent.map(([name]) => name)).toEqual([]);
    expect(values.length).toBeGreaterThanOrEqual(110);
  });

  it('gives each function an example', () => {
    const without = functions.filter(
      ([name]) => aliasOf(name) === undefined && !documented.get(name)?.tags.includes('example'),
    );
    expect(without.map(([name]) => name)).toEqual([]);
    expect(functions.length).toBeGreaterThanOrEqual(95);
  });

  it('names the NumPy function of each', () => {
    const without = functions.filter(([name]) => {
      if (aliasOf(name) !== undefined || ownFunctions.has(name)) return false;
      const { text } = documented.get(name) as Documented;
      const said = Array.from(
        text.matchAll(/NumPy(?::|'s)\s+`(?:\w+\.)*(\w+)`/g),
        (match) => match[1] as string,
      );
      return !said.some((numpy) => camelCase(numpy) === name || numpy === otherNames[name]);
    });
    expect(without.map(([name]) => name)).toEqual([]);
  });

  it.each(['linalg', 'fft', 'random', 'polynomial', 'memory'] as const)(
    'covers the namespace %s',
    (namespace) => {
      const members = [...membersOf(namespace)];
      const isFunction = (name: string): boolean => {
        const value = (exports.get(namespace) as Record<string, unknown>)[name];
        return typeof value === 'function';
      };
      const silent = members.filter(([, { text }]) => text.trim().length < 20);
      expect(silent.map(([name]) => name)).toEqual([]);
      // The legacy functions over one hidden RandomState are its methods, and shown as such.
      const isLegacy = (name: string): boolean =>
        namespace === 'random' &&
        (name in nd.random.RandomState.prototype || name === 'ranf' || name === 'sample');
      const unshown = members.filter(
        ([name, { tags }]) =>
          isFunction(name) && !tags.includes('example') && !(isLegacy(name) && name !== 'seed'),
      );
      expect(unshown.map(([name]) => name)).toEqual([]);
      // The memory of this library is its own matter.
      const unnamed = members.filter(
        ([name, { text }]) => namespace !== 'memory' && !ownFunctions.has(name) && !/NumPy/.test(text),
      );
      expect(unnamed.map(([name]) => name)).toEqual([]);
    },
  );

  it('says truly what is another name of what', () => {
    const aliases = functions
      .map(([name]) => [name, aliasOf(name)] as const)
      .filter(([, to]) => to !== undefined);
    for (const [name, to] of aliases) {
      expect(exports.get(to as string), `${name} is ${to}`).toBe(exports.get(name));
    }
    expect(aliases.length).toBeGreaterThanOrEqual(6);
  });
});
