/* desk/fact_book.h: how a fact for the contact gate gets into the book and ends there: one way for
 * all kinds.  Private to the desk. */
#ifndef RECOUP_DESK_FACT_BOOK_H
#define RECOUP_DESK_FACT_BOOK_H

#include "desk/desk.h"
#include "gate/gate_book.h"
#include "store/contact_fact_store.h"

/* What is to be stored; texts are lent. */
typedef struct {
    GateFactKind kind;
    const char *account, *debtor; /* one of them; the account's fact, or all of the debtor's */
    const char *type, *medium, *subject;
    int64_t at_us;   /* 0: now, or the start of the action's day when that is another day */
    Day until;       /* last day; DAY_NONE: open-ended */
    bool supersedes; /* ends the live fact of the same kind, type, account and subject */
    Json *body;      /* keys of the vocabulary; lent */
} FactDraft;

typedef struct {
    int64_t fact;
    char debtor[REF_SIZE], account[REF_SIZE], type[FACT_TYPE_SIZE];
    int64_t from_us;
    Day until;
} FactAnswer;
extern const RecordType fact_book_answer;

/* INVALID: neither debtor nor account, an instant to come, a body the gate cannot read. */
bool fact_book_put(Act *act, const FactDraft *draft, FactAnswer *answer, GError **error) MUST_USE;
/* Ends a fact of that kind.  NOT_FOUND; CONFLICT when it has ended. */
bool fact_book_end(Act *act, GateFactKind kind, int64_t fact_id, int64_t at_us, FactAnswer *answer,
                   GError **error) MUST_USE;
/* A live fact of that kind, as a draft lent from *fact and *body, to be changed and put again. */
bool fact_book_live(Act *act, GateFactKind kind, int64_t fact_id, ContactFact *fact, char **body,
                    GError **error) MUST_USE;
/* The fields given of a record, without those that are columns of their own (NULL ends); given. */
Json *fact_book_body(const RecordType *type, const void *record, const char *const *columns);
/* The instant that counts for an action. */
int64_t fact_book_instant(const Act *act, int64_t at_us);

#endif
