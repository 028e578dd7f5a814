/* gate/gate_regf_media.c: Regulation F, media and addresses: R19-R21, R30, R33, R34.  Asks only
 * whether this way of reaching the person is open. */
#include "gate/gate_case.h"
#include "gate/gate_text.h"

#include <string.h>

enum { NOTICE_DAYS = 35, TEXT_DAYS = 60 };

#define CONFIRMATIONS                                                               \
    (GATE_BIT(CONTENT_CONFIRMS_OPT_OUT) | GATE_BIT(CONTENT_CONFIRMS_OPT_OUT_ONLY) | \
     GATE_BIT(CONTENT_CONFIRMS_REVOCATION) | GATE_BIT(CONTENT_CONFIRMS_REVOCATION_ONLY))

/* ---- R19: paths for e-mail ---- */

static bool direct_consent(const GateCase *c, const GateConsent *k)
{
    if (k->type != CONSENT_EMAIL || gate_case_no(k->to_this_collector)) return false;
    if (gate_case_same(k->how, "portal_entry") && !gate_case_yes(k->disclosed_use)) return false;
    return gate_case_no_other(k->address, c->action->address) && gate_case_consent_live(c, k);
}

/* Path A, 1006.6(d)(4)(i): the consumer used the address with this collector, or consented
 * directly. */
static bool email_path_direct(const GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_INBOUND_EMAIL)) != NULL;)
        if (gate_case_no_other(e->address, c->action->address)) return true;
    for (size_t i = 0; i < c->facts->consent_count; i++)
        if (direct_consent(c, &c->facts->consents[i])) return true;
    return false;
}

static bool opt_out_simple(const GateCreditorEmail *m)
{
    if (!gate_case_text(m->opt_out_method)) return m->opt_out_method == NULL;
    bool letter = gate_case_same(m->sent_by, "letter");
    if (strcmp(m->opt_out_method, "call_to_obtain_form") == 0) return false;
    if (strcmp(m->opt_out_method, "enclosed_form_and_envelope") == 0) return letter;
    if (strcmp(m->opt_out_method, "postal_mail") == 0) return letter;
    return true;
}

/* The creditor had the address from the consumer and used it for the account, undisturbed. */
static bool creditor_used_it(const GateCreditorEmail *m)
{
    bool account = gate_case_yes(m->used_for_account) ||
                   (m->used_for_account == TRI_ABSENT && !gate_case_yes(m->used_for_marketing));
    return account && !gate_case_no(m->from_consumer) && !gate_case_yes(m->objected);
}

/* The creditor's notice says all it must, clearly, with one simple way out. */
static bool notice_complete(const GateCreditorEmail *m)
{
    const GateTri said[] = { m->names_collector, m->states_transfer, m->states_use,
                             m->states_others, m->conspicuous };
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        if (gate_case_no(said[i])) return false;
    return m->notice_given && opt_out_simple(m) && !gate_case_same(m->respond_to, "both");
}

/* At least 35 days were given, and they are over. */
static bool period_over(const GateCase *c, const GateCreditorEmail *m)
{
    if (!gate_case_moment_given(m->sent) || !gate_case_moment_given(m->opt_out_by)) return false;
    Day sent = gate_case_moment_day(c, m->sent), by = gate_case_moment_day(c, m->opt_out_by);
    return gate_case_reached(c, m->sent) && by - sent >= NOTICE_DAYS && c->day > by;
}

/* Path B, 1006.6(d)(4)(ii): through the creditor, after its notice and 35 days. */
static bool email_path_creditor(const GateCase *c)
{
    const GateCreditorEmail *m = &c->facts->creditor_email;
    if (!m->given || !gate_case_no_other(m->address, c->action->address)) return false;
    bool public_domain = !gate_case_same(m->domain, "reserved") && !gate_case_yes(m->employer_told);
    return public_domain && !gate_case_yes(m->opted_out) && creditor_used_it(m) &&
           notice_complete(m) && period_over(c, m);
}

