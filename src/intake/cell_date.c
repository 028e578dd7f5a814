/* intake/cell_date.c: dates as the world writes them -> Day.  Nothing rolls over; no order is
 * guessed.
 *
 *   2025-01-31  2025/1/31  20250131  31.1.2025  Jan 31 2025  31-Jan-2025  31 January 2025      read
 * in one way 1/31/2025   31/01/2025 the day decides 03/04/2025  03/04/25 need an order
 */
#include "intake/cell_date.h"
#include <glib.h>
#include <string.h>

enum { PARTS = 3, SERIAL_MAX = 2958465, SERIAL_LIKELY_MIN = 20000, SERIAL_LIKELY_MAX = 80000 };
enum {
    ALL_ORDERS =
        1 << DATE_ORDER_YMD | 1 << DATE_ORDER_DMY | 1 << DATE_ORDER_MDY | 1 << DATE_ORDER_SERIAL
};

/* A date taken apart, before any order is applied. */
typedef struct {
    int number[PARTS];
    int digits[PARTS];
    int month_at;   /* which part was a month's name; -1: none */
    char separator; /* of three numbers */
    bool compact;   /* YYYYMMDD */
    bool serial;    /* digits only, may be a spreadsheet's day number */
    int64_t serial_number;
} Shape;

static const char *const MONTHS[] = {
    "jan|ene|gen",  "feb|fév|fev",     "mar|mär|mrz|mrt", "apr|avr|abr", "may|mai|mag|mei",
    "jun|juin|giu", "jul|juil|lug",    "aug|aoû|aou|ago", "sep|set",     "oct|okt|ott",
    "nov",          "dec|dez|déc|dic",
};

static bool starts_with(const char *word, size_t length, const char *name, size_t size)
{
    return size <= length && g_ascii_strncasecmp(word, name, size) == 0;
}

/* 1 … 12 by the first letters, in the tongues exports come in; 0: no month. */
static int month_of(const char *word, size_t length)
{
    for (int month = 0; month < 12; month++)
        for (const char *name = MONTHS[month]; *name != '\0';) {
            size_t size = strcspn(name, "|");
            if (starts_with(word, length, name, size)) return month + 1;
            name += size + (name[size] == '|');
        }
    return 0;
}

static bool is_letter(char c)
{
    return g_ascii_isalpha(c) || (unsigned char)c >= 0x80;
}

/* A clock time, or nothing: "T00:00:00Z", " 12:25:01.71", " 3:05 PM", " 00:00:00 +0100". */
static bool is_time(const char *text)
{
    if (*text == '\0') return true;
    const char *at = text + 1;
    if (*text != 'T' && *text != ' ') return false;
    while (*at == ' ') at++;
    size_t digits = strspn(at, "0123456789");
    if (digits == 0 || digits > 2) return false;
    at += digits;
    if (*at != ':' && *at != ' ') return false;
    return at[strspn(at, "0123456789:.,+- ZUTCGMAPamp")] == '\0';
}

/* Reads up to four digits … eight, moving *at. */
static bool take_number(const char **at, int *number, int *digits)
{
    size_t length = strspn(*at, "0123456789");
    if (length == 0 || length > 4) return false;
    *number = 0;
    for (size_t i = 0; i < length; i++) *number = *number * 10 + (*at)[i] - '0';
    *digits = (int)length;
    *at += length;
    return true;
}

static bool take_month(const char **at, Shape *shape, int part)
{
    size_t length = 0;
    while (is_letter((*at)[length])) length++;
    shape->number[part] = month_of(*at, length);
    if (shape->number[part] == 0 || shape->month_at >= 0) return false;
    shape->month_at = part;
    *at += length;
    return true;
}

static const char *skip_separator(const char *at, char *separator)
{
    const char *start = at;
    while (*at != '\0' && strchr("-/. ,", *at) != NULL) {
        if (*at != ' ' && *at != ',') *separator = *at;
        at++;
    }
    return at - start <= 2 ? at : NULL;
}

/* "Fri, 31 Jan 2025": the weekday is not checked, the date is what was written. */
static const char *skip_weekday(const char *text)
{
    const char *comma = strchr(text, ',');
    if (comma == NULL || comma[1] != ' ' || !is_letter(*text)) return text;
    for (const char *at = text; at < comma; at++)
        if (!is_letter(*at)) return text;
    return comma + 2;
}

static bool shape_of_digits(const Cell *cell, Shape *shape)
{
    size_t digits = strspn(cell->text, "0123456789");
    const char *rest = cell->text + digits;
    bool fraction = *rest == '.' && rest[1 + strspn(rest + 1, "0123456789")] == '\0' && digits >= 5;
    if (digits == 8 && is_time(rest)) {
        int64_t all = g_ascii_strtoll(cell->text, NULL, 10);
        *shape =
            (Shape){ .number = { (int)(all / 10000), (int)(all / 100 % 100), (int)(all % 100) },
                     .digits = { 4, 2, 2 },
                     .month_at = -1,
                     .compact = true };
        return true;
    }
    if (digits == 0 || digits > 7 || (*rest != '\0' && !fraction)) return false;
    *shape = (Shape){ .month_at = -1,
                      .serial = true,
                      .serial_number = g_ascii_strtoll(cell->text, NULL, 10) };
    return true;
}

