/* fuzz/fuzz_csv.c: any bytes as CSV: every record ends, every cell is terminated UTF-8, nothing
 * crashes. */
#include "base/csv.h"
#include "base/text.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const CsvCell *cells;
    size_t count;
    int64_t line = 0;
    g_autoptr(GError) error = NULL;
    g_autoptr(CsvReader) reader = csv_open_memory(data, size, NULL, &error);
    g_assert_nonnull(reader);
    for (CsvStep step; (step = csv_next(reader, &cells, &count, &error)) != CSV_END;) {
        if (step == CSV_FAILED) {
            g_assert_nonnull(error);
            break;
        }
        g_assert_cmpuint(count, >, 0);
        g_assert_cmpint(csv_line(reader), >, line);
        line = csv_line(reader);
        for (size_t i = 0; i < count; i++) {
            g_assert_cmpuint(strlen(cells[i].text), ==, cells[i].length);
            g_assert_true(text_is_utf8(cells[i].text, cells[i].length));
        }
    }
    return 0;
}
