/* core/allocation.h: which open items a payment or credit closes, and what is undone when it is
 * taken back.  Plans only; writes nothing.  Never loses or invents a unit. */
#ifndef RECOUP_CORE_ALLOCATION_H
#define RECOUP_CORE_ALLOCATION_H

#include "core/facts.h"

typedef struct {
    int64_t item_id;
    char number[REF_SIZE];
    ItemKind kind;
    Day due_day, issued_day;
    int64_t open_minor; /* zero or less takes nothing */
    bool cancelled, disputed;
} AllocationItem;

typedef struct {
    int64_t item_id;
    int64_t minor; /* positive: applied; negative: released */
} AllocationPart;

/* Oldest due first; ties by issue date, then number.  With a clearing order the kinds come first in
 * that order (fees, then interest, then principal), kinds it does not name last, each kind oldest
 * first. */
typedef struct {
    const ItemKind *clearing;
    size_t clearing_count; /* 0: by age alone */
    bool skip_disputed;    /* disputed items are paid only when named */
} AllocationRule;

/* May money be put on it?  Not on credit notes, orders, cancelled or closed items. */
bool allocation_takes(const AllocationItem *item);
void allocation_order(const AllocationRule *rule, AllocationItem *items, size_t count);
/* Spreads amount_minor (> 0) over the items, which it puts in order first.  parts[] has room for
 * count; returns how many were filled; what the items cannot absorb is *unapplied_minor. */
size_t allocation_plan(const AllocationRule *rule, AllocationItem *items, size_t count,
                       int64_t amount_minor, AllocationPart *parts, int64_t *unapplied_minor);

/* One line of an explicit list; minor 0: as much as the item and the money allow. */
typedef struct {
    char number[REF_SIZE];
    int64_t minor;
} AllocationWish;

typedef enum {
    ALLOCATION_OK,
    ALLOCATION_UNKNOWN_ITEM,
    ALLOCATION_NOT_OPEN,     /* closed, cancelled, a credit note or an order */
    ALLOCATION_NOT_POSITIVE, /* a negative amount */
    ALLOCATION_OVER_ITEM,    /* more than is open */
    ALLOCATION_OVER_PAYMENT  /* the list asks for more than there is */
} AllocationVerdict;

/* As the list says, in its order, all or nothing; a disputed item may be named.  parts[] has room
 * for wish_count.  On a refusal *at is the line of the list and nothing else is filled. */
AllocationVerdict allocation_plan_list(const AllocationItem *items, size_t count,
                                       const AllocationWish *wishes, size_t wish_count,
                                       int64_t amount_minor, AllocationPart *parts,
                                       size_t *part_count, int64_t *unapplied_minor, size_t *at);
const char *allocation_verdict_text(AllocationVerdict verdict);

/* One row of an item's or a payment's history: applied, or released again (the other sign). */
typedef struct {
    int64_t source, source_id, item_id;
    int64_t minor;
    int64_t standing; /* filled: what of this row no later row has released; 0 for releases */
    Day on_day;
} AllocationMove;

/* Releases take back what the same source put to the same item, the newest first; moves[] in the
 * order they were recorded. */
void allocation_standing(AllocationMove *moves, size_t count);
/* The newest day of what stands of moves[], which are those of payments on one item, in the order
 * they were recorded; DAY_NONE: nothing stands.  Fills standing. */
Day allocation_cleared(AllocationMove *moves, size_t count);
/* Takes back amount_minor (> 0) of what was applied, the newest part first (live[] in the order it
 * was applied, all positive).  parts[] has room for count and gets negative amounts; what live[]
 * does not hold is *missing_minor. */
size_t allocation_release(const AllocationPart *live, size_t count, int64_t amount_minor,
                          AllocationPart *parts, int64_t *missing_minor);
/* Takes all of it back: a payment that was returned, an item that is cancelled.  Returns the sum,
 * positive. */
int64_t allocation_release_all(const AllocationPart *live, size_t count, AllocationPart *parts);

#endif
