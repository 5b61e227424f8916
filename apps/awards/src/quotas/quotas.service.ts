import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { AnswerOf, DecisionView, InputOf, Level, listQuotas, QuotaBody, QuotaView } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Decisions, DecisionViews, NoPostActedAs } from '@doanket/dossier';
import { Clock, newId, type Day } from '@doanket/kernel';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { TitlesService } from '../titles/titles.service';
import { QuotaBelowUsed, QuotaDecisionUsed, QuotaExceeded, QuotaOfOtherLevel, QuotaSetAbove } from './quota.errors';

type Delegates = QuotaView['delegates'];
interface QuotaKey { readonly unitId: string; readonly titleCode: string; readonly level: Level; readonly year: number; readonly round: string | null; readonly delegates: Delegates }
interface Row extends QuotaKey { readonly id: string; readonly unitCode: string; readonly places: number; readonly decisionNumber: string; readonly decidedOn: Day; readonly setByUnitId: string; readonly used: number }

/** Awards counted against a quota, or delegates of a kind. A revoked award gives its place back. */
const USED = `(select count(*)::int from holding h where h.title_code = q.title_code and h.level = q.level and h.year = q.year and h.state <> 'REVOKED' and (q.round_code is null or h.round_code = q.round_code)
  and case when q.delegates is null then h.issuer_unit_id = q.unit_id else h.delegate_by_unit_id = q.unit_id and h.receiver_kind = q.delegates end)`;
const SELECT = `select q.id, q.unit_id as "unitId", u.code as "unitCode", q.title_code as "titleCode", q.level, q.year, q.round_code as round, q.delegates, q.places,
  q.decision_number as "decisionNumber", q.decided_on::text as "decidedOn", q.set_by_unit_id as "setByUnitId", ${USED} as used
  from quota q join directory_unit u on u.id = q.unit_id`;

/** What a decision wants of the quotas of its unit. */
export interface QuotaUse { readonly titleCode: string; readonly level: Level; readonly year: number; readonly round: string | null; readonly delegates?: Delegates; readonly wanted: number }

