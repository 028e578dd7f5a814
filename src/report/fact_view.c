/* report/fact_view.c: what the book knows for the contact gate, kind by kind, live or over, as on a
 * day and as then known.  One way of reading for all; changes nothing. */
#include "gate/gate_tracker.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/bulk_store.h"
#include "store/contact_fact_store.h"
#include <string.h>

static const char *const STATES[] = { "live", "ended", "all", NULL };

typedef struct {
    ViewCommon common;
    char debtor[REF_SIZE], account[REF_SIZE], type[FACT_TYPE_SIZE];
    int state;
} Params;
static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, debtor, "only of this debtor"),
    PARAM_TEXT(Params, account, "only of this account's debtor"),
    PARAM_TEXT(Params, type, "only of this type"),
    PARAM_WORD(Params, state, STATES, "live (default), ended, all"),
    PARAM_END,
};
static const RecordType PARAMS = { "facts", sizeof(Params), FIELDS, SIZE_MAX };

/* Where a cell comes from: a column of the row, or a key of its body. */
typedef enum {
    FROM_FACT,
    FROM_DEBTOR,
    FROM_ACCOUNT,
    FROM_TYPE,
    FROM_MEDIUM,
    FROM_SUBJECT,
    FROM_START,
    FROM_UNTIL,
    FROM_END,
    FROM_STATE,
    FROM_ACTOR,
    FROM_BODY,
    FROM_NEXT_DAY,
    FROM_NEXT_WHAT,
    FROM_BAR_DATE,
    FROM_COST,
    FROM_NAME,
    FROM_REGION,
    FROM_POSTAL,
    FROM_PHONE
} Source;

typedef struct {
    Source source;
    const char *key; /* of the body */
} Cell;

#define WHOSE_COLUMNS(what)                                                           \
    { what, VIEW_INT, false, "its number" }, { "debtor", VIEW_TEXT, false, "whose" }, \
    {                                                                                 \
        "account", VIEW_TEXT, false, "of this account only"                           \
    }
#define WHOSE_CELLS                             \
    { FROM_FACT, NULL }, { FROM_DEBTOR, NULL }, \
    {                                           \
        FROM_ACCOUNT, NULL                      \
    }
#define TIME_COLUMNS                                                                              \
    { "from", VIEW_INSTANT, false, "counts from then on" },                                       \
        { "until", VIEW_DAY, false, "its last day" },                                             \
        { "ended", VIEW_INSTANT, false, "taken back or superseded then" },                        \
        { "state", VIEW_TEXT, false, "live, ended" }, { "by", VIEW_TEXT, false, "who noted it" }, \
    {                                                                                             \
        "currency", VIEW_TEXT, false, "the book's"                                                \
    }
#define TIME_CELLS                                                                        \
    { FROM_START, NULL }, { FROM_UNTIL, NULL }, { FROM_END, NULL }, { FROM_STATE, NULL }, \
    {                                                                                     \
        FROM_ACTOR, NULL                                                                  \
    }

static const ViewColumn POINT_COLUMNS[] = {
    WHOSE_COLUMNS("point"),
    { "medium", VIEW_TEXT, false, "telephone, email, mail, social" },
    { "address", VIEW_TEXT, false, "the number or address" },
    { "type", VIEW_TEXT, false, "the kind of line or address" },
    { "place", VIEW_TEXT, false, "home, work" },
    { "source", VIEW_TEXT, false, "whom we have it from" },
    { "verified", VIEW_TEXT, false, "unverified, candidate, verified, wrong" },
    { "confidence", VIEW_TEXT, false, "percent, as the vendor gave it" },
    { "owner", VIEW_TEXT, false, "whose it is" },
    { "known_bad", VIEW_TEXT, false, "true: mail reached a stranger" },
    { "trace", VIEW_TEXT, false, "the trace that found it" },
    TIME_COLUMNS,
    COLUMN_END,
};
static const Cell POINT_CELLS[] = {
    WHOSE_CELLS,
    { FROM_MEDIUM, NULL },
    { FROM_SUBJECT, NULL },
    { FROM_TYPE, NULL },
    { FROM_BODY, "place" },
    { FROM_BODY, "source" },
    { FROM_BODY, "verified" },
    { FROM_BODY, "confidence" },
    { FROM_BODY, "owner" },
    { FROM_BODY, "known_bad" },
    { FROM_BODY, "trace" },
    TIME_CELLS,
};

