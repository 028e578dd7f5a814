/* intake/row_sort.c: external merge sort by radix.  Knows no row's meaning.
 *
 * A run is a block of memory with rows one after the other and a list of where they begin.  Full,
 * it is sorted by a stable radix sort of the list (account first, then debtor, a byte at a time,
 * bytes that are the same in all rows left out) and written to a file by a second thread, while the
 * next run fills.  What fits one run never leaves memory. */
#include "intake/row_sort.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { RUN_BYTES = 64 << 20, READ_BYTES = 1 << 20, WRITE_BYTES = 1 << 20 };

typedef struct {
    int64_t debtor_id, account_id;
    uint64_t start;
} Place;

typedef struct {
    char *bytes;
    size_t used, room;
    GArray *places;
} Run;

/* A run as it lies in the file, read back in pieces. */
typedef struct {
    int64_t at, end; /* in the file */
    char *buffer;
    size_t have, next;
    const SortRow *head; /* NULL: at its end */
} Tape;

struct RowSort {
    size_t run_bytes, count;
    Run *run, *spare;
    GThread *writer;
    Run *writing;
    GError *failure; /* of the writer */
    int file;
    int64_t written;
    GArray *tapes;
    size_t at;           /* of the one run in memory */
    size_t *heap, alive; /* tapes by their head, smallest first */
    bool fetched;        /* the first tape's head was given */
};

/* --- runs ---------------------------------------------------------------------------------- */

static Run *run_new(void)
{
    Run *run = g_new0(Run, 1);
    run->places = g_array_new(FALSE, FALSE, sizeof(Place));
    return run;
}

static void run_free(Run *run)
{
    if (run == NULL) return;
    g_array_unref(run->places);
    g_free(run->bytes);
    g_free(run);
}

RowSort *row_sort_new(size_t run_bytes)
{
    RowSort *sort = g_new0(RowSort, 1);
    sort->run_bytes = run_bytes > 0 ? run_bytes : RUN_BYTES;
    sort->file = -1;
    sort->run = run_new();
    sort->tapes = g_array_new(FALSE, TRUE, sizeof(Tape));
    return sort;
}

void row_sort_free(RowSort *sort)
{
    if (sort == NULL) return;
    if (sort->writer != NULL) g_thread_join(sort->writer);
    run_free(sort->run);
    run_free(sort->spare);
    run_free(sort->writing);
    for (unsigned i = 0; i < sort->tapes->len; i++)
        g_free(g_array_index(sort->tapes, Tape, i).buffer);
    g_array_unref(sort->tapes);
    g_clear_error(&sort->failure);
    g_free(sort->heap);
    if (sort->file >= 0) close(sort->file);
    g_free(sort);
}

static const SortRow *row_at(const Run *run, uint64_t start)
{
    return (const SortRow *)(const void *)(run->bytes + start);
}

/* --- sorting ------------------------------------------------------------------------------- */

static uint64_t digit_of(const Place *place, int digit)
{
    int64_t key = digit < 4 ? place->account_id : place->debtor_id;
    return (uint64_t)key >> (digit % 4 * 16) & 0xffff;
}

static bool same_digit(const Place *places, size_t count, int digit)
{
    uint64_t first = digit_of(&places[0], digit);
    for (size_t i = 1; i < count; i++)
        if (digit_of(&places[i], digit) != first) return false;
    return true;
}

static void sort_digit(const Place *from, Place *to, size_t count, int digit, uint32_t *starts)
{
    uint32_t sum = 0;
    memset(starts, 0, sizeof *starts << 16);
    for (size_t i = 0; i < count; i++) starts[digit_of(&from[i], digit)]++;
    for (size_t d = 0; d < 1 << 16; d++) {
        uint32_t here = starts[d];
        starts[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++) to[starts[digit_of(&from[i], digit)]++] = from[i];
}

/* Many files come in order already. */
static bool is_sorted(const Place *places, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const Place *a = &places[i - 1], *b = &places[i];
        if (a->debtor_id > b->debtor_id ||
            (a->debtor_id == b->debtor_id && a->account_id > b->account_id))
            return false;
    }
    return true;
}

