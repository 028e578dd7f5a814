#!/bin/sh
# crash.sh PROGRAM TOOLS ENGINE: kill -9 anywhere, and a full disk: nothing lost, `verify` green, every view the same.
# TOOLS is the folder of kill_after and libfault.so, ENGINE sqlite or pg.  RECOUP_KILLS (default 12; `make crash` takes
# 200) kills, half of them in imports and half in days with --jobs 2, and a quarter more in scripts of actions;
# RECOUP_ACCOUNTS (default 4200, so that the day has two ranges of debtors) and RECOUP_PLACES (default 2: changes to a
# file tried of each kind) size it; RECOUP_SEED makes a run come again.  Prints TAP.
set -u
program=$(realpath "$1") tools=$(realpath "$2") engine=$3
kills=${RECOUP_KILLS:-12} seed=${RECOUP_SEED:-$(date +%s)}
work=$(mktemp -d "${TMPDIR:-/tmp}/recoup-crash.XXXXXX")
cd "$work" || exit 1
trap 'clean' EXIT
number=0 books=0
now=2026-03-02T12:00:00Z
echo "# seed $seed"

if [ "$engine" = pg ] && [ -z "${RECOUP_TEST_PG:-}" ]; then
    echo "1..0 # SKIP no PostgreSQL server: RECOUP_TEST_PG is not set (run under tools/pg_run.sh)"
    exit 0
fi

result() {
    number=$((number + 1))
    if [ "$1" = 0 ]; then echo "ok $number $2"; else echo "not ok $number $2"; fi
}

# --- books: made, copied, dropped ------------------------------------------------------------------------------------

url_of() { echo "${RECOUP_TEST_PG%%/postgres\?*}/$1?${RECOUP_TEST_PG#*\?}"; }

# book_copy FROM TO: FROM may be "empty"
book_copy() {
    if [ "$engine" = pg ]; then
        from=template0
        [ "$1" = empty ] || from=crash_$$_$1
        psql -qX "$RECOUP_TEST_PG" -c "DROP DATABASE IF EXISTS crash_$$_$2 WITH (FORCE)" \
            -c "CREATE DATABASE crash_$$_$2 TEMPLATE $from" >/dev/null 2>&1 || echo "# cannot make database $2"
    else
        rm -f "$2.db" "$2.db-wal" "$2.db-shm" "$2.db-journal"
        [ "$1" = empty ] || cp "$1.db" "$2.db"
    fi
}

use() {
    if [ "$engine" = pg ]; then RECOUP_BOOK=$(url_of "crash_$$_$1"); else RECOUP_BOOK=$work/$1.db; fi
    export RECOUP_BOOK
}

clean() {
    if [ "$engine" = pg ]; then
        for name in started imported acted whole day; do
            psql -qX "$RECOUP_TEST_PG" -c "DROP DATABASE IF EXISTS crash_$$_$name WITH (FORCE)" >/dev/null 2>&1
        done
    fi
    rm -rf "$work"
}

# --- the work that is killed -----------------------------------------------------------------------------------------

make_files() {
    awk -v seed=7 -v accounts="${RECOUP_ACCOUNTS:-4200}" 'BEGIN {
        srand(seed)
        print "ref,kind,name,country" >"debtors.csv"
        print "ref,debtor,kind,currency,terms_days,opened_on" >"accounts.csv"
        print "account,number,kind,issued_on,due_on,amount" >"items.csv"
        print "ref,account,on,amount,allocate" >"payments.csv"
        for (a = 1; a <= accounts; a++) {
            printf "D%05d,business,Debtor %d,US\n", a, a >"debtors.csv"
            printf "A%05d,D%05d,trade,USD,30,2024-01-01\n", a, a >"accounts.csv"
            if (a % 20 > 4) continue # enough debtors for several ranges, few enough rows to compare often
            for (i = 1; i <= 5; i++) {
                month = int(rand() * 12) + 1
                day = int(rand() * 28) + 1
                printf "A%05d,%d-%d,invoice,2025-%02d-%02d,%s,%d.%02d\n", a, a, i, month, day, \
                    sprintf("2026-%02d-%02d", int(rand() * 4) + 1, day), int(rand() * 9000) + 1, int(rand() * 100) >"items.csv"
            }
            id = "\"request_id\": \"r" a "\", \"account\": \"A" sprintf("%05d", a) "\", "
            if (a % 20 == 1) print "{\"do\": \"promise.record\", " id "\"amount\": \"50.00\", \"due_on\": \"2026-03-09\"}" >"script.jsonl"
            if (a % 20 == 2) print "{\"do\": \"payment.take\", " id "\"ref\": \"S" a "\", \"amount\": \"70.00\"}" >"script.jsonl"
            if (a % 20 == 3) print "{\"do\": \"hold.place\", " id "\"kind\": \"manual\", \"reason\": \"asked\"}" >"script.jsonl"
            if (a % 20 == 4) print "{\"do\": \"contact.log\", " id "\"channel\": \"call\", \"direction\": \"out\", \"at\": \"2026-03-02T09:00:00Z\", \"outcome\": \"no_answer\"}" >"script.jsonl"
            if (a % 60 == 1) printf "A%05d,%d-6,invoice,2025-13-01,2026-01-01,1.00\nZ%05d,%d-7,invoice,2025-12-01,,1.00\n", \
                a, a, a, a >"items.csv"
            if (rand() < 0.5) printf "P%05d,A%05d,2026-02-%02d,%d.00,oldest\n", a, a, day, int(rand() * 5000) + 1 >"payments.csv"
        }
    }' </dev/null
}

