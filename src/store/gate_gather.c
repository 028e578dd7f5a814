/* store/gate_gather.c: rows for the gate, over a range of debtors.  SQL only; decides nothing. */
#include "store/gate_gather.h"

#include "base/money.h"
#include "core/words.h"
#include "store/book_store.h"
#include "store/gather_rows.h"
#include "store/known.h"
#include <string.h>

/* Where a debtor's rows lie. */
typedef struct {
    int64_t debtor_id;
    GatherSlice debtor, debts, facts, contacts;
} Place;

typedef struct {
    int64_t balance_minor, disputed_minor;
    Day oldest_due_day, last_payment_day;
} Derived;

struct GateGather {
    GatherRows debtors, debts, derived, habits, facts, contacts;
    GArray *places, *creditors;
    GArray *owed;        /* GateDebtRow: of one debtor, out of a batch */
    GStringChunk *texts; /* what the rows lend */
};

GateGather *gate_gather_new(void)
{
    GateGather *gather = g_new0(GateGather, 1);
    gather_rows_init(&gather->debtors, sizeof(GateDebtorRow));
    gather_rows_init(&gather->debts, sizeof(GateDebtRow));
    gather_rows_init(&gather->derived, sizeof(Derived));
    gather_rows_init(&gather->habits, sizeof(Derived));
    gather_rows_init(&gather->facts, sizeof(GateFactRow));
    gather_rows_init(&gather->contacts, sizeof(GateContactRow));
    gather->owed = g_array_new(FALSE, FALSE, sizeof(GateDebtRow));
    gather->places = g_array_new(FALSE, FALSE, sizeof(Place));
    gather->texts = g_string_chunk_new(16384);
    return gather;
}

void gate_gather_free(GateGather *gather)
{
    if (gather == NULL) return;
    GatherRows *all[] = { &gather->debtors, &gather->debts, &gather->derived,
                          &gather->habits,  &gather->facts, &gather->contacts };
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) gather_rows_clear(all[i]);
    g_array_unref(gather->places);
    g_array_unref(gather->owed);
    if (gather->creditors != NULL) g_array_unref(gather->creditors);
    g_string_chunk_free(gather->texts);
    g_free(gather);
}

/* --- the tables ------------------------------------------------------------------------------- */

#define RANGE "debtor_id >= $1 AND debtor_id < $2 "
static const char DEBTORS[] =
    "SELECT " DEBTOR_NAMES " FROM debtor WHERE " RANGE "ORDER BY debtor_id";
static const char DEBTORS_KNOWN[] =
    "SELECT " DEBTOR_NAMES " FROM " KNOWN_DEBTOR(KNOWN_RANGE, "$3") "d ORDER BY debtor_id";
#define DEBT_LIST "SELECT debtor_id, account_id, ref, kind, creditor_id, currency, opened_day FROM "
static const char DEBTS[] = DEBT_LIST "account WHERE " RANGE "ORDER BY debtor_id, account_id";
static const char DEBTS_KNOWN[] =
    DEBT_LIST KNOWN_ACCOUNT(KNOWN_RANGE, "$3") "a ORDER BY debtor_id, account_id";
static const char DERIVED[] =
    "SELECT debtor_id, account_id, balance_minor, disputed_minor, oldest_due_day FROM d_account "
    "WHERE " RANGE "ORDER BY debtor_id, account_id";
/* Before the first day, and for what was imported since: what is open, from the items themselves.
 */
#define ORDERS "6" /* ITEM_ORDER: not billed */
static const char OPEN[] =
    "SELECT debtor_id, account_id, CAST(SUM(open_minor) AS BIGINT), 0, MIN(due_day) FROM item "
    "WHERE " RANGE "AND open_minor <> 0 AND kind <> " ORDERS " GROUP BY debtor_id, account_id "
    "ORDER BY debtor_id, account_id";
static const char HABITS[] = "SELECT debtor_id, account_id, last_payment_day FROM d_habit "
                             "WHERE " RANGE "ORDER BY debtor_id, account_id";
static const char FACTS[] =
    "SELECT debtor_id, fact_id, account_id, kind, type, medium, subject, body, from_us, until_us, "
    "CASE WHEN ended_recorded_us <= $3 THEN ended_us END FROM contact_fact WHERE " RANGE
    "AND recorded_us <= $3 ORDER BY debtor_id, fact_id";