static void run_sort(Run *run)
{
    size_t count = run->places->len;
    Place *here = (Place *)(void *)run->places->data;
    for (size_t i = 0; i < count; i++) {
        const SortRow *row = row_at(run, here[i].start);
        here[i].debtor_id = row->debtor_id;
        here[i].account_id = row->account_id;
    }
    if (count < 2 || is_sorted(here, count)) return;
    g_autofree Place *there = g_new(Place, count);
    g_autofree uint32_t *starts = g_new(uint32_t, 1 << 16);
    Place *from = here, *to = there;
    for (int digit = 0; digit < 8; digit++) {
        if (same_digit(from, count, digit)) continue;
        sort_digit(from, to, count, digit, starts);
        Place *swap = from;
        from = to;
        to = swap;
    }
    if (from != here) memcpy(here, from, count * sizeof *here);
}

/* --- writing ------------------------------------------------------------------------------- */

static bool disk_failed(GError **error, const char *what)
{
    return problem_refuse(error, PROBLEM_STORAGE, "cannot %s a temporary file in %s: %s", what,
                          g_get_tmp_dir(), g_strerror(errno));
}

static bool put_all(RowSort *sort, const char *bytes, size_t length, GError **error)
{
    while (length > 0) {
        ssize_t put = write(sort->file, bytes, length);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return disk_failed(error, "write to");
        bytes += put;
        length -= (size_t)put;
        sort->written += put;
    }
    return true;
}

static bool run_write(RowSort *sort, const Run *run, GError **error)
{
    g_autofree char *buffer = g_malloc(WRITE_BYTES);
    size_t filled = 0;
    for (unsigned i = 0; i < run->places->len; i++) {
        const SortRow *row = row_at(run, g_array_index(run->places, Place, i).start);
        size_t size = sizeof *row + row->size;
        if (filled + size > WRITE_BYTES) {
            if (!put_all(sort, buffer, filled, error)) return false;
            filled = 0;
        }
        if (size > WRITE_BYTES) {
            if (!put_all(sort, (const char *)row, size, error)) return false;
            continue;
        }
        memcpy(buffer + filled, row, size);
        filled += size;
    }
    return put_all(sort, buffer, filled, error);
}

/* The second thread: sorts and writes the run in `writing`. */
static gpointer write_out(gpointer data)
{
    RowSort *sort = data;
    Tape tape = { .at = sort->written };
    run_sort(sort->writing);
    if (!run_write(sort, sort->writing, &sort->failure)) return NULL;
    tape.end = sort->written;
    g_array_append_val(sort->tapes, tape);
    return NULL;
}

static bool make_file(RowSort *sort, GError **error)
{
    g_autofree char *name = NULL;
    if (sort->file >= 0) return true;
    sort->file = g_file_open_tmp("recoup-XXXXXX", &name, NULL);
    if (sort->file < 0) return disk_failed(error, "make");
    unlink(name);
    return true;
}

static bool wait_for_writer(RowSort *sort, GError **error)
{
    if (sort->writer == NULL) return true;
    g_thread_join(sort->writer);
    sort->writer = NULL;
    sort->writing->used = 0;
    g_array_set_size(sort->writing->places, 0);
    sort->spare = g_steal_pointer(&sort->writing);
    if (sort->failure == NULL) return true;
    g_propagate_error(error, g_steal_pointer(&sort->failure));
    return false;
}

static bool put_away(RowSort *sort, GError **error)
{
    if (!make_file(sort, error) || !wait_for_writer(sort, error)) return false;
    sort->writing = sort->run;
    sort->run = sort->spare != NULL ? g_steal_pointer(&sort->spare) : run_new();
    sort->writer = g_thread_new("sort", write_out, sort);
    return true;
}

SortRow *row_sort_add(RowSort *sort, size_t size, GError **error)
{
    size_t rounded = (size + 7) & ~(size_t)7, whole = sizeof(SortRow) + rounded;
    g_assert(rounded <= UINT32_MAX);
    if (sort->run->used > 0 && sort->run->used + whole > sort->run_bytes && !put_away(sort, error))
        return NULL;
    Run *run = sort->run;
    if (run->used + whole > run->room) {
        run->room = MAX(run->used + whole, MIN(MAX(run->room * 2, 1 << 16), sort->run_bytes));
        run->bytes = g_realloc(run->bytes, run->room);
    }
    Place place = { .start = run->used };
    g_array_append_val(run->places, place);
    SortRow *row = (SortRow *)(void *)(run->bytes + run->used);
    memset(row, 0, whole);
    row->size = (uint32_t)rounded;
    run->used += whole;
    sort->count++;
    return row;
}

