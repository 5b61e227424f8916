import { currentCall, type Transactions, type Tx } from '@doanket/persistence';
import { CANONICAL, GENESIS, link, type Verification } from './chain';

export interface AuditEntry {
  /** `noun.verb`, e.g. `submission.accept`. */
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  /** The unit the object belongs to; null for what belongs to none. */
  readonly unitId: string | null;
  /** What changed. Never names, national ids, health or bank data: these stay in the record itself. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly why?: string;
}

export interface AuditQuery {
  readonly limit: number;
  /** Rows before this one, exclusive. */
  readonly beforeSeq?: string | null;
  readonly objectType?: string | undefined;
  readonly objectId?: string | undefined;
  readonly personId?: string | undefined;
  readonly action?: string | undefined;
  /** Units whose rows may be read; null for all. */
  readonly units: readonly string[] | null;
}

export interface AuditRow {
  readonly seq: string; readonly at: Date; readonly actor: string; readonly person_id: string | null; readonly post_id: string | null; readonly acting_unit_id: string | null;
  readonly action: string; readonly object_type: string; readonly object_id: string; readonly unit_id: string | null; readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null; readonly why: string | null; readonly trace_id: string | null; readonly sealed: boolean;
}

const CHUNK = 2_000;
/** A row older than this without a seal is a fault. */
const SEAL_WITHIN_S = 60;

/** The audit trail of one service: who, acting as which post and unit, what, before and after, why (OPS-04). */
export class Audit {
  private readonly schema: string;

  constructor(service: string, private readonly transactions: Transactions) {
    this.schema = `${service}_audit`;
  }

  /** Writes an entry in the caller's transaction: what is rolled back leaves none. Actor and trace come from the call. */
  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    await this.recordAll(tx, [entry]);
  }

  /** The same for many entries, in one statement. */
  async recordAll(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const call = currentCall();
    await tx.query(
      `insert into ${this.schema}.audit (actor, person_id, post_id, acting_unit_id, trace_id, correlation_id, directory_version, action, object_type, object_id, unit_id, before, after, why)
       select $2, $3, $4, $5, $6, $7, (select version from directory_state), e->>'action', e->>'objectType', e->>'objectId', (e->>'unitId')::uuid, e->'before', e->'after', e->>'why'
         from jsonb_array_elements($1::jsonb) e`,
      [
        JSON.stringify(entries), call?.actor.label ?? 'system', call?.actor.personId ?? null, call?.actor.postId ?? null, call?.actor.unitId ?? null,
        call?.traceparent?.split('-')[1] ?? null, call?.correlationId ?? null,
      ],
    );
  }

  /** Entries newest first. The caller gives the units that may be read. */
  list(query: AuditQuery): Promise<AuditRow[]> {
    return this.transactions.runWhole(async (tx) => (await tx.query(
      `select a.seq::text as seq, a.at, a.actor, a.person_id, a.post_id, a.acting_unit_id, a.action, a.object_type, a.object_id, a.unit_id, a.before, a.after, a.why, a.trace_id,
              exists (select 1 from ${this.schema}.audit_seal s where s.audit_seq = a.seq) as sealed
         from ${this.schema}.audit a
        where ($1::bigint is null or a.seq < $1) and ($2::text is null or a.object_type = $2) and ($3::text is null or a.object_id = $3) and ($4::uuid is null or a.person_id = $4)
          and ($5::text is null or a.action = $5) and ($6::uuid[] is null or a.unit_id = any($6))
        order by a.seq desc limit $7`,
      [query.beforeSeq ?? null, query.objectType ?? null, query.objectId ?? null, query.personId ?? null, query.action ?? null, query.units, query.limit],
    )) as AuditRow[]);
  }

  /** Walks the chain and names the first row that is altered, missing, or unsealed for more than a minute. */
  verify(): Promise<Verification> {
    return this.transactions.runWhole(async (tx) => {
      let previous = GENESIS;
      let n = 0n;
      let checked = 0;
      for (;;) {
        const rows = (await tx.query(
          `select s.n::text as n, s.audit_seq::text as seq, s.h, case when a.seq is null then null else ${CANONICAL} end as canonical
             from ${this.schema}.audit_seal s left join ${this.schema}.audit a on a.seq = s.audit_seq where s.n > $1 order by s.n limit ${CHUNK}`, [n.toString()],
        )) as { n: string; seq: string; h: Buffer; canonical: string | null }[];
        for (const row of rows) {
          n += 1n;
          if (row.canonical === null || BigInt(row.n) !== n) return { intact: false, checked, firstFault: { seq: row.seq, fault: 'MISSING' } };
          previous = link(previous, row.canonical);
          if (!previous.equals(row.h)) return { intact: false, checked, firstFault: { seq: row.seq, fault: 'ALTERED' } };
          checked += 1;
        }
        if (rows.length < CHUNK) break;
      }
      const [unsealed] = (await tx.query(
        `select a.seq::text as seq from ${this.schema}.audit a where not exists (select 1 from ${this.schema}.audit_seal s where s.audit_seq = a.seq)
          and a.at < clock_timestamp() - interval '${SEAL_WITHIN_S} seconds' order by a.seq limit 1`,
      )) as { seq: string }[];
      return unsealed === undefined ? { intact: true, checked, firstFault: null } : { intact: false, checked, firstFault: { seq: unsealed.seq, fault: 'UNSEALED' } };
    });
  }
}