static const ViewColumn LOCATION_COLUMNS[] = {
    WHOSE_COLUMNS("location"),
    { "source", VIEW_TEXT, false, "how we know" },
    { "zones", VIEW_TEXT, false, "time zones it may mean" },
    { "region", VIEW_TEXT, false, "state or region" },
    { "county", VIEW_TEXT, false, "county" },
    { "city", VIEW_TEXT, false, "town" },
    { "actual_knowledge", VIEW_TEXT, false, "true: other evidence is set aside" },
    TIME_COLUMNS,
    COLUMN_END,
};
static const Cell LOCATION_CELLS[] = {
    WHOSE_CELLS,
    { FROM_TYPE, NULL },
    { FROM_SUBJECT, NULL },
    { FROM_BODY, "state" },
    { FROM_BODY, "county" },
    { FROM_BODY, "city" },
    { FROM_BODY, "actual_knowledge" },
    TIME_CELLS,
};

static const ViewColumn CONSENT_COLUMNS[] = {
    WHOSE_COLUMNS("consent"),
    { "type", VIEW_TEXT, false, "consent to what" },
    { "address", VIEW_TEXT, false, "only for this number or address" },
    { "given_to", VIEW_TEXT, false, "to whom; empty: this collector" },
    { "how", VIEW_TEXT, false, "how it was given" },
    { "words", VIEW_TEXT, false, "what was said" },
    { "evidence", VIEW_TEXT, false, "where the proof is kept" },
    TIME_COLUMNS,
    COLUMN_END,
};
static const Cell CONSENT_CELLS[] = {
    WHOSE_CELLS,
    { FROM_TYPE, NULL },
    { FROM_SUBJECT, NULL },
    { FROM_BODY, "given_to" },
    { FROM_BODY, "how" },
    { FROM_BODY, "words" },
    { FROM_BODY, "evidence" },
    TIME_CELLS,
};

static const ViewColumn PREFERENCE_COLUMNS[] = {
    WHOSE_COLUMNS("preference"),
    { "type", VIEW_TEXT, false, "what is wished" },
    { "medium", VIEW_TEXT, false, "the medium not to be used" },
    { "address", VIEW_TEXT, false, "the address or place not to be used" },
    { "days", VIEW_TEXT, false, "weekdays" },
    { "from_time", VIEW_TEXT, false, "from this time of day" },
    { "to_time", VIEW_TEXT, false, "to this time of day" },
    { "words", VIEW_TEXT, false, "what was said" },
    TIME_COLUMNS,
    COLUMN_END,
};
static const Cell PREFERENCE_CELLS[] = {
    WHOSE_CELLS,
    { FROM_TYPE, NULL },
    { FROM_MEDIUM, NULL },
    { FROM_SUBJECT, NULL },
    { FROM_BODY, "days" },
    { FROM_BODY, "from" },
    { FROM_BODY, "to" },
    { FROM_BODY, "words" },
    TIME_CELLS,
};

static const ViewColumn NOTICE_COLUMNS[] = {
    WHOSE_COLUMNS("notice"),
    { "type", VIEW_TEXT, false, "what was received, sent or learned" },
    { "medium", VIEW_TEXT, false, "how" },
    { "subject", VIEW_TEXT, false, "the number or address it is about" },
    { "posted_on", VIEW_TEXT, false, "the day it was posted" },
    { "sender", VIEW_TEXT, false, "who sent it; empty: the consumer" },
    { "portion", VIEW_TEXT, false, "the part that is disputed" },
    { "kind", VIEW_TEXT, false, "of a data subject request" },
    { "says", VIEW_TEXT, false, "what a letter of ours was for" },
    { "words", VIEW_TEXT, false, "what was said" },
    TIME_COLUMNS,
    COLUMN_END,
};
static const Cell NOTICE_CELLS[] = {
    WHOSE_CELLS,
    { FROM_TYPE, NULL },
    { FROM_MEDIUM, NULL },
    { FROM_SUBJECT, NULL },
    { FROM_BODY, "posted_on" },
    { FROM_BODY, "sender" },
    { FROM_BODY, "portion" },
    { FROM_BODY, "kind" },
    { FROM_BODY, "purpose" },
    { FROM_BODY, "words" },
    TIME_CELLS,
};

