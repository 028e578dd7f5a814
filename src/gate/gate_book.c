/* gate/gate_book.c: rows of the book as the facts of one debtor, and their turn to one debt.
 * Decides nothing. */
#include "gate/gate_book_private.h"

#include "gate/gate_zone.h"

#include <string.h>

#define DATES_APART_US (26 * 3600 * INT64_C(1000000)) /* from the first zone to the last */

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static const char *or_null(const char *text)
{
    return *text != '\0' ? text : NULL;
}

/* ---- the maker ---- */

GateBook *gate_book_new(void)
{
    GateBook *book = g_new0(GateBook, 1);
    book->events = g_array_new(FALSE, FALSE, sizeof(GateEvent));
    book->event_sources = g_array_new(FALSE, FALSE, sizeof(BookSource));
    book->consents = g_array_new(FALSE, FALSE, sizeof(GateConsent));
    book->consent_sources = g_array_new(FALSE, FALSE, sizeof(BookSource));
    book->prefs = g_array_new(FALSE, FALSE, sizeof(GatePref));
    book->pref_sources = g_array_new(FALSE, FALSE, sizeof(BookSource));
    book->points = g_array_new(FALSE, FALSE, sizeof(GatePoint));
    book->chain = g_array_new(FALSE, FALSE, sizeof(GateChainLink));
    book->pending = g_array_new(FALSE, FALSE, sizeof(BookPending));
    book->owned = g_ptr_array_new_with_free_func(g_free);
    book->trees = g_ptr_array_new_with_free_func((GDestroyNotify)json_text_free);
    return book;
}

static void each_array(const GateBook *book, GArray *out[static 9])
{
    GArray *const all[] = { book->events,          book->event_sources, book->consents,
                            book->consent_sources, book->prefs,         book->pref_sources,
                            book->points,          book->chain,         book->pending };
    memcpy(out, all, sizeof all);
}

void gate_book_free(GateBook *book)
{
    GArray *all[9];
    if (book == NULL) return;
    each_array(book, all);
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) g_array_unref(all[i]);
    g_ptr_array_unref(book->owned);
    g_ptr_array_unref(book->trees);
    g_free(book->reader.error);
    g_free(book);
}

static void forget(GateBook *book)
{
    GArray *all[9];
    each_array(book, all);
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i]->len > 0) g_array_set_size(all[i], 0);
    if (book->owned->len > 0) g_ptr_array_set_size(book->owned, 0);
    if (book->trees->len > 0) g_ptr_array_set_size(book->trees, 0);
    g_clear_pointer(&book->reader.error, g_free);
    memset(&book->base, 0, sizeof book->base);
}

/* ---- rows ---- */

bool gate_book_live(const GateFactRow *row, int64_t at_us)
{
    return row->from_us <= at_us && row->until_us > at_us && row->ended_us > at_us;
}

uint64_t gate_book_debt(const GateBook *book, int64_t account_id)
{
    for (size_t i = 0; i < book->base.debt_count; i++)
        if (book->account_ids[i] == account_id) return 1ULL << i;
    return GATE_DEBT_ELSEWHERE;
}

GateDebtSet gate_book_debts(const GateBook *book, int64_t account_id)
{
    if (account_id == 0) return (GateDebtSet){ 0, false };
    return (GateDebtSet){ gate_book_debt(book, account_id), true };
}

/* A row of the contact log lends its body without a type. */
static const char *row_kind(const GateFactRow *row)
{
    return row->type == NULL ? "contact" : "fact";
}

/* The body's tree, kept until the next debtor; *out is NULL when the row has none. */
static bool tree_of(GateBook *book, const GateFactRow *row, const Json **out, GError **error)
{
    *out = NULL;
    if (*row->body == '\0') return true;
    Json *tree = json_text_parse(row->body, strlen(row->body), error);
    if (tree == NULL) {
        g_prefix_error(error, "%s %" G_GINT64_FORMAT ": ", row_kind(row), row->fact_id);
        return false;
    }
    g_ptr_array_add(book->trees, tree);
    *out = tree;
    return true;
}

