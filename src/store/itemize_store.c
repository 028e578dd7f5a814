/* store/itemize_store.c: what moved a balance.  SQL only. */
#include "store/itemize_store.h"

#include "core/facts.h"

/* The first column: 0 an item (the second is its kind), 1 money, 2 an adjustment of an item.  An
 * adjustment on account is an item already. */
static const char ENTRIES[] =
    "SELECT 0, kind, issued_day, amount_minor FROM item WHERE debtor_id = $1 AND account_id = $2 "
    "AND cancelled_day IS NULL AND kind <> $3 "
    "UNION ALL SELECT 1, 0, on_day, amount_minor FROM payment "
    "WHERE debtor_id = $1 AND account_id = $2 "
    "UNION ALL SELECT 1, 0, on_day, amount_minor FROM payment_event "
    "WHERE debtor_id = $1 AND account_id = $2 "
    "UNION ALL SELECT 2, 0, j.on_day, j.amount_minor FROM adjustment j "
    "JOIN item i ON i.debtor_id = j.debtor_id AND i.account_id = j.account_id "
    "AND i.item_id = j.item_id "
    "WHERE j.debtor_id = $1 AND j.account_id = $2 AND i.kind <> $4";

static ItemizationKind kind_of(int64_t source, int64_t item_kind, int64_t minor)
{
    if (source == 1) return ENTRY_PAYMENT;
    if (source == 2) return ENTRY_CREDIT;
    if (minor < 0) return ENTRY_CREDIT;
    if (item_kind == ITEM_INTEREST) return ENTRY_INTEREST;
    return item_kind == ITEM_FEE ? ENTRY_FEE : ENTRY_CHARGE;
}

bool itemize_store_entries(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                           GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(ItemizationEntry));
    DbStmt *stmt = db_stmt(db, ENTRIES);
    DbStep step;
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    db_bind_int(stmt, 3, ITEM_ORDER);
    db_bind_int(stmt, 4, ITEM_ADJUSTMENT);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        int64_t source = db_int(stmt, 0), minor = db_int(stmt, 3);
        ItemizationEntry entry = { kind_of(source, db_int(stmt, 1), minor), db_day(stmt, 2),
                                   source == 0 && minor < 0 ? -minor : minor };
        g_array_append_val(list, entry);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}
