/* desk/way_out.h: the one way out of the book.  Whatever is to reach a debtor is proposed here: its
 * facts are gathered, the gate judges, the answer is stored, and only then may it happen.  Every
 * contact that goes out is written here and nowhere else (tools/tidy/wayout.sh). */
#ifndef RECOUP_DESK_WAY_OUT_H
#define RECOUP_DESK_WAY_OUT_H

#include "desk/desk.h"
#include "gate/gate.h"
#include "store/care_store.h"
#include "store/verdict_store.h"

enum { WAY_OUT_DEBTS_MAX = 16, WAY_OUT_NEXT_SIZE = 40 };

/* What is to be done.  The action's channel, instant, address or number and debts are filled here;
 * the caller says what it would say. */
typedef struct {
    int64_t debtor_id;
    int64_t account_ids[WAY_OUT_DEBTS_MAX]; /* the debts it is about; the first is the log's */
    size_t account_count;
    int channel; /* words_channel */
    int64_t at_us;
    const char *subject; /* the address or number; "" the usual one */
    const char *reason;  /* why although the debtor was spoken to just now; "" none */
    VerdictStage stage;
    const char *done; /* the required things that were done, in the gate's words, a line each; "" */
    bool unheard;     /* nobody heard it: what had to be said in it could not be */
    GateAction action; /* with a channel: that one, else the channel's of the contact */
} WayOutQuestion;

typedef struct {
    GateOutcome outcome;                /* the strictest of all debts */
    VerdictRow rows[WAY_OUT_DEBTS_MAX]; /* one a debt, by account id; proofs and lists are lent */
    size_t count, deciding;             /* the row that decided */
    bool unapproved; /* something is required that only an override gives, and there is none */
    char open[VERDICT_REQUIRES_SIZE];  /* required, and not said to be done */
    char later[VERDICT_REQUIRES_SIZE]; /* made due by the contact, until the date it names */
    char open_why[512];                /* the first of `open`, as below */
    char next[WAY_OUT_NEXT_SIZE];      /* a date, or an instant where the person is; "" unknown */
    char why[512]; /* "FREQ_7IN7 (R23, 12 CFR …): at most …"; "" nothing to say */
    GString *proofs;
    GStringChunk *words; /* the rows' lists */
} WayOutAnswer;

void way_out_clear(WayOutAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WayOutAnswer, way_out_clear)

/* The gate's channel of a contact; CHANNEL_NONE of what reaches nobody. */
GateChannel way_out_channel(int channel);

/* Gathers and judges; stores nothing. */
bool way_out_judge(Act *act, const WayOutQuestion *question, WayOutAnswer *out,
                   GError **error) MUST_USE;
/* Stores the answer's rows and fills their numbers. */
bool way_out_store(Act *act, WayOutAnswer *answer, GError **error) MUST_USE;
/* Judges and stores what is about to be done: no contact, or one that the caller has no log of.
 * CONFLICT as below. */
bool way_out_pass(Act *act, WayOutQuestion *question, WayOutAnswer *out, GError **error) MUST_USE;
/* Judges, stores and writes the contact that happened.  CONFLICT: the gate denies it, or requires
 * what is not said to be done; the answer and an entry contact.refused stay although nothing else
 * does.  With `breach` it is written all the same, marked so. */
bool way_out_send(Act *act, WayOutQuestion *question, Contact *contact, const char *breach,
                  WayOutAnswer *out, GError **error) MUST_USE;
/* The debts of the question are those that the contact counts to. */
void way_out_count(const WayOutQuestion *question, Contact *contact);
/* A contact that came in: nobody is asked. */
bool way_out_came_in(Act *act, const Contact *contact, GError **error) MUST_USE;
/* A contact from before this book, brought by an import: not asked, and marked by verdict 0. */
bool way_out_history(Act *act, const Contact *contact, GError **error) MUST_USE;

#endif
