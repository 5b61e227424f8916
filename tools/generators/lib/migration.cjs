/** A migration file and its line in the list of the service; used by the generators of migrations, features and services. */
const edit = require('./edit.cjs');
const { change, create, filesBelow, importPath, migrationsOf, read } = require('./repository.cjs');
const { pascal } = require('./words.cjs');

/**
 * Adds a migration after those there are. `body` is what `sql(…)` joins: SQL texts and calls of the libraries' helpers.
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ service: string, name: string, comment: string, body: string, imports: readonly string[] }} facts
 */
function addMigration(tree, { service, name, comment, body, imports }) {
  const list = migrationsOf(tree, service);
  const there = filesBelow(tree, list.folder).find((path) => new RegExp(`/\\d+-${name}\\.ts$`).test(path));
  if (there !== undefined) throw new Error(`${there} exists already; migrations only go forward, so a second one needs a name of its own.`);
  const stamps = edit.listOf(read(tree, list.path), list.name).map((one) => Number(/\d+$/.exec(one)?.[0] ?? 0));
  const stamp = Math.max(Date.now(), ...stamps.map((one) => one + 1));
  const path = `${list.folder}/${stamp}-${name}.ts`;
  const className = `${pascal(name)}${stamp}`;
  // The gateway may not load TypeORM; its migrations name the little of it that they need.
  const typeorm = filesBelow(tree, list.folder).some((one) => read(tree, one).includes("from 'typeorm'"));
  create(tree, path, (typeorm ? migrationFile : migrationWithoutTypeorm)({ className, comment, body, imports }));
  change(tree, list.path, (source) => edit.addToList(edit.addImport(source, className, importPath(list.path, path)), list.name, className));
  return path;
}

/** @param {{ className: string, comment: string, body: string, imports: readonly string[] }} facts */
function migrationFile({ className, comment, body, imports }) {
  return `${imports.join('\n')}
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** ${comment} */
export class ${className} implements MigrationInterface {
  name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(${body}));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
`;
}

/** @param {Parameters<typeof migrationFile>[0]} facts */
const migrationWithoutTypeorm = (facts) => migrationFile(facts)
  .replace("import type { MigrationInterface, QueryRunner } from 'typeorm';\n", "\n/** The little of TypeORM's query runner that a migration needs. */\ninterface Runner { query(text: string): Promise<unknown> }\n")
  .replace(' implements MigrationInterface', '').replace('  name =', '  readonly name =').replace('runner: QueryRunner', 'runner: Runner');

/** A table of rows that belong to units, protected. @param {string} service @param {string} table */
const unitTable = (service, table) => `\`
      create table ${table} (
        id uuid constraint ${table}_pk primary key,
        unit_id uuid not null,
        title text not null constraint ${table}_title_length check (char_length(title) between 1 and 200),
        version integer not null default 1
      );
      create index ${table}_unit_idx on ${table} (unit_id, id)\`,
      protectTable('${service}', '${table}', { kind: 'SUBTREE' }),
    `;

const TABLE_IMPORTS = ["import { protectTable, sql } from '@doanket/persistence';"];

module.exports = { addMigration, migrationFile, unitTable, TABLE_IMPORTS };
