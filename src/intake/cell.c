/* intake/cell.c: names and references of a foreign cell, and the words for what is wrong.  Corrects
 * nothing silently. */
#include "intake/cell.h"
#include "base/text.h"
#include <glib.h>
#include <string.h>

const char *cell_verdict_text(CellVerdict verdict)
{
    switch (verdict) {
    case CELL_FINE: return "is fine";
    case CELL_EMPTY: return "is empty";
    case CELL_NOT_A_NUMBER: return "is not a number";
    case CELL_BAD_GROUPING: return "has its thousands separators in the wrong places";
    case CELL_MARK_UNKNOWN: return "can be read as a fraction and as thousands";
    case CELL_TOO_LARGE: return "has more digits than an amount can have";
    case CELL_SCIENTIFIC: return "is in scientific notation, its last digits are lost";
    case CELL_NOT_A_DATE: return "is not a date";
    case CELL_NO_SUCH_DAY: return "is a day that does not exist";
    case CELL_ORDER_UNKNOWN: return "can be read as several dates";
    case CELL_SHORT_YEAR: return "has a year of two digits";
    case CELL_BROKEN: return "has no usable value";
    case CELL_TOO_LONG: return "is too long";
    }
    g_assert_not_reached();
}

const char *cell_verdict_remedy(CellVerdict verdict)
{
    switch (verdict) {
    case CELL_FINE: return "";
    case CELL_EMPTY: return "fill it in";
    case CELL_NOT_A_NUMBER: return "write it like 1234.50";
    case CELL_BAD_GROUPING: return "check the map's decimal mark, or write it like 1234.50";
    case CELL_MARK_UNKNOWN: return "state the decimal mark in the map (decimal: point or comma)";
    case CELL_TOO_LARGE: return "an amount has at most 18 digits";
    case CELL_SCIENTIFIC: return "format the column as text in the spreadsheet and export again";
    case CELL_NOT_A_DATE: return "write it like 2025-01-31";
    case CELL_NO_SUCH_DAY: return "check day and month, and the map's date order";
    case CELL_ORDER_UNKNOWN: return "state the date order in the map (ymd, dmy or mdy)";
    case CELL_SHORT_YEAR: return "write four digits, or state the map's pivot year";
    case CELL_BROKEN: return "repair the value in the source and export again";
    case CELL_TOO_LONG: return "shorten it";
    }
    g_assert_not_reached();
}

CellVerdict cell_text(const Cell *cell, char *out, size_t size)
{
    if (cell->kind == CELL_ERROR) return CELL_BROKEN;
    if (cell->length == 0) return CELL_EMPTY;
    if (cell->length >= size) return CELL_TOO_LONG;
    for (size_t i = 0; i < cell->length; i++) {
        unsigned char byte = (unsigned char)cell->text[i];
        out[i] = byte < 0x20 || byte == 0x7f ? ' ' : (char)byte;
    }
    out[cell->length] = '\0';
    return CELL_FINE;
}

/* "2.96E+09", as spreadsheets write it; "12E5" may be somebody's reference. */
static bool is_scientific(const Cell *cell)
{
    const char *text = cell->text;
    const char *e = strpbrk(text, "eE");
    size_t mantissa = strspn(text, "0123456789.");
    if (e == NULL || mantissa == 0 || text + mantissa != e) return false;
    if (e[1] != '+' && e[1] != '-' && cell->kind != CELL_NUMBER) return false;
    const char *digits = e + 1 + (e[1] == '+' || e[1] == '-');
    return *digits != '\0' && digits[strspn(digits, "0123456789")] == '\0';
}

/* The length without the ".0" that a float leaves behind an integer. */
static uint32_t integer_length(const Cell *cell)
{
    size_t digits = strspn(cell->text, "0123456789");
    bool float_like = digits > 0 && digits + 2 == cell->length && cell->text[digits] == '.' &&
                      cell->text[digits + 1] == '0';
    return float_like ? (uint32_t)digits : cell->length;
}

CellVerdict cell_reference(const Cell *cell, char *out, size_t size)
{
    if (cell->kind != CELL_ERROR && is_scientific(cell)) return CELL_SCIENTIFIC;
    Cell bare = { cell->text, integer_length(cell), cell->kind };
    return cell_text(&bare, out, size);
}

CellVerdict cell_bool(const Cell *cell, bool *out)
{
    static const char *const YES[] = { "yes", "true", "1", "x", "y", "t", NULL };
    static const char *const NO[] = { "no", "false", "0", "n", "f", NULL };
    if (cell->kind == CELL_ERROR) return CELL_BROKEN;
    if (cell->length == 0) return CELL_EMPTY;
    for (size_t i = 0; YES[i] != NULL; i++)
        if (g_ascii_strcasecmp(cell->text, YES[i]) == 0) return *out = true, CELL_FINE;
    for (size_t i = 0; NO[i] != NULL; i++)
        if (g_ascii_strcasecmp(cell->text, NO[i]) == 0) return *out = false, CELL_FINE;
    return CELL_BROKEN;
}

void cell_witness(CellWitness *witness, const Cell *cell, int64_t line)
{
    if (witness->line != 0) return;
    witness->line = line;
    text_copy(witness->text, sizeof witness->text, cell->text);
}
