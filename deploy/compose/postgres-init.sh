#!/bin/sh
# In the container of PostgreSQL: roles, databases, schemas and the passwords from the mounted secrets. Repeatable: the
# image runs it at the first start, an upgrade or a new password by hand (docs/runbooks/compose.md).
set -eu
export PGUSER=postgres PGDATABASE=postgres
cd /deploy/postgres
psql --quiet -v ON_ERROR_STOP=1 -f init.sql

set_password() {
  # Passwords of secrets.sh have no quotes; given on standard input they are in no list of processes.
  printf "alter role \"%s\" password '%s';\n" "$1" "$2" | psql --quiet -v ON_ERROR_STOP=1
}
for file in /run/secrets/*_url; do
  url=$(cat "$file")
  login=${url#postgres://}
  login=${login%%@*}
  set_password "${login%%:*}" "${login#*:}"
done
set_password keycloak "$(cat /run/secrets/keycloak_database_password)"
set_password postgres "$(cat /run/secrets/postgres_password)"
