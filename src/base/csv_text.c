/* base/csv_text.c: bytes of a text file in, UTF-8 out.  Replaces no character it cannot read: it
 * stops there.
 *
 *   EF BB BF ...             UTF-8 with a mark
 *   FF FE ... | FE FF ...    UTF-16, little or big end first
 *   41 00 42 00 | 00 41 ...  UTF-16 without a mark (zero bytes on one side only)
 *   anything else            UTF-8 until a byte is not; then, if all before was ASCII, windows-1252
 */
#include "base/csv_text.h"
#include <string.h>

enum { RAW_BYTES = 64 << 10, HEAD_BYTES = 4096, CHARACTER_BYTES_MAX = 4 };

/* windows-1252 0x80 … 0x9f; the five unassigned bytes keep their number, as browsers do. */
static const uint16_t HIGH[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

static bool pull(CsvText *text, uint8_t *to, size_t room, size_t *got, GError **error)
{
    if (text->file != NULL) {
        if (!gzip_read_bytes(text->file, to, room, got, error)) return false;
    } else {
        *got = MIN(room, text->memory_left);
        if (*got > 0) memcpy(to, text->memory, *got);
        text->memory += *got;
        text->memory_left -= *got;
    }
    if (*got == 0 && room > 0) text->ended = true;
    return true;
}

/* Not the shorter form's, no surrogate, not beyond U+10FFFF: the second byte tells. */
static bool second_fits(uint8_t lead, uint8_t second)
{
    switch (lead) {
    case 0xe0: return second >= 0xa0;
    case 0xed: return second < 0xa0;
    case 0xf0: return second >= 0x90;
    case 0xf4: return second < 0x90;
    default: return true;
    }
}

/* Length of the character at bytes, 0 when it is none, or -1 when it may become one with more
 * bytes. */
static int character(const uint8_t *bytes, size_t length)
{
    uint8_t lead = bytes[0];
    if (lead < 0x80) return 1;
    if (lead < 0xc2 || lead > 0xf4) return 0;
    int want = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    for (int i = 1; i < want; i++) {
        if ((size_t)i >= length) return -1;
        if ((bytes[i] & 0xc0) != 0x80 || (i == 1 && !second_fits(lead, bytes[1]))) return 0;
    }
    return want;
}

size_t csv_text_utf8_prefix(const uint8_t *bytes, size_t length, bool *ascii)
{
    size_t at = 0;
    while (at < length) {
        uint64_t word;
        while (at + sizeof word <= length) {
            memcpy(&word, bytes + at, sizeof word);
            if (word & UINT64_C(0x8080808080808080)) break;
            at += sizeof word;
        }
        while (at < length && bytes[at] < 0x80) at++;
        if (at == length) break;
        int size = character(bytes + at, length - at);
        if (size <= 0) break;
        *ascii = false;
        at += (size_t)size;
    }
    return at;
}

/* Puts bytes in front of what is not yet decoded. */
static void put_back(CsvText *text, const uint8_t *bytes, size_t length)
{
    size_t all = length + text->raw_length;
    size_t room = MAX(all, text->raw_room);
    uint8_t *raw = g_malloc(room);
    memcpy(raw, bytes, length);
    if (text->raw_length > 0) memcpy(raw + length, text->raw + text->raw_start, text->raw_length);
    g_free(text->raw);
    text->raw = raw;
    text->raw_start = 0;
    text->raw_length = all;
    text->raw_room = room;
}

static size_t take_raw(CsvText *text, uint8_t *to, size_t room)
{
    size_t count = MIN(room, text->raw_length);
    memcpy(to, text->raw + text->raw_start, count);
    text->raw_start += count;
    text->raw_length -= count;
    return count;
}

/* The bytes from `from` on are not UTF-8: a cut character, another encoding, or a fault. */
static void turn(CsvText *text, const uint8_t *from, size_t length)
{
    bool cut = character(from, length) < 0 && !text->ended;
    if (!cut && !text->ascii_so_far) {
        text->fault = CSV_TEXT_NOT_UTF8;
        return;
    }
    if (!cut) text->encoding = CSV_WINDOWS_1252;
    put_back(text, from, length);
}

/* UTF-8 is read straight into the caller's buffer and checked there. */
static bool fill_utf8(CsvText *text, uint8_t *to, size_t room, size_t *got, GError **error)
{
    size_t length = take_raw(text, to, room), more = 0;
    if (!pull(text, to + length, room - length, &more, error)) return false;
    length += more;
    if (length == 0) return true;

    const uint8_t *zero = memchr(to, 0, length);
    size_t good = zero != NULL ? (size_t)(zero - to) : length;
    size_t valid = csv_text_utf8_prefix(to, good, &text->ascii_so_far);
    if (valid < good)
        turn(text, to + valid, length - valid);
    else if (zero != NULL)
        text->fault = CSV_TEXT_ZERO_BYTE;
    *got = valid;
    return true;
}

static char *put_character(char *to, uint32_t code)
{
    if (code < 0x80) {
        *to++ = (char)code;
    } else if (code < 0x800) {
        *to++ = (char)(0xc0 | code >> 6);
        *to++ = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        *to++ = (char)(0xe0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    } else {
        *to++ = (char)(0xf0 | code >> 18);
        *to++ = (char)(0x80 | (code >> 12 & 0x3f));
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    }
    return to;
}

/* Next character of raw UTF-16 into *code; bytes used, 0 when more are needed or (fault set) it is
 * broken. */
static size_t next_utf16(CsvText *text, const uint8_t *raw, size_t length, uint32_t *code)
{
    size_t low = text->encoding == CSV_UTF16LE ? 0 : 1;
    if (length < 2) return 0;
    *code = (uint32_t)raw[low] | (uint32_t)raw[1 - low] << 8;
    if (*code < 0xd800 || *code > 0xdfff) return 2;
    if (*code < 0xdc00 && length < 4) return 0;
    uint32_t second = length < 4 ? 0 : (uint32_t)raw[2 + low] | (uint32_t)raw[3 - low] << 8;
    if (*code >= 0xdc00 || second < 0xdc00 || second > 0xdfff) {
        text->fault = CSV_TEXT_BROKEN_UTF16;
        return 0;
    }
    *code = 0x10000 + ((*code - 0xd800) << 10) + (second - 0xdc00);
    return 4;
}

static size_t next_character(CsvText *text, const uint8_t *raw, size_t length, uint32_t *code)
{
    if (text->encoding != CSV_WINDOWS_1252) return next_utf16(text, raw, length, code);
    *code = raw[0] >= 0x80 && raw[0] < 0xa0 ? HIGH[raw[0] - 0x80] : raw[0];
    return 1;
}

static bool fill_raw(CsvText *text, GError **error)
{
    size_t got = 0;
    if (text->raw_length > 0) memmove(text->raw, text->raw + text->raw_start, text->raw_length);
    text->raw_start = 0;
    if (!pull(text, text->raw + text->raw_length, text->raw_room - text->raw_length, &got, error))
        return false;
    text->raw_length += got;
    return true;
}

static bool fill_decoded(CsvText *text, char *to, size_t room, size_t *got, GError **error)
{
    char *at = to, *last = to + room - CHARACTER_BYTES_MAX;
    if (text->raw_length < CHARACTER_BYTES_MAX && !fill_raw(text, error)) return false;
    while (at <= last && text->raw_length > 0) {
        uint32_t code = 0;
        size_t used = next_character(text, text->raw + text->raw_start, text->raw_length, &code);
        if (used == 0) break;
        if (code == 0) {
            text->fault = CSV_TEXT_ZERO_BYTE;
            break;
        }
        at = put_character(at, code);
        text->raw_start += used;
        text->raw_length -= used;
    }
    *got = (size_t)(at - to);
    if (*got == 0 && text->ended && text->raw_length > 0 && text->fault == CSV_TEXT_FINE)
        text->fault = CSV_TEXT_BROKEN_UTF16;
    return true;
}

bool csv_text_fill(CsvText *text, char *to, size_t room, size_t *got, GError **error)
{
    *got = 0;
    while (*got == 0 && text->fault == CSV_TEXT_FINE && !(text->ended && text->raw_length == 0)) {
        bool fine = text->encoding == CSV_UTF8 ? fill_utf8(text, (uint8_t *)to, room, got, error)
                                               : fill_decoded(text, to, room, got, error);
        if (!fine) return false;
    }
    return true;
}

/* UTF-16 without a mark: of the first bytes, one side has zeros in plenty and the other has none.
 */
static CsvEncoding guess_utf16(const uint8_t *bytes, size_t length)
{
    size_t zeros[2] = { 0, 0 };
    for (size_t i = 0; i < MIN(length, (size_t)512); i++) zeros[i & 1] += bytes[i] == 0;
    size_t many = MIN(length, (size_t)512) / 4;
    if (many > 0 && zeros[0] == 0 && zeros[1] >= many) return CSV_UTF16LE;
    if (many > 0 && zeros[1] == 0 && zeros[0] >= many) return CSV_UTF16BE;
    return CSV_UTF8;
}

/* Bytes of the byte order mark, and what it says. */
static size_t mark_of(const uint8_t *bytes, size_t length, CsvEncoding *encoding)
{
    static const struct {
        const char *bytes;
        size_t length;
        CsvEncoding encoding;
    } MARKS[] = { { "\xef\xbb\xbf", 3, CSV_UTF8 },
                  { "\xff\xfe", 2, CSV_UTF16LE },
                  { "\xfe\xff", 2, CSV_UTF16BE } };
    for (size_t i = 0; i < G_N_ELEMENTS(MARKS); i++) {
        if (length < MARKS[i].length || memcmp(bytes, MARKS[i].bytes, MARKS[i].length) != 0)
            continue;
        *encoding = MARKS[i].encoding;
        return MARKS[i].length;
    }
    return 0;
}

bool csv_text_begin(CsvText *text, CsvEncoding wish, GError **error)
{
    text->raw_room = RAW_BYTES;
    text->raw = g_malloc(RAW_BYTES);
    while (text->raw_length < HEAD_BYTES && !text->ended)
        if (!fill_raw(text, error)) return false;

    text->encoding = guess_utf16(text->raw, text->raw_length);
    size_t mark = mark_of(text->raw, text->raw_length, &text->encoding);
    text->bom = mark > 0;
    text->ascii_so_far = !text->bom; /* a mark said UTF-8: then a stray byte is a fault */
    if (wish != CSV_UTF8) text->encoding = wish;
    text->raw_start = mark;
    text->raw_length -= mark;
    return true;
}

void csv_text_clear(CsvText *text)
{
    gzip_read_close(text->file);
    g_free(text->raw);
    memset(text, 0, sizeof *text);
}

const char *csv_text_fault_text(CsvTextFault fault)
{
    switch (fault) {
    case CSV_TEXT_FINE: return "fine";
    case CSV_TEXT_ZERO_BYTE:
        return "a zero byte: this is no text file; export it as CSV, or give it as .xlsx";
    case CSV_TEXT_NOT_UTF8:
        return "a byte that is not UTF-8, in a file that was UTF-8 up to here; save it in one "
               "encoding";
    case CSV_TEXT_BROKEN_UTF16: return "a broken UTF-16 character; save the file as UTF-8";
    }
    g_assert_not_reached();
}
