// Cuts the bundle in two: what an import runs, and functions that it does not, held as text and compiled by the first call
// of one of them. Reading half a megabyte of functions takes V8 longer than all else an import does; text it only copies.
// Each source file is a part, so that a call compiles little. What is deferred follows from the program: functions that
// nothing runs at import, and constants that only they use. A function that others call or the package exports leaves a
// stub behind.
import ts from 'typescript';

/** Where all of it is needed at once, or on every call: a stub in the way of small arrays would be felt. */
const CORE =
  /^lib\/(errors|dtype|native|loader|builtins|call|element|ndarray|methods|options|describe|complex|constants)\.ts$|^lib\/memory\/|^lib\/ops\/(ufunc|loops|execute|promotion)\.ts$|^lib\/(shape\/(layout|broadcast|axis)|convert\/as_array)/;

/** Families of classes whose statements touch nothing but their own: each is one part, and they run when it is compiled. */
const SELF_CONTAINED = new Set(['random', 'polynomial']);

function partOf(path) {
  if (CORE.test(path)) return undefined;
  const [, family] = /^lib\/(\w+)\//.exec(path) ?? [];
  return SELF_CONTAINED.has(family) ? family : path.replace(/^lib\/|\.ts$/g, '');
}

/** The source file of each top-level statement of esbuild's output, from the comments before them. */
export function statementPaths(bundle) {
  const file = ts.createSourceFile('bundle.js', bundle, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  let path = '';
  const paths = [];
  for (const statement of file.statements) {
    const leading = bundle.slice(statement.pos, statement.getStart(file));
    for (const [, found] of leading.matchAll(/^\/\/ (\S+\.ts)$/gm)) path = found;
    paths.push(path);
  }
  return paths;
}

/** The program parsed, with the symbols that names stand for. */
function parse(code) {
  const name = '/bundle.js';
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const host = {
    getSourceFile: (asked) => (asked === name ? file : undefined),
    getDefaultLibFileName: () => '/none.d.ts',
    writeFile: () => {},
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (asked) => asked === name,
    readFile: () => undefined,
  };
  const options = { allowJs: true, noLib: true, noResolve: true, types: [], target: ts.ScriptTarget.ES2022 };
  const program = ts.createProgram([name], options, host);
  return { file, checker: program.getTypeChecker() };
}

const isFunction = (node) => ts.isFunctionLike(node) && node.body !== undefined;

/** Whether an identifier is a name in a member, label or the like, and no use of a variable. */
function isOnlyName(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isMetaProperty(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isPropertyAssignment(parent) || ts.isClassElement(parent) || ts.isMethodDeclaration(parent))
    return parent.name === node;
  if (ts.isGetAccessor(parent) || ts.isSetAccessor(parent)) return parent.name === node;
  if (ts.isExportSpecifier(parent)) return parent.propertyName !== undefined && parent.name === node;
  if (ts.isImportSpecifier(parent)) return parent.propertyName === node;
  return ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
}

function isWritten(node) {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node) {
    const kind = parent.operatorToken.kind;
    return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(parent.operator);
  // [a, b] = …, for (a of …): no less than a write.
  for (let at = node, up = parent; up !== undefined; at = up, up = up.parent) {
    if (ts.isBinaryExpression(up)) {
      return (
        up.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        up.left === at &&
        (ts.isArrayLiteralExpression(at) || ts.isObjectLiteralExpression(at))
      );
    }
    if (ts.isForOfStatement(up) || ts.isForInStatement(up)) return up.initializer === at;
    const pattern =
      ts.isArrayLiteralExpression(up) ||
      ts.isObjectLiteralExpression(up) ||
      ts.isPropertyAssignment(up) ||
      ts.isShorthandPropertyAssignment(up) ||
      ts.isSpreadElement(up);
    if (!pattern) return false;
  }
  return false;
}

/** Whether evaluating this later changes nothing: it runs no code but its own, reads no state and writes none. */
function isPure(node) {
  if (node === undefined || isFunction(node)) return true;
  if (ts.isLiteralExpression(node) || ts.isIdentifier(node)) return true;
  if (ts.isParenthesizedExpression(node) || ts.isSpreadElement(node)) return isPure(node.expression);
  if (ts.isPrefixUnaryExpression(node))
    return (
      isPure(node.operand) &&
      ![ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(node.operator)
    );
  if (ts.isBinaryExpression(node)) {
    const kind = node.operatorToken.kind;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return !assigns && isPure(node.left) && isPure(node.right);
  }
  if (ts.isConditionalExpression(node))
    return isPure(node.condition) && isPure(node.whenTrue) && isPure(node.whenFalse);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPure);
  if (ts.isTemplateExpression(node)) return node.templateSpans.every(({ expression }) => isPure(expression));
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => {
      if (property.name !== undefined && ts.isComputedPropertyName(property.name)) return false;
      if (ts.isPropertyAssignment(property)) return isPure(property.initializer);
      if (ts.isSpreadAssignment(property)) return isPure(property.expression);
      return true;
    });
  }
  if (ts.isNewExpression(node))
    return (
      /^(Map|Set|WeakMap|WeakSet)$/.test(node.expression.getText()) && (node.arguments ?? []).every(isPure)
    );
  if (ts.isClassLike(node)) {
    const bases = (node.heritageClauses ?? []).flatMap(({ types }) => types);
    return (
      bases.every(({ expression }) => ts.isIdentifier(expression)) &&
      node.members.every(
        (member) =>
          !ts.isClassStaticBlockDeclaration(member) &&
          !(member.name !== undefined && ts.isComputedPropertyName(member.name)) &&
          !(
            ts.isPropertyDeclaration(member) &&
            (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0 &&
            !isPure(member.initializer)
          ),
      )
    );
  }
  return (
    ts.isCallExpression(node) && node.expression.getText() === 'Object.freeze' && node.arguments.every(isPure)
  );
}

