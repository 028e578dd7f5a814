/* report/view_run.c: one answer of a view: filter, currency, totals, page.  Decides nothing about
 * the rows themselves. */
#include "report/view_run.h"

#include "base/text.h"
#include "report/view_cursor.h"
#include "report/view_filter.h"
#include "store/gather_store.h"
#include <string.h>

typedef struct {
    char from[CURRENCY_SIZE];
    Decimal rate;
} RunRate;

struct ViewRunInner {
    ViewFilter filter;
    Face *face;
    bool plain, totalled;
    GArray *totals; /* FaceTotal */
    ViewKey after, last;
    bool has_after, more;
    uint64_t query; /* what a cursor belongs to */
    int64_t rows, ordinal, written;
    char instants[VIEW_COLUMNS_MAX][INSTANT_TEXT_SIZE];
    char known[INSTANT_TEXT_SIZE];
    GArray *rates; /* RunRate */
    GArray *creditors, *members;
    DbTx tx;
};

/* --- open and begin --------------------------------------------------------------------------- */

static bool check_in(const ViewCommon *common, GError **error)
{
    if (common->in[0] == '\0' || money_exponent(common->in) >= 0) return true;
    return problem_refuse(error, PROBLEM_INVALID,
                          "in is %s; a reporting currency is an ISO 4217 code such as USD",
                          common->in);
}

bool view_run_open(ViewRun *run, Desk *desk, const View *view, void *params, GError **error)
{
    const ViewCommon *common = params;
    struct ViewRunInner *inner = g_new0(struct ViewRunInner, 1);
    *run = (ViewRun){ .desk = desk,
                      .db = desk->db,
                      .view = view,
                      .params = params,
                      .common = common,
                      .as_of = common->as_of == DAY_NONE ? desk->today : common->as_of,
                      .known_us = common->known_us == 0 ? INT64_MAX : common->known_us,
                      .inner = inner };
    inner->totals = g_array_new(FALSE, TRUE, sizeof(FaceTotal));
    inner->rates = g_array_new(FALSE, FALSE, sizeof(RunRate));
    for (const ViewColumn *column = view->columns; column->name != NULL; column++)
        view_run_column(run, *column);
    return check_in(common, error) && db_tx_begin_read(&inner->tx, run->db, error) &&
           book_store_creditors_known(run->db, run->known_us, &inner->creditors, error) &&
           book_store_members_known(run->db, run->known_us, &inner->members, error) &&
           gather_store_needs_rewind(run->db, run->as_of, run->known_us, &run->rewind, error);
}

void view_run_column(ViewRun *run, ViewColumn column)
{
    g_assert(run->column_count < VIEW_COLUMNS_MAX);
    run->columns[run->column_count++] = column;
}

size_t view_run_find(const ViewRun *run, const char *name)
{
    for (size_t i = 0; i < run->column_count; i++)
        if (strcmp(run->columns[i].name, name) == 0) return i;
    return SIZE_MAX;
}

/* The same question gives the same number, whatever its page. */
static uint64_t query_of(const ViewRun *run)
{
    g_autoptr(Json) params = record_to_json(run->view->params, run->params);
    json_text_remove(params, "cursor");
    json_text_remove(params, "limit");
    g_autofree char *text = json_text_write(params, true);
    uint64_t hash = text_hash(run->view->name, strlen(run->view->name), (uint64_t)run->as_of);
    return text_hash(text, strlen(text), hash);
}

static bool take_cursor(ViewRun *run, GError **error)
{
    struct ViewRunInner *inner = run->inner;
    inner->query = query_of(run);
    inner->has_after = run->common->cursor != NULL;
    if (!inner->has_after || view_cursor_read(run->common->cursor, inner->query, &inner->after))
        return true;
    return problem_refuse(error, PROBLEM_INVALID,
                          "this cursor is not of this question; ask again without it");
}

bool view_run_begin(ViewRun *run, ViewFormat format, ViewSink sink, void *data, GError **error)
{
    struct ViewRunInner *inner = run->inner;
    if (!take_cursor(run, error) || !view_filter_make(&inner->filter, run, error)) return false;
    run->wants_facts = inner->filter.wants_facts;
    for (size_t i = 0; i < run->column_count; i++) inner->totalled |= run->columns[i].sum;
    inner->plain = face_is_plain(format) || !inner->totalled;
    if (run->known_us != INT64_MAX) clock_zone_text(run->desk->zone, run->known_us, inner->known);
    FaceHead head = { .view = run->view->name,
                      .as_of = run->as_of,
                      .known = inner->known[0] != '\0' ? inner->known : NULL,
                      .columns = run->columns,
                      .column_count = run->column_count,
                      .zone = run->desk->zone };
    inner->face = face_new(format, &head, sink, data);
    return face_begin(inner->face, error);
}

