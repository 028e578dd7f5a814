/* intake/map_read_value.c: a map's values and tests, from their nodes.  Looks at no table. */
#include "base/text.h"
#include "intake/map_key.h"
#include <string.h>

enum { DEPTH_MAX = 8 };

static MapValue *value_new(const YamlNode *node)
{
    MapValue *value = g_new0(MapValue, 1);
    value->parts = g_array_new(FALSE, TRUE, sizeof(MapPart));
    value->line = node->line;
    value->column = node->column;
    return value;
}

/* --- parts --------------------------------------------------------------------------------- */

static void add_columns(MapReader *reader, const YamlNode *node, MapValue *value)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    map_key_texts(reader, node, names);
    g_ptr_array_add(names, NULL);
    MapPart part = { .columns = g_array_new(FALSE, FALSE, sizeof(size_t)) };
    part.names = (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
    g_array_append_val(value->parts, part);
}

static void add_text(MapReader *reader, const YamlNode *node, MapValue *value)
{
    const char *text = map_key_text(reader, node);
    MapPart part = { .text = g_strdup(text != NULL ? text : "") };
    g_array_append_val(value->parts, part);
}

/* A second of column, text and join means nothing. */
static bool is_first(MapReader *reader, const YamlNode *node, const MapValue *value)
{
    if (value->parts->len == 0) return true;
    map_key_fault(reader, node, g_strdup("join puts several together"),
                  "only one of column, text and join can be said");
    return false;
}

static void read_column(MapReader *reader, const YamlNode *node, void *target)
{
    if (is_first(reader, node, target)) add_columns(reader, node, target);
}

static void read_text(MapReader *reader, const YamlNode *node, void *target)
{
    if (is_first(reader, node, target)) add_text(reader, node, target);
}

static void read_join(MapReader *reader, const YamlNode *node, void *target)
{
    if (!is_first(reader, node, target)) return;
    if (node->kind != YAML_LIST || node->count < 2) {
        map_key_fault(reader, node, g_strdup("write it like [Company, {text: \"-\"}, Number]"),
                      "join needs a list of columns and texts");
        return;
    }
    for (const YamlNode *entry = node->first; entry != NULL; entry = entry->next) {
        const YamlNode *text = policy_yaml_find(entry, "text");
        if (entry->kind != YAML_MAP)
            add_columns(reader, entry, target);
        else if (text != NULL && entry->count == 1)
            add_text(reader, text, target);
        else
            map_key_fault(reader, entry, g_strdup("write a column, a list of columns or {text: …}"),
                          "this cannot be joined");
    }
}

/* --- what is done with it ------------------------------------------------------------------ */

static void read_words(MapReader *reader, const YamlNode *node, void *target)
{
    MapValue *value = target;
    if (node->kind != YAML_MAP || node->count == 0) {
        map_key_fault(reader, node, g_strdup("write it like {\"Credit Memo\": credit_note}"),
                      "words needs the file's words with their meanings");
        return;
    }
    if (value->words == NULL)
        value->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (const YamlNode *entry = node->first; entry != NULL; entry = entry->next) {
        const char *text = map_key_text(reader, entry);
        if (text != NULL) g_hash_table_insert(value->words, text_fold(entry->key), g_strdup(text));
    }
}

static void read_otherwise(MapReader *reader, const YamlNode *node, void *target)
{
    MapValue *value = target;
    bool nothing = node->kind == YAML_TEXT && node->quoted && node->text[0] == '\0';
    const char *text = nothing ? "" : map_key_text(reader, node);
    if (text == NULL) return;
    g_free(value->otherwise);
    value->otherwise = g_strdup(text);
}

static void read_less(MapReader *reader, const YamlNode *node, void *target)
{
    MapValue *value = target;
    import_map_value_free(value->less);
    value->less = map_read_value(reader, node);
    const MapValue *less = value->less;
    if (less->less == NULL && !less->negate && !less->absolute && !less->minor) return;
    map_key_fault(reader, node, g_strdup("say it of the value itself"),
                  "what is taken off can only be a column");
}

