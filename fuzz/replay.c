/* fuzz/replay.c: runs a fuzz target once over each file of the folders named, so that every input
 * that ever hurt stays a test.  Invents no input. */
#include <glib.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

static void replay(const char *path)
{
    g_autofree char *bytes = NULL;
    size_t size = 0;

    if (g_file_get_contents(path, &bytes, &size, NULL))
        LLVMFuzzerTestOneInput((const unsigned char *)bytes, size);
}

static int replay_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    int count = 0;

    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL; count++) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        replay(path);
    }
    return count;
}

int main(int argc, char **argv)
{
    replay("/dev/null");
    for (int i = 1; i < argc; i++)
        printf("ok %d %s: %d inputs\n", i, argv[i], replay_folder(argv[i]));
    printf("1..%d\n", argc - 1);
    return 0;
}
