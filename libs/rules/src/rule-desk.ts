import type { Audit } from '@doanket/audit';
import type { AccessControl, Principal } from '@doanket/auth';
import type { DataOf, Permission, RuleBody, ruleConfirmedOf, RuleView, ServiceName } from '@doanket/contracts';
import type { Directory } from '@doanket/directory';
import { DecisionFileMissing, NoPostActedAs } from '@doanket/dossier';
import type { Files } from '@doanket/files';
import { type Clock, type Day, newId } from '@doanket/kernel';
import type { Outbox } from '@doanket/messaging';
import { type Transactions, type Tx, violated } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { z } from 'zod';
import { NotOwnProposal, OwnProposal, ProposalOverlaps, RuleNotFound, RuleNotProposed, RulePeriodBackwards } from './rule-book.errors';

interface RuleRow extends Omit<RuleView, 'proposedAt' | 'verdictAt' | 'mayDecide' | 'whyNot' | 'mayWithdraw'> { readonly proposedBy: string; readonly proposedAt: Date; readonly verdictAt: Date | null }
interface Page { readonly items: RuleView[]; readonly nextCursor: string | null }
interface Paging { readonly limit: number; readonly cursor?: string | undefined }

const PlaceCursor = z.tuple([z.string(), z.string()]);
const IdCursor = z.tuple([z.uuid()]);

const SELECT = `
  select r.id, r.code, r.scope, r.value, r.valid_from::text as "validFrom", r.valid_to::text as "validTo", r.decision_number as "decisionNumber", r.decided_on::text as "decidedOn",
    r.source, r.confidence, r.file_id as "fileId", r.proposed_by as "proposedBy", r.proposed_at as "proposedAt", v.decided_at as "verdictAt", v.reason,
    case when v.rule_id is null then 'PROPOSED' when v.confirmed then 'CONFIRMED' when v.withdrawn then 'WITHDRAWN' else 'REJECTED' end as state,
    coalesce((select jsonb_agg(jsonb_build_object('from', lower(p.valid), 'to', upper(p.valid) - 1) order by p.valid)
      from rule_period p where p.rule_id = r.id and upper_inf(p.recorded) and not isempty(p.recorded)), '[]'::jsonb) as holds
  from rule r left join rule_verdict v on v.rule_id = r.id`;

/** What the rule book of a service needs of its surroundings. */
export interface RuleDeskParts {
  readonly service: ServiceName; readonly confirmed: ReturnType<typeof ruleConfirmedOf>;
  readonly transactions: Transactions; readonly clock: Clock; readonly control: AccessControl; readonly directory: Directory; readonly files: Files; readonly audit: Audit; readonly outbox: Outbox;
}

/** A rule as a feature looks at it. */
export type RuleAsked = Pick<RuleView, 'code' | 'scope' | 'value' | 'validFrom' | 'validTo' | 'decisionNumber' | 'source'>;

/** What a feature adds to rules of one code: what it refuses when they are proposed and again when confirmed, and what follows from a confirmed one. */
export interface RuleFeature {
  check?(tx: Tx, rule: RuleAsked, principal: Principal): Promise<void>;
  confirmed?(tx: Tx, rule: RuleView): Promise<void>;
}

/** Keeps the rule book of a service: one person proposes, another confirms or rejects; until then it holds nowhere. */
export class RuleDesk {
  private readonly features = new Map<string, RuleFeature>();

  constructor(private readonly parts: RuleDeskParts) {}

  /** Asks this feature about rules of a code from now on. */
  extend(code: string, feature: RuleFeature): void {
    if (this.features.has(code)) throw new Error(`Rules of ${code} are looked at twice`);
    this.features.set(code, feature);
  }

