/* fuzz/fuzz_cell.c: any line as an amount, a date and a reference, in every form; what is read
 * stays in bounds. */
#include "intake/cell_date.h"
#include "intake/cell_number.h"
#include <glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void number(const Cell *cell)
{
    static const char MARKS[] = { '\0', '.', ',' };
    NumberScan scan = { 0 };
    cell_number_scan(&scan, cell, 1);
    for (size_t i = 0; i < sizeof MARKS; i++) {
        char currency[CURRENCY_SIZE];
        NumberForm form = { MARKS[i] };
        Decimal value;
        if (cell_number_read(cell, &form, &value, currency) != CELL_FINE) continue;
        g_assert_true(value.given && value.scale >= 0 && value.scale <= 18);
        g_assert_cmpuint(strlen(currency), <, CURRENCY_SIZE);
    }
}

static void date(const Cell *cell)
{
    DateScan scan = { 0 };
    cell_date_scan(&scan, cell, 1);
    for (DateOrder order = DATE_ORDER_NONE; order <= DATE_ORDER_SERIAL; order++) {
        DateForm form = { .order = order, .pivot = 70 };
        Day day;
        if (cell_date_read(cell, &form, &day) != CELL_FINE) continue;
        g_assert_cmpint(day, >=, DAY_MIN);
        g_assert_cmpint(day, <=, DAY_MAX);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    char out[64];
    for (CellKind kind = CELL_TEXT; kind <= CELL_ERROR; kind++) {
        Cell cell = { text, (uint32_t)strlen(text), kind };
        number(&cell);
        date(&cell);
        if (cell_reference(&cell, out, sizeof out) == CELL_FINE)
            g_assert_cmpuint(strlen(out), <, sizeof out);
    }
    return 0;
}
