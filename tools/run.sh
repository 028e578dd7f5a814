#!/bin/sh
# run.sh: a demonstration book in demo/, its day, and the top of the worklist with reasons; then what to try next.  Makes
# the book anew each time: ACCOUNTS (default 2000) made-up accounts by the policy pack POLICY (default commercial).
set -eu
cd "$(dirname "$0")/.."
rm -rf demo
mkdir demo
book=demo/recoup.db
build/recoup --book "$book" demo --accounts "${ACCOUNTS:-2000}" --policy "${POLICY:-commercial}"
build/recoup --book "$book" day
echo
echo "The ten most urgent of the worklist (all of it: build/recoup --book $book show worklist):"
echo
build/recoup --book "$book" show worklist --limit 10 --format jsonl >demo/worklist.jsonl
awk '
    # A field of the line: "name":"text" or "name":number.
    function field(name) {
        if (match($0, "\"" name "\":\"([^\"\\\\]|\\\\.)*\"")) {
            text = substr($0, RSTART + length(name) + 4, RLENGTH - length(name) - 5)
            gsub(/\\"/, "\"", text)
            return text
        }
        return match($0, "\"" name "\":-?[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : ""
    }
    {
        printf "%3d. %s  %s by %s, past due %s of %s %s for %s days\n", field("rank"), field("account"), field("step"),
            field("channel"), field("past_due"), field("balance"), field("currency"), field("dpd")
        printf "     do   %s\n     why  %s\n", field("action"), field("reason")
    }' demo/worklist.jsonl
first=$(sed -n '1s/.*"account":"\([^"]*\)".*/\1/p' demo/worklist.jsonl)
cat <<END

This book is $book.  Try next:

    export RECOUP_BOOK=$book
    build/recoup why $first                                      facts, rule and verdict behind its work
    build/recoup do promise.record --account $first --amount 250.00 --due-on $(date -d '+7 days' +%F)
    build/recoup why $first                                      decided again at once: it waits for the promise
    build/recoup show aging --by segment
    build/recoup show kpi
    build/recoup help                                            all commands; help actions, help views, help facts
    build/recoup verify                                          the journal's chain, conservation of money, every invariant

Other books: make run POLICY=consumer-us (medical-us, loans-us, subscription), make run ACCOUNTS=100000.
END
