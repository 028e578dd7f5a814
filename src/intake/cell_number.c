/* intake/cell_number.c: amounts as the world writes them -> Decimal.  Rounds nothing and reads no
 * doubtful one.
 *
 *   amount = [sign | '(' | currency | space]* core [')' | '-' | CR | DR | currency | space]*
 *   core   = digits in groups, [mark, digits]        groups parted by . , ' or a space, of three
 * (inner ones also two)
 */
#include "intake/cell_number.h"
#include <glib.h>
#include <string.h>

enum { CORE_MAX = 48, POINT = 1, COMMA = 2, SCALE_MAX = 18 };

typedef struct {
    char core[CORE_MAX + 1]; /* digits . , and _ for a space or apostrophe */
    int minus;               /* how many signs said so */
    int plus;
    char currency[CURRENCY_SIZE];
    int currencies;
} Parts;

typedef struct {
    const char *text, *code; /* code "": the sign of many */
} Sign;

static const Sign SIGNS[] = {
    { "US$", "USD" }, { "A$", "AUD" },   { "C$", "CAD" },    { "R$", "BRL" }, { "$", "" },
    { "€", "EUR" },   { "£", "GBP" },    { "¥", "" },        { "₹", "INR" },  { "₩", "KRW" },
    { "₽", "RUB" }, { "₺", "TRY" },    { "₪", "ILS" },     { "₫", "VND" },  { "₴", "UAH" },
    { "฿", "THB" },   { "zł", "PLN" },   { "Kč", "CZK" },    { "kr.", "" },   { "kr", "" },
    { "Fr.", "CHF" }, { "Rs.", "" },     { "Rs", "" },       { "CR", "-" },   { "Cr.", "-" },
    { "cr", "-" },    { "Cr", "-" },     { "DR", "+" },      { "Dr.", "+" },  { "dr", "+" },
    { "Dr", "+" },    { "\u2212", "-" }, { "-", "-" },       { "+", "+" },    { "\u00a0", NULL },
    { " ", NULL },    { "\t", NULL },    { "\u202f", NULL }, { "'", NULL },
};

static void take_sign(Parts *parts, const char *code)
{
    if (code == NULL) return;
    if (*code == '-')
        parts->minus++;
    else if (*code == '+')
        parts->plus++;
    else {
        parts->currencies++;
        g_strlcpy(parts->currency, code, sizeof parts->currency);
    }
}

static bool is_code(const char *text)
{
    for (int i = 0; i < 3; i++)
        if (!g_ascii_isalpha(text[i])) return false;
    char code[CURRENCY_SIZE] = { g_ascii_toupper(text[0]), g_ascii_toupper(text[1]),
                                 g_ascii_toupper(text[2]), '\0' };
    return money_exponent(code) >= 0;
}

static void take_code(Parts *parts, const char *text)
{
    parts->currencies++;
    for (int i = 0; i < 3; i++) parts->currency[i] = g_ascii_toupper(text[i]);
}

/* One word off the front: its length, 0 when the core begins. */
static size_t front(Parts *parts, const char *text, size_t length)
{
    if (length > 3 && is_code(text) && !g_ascii_isalpha(text[3])) return take_code(parts, text), 3;
    for (size_t i = 0; i < G_N_ELEMENTS(SIGNS); i++) {
        size_t size = strlen(SIGNS[i].text);
        bool word = g_ascii_isalpha(SIGNS[i].text[0]) && SIGNS[i].code != NULL &&
                    strchr("+-", SIGNS[i].code[0]) != NULL && SIGNS[i].code[0] != '\0';
        if (word || size > length || memcmp(text, SIGNS[i].text, size) != 0) continue;
        take_sign(parts, SIGNS[i].code);
        return size;
    }
    return 0;
}

