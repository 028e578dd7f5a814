/* intake/apply_action.c: rows that are single actions: creditors, users, promises, contacts and the
 * like.  Each is done by the desk, so each is judged as if a person had asked for it; this only
 * says whether it was done before.
 *
 * What has a name of its own (creditors, users) is opened or changed; a rate or a party that is as
 * the row says is left alone; of the others a row is known by its content, the second of two equal
 * rows by its number among them. */
#include "base/json_text.h"
#include "base/text.h"
#include "core/words.h"
#include "intake/import_private.h"
#include "store/journal_store.h"
#include <string.h>

enum { CHUNK_ROWS = 2000 };

typedef struct {
    GHashTable *seen;   /* content -> how many equal rows there were, or names met */
    GPtrArray *waiting; /* const SortRow *: creditors whose parent is still to come */
    size_t amount, account;
    bool has_amount;
} Own;

bool apply_action_start(Import *import, ImportPlan *plan, GError **error)
{
    (void)import;
    (void)error;
    Own *own = g_new0(Own, 1);
    own->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    own->waiting = g_ptr_array_new();
    own->has_amount = plan->kind->sum != NULL;
    if (own->has_amount) {
        own->amount = row_read_offset(plan->reader.type, "amount", FIELD_AMOUNT);
        own->account = row_read_offset(plan->reader.type, "account", FIELD_TEXT);
    }
    plan->own = own;
    return true;
}

void apply_action_clear(ImportPlan *plan)
{
    Own *own = plan->own;
    if (own == NULL) return;
    g_hash_table_unref(own->seen);
    g_ptr_array_unref(own->waiting);
    g_clear_pointer(&plan->own, g_free);
}

/* --- reading ------------------------------------------------------------------------------- */

/* Only for the control totals: the desk judges the amount itself. */
void apply_action_judge(Import *import, ImportPlan *plan, ImportRow *row)
{
    const Own *own = plan->own;
    Account account;
    bool found = false;
    if (!own->has_amount || !plan->primary) return;
    if (!account_store_find(import->desk->db, TEXT_AT(plan, own->account), &account, &found,
                            NULL) ||
        !found)
        return;
    row->has_amount = import_row_amount(import, row, "amount", VALUE_AT(plan, Decimal, own->amount),
                                        account.currency, &row->amount_minor);
    text_copy(row->currency, sizeof row->currency, account.currency);
}

/* The field that names the record, or NULL. */
static const char *name_of(const ImportKind *kind)
{
    if (strcmp(kind->record, "creditor") == 0) return "ref";
    return strcmp(kind->record, "user") == 0 ? "name" : NULL;
}

/* Beside other records a creditor is of interest once. */
static bool is_news(const ImportPlan *plan, const Json *json)
{
    const Own *own = plan->own;
    const char *name = name_of(plan->kind);
    if (!plan->lenient || name == NULL) return true;
    return g_hash_table_add(own->seen, g_strdup(json_text_string(json_text_get(json, name))));
}

bool apply_action_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error)
{
    (void)import;
    char day[DAY_TEXT_SIZE];
    g_autoptr(Json) json = record_to_json(plan->reader.type, plan->reader.record);
    if (row->on != DAY_NONE)
        json_text_set(json, "on", json_text_new_string(day_text(row->on, day)));
    if (!is_news(plan, json)) return true;
    g_autofree char *text = json_text_write(json, true);
    size_t length = strlen(text) + 1;
    SortRow *sorted = row_sort_add(plan->rows, sizeof(int64_t) + length, error);
    if (sorted == NULL) return false;
    sorted->account_id = row->number;
    sorted->row = row->number;
    sorted->line = row->line;
    *(int64_t *)(sorted + 1) = row->has_amount ? row->amount_minor : 0;
    memcpy((char *)(sorted + 1) + sizeof(int64_t), text, length);
    return true;
}

static const char *json_of(const SortRow *row)
{
    return (const char *)(row + 1) + sizeof(int64_t);
}

/* --- doing --------------------------------------------------------------------------------- */

