/** The database that the service tests start from; its name says what it is, and they refuse any other. */
import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { urlOf, withClient } from './postgres.mjs';

const NAME = 'doanket_test';

/**
 * @param {{ ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets }} context
 * @returns {Promise<string>} As superuser: tests make databases and schemas of their own.
 */
export async function testDatabaseUrl(context) {
  await withClient(context, 'postgres', async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
  });
  await withClient(context, NAME, (client) => client.query(readFileSync(inRoot('deploy/postgres/database.sql'), 'utf8')));
  return urlOf(context, NAME);
}