bool view_run_end(ViewRun *run, GError **error)
{
    struct ViewRunInner *inner = run->inner;
    g_autofree char *cursor = NULL;
    if (inner->totalled && inner->totals->len == 0) {
        FaceTotal none = { 0 };
        text_copy(none.currency, sizeof none.currency, view_run_shown(run, run->desk->currency));
        g_array_append_val(inner->totals, none);
    }
    if (inner->more) cursor = view_cursor_write(&inner->last, inner->query);
    FaceTail tail = { .totals = (const FaceTotal *)(const void *)inner->totals->data,
                      .total_count = inner->totals->len,
                      .rows = run->stop ? -1 : inner->rows,
                      .cursor = cursor };
    return face_end(inner->face, &tail, error) && db_tx_commit(&inner->tx, error);
}

void view_run_clear(ViewRun *run)
{
    struct ViewRunInner *inner = run->inner;
    if (inner == NULL) return;
    db_tx_end(&inner->tx);
    view_filter_clear(&inner->filter);
    face_free(inner->face);
    g_array_unref(inner->totals);
    g_array_unref(inner->rates);
    if (inner->creditors != NULL) g_array_unref(inner->creditors);
    if (inner->members != NULL) g_array_unref(inner->members);
    g_free(inner);
    run->inner = NULL;
}

/* --- cells ------------------------------------------------------------------------------------ */

static void set(ViewRun *run, size_t column, ExprType type, int64_t number, const char *text)
{
    g_assert(column < run->column_count);
    run->row.cells[column] =
        (ExprValue){ .type = type, .known = true, .number = number, .text = text };
}

void view_run_text(ViewRun *run, size_t column, const char *text)
{
    if (text == NULL) return;
    set(run, column, EXPR_TEXT, 0, text);
}

void view_run_int(ViewRun *run, size_t column, int64_t value)
{
    set(run, column, EXPR_INT, value, NULL);
}

void view_run_decimal(ViewRun *run, size_t column, int64_t hundredths)
{
    set(run, column, EXPR_DECIMAL, hundredths, NULL);
}

void view_run_money(ViewRun *run, size_t column, int64_t minor)
{
    set(run, column, EXPR_MONEY, minor, NULL);
}

void view_run_day(ViewRun *run, size_t column, Day day)
{
    if (day == DAY_NONE) return;
    set(run, column, EXPR_DAY, day, NULL);
}

void view_run_instant(ViewRun *run, size_t column, int64_t at_us)
{
    if (at_us == 0) return;
    char *text = run->inner->instants[column];
    set(run, column, EXPR_TEXT, at_us, clock_zone_text(run->desk->zone, at_us, text));
}

void view_run_currency(ViewRun *run, const char *currency)
{
    size_t column = view_run_find(run, "currency");
    text_copy(run->row.currency, sizeof run->row.currency, view_run_shown(run, currency));
    run->row.unit = 1;
    for (int i = MAX(money_exponent(run->row.currency), 0); i > 0; i--) run->row.unit *= 10;
    if (column != SIZE_MAX) view_run_text(run, column, run->row.currency);
}

/* --- rows ------------------------------------------------------------------------------------- */

static FaceTotal *total_of(struct ViewRunInner *inner, const char *currency)
{
    for (unsigned i = 0; i < inner->totals->len; i++) {
        FaceTotal *total = &g_array_index(inner->totals, FaceTotal, i);
        if (strcmp(total->currency, currency) == 0) return total;
    }
    FaceTotal total = { 0 };
    text_copy(total.currency, sizeof total.currency, currency);
    g_array_append_val(inner->totals, total);
    return &g_array_index(inner->totals, FaceTotal, inner->totals->len - 1);
}

static bool add_totals(ViewRun *run, GError **error)
{
    if (!run->inner->totalled) return true;
    FaceTotal *total = total_of(run->inner, run->row.currency);
    for (size_t i = 0; i < run->column_count; i++) {
        if (!run->columns[i].sum || !run->row.cells[i].known) continue;
        if (!money_add(total->sums[i], run->row.cells[i].number, &total->sums[i]))
            return problem_refuse(error, PROBLEM_LIMIT, "the total of %s is out of range",
                                  run->columns[i].name);
    }
    return true;
}

/* Writes the row if it is on the page; says when nothing that follows can be. */
static bool place(ViewRun *run, GError **error)
{
    struct ViewRunInner *inner = run->inner;
    int64_t limit = run->common->limit;
    if (inner->has_after && view_cursor_compare(&run->key, &inner->after) <= 0) return true;
    if (limit > 0 && inner->written == limit) {
        inner->more = true;
        run->stop = inner->plain;
        return true;
    }
    inner->written++;
    inner->last = run->key;
    return face_row(inner->face, &run->row, error);
}

static void take_key(ViewRun *run)
{
    static const ViewKey NO_KEY;
    run->inner->ordinal++;
    if (view_cursor_compare(&run->key, &NO_KEY) == 0) run->key.number[0] = run->inner->ordinal;
}

bool view_run_row(ViewRun *run, GError **error)
{
    bool done = true;
    if (run->row.currency[0] == '\0') view_run_currency(run, run->desk->currency);
    take_key(run);
    if (!run->stop && view_filter_holds(&run->inner->filter, &run->row, run->as_of)) {
        run->inner->rows++;
        done = add_totals(run, error) && place(run, error);
    }
    memset(run->row.cells, 0, run->column_count * sizeof run->row.cells[0]);
    run->row.currency[0] = '\0';
    run->key = (ViewKey){ 0 };
    return done;
}