/* What the desk refuses is the row's fault; what the machine refuses ends the import. */
static bool is_refusal(const GError *error)
{
    return problem_is(error, PROBLEM_INVALID) || problem_is(error, PROBLEM_NOT_FOUND) ||
           problem_is(error, PROBLEM_CONFLICT) || problem_is(error, PROBLEM_LIMIT) ||
           problem_is(error, PROBLEM_FORBIDDEN);
}

static bool refuse(Import *import, const SortRow *row, GError *taken, GError **error)
{
    if (!is_refusal(taken)) {
        g_propagate_error(error, taken);
        return false;
    }
    import_fault_sorted(import, row, "", "", *(const int64_t *)(row + 1), "",
                        "correct the row and import the file again", "%s", taken->message);
    g_error_free(taken);
    return true;
}

/* *done false: the desk refused, the row is in quarantine. */
static bool act(Import *import, const SortRow *row, const char *action, const Json *json,
                bool *done, GError **error)
{
    GError *failure = NULL;
    g_autoptr(Json) answer = desk_do(import->desk, action, json, &failure);
    *done = answer != NULL;
    return *done || refuse(import, row, failure, error);
}

static bool accept(Import *import, const ImportPlan *plan, const SortRow *row, const char *action,
                   const Json *json, GError **error)
{
    bool done = false;
    if (!act(import, row, action, json, &done, error)) return false;
    if (!done) return true;
    import_batch_note(import, row, FATE_ACCEPTED);
    import_kind_example(import, "new %s: %.200s", plan->kind->record, json_of(row));
    return true;
}

/* --- what has a name ----------------------------------------------------------------------- */

typedef union {
    Creditor creditor;
    Member member;
} Named;

static bool find_named(Import *import, const ImportKind *kind, const char *name, Named *out,
                       bool *found, GError **error)
{
    memset(out, 0, sizeof *out);
    if (strcmp(kind->record, "creditor") == 0) {
        bool done = book_store_creditor_find(import->desk->db, name, &out->creditor, found, error);
        out->creditor.recorded_us = 0;
        return done;
    }
    bool done = book_store_member_find(import->desk->db, name, &out->member, found, error);
    out->member.recorded_us = 0;
    return done;
}

static bool is_same(const ImportKind *kind, const Named *a, const Named *b)
{
    if (strcmp(kind->record, "creditor") == 0) {
        const Creditor *one = &a->creditor, *two = &b->creditor;
        return strcmp(one->name, two->name) == 0 && one->kind == two->kind &&
               one->parent_id == two->parent_id && one->role == two->role &&
               strcmp(one->currency, two->currency) == 0 && strcmp(one->country, two->country) == 0;
    }
    const Member *one = &a->member, *two = &b->member;
    return one->role == two->role && one->capacity_minutes == two->capacity_minutes &&
           one->closed_day == two->closed_day && strcmp(one->creditors, two->creditors) == 0 &&
           strcmp(one->skills, two->skills) == 0 && strcmp(one->languages, two->languages) == 0;
}

/* A change that changes nothing is taken back, journal entry and all. */
static bool change(Import *import, const ImportPlan *plan, const SortRow *row, const char *name,
                   const Named *before, const Json *json, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    g_autofree char *action = g_strconcat(plan->kind->record, ".change", NULL);
    Named after;
    bool found = false, done = false;
    if (!db_tx_begin(&tx, import->desk->db, error)) return false;
    if (!act(import, row, action, json, &done, error)) return false;
    if (!done) return true;
    if (!find_named(import, plan->kind, name, &after, &found, error)) return false;
    if (is_same(plan->kind, before, &after)) {
        import_batch_note(import, row, FATE_UNCHANGED);
        return true;
    }
    import_batch_note(import, row, FATE_UPDATED);
    import_kind_example(import, "changed %s %s", plan->kind->record, name);
    return db_tx_commit(&tx, error);
}

