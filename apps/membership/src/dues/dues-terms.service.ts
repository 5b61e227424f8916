import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, BASE_SOURCES, DuesBaseRow, DuesTermView, InputOf, listDuesTerms, setDuesBases, setDuesTerm } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { addDays, Clock, compareFractions, newId, type Day } from '@doanket/kernel';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { firstDayOf, type Month, monthOf } from '../ledger/month.rules';
import { BaseNamedTwice, DuesRateTooLow, DuesTermExists, FixedSumTooLow, NotMembersOfUnit } from './dues.errors';
import { DuesRules, type GroupRule } from './dues-rules';

interface TermRow extends Omit<DuesTermView, 'rate' | 'fixedSumVnd'> { readonly numerator: number | null; readonly denominator: number | null; readonly fixedSumVnd: string | null }

/** What dues of a union are reckoned from: its own terms, and the amounts of its members (ORG-16). */
@Injectable()
export class DuesTermsService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly audit: Audit, private readonly rules: DuesRules,
  ) {}

  set({ params, body }: InputOf<typeof setDuesTerm>, principal: Principal): Promise<DuesTermView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.dues.decide', params.code);
      this.requireAllowed(await this.rules.ofMonth(tx, body.from), body);
      const id = newId();
      const from = firstDayOf(body.from);
      const later: { next: Day | null }[] = await tx.query('select min(valid_from)::text as next from dues_term where unit_id = $1 and valid_from >= $2', [unitId, from]);
      const next = later[0]?.next ?? null;
      if (next === from) throw new DuesTermExists();
      await tx.query('update dues_term set valid_to = $3 where unit_id = $1 and valid_from < $2 and (valid_to is null or valid_to >= $2)', [unitId, from, addDays(from, -1)]);
      await tx.query(
        `insert into dues_term (id, unit_id, valid_from, valid_to, dues_group, rate_numerator, rate_denominator, fixed_sum_vnd, decision_number, decided_on, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [id, unitId, from, next === null ? null : addDays(next, -1), body.group, body.rate?.numerator ?? null, body.rate?.denominator ?? null, body.fixedSumVnd, body.decisionNumber, body.decidedOn, this.clock.now()],
      ).catch((error: unknown) => {
        throw violated(error, 'dues_term_one_at_a_time') ? new DuesTermExists() : error;
      });
      await this.audit.record(tx, { action: 'dues-term.set', objectType: 'dues-term', objectId: id, unitId, after: { ...body } });
      return {
        id, from: body.from, to: next === null ? null : monthOf(addDays(next, -1)), group: body.group, rate: body.rate, fixedSumVnd: body.fixedSumVnd,
        decisionNumber: body.decisionNumber, decidedOn: body.decidedOn,
      };
    });
  }

  list({ params, query }: InputOf<typeof listDuesTerms>, principal: Principal): Promise<AnswerOf<typeof listDuesTerms>> {
    return this.transactions.read(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.dues.read', params.code);
      const rows = await this.rows(tx, unitId, decodeCursor(query.cursor, z.tuple([z.iso.date()]))?.[0] ?? null, query.limit + 1);
      return pageFrom(rows, query.limit, toView, (row) => [firstDayOf(row.from)]);
    });
  }

  setBases({ params, body }: InputOf<typeof setDuesBases>, principal: Principal): Promise<AnswerOf<typeof setDuesBases>> {
    // Over all rows: the unit is checked, and each member to be of it. Row by row the policies would work out the caller's units thousands of times.
    return this.transactions.runWhole(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.dues.keep', params.code);
      const seen = new Set<string>();
      for (const [n, row] of body.rows.entries()) {
        const key = `${row.memberId} ${row.base} ${row.from}`;
        if (seen.has(key)) throw new BaseNamedTwice(n);
        seen.add(key);
      }
      const known: { id: string }[] = await tx.query('select id from member where unit_id = $1 and id = any($2::uuid[])', [unitId, body.rows.map((row) => row.memberId)]);
      const ids = new Set(known.map((row) => row.id));
      const strange = body.rows.flatMap((row, n) => (ids.has(row.memberId) ? [] : [`/body/rows/${n}/memberId`]));
      if (strange.length > 0) throw new NotMembersOfUnit(strange);
      const changed = await this.bases(tx, body.rows, 'OFFICER');
      await this.audit.record(tx, { action: 'dues-base.set', objectType: 'unit', objectId: unitId, unitId, after: { rows: body.rows.length, changed } });
      return { changed };
    });
  }

  /** Amounts of members from a month on; for files and lists of the insurer too. Answers how many changed. */
  async bases(tx: Tx, rows: readonly DuesBaseRow[], source: (typeof BASE_SOURCES)[number]): Promise<number> {
    if (rows.length === 0) return 0;
    const answer: { n: number }[] = await tx.query('select dues_base_set($1::uuid[], $2::text[], $3::date[], $4::bigint[], $5, $6) as n',
      [rows.map((row) => row.memberId), rows.map((row) => row.base), rows.map((row) => firstDayOf(row.from)), rows.map((row) => row.amountVnd), source, this.clock.now()]);
    return answer[0]?.n ?? 0;
  }

  /** The extended committee may raise the rate; a fixed sum is at least the floor. Source: handbook 4.1. */
  private requireAllowed(rules: readonly GroupRule[], body: { group: string | null; rate: { numerator: number; denominator: number } | null; fixedSumVnd: number | null }): void {
    const ofGroup = body.group === null ? rules.filter((rule) => rule.collected && rule.base !== 'FIXED_SUM') : rules.filter((rule) => rule.dues_group === body.group);
    const highest = [...ofGroup].sort((a, b) => compareFractions(b, a))[0];
    if (body.rate !== null && highest !== undefined && compareFractions(body.rate, highest) < 0) throw new DuesRateTooLow({ numerator: highest.numerator, denominator: highest.denominator });
    const floor = rules.find((rule) => rule.base === 'FIXED_SUM')?.floor_vnd ?? 0;
    if (body.fixedSumVnd !== null && body.fixedSumVnd < floor) throw new FixedSumTooLow(floor);
  }

  private rows(tx: Tx, unitId: string, before: Month | null, limit: number): Promise<TermRow[]> {
    return tx.query(
      `select id, to_char(valid_from, 'YYYY-MM') as "from", to_char(valid_to, 'YYYY-MM') as "to", dues_group as "group", rate_numerator as numerator, rate_denominator as denominator,
          fixed_sum_vnd::text as "fixedSumVnd", decision_number as "decisionNumber", decided_on::text as "decidedOn"
       from dues_term where unit_id = $1 and ($2::date is null or valid_from < $2) order by valid_from desc limit $3`, [unitId, before, limit]);
  }
}

function toView(row: TermRow): DuesTermView {
  return {
    id: row.id, from: row.from, to: row.to, group: row.group, rate: row.numerator === null || row.denominator === null ? null : { numerator: row.numerator, denominator: row.denominator },
    fixedSumVnd: row.fixedSumVnd === null ? null : Number(row.fixedSumVnd), decisionNumber: row.decisionNumber, decidedOn: row.decidedOn,
  };
}
