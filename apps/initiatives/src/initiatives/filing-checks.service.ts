import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { InitiativesRules } from '../rules/initiatives-rules';
import { isFiledLate, lastFilingDay } from './filing.rules';
import type { Initiative } from './initiative.entity';

/** Something the submitter and the council should know; it keeps nobody from filing (INI-02). */
export interface FilingWarning { readonly code: 'FILED_LATE' | 'ALIKE'; readonly facts: Record<string, string | number>; readonly source: string }

const MOST_ALIKE = 3;

/** INI-02: filed within the year after the first use, and new. */
@Injectable()
export class FilingChecks {
  constructor(private readonly rules: InitiativesRules, private readonly clock: Clock) {}

  async of(tx: Tx, initiative: Initiative): Promise<FilingWarning[]> {
    return [...await this.late(tx, [initiative]), ...await this.alike(tx, initiative)];
  }

  /** By the day of the first submission; a draft is measured as if it were sent today. */
  async late(tx: Tx, initiatives: readonly Initiative[]): Promise<(FilingWarning & { readonly initiativeId: string })[]> {
    const warnings: (FilingWarning & { initiativeId: string })[] = [];
    for (const { id, firstAppliedOn, filedOn, paper } of initiatives) {
      if (firstAppliedOn === null || paper) continue;
      const on: Day = filedOn ?? this.clock.today();
      const rule = await this.rules.on(tx, 'FILING_PERIOD', on);
      if (rule === null || !isFiledLate(firstAppliedOn, on, rule.value.months)) continue;
      warnings.push({ initiativeId: id, code: 'FILED_LATE', facts: { firstAppliedOn, lastDay: lastFilingDay(firstAppliedOn, rule.value.months), filedOn: on }, source: rule.source });
    }
    return warnings;
  }

  /** Earlier texts that are alike, the nearest first, among those the caller reads: both can be opened side by side. */
  private async alike(tx: Tx, { id, textKey, filedOn, paper }: Initiative): Promise<FilingWarning[]> {
    const rule = paper ? null : await this.rules.on(tx, 'ALIKE_TEXT', filedOn ?? this.clock.today());
    if (rule === null) return [];
    await tx.query("select set_config('pg_trgm.similarity_threshold', $1, true)", [String(rule.value.percent / 100)]);
    const rows: { id: string; percent: number }[] = await tx.query(
      `select i.id, floor(similarity(i.text_key, $1) * 100)::int as percent from initiative i
       where i.text_key % $1 and i.id < $2 and i.state not in ('DRAFT', 'WITHDRAWN') order by similarity(i.text_key, $1) desc, i.id limit ${MOST_ALIKE}`, [textKey, id]);
    return rows.map((row) => ({ code: 'ALIKE', facts: { initiativeId: row.id, percent: row.percent }, source: rule.source }));
  }
}
