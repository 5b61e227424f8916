import { auditMigration } from '@doanket/audit';
import { directoryMigration } from '@doanket/directory';
import { dossierMigration } from '@doanket/dossier';
import { filesMigration } from '@doanket/files';
import { messagingMigration } from '@doanket/messaging';
import { sql } from '@doanket/persistence';
import { serviceMigration } from '@doanket/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlatformTables1764100000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      directoryMigration('awards'), messagingMigration('awards'), auditMigration('awards'), filesMigration('awards'), dossierMigration('awards'), serviceMigration('awards'),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
