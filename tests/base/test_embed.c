/* tests/base/test_embed.c: finding an embedded file by its exact name. */
#include "base/embed.h"

#include <glib.h>

static const EmbeddedFile FILES[] = {
    { "0001_book.sql", "one", 3 },
    { "0002_more.sql", "two", 3 },
    { 0 },
};
static const EmbeddedFile NONE[] = { { 0 } };

static void test_find(void)
{
    g_assert_true(embed_find(FILES, "0001_book.sql") == &FILES[0]);
    g_assert_true(embed_find(FILES, "0002_more.sql") == &FILES[1]);
    g_assert_null(embed_find(FILES, "0002_more"));
    g_assert_null(embed_find(FILES, ""));
    g_assert_null(embed_find(NONE, "0001_book.sql"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/embed/find", test_find);
    return g_test_run();
}
