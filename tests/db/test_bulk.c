/* db/test_bulk.c: bulk writes in three modes against a reference in memory, on the engine of
 * RECOUP_TEST_ENGINE. */
#include "base/day.h"
#include "fixture.h"

typedef struct {
    int64_t debtor_id;
    int32_t item;
    int64_t amount_minor, later_us;
    Day due;
    bool open;
    char ref[12], note[8];
    const char *words;
    DbBlob mark;
    double share;
} Item;

#define COLUMN(name, type, field)         \
    {                                     \
        name, type, offsetof(Item, field) \
    }
static const DbColumn COLUMNS[] = {
    COLUMN("item", DB_COL_INT32, item), /* the key need not come first */
    COLUMN("debtor_id", DB_COL_INT, debtor_id),
    COLUMN("amount_minor", DB_COL_INT, amount_minor),
    COLUMN("due_day", DB_COL_DAY, due),
    COLUMN("open", DB_COL_BOOL, open),
    COLUMN("ref", DB_COL_TEXT, ref),
    COLUMN("note", DB_COL_TEXT_OR_NULL, note),
    COLUMN("words", DB_COL_TEXT_PTR, words),
    COLUMN("mark", DB_COL_BLOB_PTR, mark),
    COLUMN("share", DB_COL_REAL, share),
    COLUMN("later_us", DB_COL_INT_OR_NULL, later_us),
    { NULL, 0, 0 },
};
static const DbTable ITEM = { "item", "debtor_id,item", COLUMNS };

/* Only the amount: what an update names is all it touches. */
static const DbColumn AMOUNT_COLUMNS[] = {
    COLUMN("debtor_id", DB_COL_INT, debtor_id),
    COLUMN("item", DB_COL_INT32, item),
    COLUMN("amount_minor", DB_COL_INT, amount_minor),
    { NULL, 0, 0 },
};
static const DbTable AMOUNT = { "item", "debtor_id, item", AMOUNT_COLUMNS };

static const DbColumn KEY_COLUMNS[] = {
    COLUMN("debtor_id", DB_COL_INT, debtor_id),
    COLUMN("item", DB_COL_INT32, item),
    { NULL, 0, 0 },
};
static const DbTable KEYS = { "pair", "debtor_id,item", KEY_COLUMNS };

static void make_table(Db *db)
{
    harness_run(
        db, "CREATE TABLE item (debtor_id BIGINT, item INTEGER, amount_minor BIGINT,"
            " due_day INTEGER, open INTEGER, ref TEXT NOT NULL, note TEXT, words TEXT,"
            " mark BYTEA, share DOUBLE PRECISION, later_us BIGINT, PRIMARY KEY (debtor_id, item))");
    harness_run(db, "CREATE TABLE pair (debtor_id BIGINT, item INTEGER,"
                    " PRIMARY KEY (debtor_id, item))");
}

