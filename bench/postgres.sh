#!/bin/sh
# postgres.sh: the daily run on a PostgreSQL server of its own, beside its own raw floor.  The processor seconds are those
# of the program; the server's are not in them.
set -eu
if [ -z "${RECOUP_TEST_PG:-}" ]; then
    exec tools/pg_run.sh "$0"
fi
. bench/common.inc

url_of() { echo "${RECOUP_TEST_PG%%/postgres\?*}/$1?${RECOUP_TEST_PG#*\?}"; }
sql() { PGOPTIONS="-c client_min_messages=warning" psql -qX -v ON_ERROR_STOP=1 "$RECOUP_TEST_PG" -c "$1" >"$folder/log"; }
# fresh_database FROM TO: TO is a copy of FROM.
fresh_database() {
    sql "DROP DATABASE IF EXISTS $2 WITH (FORCE)"
    sql "CREATE DATABASE $2 TEMPLATE $1"
}
settle() { psql -qX "$(url_of "$1")" -c "VACUUM ANALYZE" >"$folder/log"; }

sql "CREATE DATABASE loaded"
$tools/load "$(url_of loaded)" "$ACCOUNTS" $seed >"$folder/log"
settle loaded
work=$(url_of work)
i=0
while [ $((i += 1)) -le "$REPEAT" ]; do
    for jobs in 1 2; do
        fresh_database loaded work
        once "pg1_$jobs" build/recoup --now "${day_1}T06:00:00Z" --as-of $day_1 --book "$work" day --jobs $jobs
        first=$(number_of "accounts with anything open")
        settle work
        [ $jobs != 1 ] || fresh_database work decided
        once "pg2_$jobs" build/recoup --now "${day_2}T06:00:00Z" --as-of $day_2 --book "$work" day --jobs $jobs
        second=$(number_of "accounts with anything open")
        changed=$(number_of "rows changed")
    done
    snapshots=$(counted "$work" "SELECT count(*) FROM snapshot WHERE on_day = \$1")
    fresh_database loaded work
    once pg_floor1 $tools/floor "$work" $day_1 0 0
    fresh_database decided work
    once pg_floor2 $tools/floor "$work" $day_2 "$changed" "$snapshots"
done

title "the day on PostgreSQL, $ACCOUNTS accounts"
line "first day, raw floor" pg_floor1 "$first"
line "first day" pg1_1 "$first" pg_floor1
line "first day, --jobs 2" pg1_2 "$first" pg_floor1
line "next day, raw floor ($changed rows written)" pg_floor2 "$second"
line "next day" pg2_1 "$second" pg_floor2
line "next day, --jobs 2" pg2_2 "$second" pg_floor2
bar "first day, times its own raw floor" "$(quotient pg1_1 1 pg_floor1)" "<=" 3
bar "next day, times its own raw floor" "$(quotient pg2_1 1 pg_floor2)" "<=" 3
