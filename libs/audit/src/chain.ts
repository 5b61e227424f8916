import { createHash } from 'node:crypto';

/** SQL of the canonical text of a row `e`: what is sealed. JSON arrays of `jsonb` print the same on every machine. */
export const CANONICAL = `jsonb_build_array(
  e.seq::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), to_char(e.written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  e.actor, e.person_id, e.post_id, e.acting_unit_id, e.action, e.object_type, e.object_id, e.unit_id, e.before, e.after, e.why,
  e.trace_id, e.correlation_id, e.directory_version)::text`;

/** The hash before the first seal of a service. */
export function genesis(service: string): Buffer {
  return createHash('sha256').update(`doanket-audit:${service}`).digest();
}

/** The next link: sha256 of the previous one and the canonical row. */
export function link(previous: Buffer, canonical: string): Buffer {
  return createHash('sha256').update(previous).update(canonical).digest();
}
