/* intake/map_read.c: a map's file: what it says of the whole table, and its records with their
 * fields.  Every fault is found, not only the first. */
#include "base/text.h"
#include "intake/import_private.h"
#include "intake/map_key.h"
#include <string.h>

/* --- the whole file ------------------------------------------------------------------------ */

static void take_text(MapReader *reader, const YamlNode *node, char **to)
{
    const char *text = map_key_text(reader, node);
    if (text == NULL) return;
    g_free(*to);
    *to = g_strdup(text);
}

static void read_about(MapReader *reader, const YamlNode *node, void *target)
{
    take_text(reader, node, &((ImportMap *)target)->about);
}

static void read_for(MapReader *reader, const YamlNode *node, void *target)
{
    if (map_key_choice(reader, node, import_kind_names()) >= 0)
        take_text(reader, node, &((ImportMap *)target)->kind);
}

/* Read before everything else; see map_read_extends. */
static void read_extends(MapReader *reader, const YamlNode *node, void *target)
{
    (void)target;
    (void)map_key_text(reader, node);
}

static void read_date(MapReader *reader, const YamlNode *node, void *target)
{
    ImportMap *map = target;
    map->has_date = map_read_value_date(reader, node, &map->date);
}

static void read_decimal(MapReader *reader, const YamlNode *node, void *target)
{
    ImportMap *map = target;
    map->has_number = map_read_value_number(reader, node, &map->number);
}

static void read_round(MapReader *reader, const YamlNode *node, void *target)
{
    static const char *const WORDS[] = { "no", "half_away", NULL };
    int choice = map_key_choice(reader, node, WORDS);
    if (choice >= 0) ((ImportMap *)target)->rounding = choice == 1 ? MONEY_HALF_AWAY : MONEY_EXACT;
}

static void read_delimiter(MapReader *reader, const YamlNode *node, void *target)
{
    static const char *const WORDS[] = { "comma", "semicolon", "tab", "pipe", NULL };
    ImportMap *map = target;
    int choice = map_key_choice(reader, node, WORDS);
    if (choice < 0) return;
    map->dialect.delimiter = ",;\t|"[choice];
    map->has_dialect = true;
}

static void read_encoding(MapReader *reader, const YamlNode *node, void *target)
{
    static const char *const WORDS[] = { "windows-1252", "utf-16le", "utf-16be", NULL };
    static const CsvEncoding MEANT[] = { CSV_WINDOWS_1252, CSV_UTF16LE, CSV_UTF16BE };
    ImportMap *map = target;
    int choice = map_key_choice(reader, node, WORDS);
    if (choice < 0) return;
    map->dialect.encoding = MEANT[choice];
    map->has_dialect = true;
}

static void read_sheet(MapReader *reader, const YamlNode *node, void *target)
{
    take_text(reader, node, &((ImportMap *)target)->sheet);
}

static void read_header(MapReader *reader, const YamlNode *node, void *target)
{
    ImportMap *map = target;
    const char *text = map_key_text(reader, node);
    int64_t line = 0;
    if (text == NULL) return;
    if (strcmp(text, "none") == 0)
        map->header_line = -1;
    else if (text_to_i64(text, &line) && line > 0 && line < 1000000)
        map->header_line = line;
    else
        map_key_fault(reader, node, g_strdup("write none, or the number of its line"),
                      "'%s' is no line of a header", text);
}

static void read_group(MapReader *reader, const YamlNode *node, void *target)
{
    take_text(reader, node, &((ImportMap *)target)->group_column);
}

static void read_totals(MapReader *reader, const YamlNode *node, void *target)
{
    static const char *const WORDS[] = { "drop", "keep", NULL };
    int choice = map_key_choice(reader, node, WORDS);
    if (choice >= 0) ((ImportMap *)target)->keep_totals = choice == 1;
}

static void read_drop(MapReader *reader, const YamlNode *node, void *target)
{
    map_key_texts(reader, node, ((ImportMap *)target)->drop_rows);
}

static void read_skip(MapReader *reader, const YamlNode *node, void *target)
{
    map_read_value_tests(reader, node, ((ImportMap *)target)->skip);
}

