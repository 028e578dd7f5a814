/* intake/import_summary.c: what an import found and did, in words.  Counts nothing. */
#include "intake/import.h"
#include <string.h>

void import_summary_clear(ImportSummary *summary)
{
    g_clear_pointer(&summary->examples, g_ptr_array_unref);
    g_clear_pointer(&summary->differing, g_ptr_array_unref);
    g_clear_pointer(&summary->faults, g_ptr_array_unref);
    g_clear_pointer(&summary->remarks, g_ptr_array_unref);
}

static const char *separator(char delimiter)
{
    switch (delimiter) {
    case ',': return "commas";
    case ';': return "semicolons";
    case '\t': return "tabs";
    case '|': return "bars";
    default: return "nothing";
    }
}

static void add_file(const ImportSummary *summary, GString *out)
{
    static const char *const ENCODINGS[] = { "UTF-8", "windows-1252", "UTF-16 (little-endian)",
                                             "UTF-16 (big-endian)" };
    const TableReport *found = &summary->found;
    if (found->spreadsheet) {
        g_string_append_printf(out, "file      %s, sheet %s", summary->file, found->sheet);
    } else {
        g_string_append_printf(out, "file      %s, %s, separated by %s", summary->file,
                               ENCODINGS[found->dialect.encoding],
                               separator(found->dialect.delimiter));
    }
    if (found->header_line > 1)
        g_string_append_printf(out, ", header on line %" G_GINT64_FORMAT, found->header_line);
    g_string_append_c(out, '\n');
    for (int kind = 0; kind < TABLE_LEFT_KINDS; kind++)
        if (found->left[kind] > 0 && kind != TABLE_BLANK)
            g_string_append_printf(out, "          passed over: %" G_GINT64_FORMAT " %s\n",
                                   found->left[kind], table_left_text((TableLeft)kind));
}

static void add_counts(const ImportSummary *summary, GString *out)
{
    g_string_append_printf(out,
                           "rows      read %" G_GINT64_FORMAT ", accepted %" G_GINT64_FORMAT
                           ", updated %" G_GINT64_FORMAT ", unchanged %" G_GINT64_FORMAT
                           ", quarantined %" G_GINT64_FORMAT,
                           summary->read, summary->accepted, summary->updated, summary->unchanged,
                           summary->quarantined);
    if (summary->left_out > 0)
        g_string_append_printf(out, ", left out by the map %" G_GINT64_FORMAT, summary->left_out);
    g_string_append_c(out, '\n');
}

static void add_sums(const ImportSummary *summary, GString *out)
{
    char read[MONEY_TEXT_SIZE], held[MONEY_TEXT_SIZE];
    for (size_t i = 0; i < summary->sum_count; i++) {
        const ImportSum *sum = &summary->sums[i];
        g_string_append_printf(
            out, "%s%s %s in %" G_GINT64_FORMAT " rows", i == 0 ? "amount    " : "          ",
            money_text(sum->read_minor, sum->currency, read), sum->currency, sum->rows);
        if (sum->quarantined_minor != 0)
            g_string_append_printf(out, ", of which quarantined %s",
                                   money_text(sum->quarantined_minor, sum->currency, held));
        g_string_append_c(out, '\n');
    }
    if (summary->rounded > 0)
        g_string_append_printf(
            out, "rounded   %" G_GINT64_FORMAT " rows, difference in total %s%s\n",
            summary->rounded, summary->rounded_by[0] == '-' ? "" : "+", summary->rounded_by);
}

static void add_names(const ImportSummary *summary, GString *out)
{
    if (summary->spellings == 0) return;
    g_string_append_printf(out,
                           "names     %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                           " debtors under several names; the book keeps the first\n",
                           summary->spellings, summary->debtors);
}

static void add_list(const char *title, const GPtrArray *lines, int64_t all, GString *out)
{
    for (unsigned i = 0; lines != NULL && i < lines->len; i++)
        g_string_append_printf(out, "%-10s%s\n", i == 0 ? title : "",
                               (const char *)lines->pdata[i]);
    if (lines != NULL && all > lines->len && lines->len > 0)
        g_string_append_printf(out, "          … and %" G_GINT64_FORMAT " more\n",
                               all - (int64_t)lines->len);
}

char *import_summary_text(const ImportSummary *summary)
{
    GString *out = g_string_new(NULL);
    add_file(summary, out);
    add_counts(summary, out);
    add_sums(summary, out);
    add_names(summary, out);
    add_list("remark", summary->remarks, 0, out);
    if (summary->unplaced > 0)
        g_string_append_printf(out,
                               "unplaced  %" G_GINT64_FORMAT " payments name an item that is not "
                               "open; they are unapplied\n",
                               summary->unplaced);
    add_list("names", summary->differing, summary->spellings, out);
    if (summary->dry_run)
        add_list("preview", summary->examples, summary->accepted + summary->updated, out);
    add_list("refused", summary->faults, summary->quarantined, out);
    if (summary->resumed)
        g_string_append(out, "resumed   an import of this file that was cut off\n");
    if (summary->dry_run)
        g_string_append(out, "dry run   nothing was written\n");
    else if (summary->batch_id > 0)
        g_string_append_printf(out, "batch     %" G_GINT64_FORMAT "\n", summary->batch_id);
    else
        g_string_append(out, "batch     none: nothing is new\n");
    return g_string_free(out, FALSE);
}
