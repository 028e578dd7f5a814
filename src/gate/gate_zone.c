/* gate/gate_zone.c: zones of regions and area codes.  The tables are from knowledge, as of 2026;
 * what spans two zones is listed with both. */
#include "gate/gate_zone.h"

#include <ctype.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define NY  "America/New_York"
#define CHI "America/Chicago"
#define DEN "America/Denver"
#define PHX "America/Phoenix"
#define BOI "America/Boise"
#define LA  "America/Los_Angeles"
#define ANC "America/Anchorage"
#define ADK "America/Adak"
#define HON "Pacific/Honolulu"
#define PR  "America/Puerto_Rico"
#define GUM "Pacific/Guam"
#define PAG "Pacific/Pago_Pago"
#define VAN "America/Vancouver"
#define EDM "America/Edmonton"
#define REG "America/Regina"
#define WIN "America/Winnipeg"
#define TOR "America/Toronto"
#define HFX "America/Halifax"
#define STJ "America/St_Johns"

/* Words of `places` with blanks between, each in all the zones of `zones`. */
typedef struct {
    const char *zones[4]; /* NULL ends, or the fourth */
    const char *places;
} Group;

static const Group US_STATES[] = {
    { { NY }, "CT DE DC GA ME MD MA NH NJ NY NC OH PA RI SC VT VA WV" },
    { { NY, CHI }, "FL IN KY MI TN" },
    { { CHI }, "AL AR IL IA LA MN MS MO OK WI" },
    { { CHI, DEN }, "KS NE ND SD TX" },
    { { DEN }, "CO MT NM UT WY" },
    { { PHX, DEN }, "AZ" },
    { { BOI, LA }, "ID OR" },
    { { LA }, "CA WA" },
    { { LA, DEN }, "NV" },
    { { ANC, ADK }, "AK" },
    { { HON }, "HI" },
    { { PR }, "PR VI" },
    { { GUM }, "GU MP" },
    { { PAG }, "AS" },
};

static const Group CANADA[] = {
    { { VAN, EDM }, "BC" },
    { { EDM }, "AB" },
    { { REG }, "SK" },
    { { WIN }, "MB" },
    { { TOR, WIN }, "ON" },
    { { TOR, HFX }, "QC" },
    { { HFX }, "NB NS PE" },
    { { STJ, HFX }, "NL" },
    { { EDM, WIN, TOR }, "NT NU" },
    { { "America/Whitehorse" }, "YT" },
};

/* The rest of the world that a rule book of ours covers: one row a country, with its calling code.
 */
static const struct {
    const char *country, *calling, *zones[2];
} COUNTRIES[] = {
    { "GB", "44", { "Europe/London" } },
    { "UK", "44", { "Europe/London" } },
    { "AT", "43", { "Europe/Vienna" } },
    { "BE", "32", { "Europe/Brussels" } },
    { "BG", "359", { "Europe/Sofia" } },
    { "HR", "385", { "Europe/Zagreb" } },
    { "CY", "357", { "Asia/Nicosia" } },
    { "CZ", "420", { "Europe/Prague" } },
    { "DK", "45", { "Europe/Copenhagen" } },
    { "EE", "372", { "Europe/Tallinn" } },
    { "FI", "358", { "Europe/Helsinki" } },
    { "FR", "33", { "Europe/Paris" } },
    { "DE", "49", { "Europe/Berlin" } },
    { "GR", "30", { "Europe/Athens" } },
    { "HU", "36", { "Europe/Budapest" } },
    { "IE", "353", { "Europe/Dublin" } },
    { "IT", "39", { "Europe/Rome" } },
    { "LV", "371", { "Europe/Riga" } },
    { "LT", "370", { "Europe/Vilnius" } },
    { "LU", "352", { "Europe/Luxembourg" } },
    { "MT", "356", { "Europe/Malta" } },
    { "NL", "31", { "Europe/Amsterdam" } },
    { "PL", "48", { "Europe/Warsaw" } },
    { "PT", "351", { "Europe/Lisbon", "Atlantic/Azores" } },
    { "RO", "40", { "Europe/Bucharest" } },
    { "SK", "421", { "Europe/Bratislava" } },
    { "SI", "386", { "Europe/Ljubljana" } },
    { "ES", "34", { "Europe/Madrid", "Atlantic/Canary" } },
    { "SE", "46", { "Europe/Stockholm" } },
};

