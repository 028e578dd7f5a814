/* core/expr_dream.c: made-up expressions and their value by the book (docs/expressions.md), as slow
 * and plain as can be. */
#include "expr_dream.h"

#include "base/money.h"

#include <string.h>

typedef __int128 Wide;

static const Wide LIMIT = (Wide)4000000000000000000;

typedef enum {
    D_CONST, /* number */
    D_DAY,
    D_TEXT,
    D_TRUTH,
    D_TODAY,
    D_NAME,
    D_NEG,
    D_ABS,
    D_AMOUNT,
    D_ADD,
    D_SUB,
    D_MUL,
    D_DIV,
    D_MIN,
    D_MAX,
    D_IF,
    D_COMPARE,
    D_BETWEEN,
    D_IN,
    D_LIKE,
    D_KNOWN,
    D_NOT,
    D_AND,
    D_OR
} Kind;

enum { KIDS = 6 };

struct Dream {
    Kind kind;
    const ExprName *name;
    int64_t number;
    unsigned scale;
    const char *text, *word; /* word: the comparison or function as written */
    bool negated;
    Dream *kids[KIDS];
    int count;
};

/* --- making --- */

static const char *const TEXTS[] = { "TX",  "tx",         "CA",   "Müller", "100%",
                                     "a_b", "say \"hi\"", "it's", "\\",     "MÜLLER & co" };
static const char *const PATTERNS[] = { "%",   "t%",  "_x",    "m_ller%", "%\\%", "a\\_b", "%\"%",
                                        "%ü%", "%Ü%", "%\\\\", "__",      "%a%o", "ca" };
static const char *const SIGNS[] = { "<", "<=", "=", "!=", ">", ">=" };

static int pick(int below)
{
    return g_test_rand_int_range(0, below);
}

