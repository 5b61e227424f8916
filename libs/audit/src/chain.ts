import { createHash } from 'node:crypto';

/** Start of every chain. */
export const GENESIS = Buffer.alloc(32);

/** The next link: SHA-256 over the link before and the canonical text of a row. */
export function link(previous: Buffer, canonical: string): Buffer {
  return createHash('sha256').update(previous).update(canonical, 'utf8').digest();
}

/**
 * SQL of a row's canonical text. `jsonb` has one text form and instants are written in UTC, so the same row always gives the
 * same text; the unit separator keeps fields apart, and null is told from empty.
 */
export const CANONICAL = `array_to_string(array[a.seq::text, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), a.actor, a.person_id::text, a.post_id::text,
  a.acting_unit_id::text, a.action, a.object_type, a.object_id, a.unit_id::text, a.before::text, a.after::text, a.why, a.trace_id, a.correlation_id, a.directory_version::text], chr(31), chr(0x2400))`;

/** What verify found. `firstFault` is the first row, in sealing order, that does not hold. */
export interface Verification {
  readonly intact: boolean;
  readonly checked: number;
  readonly firstFault: { readonly seq: string; readonly fault: 'ALTERED' | 'MISSING' | 'UNSEALED' } | null;
}
