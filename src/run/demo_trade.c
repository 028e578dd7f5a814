/* run/demo_trade.c: a row a policy pack.  Decides nothing. */
#include "run/demo_trade.h"

#include <glib.h>
#include <string.h>

enum { PRICE, QUANTITY, QUALITY, MISSING_DOCUMENT, DUPLICATE, PAID, OTHER };

static const DemoTrade TRADES[] = {
    { "commercial",
      ACCOUNT_TRADE,
      ITEM_INVOICE,
      4,
      { { "east", "Eastern division", "division" }, { "west", "Western division", "division" } },
      "INV",
      8000,
      4000000,
      30,
      35,
      220,
      { PRICE, QUANTITY, MISSING_DOCUMENT } },
    { "consumer-us",
      ACCOUNT_CONSUMER,
      ITEM_INVOICE,
      100,
      { { "stores", "Store cards", "client" }, { "online", "Online orders", "client" } },
      "BILL",
      2500,
      300000,
      28,
      40,
      200,
      { PRICE, PAID, OTHER } },
    { "medical-us",
      ACCOUNT_MEDICAL,
      ITEM_INVOICE,
      100,
      { { "clinic", "Riverside clinic", "facility" },
        { "hospital", "Lakeview hospital", "facility" } },
      "VISIT",
      6000,
      800000,
      30,
      60,
      260,
      { PRICE, DUPLICATE, PAID } },
    { "loans-us",
      ACCOUNT_LOAN,
      ITEM_INSTALMENT,
      94,
      { { "personal", "Personal loans", "division" }, { "auto", "Car loans", "division" } },
      "DUE",
      15000,
      90000,
      15,
      30,
      92,
      { PAID, DUPLICATE, OTHER } },
    { "subscription",
      ACCOUNT_SUBSCRIPTION,
      ITEM_INVOICE,
      70,
      { { "monthly", "Monthly plans", "division" }, { "yearly", "Yearly plans", "division" } },
      "SUB",
      1000,
      60000,
      14,
      30,
      120,
      { DUPLICATE, PRICE, OTHER } },
};

const DemoTrade *demo_trade_of(const char *pack)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TRADES); i++)
        if (strcmp(TRADES[i].pack, pack) == 0) return &TRADES[i];
    return NULL;
}
