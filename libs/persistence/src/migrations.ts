import { DataSource, type MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/**
 * Runs the migrations of one service that have not run yet, in order, each in its own transaction, under an advisory lock:
 * TypeORM takes none, and two jobs at once would run one migration twice. `url` logs in as `<service>_migrator`.
 * Answers the names of those it ran.
 */
export async function runMigrations(options: { service: string; url: string; migrations: readonly MigrationClass[] }): Promise<string[]> {
  const dataSource = await new DataSource({
    type: 'postgres', url: options.url, schema: options.service, migrations: [...options.migrations],
    migrationsTableName: 'migration', synchronize: false, installExtensions: false, poolSize: 2,
    applicationName: `${options.service}-migrations`,
  }).initialize();
  try {
    const lock = dataSource.createQueryRunner();
    try {
      await lock.query('select pg_advisory_lock(hashtext($1))', [`migrations:${options.service}`]);
      const ran = await dataSource.runMigrations({ transaction: 'each' });
      return ran.map((migration) => migration.name);
    } finally {
      await lock.query('select pg_advisory_unlock(hashtext($1))', [`migrations:${options.service}`]).catch(() => undefined);
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** Joins SQL fragments of the libraries into one migration body. */
export function sql(...parts: readonly string[]): string {
  return parts.map((part) => part.trim().replace(/;?$/, ';')).join('\n');
}
