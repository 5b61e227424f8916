import type { AuditVerification, AuditView } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import type { AuditRoot } from './audit-roots';
import { CANONICAL, genesis, link } from './chain';

/** Which entries; all that are given must hold. */
export interface AuditQuery {
  readonly limit: number;
  /** Entries before this number. */
  readonly before?: string | undefined;
  readonly objectType?: string | undefined;
  readonly objectId?: string | undefined;
  readonly personId?: string | undefined;
  readonly action?: string | undefined;
}

/** A row that waited longer than this for its seal is a fault. */
const UNSEALED_AFTER = "interval '60 seconds'";
const VERIFY_BATCH = 5_000;

/** Reads the audit trail and checks its chain. */
export class AuditTrail {
  constructor(private readonly service: string) {}

  /** Entries of the units the caller may read, newest first; at most `limit`. */
  async list(tx: Tx, query: AuditQuery): Promise<AuditView[]> {
    const rows: (Omit<AuditView, 'at'> & { at: Date })[] = await tx.query(
      `select e.seq::text as seq, e.at, e.actor, e.person_id as "personId", e.post_id as "postId", e.acting_unit_id as "actingUnitId", e.action,
              e.object_type as "objectType", e.object_id as "objectId", e.unit_id as "unitId", e.before, e.after, e.why, e.trace_id as "traceId",
              exists (select from ${this.service}_audit.seal s where s.audit_seq = e.seq) as sealed
       from ${this.service}_audit.entry e
       where ($2::bigint is null or e.seq < $2) and ($3::text is null or e.object_type = $3) and ($4::text is null or e.object_id = $4)
         and ($5::uuid is null or e.person_id = $5) and ($6::text is null or e.action = $6)
       order by e.seq desc limit $1`,
      [query.limit, query.before ?? null, query.objectType ?? null, query.objectId ?? null, query.personId ?? null, query.action ?? null]);
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /**
   * Walks the chain and names the first row that is altered, missing, or unsealed for too long. `roots` are the signed states
   * kept outside of the database, where there are any: they find a chain that was rewritten as a whole. The transaction must
   * be whole.
   */
  async verify(tx: Tx, roots: readonly AuditRoot[] = []): Promise<AuditVerification> {
    const rootOf = new Map(roots.filter((root) => root.service === this.service).map((root) => [root.n, root.h]));
    let previous = genesis(this.service);
    let n = 0n;
    for (;;) {
      const rows: { n: string; seq: string; h: Buffer; canonical: string | null }[] = await tx.query(
        `select s.n, s.audit_seq as seq, s.h, case when e.seq is null then null else ${CANONICAL} end as canonical
         from ${this.service}_audit.seal s left join ${this.service}_audit.entry e on e.seq = s.audit_seq
         where s.n > $1 order by s.n limit $2`, [n.toString(), VERIFY_BATCH]);
      for (const row of rows) {
        if (row.canonical === null) return faulty(n, row.seq, 'MISSING');
        if (BigInt(row.n) !== n + 1n) return faulty(n, row.seq, 'MISSING');
        if (!link(previous, row.canonical).equals(row.h)) return faulty(n, row.seq, 'ALTERED');
        const root = rootOf.get(row.n);
        if (root !== undefined && root !== row.h.toString('hex')) return faulty(n, row.seq, 'ALTERED');
        previous = row.h;
        n += 1n;
        rootOf.delete(row.n);
      }
      if (rows.length < VERIFY_BATCH) break;
    }
    // A signed state beyond the end of the chain: seals and rows were cut off together.
    const cutOff = [...rootOf.keys()].map(BigInt).filter((root) => root > n).sort((a, b) => (a < b ? -1 : 1))[0];
    if (cutOff !== undefined) return faulty(n, (n + 1n).toString(), 'MISSING');
    const unsealed: { seq: string }[] = await tx.query(
      `select e.seq from ${this.service}_audit.entry e
       where e.written_at < clock_timestamp() - ${UNSEALED_AFTER} and not exists (select from ${this.service}_audit.seal s where s.audit_seq = e.seq)
       order by e.seq limit 1`);
    if (unsealed[0] !== undefined) return faulty(n, unsealed[0].seq, 'UNSEALED');
    return { intact: true, checked: Number(n), firstFault: null };
  }
}

function faulty(checked: bigint, seq: string, fault: 'ALTERED' | 'MISSING' | 'UNSEALED'): AuditVerification {
  return { intact: false, checked: Number(checked), firstFault: { seq, fault } };
}