static void must_write(Db *db, const DbTable *table, DbBulkMode mode, const Item *items,
                       size_t count)
{
    GError *error = NULL;
    bool done = db_bulk(db, table, mode, items, sizeof *items, count, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

/* --- random rows --------------------------------------------------------------------------- */

static const char *const WORDS[] = { "", "plain", "Łódź\t\"x\"\\N", "line\nbreak", NULL };

static Item random_item(int64_t debtor_id, int32_t item)
{
    Item row = { .debtor_id = debtor_id, .item = item };
    row.amount_minor = (int64_t)((uint64_t)g_test_rand_int() << 32 | (uint32_t)g_test_rand_int());
    row.due = g_test_rand_int_range(0, 5) == 0 ? DAY_NONE : g_test_rand_int_range(-1000, 40000);
    row.open = g_test_rand_int_range(0, 2);
    g_snprintf(row.ref, sizeof row.ref, "R%d", g_test_rand_int_range(0, 99999));
    if (g_test_rand_int_range(0, 2)) g_strlcpy(row.note, "note", sizeof row.note);
    row.words = WORDS[g_test_rand_int_range(0, G_N_ELEMENTS(WORDS))];
    if (g_test_rand_int_range(0, 3))
        row.mark = (DbBlob){ "\0\1\xff", (size_t)g_test_rand_int_range(0, 4) };
    row.share = g_test_rand_double();
    row.later_us = g_test_rand_int_range(-1, 2) * G_GINT64_CONSTANT(5000000000);
    return row;
}

static void check_item(DbStmt *stmt, const Item *item)
{
    size_t length = 0;
    g_assert_cmpint(db_int(stmt, 0), ==, item->debtor_id);
    g_assert_cmpint(db_int(stmt, 1), ==, item->item);
    g_assert_cmpint(db_int(stmt, 2), ==, item->amount_minor);
    g_assert_cmpint(db_day(stmt, 3), ==, item->due);
    g_assert_cmpint(db_int(stmt, 4), ==, item->open);
    g_assert_cmpstr(db_text(stmt, 5), ==, item->ref);
    g_assert_cmpstr(db_text(stmt, 6), ==, item->note[0] == '\0' ? NULL : item->note);
    g_assert_cmpstr(db_text(stmt, 7), ==, item->words);
    const void *mark = db_blob(stmt, 8, &length);
    g_assert_cmpint(mark == NULL, ==, item->mark.bytes == NULL);
    g_assert_cmpmem(mark, (int)length, item->mark.bytes, (int)item->mark.length);
    g_assert_cmpfloat(db_real(stmt, 9), ==, item->share);
    g_assert_cmpint(db_is_null(stmt, 10), ==, item->later_us == 0);
    g_assert_cmpint(db_int(stmt, 10), ==, item->later_us);
}

/* The table holds exactly these, ordered by key. */
static void check_all(Db *db, const Item *items, size_t count)
{
    static const char ALL[] =
        "SELECT debtor_id, item, amount_minor, due_day, open, ref, note, words,"
        " mark, share, later_us FROM item ORDER BY debtor_id, item";
    GError *error = NULL;
    DbStmt *stmt = db_stmt(db, ALL);
    for (size_t i = 0; i < count; i++) {
        g_assert_cmpint(db_next(stmt, &error), ==, DB_ROW);
        check_item(stmt, &items[i]);
    }
    g_assert_cmpint(db_next(stmt, &error), ==, DB_DONE);
    g_assert_no_error(error);
}

/* 100,000 rows: half inserted, all replaced by new values, then amounts updated, also of rows that
 * are not there. */
static void test_modes(Fixture *f, gconstpointer data)
{
    enum { COUNT = 100000 };
    g_autofree Item *items = g_new0(Item, COUNT);
    g_autofree Item *absent = g_new0(Item, 10);
    size_t half = COUNT / 2;

    (void)data;
    if (f->db == NULL) return;
    make_table(f->db);
    for (int i = 0; i < COUNT; i++) items[i] = random_item(i / 7 - 500, i % 7);
    must_write(f->db, &ITEM, DB_INSERT, items + half / 2, half);
    check_all(f->db, items + half / 2, half);

    for (int i = 0; i < COUNT; i++) items[i] = random_item(i / 7 - 500, i % 7);
    must_write(f->db, &ITEM, DB_REPLACE, items, COUNT);
    check_all(f->db, items, COUNT);

    for (size_t i = 0; i < COUNT; i++)
        if (i % 3 == 0) items[i].amount_minor = -items[i].amount_minor / 2;
    must_write(f->db, &AMOUNT, DB_UPDATE, items, COUNT);
    for (int i = 0; i < 10; i++) absent[i] = random_item(1000000 + i, 0);
    must_write(f->db, &AMOUNT, DB_UPDATE, absent, 10);
    check_all(f->db, items, COUNT);
}

static void test_keys_only(Fixture *f, gconstpointer data)
{
    Item items[3] = { { .debtor_id = 1 }, { .debtor_id = 2 }, { .debtor_id = 3 } };
    (void)data;
    if (f->db == NULL) return;
    make_table(f->db);
    must_write(f->db, &KEYS, DB_INSERT, items, 2);
    must_write(f->db, &KEYS, DB_REPLACE, items, 3);
    must_write(f->db, &KEYS, DB_REPLACE, items, 0);
    g_assert_cmpint(harness_int(f->db, "SELECT count(*) FROM pair"), ==, 3);
}

/* --- refusals ------------------------------------------------------------------------------ */

static void test_all_or_none(Fixture *f, gconstpointer data)
{
    Item items[4] = {
        { .debtor_id = 1 }, { .debtor_id = 2 }, { .debtor_id = 3 }, { .debtor_id = 2 }
    };
    GError *error = NULL;
    DbTx tx = { 0 };

    (void)data;
    if (f->db == NULL) return;
    make_table(f->db);
    g_assert_false(db_bulk(f->db, &ITEM, DB_INSERT, items, sizeof *items, 4, &error));
    g_assert_true(db_is_duplicate(error));
    g_clear_error(&error);
    check_all(f->db, NULL, 0);

    g_assert_true(db_tx_begin(&tx, f->db, &error));
    must_write(f->db, &ITEM, DB_INSERT, items, 3);
    g_assert_false(db_bulk(f->db, &ITEM, DB_INSERT, items, sizeof *items, 1, &error));
    g_clear_error(&error);
    g_assert_false(db_bulk(f->db, &ITEM, DB_REPLACE, items, sizeof *items, 1, &error));
    expect(&error, PROBLEM_CONFLICT, "failed before");
    db_tx_end(&tx);
    check_all(f->db, NULL, 0);

    db_fail_after(f->db, 1);
    g_assert_false(db_bulk(f->db, &ITEM, DB_INSERT, items, sizeof *items, 3, &error));
    expect(&error, PROBLEM_STORAGE, "made for a test");
    must_write(f->db, &ITEM, DB_INSERT, items, 3);
    check_all(f->db, items, 3);
}

static void test_misfits(Fixture *f, gconstpointer data)
{
    static const DbColumn wide[] = { COLUMN("small", DB_COL_INT, debtor_id), { NULL, 0, 0 } };
    static const DbTable narrow = { "t", "small", wide };
    static const DbTable nowhere = { "nowhere", "debtor_id,item", KEY_COLUMNS };
    static const DbTable no_column = { "pair", "small", wide };
    Item items[2] = { { .debtor_id = 1 }, { .debtor_id = INT64_C(1) << 40 } };
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    make_table(f->db);
    for (DbBulkMode mode = DB_INSERT; mode <= DB_UPDATE; mode++) {
        g_assert_false(db_bulk(f->db, &nowhere, mode, items, sizeof *items, 2, &error));
        expect(&error, PROBLEM_STORAGE, "nowhere");
    }
    g_assert_false(db_bulk(f->db, &no_column, DB_INSERT, items, sizeof *items, 2, &error));
    expect(&error, PROBLEM_STORAGE, "small");
    if (db_engine(f->db) == DB_SQLITE)
        return; /* its columns take 64 bit whatever they are called */
    g_assert_false(db_bulk(f->db, &narrow, DB_INSERT, items, sizeof *items, 2, &error));
    expect(&error, PROBLEM_LIMIT, "t.small");
    g_assert_cmpint(harness_int(f->db, "SELECT count(*) FROM t"), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_test("/bulk/modes", test_modes);
    add_test("/bulk/keys-only", test_keys_only);
    add_test("/bulk/all-or-none", test_all_or_none);
    add_test("/bulk/misfits", test_misfits);
    return g_test_run();
}
