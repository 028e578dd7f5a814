/* desk/answer.h: small records that several actions take or give.  Private to the desk. */
#ifndef RECOUP_DESK_ANSWER_H
#define RECOUP_DESK_ANSWER_H

#include "base/record.h"
#include "core/facts.h"

/* The reference of what was opened or changed. */
typedef struct {
    char ref[REF_SIZE];
} RefAnswer;
extern const RecordType answer_ref;

/* A part of an item: of a payment put to it, or of a dispute. */
typedef struct {
    char number[REF_SIZE];
    Decimal amount; /* not given: as much as fits, or all that is open */
} PartRecord;
extern const RecordType answer_part;

#endif
