/* policy/policy_yaml.c: the YAML parser's events become a tree with marks.  Knows no key and no
 * policy; refuses what a reader of a policy should not have to chase: anchors, aliases, tags. */
#include "policy/policy_yaml.h"

#include <string.h>
#include <yaml.h>

typedef struct {
    YamlTree *tree;
    GPtrArray *faults;
    const char *text;
    YamlNode *open[YAML_DEPTH_MAX];
    size_t depth;
    const char *key; /* waits for its value */
    yaml_mark_t key_mark;
    int documents;
    bool broken; /* the rest of the file means nothing any more */
} Builder;

static void G_GNUC_PRINTF(4, 5)
    fault(Builder *builder, yaml_mark_t mark, const char *remedy, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    policy_fault_add(builder->faults, (int)mark.line + 1, (int)mark.column + 1, false,
                     g_strdup(remedy), "%s", text);
}

static void give_up(Builder *builder, yaml_mark_t mark, const char *remedy, const char *text)
{
    fault(builder, mark, remedy, "%s", text);
    builder->broken = true;
}

static YamlNode *parent(const Builder *builder)
{
    return builder->depth > 0 ? builder->open[builder->depth - 1] : NULL;
}

static void check_duplicate(Builder *builder, const YamlNode *map, const char *key,
                            yaml_mark_t mark)
{
    for (const YamlNode *entry = map->first; entry != NULL; entry = entry->next) {
        if (strcmp(entry->key, key) != 0) continue;
        fault(builder, mark, "keep one of the two", "the key '%s' is given twice, first in line %d",
              key, entry->key_line);
        return;
    }
}

static YamlNode *node_add(Builder *builder, YamlKind kind, yaml_mark_t mark)
{
    YamlNode *node = g_new0(YamlNode, 1), *up = parent(builder);

    g_ptr_array_add(builder->tree->nodes, node);
    node->kind = kind;
    node->line = (int)mark.line + 1;
    node->column = (int)mark.column + 1;
    if (builder->key != NULL) {
        check_duplicate(builder, up, builder->key, builder->key_mark);
        node->key = builder->key;
        node->key_line = (int)builder->key_mark.line + 1;
        node->key_column = (int)builder->key_mark.column + 1;
        builder->key = NULL;
    }
    if (up == NULL) {
        builder->tree->root = node;
        return node;
    }
    if (up->last != NULL)
        up->last->next = node;
    else
        up->first = node;
    up->last = node;
    up->count++;
    return node;
}

/* False: the node must not be made. */
static bool admit(Builder *builder, const yaml_event_t *event, const yaml_char_t *anchor,
                  const yaml_char_t *tag)
{
    if (anchor != NULL)
        fault(builder, event->start_mark, "write it out where it is used",
              "'&%s' names a part of the file, which is not supported here", (const char *)anchor);
    if (tag != NULL)
        fault(builder, event->start_mark, "leave the tag out", "the tag '%s' is not supported here",
              (const char *)tag);
    const YamlNode *up = parent(builder);
    if (builder->tree->nodes->len >= YAML_NODES_MAX ||
        (up != NULL && up->kind == YAML_MAP && up->count >= YAML_KEYS_MAX)) {
        give_up(builder, event->start_mark, "split it or drop what is not used",
                "the file has too many entries");
        return false;
    }
    return true;
}

static bool expects_key(const Builder *builder)
{
    const YamlNode *up = parent(builder);

    return up != NULL && up->kind == YAML_MAP && builder->key == NULL;
}

static void on_scalar(Builder *builder, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    yaml_scalar_style_t style = event->data.scalar.style;
    bool plain = style == YAML_PLAIN_SCALAR_STYLE;

    if (!admit(builder, event, event->data.scalar.anchor, event->data.scalar.tag)) return;
    if (event->data.scalar.length > YAML_TEXT_MAX || memchr(text, 0, event->data.scalar.length)) {
        give_up(builder, event->start_mark, "shorten it",
                "the text is too long or holds a zero byte");
        return;
    }
    if (expects_key(builder)) {
        builder->key = g_string_chunk_insert_const(builder->tree->texts, text);
        builder->key_mark = event->start_mark;
        return;
    }
    YamlNode *node = node_add(builder, YAML_TEXT, event->start_mark);
    node->text = g_string_chunk_insert_const(builder->tree->texts, text);
    node->quoted = !plain;
    size_t width = event->end_mark.index - event->start_mark.index;
    node->one_line = event->start_mark.line == event->end_mark.line &&
                     width == (size_t)g_utf8_strlen(text, -1) + (plain ? 0 : 2);
}

static void on_open(Builder *builder, const yaml_event_t *event, YamlKind kind)
{
    bool list = kind == YAML_LIST;

    if (!admit(builder, event,
               list ? event->data.sequence_start.anchor : event->data.mapping_start.anchor,
               list ? event->data.sequence_start.tag : event->data.mapping_start.tag))
        return;
    if (expects_key(builder)) {
        give_up(builder, event->start_mark, "put it in quotes if it is text",
                "a key must be a word, not a list or map");
        return;
    }
    if (builder->depth == YAML_DEPTH_MAX) {
        give_up(builder, event->start_mark, "flatten it", "lists and maps are nested too deeply");
        return;
    }
    YamlNode *node = node_add(builder, kind, event->start_mark);
    builder->open[builder->depth++] = node;
}

