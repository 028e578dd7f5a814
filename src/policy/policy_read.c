/* policy/policy_read.c: reads a tree into a policy by the tables of keys; every fault is gathered,
 * none stops the reading.  Knows no key by name. */
#include "base/decimal.h"
#include "base/text.h"
#include "core/decide.h"
#include "policy/policy_key.h"

#include <inttypes.h>
#include <string.h>

/* --- faults ----------------------------------------------------------------------------------- */

static void add(PolicyReader *reader, const YamlNode *node, bool warning, char *remedy_taken,
                const char *format, va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf(format, arguments);

    policy_fault_add(reader->faults, node->line, node->column, warning, remedy_taken, "%s", text);
}

void policy_read_fault(PolicyReader *reader, const YamlNode *node, char *remedy_taken,
                       const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(reader, node, false, remedy_taken, format, arguments);
    va_end(arguments);
}

void policy_read_warning(PolicyReader *reader, const YamlNode *node, char *remedy_taken,
                         const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(reader, node, true, remedy_taken, format, arguments);
    va_end(arguments);
}

static char *one_of(const char *const *words)
{
    g_autofree char *all = g_strjoinv(", ", (char **)(uintptr_t)words);

    return g_strdup_printf("one of %s", all);
}

char *policy_read_remedy(const char *word, const char *const *words)
{
    const char *nearest = text_nearest(word, words);

    if (nearest != NULL) return g_strdup_printf("did you mean %s?", nearest);
    return one_of(words);
}

char *policy_read_keep(PolicyReader *reader, const char *text)
{
    return g_string_chunk_insert_const(reader->policy->texts, text);
}

static bool wants(PolicyReader *reader, const YamlNode *node, YamlKind kind, const char *what)
{
    if (node->kind == kind) return true;
    policy_read_fault(reader, node, g_strdup_printf("write %s", what), "'%s' is %s",
                      node->key != NULL ? node->key : "the entry",
                      policy_yaml_kind_name(node->kind));
    return false;
}

/* --- single values ---------------------------------------------------------------------------- */

bool policy_read_int(PolicyReader *reader, const YamlNode *node, int64_t low, int64_t high,
                     int64_t *out)
{
    int64_t number;

    if (!wants(reader, node, YAML_TEXT, "a whole number")) return false;
    if (text_to_i64(node->text, &number) && number >= low && number <= high) {
        *out = number;
        return true;
    }
    policy_read_fault(reader, node,
                      g_strdup_printf("a whole number from %" PRId64 " to %" PRId64, low, high),
                      "'%s' will not do for '%s'", node->text, node->key);
    return false;
}

/* Hundredths of a number with at most two decimals. */
static bool read_hundredths(PolicyReader *reader, const YamlNode *node, int64_t low, int64_t high,
                            int64_t *out)
{
    Decimal value;

    if (!wants(reader, node, YAML_TEXT, "a number")) return false;
    bool ok = decimal_parse(node->text, &value) == DECIMAL_OK && value.scale <= 2;
    for (; ok && value.scale < 2; value.scale++)
        ok = !__builtin_mul_overflow(value.digits, INT64_C(10), &value.digits);
    if (ok && value.digits >= low && value.digits <= high) {
        *out = value.digits;
        return true;
    }
    policy_read_fault(reader, node,
                      g_strdup_printf("a number from %" PRId64 ".%02d to %" PRId64
                                      ".%02d with at most two decimals",
                                      low / 100, (int)(low % 100), high / 100, (int)(high % 100)),
                      "'%s' will not do for '%s'", node->text, node->key);
    return false;
}

bool policy_read_bool(PolicyReader *reader, const YamlNode *node, bool *out)
{
    static const char *const WORDS[] = { "false", "true", "no", "yes", "off", "on", NULL };

    if (!wants(reader, node, YAML_TEXT, "true or false")) return false;
    for (int i = 0; WORDS[i] != NULL; i++) {
        if (strcmp(node->text, WORDS[i]) != 0) continue;
        *out = i % 2 == 1;
        return true;
    }
    policy_read_fault(reader, node, g_strdup("true or false"), "'%s' will not do for '%s'",
                      node->text, node->key);
    return false;
}

