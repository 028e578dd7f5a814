/* base/xml_read.h: XML as a stream of steps; the only room that knows libxml2.  Fetches nothing,
 * loads no DTD, expands no entity: a document with a DOCTYPE is refused. */
#ifndef RECOUP_BASE_XML_READ_H
#define RECOUP_BASE_XML_READ_H

#include "base/problem.h"
#include <stddef.h>
#include <stdint.h>

typedef struct XmlReader XmlReader;

/* Gives up to `room` bytes; *got 0 is the end. */
typedef bool (*XmlSource)(void *source, void *to, size_t room, size_t *got, GError **error);

/* The source must outlive the reader. */
XmlReader *xml_read_open(XmlSource read, void *source);
XmlReader *xml_read_open_memory(const void *bytes, size_t length);
void xml_read_close(XmlReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlReader, xml_read_close)

typedef enum {
    XML_STEP_OPEN,  /* <name attributes> */
    XML_STEP_CLOSE, /* </name>, also of <name/> */
    XML_STEP_TEXT,  /* text, CDATA and white space between elements */
    XML_STEP_END,
    XML_STEP_FAILED /* FORMAT with the line, or the source's own error */
} XmlStep;

XmlStep xml_read_next(XmlReader *reader, GError **error);
const char *
xml_read_name(const XmlReader *reader); /* local name of the element; lent until the next step */
const char *xml_read_namespace(const XmlReader *reader); /* its URI, or "" */
const char *xml_read_text(const XmlReader *reader);      /* lent until the next step */
/* Each attribute of the element once, after XML_STEP_OPEN: false when there is none left.  Both
 * lent until the next call. */
bool xml_read_attribute(XmlReader *reader, const char **name, const char **value);
int xml_read_depth(const XmlReader *reader); /* of the root 0 */
int64_t xml_read_line(const XmlReader *reader);

#endif
