/* report/notice_view.c: the validation notice of an account, filled from the book, field by field.
 * Sends nothing. */
#include "desk/notice_draft.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char account[REF_SIZE];
    int date_type;
    Day date;
} Params;
static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    { "account", FIELD_TEXT, FIELD_REQUIRED, offsetof(Params, account), REF_SIZE, NULL, NULL, 0, 0,
      "whose notice" },
    PARAM_WORD(Params, date_type, notice_draft_date_types,
               "from which date it is itemised; default the last payment, else the last bill"),
    PARAM(Params, date, FIELD_DAY, "that date; default as the book knows it"),
    PARAM_END,
};
static const RecordType PARAMS = { "validation_notice", sizeof(Params), FIELDS, SIZE_MAX };

enum { FIELD, VALUE, MISSING };
static const ViewColumn COLUMNS[] = {
    [FIELD] = { "field", VIEW_TEXT, false, "of Model Form B-1" },
    [VALUE] = { "value", VIEW_TEXT, false, "as the book has it" },
    [MISSING] = { "missing", VIEW_TEXT, false, "what to record so that it is filled" },
    COLUMN_END,
};

/* Who may fill what the book does not hold. */
static const char *remedy(const char *field)
{
    static const char *const REMEDIES[][2] = {
        { "collector_name", "recoup do house.describe --name …" },
        { "collector_mail", "recoup do house.describe --mail …" },
        { "consumer_mail", "recoup do point.add --medium mail --address …" },
        { "consumer_name", "recoup do debtor.change --name …" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(REMEDIES); i++)
        if (strcmp(REMEDIES[i][0], field) == 0) return REMEDIES[i][1];
    return "";
}

static bool give(ViewRun *run, const char *field, const Json *value, GError **error)
{
    const char *text = json_text_string(value);
    g_autofree char *written = text != NULL ? g_strdup(text) : json_text_write(value, false);
    view_run_text(run, FIELD, field);
    view_run_text(run, VALUE, written);
    view_run_text(run, MISSING, written[0] == '\0' ? remedy(field) : "");
    return view_run_row(run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    Account account;
    NoticeDraft draft;
    NoticeWish wish = { .date_type = params->date_type,
                        .date = params->date,
                        .today = run->as_of,
                        .provided = run->as_of };
    if (!view_run_present(run, "the notice is filled from the book as it stands now", error) ||
        !view_run_account(run, params->account, &account, error) ||
        !notice_draft_make(run->desk, &account, &wish, &draft, error))
        return false;
    g_autoptr(Json) notice = notice_draft_json(&draft);
    void *iter = NULL;
    const char *field = NULL;
    const Json *value = NULL;
    while (json_text_each(notice, &iter, &field, &value))
        if (!give(run, field, value, error)) return false;
    return true;
}

const View notice_view = {
    "validation_notice",
    PERMIT_VIEW,
    &PARAMS,
    COLUMNS,
    NULL,
    answer,
    false,
    "the validation notice of a debt, filled from the book, field by field",
};
