import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** WEL-02: the local authority confirms the household beside the survey. */
export class AddLocalConfirmation1766410002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      // Where the process is in use already it gets a later version: cases on their way keep the one they were opened under.
      `insert into dossier_definition (code, version, valid_from, definition, added_at)
       select d.code, max(d.version) + 1, (now() at time zone 'Asia/Ho_Chi_Minh')::date,
              jsonb_set((array_agg(d.definition order by d.version desc))[1], '{steps,0,evidence}', '["SITE_PHOTO", "MINUTES", "LOCAL_CONFIRMATION"]'), now()
       from dossier_definition d where d.code = 'UNION_HOME' group by d.code`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