bool view_run_needs(const ViewRun *run, size_t column)
{
    const struct ViewRunInner *inner = run->inner;
    bool full = run->common->limit > 0 && inner->written == run->common->limit;
    bool before = inner->has_after && view_cursor_compare(&run->key, &inner->after) <= 0;
    const Expr *where = inner->filter.where;
    return (!full && !before) || (where != NULL && expr_uses(where, run->columns[column].name));
}

/* --- what views ask --------------------------------------------------------------------------- */

bool view_run_sees(const ViewRun *run, int64_t creditor_id)
{
    return permit_sees(&run->desk->actor, creditor_id);
}

const char *view_run_shown(const ViewRun *run, const char *currency)
{
    return run->common->in[0] != '\0' ? run->common->in : currency;
}

static bool rate_of(ViewRun *run, const char *currency, Decimal *out, GError **error)
{
    char day[DAY_TEXT_SIZE];
    bool found = false;
    GArray *rates = run->inner->rates;
    for (unsigned i = 0; i < rates->len; i++) {
        const RunRate *rate = &g_array_index(rates, RunRate, i);
        if (strcmp(rate->from, currency) != 0) continue;
        *out = rate->rate;
        return true;
    }
    RunRate rate = { 0 };
    text_copy(rate.from, sizeof rate.from, currency);
    if (!book_store_rate_find(run->db, currency, run->common->in, run->as_of, run->known_us,
                              &rate.rate, &found, error))
        return false;
    if (!found)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "no rate from %s to %s on or before %s; set one with: recoup do "
                              "rate.set --from %s --to %s --on … --rate …",
                              currency, run->common->in, day_text(run->as_of, day), currency,
                              run->common->in);
    g_array_append_val(rates, rate);
    *out = rate.rate;
    return true;
}

bool view_run_convert(ViewRun *run, const char *currency, int64_t *minor, GError **error)
{
    Decimal rate;
    const char *in = run->common->in;
    if (in[0] == '\0' || strcmp(in, currency) == 0) return true;
    if (!rate_of(run, currency, &rate, error)) return false;
    if (money_convert(*minor, currency, in, rate, minor)) return true;
    return problem_refuse(error, PROBLEM_LIMIT, "an amount in %s is out of range in %s", currency,
                          in);
}

static bool not_yet(const ViewRun *run, const char *what, const char *ref, GError **error)
{
    return problem_refuse(error, PROBLEM_NOT_FOUND,
                          "%s %s was not known yet at %s; ask for a later instant", what, ref,
                          run->inner->known);
}

bool view_run_debtor(ViewRun *run, const char *ref, Debtor *out, GError **error)
{
    bool found = false;
    if (!account_store_debtor_find(run->db, ref, out, &found, error)) return false;
    if (!found) return problem_refuse(error, PROBLEM_NOT_FOUND, "no debtor %s is in the book", ref);
    if (run->known_us == INT64_MAX) return true;
    if (!account_store_debtor_known(run->db, out->debtor_id, run->known_us, out, &found, error))
        return false;
    return found || not_yet(run, "debtor", ref, error);
}

bool view_run_present(ViewRun *run, const char *what, GError **error)
{
    return run->known_us == INT64_MAX ||
           problem_refuse(error, PROBLEM_INVALID, "%s; ask without known", what);
}

bool view_run_account(ViewRun *run, const char *ref, Account *out, GError **error)
{
    bool found = false;
    if (!account_store_find(run->db, ref, out, &found, error)) return false;
    if (!found) return problem_refuse(error, PROBLEM_NOT_FOUND, "there is no account %s", ref);
    if (run->known_us != INT64_MAX && !account_store_known(run->db, out->debtor_id, out->account_id,
                                                           run->known_us, out, &found, error))
        return false;
    if (!found) return not_yet(run, "account", ref, error);
    return permit_require_on(&run->desk->actor, run->view->permit, out->creditor_id, error);
}

const Creditor *view_run_creditor(ViewRun *run, int64_t creditor_id)
{
    const GArray *all = run->inner->creditors;
    for (unsigned i = 0; i < all->len; i++)
        if (g_array_index(all, Creditor, i).creditor_id == creditor_id)
            return &g_array_index(all, Creditor, i);
    return NULL;
}

const Member *view_run_member(ViewRun *run, int64_t member_id)
{
    const GArray *all = run->inner->members;
    for (unsigned i = 0; i < all->len; i++)
        if (g_array_index(all, Member, i).member_id == member_id)
            return &g_array_index(all, Member, i);
    return NULL;
}

bool view_run_ranges(ViewRun *run, ViewRangeFn each, GError **error)
{
    int64_t last = 0;
    if (!account_store_last_debtor(run->db, &last, error)) return false;
    for (int64_t from = 0; from <= last && !run->stop; from += VIEW_RANGE_DEBTORS)
        if (!each(run, from, from + VIEW_RANGE_DEBTORS, error)) return false;
    return true;
}
