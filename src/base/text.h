/* base/text.h: small helpers over UTF-8 text.  Bounds everything; allocates only where it says so.
 */
#ifndef RECOUP_BASE_TEXT_H
#define RECOUP_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Copies at most size - 1 bytes, always terminates, never cuts a character; false when it did not
 * fit. */
bool text_copy(char *to, size_t size, const char *from);
bool text_is_utf8(const char *text, size_t length);
bool text_has_control(const char *text); /* bytes below 0x20 or 0x7f */
/* The name of `names` (NULL-terminated) that is meant by a mistyped word, or NULL when none is
 * near. */
const char *text_nearest(const char *word, const char *const *names);
bool text_to_i64(const char *text, int64_t *out); /* whole text, decimal, in range */
/* FNV-1a, 64 bit: stable across runs and machines (experiment arms, shards). */
uint64_t text_hash(const void *bytes, size_t length, uint64_t seed);
/* Eight bytes at a time: stable on one machine only, and many times as quick. */
uint64_t text_mix(const void *bytes, size_t length);
/* Case- and space-folded copy, for comparing names.  Given. */
char *text_fold(const char *text);
/* Its letters and digits alone, folded: "Due Date" is due_date, too; all of it when it has none.
 * Given. */
char *text_letters(const char *text);
/* Something, one @, and something behind it, with no space in it (more only its server knows); or
 * several such, parted by , or ; */
bool text_is_email(const char *text);

#endif