static bool read_by(GateBook *book, const GateFactRow *row, const Json *tree,
                    const GateField *fields, void *to, GError **error)
{
    book->reader.owned = book->owned;
    book->reader.debts = book->debts;
    book->reader.debt_count = book->base.debt_count;
    gate_object_read(&book->reader, tree, fields, to, "");
    if (book->reader.error == NULL) return true;
    return problem_refuse(error, PROBLEM_INVALID, "%s %" G_GINT64_FORMAT ": %s", row_kind(row),
                          row->fact_id, book->reader.error);
}

bool gate_book_body(GateBook *book, const GateFactRow *row, const GateField *fields, void *to,
                    GError **error)
{
    const Json *tree = NULL;
    if (!tree_of(book, row, &tree, error)) return false;
    return tree == NULL || read_by(book, row, tree, fields, to, error);
}

static GateMoment instant(int64_t at_us)
{
    return (GateMoment){ at_us, (Day)(at_us / 86400000000LL), MOMENT_INSTANT };
}

/* When a wish or a consent ends: at the instant when it was taken back, else with its last day,
 * which is a date where the person is (rule book 1.2), whatever zone the house writes dates in. */
static GateMoment last_moment(const GateBook *book, const GateFactRow *row)
{
    const Zone *zone = book->rows->house->zone;
    GateMoment none = { 0 };
    if (row->ended_us <= row->until_us)
        return row->ended_us == INT64_MAX ? none : instant(row->ended_us - 1);
    if (zone == NULL) return instant(row->until_us - 1);
    return (GateMoment){ 0, clock_zone_day(zone, row->until_us - 1), MOMENT_DAY };
}

/* The date may last longer where the person is than where the house is. */
static bool wished(const GateBook *book, const GateFactRow *row)
{
    GateFactRow longer = *row;
    if (row->until_us != INT64_MAX) longer.until_us += DATES_APART_US;
    return gate_book_live(&longer, book->rows->at_us);
}

/* ---- points ---- */

const GatePoint *gate_book_point(const GateBook *book, const char *subject)
{
    for (unsigned i = 0; subject != NULL && i < book->points->len; i++) {
        const GatePoint *point = &g_array_index(book->points, GatePoint, i);
        if (same(point->address, subject)) return point;
    }
    return NULL;
}

GateLine gate_book_line(const GatePoint *point)
{
    if (point == NULL) return LINE_NONE;
    switch (point->type) {
    case POINT_WIRELESS:
    case POINT_VOIP: return LINE_WIRELESS; /* it may be charged per call: the stricter of the two */
    case POINT_RESIDENTIAL: return LINE_RESIDENTIAL;
    case POINT_NONE:
    case POINT_BUSINESS:
    case POINT_PERSONAL_EMAIL:
    case POINT_WORK_EMAIL:
    case POINT_HOME_MAIL:
    case POINT_WORK_MAIL: break;
    }
    return LINE_NONE;
}

/* Where its type does not say it: by the place it is associated with. */
static GatePlace by_place(const GatePoint *point)
{
    bool work = point->place != NULL && same(point->place, "work");
    bool home = point->place != NULL && same(point->place, "home");
    if (same(point->medium, "telephone"))
        return work ? PLACE_WORK_LANDLINE : home ? PLACE_HOME_LANDLINE : PLACE_NONE;
    if (same(point->medium, "email")) return work ? PLACE_WORK_EMAIL : PLACE_NONE;
    return work ? PLACE_WORK : home ? PLACE_HOME_MAIL : PLACE_NONE;
}

static GatePlace place_of(const GatePoint *point)
{
    bool employer = point->employer_provided == TRI_TRUE && same(point->medium, "email");
    if (employer) return PLACE_WORK_EMAIL;
    switch (point->type) {
    case POINT_WIRELESS: return PLACE_MOBILE;
    case POINT_WORK_EMAIL: return PLACE_WORK_EMAIL;
    case POINT_PERSONAL_EMAIL: return PLACE_PERSONAL_EMAIL;
    case POINT_HOME_MAIL: return PLACE_HOME_MAIL;
    case POINT_WORK_MAIL: return PLACE_WORK;
    case POINT_RESIDENTIAL: return PLACE_HOME_LANDLINE;
    case POINT_BUSINESS: return PLACE_WORK_LANDLINE;
    case POINT_NONE:
    case POINT_VOIP: break;
    }
    return by_place(point);
}