static bool open_or_change(Import *import, const ImportPlan *plan, const SortRow *row,
                           const Json *json, GError **error)
{
    Own *own = plan->own;
    const char *name = json_text_string(json_text_get(json, name_of(plan->kind)));
    Named before;
    bool found = false;
    if (!find_named(import, plan->kind, name, &before, &found, error)) return false;
    if (plan->lenient && found) return true;
    if (!plan->lenient && !g_hash_table_add(own->seen, g_strdup(name))) {
        import_fault_sorted(import, row, name_of(plan->kind), name, 0, "", "leave one row for each",
                            "an earlier row of the file has the same %s", plan->kind->record);
        return true;
    }
    if (found) return change(import, plan, row, name, &before, json, error);
    return accept(import, plan, row, plan->kind->action, json, error);
}

/* --- what has none ------------------------------------------------------------------------- */

static const char *text_of(const Json *json, const char *field)
{
    const char *text = json_text_string(json_text_get(json, field));
    return text == NULL ? "" : text;
}

static bool same_rate(Import *import, const Json *json, bool *out, GError **error)
{
    Day on = import->desk->today;
    Decimal kept, wanted;
    *out = false;
    if (text_of(json, "on")[0] != '\0' && !day_parse(text_of(json, "on"), &on)) return true;
    if (!book_store_rate_find(import->desk->db, text_of(json, "from"), text_of(json, "to"), on,
                              INT64_MAX, &kept, out, error))
        return false;
    *out = *out && decimal_parse(text_of(json, "rate"), &wanted) == DECIMAL_OK &&
           kept.digits == wanted.digits && kept.scale == wanted.scale;
    return true;
}

static bool same_party(Import *import, const Json *json, bool *out, GError **error)
{
    g_autoptr(GArray) parties = NULL;
    Account account;
    Debtor debtor;
    bool found = false, known = false;
    Db *db = import->desk->db;
    *out = false;
    if (!account_store_find(db, text_of(json, "account"), &account, &found, error) ||
        !account_store_debtor_find(db, text_of(json, "debtor"), &debtor, &known, error))
        return false;
    if (!found || !known) return true;
    if (!account_store_parties(db, account.debtor_id, account.account_id, &parties, error))
        return false;
    for (unsigned i = 0; i < parties->len; i++) {
        const Party *party = &g_array_index(parties, Party, i);
        if (party->other_debtor_id == debtor.debtor_id && party->ended_day == DAY_NONE &&
            party->role == words_find(words_party_role, text_of(json, "role")))
            *out = true;
    }
    return true;
}

/* "i" and the beginning of a digest of action, content and number. */
static void request_of(const ImportPlan *plan, const char *content, size_t number,
                       char id[static REF_SIZE])
{
    g_autofree char *text = g_strdup_printf("%s\n%s\n%zu", plan->kind->action, content, number);
    unsigned char bytes[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];
    digest_of(text, strlen(text), bytes);
    g_snprintf(id, REF_SIZE, "i%.60s", digest_hex(bytes, hex));
}

static bool done_before(Import *import, const char *id, bool *out, int64_t *recorded_us,
                        GError **error)
{
    char digest[65];
    g_autofree char *answer = NULL;
    *recorded_us = 0;
    return journal_store_request_find(import->desk->db, id, digest, &answer, out, error);
}

static bool do_once(Import *import, const ImportPlan *plan, const SortRow *row, Json *json,
                    GError **error)
{
    Own *own = plan->own;
    char id[REF_SIZE], *content = g_strdup(json_of(row));
    size_t number = GPOINTER_TO_SIZE(g_hash_table_lookup(own->seen, content)) + 1;
    int64_t recorded_us = 0;
    bool before = false;
    if (plan->repeats && number > 1) {
        g_free(content);
        import_batch_note(import, row, FATE_UNCHANGED);
        return true;
    }
    request_of(plan, content, number, id);
    g_hash_table_insert(own->seen, content, GSIZE_TO_POINTER(number));
    if (!done_before(import, id, &before, &recorded_us, error)) return false;
    if (before) {
        import_batch_met(import, row, import->batch.resumed);
        return true;
    }
    json_text_set(json, "request_id", json_text_new_string(id));
    return accept(import, plan, row, plan->kind->action, json, error);
}

