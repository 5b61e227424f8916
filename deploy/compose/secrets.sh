#!/bin/sh
# Makes the secrets of a compose stack in deploy/compose/secrets, which git ignores: those that are missing, and with
# names those anew (rotation: docs/runbooks/compose.md).
#   deploy/compose/secrets.sh
#   deploy/compose/secrets.sh --renew membership_app_url gateway_client_secret
# The folder is closed to others; the files in it are not, because processes in containers have other user ids.
set -eu
cd "$(dirname "$0")"
umask 022
mkdir -p secrets
chmod 700 secrets

password() { head -c 24 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }
key() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }

renew=''
if [ "${1:-}" = --renew ]; then
  shift
  [ $# -gt 0 ] || { echo 'name what to renew, e.g. membership_app_url' >&2; exit 2; }
  for name in "$@"; do
    case "$name" in
      field_key|blind_index_key|household_key) echo "$name: what it locked would be lost; see the runbook" >&2; exit 2 ;;
    esac
    [ -s "secrets/$name" ] || { echo "no secret $name" >&2; exit 2; }
  done
  renew=" $* "
fi

# Written in place: a container that has the file mounted sees the new text after a restart.
put() {
  case "$renew" in *" $1 "*) ;; *) if [ -s "secrets/$1" ]; then return 0; fi ;; esac
  printf '%s' "$2" > "secrets/$1"
  chmod 644 "secrets/$1"
  echo "made $1"
}

for service in membership campaigns initiatives welfare awards reports gateway; do
  for kind in migrator app sealer; do
    put "${service}_${kind}_url" "postgres://${service}_${kind}:$(password)@postgres:5432/doanket"
  done
done
put postgres_password "$(password)"
put keycloak_database_password "$(password)"
put keycloak_admin_password "$(password)"
put platform_admin_password "$(head -c 10 /dev/urandom | od -An -tx1 | tr -d ' \n' | sed 's/.\{5\}/&-/g; s/-$//')"
put gateway_client_secret "$(password)"
put membership_client_secret "$(password)"
put realm_keeper_client_secret "$(password)"
put grafana_password "$(password)"
put session_key "$(key)"
put field_key "$(key)"
put blind_index_key "$(key)"
put household_key "$(key)"

[ -n "$renew" ] || echo "secrets are in $(pwd)/secrets; the administrator of an empty platform is admin.he-thong, password in platform_admin_password"
