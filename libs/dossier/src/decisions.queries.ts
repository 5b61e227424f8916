import type { AccessControl, Principal } from '@doanket/auth';
import type { DecisionItemView, DecisionView, Permission } from '@doanket/contracts';
import type { Directory } from '@doanket/directory';
import type { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { DecisionNotFound } from './decision.errors';

interface Row {
  readonly id: string; readonly kind: string; readonly number: string; readonly year: number; readonly issuer_unit_id: string; readonly issuer_code: string; readonly issuer_name: string; readonly level: DecisionView['level'];
  readonly decided_on: string; readonly signer_post_id: string; readonly signer_post: string | null; readonly file_id: string | null; readonly paper: boolean; readonly state: DecisionView['state'];
  readonly item_count: number; readonly warning_count: number; readonly note: string | null; readonly recorded_by_person: string; readonly recorded_at: Date; readonly confirmed_by_person: string | null; readonly confirmed_at: Date | null;
}

export interface DecisionFilter { readonly state?: string | undefined; readonly kind?: string | undefined; readonly issuer?: string | undefined; readonly paper?: boolean | undefined; readonly q?: string | undefined }

const SELECT = `select d.id, d.kind, d.number, d.year, d.issuer_unit_id, u.code as issuer_code, coalesce(v.name, u.code) as issuer_name, d.level, d.decided_on::text as decided_on, d.signer_post_id,
    (select p.post from directory_post p where p.id = d.signer_post_id and upper_inf(p.recorded) limit 1) as signer_post, d.file_id, d.paper, d.state, d.item_count,
    (select count(*)::int from decision_item i where i.decision_id = d.id and i.warnings <> '[]'::jsonb) as warning_count, d.note, d.recorded_by_person, d.recorded_at, d.confirmed_by_person, d.confirmed_at
  from decision d join directory_unit u on u.id = d.issuer_unit_id
  left join lateral (select name from directory_unit_version x where x.unit_id = u.id and upper_inf(x.recorded) and x.valid @> d.decided_on limit 1) v on true`;

/** Lists and views of decisions, under the scope of the transaction. */
export class DecisionQueries {
  constructor(private readonly service: string, private readonly directory: Directory, private readonly control: AccessControl, private readonly clock: Clock) {}

  /** Newest first; `after` is the id of the last row shown. */
  async list(tx: Tx, principal: Principal, filter: DecisionFilter, page: { limit: number; after: string | null }): Promise<DecisionView[]> {
    const rows = (await tx.query(
      `${SELECT} where ($1::uuid is null or d.id < $1) and ($2::text is null or d.state = $2) and ($3::text is null or d.kind = $3) and ($4::text is null or u.code = $4)
         and ($5::boolean is null or d.paper = $5) and ($6::text is null or d.number ilike '%' || $6 || '%') order by d.id desc limit $7`,
      [page.after, filter.state ?? null, filter.kind ?? null, filter.issuer ?? null, filter.paper ?? null, filter.q?.replace(/[%_\\]/g, '\\$&') ?? null, page.limit],
    )) as Row[];
    const views: DecisionView[] = [];
    for (const row of rows) views.push(await this.view(tx, principal, row));
    return views;
  }

  /** Throws DecisionNotFound. */
  async get(tx: Tx, principal: Principal, id: string): Promise<DecisionView> {
    const [row] = (await tx.query(`${SELECT} where d.id = $1`, [id])) as Row[];
    if (row === undefined) throw new DecisionNotFound();
    return this.view(tx, principal, row);
  }

  async items(tx: Tx, id: string, page: { limit: number; after: number; onlyWarnings: boolean }): Promise<DecisionItemView[]> {
    const found: unknown[] = await tx.query('select 1 from decision where id = $1', [id]);
    if (found.length === 0) throw new DecisionNotFound();
    const rows = (await tx.query(
      `select n, payload, warnings, record_id from decision_item where decision_id = $1 and n > $2 and (not $3 or warnings <> '[]'::jsonb) order by n limit $4`,
      [id, page.after, page.onlyWarnings, page.limit],
    )) as { n: number; payload: Record<string, unknown>; warnings: DecisionItemView['warnings']; record_id: string | null }[];
    return rows.map((row) => ({ n: row.n, payload: row.payload, warnings: row.warnings, recordId: row.record_id }));
  }

  /** Records that wait for this principal to confirm, oldest first. */
  async toConfirm(tx: Tx, principal: Principal, limit: number): Promise<DecisionView[]> {
    if (!this.control.holds(principal, `${this.service}.decision.confirm` as Permission)) return [];
    const rows = (await tx.query(`${SELECT} where d.state = 'RECORDED' and d.recorded_by_person is distinct from $1 order by d.id limit $2`, [principal.personId, limit])) as Row[];
    const views: DecisionView[] = [];
    for (const row of rows) {
      const view = await this.view(tx, principal, row);
      if (view.mayConfirm) views.push(view);
    }
    return views;
  }

  private async view(tx: Tx, principal: Principal, row: Row): Promise<DecisionView> {
    const whyNot = await this.obstacle(tx, principal, row);
    return {
      id: row.id, kind: row.kind, number: row.number, year: row.year, issuerCode: row.issuer_code, issuerName: row.issuer_name, level: row.level, decidedOn: row.decided_on, signerPostId: row.signer_post_id,
      signerPost: row.signer_post ?? '', fileId: row.file_id, paper: row.paper, state: row.state, itemCount: row.item_count, warningCount: row.warning_count, note: row.note,
      recordedByPersonId: row.recorded_by_person, recordedAt: row.recorded_at.toISOString(), confirmedByPersonId: row.confirmed_by_person, confirmedAt: row.confirmed_at?.toISOString() ?? null,
      mayConfirm: whyNot === null, whyNot,
    };
  }

  private async obstacle(tx: Tx, principal: Principal, row: Row): Promise<DecisionView['whyNot']> {
    if (row.state !== 'RECORDED') return 'NOT_OPEN';
    if (row.recorded_by_person === principal.personId) return 'OWN_RECORD';
    if (!this.control.holds(principal, `${this.service}.decision.confirm` as Permission)) return 'NO_RIGHT';
    const keeper = await this.directory.liveUnit(tx, row.issuer_unit_id, this.clock.today());
    return principal.post?.unitId === keeper.unitId ? null : 'NO_RIGHT';
  }
}