static const ViewColumn STATUS_COLUMNS[] = {
    WHOSE_COLUMNS("fact"),
    { "status", VIEW_TEXT, false, "attorney, bankruptcy, breathing_space, military, sol …" },
    { "subject", VIEW_TEXT, false, "the address, district or value it speaks of" },
    { "stands", VIEW_TEXT, false, "where the case stands" },
    { "chapter", VIEW_TEXT, false, "of a bankruptcy" },
    { "name", VIEW_TEXT, false, "of an attorney" },
    { "next_on", VIEW_DAY, false, "the next date the law sets" },
    { "next", VIEW_TEXT, false, "what it is" },
    { "bar_date", VIEW_DAY, false, "bankruptcy: last day for the proof of claim" },
    TIME_COLUMNS,
    COLUMN_END,
};
static const Cell STATUS_CELLS[] = {
    WHOSE_CELLS,
    { FROM_TYPE, NULL },
    { FROM_SUBJECT, NULL },
    { FROM_BODY, "status" },
    { FROM_BODY, "chapter" },
    { FROM_BODY, "name" },
    { FROM_NEXT_DAY, NULL },
    { FROM_NEXT_WHAT, NULL },
    { FROM_BAR_DATE, NULL },
    TIME_CELLS,
};

static const ViewColumn TRACE_COLUMNS[] = {
    WHOSE_COLUMNS("trace"),
    { "vendor", VIEW_TEXT, false, "who looks" },
    { "name", VIEW_TEXT, false, "whom they look for" },
    { "region", VIEW_TEXT, false, "last known state or region" },
    { "postal_code", VIEW_TEXT, false, "last known postal code" },
    { "phone", VIEW_TEXT, false, "last known number" },
    { "purpose", VIEW_TEXT, false, "the permissible purpose" },
    { "cost", VIEW_MONEY, true, "what it costs" },
    TIME_COLUMNS,
    COLUMN_END,
};
static const Cell TRACE_CELLS[] = {
    WHOSE_CELLS,
    { FROM_SUBJECT, NULL },
    { FROM_NAME, NULL },
    { FROM_REGION, NULL },
    { FROM_POSTAL, NULL },
    { FROM_PHONE, NULL },
    { FROM_BODY, "purpose" },
    { FROM_COST, NULL },
    TIME_CELLS,
};

/* Between whose it is and when it counts: the keys of debt.describe. */
static const ViewColumn DEBT_COLUMNS[] = {
    WHOSE_COLUMNS("debt"),
    { "role", VIEW_TEXT, false, "what we are to it" },
    { "jur", VIEW_TEXT, false, "the law that binds" },
    { "type", VIEW_TEXT, false, "the purpose it was made for" },
    { "product", VIEW_TEXT, false, "what was sold or lent" },
    { "status", VIEW_TEXT, false, "where it stands" },
    { "identity_theft_notified", VIEW_TEXT, false, "true: notified as identity theft" },
    { "contract", VIEW_TEXT, false, "its form" },
    { "choice_of_law", VIEW_TEXT, false, "the law the contract names" },
    { "contract_signed_in", VIEW_TEXT, false, "judicial district of signature" },
    { "contract_authorises", VIEW_TEXT, false, "what may be charged by it" },
    { "servicing_account", VIEW_TEXT, false, "student loans: one debt a number" },
    { "secured_by", VIEW_TEXT, false, "its security" },
    { "amount", VIEW_TEXT, false, "its principal" },
    { "rate", VIEW_TEXT, false, "yearly interest, percent" },
    { "accrued", VIEW_TEXT, false, "the claim accrued" },
    { "due", VIEW_TEXT, false, "agreed due date" },
    { "invoice_received", VIEW_TEXT, false, "the invoice was received" },
    { "entered", VIEW_TEXT, false, "the agreement was entered" },
    { "incurred", VIEW_TEXT, false, "the obligation arose" },
    { "opened", VIEW_TEXT, false, "the account was opened" },
    { "charged_off", VIEW_TEXT, false, "it was charged off" },
    { "oldest_unpaid_due", VIEW_TEXT, false, "of the oldest unpaid instalment" },
    { "re_aged", VIEW_TEXT, false, "dates of earlier re-agings" },
    { "terms_days", VIEW_TEXT, false, "payment period, days" },
    { "itemization_type", VIEW_TEXT, false, "the date that notices itemise from" },
    { "last_statement", VIEW_TEXT, false, "of the creditor" },
    { "last_payment", VIEW_TEXT, false, "last payment" },
    { "transaction", VIEW_TEXT, false, "transaction" },
    { "judgment", VIEW_TEXT, false, "judgment" },
    { "amount_then", VIEW_TEXT, false, "owed on that date" },
    { "creditor_then", VIEW_TEXT, false, "creditor on that date" },
    TIME_COLUMNS,
    COLUMN_END,
};
static const Cell DEBT_WHOSE[] = { WHOSE_CELLS }, DEBT_TIME[] = { TIME_CELLS };
enum { DEBT_CELL_COUNT = G_N_ELEMENTS(DEBT_COLUMNS) - 2 /* currency, end */ };

