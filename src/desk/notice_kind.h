/* desk/notice_kind.h: the notices of the law that go out, sent by this house or by somebody else:
 * what each is to the gate.  For the desk's own files. */
#ifndef RECOUP_DESK_NOTICE_KIND_H
#define RECOUP_DESK_NOTICE_KIND_H

#include "base/json_text.h"
#include "gate/gate.h"

enum { NOTICE_VALIDATION, NOTICE_DUPLICATIVE = 3 }; /* of both lists */

typedef struct {
    GateChannel channel; /* without one of its own it is a letter or an e-mail */
    GatePurpose purpose;
    const char *what;  /* the vocabulary's `what`; NULL: none */
    const char *event; /* noted when it was sent; NULL: the letter itself says it */
} NoticeKind;

/* Those that this house sends through the gate, and all that can have been sent; the second list
 * begins as the first. */
extern const char *const notice_kind_issued[], *const notice_kind_sent[];
const NoticeKind *notice_kind_at(int index);
/* The gate's word for what it is for; "" none. */
const char *notice_kind_purpose(const NoticeKind *kind);

void notice_kind_set_day(Json *body, const char *key, Day day);
/* The period in which the debt may be disputed. */
void notice_kind_set_period(Json *body, Day sent, Day receipt, Day end);

#endif