/* Area codes of the United States, its territories and Canada.  Toll-free and other codes that are
 * no place (800, 900 …) are in none. */
static const Group AREA_CODES[] = {
    { { NY },
      "203 475 860 959 302 202 771 239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 "
      "813 863 904 941 954 229 404 470 478 678 706 762 770 912 943 260 317 463 765 502 859 207 227 "
      "240 301 410 443 667 339 351 413 508 617 774 781 857 978 231 248 269 313 517 586 616 679 734 "
      "810 947 989 603 201 551 609 640 732 848 856 862 908 973 212 315 329 332 347 363 516 518 585 "
      "607 624 631 646 680 716 718 838 845 914 917 929 934 252 336 472 704 743 828 910 919 980 984 "
      "216 220 234 283 326 330 380 419 436 440 513 567 614 740 937 215 223 267 272 412 445 484 570 "
      "582 610 717 724 814 835 878 401 803 821 839 843 854 864 865 802 276 434 540 571 686 703 757 "
      "804 826 948 304 681" },
    { { NY, CHI }, "448 850 219 574 812 930 270 364 606 906 423 931 334" },
    { { CHI },
      "205 251 256 659 938 327 479 501 870 217 224 309 312 331 447 464 618 630 708 730 773 779 815 "
      "847 861 872 319 515 563 641 712 316 913 225 318 337 457 504 985 218 320 507 612 651 763 924 "
      "952 228 601 662 769 235 314 417 557 573 636 660 816 975 402 531 405 539 572 580 918 615 629 "
      "731 901 210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 "
      "903 936 940 945 956 972 979 262 274 353 414 534 608 715 920" },
    { { CHI, DEN }, "620 785 308 701 605" },
    { { DEN }, "915 303 719 720 748 970 983 406 505 575 385 435 801 307" },
    { { PHX }, "480 520 602 623" },
    { { PHX, DEN }, "928" },
    { { BOI, LA }, "208 986 458 541" },
    { { LA },
      "209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 "
      "669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951 702 725 503 971 206 "
      "253 360 425 509 564" },
    { { LA, DEN }, "775" },
    { { ANC, ADK }, "907" },
    { { HON }, "808" },
    { { PR }, "787 939 340" },
    { { GUM }, "671 670" },
    { { PAG }, "684" },
    { { VAN, EDM }, "236 250 257 604 672 778" },
    { { EDM }, "368 403 587 780 825" },
    { { REG }, "306 474 639" },
    { { WIN }, "204 431 584" },
    { { TOR },
      "226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 942 263 354 367 438 450 "
      "468 514 579 581 819 873" },
    { { TOR, WIN }, "807" },
    { { TOR, HFX }, "418" },
    { { HFX }, "428 506 782 902" },
    { { STJ, HFX }, "709 879" },
    { { EDM, WIN, TOR, "America/Whitehorse" }, "867" },
};

/* Every zone of a country that has several, for a debtor whose region nobody stated. */
static const char *const US_ALL[] = { NY, CHI, DEN, PHX, LA, ANC, ADK, HON };
static const char *const CANADA_ALL[] = { STJ, HFX, TOR, WIN, REG, EDM, VAN };

static void add_zone(GateZones *out, const char *name, const Zone *zone)
{
    for (size_t i = 0; i < out->count; i++)
        if (out->zones[i] == zone || strcmp(out->names[i], name) == 0) return;
    if (out->count == GATE_ZONES_MAX) return;
    out->names[out->count] = name;
    out->zones[out->count++] = zone;
}

bool gate_zone_add(GateZones *out, const char *name)
{
    const Zone *zone = clock_zone(name);
    if (zone != NULL) add_zone(out, name, zone);
    return zone != NULL;
}

/* ---- what is asked for every debtor of a day is looked up once ---- */

/* The zones of one row of a table. */
typedef struct {
    size_t ready;
    GateZones zones;
} Found;

