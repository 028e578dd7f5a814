/* base/record_list.h: values that hold many: words, rows, JSON.  Private to record_value.c. */
#ifndef RECOUP_BASE_RECORD_LIST_H
#define RECOUP_BASE_RECORD_LIST_H

#include "base/record.h"

bool record_list_words_from_text(const Field *field, const char *text, void *at, GPtrArray *faults);
bool record_list_words_from_json(const Field *field, const Json *value, void *at,
                                 GPtrArray *faults);
void record_list_words_to_text(const Field *field, const void *at, GString *out);
Json *record_list_words_to_json(const Field *field, const void *at);

/* Rows of field->of; a fault inside one is named "to[2].amount". */
bool record_list_from_text(const Field *field, const char *text, void *at, GPtrArray *faults);
bool record_list_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults);
void record_list_to_text(const Field *field, const void *at, GString *out);
Json *record_list_to_json(const Field *field, const void *at);
bool record_list_is_blank(const void *at);
void record_list_clear(const Field *field, void *at);

bool record_list_json_from_text(const Field *field, const char *text, void *at, GPtrArray *faults);
bool record_list_json_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults);
void record_list_json_to_text(const Field *field, const void *at, GString *out);
Json *record_list_json_to_json(const Field *field, const void *at);
bool record_list_json_is_blank(const void *at);
void record_list_json_clear(void *at);

#endif
