/* fuzz/fuzz_xlsx.c: any bytes as a workbook: rows go up, every cell is terminated, nothing crashes.
 */
#include "intake/xlsx_read.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const Cell *cells;
    size_t count;
    int64_t row = 0;
    g_autoptr(GError) error = NULL;
    g_autoptr(XlsxReader) reader = xlsx_read_open_memory(data, size, NULL, &error);
    if (reader == NULL) {
        g_assert_nonnull(error);
        return 0;
    }
    for (XlsxStep step; (step = xlsx_read_next(reader, &cells, &count, &error)) != XLSX_END;) {
        if (step == XLSX_FAILED) {
            g_assert_nonnull(error);
            break;
        }
        g_assert_cmpint(xlsx_read_row(reader), >, row);
        row = xlsx_read_row(reader);
        for (size_t i = 0; i < count; i++)
            g_assert_cmpuint(strlen(cells[i].text), ==, cells[i].length);
    }
    return 0;
}
