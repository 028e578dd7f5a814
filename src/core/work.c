/* core/work.c: names of work items.  Knows no account. */
#include "core/work.h"

#include "base/text.h"
#include <glib.h>

const char *work_text(Work work, char buffer[static WORK_TEXT_SIZE])
{
    g_snprintf(buffer, WORK_TEXT_SIZE,
               "W%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, work.debtor_id,
               work.account_id, work.no);
    return buffer;
}

bool work_parse(const char *text, Work *out)
{
    if (text[0] != 'W') return false;
    g_auto(GStrv) parts = g_strsplit(text + 1, "-", -1);
    return g_strv_length(parts) == 3 && text_to_i64(parts[0], &out->debtor_id) &&
           text_to_i64(parts[1], &out->account_id) && text_to_i64(parts[2], &out->no);
}
