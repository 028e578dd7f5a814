/* tests/gate/year/year_book.c: the person, what happened and what was done, as plain tables of
 * words and numbers.  Local time is the C library's, not the gate's.  Judges nothing. */
#include "year_cell.h"

#include <stdlib.h>
#include <time.h>

struct YearBook {
    Db *db;
    DbTx tx;
};

#define INSERT(book, table, cells) YEAR_CELL_INSERT((book)->db, table, cells)

/* ---- tables ---- */

static const char TABLES[] =
    "CREATE TABLE person(id INTEGER PRIMARY KEY, first_day, last_day, country, region, city, role, "
    "kind, state, other_name, begun, minor, other_kind, zones, court, judgment, gap_s, "
    "reassigned, in_error, contested, objection, uncertain, moved, no_bounces, no_esign, retired, "
    "debt_open, consents_att, silent_att, litigation);"
    "CREATE TABLE law(person_id INTEGER PRIMARY KEY, att, att_since_s, att_debts, bk, bk_chapter, "
    "bk_status, bk_filed_s, bk_end_day, bk_prior_day, bk_other, bs, bs_start_day, bs_ended_day, "
    "bs_notified_s, bs_debts, mil_start_day, mil_end_day, mil_orders_day, val, val_sent_day, "
    "val_end_day, sms, sms_consent_s, sms_check_s, mail, mail_sent_day, mail_by_day, lim, "
    "lim_expired, lim_silent);"
    "CREATE TABLE debt(person_id, no, type, product, status, account, stolen, balance_e4, "
    "accrued_day, incurred_day, due_day, opened_day, entered_day, aged_day, authorises, "
    "signed_in, "
    "PRIMARY KEY(person_id, no));"
    "CREATE TABLE zone(person_id, ord, name, PRIMARY KEY(person_id, ord));"
    "CREATE TABLE preference(id, person_id, type, medium, place, address, weekdays, from_s, to_s, "
    "since_s, until_day, how, confirmed_day);"
    "CREATE TABLE consent(id, person_id, type, given_s, until_day, ours, compliant, debts, from_s, "
    "to_s, address, who, first_only_day, last_only_day);"
    "CREATE TABLE happening(id INTEGER PRIMARY KEY, person_id, at_s, type, medium, debts, number, "
    "address, words, consent, accepted, same_substance, attachment, portion, groundless, upheld, "
    "plan, source, kind);"
    "CREATE TABLE contact(id INTEGER PRIMARY KEY, person_id, at_s, channel, whom, place, number, "
    "address, source, dial, line, purpose, script, opt_out, limited, identity, debts, counted, "
    "result, reply_to, what, notice, end_day, venue, apply_to, directed_to, voluntary, fee, "
    "rate_e4, record, method, terms, payments, postcard_text, alias_bad, public, hidden_collector, "
    "fictitious, amount_e4, callback, names);"
    "CREATE TABLE zone_offset(name, from_s, to_s, offset_s);";

/* ---- local time, by the C library ---- */

static const char *const ZONES[] = {
    "UTC",
    "America/Chicago",
    "America/Indiana/Indianapolis",
    "America/New_York",
    "America/Los_Angeles",
    "America/Boise",
    "America/Phoenix",
    "America/Denver",
    "Pacific/Honolulu",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Amsterdam",
};

typedef struct {
    const char *name;
    int64_t from, to, offset;
} Span;
static GArray *spans; /* of Span: the same for every book */

static int64_t offset_at(time_t at)
{
    struct tm local;
    localtime_r(&at, &local);
    return local.tm_gmtoff;
}

static void find_offsets(const char *name)
{
    const time_t day = 86400, first = (YEAR_FIRST_DAY - 10 * 366) * day;
    const time_t last = (YEAR_LEAP_DAY + 200) * day;
    setenv("TZ", name, 1);
    tzset();
    for (time_t from = first, at = first; at < last;) {
        int64_t offset = offset_at(from);
        if (at + day < last && offset_at(at + day) == offset) {
            at += day;
            continue;
        }
        while (at < last && offset_at(at) == offset) at += 3600;
        Span span = { name, from, at, offset };
        g_array_append_val(spans, span);
        from = at;
    }
}

