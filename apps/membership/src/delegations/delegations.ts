import type { DelegatedPower } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DelegatedAlready, DelegationNotFound, DelegationPeriodInvalid } from './delegation.errors';

/** A power of the city in the hands of a union above the grassroots. */
export interface Delegation {
  readonly id: string; readonly unitId: string; readonly power: DelegatedPower; readonly validFrom: Day; readonly validTo: Day | null; readonly decisionId: string; readonly endDecisionId: string | null;
}

const COLUMNS = `id, unit_id as "unitId", power, lower(valid)::text as "validFrom", (upper(valid) - 1)::text as "validTo", decision_id as "decisionId", end_decision_id as "endDecisionId"`;

/** Powers of the city that unions above the grassroots hold for a time. Source: handbook 2.0, ORG-02. */
@Injectable()
export class Delegations {
  async holds(tx: Tx, unitId: string, power: DelegatedPower, day: Day): Promise<boolean> {
    const rows: unknown[] = await tx.query('select 1 from delegation where unit_id = $1 and power = $2 and valid @> $3::date', [unitId, power, day]);
    return rows.length > 0;
  }

  async grant(tx: Tx, given: Omit<Delegation, 'endDecisionId'> & { readonly unitCode: string }): Promise<Delegation> {
    if (given.validTo !== null && given.validTo < given.validFrom) throw new DelegationPeriodInvalid(given.validFrom, given.validTo);
    await tx.query(
      `insert into delegation (id, unit_id, power, valid, decision_id) values ($1, $2, $3, daterange($4::date, $5::date, '[]'), $6)`,
      [given.id, given.unitId, given.power, given.validFrom, given.validTo, given.decisionId]).catch((error: unknown) => {
      throw violated(error, 'delegation_one_at_a_time') ? new DelegatedAlready(given.unitCode) : error;
    });
    return this.get(tx, given.id);
  }

  async end(tx: Tx, id: string, lastDay: Day, decisionId: string): Promise<Delegation> {
    const held = await this.get(tx, id);
    if (lastDay < held.validFrom || (held.validTo !== null && lastDay > held.validTo)) throw new DelegationPeriodInvalid(held.validFrom, lastDay);
    await tx.query("update delegation set valid = daterange(lower(valid), $2::date, '[]'), end_decision_id = $3 where id = $1", [id, lastDay, decisionId]);
    return this.get(tx, id);
  }

  async get(tx: Tx, id: string): Promise<Delegation> {
    const rows: Delegation[] = await tx.query(`select ${COLUMNS} from delegation where id = $1`, [id]);
    const [found] = rows;
    if (found === undefined) throw new DelegationNotFound();
    return found;
  }

  list(tx: Tx, options: { unitId: string | null; after: string | null; limit: number }): Promise<Delegation[]> {
    return tx.query(
      `select ${COLUMNS} from delegation where ($1::uuid is null or unit_id = $1) and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [options.unitId, options.after, options.limit]);
  }
}
