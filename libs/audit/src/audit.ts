import type { Clock } from '@doanket/kernel';
import { currentCall, type Tx } from '@doanket/persistence';

/** What happened to what, and why. Carries no personal data: ids, states, amounts; identifiers only as HMAC or ciphertext. */
export interface AuditEntry {
  /** `noun.verb`, e.g. `housing-case.pay`. */
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  /** Unit the object belongs to: who has it in the subtree may read the entry. Null for what belongs to no unit. */
  readonly unitId: string | null;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly why?: string;
}

const TRACE = /^00-([0-9a-f]{32})-/;

/** Writes the audit trail in the caller's transaction: an entry exists if and only if what it tells has happened. */
export class Audit {
  private readonly insert: string;

  constructor(private readonly service: string, private readonly clock: Clock) {
    this.insert = `
      insert into ${service}_audit.entry
        (at, actor, person_id, post_id, acting_unit_id, action, object_type, object_id, unit_id, before, after, why, trace_id, correlation_id, directory_version)
      select $1, $2, $3, $4, $5, e.action, e."objectType", e."objectId", e."unitId", e.before, e.after, e.why, $6, $7, (select version from directory_state)
      from jsonb_to_recordset($8::jsonb) as e(action text, "objectType" text, "objectId" text, "unitId" uuid, before jsonb, after jsonb, why text)`;
  }

  /**
   * Adds one entry or many. Who acts, as which post and unit, the trace and the state of the directory come from the current
   * call; outside of one the service itself is the actor.
   */
  async record(tx: Tx, entries: AuditEntry | readonly AuditEntry[]): Promise<void> {
    const rows = Array.isArray(entries) ? (entries as readonly AuditEntry[]) : [entries as AuditEntry];
    if (rows.length === 0) return;
    const call = currentCall();
    const actor = call?.actor;
    await tx.query(this.insert, [
      this.clock.now(), actor?.label ?? `system:${this.service}`, actor?.personId ?? null, actor?.postId ?? null, actor?.unitId ?? null,
      TRACE.exec(call?.traceparent ?? '')?.[1] ?? null, call?.correlationId ?? null, JSON.stringify(rows),
    ]);
  }
}
