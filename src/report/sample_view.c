/* report/sample_view.c: a sample for an audit, drawn by a seed.  The same seed over the same rows
 * draws the same sample, whoever draws it and however often; a row that is added or leaves changes
 * no other row's ticket.  Judges nothing.
 *
 * A row's ticket is SHA-256("seed|population|its three numbers"); the smallest tickets are drawn.
 */
#include "base/digest.h"
#include "base/text.h"
#include "core/words.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/sample_store.h"
#include <string.h>

static const char *const POPULATIONS[] = { "accounts",    "contacts", "verdicts", "payments",
                                           "adjustments", "disputes", "journal",  NULL };
static const char *const OUTCOMES[] = { "allow", "require", "deny", NULL };
static const char *const STAGES[] = { "planned", "asked", "sending", NULL };

typedef struct {
    ViewCommon common;
    int of;
    int64_t size;
    char seed[REF_SIZE];
    Day from, to;
} Params;
static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    { "of", FIELD_ENUM, FIELD_REQUIRED, offsetof(Params, of), 0, POPULATIONS, NULL, 0, 0,
      "the rows to draw from" },
    PARAM_COUNT(Params, size, 1, 10000, "how many; default 25"),
    { "seed", FIELD_TEXT, FIELD_REQUIRED, offsetof(Params, seed), REF_SIZE, NULL, NULL, 0, 0,
      "any text; note it in the audit's papers" },
    PARAM(Params, from, FIELD_DAY, "rows not before this day"),
    PARAM(Params, to, FIELD_DAY, "rows not after this day; default the day asked for"),
    PARAM_END,
};
static const RecordType PARAMS = { "sample", sizeof(Params), FIELDS, SIZE_MAX };

enum { RANK, OF, ROW, ACCOUNT, ON, WHAT, AMOUNT, CURRENCY, ACTOR, TICKET };
static const ViewColumn COLUMNS[] = {
    [RANK] = { "rank", VIEW_INT, false, "in the order drawn" },
    [OF] = { "of", VIEW_TEXT, false, "the rows drawn from" },
    [ROW] = { "row", VIEW_TEXT, false, "its number in the book" },
    [ACCOUNT] = { "account", VIEW_TEXT, false, "it belongs to" },
    [ON] = { "on", VIEW_DAY, false, "the day it counts from" },
    [WHAT] = { "what", VIEW_TEXT, false, "in few words" },
    [AMOUNT] = { "amount", VIEW_MONEY, false, "where it is of money" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the amount" },
    [ACTOR] = { "actor", VIEW_TEXT, false, "who did it" },
    [TICKET] = { "ticket", VIEW_TEXT, false, "drawn by the seed; the smallest are the sample" },
    COLUMN_END,
};

typedef struct {
    unsigned char ticket[DIGEST_SIZE];
    int64_t key[3];
    Day on_day;
    bool has_amount;
    int64_t amount_minor;
    char account[REF_SIZE], currency[CURRENCY_SIZE], actor[REF_SIZE], what[2 * NAME_SIZE];
} Drawn;

/* The best tickets so far, ascending. */
typedef struct {
    ViewRun *run;
    const Params *params;
    SampleRange range;
    int64_t size;
    GArray *drawn; /* Drawn */
} Draw;

static void draw_ticket(const Draw *draw, const SampleRow *row,
                        unsigned char ticket[static DIGEST_SIZE])
{
    char text[REF_SIZE + 128];
    int length = g_snprintf(
        text, sizeof text, "%s|%s|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT,
        draw->params->seed, POPULATIONS[draw->params->of], row->key[0], row->key[1], row->key[2]);
    digest_of(text, (size_t)length, ticket);
}

/* What the row's codes mean, before its own text. */
static void say_what(SamplePopulation population, const SampleRow *row, char *out, size_t size)
{
    const char *words[3] = { "", "", "" };
    switch (population) {
    case SAMPLE_CONTACTS:
        words[0] = words_of(words_channel, row->code[0]);
        words[1] = words_of(words_direction, row->code[1]);
        words[2] = words_of(words_outcome, row->code[2]);
        break;
    case SAMPLE_VERDICTS:
        words[0] = words_of(OUTCOMES, row->code[0]);
        words[1] = words_of(STAGES, row->code[1]);
        break;
    case SAMPLE_PAYMENTS:
        words[0] = words_of(words_method, row->code[0]);
        words[1] = words_of(words_payment_state, row->code[1]);
        break;
    case SAMPLE_ADJUSTMENTS: words[0] = words_of(words_adjustment_kind, row->code[0]); break;
    case SAMPLE_DISPUTES: words[0] = words_of(words_dispute_reason, row->code[0]); break;
    case SAMPLE_ACCOUNTS:
    case SAMPLE_JOURNAL:
    case SAMPLE_POPULATIONS: break;
    }
    g_autofree char *all = g_strdup_printf("%s %s %s %s", words[0], words[1], words[2], row->what);
    text_copy(out, size, g_strstrip(all));
}

static void keep(Draw *draw, const SampleRow *row, const unsigned char *ticket, unsigned place)
{
    Drawn one = { .on_day = row->on_day,
                  .has_amount = row->has_amount,
                  .amount_minor = row->amount_minor };
    memcpy(one.ticket, ticket, sizeof one.ticket);
    memcpy(one.key, row->key, sizeof one.key);
    text_copy(one.account, sizeof one.account, row->account);
    text_copy(one.currency, sizeof one.currency, row->currency);
    text_copy(one.actor, sizeof one.actor, row->actor);
    say_what((SamplePopulation)draw->params->of, row, one.what, sizeof one.what);
    g_array_insert_val(draw->drawn, place, one);
    if (draw->drawn->len > draw->size) g_array_set_size(draw->drawn, (unsigned)draw->size);
}

static bool consider(void *data, const SampleRow *row, GError **error)
{
    Draw *draw = data;
    unsigned char ticket[DIGEST_SIZE];
    (void)error;
    bool seen = row->creditor_id == 0 ? draw->run->desk->actor.all_creditors
                                      : view_run_sees(draw->run, row->creditor_id);
    if (!seen) return true;
    draw_ticket(draw, row, ticket);
    unsigned place = draw->drawn->len;
    while (place > 0 &&
           memcmp(ticket, g_array_index(draw->drawn, Drawn, place - 1).ticket, sizeof ticket) < 0)
        place--;
    if (place < draw->size) keep(draw, row, ticket, place);
    return true;
}

static bool draw_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    Draw *draw = run->state;
    draw->range.from_debtor = from;
    draw->range.to_debtor = to;
    return sample_store_each(run->db, (SamplePopulation)draw->params->of, &draw->range, consider,
                             draw, error);
}

