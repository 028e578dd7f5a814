/* core/expr_run.c: the machine that runs a compiled expression.  Allocates nothing, reads no clock.
 *
 * A stack of slots; a slot is a number or a text, known or not.  What is not known stays not known
 * through arithmetic, and no comparison with it holds.  A number larger than EXPR_LIMIT in size is
 * not known. */
#include "core/expr_tree.h"

#include <string.h>

/* Read where it stands: rows may be packed. */
static inline const void *field(const void *subject, size_t offset)
{
    return (const char *)subject + offset;
}

static inline int64_t read_int64(const void *subject, size_t offset)
{
    return *(const int64_t *)field(subject, offset);
}

static inline int32_t read_int32(const void *subject, size_t offset)
{
    return *(const int32_t *)field(subject, offset);
}

static inline ExprSlot number(int64_t value)
{
    return (ExprSlot){ .number = value, .known = true };
}

static inline ExprSlot nothing(void)
{
    return (ExprSlot){ .number = 0, .known = false };
}

static inline ExprSlot truth(bool value)
{
    return (ExprSlot){ .number = value, .known = true };
}

static inline ExprSlot within(__int128 value)
{
    return value <= EXPR_LIMIT && value >= -EXPR_LIMIT ? number((int64_t)value) : nothing();
}

/* The outcomes a mask holds for are its bits: less, same, more. */
static inline bool holds(int64_t a, uint8_t mask, int64_t b)
{
    return (mask >> ((a > b) - (a < b) + 1)) & 1;
}

static inline bool holds_wide(__int128 a, uint8_t mask, __int128 b)
{
    return (mask >> ((a > b) - (a < b) + 1)) & 1;
}

static inline bool yes(ExprSlot slot)
{
    return slot.known && slot.number != 0;
}

static ExprSlot text_slot(const char *text)
{
    return (ExprSlot){ .text = text, .known = text != NULL && *text != '\0' };
}

static ExprSlot cell(const void *subject, const ExprStep *step)
{
    const ExprValue *value = field(subject, step->offset);
    if (!value->known) return nothing();
    return step->op == OP_CELL_TEXT ? text_slot(value->text) : number(value->number);
}

static ExprSlot day_slot(Day day)
{
    return (ExprSlot){ .number = day, .known = day != DAY_NONE };
}

static ExprSlot count_slot(int64_t count)
{
    return (ExprSlot){ .number = count, .known = count >= 0 };
}

static int64_t half_away(int64_t value, int64_t by)
{
    return value / by + 2 * (value % by) / by;
}

/* digits / power whole units in the subject's minor units, half away from zero. */
static ExprSlot money_constant(const ExprStep *step, int64_t unit)
{
    __int128 scaled = (__int128)step->a * unit;
    return within(scaled / step->b + 2 * (scaled % step->b) / step->b);
}

static ExprSlot join(const ExprStep *step, ExprSlot a, ExprSlot b)
{
    if (!a.known || !b.known) return nothing();
    switch (step->op) {
    case OP_ADD: return within((__int128)a.number + b.number);
    case OP_SUB: return within((__int128)a.number - b.number);
    case OP_MUL: return within((__int128)a.number * b.number);
    case OP_DIV: return b.number == 0 ? nothing() : number(half_away(a.number, b.number));
    case OP_MIN: return a.number <= b.number ? a : b;
    default: return a.number >= b.number ? a : b;
    }
}

static ExprSlot compare(const ExprStep *step, ExprSlot a, ExprSlot b)
{
    if (!a.known || !b.known) return truth(false);
    if (step->op == OP_COMPARE) return truth(holds(a.number, step->mask, b.number));
    return truth((strcmp(a.text, b.text) == 0) == (step->mask == SAME));
}

static inline bool money_holds(int64_t minor, const ExprStep *step, int64_t unit)
{
    return holds_wide((__int128)minor * step->b, step->mask, (__int128)step->a * unit);
}

static ExprSlot amount(ExprSlot slot, int64_t unit)
{
    if (!slot.known) return nothing();
    return within((__int128)slot.number * (10000 / unit));
}

/* One member of a list. */
static bool is_member(const ExprStep *step, ExprSlot slot, const ExprNode *kid, int64_t unit)
{
    if (step->op == OP_IN_TEXT) return strcmp(slot.text, kid->text) == 0;
    if (step->op == OP_IN && !kid->is_const) return slot.number == kid->number;
    if (step->op == OP_IN)
        return slot.number == expr_tree_threshold(kid, step->node->first->scale, SAME);
    ExprStep same = { .mask = SAME, .a = kid->number, .b = expr_tree_power(kid->scale) };
    return money_holds(slot.number, &same, unit);
}

