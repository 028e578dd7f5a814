/* core/expr_lex.c: the words of an expression: names, numbers, days, texts, signs.  Knows no
 * grammar.
 *
 *     word    [A-Za-z_][A-Za-z0-9_]*            number  digits, at most 14, of them at most 4 after
 * the point day     2025-03-31                        text    "..." or '...', the quote doubled
 * inside sign    = == != <> < <= > >= + - * / ( ) ,  */
#include "core/expr_tree.h"

#include <string.h>

enum { DIGITS_MAX = 14, DAY_LENGTH = 10 };

static const char *const KEYWORDS[] = { "and",   "or",   "not",   "in",          "between",  "like",
                                        "is",    "none", "known", "starts_with", "contains", "true",
                                        "false", "yes",  "no",    "today",       NULL };
static const char *const SIGNS[] = { "==", "!=", "<>", "<=", ">=", "&&", "||", "=", "<",
                                     ">",  "+",  "-",  "*",  "/",  "(",  ")",  ",", NULL };

static size_t column_of(const ExprLexer *lexer, const char *at)
{
    return (size_t)g_utf8_pointer_to_offset(lexer->text, at) + 1;
}

static bool is_day(const char *at)
{
    for (int i = 0; i < DAY_LENGTH; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? at[i] != '-' : !g_ascii_isdigit(at[i])) return false;
    }
    return !g_ascii_isdigit(at[DAY_LENGTH]);
}

static void read_day(ExprLexer *lexer, ExprToken *token)
{
    char copy[DAY_LENGTH + 1] = { 0 };
    Day day;
    memcpy(copy, token->start, DAY_LENGTH);
    token->length = DAY_LENGTH;
    token->kind = TOKEN_DAY;
    if (day_parse(copy, &day)) {
        token->number = day;
        return;
    }
    token->kind = TOKEN_BAD;
    expr_fault_set(lexer->fault, EXPR_SYNTAX, token->column, "there is no day %s", copy);
}

static const char *read_digits(ExprToken *token, unsigned *digits, unsigned *decimals)
{
    const char *at = token->start;
    bool point = false;
    for (; g_ascii_isdigit(*at) || (*at == '.' && !point && g_ascii_isdigit(at[1])); at++) {
        point = point || *at == '.';
        if (*at == '.' || ++*digits > DIGITS_MAX) continue;
        token->number = token->number * 10 + (*at - '0');
        *decimals += point;
    }
    return at;
}

static void read_number(ExprLexer *lexer, ExprToken *token)
{
    unsigned digits = 0, decimals = 0;
    const char *end = read_digits(token, &digits, &decimals);
    bool fits = digits <= DIGITS_MAX && decimals <= EXPR_SCALE_MAX;
    bool apart = !g_ascii_isalpha(*end) && *end != '_';
    token->kind = fits && apart ? TOKEN_NUMBER : TOKEN_BAD;
    token->length = (size_t)(end - token->start);
    token->scale = (uint8_t)decimals;
    if (!fits)
        expr_fault_set(lexer->fault, EXPR_TOO_LARGE, token->column,
                       "a number has at most 14 digits, 4 of them after the point");
    else if (!apart)
        expr_fault_set(lexer->fault, EXPR_SYNTAX, token->column, "a number runs into letters");
}

static void read_text(ExprLexer *lexer, ExprToken *token)
{
    char quote = *token->start;
    const char *at = token->start + 1;
    while (*at != '\0' && (*at != quote || at[1] == quote)) at += *at == quote ? 2 : 1;
    token->kind = TOKEN_TEXT;
    token->length = (size_t)(at - token->start) + (*at == quote);
    if (*at == quote) return;
    token->kind = TOKEN_BAD;
    expr_fault_set(lexer->fault, EXPR_SYNTAX, token->column,
                   "the text that begins here has no closing %c", quote);
}

static void read_word(ExprToken *token)
{
    const char *at = token->start;
    while (g_ascii_isalnum(*at) || *at == '_') at++;
    token->kind = TOKEN_WORD;
    token->length = (size_t)(at - token->start);
}

static void read_sign(ExprLexer *lexer, ExprToken *token)
{
    for (size_t i = 0; SIGNS[i] != NULL; i++) {
        if (!g_str_has_prefix(token->start, SIGNS[i])) continue;
        token->kind = TOKEN_SIGN;
        token->length = strlen(SIGNS[i]);
        return;
    }
    token->kind = TOKEN_BAD;
    do token->length++;
    while ((token->start[token->length] & 0xc0) == 0x80);
    expr_fault_set(lexer->fault, EXPR_SYNTAX, token->column, "'%.*s' has no meaning here",
                   (int)token->length, token->start);
}

ExprToken expr_lex_next(ExprLexer *lexer)
{
    while (g_ascii_isspace(*lexer->at)) lexer->at++;
    ExprToken token = { .start = lexer->at, .column = column_of(lexer, lexer->at) };
    char c = *lexer->at;
    if (c == '\0')
        token.kind = TOKEN_END;
    else if (g_ascii_isdigit(c) && is_day(lexer->at))
        read_day(lexer, &token);
    else if (g_ascii_isdigit(c))
        read_number(lexer, &token);
    else if (c == '"' || c == '\'')
        read_text(lexer, &token);
    else if (g_ascii_isalpha(c) || c == '_')
        read_word(&token);
    else
        read_sign(lexer, &token);
    lexer->at += token.length;
    return token;
}

bool expr_lex_is(const ExprToken *token, const char *word)
{
    return (token->kind == TOKEN_WORD || token->kind == TOKEN_SIGN) &&
           strlen(word) == token->length &&
           g_ascii_strncasecmp(token->start, word, token->length) == 0;
}

bool expr_lex_is_keyword(const ExprToken *token)
{
    for (size_t i = 0; KEYWORDS[i] != NULL; i++)
        if (expr_lex_is(token, KEYWORDS[i])) return true;
    return false;
}

char *expr_lex_text(const ExprToken *token)
{
    GString *text = g_string_new(NULL);
    char quote = *token->start;
    const char *end = token->start + token->length - 1;
    for (const char *at = token->start + 1; at < end; at++) {
        g_string_append_c(text, *at);
        if (*at == quote) at++;
    }
    return g_string_free(text, FALSE);
}