static bool give(ViewRun *run, const Drawn *one, unsigned rank, GError **error)
{
    const Params *params = run->params;
    char hex[DIGEST_HEX_SIZE], row[80];
    g_snprintf(row, sizeof row, "%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
               one->key[0], one->key[1], one->key[2]);
    digest_hex(one->ticket, hex);
    hex[16] = '\0';
    view_run_currency(run, one->currency[0] != '\0' ? one->currency : run->desk->currency);
    view_run_int(run, RANK, rank);
    view_run_text(run, OF, POPULATIONS[params->of]);
    view_run_text(run, ROW, row);
    view_run_text(run, ACCOUNT, one->account);
    view_run_day(run, ON, one->on_day);
    view_run_text(run, WHAT, one->what);
    if (one->has_amount) view_run_money(run, AMOUNT, one->amount_minor);
    view_run_text(run, ACTOR, one->actor);
    view_run_text(run, TICKET, hex);
    run->key = (ViewKey){ .number = { rank } };
    return view_run_row(run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    Draw *draw = run->state = g_new0(Draw, 1);
    g_autoptr(GArray) drawn = g_array_new(FALSE, FALSE, sizeof(Drawn));
    *draw = (Draw){
        .run = run, .params = params, .size = params->size > 0 ? params->size : 25, .drawn = drawn
    };
    draw->range = (SampleRange){ .from = params->from == DAY_NONE ? DAY_MIN : params->from,
                                 .to = params->to == DAY_NONE ? run->as_of : params->to,
                                 .known_us = run->known_us };
    if (!view_run_ranges(run, draw_range, error)) return false;
    for (unsigned i = 0; i < drawn->len && !run->stop; i++)
        if (!give(run, &g_array_index(drawn, Drawn, i), i + 1, error)) return false;
    return true;
}

const View sample_view = {
    "sample", PERMIT_AUDIT, &PARAMS, COLUMNS,
    NULL,     answer,       false,   "a sample of rows for an audit, drawn by a seed",
};
