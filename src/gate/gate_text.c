/* gate/gate_text.c: reads opt-out lines, names, subjects and requests as the rule book (15.16)
 * says.  Only flat word lists; what they do not hold is not understood. */
#include "gate/gate_text.h"

#include <ctype.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Letters and digits of any language; asked for every character, so without the locale's table. */
static bool letter(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
           (unsigned char)ch >= 0x80;
}

static char lower(char ch)
{
    return ch >= 'A' && ch <= 'Z' ? (char)(ch + ('a' - 'A')) : ch;
}

/* An apostrophe of the phrase stands for a typographic one, too, and for none. */
static const char *past_apostrophe(const char *p)
{
    if (strncmp(p, "\u2019", strlen("\u2019")) == 0) return p + strlen("\u2019");
    return *p == '\'' ? p + 1 : p;
}

static bool starts_with(const char *p, const char *phrase)
{
    for (; *phrase != '\0'; phrase++) {
        if (*phrase == '\'')
            p = past_apostrophe(p);
        else if (lower(*p) != lower(*phrase))
            return false;
        else
            p++;
    }
    return true;
}

/* The first word at or after p; its terminating zero where there is none. */
static const char *first_word(const char *p)
{
    while (*p != '\0' && !letter(*p)) p++;
    return p;
}

static const char *next_word(const char *p)
{
    while (letter(*p)) p++;
    return first_word(p);
}

/* The length of the word at p, 0 when there is none. */
static size_t word_length(const char *p)
{
    size_t length = 0;
    while (p[length] != '\0' && letter(p[length])) length++;
    return length;
}

static bool word_in(const char *p, size_t length, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (strlen(words[i]) == length && strncasecmp(p, words[i], length) == 0) return true;
    return false;
}

bool gate_text_phrase(const char *text, const char *phrase)
{
    const char *const phrases[] = { phrase, NULL };
    return gate_text_any(text, phrases);
}

bool gate_text_word(const char *text, const char *word)
{
    if (text == NULL) return false;
    size_t length = strlen(word);
    char first = lower(*word);
    for (const char *p = first_word(text); *p != '\0'; p = next_word(p))
        if (lower(*p) == first && starts_with(p, word) && !letter(p[length])) return true;
    return false;
}

static bool any_at(const char *p, const char *const *phrases)
{
    char first = lower(*p);
    for (; *phrases != NULL; phrases++)
        if (**phrases == first && starts_with(p, *phrases)) return true;
    return false;
}

/* A bit a letter; other characters share them. */
static uint32_t bit_of(char ch)
{
    return UINT32_C(1) << ((unsigned char)ch & 31);
}

bool gate_text_any(const char *text, const char *const *phrases)
{
    uint32_t firsts = 0; /* letters that phrases begin with: most words begin with none of them */
    if (text == NULL) return false;
    for (size_t i = 0; phrases[i] != NULL; i++) firsts |= bit_of(phrases[i][0]);
    for (const char *p = first_word(text); *p != '\0'; p = next_word(p))
        if ((firsts & bit_of(lower(*p))) != 0 && any_at(p, phrases)) return true;
    return false;
}

bool gate_text_reveals_collection(const char *name)
{
    static const char *const TELLING[] = { "debt",           "collect",    "recover",   "repossess",
                                           "arrears",        "receivable", "delinquen", "past due",
                                           "credit control", "bailiff",    NULL };
    return gate_text_any(name, TELLING);
}

/* The whole message is one of the seven words, whatever surrounds it. */
static bool single_word(const char *text)
{
    static const char *const SEVEN[] = { "stop",    "quit",   "end",    "revoke",      "opt out",
                                         "opt-out", "optout", "cancel", "unsubscribe", NULL };
    while (*text != '\0' && !letter(*text)) text++;
    size_t length = strlen(text);
    while (length > 0 && !letter(text[length - 1])) length--;
    for (size_t i = 0; SEVEN[i] != NULL; i++)
        if (strlen(SEVEN[i]) == length && strncasecmp(text, SEVEN[i], length) == 0) return true;
    return false;
}

