// Names that a user sees, as errors name what was called.
//
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

/**
 * The bundle with the functions that esbuild renamed (`outer2`, as another file has an `outer`) named as they are exported,
 * or as the object calls them that holds them.
 */
export function nameFunctions(bundle) {
  const file = ts.createSourceFile('bundle.js', bundle, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const functions = new Set(file.statements.filter(ts.isFunctionDeclaration).map(({ name }) => name.text));
  const names = new Map();
  const note = (own, shown) => {
    if (functions.has(own) && /^\d+$/.test(own.slice(shown.length)) && own.startsWith(shown))
      names.set(own, shown);
  };
  const visit = (node) => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isExportSpecifier(node) && node.propertyName !== undefined)
      note(node.propertyName.text, node.name.text);
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.initializer) && ts.isIdentifier(node.name))
      note(node.initializer.text, node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const pairs = Array.from(names, ([own, shown]) => `[${own}, "${shown}"]`);
  if (pairs.length === 0) return bundle;
  const at = file.statements.find(ts.isExportDeclaration)?.getStart(file) ?? bundle.length;
  const naming = `for (let [call, value] of [${pairs.join(', ')}]) Object.defineProperty(call, "name", { value });\n`;
  return bundle.slice(0, at) + naming + bundle.slice(at);
}