typedef struct {
    const View *view;
    const Cell *cells; /* NULL: of debts */
    size_t cell_count;
    GateFactKind kind;
    bool traces; /* of the status facts, those, or all others */
} Shape;

#define SHAPE(view, cells, kind, traces)                \
    {                                                   \
        &view, cells, G_N_ELEMENTS(cells), kind, traces \
    }
static const Shape *shape_of(const View *view)
{
    static const Shape SHAPES[] = {
        SHAPE(fact_view_points, POINT_CELLS, FACT_POINT, false),
        SHAPE(fact_view_locations, LOCATION_CELLS, FACT_LOCATION, false),
        SHAPE(fact_view_consents, CONSENT_CELLS, FACT_CONSENT, false),
        SHAPE(fact_view_preferences, PREFERENCE_CELLS, FACT_PREFERENCE, false),
        SHAPE(fact_view_notices, NOTICE_CELLS, FACT_NOTICE, false),
        SHAPE(fact_view_statuses, STATUS_CELLS, FACT_STATUS, false),
        SHAPE(fact_view_traces, TRACE_CELLS, FACT_STATUS, true),
        { &fact_view_debts, NULL, DEBT_CELL_COUNT, FACT_DEBT, false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(SHAPES); i++)
        if (SHAPES[i].view == view) return &SHAPES[i];
    return NULL;
}

/* ---- one row ---- */

typedef struct {
    const Shape *shape;
    const ContactFact *fact;
    const Debtor *debtor;
    const char *account;
    const Json *body;
    bool ended;
    GStringChunk *texts;
} Row;

static const char *body_text(const Row *row, const char *key)
{
    const Json *value = json_text_get(row->body, key);
    const char *text = json_text_string(value);
    if (value == NULL || text != NULL) return text;
    if (json_text_kind(value) != JSON_KIND_LIST) {
        g_autofree char *written = json_text_write(value, false);
        return g_string_chunk_insert(row->texts, written);
    }
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < json_text_count(value); i++) {
        const char *item = json_text_string(json_text_at(value, i));
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", item != NULL ? item : "");
    }
    return g_string_chunk_insert(row->texts, list->str);
}

static GateNext next_of(const ViewRun *run, const Row *row)
{
    const ContactFact *f = row->fact;
    const GateFactRow fact = { .fact_id = f->fact_id,
                               .account_id = f->account_id,
                               .kind = (GateFactKind)f->kind,
                               .type = f->type,
                               .medium = f->medium,
                               .subject = f->subject,
                               .body = f->body,
                               .from_us = f->from_us,
                               .until_us = INT64_MAX,
                               .ended_us = INT64_MAX };
    return row->ended ? (GateNext){ DAY_NONE, "" } : gate_tracker_next(&fact, run->as_of);
}

/* As the court set it, else by the rule. */
static Day bar_date(const Row *row)
{
    const char *set = json_text_string(json_text_get(row->body, "bar_date"));
    const char *filed = json_text_string(json_text_get(row->body, "filed"));
    const char *stands = json_text_string(json_text_get(row->body, "status"));
    char date[11] = "";
    Day day = DAY_NONE;
    if (g_strcmp0(stands, "open") != 0 && g_strcmp0(stands, "converted") != 0) return DAY_NONE;
    if (set != NULL && day_parse(set, &day)) return day;
    if (filed == NULL || strlen(filed) < 10) return DAY_NONE;
    memcpy(date, filed, 10);
    if (!day_parse(date, &day)) return DAY_NONE;
    return gate_tracker_bar_date((int32_t)json_text_int(json_text_get(row->body, "chapter")), day);
}

