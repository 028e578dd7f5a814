/* desk/house_desk.c: who we are, for letters and notices.  Touches no account. */
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "store/book_store.h"

typedef struct {
    char name[NAME_SIZE], mail[NAME_SIZE], email[NAME_SIZE], phone[WORD_SIZE], hours[NAME_SIZE],
        website[NAME_SIZE], licence[NAME_SIZE];
} HouseRecord;
static const Field HOUSE_FIELDS[] = {
    FIELD_TEXT_AT(HouseRecord, name, "name", 0, "the firm's name, as debtors know it"),
    FIELD_TEXT_AT(HouseRecord, mail, "mail", 0, "postal address where disputes are accepted"),
    FIELD_TEXT_AT(HouseRecord, email, "email", 0, "where debtors write to"),
    FIELD_TEXT_AT(HouseRecord, phone, "phone", 0, "where debtors call"),
    FIELD_TEXT_AT(HouseRecord, hours, "hours", 0, "when somebody answers there"),
    FIELD_TEXT_AT(HouseRecord, website, "website", 0, "where debtors find us"),
    FIELD_TEXT_AT(HouseRecord, licence, "licence", 0, "licence numbers that letters must show"),
    FIELD_END,
};
static const RecordType HOUSE = { "house.describe", sizeof(HouseRecord), HOUSE_FIELDS, SIZE_MAX };

/* What is left out stays as it is. */
static bool house_describe(Act *act, const void *taken, void *given, GError **error)
{
    char name[WORD_SIZE];
    g_strlcpy(act->subject, "house", sizeof act->subject);
    for (const Field *field = HOUSE_FIELDS; field->name != NULL; field++) {
        const char *value = (const char *)taken + field->offset;
        g_snprintf(name, sizeof name, "house.%s", field->name);
        if (value[0] != '\0' && !book_store_set(act->desk->db, name, value, error)) return false;
        if (!book_store_get(act->desk->db, name, (char *)given + field->offset, field->size, error))
            return false;
    }
    return true;
}

const Action house_desk_actions[] = {
    { "house.describe", PERMIT_SETUP, &HOUSE, &HOUSE, house_describe,
      "Say who we are: the name and addresses that notices and letters show." },
    { NULL, PERMIT_SETUP, NULL, NULL, NULL, NULL },
};
