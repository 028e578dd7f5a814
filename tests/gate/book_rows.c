/* tests/gate/book_rows.c: rows of a book in the making. */
#include "book_rows.h"

const GateDebtorRow book_rows_person = { .ref = "D1",
                                         .name = "Pat Doe",
                                         .kind = "person",
                                         .country = "US",
                                         .region = "OH",
                                         .postal_code = "43004",
                                         .time_zone = "",
                                         .language = "en",
                                         .email = "pat@example.com",
                                         .phone = "+1 614 555 0100" };
const GateDebtRow book_rows_debt = { .account_id = 7,
                                     .ref = "A7",
                                     .kind = "consumer",
                                     .creditor_role = "third_party",
                                     .creditor_country = "US",
                                     .balance_minor = 50000,
                                     .unit = 100,
                                     .opened_day = TODAY - 400,
                                     .oldest_due_day = TODAY - 90,
                                     .last_payment_day = DAY_NONE };
const GateHouse book_rows_house = { 0 };

GateFactRow book_rows_fact(GateFactKind kind, const char *type, const char *medium,
                           const char *subject, const char *body)
{
    return (GateFactRow){ .fact_id = 1,
                          .kind = kind,
                          .type = type,
                          .medium = medium,
                          .subject = subject,
                          .body = body,
                          .from_us = NOW - DAY_US,
                          .until_us = OPEN,
                          .ended_us = OPEN };
}

GateContactRow book_rows_contact(int64_t at_us, const char *channel, const char *direction,
                                 const char *outcome)
{
    return (GateContactRow){ .contact_id = 9,
                             .account_id = 7,
                             .at_us = at_us,
                             .channel = channel,
                             .direction = direction,
                             .outcome = outcome,
                             .number = "",
                             .note = "",
                             .debts = "",
                             .body = "" };
}

GateBookRows book_rows_of(const GateDebtorRow *debtor, const GateDebtRow *debt,
                          const GateFactRow *facts, size_t fact_count)
{
    return (GateBookRows){ .debtor = debtor,
                           .debts = debt,
                           .debt_count = 1,
                           .facts = facts,
                           .fact_count = fact_count,
                           .house = &book_rows_house,
                           .at_us = NOW };
}

GateAction book_rows_action(GateChannel channel)
{
    return (GateAction){ .channel = channel, .at_us = NOW, .payments_made = -1, .terms_days = -1 };
}

void book_rows_judge(const GateBookRows *rows, const char *subject, GateAction action,
                     GateVerdict *out)
{
    g_autoptr(GateBook) book = gate_book_new();
    g_autoptr(GError) error = NULL;
    const GateFacts *f = gate_book_facts(book, rows, &error);
    g_assert_no_error(error);
    f = gate_book_turn(book, 7, subject, &error);
    g_assert_no_error(error);
    gate_book_aim(book, &action);
    gate_judge(f, &action, out);
}

void book_rows_expect(const GateVerdict *v, GateCode code, size_t index)
{
    bool denied = code != CODE_NONE;
    bool right = denied ? gate_verdict_has(v, code) : v->outcome != GATE_DENY;
    if (right) return;
    g_test_message("case %zu: expected %s", index, denied ? gate_words_name(WORDS_CODE, code) : "");
    for (size_t i = 0; i < v->reason_count; i++)
        g_test_message("R%d %s: %s", v->reasons[i].rule,
                       gate_words_name(WORDS_CODE, v->reasons[i].code), v->reasons[i].text);
    g_test_fail();
}
