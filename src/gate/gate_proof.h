/* gate/gate_proof.h: a verdict as the book keeps it: lists of words, and a JSON object with what it
 * rests on.  Words only; citations are known by the rule's number. */
#ifndef RECOUP_GATE_GATE_PROOF_H
#define RECOUP_GATE_GATE_PROOF_H

#include "gate/gate_book.h"

/* Words with commas between, each once; what does not fit is cut at a comma. */
void gate_proof_add(char *to, size_t size, const char *word);
void gate_proof_codes(const GateVerdict *verdict, char *to, size_t size);
void gate_proof_rules(const GateVerdict *verdict, char *to, size_t size);
void gate_proof_requires(const GateVerdict *verdict, char *to, size_t size);

/* The rule that a list such as "R23,R7" begins with; NULL none. */
const GateRule *gate_proof_rule(const char *rules);

/* What the asker gave besides the action; NULL nothing. */
typedef struct {
    const char *reason; /* why so soon, or beside a colleague */
    const char *done;   /* the required things that he says were done, a line each */
} GateProofSaid;

/* Appends {"reasons": …, "figures": …, "local": …, "flags": …}, without what is empty, and what
 * was said. */
void gate_proof_write(GString *out, const GateBook *book, const GateFacts *facts,
                      const GateAction *action, const GateVerdict *verdict,
                      const GateProofSaid *said);

/* Many answers of a day say the same: where no rule spoke, their proofs differ by the figures, the
 * zones and the instant alone. */
typedef struct GateProofs GateProofs;
GateProofs *gate_proof_all_new(void);
void gate_proof_all_free(GateProofs *all);
void gate_proof_all_forget(GateProofs *all);
/* Writes the proof at the end of `out`, with its NUL, or finds one there that says the same; gives
 * where it begins.  What is before it in `out` may not change. */
size_t gate_proof_all_write(GateProofs *all, GString *out, const GateBook *book,
                            const GateFacts *facts, const GateAction *action,
                            const GateVerdict *verdict);

/* "FREQ_7IN7 (R23, 12 CFR 1006.14(b)(2)(i)(A)): text", of the first reason that denies, else of the
 * first that requires; "" where neither. */
void gate_proof_sentence(const GateVerdict *verdict, GString *out);
/* The same of one of the verdict's requires. */
void gate_proof_requirement(const GateVerdict *verdict, size_t index, GString *out);

#endif
