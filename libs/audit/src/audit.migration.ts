/** The caller's unit ids, as in `protectTable`, which cannot name a table of another schema. */
const mine = (service: string): string =>
  `array(select s.unit_id from ${service}.directory_scope s where s.path <@ any((select string_to_array(trim(both '{}' from current_setting('app.unit_paths', true)), ',')::ltree[])::ltree[]))`;

/**
 * SQL of the audit trail of one service, in its schema `<service>_audit`: `entry`, which the application may only append
 * to, and `seal`, which the sealer alone appends to. Nobody updates or deletes: no grant, and a trigger besides. Run it after
 * `directoryMigration`, whose scope of today the policy reads. Source: engineering handbook 7.6.
 */
export function auditMigration(service: string): string {
  const schema = `${service}_audit`;
  const app = `${service}_app`;
  const whole = `${service}_whole`;
  const sealer = `${service}_sealer`;
  const migrator = `${service}_migrator`;
  return `
    create table ${schema}.entry (
      seq bigint generated always as identity constraint entry_pk primary key,
      at timestamptz not null,
      written_at timestamptz not null default clock_timestamp(),
      actor text not null,
      person_id uuid,
      post_id uuid,
      acting_unit_id uuid,
      action text not null,
      object_type text not null,
      object_id text not null,
      unit_id uuid,
      before jsonb,
      after jsonb,
      why text,
      trace_id text,
      correlation_id text,
      directory_version int
    );
    create index entry_object_index on ${schema}.entry (object_type, object_id, seq);
    create index entry_person_index on ${schema}.entry (person_id, seq);
    create index entry_unit_index on ${schema}.entry (unit_id, seq);
    create index entry_written_index on ${schema}.entry (written_at);
    create index entry_action_index on ${schema}.entry (action, seq);
    comment on table ${schema}.entry is 'visibility: SUBTREE; append-only';
    comment on column ${schema}.entry.at is 'instant by the clock of the application';
    comment on column ${schema}.entry.written_at is 'instant by the clock of the database; how long a row has waited for its seal';
    comment on column ${schema}.entry.directory_version is 'newest change of units and posts the decision relied on';

    create table ${schema}.seal (
      n bigint constraint seal_pk primary key,
      audit_seq bigint not null constraint seal_audit_seq_unique unique,
      h bytea not null constraint seal_h_length check (length(h) = 32)
    );
    comment on table ${schema}.seal is 'visibility: SYSTEM; chain in the order of sealing: h = sha256(previous h, canonical row)';

    create function ${schema}.refuse_change() returns trigger language plpgsql as $body$
    begin
      raise exception 'The audit trail is append-only' using errcode = 'insufficient_privilege';
    end $body$;
    create trigger entry_append_only before update or delete or truncate on ${schema}.entry execute function ${schema}.refuse_change();
    create trigger seal_append_only before update or delete or truncate on ${schema}.seal execute function ${schema}.refuse_change();

    alter table ${schema}.entry enable row level security;
    alter table ${schema}.entry force row level security;
    create policy entry_read on ${schema}.entry for select to ${app} using (unit_id = any(${mine(service)}));
    create policy entry_insert on ${schema}.entry for insert to ${app} with check (true);
    create policy entry_whole on ${schema}.entry to ${whole} using (true) with check (true);
    create policy entry_sealer on ${schema}.entry for select to ${sealer} using (true);
    create policy entry_migrator on ${schema}.entry to ${migrator} using (true) with check (true);
    alter table ${schema}.seal enable row level security;
    alter table ${schema}.seal force row level security;
    create policy seal_read on ${schema}.seal for select to ${app}, ${whole} using (true);
    create policy seal_sealer on ${schema}.seal to ${sealer} using (true) with check (true);
    create policy seal_migrator on ${schema}.seal to ${migrator} using (true) with check (true);

    revoke all on ${schema}.entry, ${schema}.seal from ${app}, ${whole}, ${sealer};
    grant select, insert on ${schema}.entry to ${app}, ${whole};
    grant select on ${schema}.entry to ${sealer};
    grant select on ${schema}.seal to ${app}, ${whole};
    grant select, insert on ${schema}.seal to ${sealer};
  `;
}
