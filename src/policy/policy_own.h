/* policy/policy_own.h: keys with a form of their own: days of the week, holidays, buckets, bands,
 * arms.  Inside the room only. */
#ifndef RECOUP_POLICY_POLICY_OWN_H
#define RECOUP_POLICY_POLICY_OWN_H

#include "policy/policy_key.h"

void policy_own_weekend(PolicyReader *reader, const YamlNode *node, void *policy);
void policy_own_weekend_show(const void *policy, GString *out);
void policy_own_holidays(PolicyReader *reader, const YamlNode *node, void *policy);
void policy_own_holidays_show(const void *policy, GString *out);
void policy_own_buckets(PolicyReader *reader, const YamlNode *node, void *policy);
void policy_own_buckets_show(const void *policy, GString *out);
void policy_own_clearing(PolicyReader *reader, const YamlNode *node, void *policy);
void policy_own_clearing_show(const void *policy, GString *out);
void policy_own_pauses(PolicyReader *reader, const YamlNode *node, void *treatment);
void policy_own_pauses_show(const void *treatment, GString *out);
void policy_own_at(PolicyReader *reader, const YamlNode *node, void *step);
void policy_own_before_due(PolicyReader *reader, const YamlNode *node, void *step);
void policy_own_at_show(const void *step, GString *out);
void policy_own_finally(PolicyReader *reader, const YamlNode *node, void *treatment);
void policy_own_bands(PolicyReader *reader, const YamlNode *node, void *characteristic);
void policy_own_bands_show(const void *characteristic, GString *out);
void policy_own_arms(PolicyReader *reader, const YamlNode *node, void *experiment);
void policy_own_arms_show(const void *experiment, GString *out);
void policy_own_letters(PolicyReader *reader, const YamlNode *node, void *share);
void policy_own_letters_show(const void *share, GString *out);
void policy_own_match(PolicyReader *reader, const YamlNode *node, void *assign);
void policy_own_match_show(const void *assign, GString *out);
/* Read elsewhere, or only for people. */
void policy_own_nothing(PolicyReader *reader, const YamlNode *node, void *target);
void policy_own_nothing_show(const void *target, GString *out);

#endif
