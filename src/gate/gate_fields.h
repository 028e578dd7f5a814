/* gate/gate_fields.h: the keys of a question, as tables for the reader.  For the gate's own files
 * only. */
#ifndef RECOUP_GATE_GATE_FIELDS_H
#define RECOUP_GATE_GATE_FIELDS_H

#include "gate/gate.h"

typedef enum {
    FIELD_SKIP,    /* known, and without effect here */
    FIELD_TEXT,    /* const char *; null and false are gate_nil */
    FIELD_TRI,     /* GateTri */
    FIELD_EQUALS,  /* GateTri: TRUE when the text is `word` */
    FIELD_IS,      /* bool: the text is `word` */
    FIELD_GIVEN,   /* bool: present and not null */
    FIELD_PRESENT, /* bool: present */
    FIELD_WORD,    /* an enumeration of `words` */
    FIELD_MOMENT,
    FIELD_NUMBER,
    FIELD_INT,
    FIELD_TEXTS,
    FIELD_DAYS,
    FIELD_DEBTS,
    FIELD_CLOCK,    /* int32_t seconds */
    FIELD_WEEKDAYS, /* uint8_t bits */
    FIELD_CONTENT,  /* uint64_t bits */
    FIELD_PROMPTS,  /* uint32_t bits */
    FIELD_ECB,
    FIELD_OBJECT /* `fields` of an object at offset */
} GateFieldKind;

typedef struct GateField GateField;
struct GateField {
    const char *key;
    GateFieldKind kind;
    size_t offset;
    GateWordList words;
    bool strict; /* an unknown word refuses the line */
    const char *word;
    const GateField *fields;
};

/* Each ends with a NULL key; a key may have several rows. */
extern const GateField gate_fields_facts[], gate_fields_action[], gate_fields_debt[],
    gate_fields_person[];
extern const GateField gate_fields_event[], gate_fields_consent[], gate_fields_pref[],
    gate_fields_chain[];
extern const GateField gate_fields_line[];
extern const GateField gate_fields_point[]; /* GatePoint: only from the book */

#endif
