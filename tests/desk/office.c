/* tests/desk/office.c: a book of a collector in New York, and who acts in it. */
#include "office.h"

#include "harness/harness.h"
#include <string.h>

static const char *const BOOK[] = {
    "{'do':'user.open','name':'mia','role':'collector'}",
    "{'do':'user.open','name':'sam','role':'supervisor'}",
    "{'do':'creditor.open','ref':'AG','name':'Client','role':'third_party','country':'US'}",
    "{'do':'debtor.open','ref':'D1','name':'Jane Roe','kind':'person','country':'US','region':'NJ',"
    "'time_zone':'America/New_York','phone':'+1 201 555 0100'}",
    "{'do':'account.open','ref':'A1','debtor':'D1','creditor':'AG','kind':'consumer'}",
    "{'do':'account.open','ref':'A2','debtor':'D1','creditor':'AG','kind':'consumer'}",
    "{'do':'notice.send','account':'A1','type':'validation_notice','at':'2026-02-10T17:00:00Z'}",
    "{'do':'notice.send','account':'A2','type':'validation_notice','at':'2026-02-10T17:00:00Z'}",
    NULL,
};

static Desk *enter(const Office *office, const char *user)
{
    GError *error = NULL;
    DeskOptions options = { .url = office->url, .now = office->now, .actor = user };
    Desk *desk = desk_open(&options, &error);
    g_assert_no_error(error);
    return desk;
}

void office_open(Office *office, const char *now)
{
    GError *error = NULL;
    *office = (Office){ .url = harness_book(NULL), .now = now };
    if (office->url == NULL) return;
    DeskOptions options = { .url = office->url, .now = now };
    Desk *desk = desk_init(&options, NULL, "America/New_York", "USD", &error);
    g_assert_no_error(error);
    desk_close(desk);
    office->desk = enter(office, NULL);
    for (const char *const *line = BOOK; *line != NULL; line++) office_do(office, *line);
}

void office_at(Office *office, const char *now)
{
    desk_close(office->desk);
    office->now = now;
    office->desk = enter(office, NULL);
}

void office_close(Office *office)
{
    desk_close(office->desk);
    harness_drop(office->url);
}

Json *office_try(Office *office, const char *line, char **refused)
{
    GError *error = NULL;
    g_autofree char *text = g_strdelimit(g_strdup(line), "'", '"');
    g_autoptr(Json) record = json_text_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    g_autofree char *action = g_strdup(json_text_string(json_text_get(record, "do")));
    g_autofree char *user = g_strdup(json_text_string(json_text_get(record, "as")));
    json_text_remove(record, "do");
    json_text_remove(record, "as");
    g_autoptr(Desk) other = user == NULL ? NULL : enter(office, user);
    Json *answer = desk_do(other == NULL ? office->desk : other, action, record, &error);
    *refused = error == NULL ? NULL : g_strdup(error->message);
    g_clear_error(&error);
    return answer;
}

void office_do(Office *office, const char *line)
{
    g_autofree char *refused = NULL;
    g_autoptr(Json) answer = office_try(office, line, &refused);
    g_assert_cmpstr(refused, ==, NULL);
    g_assert_nonnull(answer);
}
