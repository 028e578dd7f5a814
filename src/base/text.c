/* base/text.c: copies, checks and comparisons of UTF-8 text.  Bounds everything; judges no meaning.
 */
#include "base/text.h"

#include <glib.h>
#include <string.h>

enum { WORD_MAX = 64 }; /* longest word that is compared for likeness */

bool text_copy(char *to, size_t size, const char *from)
{
    g_assert(size > 0);
    size_t length = strnlen(from, size);
    bool fits = length < size;
    if (!fits) {
        length = size - 1;
        while (length > 0 && ((unsigned char)from[length] & 0xc0) == 0x80) length--;
    }
    memcpy(to, from, length);
    to[length] = '\0';
    return fits;
}

bool text_is_utf8(const char *text, size_t length)
{
    return g_utf8_validate_len(text, length, NULL);
}

bool text_has_control(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f) return true;
    return false;
}

static char plain(char c)
{
    return c == '-' ? '_' : g_ascii_tolower(c);
}

static bool same(char a, char b)
{
    return plain(a) == plain(b);
}

/* Edits between two short words: a letter more, less, another, or two neighbours swapped. */
static int distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= b_length; j++) rows[0][j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        int *now = rows[i % 3];
        const int *last = rows[(i + 2) % 3];
        const int *before = rows[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            int change = last[j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1);
            now[j] = MIN(change, MIN(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
                now[j] = MIN(now[j], before[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

static bool begins(const char *name, const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!same(name[i], word[i])) return false;
    return true;
}

const char *text_nearest(const char *word, const char *const *names)
{
    size_t length = strlen(word);
    if (length == 0 || length > WORD_MAX) return NULL;
    const char *best = NULL;
    int best_distance =
        (int)length / 3 + 2; /* one letter of a short word, about a third of a long one */
    if (length <= 2) best_distance = 2;
    for (; *names != NULL; names++) {
        size_t name_length = strlen(*names);
        if (name_length > WORD_MAX) continue;
        int edits = distance(word, length, *names, name_length);
        if (length >= 3 && name_length > length && begins(*names, word, length)) edits = 1;
        if (edits >= best_distance) continue;
        best_distance = edits;
        best = *names;
    }
    return best;
}

bool text_to_i64(const char *text, int64_t *out)
{
    bool negative = *text == '-';
    int64_t value = 0;
    text += negative;
    if (*text == '\0') return false;
    for (; *text != '\0'; text++) {
        int digit = *text - '0';
        if (digit < 0 || digit > 9) return false;
        if (__builtin_mul_overflow(value, 10, &value)) return false;
        if (__builtin_add_overflow(value, negative ? -digit : digit, &value)) return false;
    }
    *out = value;
    return true;
}

uint64_t text_hash(const void *bytes, size_t length, uint64_t seed)
{
    const unsigned char *at = bytes;
    uint64_t hash = UINT64_C(14695981039346656037) ^ seed;
    for (size_t i = 0; i < length; i++) hash = (hash ^ at[i]) * UINT64_C(1099511628211);
    return hash;
}

uint64_t text_mix(const void *bytes, size_t length)
{
    uint64_t sum = UINT64_C(0x9e3779b97f4a7c15), word = 0;
    const unsigned char *at = bytes;
    for (; length >= sizeof word; length -= sizeof word, at += sizeof word) {
        memcpy(&word, at, sizeof word);
        sum = (sum ^ word) * UINT64_C(0xff51afd7ed558ccd);
        sum ^= sum >> 32;
    }
    for (; length > 0; length--, at++) sum = (sum ^ *at) * UINT64_C(0xff51afd7ed558ccd);
    return sum ^ sum >> 29;
}

/* Compatibility composition first, so that full-width letters and ligatures fold with the plain
 * ones. */
char *text_fold(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *folded = g_utf8_casefold(composed, -1);
    GString *out = g_string_new(NULL);
    bool space = false;
    for (char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isspace(c)) {
            space = out->len > 0;
            continue;
        }
        if (space) g_string_append_c(out, ' ');
        space = false;
        g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

char *text_letters(const char *text)
{
    g_autofree char *folded = text_fold(text);
    GString *out = g_string_new(NULL);
    for (const char *at = folded; *at != '\0'; at += g_utf8_skip[(unsigned char)*at]) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalnum(c)) g_string_append_unichar(out, c);
    }
    if (out->len == 0) g_string_assign(out, folded);
    return g_string_free(out, FALSE);
}

static bool is_address(const char *from, size_t length)
{
    const char *at = memchr(from, '@', length);
    size_t before = at == NULL ? 0 : (size_t)(at - from);
    return before > 0 && before + 1 < length && memchr(at + 1, '@', length - before - 1) == NULL &&
           memchr(from, ' ', length) == NULL;
}

bool text_is_email(const char *text)
{
    for (;;) {
        text += strspn(text, " ");
        size_t length = strcspn(text, ",;"), kept = length;
        while (kept > 0 && text[kept - 1] == ' ') kept--;
        if (!is_address(text, kept)) return false;
        if (text[length] == '\0') return true;
        text += length + 1;
    }
}
