#!/bin/sh
# names.sh BUILD-FOLDER: every global name of x.c starts with x_ (or is x), by what the objects define; file stems are
# unique and never a library's prefix.  Look at style in ARCHITECTURE.md.
cd "$(dirname "$0")/../.." || exit 1
build=${1:-build}
bad=0
find src -name '*.c' | awk -F/ '
    { stem = $NF; sub(/\.c$/, "", stem) }
    stem in seen { print $0 ":1: the stem " stem " is taken by " seen[stem] "; one name, one file"; bad = 1 }
    stem ~ /^(json|workbook|worksheet|format|chart|crypto)$/ {
        print $0 ":1: the stem " stem " is a library prefix; choose another"; bad = 1 }
    { seen[stem] = $0 }
    END { exit bad }' || bad=1
objects=$(find "$build/src" "$build/recoup.p" -name '*.c.o' 2>/dev/null)
[ -n "$objects" ] || { echo "names.sh: no objects below $build/; build first"; exit 1; }
# Each line: object: symbol value type size.
nm -A -P -g --defined-only $objects | awk '
    {
        object = $1
        sub(/:$/, "", object)
        stem = object
        sub(/\.c\.o$/, "", stem)
        sub(/.*\//, "", stem)
        if (object ~ /\/recoup\.p\//) sub(/^src_/, "", stem)
        sub(/^meson-generated_\.\._/, "", stem)
        if ($2 == stem || index($2, stem "_") == 1) next
        sub(/.*\/src\//, "src/", object)
        sub(/lib[a-z]+\.a\.p\//, "", object)
        sub(/\.o$/, "", object)
        print object ":1: defines " $2 "; right would be " stem "_…, or static"
        bad = 1
    }
    END { exit bad }' || bad=1
exit $bad