static const char CONTACTS[] =
    "SELECT debtor_id, contact_id, account_id, at_us, channel, direction, outcome, number, note, "
    "debts, body FROM contact WHERE " RANGE
    "AND recorded_us <= $3 ORDER BY debtor_id, account_id, contact_id";

static const char *kept(GateGather *gather, const DbStmt *row, int column)
{
    const char *text = db_text(row, column);
    if (text == NULL || *text == '\0') return "";
    return g_string_chunk_insert(gather->texts, text);
}

/* Words that many rows share. */
static const char *shared(GateGather *gather, const DbStmt *row, int column)
{
    const char *text = db_text(row, column);
    if (text == NULL || *text == '\0') return "";
    return g_string_chunk_insert_const(gather->texts, text);
}

static int64_t or_open(const DbStmt *row, int column)
{
    return db_is_null(row, column) ? INT64_MAX : db_int(row, column);
}

static void decode_debtor(GateGather *gather, const DbStmt *row, void *to)
{
    *(GateDebtorRow *)to =
        (GateDebtorRow){ .ref = kept(gather, row, 1),
                         .name = kept(gather, row, 2),
                         .kind = words_of(words_debtor_kind, (int)db_int(row, 3)),
                         .country = shared(gather, row, 4),
                         .region = shared(gather, row, 5),
                         .postal_code = kept(gather, row, 6),
                         .time_zone = shared(gather, row, 7),
                         .language = shared(gather, row, 8),
                         .email = kept(gather, row, 9),
                         .phone = kept(gather, row, 10) };
}

static const Creditor *creditor_of(const GateGather *gather, int64_t creditor_id)
{
    for (unsigned i = 0; i < gather->creditors->len; i++) {
        const Creditor *creditor = &g_array_index(gather->creditors, Creditor, i);
        if (creditor->creditor_id == creditor_id) return creditor;
    }
    return NULL;
}

static int64_t unit_of(const char *currency)
{
    int64_t unit = 1;
    for (int i = MAX(money_exponent(currency), 0); i > 0; i--) unit *= 10;
    return unit;
}

static void decode_debt(GateGather *gather, const DbStmt *row, void *to)
{
    const Creditor *creditor = creditor_of(gather, db_int(row, 4));
    *(GateDebtRow *)to =
        (GateDebtRow){ .account_id = db_int(row, 1),
                       .creditor_id = db_int(row, 4),
                       .ref = kept(gather, row, 2),
                       .kind = words_of(words_account_kind, (int)db_int(row, 3)),
                       .creditor_role =
                           creditor == NULL ? "" : words_of(words_creditor_role, creditor->role),
                       .creditor_country = creditor == NULL ? "" : creditor->country,
                       .unit = unit_of(db_text(row, 5)),
                       .opened_day = db_day(row, 6),
                       .oldest_due_day = DAY_NONE,
                       .last_payment_day = DAY_NONE };
}

static void decode_derived(GateGather *gather, const DbStmt *row, void *to)
{
    (void)gather;
    *(Derived *)to = (Derived){ .balance_minor = db_int(row, 2),
                                .disputed_minor = db_int(row, 3),
                                .oldest_due_day = db_day(row, 4) };
}

static void decode_habit(GateGather *gather, const DbStmt *row, void *to)
{
    (void)gather;
    *(Derived *)to = (Derived){ .last_payment_day = db_day(row, 2) };
}

static void decode_fact(GateGather *gather, const DbStmt *row, void *to)
{
    *(GateFactRow *)to = (GateFactRow){ .fact_id = db_int(row, 1),
                                        .account_id = db_int(row, 2),
                                        .kind = (GateFactKind)db_int(row, 3),
                                        .type = shared(gather, row, 4),
                                        .medium = shared(gather, row, 5),
                                        .subject = kept(gather, row, 6),
                                        .body = kept(gather, row, 7),
                                        .from_us = db_int(row, 8),
                                        .until_us = or_open(row, 9),
                                        .ended_us = or_open(row, 10) };
}