/* Path C, 1006.6(d)(4)(iii): an earlier collector obtained it, each after that one used it, the
 * last without opt-out. */
static bool email_path_chain(const GateCase *c)
{
    const GateFacts *f = c->facts;
    bool reached = false;
    if (f->chain_count == 0) return false;
    const GateChainLink *last = &f->chain[f->chain_count - 1];
    if (gate_case_no(last->used_email) || gate_case_yes(last->opted_out)) return false;
    for (size_t i = 0; i < f->chain_count; i++) {
        if (gate_case_text(f->chain[i].obtained_per))
            reached = true;
        else if (gate_case_no(f->chain[i].used_email))
            reached = false; /* a collector in between that did not e-mail breaks the chain */
    }
    return reached;
}

/* The action says that the consumer gave the address or number. */
static bool from_consumer(const GateCase *c)
{
    return gate_case_same(c->action->address_source, "consumer");
}

/* Is there anything that says where the address comes from?  Without it the path is taken to be
 * good. */
static bool email_path_asked(const GateCase *c)
{
    const GateFacts *f = c->facts;
    if (f->creditor_email.given || f->chain_given || f->chain_count > 0) return true;
    if (c->action->address_source != NULL) return !from_consumer(c);
    for (size_t i = 0; i < f->consent_count; i++)
        if (f->consents[i].type == CONSENT_EMAIL && gate_case_text(f->consents[i].address) &&
            gate_case_same(f->consents[i].address, c->action->address))
            return true;
    return false;
}

static void known_to_mislead(GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_MISDIRECTED_EMAIL)) != NULL;)
        if (gate_case_same(e->address, c->action->address))
            gate_case_show(
                gate_case_deny(c, CODE_KNOWN_BAD_ADDRESS,
                               "mail to this address is known to have reached a stranger"),
                EVIDENCE_EVENT, gate_case_index(c, e));
}

static bool opted_out_earlier(const GateFacts *f)
{
    return gate_case_yes(f->creditor_email.opted_out) ||
           (f->chain_count > 0 && gate_case_yes(f->chain[f->chain_count - 1].opted_out));
}

/* R19, 1006.6(d)(3)-(4): an address known to mislead; and no e-mail without a path (house policy).
 */
static void r19_email_path(GateCase *c)
{
    const GateFacts *f = c->facts;
    if (!c->conduct || !c->about_debt || c->action->channel != CHANNEL_EMAIL) return;
    known_to_mislead(c);
    if (f->from_book ? f->any_email : !email_path_asked(c)) return;
    if (email_path_direct(c) || email_path_creditor(c) || email_path_chain(c)) return;
    GateReason *reason = gate_case_deny(c, CODE_EMAIL_NO_PATH,
                                        "nothing allows this collector to use the e-mail address");
    if (gate_case_moment_given(f->creditor_email.opt_out_by))
        gate_case_pass_day(reason, MAX(c->day, f->creditor_email.opt_out_by.day) + 1);
    if (opted_out_earlier(f)) gate_case_deny(c, CODE_OPTED_OUT, "the address was opted out");
}

/* ---- R20: paths for texts ---- */

static bool recent(const GateCase *c, GateMoment moment)
{
    return gate_case_moment_given(moment) && gate_case_reached(c, moment) &&
           c->day - gate_case_moment_day(c, moment) <= TEXT_DAYS;
}

/* The number was found not reassigned, in a complete and accurate database, since the anchor and
 * within 60 days. */
static bool checked(const GateCase *c, GateMoment anchor)
{
    const GateSmsPath *p = &c->facts->sms_path;
    bool complete = !gate_case_text(p->database) || strcmp(p->database, "FCC_RND") == 0 ||
                    strcmp(p->database, "commercial_substantially_similar") == 0;
    return complete && recent(c, p->check) && !gate_case_before(p->check, anchor);
}

