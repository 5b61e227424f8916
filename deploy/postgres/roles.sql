-- Cluster-wide roles of the services. Idempotent, takes no passwords, runs in any database of the cluster as superuser.
-- Passwords are set separately, by whoever keeps the secrets.
--
--   <service>_migrator  owns the schemas <service> and <service>_audit, runs the migrations
--   <service>_app       reads and writes rows in the scope of the caller (row-level security)
--   <service>_whole     root scope, consumers, pollers, relay: entered by SET ROLE from <service>_app, never inherited
--   <service>_sealer    seals the audit trail
do $$
declare
  service text;
  kind text;
  role_name text;
begin
  -- Two test workers may run this at once; roles are shared by all databases, and so is this lock.
  lock table pg_catalog.pg_authid in share row exclusive mode;

  foreach service in array array['membership', 'campaigns', 'initiatives', 'welfare', 'awards', 'reports', 'gateway'] loop
    foreach kind in array array['migrator', 'app', 'whole', 'sealer'] loop
      role_name := service || '_' || kind;
      if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
        execute format('create role %I with %s nosuperuser nocreatedb nocreaterole noreplication nobypassrls',
                       role_name, case kind when 'whole' then 'nologin' else 'login' end);
        -- Extensions lie in their own schema: without it on the path, "type ltree does not exist".
        execute format('alter role %I set search_path = %I, extensions', role_name, service);
      end if;
    end loop;

    -- INHERIT FALSE: with a plain grant the policy of _whole would hold for _app too, and scope would be off for everyone.
    if not exists (
      select from pg_catalog.pg_auth_members
      where roleid = (service || '_whole')::regrole and member = (service || '_app')::regrole
        and not inherit_option and set_option
    ) then
      execute format('grant %I to %I with inherit false, set true', service || '_whole', service || '_app');
    end if;
  end loop;
end
$$;
