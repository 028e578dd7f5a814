/* core/measure.h: what a key figure is: an exact fraction with its name, unit and formula, rounded
 * only when it is shown. The functions that make them are in measure_aging.h, measure_dso.h,
 * measure_cash.h and measure_roll.h. */
#ifndef RECOUP_CORE_MEASURE_H
#define RECOUP_CORE_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MEASURE_TEXT_SIZE = 64 };

typedef enum {
    MEASURE_PERCENT, /* shown as 60.00 for 3/5 */
    MEASURE_DAYS,
    MEASURE_TIMES,
    MEASURE_MONEY /* in units of the currency, not minor ones */
} MeasureUnit;

/* Not defined (nothing to divide by) is no value: never 0, never infinite. */
typedef struct {
    bool defined;
    bool at_least; /* the history available was not enough: the true value is this or more */
    __int128 numerator, denominator; /* value = numerator / denominator; denominator > 0 */
    MeasureUnit unit;
    int decimals;
} Measure;

/* A quotient with two decimals; undefined when the denominator is zero or less. */
Measure measure_of(MeasureUnit unit, __int128 numerator, __int128 denominator);
/* The value at its decimals, half away from zero, a percent times 100; false when undefined. */
bool measure_round(const Measure *measure, __int128 *out);
/* "60.00", ">= 59.00" where the history ran out, "" when undefined; returns buffer. */
const char *measure_text(const Measure *measure, char buffer[static MEASURE_TEXT_SIZE]);
/* A whole number, such as a numerator; returns buffer. */
const char *measure_whole_text(__int128 value, char buffer[static MEASURE_TEXT_SIZE]);
/* "percent", "days", "times", "money" */
const char *measure_unit_name(MeasureUnit unit);

/* The catalogue, as `kpi` shows it: every name and variant, the default variant of a name first. */
typedef struct {
    const char *name, *variant; /* variant "": there is only one */
    MeasureUnit unit;
    int decimals;
    const char *formula; /* as users read it, numerator and denominator in words */
    const char *source;
    bool is_default;
} MeasureInfo;

extern const MeasureInfo measure_table[];
size_t measure_table_count(void);
/* variant NULL or "": the default one.  NULL: unknown. */
const MeasureInfo *measure_find(const char *name, const char *variant);

#endif
