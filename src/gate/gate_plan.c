/* gate/gate_plan.c: which rules are asked about which channel in which country, worked out once.
 * Leaving a rule out is only thrift: on those channels it has nothing to say. */
#include "gate/gate_plan.h"

#include <glib.h>

enum { COUNTRIES = COUNTRY_EU + 1, CHANNELS = CHANNEL_STAGE + 1, BOOKS_MAX = 19 };

#define ON(channel) (1ULL << CHANNEL_##channel)
#define CALLS       (ON(CALL) | ON(VOICEMAIL) | ON(RINGLESS) | ON(DIALER))
#define PHONE       (CALLS | ON(SMS))
#define ELECTRONIC \
    (ON(SMS) | ON(EMAIL) | ON(PUSH) | ON(PORTAL) | ON(SOCIAL_DM) | ON(SOCIAL_REQUEST))
#define TIMED   (CALLS | ELECTRONIC | ON(SOCIAL_POST) | ON(VISIT))
#define CONTACT ((ON(TALK_INBOUND) << 1) - 2)
#define SUITS   (ON(FILE_SUIT) | ON(DEFAULT_JUDGMENT))
#define CHARGES (ON(CHARGE_FEE) | ON(ACCRUE_INTEREST))
#define CLAIMS  (ON(CLAIM_LATE) | ON(CLAIM_FIXED))

/* The channels on which a rule can speak; a rule that is not named can speak on all. */
static const uint64_t SPEAKS[GATE_RULES + 1] = {
    [3] = CONTACT,
    [4] = CONTACT,
    [7] = TIMED,
    [8] = TIMED,
    [9] = ELECTRONIC,
    [10] = TIMED,
    [11] = CONTACT,
    [12] = TIMED,
    [13] = CONTACT,
    [14] = CONTACT,
    [15] = ON(ASK_CONTINUE),
    [16] = CONTACT,
    [18] = CONTACT,
    [19] = ON(EMAIL),
    [20] = ON(SMS),
    [21] = ELECTRONIC,
    [22] = CONTACT,
    [24] = CALLS,
    [25] = CALLS,
    [26] = CALLS,
    [27] = CONTACT, /* the quiet window speaks of every way */
    [28] = PHONE,
    [29] = CALLS,
    [30] = CONTACT,
    [31] = CONTACT,
    [33] = ON(EMAIL),
    [34] = CONTACT,
    [36] = ON(FURNISH),
    [37] = ON(SELL) | ON(PLACE),
    [38] = ON(APPLY_PAYMENT),
    [39] = SUITS,
    [41] = CONTACT,
    [43] = CONTACT | ON(KEEP_END),
    [44] = CONTACT,
    [48] = ON(DELETE_RECORD),
    [49] = PHONE,
    [50] = CALLS,
    [51] = PHONE,
    [52] = CALLS,
    [53] = PHONE,
    [54] = PHONE,
    [58] = CHARGES,
    [59] = ON(DEFAULT_JUDGMENT),
    [60] = ELECTRONIC,
    [62] = CONTACT,
    [63] = CONTACT,
    [64] = CONTACT,
    [65] = CONTACT,
    [66] = CONTACT,
    [68] = CONTACT,
    [71] = CONTACT,
    [73] = CONTACT | SUITS,
    [74] = CONTACT | SUITS,
    [75] = CONTACT,
    [77] = CONTACT | SUITS,
    [80] = CLAIMS,
    [81] = CLAIMS,
    [82] = CLAIMS,
    [83] = CLAIMS,
    [84] = ON(SET_TERMS),
    [86] = ON(DELETE_RECORD) | ON(ERASE),
    [87] = ON(MONTH_END),
    [88] = ON(MONTH_END),
    [89] = ON(RE_AGE),
    [90] = ON(WRITE_OFF) | ON(RECOVERY),
    [91] = ON(ALLOWANCE) | ON(STAGE),
    [92] = CONTACT,
};

static const GateRule *const BOOKS[] = {
    gate_coverage_rules,       gate_bankruptcy_rules,      gate_uk_rules,
    gate_limitation_rules,     gate_regf_person_rules,     gate_regf_time_rules,
    gate_regf_frequency_rules, gate_states_rules,          gate_city_rules,
    gate_tcpa_rules,           gate_regf_media_rules,      gate_regf_content_rules,
    gate_regf_conduct_rules,   gate_regf_validation_rules, gate_regf_notice_rules,
    gate_scra_rules,           gate_claims_rules,          gate_retention_rules,
    gate_accounting_rules,
};

typedef struct {
    const GateRule *by_number[GATE_RULES + 1];
    const GateRule *asked[COUNTRIES][CHANNELS][GATE_RULES + 1];
} Plan;

static void add(Plan *plan, const GateRule *rule, size_t used[COUNTRIES][CHANNELS])
{
    uint64_t speaks = SPEAKS[rule->number] != 0 ? SPEAKS[rule->number] : UINT64_MAX;
    plan->by_number[rule->number] = rule;
    for (int country = 0; country < COUNTRIES; country++)
        for (int channel = 0; channel < CHANNELS; channel++)
            if (rule->judge != NULL && (rule->countries & (1u << country)) != 0 &&
                (speaks & (1ULL << channel)) != 0)
                plan->asked[country][channel][used[country][channel]++] = rule;
}

static const Plan *plan(void)
{
    static gsize once;
    static Plan made;
    if (g_once_init_enter(&once)) {
        size_t used[COUNTRIES][CHANNELS] = { { 0 } };
        for (size_t i = 0; i < sizeof BOOKS / sizeof BOOKS[0]; i++)
            for (const GateRule *rule = BOOKS[i]; rule->number != 0; rule++) add(&made, rule, used);
        g_once_init_leave(&once, 1);
    }
    return &made;
}

const GateRule *const *gate_plan_of(GateCountry country, GateChannel channel)
{
    return plan()->asked[country][channel];
}

const GateRule *gate_plan_rule(int number)
{
    return number >= 1 && number <= GATE_RULES ? plan()->by_number[number] : NULL;
}
