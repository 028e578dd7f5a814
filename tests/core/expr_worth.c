/* core/expr_worth.c: the value of an expression by the book (docs/expressions.md), as slow and
 * plain as can be.  Knows nothing of the compiler. */
#include "expr_dream.h"

#include <string.h>

typedef __int128 Wide;

static const Wide LIMIT = (Wide)4000000000000000000;

typedef struct {
    ExprType type; /* numbers are all EXPR_DECIMAL here */
    bool known, constant;
    Wide n;
    unsigned scale;
    const char *text;
} Worth;

typedef struct {
    const Subject *subject;
    Day today;
} World;

static Worth worth(const Dream *dream, const World *world);

static Wide power(unsigned exponent)
{
    Wide result = 1;
    while (exponent-- > 0) result *= 10;
    return result;
}

static Wide half_away(Wide value, Wide by)
{
    bool negative = (value < 0) != (by < 0);
    Wide a = value < 0 ? -value : value, b = by < 0 ? -by : by, q = a / b;
    if (2 * (a - q * b) >= b) q++;
    return negative ? -q : q;
}

static Worth limited(Worth w)
{
    if (w.n > LIMIT || w.n < -LIMIT) w.known = false;
    if (!w.known) w.n = 0;
    return w;
}

static Worth up(Worth w, unsigned by)
{
    w.n *= power(by);
    w.scale += by;
    return limited(w);
}

static Worth trimmed(Worth w)
{
    if (w.scale > 4) w.n = half_away(w.n, power(w.scale - 4)), w.scale = 4;
    while (w.scale > 0 && w.n % 10 == 0) w.n /= 10, w.scale--;
    return w;
}

static Worth as_money(Worth w, const World *world)
{
    if (w.type == EXPR_MONEY) return w;
    w.n = half_away(w.n * world->subject->unit, power(w.scale));
    w.scale = 0;
    w.type = EXPR_MONEY;
    w.constant = false;
    return w;
}

/* Brings two values to one type and scale. */
static void level(Worth *a, Worth *b, const World *world)
{
    if (a->type == EXPR_MONEY || b->type == EXPR_MONEY) {
        *a = as_money(*a, world);
        *b = as_money(*b, world);
    } else if (a->type == EXPR_DECIMAL && b->type == EXPR_DECIMAL) {
        unsigned scale = MAX(a->scale, b->scale);
        *a = up(*a, scale - a->scale);
        *b = up(*b, scale - b->scale);
    }
}

static Worth sum(Worth a, Worth b, bool minus, const World *world)
{
    bool constant = a.constant && b.constant;
    ExprType type = a.type == EXPR_DAY && b.type == EXPR_DAY ? EXPR_DECIMAL : a.type;
    if (a.type != EXPR_DAY) {
        level(&a, &b, world);
        type = a.type;
    }
    Worth w = { type, a.known && b.known, constant, minus ? a.n - b.n : a.n + b.n, a.scale, NULL };
    return constant ? trimmed(w) : limited(w);
}

static Worth product(Worth a, Worth b)
{
    bool money = a.type == EXPR_MONEY || b.type == EXPR_MONEY;
    Worth w = { EXPR_DECIMAL, a.known && b.known, a.constant && b.constant,
                a.n * b.n,    a.scale + b.scale,  NULL };
    if (w.constant) return trimmed(w);
    w = limited(w);
    unsigned kept = money ? 0 : MIN(w.scale, 4);
    w.n = half_away(w.n, power(w.scale - kept));
    w.scale = kept;
    if (money) w.type = EXPR_MONEY;
    return w;
}

static Worth quotient(Worth a, Worth b, const World *world)
{
    Worth w = { EXPR_DECIMAL, false, a.constant && b.constant, 0, 4, NULL };
    if (b.type == EXPR_MONEY) {
        a = up(as_money(a, world), 4);
    } else if (a.type == EXPR_MONEY) {
        a = up(a, b.scale);
        w.type = EXPR_MONEY;
        w.scale = 0;
    } else {
        a = w.constant ? a : up(a, 4 + b.scale - a.scale);
        if (w.constant) a.n *= power(4 + b.scale - a.scale);
    }
    w.known = a.known && b.known && b.n != 0;
    if (w.known) w.n = half_away(a.n, b.n);
    return w.constant ? trimmed(w) : w;
}

/* The `yes` of two levelled alternatives. */
static Worth either(Worth a, Worth b, bool first, const World *world)
{
    bool constant = a.constant && b.constant;
    Worth first_trimmed = a, second_trimmed = b;
    level(&a, &b, world);
    Worth w = first ? a : b;
    if (constant) w = first ? first_trimmed : second_trimmed;
    return w;
}

