/* core/score.h: a points score card.  Every point is visible: characteristic, band, points.
 * Evaluates no expression. */
#ifndef RECOUP_CORE_SCORE_H
#define RECOUP_CORE_SCORE_H

#include "core/facts.h"

struct Expr;

/* A band begins at `from` and ends below the next; with `exact` it is that one value (a category).
 */
typedef struct {
    int64_t from;
    int32_t points;
} ScoreBand;

typedef struct {
    char name[WORD_SIZE];
    struct Expr
        *value; /* what is looked at; owned and evaluated by the policy's side, never here */
    bool exact;
    ScoreBand *bands; /* ascending by from */
    size_t band_count;
    int32_t
        missing_points; /* the value is unknown, or below the first band, or no category matches */
    char *text;         /* the bands as written; owned by the policy */
} ScoreCharacteristic;

typedef struct {
    int32_t base_points;
    ScoreCharacteristic *characteristics;
    size_t count;
} ScoreCard;

typedef struct {
    bool known;
    int64_t value;
} ScoreValue;

typedef struct {
    size_t characteristic;
    int32_t band; /* -1: missing */
    int32_t points;
} ScoreReason;

/* Bands ascend strictly in every characteristic; on false *at says which one fails. */
bool score_check(const ScoreCard *card, size_t *at);
/* The points of one characteristic; *band (may be NULL) is -1 when none applies. */
int32_t score_points(const ScoreCharacteristic *characteristic, ScoreValue value, int32_t *band);
/* values[] has one value a characteristic, in the card's order. */
int64_t score_total(const ScoreCard *card, const ScoreValue *values);
/* The largest contributions by absolute points, largest first, equal ones in the card's order;
 * those of zero points are no reason.  Returns how many of `max` were filled. */
size_t score_reasons(const ScoreCard *card, const ScoreValue *values, ScoreReason *reasons,
                     size_t max);

#endif
