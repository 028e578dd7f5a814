/* desk/tally.c: a book of movements kept beside the book.  Plans nothing and applies nothing: a
 * payment lowers what the account owes whatever it was put to. */
#include "desk/tally.h"

#include "base/text.h"
#include <string.h>

typedef struct {
    char account[REF_SIZE], currency[CURRENCY_SIZE];
    int64_t minor, adjusted;
    Day issued;
    bool order;
} Posted;

typedef struct {
    char account[REF_SIZE];
    int64_t minor;
    Day on, last; /* last: of its reversals and reinstatements */
    bool reversed;
} Taken;

typedef struct {
    char account[REF_SIZE], currency[CURRENCY_SIZE];
    GPtrArray *numbers; /* char * */
    GArray *amounts;    /* int64_t, beside numbers */
} Argued;

/* --- words ------------------------------------------------------------------------------------ */

static const char *said(const Json *object, const char *field)
{
    const char *text = json_text_string(json_text_get(object, field));
    return text != NULL ? text : "";
}

static int places(const char *currency)
{
    if (strcmp(currency, "JPY") == 0) return 0;
    return strcmp(currency, "KWD") == 0 ? 3 : 2;
}

int64_t tally_minor(const char *amount, const char *currency)
{
    bool negative = *amount == '-';
    int64_t minor = 0;
    int fraction = -1;
    for (const char *at = amount + negative; *at != '\0'; at++) {
        if (*at == '.') {
            fraction = 0;
            continue;
        }
        minor = minor * 10 + (*at - '0');
        if (fraction >= 0) fraction++;
    }
    for (fraction = MAX(fraction, 0); fraction < places(currency); fraction++) minor *= 10;
    for (; fraction > places(currency); fraction--) minor /= 10;
    return negative ? -minor : minor;
}

static Day day_said(const Json *line, const char *field, Day otherwise)
{
    Day day = otherwise;
    if (*said(line, field) != '\0') g_assert_true(day_parse(said(line, field), &day));
    return day;
}

static Posted *item_of(const Tally *tally, const char *account, const char *number)
{
    g_autofree char *key = g_strconcat(account, " ", number, NULL);
    return g_hash_table_lookup(tally->items, key);
}

/* --- movements -------------------------------------------------------------------------------- */

typedef struct {
    Tally *tally;
    const Json *line, *answer;
    Day on;
    int64_t now_us;
} Note;

static void move(const Note *note, const char *account, int64_t minor, Day from)
{
    TallyMove one = { .minor = minor, .known_us = note->now_us, .from = from };
    text_copy(one.account, sizeof one.account, account);
    if (minor != 0) g_array_append_val(note->tally->moves, one);
}

static void move_payment(const Note *note, const Taken *taken, const char *account, int64_t minor,
                         Day from)
{
    GArray *moves = note->tally->moves;
    unsigned before = moves->len;
    move(note, account, minor, from);
    if (moves->len > before) g_array_index(moves, TallyMove, before).payment = taken;
}

static void item_post(const Note *note)
{
    Posted *posted = g_new0(Posted, 1);
    const char *account = said(note->answer, "account");
    text_copy(posted->account, REF_SIZE, account);
    text_copy(posted->currency, CURRENCY_SIZE, said(note->answer, "currency"));
    posted->issued = day_said(note->line, "issued_on", note->on);
    posted->minor = tally_minor(said(note->answer, "amount"), posted->currency);
    posted->order = strcmp(said(note->line, "kind"), "order") == 0;
    if (posted->order) posted->minor = 0;
    g_hash_table_replace(note->tally->items,
                         g_strconcat(account, " ", said(note->answer, "number"), NULL), posted);
    move(note, account, posted->minor, posted->issued);
}

/* An item's part ends with it: what money paid of it comes back to the account as a credit. */
static void item_cancel(const Note *note)
{
    Posted *posted = item_of(note->tally, said(note->line, "account"), said(note->line, "number"));
    g_assert_nonnull(posted);
    move(note, posted->account, -(posted->minor - posted->adjusted), MAX(note->on, posted->issued));
    posted->adjusted = posted->minor;
}