static void find_spans(void)
{
    g_autofree char *before = g_strdup(g_getenv("TZ"));
    spans = g_array_new(FALSE, FALSE, sizeof(Span));
    for (size_t i = 0; i < sizeof ZONES / sizeof ZONES[0]; i++) find_offsets(ZONES[i]);
    if (before != NULL)
        setenv("TZ", before, 1);
    else
        unsetenv("TZ");
    tzset();
}

static void local_time(YearBook *book)
{
    if (spans == NULL) find_spans();
    for (unsigned i = 0; i < spans->len; i++) {
        const Span *span = &g_array_index(spans, Span, i);
        const Cell cells[] = { text(span->name), num(span->from), num(span->to),
                               num(span->offset) };
        INSERT(book, "zone_offset", cells);
    }
}

YearBook *year_book_new(void)
{
    g_autoptr(GError) error = NULL;
    YearBook *book = g_new0(YearBook, 1);
    const char *path = g_getenv("GATE_YEAR_BOOK"); /* to look into it afterwards */
    book->db = db_open(path != NULL ? path : ":memory:", DB_CREATE, &error);
    if (book->db == NULL || !db_script(book->db, TABLES, &error) ||
        !db_script(book->db, year_paper_tables, &error) ||
        !db_script(book->db, year_said_tables, &error) || !db_tx_begin(&book->tx, book->db, &error))
        g_error("%s", error->message);
    local_time(book);
    return book;
}

void year_book_free(YearBook *book)
{
    db_tx_end(&book->tx);
    db_close(book->db);
    g_free(book);
}

Db *year_book_db(YearBook *book)
{
    return book->db;
}

void year_book_flush(YearBook *book)
{
    g_autoptr(GError) error = NULL;
    if (!db_tx_commit(&book->tx, &error)) g_error("%s", error->message);
}

/* ---- the person ---- */

static void put_law(YearBook *book, const Year *y)
{
    const GateFacts *f = &y->facts;
    const GateBankruptcy *b = &f->bankruptcy;
    const GateBreathingSpace *s = &f->breathing;
    GateMoment end = b->status == STATUS_DISMISSED    ? b->dismissed
                     : b->status == STATUS_DISCHARGED ? b->discharged
                                                      : b->closed;
    const Cell cells[] = {
        num(y->id),
        num(f->attorney.known == TRI_TRUE && f->attorney.address_known == TRI_TRUE),
        second_of(f->attorney.since),
        debts(y, f->attorney.debts),
        num(b->given),
        num(b->chapter),
        word(WORDS_STATUS, (int)b->status),
        second_of(b->filed),
        day_of(end),
        day_of(b->prior_case_dismissed),
        num(b->debtor != NULL),
        text(!s->given   ? NULL
             : s->crisis ? "crisis"
                         : "standard"),
        day_of(s->start),
        day_of(s->treatment_ended),
        second_of(s->notified),
        debts(y, s->debts),
        day_of(f->military.start),
        day_of(f->military.end),
        day_of(f->military.orders_received),
        text(!f->validation.given ? NULL
             : y->unsent          ? "not_sent"
                                  : "sent"),
        day_of(f->validation.sent),
        day_of(f->validation.end),
        num(f->sms_path.given),
        second_of(f->sms_path.consent),
        second_of(f->sms_path.check),
        num(f->creditor_email.given),
        day_of(f->creditor_email.sent),
        day_of(f->creditor_email.opt_out_by),
        num(f->limitation.given),
        yes(f->limitation.expired),
        no(f->limitation.contact_during),
    };
    INSERT(book, "law", cells);
}

/* ",one,two," */
static char *list_of(const GateTexts *texts)
{
    GString *list = g_string_new(",");
    for (size_t i = 0; i < texts->count; i++) g_string_append_printf(list, "%s,", texts->items[i]);
    return g_string_free(list, FALSE);
}