GatePlace gate_book_place(const GateBook *book, const char *address)
{
    const GatePoint *point = gate_book_point(book, address);
    return point == NULL ? PLACE_NONE : place_of(point);
}

static bool add_point(GateBook *book, const GateFactRow *row, GError **error)
{
    GatePoint point = { .address = row->subject,
                        .medium = row->medium,
                        .type = (GatePointType)gate_words_find(WORDS_POINT, row->type) };
    if (!gate_book_live(row, book->rows->at_us)) return true;
    if (!gate_book_body(book, row, gate_fields_point, &point, error)) return false;
    g_array_append_val(book->points, point);
    return true;
}

/* The address that came with the debtor is on file, too: the creditor's. */
static void add_usual(GateBook *book, const char *address, const char *medium)
{
    GatePoint point = { .address = address, .medium = medium, .source = POINT_FROM_CREDITOR };
    if (*address != '\0' && gate_book_point(book, address) == NULL)
        g_array_append_val(book->points, point);
}

/* ---- where the person is (R8) ---- */

typedef struct {
    GateZones zones;
    bool residence, known; /* stated evidence of the residence; actual knowledge */
} Evidence;

static bool add_zones(GateBook *book, const GateFactRow *row, GateZones *zones, GError **error)
{
    g_auto(GStrv) names = g_strsplit(row->subject, ",", GATE_ZONES_MAX + 1);
    for (char **name = names; *name != NULL; name++) {
        char *kept = g_strdup(*name);
        g_ptr_array_add(book->owned, kept);
        if (!gate_zone_add(zones, kept))
            return problem_refuse(error, PROBLEM_INVALID,
                                  "fact %" G_GINT64_FORMAT ": time zone not known: %.60s",
                                  row->fact_id, kept);
    }
    return true;
}

static bool add_location(GateBook *book, const GateFactRow *row, Evidence *out, GError **error)
{
    const Json *tree = NULL;
    if (!gate_book_live(row, book->rows->at_us)) return true;
    if (!tree_of(book, row, &tree, error)) return false;
    bool known = same(row->type, "stated_by_person") ||
                 json_text_bool(json_text_get(tree, "actual_knowledge"));
    if (out->known && !known) return true;
    if (known) *out = (Evidence){ .known = true };
    if (same(row->type, "residence_address")) out->residence = true;
    const char *state = json_text_string(json_text_get(tree, "state"));
    if (state != NULL) book->base.person.state = state;
    return add_zones(book, row, &out->zones, error);
}

static void take_zones(GatePerson *person, const GateZones *zones)
{
    person->zones_given = true;
    person->zone_count = zones->count;
    memcpy(person->zones, zones->zones, sizeof zones->zones);
    memcpy(person->zone_names, zones->names, sizeof zones->names);
    person->home_zone = zones->count > 0 ? 0 : -1;
}

/* What was stated, first; then the debtor's own zone as actual knowledge; else all that the address
 * and the telephones point to. */
static bool locate(GateBook *book, GError **error)
{
    const GateBookRows *rows = book->rows;
    const GateDebtorRow *d = rows->debtor;
    Evidence evidence = { 0 };
    for (size_t i = 0; i < rows->fact_count; i++)
        if (rows->facts[i].kind == FACT_LOCATION &&
            !add_location(book, &rows->facts[i], &evidence, error))
            return false;
    GateZones *zones = &evidence.zones;
    if (!evidence.known && *d->time_zone != '\0') {
        GateZones own = { 0 };
        if (gate_zone_add(&own, d->time_zone)) {
            take_zones(&book->base.person, &own);
            return true;
        }
    }
    if (!evidence.known) {
        if (!evidence.residence) gate_zone_of_region(d->country, d->region, zones);
        for (unsigned i = 0; i < book->points->len; i++) {
            const GatePoint *point = &g_array_index(book->points, GatePoint, i);
            if (same(point->medium, "telephone"))
                gate_zone_of_phone(point->address, d->country, zones);
        }
    }
    take_zones(&book->base.person, zones);
    return true;
}