static void decode_contact(GateGather *gather, const DbStmt *row, void *to)
{
    *(GateContactRow *)to =
        (GateContactRow){ .contact_id = db_int(row, 1),
                          .account_id = db_int(row, 2),
                          .at_us = db_int(row, 3),
                          .channel = words_of(words_channel, (int)db_int(row, 4)),
                          .direction = words_of(words_direction, (int)db_int(row, 5)),
                          .outcome = words_of(words_outcome, (int)db_int(row, 6)),
                          .number = shared(gather, row, 7),
                          .note = kept(gather, row, 8),
                          .debts = kept(gather, row, 9),
                          .body = kept(gather, row, 10) };
}

/* --- loading ---------------------------------------------------------------------------------- */

typedef struct {
    int64_t from, to, known_us;
} Range;

typedef void (*Decode)(GateGather *gather, const DbStmt *row, void *to);

/* Rows beside their key; where `by_account`, column 1 is the account. */
static bool load(GateGather *gather, GatherRows *rows, Db *db, const char *sql, const Range *range,
                 bool by_account, Decode decode, GError **error)
{
    DbStmt *stmt = db_stmt(db, sql);
    DbStep step;
    gather_rows_empty(rows);
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    if (strstr(sql, "$3") != NULL) db_bind_int(stmt, 3, range->known_us);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        GatherKey key = { db_int(stmt, 0), by_account ? db_int(stmt, 1) : 0 };
        decode(gather, stmt, gather_rows_add(rows, key));
    }
    return step == DB_DONE;
}

/* The derived rows tell what is owed now: of what was known before, the caller fills it in. */
static bool load_owed(GateGather *gather, Db *db, const Range *range, GError **error)
{
    gather_rows_empty(&gather->derived);
    gather_rows_empty(&gather->habits);
    if (range->known_us != INT64_MAX) return true;
    return load(gather, &gather->derived, db, DERIVED, range, true, decode_derived, error) &&
           (gather->derived.rows->len > 0 ||
            load(gather, &gather->derived, db, OPEN, range, true, decode_derived, error)) &&
           load(gather, &gather->habits, db, HABITS, range, true, decode_habit, error);
}

/* What is known of debtors, and what was said: a batch holds neither. */
static bool load_known(GateGather *gather, Db *db, const Range *range, GError **error)
{
    return load(gather, &gather->facts, db, FACTS, range, false, decode_fact, error) &&
           load(gather, &gather->contacts, db, CONTACTS, range, false, decode_contact, error);
}

static bool load_tables(GateGather *gather, Db *db, const Range *range, GError **error)
{
    bool now = range->known_us == INT64_MAX;
    const char *debtors = now ? DEBTORS : DEBTORS_KNOWN, *debts = now ? DEBTS : DEBTS_KNOWN;
    return load(gather, &gather->debtors, db, debtors, range, false, decode_debtor, error) &&
           load(gather, &gather->debts, db, debts, range, false, decode_debt, error) &&
           load_owed(gather, db, range, error) && load_known(gather, db, range, error);
}

/* The rows of a slice, to write into. */
static GateDebtRow *debts_at(GateGather *gather, GatherSlice debts)
{
    GateDebtRow *all = (GateDebtRow *)(void *)gather->debts.rows->data;
    if (all == NULL) return NULL; /* nothing was ever added */
    return all + ((const GateDebtRow *)debts.rows - all);
}

/* What is derived of an account goes into its row. */
static void complete(GateGather *gather, int64_t debtor_id, GatherSlice debts)
{
    GateDebtRow *rows = debts_at(gather, debts);
    for (size_t i = 0; i < debts.count; i++) {
        GatherKey key = { debtor_id, rows[i].account_id };
        GatherSlice derived = gather_rows_slice(&gather->derived, key);
        GatherSlice habit = gather_rows_slice(&gather->habits, key);
        if (derived.count > 0) {
            const Derived *d = derived.rows;
            rows[i].balance_minor = d->balance_minor;
            rows[i].disputed_minor = d->disputed_minor;
            rows[i].oldest_due_day = d->oldest_due_day;
        }
        if (habit.count > 0)
            rows[i].last_payment_day = ((const Derived *)habit.rows)->last_payment_day;
    }
}