const MapKey map_read_keys[] = {
    { "about", read_about, "a text", "what it is for" },
    { "for", read_for, "a kind of file", "what is asked for: recoup import KIND FILE --map MAP" },
    { "extends", read_extends, "a shipped map", "what this file does not say is taken from there" },
    { "date", read_date, "year-month-day, day/month/year, month/day/year or day numbers",
      "how dates are written; else each column shows it" },
    { "decimal", read_decimal, "point or comma", "the decimal mark; else each column shows it" },
    { "round", read_round, "half_away or no",
      "amounts with more decimals than their currency are rounded, not quarantined" },
    { "header", read_header, "a line, or none",
      "where the header stands; else it is found by the columns; none: columns are 1, 2, …" },
    { "group", read_group, "a name",
      "rows with one filled cell are headings: their text becomes a column of that name" },
    { "totals", read_totals, "drop or keep",
      "drop (the default): rows named Total are no records" },
    { "drop", read_drop, "a pattern, or several",
      "rows whose first filled cell is like it (* and ? stand for any) are no records" },
    { "skip", read_skip, "tests", "a row for which one holds is left out" },
    { "sheet", read_sheet, "a name", "of a spreadsheet; else the first that is visible" },
    { "delimiter", read_delimiter, "comma, semicolon, tab or pipe", "else it is found out" },
    { "encoding", read_encoding, "windows-1252, utf-16le or utf-16be", "else it is found out" },
    { NULL, NULL, NULL, NULL },
};

/* --- records ------------------------------------------------------------------------------- */

static void read_when(MapReader *reader, const YamlNode *node, void *target)
{
    map_read_value_tests(reader, node, ((MapRecord *)target)->tests);
}

static void read_repeats(MapReader *reader, const YamlNode *node, void *target)
{
    (void)map_key_bool(reader, node, &((MapRecord *)target)->repeats);
}

static bool has_amount(const MapRecord *record)
{
    const ImportKind *kind = import_kind_of_record(record->record);
    const Field *field = row_read_field(import_kind_takes(kind), "amount");
    return field != NULL && field->type == FIELD_AMOUNT;
}

static void read_negative(MapReader *reader, const YamlNode *node, void *target)
{
    static const char *const WORDS[] = { "credit_note", "skip", NULL };
    MapRecord *record = target;
    int choice = map_key_choice(reader, node, WORDS);
    if (choice < 0) return;
    record->skip_negative = choice == 1;
    if (choice == 0) {
        g_free(record->negative);
        record->negative = g_strdup(WORDS[choice]);
    }
    if (!has_amount(record) || (choice == 0 && strcmp(record->record, "item") != 0))
        map_key_fault(reader, node, g_strdup("leave it out"), "negative: %s is not for a %s",
                      WORDS[choice], record->record);
}

static void read_zero(MapReader *reader, const YamlNode *node, void *target)
{
    static const char *const WORDS[] = { "skip", NULL };
    MapRecord *record = target;
    record->skip_zero = map_key_choice(reader, node, WORDS) == 0;
    if (!has_amount(record))
        map_key_fault(reader, node, g_strdup("leave it out"), "a %s has no amount", record->record);
}

static void read_so_far(MapReader *reader, const YamlNode *node, void *target)
{
    MapRecord *record = target;
    (void)map_key_bool(reader, node, &record->so_far);
    if (strcmp(record->record, "payment") != 0)
        map_key_fault(reader, node, g_strdup("leave it out"), "so_far is for payments");
}

const MapKey map_read_record_keys[] = {
    { "when", read_when, "tests", "the record is made of rows for which all of them hold" },
    { "repeats", read_repeats, "yes", "the same again in a later row is nothing new" },
    { "zero", read_zero, "skip", "an amount of zero, or none, makes no record" },
    { "negative", read_negative, "credit_note or skip",
      "what an item with an amount below zero is; skip: no record" },
    { "so_far", read_so_far, "yes",
      "payments: the amount is all that was paid up to now; what is new of it is taken" },
    { NULL, NULL, NULL, NULL },
};