static bool is_word(const char *text)
{
    if (!g_ascii_islower(*text)) return false;
    for (; *text != '\0'; text++)
        if (!g_ascii_islower(*text) && !g_ascii_isdigit(*text) && *text != '_' && *text != '-')
            return false;
    return true;
}

bool policy_read_word(PolicyReader *reader, const YamlNode *node, char *to, size_t size)
{
    if (!wants(reader, node, YAML_TEXT, "a name")) return false;
    if (strlen(node->text) < size && is_word(node->text)) {
        g_strlcpy(to, node->text, size);
        return true;
    }
    policy_read_fault(
        reader, node,
        g_strdup_printf("at most %zu small letters, digits, _ and -, a letter first", size - 1),
        "'%s' is not a name", node->text);
    return false;
}

int policy_read_choice(PolicyReader *reader, const YamlNode *node, const char *const *words)
{
    if (!wants(reader, node, YAML_TEXT, "a word")) return -1;
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], node->text) == 0) return i;
    policy_read_fault(reader, node, one_of(words), "'%s' will not do for '%s'", node->text,
                      node->key != NULL ? node->key : "this list");
    return -1;
}

void policy_read_texts(PolicyReader *reader, const YamlNode *node, void *target,
                       void (*entry)(PolicyReader *, const YamlNode *, void *))
{
    if (node->kind == YAML_TEXT) {
        entry(reader, node, target);
        return;
    }
    if (!wants(reader, node, YAML_LIST, "a list")) return;
    for (const YamlNode *child = node->first; child != NULL; child = child->next)
        if (wants(reader, child, YAML_TEXT, "a word")) entry(reader, child, target);
}

static void read_user(PolicyReader *reader, const YamlNode *node, char *to)
{
    if (!wants(reader, node, YAML_TEXT, "a user's name")) return;
    if (*node->text != '\0' && strlen(node->text) < REF_SIZE && !text_has_control(node->text))
        g_strlcpy(to, node->text, REF_SIZE);
    else
        policy_read_fault(reader, node, g_strdup_printf("1 to %d bytes", REF_SIZE - 1),
                          "'%s' is not a user's name", node->text);
}

static void read_text(PolicyReader *reader, const YamlNode *node, char **to)
{
    if (wants(reader, node, YAML_TEXT, "a text")) *to = policy_read_keep(reader, node->text);
}

static void read_ref(PolicyReader *reader, const YamlNode *node, char *to)
{
    if (!policy_read_word(reader, node, to, WORD_SIZE)) return;
    PolicyNameUse use = { node, node->text };
    g_array_append_val(reader->uses, use);
}

/* --- expressions ------------------------------------------------------------------------------ */

/* What is decided at a stage or after it, and so cannot be asked before. */
static const struct {
    const char *fact;
    KeyStage known_after;
} LATE[] = {
    { "score", STAGE_SCORE },    { "segment", STAGE_SEGMENT }, { "treatment", STAGE_SEGMENT },
    { "arm", STAGE_EXPERIMENT }, { "step", STAGE_EXPERIMENT }, { "days_in_step", STAGE_EXPERIMENT },
};

static void check_stage(PolicyReader *reader, const YamlNode *node, const Key *key,
                        const Expr *expr)
{
    static const char *const WHEN[] = { "the score is counted", "the segment is chosen",
                                        "the arm is drawn", "" };

    for (size_t i = 0; i < G_N_ELEMENTS(LATE); i++)
        if (key->stage <= LATE[i].known_after && expr_uses(expr, LATE[i].fact))
            policy_read_fault(reader, node, g_strdup("ask what is known of the account itself"),
                              "'%s' is not known yet when %s", LATE[i].fact, WHEN[key->stage]);
}

/* The fault's column in the file, where the text stands there as it is. */
static void expression_fault(PolicyReader *reader, const YamlNode *node, const ExprFault *fault)
{
    int column = node->column;

    if (node->one_line) column += (int)fault->column - 1 + (node->quoted ? 1 : 0);
    policy_fault_add(reader->faults, node->line, column, false, NULL, "in '%s': %s", node->key,
                     fault->message);
}

