/* desk/answer.h: small records that several actions take or give.  Private to the desk. */
#ifndef RECOUP_DESK_ANSWER_H
#define RECOUP_DESK_ANSWER_H

#include "base/json_text.h"
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

/* The words of a field, a line each, as a list under the key; nothing when there are none. */
void answer_put_words(Json *object, const char *key, const char *words);

#endif