/* Words that a reasonable person reads as "no more", by first letter: asked on every contact. */
static const char *const REVOKE_C[] = { "cease and",         "cease all",
                                        "cease call",        "cease text",
                                        "cease contact",     "cease communic",
                                        "cease send",        "cease these",
                                        "cancel these",      "cancel text",
                                        "cancel message",    "cancel my text",
                                        "cancel my message", NULL };
static const char *const REVOKE_D[] = { "do not ever",      "don't ever",
                                        "do not send",      "don't send",
                                        "discontinue the",  "desist",
                                        "do not text",      "don't text",
                                        "do not call",      "don't call",
                                        "do not contact",   "don't contact",
                                        "do not message",   "don't message",
                                        "do not want",      "don't want",
                                        "delete my number", "do not email",
                                        "do not e-mail",    "don't email",
                                        "don't e-mail",     NULL };
static const char *const REVOKE_E[] = { "end these", "end the text", "end the message",
                                        "end text",  "end message",  "end all",
                                        NULL };
static const char *const REVOKE_I[] = { "i withdraw", NULL };
static const char *const REVOKE_L[] = { "leave me alone", "lose my number", "lose this number",
                                        NULL };
static const char *const REVOKE_N[] = { "no texts",       "no messages",    "no calls",
                                        "no further",     "no more",        "never text",
                                        "never call",     "never contact",  "not contact me",
                                        "no longer want", "no longer wish", NULL };
static const char *const REVOKE_O[] = { "opt out", "opt-out", "opt me out", "opting out", NULL };
static const char *const REVOKE_P[] = { "please stop", "please cancel", "please end",
                                        "please quit", "please cease",  NULL };
static const char *const REVOKE_Q[] = { "quit text", "quit call", "quit contact", "quit messag",
                                        NULL };
static const char *const REVOKE_R[] = { "remove me", "remove my", "revoke", NULL };
static const char *const REVOKE_S[] = {
    "stop text",   "stop call",   "stop contact", "stop messag", "stop send",
    "stop robo",   "stop auto",   "stop the ",    "stop these",  "stop this",
    "stop all",    "stop it",     "stop email",   "stop e-mail", "stop writing",
    "stop bother", "stop harass", "stop spam",    NULL
};
static const char *const REVOKE_T[] = { "take me off", NULL };
static const char *const REVOKE_U[] = { "unsubscribe", NULL };
static const char *const REVOKE_W[] = { "withdraw my consent", NULL };
static const char *const *const REVOKING[26] = {
    ['c' - 'a'] = REVOKE_C, ['d' - 'a'] = REVOKE_D, ['e' - 'a'] = REVOKE_E, ['i' - 'a'] = REVOKE_I,
    ['l' - 'a'] = REVOKE_L, ['n' - 'a'] = REVOKE_N, ['o' - 'a'] = REVOKE_O, ['p' - 'a'] = REVOKE_P,
    ['q' - 'a'] = REVOKE_Q, ['r' - 'a'] = REVOKE_R, ['s' - 'a'] = REVOKE_S, ['t' - 'a'] = REVOKE_T,
    ['u' - 'a'] = REVOKE_U, ['w' - 'a'] = REVOKE_W,
};

/* "Stop" opens the message or closes it: "Stop please", "not interested, stop"; not "stop by",
 * "stop payment". */
static bool stop_at_an_end(const char *text)
{
    static const char *const OTHERWISE[] = { "by",   "at",  "over",    "in",
                                             "into", "off", "payment", NULL };
    const char *first = first_word(text), *last = first;
    for (const char *p = first; *p != '\0'; p = next_word(p)) last = p;
    size_t length = word_length(last);
    if (length == 4 && starts_with(last, "stop")) return true;
    if (word_length(first) != 4 || !starts_with(first, "stop")) return false;
    const char *second = next_word(first);
    return !word_in(second, word_length(second), OTHERWISE);
}

bool gate_text_revokes(const char *text)
{
    if (text == NULL) return false;
    for (const char *p = first_word(text); *p != '\0'; p = next_word(p)) {
        int at = lower(*p) - 'a';
        if (at >= 0 && at < 26 && REVOKING[at] != NULL && any_at(p, REVOKING[at])) return true;
    }
    return single_word(text) || stop_at_an_end(text);
}