static void add_found(Found *found, const char *const *names, size_t most, GateZones *out)
{
    if (g_once_init_enter(&found->ready)) {
        for (size_t i = 0; i < most && names[i] != NULL; i++)
            gate_zone_add(&found->zones, names[i]);
        g_once_init_leave(&found->ready, 1);
    }
    const GateZones *zones = &found->zones;
    for (size_t i = 0; i < zones->count; i++) add_zone(out, zones->names[i], zones->zones[i]);
}

#define COUNT(table) (sizeof table / sizeof table[0])
enum { LETTERS = 26, PAIRS = LETTERS * LETTERS };

/* By two capital letters: the place in the groups and one; 0 none. */
typedef struct {
    size_t ready;
    uint8_t groups[PAIRS];
} Pairs;

static bool pair_of(const char *place, size_t *out)
{
    unsigned a = (unsigned)(unsigned char)place[0] - 'A';
    if (a >= LETTERS) return false;
    unsigned b = (unsigned)(unsigned char)place[1] - 'A';
    *out = a * LETTERS + b;
    return b < LETTERS;
}

static void fill_pairs(const Group *groups, size_t count, Pairs *pairs)
{
    size_t pair;
    for (size_t i = 0; i < count; i++)
        for (const char *p = groups[i].places; *p != '\0'; p += strcspn(p, " "), p += *p == ' ')
            if (pair_of(p, &pair) && pairs->groups[pair] == 0)
                pairs->groups[pair] = (uint8_t)(i + 1);
}

static bool add_region(const Group *groups, size_t count, Pairs *pairs, Found *found,
                       const char *region, GateZones *out)
{
    size_t pair;
    if (g_once_init_enter(&pairs->ready)) {
        fill_pairs(groups, count, pairs);
        g_once_init_leave(&pairs->ready, 1);
    }
    if (!pair_of(region, &pair) || region[2] != '\0' || pairs->groups[pair] == 0) return false;
    size_t group = pairs->groups[pair] - 1u;
    add_found(&found[group], groups[group].zones, COUNT(groups[group].zones), out);
    return true;
}

static void add_country(size_t index, GateZones *out)
{
    static Found found[COUNT(COUNTRIES)];
    add_found(&found[index], COUNTRIES[index].zones, COUNT(COUNTRIES[index].zones), out);
}

static void add_of_us(const char *region, GateZones *out)
{
    static Pairs pairs;
    static Found found[COUNT(US_STATES)], all;
    if (!add_region(US_STATES, COUNT(US_STATES), &pairs, found, region, out))
        add_found(&all, US_ALL, COUNT(US_ALL), out);
}

static void add_of_canada(const char *region, GateZones *out)
{
    static Pairs pairs;
    static Found found[COUNT(CANADA)], all;
    if (!add_region(CANADA, COUNT(CANADA), &pairs, found, region, out))
        add_found(&all, CANADA_ALL, COUNT(CANADA_ALL), out);
}

void gate_zone_of_region(const char *country, const char *region, GateZones *out)
{
    const char *dash = strchr(region, '-');
    if (dash != NULL && dash - region == 2) region = dash + 1;
    if (strcmp(country, "US") == 0) {
        add_of_us(region, out);
        return;
    }
    if (strcmp(country, "CA") == 0) {
        add_of_canada(region, out);
        return;
    }
    for (size_t i = 0; i < COUNT(COUNTRIES); i++)
        if (strcmp(COUNTRIES[i].country, country) == 0) add_country(i, out);
}

/* ---- telephones ---- */

enum { DIGITS_MAX = 20, NANP_DIGITS = 10 };

/* The digits, "00" read as "+". */
static bool digits_of(const char *phone, char digits[static DIGITS_MAX])
{
    size_t count = 0;
    bool international = false;
    for (const char *p = phone; *p != '\0' && count + 1 < DIGITS_MAX; p++) {
        if (*p == '+' && count == 0) international = true;
        if (isdigit((unsigned char)*p)) digits[count++] = *p;
    }
    digits[count] = '\0';
    if (international || strncmp(digits, "00", 2) != 0) return international;
    memmove(digits, digits + 2, count - 1);
    return true;
}

/* The three digits after the country's own 1. */
static const char *area_code(const char *digits, bool international, bool american)
{
    size_t count = strlen(digits);
    if (count == NANP_DIGITS + 1 && digits[0] == '1' && (international || american))
        return digits + 1;
    return !international && american && count == NANP_DIGITS ? digits : NULL;
}

