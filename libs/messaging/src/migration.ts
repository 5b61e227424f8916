import { protectTable, sql } from '@doanket/persistence';

/** Rows of one outbox partition; old partitions go cold (engineering handbook 3.2). */
export const OUTBOX_PARTITION_ROWS = 10_000_000;

/**
 * SQL of the tables messaging keeps in a service's schema: `outbox`, `aggregate_head`, `inbox`, `dead_letter`. For the
 * service's first migration; runs as its migrator.
 *
 * Business transactions run in the caller's scope and may only append to the outbox: reading it, the inbox and the dead
 * letters is for `<service>_whole`. The next version of an aggregate is taken through a function of the owner, so the
 * application role needs no right on `aggregate_head`.
 */
export function messagingMigration(service: string): string {
  return sql(outbox(service), aggregateHead(service), inbox(service), deadLetter(service), inboxClaim(service));
}

const outbox = (service: string): string => `
  create table outbox (
    seq bigint generated always as identity,
    id uuid not null,
    aggregate_type text not null,
    aggregate_id text not null,
    aggregate_version int not null constraint outbox_version_positive check (aggregate_version > 0),
    topic text not null,
    key text not null,
    headers jsonb not null,
    payload jsonb not null,
    created_at timestamptz not null default clock_timestamp(),
    published_at timestamptz,
    constraint outbox_pk primary key (seq)
  ) partition by range (seq);
  create index outbox_unpublished on outbox (seq) where published_at is null;
  ${protectTable(service, 'outbox', { kind: 'SYSTEM' })}
  create policy outbox_publish on outbox for insert to ${service}_app with check (true);
  comment on table outbox is 'visibility: SYSTEM; the event log of the service: published rows stay';

  create function outbox_ensure_partitions() returns int language plpgsql security definer set search_path from current as $body$
  declare
    rows_each constant bigint := ${OUTBOX_PARTITION_ROWS};
    current_part bigint := coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'seq')::regclass), 0) / rows_each;
    made int := 0;
    part text;
  begin
    perform pg_advisory_xact_lock(hashtext('outbox-partitions:' || current_schema()));
    for n in current_part .. current_part + 2 loop
      part := 'outbox_p' || n;
      continue when to_regclass(part) is not null;
      execute format('create table %I (like outbox including defaults including constraints)', part);
      execute format('alter table %I enable row level security', part);
      execute format('alter table %I force row level security', part);
      execute format('revoke all on %I from ${service}_app, ${service}_whole', part);
      execute format('comment on table %I is %L', part, 'visibility: SYSTEM; reached through outbox only');
      execute format('alter table %I add constraint %I check (seq >= %s and seq < %s)', part, part || '_range', n * rows_each, (n + 1) * rows_each);
      execute format('alter table outbox attach partition %I for values from (%s) to (%s)', part, n * rows_each, (n + 1) * rows_each);
      made := made + 1;
    end loop;
    return made;
  end $body$;
  comment on function outbox_ensure_partitions() is 'Creates the partition in use and the next two; the relay calls it. Attaching takes no exclusive lock on the outbox.';
  revoke all on function outbox_ensure_partitions() from public;
  grant execute on function outbox_ensure_partitions() to ${service}_whole;
  select outbox_ensure_partitions()`;

const aggregateHead = (service: string): string => `
  create table aggregate_head (
    aggregate_type text not null,
    aggregate_id text not null,
    version int not null,
    constraint aggregate_head_pk primary key (aggregate_type, aggregate_id)
  );
  ${protectTable(service, 'aggregate_head', { kind: 'SYSTEM' })}
  create function outbox_take_versions(p_type text, p_ids text[], p_counts int[]) returns table (aggregate_id text, version int)
  language sql volatile security definer set search_path from current as $body$
    insert into aggregate_head as head (aggregate_type, aggregate_id, version)
    select p_type, taken.id, taken.n from unnest(p_ids, p_counts) as taken(id, n) order by taken.id
    on conflict (aggregate_type, aggregate_id) do update set version = head.version + excluded.version
    returning head.aggregate_id, head.version
  $body$;
  comment on function outbox_take_versions(text, text[], int[]) is 'Numbers the events of aggregates under their row locks; answers the last version taken of each. Ids are locked in order.';
  revoke all on function outbox_take_versions(text, text[], int[]) from public;
  grant execute on function outbox_take_versions(text, text[], int[]) to ${service}_app, ${service}_whole`;

const inbox = (service: string): string => `
  create table inbox (
    consumer text not null,
    aggregate_type text not null,
    aggregate_id text not null,
    version int not null,
    constraint inbox_pk primary key (consumer, aggregate_type, aggregate_id)
  ) with (fillfactor = 80);
  ${protectTable(service, 'inbox', { kind: 'SYSTEM' })}
  comment on table inbox is 'visibility: SYSTEM; last version seen per consumer and aggregate'`;