/* A fee or a datum is demanded, not denied ("no fee"). */
static bool denied(const char *text, const char *p)
{
    static const char *const DENIED[] = { "no ",       "without ",     "without a ", "free of ",
                                          "no extra ", "without any ", NULL };
    for (size_t i = 0; DENIED[i] != NULL; i++) {
        size_t before = strlen(DENIED[i]);
        if ((size_t)(p - text) >= before && starts_with(p - before, DENIED[i])) return true;
    }
    return false;
}

static bool demands(const char *text, const char *const *words)
{
    for (const char *p = first_word(text); *p != '\0'; p = next_word(p))
        for (size_t i = 0; words[i] != NULL; i++) {
            if (lower(*p) != words[i][0] || !starts_with(p, words[i])) continue;
            const char *end = p + strlen(words[i]);
            if (*end == 's') end++;
            if (!letter(*end) && !denied(text, p)) return true;
        }
    return false;
}

static bool linked(const char *text)
{
    static const char *const NOT[] = { "no link",
                                       "no hyperlink",
                                       "without link",
                                       "without a link",
                                       "without hyperlink",
                                       "without a hyperlink",
                                       "not a link",
                                       "not linked",
                                       "not a hyperlink",
                                       "not hyperlinked",
                                       NULL };
    static const char *const YES[] = { "hyperlink",  "link",        "links", "linked",
                                       "hyperlinks", "hyperlinked", "click", NULL };
    if (gate_text_any(text, NOT)) return false;
    for (size_t i = 0; YES[i] != NULL; i++)
        if (gate_text_word(text, YES[i])) return true;
    return false;
}

GateOptOut gate_text_opt_out(const char *text)
{
    static const char *const BURDENS[] = { "fee",
                                           "usd",
                                           "charge",
                                           "cost",
                                           "birth",
                                           "ssn",
                                           "social security",
                                           "account number",
                                           "password",
                                           "log in",
                                           "login",
                                           "passport",
                                           "driver",
                                           "sign in",
                                           "create an account",
                                           "identification",
                                           "income",
                                           "employer",
                                           "signature",
                                           NULL };
    static const char *const BY_POST[] = { "reply by post",
                                           "reply by mail",
                                           "reply by letter",
                                           "reply by phone",
                                           "reply by telephone",
                                           "reply in writing",
                                           "do not reply",
                                           "don't reply",
                                           "cannot reply",
                                           "no repl",
                                           NULL };
    if (text == NULL || *text == '\0') return OPT_OUT_MISSING;
    if (strchr(text, '$') != NULL) return OPT_OUT_BURDENED;
    if (demands(text, BURDENS)) return OPT_OUT_BURDENED;
    bool reply = gate_text_word(text, "reply") || gate_text_word(text, "replying") ||
                 gate_text_phrase(text, "text stop");
    if (linked(text) || (reply && !gate_text_any(text, BY_POST))) return OPT_OUT_ADEQUATE;
    return OPT_OUT_NOT_ELECTRONIC;
}

/* Where a name in an address line ends. */
static bool name_ends(const char *p)
{
    return strchr(",;(\n", *p) != NULL || strncasecmp(p, " c/o", 4) == 0 ||
           strncasecmp(p, " attn", 5) == 0;
}

/* Cuts "of X" out of an address line: estate, executor or family of the deceased, whose name does
 * not count. */
static void cut_estate(const char *text, char *out, size_t size)
{
    size_t used = 0;
    for (const char *p = text; *p != '\0' && used + 1 < size;) {
        if ((p == text || !letter(p[-1])) && strncasecmp(p, "of ", 3) == 0) {
            p += 3;
            while (!name_ends(p)) p++; /* the end of the text is one, too */
            continue;
        }
        out[used++] = *p++;
    }
    out[used] = '\0';
}

static bool capital(char ch)
{
    return isupper((unsigned char)ch) != 0 || (unsigned char)ch >= 0x80;
}

