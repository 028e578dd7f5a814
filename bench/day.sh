#!/bin/sh
# day.sh: the daily run on SQLite, one and two jobs, the first day (every row is new) and the next one (what differs is
# written), each beside the raw floor, and the first beside one plain SQL statement.  What the gate adds is told by the
# same days under the same ladders, all of whose steps are tasks of the desk: they reach nobody, so the gate is not asked.
set -eu
. bench/common.inc
need_book "$ACCOUNTS"
work=$folder/work.db
sed 's/channel: .*/channel: task/' policies/commercial.yaml >"$folder/tasks.yaml"
i=0
while [ $((i += 1)) -le "$REPEAT" ]; do
    for jobs in 1 2; do
        fresh "$book" "$work"
        once "day1_$jobs" build/recoup --now "${day_1}T06:00:00Z" --as-of $day_1 --book "$work" day --jobs $jobs
        first=$(number_of "accounts with anything open")
        [ -e "$folder/day1-$ACCOUNTS.db" ] || cp "$work" "$folder/day1-$ACCOUNTS.db"
        once "day2_$jobs" build/recoup --now "${day_2}T06:00:00Z" --as-of $day_2 --book "$work" day --jobs $jobs
        second=$(number_of "accounts with anything open")
        changed=$(number_of "rows changed")
        fresh "$book" "$work"
        build/recoup --now "${day_1}T06:00:00Z" --as-of $day_1 --book "$work" policy activate "$folder/tasks.yaml" \
            >"$folder/log"
        for day in 1 2; do
            eval "date=\$day_$day"
            once "unasked${day}_$jobs" build/recoup --now "${date}T06:00:00Z" --as-of "$date" --book "$work" \
                day --jobs $jobs
            if grep -q "gate was asked" "$folder/out"; then
                echo "day.sh: steps of tasks alone were put before the gate" >&2
                exit 1
            fi
        done
    done
    snapshots=$(counted "$work" "SELECT count(*) FROM snapshot WHERE on_day = \$1")
    fresh "$book" "$work"
    once floor1 $tools/floor "$work" $day_1 0 0
    fresh "$folder/day1-$ACCOUNTS.db" "$work"
    once floor2 $tools/floor "$work" $day_2 "$changed" "$snapshots"
    fresh "$book" "$work"
    once plain_day $tools/plain "$work" bench/plain_day.sql $day_1
done
rm -f "$work" "$work"-*

title "the day, $ACCOUNTS accounts"
line "first day, raw floor" floor1 "$first"
line "first day" day1_1 "$first" floor1
line "first day, --jobs 2" day1_2 "$first" floor1
line "first day, plain SQL (fewer facts, no reasons)" plain_day "$first" floor1
line "first day, the gate not asked" unasked1_1 "$first" floor1
line "first day, the gate not asked, --jobs 2" unasked1_2 "$first" floor1
line "next day, raw floor ($changed rows written)" floor2 "$second"
line "next day" day2_1 "$second" floor2
line "next day, --jobs 2" day2_2 "$second" floor2
line "next day, the gate not asked" unasked2_1 "$second" floor2
line "next day, the gate not asked, --jobs 2" unasked2_2 "$second" floor2
bar "first day, --jobs 2, times the raw floor" "$(quotient day1_2 1 floor1)" "<=" 3
bar "next day, --jobs 2, times the raw floor" "$(quotient day2_2 1 floor2)" "<=" 3
for jobs in 1 2; do
    bar "first day, --jobs $jobs, the gate adds, % by the clock" "$(more day1_$jobs 1 unasked1_$jobs)" "<" 30
    bar "first day, --jobs $jobs, the gate adds, % by the processor" "$(more day1_$jobs 3 unasked1_$jobs)" "<" 30
    bar "next day, --jobs $jobs, the gate adds, % by the clock" "$(more day2_$jobs 1 unasked2_$jobs)" "<" 30
    bar "next day, --jobs $jobs, the gate adds, % by the processor" "$(more day2_$jobs 3 unasked2_$jobs)" "<" 30
done
if [ "$ACCOUNTS" = 1000000 ]; then
    bar "first day, --jobs 2, seconds" "$(figure day1_2 1)" "<" 4
    bar "next day, --jobs 2, seconds" "$(figure day2_2 1)" "<" 4
fi
peak=$(cat "$folder"/day[12]_[12].times | awk '$2 > most { most = $2 } END { printf "%.0f", most / 1024 }')
bar "peak memory of the day, MiB" "$peak" "<" 300
