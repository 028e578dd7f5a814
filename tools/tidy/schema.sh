#!/bin/sh
# schema.sh: the keys that let tables be spread by debtor.  A table with a debtor_id has it first in its primary key and
# in every unique index, and its foreign keys to tables of the same kind carry it along.  Apart: the look-up tables
# (…_ref), and the journal, whose streams are debtors modulo 64.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat schema/[0-9]*.sql | awk '
    /^-- only: / { kept = ($3 == "sqlite") ? 1 : -1 }
    /^-- end/ { kept = 1 }
    kept >= 0 { print }' |
    sed 's/{{id}}/INTEGER PRIMARY KEY AUTOINCREMENT/g; s/{{clustered}}/ WITHOUT ROWID/g' >"$work/schema.sql"
sqlite3 -bail "$work/book.db" <"$work/schema.sql" >"$work/log" 2>&1 || { sed 's/^/schema: /' "$work/log"; exit 1; }

sqlite3 "$work/book.db" >"$work/found" <<'END'
CREATE TEMP VIEW spread AS
    SELECT t.name AS name FROM pragma_table_list t, pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND c.name = 'debtor_id' AND t.name NOT LIKE '%\_ref' ESCAPE '\'
        AND t.name <> 'journal';
SELECT s.name || ': its primary key does not begin with debtor_id' FROM spread s
    WHERE NOT EXISTS (SELECT 1 FROM pragma_table_info(s.name) c WHERE c.name = 'debtor_id' AND c.pk = 1);
SELECT s.name || ': unique index ' || i.name || ' begins with ' || k.name || ', not with debtor_id; a name unique in the '
    || 'whole book lives in a table …_ref' FROM spread s, pragma_index_list(s.name) i, pragma_index_info(i.name) k
    WHERE i."unique" AND k.seqno = 0 AND k.name <> 'debtor_id';
SELECT s.name || ': its foreign key to ' || f."table" || ' does not carry debtor_id' FROM spread s,
    pragma_foreign_key_list(s.name) f WHERE f."table" IN (SELECT name FROM spread)
    GROUP BY s.name, f.id HAVING SUM(f."from" = 'debtor_id' AND f."to" = 'debtor_id') = 0;
SELECT t.name || ': has no primary key' FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'table'
    AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
    AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.pk > 0);
SELECT t.name || '.' || c.name || ': type ' || c.type || '; money, ids and instants (_minor, _id, _us) are BIGINT'
    FROM pragma_table_list t, pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type = 'table'
    AND (c.name LIKE '%\_minor' ESCAPE '\' OR c.name LIKE '%\_us' ESCAPE '\' OR c.name LIKE '%\_id' ESCAPE '\')
    AND c.type NOT IN ('BIGINT', 'TEXT') AND NOT c.pk;
SELECT t.name || '.' || c.name || ': floating point; right would be BIGINT minor units, or digits and scale'
    FROM pragma_table_list t, pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type = 'table'
    AND c.type IN ('REAL', 'FLOAT', 'DOUBLE', 'NUMERIC');
END
while IFS=: read -r table what; do
    at=$(grep -Hn -m 1 "CREATE TABLE ${table%%.*} " schema/[0-9]*.sql | cut -d: -f1,2)
    echo "${at:-schema}: $table:$what"
done <"$work/found"
[ ! -s "$work/found" ]