/* Of three digits. */
static unsigned code_number(const char *code)
{
    return (unsigned)((code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0'));
}

/* By code: the place in AREA_CODES and one; 0 none.  Worked out once. */
static const uint8_t *code_groups(void)
{
    static uint8_t groups[1000];
    static size_t ready = 0;
    if (g_once_init_enter(&ready)) {
        for (size_t i = 0; i < COUNT(AREA_CODES); i++)
            for (const char *p = AREA_CODES[i].places; *p != '\0';
                 p += strcspn(p, " "), p += *p == ' ')
                if (groups[code_number(p)] == 0) groups[code_number(p)] = (uint8_t)(i + 1);
        g_once_init_leave(&ready, 1);
    }
    return groups;
}

static void add_area(const char *code, GateZones *out)
{
    _Static_assert(COUNT(AREA_CODES) < 255, "a byte numbers the groups");
    static Found found[COUNT(AREA_CODES)];
    unsigned group = code_groups()[code_number(code)];
    if (group == 0) return;
    const Group *row = &AREA_CODES[group - 1];
    add_found(&found[group - 1], row->zones, COUNT(row->zones), out);
}

void gate_zone_of_phone(const char *phone, const char *country, GateZones *out)
{
    char digits[DIGITS_MAX];
    bool international = digits_of(phone, digits);
    bool american = strcmp(country, "US") == 0 || strcmp(country, "CA") == 0;
    const char *code = area_code(digits, international, american);
    if (code != NULL) add_area(code, out);
    if (!international) return;
    for (size_t i = 0; i < COUNT(COUNTRIES); i++) {
        const char *calling = COUNTRIES[i].calling;
        if (strncmp(digits, calling, strlen(calling)) != 0) continue;
        add_country(i, out);
        return;
    }
}

/* ---- places that are a jurisdiction of their own ---- */

/* Manhattan 100-102, Staten Island 103, the Bronx 104, Queens 110 (of which 11001-11003 and 11010
 * on lie in Nassau County), 111, 113, 114, 116, Brooklyn 112. */
bool gate_zone_in_new_york_city(const char *postal_code)
{
    int code = 0;
    if (strspn(postal_code, "0123456789") != 5) return false; /* "10025", "10025-1234" */
    for (int i = 0; i < 5; i++) code = code * 10 + (postal_code[i] - '0');
    int area = code / 100;
    if (area >= 100 && area <= 104) return true;
    if (area == 110) return code == 11004 || code == 11005;
    return area == 111 || area == 112 || area == 113 || area == 114 || area == 116;
}

static bool holds(const char *places, const char *place)
{
    size_t length = strlen(place);
    for (const char *p = places; *p != '\0'; p += strcspn(p, " "), p += *p == ' ')
        if (strcspn(p, " ") == length && memcmp(p, place, length) == 0) return true;
    return false;
}

static bool named(const char *region, const char *const *names)
{
    for (; *names != NULL; names++) {
        size_t length = strlen(*names);
        if (strlen(region) != length) continue;
        size_t i = 0;
        while (i < length && tolower((unsigned char)region[i]) == (*names)[i]) i++;
        if (i == length) return true;
    }
    return false;
}

const char *gate_zone_uk_nation(const char *region, const char *postal_code)
{
    static const char *const SCOTLAND[] = { "sct", "gb-sct", "uk-sct", "scotland", NULL };
    static const char *const IRELAND[] = {
        "ni", "nir", "gb-nir", "uk-ni", "northern ireland", NULL
    };
    static const char *const REST[] = { "ew",  "eng",     "wls",   "gb-eng", "gb-wls", "uk-ew",
                                        "eaw", "england", "wales", "gb-eaw", NULL };
    static const char SCOTTISH[] = "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE";
    char area[3] = "";
    if (named(region, SCOTLAND)) return "SCT";
    if (named(region, IRELAND)) return "NI";
    if (named(region, REST)) return "EW";
    for (size_t i = 0; i < 2 && isalpha((unsigned char)postal_code[i]); i++)
        area[i] = (char)toupper((unsigned char)postal_code[i]);
    if (strcmp(area, "BT") == 0) return "NI";
    return area[0] != '\0' && holds(SCOTTISH, area) ? "SCT" : "EW";
}
