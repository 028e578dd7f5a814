/* run/demo_dice.h: chance for made-up books: the same throws on every machine.  Keeps no secrets.
 */
#ifndef RECOUP_RUN_DEMO_DICE_H
#define RECOUP_RUN_DEMO_DICE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint64_t state;
} DemoDice;

/* Each account throws dice of its own: what one is like does not depend on the others. */
DemoDice demo_dice_of(uint64_t seed, int64_t number);
/* 0 … bound - 1 */
int64_t demo_dice_below(DemoDice *dice, int64_t bound);
/* low … high */
int64_t demo_dice_between(DemoDice *dice, int64_t low, int64_t high);
/* True so many times in a hundred. */
bool demo_dice_percent(DemoDice *dice, int percent);

#endif