static void read_else(MapReader *reader, const YamlNode *node, void *target)
{
    MapValue *value = target;
    import_map_value_free(value->other);
    value->other = map_read_value(reader, node);
    int depth = 0;
    for (const MapValue *other = value->other; other != NULL; other = other->other) depth++;
    if (depth > DEPTH_MAX)
        map_key_fault(reader, node, g_strdup("name the columns in one list"),
                      "else within else more than %d deep", DEPTH_MAX);
}

#define READ_FLAG(member)                                                            \
    static void read_##member(MapReader *reader, const YamlNode *node, void *target) \
    {                                                                                \
        (void)map_key_bool(reader, node, &((MapValue *)target)->member);             \
    }
READ_FLAG(negate)
READ_FLAG(absolute)
READ_FLAG(minor)
READ_FLAG(whole)
READ_FLAG(digits)
READ_FLAG(cut)
READ_FLAG(keep)
READ_FLAG(optional)

bool map_read_value_date(MapReader *reader, const YamlNode *node, DateForm *out)
{
    static const char *const WORDS[] = { "year-month-day", "day/month/year", "month/day/year",
                                         "day numbers", NULL };
    int choice = map_key_choice(reader, node, WORDS);
    if (choice >= 0) out->order = (DateOrder)(DATE_ORDER_YMD + choice);
    return choice >= 0;
}

bool map_read_value_number(MapReader *reader, const YamlNode *node, NumberForm *out)
{
    static const char *const WORDS[] = { "point", "comma", NULL };
    int choice = map_key_choice(reader, node, WORDS);
    if (choice >= 0) out->mark = ".,"[choice];
    return choice >= 0;
}

static void read_date(MapReader *reader, const YamlNode *node, void *target)
{
    MapValue *value = target;
    value->has_date = map_read_value_date(reader, node, &value->date);
}

static void read_decimal(MapReader *reader, const YamlNode *node, void *target)
{
    MapValue *value = target;
    value->has_number = map_read_value_number(reader, node, &value->number);
}

const MapKey map_read_value_keys[] = {
    { "column", read_column, "a column, or several", "the first of them that is filled" },
    { "text", read_text, "a text", "the same in every row" },
    { "join", read_join, "a list of columns and {text: …}", "all of them, one behind the other" },
    { "else", read_else, "a value", "what it is when the cell is empty" },
    { "words", read_words, "word: meaning", "the file's words and what they mean" },
    { "otherwise", read_otherwise, "a meaning", "of words that are not among them; \"\": none" },
    { "digits", read_digits, "yes", "only the first digits: \"Net 30\" is 30" },
    { "whole", read_whole, "yes",
      "a number that a spreadsheet made of a reference or date: 17.0 is 17" },
    { "keep", read_keep, "yes", "words that are not among them stay as they are" },
    { "cut", read_cut, "yes", "texts: what is too long is cut off" },
    { "optional", read_optional, "yes", "the file need not have the column" },
    { "less", read_less, "a value", "amounts: what is taken off, as a credit column is" },
    { "negate", read_negate, "yes", "amounts: the sign is turned" },
    { "absolute", read_absolute, "yes", "amounts: the sign is left off" },
    { "minor", read_minor, "yes", "amounts: they count cents" },
    { "decimal", read_decimal, "point or comma", "amounts: of this column alone" },
    { "date", read_date, "as for the file", "dates: of this column alone" },
    { NULL, NULL, NULL, NULL },
};

static void from_keys(MapReader *reader, const YamlNode *node, MapValue *value)
{
    MapKeys tables[] = { { map_read_value_keys, value }, { NULL, NULL } };
    size_t before = reader->faults->len;
    map_key_read(reader, node, "value", tables);
    if (value->parts->len == 0 && reader->faults->len == before)
        map_key_fault(reader, node, g_strdup("say column, text or join"),
                      "the value says nothing to take");
}

MapValue *map_read_value(MapReader *reader, const YamlNode *node)
{
    MapValue *value = value_new(node);
    if (node->kind == YAML_MAP)
        from_keys(reader, node, value);
    else
        add_columns(reader, node, value);
    return value;
}

/* --- tests --------------------------------------------------------------------------------- */

