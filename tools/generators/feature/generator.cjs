const edit = require('../lib/edit.cjs');
const { addMigration, TABLE_IMPORTS, unitTable } = require('../lib/migration.cjs');
const { change, contractsOf, create, filesBelow, importPath, migrationsOf, read, requireDomainService } = require('../lib/repository.cjs');
const { camel, pascal, requireKebab, singularOf, snake } = require('../lib/words.cjs');
const route = require('../route/generator.cjs');
const templates = require('./templates.cjs');

/**
 * A feature that works as written: three routes (list, get, add) over a table of its own, kept to the caller's units, with a
 * test through the doors. What the feature really is grows from there.
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ service: string, noun: string, singular?: string }} options
 */
async function feature(tree, { service, noun, singular }) {
  requireDomainService(tree, service);
  requireKebab(noun, 'A noun');
  const one = requireKebab(singular ?? singularOf(noun), 'A singular');
  const folder = `apps/${service}/src/${noun}`;
  if (tree.exists(folder)) throw new Error(`${folder} exists already; nothing was written.`);
  if (tree.exists(`${contractsOf(service)}/${noun}.http.ts`)) throw new Error(`${contractsOf(service)}/${noun}.http.ts exists already; nothing was written.`);
  const table = snake(one);
  const known = filesBelow(tree, migrationsOf(tree, service).folder).find((path) => new RegExp(`create table (if not exists )?${table}\\b`).test(read(tree, path)));
  if (known !== undefined) throw new Error(`The table ${table} is made in ${known} already; nothing was written.`);

  for (const verb of ['list', 'get', 'add']) await route(tree, { service, noun, verb, singular: one });
  addMigration(tree, { service, name: `create-${one}`, comment: `The rows of ${noun}, one unit each.`, body: unitTable(service, table), imports: TABLE_IMPORTS });
  const names = { service, noun, one, table, One: pascal(one), Many: pascal(noun), many: camel(noun) };
  create(tree, `${folder}/${one}.errors.ts`, templates.errors(names));
  create(tree, `${folder}/${noun}.service.ts`, templates.service(names));
  create(tree, `${folder}/${noun}.controller.ts`, templates.controller(names));
  create(tree, `${folder}/${noun}.module.ts`, templates.module(names));
  create(tree, `apps/${service}/test/${noun}.int-spec.ts`, templates.test(names, starterOf(tree, service)));
  change(tree, `apps/${service}/src/app.module.ts`, (source) => edit.addToModuleImports(edit.addImport(source, `${names.Many}Module`, `./${noun}/${noun}.module`), `${names.Many}Module`));
  return () => console.log(`\n${folder}: columns, shapes and permissions are a beginning; fit them, write the rule's tests, then run "npm run docs" and the integration tests of ${service}.`);
}

/**
 * How the tests of a service start it: its own helper where it has one, because some need more of an environment than others.
 * @param {import('@nx/devkit').Tree} tree @param {string} service
 */
function starterOf(tree, service) {
  const test = `apps/${service}/test/generated.ts`;
  for (const path of filesBelow(tree, `apps/${service}/test`).filter((one) => one.endsWith('.ts') && !one.endsWith('-spec.ts'))) {
    const source = read(tree, path);
    const start = /export async function (\w+)\((?:\w+ = [^),]+)?\): Promise<TestApp>/.exec(source)?.[1];
    if (start !== undefined) return { type: 'TestApp', imports: ["import type { TestApp } from '@doanket/testing';", `import { ${start} } from '${importPath(test, path)}';`], start: `app = await ${start}();` };
    const owner = /export class (\w+) \{[^]*?static async start\(\w+: \{[^}]*\} = \{\}\): Promise<\1>/.exec(source)?.[1];
    if (owner !== undefined) return { type: owner, imports: [`import { ${owner} } from '${importPath(test, path)}';`], start: `app = await ${owner}.start();\n  await app.tree.standard();` };
  }
  const list = migrationsOf(tree, service);
  const environment = edit.exportedNames(read(tree, `apps/${service}/src/config.ts`)).find((name) => name.endsWith('Env')) ?? '';
  return {
    type: 'TestApp',
    imports: [
      "import { createTestApp, type TestApp } from '@doanket/testing';", "import { AppModule } from '../src/app.module';", `import { ${environment} } from '../src/config';`, `import { ${list.name} } from '${importPath(test, list.path)}';`,
    ],
    start: `app = await createTestApp(AppModule, { service: '${service}', migrations${list.name === 'migrations' ? '' : `: ${list.name}`}, schema: ${environment} });\n  await app.tree.standard();`,
  };
}

module.exports = feature;
