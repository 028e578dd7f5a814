/* core/words.h: the words of the book's enumerations, as the doors spell them; index = stored
 * value, so append only. */
#ifndef RECOUP_CORE_WORDS_H
#define RECOUP_CORE_WORDS_H

typedef const char *const Words[]; /* NULL ends */

extern Words words_account_kind, words_debtor_kind, words_item_kind, words_hold_kind,
    words_step_state;
extern Words words_creditor_kind, words_creditor_role, words_party_role, words_method,
    words_payment_state;
extern Words words_adjustment_kind, words_dispute_reason, words_dispute_decision, words_every;
extern Words words_channel, words_direction, words_outcome, words_work_outcome,
    words_reversal_reason;

/* The word of a value, or "" outside the table. */
const char *words_of(const char *const *words, int value);
/* Index of a word, or -1. */
int words_find(const char *const *words, const char *word);

#endif
