/* run/demo_dice.c: SplitMix64.  Knows nothing of what is thrown for. */
#include "run/demo_dice.h"

static uint64_t mixed(uint64_t z)
{
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static uint64_t throw_one(DemoDice *dice)
{
    return mixed(dice->state += UINT64_C(0x9e3779b97f4a7c15));
}

DemoDice demo_dice_of(uint64_t seed, int64_t number)
{
    DemoDice dice = { mixed(mixed(seed + UINT64_C(0x9e3779b97f4a7c15)) + (uint64_t)number) };
    return dice;
}

int64_t demo_dice_below(DemoDice *dice, int64_t bound)
{
    return (int64_t)(throw_one(dice) % (uint64_t)bound);
}

int64_t demo_dice_between(DemoDice *dice, int64_t low, int64_t high)
{
    return low + demo_dice_below(dice, high - low + 1);
}

bool demo_dice_percent(DemoDice *dice, int percent)
{
    return demo_dice_below(dice, 100) < percent;
}
