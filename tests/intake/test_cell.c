/* tests/intake/test_cell.c: names, amounts and dates as foreign files write them. */
#include "intake/cell_date.h"
#include "intake/cell_number.h"
#include <glib.h>
#include <string.h>

static Cell cell_of(const char *text, CellKind kind)
{
    return (Cell){ text, (uint32_t)strlen(text), kind };
}

/* ---- amounts ---- */

typedef struct {
    const char *text;
    char mark;
    CellVerdict verdict;
    const char *number, *currency;
    CellKind kind;
} NumberCase;

static const NumberCase NUMBERS[] = {
    { "1234.50", 0, CELL_FINE, "1234.5", "", 0 },
    { "-33.50", 0, CELL_FINE, "-33.5", "", 0 },
    { "0", 0, CELL_FINE, "0", "", 0 },
    { "007", 0, CELL_FINE, "7", "", 0 },
    { "+45", 0, CELL_FINE, "45", "", 0 },
    { ".5", 0, CELL_FINE, "0.5", "", 0 },
    { "5.", 0, CELL_FINE, "5", "", 0 },
    { "0.000", 0, CELL_FINE, "0", "", 0 },
    { "2309.7899999999995", 0, CELL_FINE, "2309.7899999999995", "", 0 },
    { "$1,234.50", 0, CELL_FINE, "1234.5", "", 0 },
    { "$-142.85", 0, CELL_FINE, "-142.85", "", 0 },
    { "-$142.85", 0, CELL_FINE, "-142.85", "", 0 },
    { "$13.50 ", 0, CELL_FINE, "13.5", "", 0 },
    { "1.234,56", 0, CELL_FINE, "1234.56", "", 0 },
    { "1.234.567,8", 0, CELL_FINE, "1234567.8", "", 0 },
    { "1 234,5", 0, CELL_FINE, "1234.5", "", 0 },
    { "1\u00a0234,50 €", 0, CELL_FINE, "1234.5", "EUR", 0 },
    { "1'234.50", 0, CELL_FINE, "1234.5", "", 0 },
    { "1’234.50", 0, CELL_FINE, "1234.5", "", 0 },
    { "12,34,567.00", 0, CELL_FINE, "1234567", "", 0 },
    { "(45.00)", 0, CELL_FINE, "-45", "", 0 },
    { "($1,045.00)", 0, CELL_FINE, "-1045", "", 0 },
    { "$(45.00)", 0, CELL_FINE, "-45", "", 0 },
    { "45.00-", 0, CELL_FINE, "-45", "", 0 },
    { "1.234,56-", 0, CELL_FINE, "-1234.56", "", 0 },
    { "−45.00", 0, CELL_FINE, "-45", "", 0 },
    { "75.00 CR", 0, CELL_FINE, "-75", "", 0 },
    { "75.00Cr.", 0, CELL_FINE, "-75", "", 0 },
    { "75.00 DR", 0, CELL_FINE, "75", "", 0 },
    { "USD 9.126,07", 0, CELL_FINE, "9126.07", "USD", 0 },
    { "'579,68 USD", 0, CELL_FINE, "579.68", "USD", 0 },
    { "8.582,07 $", 0, CELL_FINE, "8582.07", "", 0 },
    { "EUR 100 CR", 0, CELL_FINE, "-100", "EUR", 0 },
    { "£12", 0, CELL_FINE, "12", "GBP", 0 },
    { "1.234", 0, CELL_MARK_UNKNOWN, NULL, "", 0 },
    { "-1.234", 0, CELL_MARK_UNKNOWN, NULL, "", 0 },
    { "1,234", 0, CELL_MARK_UNKNOWN, NULL, "", 0 },
    { "1.234", '.', CELL_FINE, "1.234", "", 0 },
    { "1.234", ',', CELL_FINE, "1234", "", 0 },
    { "1,234", '.', CELL_FINE, "1234", "", 0 },
    { "1,234", ',', CELL_FINE, "1.234", "", 0 },
    { "1234.567", 0, CELL_FINE, "1234.567", "", 0 },
    { "1,23", '.', CELL_BAD_GROUPING, NULL, "", 0 },
    { "12.50", ',', CELL_BAD_GROUPING, NULL, "", 0 },
    { "1,2345", '.', CELL_BAD_GROUPING, NULL, "", 0 },
    { "1.2.3", 0, CELL_BAD_GROUPING, NULL, "", 0 },
    { "", 0, CELL_EMPTY, NULL, "", 0 },
    { "see attached", 0, CELL_NOT_A_NUMBER, NULL, "", 0 },
    { "-", 0, CELL_NOT_A_NUMBER, NULL, "", 0 },
    { "--5", 0, CELL_NOT_A_NUMBER, NULL, "", 0 },
    { "-(5)", 0, CELL_NOT_A_NUMBER, NULL, "", 0 },
    { "(5", 0, CELL_NOT_A_NUMBER, NULL, "", 0 },
    { "5 CR-", 0, CELL_NOT_A_NUMBER, NULL, "", 0 },
    { "EUR 5 USD", 0, CELL_NOT_A_NUMBER, NULL, "", 0 },
    { "12/5", 0, CELL_NOT_A_NUMBER, NULL, "", 0 },
    { "5%", 0, CELL_NOT_A_NUMBER, NULL, "", 0 },
    { "1.5E+06", 0, CELL_SCIENTIFIC, NULL, "", 0 },
    { "99999999999999999999", 0, CELL_TOO_LARGE, NULL, "", 0 },
    { "9223372036854775807", 0, CELL_FINE, "9223372036854775807", "", 0 },
    { "1.10000000000000000000", 0, CELL_FINE, "1.1", "", 0 },
    { "1234.5", ',', CELL_FINE, "1234.5", "", CELL_NUMBER },
    { "1.2345E7", 0, CELL_FINE, "12345000", "", CELL_NUMBER },
    { "-3.5E-2", 0, CELL_FINE, "-0.035", "", CELL_NUMBER },
    { "1E300", 0, CELL_TOO_LARGE, NULL, "", CELL_NUMBER },
    { "4.5E-30", 0, CELL_FINE, "0", "", CELL_NUMBER },
    { "#REF!", 0, CELL_BROKEN, NULL, "", CELL_ERROR },
    { "2025-01-01", 0, CELL_NOT_A_NUMBER, NULL, "", CELL_DATE },
};