static bool do_row(Import *import, const ImportPlan *plan, const SortRow *row, GError **error)
{
    g_autoptr(Json) json = json_text_parse(json_of(row), strlen(json_of(row)), error);
    const char *record = plan->kind->record;
    bool same = false;
    if (json == NULL) return false;
    if (name_of(plan->kind) != NULL) return open_or_change(import, plan, row, json, error);
    if (strcmp(record, "rate") == 0 && !same_rate(import, json, &same, error)) return false;
    if (strcmp(record, "party") == 0 && !same_party(import, json, &same, error)) return false;
    if (same) {
        import_batch_note(import, row, FATE_UNCHANGED);
        return true;
    }
    if (strcmp(record, "rate") == 0 || strcmp(record, "party") == 0)
        return accept(import, plan, row, plan->kind->action, json, error);
    return do_once(import, plan, row, json, error);
}

/* --- creditors: parents first -------------------------------------------------------------- */

static char *field_of(const SortRow *row, const char *field)
{
    g_autoptr(Json) json = json_text_parse(json_of(row), strlen(json_of(row)), NULL);
    return g_strdup(json == NULL ? "" : text_of(json, field));
}

static bool awaits(const Own *own, const SortRow *row)
{
    g_autofree char *parent = field_of(row, "parent");
    for (unsigned i = 0; i < own->waiting->len && parent[0] != '\0'; i++) {
        g_autofree char *ref = field_of(own->waiting->pdata[i], "ref");
        if (strcmp(ref, parent) == 0) return true;
    }
    return false;
}

static bool refuse_circle(Import *import, const Own *own)
{
    for (unsigned i = 0; i < own->waiting->len; i++) {
        const SortRow *row = own->waiting->pdata[i];
        g_autofree char *parent = field_of(row, "parent"), *ref = field_of(row, "ref");
        import_fault_sorted(import, row, "parent", parent, 0, "",
                            "leave the parent of one of them empty",
                            "%s stands below %s in a circle, or below one that does", ref, parent);
    }
    return true;
}

static bool do_tree(Import *import, const ImportPlan *plan, const RowChunk *chunk, GError **error)
{
    Own *own = plan->own;
    bool moved = true;
    for (unsigned i = 0; i < chunk->rows->len; i++)
        g_ptr_array_add(own->waiting, (gpointer)(uintptr_t)row_chunk_at(chunk, i));
    while (moved && own->waiting->len > 0) {
        moved = false;
        for (unsigned i = 0; i < own->waiting->len;) {
            const SortRow *row = own->waiting->pdata[i];
            if (awaits(own, row)) {
                i++;
                continue;
            }
            g_ptr_array_remove_index(own->waiting, i);
            moved = true;
            if (!do_row(import, plan, row, error)) return false;
        }
    }
    return refuse_circle(import, own);
}

/* --- writing ------------------------------------------------------------------------------- */

static bool write_chunk(Import *import, ImportPlan *plan, const RowChunk *chunk, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    if (!db_tx_begin(&tx, import->desk->db, error)) return false;
    if (strcmp(plan->kind->record, "creditor") == 0) {
        if (!do_tree(import, plan, chunk, error)) return false;
    } else {
        for (unsigned i = 0; i < chunk->rows->len; i++)
            if (!do_row(import, plan, row_chunk_at(chunk, i), error)) return false;
    }
    return import_batch_commit(import, &tx, plan, chunk, error);
}

bool apply_action_write(Import *import, ImportPlan *plan, GError **error)
{
    g_auto(RowChunk) chunk;
    row_chunk_init(&chunk);
    /* the tree of creditors is small and is seen whole */
    chunk.limit = strcmp(plan->kind->record, "creditor") == 0 ? UINT_MAX : CHUNK_ROWS;
    for (;;) {
        if (!row_chunk_next(&chunk, plan->rows, import->fates->data, FATE_QUARANTINED, error))
            return false;
        if (chunk.rows->len == 0) return true;
        if (!write_chunk(import, plan, &chunk, error)) return false;
    }
}
