/* tests/base/test_record.c: a record of every type: read, refused in words, written, described, and
 * back again. */
#include "base/clock.h"
#include "base/record.h"
#include <stddef.h>
#include <string.h>

typedef struct {
    char number[17];
    Decimal amount;
    uint64_t given;
} Part;

typedef struct {
    char ref[9];
    char *note;
    int64_t days;
    bool urgent;
    Day due_on;
    int64_t at_us;
    Decimal amount;
    Money balance;
    int kind;
    char *skills;
    RecordList to;
    Json *extra;
    uint64_t given;
} Sample;

enum { KIND_INVOICE, KIND_DEBIT_NOTE, KIND_FEE };
static const char *const KINDS[] = { "invoice", "debit_note", "fee", NULL };

static const Field PART_FIELDS[] = {
    { "number", FIELD_TEXT, FIELD_REQUIRED, offsetof(Part, number), sizeof(((Part *)0)->number),
      .doc = "the item" },
    { "amount", FIELD_AMOUNT, FIELD_REQUIRED, offsetof(Part, amount), .doc = "how much of it" },
    { 0 },
};
static const RecordType PART = { "part", sizeof(Part), PART_FIELDS, offsetof(Part, given) };

static const Field FIELDS[] = {
    { "ref", FIELD_TEXT, FIELD_REQUIRED | FIELD_KEY, offsetof(Sample, ref),
      sizeof(((Sample *)0)->ref), .doc = "its name" },
    { "note", FIELD_NOTE, 0, offsetof(Sample, note), .doc = "free words" },
    { "days", FIELD_INT, FIELD_REQUIRED, offsetof(Sample, days), .min = -3, .max = 365,
      .doc = "how many days" },
    { "urgent", FIELD_BOOL, 0, offsetof(Sample, urgent), .doc = "is it?" },
    { "due_on", FIELD_DAY, FIELD_REQUIRED, offsetof(Sample, due_on), .doc = "the day it is due" },
    { "at", FIELD_INSTANT, 0, offsetof(Sample, at_us), .doc = "when" },
    { "amount", FIELD_AMOUNT, 0, offsetof(Sample, amount), .doc = "how much" },
    { "balance", FIELD_MONEY, FIELD_OUTPUT, offsetof(Sample, balance), .doc = "what is left" },
    { "kind", FIELD_ENUM, 0, offsetof(Sample, kind), .words = KINDS, .doc = "what it is" },
    { "skills", FIELD_WORDS, 0, offsetof(Sample, skills), .doc = "what one can" },
    { "to", FIELD_LIST, 0, offsetof(Sample, to), .of = &PART, .doc = "parts" },
    { "extra", FIELD_JSON, 0, offsetof(Sample, extra), .doc = "anything" },
    { 0 },
};
static const RecordType SAMPLE = { "sample.post", sizeof(Sample), FIELDS, offsetof(Sample, given) };
static const RecordType UNMARKED = { "sample", sizeof(Sample), FIELDS, SIZE_MAX };

static void clear(Sample *sample)
{
    record_clear(&SAMPLE, sample);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, clear)

static Json *parse(const char *text)
{
    g_autoptr(GError) error = NULL;
    Json *value = json_text_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    return value;
}

static void read_json(const char *text, Sample *out, GPtrArray *faults)
{
    g_autoptr(Json) object = parse(text);
    record_init(&SAMPLE, out);
    record_from_json(&SAMPLE, object, out, faults);
}

/* All faults, a line each: "field: detail". */
static char *words(const GPtrArray *faults)
{
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < faults->len; i++) {
        const FieldFault *fault = faults->pdata[i];
        g_string_append_printf(out, "%s%s: %s", i > 0 ? "\n" : "", fault->field, fault->detail);
    }
    return g_string_free(out, FALSE);
}

static const char FULL[] = "{\"ref\":\"A-1\",\"note\":\"two\\nlines\",\"days\":0,\"urgent\":false,"
                           "\"due_on\":\"2026-01-31\","
                           "\"at\":\"2026-11-23T22:41:00Z\",\"amount\":\"1234.5\",\"kind\":\"debit_"
                           "note\",\"skills\":[\"a b\",\"c\"],"
                           "\"to\":[{\"number\":\"I1\",\"amount\":\"-2\"},{\"number\":\"I2\","
                           "\"amount\":\"0.01\"}],\"extra\":{\"x\":[1,null]}}";

