/**
 * Table of stored answers, for the first migration of a service. A row is visible only to the caller it belongs to: the
 * opening of a transaction sets `app.idempotency_owner`, not the scope of units.
 */
export function serviceMigration(service: string): string {
  const mine = "owner = nullif(current_setting('app.idempotency_owner', true), '')";
  return `
    create table idempotency (
      owner text not null, route text not null, key text not null,
      request_hash text, status smallint, answer text, answered boolean not null default false,
      created_at timestamptz not null default now(),
      constraint idempotency_pk primary key (owner, route, key)
    );
    comment on column idempotency.key is 'hash of the key the caller sent';
    comment on column idempotency.answer is 'encrypted by the key the caller sent';
    create index idempotency_created on idempotency (created_at);
    alter table idempotency enable row level security;
    alter table idempotency force row level security;
    create policy idempotency_app on idempotency to ${service}_app using (${mine}) with check (${mine});
    create policy idempotency_whole on idempotency to ${service}_whole using (true) with check (true);
    create policy idempotency_migrator on idempotency to ${service}_migrator using (true) with check (true);
    revoke all on idempotency from ${service}_app, ${service}_whole;
    grant select, insert, update, delete on idempotency to ${service}_app, ${service}_whole;
    comment on table idempotency is 'visibility: SYSTEM';
  `;
}
