/* db/db_settler.c: a thread that moves what others commit from the log into the book.  Decides only
 * when. */
#include "db/driver.h"

#include <string.h>

enum { WAKE_PAGES = 4000 }; /* the log has grown by so many: 32 MB on SQLite */

struct DbSettler {
    char *url;
    GThread *thread; /* NULL: nothing was worth its start yet */
    GMutex lock;     /* all below */
    GCond news;
    int64_t seen; /* pages of the log when last woken */
    bool due, ended;
};

static bool wait_for_work(DbSettler *settler)
{
    g_mutex_lock(&settler->lock);
    while (!settler->due && !settler->ended) g_cond_wait(&settler->news, &settler->lock);
    bool more = !settler->ended;
    settler->due = false;
    g_mutex_unlock(&settler->lock);
    return more;
}

/* Once more at the end, so that little is left to whoever closes the book.  Without a connection
 * the commits do the work. */
static gpointer run(gpointer data)
{
    DbSettler *settler = data;
    g_autoptr(Db) db = db_open(settler->url, DB_MUST_EXIST, NULL);
    for (bool more = db != NULL; more;) {
        more = wait_for_work(settler);
        db->driver->settle(db);
    }
    return NULL;
}

void db_settler_note(DbSettler *settler, int64_t pages)
{
    g_mutex_lock(&settler->lock);
    if (pages < settler->seen) settler->seen = 0; /* the log was begun anew */
    if (pages - settler->seen >= WAKE_PAGES) {
        settler->seen = pages;
        settler->due = true;
        g_cond_signal(&settler->news);
        if (settler->thread == NULL) settler->thread = g_thread_new("settle", run, settler);
    }
    g_mutex_unlock(&settler->lock);
}

DbSettler *db_settler_new(const Db *db)
{
    if (db->driver->settle == NULL || strcmp(db->url, ":memory:") == 0) return NULL;
    DbSettler *settler = g_new0(DbSettler, 1);
    settler->url = g_strdup(db->url);
    g_mutex_init(&settler->lock);
    g_cond_init(&settler->news);
    return settler;
}

void db_settler_serve(DbSettler *settler, Db *db)
{
    if (db->driver->settle_by != NULL) db->driver->settle_by(db, settler);
}

static void end_thread(DbSettler *settler)
{
    g_mutex_lock(&settler->lock);
    settler->ended = true;
    g_cond_signal(&settler->news);
    g_mutex_unlock(&settler->lock);
    g_thread_join(settler->thread);
}

void db_settler_free(DbSettler *settler)
{
    if (settler == NULL) return;
    if (settler->thread != NULL) end_thread(settler);
    g_mutex_clear(&settler->lock);
    g_cond_clear(&settler->news);
    g_free(settler->url);
    g_free(settler);
}
