/* desk/field.h: short spellings for rows of a record's field table.  Only macros that fill a Field.
 */
#ifndef RECOUP_DESK_FIELD_H
#define RECOUP_DESK_FIELD_H

#include "base/record.h"

#define FIELD_SIZE_OF(S, m) sizeof(((S *)0)->m)
#define FIELD_TEXT_AT(S, m, name, flags, doc)                                               \
    {                                                                                       \
        name, FIELD_TEXT, flags, offsetof(S, m), FIELD_SIZE_OF(S, m), NULL, NULL, 0, 0, doc \
    }
#define FIELD_ENUM_AT(S, m, name, flags, words, doc)                       \
    {                                                                      \
        name, FIELD_ENUM, flags, offsetof(S, m), 0, words, NULL, 0, 0, doc \
    }
#define FIELD_INT_AT(S, m, name, flags, min, max, doc)                       \
    {                                                                        \
        name, FIELD_INT, flags, offsetof(S, m), 0, NULL, NULL, min, max, doc \
    }
#define FIELD_LIST_AT(S, m, name, flags, type, doc)                       \
    {                                                                     \
        name, FIELD_LIST, flags, offsetof(S, m), 0, NULL, type, 0, 0, doc \
    }
#define FIELD_AT(S, m, name, kind, flags, doc)                      \
    {                                                               \
        name, kind, flags, offsetof(S, m), 0, NULL, NULL, 0, 0, doc \
    }
#define FIELD_END                                         \
    {                                                     \
        NULL, FIELD_TEXT, 0, 0, 0, NULL, NULL, 0, 0, NULL \
    }

#endif
