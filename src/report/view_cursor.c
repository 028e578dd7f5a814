/* report/view_cursor.c: a row's key and the question it belongs to, as one word.  Hides, but does
 * not protect: a cursor gives nobody rows that he may not see. */
#include "report/view_cursor.h"

#include "base/text.h"
#include <string.h>

int view_cursor_compare(const ViewKey *a, const ViewKey *b)
{
    for (int i = 0; i < VIEW_KEYS; i++)
        if (a->number[i] != b->number[i]) return a->number[i] < b->number[i] ? -1 : 1;
    return strcmp(a->text, b->text);
}

char *view_cursor_write(const ViewKey *key, uint64_t query)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    g_string_append_printf(plain, "%" G_GINT64_MODIFIER "x", query);
    for (int i = 0; i < VIEW_KEYS; i++)
        g_string_append_printf(plain, ":%" G_GINT64_FORMAT, key->number[i]);
    g_string_append_printf(plain, ":%s", key->text);
    char *word = g_base64_encode((const guchar *)plain->str, plain->len);
    g_strdelimit(word, "+", '-');
    g_strdelimit(word, "/", '_');
    word[strcspn(word, "=")] = '\0';
    return word;
}

static char *unwrap(const char *cursor)
{
    static const char WORD[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    gsize length = 0;
    if (strlen(cursor) > 512 || strspn(cursor, WORD) != strlen(cursor)) return NULL;
    g_autoptr(GString) word = g_string_new(cursor);
    g_strdelimit(word->str, "-", '+');
    g_strdelimit(word->str, "_", '/');
    while (word->len % 4 != 0) g_string_append_c(word, '=');
    guchar *bytes = g_base64_decode(word->str, &length);
    char *plain = g_strndup((const char *)bytes, length);
    g_free(bytes);
    return plain;
}

bool view_cursor_read(const char *cursor, uint64_t query, ViewKey *out)
{
    g_autofree char *plain = unwrap(cursor), *wanted = NULL;
    if (plain == NULL) return false;
    wanted = g_strdup_printf("%" G_GINT64_MODIFIER "x", query);
    g_auto(GStrv) parts = g_strsplit(plain, ":", VIEW_KEYS + 2);
    if (g_strv_length(parts) != VIEW_KEYS + 2 || strcmp(parts[0], wanted) != 0) return false;
    for (int i = 0; i < VIEW_KEYS; i++)
        if (!text_to_i64(parts[i + 1], &out->number[i])) return false;
    return text_copy(out->text, sizeof out->text, parts[VIEW_KEYS + 1]);
}