/* The anchor (a text from the number, a consent) is fresh, or the number was checked since. */
static bool anchored(const GateCase *c, GateMoment anchor)
{
    return gate_case_moment_given(anchor) && gate_case_reached(c, anchor) &&
           (recent(c, anchor) || checked(c, anchor));
}

static bool text_path(const GateCase *c)
{
    const GateSmsPath *p = &c->facts->sms_path;
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_INBOUND_TEXT)) != NULL;) {
        GateMoment at = { e->at_us, 0, MOMENT_INSTANT };
        if (!gate_case_no_other(e->number, gate_case_target(c))) continue;
        if (!gate_text_revokes(e->text) && anchored(c, at)) return true;
    }
    return gate_case_no_other(p->number, gate_case_target(c)) &&
           (anchored(c, p->last_inbound) || anchored(c, p->consent));
}

/* R20, 1006.6(d)(5): a text from the number, or consent, within 60 days, or a check of the number
 * since. */
static void r20_text_path(GateCase *c)
{
    const GateSmsPath *p = &c->facts->sms_path;
    if (!c->conduct || !c->about_debt || c->action->channel != CHANNEL_SMS) return;
    bool bought = c->action->address_source != NULL && !from_consumer(c);
    const GateFacts *f = c->facts;
    if (f->from_book ? f->any_text : !p->given && !bought) return;
    if (gate_case_yes(p->opted_out)) {
        gate_case_deny(c, CODE_OPTED_OUT, "the number was opted out of texts");
        return;
    }
    if (!text_path(c))
        gate_case_deny(c, CODE_SMS_NO_PATH, "nothing within 60 days allows texts to this number");
}

/* A confirmation of a request, and nothing else. */
static bool only_confirms(const GateCase *c)
{
    uint64_t content = c->action->content;
    return content != 0 && (content & ~CONFIRMATIONS) == 0;
}

/* R21, 1006.6(e): a reasonable and simple way to opt out in every electronic message. */
static void r21_opt_out(GateCase *c)
{
    if (!c->conduct || !c->about_debt || !c->electronic || c->action->opt_out == NULL) return;
    if (gate_case_void(c->action->opt_out) && only_confirms(c)) return; /* may say no more */
    switch (gate_text_opt_out(c->action->opt_out)) {
    case OPT_OUT_ADEQUATE: break;
    case OPT_OUT_MISSING:
        gate_case_require(c, "opt_out_notice", "say how to opt out of further messages");
        break;
    case OPT_OUT_NOT_ELECTRONIC:
        gate_case_require(c, "opt_out_notice_electronic", "offer a link or a reply to opt out");
        break;
    case OPT_OUT_BURDENED:
        gate_case_deny(c, CODE_OPT_OUT_BURDEN, "opting out must cost no fee and no further data");
        break;
    }
}

/* ---- R30: media and addresses the person excluded ---- */

static bool by_medium(const GateCase *c, GateMedium medium)
{
    GateChannel channel = c->action->channel;
    switch (medium) {
    case MEDIUM_TELEPHONE: return c->call;
    case MEDIUM_EMAIL: return channel == CHANNEL_EMAIL;
    case MEDIUM_SMS: return channel == CHANNEL_SMS;
    case MEDIUM_VISIT: return channel == CHANNEL_VISIT;
    case MEDIUM_PORTAL_ACCEPTED:
    case MEDIUM_PORTAL_MESSAGE: return channel == CHANNEL_PORTAL || channel == CHANNEL_PUSH;
    case MEDIUM_LETTER:
    case MEDIUM_MAIL:
    case MEDIUM_COURIER:
    case MEDIUM_RESPONSE_FORM: return channel == CHANNEL_LETTER || channel == CHANNEL_POSTCARD;
    case MEDIUM_NONE: return false;
    }
    return false;
}

static GateCode address_code(const GateCase *c)
{
    return c->electronic ? CODE_OPTED_OUT : CODE_ADDRESS;
}

