/* run/demo_account.c: one account's habits, and what came of them.  Stores nothing. */
#include "run/demo_account.h"

#include "base/text.h"

enum { RECENT_DAYS = 130, OLD_DAYS = 400, WORKDAY_START_HOUR = 14, WORKDAY_HOURS = 8 };

typedef struct {
    const DemoSetting *setting;
    DemoDice *dice;
    const Debtor *debtor;
    const Account *account;
    DemoRows *rows;
    /* habits */
    int64_t size_minor; /* of a usual item */
    int late_days;      /* usual */
    int unpaid;         /* percent of recent items left open */
    /* what came of them */
    Item newest_open, oldest_open; /* item_id 0: none */
    int64_t past_due_minor;
} Life;

int64_t demo_account_us(Day on)
{
    return on * DEMO_ROWS_DAY_US + INT64_C(17) * 3600 * 1000000;
}

static bool percent(const Life *life, int of_100)
{
    return demo_dice_percent(life->dice, of_100);
}

static Day between(const Life *life, int64_t low, int64_t high)
{
    return (Day)demo_dice_between(life->dice, low, high);
}

/* --- money ------------------------------------------------------------------------------------ */

/* On time, late, or bad; few are large: the size falls with the square of a drawn rank. */
static void throw_habits(Life *life)
{
    const DemoTrade *trade = life->setting->trade;
    int64_t rank = demo_dice_between(life->dice, 1, 30);
    int64_t kind = demo_dice_below(life->dice, 100);
    life->size_minor = trade->most_minor / (rank * rank) + trade->least_minor;
    life->late_days = (int)(kind < 62   ? between(life, 0, 3)
                            : kind < 90 ? between(life, 8, 27)
                                        : between(life, 30, 74));
    life->unpaid = kind < 62 ? 3 : kind < 90 ? 15 : 60;
}

static int64_t pay(const Life *life, Day on, int64_t amount_minor, int64_t unapplied_minor)
{
    static const int32_t METHODS[] = { 1, 1, 2, 2, 3, 4, 4, 5 }; /* check card wire ach debit */
    Payment payment = { .debtor_id = life->account->debtor_id,
                        .account_id = life->account->account_id,
                        .payment_id = demo_rows_id(life->rows, DEMO_PAYMENT),
                        .on_day = on,
                        .amount_minor = amount_minor,
                        .unapplied_minor = unapplied_minor,
                        .method = METHODS[demo_dice_below(life->dice, G_N_ELEMENTS(METHODS))],
                        .recorded_us = demo_account_us(on) };
    g_snprintf(payment.ref, sizeof payment.ref, "P%07" G_GINT64_FORMAT, payment.payment_id);
    text_copy(payment.currency, sizeof payment.currency, life->setting->currency);
    g_array_append_val(life->rows->payments, payment);
    return payment.payment_id;
}

static void pay_item(const Life *life, Item *item, Day on, int64_t amount_minor)
{
    int64_t part_minor = MIN(amount_minor, item->open_minor);
    Allocation part = { .debtor_id = item->debtor_id,
                        .account_id = item->account_id,
                        .allocation_id = demo_rows_id(life->rows, DEMO_ALLOCATION),
                        .item_id = item->item_id,
                        .source = SOURCE_PAYMENT,
                        .source_id = pay(life, on, amount_minor, amount_minor - part_minor),
                        .on_day = on,
                        .amount_minor = part_minor,
                        .recorded_us = demo_account_us(on) };
    g_array_append_val(life->rows->allocations, part);
    item->open_minor -= part_minor;
    item->cleared_day = MAX(item->cleared_day, on);
}