/* ---- consents, preferences ---- */

/* Withdrawn and expired ones stay: what was done while they held was done by consent. */
static bool add_consent(GateBook *book, const GateFactRow *row, GError **error)
{
    GateConsent consent = { .type = (GateConsentType)gate_words_find(WORDS_CONSENT, row->type),
                            .given_at = instant(row->from_us),
                            .until = last_moment(book, row),
                            .to_this_collector = TRI_TRUE,
                            .debts = gate_book_debts(book, row->account_id),
                            .from_s = -1,
                            .to_s = -1 };
    BookSource source = { row->fact_id, false };
    if (row->from_us > book->rows->at_us) return true;
    if (same(row->type, "tcpa_written")) consent.type = CONSENT_TCPA;
    if (same(row->type, "esign") && gate_book_live(row, book->rows->at_us))
        book->base.esign_consent = TRI_TRUE;
    if (consent.type == CONSENT_NONE) return true;
    bool email = strchr(row->subject, '@') != NULL;
    *(email ? &consent.address : &consent.number) = or_null(row->subject);
    if (!gate_book_body(book, row, gate_fields_consent, &consent, error)) return false;
    g_array_append_val(book->consents, consent);
    g_array_append_val(book->consent_sources, source);
    return true;
}

static bool add_pref(GateBook *book, const GateFactRow *row, GError **error)
{
    GatePref pref = { .type = (GatePrefType)gate_words_find(WORDS_PREF, row->type),
                      .medium = (GateMedium)gate_words_find(WORDS_MEDIUM, row->medium),
                      .since = instant(row->from_us),
                      .until = last_moment(book, row),
                      .from_s = -1,
                      .to_s = -1 };
    BookSource source = { row->fact_id, false };
    if (!wished(book, row) || pref.type == PREF_NONE) return true;
    if (pref.type == PREF_PLACE)
        pref.place = or_null(row->subject);
    else
        pref.address = or_null(row->subject);
    pref.place_of_address = (GatePlace)gate_words_find(WORDS_PLACE, row->subject);
    if (pref.place_of_address == PLACE_NONE && pref.address != NULL)
        pref.place_of_address = PLACE_LITERAL;
    if (!gate_book_body(book, row, gate_fields_pref, &pref, error)) return false;
    g_array_append_val(book->prefs, pref);
    g_array_append_val(book->pref_sources, source);
    return true;
}

static bool add_link(GateBook *book, const GateFactRow *row, GError **error)
{
    GateChainLink link = { 0 };
    if (!same(row->type, "email_chain") || !gate_book_live(row, book->rows->at_us)) return true;
    if (!gate_book_body(book, row, gate_fields_chain, &link, error)) return false;
    g_array_append_val(book->chain, link);
    return true;
}

static bool add_fact(GateBook *book, const GateFactRow *row, GError **error)
{
    switch (row->kind) {
    case FACT_CONSENT: return add_consent(book, row, error);
    case FACT_PREFERENCE: return add_pref(book, row, error);
    case FACT_STATUS: return add_link(book, row, error);
    case FACT_POINT:
    case FACT_LOCATION:
    case FACT_NOTICE:
    case FACT_DEBT: break;
    }
    return true;
}

/* ---- debts ---- */

static GateProduct product_of(const char *kind)
{
    if (same(kind, "trade")) return PRODUCT_TRADE_INVOICE;
    if (same(kind, "medical")) return PRODUCT_MEDICAL;
    if (same(kind, "consumer")) return PRODUCT_RETAIL;
    return PRODUCT_NONE;
}

static GateNumber number(int64_t minor, int64_t unit)
{
    __int128 e4 = (__int128)minor * 10000 / MAX(unit, 1);
    return (GateNumber){ (int64_t)e4, NUMBER_GIVEN };
}

