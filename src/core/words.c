/* core/words.c: the enumerations' words.  Nothing else. */
#include "core/words.h"

#include <stddef.h>
#include <string.h>

Words words_account_kind = { "trade", "consumer", "medical", "loan", "subscription", NULL };
Words words_debtor_kind = { "person", "business", NULL };
Words words_item_kind = { "invoice",     "debit_note", "fee",        "interest", "instalment",
                          "credit_note", "order",      "adjustment", NULL };
Words words_hold_kind = { "dispute",         "promise", "plan",   "legal", "hardship",
                          "breathing_space", "sales",   "manual", NULL };
Words words_step_state = { "none", "due", "waiting", "held", "done", NULL };
Words words_creditor_kind = { "company", "division", "district", "facility", "client", NULL };
Words words_creditor_role = { "first_party", "third_party", NULL };
Words words_party_role = { "co_debtor", "guarantor", "representative", "payer", NULL };
Words words_method = { "cash", "check", "card", "wire", "ach", "direct_debit", "other", NULL };
Words words_payment_state = { "taken", "reversed", NULL };
Words words_adjustment_kind = { "write_off", "discount", "small_balance", "correction", NULL };
Words words_dispute_reason = { "price",     "quantity", "quality", "missing_document",
                               "duplicate", "paid",     "other",   NULL };
Words words_dispute_decision = { "credit", "partial", "reject", NULL };
Words words_every = { "week", "two_weeks", "month", NULL };
Words words_channel = { "call", "email", "sms", "letter", "visit", "portal", "task", "none", NULL };
Words words_direction = { "out", "in", NULL };
Words words_outcome = { "no_answer",
                        "busy",
                        "wrong_party",
                        "voicemail",
                        "reached",
                        "promised",
                        "disputed",
                        "refused",
                        "paid",
                        "sent",
                        "bounced",
                        "other",
                        "not_in_service",
                        "dropped",
                        "voicemail_full",
                        "voicemail_cut_off",
                        "limited_message",
                        "appointment",
                        NULL };
Words words_work_outcome = { "done", "skipped", "deferred", NULL };
Words words_reversal_reason = { "returned", "chargeback", "misposted", NULL };

const char *words_of(const char *const *words, int value)
{
    for (int i = 0; words[i] != NULL; i++)
        if (i == value) return words[i];
    return "";
}

int words_find(const char *const *words, const char *word)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], word) == 0) return i;
    return -1;
}
