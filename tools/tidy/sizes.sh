#!/bin/sh
# sizes.sh: a function has at most 60 lines and a complexity of at most 12, a file at most 600 lines.  What is over is
# listed in tools/exceptions.txt with its present size, and may only shrink.
cd "$(dirname "$0")/../.." || exit 1
sources=$(find src tests bench fuzz -name '*.[ch]' | sort)
{
    wc -l $sources | awk '$2 != "total" { print "file-lines", $2, $1, 1 }'
    # pmccabe: complexity (a switch counts once), plain complexity, statements, first line, lines, file(line): function
    pmccabe $(echo "$sources" | grep '\.c$') 2>/dev/null | awk '{
        file = $6
        sub(/\([0-9]+\):$/, "", file)
        print "function-lines", file ":" $7, $5, $4
        print "complexity", file ":" $7, $1, $4
    }'
} | awk '
BEGIN {
    limit["file-lines"] = 600
    limit["function-lines"] = 60
    limit["complexity"] = 12
    list = "tools/exceptions.txt"
    while ((getline line <list) > 0) {
        if (line ~ /^#/ || line == "") continue
        split(line, field, " ")
        allowed[field[1], field[2]] = field[3] + 0
    }
}
{
    file = $2
    sub(/:.*/, "", file)
    over = $3 > limit[$1]
    if (($1, $2) in allowed) {
        known = allowed[$1, $2]
        delete allowed[$1, $2]
        if ($3 == known && over) next
        if ($3 < known) {
            print list ": " $1 " " $2 " is " $3 " now, not " known "; " (over ? "write " $3 : "take the line out")
            bad = 1
            next
        }
    }
    if (over) {
        print file ":" $4 ": " $1 " of " $2 " is " $3 "; the ceiling is " limit[$1] ": part it"
        bad = 1
    }
}
END {
    for (key in allowed) {
        split(key, field, SUBSEP)
        print list ": " field[1] " " field[2] " is gone; take the line out"
        bad = 1
    }
    exit bad
}'
