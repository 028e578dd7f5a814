/* bench/generate.c: generate FOLDER ACCOUNTS SEED [shuffled]: a receivables book as import files,
 * the same for the same seed.  Sizes are Zipf-like (most accounts small, a few very large),
 * lateness is what receivables show: half is paid on time, the rest late with a long tail.  On
 * average 2.5 open and 5 closed items an account.  Reads no clock.
 *
 * Every row is a function of (seed, account, item), so any order costs no memory: `shuffled` walks
 * the items of all accounts in an order that looks random. */
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { OPEN_MAX = 400, AS_OF = 20634 /* 2026-06-30, days since 1970-01-01 */ };

static uint64_t seed;
static int64_t accounts;

typedef struct {
    int64_t amount_minor;
    int issued, due, paid; /* days; paid 0: open */
} Item;

static uint64_t mixed(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* In (0, 1], by account, item and purpose. */
static double chance(int64_t account, int64_t item, int purpose)
{
    uint64_t x = mixed(mixed(mixed(seed ^ (uint64_t)account) ^ (uint64_t)item) ^ (uint64_t)purpose);
    return ((double)(x >> 11) + 1) / 9007199254740993.0;
}

/* Zipf-like with mean 2.5; some accounts have nothing open. */
static int open_count(int64_t account)
{
    double count = 1.33 * pow(chance(account, 0, 1), -0.58) - 0.2;
    return count > OPEN_MAX ? OPEN_MAX : (int)count;
}

static int item_count(int64_t account)
{
    return 3 * open_count(account);
}

/* Items 0 … open_count - 1 are open, the others closed. */
static Item item_of(int64_t account, int number)
{
    static const int TERMS[] = { 14, 30, 30, 30, 45, 60 };
    int terms = TERMS[(int)(chance(account, 0, 2) * 5.999)];
    double late = chance(account, number, 3);
    Item item = { .amount_minor = (int64_t)(4000 * pow(chance(account, number, 4), -0.7)) };

    if (number < open_count(account)) {
        item.issued = AS_OF - (int)(-55 * log(chance(account, number, 5)));
        item.due = item.issued + terms;
        return item;
    }
    item.issued = AS_OF - 120 - (int)(600 * chance(account, number, 5));
    item.due = item.issued + terms;
    double days = late < 0.5 ? -6 * late : -14 * log(chance(account, number, 6));
    item.paid = item.due + (int)days < AS_OF ? item.due + (int)days : AS_OF;
    return item;
}

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

/* One debtor in eight has two accounts. */
static int64_t debtor_of(int64_t account)
{
    return account % 8 == 7 ? account - 1 : account;
}

static void write_people(const char *folder)
{
    static const char *const REGIONS[] = { "TX", "CA", "NY", "FL", "IL", "OH", "WA", "GA" };
    FILE *debtors = begin(folder, "debtors", "ref,kind,name,country,region");
    FILE *book = begin(folder, "accounts", "ref,debtor,kind,currency,terms_days,opened_on");

    for (int64_t a = 0; a < accounts; a++) {
        if (debtor_of(a) == a)
            fprintf(debtors, "D%08ld,business,Debtor %ld,US,%s\n", (long)a, (long)a,
                    REGIONS[(int)(chance(a, 0, 7) * 7.999)]);
        fprintf(book, "A%08ld,D%08ld,trade,USD,30,2024-01-02\n", (long)a, (long)debtor_of(a));
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
    Item item = item_of(a, number);
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
        for (int number = 0, count = item_count(a); number < count; number++)
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
    for (int64_t a = 0; a < accounts; a++) counts[a] = (uint16_t)item_count(a);
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
    seed = strtoull(argv[3], NULL, 10);
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
