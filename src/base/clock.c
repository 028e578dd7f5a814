/* base/clock.c: instants, RFC 3339 and IANA zones.  Nothing else asks the machine for the time; no
 * time zone rule is worked out by hand.
 *
 * GLib knows the zones but answers slowly.  So a zone is read once into the list of its offset
 * changes from 1900 to 2100; before and after that its first and last offset hold (GLib itself
 * knows changes up to 2037). */
#include "base/clock.h"

#include "base/text.h"
#include <string.h>

enum { SECOND_US = 1000000, DAY_SECONDS = 86400, OFFSET_MAX = 16 * 3600 };
#define CACHE_FIRST (-INT64_C(2208988800)) /* 1900-01-01 */
#define CACHE_LAST  INT64_C(4102444800)    /* 2100-01-01 */

typedef struct {
    int64_t from; /* seconds since 1970: the offset holds from here */
    int32_t offset;
} Change;

struct Zone {
    Change *changes; /* ascending; the first holds since ever */
    unsigned count;
};

static GMutex zones_lock;
static GHashTable *zones; /* name -> Zone, for the life of the program */

int64_t clock_now_us(void)
{
    return g_get_real_time();
}

int64_t clock_elapsed_us(void)
{
    return g_get_monotonic_time();
}

static int64_t floor_div(int64_t value, int64_t divisor)
{
    int64_t quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

/* ── RFC 3339 ── */

/* Reads exactly `count` digits and moves on. */
static bool number(const char **at, int count, int max, int *out)
{
    int value = 0;
    for (int i = 0; i < count; i++, (*at)++) {
        if (!g_ascii_isdigit(**at)) return false;
        value = value * 10 + (**at - '0');
    }
    *out = value;
    return value <= max;
}

static bool skip(const char **at, char wanted)
{
    if (g_ascii_toupper(**at) != wanted) return false;
    (*at)++;
    return true;
}

/* hh:mm:ss with an optional fraction, of which six digits count. */
static bool parse_time(const char **at, int64_t *out_us)
{
    int hour, minute, second;
    int64_t fraction = 0;
    if (!number(at, 2, 23, &hour) || !skip(at, ':')) return false;
    if (!number(at, 2, 59, &minute) || !skip(at, ':')) return false;
    if (!number(at, 2, 59, &second)) return false;
    if (skip(at, '.')) {
        if (!g_ascii_isdigit(**at)) return false;
        int64_t unit = SECOND_US / 10;
        for (; g_ascii_isdigit(**at); (*at)++, unit /= 10) fraction += unit * (**at - '0');
    }
    *out_us = ((int64_t)hour * 3600 + minute * 60 + second) * SECOND_US + fraction;
    return true;
}

static bool parse_offset(const char **at, int64_t *out_us)
{
    *out_us = 0;
    if (skip(at, 'Z')) return true;
    int sign = **at == '-' ? -1 : 1;
    int hour, minute;
    if (!skip(at, '+') && !skip(at, '-')) return false;
    if (!number(at, 2, 23, &hour) || !skip(at, ':')) return false;
    if (!number(at, 2, 59, &minute)) return false;
    *out_us = sign * ((int64_t)hour * 3600 + minute * 60) * SECOND_US;
    return true;
}

bool clock_parse(const char *text, int64_t *out_us)
{
    char date[DAY_TEXT_SIZE];
    Day day;
    int64_t time_us, offset_us;
    if (strnlen(text, 11) < 11) return false;
    memcpy(date, text, 10);
    date[10] = '\0';
    if (!day_parse(date, &day)) return false;
    const char *at = text + 10;
    if (!skip(&at, 'T') && !skip(&at, ' ')) return false;
    if (!parse_time(&at, &time_us) || !parse_offset(&at, &offset_us) || *at != '\0') return false;
    int64_t at_us = (int64_t)day * DAY_SECONDS * SECOND_US + time_us - offset_us;
    int64_t utc_day = floor_div(at_us, (int64_t)DAY_SECONDS * SECOND_US);
    if (utc_day < DAY_MIN || utc_day > DAY_MAX) return false; /* must be writable again */
    *out_us = at_us;
    return true;
}

/* Exactly `count` digits; returns where they end. */
static char *put_number(char *at, int value, int count)
{
    for (int i = count; i-- > 0; value /= 10) at[i] = (char)('0' + value % 10);
    return at + count;
}

static char *put_clock(char *at, int second)
{
    at = put_number(at, second / 3600, 2);
    *at++ = ':';
    at = put_number(at, second / 60 % 60, 2);
    *at++ = ':';
    return put_number(at, second % 60, 2);
}

/* The local date and time at that offset, without the offset's own text; returns its end. */
static char *put_local(char *at, int64_t at_us, int32_t offset)
{
    int64_t seconds = floor_div(at_us, SECOND_US);
    int64_t fraction = at_us - seconds * SECOND_US;
    int64_t local = seconds + offset;
    Day day = (Day)floor_div(local, DAY_SECONDS);
    at += strlen(day_text(day, at));
    *at++ = 'T';
    at = put_clock(at, (int)(local - (int64_t)day * DAY_SECONDS));
    if (fraction == 0) return at;
    *at++ = '.';
    return put_number(at, (int)fraction, 6);
}

const char *clock_text(int64_t at_us, char buffer[static INSTANT_TEXT_SIZE])
{
    char *end = put_local(buffer, at_us, 0);
    *end++ = 'Z';
    *end = '\0';
    return buffer;
}

const char *clock_zone_text(const Zone *zone, int64_t at_us, char buffer[static INSTANT_TEXT_SIZE])
{
    int32_t offset = clock_zone_offset(zone, at_us);
    offset -= offset % 60; /* local mean times of old have seconds; RFC 3339 has none */
    int32_t size = ABS(offset);
    char *end = put_local(buffer, at_us, offset);
    *end++ = offset < 0 ? '-' : '+';
    end = put_number(end, size / 3600, 2);
    *end++ = ':';
    end = put_number(end, size / 60 % 60, 2);
    *end = '\0';
    return buffer;
}

/* ── Zones ── */

static int interval_at(GTimeZone *source, int64_t second)
{
    return g_time_zone_find_interval(source, G_TIME_TYPE_UNIVERSAL, second);
}

/* A second, and the number of the interval it lies in. */
typedef struct {
    int64_t second;
    int interval;
} Mark;

static Mark mark(GTimeZone *source, int64_t second)
{
    return (Mark){ second, interval_at(source, second) };
}

/* Where to part a span of time.  Nearly every change comes on a quarter of an hour: when one of
 * those is found, the second before its end is asked first. */
static int64_t part_of(int64_t span)
{
    enum { QUARTER_S = 900 };
    if (span == QUARTER_S) return span - 1;
    return span > QUARTER_S ? span / QUARTER_S / 2 * QUARTER_S : span / 2;
}

/* Adds the changes after `low` up to `high`, by halving: equal interval numbers have no change
 * between them. */
static void find_changes(GTimeZone *source, Mark low, Mark high, GArray *changes)
{
    if (low.interval == high.interval) return;
    if (high.second - low.second > 1) {
        Mark middle = mark(source, low.second + part_of(high.second - low.second));
        find_changes(source, low, middle, changes);
        find_changes(source, middle, high, changes);
        return;
    }
    Change change = { high.second, g_time_zone_get_offset(source, high.interval) };
    const Change *last = &g_array_index(changes, Change, changes->len - 1);
    if (change.offset != last->offset) g_array_append_val(changes, change);
}

static Zone *read_zone(GTimeZone *source)
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(Change));
    Mark from = mark(source, CACHE_FIRST), to = mark(source, CACHE_LAST);
    Change first = { INT64_MIN, g_time_zone_get_offset(source, from.interval) };
    g_array_append_val(changes, first);
    find_changes(source, from, to, changes);
    Zone *zone = g_new0(Zone, 1);
    zone->count = changes->len;
    zone->changes = (Change *)(void *)g_array_free(changes, FALSE);
    return zone;
}

