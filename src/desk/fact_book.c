/* desk/fact_book.c: facts for the contact gate stored and ended.  Decides nothing of what they
 * mean: the gate reads them. */
#include "desk/fact_book.h"

#include "base/text.h"
#include "desk/field.h"
#include <string.h>

static const Field ANSWER_FIELDS[] = {
    FIELD_INT_AT(FactAnswer, fact, "fact", 0, 0, 0, "its number"),
    FIELD_TEXT_AT(FactAnswer, debtor, "debtor", 0, "whose"),
    FIELD_TEXT_AT(FactAnswer, account, "account", 0, "of this account only"),
    FIELD_TEXT_AT(FactAnswer, type, "type", 0, "what it is"),
    FIELD_AT(FactAnswer, from_us, "from", FIELD_INSTANT, 0, "it counts from then on"),
    FIELD_AT(FactAnswer, until, "until", FIELD_DAY, 0, "its last day"),
    FIELD_END,
};
const RecordType fact_book_answer = { "fact", sizeof(FactAnswer), ANSWER_FIELDS, SIZE_MAX };

int64_t fact_book_instant(const Act *act, int64_t at_us)
{
    if (at_us != 0) return at_us;
    if (clock_zone_day(act->desk->zone, act->now_us) == act->on) return act->now_us;
    return clock_zone_instant(act->desk->zone, act->on, 0);
}

Json *fact_book_body(const RecordType *type, const void *record, const char *const *columns)
{
    Json *body = record_to_json(type, record);
    for (; *columns != NULL; columns++) json_text_remove(body, *columns);
    return body;
}

/* --- storing ---------------------------------------------------------------------------------- */

/* Whose fact it is. */
static bool own(Act *act, const FactDraft *draft, ContactFact *fact, FactAnswer *answer,
                GError **error)
{
    if ((*draft->account == '\0') == (*draft->debtor == '\0'))
        return problem_refuse(error, PROBLEM_INVALID,
                              "name either the account it speaks of, or the debtor");
    if (*draft->account != '\0') {
        Account account;
        if (!desk_find_account(act, draft->account, &account, error)) return false;
        fact->debtor_id = account.debtor_id;
        fact->account_id = account.account_id;
        text_copy(answer->account, sizeof answer->account, account.ref);
        return true;
    }
    Debtor debtor;
    if (!desk_find_debtor(act, draft->debtor, &debtor, error)) return false;
    fact->debtor_id = debtor.debtor_id;
    text_copy(answer->debtor, sizeof answer->debtor, debtor.ref);
    return true;
}

static bool fill(Act *act, const FactDraft *draft, ContactFact *fact, GError **error)
{
    bool fits = text_copy(fact->type, sizeof fact->type, draft->type) &&
                text_copy(fact->medium, sizeof fact->medium, draft->medium);
    fact->kind = (int32_t)draft->kind;
    fact->from_us = fact_book_instant(act, draft->at_us);
    fact->until_us = draft->until == DAY_NONE
                         ? INT64_MAX
                         : clock_zone_instant(act->desk->zone, draft->until + 1, 0);
    fact->ended_us = fact->ended_recorded_us = INT64_MAX;
    fact->recorded_us = act->now_us;
    text_copy(fact->actor, sizeof fact->actor, act->desk->actor.name);
    if (!fits || !text_copy(fact->subject, sizeof fact->subject, draft->subject))
        return problem_refuse(error, PROBLEM_INVALID,
                              "%.40s…: at most %d bytes can be kept of an address or a type",
                              draft->subject, FACT_SUBJECT_SIZE - 1);
    if (draft->at_us > act->now_us)
        return problem_refuse(error, PROBLEM_INVALID, "at lies in the future; it is what was");
    if (fact->until_us <= fact->from_us)
        return problem_refuse(error, PROBLEM_INVALID, "until lies before the day it begins");
    return true;
}

/* The gate must be able to read what is stored. */
static bool readable(const ContactFact *fact, GError **error)
{
    const GateFactRow row = { .account_id = fact->account_id,
                              .kind = (GateFactKind)fact->kind,
                              .type = fact->type,
                              .medium = fact->medium,
                              .subject = fact->subject,
                              .body = fact->body,
                              .from_us = fact->from_us,
                              .until_us = INT64_MAX,
                              .ended_us = INT64_MAX };
    return gate_book_check(&row, error);
}

