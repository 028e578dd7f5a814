/* intake/row_kind.c: is this row a record, or the report's furniture?  Pure;
 * when in doubt it is a record. */
#include "intake/row_kind.h"
#include "intake/cell_date.h"
#include <glib.h>
#include <string.h>

RowFill row_kind_fill(const Cell *cells, size_t count)
{
    RowFill fill = { 0, 0 };
    for (size_t i = 0; i < count; i++) {
        if (cells[i].length == 0) continue;
        if (fill.filled++ == 0) fill.first = i;
    }
    return fill;
}

static bool is_word(const Cell *cell)
{
    const DateForm form = { .order = DATE_ORDER_DMY, .pivot = 70 };
    int32_t day;
    bool letter = false;
    for (size_t i = 0; i < cell->length; i++)
        letter |= g_ascii_isalpha(cell->text[i]) || (unsigned char)cell->text[i] >= 0x80;
    return letter && cell->kind == CELL_TEXT && cell_date_read(cell, &form, &day) != CELL_FINE;
}

size_t row_kind_words(const Cell *cells, size_t count)
{
    size_t words = 0;
    for (size_t i = 0; i < count; i++) words += is_word(&cells[i]);
    return words;
}

bool row_kind_is_rule(const Cell *cells, size_t count)
{
    size_t drawn = 0;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].text[strspn(cells[i].text, "-=_+*|")] != '\0') return false;
        drawn += cells[i].length;
    }
    return drawn >= 3;
}

/* An amount, whatever its dress: has a digit, and no more letters than a
 * currency or CR has. */
static bool is_amount(const Cell *cell)
{
    const DateForm form = { .order = DATE_ORDER_DMY, .pivot = 70 };
    int32_t day;
    size_t digits = 0, letters = 0;
    if (cell->kind == CELL_NUMBER) return true;
    if (cell->kind != CELL_TEXT) return false;
    for (size_t i = 0; i < cell->length; i++) {
        digits += g_ascii_isdigit(cell->text[i]);
        letters += g_ascii_isalpha(cell->text[i]);
    }
    if (digits == 0) return strspn(cell->text, "-") == cell->length; /* "-": accountants' nil */
    if (letters > 5) return false;
    bool date_like =
        strpbrk(cell->text, "/-") != NULL || strchr(cell->text, '.') != strrchr(cell->text, '.');
    return !date_like || cell_date_read(cell, &form, &day) != CELL_FINE;
}

static bool is_currency(const Cell *cell)
{
    for (size_t i = 0; i < cell->length; i++)
        if (!g_ascii_isupper(cell->text[i])) return false;
    return cell->length == 3;
}

static bool is_total_word(const char *label)
{
    static const char *const WORDS[] = {
        "total",  "totals",        "grand total", "subtotal",    "sub-total",     "sub total",
        "sum",    "summe",         "gesamt",      "gesamtsumme", "zwischensumme", "totale",
        "totaal", "total general", "*",           "**",          "***",           NULL
    };
    size_t length = strlen(label);
    if (length > 1 && label[length - 1] == ':') length--;
    for (size_t i = 0; WORDS[i] != NULL; i++)
        if (strlen(WORDS[i]) == length && g_ascii_strncasecmp(label, WORDS[i], length) == 0)
            return true;
    return false;
}

static bool is_total_label(const char *label, const char *group)
{
    if (strchr("tTgGsSzZ*", *label) == NULL) return false;
    if (is_total_word(label) || g_ascii_strncasecmp(label, "total for ", 10) == 0) return true;
    return *group != '\0' && g_ascii_strncasecmp(label, "total ", 6) == 0 &&
           g_ascii_strcasecmp(label + 6, group) == 0;
}

/* Beside the label only amounts; before it a whole number may be a reference, and "Total" a name.
 */
static bool suits_total(const Cell *cell, bool before)
{
    if (cell->length == 0) return true;
    if (!is_amount(cell) && !is_currency(cell)) return false;
    return !before || strpbrk(cell->text, ".,") != NULL;
}

bool row_kind_is_total(const Cell *cells, size_t count, RowFill fill, const char *group)
{
    size_t label = fill.first;
    while (label < count && (cells[label].length == 0 || !is_total_label(cells[label].text, group)))
        label++;
    if (label >= count) return false;
    for (size_t i = fill.first; i < count; i++)
        if (i != label && !suits_total(&cells[i], i < label)) return false;
    return true;
}

bool row_kind_is_footer(const Cell *cells, RowFill fill, size_t columns)
{
    return columns >= 3 && fill.filled == 1 && fill.first == 0 &&
           strchr(cells[0].text, ' ') != NULL;
}
