/* tests/base/test_digest.c: SHA-256 against the published vectors, whole and in pieces. */
#include "base/digest.h"

#include <glib.h>
#include <string.h>

static void test_vectors(void)
{
    static const struct {
        const char *text, *hex;
    } CASES[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        unsigned char digest[DIGEST_SIZE];
        char hex[DIGEST_HEX_SIZE];
        digest_of(CASES[i].text, strlen(CASES[i].text), digest);
        g_assert_cmpstr(digest_hex(digest, hex), ==, CASES[i].hex);
    }
}

static void test_pieces(void)
{
    unsigned char bytes[1000], whole[DIGEST_SIZE], pieces[DIGEST_SIZE];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)g_test_rand_int();
    Digest digest;
    digest_init(&digest);
    for (size_t at = 0; at < sizeof bytes;) {
        size_t length = (size_t)g_test_rand_int_range(0, 100);
        length = MIN(length, sizeof bytes - at); /* MIN evaluates its arguments twice */
        digest_add(&digest, bytes + at, length);
        at += length;
    }
    digest_end(&digest, pieces);
    digest_of(bytes, sizeof bytes, whole);
    g_assert_cmpmem(pieces, DIGEST_SIZE, whole, DIGEST_SIZE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/digest/vectors", test_vectors);
    g_test_add_func("/base/digest/pieces", test_pieces);
    return g_test_run();
}
