import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, endRelief, EXEMPTION_REASONS, grantRelief, InputOf, listReliefs, ReliefBody, ReliefView } from '@doanket/contracts';
import { Access, UnitNotFound } from '@doanket/directory';
import { Clock, newId, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { exemptMonthsOf } from '../insurance/leave.rules';
import { addMonths, firstDayOf, lastDayOf, type Month, monthOf, monthsInclusive } from '../ledger/month.rules';
import { MembershipRules } from '../rules/membership-rules';
import { LeaveTooShort, MonthsBackwards, NotMembersOfUnit, ReliefNotFound, SuspendedTooLong } from './dues.errors';

interface ReliefRow extends Omit<ReliefView, 'share'> { readonly unitId: string; readonly numerator: number | null; readonly denominator: number | null }
interface Span { readonly from: Month; readonly to: Month }

const SELECT = `
  select id, unit_id as "unitId", kind, member_id as "memberId", reason, to_char(valid_from, 'YYYY-MM') as "from", to_char(valid_to, 'YYYY-MM') as "to", numerator, denominator,
    decision_number as "decisionNumber", decided_on::text as "decidedOn", due_on::text as "dueOn" from dues_relief`;

/** Exemptions, reductions and suspensions of dues (ORG-17, SOC-05). */
@Injectable()
export class DuesReliefsService {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly audit: Audit, private readonly rules: MembershipRules) {}

  grant({ params, body }: InputOf<typeof grantRelief>, principal: Principal): Promise<ReliefView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.dues.decide', params.code);
      if (body.memberId !== null) await this.requireMember(tx, unitId, body.memberId);
      const id = body.kind === 'EXEMPTION' ? await this.exempt(tx, unitId, body) : await this.lighten(tx, unitId, body);
      await this.audit.record(tx, { action: 'dues-relief.grant', objectType: 'dues-relief', objectId: id, unitId, after: { kind: body.kind, reason: body.reason } });
      return toView(await this.row(tx, id));
    });
  }

  /**
   * Exempts a member for a leave, for lists of the insurer too (SOC-05). The months are those that leaves on the
   * insurer's lists free; it ends by itself. Throws LeaveTooShort below the length the rule names. Answers the relief's id.
   */
  async exempt(tx: Tx, unitId: string, leave: { memberId: string; reason: (typeof EXEMPTION_REASONS)[number]; firstDay: Day; lastDay: Day }): Promise<string> {
    if (leave.lastDay < leave.firstDay) throw new MonthsBackwards('body/lastDay');
    const rule = await this.rules.require(tx, 'DUES_EXEMPTION', leave.firstDay);
    const months = leave.reason === 'ALLOWANCE' ? rule.value.allowanceMonths : rule.value.unpaidLeaveMonths;
    const exempt = exemptMonthsOf({ fromDay: leave.firstDay, toDay: leave.lastDay }, months);
    if (exempt === null) throw new LeaveTooShort(months);
    return this.insert(tx, unitId, { kind: 'EXEMPTION', memberId: leave.memberId, reason: leave.reason, from: monthOf(exempt.from), to: monthOf(exempt.to), firstDay: leave.firstDay, lastDay: leave.lastDay });
  }

  end({ params, body }: InputOf<typeof endRelief>, principal: Principal): Promise<ReliefView> {
    return this.transactions.run(async (tx) => {
      const relief = await this.row(tx, params.id, true);
      await this.access.requireUnit(tx, principal, 'membership.dues.decide', relief.unitId).catch(hidden);
      if (body.lastMonth < relief.from || body.lastMonth > relief.to) throw new MonthsBackwards('body/lastMonth');
      const dueOn = relief.dueOn === null ? null : await this.dueOn(tx, body.lastMonth);
      await tx.query('update dues_relief set valid_to = $2, due_on = $3 where id = $1', [params.id, lastDayOf(body.lastMonth), dueOn]);
      await this.audit.record(tx, { action: 'dues-relief.end', objectType: 'dues-relief', objectId: params.id, unitId: relief.unitId, before: { to: relief.to }, after: { to: body.lastMonth } });
      return toView(await this.row(tx, params.id));
    });
  }

  list({ params, query }: InputOf<typeof listReliefs>, principal: Principal): Promise<AnswerOf<typeof listReliefs>> {
    return this.transactions.read(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'membership.dues.read', params.code);
      const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
      const rows: ReliefRow[] = await tx.query(
        `${SELECT} where unit_id = $1 and ($2::date is null or ($2 between valid_from and valid_to)) and ($3::uuid is null or id < $3) order by id desc limit $4`,
        [unitId, query.month === undefined ? null : firstDayOf(query.month), after?.[0] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, toView, (row) => [row.id]);
    });
  }

  private async lighten(tx: Tx, unitId: string, body: Exclude<ReliefBody, { kind: 'EXEMPTION' }>): Promise<string> {
    if (body.to < body.from) throw new MonthsBackwards('body/to');
    if (body.kind === 'SUSPENSION') await this.requireShort(tx, unitId, body.memberId, body);
    return this.insert(tx, unitId, { ...body, dueOn: body.kind === 'SUSPENSION' ? await this.dueOn(tx, body.to) : null });
  }

  /** What was suspended is due by the last day of the month the rule names after the end. Source: handbook 4.2. */
  private async dueOn(tx: Tx, lastMonth: Month): Promise<Day> {
    const rule = await this.rules.require(tx, 'SUSPENSION', firstDayOf(lastMonth), { scope: 'DUES' });
    return lastDayOf(addMonths(lastMonth, rule.value.dueMonthsAfter));
  }

  /** Suspensions that touch one another count as one. */
  private async requireShort(tx: Tx, unitId: string, memberId: string | null, asked: Span): Promise<void> {
    const { value } = await this.rules.require(tx, 'SUSPENSION', firstDayOf(asked.from), { scope: 'DUES' });
    const others: Span[] = await tx.query(
      `select to_char(valid_from, 'YYYY-MM') as "from", to_char(valid_to, 'YYYY-MM') as "to" from dues_relief
       where unit_id = $1 and kind = 'SUSPENSION' and (member_id is null or $2::uuid is null or member_id = $2) order by valid_from`, [unitId, memberId]);
    const whole = joined(asked, others);
    const months = monthsInclusive(whole.from, whole.to);
    if (months > value.maxMonths) throw new SuspendedTooLong({ months, maxMonths: value.maxMonths });
  }

  private async requireMember(tx: Tx, unitId: string, memberId: string): Promise<void> {
    const rows: unknown[] = await tx.query('select 1 from member where id = $1 and unit_id = $2', [memberId, unitId]);
    if (rows.length === 0) throw new NotMembersOfUnit(['/body/memberId']);
  }

  private async insert(tx: Tx, unitId: string, relief: Span & {
    kind: string; memberId: string | null; reason: string; share?: { numerator: number; denominator: number }; dueOn?: Day | null; firstDay?: Day; lastDay?: Day; decisionNumber?: string; decidedOn?: Day;
  }): Promise<string> {
    const id = newId();
    await tx.query(
      `insert into dues_relief (id, unit_id, member_id, kind, reason, valid_from, valid_to, numerator, denominator, due_on, first_day, last_day, decision_number, decided_on, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [id, unitId, relief.memberId, relief.kind, relief.reason, firstDayOf(relief.from), lastDayOf(relief.to), relief.share?.numerator ?? null, relief.share?.denominator ?? null, relief.dueOn ?? null,
        relief.firstDay ?? null, relief.lastDay ?? null, relief.decisionNumber ?? null, relief.decidedOn ?? null, this.clock.now()]);
    return id;
  }

  private async row(tx: Tx, id: string, forUpdate = false): Promise<ReliefRow> {
    const rows: ReliefRow[] = await tx.query(`${SELECT} where id = $1${forUpdate ? ' for update' : ''}`, [id]);
    if (rows[0] === undefined) throw new ReliefNotFound();
    return rows[0];
  }
}

/** The span with everything that touches it. */
function joined(asked: Span, others: readonly Span[]): Span {
  const touching = others.find((other) => (other.from < asked.from || other.to > asked.to) && other.from <= addMonths(asked.to, 1) && other.to >= addMonths(asked.from, -1));
  if (touching === undefined) return asked;
  return joined({ from: touching.from < asked.from ? touching.from : asked.from, to: touching.to > asked.to ? touching.to : asked.to }, others);
}

function toView({ unitId: _, numerator, denominator, ...row }: ReliefRow): ReliefView {
  return { ...row, share: numerator === null || denominator === null ? null : { numerator, denominator } };
}

function hidden(error: unknown): never {
  throw error instanceof UnitNotFound ? new ReliefNotFound() : error;
}
