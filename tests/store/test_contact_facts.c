/* store/test_contact_facts.c: facts for the gate stored, ended, read back as then known, and
 * gathered with contacts and debts in debtor order. */
#include "store/contact_fact_store.h"
#include "store/gate_gather.h"

#include "base/text.h"
#include "harness/harness.h"
#include "store/book_store.h"
#include <string.h>

enum { DEBTORS = 5 };

static Db *open_book(char **url)
{
    GError *error = NULL;
    *url = harness_book(NULL);
    if (*url == NULL) return NULL;
    Db *db = book_store_open(*url, true, 1, &error);
    g_assert_no_error(error);
    harness_run(db,
                "INSERT INTO creditor (creditor_id, ref, name, kind, parent_id, currency, country, "
                "role, recorded_us) VALUES (1, 'C', 'C', 0, 0, 'USD', 'US', 1, 1);");
    for (int i = 1; i <= DEBTORS; i++) {
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO debtor (debtor_id, ref, name, kind, country, region, postal_code, "
            "time_zone, language, email, phone, recorded_us) VALUES (%d, 'D%d', 'N', 0, 'US', "
            "'OH', '', '', '', '', '+1614555%04d', 1);"
            "INSERT INTO account (debtor_id, account_id, ref, creditor_id, kind, currency, "
            "credit_limit_minor, owner_id, treatment, recorded_us) VALUES (%d, %d, 'A%d', 1, 1, "
            "'USD', -1, 0, '', 1);",
            i, i, i, i, 10 + i, i);
        harness_run(db, sql);
    }
    return db;
}

static ContactFact fact_of(int64_t debtor_id, int64_t fact_id, GateFactKind kind, const char *type)
{
    ContactFact fact = { .debtor_id = debtor_id,
                         .fact_id = fact_id,
                         .kind = (int32_t)kind,
                         .from_us = 100,
                         .until_us = INT64_MAX,
                         .ended_us = INT64_MAX,
                         .ended_recorded_us = INT64_MAX,
                         .body = "",
                         .recorded_us = 50 };
    text_copy(fact.type, sizeof fact.type, type);
    text_copy(fact.actor, sizeof fact.actor, "ann");
    return fact;
}

static void put(Db *db, const ContactFact *facts, size_t count)
{
    GError *error = NULL;
    g_assert_true(contact_fact_store_insert(db, facts, count, &error));
    g_assert_no_error(error);
}

static void test_store(void)
{
    GError *error = NULL;
    g_autofree char *body = NULL;
    char *url;
    bool found = false;
    ContactFact back;
    g_autoptr(GArray) list = NULL;
    g_autoptr(GArray) range = NULL;
    Db *db = open_book(&url);
    if (db == NULL) return;
    ContactFact facts[] = { fact_of(1, 1, FACT_POINT, "wireless"),
                            fact_of(1, 2, FACT_CONSENT, "sms"),
                            fact_of(2, 3, FACT_STATUS, "attorney") };
    facts[1].until_us = 900;
    facts[2].body = "{\"name\":\"Lee\"}";
    put(db, facts, 3);
    g_assert_true(contact_fact_store_get(db, 3, &back, &body, &found, &error));
    g_assert_true(found);
    g_assert_cmpstr(back.body, ==, "{\"name\":\"Lee\"}");
    g_assert_cmpint(back.until_us, ==, INT64_MAX);
    g_assert_cmpint(back.ended_us, ==, INT64_MAX);
    back.ended_us = 700;
    back.ended_recorded_us = 800;
    g_assert_true(contact_fact_store_end(db, &back, &error));
    g_assert_true(contact_fact_store_list(db, 1, &list, &error));
    g_assert_cmpuint(list->len, ==, 2);
    g_assert_cmpint(g_array_index(list, ContactFact, 1).until_us, ==, 900);
    g_assert_true(contact_fact_store_range(db, 1, 3, &range, &error));
    g_assert_cmpuint(range->len, ==, 3);
    g_assert_cmpint(g_array_index(range, ContactFact, 2).ended_us, ==, 700);
    g_assert_cmpstr(g_array_index(range, ContactFact, 2).actor, ==, "ann");
    g_clear_pointer(&body, g_free);
    g_assert_true(contact_fact_store_get(db, 99, &back, &body, &found, &error));
    g_assert_false(found);
    db_close(db);
    harness_drop(url);
}

