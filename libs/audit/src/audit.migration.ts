/**
 * SQL of the audit trail: schema `<service>_audit`, append-only by grant and by trigger; seals beside it. The application
 * role may insert and read, the sealer may read rows and add seals, and nobody may change or delete either.
 * Runs in the service's first migration, as its migrator.
 */
export function auditMigration(service: string): string {
  const schema = `${service}_audit`;
  const app = `${service}_app`;
  const whole = `${service}_whole`;
  const sealer = `${service}_sealer`;
  return `
    create table ${schema}.audit (
      seq bigint generated always as identity constraint audit_pk primary key,
      at timestamptz not null default clock_timestamp(),
      actor text not null,
      person_id uuid, post_id uuid, acting_unit_id uuid,
      action text not null, object_type text not null, object_id text not null,
      unit_id uuid,
      before jsonb, after jsonb, why text,
      trace_id text, correlation_id text,
      directory_version int
    );
    create index audit_object on ${schema}.audit (object_type, object_id, seq);
    create index audit_person on ${schema}.audit (person_id, seq);
    create table ${schema}.audit_seal (
      n bigint constraint audit_seal_pk primary key,
      audit_seq bigint not null constraint audit_seal_row_unique unique,
      h bytea not null,
      sealed_at timestamptz not null default clock_timestamp()
    );
    create function ${schema}.refuse_change() returns trigger language plpgsql as $body$
    begin
      raise exception 'the audit trail only grows' using errcode = '42501';
    end $body$;
    create trigger audit_append_only before update or delete or truncate on ${schema}.audit for each statement execute function ${schema}.refuse_change();
    create trigger audit_seal_append_only before update or delete or truncate on ${schema}.audit_seal for each statement execute function ${schema}.refuse_change();
    grant usage on schema ${schema} to ${app}, ${whole}, ${sealer};
    grant insert on ${schema}.audit to ${app}, ${whole};
    grant select on ${schema}.audit, ${schema}.audit_seal to ${whole}, ${sealer};
    grant insert on ${schema}.audit_seal to ${sealer};
    comment on table ${schema}.audit is 'visibility: SYSTEM; who, acting as which post and unit, did what, before and after, why';
    comment on column ${schema}.audit.directory_version is 'newest change of the directory the decision relied on';
  `;
}
