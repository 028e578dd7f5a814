/* core/expr_dream.c: made-up expressions, written as a person might, and made-up subjects.
 * Evaluates nothing. */
#include "expr_dream.h"

#include "base/money.h"

#include <string.h>

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

static Dream *new_dream(GPtrArray *pool, DreamKind kind)
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

static Dream *two(GPtrArray *pool, DreamKind kind, ExprType a, ExprType b, int depth)
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
    static const DreamKind KINDS[] = { D_ADD, D_SUB, D_MUL, D_DIV };
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
    s->since_contact = pick(3) == 0 ? -1 : pick(50) - 1;
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
