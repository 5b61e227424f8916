import type { DEAD_LETTER_REASONS, DEAD_LETTER_STATES } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { messageTime, traceIdOf, type WireMessage } from './envelope';
import type { Incoming } from './message';

export type LetterReason = (typeof DEAD_LETTER_REASONS)[number];
export type LetterState = (typeof DEAD_LETTER_STATES)[number];

/** A message on its way into `dead_letter`. */
export interface NewLetter {
  readonly message: Incoming;
  readonly reason: LetterReason;
  readonly error: { readonly code: string; readonly text: string } | null;
  readonly attempts: number;
  readonly firstFailedAt: Date;
}

/** A row of `dead_letter`. */
export interface LetterRow {
  readonly id: string; readonly n: string; readonly consumer: string;
  readonly topic: string; readonly partition: number; readonly message_offset: string;
  readonly message_key: string | null; readonly message_at: Date | null;
  readonly event_id: string | null; readonly event_type: string | null;
  readonly aggregate_type: string | null; readonly aggregate_id: string | null; readonly aggregate_version: number | null;
  readonly headers: Readonly<Record<string, string>>; readonly payload: Buffer | null;
  readonly reason: LetterReason; readonly blocking: boolean;
  readonly error_code: string | null; readonly error_text: string | null; readonly attempts: number;
  readonly first_failed_at: Date; readonly last_failed_at: Date; readonly trace_id: string | null;
  readonly state: LetterState; readonly closed_at: Date | null; readonly closed_by: string | null; readonly closed_why: string | null;
}

/** Where messages of one key wait in order. */
export interface Lane { readonly consumer: string; readonly topic: string; readonly key: string }

/** Locks lanes against the consumer and against another operator until the transaction ends. Give several in one order. */
export async function lockLanes(tx: Tx, lanes: readonly Lane[]): Promise<void> {
  for (const { consumer, topic, key } of lanes) {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`dead-letter:${consumer}:${topic}:${key}`]);
  }
}

/** Which of these keys have an open letter that blocks. */
export async function blockedKeys(tx: Tx, consumer: string, topic: string, keys: readonly string[]): Promise<Set<string>> {
  const rows: { message_key: string }[] = await tx.query(
    `select distinct message_key from dead_letter
     where consumer = $1 and topic = $2 and message_key = any($3::text[]) and state = 'OPEN' and archived_at is null and blocking`,
    [consumer, topic, keys],
  );
  return new Set(rows.map((row) => row.message_key));
}

/** Which of these offsets already have a letter, open or closed. */
export async function letteredOffsets(tx: Tx, consumer: string, messages: readonly Incoming[]): Promise<Set<string>> {
  const unversioned = messages.filter((message) => message.aggregate === null && message.content.kind === 'BAD');
  const [first] = unversioned;
  if (first === undefined) return new Set();
  const rows: { message_offset: string }[] = await tx.query(
    `select message_offset from dead_letter
     where consumer = $1 and topic = $2 and partition = $3 and message_offset = any($4::bigint[]) and archived_at is null`,
    [consumer, first.wire.topic, first.wire.partition, unversioned.map((message) => message.wire.offset)],
  );
  return new Set(rows.map((row) => row.message_offset));
}

/** Writes letters in order. One that is already there, by its place or its version, stays as it is. */
export async function writeLetters(tx: Tx, consumer: string, letters: readonly NewLetter[], now: Date): Promise<void> {
  for (const { message, reason, error, attempts, firstFailedAt } of letters) {
    const { wire, head, aggregate } = message;
    await tx.query(
      `insert into dead_letter (id, consumer, topic, partition, message_offset, message_key, message_at, event_id, event_type,
         aggregate_type, aggregate_id, aggregate_version, headers, payload, reason, blocking, error_code, error_text, attempts,
         first_failed_at, last_failed_at, trace_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
       on conflict do nothing`,
      [
        newId(), consumer, wire.topic, wire.partition, wire.offset, message.key, messageTime(wire), head.id, head.type,
        aggregate?.type ?? null, aggregate?.id ?? null, aggregate?.version ?? null, JSON.stringify(storableHeaders(wire)), wire.value,
        reason, !message.anyOrder && message.key !== null, error?.code ?? null, error?.text ?? null, attempts, firstFailedAt, now,
        traceIdOf(head.meta?.traceparent ?? null),
      ],
    );
  }
}

/** Archives the letters of a consumer and forgets its marks: its projections are rebuilt from the first event on. */
export async function forgetConsumer(tx: Tx, consumer: string): Promise<void> {
  await tx.query('update dead_letter set archived_at = now() where consumer = $1 and archived_at is null', [consumer]);
  await tx.query('delete from inbox where consumer = $1', [consumer]);
}

/** The message of a stored letter, as it came from the broker. */
export function wireOf(row: LetterRow): WireMessage {
  const decoded = (text: string): Buffer => (text.startsWith('base64:') ? Buffer.from(text.slice(7), 'base64') : Buffer.from(text));
  return {
    topic: row.topic, partition: row.partition, offset: row.message_offset,
    key: row.message_key === null ? null : decoded(row.message_key),
    value: row.payload,
    headers: Object.fromEntries(Object.entries(row.headers).map(([name, text]) => [name, decoded(text)])),
    timestamp: String((row.message_at ?? row.first_failed_at).getTime()),
  };
}

/** Headers as JSON PostgreSQL can store: bytes that are no plain text become `base64:…`, repeated headers keep the first. */
function storableHeaders(wire: WireMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(wire.headers ?? {}).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? (value as readonly (Buffer | string)[])[0] : (value as Buffer | string | undefined);
    if (first === undefined) return [];
    const bytes = Buffer.from(first as string);
    const text = bytes.toString('utf8');
    const plain = !text.includes('\u0000') && !text.includes('\uFFFD') && !text.startsWith('base64:');
    return [[name.replaceAll('\u0000', ''), plain ? text : `base64:${bytes.toString('base64')}`]];
  }));
}