/* 1006.14(h)(2): the confirmation alone, one response, what the law requires. */
static bool medium_exception(GateCase *c)
{
    GatePurpose purpose = c->action->purpose;
    if (c->electronic && only_confirms(c))
        gate_case_except(c, 30, "the one confirmation of the opt-out, and nothing else");
    else if (c->reply == REPLY_OPEN)
        gate_case_except(c, 30, "the person began contact by this medium: one response");
    else if (purpose == PURPOSE_REGZ_STATEMENT || purpose == PURPOSE_REGX_NOTICE)
        gate_case_except(c, 30, "otherwise required by law");
    else
        return false;
    return true;
}

static bool pref_bars(const GateCase *c, const GatePref *p, GateCode *code)
{
    const char *target = gate_case_target(c);
    if (!gate_case_pref_live(c, p)) return false;
    if (p->type == PREF_NO_MEDIUM) {
        *code = CODE_MEDIUM;
        return by_medium(c, p->medium);
    }
    *code = address_code(c);
    if (p->type == PREF_NO_WORK_CALLS)
        return c->call && gate_case_at_work(c->action->place, c->action->address);
    if (p->type != PREF_NO_ADDRESS || (p->medium != MEDIUM_NONE && !by_medium(c, p->medium)))
        return false;
    return gate_case_same(p->address, target) || gate_case_same(p->address, c->action->address);
}

/* A spoken request for a medium.  No contact at all, spoken, counts for the medium it was spoken
 * in. */
static bool spoken_bars(const GateCase *c, const GateEvent *e)
{
    unsigned asks = gate_text_request(e->words), barred = 0;
    bool only_work = gate_text_phrase(e->words, "at work");
    if (only_work && !gate_case_at_work(c->action->place, c->action->address)) return false;
    if (c->call) barred = ASKS_NO_CALLS | ASKS_NO_CONTACT;
    if (c->action->channel == CHANNEL_SMS) barred = ASKS_NO_TEXTS;
    if (c->action->channel == CHANNEL_EMAIL) barred = ASKS_NO_EMAIL;
    if (by_medium(c, MEDIUM_MAIL)) barred = ASKS_NO_MAIL;
    if (c->action->channel == CHANNEL_VISIT) barred = ASKS_NO_VISITS;
    return (asks & barred) != 0;
}

/* "Stop", sent from the address or number, ends messages to it. */
static bool message_bars(const GateCase *c, const GateEvent *e)
{
    bool text = e->type == EVENT_INBOUND_TEXT && c->action->channel == CHANNEL_SMS;
    bool email = e->type == EVENT_INBOUND_EMAIL && c->action->channel == CHANNEL_EMAIL;
    return (text || email) && gate_text_revokes(e->text) &&
           gate_case_no_other(e->number, gate_case_target(c)) &&
           gate_case_no_other(e->address, gate_case_target(c));
}

static void bar(GateCase *c, GateCode code, GateEvidenceKind kind, size_t index)
{
    if (medium_exception(c)) return;
    gate_case_show(gate_case_deny(c, code, "the person asked that this not be used"), kind, index);
}

/* What the person said or sent, apart from preferences on file. */
static void requests(GateCase *c)
{
    const uint64_t asking =
        GATE_BIT(EVENT_ORAL_REQUEST) | GATE_BIT(EVENT_INBOUND_TEXT) | GATE_BIT(EVENT_INBOUND_EMAIL);
    const GateEvent *e;
    if (!gate_case_holds_any(c, asking)) return;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_NONE)) != NULL;) {
        if (e->type == EVENT_ORAL_REQUEST && spoken_bars(c, e))
            bar(c, CODE_MEDIUM, EVIDENCE_EVENT, gate_case_index(c, e));
        if (message_bars(c, e)) bar(c, CODE_OPTED_OUT, EVIDENCE_EVENT, gate_case_index(c, e));
    }
}

/* R30, 1006.14(h): a medium, an address or a number that the person asked not to be used; for any
 * debt. */