bool gate_gather_load(GateGather *gather, Db *db, int64_t from, int64_t to, int64_t known_us,
                      GError **error)
{
    Range range = { from, to, known_us };
    g_array_set_size(gather->places, 0);
    g_string_chunk_clear(gather->texts);
    if (gather->creditors != NULL) g_array_unref(g_steal_pointer(&gather->creditors));
    if (!book_store_creditors_known(db, known_us, &gather->creditors, error)) return false;
    if (!load_tables(gather, db, &range, error)) return false;
    const GatherKey *keys = (const GatherKey *)(const void *)gather->debtors.keys->data;
    for (unsigned i = 0; i < gather->debtors.keys->len; i++) {
        GatherKey key = { keys[i].debtor_id, 0 };
        Place place = { .debtor_id = key.debtor_id,
                        .debtor = gather_rows_slice(&gather->debtors, key),
                        .debts = gather_rows_slice(&gather->debts, key),
                        .facts = gather_rows_slice(&gather->facts, key),
                        .contacts = gather_rows_slice(&gather->contacts, key) };
        complete(gather, key.debtor_id, place.debts);
        g_array_append_val(gather->places, place);
    }
    return true;
}

/* --- asking ----------------------------------------------------------------------------------- */

size_t gate_gather_count(const GateGather *gather)
{
    return gather->places->len;
}

int64_t gate_gather_debtor(const GateGather *gather, size_t index)
{
    return g_array_index(gather->places, Place, index).debtor_id;
}

size_t gate_gather_find(const GateGather *gather, int64_t debtor_id)
{
    size_t low = 0, high = gather->places->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int64_t here = gate_gather_debtor(gather, middle);
        if (here == debtor_id) return middle;
        if (here < debtor_id)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

void gate_gather_rows(const GateGather *gather, size_t index, GateBookRows *out)
{
    const Place *place = &g_array_index(gather->places, Place, index);
    *out = (GateBookRows){ .debtor = place->debtor.rows,
                           .debts = place->debts.rows,
                           .debt_count = place->debts.count,
                           .facts = place->facts.rows,
                           .fact_count = place->facts.count,
                           .contacts = place->contacts.rows,
                           .contact_count = place->contacts.count };
}

GateDebtRow *gate_gather_debts(GateGather *gather, size_t index)
{
    return debts_at(gather, g_array_index(gather->places, Place, index).debts);
}

/* --- beside a batch --------------------------------------------------------------------------- */

bool gate_gather_beside(GateGather *gather, Db *db, int64_t from, int64_t to, int64_t known_us,
                        GError **error)
{
    Range range = { from, to, known_us };
    g_array_set_size(gather->places, 0);
    g_string_chunk_clear(gather->texts);
    return load_known(gather, db, &range, error);
}

static GateDebtRow debt_of(const GatheredAccount *account)
{
    const Facts *facts = &account->facts;
    const Creditor *creditor = account->creditor;
    return (GateDebtRow){ .account_id = facts->account_id,
                          .creditor_id = facts->creditor_id,
                          .ref = facts->account,
                          .kind = facts->kind,
                          .creditor_role =
                              creditor == NULL ? "" : words_of(words_creditor_role, creditor->role),
                          .creditor_country = creditor == NULL ? "" : creditor->country,
                          .balance_minor = facts->balance,
                          .disputed_minor = facts->disputed,
                          .unit = facts->unit,
                          .opened_day = facts->opened_day,
                          .oldest_due_day = facts->oldest_due_day,
                          .last_payment_day = facts->last_payment_day };
}

bool gate_gather_of(GateGather *gather, GatherBatch *batch, size_t first, size_t count,
                    GateBookRows *out)
{
    const GatheredAccount *account = gather_store_at(batch, first);
    GatherKey key = { account->facts.debtor_id, 0 };
    if (account->debtor == NULL) return false;
    GatherSlice facts = gather_rows_slice(&gather->facts, key);
    GatherSlice contacts = gather_rows_slice(&gather->contacts, key);
    g_array_set_size(gather->owed, 0);
    for (size_t i = 0; i < count; i++) {
        GateDebtRow debt = debt_of(gather_store_at(batch, first + i));
        g_array_append_val(gather->owed, debt);
    }
    *out = (GateBookRows){ .debtor = account->debtor,
                           .debts = (const GateDebtRow *)(const void *)gather->owed->data,
                           .debt_count = count,
                           .facts = facts.rows,
                           .fact_count = facts.count,
                           .contacts = contacts.rows,
                           .contact_count = contacts.count };
    return true;
}
