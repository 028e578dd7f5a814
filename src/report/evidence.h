/* report/evidence.h: everything the book holds of one account in one file, for a court, a regulator
 * or an auditor, with the proof that the journal behind it was not altered.  Changes nothing.
 *
 * One JSON object:
 *   "account", "debtor", "as_of", "made_at", "made_by"
 *   "program", "rulebook", "tzdata"          what it was made with
 *   "views"   {name: the view's own JSON}    every view that can be asked of one account
 *   "journal" [{"stream", "seq", "at_us", "debtor_id", "account_id", "on_day", "actor", "action",
 *               "subject", "body", "previous", "digest"}]   every entry of the account and debtor
 *   "chain"   {"stream", "entries", "whole", "head"}        the stream they stand in, proved whole
 * An entry's digest follows from the other members by the rule of store/journal_store.h, so that
 * anybody can prove the entries with nothing but the file. */
#ifndef RECOUP_REPORT_EVIDENCE_H
#define RECOUP_REPORT_EVIDENCE_H

#include "desk/desk.h"

/* Given.  NOT_FOUND; FORBIDDEN to who may not audit. */
char *evidence_pack(Desk *desk, const char *account, GError **error) MUST_USE;

typedef struct {
    int64_t entries, erased; /* erased: the body was, on a person's request */
    int64_t bad;             /* whose digest does not follow from what stands there */
    int64_t first_bad;       /* its seq */
    char account[REF_SIZE];
} EvidenceCheck;
/* Proves the entries of a pack; needs no book.  FORMAT: it is no pack. */
bool evidence_check(const char *text, size_t length, EvidenceCheck *out, GError **error) MUST_USE;

#endif