/* An order owes nothing, whatever is done to it. */
static void adjustment_post(const Note *note)
{
    const char *number = said(note->line, "number"), *account = said(note->line, "account");
    if (*number == '\0') {
        item_post(note);
        return;
    }
    Posted *posted = item_of(note->tally, account, number);
    g_assert_nonnull(posted);
    int64_t minor = tally_minor(said(note->line, "amount"), posted->currency);
    if (posted->order) return;
    posted->adjusted += minor;
    move(note, account, -minor, MAX(note->on, posted->issued));
}

static void payment_take(const Note *note)
{
    Taken *taken = g_new0(Taken, 1);
    const char *account = said(note->line, "account");
    text_copy(taken->account, REF_SIZE, account);
    taken->minor = tally_minor(said(note->answer, "amount"), said(note->answer, "currency"));
    taken->on = taken->last = note->on;
    g_hash_table_replace(note->tally->payments, g_strdup(said(note->line, "ref")), taken);
    move_payment(note, taken, account, -taken->minor, taken->on);
}

static Taken *payment_of(const Note *note)
{
    Taken *taken = g_hash_table_lookup(note->tally->payments, said(note->line, "ref"));
    g_assert_nonnull(taken);
    return taken;
}

/* What nobody could identify becomes the named account's, since the day it came, with whatever was
 * taken back of it and came again. */
static void payment_allocate(const Note *note)
{
    if (*said(note->line, "ref") == '\0') return;
    Taken *taken = payment_of(note);
    if (taken->account[0] != '\0') return;
    text_copy(taken->account, REF_SIZE, said(note->line, "account"));
    for (unsigned i = 0, count = note->tally->moves->len; i < count; i++) {
        const TallyMove one = g_array_index(note->tally->moves, TallyMove, i);
        if (one.payment != taken) continue;
        move_payment(note, taken, "", -one.minor, one.from);
        move_payment(note, taken, taken->account, one.minor, one.from);
    }
}

/* Reversals and reinstatements follow each other: none counts from before the one before it. */
static void turn(const Note *note, bool reversed, Day on)
{
    Taken *taken = payment_of(note);
    taken->last = MAX(taken->last, on);
    taken->reversed = reversed;
    move_payment(note, taken, taken->account, reversed ? taken->minor : -taken->minor, taken->last);
}

static void payment_reverse(const Note *note)
{
    bool never_came = strcmp(said(note->line, "reason"), "misposted") == 0;
    turn(note, true, never_came ? payment_of(note)->on : note->on);
}

static void payment_reinstate(const Note *note)
{
    turn(note, false, note->on);
}

/* --- disputes --------------------------------------------------------------------------------- */

static void dispute_open(const Note *note)
{
    Argued *argued = g_new0(Argued, 1);
    const Json *items = json_text_get(note->line, "items");
    argued->numbers = g_ptr_array_new_with_free_func(g_free);
    argued->amounts = g_array_new(FALSE, FALSE, sizeof(int64_t));
    text_copy(argued->account, REF_SIZE, said(note->answer, "account"));
    text_copy(argued->currency, CURRENCY_SIZE, said(note->answer, "currency"));
    for (size_t i = 0; i < json_text_count(items); i++) {
        const Json *part = json_text_at(items, i);
        int64_t minor = *said(part, "amount") != '\0'
                            ? tally_minor(said(part, "amount"), argued->currency)
                            : g_array_index(note->tally->open, int64_t, i);
        g_ptr_array_add(argued->numbers, g_strdup(said(part, "number")));
        g_array_append_val(argued->amounts, minor);
    }
    int64_t number = json_text_int(json_text_get(note->answer, "dispute"));
    g_hash_table_replace(note->tally->disputes, GINT_TO_POINTER((int)number), argued);
}

static Argued *dispute_of(const Tally *tally, const Json *line)
{
    int64_t number = json_text_int(json_text_get(line, "dispute"));
    return g_hash_table_lookup(tally->disputes, GINT_TO_POINTER((int)number));
}

/* What is granted is credited to the items in the order they were named, each at most what was
 * disputed of it and is still open. */