/* One of the three parts and the separator before it, which must be the same between three numbers.
 */
static bool take_part(const char **at, Shape *shape, int part)
{
    char separator = shape->separator;
    if (part > 0) *at = skip_separator(*at, &separator);
    if (*at == NULL) return false;
    if (part == 2 && shape->month_at < 0 && separator != shape->separator) return false;
    shape->separator = separator;
    return is_letter(**at) ? take_month(at, shape, part)
                           : take_number(at, &shape->number[part], &shape->digits[part]);
}

static bool shape_of(const Cell *cell, Shape *shape)
{
    if (shape_of_digits(cell, shape)) return true;
    const char *at = skip_weekday(cell->text);
    *shape = (Shape){ .month_at = -1 };
    for (int part = 0; part < PARTS; part++)
        if (!take_part(&at, shape, part)) return false;
    if (shape->month_at < 0 && shape->separator == '\0') return false;
    if (*at == '.' || *at == ',') at++;
    return is_time(at);
}

/* The orders this shape's writing allows, whatever its numbers. */
static unsigned orders_of(const Shape *shape)
{
    const unsigned ymd = 1u << DATE_ORDER_YMD, dmy = 1u << DATE_ORDER_DMY,
                   mdy = 1u << DATE_ORDER_MDY;
    if (shape->serial) return 1u << DATE_ORDER_SERIAL;
    if (shape->compact || shape->digits[0] > 2) return ymd;
    if (shape->digits[1] > 2) return 0;
    if (shape->month_at == 0) return mdy;
    if (shape->month_at == 1) return dmy;
    if (shape->month_at == 2) return 0;
    if (shape->separator == '.') return dmy;
    return shape->digits[2] > 2 ? dmy | mdy : ymd | dmy | mdy;
}

static CellVerdict read_as(const Shape *shape, DateOrder order, const DateForm *form, Day *out)
{
    int y = 0, m = 1, d = 2;
    if (order == DATE_ORDER_SERIAL)
        return cell_date_serial(shape->serial_number, form->epoch_1904, out) ? CELL_FINE
                                                                             : CELL_NOT_A_DATE;
    if (order == DATE_ORDER_DMY) y = 2, m = 1, d = 0;
    if (order == DATE_ORDER_MDY) y = 2, m = 0, d = 1;
    int year = shape->number[y];
    if (shape->digits[y] == 3) return CELL_NOT_A_DATE;
    if (shape->digits[y] <= 2) {
        if (form->pivot == 0) return CELL_SHORT_YEAR;
        year += year < form->pivot ? 2000 : 1900;
    }
    return day_from_parts(year, shape->number[m], shape->number[d], out) ? CELL_FINE
                                                                         : CELL_NO_SUCH_DAY;
}

/* Tries each order the writing allows; several days that differ are no answer. */
static CellVerdict read_any(const Shape *shape, unsigned orders, const DateForm *form, Day *out)
{
    CellVerdict best = CELL_NOT_A_DATE;
    int found = 0;
    Day day = 0, last = 0;
    for (DateOrder order = DATE_ORDER_YMD; order <= DATE_ORDER_MDY; order++) {
        if (!(orders & 1u << order)) continue;
        CellVerdict verdict = read_as(shape, order, form, &day);
        if (verdict != CELL_FINE) {
            if (found == 0) best = verdict;
            continue;
        }
        if (found > 0 && day != last) return CELL_ORDER_UNKNOWN;
        found++;
        last = day;
        best = CELL_FINE;
    }
    if (best == CELL_FINE) *out = last;
    return best;
}

/* YYYY-MM-DD with or without a time: nearly every cell of a clean file. */
static bool iso_read(const char *text, uint32_t length, Day *out, bool *exists)
{
    static const uint8_t AT[8] = { 0, 1, 2, 3, 5, 6, 8, 9 };
    int n[8];
    if (length < 10 || text[4] != '-' || text[7] != '-') return false;
    for (int i = 0; i < 8; i++) {
        n[i] = text[AT[i]] - '0';
        if ((unsigned)n[i] > 9) return false;
    }
    if (length > 10 && !is_time(text + 10)) return false;
    *exists = day_from_parts(n[0] * 1000 + n[1] * 100 + n[2] * 10 + n[3], n[4] * 10 + n[5],
                             n[6] * 10 + n[7], out);
    return true;
}

