/* policy/policy_key.h: the keys of a policy file as tables, and who reads, shows and checks by
 * them. Inside the room only; policy/policy_file.h is its face. */
#ifndef RECOUP_POLICY_POLICY_KEY_H
#define RECOUP_POLICY_POLICY_KEY_H

#include "core/policy.h"
#include "policy/policy_yaml.h"

typedef struct Key Key;
typedef struct KeyTable KeyTable;
typedef struct PolicyReader PolicyReader;

typedef enum {
    KEY_WORD,      /* a name: small letters, digits, _; char[WORD_SIZE] */
    KEY_REF,       /* the name of a treatment; char[WORD_SIZE] */
    KEY_USER,      /* a user's name; char[REF_SIZE] */
    KEY_TEXT,      /* one line or more; char * */
    KEY_INT,       /* whole, low to high; int32_t */
    KEY_LONG,      /* the same; int64_t */
    KEY_PERCENT,   /* two decimals; int32_t, hundredths */
    KEY_AMOUNT,    /* two decimals; int64_t, hundredths */
    KEY_BOOL,      /* true or false */
    KEY_CHOICE,    /* one of words; int */
    KEY_CONDITION, /* yes or no over the facts; Condition */
    KEY_POINTS,    /* a number over the facts; Expr *, its text at text_offset (char *) */
    KEY_VALUE,     /* anything over the facts; Expr * */
    KEY_LIST,      /* maps read by table: pointer at offset, size_t count at count_offset */
    KEY_MAP,       /* one map, read by table into the same struct */
    KEY_OWN        /* read and shown by functions of its own */
} KeyKind;

/* When a condition is asked; what is decided only later is no fact for it. */
typedef enum { STAGE_SCORE, STAGE_SEGMENT, STAGE_EXPERIMENT, STAGE_STEP } KeyStage;

struct Key {
    const char *name;
    KeyKind kind;
    KeyStage stage;
    bool required, inherits; /* inherits: `defaults` speaks where the map itself is silent */
    size_t offset, count_offset, text_offset;
    int64_t low, high; /* of a number; high: most entries of a list */
    const char *const *words;
    const KeyTable *table;
    void (*read)(PolicyReader *reader, const YamlNode *node, void *target);
    void (*show)(const void *target, GString *out);
    const char *form; /* of KEY_OWN, for the manual */
    const char *doc;
};

struct KeyTable {
    const char *noun; /* "step" */
    const Key *keys;
    size_t count, size; /* size of one entry */
    bool named;         /* its first member is char name[WORD_SIZE], unique in its list */
    void (*begin)(void *target);
    void (*finish)(PolicyReader *reader, const YamlNode *node, void *target);
};

typedef struct {
    const YamlNode *node;
    const char *name; /* lent from the tree */
} PolicyNameUse;

struct PolicyReader {
    Policy *policy;
    GPtrArray *faults;
    const ExprCatalog *catalog;
    const YamlNode *root, *defaults;
    GArray *uses;   /* PolicyNameUse: treatments that were named */
    bool inherited; /* the present key came from `defaults` */
};

extern const KeyTable policy_keys_file, policy_keys_treatment, policy_keys_step, policy_keys_review,
    policy_keys_arm, policy_keys_defaults;

/* An arm as the file writes it. */
typedef struct {
    char name[WORD_SIZE];
    int32_t share_bp;
    char treatment[WORD_SIZE];
} PolicyArm;

/* policy_read.c */
Policy *policy_read(const YamlTree *tree, const ExprCatalog *catalog, GPtrArray *faults);
void policy_read_map(PolicyReader *reader, const YamlNode *node, const KeyTable *table,
                     void *target);
/* The entries of a list; *entries is given (g_free), zeroed at first, and freed by whoever owns it
 * even when there were faults. */
void policy_read_list(PolicyReader *reader, const YamlNode *node, const KeyTable *table,
                      int64_t most, void **entries, size_t *count);
void policy_read_fault(PolicyReader *reader, const YamlNode *node, char *remedy_taken,
                       const char *format, ...) G_GNUC_PRINTF(4, 5);
void policy_read_warning(PolicyReader *reader, const YamlNode *node, char *remedy_taken,
                         const char *format, ...) G_GNUC_PRINTF(4, 5);
/* "did you mean standard?", or "one of a, b, c".  Given. */
char *policy_read_remedy(const char *word, const char *const *words);
bool policy_read_int(PolicyReader *reader, const YamlNode *node, int64_t low, int64_t high,
                     int64_t *out);
bool policy_read_bool(PolicyReader *reader, const YamlNode *node, bool *out);
bool policy_read_word(PolicyReader *reader, const YamlNode *node, char *to, size_t size);
/* Index in words, or -1 after a fault. */
int policy_read_choice(PolicyReader *reader, const YamlNode *node, const char *const *words);
/* Calls `entry` for each text of a list, or for the one text that stands in place of it. */
void policy_read_texts(PolicyReader *reader, const YamlNode *node, void *target,
                       void (*entry)(PolicyReader *, const YamlNode *, void *));
char *policy_read_keep(PolicyReader *reader, const char *text);

/* policy_check.c: what one key cannot see alone. */
void policy_check_step(PolicyReader *reader, const YamlNode *node, void *target);
void policy_check_review(PolicyReader *reader, const YamlNode *node, void *target);
void policy_check_treatment(PolicyReader *reader, const YamlNode *node, void *target);
void policy_check_experiment(PolicyReader *reader, const YamlNode *node, void *target);
void policy_check_file(PolicyReader *reader, const YamlNode *node, void *target);

/* policy_show.c */
void policy_show(const Key *key, const void *target, GString *out);

#endif
