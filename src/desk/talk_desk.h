/* desk/talk_desk.h: one debtor, one conversation: who holds it.  For the desk's own files. */
#ifndef RECOUP_DESK_TALK_DESK_H
#define RECOUP_DESK_TALK_DESK_H

#include "desk/desk.h"

/* "mia since 2026-11-23T12:00:00Z" when another user holds the conversation now, else "". */
bool talk_desk_held(Act *act, int64_t debtor_id, char held[static NAME_SIZE],
                    GError **error) MUST_USE;
/* CONFLICT when another user holds it and no reason is given. */
bool talk_desk_free(Act *act, int64_t debtor_id, const char *reason, GError **error) MUST_USE;

#endif