static void r30_medium(GateCase *c)
{
    const GateFacts *f = c->facts;
    GateCode code;
    bool bound = (c->conduct || c->nyc_2027) && c->about_debt && c->recipient_id == f->person.id;
    if (!bound || c->action->channel == CHANNEL_TALK_INBOUND) return;
    for (size_t i = 0; i < f->pref_count; i++)
        if (pref_bars(c, &f->prefs[i], &code)) bar(c, code, EVIDENCE_PREF, i);
    requests(c);
}

/* ---- R33, R34 ---- */

static bool work_email(const GateCase *c)
{
    const char *known = c->facts->flags.employer_email;
    if (c->action->place == PLACE_WORK_EMAIL ||
        gate_case_yes(c->facts->creditor_email.employer_told))
        return true;
    if (!gate_case_text(known)) return false;
    return strcmp(known, "true") == 0 || gate_case_same(known, c->action->address);
}

/* Path A for this very address: mail from some other one says nothing about work. */
static bool used_this(const GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_INBOUND_EMAIL)) != NULL;)
        if (gate_case_same(e->address, c->action->address)) return true;
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const GateConsent *k = &c->facts->consents[i];
        if (direct_consent(c, k) && gate_case_same(k->address, c->action->address)) return true;
    }
    return false;
}

/* R33, 1006.22(f)(3): an employer-provided e-mail address needs path A or C. */
static void r33_work_email(GateCase *c)
{
    if (!c->conduct || !c->about_debt || c->action->channel != CHANNEL_EMAIL || !work_email(c))
        return;
    if (used_this(c) || email_path_chain(c))
        gate_case_except(c, 33,
                         "the consumer used it or consented, or an earlier collector did properly");
    else
        gate_case_deny(c, CODE_WORK_EMAIL,
                       "an e-mail address known to be provided by the employer");
}

/* R34, 1006.22(f)(4), 1006.18(d): nothing others can see; a contact request says who asks. */
static void r34_social(GateCase *c)
{
    const GateAction *a = c->action;
    bool social = a->channel >= CHANNEL_SOCIAL_DM && a->channel <= CHANNEL_SOCIAL_POST;
    if (!c->conduct || !c->contact) return;
    bool open_view = gate_case_text(a->visible_to) && strcmp(a->visible_to, "recipient_only") != 0;
    if (c->about_debt && (a->channel == CHANNEL_SOCIAL_POST || open_view))
        gate_case_deny(c, CODE_SOCIAL_PUBLIC, "visible to others than the person");
    if (!social) return;
    if (gate_case_no(a->says_collector) && !c->location)
        gate_case_deny(c, CODE_DECEPTIVE,
                       "the request or message must say that a debt collector sends it");
    if (gate_case_same(a->profile, "fictitious_name"))
        gate_case_deny(c, CODE_DECEPTIVE, "an invented profile name");
}

const GateRule gate_regf_media_rules[] = {
    { 19, 7, 'V', false, "e-mail paths", "12 CFR 1006.6(d)(3)-(4)", "US", FROM_REG_F, DAY_NONE, US,
      r19_email_path },
    { 20, 7, 'V', false, "text paths", "12 CFR 1006.6(d)(5)", "US", FROM_REG_F, DAY_NONE, US,
      r20_text_path },
    { 21, 7, 'V', true, "opt-out statement", "12 CFR 1006.6(e)", "US", FROM_REG_F, DAY_NONE, US,
      r21_opt_out },
    { 30, 3, 'V', true, "medium and address requests", "12 CFR 1006.14(h)", "US", FROM_REG_F,
      DAY_NONE, US, r30_medium },
    { 33, 3, 'V', true, "work e-mail", "12 CFR 1006.22(f)(3)", "US", FROM_REG_F, DAY_NONE, US,
      r33_work_email },
    { 34, 3, 'V', true, "social media", "12 CFR 1006.22(f)(4), 1006.18(d)", "US", FROM_REG_F,
      DAY_NONE, US, r34_social },
    { 0 },
};