static size_t back(Parts *parts, const char *text, size_t length)
{
    if (length > 3 && is_code(text + length - 3) && !g_ascii_isalpha(text[length - 4]))
        return take_code(parts, text + length - 3), 3;
    for (size_t i = 0; i < G_N_ELEMENTS(SIGNS); i++) {
        size_t size = strlen(SIGNS[i].text);
        if (size > length || memcmp(text + length - size, SIGNS[i].text, size) != 0) continue;
        take_sign(parts, SIGNS[i].code);
        return size;
    }
    return 0;
}

/* Peels both ends; what is left must be the core.  False: this is no number. */
static bool peel(Parts *parts, const char **text, size_t *length)
{
    bool open = false, closed = false;
    for (size_t size; *length > 0;) {
        if (**text == '(' && !open)
            open = true, size = 1;
        else
            size = front(parts, *text, *length);
        if (size == 0) break;
        *text += size;
        *length -= size;
    }
    for (size_t size; *length > 0;) {
        if ((*text)[*length - 1] == ')' && !closed)
            closed = true, size = 1;
        else
            size = back(parts, *text, *length);
        if (size == 0) break;
        *length -= size;
    }
    parts->minus += open;
    return open == closed && parts->minus + parts->plus <= 1 && parts->currencies <= 1;
}

/* Bytes of a group space or apostrophe at text, or 0. */
static size_t group_space(const char *text)
{
    static const char *const SPACES[] = { " ", "'", "\u00a0", "\u202f", "\u2009", "\u2019" };
    for (size_t i = 0; i < G_N_ELEMENTS(SPACES); i++)
        if (g_str_has_prefix(text, SPACES[i])) return strlen(SPACES[i]);
    return 0;
}

static bool core_copy(Parts *parts, const char *text, size_t length)
{
    size_t to = 0;
    for (size_t at = 0, size; at < length; at += size) {
        size = 1;
        char c = text[at];
        if (!g_ascii_isdigit(c) && c != '.' && c != ',') {
            size = group_space(text + at);
            c = '_';
        }
        if (size == 0 || to == CORE_MAX) return false;
        parts->core[to++] = c;
    }
    parts->core[to] = '\0';
    return strpbrk(parts->core, "0123456789") != NULL;
}

/* May a group of that many digits stand there?  The first has one to three and no leading zero, the
 * last three; India's inner ones have two. */
static bool group_fits(size_t group, size_t digits, char first)
{
    if (group == 0) return digits >= 1 && digits <= 3 && first != '0';
    return digits == 3 || digits == 2;
}

/* Are the digits before `end` grouped by one kind of separator, which is not the mark? */
static bool grouping_fits(const char *core, size_t end, char mark)
{
    char separator = '\0';
    size_t groups = 0, digits = 0;
    for (size_t i = 0; i < end; i++) {
        if (g_ascii_isdigit(core[i])) {
            digits++;
            continue;
        }
        if (core[i] == mark || (separator != '\0' && core[i] != separator)) return false;
        if (!group_fits(groups, digits, core[0])) return false;
        separator = core[i];
        groups++;
        digits = 0;
    }
    return groups == 0 || digits == 3;
}

static bool fits(const char *core, char mark)
{
    const char *at = strchr(core, mark);
    size_t whole = at != NULL ? (size_t)(at - core) : strlen(core);
    if (at != NULL && at[1 + strspn(at + 1, "0123456789")] != '\0') return false;
    return grouping_fits(core, whole, mark);
}

static int marks(const char *core)
{
    return (fits(core, '.') ? POINT : 0) | (fits(core, ',') ? COMMA : 0);
}

static CellVerdict digits_read(const char *core, char mark, bool negative, Decimal *out)
{
    int64_t digits = 0;
    int32_t scale = 0;
    const char *point = strchr(core, mark);
    size_t length = strlen(core);
    if (point != NULL)
        while (length > 0 && core[length - 1] == '0')
            length--; /* zeros of a fraction add nothing */
    for (size_t i = 0; i < length; i++) {
        if (!g_ascii_isdigit(core[i])) continue;
        if (__builtin_mul_overflow(digits, 10, &digits) ||
            __builtin_add_overflow(digits, core[i] - '0', &digits))
            return CELL_TOO_LARGE;
        scale += point != NULL && core + i > point;
    }
    if (scale > SCALE_MAX) return CELL_TOO_LARGE;
    *out = (Decimal){ negative ? -digits : digits, scale, true };
    return CELL_FINE;
}

