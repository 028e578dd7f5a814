/* store/gather_rewind.h: open amounts, unapplied money and habits as they stood on a past day or
 * were known at a past instant, and the promises as judged from the money.  Private to gathering.
 */
#ifndef RECOUP_STORE_GATHER_REWIND_H
#define RECOUP_STORE_GATHER_REWIND_H

#include "store/gather_rows.h"
#include "store/gather_store.h"

typedef struct GatherRewind GatherRewind;

GatherRewind *gather_rewind_new(void);
void gather_rewind_free(GatherRewind *rewind);
/* Fills items (StandingItem), payments (GatherPayment, all of them) and habits (GatherHabit) from
 * the enduring rows alone. */
bool gather_rewind_load(GatherRewind *rewind, Db *db, const GatherRange *range, GatherRows *items,
                        GatherRows *payments, GatherRows *habits, GError **error) MUST_USE;
/* Fills promises (StandingPromise). */
bool gather_rewind_promises(GatherRewind *rewind, Db *db, const GatherQuery *query,
                            const GatherRange *range, GatherRows *promises,
                            GError **error) MUST_USE;

#endif
