# calls.awk: words that may not stand in the code, each with what would be right.  Used after strip.awk.

BEGIN {
    call["strcpy"] = call["strcat"] = call["strncpy"] = "text_copy, or g_strlcpy"
    call["sprintf"] = call["vsprintf"] = "snprintf, or g_snprintf"
    call["gets"] = "fgets"
    call["strtok"] = "g_strsplit, or strchr"
    call["atoi"] = call["atol"] = call["atof"] = "decimal_parse, or strtoll with its errors checked"
    call["localtime"] = call["gmtime"] = call["mktime"] = call["ctime"] = call["asctime"] = "base/clock.h"
    call["rand"] = call["srand"] = call["random"] = "a seed that the caller gives"
    call["setlocale"] = "no locale: numbers and dates have one form"
    call["system"] = call["popen"] = "posix_spawn, or no other program at all"
    call["time"] = call["clock_gettime"] = call["gettimeofday"] = call["g_get_real_time"] = \
        call["g_get_monotonic_time"] = call["g_date_time_new_now"] = call["g_date_time_new_now_local"] = \
        call["g_date_time_new_now_utc"] = "clock_now_us or clock_elapsed_us of base/clock.h"
    clock = " time clock_gettime gettimeofday g_get_real_time g_get_monotonic_time "

    word["gint"] = "int32_t"; word["guint"] = "unsigned, or uint32_t"; word["gchar"] = "char"
    word["gssize"] = "ssize_t"; word["gint64"] = "int64_t"; word["guint64"] = "uint64_t"
    word["gint32"] = "int32_t"; word["guint32"] = "uint32_t"; word["gdouble"] = "double"
    word["goto"] = "cleanup by scope (g_autoptr, g_auto)"
    word["GList"] = word["GSList"] = "GPtrArray or GArray"
    word["G_DISABLE_ASSERT"] = word["NDEBUG"] = "assertions stay on"

    # The words of a library stay in the file that includes it.
    library["^sqlite3_|^sqlite3$"] = "src/db/"
    library["^PQ[a-z]|^PGconn$|^PGresult$"] = "src/db/"
    library["^json_(t|object|array|string|integer|loads|loadb|dumps|decref|incref|pack|unpack)(_|$)"] = "src/base/json_text."
    library["^yaml_(parser|event|document|node)_"] = "src/policy/"
    library["^xmlTextReader"] = "src/"
}

function say(text) { printf "%s:%d: %s\n", FILENAME, FNR, text; bad = 1 }

function judge(name, called,    pattern)
{
    if (called && (name in call) && !(FILENAME == "src/base/clock.c" && index(clock, " " name " ")) &&
        !(FILENAME ~ /^(bench|tests)\// && index(clock, " " name " ")))
        say(name "(): right would be " call[name])
    if (name in word) say(name ": right would be " word[name])
    if (FILENAME ~ /^src\//)
        for (pattern in library)
            if (name ~ pattern && index(FILENAME, library[pattern]) != 1)
                say(name " belongs to " library[pattern] "; call what that room offers")
}

function code(line,    before)
{
    if (line ~ /^[ \t]*#[ \t]*include/) return
    before = ""
    while (match(line, /[A-Za-z_][A-Za-z0-9_]*/)) {
        if (RSTART > 1) before = substr(line, RSTART - 1, 1)
        name = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        if (before != "." && before != ">" && before !~ /[0-9]/) judge(name, line ~ /^[ \t]*\(/)
        before = ""
    }
}

END { exit bad }
