#!/bin/sh
# import.sh: items, payments and allocations into a book that has debtors and accounts and nothing else, from the start
# of the process to its end: files in account order and shuffled, each beside the raw floor (the ordered file read, the
# same rows written in key order, nothing judged).
# KINDS (default "items payments allocations") leaves some out.
set -eu
. bench/common.inc
kinds=${KINDS:-items payments allocations}
for order in ordered shuffled; do need_files "$ACCOUNTS" $order; done
empty=$folder/empty.db work=$folder/work.db

# bring KIND ORDER: a file of that kind into the work book, timed.
bring() { once "import_$1_$2" build/recoup --book "$work" import "$1" "$folder/$2-$ACCOUNTS/$1.csv"; }

rm -f "$empty"
build/recoup --book "$empty" init >"$folder/log"
for kind in debtors accounts; do
    build/recoup --book "$empty" import $kind "$folder/ordered-$ACCOUNTS/$kind.csv" >"$folder/log"
done

i=0
while [ $((i += 1)) -le "$REPEAT" ]; do
    fresh "$empty" "$work"
    for kind in $kinds; do
        fresh "$work" "$folder/floor.db"
        once "floor_$kind" $tools/floor_import "$folder/floor.db" $kind "$folder/ordered-$ACCOUNTS/$kind.csv" $seed
        bring $kind ordered
    done
    fresh "$empty" "$work"
    for kind in $kinds; do bring $kind shuffled; done
done
rm -f "$work" "$work"-* "$folder/floor.db"* "$empty"*

title "import, $ACCOUNTS accounts"
for kind in $kinds; do
    rows=$(($(wc -l <"$folder/ordered-$ACCOUNTS/$kind.csv") - 1))
    line "$kind, raw floor" "floor_$kind" $rows
    line "$kind, file in account order" "import_${kind}_ordered" $rows "floor_$kind"
    line "$kind, file shuffled" "import_${kind}_shuffled" $rows "floor_$kind"
    [ $kind != items ] || items=$rows
done
for order in ordered shuffled; do
    [ "$ACCOUNTS" -ge 1000000 ] || break # a small file is over before it has begun
    bar "items, $order, rows a second from start to exit" \
        "$(awk -v rows="$items" -v seconds="$(figure "import_items_$order" 1)" 'BEGIN { printf "%d", rows / seconds }')" \
        ">=" 300000
done
rm -rf "$folder/ordered-$ACCOUNTS" "$folder/shuffled-$ACCOUNTS"