static void test_numbers(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        const NumberCase *one = &NUMBERS[i];
        char currency[CURRENCY_SIZE], text[DECIMAL_TEXT_SIZE];
        Decimal value = { 0 };
        NumberForm form = { one->mark };
        Cell cell = cell_of(one->text, one->kind);
        CellVerdict verdict = cell_number_read(&cell, &form, &value, currency);
        g_test_message("%s", one->text);
        g_assert_cmpstr(cell_verdict_text(verdict), ==, cell_verdict_text(one->verdict));
        if (verdict != CELL_FINE) continue;
        g_assert_cmpstr(decimal_text(value, 0, text), ==, one->number);
        g_assert_cmpstr(currency, ==, one->currency);
    }
}

typedef struct {
    const char *values[4];
    CellColumnVerdict verdict;
    char mark;
    const char *words;
} MarkCase;

static const MarkCase MARKS[] = {
    { { "1", "25", "" }, CELL_COLUMN_NEUTRAL, '.', "" },
    { { "1.234", "12.50" }, CELL_COLUMN_DECIDED, '.', "" },
    { { "1.234", "1.234,50" }, CELL_COLUMN_DECIDED, ',', "" },
    { { "1.234", "see attached" },
      CELL_COLUMN_AMBIGUOUS,
      0,
      "no value tells whether the decimal mark is a point or a comma (line 2: 1.234); state it" },
    { { "5", "12.50", "12,50" },
      CELL_COLUMN_CONFLICT,
      0,
      "the decimal mark is a point in line 3 (12.50) and a comma in line 4 (12,50)" },
};

