import type { Audit } from '@doanket/audit';
import type { AccessControl, Principal } from '@doanket/auth';
import type { DataOf, Permission, RuleBody, ruleConfirmedOf, RuleView, ServiceName } from '@doanket/contracts';
import type { Directory } from '@doanket/directory';
import { type Clock, type Day, newId } from '@doanket/kernel';
import type { Outbox } from '@doanket/messaging';
import { type Transactions, type Tx, violated } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { z } from 'zod';
import { OwnProposal, RuleNotFound, RuleNotProposed, RulePeriodBackwards } from './rule-book.errors';

interface RuleRow extends Omit<RuleView, 'proposedAt' | 'verdictAt' | 'mayDecide' | 'whyNot'> { readonly proposedBy: string; readonly proposedAt: Date; readonly verdictAt: Date | null }
interface Page { readonly items: RuleView[]; readonly nextCursor: string | null }
interface Paging { readonly limit: number; readonly cursor?: string | undefined }

const PlaceCursor = z.tuple([z.string(), z.string()]);
const IdCursor = z.tuple([z.uuid()]);

const SELECT = `
  select r.id, r.code, r.scope, r.value, r.valid_from::text as "validFrom", r.valid_to::text as "validTo", r.decision_number as "decisionNumber", r.decided_on::text as "decidedOn",
    r.source, r.confidence, r.proposed_by as "proposedBy", r.proposed_at as "proposedAt", v.decided_at as "verdictAt", v.reason,
    case when v.rule_id is null then 'PROPOSED' when v.confirmed then 'CONFIRMED' else 'REJECTED' end as state,
    coalesce((select jsonb_agg(jsonb_build_object('from', lower(p.valid), 'to', upper(p.valid) - 1) order by p.valid)
      from rule_period p where p.rule_id = r.id and upper_inf(p.recorded) and not isempty(p.recorded)), '[]'::jsonb) as holds
  from rule r left join rule_verdict v on v.rule_id = r.id`;

/** What the rule book of a service needs of its surroundings. */
export interface RuleDeskParts {
  readonly service: ServiceName; readonly confirmed: ReturnType<typeof ruleConfirmedOf>;
  readonly transactions: Transactions; readonly clock: Clock; readonly control: AccessControl; readonly directory: Directory; readonly audit: Audit; readonly outbox: Outbox;
}

/** Keeps the rule book of a service: one person proposes, another confirms or rejects; until then it holds nowhere. */
export class RuleDesk {
  constructor(private readonly parts: RuleDeskParts) {}