static void set_kind(MapReader *reader, const YamlNode *node, MapTest *test, MapTestKind kind)
{
    if (test->words != NULL || test->kind != MAP_WORDS)
        map_key_fault(reader, node, g_strdup("write a second test"), "a test asks one thing");
    test->kind = kind;
}

static void take_words(MapReader *reader, const YamlNode *node, MapTest *test)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    set_kind(reader, node, test, MAP_WORDS);
    if (test->words == NULL) test->words = g_ptr_array_new_with_free_func(g_free);
    map_key_texts(reader, node, texts);
    for (unsigned i = 0; i < texts->len; i++)
        g_ptr_array_add(test->words, text_fold(texts->pdata[i]));
}

static void read_is(MapReader *reader, const YamlNode *node, void *target)
{
    take_words(reader, node, target);
}

static void read_not(MapReader *reader, const YamlNode *node, void *target)
{
    take_words(reader, node, target);
    ((MapTest *)target)->unless = true;
}

static void take_flag(MapReader *reader, const YamlNode *node, MapTest *test, MapTestKind kind)
{
    bool wanted = true;
    set_kind(reader, node, test, kind);
    if (map_key_bool(reader, node, &wanted)) test->unless = !wanted;
}

#define READ_TEST(member, kind)                                                      \
    static void read_##member(MapReader *reader, const YamlNode *node, void *target) \
    {                                                                                \
        take_flag(reader, node, target, kind);                                       \
    }
READ_TEST(filled, MAP_FILLED)
READ_TEST(empty, MAP_EMPTY)
READ_TEST(negative, MAP_NEGATIVE)
READ_TEST(positive, MAP_POSITIVE)
READ_TEST(zero, MAP_ZERO)

const MapKey map_read_value_test_keys[] = {
    { "is", read_is, "a word, or several", "one of them, case ignored; * and ? stand for any" },
    { "not", read_not, "a word, or several", "none of them" },
    { "filled", read_filled, "yes or no", "something stands there" },
    { "empty", read_empty, "yes or no", "nothing does" },
    { "negative", read_negative, "yes or no", "an amount below zero" },
    { "positive", read_positive, "yes or no", "one above zero" },
    { "zero", read_zero, "yes or no", "zero, or no amount at all" },
    { NULL, NULL, NULL, NULL },
};

static void check_test(MapReader *reader, const YamlNode *node, const MapTest *test)
{
    if (test->value->parts->len == 0)
        map_key_fault(reader, node, g_strdup("write it like {column: Status, is: Paid}"),
                      "the test names no column");
    if (test->value->less != NULL)
        map_key_fault(reader, node, g_strdup("give the record zero: skip instead"),
                      "a test does not subtract");
    if (test->kind == MAP_WORDS && test->words == NULL)
        map_key_fault(reader, node,
                      g_strdup("add is, not, filled, empty, negative, positive or zero"),
                      "the test asks nothing");
}

static void add_test(MapReader *reader, const YamlNode *node, GArray *out)
{
    if (node->kind != YAML_MAP) {
        map_key_fault(reader, node, g_strdup("write it like {column: Status, is: Paid}"),
                      "a test is no %s", node->kind == YAML_TEXT ? "text" : "list");
        return;
    }
    MapTest test = { .value = value_new(node) };
    MapKeys tables[] = { { map_read_value_test_keys, &test },
                         { map_read_value_keys, test.value },
                         { NULL, NULL } };
    size_t before = reader->faults->len;
    map_key_read(reader, node, "test", tables);
    if (reader->faults->len == before) check_test(reader, node, &test);
    g_array_append_val(out, test);
}

void map_read_value_tests(MapReader *reader, const YamlNode *node, GArray *out)
{
    if (node->kind != YAML_LIST) {
        add_test(reader, node, out);
        return;
    }
    for (const YamlNode *entry = node->first; entry != NULL; entry = entry->next)
        add_test(reader, entry, out);
}

void map_read_value_test_clear(void *test)
{
    MapTest *cleared = test;
    import_map_value_free(cleared->value);
    if (cleared->words != NULL) g_ptr_array_unref(cleared->words);
}
