/* base/digest.h: SHA-256.  Keeps no secrets. */
#ifndef RECOUP_BASE_DIGEST_H
#define RECOUP_BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_SIZE = 32, DIGEST_HEX_SIZE = 65, DIGEST_STATE_SIZE = 128 };

typedef struct {
    _Alignas(16) unsigned char opaque[DIGEST_STATE_SIZE];
} Digest;

void digest_init(Digest *digest);
void digest_add(Digest *digest, const void *bytes, size_t length);
void digest_end(Digest *digest, unsigned char out[static DIGEST_SIZE]);
void digest_of(const void *bytes, size_t length, unsigned char out[static DIGEST_SIZE]);
const char *digest_hex(const unsigned char digest[static DIGEST_SIZE],
                       char hex[static DIGEST_HEX_SIZE]);

#endif