static void on_document(Builder *builder, const yaml_event_t *event)
{
    if (++builder->documents > 1)
        give_up(builder, event->start_mark, "keep one document a file", "a second document begins");
}

static void on_event(Builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT: on_document(builder, event); break;
    case YAML_SCALAR_EVENT: on_scalar(builder, event); break;
    case YAML_SEQUENCE_START_EVENT: on_open(builder, event, YAML_LIST); break;
    case YAML_MAPPING_START_EVENT: on_open(builder, event, YAML_MAP); break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: builder->depth--; break;
    case YAML_ALIAS_EVENT:
        give_up(builder, event->start_mark, "write it out, or quote the text if it begins with '*'",
                "'*' repeats another part of the file, which is not supported here");
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT: break;
    }
}

/* Where a byte stands; the parser's own mark lags behind its reader. */
static yaml_mark_t place(const char *text, const char *at)
{
    yaml_mark_t mark = { 0 };
    const char *begin = text;

    for (const char *seen = text; seen < at; seen++)
        if (*seen == '\n') mark.line++, begin = seen + 1;
    mark.column = (size_t)g_utf8_strlen(begin, at - begin);
    return mark;
}

static void on_syntax(Builder *builder, const yaml_parser_t *parser)
{
    yaml_mark_t mark = parser->problem_mark;
    bool bytes = parser->error == YAML_READER_ERROR;
    g_autofree char *text = NULL;

    if (bytes) mark = place(builder->text, builder->text + parser->problem_offset);
    if (parser->context != NULL)
        text = g_strdup_printf("%s (%s)", parser->problem, parser->context);
    else
        text = g_strdup(parser->problem != NULL ? parser->problem : "not YAML");
    give_up(builder, mark,
            bytes ? "save the file as UTF-8 text"
                  : "check the indentation, and quote texts that hold ': ' or begin with one of "
                    "[ ] { } & * ! | > ' \" % @ `",
            text);
}

static void build(Builder *builder, yaml_parser_t *parser)
{
    for (bool ended = false; !ended && !builder->broken;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            on_syntax(builder, parser);
            return;
        }
        on_event(builder, &event);
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
}

/* A byte order mark is allowed and means nothing. */
static void skip_mark(const char **text, size_t *length)
{
    static const char MARK[] = "\xEF\xBB\xBF";

    if (*length < 3 || memcmp(*text, MARK, 3) != 0) return;
    *text += 3;
    *length -= 3;
}

static bool fits(const char *text, size_t length, GPtrArray *faults)
{
    const char *end = NULL;

    if (length > YAML_BYTES_MAX) {
        policy_fault_add(faults, 0, 0, false, g_strdup("split it or drop what is not used"),
                         "the file has %zu bytes, more than %d", length, YAML_BYTES_MAX);
        return false;
    }
    if (g_utf8_validate_len(text, length, &end)) return true;
    yaml_mark_t mark = place(text, end);
    policy_fault_add(faults, (int)mark.line + 1, (int)mark.column + 1, false,
                     g_strdup("save the file as UTF-8 text"), "not UTF-8 text from here on");
    return false;
}

YamlTree *policy_yaml_read(const char *text, size_t length, GPtrArray *faults)
{
    YamlTree *tree = g_new0(YamlTree, 1);
    Builder builder = { .tree = tree, .faults = faults };
    size_t before = policy_fault_errors(faults);
    yaml_parser_t parser;

    tree->nodes = g_ptr_array_new_with_free_func(g_free);
    tree->texts = g_string_chunk_new(4096);
    skip_mark(&text, &length);
    builder.text = text;
    if (fits(text, length, faults)) {
        if (!yaml_parser_initialize(&parser)) g_error("out of memory");
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
        build(&builder, &parser);
        yaml_parser_delete(&parser);
    }
    if (policy_fault_errors(faults) == before) return tree;
    policy_yaml_free(tree);
    return NULL;
}

void policy_yaml_free(YamlTree *tree)
{
    if (tree == NULL) return;
    g_ptr_array_unref(tree->nodes);
    g_string_chunk_free(tree->texts);
    g_free(tree);
}

const YamlNode *policy_yaml_find(const YamlNode *map, const char *key)
{
    if (map == NULL || map->kind != YAML_MAP) return NULL;
    for (const YamlNode *entry = map->first; entry != NULL; entry = entry->next)
        if (strcmp(entry->key, key) == 0) return entry;
    return NULL;
}

const char *policy_yaml_kind_name(YamlKind kind)
{
    static const char *const NAMES[] = { "a text", "a list", "a map" };

    return NAMES[kind];
}
