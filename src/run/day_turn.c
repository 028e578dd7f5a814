/* run/day_turn.c: jobs take turns, in the order of their places.  Knows nothing of what they do. */
#include "run/day_turn.h"

void day_turn_init(DayTurn *turn)
{
    *turn = (DayTurn){ 0 };
    g_mutex_init(&turn->lock);
    g_cond_init(&turn->moved);
}

void day_turn_clear(DayTurn *turn)
{
    g_mutex_clear(&turn->lock);
    g_cond_clear(&turn->moved);
}

void day_turn_stop(DayTurn *turn)
{
    g_mutex_lock(&turn->lock);
    turn->stopped = true;
    g_cond_broadcast(&turn->moved);
    g_mutex_unlock(&turn->lock);
}

bool day_turn_take(DayTurn *turn, size_t place)
{
    if (turn == NULL) return true;
    g_mutex_lock(&turn->lock);
    while (!turn->stopped && turn->next != place) g_cond_wait(&turn->moved, &turn->lock);
    bool mine = !turn->stopped;
    g_mutex_unlock(&turn->lock);
    return mine;
}

void day_turn_give(DayTurn *turn)
{
    if (turn == NULL) return;
    g_mutex_lock(&turn->lock);
    turn->next++;
    g_cond_broadcast(&turn->moved);
    g_mutex_unlock(&turn->lock);
}
