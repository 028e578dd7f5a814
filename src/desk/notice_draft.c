/* desk/notice_draft.c: a validation notice filled from the book.  Sends nothing. */
#include "desk/notice_draft.h"

#include "base/text.h"
#include "gate/gate_book.h"
#include "gate/gate_time.h"
#include "store/book_store.h"
#include "store/contact_fact_store.h"
#include "store/itemize_store.h"
#include <string.h>

const char *const notice_draft_date_types[] = { "last_statement", "charge_off", "last_payment",
                                                "transaction",    "judgment",   NULL };
/* The keys of a debt's facts that hold these dates; NULL: the ledger does. */
static const char *const DEBT_KEYS[] = { "last_statement", "charged_off", NULL, NULL, "judgment" };

/* --- who -------------------------------------------------------------------------------------- */

static bool live(const ContactFact *fact, Day today, int32_t kind)
{
    int64_t end_us = ((int64_t)today + 1) * 86400 * INT64_C(1000000);
    return fact->kind == kind && fact->from_us < end_us && fact->until_us >= end_us &&
           fact->ended_us >= end_us;
}

/* The postal address on file; a home address before others. */
static void find_mail(const GArray *facts, Day today, NoticeDraft *draft)
{
    for (unsigned i = 0; i < facts->len; i++) {
        const ContactFact *fact = &g_array_index(facts, ContactFact, i);
        bool postal = strcmp(fact->medium, "mail") == 0 || strcmp(fact->medium, "letter") == 0;
        if (!postal || !live(fact, today, FACT_POINT)) continue;
        if (draft->consumer_mail[0] != '\0' && strcmp(fact->type, "home_mail") != 0) continue;
        text_copy(draft->consumer_mail, sizeof draft->consumer_mail, fact->subject);
    }
}

static bool find_collector(Desk *desk, NoticeDraft *draft, GError **error)
{
    return book_store_get(desk->db, "house.name", draft->collector_name,
                          sizeof draft->collector_name, error) &&
           book_store_get(desk->db, "house.mail", draft->collector_mail,
                          sizeof draft->collector_mail, error);
}

static bool find_creditor(Desk *desk, int64_t creditor_id, Creditor *out, GError **error)
{
    g_autoptr(GArray) all = NULL;
    if (!book_store_creditors(desk->db, &all, error)) return false;
    for (unsigned i = 0; i < all->len; i++)
        if (g_array_index(all, Creditor, i).creditor_id == creditor_id)
            *out = g_array_index(all, Creditor, i);
    return true;
}

/* --- the itemisation date --------------------------------------------------------------------- */

static Day date_in(const ContactFact *fact, const char *key)
{
    Day day;
    g_autoptr(Json) body = fact->body == NULL || fact->body[0] == '\0'
                               ? NULL
                               : json_text_parse(fact->body, strlen(fact->body), NULL);
    const char *text = json_text_string(json_text_get(body, key));
    return text != NULL && day_parse(text, &day) ? day : DAY_NONE;
}

/* What was last recorded of the debt. */
static Day debt_date(const GArray *facts, const NoticeDraft *draft, Day today, const char *key)
{
    Day found = DAY_NONE;
    for (unsigned i = 0; i < facts->len; i++) {
        const ContactFact *fact = &g_array_index(facts, ContactFact, i);
        bool ours = fact->account_id == 0 || fact->account_id == draft->account.account_id;
        if (!ours || !live(fact, today, FACT_DEBT)) continue;
        Day day = date_in(fact, key);
        if (day != DAY_NONE) found = day;
    }
    return found;
}

static Day known_date(const GArray *facts, const GArray *entries, const NoticeDraft *draft,
                      Day today)
{
    const ItemizationEntry *rows = (const ItemizationEntry *)(const void *)entries->data;
    if (draft->date_type == NOTICE_LAST_PAYMENT)
        return itemization_last(rows, entries->len, ENTRY_PAYMENT, today);
    if (draft->date_type == NOTICE_TRANSACTION)
        return itemization_last(rows, entries->len, ENTRY_CHARGE, today);
    return debt_date(facts, draft, today, DEBT_KEYS[draft->date_type]);
}