static Item bill(const Life *life, ItemKind kind, const char *prefix, Day issued, int64_t minor)
{
    Item item = { .debtor_id = life->account->debtor_id,
                  .account_id = life->account->account_id,
                  .item_id = demo_rows_id(life->rows, DEMO_ITEM),
                  .kind = (int32_t)kind,
                  .issued_day = issued,
                  .due_day = minor < 0 ? issued : issued + life->account->terms_days,
                  .amount_minor = minor,
                  .open_minor = minor,
                  .note = "",
                  .recorded_us = demo_account_us(issued),
                  .cleared_day = DAY_NONE,
                  .cancelled_day = DAY_NONE };
    g_snprintf(item.number, sizeof item.number, "%s-%07" G_GINT64_FORMAT, prefix, item.item_id);
    return item;
}

/* Before some late money came, it had been promised. */
static void promise_before(const Life *life, const Item *item, Day paid)
{
    bool kept = percent(life, 65);
    Day made = paid - between(life, 4, 14);
    Promise promise = { .debtor_id = item->debtor_id,
                        .account_id = item->account_id,
                        .promise_id = demo_rows_id(life->rows, DEMO_PROMISE),
                        .on_day = made,
                        .due_day = kept ? paid + between(life, 0, 3) : MAX(made + 1, paid - 9),
                        .amount_minor = item->amount_minor,
                        .cancelled_day = DAY_NONE,
                        .note = "",
                        .recorded_us = demo_account_us(made) };
    g_array_append_val(life->rows->promises, promise);
}

/* Whole, a part and nothing more, in two parts, or a little too much. */
static void pay_somehow(const Life *life, Item *item, Day on)
{
    Day today = life->setting->today, later = on + between(life, 6, 30);
    int64_t how = demo_dice_below(life->dice, 100), whole = item->amount_minor;
    if (how < 4 && on > today - RECENT_DAYS) {
        pay_item(life, item, on, whole / 2 + 1);
    } else if (how < 9 && later < today) {
        pay_item(life, item, on, whole / 3 + 1);
        pay_item(life, item, later, item->open_minor);
    } else {
        pay_item(life, item, on, how == 99 ? whole + 100 - whole % 100 : whole);
    }
    if (on - item->due_day > 12 && percent(life, 20)) promise_before(life, item, on);
}

static void note_open(Life *life, const Item *item)
{
    if (item->open_minor <= 0) return;
    life->newest_open = *item;
    if (life->oldest_open.item_id == 0) life->oldest_open = *item;
    if (item->due_day < life->setting->today) life->past_due_minor += item->open_minor;
}

/* What is old was paid in the end, or written off long ago. */
static int open_percent_of(const Life *life, Day issued)
{
    Day age = life->setting->today - issued;
    return age < RECENT_DAYS ? life->unpaid : age < OLD_DAYS ? life->unpaid / 8 : 0;
}

static void bill_and_pay(Life *life, Day issued)
{
    const DemoSetting *setting = life->setting;
    int64_t minor = life->size_minor / 2 + demo_dice_below(life->dice, life->size_minor);
    Item item = bill(life, setting->trade->item_kind, setting->trade->item_prefix, issued, minor);
    Day paid = MAX(issued, item.due_day + life->late_days + between(life, -4, 3));
    int open_percent = open_percent_of(life, issued);
    if (paid < setting->today && !percent(life, open_percent)) pay_somehow(life, &item, paid);
    note_open(life, &item);
    g_array_append_val(life->rows->items, item);
}

/* A credit nobody has applied yet, or money on account. */
static void leave_credit(const Life *life)
{
    Day today = life->setting->today;
    if (percent(life, 4)) {
        Item note = bill(life, ITEM_CREDIT_NOTE, "CN", today - between(life, 3, 40),
                         -(life->size_minor / 5 + 1));
        g_array_append_val(life->rows->items, note);
    }
    if (percent(life, 2)) {
        int64_t minor = life->size_minor / 3 + 1;
        (void)pay(life, today - between(life, 1, 9), minor, minor);
    }
}

/* --- what people did about it ----------------------------------------------------------------- */

typedef struct {
    int32_t channel, direction, outcome; /* places in words_channel, … */
    const char *note;
} Talk;