static void test_marks(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(MARKS); i++) {
        NumberScan scan = { 0 };
        char mark, words[CELL_WORDS_SIZE];
        for (int k = 0; k < 4 && MARKS[i].values[k] != NULL; k++) {
            Cell cell = cell_of(MARKS[i].values[k], CELL_TEXT);
            cell_number_scan(&scan, &cell, k + 2);
        }
        g_assert_cmpint(cell_number_mark(&scan, &mark), ==, MARKS[i].verdict);
        g_assert_cmpint(mark, ==, MARKS[i].mark);
        g_assert_cmpstr(cell_number_scan_text(&scan, words), ==, MARKS[i].words);
    }
}

/* Whatever the dress, the number inside stays. */
static void test_dresses(void)
{
    for (int i = 0; i < 20000; i++) {
        int64_t minor = g_test_rand_int_range(0, G_MAXINT32);
        int64_t whole = minor / 100;
        g_autofree char *grouped = NULL;
        if (whole >= 1000000)
            grouped = g_strdup_printf("%d,%03d,%03d.%02d", (int)(whole / 1000000),
                                      (int)(whole / 1000 % 1000), (int)(whole % 1000),
                                      (int)(minor % 100));
        else if (whole >= 1000)
            grouped = g_strdup_printf("%d,%03d.%02d", (int)(whole / 1000), (int)(whole % 1000),
                                      (int)(minor % 100));
        else
            grouped = g_strdup_printf("%d.%02d", (int)whole, (int)(minor % 100));
        if (i & 1)
            for (char *at = grouped; *at != '\0'; at++)
                *at = *at == ',' ? '.' : *at == '.' ? ',' : *at;
        g_autofree char *dressed = g_strdup_printf(i & 2   ? "(EUR %s)"
                                                   : i & 4 ? "%s €-"
                                                           : "€ -%s",
                                                   grouped);
        Cell cell = cell_of(dressed, CELL_TEXT);
        NumberForm form = { 0 };
        Decimal value;
        char currency[CURRENCY_SIZE];
        int64_t got;
        g_assert_cmpint(cell_number_read(&cell, &form, &value, currency), ==, CELL_FINE);
        g_assert_cmpstr(currency, ==, "EUR");
        g_assert_cmpint(money_from_decimal(value, currency, MONEY_EXACT, &got, NULL), ==, MONEY_OK);
        g_assert_cmpint(got, ==, -minor);
    }
}

/* ---- dates ---- */

typedef struct {
    const char *text;
    DateOrder order;
    int pivot;
    CellVerdict verdict;
    const char *day;
    CellKind kind;
} DateCase;