static GateMoment day_moment(Day day)
{
    GateMoment moment = { 0, day, MOMENT_DAY };
    if (day == DAY_NONE) moment = (GateMoment){ 0 };
    return moment;
}

static GateDebt plain_debt(const GateDebtRow *row, bool person, Day today)
{
    int32_t late = row->oldest_due_day == DAY_NONE ? 0 : MAX(today - row->oldest_due_day, 0);
    GateDebt debt = { .id = row->ref,
                      .consumer = same(row->kind, "trade") || !person ? TRI_FALSE : TRI_TRUE,
                      .product = product_of(row->kind),
                      .status = row->disputed_minor > 0  ? STATUS_DISPUTED
                                : row->balance_minor > 0 ? STATUS_OPEN
                                                         : STATUS_PAID,
                      .balance = number(row->balance_minor, row->unit),
                      .opened = day_moment(row->opened_day),
                      .oldest_unpaid_due = day_moment(row->oldest_due_day),
                      .terms_days = -1,
                      .days_past_due = late };
    if (row->disputed_minor > 0) debt.portion_disputed = number(row->disputed_minor, row->unit);
    return debt;
}

static bool add_debts(GateBook *book, GError **error)
{
    const GateBookRows *rows = book->rows;
    bool person = same(rows->debtor->kind, "person");
    book->base.debts = book->debts;
    book->base.debt_count = MIN(rows->debt_count, (size_t)GATE_DEBTS_MAX);
    for (size_t i = 0; i < book->base.debt_count; i++) {
        book->account_ids[i] = rows->debts[i].account_id;
        book->debts[i] = plain_debt(&rows->debts[i], person, (Day)(rows->at_us / 86400000000LL));
    }
    for (size_t i = 0; i < rows->fact_count; i++) {
        const GateFactRow *row = &rows->facts[i];
        if (row->kind != FACT_DEBT || !gate_book_live(row, rows->at_us)) continue;
        uint64_t bit = gate_book_debt(book, row->account_id);
        if (bit == GATE_DEBT_ELSEWHERE) continue;
        GateDebt *debt = &book->debts[__builtin_ctzll(bit)];
        if (!gate_book_body(book, row, gate_fields_debt, debt, error)) return false;
        debt->id = rows->debts[debt - book->debts].ref;
    }
    return true;
}

/* ---- all of a debtor ---- */

static void open_base(GateBook *book)
{
    const GateDebtorRow *d = book->rows->debtor;
    const GateHouse *house = book->rows->house;
    GateFacts *f = &book->base;
    f->from_book = true;
    f->person.id = d->ref;
    f->person.kind = same(d->kind, "person") ? KIND_CONSUMER : KIND_COMPANY;
    f->person.home_zone = -1;
    f->file_name = or_null(d->name);
    f->language = or_null(d->language);
    f->limitation.years = -1;
    f->esign_consent = TRI_NULL; /* none on file, unless a row says otherwise */
    f->quiet_minutes = house->quiet_minutes;
    f->any_email = house->any_email;
    f->any_text = house->any_text;
}

bool gate_book_load(GateBook *book, const GateBookRows *rows, GError **error)
{
    forget(book);
    book->rows = rows;
    open_base(book);
    if (!add_debts(book, error)) return false;
    for (size_t i = 0; i < rows->fact_count; i++)
        if (rows->facts[i].kind == FACT_POINT && !add_point(book, &rows->facts[i], error))
            return false;
    add_usual(book, rows->debtor->phone, "telephone");
    add_usual(book, rows->debtor->email, "email");
    if (!locate(book, error)) return false;
    for (size_t i = 0; i < rows->fact_count; i++)
        if (!add_fact(book, &rows->facts[i], error)) return false;
    if (!gate_book_event_load(book, error)) return false;
    GateFacts *f = &book->base;
    f->events = (const GateEvent *)(const void *)book->events->data;
    f->event_count = book->events->len;
    f->consents = (const GateConsent *)(const void *)book->consents->data;
    f->consent_count = book->consents->len;
    f->prefs = (const GatePref *)(const void *)book->prefs->data;
    f->pref_count = book->prefs->len;
    f->chain = (const GateChainLink *)(const void *)book->chain->data;
    f->chain_count = book->chain->len;
    return true;
}

