#!/bin/sh
# run.sh: a demonstration book in demo/, its day, and the worklist with reasons.  Makes the book anew each time.
set -eu
cd "$(dirname "$0")/.."
rm -rf demo
mkdir demo
book=demo/recoup.db
build/recoup --book "$book" demo
build/recoup --book "$book" day
build/recoup --book "$book" show worklist --limit 15
cat <<END

This book is $book.  Try next:

    export RECOUP_BOOK=$book
    build/recoup show aging --by segment
    build/recoup why ACCOUNT              an account of the worklist: facts, rule and verdict behind its work
    build/recoup help actions             everything that can be done
    build/recoup help views               everything that can be shown
    build/recoup verify                   the journal's chain, conservation of money, every invariant
END