static const DateCase DATES[] = {
    { "2025-01-31", 0, 0, CELL_FINE, "2025-01-31", 0 },
    { "2025-01-31", DATE_ORDER_MDY, 0, CELL_FINE, "2025-01-31", 0 },
    { "2025-1-3", 0, 0, CELL_FINE, "2025-01-03", 0 },
    { "2020/01/26", 0, 0, CELL_FINE, "2020-01-26", 0 },
    { "2020.01.26", 0, 0, CELL_FINE, "2020-01-26", 0 },
    { "20200126", 0, 0, CELL_FINE, "2020-01-26", 0 },
    { "2020-04-15 12:25:01.718750000", 0, 0, CELL_FINE, "2020-04-15", 0 },
    { "2021-01-28T05:14:15Z", 0, 0, CELL_FINE, "2021-01-28", 0 },
    { "2021-01-28 00:00:00 +0100", 0, 0, CELL_FINE, "2021-01-28", 0 },
    { "12/31/2025 3:05 PM", 0, 0, CELL_FINE, "2025-12-31", 0 },
    { "31.1.2025", 0, 0, CELL_FINE, "2025-01-31", 0 },
    { "03.04.2025", 0, 0, CELL_FINE, "2025-04-03", 0 },
    { "13/04/2025", 0, 0, CELL_FINE, "2025-04-13", 0 },
    { "04/13/2025", 0, 0, CELL_FINE, "2025-04-13", 0 },
    { "04/04/2025", 0, 0, CELL_FINE, "2025-04-04", 0 },
    { "03/04/2025", 0, 0, CELL_ORDER_UNKNOWN, NULL, 0 },
    { "03/04/2025", DATE_ORDER_DMY, 0, CELL_FINE, "2025-04-03", 0 },
    { "03/04/2025", DATE_ORDER_MDY, 0, CELL_FINE, "2025-03-04", 0 },
    { "03-04-2025", DATE_ORDER_DMY, 0, CELL_FINE, "2025-04-03", 0 },
    { "13/04/2025", DATE_ORDER_MDY, 0, CELL_NO_SUCH_DAY, NULL, 0 },
    { "02/31/2025", DATE_ORDER_MDY, 0, CELL_NO_SUCH_DAY, NULL, 0 },
    { "31.02.2025", 0, 0, CELL_NO_SUCH_DAY, NULL, 0 },
    { "2025-02-31", 0, 0, CELL_NO_SUCH_DAY, NULL, 0 },
    { "2025-02-29", 0, 0, CELL_NO_SUCH_DAY, NULL, 0 },
    { "2024-02-29", 0, 0, CELL_FINE, "2024-02-29", 0 },
    { "31/02/2025", 0, 0, CELL_NO_SUCH_DAY, NULL, 0 },
    { "Jan 28 2021", 0, 0, CELL_FINE, "2021-01-28", 0 },
    { "January 28, 2021", 0, 0, CELL_FINE, "2021-01-28", 0 },
    { "28-Jan-2021", 0, 0, CELL_FINE, "2021-01-28", 0 },
    { "31 December 2025", 0, 0, CELL_FINE, "2025-12-31", 0 },
    { "31. März 2025", 0, 0, CELL_FINE, "2025-03-31", 0 },
    { "Fri, 31 Jan 2025", 0, 0, CELL_FINE, "2025-01-31", 0 },
    { "2025-Jan-31", 0, 0, CELL_FINE, "2025-01-31", 0 },
    { "Feb 30 2021", 0, 0, CELL_NO_SUCH_DAY, NULL, 0 },
    { "28-Jan-21", 0, 0, CELL_SHORT_YEAR, NULL, 0 },
    { "28-Jan-21", 0, 70, CELL_FINE, "2021-01-28", 0 },
    { "28-Jan-70", 0, 70, CELL_FINE, "1970-01-28", 0 },
    { "03/04/25", DATE_ORDER_DMY, 0, CELL_SHORT_YEAR, NULL, 0 },
    { "03/04/25", DATE_ORDER_DMY, 70, CELL_FINE, "2025-04-03", 0 },
    { "25/04/03", DATE_ORDER_YMD, 70, CELL_FINE, "2025-04-03", 0 },
    { "13.04.25", 0, 50, CELL_FINE, "2025-04-13", 0 },
    { "44000", 0, 0, CELL_NOT_A_DATE, NULL, 0 },
    { "44000", DATE_ORDER_SERIAL, 0, CELL_FINE, "2020-06-18", 0 },
    { "44000.75", DATE_ORDER_SERIAL, 0, CELL_FINE, "2020-06-18", 0 },
    { "44000", 0, 0, CELL_FINE, "2020-06-18", CELL_NUMBER },
    { "20200126", 0, 0, CELL_FINE, "2020-01-26", CELL_NUMBER },
    { "2024-03-07T01:00:00", DATE_ORDER_MDY, 0, CELL_FINE, "2024-03-07", CELL_DATE },
    { "", 0, 0, CELL_EMPTY, NULL, 0 },
    { "soon", 0, 0, CELL_NOT_A_DATE, NULL, 0 },
    { "2025-01", 0, 0, CELL_NOT_A_DATE, NULL, 0 },
    { "2025-01-31x", 0, 0, CELL_NOT_A_DATE, NULL, 0 },
    { "1/2-2025", 0, 0, CELL_NOT_A_DATE, NULL, 0 },
    { "2025-13-01", 0, 0, CELL_NO_SUCH_DAY, NULL, 0 },
    { "0000-01-01", 0, 0, CELL_NO_SUCH_DAY, NULL, 0 },
    { "#N/A", 0, 0, CELL_BROKEN, NULL, CELL_ERROR },
};

