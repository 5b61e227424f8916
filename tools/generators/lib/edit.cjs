/**
 * Edits of TypeScript sources that keep everything they do not touch as it is. Places are found in the syntax tree, never by
 * a search for text, so layout and comments of a file do not matter.
 */
const ts = require('typescript');

const WIDTH = 160;
const parse = (/** @type {string} */ source) => ts.createSourceFile('edited.ts', source, ts.ScriptTarget.Latest, true);
const insert = (/** @type {string} */ source, /** @type {number} */ at, /** @type {string} */ text) => source.slice(0, at) + text + source.slice(at);
const unwrap = (/** @type {ts.Expression} */ node) => {
  while (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) node = node.expression;
  return node;
};

/** The variables at the top of a file, with what they are set to. @param {string} source */
function variables(source) {
  return parse(source).statements.filter(ts.isVariableStatement).flatMap((statement) => statement.declarationList.declarations.map((one) => ({
    name: one.name.getText(), type: one.type?.getText() ?? '', value: one.initializer === undefined ? undefined : unwrap(one.initializer),
  })));
}

/** @param {string} source @param {string} name */
function valueOf(source, name) {
  const value = variables(source).find((one) => one.name === name)?.value;
  if (value === undefined) throw new Error(`There is no \`${name}\` in the file to change.`);
  return value;
}

/** Names a file exports as constants. @param {string} source */
function exportedNames(source) {
  return parse(source).statements.filter(ts.isVariableStatement)
    .filter((statement) => statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword))
    .flatMap((statement) => statement.declarationList.declarations.map((one) => one.name.getText()));
}

/** Elements of a list as they are written. @param {string} source @param {string} name */
function listOf(source, name) {
  const value = valueOf(source, name);
  if (!ts.isArrayLiteralExpression(value)) throw new Error(`\`${name}\` is no list.`);
  return value.elements.map((element) => element.getText());
}

/** Adds to a list of the file: `sorted` by name, `before` an element, else at the end. @param {string} source @param {string} name @param {string} element @param {{ sorted?: boolean, before?: string }} [options] */
function addToList(source, name, element, options = {}) {
  const value = valueOf(source, name);
  if (!ts.isArrayLiteralExpression(value)) throw new Error(`\`${name}\` is no list.`);
  return addToArray(source, value, element, options);
}

/** @param {string} source @param {ts.ArrayLiteralExpression} array @param {string} element @param {{ sorted?: boolean, before?: string }} options */
function addToArray(source, array, element, options) {
  const next = array.elements.find((one) => (options.sorted ? !ts.isSpreadElement(one) && one.getText() > element : one.getText() === options.before));
  const last = array.elements.at(-1);
  if (next !== undefined) {
    const lineStart = source.lastIndexOf('\n', next.getStart()) + 1;
    const alone = source.slice(lineStart, next.getStart()).trim() === '';
    const tight = source.slice(next.getEnd(), source.indexOf('\n', next.getEnd())).trim() === ',';
    return insert(source, next.getStart(), alone && tight ? `${element},\n${source.slice(lineStart, next.getStart())}` : `${element}, `);
  }
  if (last === undefined) return insert(source, array.getStart() + 1, element);
  const lineStart = source.lastIndexOf('\n', last.getStart()) + 1;
  const indent = /^\s*/.exec(source.slice(lineStart))?.[0] ?? '';
  const listed = source.slice(array.getStart(), array.getEnd()).includes('\n');
  const alone = listed && array.elements.length > 1 && array.elements.every((one) => source.slice(source.lastIndexOf('\n', one.getStart()) + 1, one.getStart()).trim() === '');
  const long = listed && last.getEnd() - lineStart + element.length > WIDTH;
  return insert(source, last.getEnd(), alone || long ? `,\n${indent}${element}` : `, ${element}`);
}

