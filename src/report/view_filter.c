/* report/view_filter.c: a catalogue of columns (and facts) for the expression compiler.  Where a
 * column and a fact share a name, the column is meant: it is what the reader sees. */
#include "report/view_filter.h"

#include "core/fact_catalog.h"
#include <string.h>

static ExprType type_of(ViewType type)
{
    switch (type) {
    case VIEW_TEXT:
    case VIEW_LIST:
    case VIEW_INSTANT: return EXPR_TEXT;
    case VIEW_INT: return EXPR_INT;
    case VIEW_MONEY: return EXPR_MONEY;
    case VIEW_DECIMAL: return EXPR_DECIMAL;
    case VIEW_DAY: return EXPR_DAY;
    }
    g_assert_not_reached();
}

static void add_columns(ViewFilter *filter, const ViewRun *run)
{
    for (size_t i = 0; i < run->column_count; i++)
        filter->names[filter->catalog.count++] =
            (ExprName){ .name = run->columns[i].name,
                        .type = type_of(run->columns[i].type),
                        .store = EXPR_AT_CELL,
                        .offset = offsetof(ViewRow, cells) + i * sizeof(ExprValue),
                        .doc = run->columns[i].doc };
}

static void add_facts(ViewFilter *filter, const ViewRun *run)
{
    for (size_t i = 0; i < fact_catalog()->count; i++) {
        ExprName fact = fact_catalog()->names[i];
        if (view_run_find(run, fact.name) != SIZE_MAX) continue;
        fact.offset += offsetof(ViewRow, facts);
        filter->names[filter->catalog.count++] = fact;
    }
}

static bool asks_facts(const ViewFilter *filter, const ViewRun *run)
{
    size_t count = 0;
    const ExprName *const *names = expr_names(filter->where, &count);
    for (size_t i = 0; i < count; i++)
        if (view_run_find(run, names[i]->name) == SIZE_MAX) return true;
    return false;
}

bool view_filter_make(ViewFilter *filter, const ViewRun *run, GError **error)
{
    ExprFault fault;
    if (run->common->where == NULL || run->common->where[0] == '\0') return true;
    filter->names = g_new0(ExprName, run->column_count + fact_catalog()->count);
    filter->catalog = (ExprCatalog){ .noun = run->view->of_accounts ? "column or fact" : "column",
                                     .names = filter->names,
                                     .unit_offset = offsetof(ViewRow, unit) };
    add_columns(filter, run);
    if (run->view->of_accounts) add_facts(filter, run);
    if (expr_compile(run->common->where, &filter->catalog, &filter->where, &fault) != EXPR_OK)
        return problem_refuse(error, PROBLEM_INVALID, "where: %s", fault.message);
    filter->wants_facts = asks_facts(filter, run);
    return true;
}

void view_filter_clear(ViewFilter *filter)
{
    g_clear_pointer(&filter->where, expr_free);
    g_clear_pointer(&filter->names, g_free);
}

bool view_filter_holds(const ViewFilter *filter, const ViewRow *row, Day as_of)
{
    return filter->where == NULL || expr_test(filter->where, row, as_of);
}
