#!/bin/sh
# pg_run.sh COMMAND...: runs COMMAND with a throw-away PostgreSQL server, whose URL is in RECOUP_TEST_PG; gives back its
# status.  The server lives in a temporary folder, listens on a socket in it only, and is always stopped and removed.
set -eu
[ $# -gt 0 ] || { echo "usage: pg_run.sh COMMAND..." >&2; exit 2; }
[ -z "${RECOUP_TEST_PG:-}" ] || exec "$@"

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || bin=$(pg_config --bindir)
[ -x "$bin/initdb" ] || { echo "pg_run.sh: no PostgreSQL server is installed (apt-get install postgresql)" >&2; exit 1; }

folder=$(mktemp -d /tmp/recoup-pg.XXXXXX)
# PostgreSQL refuses to run as root.
as=
if [ "$(id -u)" = 0 ]; then
    as="runuser -u postgres --"
    chown postgres "$folder"
fi
chmod 755 "$folder"

stop() {
    [ ! -e "$folder/data/postmaster.pid" ] || (cd / && $as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1) || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

start() {
    cd /
    $as "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    cat <<END | $as tee -a "$folder/data/postgresql.conf" >/dev/null
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = off
full_page_writes = off
max_connections = 200
shared_buffers = 256MB
max_wal_size = 4GB
END
    $as "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w -t 60 start
}
if ! (start) >"$folder.out" 2>&1; then
    cat "$folder.out" "$folder/data/log" >&2 2>/dev/null || true
    rm -f "$folder.out"
    echo "pg_run.sh: the server did not start" >&2
    exit 1
fi
rm -f "$folder.out"

RECOUP_TEST_PG="postgresql:///postgres?host=$folder&user=postgres"
export RECOUP_TEST_PG
"$@"