/** Adds a module to the `imports` of the class decorated with `@Module`. @param {string} source @param {string} element */
function addToModuleImports(source, element) {
  /** @type {ts.ArrayLiteralExpression | undefined} */
  let found;
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isDecorator(node) && ts.isCallExpression(node.expression) && node.expression.expression.getText() === 'Module') {
      const [argument] = node.expression.arguments;
      const imports = argument !== undefined && ts.isObjectLiteralExpression(argument) ? argument.properties.find((one) => one.name?.getText() === 'imports') : undefined;
      if (imports !== undefined && ts.isPropertyAssignment(imports) && ts.isArrayLiteralExpression(imports.initializer)) found = imports.initializer;
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  if (found === undefined) throw new Error('There is no @Module with a list of imports in the file to change.');
  return addToArray(source, found, element, {});
}

/** Adds a property, with its comment, at the end of an object or before another property. @param {string} source @param {string} name @param {string} text @param {string} [before] */
function addToObject(source, name, text, before) {
  const value = valueOf(source, name);
  if (!ts.isObjectLiteralExpression(value)) throw new Error(`\`${name}\` is no object.`);
  const next = value.properties.find((one) => one.getText() === before);
  if (next !== undefined) return insert(source, next.getStart(), `${text},\n  `);
  const last = value.properties.at(-1);
  if (last === undefined) return insert(source, value.getStart() + 1, `\n  ${text},\n`);
  return value.properties.hasTrailingComma ? insert(source, source.indexOf(',', last.getEnd()) + 1, `\n  ${text},`) : insert(source, last.getEnd(), `,\n  ${text},\n`);
}

/** Names of an object's properties, unquoted. @param {string} source @param {string} name */
function keysOf(source, name) {
  const value = valueOf(source, name);
  return ts.isObjectLiteralExpression(value) ? value.properties.map((one) => (one.name ?? one).getText().replace(/^['"]|['"]$/g, '')) : [];
}

/** Packages first, then what lies above, then what lies beside. @param {string} path */
const rank = (path) => `${path.startsWith('./') ? 2 : path.startsWith('.') ? 1 : 0}${path}`;
const bare = (/** @type {string} */ name) => name.replace(/^type /, '').toLowerCase();

/** Imports a name, beside the others of that module where it is imported already. @param {string} source @param {string} name @param {string} path */
function addImport(source, name, path) {
  const imports = parse(source).statements.filter(ts.isImportDeclaration);
  const pathOf = (/** @type {ts.ImportDeclaration} */ one) => /** @type {ts.StringLiteral} */ (one.moduleSpecifier).text;
  const known = imports.find((one) => pathOf(one) === path && one.importClause?.namedBindings !== undefined && ts.isNamedImports(one.importClause.namedBindings) && !one.importClause.isTypeOnly);
  const bindings = known?.importClause?.namedBindings;
  if (bindings !== undefined && ts.isNamedImports(bindings)) {
    if (bindings.elements.some((one) => bare(one.getText()) === bare(name))) return source;
    const next = bindings.elements.find((one) => bare(one.getText()) > bare(name));
    const last = bindings.elements.at(-1);
    if (next !== undefined) return insert(source, next.getStart(), `${name}, `);
    return last === undefined ? insert(source, bindings.getStart() + 1, ` ${name} `) : insert(source, last.getEnd(), `, ${name}`);
  }
  const line = `import { ${name} } from '${path}';`;
  const ranks = imports.map((one) => rank(pathOf(one)));
  // Among imports that are in order it takes its place; where they follow another order, the end.
  const next = ranks.every((one, at) => at === 0 || one >= (ranks[at - 1] ?? '')) ? imports.find((one) => rank(pathOf(one)) > rank(path)) : undefined;
  if (next !== undefined) return insert(source, next.getStart(), `${line}\n`);
  const last = imports.at(-1);
  return last === undefined ? `${line}\n\n${source}` : insert(source, last.getEnd(), `\n${line}`);
}

/** Adds `export * from`, sorted, or before another one. @param {string} source @param {string} path @param {string} [before] */
function addReExport(source, path, before) {
  const line = `export * from '${path}';`;
  const lines = source.trimEnd().split('\n').filter((one) => one !== '');
  const at = before === undefined ? lines.findIndex((one) => one > line) : lines.indexOf(`export * from '${before}';`);
  lines.splice(at < 0 ? lines.length : at, 0, line);
  return `${lines.join('\n')}\n`;
}

module.exports = { variables, exportedNames, listOf, addToList, addToModuleImports, addToObject, keysOf, addImport, addReExport };
