/* base/gzip_read.c: the bytes of a file, unpacked when it is gzip.  Does not look at the file's
 * name or meaning. */
#include "base/gzip_read.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { BUFFER_BYTES = 256 << 10, CHUNK_BYTES_MAX = 1 << 30 };

struct GzipReader {
    gzFile file;
    int64_t size;
};

static int open_file(const char *path, GError **error)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) return fd;
    ProblemCode code = errno == ENOENT ? PROBLEM_NOT_FOUND : PROBLEM_STORAGE;
    problem_set(error, code, "cannot open %s: %s", standard ? "standard input" : path,
                g_strerror(errno));
    return -1;
}

GzipReader *gzip_read_open(const char *path, GError **error)
{
    struct stat status;
    int fd = open_file(path, error);
    if (fd < 0) return NULL;
    if (fstat(fd, &status) != 0) memset(&status, 0, sizeof status);
    if (S_ISDIR(status.st_mode)) {
        close(fd);
        problem_set(error, PROBLEM_INVALID, "%s is a folder, not a file", path);
        return NULL;
    }
    GzipReader *reader = g_new0(GzipReader, 1);
    reader->size = S_ISREG(status.st_mode) ? (int64_t)status.st_size : -1;
    reader->file = gzdopen(fd, "rb");
    g_assert(reader->file != NULL);
    gzbuffer(reader->file, BUFFER_BYTES);
    return reader;
}

void gzip_read_close(GzipReader *reader)
{
    if (reader == NULL) return;
    gzclose_r(reader->file);
    g_free(reader);
}

bool gzip_read_bytes(GzipReader *reader, void *to, size_t room, size_t *got, GError **error)
{
    int code = Z_OK;
    int count = gzread(reader->file, to, (unsigned)MIN(room, (size_t)CHUNK_BYTES_MAX));
    const char *text = gzerror(reader->file, &code);

    if (code == Z_ERRNO)
        return problem_refuse(error, PROBLEM_STORAGE, "reading failed: %s", g_strerror(errno));
    if (code == Z_BUF_ERROR)
        return problem_refuse(error, PROBLEM_FORMAT,
                              "the gzip data is cut short; get the whole file again");
    if (code != Z_OK && code != Z_STREAM_END)
        return problem_refuse(error, PROBLEM_FORMAT, "the gzip data is damaged (%s)", text);
    *got = count > 0 ? (size_t)count : 0;
    return true;
}

int64_t gzip_read_position(const GzipReader *reader)
{
    return (int64_t)gzoffset(reader->file);
}

int64_t gzip_read_size(const GzipReader *reader)
{
    return reader->size;
}
