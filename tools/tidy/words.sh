#!/bin/sh
# words.sh: each file's first line says what the file does; SQL stands in db and store only; nothing is left for later;
# no line is longer than 100 columns; the licence is there.
cd "$(dirname "$0")/../.." || exit 1
bad=0
find src tests bench fuzz -name '*.[ch]' | sort | xargs awk '
function say(text) { printf "%s:%d: %s\n", FILENAME, FNR, text; bad = 1 }
FNR == 1 {
    name = FILENAME
    sub(/^src\//, "", name)
    short = FILENAME
    sub(/^[a-z]+\//, "", short)
    if (index($0, "/* " name ": ") != 1 && index($0, "/* " short ": ") != 1)
        say("the first line does not say what the file does; right would be /* " name ": what it does. … */")
    sql_room = FILENAME ~ /^(src\/(db|store)|tests|bench|fuzz)\//
}
!sql_room && /"[ \t]*(SELECT |INSERT INTO|UPDATE [a-z]|DELETE FROM|CREATE (TABLE|INDEX|UNIQUE|TEMP))/ {
    say("SQL outside src/store and src/db; right would be a function in store/")
}
/(^|[^A-Za-z_])(TO[D]O|FIX[M]E|X[X]X|HA[C]K)([^A-Za-z_]|$)/ { say("left for later; finish it, or write it down where it is decided") }
{
    columns = $0
    gsub(/[\200-\277]/, "", columns)   # the later bytes of a UTF-8 character take no column
    if (length(columns) > 100) say("a line of " length(columns) " columns; the ceiling is 100")
}
END { exit bad }' || bad=1

find tools .ci -type f -name '*.sh' -o -name '*.awk' -o -path '.ci/run' | sort | while read -r script; do
    head -n 2 "$script" | grep -q "^# $(basename "$script")[ :]" ||
        echo "$script:1: does not say what it does; right would be # $(basename "$script"): …"
    grep -nE '(^|[^A-Za-z_])(TO[D]O|FIX[M]E|X[X]X|HA[C]K)([^A-Za-z_]|$)' "$script" |
        sed "s|^|$script:|; s|$|: left for later|"
done | grep . && bad=1
grep -q 'Apache License' LICENSE && grep -q 'Version 2.0' LICENSE || { echo "LICENSE: not the Apache License 2.0"; bad=1; }
exit $bad
