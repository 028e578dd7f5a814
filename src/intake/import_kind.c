/* intake/import_kind.c: the kinds of records that files may hold, in the order in which they depend
 * on each other.  A new kind whose rows are single actions is one row of the table. */
#include "base/text.h"
#include "intake/import_private.h"
#include <stdarg.h>
#include <string.h>

#define ACTION_KIND(name, record, action, doc, permit, sum)                                   \
    {                                                                                         \
        name, record, action, NULL, doc, permit, sum, apply_action_start, apply_action_judge, \
            apply_action_put, apply_action_write, apply_action_clear                          \
    }
#define BULK_KIND(name, record, action, takes, doc, permit, sum, stem)                             \
    {                                                                                              \
        name, record, action, takes, doc, permit, sum, apply_##stem##_start, apply_##stem##_judge, \
            apply_##stem##_put, apply_##stem##_write, apply_##stem##_clear                         \
    }

static const ImportKind KINDS[] = {
    ACTION_KIND("creditors", "creditor", "creditor.open",
                "whom money is owed to; a parent may stand below its children in the file",
                PERMIT_SETUP, NULL),
    ACTION_KIND("users", "user", "user.open", "who works with the book", PERMIT_SETUP, NULL),
    ACTION_KIND("rates", "rate", "rate.set", "exchange rates by day", PERMIT_SETUP, NULL),
    BULK_KIND("debtors", "debtor", "debtor.open", NULL, "who owes", PERMIT_DEBTOR, NULL, debtor),
    BULK_KIND("accounts", "account", "account.open", NULL, "what they owe on", PERMIT_DEBTOR, NULL,
              account),
    ACTION_KIND("parties", "party", "party.add", "who else answers for an account", PERMIT_DEBTOR,
                NULL),
    BULK_KIND("items", "item", "item.post", NULL, "invoices, notes, fees, instalments", PERMIT_BILL,
              "amount", item),
    BULK_KIND("payments", "payment", "payment.take", NULL, "money received", PERMIT_CASH, "amount",
              payment),
    BULK_KIND("allocations", "allocation", NULL, &apply_allocation_takes,
              "which item a payment was for", PERMIT_CASH, "amount", allocation),
    ACTION_KIND("reversals", "reversal", "payment.reverse", "payments that were returned",
                PERMIT_CASH, NULL),
    ACTION_KIND("adjustments", "adjustment", "adjustment.post",
                "write-offs, discounts, corrections", PERMIT_ADJUST, "amount"),
    ACTION_KIND("promises", "promise", "promise.record", "promises to pay", PERMIT_PROMISE,
                "amount"),
    ACTION_KIND("plans", "plan", "plan.agree", "instalment plans", PERMIT_PROMISE, "amount"),
    ACTION_KIND("holds", "hold", "hold.place", "what must not be chased", PERMIT_HOLD, NULL),
    ACTION_KIND("disputes", "dispute", "dispute.open", "what is contested", PERMIT_DISPUTE, NULL),
    ACTION_KIND("contacts", "contact", "contact.history", "calls, letters, messages",
                PERMIT_CONTACT, NULL),
    ACTION_KIND("points", "point", "point.add", "telephone numbers and addresses", PERMIT_CONTACT,
                NULL),
    ACTION_KIND("locations", "location", "location.observe", "evidence of where people are",
                PERMIT_CONTACT, NULL),
    ACTION_KIND("consents", "consent", "consent.give", "consents", PERMIT_CONTACT, NULL),
    ACTION_KIND("preferences", "preference", "preference.set", "what people wish not to happen",
                PERMIT_CONTACT, NULL),
    ACTION_KIND("notices", "notice", "notice.receive", "notices received", PERMIT_CONTACT, NULL),
    ACTION_KIND("sent_notices", "sent_notice", "notice.send", "notices sent", PERMIT_CONTACT, NULL),
    ACTION_KIND("statuses", "legal_status", "status.set", "legal status", PERMIT_CONTACT, NULL),
    ACTION_KIND("debts", "debt", "debt.describe", "what the gate must know of debts",
                PERMIT_CONTACT, NULL),
    ACTION_KIND("traces", "trace", "trace.request", "requests to find a debtor", PERMIT_CONTACT,
                NULL),
};

static const char *const NAMES[] = {
    "creditors",    "users",       "rates",     "debtors",     "accounts", "parties",     "items",
    "payments",     "allocations", "reversals", "adjustments", "promises", "plans",       "holds",
    "disputes",     "contacts",    "points",    "locations",   "consents", "preferences", "notices",
    "sent_notices", "statuses",    "debts",     "traces",      NULL,
};
_Static_assert(G_N_ELEMENTS(NAMES) == G_N_ELEMENTS(KINDS) + 1, "a name for each kind");

const char *const *import_kind_names(void)
{
    return NAMES;
}

const ImportKind *import_kind_at(size_t index)
{
    return index < G_N_ELEMENTS(KINDS) ? &KINDS[index] : NULL;
}

const ImportKind *import_kind_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (strcmp(KINDS[i].name, name) == 0) return &KINDS[i];
    return NULL;
}

const ImportKind *import_kind_of_record(const char *record)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (strcmp(KINDS[i].record, record) == 0) return &KINDS[i];
    return NULL;
}

const Action *import_kind_action(const ImportKind *kind)
{
    return kind->action == NULL ? NULL : desk_action(kind->action);
}

const RecordType *import_kind_takes(const ImportKind *kind)
{
    return kind->takes != NULL ? kind->takes : import_kind_action(kind)->takes;
}

static void help_one(const ImportKind *kind, GString *out)
{
    const RecordType *type = import_kind_takes(kind);
    g_string_append_printf(out, "%s: %s\n", kind->name, kind->doc);
    for (const Field *field = type->fields; field->name != NULL; field++) {
        if (field->flags & FIELD_OUTPUT || field->type == FIELD_LIST) continue;
        g_autofree char *words =
            field->words == NULL ? NULL : g_strjoinv(", ", (char **)(uintptr_t)field->words);
        g_string_append_printf(out, "  %-16s %s%s%s%s\n", field->name,
                               field->flags & FIELD_REQUIRED ? "(required) " : "", field->doc,
                               words == NULL ? "" : "; one of ", words == NULL ? "" : words);
    }
    if (record_field(type, "on") == NULL)
        g_string_append_printf(out, "  %-16s %s\n", "on",
                               "the day it counts from; default the business day");
}

bool import_kind_help(const char *name, GString *out, GError **error)
{
    const ImportKind *kind = name == NULL ? NULL : import_kind_find(name);
    if (name != NULL && kind == NULL) {
        const char *near = text_nearest(name, NAMES);
        return problem_refuse(error, PROBLEM_USAGE, "no kind of file is named %s%s%s%s", name,
                              near == NULL ? "" : "; did you mean ", near == NULL ? "" : near,
                              near == NULL ? "" : "?");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (kind == NULL || kind == &KINDS[i]) help_one(&KINDS[i], out);
    return true;
}

void import_kind_example(Import *import, const char *format, ...)
{
    va_list arguments;
    GPtrArray *examples = import->summary->examples;
    if (examples->len >= IMPORT_EXAMPLES_MAX) return;
    va_start(arguments, format);
    g_ptr_array_add(examples, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}
