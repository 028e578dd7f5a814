/* core/expr_fault.c: what is wrong with an expression, in words with a place.  Judges nothing. */
#include "base/text.h"
#include "core/expr_tree.h"

#include <string.h>

bool expr_fault_set(ExprFault *fault, ExprVerdict verdict, size_t column, const char *format, ...)
{
    if (fault->verdict != EXPR_OK) return false;
    fault->verdict = verdict;
    fault->column = column;
    va_list args;
    va_start(args, format);
    g_autofree char *words = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *whole = g_strdup_printf("%s (column %zu)", words, column);
    text_copy(fault->message, sizeof fault->message, whole);
    return false;
}

void expr_fault_hint(ExprFault *fault, const char *format, ...)
{
    if (strstr(fault->message, "; ") != NULL) return;
    va_list args;
    va_start(args, format);
    g_autofree char *words = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *whole = g_strdup_printf("%s; %s", fault->message, words);
    text_copy(fault->message, sizeof fault->message, whole);
}