static void put_debts(YearBook *book, const Year *y)
{
    for (size_t i = 0; i < y->facts.debt_count; i++) {
        const GateDebt *d = &y->debts[i];
        const GateTexts *charges = &d->contract_authorises;
        g_autofree char *authorised = charges->given ? list_of(charges) : NULL;
        const Cell cells[] = {
            num(y->id),
            num((int64_t)i),
            text(d->consumer == TRI_TRUE ? "consumer" : "commercial"),
            word(WORDS_PRODUCT, (int)d->product),
            word(WORDS_STATUS, (int)d->status),
            text(d->servicing_account),
            yes(d->identity_theft),
            num(d->balance.e4),
            day_of(d->accrued),
            day_of(d->incurred),
            day_of(d->due),
            day_of(d->opened),
            day_of(d->entered),
            d->re_aged.count > 0 ? num(d->re_aged.items[0]) : text(NULL),
            text(authorised),
            text(d->contract_signed_in),
        };
        INSERT(book, "debt", cells);
    }
}

static void put_zones(YearBook *book, const Year *y)
{
    size_t count = MAX(y->facts.person.zone_count, 1);
    for (size_t i = 0; i < count; i++) {
        const char *name = y->facts.person.zone_names[i];
        const Cell cells[] = { num(y->id), num((int64_t)i), text(name != NULL ? name : "UTC") };
        INSERT(book, "zone", cells);
    }
}

void year_book_person(YearBook *book, const Year *y)
{
    static const char *const COUNTRIES[] = { NULL, "US", "UK", "EU" };
    const GateFacts *f = &y->facts;
    const Cell cells[] = {
        num(y->id),
        num(y->first),
        num(y->last),
        text(COUNTRIES[f->country]),
        text(f->region),
        num(f->new_york_city),
        word(WORDS_ROLE, (int)f->role),
        word(WORDS_KIND, (int)f->person.kind),
        text(f->person.state),
        yes(f->flags.other_name),
        f->flags.procedures_begun == TRI_ABSENT ? text(NULL) : yes(f->flags.procedures_begun),
        yes(f->flags.obligor_minor),
        word(WORDS_KIND, (int)f->person2.kind),
        num((int64_t)f->person.zone_count),
        yes(f->flags.court_permission),
        yes(f->flags.judgment),
        num(f->gap_minutes * 60),
        yes(f->flags.number_reassigned),
        yes(f->flags.pursued_in_error),
        yes(f->flags.accuracy_contested),
        yes(f->flags.marketing_objection),
        yes(f->flags.profile_uncertain),
        yes(f->flags.knows_moved),
        no(f->bounce_monitoring),
        no(f->esign_consent),
        yes(f->flags.retention_expired),
        yes(f->flags.debt_open),
        yes(f->flags.attorney_consents),
        yes(f->flags.attorney_silent),
        yes(f->flags.active_litigation),
    };
    INSERT(book, "person", cells);
    put_law(book, y);
    put_debts(book, y);
    year_paper_person(book->db, y);
    put_zones(book, y);
}

/* ---- what was done ---- */