static const char *zone_folder(void)
{
    const char *folder = g_getenv("TZDIR");
    return folder != NULL ? folder : "/usr/share/zoneinfo";
}

/* GLib also takes POSIX rules, offsets and paths for zones; we want names of the tz database only.
 */
static bool is_zone_name(const char *name)
{
    static const char LETTERS[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/";
    if (strcmp(name, "UTC") == 0) return true;
    if (!g_ascii_isupper(name[0]) || strlen(name) > 64) return false;
    if (name[strspn(name, LETTERS)] != '\0') return false;
    g_autofree char *path = g_build_filename(zone_folder(), name, NULL);
    return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

static Zone *load_zone(const char *name)
{
    if (!is_zone_name(name)) return NULL;
    g_autoptr(GTimeZone) source = g_time_zone_new_identifier(name);
    return source == NULL ? NULL : read_zone(source);
}

const Zone *clock_zone(const char *name)
{
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&zones_lock);
    if (zones == NULL) zones = g_hash_table_new(g_str_hash, g_str_equal);
    Zone *zone = g_hash_table_lookup(zones, name);
    if (zone != NULL) return zone;
    zone = load_zone(name);
    if (zone != NULL) g_hash_table_insert(zones, g_strdup(name), zone);
    return zone;
}

/* Index of the change that holds at that second. */
static unsigned find_change(const Zone *zone, int64_t second)
{
    unsigned low = 0;
    unsigned high = zone->count;
    while (high - low > 1) {
        unsigned middle = low + (high - low) / 2;
        if (zone->changes[middle].from <= second)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int32_t clock_zone_offset(const Zone *zone, int64_t at_us)
{
    return zone->changes[find_change(zone, floor_div(at_us, SECOND_US))].offset;
}

ZoneSpan clock_zone_span(const Zone *zone, int64_t at_us)
{
    unsigned index = find_change(zone, floor_div(at_us, SECOND_US));
    bool last = index + 1 == zone->count;
    return (ZoneSpan){ index == 0 ? INT64_MIN : zone->changes[index].from * SECOND_US,
                       last ? INT64_MAX : zone->changes[index + 1].from * SECOND_US,
                       zone->changes[index].offset };
}

static int64_t local_second(const Zone *zone, int64_t at_us)
{
    int64_t second = floor_div(at_us, SECOND_US);
    return second + zone->changes[find_change(zone, second)].offset;
}

Day clock_zone_day(const Zone *zone, int64_t at_us)
{
    return (Day)floor_div(local_second(zone, at_us), DAY_SECONDS);
}

int32_t clock_zone_second(const Zone *zone, int64_t at_us)
{
    int64_t local = local_second(zone, at_us);
    return (int32_t)(local - floor_div(local, DAY_SECONDS) * DAY_SECONDS);
}

int64_t clock_zone_instant(const Zone *zone, Day day, int32_t second)
{
    g_assert(second >= 0 && second < DAY_SECONDS);
    int64_t local = (int64_t)day * DAY_SECONDS + second;
    /* No zone is further east than OFFSET_MAX, so the clock cannot have shown it before this. */
    unsigned index = find_change(zone, local - OFFSET_MAX);
    int64_t instant;
    do {
        const Change *change = &zone->changes[index++];
        instant = MAX(local - change->offset, change->from);
    } while (index < zone->count && instant >= zone->changes[index].from);
    return instant * SECOND_US;
}

/* ── Version of the tz database ── */

static char *read_version(void)
{
    static const char *const FILES[] = { "tzdata.zi", "+VERSION" };
    for (size_t i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autofree char *path = g_build_filename(zone_folder(), FILES[i], NULL);
        g_autofree char *text = NULL;
        if (!g_file_get_contents(path, &text, NULL, NULL)) continue;
        const char *from = g_str_has_prefix(text, "# version ") ? text + 10 : text;
        size_t length = strspn(from, "0123456789abcdefghijklmnopqrstuvwxyz");
        if (length >= 5 && length < 16) return g_strndup(from, length);
    }
    return g_strdup("unknown");
}

const char *clock_tz_version(void)
{
    static gsize once;
    static char *version;
    if (g_once_init_enter(&once)) {
        version = read_version();
        g_once_init_leave(&once, 1);
    }
    return version;
}