static void test_dates(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(DATES); i++) {
        const DateCase *one = &DATES[i];
        char text[DAY_TEXT_SIZE];
        Day day = 0;
        DateForm form = { .order = one->order, .pivot = one->pivot };
        Cell cell = cell_of(one->text, one->kind);
        CellVerdict verdict = cell_date_read(&cell, &form, &day);
        g_test_message("%s", one->text);
        g_assert_cmpstr(cell_verdict_text(verdict), ==, cell_verdict_text(one->verdict));
        if (verdict == CELL_FINE) g_assert_cmpstr(day_text(day, text), ==, one->day);
    }
}

typedef struct {
    const char *values[4];
    CellColumnVerdict verdict;
    DateOrder order;
    const char *words;
} OrderCase;

static const OrderCase ORDERS[] = {
    { { "2025-01-31", "Jan 3 2025", "", "soon" }, CELL_COLUMN_NEUTRAL, 0, "" },
    { { "03/04/2025", "25/04/2025" }, CELL_COLUMN_DECIDED, DATE_ORDER_DMY, "" },
    { { "03/04/2025", "2025-04-04", "04/25/2025" }, CELL_COLUMN_DECIDED, DATE_ORDER_MDY, "" },
    { { "03.04.2025" }, CELL_COLUMN_DECIDED, DATE_ORDER_DMY, "" },
    { { "44000", "43999" }, CELL_COLUMN_DECIDED, DATE_ORDER_SERIAL, "" },
    { { "99/01/31", "01/02/03" }, CELL_COLUMN_DECIDED, DATE_ORDER_YMD, "" },
    { { "03/04/2025", "04/05/2025", "31/31/2025" },
      CELL_COLUMN_AMBIGUOUS,
      0,
      "no value tells day from month (line 2: 03/04/2025); state the date order" },
    { { "03/04/2025", "25/03/2025", "03/25/2025" },
      CELL_COLUMN_CONFLICT,
      0,
      "the dates of line 4 (03/25/2025) and line 3 (25/03/2025) cannot both be read in one order" },
    { { "44000", "03/25/2025" },
      CELL_COLUMN_CONFLICT,
      0,
      "the dates of line 2 (44000) and line 3 (03/25/2025) cannot both be read in one order" },
};

static void test_orders(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ORDERS); i++) {
        DateScan scan = { 0 };
        DateOrder order;
        char words[CELL_WORDS_SIZE];
        for (int k = 0; k < 4 && ORDERS[i].values[k] != NULL; k++) {
            Cell cell = cell_of(ORDERS[i].values[k], CELL_TEXT);
            cell_date_scan(&scan, &cell, k + 2);
        }
        g_assert_cmpint(cell_date_order(&scan, &order), ==, ORDERS[i].verdict);
        g_assert_cmpint(order, ==, ORDERS[i].order);
        g_assert_cmpstr(cell_date_scan_text(&scan, words), ==, ORDERS[i].words);
    }
}

static void test_serials(void)
{
    static const struct {
        int64_t serial;
        bool epoch_1904;
        const char *day; /* "": none */
    } CASES[] = {
        { 1, false, "1900-01-01" },
        { 59, false, "1900-02-28" },
        { 60, false, "" },
        { 61, false, "1900-03-01" },
        { 45658, false, "2025-01-01" },
        { 0, true, "1904-01-01" },
        { 44196, true, "2025-01-01" },
        { 0, false, "" },
        { -1, true, "" },
        { 2958465, false, "9999-12-31" },
        { 2958466, false, "" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Day day = DAY_NONE;
        char text[DAY_TEXT_SIZE];
        bool good = cell_date_serial(CASES[i].serial, CASES[i].epoch_1904, &day);
        g_assert_cmpstr(good ? day_text(day, text) : "", ==, CASES[i].day);
    }
}

/* Every day written in every form comes back. */
static void test_forms(void)
{
    for (Day day = -10000; day < 30000; day += 13) {
        DayParts p = day_parts(day);
        const struct {
            const char *format;
            int a, b, c;
            DateOrder order;
        } forms[] = {
            { "%04d-%02d-%02d", p.year, p.month, p.day, DATE_ORDER_NONE },
            { "%d/%d/%d", p.month, p.day, p.year, DATE_ORDER_MDY },
            { "%02d-%02d-%d", p.day, p.month, p.year, DATE_ORDER_DMY },
            { "%d.%d.%d", p.day, p.month, p.year, DATE_ORDER_NONE },
            { "%04d%02d%02d", p.year, p.month, p.day, DATE_ORDER_DMY },
        };
        for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
            char text[32];
            Day got;
            DateForm form = { .order = forms[i].order };
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            g_snprintf(text, sizeof text, forms[i].format, forms[i].a, forms[i].b, forms[i].c);
#pragma GCC diagnostic pop
            Cell cell = cell_of(text, CELL_TEXT);
            g_assert_cmpint(cell_date_read(&cell, &form, &got), ==, CELL_FINE);
            g_assert_cmpint(got, ==, day);
        }
    }
}

