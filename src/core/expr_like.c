/* core/expr_like.c: like, starts_with and contains: ASCII letters match in any case, others
 * exactly, as the SQL lower(x) LIKE pattern ESCAPE '\' does.  Knows no collation but
 * that. */
#include "core/expr_tree.h"

#include <string.h>

static void append_guarded(GString *out, char c)
{
    if (c == '%' || c == '_' || c == '\\') g_string_append_c(out, '\\');
    g_string_append_c(out, g_ascii_tolower(c));
}

char *expr_like_pattern(const char *text, ExprLike form)
{
    if (form == LIKE_PATTERN) return g_ascii_strdown(text, -1);
    GString *out = g_string_new(form == LIKE_CONTAINS ? "%" : "");
    for (; *text != '\0'; text++) append_guarded(out, *text);
    g_string_append_c(out, '%');
    return g_string_free(out, FALSE);
}

/* Never past the end, also in text that is not UTF-8. */
static const char *next_character(const char *text)
{
    do text++;
    while (((unsigned char)*text & 0xc0) == 0x80);
    return text;
}

/* One sign of the pattern against one character of the text; moves both on. */
static bool match_one(const char **text, const char **pattern)
{
    const char *sign = *pattern;
    if (*sign == '_') {
        *text = next_character(*text);
        *pattern = sign + 1;
        return true;
    }
    if (*sign == '\\') sign++;
    if (g_ascii_tolower(**text) != *sign) return false;
    *text += 1;
    *pattern = sign + 1;
    return true;
}

bool expr_like_match(const char *text, const char *pattern)
{
    const char *star = NULL, *again = NULL; /* the last %, and where the text goes on after it */
    while (*text != '\0') {
        if (*pattern == '%') {
            star = ++pattern;
            again = text;
        } else if (*pattern != '\0' && match_one(&text, &pattern)) {
            continue;
        } else if (star != NULL) {
            again = next_character(again);
            text = again;
            pattern = star;
        } else {
            return false;
        }
    }
    while (*pattern == '%') pattern++;
    return *pattern == '\0';
}
