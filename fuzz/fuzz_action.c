/* fuzz/fuzz_action.c: any bytes as lines of actions on a small book: each is answered, or refused
 * in one sentence that is not the database's own; now and then the book is verified. */
#include "run/line.h"
#include "run/verify.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUTS_PER_BOOK = 300, INPUTS_PER_PROOF = 30, LINES_MAX = 40 };

static const char *const FIRST[] = {
    "{\"do\":\"user.open\",\"name\":\"ann\",\"role\":\"collector\"}",
    "{\"do\":\"debtor.open\",\"ref\":\"D1\",\"name\":\"One\"}",
    "{\"do\":\"debtor.open\",\"ref\":\"D2\",\"name\":\"Two\",\"kind\":\"person\"}",
    "{\"do\":\"account.open\",\"ref\":\"A1\",\"debtor\":\"D1\"}",
    "{\"do\":\"account.open\",\"ref\":\"A2\",\"debtor\":\"D2\",\"currency\":\"JPY\"}",
    "{\"do\":\"item.post\",\"account\":\"A1\",\"number\":\"I1\",\"amount\":\"100.00\",\"due_on\":"
    "\"2025-01-20\"}",
    "{\"do\":\"item.post\",\"account\":\"A1\",\"number\":\"I2\",\"amount\":\"50.00\",\"due_on\":"
    "\"2025-04-20\"}",
    "{\"do\":\"item.post\",\"account\":\"A1\",\"number\":\"C1\",\"amount\":\"20.00\",\"kind\":"
    "\"credit_note\"}",
    "{\"do\":\"payment.take\",\"account\":\"A1\",\"ref\":\"P1\",\"amount\":\"30.00\"}",
    "{\"do\":\"payment.take\",\"ref\":\"P2\",\"amount\":\"10.00\"}",
    "{\"do\":\"promise.record\",\"account\":\"A1\",\"amount\":\"20.00\",\"due_on\":\"2025-03-09\"}",
    "{\"do\":\"hold.place\",\"account\":\"A2\",\"kind\":\"manual\",\"reason\":\"asked\"}",
    "{\"do\":\"dispute.open\",\"account\":\"A1\",\"reason\":\"price\",\"items\":[{\"number\":"
    "\"I2\"}]}",
    "{\"do\":\"day.run\"}",
};

static Desk *desk;
static char *path;
static int inputs;

static void remove_book(void)
{
    static const char *const TAILS[] = { "", "-wal", "-shm", "-journal" };
    desk_close(desk);
    desk = NULL;
    for (size_t i = 0; path != NULL && i < G_N_ELEMENTS(TAILS); i++) {
        g_autofree char *name = g_strconcat(path, TAILS[i], NULL);
        g_unlink(name);
    }
    g_clear_pointer(&path, g_free);
}

static void prove(void)
{
    g_autoptr(GError) error = NULL;
    g_auto(VerifyReport) report = { 0 };
    VerifyOptions options = { .jobs = 1 };
    bool done = verify_run(desk, &options, &report, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    for (unsigned i = 0; i < report.findings->len; i++)
        g_printerr("verify: %s\n", (const char *)report.findings->pdata[i]);
    g_assert_cmpint(report.count, ==, 0);
}

static void say(const char *text, size_t length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) line = json_text_parse(text, length, &error);
    if (line == NULL) return;
    g_autoptr(Json) answer = line_do_line(desk, line, &error);
    g_assert_true((answer == NULL) == (error != NULL));
    if (error == NULL) return;
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_false(problem_is(error, PROBLEM_STORAGE));
    /* A sentence may repeat what was asked. */
    if (g_strstr_len(text, (ssize_t)length, "constraint") == NULL)
        g_assert_null(strstr(error->message, "constraint"));
}

static void make_book(void)
{
    static bool asked = false;
    g_autoptr(GError) error = NULL;
    if (!asked) (void)atexit(remove_book);
    asked = true;
    remove_book();
    path = g_strdup_printf("%s/recoup-fuzz-%d.db",
                           access("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir(), getpid());
    DeskOptions options = { path, "2025-03-03T09:00:00Z", NULL, NULL };
    desk = desk_init(&options, "commercial", "UTC", "USD", &error);
    g_assert_no_error(error);
    db_durable(desk->db, false);
    for (size_t i = 0; i < G_N_ELEMENTS(FIRST); i++) say(FIRST[i], strlen(FIRST[i]));
    prove();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *at = (const char *)data, *end = at + size;
    if (inputs % INPUTS_PER_BOOK == 0) make_book();
    for (int lines = 0; at < end && lines < LINES_MAX; lines++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL) stop = end;
        desk->now_us += 1000000;
        say(at, (size_t)(stop - at));
        at = stop + 1;
    }
    if (++inputs % INPUTS_PER_PROOF == 0) prove();
    return 0;
}
