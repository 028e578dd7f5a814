/* desk/desk_tables.h: the action tables of this room, one a file.  Private to the desk. */
#ifndef RECOUP_DESK_DESK_TABLES_H
#define RECOUP_DESK_DESK_TABLES_H

#include "desk/desk.h"

extern const Action setup_desk_actions[], account_desk_actions[], item_desk_actions[],
    payment_desk_actions[];
extern const Action talk_desk_actions[];
extern const Action promise_desk_actions[], hold_desk_actions[], contact_desk_actions[],
    policy_desk_actions[], rule_desk_actions[], house_desk_actions[], issue_desk_actions[],
    erase_desk_actions[];
extern const Action fact_desk_actions[], notice_desk_actions[];

/* Each ended by a NULL name; NULL ends. */
extern const Action *const action_table_all[];

#endif