/**
 * The program as units: functions, classes, single variables, and other statements; with the units each one uses, those
 * it writes to, and the globals it names.
 */
function unitsOf(file, checker, paths) {
  const units = [];
  const byDeclaration = new Map();
  const add = (unit) => {
    units.push(unit);
    byDeclaration.set(unit.node, unit);
  };
  file.statements.forEach((statement, i) => {
    const about = { statement, path: paths[i], uses: new Set(), globals: new Set(), written: false };
    if (ts.isVariableStatement(statement)) {
      for (const node of statement.declarationList.declarations) {
        const name = ts.isIdentifier(node.name) ? node.name.text : undefined;
        add({ ...about, kind: 'variable', node, name, uses: new Set(), globals: new Set() });
      }
    } else if (ts.isFunctionDeclaration(statement)) {
      add({ ...about, kind: 'function', node: statement, name: statement.name.text });
    } else if (ts.isClassDeclaration(statement)) {
      add({ ...about, kind: 'class', node: statement, name: statement.name.text });
    } else {
      add({ ...about, kind: 'statement', node: statement });
    }
  });
  const unitOf = (declaration) => {
    for (let node = declaration; node !== undefined; node = node.parent) {
      if (isFunction(node) && node !== declaration) return undefined;
      const unit = byDeclaration.get(node);
      if (unit !== undefined) return unit;
      if (ts.isBlock(node) || ts.isForStatement(node) || ts.isForOfStatement(node)) return undefined;
    }
    return undefined;
  };
  const resolve = (node) => {
    const { parent } = node;
    const symbol = ts.isShorthandPropertyAssignment(parent)
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : ts.isExportSpecifier(parent)
        ? checker.getExportSpecifierLocalTargetSymbol(parent)
        : checker.getSymbolAtLocation(node);
    return symbol;
  };
  for (const unit of units) {
    const visit = (node) => {
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
        unit.importMeta = true;
      if (ts.isIdentifier(node) && !isOnlyName(node)) {
        const symbol = resolve(node);
        const declarations = symbol?.declarations;
        if (declarations === undefined || declarations.length === 0) {
          if (!['undefined', 'arguments'].includes(node.text)) unit.globals.add(node.text);
        } else {
          const used = declarations.map(unitOf).find((one) => one !== undefined);
          if (used !== undefined) {
            if (used !== unit) unit.uses.add(used);
            if (isWritten(node)) used.written = true;
            if (ts.isExportSpecifier(node.parent)) used.exported = true;
          }
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(unit.node);
  }
  return { units, unitOf, resolve };
}

/** The functions that the program's start runs, as far as calls by name and callbacks tell. */
function runAtStart({ units, unitOf, resolve }, part) {
  const ran = new Set();
  const seen = new Set();
  const run = (node) => {
    if (node === undefined || seen.has(node)) return;
    seen.add(node);
    const visit = (at) => {
      if (isFunction(at)) return;
      if (ts.isCallExpression(at) || ts.isNewExpression(at)) {
        for (const part of [at.expression, ...(at.arguments ?? [])]) {
          const inner = ts.isParenthesizedExpression(part) ? part.expression : part;
          if (isFunction(inner)) run(inner.body);
          else if (ts.isIdentifier(inner)) runNamed(inner);
        }
      }
      if (ts.isClassLike(at)) {
        for (const member of at.members) {
          const isStatic = (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
          if (ts.isClassStaticBlockDeclaration(member)) visit(member.body);
          else if (ts.isPropertyDeclaration(member) && isStatic && member.initializer)
            visit(member.initializer);
        }
        return;
      }
      ts.forEachChild(at, visit);
    };
    visit(node);
  };
  const runNamed = (identifier) => {
    const unit = (resolve(identifier)?.declarations ?? []).map(unitOf).find((one) => one !== undefined);
    if (unit === undefined || ran.has(unit)) return;
    ran.add(unit);
    const value = unit.kind === 'variable' ? unit.node.initializer : unit.node;
    if (value === undefined) return;
    if (isFunction(value)) run(value.body);
    else if (ts.isClassLike(value)) {
      for (const member of value.members) {
        if (ts.isConstructorDeclaration(member)) run(member.body);
        else if (ts.isPropertyDeclaration(member)) run(member.initializer);
      }
    }
  };
  for (const unit of units) {
    if (part.has(unit)) continue;
    if (unit.kind === 'variable') run(unit.node.initializer);
    else if (unit.kind !== 'function') run(unit.node);
  }
  return ran;
}

/** What goes to which part: the greatest set in which no one outside sees a variable, or a function that may change. */
function choose(program) {
  const { units } = program;
  const users = new Map(units.map((unit) => [unit, []]));
  for (const unit of units) for (const used of unit.uses) users.get(used).push(unit);
  const part = new Map();
  for (const unit of units) {
    const name = partOf(unit.path);
    if (name === undefined || unit.importMeta) continue;
    const contained = SELF_CONTAINED.has(name);
    const movable = {
      function: () => !unit.written,
      class: () => !unit.exported && (contained || isPure(unit.node)),
      variable: () =>
        unit.name !== undefined && !unit.exported && (contained || isPure(unit.node.initializer)),
      statement: () => contained && !ts.isImportDeclaration(unit.node) && !ts.isExportDeclaration(unit.node),
    };
    if (movable[unit.kind]()) part.set(unit, name);
  }
  for (let changed = true; changed; ) {
    changed = false;
    const ran = runAtStart(program, part);
    for (const [unit, name] of part) {
      const stays =
        ran.has(unit) ||
        [...unit.uses].some((used) => used.written && part.get(used) !== name) ||
        (unit.kind !== 'function' && users.get(unit).some((user) => part.get(user) !== name));
      if (stays) {
        part.delete(unit);
        changed = true;
      }
    }
  }
  // What one other part alone asks for is compiled with it.
  for (let merged = true; merged; ) {
    merged = false;
    for (const name of new Set(part.values())) {
      const units = [...part.keys()].filter((unit) => part.get(unit) === name);
      const askers = new Set(units.flatMap((unit) => users.get(unit).map((user) => part.get(user))));
      askers.delete(name);
      const [only] = askers;
      if (askers.size !== 1 || only === undefined || units.some(({ exported }) => exported)) continue;
      for (const unit of units) part.set(unit, only);
      merged = true;
    }
  }
  const called = (unit) => unit.exported || users.get(unit).some((user) => part.get(user) !== part.get(unit));
  return { part, called };
}

function stub(unit, number) {
  const { node } = unit;
  let parameters = node.parameters.findIndex(
    ({ initializer, dotDotDotToken }) => initializer || dotDotDotToken,
  );
  if (parameters < 0) parameters = node.parameters.length;
  const formal = Array.from({ length: parameters }, (_, i) => `a${i}`).join();
  return `function ${unit.name}(${formal}){return(part_${number}||load_${number}()).${unit.name}.apply(this,arguments)}`;
}

/** The module with its parts deferred. `paths` are the source files of its top-level statements. */
export function deferParts(code, paths) {
  const { file, checker } = parse(code);
  if (file.statements.length !== paths.length) throw new Error('the minified bundle has other statements');
  const program = unitsOf(file, checker, paths);
  const { part, called } = choose(program);
  const names = [...new Set(part.values())];
  const text = (node) => code.slice(node.getStart(file), node.end);

  const eager = [];
  let exports = '';
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) {
      exports = text(statement);
    } else if (ts.isVariableStatement(statement)) {
      const kept = statement.declarationList.declarations.filter((node) => !part.has(program.unitOf(node)));
      const keyword = /^\w+/.exec(text(statement))[0];
      if (kept.length > 0) eager.push(`${keyword} ${kept.map(text).join()};`);
    } else {
      const unit = program.units.find(({ node }) => node === statement);
      const name = part.get(unit);
      if (name === undefined) eager.push(text(statement));
      else if (unit.kind === 'function' && called(unit)) eager.push(stub(unit, names.indexOf(name)));
    }
  }

  const taken = /\b(compilePart|importDone|sharedValues|sharedNames|(part|load)_\d+)\b/.exec(code);
  if (taken !== null) throw new Error(`${taken[0]} is a name of the library's`);
  const builtin = program.units.find(
    ({ path, name }) => path === 'lib/builtins.ts' && name === 'builtin',
  ).name;
  let result = `${eager.join('\n')}
var importDone=false,sharedValues;function compilePart(text,lineOffset,columnOffset,given){
if(!importDone)throw new Error("strided: a part of the library is needed before it has started");
sharedValues??=sharedNames();
var names=given===""?[]:given.split(","),options={filename:import.meta.url,lineOffset,columnOffset};
return ${builtin}("vm").compileFunction(text,names,options)(...names.map(name=>sharedValues[name]))}
`;
  const report = {};
  const all = new Set();
  for (const [number, name] of names.entries()) {
    const units = program.units.filter((unit) => part.get(unit) === name);
    // What its text does not declare: globals too, as the code is compiled in the realm of Node's vm module.
    const given = new Set(units.flatMap(({ globals }) => [...globals]));
    for (const used of units.flatMap(({ uses }) => [...uses])) {
      if (part.get(used) !== name) for (const one of namesOf(used)) given.add(one);
    }
    const body = units.map(({ kind, node }) => (kind === 'variable' ? `var ${text(node)};` : text(node)));
    const results = units.filter((unit) => unit.kind === 'function' && called(unit)).map((unit) => unit.name);
    const source = `"use strict";${body.join('')}return{${results.join()}}`;
    // Errors show where the text stands in the file.
    const head = `var part_${number};function load_${number}(){return part_${number}=compilePart('`;
    const lines = result.split('\n').length - 1;
    result += `${head}${escaped(source)}',${lines},${head.length},'${[...given].sort().join()}')}\n`;
    for (const one of given) all.add(one);
    report[name] = { bytes: source.length, functions: results.length, given: given.size };
  }
  result += `function sharedNames(){return{${[...all].sort().join()}}}\nimportDone=true;\n${exports}\n`;
  return { code: result, report };
}

/** The variables that a unit declares. */
function namesOf({ kind, node, name }) {
  if (kind !== 'statement') return name === undefined ? bound(node.name) : [name];
  if (!ts.isImportDeclaration(node)) throw new Error(`no name in ${node.getText()}`);
  const { importClause } = node;
  const named = importClause.namedBindings;
  return [
    ...(importClause.name ? [importClause.name.text] : []),
    ...(named === undefined
      ? []
      : ts.isNamespaceImport(named)
        ? [named.name.text]
        : named.elements.map((e) => e.name.text)),
  ];
}

function bound(pattern) {
  if (ts.isIdentifier(pattern)) return [pattern.text];
  return pattern.elements.flatMap((element) => (ts.isBindingElement(element) ? bound(element.name) : []));
}

/** As the inside of a string literal. In single quotes, as code has few of them. */
function escaped(source) {
  return source.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n');
}