static ExprSlot member(const ExprStep *step, ExprSlot slot, int64_t unit)
{
    if (!slot.known) return truth(false);
    for (const ExprNode *kid = step->node->first->next; kid != NULL; kid = kid->next)
        if (is_member(step, slot, kid, unit)) return truth(!step->node->negated);
    return truth(step->node->negated);
}

/* What changes the top of the stack alone. */
static ExprSlot change(const ExprStep *step, ExprSlot slot, int64_t unit)
{
    switch (step->op) {
    case OP_NEG: return slot.known ? number(-slot.number) : slot;
    case OP_ABS: return slot.known && slot.number < 0 ? number(-slot.number) : slot;
    case OP_AMOUNT: return amount(slot, unit);
    case OP_UP: return slot.known ? within((__int128)slot.number * step->a) : slot;
    case OP_DOWN: return slot.known ? number(half_away(slot.number, step->a)) : slot;
    case OP_COMPARE_CONST: return truth(slot.known && holds(slot.number, step->mask, step->a));
    case OP_COMPARE_MONEY: return truth(slot.known && money_holds(slot.number, step, unit));
    case OP_LIKE:
        return truth(slot.known &&
                     expr_like_match(slot.text, step->node->pattern) != step->node->negated);
    case OP_KNOWN: return truth(slot.known != step->node->negated);
    case OP_NOT: return truth(!yes(slot));
    case OP_TRUTH: return truth(yes(slot));
    default: return member(step, slot, unit);
    }
}

static inline ExprSlot fact_with_constant(const ExprStep *step, const void *subject)
{
    if (step->op == OP_INT64_CONST)
        return truth(holds(read_int64(subject, step->offset), step->mask, step->a));
    int32_t fact = read_int32(subject, step->offset);
    bool known = step->op == OP_INT32_CONST || fact != DAY_NONE;
    return truth(known && holds(fact, step->mask, step->a));
}

static ExprSlot text_const(const ExprStep *step, const void *subject)
{
    const char *text = field(subject, step->offset);
    return truth(*text != '\0' && (strcmp(text, step->node->text) == 0) == (step->mask == SAME));
}

ExprSlot expr_run_program(const ExprStep *step, size_t unit_offset, const void *subject, Day today)
{
    ExprSlot stack[EXPR_STACK_MAX + 1];
    ExprSlot *top = stack; /* stack[0] stays unused */
    const ExprStep *steps = step;
    int64_t unit = unit_offset == SIZE_MAX ? 1 : read_int64(subject, unit_offset);
    g_assert(unit > 0); /* without it every amount would pass */

    for (;; step++) {
        switch (step->op) {
        case OP_END: return *top;
        case OP_INT64: *++top = number(read_int64(subject, step->offset)); break;
        case OP_INT64_OR_NONE: *++top = count_slot(read_int64(subject, step->offset)); break;
        case OP_INT32: *++top = number(read_int32(subject, step->offset)); break;
        case OP_DAY: *++top = day_slot(read_int32(subject, step->offset)); break;
        case OP_BOOL: *++top = truth(*(const bool *)field(subject, step->offset)); break;
        case OP_TEXT: *++top = text_slot(field(subject, step->offset)); break;
        case OP_CELL:
        case OP_CELL_TEXT: *++top = cell(subject, step); break;
        case OP_CONST: *++top = number(step->a); break;
        case OP_CONST_TEXT: *++top = text_slot(step->node->text); break;
        case OP_CONST_MONEY: *++top = money_constant(step, unit); break;
        case OP_TODAY: *++top = day_slot(today); break;
        case OP_ADD:
        case OP_SUB:
        case OP_MUL:
        case OP_DIV:
        case OP_MIN:
        case OP_MAX: top--, *top = join(step, top[0], top[1]); break;
        case OP_COMPARE:
        case OP_COMPARE_TEXT: top--, *top = compare(step, top[0], top[1]); break;
        case OP_INT64_CONST:
        case OP_INT32_CONST:
        case OP_DAY_CONST: *++top = fact_with_constant(step, subject); break;
        case OP_INT64_MONEY:
            *++top = truth(money_holds(read_int64(subject, step->offset), step, unit));
            break;
        case OP_TEXT_CONST: *++top = text_const(step, subject); break;
        case OP_AND:
            if (yes(*top))
                top--;
            else
                *top = truth(false), step = steps + step->target - 1;
            break;
        case OP_OR:
            if (!yes(*top))
                top--;
            else
                step = steps + step->target - 1;
            break;
        case OP_UNLESS:
            if (!yes(*top--)) step = steps + step->target - 1;
            break;
        case OP_JUMP: step = steps + step->target - 1; break;
        default: *top = change(step, *top, unit); break;
        }
    }
}
