/* desk/notice_kind.c: the notices of the law that go out, one table.  Sends none. */
#include "desk/notice_kind.h"

#define ISSUED                                                                             \
    "validation_notice", "verification", "original_creditor_answer", "duplicative_notice", \
        "efforts_terminated", "remedy_ordinarily_invoked", "remedy_intended",              \
        "nevada_medical_notice", "proof_of_claim", "credit_report"
const char *const notice_kind_issued[] = { ISSUED, NULL };
const char *const notice_kind_sent[] = { ISSUED, "investigation_result", NULL };

static const NoticeKind KINDS[] = {
    { CHANNEL_NONE, PURPOSE_NONE, "validation_notice", NULL },
    { CHANNEL_NONE, PURPOSE_RESPOND, NULL, "verification_sent" },
    { CHANNEL_NONE, PURPOSE_RESPOND, "original_creditor", "verification_sent" },
    { CHANNEL_DUPLICATIVE_NOTICE, PURPOSE_RESPOND, NULL, "duplicative_notice_sent" },
    { CHANNEL_NONE, PURPOSE_EFFORTS_TERMINATED, NULL, NULL },
    { CHANNEL_NONE, PURPOSE_REMEDY_ORDINARY, NULL, NULL },
    { CHANNEL_NONE, PURPOSE_REMEDY_INTENDED, NULL, NULL },
    { CHANNEL_NONE, PURPOSE_NONE, "nv_60_day_medical_notice", NULL },
    { CHANNEL_PROOF_OF_CLAIM, PURPOSE_NONE, NULL, "proof_of_claim_filed" },
    { CHANNEL_FURNISH, PURPOSE_NONE, NULL, "furnished" },
    { CHANNEL_NONE, PURPOSE_NONE, NULL, "investigation_result_sent" },
};
_Static_assert(G_N_ELEMENTS(notice_kind_sent) == G_N_ELEMENTS(KINDS) + 1, "a row a notice");

const NoticeKind *notice_kind_at(int index)
{
    return &KINDS[index];
}

const char *notice_kind_purpose(const NoticeKind *kind)
{
    return kind->purpose == PURPOSE_NONE ? "" : gate_words_name(WORDS_PURPOSE, (int)kind->purpose);
}

void notice_kind_set_day(Json *body, const char *key, Day day)
{
    char text[DAY_TEXT_SIZE];
    json_text_set(body, key, json_text_new_string(day_text(day, text)));
}

void notice_kind_set_period(Json *body, Day sent, Day receipt, Day end)
{
    json_text_set(body, "status", json_text_new_string("sent"));
    notice_kind_set_day(body, "sent", sent);
    notice_kind_set_day(body, "assumed_receipt", receipt);
    notice_kind_set_day(body, "end", end);
}
