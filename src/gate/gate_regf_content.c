/* gate/gate_regf_content.c: Regulation F, what is said and shown: R29, R31, R32.  Judges words, not
 * times. */
#include "gate/gate_case.h"
#include "gate/gate_text.h"
#include "gate/gate_time.h"

#include <stdio.h>
#include <string.h>

enum { POSTDATED_DAYS = 5, NOTICE_MOST = 10, NOTICE_LEAST = 3 };

/* R29, 1006.14(g): a call says who is calling, except for enquiries of others for location
 * information and limited-content messages. */
static void r29_identity(GateCase *c)
{
    if (!c->conduct || !c->call || !c->about_debt || c->lcm) return;
    if (c->location && c->recipient != TO_CONSUMER) return;
    if (gate_case_no(c->action->identity))
        gate_case_require(c, "meaningful_identity_disclosure", "say who is calling");
}

/* ---- R31 ---- */

/* The disclosure is made in that language ("en"), or in every language used (no suffix). */
static bool disclosed_in(const GateTexts *made, const char *name, const char *language)
{
    char suffixed[32];
    if (gate_case_lists(made, name)) return true;
    if (language == NULL) {
        for (size_t i = 0; i < made->count; i++)
            if (strncmp(made->items[i], name, strlen(name)) == 0) return true;
        return false;
    }
    snprintf(suffixed, sizeof suffixed, "%s:%s", name, language);
    return gate_case_lists(made, suffixed);
}

static bool made_in(const GateTexts *made, bool first, const char *language)
{
    /* The first disclosure holds what the later one says. */
    return disclosed_in(made, "18e1", language) || (!first && disclosed_in(made, "18e2", language));
}

static bool spoken_before(const GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_NONE)) != NULL;) {
        bool visited = e->type == EVENT_VISIT_OUT && e->result == RESULT_ANSWERED;
        if (visited || e->type == EVENT_CONVERSATION || gate_case_wrote(e)) return true;
    }
    return false;
}

static void require_disclosure(GateCase *c, bool first, const char *language)
{
    char token[64];
    const char *text = first
                           ? "the first disclosure: an attempt to collect, information will be used"
                           : "say that it is from a debt collector";
    snprintf(token, sizeof token, "disclosure_%s%s%s", first ? "18e1" : "18e2",
             language != NULL ? ":" : "", language != NULL ? language : "");
    gate_case_require(c, token, text);
}

/* The first disclosure was made, though not in every language; the later one was not. */
static bool began_first(const GateTexts *made)
{
    return disclosed_in(made, "18e1", NULL) && !disclosed_in(made, "18e2", NULL);
}

/* No language is named: any one will do. */
static void in_any_language(GateCase *c, bool first)
{
    if (made_in(&c->action->disclosures, first, NULL)) return;
    /* Nothing was said and nothing tells whether it is the first time. */
    if (!first && !spoken_before(c))
        gate_case_require(c, "disclosure_18e", "the disclosure that applies");
    else
        require_disclosure(c, first, NULL);
}

/* R31, 1006.18(e): first and later disclosure, in every language of the communication; that is the
 * consumer's where none is said. */
static void disclosures(GateCase *c)
{
    const GateAction *a = c->action;
    bool first = gate_case_yes(c->facts->flags.no_prior_communication);
    GateTexts languages = a->languages;
    if (!a->disclosures.given && !first) return;
    if (!a->disclosures.given && gate_case_text(a->notice.disclosure_18e)) return;
    if (!languages.given && gate_case_text(c->facts->language))
        languages.items[languages.count++] = c->facts->language;
    if (languages.count == 0) in_any_language(c, first);
    for (size_t i = 0; i < languages.count; i++)
        if (!made_in(&a->disclosures, first, languages.items[i]))
            require_disclosure(c, first || began_first(&a->disclosures), languages.items[i]);
}

/* R31, 1006.18(e), (f): disclosures, and one alias for one employee. */
static void r31_disclosures(GateCase *c)
{
    const GateAction *a = c->action;
    bool nobody = gate_case_void(a->alias_registered) || gate_case_no(a->alias_unique);
    if (!c->regf || !c->contact) return;
    if (a->alias_given && nobody)
        gate_case_deny(c, CODE_ALIAS, "an assumed name must stand for one employee");
    bool tells = c->about_debt && !c->lcm && (!c->location || c->conveys);
    if (tells && c->recipient == TO_CONSUMER) disclosures(c);
}