typedef ExprVerdict Compile(const char *, const ExprCatalog *, Expr **, ExprFault *);

static void compile(PolicyReader *reader, const YamlNode *node, const Key *key, Compile *by,
                    Expr **out)
{
    ExprFault fault;
    Expr *expr = NULL;

    if (!wants(reader, node, YAML_TEXT, "an expression in one line")) return;
    if (by(node->text, reader->catalog, &expr, &fault) != EXPR_OK) {
        expression_fault(reader, node, &fault);
        return;
    }
    expr_free(*out);
    *out = expr;
    check_stage(reader, node, key, expr);
}

static void read_condition(PolicyReader *reader, const YamlNode *node, const Key *key,
                           Condition *out)
{
    compile(reader, node, key, expr_compile, &out->when);
    if (out->when == NULL) return;
    out->text = policy_read_keep(reader, node->text);
    out->line = node->line;
}

static void read_points(PolicyReader *reader, const YamlNode *node, const Key *key, char *target)
{
    compile(reader, node, key, expr_compile_number, (Expr **)(void *)(target + key->offset));
    if (node->kind == YAML_TEXT)
        *(char **)(void *)(target + key->text_offset) = policy_read_keep(reader, node->text);
}

/* --- maps and lists --------------------------------------------------------------------------- */

static void read_number(PolicyReader *reader, const YamlNode *node, const Key *key, void *at)
{
    int64_t number = 0;
    bool hundredths = key->kind == KEY_PERCENT || key->kind == KEY_AMOUNT;

    if (!(hundredths ? read_hundredths : policy_read_int)(reader, node, key->low, key->high,
                                                          &number))
        return;
    if (key->kind == KEY_INT || key->kind == KEY_PERCENT)
        *(int32_t *)at = (int32_t)number;
    else
        *(int64_t *)at = number;
}

static void read_choice(PolicyReader *reader, const YamlNode *node, const Key *key, int *at)
{
    int choice = policy_read_choice(reader, node, key->words);

    if (choice >= 0) *at = choice;
}

static void read_key(PolicyReader *reader, const YamlNode *node, const Key *key, char *target)
{
    void *at = target + key->offset;

    switch (key->kind) {
    case KEY_WORD: policy_read_word(reader, node, at, WORD_SIZE); break;
    case KEY_REF: read_ref(reader, node, at); break;
    case KEY_USER: read_user(reader, node, at); break;
    case KEY_TEXT: read_text(reader, node, at); break;
    case KEY_INT:
    case KEY_LONG:
    case KEY_PERCENT:
    case KEY_AMOUNT: read_number(reader, node, key, at); break;
    case KEY_BOOL: policy_read_bool(reader, node, at); break;
    case KEY_CHOICE: read_choice(reader, node, key, at); break;
    case KEY_CONDITION: read_condition(reader, node, key, at); break;
    case KEY_POINTS: read_points(reader, node, key, target); break;
    case KEY_VALUE: compile(reader, node, key, expr_compile_any, at); break;
    case KEY_LIST:
        policy_read_list(reader, node, key->table, key->high, at,
                         (size_t *)(void *)(target + key->count_offset));
        break;
    case KEY_MAP: policy_read_map(reader, node, key->table, target); break;
    case KEY_OWN: key->read(reader, node, target); break;
    }
}

static const Key *key_of(const KeyTable *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->keys[i].name, name) == 0) return &table->keys[i];
    return NULL;
}

static void check_unknown(PolicyReader *reader, const YamlNode *node, const KeyTable *table)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (size_t i = 0; i < table->count; i++)
        g_ptr_array_add(names, (void *)(uintptr_t)table->keys[i].name);
    g_ptr_array_add(names, NULL);
    for (const YamlNode *entry = node->first; entry != NULL; entry = entry->next) {
        if (key_of(table, entry->key) != NULL) continue;
        policy_fault_add(reader->faults, entry->key_line, entry->key_column, false,
                         policy_read_remedy(entry->key, (const char *const *)names->pdata),
                         "no key '%s' in a %s", entry->key, table->noun);
    }
}

