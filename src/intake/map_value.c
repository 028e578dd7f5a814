/* intake/map_value.c: values and conditions of a map, for one row.  Changes nothing. */
#include "intake/map_value.h"
#include "base/text.h"
#include <string.h>

static const Cell NOTHING = { "", 0, CELL_TEXT };

static Cell part_cell(const MapPart *part, const Cell *cells)
{
    if (part->text != NULL) return (Cell){ part->text, (uint32_t)strlen(part->text), CELL_TEXT };
    for (unsigned i = 0; i < part->columns->len; i++) {
        size_t column = g_array_index(part->columns, size_t, i);
        if (column != SIZE_MAX && cells[column].length > 0) return cells[column];
    }
    return NOTHING;
}

/* A join in which no column is filled is empty, whatever text stands between; one of texts alone is
 * what they say. */
static Cell joined(const MapValue *value, const Cell *cells, GString *scratch)
{
    bool filled = false, columns = false;
    g_string_truncate(scratch, 0);
    for (unsigned i = 0; i < value->parts->len; i++) {
        const MapPart *part = &g_array_index(value->parts, MapPart, i);
        Cell cell = part_cell(part, cells);
        columns = columns || part->text == NULL;
        filled = filled || (part->text == NULL && cell.length > 0);
        g_string_append_len(scratch, cell.text, cell.length);
    }
    if (columns && !filled) return NOTHING;
    g_strstrip(scratch->str); /* of what stands between, where the first or last was empty */
    scratch->len = strlen(scratch->str);
    return (Cell){ scratch->str, (uint32_t)scratch->len, CELL_TEXT };
}

static Cell plain_cell(const MapValue *value, const Cell *cells, GString *scratch)
{
    if (value->parts->len == 0) return NOTHING;
    if (value->parts->len > 1) return joined(value, cells, scratch);
    return part_cell(&g_array_index(value->parts, MapPart, 0), cells);
}

static const char *word_of(const MapValue *value, const Cell *cell)
{
    if (value->words == NULL) return NULL;
    g_autofree char *folded = text_fold(cell->text);
    return g_hash_table_lookup(value->words, folded);
}

/* The first digits of the cell, into scratch, where the cell itself may lie. */
static Cell digits_of(const Cell *cell, GString *scratch)
{
    static const char DIGITS[] = "0123456789";
    size_t from = strcspn(cell->text, DIGITS), count = strspn(cell->text + from, DIGITS);
    g_autofree char *kept = g_strndup(cell->text + from, count);
    g_string_assign(scratch, kept);
    return (Cell){ scratch->str, (uint32_t)scratch->len, CELL_TEXT };
}

static bool is_there(const Cell *cell)
{
    return cell->length > 0 || cell->kind == CELL_ERROR;
}

/* What no word of the table says. */
static bool without_word(const MapValue *value, GString *scratch, Cell *out)
{
    Cell digits = value->digits ? digits_of(out, scratch) : NOTHING;
    if (digits.length > 0) return *out = digits, true;
    if (value->otherwise == NULL)
        return !is_there(out) || value->keep || (value->words == NULL && !value->digits);
    *out = (Cell){ value->otherwise, (uint32_t)strlen(value->otherwise), CELL_TEXT };
    return true;
}

bool map_value_cell(const MapValue *value, const Cell *cells, GString *scratch, Cell *out)
{
    *out = plain_cell(value, cells, scratch);
    const char *word = word_of(value, out);
    if (word != NULL) return *out = (Cell){ word, (uint32_t)strlen(word), CELL_TEXT }, true;
    if (!is_there(out) && value->other != NULL)
        return map_value_cell(value->other, cells, scratch, out);
    return without_word(value, scratch, out);
}

/* Whatever the decimal mark is, the sign is the same. */
static int sign_of(const Cell *cell, const NumberForm *form)
{
    static const NumberForm POINT = { '.' };
    Decimal number;
    char currency[CURRENCY_SIZE];
    CellVerdict verdict = cell_number_read(cell, form, &number, currency);
    if (verdict == CELL_MARK_UNKNOWN) verdict = cell_number_read(cell, &POINT, &number, currency);
    if (verdict != CELL_FINE) return 0;
    return number.digits < 0 ? -1 : number.digits > 0;
}

/* Zero, or nothing that could be an amount. */
static bool is_zero(const Cell *cell, const NumberForm *form)
{
    Decimal number;
    char currency[CURRENCY_SIZE];
    CellVerdict verdict = cell_number_read(cell, form, &number, currency);
    return verdict == CELL_EMPTY || (verdict == CELL_FINE && number.digits == 0);
}

static bool is_word(const MapTest *test, const Cell *cell)
{
    g_autofree char *folded = text_fold(cell->text);
    for (unsigned i = 0; i < test->words->len; i++)
        if (g_pattern_match_simple(test->words->pdata[i], folded)) return true;
    return false;
}

static bool holds(const MapTest *test, const NumberForm *form, const Cell *cell)
{
    switch (test->kind) {
    case MAP_WORDS: return is_word(test, cell);
    case MAP_FILLED: return cell->length > 0;
    case MAP_EMPTY: return cell->length == 0;
    case MAP_NEGATIVE: return sign_of(cell, form) < 0;
    case MAP_POSITIVE: return sign_of(cell, form) > 0;
    case MAP_ZERO: return is_zero(cell, form);
    }
    g_assert_not_reached();
}

bool map_value_test(const MapTest *test, const NumberForm *form, const Cell *cells,
                    GString *scratch)
{
    Cell cell;
    (void)map_value_cell(test->value, cells, scratch, &cell);
    if (test->value->has_number) form = &test->value->number;
    return holds(test, form, &cell) != test->unless;
}

bool map_value_all(const GArray *tests, const NumberForm *form, const Cell *cells, GString *scratch)
{
    for (unsigned i = 0; i < tests->len; i++)
        if (!map_value_test(&g_array_index(tests, MapTest, i), form, cells, scratch)) return false;
    return true;
}

bool map_value_any(const GArray *tests, const NumberForm *form, const Cell *cells, GString *scratch)
{
    for (unsigned i = 0; i < tests->len; i++)
        if (map_value_test(&g_array_index(tests, MapTest, i), form, cells, scratch)) return true;
    return false;
}
