import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Figures of the organisation that the federation decides. Source: handbook 4, ORG-02, ORG-06. */
export type OrganisationRuleCode = 'FOUNDING_MIN_APPLICANTS' | 'PROVISIONAL_COMMITTEE_MONTHS' | 'WARD_UNION_MIN_MEMBERS' | 'WARD_UNION_MIN_UNITS';

/** Dated figures: what held on a day, by which decision. */
@Injectable()
export class OrganisationRules {
  /** The figure of that day, or null when there was none. */
  async find(tx: Tx, code: OrganisationRuleCode, day: Day): Promise<number | null> {
    const rows: { value: number }[] = await tx.query(
      "select value from organisation_rule where code = $1 and daterange(valid_from, valid_to, '[]') @> $2::date", [code, day]);
    return rows[0]?.value ?? null;
  }

  /** The figure of that day; throws RangeError when the rule did not exist. */
  async on(tx: Tx, code: OrganisationRuleCode, day: Day): Promise<number> {
    const value = await this.find(tx, code, day);
    if (value === null) throw new RangeError(`No rule ${code} on ${day}`);
    return value;
  }
}