static const YamlNode *node_of(const PolicyReader *reader, const YamlNode *map, const Key *key)
{
    const YamlNode *node = policy_yaml_find(map, key->name);

    return node == NULL && key->inherits ? policy_yaml_find(reader->defaults, key->name) : node;
}

/* Keys are read in the table's order, so that one may rely on those before it. */
void policy_read_map(PolicyReader *reader, const YamlNode *node, const KeyTable *table,
                     void *target)
{
    if (!wants(reader, node, YAML_MAP, "keys with values")) return;
    check_unknown(reader, node, table);
    for (size_t i = 0; i < table->count; i++) {
        const Key *key = &table->keys[i];
        const YamlNode *value = node_of(reader, node, key);
        if (value != NULL)
            read_key(reader, value, key, target);
        else if (key->required)
            policy_read_fault(reader, node, g_strdup_printf("add '%s: ...'", key->name),
                              "the %s has no '%s'", table->noun, key->name);
    }
    if (table->finish != NULL) table->finish(reader, node, target);
}

static void check_names(PolicyReader *reader, const YamlNode *node, const KeyTable *table,
                        const char *entries, size_t count)
{
    const YamlNode *child = node->first;

    for (size_t i = 0; i < count; i++, child = child->next)
        for (size_t earlier = 0; earlier < i; earlier++) {
            const char *name = entries + i * table->size;
            if (*name == '\0' || strcmp(name, entries + earlier * table->size) != 0) continue;
            policy_read_fault(reader, child, g_strdup("give it a name of its own"),
                              "a second %s '%s'", table->noun, name);
            break;
        }
}

void policy_read_list(PolicyReader *reader, const YamlNode *node, const KeyTable *table,
                      int64_t most, void **entries, size_t *count)
{
    if (!wants(reader, node, YAML_LIST, "a list: one '- ' an entry")) return;
    if ((int64_t)node->count > most) {
        policy_read_fault(reader, node, g_strdup_printf("at most %" PRId64, most),
                          "%zu entries in '%s'", node->count, node->key);
        return;
    }
    *entries = g_malloc0_n(MAX(node->count, 1), table->size);
    *count = node->count;
    char *entry = *entries;
    for (const YamlNode *child = node->first; child != NULL; child = child->next) {
        if (table->begin != NULL) table->begin(entry);
        policy_read_map(reader, child, table, entry);
        entry += table->size;
    }
    if (table->named) check_names(reader, node, table, *entries, *count);
}

/* --- the file --------------------------------------------------------------------------------- */

static void check_uses(PolicyReader *reader)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (size_t i = 0; i < reader->policy->treatment_count; i++)
        g_ptr_array_add(names, reader->policy->treatments[i].name);
    g_ptr_array_add(names, NULL);
    for (unsigned i = 0; i < reader->uses->len; i++) {
        const PolicyNameUse *use = &g_array_index(reader->uses, PolicyNameUse, i);
        if (policy_treatment(reader->policy, use->name) != NULL) continue;
        policy_read_fault(reader, use->node,
                          policy_read_remedy(use->name, (const char *const *)names->pdata),
                          "no treatment '%s'", use->name);
    }
}

Policy *policy_read(const YamlTree *tree, const ExprCatalog *catalog, GPtrArray *faults)
{
    g_autoptr(Policy) policy = policy_new();
    g_autoptr(GArray) uses = g_array_new(FALSE, FALSE, sizeof(PolicyNameUse));
    PolicyReader reader = { .policy = policy, .faults = faults, .catalog = catalog, .uses = uses };

    if (tree->root == NULL) {
        policy_fault_add(faults, 0, 0, false, g_strdup("begin with 'policy: NAME'"),
                         "the file says nothing");
        return NULL;
    }
    reader.root = tree->root;
    reader.defaults = policy_yaml_find(tree->root, "defaults");
    if (reader.defaults != NULL && wants(&reader, reader.defaults, YAML_MAP, "keys with values"))
        check_unknown(&reader, reader.defaults, &policy_keys_defaults);
    policy_read_map(&reader, tree->root, &policy_keys_file, policy);
    check_uses(&reader);
    if (policy_fault_errors(faults) > 0) return NULL;
    return g_steal_pointer(&policy);
}
