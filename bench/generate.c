/* bench/generate.c: generate FOLDER ACCOUNTS SEED [shuffled]: a receivables book as import files,
 * the same for the same seed.  Sizes are Zipf-like (most accounts small, a few very large),
 * lateness is what receivables show: half is paid on time, the rest late with a long tail.  On
 * average 2.5 open and 5 closed items an account.  Reads no clock.
 *
 * Every row is a function of (seed, account, item), so any order costs no memory: `shuffled` walks
 * the items of all accounts in an order that looks random. */
#include "made.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int64_t accounts;

/* "YYYY-MM-DD" of a day (Howard Hinnant's civil_from_days). */
static const char *day_text(int day, char text[static 11])
{
    int64_t z = (int64_t)day + 719468, era = z / 146097, of_era = z - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100),
            march = (5 * of_year + 2) / 153;
    int64_t month = march < 10 ? march + 3 : march - 9,
            of_month = of_year - (153 * march + 2) / 5 + 1;
    year += era * 400 + (month <= 2);
    for (int i = 3; i >= 0; i--, year /= 10) text[i] = (char)('0' + year % 10);
    text[4] = text[7] = '-';
    text[5] = (char)('0' + month / 10);
    text[6] = (char)('0' + month % 10);
    text[8] = (char)('0' + of_month / 10);
    text[9] = (char)('0' + of_month % 10);
    text[10] = '\0';
    return text;
}

static FILE *begin(const char *folder, const char *name, const char *header)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s.csv", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        fprintf(stderr, "generate: %s: %s\n", path, strerror(errno));
        exit(1);
    }
    setvbuf(file, NULL, _IOFBF, 1 << 20);
    fprintf(file, "%s\n", header);
    return file;
}

static void end(FILE *file)
{
    if (fclose(file) == 0) return;
    fprintf(stderr, "generate: %s\n", strerror(errno));
    exit(1);
}

static void write_people(const char *folder)
{
    FILE *debtors = begin(folder, "debtors", "ref,kind,name,country,region");
    FILE *book = begin(folder, "accounts", "ref,debtor,kind,currency,terms_days,opened_on");

    for (int64_t a = 0; a < accounts; a++) {
        if (made_debtor_of(a) == a)
            fprintf(debtors, "D%08ld,business,Debtor %ld,US,%s\n", (long)a, (long)a,
                    made_region(a));
        fprintf(book, "A%08ld,D%08ld,trade,USD,30,2024-01-02\n", (long)a, (long)made_debtor_of(a));
    }
    end(debtors);
    end(book);
}

typedef struct {
    FILE *items, *payments, *allocations;
    int64_t open, closed;
} Out;

static void write_item(Out *out, int64_t a, int number)
{
    char issued[11], due[11], paid[11];
    MadeItem item = made_item(a, number);
    long whole = (long)(item.amount_minor / 100), cents = (long)(item.amount_minor % 100);

    fprintf(out->items, "A%08ld,%ld-%d,invoice,%s,%s,%ld.%02ld\n", (long)a, (long)a, number + 1,
            day_text(item.issued, issued), day_text(item.due, due), whole, cents);
    if (item.paid == 0) {
        out->open++;
        return;
    }
    out->closed++;
    day_text(item.paid, paid);
    fprintf(out->payments, "P%ld-%d,A%08ld,%s,%ld.%02ld,none\n", (long)a, number + 1, (long)a, paid,
            whole, cents);
    fprintf(out->allocations, "P%ld-%d,A%08ld,%ld-%d,%s,%ld.%02ld\n", (long)a, number + 1, (long)a,
            (long)a, number + 1, paid, whole, cents);
}

static void in_order(Out *out)
{
    for (int64_t a = 0; a < accounts; a++)
        for (int number = 0, count = made_item_count(a); number < count; number++)
            write_item(out, a, number);
}

static int64_t common_factor(int64_t a, int64_t b)
{
    return b == 0 ? a : common_factor(b, a % b);
}

/* Item by item over all accounts, these by steps that share no factor with their number. */
static void shuffled(Out *out)
{
    uint16_t *counts = malloc((size_t)accounts * sizeof *counts);
    int64_t step = accounts * 3 / 8 + 1, left = 1;

    if (counts == NULL) abort();
    for (int64_t a = 0; a < accounts; a++) counts[a] = (uint16_t)made_item_count(a);
    while (common_factor(step, accounts) != 1) step++;
    for (int number = 0; left > 0; number++) {
        left = 0;
        for (int64_t i = 0, a = number % accounts; i < accounts; i++, a = (a + step) % accounts) {
            if (number >= counts[a]) continue;
            write_item(out, a, number);
            left++;
        }
    }
    free(counts);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: generate FOLDER ACCOUNTS SEED [shuffled]\n");
        return 2;
    }
    accounts = strtoll(argv[2], NULL, 10);
    made_seed(strtoull(argv[3], NULL, 10));
    if (accounts < 1) return 2;
    mkdir(argv[1], 0777);
    write_people(argv[1]);
    Out out = { .items = begin(argv[1], "items", "account,number,kind,issued_on,due_on,amount"),
                .payments = begin(argv[1], "payments", "ref,account,on,amount,allocate"),
                .allocations = begin(argv[1], "allocations", "payment,account,number,on,amount") };
    if (argc > 4)
        shuffled(&out);
    else
        in_order(&out);
    end(out.items);
    end(out.payments);
    end(out.allocations);
    printf("%ld accounts, %ld open and %ld closed items\n", (long)accounts, (long)out.open,
           (long)out.closed);
    return 0;
}
