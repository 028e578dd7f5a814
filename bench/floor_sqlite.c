/* bench/floor_sqlite.c: floor_sqlite BOOK DONE: the least that a day over a book can cost on
 * SQLite: scan the rows the day reads, write as many rows as the day wrote, in the same
 * transactions.  BOOK is a copy made before the day, DONE the book after it: a row of each table
 * there is the pattern of what is written.  Decides nothing. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLUMNS_MAX = 80, CHUNK_DEBTORS = 4096 };

static sqlite3 *book;
static int64_t rows_read, rows_written;

static void must(int code, const char *what)
{
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
    fprintf(stderr, "floor_sqlite: %s: %s\n", what, sqlite3_errmsg(book));
    exit(1);
}

static void run(const char *sql)
{
    must(sqlite3_exec(book, sql, NULL, NULL, NULL), sql);
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    must(sqlite3_prepare_v2(book, sql, -1, &stmt, NULL), sql);
    return stmt;
}

/* A scan in (debtor, account) order and its present key. */
typedef struct {
    sqlite3_stmt *stmt;
    int64_t debtor, account;
    bool over;
} Stream;

static void advance(Stream *stream)
{
    int code = sqlite3_step(stream->stmt);
    must(code, "scan");
    stream->over = code != SQLITE_ROW;
    if (stream->over) return;
    rows_read++;
    stream->debtor = sqlite3_column_int64(stream->stmt, 0);
    stream->account = sqlite3_column_int64(stream->stmt, 1);
}

static Stream begin(const char *sql)
{
    Stream stream = { .stmt = prepare(sql) };
    advance(&stream);
    return stream;
}

/* Sums column 2 of the stream's rows of this account. */
static int64_t sum(Stream *stream, int64_t debtor, int64_t account, int64_t *count)
{
    int64_t total = 0;

    while (!stream->over &&
           (stream->debtor < debtor || (stream->debtor == debtor && stream->account < account)))
        advance(stream);
    for (*count = 0; !stream->over && stream->debtor == debtor && stream->account == account;
         advance(stream)) {
        total += sqlite3_column_int64(stream->stmt, 2);
        ++*count;
    }
    return total;
}

/* An INSERT with all values of a pattern row bound; keys are bound anew for each row. */
typedef struct {
    sqlite3_stmt *insert;
    int columns;
    int64_t rows; /* how many the day wrote */
} Pattern;

static Pattern pattern(const char *table)
{
    char sql[4096];
    Pattern made = { 0 };

    snprintf(sql, sizeof sql, "SELECT * FROM done.%s LIMIT 1", table);
    sqlite3_stmt *row = prepare(sql);
    if (sqlite3_step(row) != SQLITE_ROW) {
        sqlite3_finalize(row);
        return made;
    }
    made.columns = sqlite3_column_count(row);
    int length = snprintf(sql, sizeof sql, "INSERT INTO main.%s VALUES (?1", table);
    for (int i = 2; i <= made.columns; i++)
        length += snprintf(sql + length, sizeof sql - (size_t)length, ",?%d", i);
    snprintf(sql + length, sizeof sql - (size_t)length, ")");
    made.insert = prepare(sql);
    for (int i = 0; i < made.columns; i++)
        sqlite3_bind_value(made.insert, i + 1, sqlite3_column_value(row, i));
    sqlite3_finalize(row);
    snprintf(sql, sizeof sql,
             "SELECT (SELECT COUNT(*) FROM done.%s) - (SELECT COUNT(*) FROM main.%s)", table,
             table);
    row = prepare(sql);
    sqlite3_step(row);
    made.rows = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return made;
}

static void write_row(Pattern *to, int64_t debtor, int64_t account, int64_t balance)
{
    if (to->rows <= 0) return;
    to->rows--;
    sqlite3_bind_int64(to->insert, 1, debtor);
    sqlite3_bind_int64(to->insert, 2, account);
    if (to->columns > 8) sqlite3_bind_int64(to->insert, 3, balance);
    must(sqlite3_step(to->insert), "insert");
    sqlite3_reset(to->insert);
    rows_written++;
}

static void merge(Pattern *derived, Pattern *snapshot)
{
    Stream accounts = begin(
        "SELECT debtor_id, account_id, ref, creditor_id, kind, currency, terms_days, owner_id, "
        "treatment FROM main.account ORDER BY debtor_id, account_id");
    Stream debtors = begin("SELECT debtor_id, 0, ref, name, kind, country, region FROM main.debtor "
                           "ORDER BY debtor_id");
    Stream items = begin("SELECT debtor_id, account_id, open_minor, due_day, item_id, issued_day, "
                         "kind FROM main.item "
                         "WHERE open_minor <> 0 ORDER BY debtor_id, account_id, due_day, item_id");
    Stream credits = begin("SELECT debtor_id, account_id, unapplied_minor FROM main.payment WHERE "
                           "unapplied_minor <> 0 "
                           "ORDER BY debtor_id, account_id, payment_id");
    Stream habits =
        begin("SELECT debtor_id, account_id, last_payment_minor, months FROM main.d_habit "
              "ORDER BY debtor_id, account_id");
    int64_t chunk = 0, count = 0, credit_count = 0, ignored = 0;

    run("BEGIN");
    for (; !accounts.over; advance(&accounts)) {
        int64_t debtor = accounts.debtor, account = accounts.account;
        if (debtor / CHUNK_DEBTORS != chunk) {
            chunk = debtor / CHUNK_DEBTORS;
            run("COMMIT; BEGIN");
        }
        while (!debtors.over && debtors.debtor <= debtor) advance(&debtors);
        int64_t balance =
            sum(&items, debtor, account, &count) - sum(&credits, debtor, account, &credit_count);
        sum(&habits, debtor, account, &ignored);
        if (count + credit_count == 0) continue;
        write_row(derived, debtor, account, balance);
        write_row(snapshot, debtor, account, balance);
    }
    run("COMMIT");
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    char sql[4096];

    if (argc != 3) {
        fprintf(stderr, "usage: floor_sqlite BOOK DONE\n");
        return 2;
    }
    must(sqlite3_open(argv[1], &book), argv[1]);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA "
        "wal_autocheckpoint=16000");
    snprintf(sql, sizeof sql, "ATTACH '%s' AS done", argv[2]);
    run(sql);
    Pattern derived = pattern("d_account"), snapshot = pattern("snapshot");
    double began = seconds();
    merge(&derived, &snapshot);
    printf("%.3f s, %ld rows read, %ld rows written\n", seconds() - began, (long)rows_read,
           (long)rows_written);
    return 0;
}
