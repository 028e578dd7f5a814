/* report/excuse.c: which override lets a step pass, and what whoever goes ahead has to give. */
#include "report/excuse.h"

#include "desk/override.h"
#include "gate/gate_words.h"

enum { NEVER_ASKED = -2 }; /* no answer is like it: each is news */

bool excuse_prepare(Db *db, GatherBatch *batch, AskingRange *range, GError **error)
{
    g_autoptr(GArray) rows = NULL;
    if (!override_store_list(db, range->from, range->to, 0, &rows, error)) return false;
    range->keep = rows->len > 0;
    for (size_t i = 0; range->keep && i < gather_store_count(batch); i++)
        gather_store_at(batch, i)->gate.outcome = NEVER_ASKED;
    return true;
}

int64_t excuse_of(Asking *asking, const AskingRange *range, const Cleared *cleared)
{
    size_t count = 0;
    if (!range->keep || cleared->verdict < 0) return 0;
    const VerdictRow *rows = asking_verdicts(asking, &count);
    g_assert((size_t)cleared->verdict < count);
    return rows[cleared->verdict].override_id;
}

bool excuse_tell(Desk *desk, int64_t override_id, GString *out, GError **error)
{
    OverrideRow row;
    char until[INSTANT_TEXT_SIZE];
    bool found = false;
    if (override_id == 0) return true;
    if (!override_store_find(desk->db, override_id, &row, &found, error)) return false;
    if (!found) return true;
    g_string_append_printf(
        out, "override %" G_GINT64_FORMAT " lets it pass (R%d, %s, until %s, approved by %s)",
        row.override_id, row.rule, row.ground,
        clock_zone_text(desk->zone, MIN(row.until_us, row.ended_us), until), row.approver);
    GatePurpose purpose = override_purpose(&row);
    if (purpose != PURPOSE_NONE)
        g_string_append_printf(out, ": log it with --purpose %s",
                               gate_words_name(WORDS_PURPOSE, (int)purpose));
    return true;
}
