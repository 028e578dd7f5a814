#!/bin/sh
# one.sh: single actions on single accounts, each with its journal entry and its account decided again, one transaction
# an action, with and without the commit's sync to the disk; beside a floor that reads and writes the rows of a payment.
set -eu
. bench/common.inc
need_book "$ACCOUNTS"
work=$folder/work.db
fresh "$book" "$work"
build/recoup --now "${day_1}T06:00:00Z" --as-of $day_1 --book "$work" day >"$folder/log" 2>&1
i=0
rm -f "$folder/acts"
while [ $((i += 1)) -le "$REPEAT" ]; do
    once acts $tools/acts "$work" "$ACCOUNTS" $seed $day_1 2000
    cat "$folder/out" >>"$folder/acts"
done
rm -f "$work" "$work"-*

printf '\n%-44s %10s %9s %9s %9s\n' "one account, of $ACCOUNTS" actions "p50 ms" "p99 ms" "of floor"
awk '
    { if (!($1 in p99)) order[++kinds] = $1 }
    !($1 in p99) || $4 < p99[$1] { count[$1] = $2; p50[$1] = $3; p99[$1] = $4 }
    END {
        for (i = 1; i <= kinds; i++) {
            kind = order[i]
            base = kind ~ /_synced$/ ? "floor_synced" : "floor"
            label = kind
            if (!sub(/_synced$/, ", synced", label)) label = label ", not synced"
            printf "%-44s %10d %9.3f %9.3f %9.2f\n", label, count[kind], p50[kind], p99[kind], p50[kind] / p50[base]
        }
    }' "$folder/acts"
for kind in payment.take promise.record contact.log; do
    bar "$kind, not synced, p99 ms" \
        "$(awk -v kind=$kind '$1 == kind && (least == "" || $4 < least) { least = $4 } END { print least }' "$folder/acts")" \
        "<" 5
done
