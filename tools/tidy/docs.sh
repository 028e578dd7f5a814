#!/bin/sh
# docs.sh: ARCHITECTURE.md names no file that is gone and leaves out no room; links between documents lead somewhere.
cd "$(dirname "$0")/../.." || exit 1
bad=0
for path in $(grep -oE '`(src|tests|tools|schema|policies|maps|bench|fuzz|docs)/[A-Za-z0-9_/.-]*`' ARCHITECTURE.md | tr -d '`' | sort -u); do
    [ -e "$path" ] && continue
    echo "ARCHITECTURE.md:$(grep -n -m 1 -F "\`$path\`" ARCHITECTURE.md | cut -d: -f1): names $path, which is not there"
    bad=1
done
for room in src/*/; do
    grep -qF "\`$room\`" ARCHITECTURE.md && continue
    echo "ARCHITECTURE.md:1: leaves out the room $room; right would be a line with \`$room\`"
    bad=1
done
for page in *.md docs/*.md; do
    [ -e "$page" ] || continue
    for link in $(grep -oE '\]\([^)#: ]+' "$page" | cut -c3-); do
        [ -e "$(dirname "$page")/$link" ] && continue
        echo "$page:$(grep -n -m 1 -F "]($link" "$page" | cut -d: -f1): links to $link, which is not there"
        bad=1
    done
done
exit $bad
