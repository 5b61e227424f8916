/** What a person reads when the stack is up. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LEVELS = /** @type {const} */ ([
  ['N', 'confederation'],
  ['C', 'city federation'],
  ['S', 'upper union'],
  ['G', 'grassroots union'],
]);

/**
 * @typedef {object} DemoFile
 * @property {{ username: string, password: string, level: string, unitCode: string, posts: string[] }[]} accounts
 */

/**
 * The console's address and one account per level; of an empty platform its one administrator.
 * @param {import('./stack.mjs').Stack} stack
 * @param {{ empty: boolean }} options
 */
export function accountsText({ baseUrl, dataDir, secrets }, { empty }) {
  const lines = [`Console: ${baseUrl}`];
  const file = path.join(dataDir, 'demo.json');
  if (!empty && existsSync(file)) {
    const { accounts } = /** @type {DemoFile} */ (JSON.parse(readFileSync(file, 'utf8')));
    for (const [level, name] of LEVELS) {
      const account = accounts.find((candidate) => candidate.level === level);
      if (account) lines.push(`  ${name.padEnd(17)} ${account.username.padEnd(28)} ${account.password}   (${account.unitCode})`);
    }
    const several = accounts.find(({ posts }) => posts.length > 1);
    if (several) lines.push(`  ${'two posts'.padEnd(17)} ${several.username.padEnd(28)} ${several.password}   (picks the one to act as)`);
    lines.push(`  more in ${file}`);
  } else {
    lines.push(`  ${'administrator'.padEnd(17)} ${'admin.he-thong'.padEnd(28)} ${secrets.platformAdmin}   (founds the first unit and post)`);
  }
  return lines.join('\n');
}

/** @param {import('./stack.mjs').Stack} stack */
export function connectionsText({ infra, dataDir }) {
  return [
    'PostgreSQL, Kafka and Keycloak are up.',
    `  PostgreSQL  ${infra.postgres.url.replace(/:[^:@]+@/, ':…@')}`,
    `  Kafka       ${infra.kafka.brokers}`,
    `  Keycloak    ${infra.keycloak.issuer}`,
    `  passwords   ${path.join(dataDir, 'infra.json')}`,
  ].join('\n');
}
