#!/usr/bin/env bash
# Runs a command with a private PostgreSQL server in a temporary folder: its address is in ECAR_TEST_DATABASE_URL, and
# ECAR_TEST_DATABASE_RESTART names a program that restarts it (`immediate` as its argument: without telling anybody).
# The server goes when the command ends. usage: scripts/with-postgres.sh [--durable] COMMAND…
set -euo pipefail

durable=off
if [ "${1:-}" = --durable ]; then durable=on; shift; fi

bin=$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -1 || command -v initdb)")
folder=$(mktemp -d)
user=$(id -un)
as_server=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
  user=postgres
  chown "$user" "$folder"
  as_server=(setpriv --reuid="$user" --regid="$(id -gn "$user")" --clear-groups)
fi

port=$(node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
stop() {
  "${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

cd "$folder"
"${as_server[@]}" "$bin/initdb" -D "$folder/data" -U ecar --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
"${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o \
  "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400 -c shared_buffers=256MB \
   -c fsync=$durable -c synchronous_commit=$durable -c full_page_writes=$durable" start >/dev/null || { cat "$folder/log" >&2; exit 1; }
cd "$OLDPWD"
export ECAR_TEST_DATABASE_URL="postgres://ecar@127.0.0.1:$port/postgres"
export ECAR_TEST_DATABASE_RESTART="$folder/restart"
# The argument is for the script that is written here, not for this one.
# shellcheck disable=SC2016
printf '#!/bin/sh\ncd %s && exec %s %s/pg_ctl -D data -w -m "${1:-fast}" -l log restart\n' "$folder" "${as_server[*]}" "$bin" >"$ECAR_TEST_DATABASE_RESTART"
chmod +x "$ECAR_TEST_DATABASE_RESTART"
"$@"