GPtrArray *dream_pool(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

static Dream *new_dream(GPtrArray *pool, Kind kind)
{
    Dream *dream = g_new0(Dream, 1);
    dream->kind = kind;
    g_ptr_array_add(pool, dream);
    return dream;
}

static Dream *with(GPtrArray *pool, Dream *dream, ExprType what, int depth)
{
    dream->kids[dream->count++] = dream_make(pool, what, depth - 1);
    return dream;
}

static Dream *number_const(GPtrArray *pool)
{
    static const int64_t NUMBERS[] = { 0, 1, 2, 3, 7, 30, 45, 100, 812, 1000, 99999, 5000000 };
    Dream *dream = new_dream(pool, D_CONST);
    dream->scale = pick(3) == 0 ? (unsigned)pick(5) : 0;
    dream->number = NUMBERS[pick(G_N_ELEMENTS(NUMBERS))];
    return dream;
}

static bool is_number_type(ExprType type)
{
    return type == EXPR_INT || type == EXPR_DECIMAL;
}

static Dream *name_of(GPtrArray *pool, ExprType what)
{
    Dream *dream = new_dream(pool, D_NAME);
    do dream->name = &SUBJECT_NAMES[pick(G_N_ELEMENTS(SUBJECT_NAMES) - 1)];
    while (dream->name->type != what &&
           !(is_number_type(what) && is_number_type(dream->name->type)));
    return dream;
}

static Dream *text_const(GPtrArray *pool)
{
    Dream *dream = new_dream(pool, D_TEXT);
    dream->text = TEXTS[pick(G_N_ELEMENTS(TEXTS))];
    return dream;
}

static Dream *day_const(GPtrArray *pool)
{
    Dream *dream = new_dream(pool, pick(2) ? D_DAY : D_TODAY);
    dream->number = dream_day();
    return dream;
}

static Dream *leaf(GPtrArray *pool, ExprType what)
{
    if (pick(4) > 0 || what == EXPR_MONEY) return name_of(pool, what);
    if (what == EXPR_DAY) return day_const(pool);
    if (what == EXPR_TEXT) return text_const(pool);
    if (what != EXPR_BOOL) return number_const(pool);
    Dream *truth = new_dream(pool, D_TRUTH);
    truth->number = pick(2);
    return truth;
}

/* if, min or max over values of one type. */
static Dream *choice(GPtrArray *pool, ExprType what, int depth)
{
    bool ordered = what != EXPR_TEXT && what != EXPR_BOOL;
    if (!ordered || pick(2)) {
        Dream *dream = with(pool, new_dream(pool, D_IF), EXPR_BOOL, depth);
        dream->word = "if";
        return with(pool, with(pool, dream, what, depth), what, depth);
    }
    Dream *dream = new_dream(pool, pick(2) ? D_MIN : D_MAX);
    dream->word = dream->kind == D_MIN ? "min" : "max";
    for (int i = 2 + pick(2); i > 0; i--) with(pool, dream, what, depth);
    return dream;
}

static Dream *negative(GPtrArray *pool, ExprType what, int depth)
{
    Dream *dream = with(pool, new_dream(pool, pick(2) ? D_NEG : D_ABS), what, depth);
    dream->word = "abs";
    return dream;
}

static Dream *two(GPtrArray *pool, Kind kind, ExprType a, ExprType b, int depth)
{
    static const char *const WORDS[] = {
        [D_ADD] = "+", [D_SUB] = "-", [D_MUL] = "*", [D_DIV] = "/"
    };
    Dream *dream = with(pool, with(pool, new_dream(pool, kind), a, depth), b, depth);
    dream->word = WORDS[kind];
    return dream;
}

static Dream *make_number(GPtrArray *pool, int depth)
{
    static const Kind KINDS[] = { D_ADD, D_SUB, D_MUL, D_DIV };
    switch (pick(8)) {
    case 0: return two(pool, D_SUB, EXPR_DAY, EXPR_DAY, depth);
    case 1: return two(pool, D_DIV, EXPR_MONEY, EXPR_MONEY, depth);
    case 2: {
        Dream *dream = with(pool, new_dream(pool, D_AMOUNT), EXPR_MONEY, depth);
        dream->word = "number";
        return dream;
    }
    case 3: return choice(pool, EXPR_DECIMAL, depth);
    case 4: return negative(pool, EXPR_DECIMAL, depth);
    default: return two(pool, KINDS[pick(4)], EXPR_DECIMAL, EXPR_DECIMAL, depth);
    }
}

static Dream *make_money(GPtrArray *pool, int depth)
{
    Dream *dream = NULL;
    switch (pick(7)) {
    case 0: return choice(pool, EXPR_MONEY, depth);
    case 1: return negative(pool, EXPR_MONEY, depth);
    case 2: return two(pool, D_MUL, EXPR_MONEY, EXPR_DECIMAL, depth);
    case 3: return two(pool, D_MUL, EXPR_DECIMAL, EXPR_MONEY, depth);
    case 4: return two(pool, D_DIV, EXPR_MONEY, EXPR_DECIMAL, depth);
    default: dream = two(pool, pick(2) ? D_ADD : D_SUB, EXPR_MONEY, EXPR_MONEY, depth);
    }
    if (pick(2)) dream->kids[pick(2)] = number_const(pool);
    return dream;
}

/* A day moves by whole days. */
static Dream *make_day(GPtrArray *pool, int depth)
{
    if (pick(3) == 0) return choice(pool, EXPR_DAY, depth);
    Dream *dream = two(pool, pick(2) ? D_ADD : D_SUB, EXPR_DAY, EXPR_DAY, depth);
    dream->kids[1] = number_const(pool);
    dream->kids[1]->scale = 0;
    return dream;
}

static ExprType any_type(void)
{
    static const ExprType TYPES[] = { EXPR_DECIMAL, EXPR_MONEY, EXPR_DAY, EXPR_TEXT, EXPR_BOOL };
    return TYPES[pick(G_N_ELEMENTS(TYPES))];
}

static Dream *make_compare(GPtrArray *pool, int depth)
{
    ExprType what = any_type();
    Dream *dream = with(pool, with(pool, new_dream(pool, D_COMPARE), what, depth), what, depth);
    bool ordered = what != EXPR_TEXT && what != EXPR_BOOL;
    dream->word = SIGNS[ordered ? pick(6) : 2 + pick(2)];
    if (is_number_type(what) || what == EXPR_MONEY)
        if (pick(2)) dream->kids[pick(2)] = number_const(pool);
    return dream;
}

static Dream *make_in(GPtrArray *pool, int depth)
{
    static const ExprType TYPES[] = { EXPR_DECIMAL, EXPR_MONEY, EXPR_DAY, EXPR_TEXT };
    ExprType what = TYPES[pick(G_N_ELEMENTS(TYPES))];
    Dream *dream = with(pool, new_dream(pool, D_IN), what, depth);
    dream->negated = pick(2);
    for (int i = 1 + pick(4); i > 0; i--) {
        Dream *kid = what == EXPR_DAY    ? day_const(pool)
                     : what == EXPR_TEXT ? text_const(pool)
                                         : number_const(pool);
        if (kid->kind == D_TODAY) kid->kind = D_DAY;
        dream->kids[dream->count++] = kid;
    }
    return dream;
}

static bool meets_fact(const Dream *text)
{
    if (text->kind != D_IF) return text->kind == D_NAME;
    return meets_fact(text->kids[1]) || meets_fact(text->kids[2]);
}

static Dream *make_like(GPtrArray *pool, int depth)
{
    static const char *const FORMS[] = { "like", "starts_with", "contains" };
    Dream *dream = with(pool, new_dream(pool, D_LIKE), EXPR_TEXT, depth);
    if (!meets_fact(dream->kids[0])) dream->kids[0] = name_of(pool, EXPR_TEXT);
    dream->number = pick(3);
    dream->word = FORMS[dream->number];
    dream->negated = pick(2);
    dream->text = dream->number == 0 ? PATTERNS[pick(G_N_ELEMENTS(PATTERNS))]
                                     : TEXTS[pick(G_N_ELEMENTS(TEXTS))];
    return dream;
}

static Dream *make_join(GPtrArray *pool, int depth)
{
    Dream *dream = new_dream(pool, pick(2) ? D_AND : D_OR);
    dream->word = dream->kind == D_AND ? "and" : "or";
    for (int i = 2 + pick(3); i > 0; i--) with(pool, dream, EXPR_BOOL, depth);
    return dream;
}

static Dream *make_between(GPtrArray *pool, int depth)
{
    static const ExprType TYPES[] = { EXPR_DECIMAL, EXPR_MONEY, EXPR_DAY };
    ExprType what = TYPES[pick(3)];
    Dream *dream = new_dream(pool, D_BETWEEN);
    dream->negated = pick(2);
    for (int i = 0; i < 3; i++) with(pool, dream, what, depth);
    if (what != EXPR_DAY && pick(2)) dream->kids[1 + pick(2)] = number_const(pool);
    return dream;
}

static Dream *make_known(GPtrArray *pool, int depth)
{
    ExprType what = any_type();
    Dream *dream = new_dream(pool, D_KNOWN);
    dream->kids[dream->count++] =
        what == EXPR_BOOL ? name_of(pool, what) : dream_make(pool, what, depth - 1);
    dream->negated = pick(2);
    return dream;
}

static Dream *make_condition(GPtrArray *pool, int depth)
{
    switch (pick(12)) {
    case 0: return choice(pool, EXPR_BOOL, depth);
    case 1: return make_known(pool, depth);
    case 2: return make_in(pool, depth);
    case 3: return make_like(pool, depth);
    case 4: return make_between(pool, depth);
    case 5: return with(pool, new_dream(pool, D_NOT), EXPR_BOOL, depth);
    case 6:
    case 7:
    case 8: return make_join(pool, depth);
    default: return make_compare(pool, depth);
    }
}

Dream *dream_make(GPtrArray *pool, ExprType what, int depth)
{
    if (depth <= 0 || pick(6) == 0) return leaf(pool, what);
    switch (what) {
    case EXPR_INT:
    case EXPR_DECIMAL: return make_number(pool, depth);
    case EXPR_MONEY: return make_money(pool, depth);
    case EXPR_DAY: return make_day(pool, depth);
    case EXPR_TEXT: return choice(pool, what, depth);
    case EXPR_BOOL: return make_condition(pool, depth);
    }
    g_assert_not_reached();
}

/* --- writing --- */

static void put_quoted(const char *text, GString *out)
{
    char quote = pick(2) ? '"' : '\'';
    g_string_append_c(out, quote);
    for (; *text != '\0'; text++) {
        if (*text == quote) g_string_append_c(out, quote);
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, quote);
}

static void put_leaf(const Dream *dream, GString *out)
{
    char text[DECIMAL_TEXT_SIZE], day[DAY_TEXT_SIZE];
    if (dream->kind == D_CONST)
        g_string_append(out,
                        decimal_text((Decimal){ dream->number, (int)dream->scale, true }, 0, text));
    if (dream->kind == D_DAY) g_string_append(out, day_text((Day)dream->number, day));
    if (dream->kind == D_TEXT) put_quoted(dream->text, out);
    if (dream->kind == D_TRUTH) g_string_append(out, dream->number ? "Yes" : "false");
    if (dream->kind == D_TODAY) g_string_append(out, "TODAY");
    if (dream->kind == D_NAME) g_string_append(out, dream->name->name);
}

static void put_kids(const Dream *dream, int from, const char *between, GString *out)
{
    g_string_append_c(out, '(');
    for (int i = from; i < dream->count; i++) {
        if (i > from) g_string_append(out, between);
        dream_text(dream->kids[i], out);
    }
    g_string_append_c(out, ')');
}

static void put_test(const Dream *dream, GString *out)
{
    dream_text(dream->kids[0], out);
    g_string_append(out, dream->negated ? " not " : " ");
    if (dream->kind == D_BETWEEN) {
        g_string_append(out, "between ");
        dream_text(dream->kids[1], out);
        g_string_append(out, " and ");
        dream_text(dream->kids[2], out);
    } else if (dream->kind == D_IN) {
        g_string_append(out, "in ");
        put_kids(dream, 1, ",", out);
    } else {
        g_string_append_printf(out, "%s ", dream->word);
        put_quoted(dream->text, out);
    }
}

static void put_inner(const Dream *dream, GString *out)
{
    g_autofree char *between = g_strdup_printf(" %s ", dream->word != NULL ? dream->word : "");
    switch (dream->kind) {
    case D_CONST:
    case D_DAY:
    case D_TEXT:
    case D_TRUTH:
    case D_TODAY:
    case D_NAME: put_leaf(dream, out); break;
    case D_NEG:
    case D_NOT:
        g_string_append(out, dream->kind == D_NEG ? "-" : "not ");
        dream_text(dream->kids[0], out);
        break;
    case D_ABS:
    case D_AMOUNT:
    case D_MIN:
    case D_MAX:
    case D_IF:
        g_string_append(out, dream->word);
        put_kids(dream, 0, ", ", out);
        break;
    case D_ADD:
    case D_SUB:
    case D_MUL:
    case D_DIV:
    case D_COMPARE:
    case D_AND:
    case D_OR: put_kids(dream, 0, between, out); break;
    case D_BETWEEN:
    case D_IN:
    case D_LIKE: put_test(dream, out); break;
    case D_KNOWN:
        dream_text(dream->kids[0], out);
        g_string_append(out, dream->negated ? " is none" : " is not none");
        break;
    }
}

void dream_text(const Dream *dream, GString *out)
{
    bool leaf_kind = dream->kind <= D_NAME;
    if (!leaf_kind) g_string_append_c(out, '(');
    put_inner(dream, out);
    if (!leaf_kind) g_string_append_c(out, ')');
}

/* --- the value, by the book --- */

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
static bool compared(Worth a, const char *sign, Worth b, const World *world)
{
    if (a.type == EXPR_TEXT)
        return a.known && b.known && (strcmp(a.text, b.text) == 0) == (*sign == '=');
    if (a.constant == b.constant || a.type == EXPR_DAY || a.type == EXPR_BOOL)
        level(&a, &b, world);
    else {
        if (a.type == EXPR_MONEY) b.n *= world->subject->unit;
        if (b.type == EXPR_MONEY) a.n *= world->subject->unit;
        Wide left = a.n * power(b.scale), right = b.n * power(a.scale);
        return a.known && b.known && outcome(left, sign, right);
    }
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
    Worth all[KIDS];
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

/* --- subjects --- */

static int64_t some_money(void)
{
    static const int64_t AMOUNTS[] = { 0,     1,     -1,     99,       100,       150,
                                       81200, 81201, 100000, 99999900, MONEY_MAX, -MONEY_MAX };
    if (pick(2)) return AMOUNTS[pick(G_N_ELEMENTS(AMOUNTS))];
    return pick(2000000) - 1000000;
}

static int64_t some_number(void)
{
    static const int64_t NUMBERS[] = {
        0, 1, 7, 30, 31, 45, 3325, 5000, 99999999999999, -99999999999999, -5
    };
    return pick(2) ? NUMBERS[pick(G_N_ELEMENTS(NUMBERS))] : pick(200) - 100;
}

static const char *some_text(void)
{
    return pick(5) == 0 ? "" : TEXTS[pick(G_N_ELEMENTS(TEXTS))];
}

Day dream_day(void)
{
    return 20178 + pick(9) - 4;
}

static ExprValue some_cell(ExprType type)
{
    ExprValue cell = { .type = type, .known = pick(4) != 0 };
    if (!cell.known) return cell;
    if (type == EXPR_MONEY) cell.number = some_money();
    if (type == EXPR_INT || type == EXPR_DECIMAL) cell.number = some_number();
    if (type == EXPR_DAY) cell.number = dream_day();
    if (type == EXPR_BOOL) cell.number = pick(2);
    if (type == EXPR_TEXT) cell.text = some_text();
    return cell;
}

void dream_subject(Subject *s, int64_t id)
{
    static const int64_t UNITS[] = { 1, 100, 100, 1000, 10000 };
    *s = (Subject){
        .id = id, .unit = UNITS[pick(5)], .balance = some_money(), .past_due = some_money()
    };
    s->dpd = some_number();
    s->late_share = some_number();
    s->terms = pick(100);
    s->last_payment_on = pick(3) ? dream_day() : DAY_NONE;
    s->due_on = pick(3) ? dream_day() : DAY_NONE;
    s->disputed = pick(2);
    s->is_key = pick(2);
    g_strlcpy(s->region, some_text(), sizeof s->region);
    g_strlcpy(s->name, some_text(), sizeof s->name);
    s->score = some_cell(EXPR_INT);
    s->credit_limit = some_cell(EXPR_MONEY);
    s->rate = some_cell(EXPR_DECIMAL);
    s->review_on = some_cell(EXPR_DAY);
    s->owner = some_cell(EXPR_TEXT);
    s->legal = some_cell(EXPR_BOOL);
}
