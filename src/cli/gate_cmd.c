/* cli/gate_cmd.c: the line loop of `gate check`, and `gate rules`.  Judges nothing itself; opens no
 * book. */
#include "cli/gate_cmd.h"

#include "gate/gate_read.h"
#include "gate/gate_write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_QUARANTINED = 3, EXIT_USAGE = 2, LINE_MAX_BYTES = 8 << 20 };

static bool blank(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (strchr(" \t\r\n", line[i]) == NULL) return false;
    return true;
}

/* Answers one line; false when it was not understood. */
static bool answer(const char *line, size_t length, GString *out)
{
    g_autoptr(GError) error = NULL;
    g_auto(GateReading) reading = { 0 };
    static GateVerdict verdict;
    if (length > LINE_MAX_BYTES) {
        gate_write_error(out, NULL, "the line is longer than 8 MiB");
        return false;
    }
    if (!gate_read_line(line, length, &reading, &error)) {
        gate_write_error(out, reading.id_json, error->message);
        return false;
    }
    gate_judge(&reading.facts, &reading.action, &verdict);
    gate_write_verdict(out, reading.id_json, &reading.facts, &reading.action, &verdict,
                       reading.ignored);
    return true;
}

static int check(FILE *in, const char *name)
{
    g_autoptr(GString) out = g_string_new(NULL);
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    bool all = true;
    while ((length = getline(&line, &room, in)) >= 0) {
        if (blank(line, (size_t)length)) continue;
        while (length > 0 && strchr("\r\n", line[length - 1]) != NULL) length--;
        g_string_truncate(out, 0);
        if (!answer(line, (size_t)length, out)) all = false;
        g_string_append_c(out, '\n');
        if (fwrite(out->str, 1, out->len, stdout) != out->len) break;
    }
    free(line);
    if (ferror(in) != 0) {
        fprintf(stderr, "recoup: %s: %s\n", name, g_strerror(errno));
        return EXIT_FAILURE;
    }
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        fprintf(stderr, "recoup: standard output: %s\n", g_strerror(errno));
        return EXIT_FAILURE;
    }
    return all ? EXIT_SUCCESS : EXIT_QUARANTINED;
}

static int check_file(const char *name)
{
    FILE *in = fopen(name, "rb");
    if (in == NULL) {
        fprintf(stderr, "recoup: %s: %s\n", name, g_strerror(errno));
        return EXIT_FAILURE;
    }
    int code = check(in, name);
    fclose(in);
    return code;
}

static int rules(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gate_write_rules(out);
    return fputs(out->str, stdout) >= 0 && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int gate_cmd(int argc, char **argv)
{
    if (argc == 1 && strcmp(argv[0], "rules") == 0) return rules();
    if (argc == 1 && strcmp(argv[0], "check") == 0) return check(stdin, "standard input");
    if (argc == 2 && strcmp(argv[0], "check") == 0)
        return strcmp(argv[1], "-") == 0 ? check(stdin, "standard input") : check_file(argv[1]);
    fprintf(stderr, "usage: recoup gate check [FILE.jsonl]\n       recoup gate rules\n");
    return EXIT_USAGE;
}
