import { auditMigration } from '@doanket/audit';
import { directoryMigration } from '@doanket/directory';
import { dossierMigration } from '@doanket/dossier';
import { filesMigration } from '@doanket/files';
import { messagingMigration } from '@doanket/messaging';
import { sql } from '@doanket/persistence';
import { serviceMigration } from '@doanket/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the platform libraries. Membership is the source of the directory; everyone else keeps a copy. */
export class CreatePlatformTables1760000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      directoryMigration('membership', 'SOURCE'), messagingMigration('membership'), auditMigration('membership'), filesMigration('membership'),
      dossierMigration('membership'), serviceMigration('membership'),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
