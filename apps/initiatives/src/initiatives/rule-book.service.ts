import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export type RuleCode = 'FILING_MONTHS' | 'ALIKE_PERCENT';
export interface RuleValue { readonly value: number; readonly source: string }

/** Limits of this service as dated rows. */
@Injectable()
export class RuleBook {
  /** The rule in force on a day, or null. */
  async on(tx: Tx, code: RuleCode, day: Day): Promise<RuleValue | null> {
    const rows: RuleValue[] = await tx.query(
      'select value, source from initiative_rule where code = $1 and valid_from <= $2::date and (valid_to is null or valid_to >= $2::date) order by valid_from desc limit 1', [code, day]);
    return rows[0] ?? null;
  }
}
