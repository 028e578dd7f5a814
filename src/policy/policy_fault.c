/* policy/policy_fault.c: a list of faults with their places.  Judges nothing. */
#include "policy/policy_fault.h"

static void fault_free(void *data)
{
    PolicyFault *fault = data;

    g_free(fault->text);
    g_free(fault->remedy);
    g_free(fault->file);
    g_free(fault);
}

GPtrArray *policy_fault_list(void)
{
    return g_ptr_array_new_with_free_func(fault_free);
}

void policy_fault_add(GPtrArray *faults, int line, int column, bool warning, char *remedy_taken,
                      const char *format, ...)
{
    va_list arguments;

    /* The first error is kept however many warnings came before it. */
    if (faults->len >= POLICY_FAULTS_MAX && (warning || policy_fault_errors(faults) > 0)) {
        g_free(remedy_taken);
        return;
    }
    PolicyFault *fault = g_new0(PolicyFault, 1);
    va_start(arguments, format);
    fault->text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    fault->remedy = remedy_taken != NULL ? remedy_taken : g_strdup("");
    fault->file = g_strdup("");
    fault->line = line;
    fault->column = column;
    fault->warning = warning;
    g_ptr_array_add(faults, fault);
}

size_t policy_fault_errors(const GPtrArray *faults)
{
    size_t errors = 0;

    for (unsigned i = 0; i < faults->len; i++) {
        const PolicyFault *fault = g_ptr_array_index(faults, i);
        if (!fault->warning) errors++;
    }
    return errors;
}

static int before(const PolicyFault *a, const PolicyFault *b)
{
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* Insertion: stable, and the list is short. */
void policy_fault_sort(GPtrArray *faults)
{
    for (unsigned i = 1; i < faults->len; i++) {
        void *moved = faults->pdata[i];
        unsigned at = i;
        for (; at > 0 && before(moved, faults->pdata[at - 1]) < 0; at--)
            faults->pdata[at] = faults->pdata[at - 1];
        faults->pdata[at] = moved;
    }
}

void policy_fault_name(GPtrArray *faults, const char *file_name)
{
    for (unsigned i = 0; i < faults->len; i++) {
        PolicyFault *fault = g_ptr_array_index(faults, i);
        if (*fault->file != '\0') continue;
        g_free(fault->file);
        fault->file = g_strdup(file_name);
    }
}

char *policy_fault_text(const PolicyFault *fault)
{
    GString *line = g_string_new(fault->file);

    if (fault->line > 0) g_string_append_printf(line, ":%d:%d", fault->line, fault->column);
    g_string_append_printf(line, ": %s%s", fault->warning ? "warning: " : "", fault->text);
    if (*fault->remedy != '\0') g_string_append_printf(line, "; %s", fault->remedy);
    return g_string_free(line, FALSE);
}
