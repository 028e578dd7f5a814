/* intake/xlsx_book.c: what a workbook says about its sheets.  Reads no cell.
 *
 *   xl/workbook.xml             <sheet name="Open items" state="hidden" r:id="rId1"/>   <workbookPr
 * date1904="1"/> xl/_rels/workbook.xml.rels  <Relationship Id="rId1"
 * Target="worksheets/sheet1.xml"/> xl/styles.xml               <numFmt numFmtId="164"
 * formatCode="d/m/yyyy"/>   <cellXfs><xf numFmtId="164"/> xl/sharedStrings.xml
 * <si><t>plain</t></si>   <si><r><t>rich </t></r><r><t>text</t></r></si>
 */
#include "intake/xlsx_book.h"
#include "base/text.h"
#include "base/xml_read.h"
#include <string.h>

enum { PART_BYTES_MAX = 64 << 20, STYLES_MAX = 1 << 16 };
#define STRINGS_BYTES_MAX (INT64_C(512) << 20)

/* Called for every step of a part. */
typedef void (*Take)(XlsxBook *book, XmlReader *xml, XmlStep step, char section[static 32]);

static bool walk(XlsxBook *book, const char *name, int64_t bytes_max, Take take, GError **error)
{
    char section[32] = "";
    XmlStep step;
    g_autoptr(UnzipPart) part = unzip_part_open(book->zip, name, bytes_max, error);
    if (part == NULL) return false;
    g_autoptr(XmlReader) xml = xml_read_open(unzip_part_read, part);
    while ((step = xml_read_next(xml, error)) != XML_STEP_END) {
        if (step == XML_STEP_FAILED) {
            g_prefix_error(error, "%s: ", name);
            return false;
        }
        take(book, xml, step, section);
    }
    return true;
}

static bool is_true(const char *value)
{
    return strcmp(value, "1") == 0 || strcmp(value, "true") == 0;
}

static void take_sheet(XlsxBook *book, XmlReader *xml)
{
    const char *name, *value;
    XlsxSheet sheet = { NULL, NULL, NULL, false };
    while (xml_read_attribute(xml, &name, &value)) {
        if (strcmp(name, "name") == 0 && sheet.name == NULL)
            sheet.name = g_strdup(value);
        else if (strcmp(name, "id") == 0 && sheet.relation == NULL)
            sheet.relation = g_strdup(value);
        else if (strcmp(name, "state") == 0)
            sheet.hidden = strcmp(value, "visible") != 0;
    }
    g_array_append_val(book->sheets, sheet);
}

static void take_workbook(XlsxBook *book, XmlReader *xml, XmlStep step, char section[static 32])
{
    const char *name, *value;
    (void)section;
    if (step != XML_STEP_OPEN) return;
    if (strcmp(xml_read_name(xml), "sheet") == 0) take_sheet(book, xml);
    if (strcmp(xml_read_name(xml), "workbookPr") != 0) return;
    while (xml_read_attribute(xml, &name, &value))
        if (strcmp(name, "date1904") == 0) book->epoch_1904 = is_true(value);
}

/* A target is meant from xl/, or from the root when it begins with a slash. */
static void relate(XlsxBook *book, const char *id, const char *target)
{
    for (unsigned i = 0; i < book->sheets->len; i++) {
        XlsxSheet *sheet = &g_array_index(book->sheets, XlsxSheet, i);
        if (sheet->part != NULL || sheet->relation == NULL || strcmp(sheet->relation, id) != 0)
            continue;
        sheet->part = *target == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
    }
}

static void take_relation(XlsxBook *book, XmlReader *xml, XmlStep step, char section[static 32])
{
    const char *name, *value;
    g_autofree char *id = NULL, *target = NULL;
    (void)section;
    if (step != XML_STEP_OPEN || strcmp(xml_read_name(xml), "Relationship") != 0) return;
    while (xml_read_attribute(xml, &name, &value)) {
        if (strcmp(name, "Id") == 0 && id == NULL) id = g_strdup(value);
        if (strcmp(name, "Target") == 0 && target == NULL) target = g_strdup(value);
    }
    if (id != NULL && target != NULL) relate(book, id, target);
}