static void dispute_settle(const Note *note)
{
    const Argued *argued = dispute_of(note->tally, note->line);
    g_assert_nonnull(argued);
    int64_t left = tally_minor(said(note->answer, "granted"), argued->currency);
    for (unsigned i = 0; i < argued->numbers->len && left > 0; i++) {
        Posted *posted = item_of(note->tally, argued->account, argued->numbers->pdata[i]);
        int64_t open = MAX(g_array_index(note->tally->open, int64_t, i), 0);
        int64_t part = MIN(MIN(left, g_array_index(argued->amounts, int64_t, i)), open);
        left -= part;
        if (posted->order) continue;
        posted->adjusted += part;
        move(note, argued->account, -part, MAX(note->on, posted->issued));
    }
    /* Whatever was granted was credited. */
    g_assert_cmpint(left, ==, 0);
}

static void keep_open(Tally *tally, const char *account, const char *number, TallyOpenFn open,
                      void *data)
{
    int64_t minor = open(data, account, number);
    g_array_append_val(tally->open, minor);
}

void tally_before(Tally *tally, const Json *line, TallyOpenFn open, void *data)
{
    const char *name = said(line, "do");
    g_array_set_size(tally->open, 0);
    if (strcmp(name, "dispute.open") == 0) {
        const Json *items = json_text_get(line, "items");
        if (json_text_kind(items) != JSON_KIND_LIST) return;
        for (size_t i = 0; i < json_text_count(items); i++)
            keep_open(tally, said(line, "account"), said(json_text_at(items, i), "number"), open,
                      data);
    }
    const Argued *argued = strcmp(name, "dispute.settle") == 0 ? dispute_of(tally, line) : NULL;
    for (unsigned i = 0; argued != NULL && i < argued->numbers->len; i++)
        keep_open(tally, argued->account, argued->numbers->pdata[i], open, data);
}

/* --- noting ----------------------------------------------------------------------------------- */

static const struct {
    const char *action;
    void (*note)(const Note *note);
} NOTES[] = {
    { "item.post", item_post },
    { "item.cancel", item_cancel },
    { "adjustment.post", adjustment_post },
    { "payment.take", payment_take },
    { "payment.allocate", payment_allocate },
    { "payment.reverse", payment_reverse },
    { "payment.reinstate", payment_reinstate },
    { "dispute.open", dispute_open },
    { "dispute.settle", dispute_settle },
};

void tally_note(Tally *tally, const Json *line, const Json *answer, Day today, int64_t now_us)
{
    Note note = { tally, line, answer, day_said(line, "on", today), now_us };
    for (size_t i = 0; i < G_N_ELEMENTS(NOTES); i++)
        if (strcmp(NOTES[i].action, said(line, "do")) == 0) NOTES[i].note(&note);
}

/* --- asking ----------------------------------------------------------------------------------- */

int64_t tally_balance(const Tally *tally, const char *account, Day as_of, int64_t known_us)
{
    int64_t minor = 0;
    for (unsigned i = 0; i < tally->moves->len; i++) {
        const TallyMove *one = &g_array_index(tally->moves, TallyMove, i);
        if (one->from <= as_of && one->known_us <= known_us && strcmp(one->account, account) == 0)
            minor += one->minor;
    }
    return minor;
}

bool tally_payment(const Tally *tally, const char *ref, const char **account, int64_t *minor)
{
    const Taken *taken = g_hash_table_lookup(tally->payments, ref);
    if (taken == NULL) return false;
    *account = taken->account;
    *minor = taken->reversed ? 0 : taken->minor;
    return true;
}

unsigned tally_payments(const Tally *tally)
{
    return g_hash_table_size(tally->payments);
}

unsigned tally_items(const Tally *tally)
{
    return g_hash_table_size(tally->items);
}

/* --- beginning and end ------------------------------------------------------------------------ */

static void free_argued(void *data)
{
    Argued *argued = data;
    g_ptr_array_unref(argued->numbers);
    g_array_unref(argued->amounts);
    g_free(argued);
}

void tally_init(Tally *tally)
{
    tally->moves = g_array_new(FALSE, FALSE, sizeof(TallyMove));
    tally->open = g_array_new(FALSE, FALSE, sizeof(int64_t));
    tally->items = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    tally->payments = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    tally->disputes = g_hash_table_new_full(NULL, NULL, NULL, free_argued);
}

void tally_clear(Tally *tally)
{
    if (tally->moves == NULL) return;
    g_array_unref(tally->moves);
    g_array_unref(tally->open);
    g_hash_table_unref(tally->items);
    g_hash_table_unref(tally->payments);
    g_hash_table_unref(tally->disputes);
    *tally = (Tally){ 0 };
}