CellVerdict cell_date_read(const Cell *cell, const DateForm *form, Day *out)
{
    Shape shape;
    bool exists;
    if (cell->kind == CELL_ERROR) return CELL_BROKEN;
    if (cell->length == 0) return CELL_EMPTY;
    if (iso_read(cell->text, cell->length, out, &exists))
        return exists ? CELL_FINE : CELL_NO_SUCH_DAY;
    if (cell->kind == CELL_BOOL || !shape_of(cell, &shape)) return CELL_NOT_A_DATE;

    unsigned orders = orders_of(&shape);
    if (shape.serial) {
        bool meant = form->order == DATE_ORDER_SERIAL || cell->kind == CELL_NUMBER;
        return meant ? read_as(&shape, DATE_ORDER_SERIAL, form, out) : CELL_NOT_A_DATE;
    }
    bool stated = form->order != DATE_ORDER_NONE && (orders & 1u << form->order) != 0;
    if (stated) return read_as(&shape, form->order, form, out);
    return read_any(&shape, orders, form, out);
}

bool cell_date_serial(int64_t serial, bool epoch_1904, Day *out)
{
    enum { DAY_1899_12_31 = -25568, DAY_1904_01_01 = -24107 };
    if (serial < (epoch_1904 ? 0 : 1) || serial > SERIAL_MAX) return false;
    if (epoch_1904) return *out = (Day)(DAY_1904_01_01 + serial), true;
    if (serial == 60) return false; /* 29 February 1900 */
    *out = (Day)(DAY_1899_12_31 + serial - (serial > 60));
    return true;
}

/* Written so that it reads the same in any order, or too small to be a day number. */
static bool needs_no_order(const Shape *shape)
{
    if (shape->serial)
        return shape->serial_number < SERIAL_LIKELY_MIN || shape->serial_number > SERIAL_LIKELY_MAX;
    return shape->compact || shape->month_at >= 0 || shape->digits[0] > 2;
}

/* The orders in which the shape is a day that exists. */
static unsigned possible_orders(const Shape *shape)
{
    const DateForm form = { .pivot = 70 };
    unsigned orders = orders_of(shape), possible = 0;
    Day day;
    for (DateOrder order = DATE_ORDER_YMD; order <= DATE_ORDER_SERIAL; order++)
        if ((orders & 1u << order) && read_as(shape, order, &form, &day) == CELL_FINE)
            possible |= 1u << order;
    return possible;
}

void cell_date_scan(DateScan *scan, const Cell *cell, int64_t line)
{
    Shape shape;
    Day day;
    bool exists;
    if (cell->kind != CELL_TEXT || cell->length == 0) return;
    if (iso_read(cell->text, cell->length, &day, &exists) || !shape_of(cell, &shape)) return;
    if (needs_no_order(&shape)) return;

    unsigned possible = possible_orders(&shape);
    if (possible == 0) return; /* no date in any order: the row's own fault */
    scan->needed++;
    for (DateOrder order = DATE_ORDER_YMD; order <= DATE_ORDER_SERIAL; order++)
        if (!(possible & 1u << order)) cell_witness(&scan->against[order], cell, line);
    scan->impossible |= ALL_ORDERS & ~possible;
    if ((possible & (possible - 1)) != 0) cell_witness(&scan->doubtful, cell, line);
}

CellColumnVerdict cell_date_order(const DateScan *scan, DateOrder *order)
{
    unsigned left = ALL_ORDERS & ~scan->impossible;
    *order = DATE_ORDER_NONE;
    if (scan->needed == 0) return CELL_COLUMN_NEUTRAL;
    if (left == 0) return CELL_COLUMN_CONFLICT;
    if ((left & (left - 1)) != 0) return CELL_COLUMN_AMBIGUOUS;
    *order = (DateOrder)__builtin_ctz(left);
    return CELL_COLUMN_DECIDED;
}

/* Two values no order fits both of: one against day first, one against month first, or what else
 * there is. */
static void conflict_text(const DateScan *scan, char *buffer)
{
    const CellWitness *one = &scan->against[DATE_ORDER_DMY], *two = &scan->against[DATE_ORDER_MDY];
    if (one->line == two->line) two = &scan->against[DATE_ORDER_SERIAL];
    if (one->line == two->line) two = &scan->against[DATE_ORDER_YMD];
    g_snprintf(buffer, CELL_WORDS_SIZE,
               "the dates of line %" G_GINT64_FORMAT " (%s) and line %" G_GINT64_FORMAT
               " (%s) cannot both be read in one order",
               one->line, one->text, two->line, two->text);
}

const char *cell_date_scan_text(const DateScan *scan, char buffer[static CELL_WORDS_SIZE])
{
    DateOrder order;
    CellColumnVerdict verdict = cell_date_order(scan, &order);
    buffer[0] = '\0';
    if (verdict == CELL_COLUMN_CONFLICT) conflict_text(scan, buffer);
    if (verdict == CELL_COLUMN_AMBIGUOUS)
        g_snprintf(buffer, CELL_WORDS_SIZE,
                   "no value tells day from month (line %" G_GINT64_FORMAT
                   ": %s); state the date order",
                   scan->doubtful.line, scan->doubtful.text);
    return buffer;
}