/* What is done with a value must fit the field it is for. */
static void check_use(MapReader *reader, const YamlNode *node, const Field *field,
                      const MapValue *value)
{
    const struct {
        bool used;
        FieldType fits;
        const char *key, *of;
    } USES[] = {
        { value->less != NULL, FIELD_AMOUNT, "less", "amounts" },
        { value->negate, FIELD_AMOUNT, "negate", "amounts" },
        { value->absolute, FIELD_AMOUNT, "absolute", "amounts" },
        { value->minor, FIELD_AMOUNT, "minor", "amounts" },
        { value->has_number, FIELD_AMOUNT, "decimal", "amounts" },
        { value->has_date, FIELD_DAY, "date", "dates" },
        { value->cut, FIELD_TEXT, "cut", "texts" },
        { value->whole && field->type != FIELD_DAY, FIELD_TEXT, "whole", "references and dates" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(USES); i++)
        if (USES[i].used && USES[i].fits != field->type)
            map_key_fault(reader, node, g_strdup("leave it out"), "%s is for %s; %s is none",
                          USES[i].key, USES[i].of, node->key);
}

static void check_word(MapReader *reader, const YamlNode *node, const Field *field,
                       const char *word)
{
    if (word == NULL || g_strv_contains(field->words, word)) return;
    map_key_fault(reader, node, map_key_remedy(word, field->words), "'%s' is no %s", word,
                  field->name);
}

/* Constants and meanings of a field with words must be among them. */
static void check_words(MapReader *reader, const YamlNode *node, const Field *field,
                        const MapValue *value)
{
    GHashTableIter at;
    gpointer word;
    if (field->type != FIELD_ENUM) return;
    if (value->parts->len == 1)
        check_word(reader, node, field, g_array_index(value->parts, MapPart, 0).text);
    check_word(reader, node, field, value->otherwise);
    if (value->other != NULL) check_words(reader, node, field, value->other);
    if (value->words == NULL) return;
    g_hash_table_iter_init(&at, value->words);
    while (g_hash_table_iter_next(&at, NULL, &word)) check_word(reader, node, field, word);
}

static void refuse_field(MapReader *reader, const YamlNode *entry, const RecordType *type,
                         const char *record)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const Field *field = type->fields; field->name != NULL; field++)
        if (!(field->flags & FIELD_OUTPUT) && field->type != FIELD_LIST)
            g_ptr_array_add(names, (gpointer)(uintptr_t)field->name);
    g_ptr_array_add(names, (gpointer)(uintptr_t) "on");
    for (const MapKey *key = map_read_record_keys; key->name != NULL; key++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)key->name);
    g_ptr_array_add(names, NULL);
    policy_fault_add(reader->faults, entry->key_line, entry->key_column, false,
                     map_key_remedy(entry->key, (const char *const *)names->pdata),
                     "%s has no field '%s'", record, entry->key);
}

static void read_field(MapReader *reader, const YamlNode *entry, const RecordType *type,
                       MapRecord *record)
{
    const Field *field = row_read_field(type, entry->key);
    bool number = strcmp(record->record, "payment") == 0 && strcmp(entry->key, "number") == 0;
    if (!number && (field == NULL || field->type == FIELD_LIST)) {
        refuse_field(reader, entry, type, record->record);
        return;
    }
    MapValue *value = map_read_value(reader, entry);
    if (number) {
        record->number = value;
        return;
    }
    check_use(reader, entry, field, value);
    check_words(reader, entry, field, value);
    MapField one = { g_strdup(entry->key), value };
    g_array_append_val(record->fields, one);
}

static void check_required(MapReader *reader, const YamlNode *node, const RecordType *type,
                           const MapRecord *record)
{
    for (const Field *field = type->fields; field->name != NULL; field++) {
        bool given = !(field->flags & FIELD_REQUIRED);
        for (unsigned i = 0; i < record->fields->len && !given; i++)
            given = strcmp(g_array_index(record->fields, MapField, i).field, field->name) == 0;
        if (given) continue;
        map_key_fault(reader, node, g_strdup_printf("add %s: and its column", field->name),
                      "%s needs %s", record->record, field->name);
    }
}