static void test_gather(void)
{
    GError *error = NULL;
    char *url;
    g_autoptr(GateGather) gather = gate_gather_new();
    GateBookRows rows;
    Db *db = open_book(&url);
    if (db == NULL) return;
    ContactFact facts[] = { fact_of(2, 1, FACT_NOTICE, "cease_notice_received"),
                            fact_of(2, 2, FACT_STATUS, "attorney"),
                            fact_of(4, 3, FACT_POINT, "wireless") };
    facts[1].recorded_us = 500;
    put(db, facts, 3);
    facts[0].ended_us = 300;
    facts[0].ended_recorded_us = 600;
    g_assert_true(contact_fact_store_end(db, &facts[0], &error));
    harness_run(db,
                "INSERT INTO contact (debtor_id, account_id, contact_id, on_day, at_us, "
                "channel, direction, outcome, seconds, number, note, actor, recorded_us, debts) "
                "VALUES (2, 12, 1, 0, 90, 0, 0, 4, 0, '+1', 'x', 'ann', 90, '12,13'), "
                "(2, 12, 2, 0, 95, 0, 0, 0, 0, '+1', '', 'ann', 550, '');");
    g_assert_true(gate_gather_load(gather, db, 1, DEBTORS + 1, INT64_MAX, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(gate_gather_count(gather), ==, DEBTORS);
    g_assert_cmpuint(gate_gather_find(gather, 9), ==, SIZE_MAX);
    gate_gather_rows(gather, gate_gather_find(gather, 2), &rows);
    g_assert_cmpstr(rows.debtor->ref, ==, "D2");
    g_assert_cmpstr(rows.debts[0].creditor_role, ==, "third_party");
    g_assert_cmpint(rows.debts[0].unit, ==, 100);
    g_assert_cmpuint(rows.fact_count, ==, 2);
    g_assert_cmpint(rows.facts[0].ended_us, ==, 300);
    g_assert_cmpuint(rows.contact_count, ==, 2);
    g_assert_cmpstr(rows.contacts[0].outcome, ==, "reached");
    g_assert_cmpstr(rows.contacts[0].debts, ==, "12,13");
    gate_gather_debts(gather, 1)->balance_minor = 77;
    gate_gather_rows(gather, 1, &rows);
    g_assert_cmpint(rows.debts[0].balance_minor, ==, 77);
    gate_gather_rows(gather, 3, &rows);
    g_assert_cmpuint(rows.fact_count, ==, 1);
    g_assert_cmpuint(rows.contact_count, ==, 0);
    /* As known before the end, the attorney and the second call were learned of. */
    g_assert_true(gate_gather_load(gather, db, 2, 3, 499, &error));
    g_assert_cmpuint(gate_gather_count(gather), ==, 1);
    gate_gather_rows(gather, 0, &rows);
    g_assert_cmpuint(rows.fact_count, ==, 1);
    g_assert_cmpint(rows.facts[0].ended_us, ==, INT64_MAX);
    g_assert_cmpuint(rows.contact_count, ==, 1);
    db_close(db);
    harness_drop(url);
}

static void expect_same(const GateBookRows *a, const GateBookRows *b)
{
    g_assert_cmpstr(a->debtor->ref, ==, b->debtor->ref);
    g_assert_cmpstr(a->debtor->kind, ==, b->debtor->kind);
    g_assert_cmpstr(a->debtor->region, ==, b->debtor->region);
    g_assert_cmpstr(a->debtor->phone, ==, b->debtor->phone);
    g_assert_cmpuint(a->debt_count, ==, b->debt_count);
    for (size_t i = 0; i < a->debt_count; i++) {
        g_assert_cmpint(a->debts[i].account_id, ==, b->debts[i].account_id);
        g_assert_cmpstr(a->debts[i].ref, ==, b->debts[i].ref);
        g_assert_cmpstr(a->debts[i].kind, ==, b->debts[i].kind);
        g_assert_cmpstr(a->debts[i].creditor_role, ==, b->debts[i].creditor_role);
        g_assert_cmpstr(a->debts[i].creditor_country, ==, b->debts[i].creditor_country);
        g_assert_cmpint(a->debts[i].unit, ==, b->debts[i].unit);
        g_assert_cmpint(a->debts[i].opened_day, ==, b->debts[i].opened_day);
        g_assert_cmpint(a->debts[i].oldest_due_day, ==, b->debts[i].oldest_due_day);
    }
    g_assert_cmpuint(a->fact_count, ==, b->fact_count);
    for (size_t i = 0; i < a->fact_count; i++)
        g_assert_cmpint(a->facts[i].fact_id, ==, b->facts[i].fact_id);
    g_assert_cmpuint(a->contact_count, ==, b->contact_count);
    for (size_t i = 0; i < a->contact_count; i++)
        g_assert_cmpint(a->contacts[i].contact_id, ==, b->contacts[i].contact_id);
}

/* Beside a batch the gate gets the rows that it would gather alone, also where debtors between are
 * not asked for. */
static void test_beside(void)
{
    GError *error = NULL;
    char *url;
    Calendar calendar = { 0 };
    GatherQuery query = {
        .as_of = 100, .known_us = INT64_MAX, .debtors = true, .calendar = &calendar
    };
    g_autoptr(GateGather) alone = gate_gather_new();
    g_autoptr(GateGather) beside = gate_gather_new();
    g_autoptr(GatherBatch) batch = gather_store_new();
    GateBookRows rows, other;
    Db *db = open_book(&url);
    if (db == NULL) return;
    ContactFact facts[] = { fact_of(1, 1, FACT_STATUS, "attorney"),
                            fact_of(2, 2, FACT_NOTICE, "cease_notice_received"),
                            fact_of(3, 3, FACT_STATUS, "attorney"),
                            fact_of(5, 4, FACT_POINT, "wireless") };
    put(db, facts, G_N_ELEMENTS(facts));
    harness_run(db,
                "INSERT INTO account (debtor_id, account_id, ref, creditor_id, kind, currency, "
                "credit_limit_minor, owner_id, treatment, recorded_us) VALUES (5, 99, 'A99', "
                "1, 1, 'USD', -1, 0, '', 1);"
                "INSERT INTO contact (debtor_id, account_id, contact_id, on_day, at_us, "
                "channel, direction, outcome, seconds, number, note, actor, recorded_us, debts) "
                "VALUES (1, 11, 1, 0, 90, 0, 0, 4, 0, '+1', 'x', 'ann', 90, ''), "
                "(5, 99, 2, 0, 95, 0, 0, 0, 0, '+1', '', 'ann', 91, '');");
    g_assert_true(gather_store_load(batch, db, &query, 1, DEBTORS + 1, &error));
    g_assert_true(gate_gather_load(alone, db, 1, DEBTORS + 1, INT64_MAX, &error));
    g_assert_true(gate_gather_beside(beside, db, 2, DEBTORS + 1, INT64_MAX, &error));
    g_assert_no_error(error);
    for (size_t i = 1; i < DEBTORS; i += i == 1 ? 2 : 1) {
        size_t count = i + 1 == DEBTORS ? 2 : 1;
        g_assert_true(gate_gather_of(beside, batch, i, count, &rows));
        gate_gather_rows(alone, i, &other);
        expect_same(&rows, &other);
    }
    g_assert_cmpuint(rows.debt_count, ==, 2);
    g_assert_cmpuint(rows.fact_count, ==, 1);
    g_assert_cmpuint(rows.contact_count, ==, 1);
    db_close(db);
    harness_drop(url);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/store/contact-facts/store", test_store);
    g_test_add_func("/store/contact-facts/gather", test_gather);
    g_test_add_func("/store/contact-facts/beside", test_beside);
    return g_test_run();
}
