/* desk/notice_draft.h: a validation notice filled from the book: the fields of Model Form B-1
 * (12 CFR 1006.34(c)) in the words of the gate's vocabulary.  Sends nothing and judges nothing: the
 * gate does (R41-R43). */
#ifndef RECOUP_DESK_NOTICE_DRAFT_H
#define RECOUP_DESK_NOTICE_DRAFT_H

#include "core/itemization.h"
#include "desk/desk.h"
#include "store/book_store.h"

/* The dates from which a debt may be itemised, 12 CFR 1006.34(b)(3). */
typedef enum {
    NOTICE_LAST_STATEMENT,
    NOTICE_CHARGE_OFF,
    NOTICE_LAST_PAYMENT,
    NOTICE_TRANSACTION,
    NOTICE_JUDGMENT
} NoticeDateType;
extern const char *const notice_draft_date_types[]; /* NULL ends */

typedef struct {
    int date_type; /* NoticeDateType; -1: last payment, else transaction */
    Day date;      /* DAY_NONE: as the book knows it */
    Day today;     /* what was effective by then counts */
    Day provided;  /* the day it goes out */
} NoticeWish;

typedef struct {
    Account account;
    Debtor debtor;
    Creditor creditor;
    NoticeDateType date_type;
    Day date, end;
    Itemization figures;
    char collector_name[NAME_SIZE], collector_mail[NAME_SIZE], consumer_mail[NAME_SIZE];
} NoticeDraft;

/* NOT_FOUND; CONFLICT: the book does not hold a date or figure that the notice needs, or bills were
 * added after the date; the sentence says which, and what to record. */
bool notice_draft_make(Desk *desk, const Account *account, const NoticeWish *wish, NoticeDraft *out,
                       GError **error) MUST_USE;
/* The keys and values of the vocabulary's notice; given. */
Json *notice_draft_json(const NoticeDraft *draft);

#endif
