/* desk/action_table.c: all actions, by table.  The manual and every door are made from it. */
#include "desk/desk_tables.h"

const Action *const action_table_all[] = {
    setup_desk_actions,   account_desk_actions, item_desk_actions,    payment_desk_actions,
    promise_desk_actions, hold_desk_actions,    contact_desk_actions, talk_desk_actions,
    policy_desk_actions,  rule_desk_actions,    fact_desk_actions,    notice_desk_actions,
    house_desk_actions,   issue_desk_actions,   erase_desk_actions,   NULL
};