void year_book_contact(YearBook *book, Year *y, const YearAct *act, const GateVerdict *verdict,
                       const char *result)
{
    const GateAction *a = &act->action;
    bool bad_alias = a->alias_given && (a->alias_unique == TRI_FALSE || *a->alias_registered == 0);
    const Cell cells[] = {
        num(++y->contacts),
        num(y->id),
        num(a->at_us / YEAR_SECOND_US),
        word(WORDS_CHANNEL, (int)a->channel),
        text(act->whom),
        word(WORDS_PLACE, (int)a->place),
        text(a->number),
        text(a->address),
        text(a->address_source),
        word(WORDS_DIAL, (int)a->dial),
        word(WORDS_LINE, (int)a->line),
        word(WORDS_PURPOSE, (int)a->purpose),
        text(act->script),
        text(act->opt_out),
        num(a->limited_content),
        num(a->identity != TRI_FALSE),
        debts(y, a->debts),
        debts(y, a->counted_to.given ? a->counted_to : a->debts),
        text(result),
        act->reply_to != 0 ? num(act->reply_to) : text(NULL),
        text(a->notice.given ? "validation_notice" : a->what),
        num(a->notice.given),
        day_of(a->notice.dispute_end),
        text(a->venue),
        text(a->apply_to),
        text(a->directed_to),
        no(a->voluntary),
        text(a->fee),
        num(a->rate.e4),
        text(a->record),
        text(a->method),
        num(a->terms_days),
        num(a->payments_made),
        num(a->envelope.count > 1),
        num(bad_alias),
        num(a->visible_to != NULL),
        num(a->says_collector == TRI_FALSE),
        num(a->profile != NULL),
        num(a->fixed_sum.e4),
        num((a->content & GATE_BIT(CONTENT_CALLBACK)) != 0),
        num((a->content & GATE_BIT(CONTENT_BUSINESS_NAME)) != 0),
    };
    INSERT(book, "contact", cells);
    year_paper_contact(book->db, y, act, verdict);
    year_said_contact(book->db, y, act);
}

/* ---- what happened ---- */

static void put_happening(YearBook *book, const Year *y, size_t index)
{
    const GateEvent *e = &y->events[index];
    const Cell cells[] = {
        num(y->event_ids[index]),
        num(y->id),
        num(e->at_us / YEAR_SECOND_US),
        word(WORDS_EVENT, (int)e->type),
        word(WORDS_MEDIUM, (int)e->medium),
        debts(y, e->debts),
        text(e->number),
        text(e->address),
        text(e->words != NULL ? e->words : e->text),
        word(WORDS_CONSENT, (int)e->consent),
        num(e->accepts_medium != TRI_FALSE),
        yes(e->same_substance),
        text(e->attachment),
        num(e->portion.e4),
        num(e->valid_grounds == TRI_FALSE),
        yes(e->upheld),
        yes(e->evidence_of_plan),
        text(e->source),
        text(e->kind),
    };
    INSERT(book, "happening", cells);
}

static void put_wishes(YearBook *book, const Year *y)
{
    for (size_t i = 0; i < y->facts.pref_count; i++) {
        const GatePref *p = &y->prefs[i];
        const Cell cells[] = { num((int64_t)i),
                               num(y->id),
                               word(WORDS_PREF, (int)p->type),
                               word(WORDS_MEDIUM, (int)p->medium),
                               text(p->place),
                               text(p->address),
                               num(p->weekdays),
                               num(p->from_s),
                               num(p->to_s),
                               second_of(p->since),
                               day_of(p->until),
                               text(p->how),
                               day_of(p->written_confirmation) };
        INSERT(book, "preference", cells);
    }
    for (size_t i = 0; i < y->facts.consent_count; i++) {
        const GateConsent *k = &y->consents[i];
        const GateDays *only = &k->only_dates;
        const Cell cells[] = { num((int64_t)i),
                               num(y->id),
                               word(WORDS_CONSENT, (int)k->type),
                               second_of(k->given_at),
                               day_of(k->until),
                               num(k->to_this_collector == TRI_TRUE),
                               num(k->during_compliant == TRI_TRUE),
                               debts(y, k->debts),
                               num(k->from_s),
                               num(k->to_s),
                               text(k->address),
                               word(WORDS_KIND, (int)k->who),
                               only->given ? num(only->items[0]) : text(NULL),
                               only->given ? num(only->items[1]) : text(NULL) };
        INSERT(book, "consent", cells);
    }
}

void year_book_history(YearBook *book, const Year *y)
{
    for (size_t i = 0; i < y->facts.event_count; i++)
        if (y->event_ids[i] != 0) put_happening(book, y, i);
    put_wishes(book, y);
    year_said_history(book->db, y);
}
