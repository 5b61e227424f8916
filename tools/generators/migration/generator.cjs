const { addMigration, TABLE_IMPORTS, unitTable } = require('../lib/migration.cjs');
const { requireService } = require('../lib/repository.cjs');
const { requireKebab, snake, spaced, upperFirst } = require('../lib/words.cjs');

const SQL_ONLY = ["import { sql } from '@doanket/persistence';"];
/** The end of a column's name carries its unit, and so its type. */
const TYPES = /** @type {const} */ ([['_on', 'date'], ['_at', 'timestamptz'], ['_vnd', 'bigint'], ['_id', 'uuid'], ['_count', 'integer'], ['_year', 'integer']]);

/**
 * A migration after those there are, and its line in the list. Its SQL follows from the name, or is told.
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ service: string, name: string, sql?: string }} options
 */
async function migration(tree, { service, name, sql }) {
  requireService(tree, service);
  requireKebab(name, 'A migration');
  if (!name.includes('-')) throw new Error(`"${name}" says only half: a verb and what, e.g. add-skill-grade-to-member.`);
  const path = addMigration(tree, { service, name, comment: `${upperFirst(spaced(name))}.`, ...bodyOf(service, name, sql) });
  return () => console.log(`\n${path}: read the SQL before it is committed. A column is nullable or has a default; not null, renames and drops come in a later release.`);
}

/** @param {string} service @param {string} name @param {string | undefined} sql */
function bodyOf(service, name, sql) {
  if (sql !== undefined) return { body: `\`${sql.trim().replace(/[\\`]|\$\{/g, '\\$&')}\``, imports: SQL_ONLY };
  const column = /^add-(.+)-to-(.+)$/.exec(name);
  if (column !== null) {
    const [, what = '', table = ''] = column.map(snake);
    const type = TYPES.find(([end]) => what.endsWith(end))?.[1] ?? 'text';
    return { body: `\`alter table ${table} add column ${what} ${type}\``, imports: SQL_ONLY };
  }
  const index = /^index-(.+)-by-(.+)$/.exec(name);
  if (index !== null) {
    const [, table = '', by = ''] = index.map(snake);
    return { body: `\`create index ${table}_${by}_idx on ${table} (${by})\``, imports: SQL_ONLY };
  }
  const table = /^create-(.+)$/.exec(name);
  if (table !== null) return { body: unitTable(service, snake(table[1] ?? '')), imports: TABLE_IMPORTS };
  throw new Error(`The name "${name}" does not say its SQL: call it create-<table>, add-<column>-to-<table> or index-<table>-by-<column>, or tell it with --sql.`);
}

module.exports = migration;
