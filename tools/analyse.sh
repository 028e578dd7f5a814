#!/bin/sh
# analyse.sh [COUNTS]: static analysis of src/ by three readers: cppcheck, clang-tidy, gcc -fanalyzer.  Each counts as
# one test; COUNTS is a file to which "passed failed skipped" is added.  Assertions of ours are never compiled out, so
# what they call is no side effect lost; leaks are for the address sanitizer, which knows who owns what.
set -u
cd "$(dirname "$0")/.." || exit 1
counts=${1:-/dev/null}
tools/install.sh check || exit 1
[ -e build/build.ninja ] || meson setup build >/dev/null || exit 1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
worst=0

verdict() {
    if [ "$2" = 0 ]; then
        echo "1 0 0" >>"$counts"
        return
    fi
    echo "FAIL analysis $1"
    grep -E ': (error|warning|style|performance|portability)' "$log" >"$log.short" || cp "$log" "$log.short"
    sort -u "$log.short" | head -n 60 | sed 's|^[^ ]*/build/../|    |; s|^\([^ ]\)|    \1|'
    rm -f "$log.short"
    echo "0 1 0" >>"$counts"
    worst=1
}

sources=$(find src -name '*.c' | sort)
flags=$(pkg-config --cflags glib-2.0 sqlite3 libpq jansson yaml-0.1 libxml-2.0 libzip libsodium zlib)
cores=$(nproc)

cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --library=gtk --error-exitcode=1 \
    --suppress=missingIncludeSystem --suppress=unknownMacro --suppress=assertWithSideEffect --suppress=memleak \
    -D__GNUC__ -Isrc -j "$cores" src >"$log" 2>&1
verdict cppcheck $?

echo "$sources" | xargs -P "$cores" -n 4 clang-tidy --quiet -p build >"$log" 2>&1
verdict clang-tidy $?

echo "$sources" | xargs -P "$cores" -n 1 gcc -std=gnu17 -O1 -D_GNU_SOURCE '-DRECOUP_VERSION="0"' -Isrc $flags -fanalyzer \
    -Wno-analyzer-null-dereference -Wno-analyzer-use-of-uninitialized-value -Werror -c -o /dev/null >"$log" 2>&1
verdict "gcc -fanalyzer" $?
exit $worst