/* ---- names and references ---- */

static void test_references(void)
{
    static const struct {
        const char *text, *expected;
        CellVerdict verdict;
        CellKind kind;
    } CASES[] = {
        { "2960623488.0", "2960623488", CELL_FINE, 0 },
        { "0200769072", "0200769072", CELL_FINE, 0 },
        { "INV-1.0", "INV-1.0", CELL_FINE, 0 },
        { "1.05", "1.05", CELL_FINE, 0 },
        { "12E5", "12E5", CELL_FINE, 0 },
        { "2.96062E+09", NULL, CELL_SCIENTIFIC, 0 },
        { "1E+15", NULL, CELL_SCIENTIFIC, 0 },
        { "1.2345678901234568E19", NULL, CELL_SCIENTIFIC, CELL_NUMBER },
        { "2960623488", "2960623488", CELL_FINE, CELL_NUMBER },
        { "", NULL, CELL_EMPTY, 0 },
        { "a\nb", "a b", CELL_FINE, 0 },
        { "12345678901234567", NULL, CELL_TOO_LONG, 0 },
        { "#N/A", NULL, CELL_BROKEN, CELL_ERROR },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char out[16];
        Cell cell = cell_of(CASES[i].text, CASES[i].kind);
        CellVerdict verdict = cell_reference(&cell, out, sizeof out);
        g_assert_cmpstr(cell_verdict_text(verdict), ==, cell_verdict_text(CASES[i].verdict));
        if (verdict == CELL_FINE) g_assert_cmpstr(out, ==, CASES[i].expected);
    }
}

static void test_words(void)
{
    for (CellVerdict verdict = CELL_FINE; verdict <= CELL_TOO_LONG; verdict++) {
        g_assert_cmpint(*cell_verdict_text(verdict), !=, '\0');
        g_assert_true(verdict == CELL_FINE || *cell_verdict_remedy(verdict) != '\0');
    }
}

static void test_speed(void)
{
    enum { COUNT = 2000000 };
    Cell date = cell_of("2025-01-31", CELL_TEXT), amount = cell_of("1234.50", CELL_TEXT);
    DateForm date_form = { 0 };
    NumberForm number_form = { '.' };
    char currency[CURRENCY_SIZE];
    Day day;
    Decimal value;
    int64_t sum = 0;
    if (!g_test_perf()) return g_test_skip("timing runs with -m perf");
    g_test_timer_start();
    for (int i = 0; i < COUNT; i++) {
        g_assert_cmpint(cell_date_read(&date, &date_form, &day), ==, CELL_FINE);
        g_assert_cmpint(cell_number_read(&amount, &number_form, &value, currency), ==, CELL_FINE);
        sum += value.digits + day;
    }
    double seconds = g_test_timer_elapsed();
    g_assert_cmpint(sum, >, 0);
    g_test_maximized_result(COUNT / seconds, "%.1f million dates and amounts a second",
                            COUNT / seconds / 1e6);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/intake/cell/numbers", test_numbers);
    g_test_add_func("/intake/cell/marks", test_marks);
    g_test_add_func("/intake/cell/dresses", test_dresses);
    g_test_add_func("/intake/cell/dates", test_dates);
    g_test_add_func("/intake/cell/orders", test_orders);
    g_test_add_func("/intake/cell/serials", test_serials);
    g_test_add_func("/intake/cell/forms", test_forms);
    g_test_add_func("/intake/cell/references", test_references);
    g_test_add_func("/intake/cell/words", test_words);
    g_test_add_func("/intake/cell/speed", test_speed);
    return g_test_run();
}
