import { createHash } from 'node:crypto';
import type { ImportField, ImportMapping } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { guessColumns, headerKey } from './import-columns.rules';

/** What the columns of files meant before: files of one source have the same headers. */
@Injectable()
export class ImportMappings {
  async guess(tx: Tx, unitId: string, headers: readonly string[]): Promise<{ fields: (ImportField | null)[]; remembered: boolean }> {
    const rows: { mapping: ImportMapping }[] = await tx.query('select mapping from import_mapping where unit_id = $1 and signature = $2', [unitId, signatureOf(headers)]);
    const known = rows[0]?.mapping;
    return known === undefined ? { fields: guessColumns(headers), remembered: false } : { fields: known, remembered: true };
  }

  async remember(tx: Tx, unitId: string, headers: readonly string[], mapping: ImportMapping, now: Date): Promise<void> {
    await tx.query(
      'insert into import_mapping (unit_id, signature, mapping, changed_at) values ($1, $2, $3, $4) on conflict on constraint import_mapping_pk do update set mapping = excluded.mapping, changed_at = excluded.changed_at',
      [unitId, signatureOf(headers), JSON.stringify(mapping), now]);
  }
}

const signatureOf = (headers: readonly string[]): string => createHash('sha256').update(headers.map(headerKey).join('\u001f')).digest('hex');
