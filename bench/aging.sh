#!/bin/sh
# aging.sh: aging by account as CSV, today and as of a past date, beside the plain SQL query with a covering index.
set -eu
. bench/common.inc
need_book "$ACCOUNTS"
past=2026-03-31
i=0
while [ $((i += 1)) -le "$REPEAT" ]; do
    once aging build/recoup --now "${day_1}T06:00:00Z" --as-of $day_1 --book "$book" show aging --by account --format csv
    today_rows=$(($(wc -l <"$folder/out") - 1))
    once aging_plain $tools/plain "$book" bench/plain_aging.sql $day_1
done
# The indexes that the plain query of a past date would wish for would help nobody else: they go into a copy.
fresh "$book" "$folder/work.db"
$tools/plain "$folder/work.db" bench/plain_cover_allocation.sql $day_1
$tools/plain "$folder/work.db" bench/plain_cover_item.sql $day_1
i=0
while [ $((i += 1)) -le "$REPEAT" ]; do
    once past build/recoup --now "${day_1}T06:00:00Z" --as-of $past --book "$book" show aging --by account --format csv
    past_rows=$(($(wc -l <"$folder/out") - 1))
    once past_plain $tools/plain "$folder/work.db" bench/plain_aging_past.sql $past
done
rm -f "$folder/work.db" "$folder/work.db"-*

title "aging by account, $ACCOUNTS accounts"
line "today, plain SQL with a covering index" aging_plain "$today_rows"
line "today, show aging" aging "$today_rows" aging_plain
line "$past, plain SQL with covering indexes" past_plain "$past_rows"
line "$past, show aging" past "$past_rows" past_plain
bar "today, times plain SQL" "$(quotient aging 1 aging_plain)" "<=" 1.5
bar "past date, times plain SQL" "$(quotient past 1 past_plain)" "<=" 1.5