const deadLetter = (service: string): string => `
  create table dead_letter (
    id uuid not null,
    n bigint generated always as identity,
    consumer text not null,
    topic text not null,
    partition int not null,
    message_offset bigint not null,
    message_key text,
    message_at timestamptz,
    event_id text,
    event_type text,
    aggregate_type text,
    aggregate_id text,
    aggregate_version int,
    headers jsonb not null,
    payload bytea,
    reason text not null constraint dead_letter_reason check (reason in
      ('ENVELOPE', 'EMPTY', 'TOO_LARGE', 'BAD_JSON', 'WRONG_SCHEMA', 'UNKNOWN_MAJOR', 'GAP', 'REFUSED', 'FAILED', 'BEHIND')),
    blocking boolean not null,
    error_code text,
    error_text text,
    attempts int not null,
    first_failed_at timestamptz not null,
    last_failed_at timestamptz not null,
    trace_id text,
    state text not null default 'OPEN' constraint dead_letter_state check (state in ('OPEN', 'REPLAYED', 'DISCARDED')),
    closed_at timestamptz,
    closed_by text,
    closed_why text,
    archived_at timestamptz,
    constraint dead_letter_pk primary key (id)
  );
  create unique index dead_letter_message_unique on dead_letter (consumer, topic, partition, message_offset, coalesce(event_id, ''))
    where archived_at is null;
  create unique index dead_letter_version_unique on dead_letter (consumer, aggregate_type, aggregate_id, aggregate_version)
    where archived_at is null and aggregate_version is not null;
  create index dead_letter_lane on dead_letter (consumer, topic, message_key, n) where state = 'OPEN' and archived_at is null;
  create index dead_letter_list on dead_letter (n);
  ${protectTable(service, 'dead_letter', { kind: 'SYSTEM' })}
  comment on table dead_letter is 'visibility: SYSTEM; messages this service could not handle, and what waits behind them in order';
  comment on column dead_letter.payload is 'The original bytes; null when the message had no value.';
  comment on column dead_letter.blocking is 'Later messages of the key wait behind it.';
  comment on column dead_letter.archived_at is 'Set when a rebuild took the consumer''s inbox away: it counts no more, it stays readable.'`;

/** One round trip per chunk. Its statements see what was committed while the one before waited for a lock. */
const inboxClaim = (service: string): string => `
  create function inbox_claim(p_consumer text, p_types text[], p_ids text[], p_versions int[], p_topic text, p_keys text[])
  returns table (kind text, aggregate_type text, name text, version int) language plpgsql as $body$
  begin
    return query
      with claimed as (
        insert into inbox as seen (consumer, aggregate_type, aggregate_id, version)
        select p_consumer, chunk.type, chunk.id, chunk.version from unnest(p_types, p_ids, p_versions) as chunk(type, id, version)
        order by chunk.type, chunk.id
        on conflict on constraint inbox_pk do update set version = excluded.version where seen.version < excluded.version
        returning seen.aggregate_type, seen.aggregate_id, coalesce(old.version, 0) as version
      )
      select 'MARK', claimed.aggregate_type, claimed.aggregate_id, claimed.version from claimed;
    return query
      select distinct 'BLOCKED', null::text, letter.message_key, null::int from dead_letter as letter
      where letter.consumer = p_consumer and letter.topic = p_topic and letter.message_key = any(p_keys)
        and letter.state = 'OPEN' and letter.archived_at is null and letter.blocking;
  end $body$;
  comment on function inbox_claim(text, text[], text[], int[], text, text[]) is
    'Moves the marks of a chunk to its highest versions under their row locks and answers what they were (none: all of it was seen), then which keys wait behind an open letter.';
  revoke all on function inbox_claim(text, text[], text[], int[], text, text[]) from public;
  grant execute on function inbox_claim(text, text[], text[], int[], text, text[]) to ${service}_whole`;

/**
 * SQL of the function that took the place of `inbox_claim`, for a later migration of each service. A chunk of new records
 * is the rule when a consumer catches up, so nothing is answered for what nobody has seen, and one type and the keys that
 * are the ids travel once. `inbox_claim` stays for processes of the version before.
 */
export function inboxTakeMigration(service: string): string {
  return `
  create function inbox_take(p_consumer text, p_types text[], p_ids text[], p_versions int[], p_topic text, p_keys text[])
  returns table (kind text, aggregate_type text, name text, version int) language plpgsql as $body$
  begin
    return query
      with chunk as materialized (
        select coalesce(c.type, p_types[1]) as type, c.id, c.version from unnest(p_types, p_ids, p_versions) as c(type, id, version)
      ), taken as (
        insert into inbox as seen (consumer, aggregate_type, aggregate_id, version)
        select p_consumer, chunk.type, chunk.id, chunk.version from chunk order by chunk.type, chunk.id
        on conflict on constraint inbox_pk do update set version = excluded.version where seen.version < excluded.version
        returning seen.aggregate_type, seen.aggregate_id, coalesce(old.version, 0) as version
      )
      select case when taken.version is null then 'SEEN' else 'MARK' end, chunk.type, chunk.id, taken.version
      from chunk left join taken on taken.aggregate_type = chunk.type and taken.aggregate_id = chunk.id
      where taken.version is distinct from 0;
    return query
      select distinct 'BLOCKED', null::text, letter.message_key, null::int from dead_letter as letter
      where letter.consumer = p_consumer and letter.topic = p_topic and letter.message_key = any(coalesce(p_keys, p_ids))
        and letter.state = 'OPEN' and letter.archived_at is null and letter.blocking;
  end $body$;
  comment on function inbox_take(text, text[], text[], int[], text, text[]) is
    'Moves the marks of a chunk to its highest versions under their row locks. MARK: what a mark was, where it was not 0. SEEN: it stood at least as high. BLOCKED: a key with an open letter. One type stands for all; no keys: the ids are the keys.';
  revoke all on function inbox_take(text, text[], text[], int[], text, text[]) from public;
  grant execute on function inbox_take(text, text[], text[], int[], text, text[]) to ${service}_whole`;
}
