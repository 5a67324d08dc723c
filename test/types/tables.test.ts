/** The type-level tables say what NumPy says. They are read as source, so that the types stay plain data. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

type Row = Record<string, string>;
interface Golden {
  readonly promote: Record<string, Row>;
  readonly unary: Record<string, Row>;
  readonly binary: Record<string, readonly [string, string, string][]>;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const golden = JSON.parse(readFileSync(here('../golden/types/result_dtypes.json'), 'utf8')) as Golden;

/** The members of an interface of string literals, one level or two. */
function readTable(file: string, name: string): Record<string, string | Row> {
  const source = ts.createSourceFile(
    file,
    readFileSync(here(`../../lib/types/${file}`), 'utf8'),
    ts.ScriptTarget.ES2023,
  );
  const table = source.statements.find(
    (s): s is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(s) && s.name.text === name,
  );
  if (table === undefined) throw new Error(`${file} has no interface ${name}`);
  const read = (members: ts.NodeArray<ts.TypeElement>): Record<string, string | Row> =>
    Object.fromEntries(
      members.map((member) => {
        if (!ts.isPropertySignature(member) || member.type === undefined)
          throw new Error(`${name}: not a table`);
        const key = (member.name as ts.Identifier).text;
        if (ts.isTypeLiteralNode(member.type)) return [key, read(member.type.members) as Row];
        return [key, ((member.type as ts.LiteralTypeNode).literal as ts.StringLiteral).text];
      }),
    );
  return read(table.members);
}

const promote = readTable('promote.ts', 'PromoteTable') as Record<string, Row>;
const rules = {
  inexact: readTable('rules.ts', 'InexactTable') as Row,
  trueDivide: readTable('rules.ts', 'TrueDivideTable') as Row,
  realOf: readTable('rules.ts', 'RealOfTable') as Row,
  accumulate: readTable('rules.ts', 'AccumulateTable') as Row,
  numeric: readTable('rules.ts', 'NumericTable') as Row,
};
const meet = (a: string, b: string) => promote[a]?.[b] as string;

describe('type-level tables', () => {
  it('promote as NumPy does, weak scalars included', () => {
    expect(promote).toEqual(golden.promote);
    expect(Object.values(promote).flatMap((row) => Object.keys(row))).toHaveLength(18 * 18);
  });

  it.each(Object.entries(rules))('%s as NumPy does', (rule, table) => {
    expect(table).toEqual(golden.unary[rule]);
    expect(Object.keys(table)).toHaveLength(14);
  });

  it('realDivide is realOf after trueDivide', () => {
    const both = Object.fromEntries(Object.entries(rules.trueDivide).map(([d, r]) => [d, rules.realOf[r]]));
    expect(both).toEqual(golden.unary['realDivide']);
  });

  it('rules of two operands follow from the tables as BinaryRules says', () => {
    const byRule: Record<string, (a: string, b: string) => string | undefined> = {
      promote: meet,
      numeric: (a, b) => rules.numeric[meet(a, b)],
      trueDivide: (a, b) => rules.trueDivide[meet(a, b)],
      inexact: (a, b) => meet(rules.inexact[a] as string, rules.inexact[b] as string),
      bool: () => 'bool',
    };
    let cases = 0;
    for (const [rule, rows] of Object.entries(golden.binary)) {
      for (const [a, b, dtype] of rows) {
        expect(byRule[rule]?.(a, b), `${rule}(${a}, ${b})`).toBe(dtype);
        cases++;
      }
    }
    expect(cases).toBe(14 * 14 * 4 + 12 * 12);
  });
});
