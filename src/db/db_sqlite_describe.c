/* db/db_sqlite_describe.c: the tables of a SQLite book in words of both engines.  One query, no
 * code.
 */
#include "db/db_sqlite_describe.h"

/* One line a thing, all lines sorted: columns, indexes with their columns, foreign keys; CHECK and
 * the rest as the text the table was made with. */
const char db_sqlite_describe[] =
    "SELECT 'table ' || t.name || CASE t.wr WHEN 1 THEN ' clustered' ELSE '' END"
    " FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE "
    "'sqlite_%'"
    " UNION ALL "
    "SELECT 'column ' || t.name || '.' || c.name || ' ' || lower(c.type)"
    " || CASE c.\"notnull\" WHEN 1 THEN ' not null' ELSE '' END"
    " || CASE c.pk WHEN 0 THEN '' ELSE ' key ' || c.pk END || coalesce(' default ' || "
    "c.dflt_value, '')"
    " || CASE c.hidden WHEN 0 THEN '' ELSE ' generated' END"
    " FROM pragma_table_list t, pragma_table_xinfo(t.name) c"
    " WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
    " UNION ALL "
    "SELECT 'index ' || t.name || ' ' || CASE i.\"unique\" WHEN 1 THEN 'unique ' ELSE '' END || "
    "coalesce("
    "(SELECT substr(m.sql, instr(m.sql, '(')) FROM sqlite_master m WHERE m.name = i.name AND m.sql "
    "<> ''),"
    " (SELECT '(' || group_concat(x.name, ', ') || ')' FROM pragma_index_info(i.name) x))"
    " FROM pragma_table_list t, pragma_index_list(t.name) i"
    " WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
    " UNION ALL "
    "SELECT 'foreign ' || t.name || ' (' || group_concat(f.\"from\", ', ') || ') -> ' || "
    "f.\"table\""
    " || ' (' || group_concat(coalesce(f.\"to\", ''), ', ') || ') on delete ' || lower(f.on_delete)"
    " FROM pragma_table_list t, pragma_foreign_key_list(t.name) f"
    " WHERE t.schema = 'main' AND t.type = 'table' GROUP BY t.name, f.id"
    " UNION ALL "
    "SELECT m.type || ' ' || m.name || ' ' || m.sql FROM sqlite_master m"
    " WHERE m.type IN ('trigger', 'view')"
    " ORDER BY 1";
