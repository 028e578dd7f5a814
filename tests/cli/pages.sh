#!/bin/sh
# pages.sh PROGRAM PAGE: runs what a page tells the reader to type, in its order, on a fresh demonstration book; each command
# must succeed. What is run: the blocks indented by four spaces that begin with recoup or cat. The clock stands still.
set -eu
program=$(realpath "$1")
page=$(realpath "$2")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/bin"
cat >"$place/bin/recoup" <<END
#!/bin/sh
exec "$program" --now 2026-11-23T12:00:00-05:00 "\$@"
END
chmod +x "$place/bin/recoup"
PATH=$place/bin:$PATH
unset RECOUP_BOOK
cd "$place"
awk '
    !/^    / { inside = 0; next }
    !inside { inside = 1; wanted = /^    (recoup|cat) / }
    wanted { sub(/^    /, ""); print }' "$page" >typed.sh
[ -s typed.sh ] || { echo "pages.sh: $page tells the reader to type nothing"; exit 1; }
recoup demo --accounts 150 >said 2>&1 || { cat said; exit 1; }
sh -exu typed.sh >said 2>&1 && exit 0
tail -n 15 said
echo "pages.sh: $page: the last command above fails"
exit 1
