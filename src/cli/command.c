/* cli/command.c: the table of commands and how one is found by its words.  Runs none. */
#include "cli/command.h"

#include "base/text.h"
#include "cli/evidence_cmd.h"
#include "cli/gate_cmd.h"
#include <string.h>

enum { COMMANDS_MAX = 64, MANY = 1 << 20 };

static const Option INIT_OPTIONS[] = {
    { "policy", "PACK",
      "the policy to begin with: commercial (default), consumer-us, medical-us, "
      "loans-us, subscription, or a file" },
    { "time-zone", "TZ", "of the business day, as America/New_York; default UTC" },
    { "currency", "CUR", "of the main creditor, ISO 4217; default USD" },
    { NULL, NULL, NULL },
};
static const Option DEMO_OPTIONS[] = {
    { "accounts", "N", "how many; default 200" },
    { "seed", "S", "another seed, another book; default 1" },
    { "policy", "PACK",
      "whose book: commercial (default), consumer-us, medical-us, loans-us, subscription" },
    { NULL, NULL, NULL },
};
static const Option APPLY_OPTIONS[] = {
    { "keep-going", NULL, "do the lines after a refused one, too" },
    { NULL, NULL, NULL },
};
static const Option IMPORT_OPTIONS[] = {
    { "map", "MAP", "a foreign layout: a shipped map's name, a file, or auto (recoup help maps)" },
    { "dry-run", NULL, "show what would change, write nothing" },
    { "expect-total", "COUNT:SUM[:CURRENCY]",
      "refuse the file unless its rows and amounts come to this" },
    { NULL, NULL, NULL },
};
static const Option SHOW_OPTIONS[] = {
    { "format", "table|csv|json|jsonl|xlsx", "how it looks; default table, or what FILE ends in" },
    { "out", "FILE", "into a file instead of the screen" },
    { NULL, NULL, NULL },
};
static const Option DAY_OPTIONS[] = {
    { "jobs", "N", "ranges of debtors worked side by side; default 1" },
    { "dry-run", NULL, "decide and count, write nothing" },
    { "rebuild", NULL, "make every derived row again" },
    { NULL, NULL, NULL },
};
static const Option PACK_OPTIONS[] = {
    { "out", "FILE", "into a file instead of the screen; its SHA-256 is printed" },
    { NULL, NULL, NULL },
};
static const Option VERIFY_OPTIONS[] = {
    { "jobs", "N", "ranges of debtors read side by side; default one a processor" },
    { NULL, NULL, NULL },
};
static const Option DRAFT_OPTIONS[] = {
    { "note", "TEXT", "what changed and why" },
    { NULL, NULL, NULL },
};
static const Option APPROVE_OPTIONS[] = {
    { "version", "N", "default the newest" },
    { "note", "TEXT", "why" },
    { NULL, NULL, NULL },
};
static const Option ACTIVATE_OPTIONS[] = {
    { "version", "N", "default the newest" },
    { "from", "DATE", "live from this day on; default the business day" },
    { "note", "TEXT", "why" },
    { NULL, NULL, NULL },
};
static const Option ROLLBACK_OPTIONS[] = {
    { "from", "DATE", "from this day on; default the business day" },
    { "note", "TEXT", "why (required)" },
    { NULL, NULL, NULL },
};

/* The gate's commands read and print for themselves. */
static bool gate_command(Cli *cli, GError **error)
{
    (void)error;
    cli->exit_code = gate_cmd(cli->argc + 1, cli->argv - 1);
    return true;
}

static const char POLICY_WORDS[] =
    "POLICY is a file, a shipped pack (commercial, consumer-us, medical-us, loans-us, "
    "subscription),\na policy of the book (NAME, NAME:VERSION), or live.";

