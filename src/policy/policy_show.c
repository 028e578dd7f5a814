/* policy/policy_show.c: the value of one key as text, for summaries and comparisons.  Lists and
 * maps are walked by those who ask. */
#include "base/decimal.h"
#include "policy/policy_key.h"

#include <inttypes.h>

static void show_hundredths(int64_t value, GString *out)
{
    char buffer[DECIMAL_TEXT_SIZE];

    if (value != 0) g_string_append(out, decimal_text((Decimal){ value, 2, true }, 2, buffer));
}

static void show_text(const char *text, GString *out)
{
    if (text != NULL) g_string_append(out, text);
}

static void show_number(const Key *key, const void *at, GString *out)
{
    if (key->kind == KEY_INT)
        g_string_append_printf(out, "%d", *(const int32_t *)at);
    else if (key->kind == KEY_LONG)
        g_string_append_printf(out, "%" PRId64, *(const int64_t *)at);
    else if (key->kind == KEY_PERCENT)
        show_hundredths(*(const int32_t *)at, out);
    else
        show_hundredths(*(const int64_t *)at, out);
}

static void show_value(const Expr *const *expr, GString *out)
{
    if (*expr != NULL) g_string_append(out, expr_text(*expr));
}

void policy_show(const Key *key, const void *target, GString *out)
{
    const char *base = target;
    const void *at = base + key->offset;

    switch (key->kind) {
    case KEY_WORD:
    case KEY_REF:
    case KEY_USER: show_text(at, out); break;
    case KEY_TEXT: show_text(*(char *const *)at, out); break;
    case KEY_INT:
    case KEY_LONG:
    case KEY_PERCENT:
    case KEY_AMOUNT: show_number(key, at, out); break;
    case KEY_BOOL: show_text(*(const bool *)at ? "true" : "false", out); break;
    case KEY_CHOICE: show_text(key->words[*(const int *)at], out); break;
    case KEY_CONDITION: show_text(((const Condition *)at)->text, out); break;
    case KEY_POINTS: show_text(*(char *const *)(const void *)(base + key->text_offset), out); break;
    case KEY_VALUE: show_value(at, out); break;
    case KEY_OWN: key->show(target, out); break;
    case KEY_LIST:
    case KEY_MAP: break;
    }
}
