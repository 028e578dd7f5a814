#!/bin/sh
# rooms.sh: an include block is a visa.  Arrows only go down, and each foreign header has one home.
cd "$(dirname "$0")/../.." || exit 1
find src -name '*.[ch]' | sort | xargs awk '
BEGIN {
    below["base"] = ""
    below["db"] = "base"
    below["core"] = below["gate"] = "base"
    below["policy"] = "base core"
    below["store"] = "base db core gate"
    below["desk"] = "base db core gate policy store"
    below["intake"] = below["post"] = below["report"] = below["desk"] " desk"
    below["run"] = below["desk"] " desk post"
    below["api"] = below["cli"] = "base core gate policy desk intake run report post"
    below["main.c"] = "base cli"
    # Headers of C and POSIX go anywhere, GLib too; any other belongs to one .c file
    # and to those named after it (db_sqlite.c, db_sqlite_rows.c).
    open_headers = " assert ctype errno fcntl fenv float inttypes iso646 limits locale math pthread regex setjmp signal " \
        "stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings tgmath threads time " \
        "unistd wchar dirent poll "
}
function say(text) { printf "%s:%d: %s\n", FILENAME, FNR, text; bad = 1 }
FNR == 1 { split(FILENAME, part, "/"); room = part[2] }
!(room in below) { if (FNR == 1) say("no such room: " room "; see the list in tools/tidy/rooms.sh") ; next }
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    if (quoted[2] !~ /^[a-z]+\/[a-z0-9_]+\.h$/) {
        say("includes \"" quoted[2] "\"; right would be \"room/file.h\", counted from src/")
        next
    }
    split(quoted[2], to, "/")
    if (to[1] == room || index(" " below[room] " ", " " to[1] " ")) next
    # A door may open a book, in one file.
    if ((room == "cli" || room == "api") && quoted[2] == "db/db.h") {
        if (opener[room] == "") opener[room] = FILENAME
        if (opener[room] == FILENAME) next
        say(room " opens the book in " opener[room] " already; pass the Db * on and include the desk")
        next
    }
    say(room " may not know " to[1] "; it may include: " (below[room] == "" ? "nothing but itself" : below[room]))
}
/^[ \t]*#[ \t]*include[ \t]*</ {
    split($0, angle, /[<>]/)
    header = angle[2]
    if (header ~ /^(glib\.h|glib\/)/ || header ~ /^sys\//) next
    name = header
    sub(/\.h$/, "", name)
    if (index(open_headers, " " name " ")) next
    family = header
    sub(/\/.*/, "", family)
    if (FILENAME ~ /\.h$/) say("<" header "> in a header lets a library out of its one file; include it in the .c")
    else if (family in home && index(FILENAME, substr(home[family], 1, length(home[family]) - 2) "_") == 1) next
    else if (family in home && home[family] != FILENAME)
        say("<" header "> lives in " home[family] "; call that file instead")
    else home[family] = FILENAME
}
END { exit bad }'
