/* base/csv_text.h: bytes of a text file in, UTF-8 out, a chunk at a time.  Private to the CSV
 * reader.  A byte that fits no encoding is a fault that stops the stream; nothing is replaced or
 * left out. */
#ifndef RECOUP_BASE_CSV_TEXT_H
#define RECOUP_BASE_CSV_TEXT_H

#include "base/csv.h"
#include "base/gzip_read.h"

typedef enum {
    CSV_TEXT_FINE,
    CSV_TEXT_ZERO_BYTE,
    CSV_TEXT_NOT_UTF8, /* a stray byte after characters that were UTF-8 */
    CSV_TEXT_BROKEN_UTF16
} CsvTextFault;

typedef struct {
    GzipReader *file;      /* or NULL: memory */
    const uint8_t *memory; /* what is left of it */
    size_t memory_left, memory_size;
    CsvEncoding encoding;
    bool bom;
    bool ascii_so_far; /* then a stray byte means windows-1252, and nothing read before was misread
                        */
    bool ended;        /* no more bytes in the file */
    CsvTextFault fault;
    uint8_t *raw; /* bytes read but not yet decoded */
    size_t raw_start, raw_length, raw_room;
} CsvText;

/* Looks at the first bytes: byte order mark, UTF-16 without one.  `wish` may be CSV_UTF8 = find
 * out. */
bool csv_text_begin(CsvText *text, CsvEncoding wish, GError **error) MUST_USE;
void csv_text_clear(CsvText *text);
/* Up to `room` bytes (at least 16) of whole characters; *got 0 is the end, or a fault that is now
 * due. */
bool csv_text_fill(CsvText *text, char *to, size_t room, size_t *got, GError **error) MUST_USE;
const char *csv_text_fault_text(CsvTextFault fault);
/* Bytes at the start that are valid UTF-8; clears *ascii when a character of several bytes was
 * seen. */
size_t csv_text_utf8_prefix(const uint8_t *bytes, size_t length, bool *ascii);

#endif
