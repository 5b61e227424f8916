-- Schemas, extensions and grants of one database: the one of a running stack, or a database of the tests.
-- Idempotent; runs as superuser, in that database, after roles.sql. Tables and their grants come from the migrations.

-- "If not exists" alone does not stand two test workers at once. As one query with many statements this is one transaction.
select pg_advisory_xact_lock(hashtext('doanket/database.sql'));

create schema if not exists extensions;
create extension if not exists ltree with schema extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists pgcrypto with schema extensions;

-- Whether one path lies below another says nothing about the rows compared and never fails, so the server may ask it before
-- row-level security has judged a row: the index on paths is used for every caller, not only for who sees everything.
alter function extensions.ltree_isparent(extensions.ltree, extensions.ltree) leakproof;
alter function extensions.ltree_risparent(extensions.ltree, extensions.ltree) leakproof;

revoke create on schema public from public;

do $$
declare
  service text;
  role_list text;
begin
  execute format('revoke all on database %I from public', current_database());

  foreach service in array array['membership', 'campaigns', 'initiatives', 'welfare', 'awards', 'reports', 'gateway'] loop
    execute format('create schema if not exists %I authorization %I', service, service || '_migrator');
    execute format('create schema if not exists %I authorization %I', service || '_audit', service || '_migrator');

    role_list := format('%I, %I, %I, %I', service || '_migrator', service || '_app', service || '_whole', service || '_sealer');
    execute format('grant connect, temporary on database %I to %s', current_database(), role_list);
    execute format('grant usage on schema extensions to %s', role_list);
    execute format('grant usage on schema %I, %I to %I, %I', service, service || '_audit', service || '_app', service || '_whole');
    execute format('grant usage on schema %I to %I', service || '_audit', service || '_sealer');

    -- Tables of the audit schema get nothing by default: append-only is granted where the table is made.
    execute format('alter default privileges for role %I in schema %I grant select, insert, update, delete on tables to %I, %I',
                   service || '_migrator', service, service || '_app', service || '_whole');
    execute format('alter default privileges for role %I in schema %I grant usage, select on sequences to %I, %I',
                   service || '_migrator', service, service || '_app', service || '_whole');
  end loop;

  -- A rebuild of the read models writes beside the running ones, in schemas reports_g<n> that its migrator creates.
  execute format('grant create on database %I to reports_migrator', current_database());
  alter default privileges for role reports_migrator grant usage on schemas to reports_app, reports_whole;
end
$$;
