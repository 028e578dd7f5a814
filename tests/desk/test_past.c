/* desk/test_past.c: former versions of rows: what an erasure leaves of them and of lines in
 * quarantine, what verify says of a gap, and a book that an older program made. */
#include "desk/walk.h"

#include "harness/harness.h"
#include "run/line.h"
#include "run/verify.h"
#include "store/book_store.h"
#include "store/erase_store.h"
#include <string.h>

enum { MINUTE_US = 60 * 1000000 };

static Desk *open_desk(char **url)
{
    GError *error = NULL;
    *url = harness_book(NULL);
    if (*url == NULL) return NULL;
    DeskOptions options = { *url, "2026-03-02T09:00:00Z", NULL, NULL };
    Desk *desk = desk_init(&options, "commercial", "UTC", "USD", &error);
    g_assert_no_error(error);
    return desk;
}

/* A minute after the line before. */
static void say(Desk *desk, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) line = json_text_parse(text, strlen(text), &error);
    desk->now_us += MINUTE_US;
    g_assert_no_error(error);
    g_autoptr(Json) answer = line_do_line(desk, line, &error);
    g_assert_no_error(error);
    g_assert_nonnull(answer);
}

static unsigned findings(Desk *desk, const char *word)
{
    GError *error = NULL;
    g_auto(VerifyReport) report = { 0 };
    VerifyOptions options = { .jobs = 1 };
    unsigned count = 0;
    bool done = verify_run(desk, &options, &report, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    for (unsigned i = 0; i < report.findings->len; i++)
        count += strstr(report.findings->pdata[i], word) != NULL;
    return count;
}

/* --- erasure ---------------------------------------------------------------------------------- */

#define LINE(line, field, value, reason, raw)                                               \
    "INSERT INTO quarantine (batch_id, line, fault, field, value, reason, remedy, amount, " \
    "currency, raw, state) VALUES (1, " line ", 0, '" field "', '" value "', '" reason      \
    "', 'mend it', '', '', '" raw "', 0);"

static void quarantine(Db *db)
{
    harness_run(
        db,
        "INSERT INTO batch (batch_id, kind, file, sha256, map, state, rows_read, rows_accepted, "
        "rows_unchanged, rows_quarantined, rows_done, actor, recorded_us) VALUES (1, 'debtors', "
        "'f.csv', '', '', 1, 9, 0, 0, 7, 9, 'operator', 1);"
        /* by debtor, by account, by a former name, by an address as the value alone */
        LINE("2", "email", "hanna.rust", "email is no address", "D1,Hanna Rust,person,hanna.rust")
            LINE("3", "amount", "12,5x", "no number", "A1,\"12,5x\",paid by Hanna")
                LINE("4", "kind", "x", "kind of Hanna Rust is unknown", "Z9,\"Hanna Rust\",x")
                    LINE("5", "email", "h@example.com", "h@example.com stands there twice", "")
        /* of others, though a part of a cell is the same */
        LINE("6", "email", "y", "email is no address", "D11,Hanna Rustica,person,y")
            LINE("7", "kind", "y", "kind is unknown", "A12,Paul Noir,y")
                LINE("8", "kind", "z", "kind is unknown", "OLD-A1,xD1,A1b,z"));
}

static void test_erased(void)
{
    GError *error = NULL;
    char *url, hex[65];
    g_autofree char *what = NULL;
    Desk *desk = open_desk(&url);
    if (desk == NULL) return;
    say(desk, "{\"do\":\"debtor.open\",\"ref\":\"D1\",\"name\":\"Hanna Rust\",\"kind\":\"person\","
              "\"email\":\"h@example.com\",\"phone\":\"+1 614 555 0100\"}");
    say(desk, "{\"do\":\"account.open\",\"ref\":\"A1\",\"debtor\":\"D1\"}");
    say(desk, "{\"do\":\"debtor.change\",\"ref\":\"D1\",\"name\":\"Hanna Stahl\"}");
    say(desk, "{\"do\":\"item.post\",\"account\":\"A1\",\"number\":\"1\",\"amount\":\"9.00\"}");
    say(desk, "{\"do\":\"dispute.open\",\"account\":\"A1\",\"items\":[{\"number\":\"1\",\"amount\":"
              "\"9.00\"}],"
              "\"reason\":\"price\",\"note\":\"Hanna calls\"}");
    say(desk, "{\"do\":\"dispute.settle\",\"dispute\":1,\"decision\":\"reject\","
              "\"note\":\"told Hanna\"}");
    quarantine(desk->db);
    int64_t debtor_id = harness_int(desk->db, "SELECT debtor_id FROM debtor_ref WHERE ref = 'D1'");
    g_autofree char *before = whole_tables(desk->db);
    g_assert_nonnull(strstr(before, "Hanna Rust|"));
    bool done = erase_store_person(desk->db, debtor_id, &what, hex, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_nonnull(strstr(what, "debtor_was 1, "));
    g_assert_nonnull(strstr(what, "quarantine 4, "));
    g_autofree char *lines =
        harness_rows(desk->db, "SELECT line, raw, value, reason FROM quarantine ORDER BY line", 4);
    g_assert_cmpstr(lines, ==,
                    "2|||email is no address\n3|||no number\n4|||(erased)\n5|||(erased)\n"
                    "6|D11,Hanna Rustica,person,y|y|email is no address\n"
                    "7|A12,Paul Noir,y|y|kind is unknown\n"
                    "8|OLD-A1,xD1,A1b,z|z|kind is unknown\n");
    harness_run(desk->db, "DELETE FROM quarantine WHERE line = 6");
    g_autofree char *after = whole_tables(desk->db);
    static const char *const GONE[] = { "Hanna", "Rust", "h@example.com", "555 0100" };
    for (size_t i = 0; i < G_N_ELEMENTS(GONE); i++) g_assert_null(strstr(after, GONE[i]));
    desk_close(desk);
    harness_drop(url);
}

/* --- verify ----------------------------------------------------------------------------------- */

static void test_gap(void)
{
    char *url;
    Desk *desk = open_desk(&url);
    if (desk == NULL) return;
    say(desk, "{\"do\":\"debtor.open\",\"ref\":\"D1\",\"name\":\"One\"}");
    say(desk, "{\"do\":\"account.open\",\"ref\":\"A1\",\"debtor\":\"D1\"}");
    say(desk, "{\"do\":\"payment.take\",\"ref\":\"P1\",\"amount\":\"5.00\",\"currency\":\"USD\"}");
    say(desk, "{\"do\":\"payment.allocate\",\"ref\":\"P1\",\"account\":\"A1\"}");
    for (int i = 0; i < 3; i++) {
        g_autofree char *debtor =
            g_strdup_printf("{\"do\":\"debtor.change\",\"ref\":\"D1\",\"name\":\"Two %d\"}", i);
        g_autofree char *account =
            g_strdup_printf("{\"do\":\"account.change\",\"ref\":\"A1\",\"terms_days\":%d}", i + 10);
        say(desk, debtor);
        say(desk, account);
    }
    g_assert_cmpint(harness_int(desk->db, "SELECT COUNT(*) FROM debtor_was"), ==, 3);
    g_assert_cmpint(harness_int(desk->db, "SELECT COUNT(*) FROM account_was"), ==, 3);
    g_assert_cmpint(harness_int(desk->db, "SELECT COUNT(*) FROM payment_was"), ==, 1);
    g_assert_cmpuint(findings(desk, ""), ==, 0);
    harness_run(desk->db, "DELETE FROM debtor_was WHERE name = 'Two 0'");
    g_assert_cmpuint(findings(desk, "debtor D1: its version known until"), ==, 1);
    harness_run(desk->db, "UPDATE account SET recorded_us = recorded_us + 1");
    g_assert_cmpuint(findings(desk, "account A1: its version known until"), ==, 1);
    harness_run(desk->db, "UPDATE payment_was SET until_us = until_us + 90000000000");
    g_assert_cmpuint(findings(desk, "payment P1: nobody's until"), ==, 1);
    desk_close(desk);
    harness_drop(url);
}

/* What does not belong to a debtor, and pictures of days: the same chain. */
static const struct {
    const char *what, *table, *open, *change; /* #: which change it is */
    const char *cut, *named;
} CHAINS[] = {
    { "creditor", "creditor_was", "{\"do\":\"creditor.open\",\"ref\":\"C1\",\"name\":\"North\"}",
      "{\"do\":\"creditor.change\",\"ref\":\"C1\",\"name\":\"South #\"}", "name = 'South 0'",
      "creditor C1: its version known until" },
    { "user", "member_was", "{\"do\":\"user.open\",\"name\":\"anna\",\"role\":\"collector\"}",
      "{\"do\":\"user.change\",\"name\":\"anna\",\"capacity_minutes\":4#}", "capacity_minutes = 40",
      "user anna: its version known until" },
    { "rule", "rule_change_was",
      "{\"do\":\"rule.announce\",\"title\":\"Hours\",\"source\":\"letter\",\"effective_on\":"
      "\"2026-05-01\"}",
      "{\"do\":\"rule.amend\",\"change\":1,\"source\":\"letter #\"}", "source = 'letter 0'",
      "rule change 1 (Hours): its version known until" },
    { "snapshot", "snapshot_was", "{\"do\":\"day.run\"}",
      "{\"do\":\"item.post\",\"account\":\"A1\",\"number\":\"X#\",\"amount\":\"1.00\"}",
      "balance_minor = 1000", "snapshot of day " },
};

static void test_chain(const void *data)
{
    const size_t kind = GPOINTER_TO_SIZE(data);
    char *url;
    Desk *desk = open_desk(&url);
    if (desk == NULL) return;
    say(desk, "{\"do\":\"debtor.open\",\"ref\":\"D1\",\"name\":\"One\"}");
    say(desk, "{\"do\":\"account.open\",\"ref\":\"A1\",\"debtor\":\"D1\"}");
    say(desk, "{\"do\":\"item.post\",\"account\":\"A1\",\"number\":\"1\",\"amount\":\"9.00\"}");
    say(desk, CHAINS[kind].open);
    for (int i = 0; i < 3; i++) {
        g_autofree char *line = g_strdup(CHAINS[kind].change);
        *strchr(line, '#') = (char)('0' + i);
        say(desk, line);
        say(desk, "{\"do\":\"day.run\",\"rebuild\":true}");
    }
    g_autofree char *count = g_strconcat("SELECT COUNT(*) FROM ", CHAINS[kind].table, NULL);
    g_assert_cmpint(harness_int(desk->db, count), ==, 3);
    g_assert_cmpuint(findings(desk, ""), ==, 0);
    g_autofree char *cut =
        g_strconcat("DELETE FROM ", CHAINS[kind].table, " WHERE ", CHAINS[kind].cut, NULL);
    harness_run(desk->db, cut);
    g_assert_cmpint(harness_int(desk->db, count), ==, 2);
    g_assert_cmpuint(findings(desk, CHAINS[kind].named), ==, 1);
    g_assert_cmpuint(findings(desk, ""), ==, 1);
    g_autofree char *moved =
        g_strconcat("UPDATE ", CHAINS[kind].table, " SET until_us = recorded_us", NULL);
    harness_run(desk->db, moved);
    g_assert_cmpuint(findings(desk, CHAINS[kind].named), ==, 2);
    desk_close(desk);
    harness_drop(url);
}

/* Settled, the account has no derived row any more; open again the same day, its picture is taken
 * anew in place of that of the settled one. */
static void test_settled(void)
{
    static const char DAY[] = "{\"do\":\"day.run\",\"rebuild\":true}";
    char *url;
    Desk *desk = open_desk(&url);
    if (desk == NULL) return;
    say(desk, "{\"do\":\"debtor.open\",\"ref\":\"D1\",\"name\":\"One\"}");
    say(desk, "{\"do\":\"account.open\",\"ref\":\"A1\",\"debtor\":\"D1\"}");
    say(desk, "{\"do\":\"item.post\",\"account\":\"A1\",\"number\":\"1\",\"amount\":\"9.00\"}");
    say(desk, DAY);
    say(desk, "{\"do\":\"payment.take\",\"ref\":\"P1\",\"account\":\"A1\",\"amount\":\"9.00\"}");
    say(desk, DAY);
    g_assert_cmpint(harness_int(desk->db, "SELECT COUNT(*) FROM d_account"), ==, 0);
    say(desk, "{\"do\":\"item.post\",\"account\":\"A1\",\"number\":\"2\",\"amount\":\"7.00\"}");
    say(desk, DAY);
    g_autofree char *was =
        harness_rows(desk->db, "SELECT balance_minor FROM snapshot_was ORDER BY until_us", 1);
    g_assert_cmpstr(was, ==, "900\n0\n");
    g_assert_cmpint(harness_int(desk->db, "SELECT balance_minor FROM snapshot"), ==, 700);
    g_assert_cmpuint(findings(desk, ""), ==, 0);
    desk_close(desk);
    harness_drop(url);
}

/* --- a book from before ----------------------------------------------------------------------- */

enum { OLD_MIGRATIONS = 2 };

static void old_book(Db *db)
{
    GError *error = NULL;
    EmbeddedFile old[OLD_MIGRATIONS + 1] = { 0 };
    memcpy(old, book_store_schema(), OLD_MIGRATIONS * sizeof *old);
    bool done = db_migrate(db, old, 1, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    harness_run(
        db,
        "INSERT INTO debtor (debtor_id, ref, name, kind, country, region, postal_code, time_zone, "
        "language, email, phone, recorded_us) VALUES (1, 'D1', 'Changed', 0, '', '', '', '', '', "
        "'', '', 500), (2, 'D2', 'New', 0, '', '', '', '', '', '', '', 600);"
        "INSERT INTO account (debtor_id, account_id, ref, creditor_id, kind, currency, "
        "credit_limit_minor, owner_id, treatment, recorded_us) VALUES (1, 11, 'A1', 1, 0, 'USD', "
        "-1, 0, '', 400), (2, 12, 'A2', 1, 0, 'USD', -1, 0, '', 600);"
        "INSERT INTO item (debtor_id, account_id, item_id, number, kind, issued_day, due_day, "
        "amount_minor, open_minor, document, reference, note, recorded_us) VALUES "
        "(1, 11, 1, 'I1', 0, 1, 2, 5, 5, 'order', 'r', '', 100), "
        "(2, 12, 2, 'I2', 0, 1, 2, 5, 5, '', '', '', 600);"
        "INSERT INTO item_was (debtor_id, account_id, item_id, until_us, number, kind, issued_day, "
        "due_day, amount_minor) VALUES (1, 11, 1, 300, 'I1', 0, 1, 2, 4);");
}

static bool is_known(Db *db, int64_t debtor_id, int64_t account_id, int64_t known_us)
{
    GError *error = NULL;
    Account account;
    Debtor debtor;
    bool found = false, also = false;
    bool done =
        account_store_known(db, debtor_id, account_id, known_us, &account, &found, &error) &&
        account_store_debtor_known(db, debtor_id, known_us, &debtor, &also, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_cmpint(found, ==, also);
    return found;
}

/* What hangs off a row proves that it was there: it does not vanish from the past. */
static void test_older(void)
{
    GError *error = NULL;
    Db *db = harness_open(NULL);
    if (db == NULL) return;
    old_book(db);
    bool done = db_migrate(db, book_store_schema(), 2, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    static const int64_t INSTANTS[] = { 150, 399, 400, 499, 500, 700 };
    for (size_t i = 0; i < G_N_ELEMENTS(INSTANTS); i++) {
        g_assert_true(is_known(db, 1, 11, INSTANTS[i]));
        g_assert_cmpint(is_known(db, 2, 12, INSTANTS[i]), ==, INSTANTS[i] >= 600);
    }
    g_autofree char *was = harness_rows(db, "SELECT document, reference FROM item_was", 2);
    g_assert_cmpstr(was, ==, "order|r\n");
    harness_close(db);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/past/erased", test_erased);
    g_test_add_func("/past/gap", test_gap);
    for (size_t i = 0; i < G_N_ELEMENTS(CHAINS); i++) {
        g_autofree char *path = g_strconcat("/past/chain/", CHAINS[i].what, NULL);
        g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_chain);
    }
    g_test_add_func("/past/settled", test_settled);
    g_test_add_func("/past/older", test_older);
    return g_test_run();
}
