#!/bin/sh
# growth.sh: what one account costs in a book of ACCOUNTS and in one a tenth of that: the day, and aging by account.
set -eu
. bench/common.inc
few=$((ACCOUNTS / 10))
[ $few -ge 10000 ] || exit 0
need_book $few
need_book "$ACCOUNTS"
work=$folder/work.db

# costs NAME ACCOUNTS: processor seconds and clock of the first day, the next day and aging.
costs() {
    fresh "$folder/book-$2.db" "$work"
    once "first_$1" build/recoup --now "${day_1}T06:00:00Z" --as-of $day_1 --book "$work" day
    once "next_$1" build/recoup --now "${day_2}T06:00:00Z" --as-of $day_2 --book "$work" day
    once "aging_$1" build/recoup --now "${day_2}T06:00:00Z" --as-of $day_2 --book "$work" show aging --format csv
}

i=0
while [ $((i += 1)) -le "$REPEAT" ]; do
    # A small book is done quickly: more runs of it, so that each has as good a chance of a quiet moment.
    for again in 1 2 3; do costs few $few; done
    costs many "$ACCOUNTS"
done
rm -f "$work" "$work"-*

title "cost per account, $few and $ACCOUNTS accounts"
for what in first next aging; do
    for size in few many; do
        count=$few
        [ $size = few ] || count=$ACCOUNTS
        line "$what, $count accounts" "${what}_$size" $count
    done
done
for what in first next aging; do
    bar "$what: cost of an account, by the clock, times" \
        "$(awk -v t="$(quotient "${what}_many" 1 "${what}_few")" 'BEGIN { print t / 10 }')" "<" 1.3
    bar "$what: cost of an account, by the processor, times" \
        "$(awk -v t="$(quotient "${what}_many" 3 "${what}_few")" 'BEGIN { print t / 10 }')" "<" 1.3
done