static void set_text(ViewRun *run, size_t column, const Row *row, const Cell *cell)
{
    const ContactFact *f = row->fact;
    const Debtor *d = row->debtor;
    const char *const TEXTS[] = {
        [FROM_DEBTOR] = d->ref,      [FROM_ACCOUNT] = row->account,
        [FROM_TYPE] = f->type,       [FROM_MEDIUM] = f->medium,
        [FROM_SUBJECT] = f->subject, [FROM_STATE] = row->ended ? "ended" : "live",
        [FROM_ACTOR] = f->actor,     [FROM_NAME] = d->name,
        [FROM_REGION] = d->region,   [FROM_POSTAL] = d->postal_code,
        [FROM_PHONE] = d->phone
    };
    const char *text = cell->source == FROM_BODY ? body_text(row, cell->key) : TEXTS[cell->source];
    if (text != NULL && *text != '\0') view_run_text(run, column, text);
}

/* Taken back or superseded until the end of the day, as then known. */
static bool is_taken_back(const ViewRun *run, const ContactFact *fact)
{
    return fact->ended_us < clock_zone_instant(run->desk->zone, run->as_of + 1, 0) &&
           fact->ended_recorded_us <= run->known_us;
}

static void set_cell(ViewRun *run, size_t column, const Row *row, const Cell *cell)
{
    const ContactFact *f = row->fact;
    switch ((int)cell->source) {
    case FROM_FACT: view_run_int(run, column, f->fact_id); break;
    case FROM_START: view_run_instant(run, column, f->from_us); break;
    case FROM_UNTIL:
        if (f->until_us != INT64_MAX)
            view_run_day(run, column, clock_zone_day(run->desk->zone, f->until_us - 1));
        break;
    case FROM_END:
        if (is_taken_back(run, f)) view_run_instant(run, column, f->ended_us);
        break;
    case FROM_NEXT_DAY: view_run_day(run, column, next_of(run, row).day); break;
    case FROM_NEXT_WHAT: view_run_text(run, column, next_of(run, row).what); break;
    case FROM_BAR_DATE: view_run_day(run, column, bar_date(row)); break;
    case FROM_COST:
        view_run_money(run, column, json_text_int(json_text_get(row->body, "cost_minor")));
        break;
    default: set_text(run, column, row, cell);
    }
}

static Cell cell_at(const Shape *shape, size_t i)
{
    size_t after = DEBT_CELL_COUNT - G_N_ELEMENTS(DEBT_TIME);
    if (shape->cells != NULL) return shape->cells[i];
    if (i < G_N_ELEMENTS(DEBT_WHOSE)) return DEBT_WHOSE[i];
    return i < after ? (Cell){ FROM_BODY, DEBT_COLUMNS[i].name } : DEBT_TIME[i - after];
}

static bool give(ViewRun *run, Row *row, GError **error)
{
    const ContactFact *f = row->fact;
    g_autoptr(Json) body =
        *f->body == '\0' ? NULL : json_text_parse(f->body, strlen(f->body), error);
    const char *currency = json_text_string(json_text_get(body, "currency"));
    if (*f->body != '\0' && body == NULL) return false;
    row->body = body;
    for (size_t i = 0; i < row->shape->cell_count; i++) {
        const Cell cell = cell_at(row->shape, i);
        set_cell(run, i, row, &cell);
    }
    view_run_currency(run, currency != NULL ? currency : run->desk->currency);
    run->key = (ViewKey){ .number = { f->debtor_id, f->fact_id } };
    return view_run_row(run, error);
}

/* ---- which rows ---- */

static bool wanted(const ViewRun *run, const Shape *shape, const ContactFact *fact, bool ended)
{
    const Params *params = run->params;
    bool trace = strcmp(fact->type, "trace") == 0;
    if (fact->kind != (int32_t)shape->kind || fact->recorded_us > run->known_us) return false;
    if (shape->kind == FACT_STATUS && trace != shape->traces) return false;
    if (params->type[0] != '\0' && strcmp(params->type, fact->type) != 0) return false;
    if (fact->from_us >= clock_zone_instant(run->desk->zone, run->as_of + 1, 0)) return false;
    int state = MAX(params->state, 0);
    return state == 2 || (state == 1) == ended;
}

/* Taken back, superseded or past its last day, as on the day and as then known. */
static bool has_ended(const ViewRun *run, const ContactFact *fact)
{
    return is_taken_back(run, fact) ||
           fact->until_us < clock_zone_instant(run->desk->zone, run->as_of + 1, 0);
}

typedef struct {
    GArray *facts, *debtors, *accounts; /* ContactFact, Debtor, Account */
} Range;

