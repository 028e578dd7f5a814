/* base/xml_read.c: XML as a stream of steps over libxml2's text reader.  Fetches nothing and
 * expands nothing. */
#include "base/xml_read.h"
#include <libxml/xmlreader.h>
#include <string.h>

enum { OPTIONS = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT };

struct XmlReader {
    xmlTextReaderPtr reader;
    XmlSource read;
    void *source;
    const uint8_t *bytes; /* what is left in memory */
    size_t left;
    GError *failure; /* of the source */
    char *message;   /* of libxml2, the first */
    int64_t message_line;
    bool close_due;  /* <name/> still owes its end */
    bool attributes; /* the reader stands on an attribute */
};

static int pull(void *context, char *to, int room)
{
    XmlReader *reader = context;
    size_t got = 0;
    if (reader->read == NULL) {
        got = MIN((size_t)room, reader->left);
        if (got > 0) memcpy(to, reader->bytes, got);
        reader->bytes += got;
        reader->left -= got;
        return (int)got;
    }
    if (reader->failure != NULL) return -1;
    if (!reader->read(reader->source, to, (size_t)room, &got, &reader->failure)) return -1;
    return (int)got;
}

static int done(void *context)
{
    (void)context;
    return 0;
}

/* Keeps the first error; libxml2 would print it. */
static void complain(void *context, xmlErrorPtr fault)
{
    XmlReader *reader = context;
    if (fault->level < XML_ERR_ERROR || reader->message != NULL) return;
    reader->message =
        g_strstrip(g_strdup(fault->message != NULL ? fault->message : "not well-formed"));
    reader->message_line = fault->line;
}

static XmlReader *open_any(XmlReader *reader)
{
    reader->reader = xmlReaderForIO(pull, done, reader, NULL, NULL, OPTIONS);
    g_assert(reader->reader != NULL);
    xmlTextReaderSetStructuredErrorHandler(reader->reader, complain, reader);
    return reader;
}

XmlReader *xml_read_open(XmlSource read, void *source)
{
    XmlReader *reader = g_new0(XmlReader, 1);
    reader->read = read;
    reader->source = source;
    return open_any(reader);
}

XmlReader *xml_read_open_memory(const void *bytes, size_t length)
{
    XmlReader *reader = g_new0(XmlReader, 1);
    reader->bytes = bytes;
    reader->left = length;
    return open_any(reader);
}

void xml_read_close(XmlReader *reader)
{
    if (reader == NULL) return;
    xmlFreeTextReader(reader->reader);
    g_clear_error(&reader->failure);
    g_free(reader->message);
    g_free(reader);
}

static XmlStep fail(XmlReader *reader, GError **error)
{
    if (reader->failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&reader->failure));
    } else {
        int64_t line = reader->message != NULL ? reader->message_line : xml_read_line(reader);
        problem_set(error, PROBLEM_FORMAT, "XML line %" G_GINT64_FORMAT ": %s", line,
                    reader->message != NULL ? reader->message : "not well-formed");
    }
    return XML_STEP_FAILED;
}

XmlStep xml_read_next(XmlReader *reader, GError **error)
{
    if (reader->attributes) xmlTextReaderMoveToElement(reader->reader);
    reader->attributes = false;
    if (reader->close_due) {
        reader->close_due = false;
        return XML_STEP_CLOSE;
    }
    int found;
    while ((found = xmlTextReaderRead(reader->reader)) == 1) {
        switch (xmlTextReaderNodeType(reader->reader)) {
        case XML_READER_TYPE_ELEMENT:
            reader->close_due = xmlTextReaderIsEmptyElement(reader->reader) == 1;
            return XML_STEP_OPEN;
        case XML_READER_TYPE_END_ELEMENT: return XML_STEP_CLOSE;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return XML_STEP_TEXT;
        case XML_READER_TYPE_DOCUMENT_TYPE:
        case XML_READER_TYPE_ENTITY_REFERENCE:
            problem_set(error, PROBLEM_FORMAT,
                        "XML line %" G_GINT64_FORMAT ": a DOCTYPE or entity is not accepted",
                        xml_read_line(reader));
            return XML_STEP_FAILED;
        default: break;
        }
    }
    return found == 0 && reader->failure == NULL && reader->message == NULL ? XML_STEP_END
                                                                            : fail(reader, error);
}

const char *xml_read_name(const XmlReader *reader)
{
    return (const char *)xmlTextReaderConstLocalName(reader->reader);
}

const char *xml_read_namespace(const XmlReader *reader)
{
    const xmlChar *uri = xmlTextReaderConstNamespaceUri(reader->reader);
    return uri != NULL ? (const char *)uri : "";
}

const char *xml_read_text(const XmlReader *reader)
{
    const xmlChar *text = xmlTextReaderConstValue(reader->reader);
    return text != NULL ? (const char *)text : "";
}

bool xml_read_attribute(XmlReader *reader, const char **name, const char **value)
{
    int found = reader->attributes ? xmlTextReaderMoveToNextAttribute(reader->reader)
                                   : xmlTextReaderMoveToFirstAttribute(reader->reader);
    if (found != 1) {
        if (reader->attributes) xmlTextReaderMoveToElement(reader->reader);
        reader->attributes = false;
        return false;
    }
    reader->attributes = true;
    *name = xml_read_name(reader);
    *value = xml_read_text(reader);
    return true;
}

int xml_read_depth(const XmlReader *reader)
{
    return xmlTextReaderDepth(reader->reader);
}

int64_t xml_read_line(const XmlReader *reader)
{
    return xmlTextReaderGetParserLineNumber(reader->reader);
}
