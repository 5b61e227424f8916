/** A row is seen, and in the source written, by work done for somebody: units and posts carry no personal data. Without a caller nothing is visible. */
const CALLER = `(coalesce(trim(both '{}' from current_setting('app.unit_paths', true)), '') <> '' or coalesce(current_setting('app.person_id', true), '') <> '')`;

const TABLES = [
  'directory_unit', 'directory_unit_version', 'directory_scope', 'directory_post', 'directory_account', 'directory_partner',
  'directory_state', 'directory_stage',
] as const;

/** The source keeps the directory in the transactions of its callers; a copy is written by its consumer alone. */
export type DirectoryKeptAs = 'SOURCE' | 'COPY';

function protect(service: string, table: string, keptAs: DirectoryKeptAs): string {
  const app = `${service}_app`;
  const whole = `${service}_whole`;
  const write = keptAs === 'SOURCE' ? `create policy ${table}_source on ${table} to ${app} using (${CALLER}) with check (${CALLER});` : '';
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy ${table}_read on ${table} for select to ${app} using (${CALLER});
    ${write}
    create policy ${table}_whole on ${table} to ${whole} using (true) with check (true);
    create policy ${table}_migrator on ${table} to ${service}_migrator using (true) with check (true);
    revoke all on ${table} from ${app}, ${whole};
    grant ${keptAs === 'SOURCE' ? 'select, insert, update, delete' : 'select'} on ${table} to ${app};
    grant select, insert, update, delete on ${table} to ${whole};
    comment on table ${table} is 'visibility: PUBLIC to any caller, nothing without one';
  `;
}

/**
 * SQL that makes the directory tables of one service: the bitemporal tree of units, posts, accounts, and the scope of
 * today. `keptAs` is SOURCE in membership and COPY everywhere else. Run it before tables that `protectTable` protects:
 * their policies read `directory_scope`.
 */
export function directoryMigration(service: string, keptAs: DirectoryKeptAs = 'COPY'): string {
  return `
    create table directory_unit (
      id uuid constraint directory_unit_pk primary key,
      code text not null constraint directory_unit_code_unique unique constraint directory_unit_code_form check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      type text not null,
      level text not null,
      founded_on date not null
    );
    comment on column directory_unit.code is 'public, for ever; also the label of the unit in tree paths';

    create table directory_unit_version (
      id bigint generated always as identity constraint directory_unit_version_pk primary key,
      unit_id uuid not null constraint directory_unit_version_unit_fk references directory_unit,
      name text not null,
      name_key text not null,
      parent_id uuid,
      state text not null,
      successor_id uuid,
      bloc text,
      territories text[] not null,
      path ltree not null,
      valid daterange not null,
      recorded tstzrange not null,
      decision_id uuid not null,
      constraint directory_unit_version_one_at_a_time exclude using gist (unit_id with =, valid with &&, recorded with &&)
    );
    create index directory_unit_version_parent_index on directory_unit_version (parent_id) where upper_inf(recorded);
    create index directory_unit_version_path_index on directory_unit_version using gist (path) where upper_inf(recorded);
    create index directory_unit_version_name_index on directory_unit_version using gin (name_key gin_trgm_ops) where upper_inf(recorded);
    create index directory_unit_version_decision_index on directory_unit_version (decision_id);
    comment on column directory_unit_version.valid is 'the days on which it was so';
    comment on column directory_unit_version.recorded is 'the instants at which we knew it so; a correction closes it and starts a new row';

    create table directory_scope (
      unit_id uuid constraint directory_scope_pk primary key constraint directory_scope_unit_fk references directory_unit,
      path ltree not null
    );
    create index directory_scope_path_index on directory_scope using gist (path);
    comment on column directory_scope.path is 'in the tree of today; an ended unit lies under its successor, else its last parent';

    create table directory_post (
      row_id bigint generated always as identity constraint directory_post_pk primary key,
      id uuid not null,
      unit_id uuid not null constraint directory_post_unit_fk references directory_unit,
      person_id uuid not null,
      post text not null,
      body text not null,
      acting boolean not null,
      appointment text not null,
      full_time boolean not null,
      authority text not null,
      valid daterange not null,
      recorded tstzrange not null,
      decision_id uuid not null,
      closed_by uuid,
      constraint directory_post_one_at_a_time exclude using gist (id with =, valid with &&, recorded with &&),
      constraint directory_post_one_head exclude using gist (unit_id with =, body with =, valid with &&) where ((post = 'CHAIR' or acting) and upper_inf(recorded))
    );
    create index directory_post_id_index on directory_post (id);
    create index directory_post_unit_index on directory_post (unit_id) where upper_inf(recorded);
    create index directory_post_person_index on directory_post (person_id) where upper_inf(recorded);
    create index directory_post_closed_by_index on directory_post (closed_by) where closed_by is not null;
    comment on column directory_post.authority is 'the post whose rights the holder has; heads of side committees do not lead the unit';
    comment on column directory_post.closed_by is 'the decision that replaced this row; undoing it brings the row back';

    create table directory_account (
      subject text constraint directory_account_pk primary key,
      person_id uuid not null constraint directory_account_person_unique unique
    );

    create table directory_partner (
      client_id text constraint directory_partner_pk primary key,
      partner_id uuid not null,
      unit_id uuid not null,
      scopes text[] not null
    );

    create table directory_state (
      one boolean constraint directory_state_pk primary key default true constraint directory_state_one check (one),
      kept_as text not null,
      version int not null,
      heartbeat_version int not null,
      heartbeat_at timestamptz,
      complete_at timestamptz,
      scope_day date
    );
    insert into directory_state (kept_as, version, heartbeat_version) values ('${keptAs}', 0, 0);
    comment on column directory_state.version is 'newest change received';
    comment on column directory_state.complete_at is 'instant at which this copy is known to have been complete';
    comment on column directory_state.scope_day is 'day for which directory_scope was computed';

    create table directory_stage (
      version int constraint directory_stage_pk primary key,
      decision_id uuid not null,
      type text not null,
      data jsonb not null
    );
    create index directory_stage_decision_index on directory_stage (decision_id);
    comment on table directory_stage is 'changes of a decision over many units, until all of them are in';
    ${TABLES.map((table) => protect(service, table, keptAs)).join('\n')}
  `;
}

/**
 * SQL that lets the server work out once per statement whether somebody calls and which paths are theirs, not once per row: at
 * 7,000 unions that cost each statement of a city's officer some 10 ms. Policies that were made since are so already.
 */
export function callerOnceMigration(service: string, keptAs: DirectoryKeptAs = 'COPY'): string {
  const once = `(select ${CALLER})`;
  return `
    ${TABLES.map((table) => `
    alter policy ${table}_read on ${table} using (${once});
    ${keptAs === 'SOURCE' ? `alter policy ${table}_source on ${table} using (${once}) with check (${once});` : ''}`).join('\n')}
    do $once$
    declare
      p record;
      asked constant text := $re$ANY \\(\\((string_to_array\\(TRIM\\(BOTH '\\{\\}'::text FROM current_setting\\('app\\.unit_paths'::text, true\\)\\), ','::text\\))\\)::((?:extensions\\.)?ltree\\[\\])\\)$re$;
      once constant text := $to$ANY ((SELECT (\\1)::\\2)::\\2)$to$;
    begin
      for p in
        -- First whose policies they are, then what they say: reading an expression locks the tables it names, and other services migrate at the same time.
        with mine as materialized (
          select n.nspname as schemaname, c.relname as tablename, o.polname as policyname, o.polrelid, o.polqual, o.polwithcheck
          from pg_policy o join pg_class c on c.oid = o.polrelid join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('${service}', '${service}_audit') or n.nspname ~ '^${service}_g[0-9]+$'
        ), said as materialized (select schemaname, tablename, policyname, pg_get_expr(polqual, polrelid) as qual, pg_get_expr(polwithcheck, polrelid) as with_check from mine)
        select schemaname, tablename, policyname, regexp_replace(qual, asked, once, 'g') as qual, regexp_replace(with_check, asked, once, 'g') as with_check
        from said where qual ~ asked or with_check ~ asked
      loop
        execute format('alter policy %I on %I.%I', p.policyname, p.schemaname, p.tablename)
          || coalesce(' using (' || p.qual || ')', '') || coalesce(' with check (' || p.with_check || ')', '');
      end loop;
    end
    $once$;
  `;
}
