#!/usr/bin/env bash
# Starts a throw-away PostgreSQL server for the tests and prints the value for EXPERTROUTER_TEST_POSTGRES.
#   export EXPERTROUTER_TEST_POSTGRES="$(tests/start-postgres.sh)"
# The server lives in a temporary folder, listens on 127.0.0.1 only, and ends with: tests/start-postgres.sh stop
# 'restart' kills it at once and starts it again on the same data: what the fault tests do to it.
set -euo pipefail
base=${TMPDIR:-/tmp}/expertrouter-postgres
port=${EXPERTROUTER_TEST_POSTGRES_PORT:-54329}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

if [ "${1:-}" = stop ]; then
    as_owner "$bin/pg_ctl" -D "$base/data" -m immediate stop >&2
    exit
fi
start() {
    as_owner "$bin/pg_ctl" -D "$base/data" -w -l "$base/log" \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200" start >&2
}
if [ "${1:-}" = restart ]; then
    as_owner "$bin/pg_ctl" -D "$base/data" -m immediate stop >&2
    start
fi
if ! as_owner "$bin/pg_ctl" -D "$base/data" status >/dev/null 2>&1; then
    rm -rf "$base"
    mkdir -p "$base"
    if [ "$(id -u)" = 0 ]; then chown postgres "$base"; fi
    as_owner "$bin/initdb" -D "$base/data" -U expertrouter --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
    start
fi
echo "Host=127.0.0.1;Port=$port;Username=expertrouter;Database=postgres"