static bool load(ViewRun *run, int64_t from, int64_t to, Range *range, GError **error)
{
    range->debtors = g_array_new(FALSE, FALSE, sizeof(Debtor));
    range->accounts = g_array_new(FALSE, FALSE, sizeof(Account));
    return contact_fact_store_range(run->db, from, to, &range->facts, error) &&
           bulk_store_debtors_known(run->db, from, to - 1, run->known_us, range->debtors, error) &&
           bulk_store_accounts_known(run->db, from, to - 1, run->known_us, range->accounts, error);
}

static void clear(Range *range)
{
    if (range->facts != NULL) g_array_unref(range->facts);
    g_array_unref(range->debtors);
    g_array_unref(range->accounts);
}

/* Index of the first row of the debtor, or of where it would be; rows begin with the debtor's id.
 */
static unsigned first_of(GArray *rows, int64_t debtor_id)
{
    unsigned low = 0, high = rows->len, size = g_array_get_element_size(rows);
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        int64_t here;
        memcpy(&here, rows->data + (size_t)middle * size, sizeof here);
        if (here < debtor_id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const Debtor *debtor_of(const Range *range, int64_t debtor_id)
{
    unsigned i = first_of(range->debtors, debtor_id);
    if (i == range->debtors->len) return NULL;
    const Debtor *debtor = &g_array_index(range->debtors, Debtor, i);
    return debtor->debtor_id == debtor_id ? debtor : NULL;
}

/* May the actor see the account, or any of the debtor's?  A debtor without accounts is seen. */
static bool sees(const ViewRun *run, const Range *range, const ContactFact *fact, Row *row)
{
    bool any = false, seen = false;
    row->account = "";
    for (unsigned i = first_of(range->accounts, fact->debtor_id); i < range->accounts->len; i++) {
        const Account *account = &g_array_index(range->accounts, Account, i);
        if (account->debtor_id != fact->debtor_id) break;
        if (fact->account_id != 0 && account->account_id != fact->account_id) continue;
        any = true;
        if (view_run_sees(run, account->creditor_id)) seen = true;
        if (fact->account_id != 0) row->account = g_string_chunk_insert(row->texts, account->ref);
    }
    return seen || !any;
}

static bool give_range(ViewRun *run, const Shape *shape, const Range *range, GError **error)
{
    bool fine = true;
    GStringChunk *texts = g_string_chunk_new(1024);
    for (unsigned i = 0; fine && i < range->facts->len && !run->stop; i++) {
        const ContactFact *fact = &g_array_index(range->facts, ContactFact, i);
        bool ended = has_ended(run, fact);
        Row row = { .shape = shape, .fact = fact, .ended = ended, .texts = texts };
        if (!wanted(run, shape, fact, ended)) continue;
        row.debtor = debtor_of(range, fact->debtor_id);
        if (row.debtor != NULL && sees(run, range, fact, &row)) fine = give(run, &row, error);
    }
    g_string_chunk_free(texts);
    return fine;
}

static bool each_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    Range range = { 0 };
    bool fine =
        load(run, from, to, &range, error) && give_range(run, shape_of(run->view), &range, error);
    clear(&range);
    return fine;
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    Account account;
    Debtor debtor;
    if (params->account[0] != '\0') {
        if (!view_run_account(run, params->account, &account, error)) return false;
        return each_range(run, account.debtor_id, account.debtor_id + 1, error);
    }
    if (params->debtor[0] == '\0') return view_run_ranges(run, each_range, error);
    if (!view_run_debtor(run, params->debtor, &debtor, error)) return false;
    return each_range(run, debtor.debtor_id, debtor.debtor_id + 1, error);
}

#define FACT_VIEW(stem, name, columns, doc) \
    const View fact_view_##stem = { name, PERMIT_VIEW, &PARAMS, columns, NULL, answer, false, doc }
FACT_VIEW(points, "points", POINT_COLUMNS, "telephone numbers and addresses, and how sure we are");
FACT_VIEW(locations, "locations", LOCATION_COLUMNS, "evidence of where people are");
FACT_VIEW(consents, "consents", CONSENT_COLUMNS, "consents, and when they were withdrawn");
FACT_VIEW(preferences, "preferences", PREFERENCE_COLUMNS,
          "media, addresses, times and places that are not to be used");
FACT_VIEW(notices, "notices", NOTICE_COLUMNS, "what was received, sent and learned");
FACT_VIEW(statuses, "statuses", STATUS_COLUMNS, "legal status, with the next date the law sets");
FACT_VIEW(traces, "traces", TRACE_COLUMNS, "requests to find a debtor, with their cost");
FACT_VIEW(debts, "debts", DEBT_COLUMNS, "what was said of debts: product, dates, contract");