static const Command COMMANDS[] = {
    { "init", "[--policy PACK] [--time-zone TZ] [--currency CUR]",
      "Make an empty book with its main creditor and a live policy.", INIT_OPTIONS, 0, 0, false,
      book_cmd_init, NULL },
    { "demo", "[--accounts N] [--seed S] [--policy PACK]",
      "Make a book of made-up debtors with two years of history.", DEMO_OPTIONS, 0, 0, false,
      demo_cmd, "The same pack, seed and day give the same book." },
    { "do", "ACTION --field value … | ACTION - | -",
      "Do one action; '-' reads one JSON object from standard input.", NULL, 1, 2, true,
      action_cmd_do,
      "The fields of an action: recoup help ACTION.  A list is written as JSON: --to "
      "'[{\"number\": \"7\", \"amount\": \"10.00\"}]'.\nWithout ACTION the JSON object names it: "
      "{\"do\": \"payment.take\", …}." },
    { "apply", "FILE.jsonl [--keep-going]",
      "Do many actions, one JSON object a line: {\"do\": ACTION, …}; answers one line each.",
      APPLY_OPTIONS, 1, 1, false, apply_cmd,
      "FILE may be - for standard input.  Stops at the first refusal unless --keep-going; a "
      "refused "
      "line\nis answered by a problem object (RFC 9457) with its line number, and the exit code is "
      "1." },
    { "import", "KIND FILE [--map MAP] [--dry-run] [--expect-total COUNT:SUM[:CURRENCY]]",
      "Bring records in from a CSV or XLSX file; rows that do not fit go to quarantine.",
      IMPORT_OPTIONS, 2, 2, false, import_cmd,
      "KIND is creditors, debtors, accounts, items, payments, allocations, contacts, rates …; FILE "
      "may be .gz, or - for "
      "standard input.\nThe columns are the fields of the matching action (recoup help import "
      "items "
      "lists them), or those of a map (recoup help maps).\nThe same file again changes nothing.  "
      "Rows in quarantine: exit code 3 (recoup show quarantine)." },
    { "show",
      "VIEW [--param value …] [--where EXPR] [--limit N] [--cursor C] [--format F] [--out "
      "FILE]",
      "Show a view of the book.", SHOW_OPTIONS, 1, 1, true, show_cmd,
      "The parameters and columns of a view: recoup help VIEW.  EXPR: recoup help facts." },
    { "day", "[--jobs N] [--dry-run] [--rebuild]",
      "Run the day of --as-of: decide every account, give owners, take the snapshot.", DAY_OPTIONS,
      0, 0, false, day_cmd,
      "Running a day again changes nothing; a run that was interrupted goes on where it stopped." },
    { "why", "ACCOUNT",
      "Tell the facts, the rule and the verdict behind an account's present work.", NULL, 1, 1,
      false, demo_cmd_why, NULL },
    { "verify", "[--jobs N]",
      "Prove the book: the journal's chain, conservation of money, every invariant; exit 1 and say "
      "where.",
      VERIFY_OPTIONS, 0, 0, false, verify_cmd, NULL },
    { "evidence pack", "ACCOUNT [--out FILE]",
      "Everything the book holds of an account in one file, with the proof of its journal.",
      PACK_OPTIONS, 1, 1, false, evidence_cmd_pack, NULL },
    { "evidence check", "FILE", "Prove the entries of an evidence pack; touches no book.", NULL, 1,
      1, false, evidence_cmd_check, NULL },
    { "policy check", "FILE", "Check a policy file: every error with line, column and remedy.",
      NULL, 1, 1, false, policy_cmd_check, NULL },
    { "policy describe", "POLICY", "Tell a policy in plain words.", NULL, 1, 1, false,
      policy_cmd_describe, POLICY_WORDS },
    { "policy diff", "POLICY POLICY", "What changed from the first to the second.", NULL, 2, 2,
      false, policy_cmd_diff, POLICY_WORDS },
    { "policy draft", "FILE [--note TEXT]", "Store a new version of a policy, for approval.",
      DRAFT_OPTIONS, 1, 1, false, policy_cmd_draft, NULL },
    { "policy approve", "NAME [--version N] [--note TEXT]",
      "Approve a version that another person wrote.", APPROVE_OPTIONS, 1, 1, false,
      policy_cmd_approve, NULL },
    { "policy activate", "NAME|FILE [--version N] [--from DATE] [--note TEXT]",
      "Make an approved policy live from a day on; a file is checked, stored and activated at "
      "once.",
      ACTIVATE_OPTIONS, 1, 1, false, policy_cmd_activate, NULL },
    { "policy rollback", "[--from DATE] --note TEXT", "Go back to the policy that was live before.",
      ROLLBACK_OPTIONS, 0, 0, false, policy_cmd_rollback, NULL },
    { "policy simulate", "POLICY",
      "Decide the day of --as-of by a draft and by the live policy, and tell what differs.", NULL,
      1, 1, false, policy_cmd_simulate, POLICY_WORDS },
    { "gate check", "[FILE.jsonl]",
      "Judge proposed contacts, one JSON object a line; touches no book.", NULL, 0, 1, false,
      gate_command, NULL },
    { "gate rules", "", "The rule book the program holds: rule, citation, dates; touches no book.",
      NULL, 0, 0, false, gate_command, NULL },
    { "help", "[COMMAND | actions | views | facts | policy | ACTION | VIEW]",
      "Print what there is, from the program's own tables.", NULL, 0, 2, false, help_cmd, NULL },
};