/* Multiplies by a power of ten; what lies below 1e-18 is float dust. */
static CellVerdict shift(Decimal *value, int64_t exponent)
{
    if (value->digits == 0) return CELL_FINE;
    for (; exponent > 0 && value->scale > 0; exponent--) value->scale--;
    for (; exponent > 0; exponent--)
        if (__builtin_mul_overflow(value->digits, 10, &value->digits)) return CELL_TOO_LARGE;
    if (exponent < -SCALE_MAX) return *value = (Decimal){ 0, 0, true }, CELL_FINE;
    value->scale -= (int32_t)exponent;
    for (; value->scale > SCALE_MAX; value->scale--) value->digits /= 10;
    return CELL_FINE;
}

/* "", "E7", "e-05". */
static bool exponent_read(const char *text, int64_t *out)
{
    char *end = NULL;
    *out = 0;
    if (*text == '\0') return true;
    if (*text != 'E' && *text != 'e') return false;
    *out = g_ascii_strtoll(text + 1, &end, 10);
    return end != text + 1 && *end == '\0';
}

/* A spreadsheet's number: [-] digits [. digits] [E exponent]. */
static CellVerdict machine_read(const Cell *cell, Decimal *out)
{
    char core[CORE_MAX + 1];
    const char *text = cell->text + (*cell->text == '-');
    size_t length = strspn(text, "0123456789.");
    int64_t exponent;
    if (length == 0 || length > CORE_MAX || !exponent_read(text + length, &exponent))
        return CELL_NOT_A_NUMBER;
    memcpy(core, text, length);
    core[length] = '\0';
    if (!fits(core, '.') || strpbrk(core, "0123456789") == NULL) return CELL_NOT_A_NUMBER;
    CellVerdict verdict = digits_read(core, '.', *cell->text == '-', out);
    return verdict == CELL_FINE ? shift(out, exponent) : verdict;
}

static CellVerdict parts_read(const Cell *cell, Parts *parts)
{
    const char *text = cell->text;
    size_t length = cell->length;
    if (!peel(parts, &text, &length)) return CELL_NOT_A_NUMBER;
    if (core_copy(parts, text, length)) return CELL_FINE;
    size_t mantissa = strspn(text, "0123456789.,");
    bool scientific = mantissa > 0 && (text[mantissa] == 'E' || text[mantissa] == 'e') &&
                      strspn(text + mantissa + 1, "+-0123456789") > 0;
    return scientific ? CELL_SCIENTIFIC : CELL_NOT_A_NUMBER;
}

/* A single point with that many digits behind it: is it the decimal mark, beyond doubt? */
static bool point_is_mark(size_t behind, char mark)
{
    return behind > 0 && (mark == '.' || (mark == '\0' && behind != 3));
}

/* Digits with at most one point, nothing else: nearly every cell of a clean file. */
static bool plain_read(const Cell *cell, char mark, Decimal *out)
{
    const char *text = cell->text;
    uint32_t start = *text == '-', length = cell->length, point = length;
    int64_t digits = 0;
    if (length == start || length - start > SCALE_MAX) return false;
    for (uint32_t i = start; i < length; i++) {
        unsigned digit = (unsigned char)text[i] - '0';
        if (digit <= 9)
            digits = digits * 10 + digit;
        else if (text[i] == '.' && point == length && i > start)
            point = i;
        else
            return false;
    }
    if (point < length && !point_is_mark(length - point - 1, mark)) return false;
    if (point == length) point = length - 1;
    *out = (Decimal){ start ? -digits : digits, (int32_t)(length - point - 1), true };
    return true;
}

