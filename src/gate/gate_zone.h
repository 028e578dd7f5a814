/* gate/gate_zone.h: the time zones of places: of a country's region, of a telephone's area code;
 * every zone where a place spans several.  Tables from knowledge; guesses nothing beyond them. */
#ifndef RECOUP_GATE_GATE_ZONE_H
#define RECOUP_GATE_GATE_ZONE_H

#include "gate/gate.h"

/* A set of zones, each once, in the order they came. */
typedef struct {
    const char *names[GATE_ZONES_MAX];
    const Zone *zones[GATE_ZONES_MAX];
    size_t count;
} GateZones;

/* False when the zone is not known; the name is lent.  What exceeds the set is left out. */
bool gate_zone_add(GateZones *out, const char *name);
/* Country "US", "GB", "DE"; region "NY", "US-NY", or "" for every zone of the country.  Adds
 * nothing when the country is not in the table. */
void gate_zone_of_region(const char *country, const char *region, GateZones *out);
/* Of a telephone number as people write it; without "+" it is the country's own. */
void gate_zone_of_phone(const char *phone, const char *country, GateZones *out);

/* The postal code is one of the five boroughs'. */
bool gate_zone_in_new_york_city(const char *postal_code);
/* "EW", "SCT" or "NI" by the region's name or code, else by the postcode. */
const char *gate_zone_uk_nation(const char *region, const char *postal_code);

#endif
