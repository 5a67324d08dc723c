// esbuild makes `var A = class extends B` of a class, or `var A = class _A` where the class names itself. The first loses its
// name when a minifier renames the variable, the second says `_A`: this gives both the name that errors and printing show.
import ts from 'typescript';

function isMemberName(node) {
  const { parent } = node;
  const names =
    ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isClassElement(parent);
  return names && parent.name === node;
}

/** The bundle with its classes named as their variables. */
export function nameClasses(bundle) {
  const file = ts.createSourceFile('bundle.js', bundle, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const edits = [];
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer === undefined || !ts.isClassExpression(initializer) || !ts.isIdentifier(name)) continue;
      if (initializer.name === undefined) {
        const at = initializer.getStart(file) + 'class'.length;
        edits.push({ from: at, to: at, text: ` ${name.text}` });
        continue;
      }
      const own = initializer.name.text;
      const visit = (node) => {
        if (ts.isIdentifier(node) && node.text === own && !isMemberName(node)) {
          if (ts.isShorthandPropertyAssignment(node.parent)) throw new Error(`${own} stands for a property`);
          edits.push({ from: node.getStart(file), to: node.end, text: name.text });
        }
        ts.forEachChild(node, visit);
      };
      visit(initializer);
    }
  }
  let named = bundle;
  for (const { from, to, text } of edits.sort((a, b) => b.from - a.from)) {
    named = named.slice(0, from) + text + named.slice(to);
  }
  return named;
}
