/* core/fact_catalog.h: the facts an expression may speak of: name, type, place in Facts, column and
 * a phrase for help. A new fact is one row. */
#ifndef RECOUP_CORE_FACT_CATALOG_H
#define RECOUP_CORE_FACT_CATALOG_H

#include "core/expr.h"

/* The subject of these expressions is a Facts.  In SQL: f is d_account, a account, d debtor. */
const ExprCatalog *fact_catalog(void);

#endif