/* Behind what is not shown as written: "text", [colour], and an escaped character. */
static const char *skip_literal(const char *at)
{
    char close = *at == '"' ? '"' : *at == '[' ? ']' : '\0';
    if (close != '\0') {
        const char *end = strchr(at + 1, close);
        return end != NULL ? end + 1 : at + strlen(at);
    }
    if (strchr("\\_*", *at) == NULL) return at;
    return at[1] != '\0' ? at + 2 : at + 1;
}

bool xlsx_book_format_is_date(const char *code)
{
    bool seen[128] = { false };
    for (const char *at = code; *at != '\0' && *at != ';';) {
        const char *next = skip_literal(at);
        if (next == at) seen[g_ascii_tolower(*next++) & 0x7f] = true;
        at = next;
    }
    if (seen['g']) return false; /* General */
    bool clock = seen['h'] || seen['s'];
    return seen['d'] || seen['y'] || (seen['m'] && !clock);
}

/* The formats every workbook has without naming them. */
static bool built_in_is_date(int64_t id)
{
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
           (id >= 50 && id <= 54) || id == 57 || id == 58;
}

static void take_format(XlsxBook *book, XmlReader *xml)
{
    const char *name, *value;
    int64_t id = -1;
    bool date = false;
    while (xml_read_attribute(xml, &name, &value)) {
        if (strcmp(name, "numFmtId") == 0 && !text_to_i64(value, &id)) id = -1;
        if (strcmp(name, "formatCode") == 0) date = xlsx_book_format_is_date(value);
    }
    if (id >= 0 && id < STYLES_MAX) /* 1: no date, 2: date */
        g_hash_table_insert(book->formats, GINT_TO_POINTER((int)id), GINT_TO_POINTER(1 + date));
}

static void take_style(XlsxBook *book, XmlReader *xml)
{
    const char *name, *value;
    int64_t id = 0;
    while (xml_read_attribute(xml, &name, &value))
        if (strcmp(name, "numFmtId") == 0 && !text_to_i64(value, &id)) id = 0;
    int own = GPOINTER_TO_INT(g_hash_table_lookup(book->formats, GINT_TO_POINTER((int)id)));
    uint8_t date = own > 0 ? own == 2 : built_in_is_date(id);
    if (book->dates->len < STYLES_MAX) g_byte_array_append(book->dates, &date, 1);
}

static void take_styles(XlsxBook *book, XmlReader *xml, XmlStep step, char section[static 32])
{
    if (step == XML_STEP_TEXT) return;
    const char *name = xml_read_name(xml);
    if (step == XML_STEP_OPEN && xml_read_depth(xml) == 1) g_strlcpy(section, name, 32);
    if (step != XML_STEP_OPEN || xml_read_depth(xml) != 2) return;
    if (strcmp(section, "numFmts") == 0 && strcmp(name, "numFmt") == 0) take_format(book, xml);
    if (strcmp(section, "cellXfs") == 0 && strcmp(name, "xf") == 0) take_style(book, xml);
}

/* Text of <t>, but not of <rPh>, which tells how to pronounce it. */
static void take_strings(XlsxBook *book, XmlReader *xml, XmlStep step, char section[static 32])
{
    if (step == XML_STEP_TEXT) {
        if (strcmp(section, "t") == 0) g_string_append(book->strings, xml_read_text(xml));
        return;
    }
    const char *name = xml_read_name(xml);
    bool open = step == XML_STEP_OPEN;
    if (strcmp(name, "si") == 0 && open) {
        g_array_append_val(book->string_starts, book->strings->len);
    } else if (strcmp(name, "si") == 0 && book->string_starts->len > 0) {
        xlsx_book_unescape(book->strings, g_array_index(book->string_starts, size_t,
                                                        book->string_starts->len - 1));
        g_string_append_c(book->strings, '\0');
    } else if (strcmp(name, "rPh") == 0) {
        g_strlcpy(section, open ? "rPh" : "", 32);
    } else if (strcmp(name, "t") == 0 && strcmp(section, "rPh") != 0) {
        g_strlcpy(section, open ? "t" : "", 32);
    }
}