/* Of these a debtor may have several: one an address. */
static bool by_subject(const ContactFact *fact)
{
    return fact->kind == FACT_POINT || strcmp(fact->type, "creditor_email") == 0 ||
           strcmp(fact->type, "sms_path") == 0;
}

/* A new one takes the place of the live one. */
static bool supersede(Act *act, const ContactFact *fact, GError **error)
{
    g_autoptr(GArray) list = NULL;
    if (!contact_fact_store_list(act->desk->db, fact->debtor_id, &list, error)) return false;
    for (unsigned i = 0; i < list->len; i++) {
        ContactFact *other = &g_array_index(list, ContactFact, i);
        bool type = fact->kind == FACT_POINT || strcmp(other->type, fact->type) == 0;
        bool same = other->kind == fact->kind && other->account_id == fact->account_id && type &&
                    (!by_subject(fact) || strcmp(other->subject, fact->subject) == 0);
        if (!same || other->ended_us != INT64_MAX) continue;
        other->ended_us = MAX(fact->from_us, other->from_us);
        other->ended_recorded_us = act->now_us;
        if (!contact_fact_store_end(act->desk->db, other, error)) return false;
    }
    return true;
}

bool fact_book_put(Act *act, const FactDraft *draft, FactAnswer *answer, GError **error)
{
    ContactFact fact = { 0 };
    g_autofree char *body = NULL;
    if (!own(act, draft, &fact, answer, error) || !fill(act, draft, &fact, error)) return false;
    bool empty = draft->body == NULL || json_text_count(draft->body) == 0;
    body = empty ? g_strdup("") : json_text_write(draft->body, true);
    fact.body = body;
    if (!readable(&fact, error)) return false;
    if (draft->supersedes && !supersede(act, &fact, error)) return false;
    if (!desk_new_id(act, "fact", &fact.fact_id, error)) return false;
    answer->fact = fact.fact_id;
    answer->from_us = fact.from_us;
    answer->until = draft->until;
    text_copy(answer->type, sizeof answer->type, fact.type);
    desk_effective(act, clock_zone_day(act->desk->zone, fact.from_us));
    return contact_fact_store_insert(act->desk->db, &fact, 1, error);
}

/* --- ending ----------------------------------------------------------------------------------- */

static const char *const KINDS[] = {
    "address or number",    "evidence of location", "consent", "preference", "notice", "status",
    "description of a debt"
};

/* Authority is asked of one of the debtor's accounts, as for the fact itself. */
static bool reach(Act *act, const ContactFact *fact, GError **error)
{
    if (fact->account_id != 0) {
        Account account;
        return desk_get_account(act, fact->debtor_id, fact->account_id, &account, error);
    }
    Debtor debtor;
    return account_store_debtor_get(act->desk->db, fact->debtor_id, &debtor, error) &&
           desk_find_debtor(act, debtor.ref, &debtor, error);
}

bool fact_book_live(Act *act, GateFactKind kind, int64_t fact_id, ContactFact *fact, char **body,
                    GError **error)
{
    bool found = false;
    if (!contact_fact_store_get(act->desk->db, fact_id, fact, body, &found, error)) return false;
    if (!found || fact->kind != (int32_t)kind)
        return problem_refuse(error, PROBLEM_NOT_FOUND, "no %s has the number %" G_GINT64_FORMAT,
                              KINDS[kind], fact_id);
    if (fact->ended_us != INT64_MAX)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "the %s %" G_GINT64_FORMAT " has ended already", KINDS[kind],
                              fact_id);
    return reach(act, fact, error);
}

bool fact_book_end(Act *act, GateFactKind kind, int64_t fact_id, int64_t at_us, FactAnswer *answer,
                   GError **error)
{
    ContactFact fact = { 0 };
    g_autofree char *body = NULL;
    if (!fact_book_live(act, kind, fact_id, &fact, &body, error)) return false;
    fact.ended_us = MAX(fact_book_instant(act, at_us), fact.from_us);
    fact.ended_recorded_us = act->now_us;
    if (at_us > act->now_us)
        return problem_refuse(error, PROBLEM_INVALID, "at lies in the future; it is what was");
    answer->fact = fact_id;
    answer->from_us = fact.ended_us;
    answer->until = DAY_NONE;
    text_copy(answer->type, sizeof answer->type, fact.type);
    desk_effective(act, clock_zone_day(act->desk->zone, fact.ended_us));
    return contact_fact_store_end(act->desk->db, &fact, error);
}
