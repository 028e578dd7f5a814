#!/bin/sh
# help.sh BUILD-FOLDER: every command, action and view that a document or a script tells the reader to type is one that
# the program's own help knows.
cd "$(dirname "$0")/../.." || exit 1
recoup=${1:-build}/recoup
[ -x "$recoup" ] || { echo "help.sh: no $recoup; build first"; exit 1; }
found=$(mktemp)
trap 'rm -f "$found"' EXIT

# Lines "file:line topic": the word after recoup (options with their values passed over), or after show, do and help.
for page in README.md docs/*.md tools/run.sh policies/*.yaml; do
    [ -e "$page" ] || continue
    awk -v page="$page" '
    {
        rest = $0
        while (match(rest, /(^|[^A-Za-z0-9_.-])(build\/)?recoup (--[a-z-]+ [^ ]+ )*[a-z_]+( [a-z_]+(\.[a-z_]+)?)?/)) {
            said = substr(rest, RSTART, RLENGTH)
            rest = substr(rest, RSTART + RLENGTH)
            if (said !~ /build\/recoup/ && page ~ /\.md$/ && $0 !~ /^    / && $0 !~ /`[^`]*recoup /) continue
            sub(/.*recoup /, "", said)
            while (sub(/^--[a-z-]+ [^ ]+ /, "", said)) { }
            n = split(said, word, " ")
            topic = word[1]
            if ((topic == "show" || topic == "do" || topic == "help") && n > 1) topic = word[2]
            print page ":" FNR, topic
        }
    }' "$page"
done | sort -u >"$found"
bad=0
while read -r at topic; do
    case $topic in actions | views | facts | policy) continue ;; esac
    "$recoup" help "$topic" >/dev/null 2>&1 && continue
    echo "$at: recoup knows no $topic; see recoup help"
    bad=1
done <"$found"
exit $bad
