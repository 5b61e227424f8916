import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const CONSOLE = path.resolve(__dirname, '../../console/src');

/** Paths of all pages that the console declares, with and without sign-in, as they stand in its `*.area.ts`. */
export function declaredPages(): string[] {
  const files = readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.area.ts'));
  const pages = files.flatMap((file) => pagesIn(ts.createSourceFile(file, readFileSync(path.join(CONSOLE, file), 'utf8'), ts.ScriptTarget.ES2022, true)));
  if (files.length === 0 || pages.length === 0) throw new Error(`No pages are declared below ${CONSOLE}`);
  return pages;
}

/** Whatever says where it lies and how it is loaded is a page; its path must be readable without running the code. */
function pagesIn(node: ts.Node): string[] {
  const inner = node.getChildren().flatMap(pagesIn);
  if (!ts.isObjectLiteralExpression(node)) return inner;
  const property = (name: string) => node.properties.find((one): one is ts.PropertyAssignment => ts.isPropertyAssignment(one) && one.name.getText() === name)?.initializer;
  const where = property('path');
  if (where === undefined || property('load') === undefined) return inner;
  if (!ts.isStringLiteral(where)) throw new Error(`${node.getSourceFile().fileName}: the path of a page is a plain text, not ${where.getText()}`);
  return [where.text, ...inner];
}