bool gate_text_individual(const char *addressee)
{
    static const char *const OFFICES[] = {
        "the",        "to",        "estate",
        "executor",   "executrix", "administrator",
        "personal",   "legal",     "representative",
        "whom",       "it",        "may",
        "concern",    "family",    "heirs",
        "heir",       "occupant",  "resident",
        "current",    "of",        "attn",
        "attention",  "or",        "and",
        "any",        "person",    "authorised",
        "authorized", "act",       "on",
        "behalf",     "for",       "deceased",
        "late",       "dear",      "sir",
        "madam",      "consumer",  "customer",
        "debtor",     "surviving", "spouse",
        "next",       "kin",       "handling",
        "affairs",    "mr",        "mrs",
        "ms",         "trustee",   NULL,
    };
    char rest[256];
    if (addressee == NULL) return false;
    cut_estate(addressee, rest, sizeof rest);
    for (const char *p = rest; *p != '\0';) {
        size_t length = word_length(p);
        if (length > 1 && capital(*p) && !word_in(p, length, OFFICES)) return true;
        p += MAX(length, 1);
    }
    return false;
}

static bool digit(char ch)
{
    return isdigit((unsigned char)ch) != 0;
}

/* The text up to p ends with the word. */
static bool ends_with(const char *text, const char *p, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(p - text) >= length && strncasecmp(p - length, word, length) == 0;
}

/* What stands before the digits makes them money: a sign, a currency's code, the word for what is
 * owed. */
static bool after_currency(const char *text, const char *p)
{
    static const char *const BEFORE[] = { "$",    "USD",  "balance", "balance of", "amount",
                                          "owed", "owes", "owe",     "owing",      NULL };
    while (p > text && strchr(" .,:", p[-1]) != NULL) p--;
    for (size_t i = 0; BEFORE[i] != NULL; i++)
        if (ends_with(text, p, BEFORE[i])) return true;
    return false;
}

/* Or what stands behind them. */
static bool before_currency(const char *end)
{
    while (*end == ' ') end++;
    return starts_with(end, "usd") || starts_with(end, "dollar");
}

/* The digit at p goes on a number that has begun before it. */
static bool continues(const char *text, const char *p)
{
    if (p > text && digit(p[-1])) return true;
    return p > text + 1 && strchr(".,", p[-1]) != NULL && digit(p[-2]);
}

/* A run of digits that is no amount of money: not after a currency sign or code, not with cents. */
static bool identifying_digits(const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (!digit(*p) || continues(text, p)) continue;
        const char *end = p;
        while (digit(*end) || *end == ',') end++;
        bool cents = *end == '.' && digit(end[1]);
        if (!cents && !after_currency(text, p) && !before_currency(end)) return true;
    }
    return false;
}

/* How many names (runs of words that begin upper-case and are not mere subject words) the text
 * holds. */
static int count_names(const char *text)
{
    static const char *const COMMON[] = {
        "notice",  "important",  "your",        "account",   "debt",       "re",
        "about",   "validation", "information", "please",    "read",       "payment",
        "balance", "statement",  "message",     "regarding", "from",       "the",
        "of",      "a",          "an",          "is",        "due",        "open",
        "action",  "required",   "urgent",      "reminder",  "amount",     "owed",
        "you",     "we",         "usd",         "reply",     "update",     "for",
        "past",    "attached",   "letter",      "legal",     "collection", "confidential",
        "private", "dear",       "customer",    "ending",    "in",         "on",
        NULL,
    };
    int names = 0;
    bool open = false;
    for (const char *p = text; *p != '\0';) {
        size_t length = word_length(p);
        if (length == 0) {
            if (strchr(" &'", *p) == NULL) open = false; /* other marks part two names */
            p++;
            continue;
        }
        bool name = capital(*p) && !word_in(p, length, COMMON);
        if (name && !open) names++;
        open = name;
        p += length;
    }
    return names;
}

bool gate_text_subject(const char *subject, const char *creditor)
{
    if (subject == NULL) return false;
    int names = count_names(subject);
    bool named =
        creditor != NULL && *creditor != '\0' ? strcasestr(subject, creditor) != NULL : names > 0;
    return named && (identifying_digits(subject) || names > 1);
}

bool gate_text_sender_known(const char *sender)
{
    static const char *const STRANGE[] = { "unknown",  "never",     "unrecogni",    "unfamiliar",
                                           "not ",     "new brand", "unused",       "random",
                                           "no-reply", "noreply",   "unheard",      "strange",
                                           "obscure",  "stranger",  "unintroduced", NULL };
    return sender != NULL && *sender != '\0' && !gate_text_any(sender, STRANGE);
}

