/* core/score.c: adds up a points score card and names what weighed most.  Evaluates no expression.
 */
#include "core/score.h"

#include <glib.h>

bool score_check(const ScoreCard *card, size_t *at)
{
    for (size_t i = 0; i < card->count; i++) {
        const ScoreCharacteristic *c = &card->characteristics[i];
        for (size_t k = 1; k < c->band_count; k++)
            if (c->bands[k].from <= c->bands[k - 1].from) {
                *at = i;
                return false;
            }
    }
    return true;
}

int32_t score_points(const ScoreCharacteristic *characteristic, ScoreValue value, int32_t *band)
{
    int32_t found = -1;

    for (size_t i = 0; value.known && i < characteristic->band_count; i++) {
        int64_t from = characteristic->bands[i].from;
        if (from > value.value) break;
        if (!characteristic->exact || from == value.value) found = (int32_t)i;
    }
    if (band != NULL) *band = found;
    return found < 0 ? characteristic->missing_points : characteristic->bands[found].points;
}

int64_t score_total(const ScoreCard *card, const ScoreValue *values)
{
    int64_t total = card->base_points;

    for (size_t i = 0; i < card->count; i++)
        total += score_points(&card->characteristics[i], values[i], NULL);
    return total;
}

static int64_t weight(const ScoreReason *reason)
{
    return reason->points < 0 ? -(int64_t)reason->points : reason->points;
}

size_t score_reasons(const ScoreCard *card, const ScoreValue *values, ScoreReason *reasons,
                     size_t max)
{
    size_t used = 0;

    for (size_t i = 0; i < card->count; i++) {
        ScoreReason next = { .characteristic = i };
        next.points = score_points(&card->characteristics[i], values[i], &next.band);
        if (next.points == 0) continue;
        size_t at = used;
        while (at > 0 && weight(&reasons[at - 1]) < weight(&next)) at--;
        if (at == max) continue;
        if (used < max) used++;
        for (size_t k = used - 1; k > at; k--) reasons[k] = reasons[k - 1];
        reasons[at] = next;
    }
    return used;
}