static void test_full(void)
{
    g_auto(Sample) sample;
    g_autoptr(GPtrArray) faults = record_faults_new();
    read_json(FULL, &sample, faults);
    record_check(&SAMPLE, &sample, faults);
    g_assert_cmpuint(faults->len, ==, 0);
    g_assert_cmpstr(sample.ref, ==, "A-1");
    g_assert_cmpstr(sample.note, ==, "two\nlines");
    g_assert_cmpint(sample.days, ==, 0);
    g_assert_cmpint(sample.due_on, ==, 20484);
    g_assert_cmpint(sample.amount.digits, ==, 12345);
    g_assert_cmpint(sample.kind, ==, KIND_DEBIT_NOTE);
    g_assert_cmpstr(sample.skills, ==, "a b\nc");
    g_assert_cmpuint(sample.to.count, ==, 2);
    g_assert_cmpstr(((Part *)sample.to.rows)[1].number, ==, "I2");
    g_assert_true(record_given(&SAMPLE, &sample, "urgent"));
    g_assert_false(record_given(&SAMPLE, &sample, "balance"));
    g_autoptr(Json) back = record_to_json(&SAMPLE, &sample);
    g_autofree char *text = json_text_write(back, false);
    g_assert_cmpstr(text, ==, FULL);
}

static void test_empty(void)
{
    g_auto(Sample) sample;
    g_autoptr(GPtrArray) faults = record_faults_new();
    read_json("{\"note\":null,\"kind\":null}", &sample, faults);
    g_assert_cmpuint(faults->len, ==, 0);
    g_assert_cmpint(sample.kind, ==, -1);
    g_assert_cmpint(sample.due_on, ==, DAY_NONE);
    for (const Field *field = FIELDS; field->name != NULL; field++)
        g_assert_false(record_given(&SAMPLE, &sample, field->name));
    g_autoptr(Json) none = record_to_json(&SAMPLE, &sample);
    g_assert_cmpuint(json_text_count(none), ==, 0);
    g_autoptr(Json) some = record_to_json(&UNMARKED, &sample);
    g_autofree char *text = json_text_write(some, false);
    g_assert_cmpstr(text, ==, "{\"days\":0,\"urgent\":false}");
    record_check(&SAMPLE, &sample, faults);
    g_autofree char *said = words(faults);
    g_assert_cmpstr(said, ==,
                    "ref: is required: its name\ndays: is required: how many days\n"
                    "due_on: is required: the day it is due");
}

