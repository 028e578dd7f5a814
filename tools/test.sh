#!/bin/sh
# test.sh [PART...]: builds and runs the tests, prints one line a failing test with the tail of its log, counts at the end.
# Parts: release (the program as shipped, on SQLite, and the tidy checks), pg (the same program on a PostgreSQL of its
# own), asan (address and undefined-behaviour sanitizers), analysis (clang-tidy, cppcheck, gcc -fanalyzer), fuzz.
set -u
cd "$(dirname "$0")/.." || exit 1
[ $# -gt 0 ] || set -- release pg asan
counts=$(mktemp)
log=$(mktemp)
trap 'rm -f "$counts" "$log"' EXIT
began=$(date +%s)
export RECOUP_SHARED="${RECOUP_SHARED:-$(dirname "$PWD")/shared}"

# failed NAME: one more failure that no test could report; its words are in $log.
failed() {
    echo "FAIL $1"
    tail -n 30 "$log" | sed 's/^/    /'
    echo "0 1 0" >>"$counts"
}

# build FOLDER SETUP-OPTION...
build() {
    folder=$1
    shift
    if [ ! -e "$folder/build.ninja" ] && ! meson setup "$folder" "$@" >"$log" 2>&1; then
        failed "setup of $folder"
        return 1
    fi
    ninja -C "$folder" >"$log" 2>&1 && return 0
    failed "build of $folder"
    return 1
}

# tests PART FOLDER COMMAND...: runs meson test by way of COMMAND and adds up what its log says.
tests() {
    part=$1 json=$2/meson-logs/$1.json
    shift 2
    rm -f "$json"
    "$@" --logbase "$part" --no-rebuild --quiet >"$log" 2>&1
    status=$?
    if [ -s "$json" ]; then
        awk -v part="$part" -v counts="$counts" -v status="$status" -f tools/tally.awk "$json"
    elif [ "$status" != 0 ] || ! grep -q 'No .*tests' "$log"; then
        failed "$part"
    fi
}

run_part() {
    case $1 in
    release)
        build build && tests release build \
            meson test -C build --no-suite pg --no-suite story-pg --timeout-multiplier 2
        ;;
    pg)
        build build && tests pg build \
            tools/pg_run.sh meson test -C build --suite pg --suite story-pg --timeout-multiplier 2
        ;;
    asan)
        build build-asan -Db_sanitize=address,undefined -Db_lundef=false && tests asan build-asan \
            env UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
            meson test -C build-asan --no-suite tidy --no-suite plain --no-suite pg --no-suite story-pg \
                --timeout-multiplier 5
        ;;
    analysis) build build && tools/analyse.sh "$counts" ;;
    fuzz) tools/fuzz.sh 10 "$counts" ;;
    *)
        echo "test.sh: no part '$1' (release, pg, asan, analysis, fuzz)" >&2
        exit 2
        ;;
    esac
}

for part in "$@"; do
    case $part in
    analysis) group=check ;;
    fuzz) group=fuzz ;;
    *) group=test ;;
    esac
    tools/install.sh "$group" || exit 1
    since=$(date +%s)
    run_part "$part"
    echo "$part: $(($(date +%s) - since)) s"
done

echo "all parts: $(($(date +%s) - began)) s"
awk '{ passed += $1; failed += $2; skipped += $3 }
    END {
        if (skipped) print skipped " skipped"
        print passed + 0 " passed, " failed + 0 " failed"
        exit failed > 0 || passed == 0
    }' "$counts"
