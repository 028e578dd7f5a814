/* base/csv_detect.h: which character parts the columns?  Private to the CSV reader. */
#ifndef RECOUP_BASE_CSV_DETECT_H
#define RECOUP_BASE_CSV_DETECT_H

#include <stdbool.h>
#include <stddef.h>

/* Of , ; tab | the one by which most records of the sample have the same number of columns (and
 * more than one); on a tie the one that makes more columns.  Title rows therefore do not count. ','
 * when there is no sign of any.  A last record cut by the sample's end is left out unless `whole`.
 */
char csv_detect_delimiter(const char *sample, size_t length, bool whole, char quote);

#endif