const GateFacts *gate_book_alone(GateBook *book, const GateFactRow *row, GError **error)
{
    static const GateDebtorRow DEBTOR = { "", "", "person", "US", "FED", "", "", "", "", "" };
    static const GateHouse HOUSE = { 0 };
    book->alone_debt = (GateDebtRow){ .account_id = row->account_id,
                                      .ref = "",
                                      .kind = "consumer",
                                      .creditor_role = "third_party",
                                      .creditor_country = "",
                                      .opened_day = DAY_NONE,
                                      .oldest_due_day = DAY_NONE,
                                      .last_payment_day = DAY_NONE };
    book->alone = (GateBookRows){ .debtor = &DEBTOR,
                                  .debts = &book->alone_debt,
                                  .debt_count = 1,
                                  .facts = row,
                                  .fact_count = 1,
                                  .house = &HOUSE,
                                  .at_us = row->from_us };
    return gate_book_facts(book, &book->alone, error);
}

bool gate_book_check(const GateFactRow *row, GError **error)
{
    g_autoptr(GateBook) book = gate_book_new();
    g_autoptr(GError) fault = NULL;
    if (gate_book_alone(book, row, &fault) != NULL) return true;
    g_autofree char *number = g_strdup_printf("fact %" G_GINT64_FORMAT ": ", row->fact_id);
    bool named = g_str_has_prefix(fault->message, number); /* it has no number yet */
    return problem_refuse(error, PROBLEM_INVALID, "%s",
                          fault->message + (named ? strlen(number) : 0));
}

const GateFacts *gate_book_facts(GateBook *book, const GateBookRows *rows, GError **error)
{
    if (!gate_book_load(book, rows, error)) return NULL;
    return gate_book_turn(book, rows->debt_count > 0 ? rows->debts[0].account_id : 0, "", error);
}

/* ---- the action's address ---- */

/* The debtor's own, where the action names none. */
static const char *usual(const char **named, const char *own)
{
    if (*named == NULL && *own != '\0') *named = own;
    return *named;
}

void gate_book_aim(const GateBook *book, GateAction *action)
{
    const GateDebtorRow *d = book->rows->debtor;
    bool phone = action->channel >= CHANNEL_CALL && action->channel <= CHANNEL_SMS;
    const char *used = phone                              ? usual(&action->number, d->phone)
                       : action->channel == CHANNEL_EMAIL ? usual(&action->address, d->email)
                                                          : action->address;
    const GatePoint *point = gate_book_point(book, used);
    if (point == NULL) return;
    if (action->place == PLACE_NONE) action->place = place_of(point);
    if (action->line == LINE_NONE) action->line = gate_book_line(point);
    if (action->address_source == NULL)
        action->address_source = gate_words_name(WORDS_POINT_SOURCE, (int)point->source);
}

static const BookSource *source_of(const GateBook *book, GateEvidence evidence)
{
    const GArray *sources = evidence.kind == EVIDENCE_EVENT     ? book->event_sources
                            : evidence.kind == EVIDENCE_CONSENT ? book->consent_sources
                            : evidence.kind == EVIDENCE_PREF    ? book->pref_sources
                                                                : NULL;
    if (sources == NULL || evidence.index >= sources->len) return NULL;
    return &g_array_index(sources, BookSource, evidence.index);
}

const char *gate_book_evidence(const GateBook *book, GateEvidence evidence, char buffer[static 32])
{
    const BookSource *source = source_of(book, evidence);
    buffer[0] = '\0';
    if (source != NULL)
        g_snprintf(buffer, 32, "%s %" G_GINT64_FORMAT, source->contact ? "contact" : "fact",
                   source->id);
    else if (evidence.kind == EVIDENCE_DEBT && evidence.index < book->base.debt_count)
        g_snprintf(buffer, 32, "account %.20s", book->debts[evidence.index].id);
    return buffer;
}