/** Quotas per unit, title and year or round, changed by decisions only (AWD-05). Without a row there is no limit. */
@Injectable()
export class QuotasService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly titles: TitlesService,
    private readonly decisions: Decisions, private readonly views: DecisionViews, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  list({ query }: InputOf<typeof listQuotas>): Promise<AnswerOf<typeof listQuotas>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, z.tuple([z.uuid()]));
      const rows: Row[] = await tx.query(
        `${SELECT} where q.replaced_at is null and ($1::int is null or q.year = $1) and ($2::text is null or q.title_code = $2) and ($3::uuid is null or q.id < $3) order by q.id desc limit $4`,
        [query.year ?? null, query.titleCode ?? null, after?.[0] ?? null, query.limit + 1]);
      return pageFrom(rows, query.limit, viewOf, (row) => [row.id]);
    });
  }

  /** Records the decision that sets or changes a quota, never below what is awarded; it holds once a second person confirms it. Answers the decision. */
  set(principal: Principal, { unitCode, decisionNumber, decidedOn, fileId, ...quota }: QuotaBody): Promise<DecisionView> {
    return this.transactions.run(async (tx) => {
      const unitId = await this.access.requireUnitByCode(tx, principal, 'awards.title.manage', unitCode);
      const { post } = principal;
      if (post === null) throw new NoPostActedAs();
      await this.requireSettable(tx, { ...quota, unitId, round: quota.round ?? null, delegates: quota.delegates ?? null, setByUnitId: post.unitId });
      const issuer = await this.directory.getById(tx, post.unitId);
      const id = await this.decisions.record(tx, principal, {
        kind: 'QUOTA_SET', issuerCode: issuer.code, number: decisionNumber, decidedOn, signerPostId: post.postId, ...(fileId === undefined ? {} : { fileId }), items: [{ ...quota, unitCode }],
      });
      return this.views.get(tx, principal, id);
    });
  }

  /** Throws what refuses a quota: of another level or time, set by a unit above, or below what is awarded. */
  async requireSettable(tx: Tx, quota: QuotaKey & { readonly places: number; readonly setByUnitId: string }): Promise<void> {
    await this.requireOfUnit(tx, quota);
    const [before] = await this.current(tx, quota.unitId, quota);
    if (before !== undefined) await this.requireMayChange(tx, before, quota);
  }

  /** Keeps a quota that was decided. */
  async keep(tx: Tx, quota: QuotaKey & { readonly places: number; readonly decisionNumber: string; readonly decidedOn: Day; readonly decisionId: string; readonly setByUnitId: string }): Promise<string> {
    await this.requireOfUnit(tx, quota);
    await this.lock(tx, quota.unitId, quota.titleCode);
    const [before] = await this.current(tx, quota.unitId, quota);
    if (before !== undefined) await this.requireMayChange(tx, before, quota);
    const id = newId();
    if (before !== undefined) await tx.query('update quota set replaced_at = $2 where id = $1', [before.id, this.clock.now()]);
    await tx.query(
      `insert into quota (id, unit_id, title_code, level, year, round_code, delegates, places, decision_number, decided_on, decision_id, set_by_unit_id, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [id, quota.unitId, quota.titleCode, quota.level, quota.year, quota.round, quota.delegates, quota.places, quota.decisionNumber, quota.decidedOn, quota.decisionId, quota.setByUnitId, this.clock.now()],
    ).catch((error: unknown) => {
      throw violated(error, 'quota_decision_unique') ? new QuotaDecisionUsed(quota.decisionNumber) : error;
    });
    await this.audit.record(tx, {
      action: 'quota.set', objectType: 'quota', objectId: id, unitId: quota.unitId, ...(before === undefined ? {} : { before: { places: before.places, decisionNumber: before.decisionNumber } }),
      after: { titleCode: quota.titleCode, level: quota.level, year: quota.year, round: quota.round, delegates: quota.delegates, places: quota.places, decisionNumber: quota.decisionNumber },
    });
    return id;
  }

  /** Throws QuotaOfOtherLevel or TitleNotInForce for a quota nobody could use. */
  async requireOfUnit(tx: Tx, quota: Pick<QuotaKey, 'unitId' | 'titleCode' | 'level' | 'year'>): Promise<void> {
    const unit = await this.directory.getById(tx, quota.unitId);
    if (unit.level !== quota.level) throw new QuotaOfOtherLevel(quota.level);
    await this.titles.requireInYear(tx, quota.titleCode, quota.level, quota.year);
  }

  /**
   * The quotas of a day that a use would break; the unit's quotas stay locked until the transaction ends, so two decisions count
   * each other. `on`: the day of the decision; a quota raised later does not help it (handbook 2.0).
   */
  async exceeded(tx: Tx, unitId: string, uses: readonly QuotaUse[], on: Day): Promise<QuotaExceeded[]> {
    const broken: QuotaExceeded[] = [];
    for (const titleCode of [...new Set(uses.map((use) => use.titleCode))].sort()) await this.lock(tx, unitId, titleCode);
    const wanted = new Map<string, { quota: Row; wanted: number }>();
    for (const use of uses) {
      for (const quota of await this.inForce(tx, unitId, { ...use, delegates: use.delegates ?? null }, on)) {
        wanted.set(quota.id, { quota, wanted: (wanted.get(quota.id)?.wanted ?? 0) + use.wanted });
      }
    }
    for (const one of wanted.values()) if (one.quota.used + one.wanted > one.quota.places) broken.push(new QuotaExceeded(one.quota, one.quota.used, one.wanted));
    return broken;
  }

  /** Quotas a nomination stands under, to be shown beside it. */
  quotasFor(tx: Tx, unitId: string, use: Pick<QuotaUse, 'titleCode' | 'level' | 'year' | 'round'>): Promise<Row[]> {
    return this.inForce(tx, unitId, { ...use, delegates: null }, this.clock.today());
  }

  /** The one row of this key that no later decision replaced. */
  private current(tx: Tx, unitId: string, key: Omit<QuotaKey, 'unitId'>): Promise<Row[]> {
    return tx.query(
      `${SELECT} where q.replaced_at is null and q.unit_id = $1 and q.title_code = $2 and q.level = $3 and q.year = $4 and q.delegates is not distinct from $5 and q.round_code is not distinct from $6`,
      [unitId, key.titleCode, key.level, key.year, key.delegates, key.round]);
  }

  /** The year's quota and the round's, as the latest decision up to the day set them. */
  private inForce(tx: Tx, unitId: string, key: Omit<QuotaKey, 'unitId'>, on: Day): Promise<Row[]> {
    return tx.query(
      `${SELECT} where q.id in (select distinct on (v.round_code) v.id from quota v
           where v.unit_id = $1 and v.title_code = $2 and v.level = $3 and v.year = $4 and v.delegates is not distinct from $5 and (v.round_code is null or v.round_code = $6) and v.decided_on <= $7
           order by v.round_code, v.decided_on desc, v.recorded_at desc, v.id desc)`,
      [unitId, key.titleCode, key.level, key.year, key.delegates, key.round, on]);
  }

  private async requireMayChange(tx: Tx, before: Row, quota: { readonly places: number; readonly setByUnitId: string }): Promise<void> {
    if (quota.places < before.used) throw new QuotaBelowUsed(before.used);
    if (before.setByUnitId === quota.setByUnitId) return;
    const [mine, theirs] = [await this.access.pathOf(tx, quota.setByUnitId), await this.access.pathOf(tx, before.setByUnitId)];
    if (mine !== null && theirs !== null && theirs.startsWith(`${mine}.`)) return;
    if (theirs === null || mine === theirs) return;
    throw new QuotaSetAbove((await this.directory.getById(tx, before.setByUnitId)).code);
  }

  private async lock(tx: Tx, unitId: string, titleCode: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`awards.quota:${unitId}:${titleCode}`]);
  }
}

function viewOf(row: Row): QuotaView {
  return {
    id: row.id, titleCode: row.titleCode, level: row.level, unitCode: row.unitCode, year: row.year, round: row.round, delegates: row.delegates, places: row.places,
    decisionNumber: row.decisionNumber, decidedOn: row.decidedOn, used: row.used,
  };
}
