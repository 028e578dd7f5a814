/* desk/answer.c: the field tables of shared records, and their words.  Nothing else. */
#include "desk/answer.h"

#include "desk/field.h"

static const Field REF_FIELDS[] = { FIELD_TEXT_AT(RefAnswer, ref, "ref", 0, "its reference"),
                                    FIELD_END };
const RecordType answer_ref = { "ref", sizeof(RefAnswer), REF_FIELDS, SIZE_MAX };

static const Field PART_FIELDS[] = {
    FIELD_TEXT_AT(PartRecord, number, "number", FIELD_REQUIRED, "the item"),
    FIELD_AT(PartRecord, amount, "amount", FIELD_AMOUNT, 0,
             "none: as much as fits, or all that is open"),
    FIELD_END,
};
const RecordType answer_part = { "part", sizeof(PartRecord), PART_FIELDS, SIZE_MAX };

void answer_put_words(Json *object, const char *key, const char *words)
{
    if (words == NULL || words[0] == '\0') return;
    g_auto(GStrv) list = g_strsplit(words, "\n", -1);
    Json *array = json_text_new_list();
    for (char **word = list; *word != NULL; word++)
        json_text_append(array, json_text_new_string(*word));
    json_text_set(object, key, array);
}
