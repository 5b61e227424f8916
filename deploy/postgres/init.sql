-- First start of a PostgreSQL server from its image: mount this folder beside /docker-entrypoint-initdb.d (which would run
-- each file of it) and let a script there call `psql -f init.sql`.
-- The same two scripts are run by tools/stack for `npm start`, and by libs/testing for test databases.
-- Passwords are set separately: no secret in a file of the repository.
\set ON_ERROR_STOP on

\ir roles.sql

select 'create role keycloak with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls'
where not exists (select from pg_catalog.pg_roles where rolname = 'keycloak') \gexec

select 'create database keycloak owner keycloak'
where not exists (select from pg_catalog.pg_database where datname = 'keycloak') \gexec

select 'create database doanket'
where not exists (select from pg_catalog.pg_database where datname = 'doanket') \gexec

revoke all on database keycloak from public;

\connect doanket
\ir database.sql
