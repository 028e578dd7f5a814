/* base/decimal.c: typed numbers, digit by digit.  Knows no currency and never goes through floating
 * point.
 *
 * Redundant zeros are trimmed, so equal numbers have equal members.  An int64_t carries 18 digits
 * whatever they are.  Of a longer number (spreadsheets write 310427858.973999998430616) the
 * decimals past the 18th digit are rounded away, but only when at least nine decimals stay: the
 * value then moves by at most 5e-10 of a major unit, far inside what money.h calls noise. Otherwise
 * the number is refused as too large. */
#include "base/decimal.h"

#include <glib.h>

enum { DIGITS_MAX = 18, SCALE_MAX = DIGITS_MAX, DECIMALS_KEPT_MIN = 9 };

static bool is_digit(char c)
{
    return (unsigned)(unsigned char)c - '0' <= 9;
}

/* Where the digits that begin at text end. */
static const char *skip_digits(const char *text)
{
    while (is_digit(*text)) text++;
    return text;
}

static int64_t add_digits(int64_t value, const char *from, const char *to)
{
    for (; from < to; from++) value = value * 10 + (*from - '0');
    return value;
}

static void trim(Decimal *value)
{
    while (value->scale > 0 && value->digits % 10 == 0) {
        value->digits /= 10;
        value->scale--;
    }
}

/* [whole, point) are the digits before the point, [first, end) the decimals, both without redundant
 * zeros. */
typedef struct {
    const char *whole, *point, *first, *end;
} Parts;

/* Says false when the text is not a plain number. */
static bool split(const char *text, Parts *out)
{
    Parts parts = { .whole = text, .point = skip_digits(text) };
    if (parts.point == text) return false;
    parts.first = parts.end = parts.point;
    if (*parts.point == '.') {
        parts.first = parts.point + 1;
        parts.end = skip_digits(parts.first);
        if (parts.end == parts.first) return false;
    }
    if (*parts.end != '\0') return false;
    while (parts.end > parts.first && parts.end[-1] == '0') parts.end--;
    while (parts.whole < parts.point && *parts.whole == '0') parts.whole++;
    *out = parts;
    return true;
}

/* More decimals than fit: rounds the last ones away.  Says false when too few would stay. */
static bool cut(const Parts *parts, Decimal *out)
{
    ptrdiff_t room = DIGITS_MAX - (parts->point - parts->whole);
    if (room < DECIMALS_KEPT_MIN) return false;
    g_assert(parts->first + room < parts->end);
    int64_t digits = add_digits(0, parts->whole, parts->point);
    digits = add_digits(digits, parts->first, parts->first + room);
    if (parts->first[room] >= '5') digits++;
    *out = (Decimal){ digits, (int32_t)room, true };
    trim(out);
    return true;
}

DecimalVerdict decimal_parse(const char *text, Decimal *out)
{
    bool negative = *text == '-';
    Parts parts;
    if (!split(text + negative, &parts)) return DECIMAL_SYNTAX;
    Decimal value = { .given = true };
    if ((parts.point - parts.whole) + (parts.end - parts.first) <= DIGITS_MAX) {
        value.digits = add_digits(0, parts.whole, parts.point);
        value.digits = add_digits(value.digits, parts.first, parts.end);
        value.scale = (int32_t)(parts.end - parts.first);
    } else if (!cut(&parts, &value)) {
        return DECIMAL_TOO_LARGE;
    }
    if (negative) value.digits = -value.digits;
    *out = value;
    return DECIMAL_OK;
}

const char *decimal_verdict_text(DecimalVerdict verdict)
{
    switch (verdict) {
    case DECIMAL_OK: return "is a number";
    case DECIMAL_SYNTAX: return "is not a plain number such as 1234.50";
    case DECIMAL_TOO_LARGE: return "has more than 18 significant digits";
    }
    g_assert_not_reached();
}

const char *decimal_text(Decimal value, int min_decimals, char buffer[static DECIMAL_TEXT_SIZE])
{
    g_assert(value.scale >= 0 && value.scale <= SCALE_MAX);
    g_assert(min_decimals >= 0 && min_decimals <= SCALE_MAX);
    char reversed[DECIMAL_TEXT_SIZE];
    size_t count = 0;
    trim(&value);
    int scale = value.scale;
    for (int i = scale; i < min_decimals; i++) reversed[count++] = '0';

    uint64_t left = value.digits < 0 ? -(uint64_t)value.digits : (uint64_t)value.digits;
    for (int place = 0; left > 0 || place <= scale; place++) {
        if (place == scale && count > 0) reversed[count++] = '.';
        reversed[count++] = (char)('0' + left % 10);
        left /= 10;
    }
    if (value.digits < 0) reversed[count++] = '-';
    for (size_t i = 0; i < count; i++) buffer[i] = reversed[count - 1 - i];
    buffer[count] = '\0';
    return buffer;
}
