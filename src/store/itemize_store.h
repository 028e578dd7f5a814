/* store/itemize_store.h: everything that moved an account's balance, for its itemisation.  SQL
 * only.
 */
#ifndef RECOUP_STORE_ITEMIZE_STORE_H
#define RECOUP_STORE_ITEMIZE_STORE_H

#include "core/itemization.h"
#include "db/db.h"

/* ItemizationEntry, in no order; orders and cancelled items are left out.  *out is given. */
bool itemize_store_entries(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                           GError **error) MUST_USE;

#endif