static Worth smaller(Worth a, Worth b, bool least, const World *world)
{
    Worth x = a, y = b;
    bool constant = a.constant && b.constant;
    level(&x, &y, world);
    Worth w = either(a, b, least ? x.n <= y.n : x.n >= y.n, world);
    if (!constant) w.constant = false;
    w.known = x.known && y.known;
    return w.known ? w : limited(w);
}

static bool outcome(Wide a, const char *sign, Wide b)
{
    if (strcmp(sign, "=") == 0) return a == b;
    if (strcmp(sign, "!=") == 0) return a != b;
    if (*sign == '<') return a < b || (sign[1] == '=' && a == b);
    return a > b || (sign[1] == '=' && a == b);
}

/* A constant is compared exactly, as a fraction. */
static bool compared_exactly(Worth a, const char *sign, Worth b, const World *world)
{
    if (a.type == EXPR_MONEY) b.n *= world->subject->unit;
    if (b.type == EXPR_MONEY) a.n *= world->subject->unit;
    return outcome(a.n * power(b.scale), sign, b.n * power(a.scale));
}

static bool compared(Worth a, const char *sign, Worth b, const World *world)
{
    if (!a.known || !b.known) return false;
    if (a.type == EXPR_TEXT) return (strcmp(a.text, b.text) == 0) == (*sign == '=');
    if (a.constant != b.constant) return compared_exactly(a, sign, b, world);
    level(&a, &b, world);
    return a.known && b.known && outcome(a.n, sign, b.n);
}

static size_t character(const char *text)
{
    size_t length = 1;
    while (((unsigned char)text[length] & 0xc0) == 0x80) length++;
    return length;
}

/* like, by trying everything */
static bool matches(const char *text, const char *pattern)
{
    if (*pattern == '\0') return *text == '\0';
    if (*pattern == '%') {
        for (const char *at = text;; at += character(at)) {
            if (matches(at, pattern + 1)) return true;
            if (*at == '\0') return false;
        }
    }
    if (*text == '\0') return false;
    if (*pattern == '_') return matches(text + character(text), pattern + 1);
    if (*pattern == '\\') pattern++;
    return g_ascii_tolower(*text) == g_ascii_tolower(*pattern) && matches(text + 1, pattern + 1);
}

static bool found(const char *text, int64_t form, const char *part)
{
    g_autofree char *a = g_ascii_strdown(text, -1), *b = g_ascii_strdown(part, -1);
    if (form == 0) return matches(text, part);
    return form == 1 ? g_str_has_prefix(a, b) : strstr(a, b) != NULL;
}

static Worth name_worth(const ExprName *name, const Subject *subject)
{
    const void *at = (const char *)subject + name->offset;
    const ExprValue *cell = at;
    Worth w = { .type = name->type, .known = true };
    if (name->type == EXPR_INT || name->type == EXPR_DECIMAL) w.type = EXPR_DECIMAL;
    if (name->type == EXPR_DECIMAL) w.scale = 2;
    switch (name->store) {
    case EXPR_AT_INT64: w.n = *(const int64_t *)at; break;
    case EXPR_AT_INT64_OR_NONE: w.n = *(const int64_t *)at, w.known = w.n >= 0; break;
    case EXPR_AT_INT32: w.n = *(const int32_t *)at; break;
    case EXPR_AT_DAY: w.n = *(const Day *)at, w.known = w.n != DAY_NONE; break;
    case EXPR_AT_BOOL: w.n = *(const bool *)at; break;
    case EXPR_AT_TEXT: w.text = at; break;
    case EXPR_AT_CELL: w.n = cell->number, w.text = cell->text, w.known = cell->known; break;
    }
    if (w.type == EXPR_TEXT) w.known = w.known && *w.text != '\0';
    if (!w.known) w.n = 0;
    return w;
}

static bool is_true(const Dream *dream, const World *world)
{
    Worth w = worth(dream, world);
    return w.known && w.n != 0;
}

static bool joined(const Dream *dream, const World *world)
{
    bool all = dream->kind == D_AND;
    for (int i = 0; i < dream->count; i++)
        if (is_true(dream->kids[i], world) != all) return !all;
    return all;
}

static bool listed(const Dream *dream, const World *world)
{
    Worth a = worth(dream->kids[0], world);
    bool there = false;
    for (int i = 1; i < dream->count; i++) {
        Worth b = worth(dream->kids[i], world);
        there = there || compared(a, "=", b, world);
    }
    return a.known && there != dream->negated;
}

static bool between(const Dream *dream, const World *world)
{
    Worth x = worth(dream->kids[0], world);
    Worth low = worth(dream->kids[1], world), high = worth(dream->kids[2], world);
    if (dream->negated) return compared(x, "<", low, world) || compared(x, ">", high, world);
    return compared(x, ">=", low, world) && compared(x, "<=", high, world);
}

