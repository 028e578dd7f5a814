/* tests/gate/year/year_odd.c: everything that is no plain contact: notices with and without
 * defects, suits, fees, interest, reports, sales, claims, deletions, accounting.  As pushy as the
 * contacts. */
#include "year.h"

static Day today(const Year *y, const YearAct *act)
{
    const Zone *zone =
        y->facts.person.zone_count > 0 ? y->facts.person.zones[0] : clock_zone("UTC");
    return clock_zone_day(zone, act->action.at_us);
}

static void dressed_letter(Year *y, YearAct *act)
{
    GateAction *a = &act->action;
    a->channel = year_made_one_in(y, 4) ? CHANNEL_POSTCARD : CHANNEL_LETTER;
    if (year_made_one_in(y, 2))
        a->envelope = (GateTexts){ { "collector_address", "text:second notice" }, 2, true };
    if (year_made_one_in(y, 2)) {
        a->alias_given = true;
        a->alias_name = "Pat Smith";
        a->alias_registered = year_made_one_in(y, 2) ? gate_nil : "employee 7";
        a->alias_unique = year_made_one_in(y, 2) ? TRI_FALSE : TRI_TRUE;
    }
    if (year_made_one_in(y, 3)) year_act_script(act, "pay_or_suit");
}

static void solicitation(Year *y, YearAct *act)
{
    act->action.channel = year_made_one_in(y, 2) ? CHANNEL_CALL : CHANNEL_SMS;
    act->action.number = "mobile";
    act->action.place = PLACE_MOBILE;
    act->action.purpose = PURPOSE_MARKETING;
    year_act_script(act, "marketing");
}

static void nevada_notice(Year *y, YearAct *act)
{
    (void)y;
    act->action.channel = CHANNEL_LETTER;
    act->action.what = "nv_60_day_medical_notice";
}

static void litigation_call(Year *y, YearAct *act)
{
    static const GatePurpose PURPOSES[] = { PURPOSE_COURT_ORDERED, PURPOSE_REGX_LIVE,
                                            PURPOSE_ANSWER_REQUEST };
    act->action.channel = CHANNEL_CALL;
    act->action.number = "mobile";
    act->action.purpose = YEAR_ANY(y, PURPOSES);
}

/* ---- acts under US law ---- */

static void suit(Year *y, YearAct *act)
{
    static const char *const VENUES[] = { "district A", "district B", "district C" };
    act->action.channel = year_made_one_in(y, 3) ? CHANNEL_DEFAULT_JUDGMENT : CHANNEL_FILE_SUIT;
    act->action.venue = YEAR_ANY(y, VENUES);
}

static void charge(Year *y, YearAct *act)
{
    GateAction *a = &act->action;
    a->channel = year_made_one_in(y, 2) ? CHANNEL_CHARGE_FEE : CHANNEL_ACCRUE_INTEREST;
    if (a->channel == CHANNEL_CHARGE_FEE) a->fee = "convenience_fee";
    a->rate = (GateNumber){ year_made_one_in(y, 2) ? 50000 : 90000, NUMBER_GIVEN };
}

static void money(Year *y, YearAct *act)
{
    static const char *const IDS[] = { "D1", "D2", "D3", NULL, NULL };
    GateAction *a = &act->action;
    a->channel = year_made_one_in(y, 2) ? CHANNEL_APPLY_PAYMENT : CHANNEL_ACCEPT_PAYMENT;
    a->apply_to = YEAR_ANY(y, IDS);
    a->directed_to = YEAR_ANY(y, IDS);
    if (a->channel == CHANNEL_ACCEPT_PAYMENT) {
        a->voluntary = year_made_one_in(y, 2) ? TRI_FALSE : TRI_TRUE;
        a->postdated_to = year_made_day(today(y, act) + year_made_pick(y, 30));
        a->deposit_notice = TRI_FALSE;
    }
}

static void transfer(Year *y, YearAct *act)
{
    static const GateChannel CHANNELS[] = { CHANNEL_SELL, CHANNEL_PLACE, CHANNEL_RETURN,
                                            CHANNEL_DATA_FILE };
    act->action.channel = YEAR_ANY(y, CHANNELS);
}