  propose(body: RuleBody, principal: Principal): Promise<RuleView> {
    if (body.validTo !== null && body.validTo < body.validFrom) throw new RulePeriodBackwards();
    return this.parts.transactions.run(async (tx) => {
      const id = newId();
      await tx.query(
        `insert into rule (id, code, scope, value, valid_from, valid_to, decision_number, decided_on, source, confidence, proposed_by, proposed_at)
         values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [id, body.code, body.scope, JSON.stringify(body.value), body.validFrom, body.validTo, body.decisionNumber, body.decidedOn, body.source, body.confidence,
          principal.subject, this.parts.clock.now()]);
      await this.parts.audit.record(tx, { action: 'rule.propose', objectType: 'rule', objectId: id, unitId: principal.post?.unitId ?? null, after: { ...body } });
      return this.get(tx, id, principal);
    });
  }

  confirm(id: string, principal: Principal): Promise<RuleView> {
    return this.parts.transactions.run(async (tx) => {
      await this.decide(tx, id, principal, null);
      await tx.query('select rule_hold($1, $2)', [id, this.parts.clock.now()]);
      const rule = await this.get(tx, id, principal);
      await this.parts.audit.record(tx, { action: 'rule.confirm', objectType: 'rule', objectId: id, unitId: principal.post?.unitId ?? null, after: { code: rule.code, scope: rule.scope, holds: rule.holds } });
      await this.parts.outbox.publish(tx, this.parts.confirmed, confirmedOf(rule));
      return rule;
    });
  }

  reject(id: string, reason: string, principal: Principal): Promise<RuleView> {
    return this.parts.transactions.run(async (tx) => {
      await this.decide(tx, id, principal, reason);
      await this.parts.audit.record(tx, { action: 'rule.reject', objectType: 'rule', objectId: id, unitId: principal.post?.unitId ?? null, why: reason });
      return this.get(tx, id, principal);
    });
  }

  /** What holds on a day, by code and scope. */
  list(filter: Paging & { on?: Day | undefined; knownOn?: Day | undefined; code?: string | undefined }, principal: Principal): Promise<Page> {
    return this.parts.transactions.read(async (tx) => {
      const after = decodeCursor(filter.cursor, PlaceCursor);
      const rows: RuleRow[] = await tx.query(
        `${SELECT} join rule_period now on now.rule_id = r.id
         where now.valid @> $1::date and ($2::text is null or r.code = $2)
           and (case when $3::date is null then upper_inf(now.recorded) else now.recorded @> (($3::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 microsecond') end)
           and ($4::text is null or (r.code, r.scope) > ($4, $5))
         order by r.code, r.scope limit $6`,
        [filter.on ?? this.parts.clock.today(), filter.code ?? null, filter.knownOn ?? null, after?.[0] ?? null, after?.[1] ?? null, filter.limit + 1]);
      return pageFrom(rows, filter.limit, (row) => this.view(row, principal), (row) => [row.code, row.scope]);
    });
  }

  history(code: string, filter: Paging & { scope?: string | undefined }, principal: Principal): Promise<Page> {
    return this.parts.transactions.read(async (tx) => {
      const after = decodeCursor(filter.cursor, z.tuple([z.iso.date(), z.uuid()]));
      const rows: RuleRow[] = await tx.query(
        `${SELECT} where r.code = $1 and ($2::text is null or r.scope = $2) and ($3::date is null or (r.valid_from, r.id) < ($3, $4::uuid)) order by r.valid_from desc, r.id desc limit $5`,
        [code, filter.scope ?? null, after?.[0] ?? null, after?.[1] ?? null, filter.limit + 1]);
      return pageFrom(rows, filter.limit, (row) => this.view(row, principal), (row) => [row.validFrom, row.id]);
    });
  }

  proposals(filter: Paging, principal: Principal): Promise<Page> {
    return this.parts.transactions.read(async (tx) => {
      const after = decodeCursor(filter.cursor, IdCursor);
      const rows: RuleRow[] = await tx.query(
        `${SELECT} where v.rule_id is null and ($1::uuid is null or r.id > $1) order by r.id limit $2`, [after?.[0] ?? null, filter.limit + 1]);
      return pageFrom(rows, filter.limit, (row) => this.view(row, principal), (row) => [row.id]);
    });
  }

  /** Writes the verdict; the first one counts. */
  private async decide(tx: Tx, id: string, principal: Principal, reason: string | null): Promise<void> {
    await this.parts.directory.requireFresh(tx);
    const rule = await this.get(tx, id, principal);
    if (rule.whyNot === 'NOT_OPEN') throw new RuleNotProposed();
    if (rule.whyNot === 'OWN_PROPOSAL') throw new OwnProposal();
    await tx.query('insert into rule_verdict (rule_id, confirmed, decided_by, decided_at, reason) values ($1, $2, $3, $4, $5)',
      [id, reason === null, principal.subject, this.parts.clock.now(), reason]).catch((error: unknown) => {
      throw violated(error, 'rule_verdict_pk') ? new RuleNotProposed() : error;
    });
  }

  private async get(tx: Tx, id: string, principal: Principal): Promise<RuleView> {
    const rows: RuleRow[] = await tx.query(`${SELECT} where r.id = $1`, [id]);
    if (rows[0] === undefined) throw new RuleNotFound();
    return this.view(rows[0], principal);
  }

  private view({ proposedBy, ...row }: RuleRow, principal: Principal): RuleView {
    const mayDecide = this.parts.control.holds(principal, `${this.parts.service}.rule.decide` as Permission);
    const whyNot = row.state !== 'PROPOSED' ? 'NOT_OPEN' : proposedBy === principal.subject ? 'OWN_PROPOSAL' : mayDecide ? null : 'NO_RIGHT';
    return {
      id: row.id, code: row.code, scope: row.scope, value: row.value, validFrom: row.validFrom, validTo: row.validTo, decisionNumber: row.decisionNumber, decidedOn: row.decidedOn,
      source: row.source, confidence: row.confidence, state: row.state, proposedAt: row.proposedAt.toISOString(), verdictAt: row.verdictAt?.toISOString() ?? null,
      reason: row.reason, holds: row.holds, mayDecide: whyNot === null, whyNot,
    };
  }
}

function confirmedOf(rule: RuleView): DataOf<ReturnType<typeof ruleConfirmedOf>> {
  return {
    code: rule.code, ruleId: rule.id, scope: rule.scope, value: rule.value, validFrom: rule.validFrom, validTo: rule.validTo,
    decisionNumber: rule.decisionNumber, decidedOn: rule.decidedOn, confidence: rule.confidence,
  };
}
