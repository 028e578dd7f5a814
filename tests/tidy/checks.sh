#!/bin/sh
# checks.sh SOURCE-ROOT: each check of tools/tidy finds what it is for, in a small tree made wrong on purpose.  Prints TAP.
set -u
root=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
number=0

fresh() {
    rm -rf "$tree" && mkdir -p "$tree/src/base" "$tree/src/core" "$tree/src/cli" "$tree/tests" "$tree/bench" \
        "$tree/fuzz" "$tree/schema" "$tree/docs"
    cp -r "$root/tools" "$root/LICENSE" "$root/.clang-format" "$tree"
    mkdir "$tree/.ci" && cp "$root/.ci/run" "$tree/.ci"
    : >"$tree/tools/exceptions.txt"
    cat >"$tree/src/base/good.c" <<'END'
/* base/good.c: a file without fault.  Does nothing. */
#include <string.h>

int good_length(const char *text);

int good_length(const char *text)
{
    return (int)strlen(text); /* strcpy(a, b) in a remark is no call */
}
END
    cat >"$tree/schema/0001_book.sql" <<'END'
CREATE TABLE account (debtor_id BIGINT NOT NULL, account_id BIGINT NOT NULL, PRIMARY KEY (debtor_id, account_id));
END
    printf '# Map\n`src/base/` `src/core/` `src/cli/`\n' >"$tree/ARCHITECTURE.md"
}

# finds CHECK WORDS [ARGUMENT]: the check fails and says the words.
finds() {
    number=$((number + 1))
    if said=$("$tree/tools/tidy/$1.sh" ${3:-} 2>&1); then
        echo "not ok $number $1 did not find: $2"
    elif echo "$said" | grep -qF -- "$2"; then
        echo "ok $number $1 finds: $2"
    else
        echo "# $said"
        echo "not ok $number $1 says something else than: $2"
    fi
    fresh
}

fresh
for check in rooms calls sizes format words docs schema wayout; do
    number=$((number + 1))
    if said=$("$tree/tools/tidy/$check.sh" 2>&1); then echo "ok $number $check is content"; else
        echo "# $said"
        echo "not ok $number $check finds fault where none is"
    fi
done

echo '#include "cli/door.h"' >>"$tree/src/core/up.c"
finds rooms "src/core/up.c:1: core may not know cli"
echo '#include "good.h"' >>"$tree/src/base/good.c"
finds rooms "right would be \"room/file.h\""
echo '#include <sqlite3.h>' | tee "$tree/src/base/one.c" >"$tree/src/core/two.c"
finds rooms "<sqlite3.h> lives in src/base/one.c"
echo '#include <jansson.h>' >"$tree/src/base/face.h"
finds rooms "in a header lets a library out"
mkdir "$tree/src/attic" && echo >"$tree/src/attic/x.c"
finds rooms "no such room: attic"

echo 'void good_f(char *a) { strcpy(a, "b"); }' >>"$tree/src/base/good.c"
finds calls "good.c:10: strcpy()"
echo 'long good_t(void) { return time(0); }' >>"$tree/src/base/good.c"
finds calls "clock_now_us"
echo 'gchar *good_c;' >>"$tree/src/base/good.c"
finds calls "gchar: right would be char"
echo 'void good_q(void) { sqlite3_open("x", 0); }' >>"$tree/src/base/good.c"
finds calls "sqlite3_open belongs to src/db/"

{ echo 'int good_long(int a)'; echo '{'; yes '    a++;' | head -n 60; echo '    return a;'; echo '}'; } >>"$tree/src/base/good.c"
finds sizes "function-lines of src/base/good.c:good_long is 64"
{ echo 'int good_knot(int a)'; echo '{'; yes '    if (a) a++;' | head -n 13; echo '    return a;'; echo '}'; } >>"$tree/src/base/good.c"
finds sizes "complexity of src/base/good.c:good_knot is 14"
yes '/* a line */' | head -n 600 >>"$tree/src/base/good.c"
finds sizes "file-lines of src/base/good.c is 609"
echo "complexity src/base/good.c:good_length 20" >"$tree/tools/exceptions.txt"
finds sizes "take the line out"

echo 'int   good_x ;' >>"$tree/src/base/good.c"
finds format "src/base/good.c:10: not formatted"

sed -i 1d "$tree/src/base/good.c"
finds words "the first line does not say"
echo 'static const char Q[] = "SELECT 1 FROM item";' >>"$tree/src/base/good.c"
finds words "SQL outside src/store"
echo '/* TO''DO: later */' >>"$tree/src/base/good.c"
finds words "left for later"
printf '/* %0100d */\n' 1 >>"$tree/src/base/good.c"
finds words "a line of 106 columns"
rm "$tree/LICENSE"
finds words "LICENSE"

echo '`src/gone/`' >>"$tree/ARCHITECTURE.md"
finds docs "names src/gone/, which is not there"
printf '`src/base/` `src/core/`\n' >"$tree/ARCHITECTURE.md"
finds docs "leaves out the room src/cli/"
echo '[x](gone.md)' >>"$tree/ARCHITECTURE.md"
finds docs "links to gone.md"

echo 'CREATE TABLE t (t_id BIGINT PRIMARY KEY, debtor_id BIGINT);' >>"$tree/schema/0001_book.sql"
finds schema "0001_book.sql:2: t: its primary key does not begin with debtor_id"
echo 'CREATE UNIQUE INDEX u ON account (account_id);' >>"$tree/schema/0001_book.sql"
finds schema "unique index u begins with account_id"
echo 'CREATE TABLE f (f_id BIGINT PRIMARY KEY, price REAL);' >>"$tree/schema/0001_book.sql"
finds schema "f.price: floating point"

mkdir "$tree/src/desk"
echo 'void f(void) { care_store_contact_insert(); }' >>"$tree/src/desk/quick.c"
finds wayout "src/desk/quick.c:1: writes a contact; propose it to desk/way_out.c"
mkdir "$tree/src/store"
echo 'static const char SQL[] = "INSERT INTO contact (debtor_id) VALUES ($1)";' >>"$tree/src/store/quick.c"
finds wayout "src/store/quick.c:1: knows the table of contacts"
echo 'void f(void) { gate_judge(); }' >>"$tree/src/core/quick.c"
finds wayout "src/core/quick.c:1: judges by itself"

mkdir -p "$tree/build/src/base/libbase.a.p"
echo 'int other_name; int good_name;' >"$tree/x.c"
cc -c "$tree/x.c" -o "$tree/build/src/base/libbase.a.p/good.c.o"
finds names "src/base/good.c:1: defines other_name" "$tree/build"
echo 'int x;' >"$tree/src/core/good.c"
finds names "the stem good is taken" "$tree/build"
echo "1..$number"