/* Which mark does this core have?  0: it cannot be told; the verdict says why. */
static CellVerdict mark_of(const char *core, char stated, char *mark)
{
    int possible = marks(core);
    bool marked = strpbrk(core, ".,") != NULL;
    *mark = stated;
    if (stated == '\0') {
        if (possible == (POINT | COMMA) && marked) return CELL_MARK_UNKNOWN;
        *mark = possible & POINT ? '.' : ',';
    }
    return possible & (*mark == '.' ? POINT : COMMA) ? CELL_FINE : CELL_BAD_GROUPING;
}

static CellVerdict dressed_read(const Cell *cell, char stated, Decimal *out,
                                char currency[static CURRENCY_SIZE])
{
    Parts parts = { .minus = 0 };
    char mark;
    CellVerdict verdict = parts_read(cell, &parts);
    if (verdict == CELL_FINE) verdict = mark_of(parts.core, stated, &mark);
    if (verdict != CELL_FINE) return verdict;
    memcpy(currency, parts.currency, CURRENCY_SIZE);
    return digits_read(parts.core, mark, parts.minus > 0, out);
}

CellVerdict cell_number_read(const Cell *cell, const NumberForm *form, Decimal *out,
                             char currency[static CURRENCY_SIZE])
{
    currency[0] = '\0';
    if (cell->kind == CELL_ERROR) return CELL_BROKEN;
    if (cell->length == 0) return CELL_EMPTY;
    if (cell->kind == CELL_NUMBER) return machine_read(cell, out);
    if (cell->kind != CELL_TEXT) return CELL_NOT_A_NUMBER;
    if (plain_read(cell, form->mark, out)) return CELL_FINE;
    return dressed_read(cell, form->mark, out, currency);
}

void cell_number_scan(NumberScan *scan, const Cell *cell, int64_t line)
{
    Parts parts = { .minus = 0 };
    if (cell->kind != CELL_TEXT || cell->length == 0) return;
    if (strpbrk(cell->text, ".,") == NULL) return;
    if (parts_read(cell, &parts) != CELL_FINE || strpbrk(parts.core, ".,") == NULL) return;
    int possible = marks(parts.core);
    if (possible == 0) return;
    scan->needed++;
    if (possible == POINT)
        cell_witness(&scan->point_only, cell, line);
    else if (possible == COMMA)
        cell_witness(&scan->comma_only, cell, line);
    else
        cell_witness(&scan->doubtful, cell, line);
}

CellColumnVerdict cell_number_mark(const NumberScan *scan, char *mark)
{
    bool point = scan->point_only.line != 0, comma = scan->comma_only.line != 0;
    *mark = '\0';
    if (point && comma) return CELL_COLUMN_CONFLICT;
    if (!point && !comma && scan->doubtful.line != 0) return CELL_COLUMN_AMBIGUOUS;
    *mark = comma ? ',' : '.';
    return point || comma ? CELL_COLUMN_DECIDED : CELL_COLUMN_NEUTRAL;
}

const char *cell_number_scan_text(const NumberScan *scan, char buffer[static CELL_WORDS_SIZE])
{
    char mark;
    const CellWitness *point = &scan->point_only, *comma = &scan->comma_only;
    CellColumnVerdict verdict = cell_number_mark(scan, &mark);
    buffer[0] = '\0';
    if (verdict == CELL_COLUMN_CONFLICT)
        g_snprintf(buffer, CELL_WORDS_SIZE,
                   "the decimal mark is a point in line %" G_GINT64_FORMAT
                   " (%s) and a comma in line %" G_GINT64_FORMAT " (%s)",
                   point->line, point->text, comma->line, comma->text);
    if (verdict == CELL_COLUMN_AMBIGUOUS)
        g_snprintf(
            buffer, CELL_WORDS_SIZE,
            "no value tells whether the decimal mark is a point or a comma (line %" G_GINT64_FORMAT
            ": %s); state it",
            scan->doubtful.line, scan->doubtful.text);
    return buffer;
}
