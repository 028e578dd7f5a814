/* gate/gate_text.h: the few free texts that the rule book says how to read (15.16).  Guesses
 * nothing else. */
#ifndef RECOUP_GATE_GATE_TEXT_H
#define RECOUP_GATE_GATE_TEXT_H

#include "gate/gate_words.h"

/* The word, whole, in any case. */
bool gate_text_word(const char *text, const char *word);
/* The phrase anywhere, in any case, starting at a word. */
bool gate_text_phrase(const char *text, const char *phrase);
/* Any of a list of phrases that ends with NULL. */
bool gate_text_any(const char *text, const char *const *phrases);
/* A business name that tells of debt collection. */
bool gate_text_reveals_collection(const char *name);
/* Words that mean: no more messages (47 CFR 64.1200(a)(10)). */
bool gate_text_revokes(const char *text);
typedef enum {
    OPT_OUT_ADEQUATE,
    OPT_OUT_MISSING,
    OPT_OUT_NOT_ELECTRONIC,
    OPT_OUT_BURDENED
} GateOptOut;
GateOptOut gate_text_opt_out(const char *text);
/* The name line of a letter holds an individual's name. */
bool gate_text_individual(const char *addressee);
/* The subject line holds the creditor and one more identifier that is no amount. */
bool gate_text_subject(const char *subject, const char *creditor);
bool gate_text_sender_known(const char *sender);
/* What a spoken request asks for: any of the media, or no contact at all. */
enum {
    ASKS_NO_CALLS = 1,
    ASKS_NO_TEXTS = 2,
    ASKS_NO_EMAIL = 4,
    ASKS_NO_MAIL = 8,
    ASKS_NO_CONTACT = 16,
    ASKS_NO_VISITS = 32
};
unsigned gate_text_request(const char *words);
/* An agent's note that tells of an earlier refusal, or of earlier abuse. */
bool gate_text_refusal(const char *note);
bool gate_text_abuse(const char *note);
/* "<event type>@<HH:MM>" */
bool gate_text_reference(const char *reference, GateEventType *type, int32_t *minute);

#endif