/* What the doors foresee and this version has not: said in words instead of "unknown". */
static const struct {
    const char *name, *why;
} ABSENT[] = {
    { "statement", "this version does not read bank or remittance files yet; bring payments as CSV "
                   "with: recoup import payments FILE" },
    { "serve", "this version has no HTTP server yet; use the command line" },
};

const Command *command_at(size_t index)
{
    return index < G_N_ELEMENTS(COMMANDS) ? &COMMANDS[index] : NULL;
}

const Command *command_named(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        if (strcmp(COMMANDS[i].name, name) == 0) return &COMMANDS[i];
    return NULL;
}

static bool begins_some(const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        if (strncmp(COMMANDS[i].name, word, length) == 0 && COMMANDS[i].name[length] == ' ')
            return true;
    return false;
}

static const char *nearest(const char *word)
{
    const char *names[COMMANDS_MAX + 1];
    size_t count = 0;
    for (; count < G_N_ELEMENTS(COMMANDS); count++) names[count] = COMMANDS[count].name;
    names[count] = NULL;
    return text_nearest(word, names);
}

static const Command *refuse(const char *name, GError **error)
{
    const char *near = nearest(name);
    for (size_t i = 0; i < G_N_ELEMENTS(ABSENT); i++) {
        if (!g_str_has_prefix(name, ABSENT[i].name)) continue;
        problem_set(error, PROBLEM_USAGE, "%s", ABSENT[i].why);
        return NULL;
    }
    problem_set(error, PROBLEM_USAGE, "%s is not a command%s%s%s (recoup help lists them all)",
                name, near == NULL ? "" : "; did you mean ", near == NULL ? "" : near,
                near == NULL ? "" : "?");
    return NULL;
}

static const Command *refuse_half(const char *word, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    size_t length = strlen(word);
    for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        const char *name = COMMANDS[i].name;
        if (strncmp(name, word, length) != 0 || name[length] != ' ') continue;
        g_string_append_printf(names, "%s%s", names->len == 0 ? "" : ", ", name + length + 1);
    }
    problem_set(error, PROBLEM_USAGE, "%s takes one more word: %s", word, names->str);
    return NULL;
}

const Command *command_find(int count, char **words, int *used, GError **error)
{
    bool second = count > 1 && words[1][0] != '-';
    g_autofree char *two = second ? g_strconcat(words[0], " ", words[1], NULL) : NULL;
    const Command *command = two == NULL ? NULL : command_named(two);
    *used = 2;
    if (command != NULL) return command;
    *used = 1;
    command = command_named(words[0]);
    if (command != NULL) return command;
    if (!begins_some(words[0])) return refuse(words[0], error);
    return two != NULL ? refuse(two, error) : refuse_half(words[0], error);
}