static void test_json_faults(void)
{
    static const struct {
        const char *json, *said;
    } CASES[] = {
        { "{\"due_onn\":1}", "due_onn: is not a field of sample.post; did you mean due_on?" },
        { "{\"due-on\":1}", "due-on: is not a field of sample.post; did you mean due_on?" },
        { "{\"colour\":1}", "colour: is not a field of sample.post" },
        { "{\"balance\":\"1\"}", "balance: is given by the program and cannot be set" },
        { "{\"ref\":5}", "ref: is the number 5; write it as a text, \"5\"" },
        { "{\"ref\":true}", "ref: is true; a text is wanted" },
        { "{\"ref\":\"123456789\"}", "ref: has 9 bytes; at most 8" },
        { "{\"ref\":\"a\\nb\"}", "ref: holds a control character" },
        { "{\"note\":\"a\\u0001b\"}", "note: holds a control character" },
        { "{\"days\":\"5\"}", "days: is \"5\"; a whole number is wanted" },
        { "{\"days\":5.5}", "days: is 5.5; a whole number is wanted" },
        { "{\"days\":366}", "days: is 366; from -3 to 365" },
        { "{\"urgent\":1}", "urgent: is 1; true or false is wanted" },
        { "{\"due_on\":\"31.02.2025\"}",
          "due_on: is 31.02.2025; a date is YYYY-MM-DD and must exist" },
        { "{\"due_on\":\"2025-02-30\"}",
          "due_on: is 2025-02-30; a date is YYYY-MM-DD and must exist" },
        { "{\"due_on\":\"\"}", "due_on: is empty; a date is YYYY-MM-DD and must exist" },
        { "{\"at\":\"yesterday\"}",
          "at: is yesterday; a time is written like 2026-11-23T22:41:00Z, with its offset" },
        { "{\"amount\":1234.5}", "amount: is the number 1234.5; write it as a text, \"1234.5\"" },
        { "{\"amount\":12}", "amount: is the number 12; write it as a text, \"12\"" },
        { "{\"amount\":\"1,234.50\"}",
          "amount: is 1,234.50; an amount is a plain number such as 1234.50" },
        { "{\"amount\":\"1000000000000000000\"}",
          "amount: is 1000000000000000000, which has more than 18 significant digits" },
        { "{\"kind\":\"Invoce\"}",
          "kind: is Invoce; one of invoice, debit_note, fee; did you mean invoice?" },
        { "{\"kind\":3}", "kind: is 3; one of invoice, debit_note, fee" },
        { "{\"skills\":\"a\"}", "skills: is \"a\"; a list of texts is wanted" },
        { "{\"skills\":[\"a\",1]}", "skills: is [\"a\",1]; a list of texts is wanted" },
        { "{\"skills\":[\"\"]}", "skills: holds an empty text" },
        { "{\"to\":{}}", "to: is {}; a list of objects is wanted" },
        { "{\"to\":[5,{\"number\":\"I\",\"amount\":5,\"x\":1}]}",
          "to[0]: is not an object\nto[1].amount: is the number 5; write it as a text, \"5\"\n"
          "to[1].x: is not a field of part" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(Sample) sample;
        g_autoptr(GPtrArray) faults = record_faults_new();
        read_json(CASES[i].json, &sample, faults);
        g_autofree char *said = words(faults);
        g_assert_cmpstr(said, ==, CASES[i].said);
    }
    g_auto(Sample) sample;
    g_autoptr(GPtrArray) faults = record_faults_new();
    read_json("[1]", &sample, faults);
    g_autofree char *said = words(faults);
    g_assert_cmpstr(said, ==, "sample.post: takes one JSON object");
}

/* Missing fields are asked for inside rows too, but never where the field is faulted already. */
static void test_check(void)
{
    g_auto(Sample) sample;
    g_autoptr(GPtrArray) faults = record_faults_new();
    read_json("{\"ref\":\"\",\"days\":0,\"due_on\":\"x\",\"to\":[7,{\"amount\":\"x\"},{\"number\":"
              "\"\"}]}",
              &sample, faults);
    record_check(&SAMPLE, &sample, faults);
    g_autofree char *said = words(faults);
    g_assert_cmpstr(
        said, ==,
        "due_on: is x; a date is YYYY-MM-DD and must exist\nto[0]: is not an object\n"
        "to[1].amount: is x; an amount is a plain number such as 1234.50\n"
        "ref: is required: its name\nto[1].number: is required: the item\n"
        "to[2].number: is required: the item\nto[2].amount: is required: how much of it");
    g_autoptr(GError) error = NULL;
    record_faults_error(faults, &error);
    g_assert_true(problem_is(error, PROBLEM_INVALID));
    g_assert_cmpstr(error->message, ==,
                    "due_on is x; a date is YYYY-MM-DD and must exist (and 6 more)");
}

static void test_bounds(void)
{
    g_autoptr(GPtrArray) faults = record_faults_new();
    GString *json = g_string_new("{\"to\":[");
    for (int i = 0; i <= RECORD_ROWS_MAX; i++) g_string_append(json, i > 0 ? ",{}" : "{}");
    g_string_append(json, "]}");
    g_auto(Sample) sample;
    read_json(json->str, &sample, faults);
    g_autofree char *said = words(faults);
    g_assert_cmpstr(said, ==, "to: has 10001 entries; at most 10000");
    g_string_free(json, TRUE);

    g_autofree char *endless = g_strnfill(70000, 'x');
    record_set_text(&SAMPLE, record_field(&SAMPLE, "note"), endless, &sample, faults);
    const FieldFault *fault = faults->pdata[1];
    g_assert_cmpstr(fault->detail, ==, "has 70000 bytes; at most 65536");
    g_assert_cmpuint(strlen(fault->value), ==, 80);
    for (int i = 0; i < 2000; i++) record_fault(faults, "x", NULL, "again");
    g_assert_cmpuint(faults->len, ==, 1000);
}

static void test_text(void)
{
    static const struct {
        const char *field, *text, *back, *said;
    } CASES[] = {
        { "ref", "A-1", "A-1", "" },
        { "ref", "Zürich", "Zürich", "" },
        { "ref", "\xff", "", "ref: is not UTF-8" },
        { "ref", "", "", "" },
        { "note", "a\tb\r\nc", "a\tb\r\nc", "" },
        { "days", "12", "12", "" },
        { "days", "twelve", "0", "days: is twelve; a whole number is wanted" },
        { "urgent", "yes", "true", "" },
        { "urgent", "maybe", "false", "urgent: is maybe; true or false is wanted" },
        { "due-on", "2026-01-31", "2026-01-31", "" },
        { "at", "2026-11-23T22:41:00+01:00", "2026-11-23T21:41:00Z", "" },
        { "amount", "0012.50", "12.5", "" },
        { "kind", "fee", "fee", "" },
        { "kind", "fees", "", "kind: is fees; one of invoice, debit_note, fee; did you mean fee?" },
        { "skills", "a, b ,c", "a,b,c", "" },
        { "skills", "a,,c", "", "skills: holds an empty text" },
        { "to", "[{\"number\":\"I1\",\"amount\":\"2\"}]", "[{\"number\":\"I1\",\"amount\":\"2\"}]",
          "" },
        { "to", "[{", "",
          "to: cannot be read: JSON line 1 column 2: the text ends in the middle of a value" },
        { "extra", "[1, 2]", "[1,2]", "" },
        { "balance", "1", "", "balance: is given by the program and cannot be set" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(Sample) sample;
        g_autoptr(GPtrArray) faults = record_faults_new();
        g_autoptr(GString) back = g_string_new(NULL);
        const Field *field = record_field(&SAMPLE, CASES[i].field);
        record_init(&SAMPLE, &sample);
        record_set_text(&SAMPLE, field, CASES[i].text, &sample, faults);
        g_autofree char *said = words(faults);
        g_assert_cmpstr(said, ==, CASES[i].said);
        record_field_text(field, &sample, back);
        g_assert_cmpstr(back->str, ==, CASES[i].back);
        bool given = *CASES[i].text != '\0' && *CASES[i].said == '\0';
        g_assert_cmpint(record_given(&SAMPLE, &sample, field->name), ==, given);
    }
    g_assert_null(record_field(&SAMPLE, "due"));
    g_assert_null(record_field(&SAMPLE, "due_on_"));
}

/* What a field held before is freed when it is set again (the sanitizer watches). */
static void test_again(void)
{
    g_auto(Sample) sample;
    g_autoptr(GPtrArray) faults = record_faults_new();
    g_autoptr(Json) object = parse(FULL);
    record_init(&SAMPLE, &sample);
    for (int i = 0; i < 3; i++) record_from_json(&SAMPLE, object, &sample, faults);
    g_assert_cmpuint(faults->len, ==, 0);
    record_clear(&SAMPLE, &sample);
    g_assert_null(sample.note);
    g_assert_cmpuint(sample.given, ==, 0);
}

static void test_help(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    record_help(&SAMPLE, out);
    g_assert_nonnull(
        strstr(out->str, "  --due-on DATE               (required) the day it is due\n"));
    g_assert_nonnull(strstr(
        out->str, "  --kind invoice|debit_note|fee\n                              what it is\n"));
    g_assert_null(strstr(out->str, "balance"));
}

static void test_schema(void)
{
    g_autoptr(Json) schema = record_schema(&SAMPLE);
    g_autofree char *text = json_text_write(schema, false);
    static const char *const PARTS[] = {
        "{\"title\":\"sample.post\",\"type\":\"object\",\"properties\":{\"ref\":{\"type\":"
        "\"string\",\"maxLength\":8,"
        "\"description\":\"its name\"}",
        "\"days\":{\"type\":\"integer\",\"minimum\":-3,\"maximum\":365,\"description\":\"how many "
        "days\"}",
        "\"due_on\":{\"type\":\"string\",\"format\":\"date\",\"description\":\"the day it is "
        "due\"}",
        "\"enum\":[\"invoice\",\"debit_note\",\"fee\"]",
        "\"readOnly\":true",
        "\"maxItems\":10000,\"items\":{\"title\":\"part\"",
        "\"required\":[\"ref\",\"days\",\"due_on\"],\"additionalProperties\":false}",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++)
        if (strstr(text, PARTS[i]) == NULL) g_error("%s lacks %s", text, PARTS[i]);
}

static char *random_text(size_t bytes_max)
{
    static const char *const LETTERS[] = {
        "a", "Z", "0", " ", "\"", "\\", "é", "€", "😀", "-", "<"
    };
    GString *out = g_string_new("x");
    while (out->len + 4 <= bytes_max && g_test_rand_int_range(0, 6) > 0)
        g_string_append(out, LETTERS[g_test_rand_int_range(0, G_N_ELEMENTS(LETTERS))]);
    return g_string_free(out, FALSE);
}

static void fill(Sample *sample)
{
    g_autofree char *ref = random_text(8);
    g_strlcpy(sample->ref, ref, sizeof sample->ref);
    sample->balance = (Money){ g_test_rand_int(), "KWD" };
    sample->days = g_test_rand_int_range(1, 365);
    if (g_test_rand_bit()) sample->note = random_text(60);
    if (g_test_rand_bit()) sample->due_on = g_test_rand_int_range(DAY_MIN, DAY_MAX);
    if (g_test_rand_bit())
        sample->at_us = (int64_t)g_test_rand_int() * g_test_rand_int_range(1, 900000);
    if (g_test_rand_bit())
        sample->amount = (Decimal){ g_test_rand_int_range(-999999, 999999) * 10 + 1, 5, true };
    if (g_test_rand_bit()) sample->kind = g_test_rand_int_range(0, 3);
    if (g_test_rand_bit()) sample->urgent = true;
    if (g_test_rand_bit()) sample->extra = json_text_new_int(g_test_rand_int());
    if (g_test_rand_bit()) return;
    g_autofree char *one = random_text(20);
    g_autofree char *two = random_text(20);
    sample->skills = g_strconcat(one, "\n", two, NULL);
    sample->to = (RecordList){ g_new0(Part, 2), 2 };
    for (size_t i = 0; i < 2; i++) {
        Part *part = (Part *)sample->to.rows + i;
        g_autofree char *number = random_text(16);
        g_strlcpy(part->number, number, sizeof part->number);
        part->amount = (Decimal){ g_test_rand_int_range(1, 1000), 0, true };
    }
}

/* Any record, written and read again, is written the same. */
static void test_round_trip(void)
{
    for (int i = 0; i < 5000; i++) {
        g_auto(Sample) sample;
        g_auto(Sample) again;
        g_autoptr(GPtrArray) faults = record_faults_new();
        record_init(&SAMPLE, &sample);
        fill(&sample);
        g_autoptr(Json) first = record_to_json(&SAMPLE, &sample);
        json_text_remove(first, "balance");
        g_autofree char *text = json_text_write(first, false);
        read_json(text, &again, faults);
        g_assert_cmpuint(faults->len, ==, 0);
        g_autoptr(Json) second = record_to_json(&SAMPLE, &again);
        g_autofree char *back = json_text_write(second, false);
        g_assert_cmpstr(back, ==, text);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/record/full", test_full);
    g_test_add_func("/base/record/empty", test_empty);
    g_test_add_func("/base/record/json-faults", test_json_faults);
    g_test_add_func("/base/record/check", test_check);
    g_test_add_func("/base/record/bounds", test_bounds);
    g_test_add_func("/base/record/text", test_text);
    g_test_add_func("/base/record/again", test_again);
    g_test_add_func("/base/record/help", test_help);
    g_test_add_func("/base/record/schema", test_schema);
    g_test_add_func("/base/record/round-trip", test_round_trip);
    return g_test_run();
}
