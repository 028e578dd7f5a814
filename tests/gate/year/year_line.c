/* tests/gate/year/year_line.c: writes a line field by field.  Knows no action. */
#include "year_line.h"

void year_line_text(GString *line, const char *key, const char *value)
{
    if (value != NULL) g_string_append_printf(line, ",'%s':'%s'", key, value);
}

void year_line_day(GString *line, const char *key, GateMoment moment)
{
    char text[DAY_TEXT_SIZE];
    if (moment.state != MOMENT_ABSENT) year_line_text(line, key, day_text(moment.day, text));
}

void year_line_instant(GString *line, const char *key, int64_t at_us)
{
    char text[INSTANT_TEXT_SIZE];
    year_line_text(line, key, clock_text(at_us, text));
}

void year_line_bool(GString *line, const char *key, GateTri tri)
{
    if (tri == TRI_TRUE || tri == TRI_FALSE)
        g_string_append_printf(line, ",'%s':%s", key, tri == TRI_TRUE ? "true" : "false");
}

void year_line_word(GString *line, const char *key, GateWordList list, int value)
{
    if (value != 0) year_line_text(line, key, gate_words_name(list, value));
}

void year_line_clock(GString *line, const char *key, int32_t second)
{
    if (second >= 0)
        g_string_append_printf(line, ",'%s':'%02d:%02d'", key, second / 3600, second / 60 % 60);
}

/* The one account, or the debtor where it speaks of all. */
void year_line_whose(GString *line, const Year *y, GateDebtSet debts)
{
    if (debts.given)
        g_string_append_printf(line, ",'account':'A%lld-%d'", (long long)y->id,
                               __builtin_ctzll(debts.bits));
    else
        g_string_append_printf(line, ",'debtor':'D%lld'", (long long)y->id);
}

GString *year_line_begin(const char *action)
{
    GString *line = g_string_new("{'do':'");
    g_string_append(line, action);
    g_string_append_c(line, '\'');
    return line;
}