/* ---- R32 ---- */

static bool envelope_neutral(const char *item)
{
    static const char *const ALLOWED[] = {
        "collector_address", "debtor_name_address",
        "postage",           "forwarding_and_address_correction_requested",
        "imb_barcode",       NULL
    };
    for (size_t i = 0; ALLOWED[i] != NULL; i++)
        if (strcmp(item, ALLOWED[i]) == 0) return true;
    return strncmp(item, "business_name:", 14) == 0 && !gate_text_reveals_collection(item + 14);
}

static void envelope(GateCase *c)
{
    const GateTexts *shown = &c->action->envelope;
    for (size_t i = 0; i < shown->count; i++)
        if (!envelope_neutral(shown->items[i])) {
            gate_case_deny(c, CODE_ENVELOPE,
                           "words or symbols on the envelope beyond what mailing needs");
            return;
        }
}

static void amount(GateCase *c)
{
    const GateAction *a = c->action;
    const GateDebt *debt;
    uint64_t rest = c->debts;
    const char *item = a->channel == CHANNEL_ACCRUE_INTEREST ? "contract_interest" : a->fee;
    if (a->channel != CHANNEL_ACCRUE_INTEREST && a->channel != CHANNEL_CHARGE_FEE) return;
    while (gate_case_next_debt(c, &rest, &debt)) {
        if (!debt->contract_authorises.given) continue;
        if (item != NULL && gate_case_lists(&debt->contract_authorises, item)) continue;
        gate_case_show(gate_case_deny(c, CODE_UNAUTHORISED_AMOUNT,
                                      "neither the agreement nor a law allows this amount"),
                       EVIDENCE_DEBT, (size_t)(debt - c->facts->debts));
        return;
    }
}

/* 15 USC 1692f(2): a cheque postdated by more than five days needs notice 10 to 3 business days
 * before deposit. */
static void postdated(GateCase *c)
{
    const GateAction *a = c->action;
    char token[64], first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
    if (a->channel != CHANNEL_ACCEPT_PAYMENT || !gate_case_moment_given(a->postdated_to)) return;
    if (gate_case_text(a->instrument) && strcmp(a->instrument, "check_postdated") != 0) return;
    Day deposit = a->postdated_to.day;
    if (deposit - c->day <= POSTDATED_DAYS) return;
    Day from = gate_time_business(deposit, -NOTICE_MOST, false);
    Day to = gate_time_business(deposit, -NOTICE_LEAST, false);
    bool dated = gate_case_moment_given(a->deposit_notice_on);
    bool in_time = dated && a->deposit_notice_on.day >= from && a->deposit_notice_on.day <= to;
    if (in_time || (!dated && !gate_case_no(a->deposit_notice))) return;
    snprintf(token, sizeof token, "deposit_notice_window:%s..%s", day_text(from, first),
             day_text(to, last));
    gate_case_require(c, token, "written notice of the intent to deposit");
}

/* R32, 1006.22(b)-(f)(2): amounts, postdated cheques, postcards, envelopes. */
static void r32_unfair(GateCase *c)
{
    if (!c->conduct) return;
    if (c->action->channel == CHANNEL_POSTCARD)
        gate_case_deny(c, CODE_POSTCARD, "no postcards about a debt");
    envelope(c);
    amount(c);
    postdated(c);
}

const GateRule gate_regf_content_rules[] = {
    { 29, 7, 'P', true, "meaningful disclosure of identity", "12 CFR 1006.14(g)", "US", FROM_FDCPA,
      DAY_NONE, US, r29_identity },
    { 31, 7, 'P', true, "disclosures", "12 CFR 1006.18(e), (f)", "US", FROM_FDCPA, DAY_NONE, US,
      r31_disclosures },
    { 32, 7, 'V', true, "unfair means", "12 CFR 1006.22(b)-(f)(2)", "US", FROM_FDCPA, DAY_NONE, US,
      r32_unfair },
    { 0 },
};