static bool find_date(const GArray *facts, const GArray *entries, const NoticeWish *wish,
                      NoticeDraft *draft, GError **error)
{
    draft->date_type = wish->date_type >= 0 ? (NoticeDateType)wish->date_type : NOTICE_LAST_PAYMENT;
    draft->date = wish->date;
    if (draft->date == DAY_NONE) draft->date = known_date(facts, entries, draft, wish->today);
    if (draft->date == DAY_NONE && wish->date_type < 0) {
        draft->date_type = NOTICE_TRANSACTION;
        draft->date = known_date(facts, entries, draft, wish->today);
    }
    const char *type = notice_draft_date_types[draft->date_type];
    if (draft->date == DAY_NONE)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "account %s: the book holds no %s date; name it with --date, or "
                              "choose another --date-type",
                              draft->account.ref, type);
    return draft->date <= wish->today ||
           problem_refuse(error, PROBLEM_INVALID, "date lies after the day of the notice");
}

/* --- figures ---------------------------------------------------------------------------------- */

static bool reckon(const GArray *entries, const NoticeWish *wish, NoticeDraft *draft,
                   GError **error)
{
    char day[DAY_TEXT_SIZE];
    const ItemizationEntry *rows = (const ItemizationEntry *)(const void *)entries->data;
    if (!itemization_reckon(rows, entries->len, draft->date, wish->today, &draft->figures))
        return problem_refuse(error, PROBLEM_LIMIT, "account %s: its sums do not fit",
                              draft->account.ref);
    if (draft->figures.charges_minor == 0) return true;
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "account %s was billed after %s, which the itemisation has no line for; "
                          "choose a later date",
                          draft->account.ref, day_text(draft->date, day));
}

bool notice_draft_make(Desk *desk, const Account *account, const NoticeWish *wish, NoticeDraft *out,
                       GError **error)
{
    g_autoptr(GArray) entries = NULL, facts = NULL;
    *out = (NoticeDraft){ .account = *account };
    if (!account_store_debtor_get(desk->db, account->debtor_id, &out->debtor, error) ||
        !find_creditor(desk, account->creditor_id, &out->creditor, error) ||
        !find_collector(desk, out, error) ||
        !contact_fact_store_list(desk->db, account->debtor_id, &facts, error) ||
        !itemize_store_entries(desk->db, account->debtor_id, account->account_id, &entries, error))
        return false;
    find_mail(facts, wish->today, out);
    out->end = gate_time_validation_end(wish->provided, true);
    return find_date(facts, entries, wish, out, error) && reckon(entries, wish, out, error);
}

/* --- in the words of the vocabulary ----------------------------------------------------------- */

static void put(Json *json, const char *key, const char *value)
{
    json_text_set(json, key, json_text_new_string(value));
}

static void put_money(Json *json, const char *key, int64_t minor, const char *currency)
{
    char text[MONEY_TEXT_SIZE];
    put(json, key, money_text(minor, currency, text));
}

static void put_figures(Json *json, const NoticeDraft *draft)
{
    const Itemization *f = &draft->figures;
    const char *currency = draft->account.currency;
    put_money(json, "amount_on_itemization_date", f->then_minor, currency);
    put_money(json, "interest", f->interest_minor, currency);
    put_money(json, "fees", f->fees_minor, currency);
    put_money(json, "payments", f->payments_minor, currency);
    put_money(json, "credits", f->credits_minor, currency);
    put_money(json, "current_amount", f->now_minor, currency);
}

Json *notice_draft_json(const NoticeDraft *draft)
{
    static const char *const PROMPTS[] = { "not_my_debt", "amount_wrong", "other",
                                           "original_creditor" };
    char day[DAY_TEXT_SIZE];
    Json *json = json_text_new_object(), *prompts = json_text_new_list();
    put(json, "disclosure_18e", "18e1");
    put(json, "collector_name", draft->collector_name);
    put(json, "collector_mail", draft->collector_mail);
    put(json, "consumer_name", draft->debtor.name);
    put(json, "consumer_mail", draft->consumer_mail);
    put(json, "creditor_on_itemization_date", draft->creditor.name);
    put(json, "account_number", draft->account.ref);
    put(json, "current_creditor", draft->creditor.name);
    put(json, "itemization_date", day_text(draft->date, day));
    put(json, "itemization_date_type", notice_draft_date_types[draft->date_type]);
    put_figures(json, draft);
    put(json, "dispute_end_date", day_text(draft->end, day));
    for (size_t i = 0; i < G_N_ELEMENTS(PROMPTS); i++)
        json_text_append(prompts, json_text_new_string(PROMPTS[i]));
    json_text_set(json, "prompts", prompts);
    json_text_set(json, "cfpb_url", json_text_new_bool(true));
    return json;
}
