const edit = require('../lib/edit.cjs');
const { migrationFile } = require('../lib/migration.cjs');
const { change, contractsOf, CONTRACTS, create, services } = require('../lib/repository.cjs');
const { pascal } = require('../lib/words.cjs');
const templates = require('./templates.cjs');

/** What a new service needs beside its code; these carry choices (numbers, words, sizes) that a person makes. */
const BY_HAND = [
  'npm install: links the workspace package and writes it to package-lock.json',
  'deploy/postgres/roles.sql and database.sql: its name in the list of services, which makes its roles and schemas',
  'tools/stack/paths.mjs: its name in SERVICES; tools/stack/ports.mjs: its port',
  'docker-compose.yml and deploy/env: its container and its environment, once they are there for the others',
  'apps/console/src/i18n: the Vietnamese label `service.<name>`; docs/README.md: its line in the map; docs/GLOSSARY.md: its words',
  'npm run docs: generated documents, snapshots, topics',
];

/**
 * A service that starts, migrates and answers the routes every service has, with its folder of contracts.
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ name: string }} options
 */
async function service(tree, { name }) {
  if (!/^[a-z]{3,30}$/.test(name)) throw new Error(`A service has one lower-case word for a name, e.g. pensions; "${name}" is not.`);
  if (services(tree).includes(name) || tree.exists(`apps/${name}`) || tree.exists(contractsOf(name))) throw new Error(`The service "${name}" exists already; nothing was written.`);
  application(tree, name);
  contracts(tree, name);
  return () => console.log(`\napps/${name} stands. By hand follow:\n${BY_HAND.map((line) => `  - ${line.replace('<name>', name)}`).join('\n')}`);
}

/** @param {import('@nx/devkit').Tree} tree @param {string} name */
function application(tree, name) {
  const root = `apps/${name}`;
  const stamp = Date.now();
  const names = { name, Name: pascal(name), stamp };
  create(tree, `${root}/package.json`, `{ "name": "@doanket/${name}", "version": "0.1.0", "private": true }\n`);
  create(tree, `${root}/project.json`, templates.project(names));
  create(tree, `${root}/tsconfig.json`, '{ "extends": "../../tsconfig.base.json", "compilerOptions": { "types": ["node", "jest"] }, "include": ["src", "test"] }\n');
  create(tree, `${root}/src/main.ts`, templates.main(names));
  create(tree, `${root}/src/migrate.ts`, templates.migrate(names));
  create(tree, `${root}/src/config.ts`, templates.config(names));
  create(tree, `${root}/src/app.module.ts`, templates.appModule(names));
  create(tree, `${root}/src/database/migrations/index.ts`, templates.migrations(names));
  create(tree, `${root}/src/database/migrations/${stamp}-create-platform-tables.ts`, migrationFile({ className: `CreatePlatformTables${stamp}`, ...templates.platformTables(names) }));
  create(tree, `${root}/test/routes.int-spec.ts`, templates.test(names));
}

/** @param {import('@nx/devkit').Tree} tree @param {string} name */
function contracts(tree, name) {
  const folder = contractsOf(name);
  create(tree, `${folder}/permissions.ts`, templates.permissions(name));
  create(tree, `${folder}/events.ts`, templates.events(name));
  create(tree, `${folder}/routes.ts`, templates.routes(name));
  create(tree, `${folder}/index.ts`, "export * from './events';\nexport * from './permissions';\nexport * from './routes';\n");
  change(tree, `${CONTRACTS}/index.ts`, (source) => edit.addReExport(source, `./${name}`, './gateway'));
  change(tree, `${CONTRACTS}/core/route.ts`, (source) => edit.addToList(source, 'SERVICES', `'${name}'`, { before: "'gateway'" }));
  change(tree, `${CONTRACTS}/platform/paper-items.ts`, (source) => edit.addToObject(edit.addToList(source, 'DOMAIN_SERVICES', `'${name}'`), 'PAPER_ITEMS', `${name}: { DOSSIER_STEP: DossierStepItem }`));
  change(tree, `${CONTRACTS}/permissions.ts`, (source) => edit.addToObject(edit.addImport(source, `${name}Permissions`, `./${name}/permissions`), 'PERMISSIONS', `...${name}Permissions`));
  change(tree, `${CONTRACTS}/registry.ts`, (source) => {
    const listed = edit.addToList(edit.addToList(source, 'EVENTS', `...${name}Events`, { before: '...gatewayEvents' }), 'ROUTES', `...${name}Routes`, { before: '...gatewayRoutes' });
    return edit.addImport(edit.addImport(listed, `${name}Events`, `./${name}/events`), `${name}Routes`, `./${name}/routes`);
  });
}

module.exports = service;