  propose(body: RuleBody, principal: Principal): Promise<RuleView> {
    if (body.validTo !== null && body.validTo < body.validFrom) throw new RulePeriodBackwards();
    return this.parts.transactions.run(async (tx) => {
      const id = newId();
      const { fileId: _file, ...rule } = body;
      await this.requireFreeDays(tx, body);
      await this.features.get(body.code)?.check?.(tx, body, principal);
      const file = await this.attachFile(tx, id, body, principal);
      await tx.query(
        `insert into rule (id, code, scope, value, valid_from, valid_to, decision_number, decided_on, source, confidence, file_id, file_sha256, proposed_by, proposed_at)
         values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        [id, body.code, body.scope, JSON.stringify(body.value), body.validFrom, body.validTo, body.decisionNumber, body.decidedOn, body.source, body.confidence,
          file?.id ?? null, file?.sha256 ?? null, principal.subject, this.parts.clock.now()]);
      await this.parts.audit.record(tx, {
        action: 'rule.propose', objectType: 'rule', objectId: id, unitId: principal.post?.unitId ?? null, after: { ...rule, ...(file === null ? {} : { fileSha256: file.sha256 }) },
      });
      return this.get(tx, id, principal);
    });
  }

  /** Looks at it again and lets it hold, or nothing. */
  confirm(id: string, principal: Principal): Promise<RuleView> {
    return this.parts.transactions.run(async (tx) => {
      const feature = this.features.get((await this.decide(tx, id, principal, null)).code);
      await feature?.check?.(tx, await this.get(tx, id, principal), principal);
      await tx.query('select rule_hold($1, $2)', [id, this.parts.clock.now()]);
      const rule = await this.get(tx, id, principal);
      await feature?.confirmed?.(tx, rule);
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

  /** Takes an own proposal back. */
  withdraw(id: string, reason: string, principal: Principal): Promise<RuleView> {
    return this.parts.transactions.run(async (tx) => {
      const rule = await this.get(tx, id, principal);
      if (rule.whyNot === 'NOT_OPEN') throw new RuleNotProposed();
      if (rule.whyNot !== 'OWN_PROPOSAL') throw new NotOwnProposal();
      await this.insertVerdict(tx, id, principal, { reason, withdrawn: true });
      await this.parts.audit.record(tx, { action: 'rule.withdraw', objectType: 'rule', objectId: id, unitId: principal.post?.unitId ?? null, why: reason });
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

  /** Writes the verdict of another person; the first one counts. */
  private async decide(tx: Tx, id: string, principal: Principal, reason: string | null): Promise<RuleView> {
    await this.parts.directory.requireFresh(tx);
    const rule = await this.get(tx, id, principal);
    if (rule.whyNot === 'NOT_OPEN') throw new RuleNotProposed();
    if (rule.whyNot === 'OWN_PROPOSAL') throw new OwnProposal();
    await this.insertVerdict(tx, id, principal, { reason, withdrawn: false });
    return rule;
  }

  private async insertVerdict(tx: Tx, id: string, principal: Principal, { reason, withdrawn }: { readonly reason: string | null; readonly withdrawn: boolean }): Promise<void> {
    await tx.query('insert into rule_verdict (rule_id, confirmed, withdrawn, decided_by, decided_at, reason) values ($1, $2, $3, $4, $5, $6)',
      [id, reason === null, withdrawn, principal.subject, this.parts.clock.now(), reason]).catch((error: unknown) => {
      throw violated(error, 'rule_verdict_pk') ? new RuleNotProposed() : error;
    });
  }

  /**
   * Throws ProposalOverlaps where another open proposal is about some of these days. Rules without an end that begin on
   * different days do not meet: the later one ends the earlier, whichever is confirmed first.
   */
  private async requireFreeDays(tx: Tx, { code, scope, validFrom, validTo }: RuleBody): Promise<void> {
    await tx.query("select pg_advisory_xact_lock(hashtext('rule:' || current_schema() || ':' || $1 || ':' || $2))", [code, scope]);
    const [open]: { validFrom: Day; validTo: Day | null }[] = await tx.query(
      `select r.valid_from::text as "validFrom", r.valid_to::text as "validTo" from rule r
       where r.code = $1 and r.scope = $2 and not exists (select from rule_verdict v where v.rule_id = r.id)
         and daterange(r.valid_from, r.valid_to, '[]') && daterange($3::date, $4::date, '[]') and not (r.valid_to is null and $4::date is null and r.valid_from <> $3::date)
       order by r.valid_from limit 1`, [code, scope, validFrom, validTo]);
    if (open !== undefined) throw new ProposalOverlaps(code, scope, open);
  }

  /** The file of the decision that the rule names: readable to everyone below, as the rule is. Throws DecisionFileMissing. */
  private async attachFile(tx: Tx, id: string, { fileId, decisionNumber }: RuleBody, principal: Principal): Promise<{ readonly id: string; readonly sha256: string } | null> {
    if (fileId === undefined) {
      if (decisionNumber !== null) throw new DecisionFileMissing();
      return null;
    }
    if (principal.post === null) return this.attachOfAccount(tx, id, fileId, principal);
    return this.parts.files.attach(tx, fileId, { type: 'rule', id, unitId: principal.post.unitId, personId: principal.personId, downward: true });
  }

  /** An administrator acts for no unit: the file is the whole tree's, as the rule is, and must be one that they sent themselves. */
  private async attachOfAccount(tx: Tx, id: string, fileId: string, { kind, subject }: Principal): Promise<{ readonly id: string; readonly sha256: string }> {
    const [root]: { unitId: string }[] = await tx.query('select unit_id as "unitId" from directory_scope where nlevel(path) = 1 order by path limit 1');
    if (kind !== 'ADMIN' || root === undefined) throw new NoPostActedAs();
    const file = await this.parts.files.getOfAccount(tx, fileId, subject);
    return this.parts.files.attach(tx, file.id, { type: 'rule', id, unitId: root.unitId, downward: true });
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
      source: row.source, confidence: row.confidence, fileId: row.fileId, state: row.state, proposedAt: row.proposedAt.toISOString(), verdictAt: row.verdictAt?.toISOString() ?? null,
      reason: row.reason, holds: row.holds, mayDecide: whyNot === null, whyNot, mayWithdraw: whyNot === 'OWN_PROPOSAL',
    };
  }
}

function confirmedOf(rule: RuleView): DataOf<ReturnType<typeof ruleConfirmedOf>> {
  return {
    code: rule.code, ruleId: rule.id, scope: rule.scope, value: rule.value, validFrom: rule.validFrom, validTo: rule.validTo,
    decisionNumber: rule.decisionNumber, decidedOn: rule.decidedOn, confidence: rule.confidence,
  };
}
