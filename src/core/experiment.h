/* core/experiment.h: champion and challengers.  Who gets which arm, and whether a difference is
 * more than luck. */
#ifndef RECOUP_CORE_EXPERIMENT_H
#define RECOUP_CORE_EXPERIMENT_H

#include "core/facts.h"

enum { EXPERIMENT_WHOLE_BP = 10000 };

typedef struct {
    char name[WORD_SIZE];
    int32_t share_bp; /* hundredths of a percent; all arms together are EXPERIMENT_WHOLE_BP */
} ExperimentArm;

/* Every share is positive and they add up to the whole. */
bool experiment_check(const ExperimentArm *arms, size_t count);
/* Index of the arm: a stable hash of experiment and account, the same on every machine and day.  An
 * account never changes its arm while the shares stay. */
size_t experiment_arm(const char *experiment, const char *account, const ExperimentArm *arms,
                      size_t count);

typedef struct {
    bool defined;       /* false: a sample is empty, or nobody (or everybody) succeeded in both */
    double difference;  /* second share less first */
    double z;           /* two-proportion test, pooled */
    double p_two_sided; /* chance of so large a difference if there were none */
    double low, high;   /* 95 % interval of the difference, unpooled */
} ExperimentTest;

/* `hits` of `of` in the champion, then in the challenger. */
ExperimentTest experiment_compare(int64_t hits_a, int64_t of_a, int64_t hits_b, int64_t of_b);

#endif