/* "Mail" that is no "e-mail". */
static bool posted(const char *words)
{
    for (const char *p = words; (p = strcasestr(p, "mail")) != NULL; p++) {
        bool dashed = p - words >= 2 && p[-1] == '-' && tolower((unsigned char)p[-2]) == 'e';
        if (!dashed && (p == words || !letter(p[-1]))) return true;
    }
    return false;
}

unsigned gate_text_request(const char *words)
{
    static const char *const STOPS[] = { "stop",           "do not",     "don't",     "no more",
                                         "quit",           "never",      "cease",     "no calls",
                                         "no texts",       "no email",   "no e-mail", "no letters",
                                         "leave me alone", "no further", NULL };
    static const char *const CALLS[] = { "call", "phon", "telephon", "ring", NULL };
    static const char *const TEXTS[] = { "text", "sms", NULL };
    static const char *const MAILS[] = { "letter", "post", "writing", "write", NULL };
    static const char *const VISITS[] = {
        "visit", "come to", "coming to", "come by", "knock", NULL
    };
    static const char *const CONTACTS[] = { "contact", "communicat", "leave me alone",
                                            "reach",   "bother",     "harass",
                                            NULL };
    if (words == NULL || !gate_text_any(words, STOPS)) return 0;
    unsigned asks = 0;
    if (gate_text_any(words, CALLS)) asks |= ASKS_NO_CALLS;
    if (gate_text_any(words, TEXTS)) asks |= ASKS_NO_TEXTS;
    if (gate_text_phrase(words, "email") || gate_text_phrase(words, "e-mail"))
        asks |= ASKS_NO_EMAIL;
    if (gate_text_any(words, MAILS) || posted(words)) asks |= ASKS_NO_MAIL;
    if (gate_text_any(words, VISITS)) asks |= ASKS_NO_VISITS;
    if (gate_text_any(words, CONTACTS) && asks == 0) asks |= ASKS_NO_CONTACT;
    return asks;
}

bool gate_text_refusal(const char *note)
{
    static const char *const REFUSALS[] = {
        "do not contact", "don't contact",    "not to contact",
        "do not call",    "don't call",       "not to call",
        "not owed",       "does not owe",     "doesn't owe",
        "not owe",        "refuse",           "will not pay",
        "won't pay",      "stop call",        "stop contact",
        "no more call",   "no calls",         "leave me alone",
        "cease",          "never call",       "never contact",
        "no further",     "to be contacted",  "to be called",
        "never to call",  "never to contact", "would not pay",
        "wouldn't pay",   "not going to pay", "no intention of pay",
        "not mine",       "not hers",         "not his",
        "not theirs",     "not my debt",      "denies",
        "disputes the",   "disputes owing",   NULL,
    };
    return gate_text_any(note, REFUSALS);
}

bool gate_text_abuse(const char *note)
{
    static const char *const ABUSES[] = { "abus",
                                          "profan",
                                          "obscen",
                                          "threat",
                                          "yell",
                                          "shout",
                                          "swore",
                                          "swear",
                                          "insult",
                                          "curs",
                                          "harass",
                                          "rude",
                                          "violen",
                                          "vulgar",
                                          "outside hours",
                                          "at an inconvenient",
                                          "outside the hours",
                                          "outside permitted hours",
                                          "late at night",
                                          "offens",
                                          NULL };
    return gate_text_any(note, ABUSES);
}

bool gate_text_reference(const char *reference, GateEventType *type, int32_t *minute)
{
    char name[48];
    int hour, past;
    char tail;
    const char *at = strchr(reference, '@');
    if (at == NULL || (size_t)(at - reference) >= sizeof name) return false;
    memcpy(name, reference, (size_t)(at - reference));
    name[at - reference] = '\0';
    if (sscanf(at + 1, "%2d:%2d%c", &hour, &past, &tail) != 2) return false;
    *type = (GateEventType)gate_words_find(WORDS_EVENT, name);
    *minute = hour * 60 + past;
    return *type != EVENT_NONE;
}