void xlsx_book_unescape(GString *text, size_t start)
{
    if (strstr(text->str + start, "_x") == NULL) return;
    g_autoptr(GString) out = g_string_sized_new(text->len - start);
    for (const char *at = text->str + start; *at != '\0'; at++) {
        unsigned code = 0;
        bool escape = strncmp(at, "_x", 2) == 0;
        for (int i = 2; escape && i < 6; i++) {
            int digit = g_ascii_xdigit_value(at[i]);
            escape = digit >= 0;
            code = code * 16 + (unsigned)digit;
        }
        if (escape && at[6] == '_' && code > 0 && g_unichar_validate(code)) {
            g_string_append_unichar(out, code);
            at += 6;
        } else {
            g_string_append_c(out, *at);
        }
    }
    g_string_truncate(text, start);
    g_string_append_len(text, out->str, (ssize_t)out->len);
}

static bool load_parts(XlsxBook *book, GError **error)
{
    static const char BOOK[] = "xl/workbook.xml", RELATIONS[] = "xl/_rels/workbook.xml.rels";
    static const char STYLES[] = "xl/styles.xml", STRINGS[] = "xl/sharedStrings.xml";
    if (!unzip_has(book->zip, BOOK))
        return problem_refuse(error, PROBLEM_FORMAT,
                              "a zip file, but no .xlsx workbook (no %s in it)", BOOK);
    if (!walk(book, BOOK, PART_BYTES_MAX, take_workbook, error)) return false;
    if (!walk(book, RELATIONS, PART_BYTES_MAX, take_relation, error)) return false;
    if (unzip_has(book->zip, STYLES) && !walk(book, STYLES, PART_BYTES_MAX, take_styles, error))
        return false;
    if (!unzip_has(book->zip, STRINGS)) return true;
    return walk(book, STRINGS, STRINGS_BYTES_MAX, take_strings, error);
}

static void sheet_clear(void *data)
{
    XlsxSheet *sheet = data;
    g_free(sheet->name);
    g_free(sheet->relation);
    g_free(sheet->part);
}

bool xlsx_book_load(XlsxBook *book, Unzip *taken, GError **error)
{
    *book = (XlsxBook){ .zip = taken };
    book->sheets = g_array_new(FALSE, FALSE, sizeof(XlsxSheet));
    g_array_set_clear_func(book->sheets, sheet_clear);
    book->dates = g_byte_array_new();
    book->formats = g_hash_table_new(NULL, NULL);
    book->strings = g_string_new(NULL);
    book->string_starts = g_array_new(FALSE, FALSE, sizeof(size_t));
    return load_parts(book, error);
}

void xlsx_book_clear(XlsxBook *book)
{
    if (book->sheets == NULL) return;
    unzip_close(book->zip);
    g_array_unref(book->sheets);
    g_byte_array_unref(book->dates);
    g_hash_table_unref(book->formats);
    g_string_free(book->strings, TRUE);
    g_array_unref(book->string_starts);
    memset(book, 0, sizeof *book);
}

static const XlsxSheet *no_sheet(const XlsxBook *book, const char *name, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (unsigned i = 0; i < book->sheets->len; i++) {
        const char *one = g_array_index(book->sheets, XlsxSheet, i).name;
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", one != NULL ? one : "?");
    }
    problem_set(error, PROBLEM_NOT_FOUND, "the workbook has no %s%s; it has: %s",
                name ? "sheet " : "visible sheet", name ? name : "", names->str);
    return NULL;
}

const XlsxSheet *xlsx_book_sheet(const XlsxBook *book, const char *name, GError **error)
{
    for (unsigned i = 0; i < book->sheets->len; i++) {
        const XlsxSheet *sheet = &g_array_index(book->sheets, XlsxSheet, i);
        if (sheet->name == NULL || sheet->part == NULL) continue;
        if (!unzip_has(book->zip, sheet->part)) continue;
        if (name != NULL ? g_ascii_strcasecmp(sheet->name, name) == 0 : !sheet->hidden)
            return sheet;
    }
    return no_sheet(book, name, error);
}

const char *xlsx_book_string(const XlsxBook *book, uint64_t index, size_t *length)
{
    if (index >= book->string_starts->len) return NULL;
    size_t start = g_array_index(book->string_starts, size_t, index);
    size_t end = index + 1 < book->string_starts->len
                     ? g_array_index(book->string_starts, size_t, index + 1)
                     : book->strings->len;
    if (start >= end) return NULL;
    *length = end - start - 1;
    return book->strings->str + start;
}

bool xlsx_book_is_date(const XlsxBook *book, uint64_t style)
{
    return style < book->dates->len && book->dates->data[style] == 1;
}
