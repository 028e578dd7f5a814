/* report/excuse.h: the documented override that a step rests on, in words.  Asks the gate no other
 * way than the day does; grants nothing. */
#ifndef RECOUP_REPORT_EXCUSE_H
#define RECOUP_REPORT_EXCUSE_H

#include "desk/asking.h"
#include "desk/desk.h"

/* Before the accounts of the batch are decided: where the range has overrides at all, every answer
 * of the gate is kept, and names the override. */
bool excuse_prepare(Db *db, GatherBatch *batch, AskingRange *range, GError **error) MUST_USE;
/* After that: the override that lets the step pass, 0 none. */
int64_t excuse_of(Asking *asking, const AskingRange *range, const Cleared *cleared);
/* "override 1 lets it pass (R24, …, until …): log it with --purpose …"; nothing for 0. */
bool excuse_tell(Desk *desk, int64_t override_id, GString *out, GError **error) MUST_USE;

#endif
