/* fuzz/fuzz_gate.c: any bytes as a question to the gate: an answer that is JSON comes out, nothing
 * crashes, and the same question gets the same answer. */
#include "gate/gate_read.h"
#include "gate/gate_write.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static GString *answer(const char *line, size_t length)
{
    g_autoptr(GError) error = NULL;
    g_auto(GateReading) reading = { 0 };
    static GateVerdict verdict;
    GString *out = g_string_new(NULL);
    if (gate_read_line(line, length, &reading, &error)) {
        gate_judge(&reading.facts, &reading.action, &verdict);
        gate_write_verdict(out, reading.id_json, &reading.facts, &reading.action, &verdict,
                           reading.ignored);
    } else {
        g_assert_nonnull(error);
        gate_write_error(out, reading.id_json, error->message);
    }
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *line = g_strndup((const char *)data, size);
    GString *first = answer(line, size), *second = answer(line, size);
    g_autoptr(Json) parsed = json_text_parse(first->str, first->len, NULL);
    g_assert_nonnull(parsed);
    g_assert_cmpstr(first->str, ==, second->str);
    g_string_free(first, TRUE);
    g_string_free(second, TRUE);
    return 0;
}
