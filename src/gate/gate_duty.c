/* gate/gate_duty.c: requirements by their kind.  Judges nothing. */
#include "gate/gate_duty.h"

#include <string.h>

/* What is in no row must be done first. */
static const struct {
    const char *token; /* without what follows its colon */
    GateDuty duty;
} DUTIES[] = {
    { "disclosure_18e", DUTY_SAID },
    { "disclosure_18e1", DUTY_SAID },
    { "disclosure_18e2", DUTY_SAID },
    { "meaningful_identity_disclosure", DUTY_SAID },
    { "identity_at_start", DUTY_SAID },
    { "callback_number", DUTY_SAID },
    { "ivr_opt_out", DUTY_SAID },
    { "opt_out_notice", DUTY_SAID },
    { "opt_out_notice_electronic", DUTY_SAID },
    { "electronic_dispute_statement", DUTY_SAID },
    { "subject_line", DUTY_SAID },
    { "recognisable_sender", DUTY_SAID },
    { "ca_time_barred_disclosure", DUTY_SAID },
    { "time_barred_disclosure_required_by_state", DUTY_SAID },
    { "validation_info_within_5_days", DUTY_LATER },
    { "reply_by", DUTY_LATER },
    { "charge_off_by", DUTY_LATER },
    { "documented_override", DUTY_OVERRIDE },
};

static bool begins(const char *token, const char *word, size_t length)
{
    return strncmp(token, word, length) == 0 && (token[length] == '\0' || token[length] == ':');
}

GateDuty gate_duty_of(const char *token)
{
    for (size_t i = 0; i < sizeof DUTIES / sizeof DUTIES[0]; i++)
        if (begins(token, DUTIES[i].token, strlen(DUTIES[i].token))) return DUTIES[i].duty;
    return DUTY_FIRST;
}

bool gate_duty_named(const char *token, const char *word)
{
    return word[0] != '\0' && begins(token, word, strlen(word));
}
