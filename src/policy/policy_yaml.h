/* policy/policy_yaml.h: YAML text as a tree of nodes that remember their places.  Knows no key. */
#ifndef RECOUP_POLICY_POLICY_YAML_H
#define RECOUP_POLICY_POLICY_YAML_H

#include "policy/policy_fault.h"
#include <stddef.h>

enum {
    YAML_BYTES_MAX = 1 << 20,
    YAML_DEPTH_MAX = 16,
    YAML_NODES_MAX = 50000,
    YAML_KEYS_MAX = 1000, /* in one map */
    YAML_TEXT_MAX = 16384
};

typedef enum { YAML_TEXT, YAML_LIST, YAML_MAP } YamlKind;

typedef struct YamlNode YamlNode;
struct YamlNode {
    YamlKind kind;
    int line, column; /* of the value, from 1 */
    bool quoted;      /* "30" in quotes or as a block */
    bool one_line;    /* its text stands on its line as it is, quotes apart */
    const char *key;  /* its key when it is in a map, else NULL */
    int key_line, key_column;
    const char *text;              /* of YAML_TEXT; "" for an empty value */
    YamlNode *first, *last, *next; /* entries of a list or map, in the order of the file */
    size_t count;
};

typedef struct {
    YamlNode *root; /* NULL: no document */
    GPtrArray *nodes;
    GStringChunk *texts;
} YamlTree;

/* Reads one document.  Refused, each with its place: bytes that are not UTF-8, broken syntax, a key
 * given twice, a key that is not plain text, anchors, aliases, tags, a second document, and what is
 * over a limit.  Duplicates and the like are all reported; broken syntax ends the reading.  NULL
 * when there was any error. */
YamlTree *policy_yaml_read(const char *text, size_t length, GPtrArray *faults);
void policy_yaml_free(YamlTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlTree, policy_yaml_free)

/* The entry of a map, or NULL. */
const YamlNode *policy_yaml_find(const YamlNode *map, const char *key);
/* "a text", "a list", "a map" */
const char *policy_yaml_kind_name(YamlKind kind);

#endif
