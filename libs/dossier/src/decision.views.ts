import type { Principal } from '@doanket/auth';
import type { DecisionItemView, DecisionView } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { DecisionNotFound } from './decision.errors';
import type { Decisions } from './decisions';

type ViewRow = Omit<DecisionView, 'recordedAt' | 'confirmedAt' | 'mayConfirm' | 'whyNot'> & {
  readonly path: string | null; readonly recordedAt: Date; readonly confirmedAt: Date | null;
};

export interface DecisionQuery {
  readonly limit: number;
  /** Decisions recorded before this one. */
  readonly before?: string | undefined;
  readonly id?: string | undefined;
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  readonly issuer?: string | undefined;
  readonly paper?: boolean | undefined;
  /** Part of the number. */
  readonly q?: string | undefined;
}

const SELECT = `
  select d.id, d.kind, d.number, d.year, u.code as "issuerCode", s.path::text as path,
         coalesce((select v.name from directory_unit_version v where v.unit_id = u.id and upper_inf(v.recorded) and v.valid @> d.decided_on), u.code) as "issuerName", d.level, d.decided_on::text as "decidedOn",
         d.signer_post_id as "signerPostId", d.signer_post as "signerPost", d.file_id as "fileId", d.paper, d.state, d.item_count as "itemCount",
         d.warning_count as "warningCount", d.note, d.recorded_by_person_id as "recordedByPersonId", d.recorded_at as "recordedAt",
         d.confirmed_by_person_id as "confirmedByPersonId", d.confirmed_at as "confirmedAt"
  from decision d join directory_unit u on u.id = d.issuer_unit_id left join directory_scope s on s.unit_id = d.issuer_unit_id`;

/** Reads decisions as the caller sees them. */
export class DecisionViews {
  constructor(private readonly decisions: Decisions) {}

  /** Throws DecisionNotFound. */
  async get(tx: Tx, principal: Principal, id: string): Promise<DecisionView> {
    const [view] = await this.list(tx, principal, { id, limit: 1 });
    if (view === undefined) throw new DecisionNotFound();
    return view;
  }

  /** Newest first, at most `limit`. */
  async list(tx: Tx, principal: Principal, query: DecisionQuery): Promise<DecisionView[]> {
    const rows: ViewRow[] = await tx.query(
      `${SELECT}
       where ($2::uuid is null or d.id < $2) and ($3::uuid is null or d.id = $3) and ($4::text is null or d.state = $4) and ($5::text is null or d.kind = $5)
         and ($6::text is null or u.code = $6) and ($7::boolean is null or d.paper = $7) and ($8::text is null or strpos(upper(d.number), upper($8)) > 0)
       order by d.id desc limit $1`,
      [query.limit, query.before ?? null, query.id ?? null, query.state ?? null, query.kind ?? null, query.issuer ?? null, query.paper ?? null, query.q ?? null]);
    return rows.map((row) => {
      const { path, recordedAt, confirmedAt, ...rest } = row;
      const whyNot = this.decisions.mayConfirm(principal, { ...rest, path });
      return { ...rest, recordedAt: recordedAt.toISOString(), confirmedAt: confirmedAt?.toISOString() ?? null, mayConfirm: whyNot === null, whyNot };
    });
  }

  /** Items of a paper, after number `after`. Heads are readable below their issuer, items are not: then DecisionNotFound. */
  async items(tx: Tx, id: string, query: { limit: number; after?: number | undefined; warnings?: boolean | undefined }): Promise<DecisionItemView[]> {
    const heads: { kind: string }[] = await tx.query('select kind from decision where id = $1 and (not paper or exists (select from decision_item i where i.decision_id = $1))', [id]);
    const [head] = heads;
    if (head === undefined) throw new DecisionNotFound();
    const items: DecisionItemView[] = await tx.query(
      `select n, payload, warnings, record_id as "recordId" from decision_item
       where decision_id = $1 and n > $2 and ($3::boolean is null or (jsonb_array_length(warnings) > 0) = $3) order by n limit $4`,
      [id, query.after ?? 0, query.warnings ?? null, query.limit]);
    return items.map((item) => ({ ...item, payload: this.decisions.shown(head.kind, item.payload) }));
  }
}