enum { CALL, EMAIL, SMS, LETTER, OUT = 0, IN = 1 };
static const Talk TALKS[] = {
    { CALL, OUT, 0, "" },
    { CALL, OUT, 3, "left the number of the desk" },
    { CALL, OUT, 4, "knows of it, will look into it" },
    { CALL, OUT, 4, "asked for a copy" },
    { CALL, IN, 4, "asked what is open" },
    { EMAIL, OUT, 9, "" },
    { EMAIL, OUT, 9, "reminder with the open items" },
    { EMAIL, OUT, 10, "the address does not exist any more" },
    { LETTER, OUT, 9, "" },
};

static const char *throw_collector(const Life *life)
{
    return life->setting
        ->collectors[demo_dice_below(life->dice, G_N_ELEMENTS(life->setting->collectors))];
}

static void talk_once(const Life *life, Day on)
{
    const Talk *talk = &TALKS[demo_dice_below(life->dice, G_N_ELEMENTS(TALKS))];
    if (talk->channel == CALL && life->debtor->phone[0] == '\0') talk = &TALKS[8];
    if (talk->channel == EMAIL && life->debtor->email[0] == '\0') talk = &TALKS[8];
    int64_t minute = demo_dice_below(life->dice, WORKDAY_HOURS * 60) + WORKDAY_START_HOUR * 60;
    Contact contact = { .debtor_id = life->account->debtor_id,
                        .account_id = life->account->account_id,
                        .contact_id = demo_rows_id(life->rows, DEMO_CONTACT),
                        .on_day = on,
                        .at_us = on * DEMO_ROWS_DAY_US + minute * 60 * 1000000,
                        .channel = talk->channel,
                        .direction = talk->direction,
                        .outcome = talk->outcome,
                        .seconds =
                            talk->channel == CALL && talk->outcome == 4 ? 20 + minute % 400 : 0,
                        .note = talk->note,
                        .next_day = DAY_NONE };
    contact.recorded_us = contact.at_us;
    if (talk->channel == CALL)
        text_copy(contact.number, sizeof contact.number, life->debtor->phone);
    text_copy(contact.actor, sizeof contact.actor, throw_collector(life));
    g_array_append_val(life->rows->contacts, contact);
}

static void promise_now(const Life *life, Day on)
{
    int64_t part = percent(life, 60) ? 1 : 2;
    Promise promise = { .debtor_id = life->account->debtor_id,
                        .account_id = life->account->account_id,
                        .promise_id = demo_rows_id(life->rows, DEMO_PROMISE),
                        .on_day = on,
                        .due_day = on + between(life, 7, 26),
                        .amount_minor = MAX(life->past_due_minor / part, 1),
                        .cancelled_day = DAY_NONE,
                        .note = "",
                        .recorded_us = demo_account_us(on) };
    g_array_append_val(life->rows->promises, promise);
}

static void hold_now(const Life *life, Day on)
{
    bool person = life->debtor->kind == DEBTOR_PERSON, ends = percent(life, 60);
    HoldKind kind = percent(life, 40) ? HOLD_LEGAL : person ? HOLD_HARDSHIP : HOLD_SALES;
    Hold hold = { .debtor_id = life->account->debtor_id,
                  .account_id = life->account->account_id,
                  .hold_id = demo_rows_id(life->rows, DEMO_HOLD),
                  .kind = kind,
                  .from_day = on,
                  .until_day = ends ? life->setting->today + between(life, -5, 45) : DAY_NONE,
                  .lifted_day = DAY_NONE,
                  .recorded_us = demo_account_us(on) };
    text_copy(hold.reason, sizeof hold.reason,
              kind == HOLD_LEGAL      ? "a lawyer has written"
              : kind == HOLD_HARDSHIP ? "out of work, asked for time"
                                      : "a large order is being talked about");
    g_array_append_val(life->rows->holds, hold);
}

