import type { ServiceName } from '@doanket/contracts';
import { type MigrationClass, runMigrations } from '@doanket/persistence';
import { migrationEnv } from './config/env';
import { loadConfig } from './config/load-config';
import { Log } from './platform/log';

/** The migration job of a service: runs what is missing, says what it ran, then ends. Called by `migrate.ts`. */
export async function runServiceMigrations(service: ServiceName, migrations: readonly MigrationClass[]): Promise<void> {
  const log = new Log(service, 'info');
  try {
    const ran = await runMigrations({ service, url: loadConfig(migrationEnv).DATABASE_MIGRATOR_URL, migrations });
    log.info({ event: 'migrations-done', ran });
  } catch (error) {
    log.failure('migrations-failed', error);
    process.exitCode = 1;
  }
}
