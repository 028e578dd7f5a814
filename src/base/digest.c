/* base/digest.c: SHA-256 by libsodium.  Keeps no secrets and compares none. */
#include "base/digest.h"

#include <sodium.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= DIGEST_STATE_SIZE, "the state must fit");
_Static_assert(crypto_hash_sha256_BYTES == DIGEST_SIZE, "SHA-256 has 32 bytes");

static crypto_hash_sha256_state *state(Digest *digest)
{
    return (crypto_hash_sha256_state *)(void *)digest->opaque;
}

void digest_init(Digest *digest)
{
    crypto_hash_sha256_init(state(digest));
}

void digest_add(Digest *digest, const void *bytes, size_t length)
{
    crypto_hash_sha256_update(state(digest), bytes, length);
}

void digest_end(Digest *digest, unsigned char out[static DIGEST_SIZE])
{
    crypto_hash_sha256_final(state(digest), out);
}

void digest_of(const void *bytes, size_t length, unsigned char out[static DIGEST_SIZE])
{
    crypto_hash_sha256(out, bytes, length);
}

const char *digest_hex(const unsigned char digest[static DIGEST_SIZE],
                       char hex[static DIGEST_HEX_SIZE])
{
    return sodium_bin2hex(hex, DIGEST_HEX_SIZE, digest, DIGEST_SIZE);
}
