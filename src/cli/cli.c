/* cli/cli.c: finds the command, hands it its words, tells how it ended.  Knows no command by name.
 */
#include "cli/cli.h"

#include "cli/command.h"
#include "cli/out.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>

const Option cli_options[] = {
    { "book", "BOOK", "a path (SQLite) or postgresql://…; default $RECOUP_BOOK, else recoup.db" },
    { "as-of", "DATE", "the business day; default the date of now in the book's time zone" },
    { "now", "INSTANT", "the clock (RFC 3339); default the system's" },
    { "actor", "NAME", "the user who acts; default the operator at the machine" },
    { "version", NULL, "print the program's version" },
    { NULL, NULL, NULL },
};

bool cli_global(Cli *cli, const TypedPair *pair)
{
    const struct {
        const char *name;
        const char **at;
    } globals[] = {
        { "book", &cli->options.url },    { "as-of", &cli->options.as_of },
        { "as_of", &cli->options.as_of }, { "now", &cli->options.now },
        { "actor", &cli->options.actor },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(globals); i++) {
        if (strcmp(globals[i].name, pair->name) != 0) continue;
        *globals[i].at = pair->value;
        return true;
    }
    return false;
}

Desk *cli_desk(Cli *cli, GError **error)
{
    if (cli->desk == NULL) cli->desk = desk_open(&cli->options, error);
    return cli->desk;
}

/* --- parsing ---------------------------------------------------------------------------------- */

static void take_globals(Cli *cli)
{
    const TypedPair *pair;
    for (unsigned i = 0; (pair = typed_pair(&cli->typed, i)) != NULL; i++) cli_global(cli, pair);
}

static bool takes_value(const char *word)
{
    return strncmp(word, "--", 2) == 0 && strchr(word, '=') == NULL &&
           strcmp(word, "--help") != 0 && strcmp(word, "--version") != 0;
}

/* The options before the command: how many words they take, or -1. */
static int read_globals(Cli *cli, int argc, char **argv, GError **error)
{
    TypedForm form = { .noun = "recoup", .own = cli_options };
    int end = 1;
    while (end < argc && argv[end][0] == '-' && argv[end][1] != '\0') {
        if (strcmp(argv[end], "--") == 0) return end + 1;
        end += takes_value(argv[end]) ? 2 : 1;
    }
    end = MIN(end, argc);
    if (!typed_read(&cli->typed, &form, end - 1, argv + 1, error)) return -1;
    take_globals(cli);
    return end;
}

static bool check_count(const Cli *cli, GError **error)
{
    const Command *command = cli->command;
    unsigned count = cli->typed.plain->len;
    if (count >= command->plain_min && count <= command->plain_max) return true;
    if (count > command->plain_max)
        return problem_refuse(error, PROBLEM_USAGE, "%s is one word too many; usage: recoup %s%s%s",
                              typed_plain(&cli->typed, command->plain_max), command->name,
                              *command->usage == '\0' ? "" : " ", command->usage);
    return problem_refuse(error, PROBLEM_USAGE, "usage: recoup %s %s", command->name,
                          command->usage);
}

static bool read_words(Cli *cli, GError **error)
{
    const Command *command = cli->command;
    TypedForm form = { command->name, command->options, cli_options, command->open };
    typed_clear(&cli->typed);
    typed_init(&cli->typed);
    if (!typed_read(&cli->typed, &form, cli->argc, cli->argv, error)) return false;
    if (typed_option(&cli->typed, "help") != NULL) return true;
    if (!command->open) take_globals(cli);
    return check_count(cli, error);
}

/* --- running ---------------------------------------------------------------------------------- */

static bool show_help(Cli *cli, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (cli->command == NULL)
        help_cmd_overview(text);
    else if (cli->command->open && cli->typed.plain->len > 0)
        return help_cmd(cli, error);
    else
        help_cmd_command(cli->command, text);
    return out_text(text->str, error);
}

static bool find_command(Cli *cli, int count, char **words, GError **error)
{
    int used = 0;
    cli->command = command_find(count, words, &used, error);
    if (cli->command == NULL) return false;
    cli->argc = count - used;
    cli->argv = words + used;
    return read_words(cli, error);
}

static bool run(Cli *cli, int argc, char **argv, GError **error)
{
    int first = read_globals(cli, argc, argv, error);
    if (first < 0) return false;
    bool help = typed_option(&cli->typed, "help") != NULL;
    if (typed_option(&cli->typed, "version") != NULL)
        return out_text("recoup " RECOUP_VERSION "\n", error);
    if (first == argc && !help)
        return problem_refuse(error, PROBLEM_USAGE, "no command; recoup help lists them all");
    if (first < argc && !find_command(cli, argc - first, argv + first, error)) return false;
    if (help || typed_option(&cli->typed, "help") != NULL) return show_help(cli, error);
    return cli->command->run(cli, error);
}

/* One clear line; nothing when the reader of our output has gone. */
static int say(const GError *error)
{
    if (out_is_closed()) return EXIT_REFUSED;
    g_autofree char *line = g_strdelimit(g_strdup(error->message), "\n\r", ' ');
    fflush(stdout);
    fprintf(stderr, "recoup: %s\n", line);
    return problem_exit_code(error);
}

int cli_main(int argc, char **argv)
{
    Cli cli = { .exit_code = EXIT_DONE };
    g_autoptr(GError) error = NULL;
    signal(SIGPIPE, SIG_IGN); /* a reader that has gone is a failed write, not a sudden end */
    cli.options.url = g_getenv("RECOUP_BOOK");
    if (cli.options.url == NULL || *cli.options.url == '\0') cli.options.url = "recoup.db";
    typed_init(&cli.typed);
    bool done = run(&cli, argc, argv, &error) && out_end(&error);
    desk_close(cli.desk);
    typed_clear(&cli.typed);
    return done ? cli.exit_code : say(error);
}