recoup() { "$program" --now "$now" --as-of 2026-03-02 "$@"; }

# Every view the program has, a line each, with what it requires: "aging", "credit --debtor D00001".  A required
# parameter that is not known here makes the view fail, and the test with it.
list_views() {
    "$program" help views | awk '
        /^[a-z_]+: / { if (view != "") print view; view = substr($1, 1, length($1) - 1) }
        /^  --/ { name = $1; words = $2 }
        /\(required\)/ {
            value = name == "--debtor" ? "D00001" : name == "--seed" ? "7" : "?"
            if (name == "--account" || name == "--ref" || name == "--subject") value = "A00001"
            if (words ~ /[|]/) value = substr(words, 1, index(words, "|") - 1)
            view = view " " name " " value
        }
        END { print view }' >views
}
export_views() {
    while read -r view words; do
        # shellcheck disable=SC2086
        recoup show "$view" $words --format jsonl >"$1.$view" 2>&1 </dev/null ||
            { echo "# show $view: $(head -n 1 "$1.$view")"; return 1; }
    done <views
}

# Some rows of items.csv do not fit: they are quarantined, which the program ends with 3 for.
import_all() {
    for records in debtors accounts items payments; do
        "$@" "$program" --now "$now" --as-of 2026-03-02 import $records "$work/$records.csv" >"$work/said" 2>"$work/erred" </dev/null
        ended=$?
        [ $ended = 0 ] || [ $ended = 3 ] || return $ended
    done
}
script_run() {
    "$@" "$program" --now "$now" --as-of 2026-03-02 apply "$work/script.jsonl" >"$work/said" 2>"$work/erred" </dev/null
}
day_run() {
    "$@" "$program" --now "$now" --as-of 2026-03-02 day --jobs 2 >"$work/said" 2>"$work/erred" </dev/null
}

microseconds() { date +%s%N | sed 's/...$//'; }
random_below() {
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    random=$((seed / 8 * $1 / 268435456))
}

# killed WORK MICROSECONDS COUNT: starts it again and again, each time killed after a random time, until it is done; the
# fifth time it is left alone, so that many books are compared.  Counts the kills in `dead`, which ends at COUNT.
killed() {
    first=$dead
    while :; do
        if [ "$dead" -ge "$3" ] || [ "$dead" -ge $((first + 4)) ]; then
            "$1" env
            status=$?
        else
            random_below "$2"
            "$1" "$tools/kill_after" $((random + 500))
            status=$?
        fi
        case $status in
        137) dead=$((dead + 1)) ;;
        0) return 0 ;;
        *)
            echo "# ended with $status: $(tail -n 2 erred | tr '\n' ' ')"
            return 1
            ;;
        esac
    done
}

# same BOOK: verify is green and every view equals the reference's.
same() {
    if ! recoup verify >said 2>&1; then
        echo "# verify: $(tail -n 3 said | tr '\n' ' ')"
        return 1
    fi
    export_views now || return 1
    while read -r view words; do
        cmp -s "$1.$view" "now.$view" && continue
        echo "# show $view differs: $(diff "$1.$view" "now.$view" | head -n 4 | tr '\n' ' ')"
        return 1
    done <views
}

# --- references --------------------------------------------------------------------------------------------------------