static void read_record(MapReader *reader, const YamlNode *node, const ImportKind *kind)
{
    const RecordType *type = import_kind_takes(kind);
    if (node->kind != YAML_MAP) {
        map_key_fault(reader, node, g_strdup("write field: column below it, or none"),
                      "%s needs fields", kind->record);
        return;
    }
    MapRecord record = { .record = g_strdup(kind->record),
                         .fields = g_array_new(FALSE, FALSE, sizeof(MapField)),
                         .tests = g_array_new(FALSE, TRUE, sizeof(MapTest)),
                         .line = node->line,
                         .column = node->column };
    g_array_set_clear_func(record.tests, map_read_value_test_clear);
    size_t before = reader->faults->len;
    for (const YamlNode *entry = node->first; entry != NULL; entry = entry->next) {
        const MapKey *key = map_key_find(map_read_record_keys, entry->key);
        if (key != NULL)
            key->read(reader, entry, &record);
        else
            read_field(reader, entry, type, &record);
    }
    if (reader->faults->len == before) check_required(reader, node, type, &record);
    g_array_append_val(reader->map->records, record);
}

static void read_records(MapReader *reader, const YamlNode *node, const ImportKind *kind)
{
    bool none = node->kind == YAML_TEXT && strcmp(node->text, "none") == 0;
    if (none) return; /* of a map that extends one which makes it */
    if (node->kind != YAML_LIST) {
        read_record(reader, node, kind);
        return;
    }
    for (const YamlNode *entry = node->first; entry != NULL; entry = entry->next)
        read_record(reader, entry, kind);
}

/* --- all of it ----------------------------------------------------------------------------- */

static void refuse_top(MapReader *reader, const YamlNode *entry)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const ImportKind *kind;
    for (size_t i = 0; (kind = import_kind_at(i)) != NULL; i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)kind->record);
    for (const MapKey *key = map_read_keys; key->name != NULL; key++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)key->name);
    g_ptr_array_add(names, NULL);
    policy_fault_add(reader->faults, entry->key_line, entry->key_column, false,
                     map_key_remedy(entry->key, (const char *const *)names->pdata),
                     "a map has no '%s'", entry->key);
}

static void read_entry(MapReader *reader, const YamlNode *entry)
{
    const MapKey *key = map_key_find(map_read_keys, entry->key);
    const ImportKind *kind = import_kind_of_record(entry->key);
    if (key != NULL)
        key->read(reader, entry, reader->map);
    else if (kind != NULL)
        read_records(reader, entry, kind);
    else
        refuse_top(reader, entry);
}

const YamlNode *map_read_extends(const YamlTree *tree)
{
    const YamlNode *node = policy_yaml_find(tree->root, "extends");
    return node != NULL && node->kind == YAML_TEXT ? node : NULL;
}

/* Does some record make what the file is asked for? */
static void check_whole(MapReader *reader, const YamlNode *root)
{
    const ImportMap *map = reader->map;
    if (map->kind == NULL) {
        map_key_fault(reader, root, g_strdup("add for: items"),
                      "the map does not say what kind of file it is for");
        return;
    }
    const char *record = import_kind_find(map->kind)->record;
    for (unsigned i = 0; i < map->records->len; i++)
        if (strcmp(g_array_index(map->records, MapRecord, i).record, record) == 0) return;
    map_key_fault(reader, root, g_strdup_printf("add %s: and its fields", record),
                  "the map is for %s and makes no %s", map->kind, record);
}

bool map_read(MapReader *reader, const YamlTree *tree, const YamlTree *base)
{
    const YamlNode *root = tree->root;
    if (root == NULL || root->kind != YAML_MAP) {
        policy_fault_add(reader->faults, 1, 1, false, g_strdup("see: recoup help maps"),
                         "the file is no map: it has no keys");
        return false;
    }
    for (const YamlNode *entry = root->first; entry != NULL; entry = entry->next)
        read_entry(reader, entry);
    if (base != NULL)
        for (const YamlNode *entry = base->root->first; entry != NULL; entry = entry->next)
            if (policy_yaml_find(root, entry->key) == NULL) read_entry(reader, entry);
    if (reader->faults->len == 0) check_whole(reader, root);
    return reader->faults->len == 0;
}