/* Three in five are open; the others were looked into and found to be wrong. */
static void dispute(const Life *life, const Item *item)
{
    Day today = life->setting->today;
    Day on = MIN(item->issued_day + between(life, 3, 30), today - 1);
    bool settled = on < today - 12 && percent(life, 40);
    Dispute row = {
        .debtor_id = item->debtor_id,
        .account_id = item->account_id,
        .dispute_id = demo_rows_id(life->rows, DEMO_DISPUTE),
        .on_day = on,
        .reason = life->setting->trade->disputes[demo_dice_below(life->dice, DEMO_TRADE_REASONS)],
        .settled_day = settled ? on + between(life, 3, 10) : DAY_NONE,
        .decision = settled ? 2 : -1,
        .note = "",
        .recorded_us = demo_account_us(on)
    };
    DisputeItem part = { row.debtor_id, row.account_id, row.dispute_id, item->item_id,
                         percent(life, 70) ? item->open_minor : item->open_minor / 2 + 1 };
    text_copy(row.owner, sizeof row.owner, throw_collector(life));
    part.amount_minor = MIN(part.amount_minor, item->open_minor);
    g_array_append_val(life->rows->disputes, row);
    g_array_append_val(life->rows->dispute_items, part);
}

static void finish_step(const Life *life, const Step *step, int64_t number, Day on)
{
    StepRow row = { .debtor_id = life->account->debtor_id,
                    .account_id = life->account->account_id,
                    .step_no = number,
                    .since_day = on,
                    .finished_day = on,
                    .covered_day = life->oldest_open.due_day,
                    .next_day = DAY_NONE,
                    .numbers = "",
                    .amount_minor = life->oldest_open.open_minor,
                    .policy_id = life->setting->policy_id,
                    .note = "",
                    .recorded_us = demo_account_us(on) };
    text_copy(row.treatment, sizeof row.treatment, life->setting->usual->name);
    text_copy(row.step, sizeof row.step, step->name);
    text_copy(row.actor, sizeof row.actor, throw_collector(life));
    g_array_append_val(life->rows->steps, row);
}

/* The usual ladder was climbed since the oldest item fell due, one step at a time, as a rule on the
 * day or soon after. */
static void finish_steps(const Life *life)
{
    const Treatment *usual = life->setting->usual;
    Day due = life->oldest_open.due_day, before = due;
    int64_t number = 0;
    for (size_t i = 0; i < usual->step_count; i++) {
        const Step *step = &usual->steps[i];
        if (step->review || step->days < 0 || step->channel == STEP_BY_NONE) continue;
        Day on = MAX(due + usual->grace_days + step->days, before + MAX(step->wait_days, 3));
        on += between(life, 0, 4);
        if (on >= life->setting->today || percent(life, 8)) return;
        finish_step(life, step, ++number, on);
        before = on;
    }
}

/* A desk turns to those who owe something that is due, oldest conversation first. */
static void chase(const Life *life)
{
    Day today = life->setting->today, on = today;
    Day since = MAX(life->oldest_open.due_day, today - 120);
    if (since > today - 4 || !percent(life, 70)) return;
    for (int64_t talks = between(life, 1, 5); talks > 0; talks--) {
        on = between(life, since + 2, today - 2);
        talk_once(life, on);
    }
    if (percent(life, 25)) promise_now(life, MAX(on, today - 30));
    if (percent(life, 6)) hold_now(life, MAX(on, today - 60));
}

void demo_account_live(const DemoSetting *setting, DemoDice *dice, const Debtor *debtor,
                       const Account *account, DemoRows *rows)
{
    const DemoTrade *trade = setting->trade;
    Life life = {
        .setting = setting, .dice = dice, .debtor = debtor, .account = account, .rows = rows
    };
    throw_habits(&life);
    Day every = between(&life, trade->every_least, trade->every_most);
    for (Day issued = account->opened_day + between(&life, 1, every); issued < setting->today;
         issued += every + between(&life, -5, 5))
        bill_and_pay(&life, issued);
    leave_credit(&life);
    if (life.past_due_minor > 0) {
        finish_steps(&life);
        chase(&life);
    }
    if (life.newest_open.item_id != 0 && life.newest_open.issued_day < setting->today - 3 &&
        percent(&life, 5))
        dispute(&life, &life.newest_open);
}
