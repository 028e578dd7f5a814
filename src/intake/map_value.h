/* intake/map_value.h: what a map's value says for one row.  Pure. */
#ifndef RECOUP_INTAKE_MAP_VALUE_H
#define RECOUP_INTAKE_MAP_VALUE_H

#include "intake/import_map.h"

/* The cell of a bound value; a joined one lies in scratch, as long as that is not used again.
 * False: the cell is not among the value's words (out is then the cell as it stands). */
bool map_value_cell(const MapValue *value, const Cell *cells, GString *scratch, Cell *out);
bool map_value_test(const MapTest *test, const NumberForm *form, const Cell *cells,
                    GString *scratch);
/* All of a list, or any. */
bool map_value_all(const GArray *tests, const NumberForm *form, const Cell *cells,
                   GString *scratch);
bool map_value_any(const GArray *tests, const NumberForm *form, const Cell *cells,
                   GString *scratch);

#endif
