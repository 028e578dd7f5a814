/* base/unzip.c: the parts of a zip file, as streams over libzip.  Writes nothing, unpacks nothing
 * to disk. */
#include "base/unzip.h"
#include <string.h>
#include <zip.h>

struct Unzip {
    zip_t *zip;
};

struct UnzipPart {
    zip_file_t *file;
    int64_t position, size;
    char name[128];
};

static ProblemCode code_of(int code)
{
    switch (code) {
    case ZIP_ER_NOENT: return PROBLEM_NOT_FOUND;
    case ZIP_ER_OPEN:
    case ZIP_ER_READ:
    case ZIP_ER_SEEK: return PROBLEM_STORAGE;
    default: return PROBLEM_FORMAT;
    }
}

static Unzip *unzip_new(zip_t *zip, zip_error_t *fault, GError **error)
{
    if (zip == NULL) {
        int code = zip_error_code_zip(fault);
        problem_set(error, code_of(code), "cannot be opened as a zip file (%s)",
                    zip_error_strerror(fault));
        zip_error_fini(fault);
        return NULL;
    }
    if (zip_get_num_entries(zip, 0) > UNZIP_PARTS_MAX) {
        zip_discard(zip);
        problem_set(error, PROBLEM_LIMIT, "a zip file of more than %d parts", UNZIP_PARTS_MAX);
        return NULL;
    }
    Unzip *unzip = g_new0(Unzip, 1);
    unzip->zip = zip;
    return unzip;
}

Unzip *unzip_open(const char *path, GError **error)
{
    zip_error_t fault;
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    zip_error_init_with_code(&fault, code);
    return unzip_new(zip, &fault, error);
}

Unzip *unzip_open_memory(const void *bytes, size_t length, GError **error)
{
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &fault);
    zip_t *zip = source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &fault) : NULL;
    if (zip == NULL && source != NULL) zip_source_free(source);
    return unzip_new(zip, &fault, error);
}

void unzip_close(Unzip *unzip)
{
    if (unzip == NULL) return;
    zip_discard(unzip->zip);
    g_free(unzip);
}

bool unzip_has(const Unzip *unzip, const char *name)
{
    return zip_name_locate(unzip->zip, name, ZIP_FL_NOCASE) >= 0;
}

static bool judge_size(const zip_stat_t *status, int64_t bytes_max, GError **error)
{
    const zip_uint64_t need = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if ((status->valid & need) != need)
        return problem_refuse(error, PROBLEM_FORMAT, "%s does not say how large it is",
                              status->name);
    bool bomb =
        status->size > UNZIP_FREE_BYTES && status->size / UNZIP_RATIO_MAX > status->comp_size;
    if (status->size > (zip_uint64_t)bytes_max || bomb)
        return problem_refuse(error, PROBLEM_LIMIT,
                              "%s would unpack to %" G_GUINT64_FORMAT
                              " bytes from %" G_GUINT64_FORMAT "; that is refused",
                              status->name, status->size, status->comp_size);
    return true;
}

UnzipPart *unzip_part_open(Unzip *unzip, const char *name, int64_t bytes_max, GError **error)
{
    zip_stat_t status;
    zip_int64_t index = zip_name_locate(unzip->zip, name, ZIP_FL_NOCASE);
    zip_stat_init(&status);
    if (index < 0 || zip_stat_index(unzip->zip, (zip_uint64_t)index, 0, &status) != 0) {
        problem_set(error, PROBLEM_NOT_FOUND, "the zip file has no part %s", name);
        return NULL;
    }
    if (!judge_size(&status, bytes_max, error)) return NULL;
    zip_file_t *file = zip_fopen_index(unzip->zip, (zip_uint64_t)index, 0);
    if (file == NULL) {
        problem_set(error, PROBLEM_FORMAT, "%s cannot be unpacked (%s)", name,
                    zip_strerror(unzip->zip));
        return NULL;
    }
    UnzipPart *part = g_new0(UnzipPart, 1);
    part->file = file;
    part->size = (int64_t)status.size;
    g_strlcpy(part->name, name, sizeof part->name);
    return part;
}

void unzip_part_close(UnzipPart *part)
{
    if (part == NULL) return;
    zip_fclose(part->file);
    g_free(part);
}

bool unzip_part_read(void *source, void *to, size_t room, size_t *got, GError **error)
{
    UnzipPart *part = source;
    zip_int64_t count = zip_fread(part->file, to, room);
    if (count < 0)
        return problem_refuse(error, PROBLEM_FORMAT, "%s is damaged (%s)", part->name,
                              zip_error_strerror(zip_file_get_error(part->file)));
    part->position += count;
    if (part->position > part->size || (count == 0 && room > 0 && part->position < part->size))
        return problem_refuse(error, PROBLEM_FORMAT, "%s has not the size it says", part->name);
    *got = (size_t)count;
    return true;
}

int64_t unzip_part_position(const UnzipPart *part)
{
    return part->position;
}

int64_t unzip_part_size(const UnzipPart *part)
{
    return part->size;
}