make_files
list_views
grep -q "?" views && { echo "Bail out! a view requires what this test does not know: $(grep "?" views)"; exit 1; }
echo "# $(grep -c . views) views compared"
book_copy empty whole
use whole
recoup init --currency USD >said 2>&1 || { echo "Bail out! init: $(cat said)"; exit 1; }
book_copy whole started
use whole
before=$(microseconds)
import_all env || { echo "Bail out! import: $(cat erred)"; exit 1; }
import_us=$((($(microseconds) - before) / 4))
book_copy whole imported
use whole
export_views imported || { echo "Bail out! no views"; exit 1; }
before=$(microseconds)
script_run env || { echo "Bail out! script: $(cat erred)"; exit 1; }
script_us=$(($(microseconds) - before))
book_copy whole acted
use whole
export_views acted || { echo "Bail out! no views"; exit 1; }
before=$(microseconds)
day_run env || { echo "Bail out! day: $(cat erred)"; exit 1; }
day_us=$(($(microseconds) - before))
export_views whole || { echo "Bail out! no views"; exit 1; }
recoup verify >said 2>&1
result $? "verify is green before anything is killed"
# Two jobs, of which the one with fewer debtors is done first.
recoup show verdicts --stage planned --format csv | sed 1d | cut -d , -f 1 >numbers
[ "$(grep -c . numbers)" -gt 1 ] && sort -nc numbers
result $? "the day numbers its answers in the order of the debtors"
echo "# an import takes $import_us us, the script $script_us us, the day $day_us us"

# --- kill -9 at a random time --------------------------------------------------------------------------------------------

# kill_stage NAME WORK MICROSECONDS COUNT FROM REFERENCE: books from FROM, each killed at WORK until it is done.
kill_stage() {
    dead=0 books=0 status=0
    while [ "$dead" -lt "$4" ] && [ "$status" = 0 ]; do
        book_copy "$5" day
        use day
        before=$dead
        killed "$2" "$3" "$4"
        status=$?
        # A book that nothing was killed in proves nothing.
        [ "$status" = 0 ] && [ "$dead" -gt "$before" ] || continue
        same "$6"
        status=$?
        books=$((books + 1))
    done
    result $status "$1 killed $dead times over $books books end in the same book"
}

kill_stage imports import_all "$import_us" $((kills / 2)) started imported
kill_stage scripts script_run "$script_us" $((kills / 4)) imported acted
kill_stage days day_run "$day_us" $((kills / 2)) acted whole

# --- SQLite: at the n-th change to a file ----------------------------------------------------------------------------

# changes WORK: how many changes to files it makes
changes() {
    RECOUP_FAULT=count RECOUP_FAULT_COUNT=$work/count LD_PRELOAD=$tools/libfault.so "$1" env
    cat "$work/count"
}

# at_change KIND WORK FROM REFERENCE EVERY: KIND (kill, torn, full) at change n, n + EVERY, …; then again without.
at_change() {
    book_copy "$3" day
    use day
    total=$(changes "$2")
    n=1 tried=0
    while [ "$n" -le "$total" ]; do
        book_copy "$3" day
        RECOUP_FAULT=$1:$n LD_PRELOAD=$tools/libfault.so "$2" env
        status=$?
        case $1:$status in
        kill:137 | torn:137 | *:0) ;;
        full:1)
            lines=$(grep -c . erred)
            [ "$lines" = 1 ] || { echo "# $1:$n said $lines lines: $(head -n 2 erred)"; return 1; }
            ;;
        *) echo "# $1:$n ended with $status: $(tail -n 1 erred)"; return 1 ;;
        esac
        "$2" env || { echo "# after $1:$n: $(tail -n 1 erred)"; return 1; }
        same "$4" || { echo "# after $1:$n"; return 1; }
        tried=$((tried + 1))
        n=$((n + 1 + total / $5))
    done
    echo "# $tried places of $total tried"
}

# The file may not grow: one sentence, and what was committed is safe.
limited() {
    book_copy started day
    use day
    (ulimit -f 1000 && import_all env)
    [ $? = 1 ] && grep -q 'ulimit -f' erred || { echo "# ended otherwise: $(tail -n 1 erred)"; return 1; }
    recoup verify >said 2>&1 || return 1
    import_all env && same imported
}

if [ "$engine" = sqlite ]; then
    limited
    result $? "a file that may not grow further (ulimit -f)"
    for kind in kill torn full; do
        at_change $kind day_run acted whole "${RECOUP_PLACES:-2}"
        result $? "$kind at a change to a file during the day"
    done
    for kind in kill full; do
        at_change $kind import_all started imported "${RECOUP_PLACES:-2}"
        result $? "$kind at a change to a file during imports"
    done
fi
echo "1..$number"
