/* base/csv_detect.c: which character parts the columns?  Looks at a sample only; never at what
 * cells mean. */
#include "base/csv_detect.h"
#include <glib.h>
#include <stdint.h>
#include <string.h>

enum { RECORDS_MAX = 200 };

/* Columns of the record that begins at *at, which moves behind it; 0 when the sample ends inside.
 */
static uint32_t columns(const char *text, size_t length, size_t *at, char delimiter, char quote)
{
    uint32_t count = 1;
    bool at_start = true, quoted = false;
    for (size_t i = *at; i < length; i++) {
        char c = text[i];
        if (quoted) {
            quoted = c != quote; /* a doubled quote leaves and enters again */
            at_start = false;
        } else if (c == quote && (at_start || (i > 0 && text[i - 1] == quote))) {
            quoted = true;
        } else if (c == '\n' || c == '\r') {
            *at = i + 1 + (c == '\r' && i + 1 < length && text[i + 1] == '\n');
            return count;
        } else {
            at_start = c == delimiter;
            count += at_start;
        }
    }
    *at = length;
    return quoted ? 0 : count;
}

typedef struct {
    uint32_t records, columns;
} Fit;

/* The commonest number of columns above one. */
static Fit fit(const char *text, size_t length, bool whole, char delimiter, char quote)
{
    uint32_t counts[RECORDS_MAX], total = 0;
    Fit best = { 0, 0 };
    for (size_t at = 0; at < length && total < RECORDS_MAX;) {
        uint32_t count = columns(text, length, &at, delimiter, quote);
        if (count > 1 && (at < length || whole)) counts[total++] = count;
    }
    for (uint32_t i = 0; i < total; i++) {
        uint32_t same = 0;
        for (uint32_t k = 0; k < total; k++) same += counts[k] == counts[i];
        if (same > best.records || (same == best.records && counts[i] > best.columns))
            best = (Fit){ same, counts[i] };
    }
    return best;
}

char csv_detect_delimiter(const char *sample, size_t length, bool whole, char quote)
{
    static const char CANDIDATES[] = { ',', ';', '\t', '|' };
    Fit best = { 0, 0 };
    char found = ',';
    for (size_t i = 0; i < G_N_ELEMENTS(CANDIDATES); i++) {
        Fit one = fit(sample, length, whole, CANDIDATES[i], quote);
        bool better = one.records > best.records ||
                      (one.records == best.records && one.columns > best.columns);
        if (!better) continue;
        best = one;
        found = CANDIDATES[i];
    }
    return found;
}