static bool condition(const Dream *dream, const World *world)
{
    Worth a = dream->count > 0 ? worth(dream->kids[0], world) : (Worth){ 0 };
    switch ((int)dream->kind) {
    case D_COMPARE: return compared(a, dream->word, worth(dream->kids[1], world), world);
    case D_BETWEEN: return between(dream, world);
    case D_IN: return listed(dream, world);
    case D_LIKE: return a.known && found(a.text, dream->number, dream->text) != dream->negated;
    case D_KNOWN: return a.known != dream->negated;
    case D_NOT: return !(a.known && a.n != 0);
    default: return joined(dream, world);
    }
}

static Worth leaf_worth(const Dream *dream, const World *world)
{
    Worth w = { .known = true, .n = dream->number };
    switch ((int)dream->kind) {
    case D_CONST:
        w.type = EXPR_DECIMAL, w.constant = true, w.scale = dream->scale;
        return trimmed(w);
    case D_TODAY: w.n = world->today; /* fall through */
    case D_DAY: w.type = EXPR_DAY; return w;
    case D_TRUTH: w.type = EXPR_BOOL; return w;
    case D_TEXT: w.type = EXPR_TEXT, w.text = dream->text; return w;
    default: return name_worth(dream->name, world->subject);
    }
}

static Worth signed_worth(const Dream *dream, const World *world)
{
    Worth w = worth(dream->kids[0], world);
    if (dream->kind == D_NEG || w.n < 0) w.n = -w.n;
    return w;
}

static Worth amount(const Dream *dream, const World *world)
{
    Worth w = worth(dream->kids[0], world);
    w.type = EXPR_DECIMAL;
    w.n *= 10000 / world->subject->unit;
    w.scale = 4;
    return limited(w);
}

static Worth least_worth(const Dream *dream, const World *world)
{
    Worth all[DREAM_KIDS];
    bool money = false, constant = true;
    unsigned scale = 0;
    for (int i = 0; i < dream->count; i++) {
        all[i] = worth(dream->kids[i], world);
        money = money || all[i].type == EXPR_MONEY;
        constant = constant && all[i].constant;
        scale = MAX(scale, all[i].scale);
    }
    Worth best = { 0 };
    for (int i = 0; i < dream->count; i++) {
        if (!constant && money) all[i] = as_money(all[i], world);
        if (!constant && !money && all[i].type == EXPR_DECIMAL)
            all[i] = up(all[i], scale - all[i].scale);
        best = i == 0 ? all[0] : smaller(best, all[i], dream->kind == D_MIN, world);
    }
    best.constant = constant;
    return best;
}

static Worth chosen(const Dream *dream, const World *world)
{
    Worth w = either(worth(dream->kids[1], world), worth(dream->kids[2], world),
                     is_true(dream->kids[0], world), world);
    Worth a = worth(dream->kids[1], world), b = worth(dream->kids[2], world);
    if (a.constant && b.constant) w = up(w, MAX(a.scale, b.scale) - w.scale);
    w.constant = false;
    return w;
}

static Worth worth(const Dream *dream, const World *world)
{
    const Dream *a = dream->kids[0], *b = dream->kids[1];
    switch (dream->kind) {
    case D_CONST:
    case D_DAY:
    case D_TEXT:
    case D_TRUTH:
    case D_TODAY:
    case D_NAME: return leaf_worth(dream, world);
    case D_NEG:
    case D_ABS: return signed_worth(dream, world);
    case D_AMOUNT: return amount(dream, world);
    case D_ADD:
    case D_SUB: return sum(worth(a, world), worth(b, world), dream->kind == D_SUB, world);
    case D_MUL: return product(worth(a, world), worth(b, world));
    case D_DIV: return quotient(worth(a, world), worth(b, world), world);
    case D_MIN:
    case D_MAX: return least_worth(dream, world);
    case D_IF: return chosen(dream, world);
    case D_COMPARE:
    case D_BETWEEN:
    case D_IN:
    case D_LIKE:
    case D_KNOWN:
    case D_NOT:
    case D_AND:
    case D_OR: return (Worth){ EXPR_BOOL, true, false, condition(dream, world), 0, NULL };
    }
    g_assert_not_reached();
}

ExprValue dream_value(const Dream *dream, const Subject *subject, Day today)
{
    World world = { subject, today };
    Worth w = worth(dream, &world);
    if (w.type == EXPR_DECIMAL && w.scale == 1) w = up(w, 1);
    if (w.type == EXPR_DECIMAL && w.scale > 2) w.n = half_away(w.n, power(w.scale - 2));
    ExprType type = w.type == EXPR_DECIMAL && w.scale == 0 ? EXPR_INT : w.type;
    return (ExprValue){ type, w.known, w.known ? (int64_t)w.n : 0, w.known ? w.text : NULL };
}

bool dream_test(const Dream *dream, const Subject *subject, Day today)
{
    return is_true(dream, &(World){ subject, today });
}
