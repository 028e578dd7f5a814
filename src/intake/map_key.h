/* intake/map_key.h: the keys of a map's file as tables, by which it is read and its manual is
 * printed.  Private to intake/map_*.c and intake/import_map*.c. */
#ifndef RECOUP_INTAKE_MAP_KEY_H
#define RECOUP_INTAKE_MAP_KEY_H

#include "intake/import_map.h"
#include "policy/policy_yaml.h"

typedef struct {
    GPtrArray *faults; /* PolicyFault */
    ImportMap *map;
} MapReader;

typedef struct {
    const char *name;
    void (*read)(MapReader *reader, const YamlNode *node, void *target);
    const char *form, *doc; /* for the manual */
} MapKey;

/* Tables of keys; name NULL ends one. */
extern const MapKey map_read_keys[], map_read_record_keys[];
extern const MapKey map_read_value_keys[], map_read_value_test_keys[];

typedef struct {
    const MapKey *keys;
    void *target;
} MapKeys;

void map_key_fault(MapReader *reader, const YamlNode *node, char *remedy_taken, const char *format,
                   ...) G_GNUC_PRINTF(4, 5);
const MapKey *map_key_find(const MapKey *keys, const char *name);
/* "did you mean amount?", or "one of a, b, c".  Given. */
char *map_key_remedy(const char *word, const char *const *words);
/* Reads the entries of a map by the first table that has their key; tables end with keys NULL. */
void map_key_read(MapReader *reader, const YamlNode *node, const char *noun, const MapKeys *tables);
bool map_key_bool(MapReader *reader, const YamlNode *node, bool *out);
/* Index in words, or -1 after a fault. */
int map_key_choice(MapReader *reader, const YamlNode *node, const char *const *words);
/* One filled text, lent; NULL after a fault. */
const char *map_key_text(MapReader *reader, const YamlNode *node);
/* A text or a list of texts is added to out (char *, given). */
void map_key_texts(MapReader *reader, const YamlNode *node, GPtrArray *out);

/* A value as it stands behind a field: a column, a list of columns or keys.  Given; never NULL. */
MapValue *map_read_value(MapReader *reader, const YamlNode *node);
/* A list of tests, or one, is added to out (MapTest). */
void map_read_value_tests(MapReader *reader, const YamlNode *node, GArray *out);
bool map_read_value_date(MapReader *reader, const YamlNode *node, DateForm *out);
bool map_read_value_number(MapReader *reader, const YamlNode *node, NumberForm *out);
void map_read_value_test_clear(void *test);

/* The whole file; base is the tree of the map it extends, or NULL.  False after a fault. */
bool map_read(MapReader *reader, const YamlTree *tree, const YamlTree *base);
/* The text behind `extends`, or NULL. */
const YamlNode *map_read_extends(const YamlTree *tree);

#endif
