const paths = "any((select string_to_array(trim(both '{}' from current_setting('app.unit_paths', true)), ',')::ltree[])::ltree[])";
/** The caller's units and those above, as in `protectTable`. */
const MINE = `array(select s.unit_id from directory_scope s where s.path <@ ${paths})`;
const ABOVE = `array(select s.unit_id from directory_scope s where s.path @> ${paths})`;
const ME = "nullif(current_setting('app.person_id', true), '')::uuid";

/**
 * SQL that lets an administrator, who is no person, keep a file: until a record owns it, it is known by the account that sent it. Run it after
 * `filesMigration`.
 */
export function filesOfAccountsMigration(): string {
  return `
    alter table file add column stored_by_subject text;
    comment on column file.stored_by_subject is 'account of an administrator, who is no person; null for everybody else'`;
}

/**
 * SQL of the tables of stored files: `file`, and `file_owner`, the records a file belongs to. A file nobody owns yet is
 * seen by its sender; an owned one under the scope of its owners. Run it after `directoryMigration`.
 */
export function filesMigration(service: string): string {
  const app = `${service}_app`;
  const whole = `${service}_whole`;
  const owned = `unit_id = any(${MINE}) or owner_person_id = ${ME}`;
  return `
    create table file (
      id uuid constraint file_pk primary key,
      sha256 text not null constraint file_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
      size int not null constraint file_size_range check (size between 1 and 20971520),
      content_type text not null,
      name text not null,
      stored_by_person_id uuid,
      stored_at timestamptz not null
    );
    create index file_sha256_index on file (sha256);
    create index file_stored_at_index on file (stored_at);

    create table file_owner (
      file_id uuid not null constraint file_owner_file_fk references file,
      owner_type text not null,
      owner_id uuid not null,
      unit_id uuid not null,
      owner_person_id uuid,
      downward boolean not null,
      constraint file_owner_pk primary key (file_id, owner_type, owner_id)
    );
    create index file_owner_owner_index on file_owner (owner_type, owner_id);
    comment on column file_owner.owner_person_id is 'person the record is about or came from: reads it without a post';
    comment on column file_owner.downward is 'issued by an ancestor: readable below the unit';

    alter table file_owner enable row level security;
    alter table file_owner force row level security;
    create policy file_owner_read on file_owner for select to ${app} using (${owned} or (downward and unit_id = any(${ABOVE})));
    create policy file_owner_insert on file_owner for insert to ${app} with check (${owned});
    create policy file_owner_whole on file_owner to ${whole} using (true) with check (true);
    create policy file_owner_migrator on file_owner to ${service}_migrator using (true) with check (true);
    revoke all on file_owner from ${app}, ${whole};
    grant select, insert on file_owner to ${app}, ${whole};
    comment on table file_owner is 'visibility: SUBTREE, SELF, DOWNWARD where issued downward; append-only';

    create function file_is_owned(id uuid) returns boolean language sql stable security definer set search_path from current as
      'select exists (select from file_owner o where o.file_id = $1)';
    alter table file enable row level security;
    alter table file force row level security;
    create policy file_read on file for select to ${app} using (
      exists (select from file_owner o where o.file_id = file.id) or (stored_by_person_id = ${ME} and not file_is_owned(id)));
    create policy file_insert on file for insert to ${app} with check (stored_by_person_id = ${ME});
    create policy file_whole on file to ${whole} using (true) with check (true);
    create policy file_migrator on file to ${service}_migrator using (true) with check (true);
    revoke all on file from ${app}, ${whole};
    grant select, insert on file to ${app};
    grant select, insert, delete on file to ${whole};
    comment on table file is 'visibility: under the scope of its owners; without one, by its sender';
  `;
}