size_t row_sort_count(const RowSort *sort)
{
    return sort->count;
}

/* --- merging ------------------------------------------------------------------------------- */

static int order(const SortRow *a, const SortRow *b)
{
    if (a->debtor_id != b->debtor_id) return a->debtor_id < b->debtor_id ? -1 : 1;
    if (a->account_id != b->account_id) return a->account_id < b->account_id ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static bool tape_fill(RowSort *sort, Tape *tape, size_t need, GError **error)
{
    size_t kept = tape->have - tape->next;
    memmove(tape->buffer, tape->buffer + tape->next, kept);
    tape->next = 0;
    tape->have = kept;
    if (need > READ_BYTES) tape->buffer = g_realloc(tape->buffer, need);
    while (tape->have < MAX(need, (size_t)READ_BYTES) && tape->at < tape->end) {
        size_t room = MAX(need, (size_t)READ_BYTES) - tape->have;
        ssize_t got = pread(sort->file, tape->buffer + tape->have,
                            MIN(room, (size_t)(tape->end - tape->at)), tape->at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return disk_failed(error, "read");
        tape->have += (size_t)got;
        tape->at += got;
    }
    return true;
}

static bool tape_next(RowSort *sort, Tape *tape, GError **error)
{
    size_t left = tape->have - tape->next;
    tape->head = NULL;
    if (left < sizeof(SortRow) && tape->at < tape->end &&
        !tape_fill(sort, tape, sizeof(SortRow), error))
        return false;
    if (tape->have == tape->next) return true;
    size_t size =
        sizeof(SortRow) + ((const SortRow *)(const void *)(tape->buffer + tape->next))->size;
    if (tape->have - tape->next < size && !tape_fill(sort, tape, size, error)) return false;
    tape->head = (const SortRow *)(const void *)(tape->buffer + tape->next);
    tape->next += size;
    return true;
}

static Tape *tape_at(const RowSort *sort, size_t place)
{
    return &g_array_index(sort->tapes, Tape, sort->heap[place]);
}

static void sift(RowSort *sort, size_t place)
{
    for (;;) {
        size_t least = place;
        for (size_t child = place * 2 + 1; child <= place * 2 + 2 && child < sort->alive; child++)
            if (order(tape_at(sort, child)->head, tape_at(sort, least)->head) < 0) least = child;
        if (least == place) return;
        size_t swap = sort->heap[place];
        sort->heap[place] = sort->heap[least];
        sort->heap[least] = swap;
        place = least;
    }
}

bool row_sort_finish(RowSort *sort, GError **error)
{
    if (sort->file < 0) {
        run_sort(sort->run);
        return true;
    }
    if (sort->run->places->len > 0 && !put_away(sort, error)) return false;
    if (!wait_for_writer(sort, error)) return false;
    g_clear_pointer(&sort->spare, run_free);
    sort->heap = g_new0(size_t, sort->tapes->len);
    for (unsigned i = 0; i < sort->tapes->len; i++) {
        Tape *tape = &g_array_index(sort->tapes, Tape, i);
        tape->buffer = g_malloc(READ_BYTES);
        if (!tape_next(sort, tape, error)) return false;
        if (tape->head != NULL) sort->heap[sort->alive++] = i;
    }
    for (size_t place = sort->alive; place > 0; place--) sift(sort, place - 1);
    return true;
}

static bool next_of_tapes(RowSort *sort, const SortRow **row, GError **error)
{
    *row = NULL;
    if (sort->fetched) {
        if (!tape_next(sort, tape_at(sort, 0), error)) return false;
        if (tape_at(sort, 0)->head == NULL) sort->heap[0] = sort->heap[--sort->alive];
        if (sort->alive > 0) sift(sort, 0);
    }
    sort->fetched = sort->alive > 0;
    if (sort->alive > 0) *row = tape_at(sort, 0)->head;
    return true;
}

bool row_sort_next(RowSort *sort, const SortRow **row, GError **error)
{
    if (sort->file >= 0) return next_of_tapes(sort, row, error);
    *row = NULL;
    if (sort->at == sort->run->places->len) return true;
    *row = row_at(sort->run, g_array_index(sort->run->places, Place, sort->at++).start);
    return true;
}
