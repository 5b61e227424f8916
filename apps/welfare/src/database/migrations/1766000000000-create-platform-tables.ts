import { auditMigration } from '@doanket/audit';
import { directoryMigration } from '@doanket/directory';
import { dossierMigration } from '@doanket/dossier';
import { filesMigration } from '@doanket/files';
import { messagingMigration } from '@doanket/messaging';
import { sql } from '@doanket/persistence';
import { serviceMigration } from '@doanket/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVICE = 'welfare';

/** What every service has: directory, outbox and inbox, audit, files, decisions and dossiers, stored answers. */
export class CreatePlatformTables1766000000000 implements MigrationInterface {
  name = 'CreatePlatformTables1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(
      directoryMigration(SERVICE), messagingMigration(SERVICE), auditMigration(SERVICE), filesMigration(SERVICE), dossierMigration(SERVICE), serviceMigration(SERVICE),
    ));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