static void furnish(Year *y, YearAct *act)
{
    (void)y;
    act->action.channel = CHANNEL_FURNISH;
}

static void asking(Year *y, YearAct *act)
{
    static const GateChannel CHANNELS[] = { CHANNEL_ASK_TIME, CHANNEL_ASK_CONTINUE,
                                            CHANNEL_ASK_PREFERENCE };
    act->action.channel = YEAR_ANY(y, CHANNELS);
}

static void keeping(Year *y, YearAct *act)
{
    static const GateChannel CHANNELS[] = { CHANNEL_CLOSE_WITHOUT_NOTICE, CHANNEL_KEEP_END,
                                            CHANNEL_TREAT_AS_PROVIDED, CHANNEL_DUPLICATIVE_NOTICE,
                                            CHANNEL_PROOF_OF_CLAIM };
    act->action.channel = YEAR_ANY(y, CHANNELS);
    if (act->action.channel == CHANNEL_TREAT_AS_PROVIDED) act->action.what = "validation_notice";
}

static void deletion(Year *y, YearAct *act)
{
    static const char *const RECORDS[] = { "call_log", "call_recording@2022-05-05",
                                           "call_recording@2024-06-05", "call_recording" };
    static const GateChannel CHANNELS[] = { CHANNEL_DELETE_RECORD, CHANNEL_DELETE_RECORD,
                                            CHANNEL_ERASE, CHANNEL_NO_RECORDING };
    act->action.channel = YEAR_ANY(y, CHANNELS);
    if (act->action.channel == CHANNEL_DELETE_RECORD) act->action.record = YEAR_ANY(y, RECORDS);
}

static void accounts(Year *y, YearAct *act)
{
    static const GateChannel CHANNELS[] = { CHANNEL_MONTH_END, CHANNEL_MONTH_END, CHANNEL_RE_AGE,
                                            CHANNEL_WRITE_OFF, CHANNEL_RECOVERY };
    act->action.channel = YEAR_ANY(y, CHANNELS);
    act->action.payments_made = year_made_pick(y, 5);
}

/* ---- acts in Europe ---- */

static void terms(Year *y, YearAct *act)
{
    act->action.channel = CHANNEL_SET_TERMS;
    act->action.terms_days = 20 + year_made_pick(y, 80);
}

static void losses(Year *y, YearAct *act)
{
    act->action.channel = year_made_one_in(y, 2) ? CHANNEL_STAGE : CHANNEL_ALLOWANCE;
    act->action.method = year_made_one_in(y, 2) ? "provision_matrix_lifetime" : "twelve_month_loss";
}

static void data_subject(Year *y, YearAct *act)
{
    act->action.channel = year_made_one_in(y, 2) ? CHANNEL_REPLY_SUBJECT : CHANNEL_ERASE;
    if (year_made_one_in(y, 3)) solicitation(y, act);
}

void year_odd_act(Year *y, int64_t at_us, YearAct *act)
{
    static void (*const US_ACTS[])(Year *, YearAct *) = {
        year_notice_act, year_notice_act, year_notice_act, dressed_letter,
        solicitation,    nevada_notice,   litigation_call, suit,
        charge,          money,           transfer,        furnish,
        furnish,         asking,          keeping,         deletion,
        accounts,
    };
    static void (*const UK_ACTS[])(Year *, YearAct *) = { dressed_letter, suit,   charge,
                                                          year_claim_act, losses, deletion };
    static void (*const EU_ACTS[])(Year *, YearAct *) = { year_claim_act, terms, losses,
                                                          data_subject, deletion };
    *act = (YearAct){ .action = { .at_us = at_us, .payments_made = -1, .terms_days = -1 },
                      .whom = "person",
                      .opt_out = "absent" };
    year_act_debts(y, act);
    switch ((int)y->facts.country) {
    case COUNTRY_UK: YEAR_ANY(y, UK_ACTS)(y, act); break;
    case COUNTRY_EU: YEAR_ANY(y, EU_ACTS)(y, act); break;
    default: YEAR_ANY(y, US_ACTS)(y, act); break;
    }
}
